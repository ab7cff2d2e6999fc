//! `evenkeel backup`: a copy of everything but the server key, made while Evenkeel serves.

use std::path::Path;

use anyhow::{Context, Result};

use super::{BackupOptions, Usage, answer, doctor, wait_for};

pub(super) fn backup(options: &BackupOptions) -> Result<()> {
    let file = &options.file;
    if file.exists() {
        let why = format!("{} is there already; a backup replaces nothing", file.display());
        return Err(Usage(why).into());
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    if !folder.unwrap_or(Path::new(".")).is_dir() {
        return Err(Usage(format!("there is no folder for {}", file.display())).into());
    }
    let (_, key) = options.place.data_file_and_key()?;
    let journal = doctor::open(&options.place)?;
    wait_for(async { Ok(journal.backup_to(file).await?) })?;
    let bytes = std::fs::metadata(file).context("the copy is gone")?.len();
    answer(&format!(
        "Wrote {} ({bytes} bytes) and checked it.\nIt is of use only with the server key: keep a \
         copy of {} too, in another place.\n",
        file.display(),
        key.display()
    ));
    Ok(())
}
