//! Numbers within what was written, so that they can be rung by a tap.

use household::children::Phone;
use household::solo::SheetField;

/// Most digits of a number anywhere; what has more is two of them.
const DIGITS_MAX: usize = 15;

/// A part of a line: words, or a number and what a phone rings for it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub text: &'a str,
    pub rings: Option<String>,
}

/// A line of the sheet in its parts.
pub(super) fn pieces(field: SheetField, text: &str) -> Vec<Piece<'_>> {
    let words = |text| Piece { text, rings: None };
    let Some(fewest) = fewest_digits(field) else { return vec![words(text)] };
    let mut pieces = Vec::new();
    let (mut said, mut at) = (0, 0);
    while let Some(begin) = text[at..].find(begins_number).map(|ahead| at + ahead) {
        let number = number_at(&text[begin..]);
        let stands_alone = !text[..begin].ends_with(char::is_alphanumeric);
        let phone = Phone::parse(number).ok().filter(|_| stands_alone && digits(number) >= fewest);
        at = begin + number.len().max(1);
        if let Some(phone) = phone {
            if said < begin {
                pieces.push(words(&text[said..begin]));
            }
            pieces.push(Piece { text: number, rings: Some(phone.digits()) });
            said = at;
        }
    }
    if said < text.len() {
        pieces.push(words(&text[said..]));
    }
    pieces
}

/// Where numbers to ring are written, and how short one may be. An address beside a doctor has
/// numbers of its own; elsewhere they are doses, times and shoe sizes.
const fn fewest_digits(field: SheetField) -> Option<usize> {
    match field {
        SheetField::EmergencyNumber | SheetField::PoisonNumber | SheetField::Contacts => Some(3),
        SheetField::NearbyAdult | SheetField::Doctor | SheetField::RingMeIf => Some(6),
        _ => None,
    }
}

/// The longest that can be one number, up to its last digit.
fn number_at(text: &str) -> &str {
    let after = text.char_indices().skip(1).find(|(_, c)| !is_within_number(*c));
    let whole = &text[..after.map_or(text.len(), |(at, _)| at)];
    let one =
        if digits(whole) > DIGITS_MAX { whole.split('/').next().unwrap_or(whole) } else { whole };
    one.trim_end_matches(|c: char| !c.is_ascii_digit())
}

const fn begins_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '+' | '(')
}

const fn is_within_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '/' | '(' | ')')
}

fn digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rung(field: SheetField, text: &str) -> Vec<String> {
        let pieces = pieces(field, text);
        let whole: String = pieces.iter().map(|piece| piece.text).collect();
        assert_eq!(whole, text, "nothing is lost");
        pieces.into_iter().filter_map(|piece| piece.rings).collect()
    }

    #[test]
    fn numbers_are_found_where_they_are_written_to_be_rung() {
        for (field, text, numbers) in [
            (SheetField::EmergencyNumber, "112", &["112"][..]),
            (
                SheetField::PoisonNumber,
                "Poison line: 0800 222 1222 (day and night)",
                &["08002221222"],
            ),
            (SheetField::NearbyAdult, "Jo next door at 12, 0170 555 000", &["0170555000"]),
            (SheetField::Doctor, "Dr Weber, 0221 5550\nMill Road 4, 50667", &["02215550"]),
            (SheetField::Contacts, "Mia: Oma, +49 (30) 12-34\nJo, 0170", &["+49301234", "0170"]),
            (SheetField::Contacts, "0170 5550001 / 0221 5550123", &["01705550001", "02215550123"]),
            (SheetField::Contacts, "Flat B17000, (, + and 12", &[]),
            (SheetField::Medicines, "250 mg at 16:30, ring 0170 555 000", &[]),
        ] {
            assert_eq!(rung(field, text), numbers, "{text}");
        }
    }

    #[test]
    fn whatever_is_written_comes_through_whole() {
        for text in ["", "+", "((((", "é1é22é333", "1".repeat(99).as_str(), "+1+2+345", "١٢٣"]
        {
            rung(SheetField::Contacts, text);
        }
    }
}
