//! Other programs: run one and see it, run one and read it, look whether it is there.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, bail, ensure};

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the repository")
}

/// Cargo's target directory, wherever it was put: this program lies in `<target>/<profile>/`.
pub(crate) fn target() -> Result<PathBuf> {
    let here = std::env::current_exe().context("where xtask itself lies")?;
    let target = here.ancestors().nth(2).context("xtask lies in Cargo's target directory")?;
    Ok(target.to_owned())
}

/// Runs a command where everyone can see it, having said what it is; fails if it fails.
pub(crate) fn run(line: &[&str]) -> Result<()> {
    println!("$ {}", line.join(" "));
    let status = command(line)?.status().with_context(|| format!("cannot run {}", line[0]))?;
    ensure!(status.success(), "`{}` failed ({status})", line.join(" "));
    Ok(())
}

/// Runs a command whose output nobody needs, unless it fails.
pub(crate) fn run_quietly(line: &[&str]) -> Result<()> {
    read(line).map(drop)
}

/// Runs a command quietly and gives its output; its errors become ours.
pub(crate) fn read(line: &[&str]) -> Result<String> {
    let output = command(line)?.output().with_context(|| format!("cannot run {}", line[0]))?;
    let error = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "`{}` failed: {}", line.join(" "), error.trim());
    String::from_utf8(output.stdout).with_context(|| format!("{} writes no text", line[0]))
}

/// Whether a command runs and succeeds, without a word.
pub(crate) fn succeeds(line: &[&str]) -> bool {
    command(line).is_ok_and(|mut command| {
        command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success())
    })
}

pub(crate) fn is_root() -> bool {
    read(&["id", "-u"]).is_ok_and(|id| id.trim() == "0")
}

fn command(line: &[&str]) -> Result<Command> {
    let [program, arguments @ ..] = line else { bail!("a command has a name") };
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root()).stdin(Stdio::null());
    Ok(command)
}
