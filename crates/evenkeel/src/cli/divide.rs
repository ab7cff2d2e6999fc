//! `evenkeel divide`: the division engine on a file.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use fairdivision::limits::INPUT_BYTES_MAX;
use fairdivision::{Division, ErrorKind, InputError, Instance, Options, Sensitive};

use super::{DivideOptions, Format, answer, complain};

/// 0: solved. 2: the input cannot be used; one JSON object on standard error says why.
pub(super) fn divide(options: &DivideOptions) -> u8 {
    match solve(options) {
        Ok(text) => {
            answer(&text);
            0
        }
        Err(refused) => {
            complain(&as_json(&refused));
            2
        }
    }
}

fn solve(options: &DivideOptions) -> Result<String, InputError> {
    let instance = read(&options.file)?;
    let defaults = Options::default();
    let options_of_engine = Options {
        changes_max: options.changes_max,
        nodes: options.nodes.unwrap_or(defaults.nodes),
        sensitive: if options.sensitive { Sensitive::Find } else { Sensitive::Skip },
        ..defaults
    };
    let division = fairdivision::divide(&instance, &options_of_engine)?;
    Ok(match options.format {
        Format::Text => fairdivision::text::render(&division, &instance),
        Format::Json => as_line(&division),
    })
}

fn read(path: &Path) -> Result<Instance, InputError> {
    let unreadable = |error: &io::Error| InputError {
        error: ErrorKind::Syntax,
        ids: Vec::new(),
        message: format!("{} could not be read: {error}", path.display()),
    };
    let bytes = if path == Path::new("-") { all_of(io::stdin().lock()) } else { of_file(path) };
    let bytes = bytes.map_err(|error| unreadable(&error))?;
    if path.extension().is_some_and(|extension| extension == "toml") {
        Instance::from_toml(&bytes)
    } else {
        Instance::from_json(&bytes)
    }
}

fn of_file(path: &Path) -> io::Result<Vec<u8>> {
    all_of(File::open(path)?)
}

/// One byte more than is taken is enough to be refused.
fn all_of(input: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(INPUT_BYTES_MAX as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn as_line(division: &Division) -> String {
    serde_json::to_string(division).expect("numbers, strings and maps by string") + "\n"
}

fn as_json(refused: &InputError) -> String {
    serde_json::to_string(refused).expect("strings only")
}
