//! Passwords and PINs as people choose them, and which of them are refused.

use crate::web::form::Form;

/// Fewest characters of a password. Length is what helps; kinds of characters are not asked for.
pub const PASSWORD_CHARS_MIN: usize = 10;
/// Most bytes of a password: what is hashed is bounded.
pub const PASSWORD_BYTES_MAX: usize = 256;
pub const PIN_DIGITS_MIN: usize = 6;
pub const PIN_DIGITS_MAX: usize = 12;

/// What everybody tries first, among those that are long enough.
const COMMON_PASSWORDS: [&str; 40] = [
    "1234567890",
    "0123456789",
    "0987654321",
    "9876543210",
    "12345678910",
    "123456789a",
    "1234567891",
    "1q2w3e4r5t",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "abcdefghij",
    "abcdefghijk",
    "abcd123456",
    "abc1234567",
    "asdfghjkl;",
    "asdfasdfasdf",
    "changeme123",
    "evenkeel123",
    "evenkeelevenkeel",
    "football123",
    "iloveyou12",
    "iloveyou123",
    "iloveyou1234",
    "letmein1234",
    "monkey12345",
    "passw0rd123",
    "password00",
    "password01",
    "password10",
    "password11",
    "password12",
    "password123",
    "password1234",
    "password12345",
    "passwordpassword",
    "princess123",
    "qwerty12345",
    "qwerty123456",
    "qwertyuiop",
    "welcome1234",
];

/// A secret as it was typed. It is never shown again, nor printed.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Reads a password that somebody chooses; what is wrong with it stands beside the field.
pub fn new_password(form: &mut Form, field: &str, sign_in_name: &str) -> Option<Secret> {
    let text = form.value(field);
    let lowercase = text.to_lowercase();
    let problem = if text.is_empty() {
        Some(("form-empty", None))
    } else if text.chars().count() < PASSWORD_CHARS_MIN {
        Some(("identity-password-short", Some(PASSWORD_CHARS_MIN)))
    } else if text.len() > PASSWORD_BYTES_MAX {
        Some(("identity-password-long", Some(PASSWORD_BYTES_MAX)))
    } else if COMMON_PASSWORDS.contains(&lowercase.as_str()) || is_one_thing(&lowercase) {
        Some(("identity-password-common", None))
    } else if lowercase.trim() == sign_in_name.trim().to_lowercase() {
        Some(("identity-password-is-name", None))
    } else {
        None
    };
    read(form, field, problem)
}

/// Reads a PIN that somebody chooses.
pub fn new_pin(form: &mut Form, field: &str) -> Option<Secret> {
    let text = form.value(field);
    let digits = text.len();
    let problem = if text.is_empty() {
        Some(("form-empty", None))
    } else if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        Some(("identity-pin-digits", None))
    } else if digits < PIN_DIGITS_MIN {
        Some(("identity-pin-short", Some(PIN_DIGITS_MIN)))
    } else if digits > PIN_DIGITS_MAX {
        Some(("identity-pin-long", Some(PIN_DIGITS_MAX)))
    } else if is_one_thing(text) || is_run(text) {
        Some(("identity-pin-common", None))
    } else {
        None
    };
    read(form, field, problem)
}

/// Reads a secret that is to be compared. One that is too long is not the right one.
pub fn known_secret(form: &mut Form, field: &str) -> Option<Secret> {
    let text = form.value(field);
    let problem = if text.is_empty() {
        Some(("form-empty", None))
    } else if text.len() > PASSWORD_BYTES_MAX {
        Some(("identity-password-long", Some(PASSWORD_BYTES_MAX)))
    } else {
        None
    };
    read(form, field, problem)
}

fn read(
    form: &mut Form,
    field: &str,
    problem: Option<(&'static str, Option<usize>)>,
) -> Option<Secret> {
    match problem {
        None => return Some(Secret::new(form.value(field))),
        Some((key, None)) => form.wrong(field, key),
        Some((key, Some(max))) => form.wrong_max(field, key, max as u64),
    }
    None
}

/// One to three characters again and again: "111111", "121212", "abcabcabcabc".
fn is_one_thing(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    (1..=3).any(|step| chars.iter().zip(chars.iter().skip(step)).all(|(a, b)| a == b))
}

/// Digits that go up or down by one: "123456", "987654", "890123".
fn is_run(digits: &str) -> bool {
    let steps: Vec<u8> =
        digits.bytes().zip(digits.bytes().skip(1)).map(|(a, b)| (b + 10 - a) % 10).collect();
    steps.iter().all(|step| *step == 1) || steps.iter().all(|step| *step == 9)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem_of(
        text: &str,
        read: impl FnOnce(&mut Form) -> Option<Secret>,
    ) -> Option<&'static str> {
        let mut form = Form::filled([("secret", text)]);
        let secret = read(&mut form);
        assert_eq!(secret.is_some(), form.is_fine());
        form.error("secret").map(|error| error.key)
    }

    #[test]
    fn a_password_is_long_enough_and_not_everybodys() {
        let of =
            |text: &str| problem_of(text, |form| new_password(form, "secret", "ana@home.test"));
        for (text, problem) in [
            ("", Some("form-empty")),
            ("nine char", Some("identity-password-short")),
            ("ten chars.", None),
            ("ééééééééé", Some("identity-password-short")),
            ("Password123", Some("identity-password-common")),
            ("aaaaaaaaaaaa", Some("identity-password-common")),
            ("xyzxyzxyzxyz", Some("identity-password-common")),
            ("ANA@home.test", Some("identity-password-is-name")),
            ("four words are a lot", None),
        ] {
            assert_eq!(of(text), problem, "{text:?}");
        }
        assert_eq!(of(&"ab ".repeat(85)), Some("identity-password-common"));
        assert_eq!(of(&"é1".repeat(100)), Some("identity-password-long"));
    }

    #[test]
    fn a_pin_is_six_digits_or_more_and_no_pattern() {
        let of = |text: &str| problem_of(text, |form| new_pin(form, "secret"));
        for (text, problem) in [
            ("", Some("form-empty")),
            ("12345", Some("identity-pin-short")),
            ("48213", Some("identity-pin-short")),
            ("482135", None),
            ("48213x", Some("identity-pin-digits")),
            (" 482135", Some("identity-pin-digits")),
            ("٤٨٢١٣٥", Some("identity-pin-digits")),
            ("123456", Some("identity-pin-common")),
            ("654321", Some("identity-pin-common")),
            ("890123", Some("identity-pin-common")),
            ("121212", Some("identity-pin-common")),
            ("777777", Some("identity-pin-common")),
            ("123123", Some("identity-pin-common")),
            ("4821354821350", Some("identity-pin-long")),
        ] {
            assert_eq!(of(text), problem, "{text:?}");
        }
    }

    #[test]
    fn a_secret_is_never_printed() {
        assert_eq!(format!("{:?}", Secret::new("correct horse")), "Secret(…)");
    }
}
