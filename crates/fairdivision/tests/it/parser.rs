//! Whatever is thrown at the parser, it answers: an instance that can be divided, or an error.

use fairdivision::{InputError, Instance, Options, divide, text};
use proptest::prelude::*;

use crate::spoilt::{any_bytes, any_pieces, changed, config, spliced};

const VALID: &str = r#"{"carers":[{"id":"a","weight":1},{"id":"b","weight":10000}],
 "responsibilities":[{"id":"x","minutes":150,"burden":{"a":300,"b":100000},"cannot":["a"],
 "locked":null,"current":"b"},{"id":"y","burden":{"a":1,"b":9},"likes":["a"]},
 {"id":"z","burden":{"a":7,"b":9},"locked":"a","current":"a"}]}"#;

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
    #![proptest_config(config(3_000))]

    #[test]
    fn any_bytes_are_answered(bytes in any_bytes()) {
        both(&bytes);
    }

    #[test]
    fn any_text_is_answered(text in proptest::string::string_regex(".{0,200}").expect("valid")) {
        both(text.as_bytes());
    }

    #[test]
    fn any_pieces_of_the_contract_are_answered(bytes in any_pieces()) {
        both(&bytes);
    }

    #[test]
    fn a_valid_input_with_some_bytes_changed_is_answered(bytes in changed(VALID.into())) {
        both(&bytes);
    }

    #[test]
    fn a_valid_input_with_a_piece_put_in_or_taken_out_is_answered(bytes in spliced(VALID.into())) {
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
