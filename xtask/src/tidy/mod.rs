//! `cargo xtask tidy`: the style ratchet. It is also a test, so that plain `cargo test` runs it.
//!
//! It reads text, not syntax trees, so that it stays quick and small; what clippy can say is
//! left to clippy. What is over a size today may be listed in `tidy-exceptions.txt`, which may
//! only shrink.

mod exceptions;
mod rust;
mod sizes;
mod template;
mod words;

use std::{
    fmt, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};

use crate::{Arguments, shell};

/// Where our own sources are. `vendor/` is others'.
const FOLDERS: [&str; 5] = ["crates", "xtask", "content", "docs", ".ci"];

/// Deeper than any folder of ours: a link that leads into itself ends here.
const DEPTH_MAX: usize = 12;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Rust,
    Template,
    Words,
    Style,
    Script,
    Sql,
    /// Read for forbidden words only.
    Other,
}

/// One file of the repository.
#[derive(Debug)]
struct Source {
    /// From the repository's top, with `/`.
    path: String,
    kind: Kind,
    text: String,
}

/// One thing that is not as it is meant to be.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    path: String,
    /// 0 where it is about the whole file.
    line: usize,
    what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.what),
            line => write!(f, "{}:{line}: {}", self.path, self.what),
        }
    }
}

impl Source {
    fn finding(&self, line: usize, what: impl Into<String>) -> Finding {
        Finding { path: self.path.clone(), line, what: what.into() }
    }
}

pub(crate) fn run(arguments: Arguments) -> Result<()> {
    arguments.finish()?;
    check()
}

/// Prints each finding; fails if there is one.
pub(crate) fn check() -> Result<()> {
    let sources = sources()?;
    let findings = findings(&sources)?;
    for finding in &findings {
        println!("{finding}");
    }
    ensure!(findings.is_empty(), "tidy: {} to mend", findings.len());
    println!("tidy: {} files are as they are meant to be", sources.len());
    Ok(())
}

fn findings(sources: &[Source]) -> Result<Vec<Finding>> {
    let mut findings = exceptions::judge(sources.iter().flat_map(sizes::over).collect())?;
    for source in sources {
        findings.extend(words::findings(source));
        if source.kind == Kind::Template {
            findings.extend(template::findings(source));
        }
    }
    Ok(findings)
}

fn sources() -> Result<Vec<Source>> {
    let mut paths = Vec::new();
    for folder in FOLDERS {
        let folder = shell::root().join(folder);
        if folder.is_dir() {
            collect(&folder, DEPTH_MAX, &mut paths)?;
        }
    }
    paths.sort();
    paths.into_iter().filter_map(|path| source(&path).transpose()).collect()
}

fn collect(folder: &Path, depth: usize, into: &mut Vec<PathBuf>) -> Result<()> {
    ensure!(depth > 0, "{} lies too deep", folder.display());
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        match path.is_dir() {
            true if matches!(name, "target" | "node_modules" | "proptest-regressions") => {}
            true => collect(&path, depth - 1, into)?,
            false => into.push(path),
        }
    }
    Ok(())
}

fn source(path: &Path) -> Result<Option<Source>> {
    let kind = match path.extension().and_then(|extension| extension.to_str()) {
        Some("rs") => Kind::Rust,
        Some("html") => Kind::Template,
        Some("ftl") => Kind::Words,
        Some("css") => Kind::Style,
        Some("js") => Kind::Script,
        Some("sql") => Kind::Sql,
        Some("md" | "toml" | "c" | "sh") | None => Kind::Other,
        Some(_) => return Ok(None),
    };
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let path = path.strip_prefix(shell::root())?.display().to_string().replace('\\', "/");
    Ok(Some(Source { path, kind, text }))
}

/// The line, from 1, in which the byte `at` of `text` lies.
fn line_of(text: &str, at: usize) -> usize {
    1 + text[..at].matches('\n').count()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_repository_is_tidy() {
        let findings = super::findings(&super::sources().unwrap()).unwrap();
        let lines: Vec<_> = findings.iter().map(ToString::to_string).collect();
        assert!(lines.is_empty(), "\n{}\n", lines.join("\n"));
    }
}
