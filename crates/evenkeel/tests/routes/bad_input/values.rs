//! What people and programs type that cannot be taken, for each kind of field, with the words that
//! stand beside the field then.

use super::fields::Kind;

/// A bad value, and what is said of it.
pub type Bad = (String, &'static str);

const EMPTY: &str = "Please write something here.";
const UNPRINTABLE: &str = "This holds a character that cannot be shown.";
const NO_CHOICE: &str = "Please choose one of these.";
const NO_NUMBER: &str = "Please write a whole number";

pub fn bad(kind: Kind) -> Vec<Bad> {
    match kind {
        Kind::Line => [empty(), line()].concat(),
        Kind::LineIfAny => line(),
        Kind::Note => [empty(), note()].concat(),
        Kind::NoteIfAny => note(),
        Kind::Fact => [empty(), short(501, "This is longer than 500 characters.")].concat(),
        Kind::Answer => short(1_001, "This is longer than 1000 characters."),
        Kind::Phone => phone(),
        Kind::PhoneIfAny => phone().into_iter().filter(|(text, _)| !text.is_empty()).collect(),
        Kind::Web => all(
            &["javascript:alert(1)", "ftp://a.example", "localhost", "a b.example", "a@b.example"],
            "Please write the address of a page",
        ),
        Kind::ShortNoteIfAny => short(501, "This is longer than 500 characters."),
        Kind::List => list(),
        Kind::Number { max } => number(max),
        Kind::Choice | Kind::Button => {
            all(&["", "x", "ME", "me ", "0", "null", "\u{0}", "../me", "5555"], NO_CHOICE)
        }
        Kind::ChoiceIfAny => all(&["x", "ME", "me ", "0", "\u{0}", "../me"], NO_CHOICE),
        Kind::Tick => all(&["", "no", "YES"], "Please tick this"),
        Kind::Date { range } => date(range),
        Kind::Time => all(
            &["", "half past eight", "25:00", "20:61", "8pm", "20.30", "٢٠:٣٠", "20:30\u{0}"],
            "Please choose a time.",
        ),
        Kind::Zone => all(
            &["Mars/Olympus", "Europe", "UTC+1", "../../etc/passwd", "Europe/Berlin\u{0}", "🌊"],
            "We do not know this",
        ),
        Kind::Address => all(
            &["", "javascript:alert(1)", "ftp://a.example", "http://", "localhost", "a b.example"],
            "",
        ),
        Kind::SignInName => sign_in_name(),
        Kind::NewPassword => new_password(),
        Kind::KnownSecret => {
            vec![(String::new(), EMPTY), ("p".repeat(257), "This is longer than")]
        }
        Kind::Pin => pin(),
        Kind::Code => code(),
    }
}

fn all(values: &[&str], words: &'static str) -> Vec<Bad> {
    values.iter().map(|value| ((*value).to_owned(), words)).collect()
}

fn empty() -> Vec<Bad> {
    all(&["", "   ", "\t", "\u{a0}\u{2003}"], EMPTY)
}

/// Characters that hide or turn what stands around them, or that no one can type.
fn line() -> Vec<Bad> {
    let mut bad = all(
        &[
            "Sam\u{0}",
            "Sam\u{7}",
            "Sam\u{1b}[31m",
            "one\ntwo",
            "one\r\ntwo",
            "Sam\u{202e}mas",
            "\u{2066}Sam",
            "S\u{feff}am",
            "Sam\u{fffd}",
            "S\u{85}am",
        ],
        UNPRINTABLE,
    );
    bad.push(("é".repeat(81), "This is longer than 80 characters."));
    bad.push(("🌊".repeat(5_000), "This is longer than 80 characters."));
    bad
}

fn note() -> Vec<Bad> {
    let mut bad = all(
        &["A long day.\u{0}", "\u{202e}yad gnol A", "A long\u{1b} day.", "A \u{fffd} day"],
        UNPRINTABLE,
    );
    bad.push(("long ".repeat(801), "This is longer than 4000 characters."));
    bad.push(("日".repeat(4_001), "This is longer than 4000 characters."));
    bad
}

/// A note that is to be short.
fn short(characters: usize, words: &'static str) -> Vec<Bad> {
    note().into_iter().take(4).chain([("日".repeat(characters), words)]).collect()
}

fn phone() -> Vec<Bad> {
    let mut bad =
        all(&["12", "oma", "030 12;ext=5", "٠٣٠١٢٣", "0\u{0}30"], "Please write a number");
    bad.extend([(String::new(), EMPTY), ("1".repeat(31), "This is longer than 30 characters.")]);
    bad
}

fn list() -> Vec<Bad> {
    let mut bad =
        all(&["The hill", "\u{0}"], "<p class=\"error\">The first line has to name the columns");
    bad.extend(all(&["name,colour\nA,red"], "<p class=\"error\">A column in the first line"));
    bad.extend(all(
        &["name,phone\nA,1234\n\nB,ring me"],
        "<p class=\"error\">Line 4: a phone cannot ring",
    ));
    bad.extend(all(&["name,kinds\n,family"], "<p class=\"error\">Line 2: the name is missing."));
    bad.extend(all(&["name\nA\na"], "<p class=\"error\">Line 3: this name stands there twice."));
    bad.push((
        format!("name\n{}", "é".repeat(81)),
        "<p class=\"error\">Line 2: a cell is too long.",
    ));
    bad
}

fn number(max: u64) -> Vec<Bad> {
    let mut bad = all(
        &[
            "",
            "-1",
            "1.5",
            "1,5",
            "1e3",
            "0x10",
            "٣",
            "NaN",
            "ten",
            "1 0",
            "99999999999999999999999",
            "\u{0}",
        ],
        NO_NUMBER,
    );
    bad.push(((max + 1).to_string(), NO_NUMBER));
    bad
}

fn date(range: &'static str) -> Vec<Bad> {
    let mut bad = all(
        &[
            "",
            "tomorrow",
            "2026-02-30",
            "2026-13-01",
            "30.11.2026",
            "11/30/2026",
            "2026-12-1",
            "10000-01-01",
            "2026-12-01\u{0}",
            "٢٠٢٦-١٢-٠١",
        ],
        "Please choose a day.",
    );
    bad.extend(all(&["2020-01-01", "2026-11-01", "2030-01-01", "9999-12-31"], range));
    bad
}

fn sign_in_name() -> Vec<Bad> {
    vec![
        (String::new(), EMPTY),
        ("  ".to_owned(), EMPTY),
        ("a\u{0}b".to_owned(), UNPRINTABLE),
        ("a".repeat(255), "This is longer than 254 characters."),
    ]
}

fn new_password() -> Vec<Bad> {
    let long = "four words or more ".repeat(14);
    vec![
        (String::new(), EMPTY),
        ("too short".to_owned(), "Please use at least 10 characters."),
        ("password123".to_owned(), "Many people use this one"),
        ("zzzzzzzzzzzz".to_owned(), "Many people use this one"),
        (long, "This is longer than 256 characters."),
    ]
}

fn pin() -> Vec<Bad> {
    vec![
        (String::new(), EMPTY),
        ("48213".to_owned(), "Please use at least 6 digits."),
        ("4821359999999".to_owned(), "Please use at most 12 digits."),
        ("48213x".to_owned(), "A PIN has digits only."),
        ("-482135".to_owned(), "A PIN has digits only."),
        ("٤٨٢١٣٥".to_owned(), "A PIN has digits only."),
        ("123456".to_owned(), "This one is easy to guess."),
        ("777777".to_owned(), "This one is easy to guess."),
    ]
}

fn code() -> Vec<Bad> {
    let mut bad = all(
        &["x", "0000-0000-0000-0000-0000", "é", "'; drop table", "\u{0}"],
        "This code is not known here.",
    );
    bad.push(("0".repeat(10_000), "This code is not known here."));
    bad.push((String::new(), EMPTY));
    bad
}
