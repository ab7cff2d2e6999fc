//! Reading an operator's files: a list of those who can help, and help lines they checked.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use household::directory::Details;

use super::Provided;
use super::list::{self, LIST_BYTES_MAX};
use crate::content::{Content, Overlay};

/// Reads both; or says what is wrong, with the file's name and, where there is one, the line.
pub fn read(directory: Option<&Path>, help_lines: Option<&Path>) -> Result<Provided, String> {
    let directory = directory.map_or(Ok(Vec::new()), directory_in)?;
    let lines = match help_lines {
        None => Vec::new(),
        Some(path) => {
            let overlay = text_in(path)?;
            let overlay: Overlay = toml::from_str(&overlay)
                .map_err(|error| format!("{}: {}", path.display(), error.to_string().trim_end()))?;
            let changed = Content::all().map(|content| {
                let lines = content.helplines().with(&overlay);
                lines.map(|lines| (content.language(), lines))
            });
            let changed = changed.collect::<Result<_, _>>();
            changed.map_err(|wrong| told(path, wrong.into_iter()))?
        }
    };
    Ok(Provided::new(directory, lines))
}

fn directory_in(path: &Path) -> Result<Vec<Details>, String> {
    list::read(&text_in(path)?).map_err(|wrong| {
        told(path, wrong.into_iter().map(|wrong| format!("line {}: {}", wrong.line, wrong.what)))
    })
}

fn text_in(path: &Path) -> Result<String, String> {
    let wrong = |why: &str| format!("{}: {why}", path.display());
    let file = File::open(path).map_err(|error| wrong(&error.to_string()))?;
    let mut text = String::new();
    let read = file.take(LIST_BYTES_MAX as u64 + 1).read_to_string(&mut text);
    read.map_err(|error| wrong(&error.to_string()))?;
    if text.len() > LIST_BYTES_MAX {
        return Err(wrong("is larger than 128 KiB"));
    }
    Ok(text)
}

fn told(path: &Path, wrong: impl Iterator<Item = String>) -> String {
    let wrong: Vec<_> = wrong.map(|wrong| format!("\n  {wrong}")).collect();
    format!("{} cannot be used:{}", path.display(), wrong.concat())
}
