//! The list of those who can help as comma-separated values: RFC 4180, as spreadsheets write and
//! read it, with commas, semicolons or tabs.
//!
//! A cell that a spreadsheet would take for a formula is written with an apostrophe before it,
//! which is taken off again when it is read.

use std::collections::{BTreeMap, BTreeSet};

use household::children::Phone;
use household::directory::{Details, ENTRIES_MAX, Kind, NOTE_CHARS_MAX, Way, Web};
use household::{Line, Note, TextProblem};

/// Largest list.
pub const LIST_BYTES_MAX: usize = 128 << 10;
/// Most mistakes that are told at once.
pub const WRONG_MAX: usize = 20;

/// The columns, in the order in which they are written.
pub const COLUMNS: [&str; 9] =
    ["name", "kinds", "phone", "web", "region", "meets", "languages", "fees", "note"];
/// Before what a spreadsheet would reckon with.
const GUARD: char = '\'';
/// What a spreadsheet puts first, so that others know its letters.
const BOM: char = '\u{feff}';

/// A line of a list that cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wrong {
    /// As editors count them; the first is 1.
    pub line: u64,
    pub what: Mistake,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Mistake {
    #[error("the first line has to name the columns, among them: name")]
    NoColumns,
    #[error("a column is not known; known are: {}", COLUMNS.join(", "))]
    UnknownColumn,
    #[error("there are more or fewer cells than columns")]
    Cells,
    #[error("the name is missing")]
    NoName,
    #[error("the name stands there twice")]
    NameTwice,
    #[error("kinds are couple, family, individual, parenting, group; with a semicolon between")]
    UnknownKind,
    #[error("the phone number cannot be rung: digits, and a plus before them")]
    Phone,
    #[error("the web address is none")]
    Web,
    #[error("meets is: in person, online, or both with a semicolon between")]
    UnknownWay,
    #[error("a cell is too long: 80 characters, for the note 500")]
    TooLong,
    #[error("a cell holds a character that cannot be shown")]
    Unprintable,
    #[error("there are more than 100 lines")]
    TooMany,
    #[error("nothing stands below the names of the columns")]
    Empty,
}

impl Mistake {
    /// The key of its sentence on a page.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NoColumns => "help-list-no-columns",
            Self::UnknownColumn => "help-list-unknown-column",
            Self::Cells => "help-list-cells",
            Self::NoName => "help-list-no-name",
            Self::NameTwice => "help-list-name-twice",
            Self::UnknownKind => "help-list-unknown-kind",
            Self::Phone => "help-list-phone",
            Self::Web => "help-list-web",
            Self::UnknownWay => "help-list-unknown-way",
            Self::TooLong => "help-list-too-long",
            Self::Unprintable => "help-list-unprintable",
            Self::TooMany => "help-list-too-many",
            Self::Empty => "help-list-empty",
        }
    }
}

/// Reads a whole list; or says what is wrong with it, line by line.
pub fn read(text: &str) -> Result<Vec<Details>, Vec<Wrong>> {
    let text = text.trim_start_matches(BOM);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut rows = reader.records();
    let first = rows.next().and_then(Result::ok);
    let columns = columns(first.as_ref()).map_err(|what| vec![Wrong { line: 1, what }])?;
    let (mut list, mut wrong, mut names) = (Vec::new(), Vec::new(), BTreeSet::new());
    for row in rows {
        let Ok(row) = row else {
            wrong.push(Wrong { line: 1, what: Mistake::Unprintable });
            break;
        };
        let line = || line_of(text, row.position());
        if row.iter().all(str::is_empty) {
            continue;
        }
        let details = entry(&columns, &row).and_then(|details| {
            let is_new = names.insert(details.name_key());
            is_new.then_some(details).ok_or(Mistake::NameTwice)
        });
        match details {
            Ok(_) if list.len() == ENTRIES_MAX => {
                wrong.push(Wrong { line: line(), what: Mistake::TooMany });
                break;
            }
            Ok(details) => list.push(details),
            Err(what) => wrong.push(Wrong { line: line(), what }),
        }
        if wrong.len() == WRONG_MAX {
            break;
        }
    }
    if list.is_empty() && wrong.is_empty() {
        wrong.push(Wrong { line: 1, what: Mistake::Empty });
    }
    if wrong.is_empty() { Ok(list) } else { Err(wrong) }
}

/// Writes a list that [`read`] reads again.
pub fn write<'a>(list: impl Iterator<Item = &'a Details>) -> String {
    const WHY: &str = "memory is written without fail";
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS).expect(WHY);
    for details in list {
        let kinds: Vec<_> = details.kinds.iter().map(|kind| kind.key()).collect();
        let ways: Vec<_> = details.ways.iter().map(|way| way.key()).collect();
        let line = |line: &Option<Line>| line.as_ref().map_or("", Line::as_str).to_owned();
        let cells = [
            details.name.as_str().to_owned(),
            kinds.join("; "),
            details.phone.as_ref().map_or("", Phone::as_str).to_owned(),
            details.web.as_ref().map_or("", Web::as_str).to_owned(),
            line(&details.region),
            ways.join("; "),
            line(&details.languages),
            line(&details.fees),
            details.note.as_ref().map_or("", Note::as_str).to_owned(),
        ];
        writer.write_record(cells.map(guarded)).expect(WHY);
    }
    let bytes = writer.into_inner().expect(WHY);
    let text = String::from_utf8(bytes).expect("what was text is text");
    format!("{BOM}{text}")
}

/// Where a row begins, behind the empty lines before it.
fn line_of(text: &str, position: Option<&csv::Position>) -> u64 {
    let at = position.map_or(0, csv::Position::byte);
    let (before, rest) = text.split_at(usize::try_from(at).unwrap_or(0));
    let empty = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    let ends = |text: &str| text.bytes().filter(|byte| *byte == b'\n').count() as u64;
    1 + ends(before) + ends(&rest[..empty])
}

/// What stands between cells: whatever the first line has most of.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |mark: u8| first.bytes().filter(|byte| *byte == mark).count();
    // The last of equals wins: a comma where there is none of them.
    [b'\t', b';', b','].into_iter().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}

fn columns(first: Option<&csv::StringRecord>) -> Result<Vec<&'static str>, Mistake> {
    let first = first.ok_or(Mistake::NoColumns)?;
    let known = |name: &str| {
        let name = name.trim().to_lowercase();
        COLUMNS.into_iter().find(|column| *column == name)
    };
    let columns: Vec<_> = first.iter().map(known).collect();
    if !columns.contains(&Some("name")) {
        return Err(Mistake::NoColumns);
    }
    columns.into_iter().collect::<Option<_>>().ok_or(Mistake::UnknownColumn)
}

fn entry(columns: &[&'static str], row: &csv::StringRecord) -> Result<Details, Mistake> {
    if row.len() != columns.len() {
        return Err(Mistake::Cells);
    }
    let cells: BTreeMap<_, _> = columns.iter().copied().zip(row.iter().map(unguarded)).collect();
    let cell = |name: &str| cells.get(name).copied().unwrap_or_default();
    let some_line = |name: &str| match Line::parse(cell(name)) {
        Ok(line) => Ok(Some(line)),
        Err(TextProblem::Empty) => Ok(None),
        Err(problem) => Err(mistake(problem, Mistake::Unprintable)),
    };
    let name = Line::parse(cell("name")).map_err(|problem| mistake(problem, Mistake::NoName))?;
    let note = match Note::parse(cell("note")) {
        Ok(note) if note.as_str().chars().count() > NOTE_CHARS_MAX => {
            return Err(Mistake::TooLong);
        }
        Ok(note) => Some(note),
        Err(TextProblem::Empty) => None,
        Err(problem) => return Err(mistake(problem, Mistake::Unprintable)),
    };
    let phone = Some(cell("phone")).filter(|text| !text.is_empty());
    let web = Some(cell("web")).filter(|text| !text.is_empty());
    Ok(Details {
        name,
        kinds: words(cell("kinds"), &Kind::ALL, Kind::key, Mistake::UnknownKind)?,
        phone: phone.map(Phone::parse).transpose().map_err(|_| Mistake::Phone)?,
        web: web.map(|text| Web::parse(text).ok_or(Mistake::Web)).transpose()?,
        region: some_line("region")?,
        ways: words(cell("meets"), &Way::ALL, Way::key, Mistake::UnknownWay)?,
        languages: some_line("languages")?,
        fees: some_line("fees")?,
        note,
    })
}

/// Each of the words in a cell, in any case, with a hyphen or a space within.
fn words<T: Copy + Ord>(
    cell: &str,
    all: &[T],
    key: fn(T) -> &'static str,
    unknown: Mistake,
) -> Result<BTreeSet<T>, Mistake> {
    let given = cell.split([';', ',', '|', '/']).map(str::trim).filter(|word| !word.is_empty());
    given
        .map(|word| {
            let word = word.to_lowercase().replace(' ', "-");
            all.iter().copied().find(|one| key(*one) == word).ok_or(unknown)
        })
        .collect()
}

fn mistake(problem: TextProblem, empty: Mistake) -> Mistake {
    match problem {
        TextProblem::Empty => empty,
        TextProblem::TooLong { .. } => Mistake::TooLong,
        TextProblem::Unprintable => Mistake::Unprintable,
    }
}

fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t'])
}

fn guarded(cell: String) -> String {
    let unclear = cell.strip_prefix(GUARD).is_some_and(is_formula);
    if is_formula(&cell) || unclear { format!("{GUARD}{cell}") } else { cell }
}

fn unguarded(cell: &str) -> &str {
    let inside = cell.strip_prefix(GUARD);
    inside.filter(|cell| is_formula(cell.trim_start_matches(GUARD))).unwrap_or(cell)
}
