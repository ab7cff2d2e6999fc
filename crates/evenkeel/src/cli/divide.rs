//! `evenkeel divide`: the division engine on a file.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use fairdivision::limits::INPUT_BYTES_MAX;
use fairdivision::{Division, ErrorKind, InputError, Instance, Options, Sensitive, WholeProof};

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
        whole_proof: if options.whole_proof { WholeProof::Shown } else { WholeProof::Digested },
    };
    let division = fairdivision::divide(&instance, &options_of_engine)?;
    Ok(match options.format {
        Format::Text => fairdivision::text::render(&division, &instance),
        Format::Json => as_line(&division),
    })
}

pub(super) fn read(path: &Path) -> Result<Instance, InputError> {
    let bytes = bytes(path, INPUT_BYTES_MAX)?;
    if path.extension().is_some_and(|extension| extension == "toml") {
        Instance::from_toml(&bytes)
    } else {
        Instance::from_json(&bytes)
    }
}

/// What stands in a file or comes by standard input, and one byte more than is taken at most:
/// that is enough to be refused.
pub(super) fn bytes(path: &Path, bytes_max: usize) -> Result<Vec<u8>, InputError> {
    let all_of = |input: &mut dyn Read| {
        let mut bytes = Vec::new();
        input.take(bytes_max as u64 + 1).read_to_end(&mut bytes).map(|_| bytes)
    };
    let bytes = if path == Path::new("-") {
        all_of(&mut io::stdin().lock())
    } else {
        File::open(path).and_then(|mut file| all_of(&mut file))
    };
    bytes.map_err(|error| InputError {
        error: ErrorKind::Syntax,
        ids: Vec::new(),
        message: format!("{} could not be read: {error}", path.display()),
    })
}

fn as_line(division: &Division) -> String {
    serde_json::to_string(division).expect("numbers, strings and maps by string") + "\n"
}

pub(super) fn as_json(refused: &InputError) -> String {
    serde_json::to_string(refused).expect("strings only")
}
