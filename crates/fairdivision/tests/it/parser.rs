//! Whatever is thrown at the parser, it answers: an instance that can be divided, or an error.

use fairdivision::{InputError, Instance, Options, divide, text};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const VALID: &str = r#"{"carers":[{"id":"a","weight":1},{"id":"b","weight":10000}],
 "responsibilities":[{"id":"x","minutes":150,"burden":{"a":300,"b":100000},"cannot":["a"],
 "locked":null,"current":"b"},{"id":"y","burden":{"a":1,"b":9},"likes":["a"]},
 {"id":"z","burden":{"a":7,"b":9},"locked":"a","current":"a"}]}"#;

const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "null",
    "true",
    "-1",
    "0",
    "1",
    "1e999",
    "1.5",
    "18446744073709551616",
    "100001",
    "\"a\"",
    "\"b\"",
    "\"q\"",
    "\"id\"",
    "\"burden\"",
    "\"carers\"",
    "\"cannot\"",
    "\"locked\"",
    "\"\\ud800\"",
    "\u{0}",
    "\u{feff}",
    " = ",
    "\n",
];

/// The same cases on every run.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 3_000,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(0x5eed),
        ..ProptestConfig::default()
    }
}

/// Divides what is read, so that nothing accepted can break the engine.
fn answered(read: Result<Instance, InputError>) {
    match read {
        Ok(instance) => {
            let options = Options { nodes: 20_000, ..Options::default() };
            let division = divide(&instance, &options).expect("one to six carers");
            assert_eq!(division.why.len(), instance.responsibilities().len());
            assert!(text::render(&division, &instance).ends_with('\n'));
        }
        Err(error) => assert!(!error.message.is_empty()),
    }
}

fn both(bytes: &[u8]) {
    answered(Instance::from_json(bytes));
    answered(Instance::from_toml(bytes));
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        both(&bytes);
    }

    #[test]
    fn any_text_is_answered(text in proptest::string::string_regex(".{0,200}").expect("valid")) {
        both(text.as_bytes());
    }

    #[test]
    fn any_pieces_of_the_contract_are_answered(
        picks in proptest::collection::vec(0..PIECES.len(), 0..60),
    ) {
        both(picks.iter().map(|&pick| PIECES[pick]).collect::<String>().as_bytes());
    }

    #[test]
    fn a_valid_input_with_some_bytes_changed_is_answered(
        changes in proptest::collection::vec((0..VALID.len(), any::<u8>()), 1..5),
    ) {
        let mut bytes = VALID.as_bytes().to_vec();
        for (place, byte) in changes {
            bytes[place] = byte;
        }
        both(&bytes);
    }

    #[test]
    fn a_valid_input_with_a_piece_put_in_or_taken_out_is_answered(
        from in 0..VALID.len(), length in 0..20_usize, pick in 0..PIECES.len(),
    ) {
        let mut bytes = VALID.as_bytes().to_vec();
        let end = (from + length).min(bytes.len());
        bytes.splice(from..end, PIECES[pick].bytes());
        both(&bytes);
    }

    #[test]
    fn any_numbers_of_the_contract_are_answered(
        weight in any::<i64>(),
        minutes in any::<i64>(),
        one in any::<i64>(),
        other in 0..200_000_i64,
    ) {
        let input = format!(
            r#"{{"carers":[{{"id":"a","weight":{weight}}},{{"id":"b"}}],"responsibilities":[
                {{"id":"x","minutes":{minutes},"burden":{{"a":{one},"b":{other}}}}}]}}"#
        );
        both(input.as_bytes());
    }
}

#[test]
fn the_valid_input_is_valid() {
    answered(Ok(Instance::from_json(VALID.as_bytes()).expect("valid")));
}
