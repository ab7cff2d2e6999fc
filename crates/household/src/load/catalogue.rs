//! The ready cards: whole pieces of family work, and whom they fit.
//!
//! Facts only, the same in every language; names and descriptions are the pages' business. The
//! catalogue is built into the program, read once, and never changes while it runs. A family's card
//! names its row by id: a later catalogue may change a row's numbers or stop offering it, but never
//! lose it or use its id for other work.

mod cadence;

use std::collections::BTreeMap;
use std::sync::LazyLock;

pub use cadence::{Cadence, CadenceProblem, INTERVAL_MAX};
use serde::{Deserialize, Serialize};

use super::MINUTES_MAX;

/// Most rows a catalogue may have.
pub const ROWS_MAX: usize = 400;
/// Longest id of a row or a domain, in bytes.
pub const ID_BYTES_MAX: usize = 40;
/// Most mental load: constant tracking, worry or judgement.
pub const MENTAL_LOAD_MAX: u8 = 3;
/// The youngest age, in months: the start of a pregnancy or of the wait for a placement.
pub const AGE_MONTHS_MIN: i16 = -9;
/// The oldest age, in months; support for extra needs may go on past the 18th birthday.
pub const AGE_MONTHS_MAX: i16 = 300;

const HEADER: &str = "id\tdomain\tcadence\tminutes_per_week\tmental_load\tfrom_month\tto_month\t\
    scope\tdefault\twhen\tsafety\tstarter\topening\tsource\tnote";
const COLUMNS: usize = 15;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let text = include_str!("../../../../content/catalogue.tsv");
    Catalogue::parse(text).expect("the catalogue built in is valid: a test reads it")
});

/// A whole piece of family work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub id: &'static str,
    pub domain: &'static str,
    pub cadence: Cadence,
    /// The whole household's time in a usual week.
    pub minutes_per_week: u16,
    /// 0 none, 1 routine, 2 needs planning, 3 constant tracking, worry or judgement.
    pub mental_load: u8,
    /// First and last age, in months, at which it fits, both included.
    pub from_month: i16,
    pub to_month: i16,
    pub scope: Scope,
    /// Offered to every family it fits. The others are hidden until chosen, or until `when` holds.
    pub default_on: bool,
    /// What turns on a row that is off by default: all of these. None means that only the family
    /// can tell.
    pub when: Vec<Circumstance>,
    /// It keeps someone safe: putting it down asks first who has it instead.
    pub safety: bool,
    /// Keys of what the numbers rest on.
    pub sources: Vec<&'static str>,
    pub note: Option<&'static str>,
}

/// Whether a row counts once for the home or once for each child it fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    Household,
    Child,
}

/// What a family may say about itself that turns rows on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Circumstance {
    ExtraNeeds,
    Step,
    Adopted,
    TwoHomes,
    Siblings,
}

#[derive(Debug)]
pub struct Catalogue {
    rows: Vec<Row>,
    by_id: BTreeMap<&'static str, usize>,
    domains: Vec<&'static str>,
    starter: Vec<&'static str>,
    opening: Vec<&'static str>,
}

/// A catalogue that cannot be read, with the line at fault, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("catalogue, line {line}: {what}")]
pub struct CatalogueProblem {
    pub line: usize,
    pub what: String,
}

/// The catalogue built into this program.
pub fn catalogue() -> &'static Catalogue {
    &CATALOGUE
}

/// Whether `row` is work for a child of this age. Ages before arrival are negative.
pub fn fits(row: &Row, child_age_months: i32) -> bool {
    (i32::from(row.from_month)..=i32::from(row.to_month)).contains(&child_age_months)
}

impl Catalogue {
    /// Reads a catalogue from tab-separated text as `content/README.md` describes it.
    pub fn parse(text: &'static str) -> Result<Self, CatalogueProblem> {
        let mut lines = text.lines().enumerate().map(|(index, line)| (index + 1, line));
        if lines.next().is_none_or(|(_, header)| header != HEADER) {
            return Err(problem(1, "another header was expected"));
        }
        let mut catalogue = Self {
            rows: Vec::new(),
            by_id: BTreeMap::new(),
            domains: Vec::new(),
            starter: Vec::new(),
            opening: Vec::new(),
        };
        let (mut starter, mut opening) = (BTreeMap::new(), BTreeMap::new());
        for (line, text) in lines {
            let cells = Cells::split(line, text)?;
            let row = cells.row()?;
            cells.place("starter", 11, row.id, &mut starter)?;
            cells.place("opening", 12, row.id, &mut opening)?;
            catalogue.add(line, row)?;
        }
        catalogue.starter = in_order("starter", starter)?;
        catalogue.opening = in_order("opening", opening)?;
        Ok(catalogue)
    }

    fn add(&mut self, line: usize, row: Row) -> Result<(), CatalogueProblem> {
        if self.rows.len() == ROWS_MAX {
            return Err(problem(line, format!("more than {ROWS_MAX} rows")));
        }
        if self.by_id.insert(row.id, self.rows.len()).is_some() {
            return Err(problem(line, format!("{} is there twice", row.id)));
        }
        if self.domains.last() != Some(&row.domain) {
            if self.domains.contains(&row.domain) {
                return Err(problem(line, format!("{} is apart from its domain", row.id)));
            }
            self.domains.push(row.domain);
        }
        self.rows.push(row);
        Ok(())
    }

    /// All rows, by domain.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    pub fn row(&self, id: &str) -> Option<&Row> {
        self.by_id.get(id).map(|index| &self.rows[*index])
    }

    /// Domains in the order in which pages show them.
    pub fn domains(&self) -> &[&'static str] {
        &self.domains
    }

    /// The cards offered first, in their order.
    pub fn starter_ids(&self) -> &[&'static str] {
        &self.starter
    }

    /// The cards of the first round, in their order; each of them is a starter too.
    pub fn opening_ids(&self) -> &[&'static str] {
        &self.opening
    }
}

/// The cells of one line.
struct Cells {
    line: usize,
    cells: [&'static str; COLUMNS],
}

impl Cells {
    fn split(line: usize, text: &'static str) -> Result<Self, CatalogueProblem> {
        let cells: Vec<_> = text.split('\t').collect();
        match cells.try_into() {
            Ok(cells) => Ok(Self { line, cells }),
            Err(_) => Err(problem(line, format!("{COLUMNS} columns were expected"))),
        }
    }

    fn row(&self) -> Result<Row, CatalogueProblem> {
        let from_month = self.number("from_month", 5, AGE_MONTHS_MIN, AGE_MONTHS_MAX)?;
        let default_on = self.one_of("default", 8, &[("on", true), ("off", false)])?;
        let when = self.circumstances()?;
        if default_on && self.cells[9] != "-" {
            return Err(self.wrong("when", 9));
        }
        Ok(Row {
            id: self.key("id", 0)?,
            domain: self.key("domain", 1)?,
            cadence: self.cells[2].parse().map_err(|why| problem(self.line, format!("{why}")))?,
            minutes_per_week: self.number("minutes_per_week", 3, 1, MINUTES_MAX)?,
            mental_load: self.number("mental_load", 4, 0, MENTAL_LOAD_MAX)?,
            from_month,
            to_month: self.number("to_month", 6, from_month, AGE_MONTHS_MAX)?,
            scope: self.one_of(
                "scope",
                7,
                &[("household", Scope::Household), ("child", Scope::Child)],
            )?,
            default_on,
            when,
            safety: self.one_of("safety", 10, &[("yes", true), ("-", false)])?,
            sources: self.cells[13].split(',').collect(),
            note: Some(self.cells[14]).filter(|note| *note != "-"),
        })
    }

    fn key(&self, column: &str, index: usize) -> Result<&'static str, CatalogueProblem> {
        let key = self.cells[index];
        let plain = key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        if key.is_empty() || key.len() > ID_BYTES_MAX || !plain {
            return Err(self.wrong(column, index));
        }
        Ok(key)
    }

    fn number<N>(&self, column: &str, index: usize, min: N, max: N) -> Result<N, CatalogueProblem>
    where
        N: std::str::FromStr + PartialOrd,
    {
        let number = self.cells[index].parse().ok();
        number
            .filter(|number| (min..=max).contains(number))
            .ok_or_else(|| self.wrong(column, index))
    }

    fn one_of<T: Copy>(
        &self,
        column: &str,
        index: usize,
        words: &[(&str, T)],
    ) -> Result<T, CatalogueProblem> {
        let found = words.iter().find(|(word, _)| *word == self.cells[index]);
        found.map(|(_, value)| *value).ok_or_else(|| self.wrong(column, index))
    }

    fn circumstances(&self) -> Result<Vec<Circumstance>, CatalogueProblem> {
        if matches!(self.cells[9], "-" | "choice") {
            return Ok(Vec::new());
        }
        let words = self.cells[9].split('+').map(|word| match word {
            "extra-needs" => Ok(Circumstance::ExtraNeeds),
            "step" => Ok(Circumstance::Step),
            "adopted" => Ok(Circumstance::Adopted),
            "two-homes" => Ok(Circumstance::TwoHomes),
            "siblings" => Ok(Circumstance::Siblings),
            _ => Err(self.wrong("when", 9)),
        });
        words.collect()
    }

    /// Notes the row's place in a list, counted from 1, where it has one.
    fn place(
        &self,
        column: &str,
        index: usize,
        id: &'static str,
        places: &mut BTreeMap<usize, &'static str>,
    ) -> Result<(), CatalogueProblem> {
        if self.cells[index] == "-" {
            return Ok(());
        }
        let place = self.number(column, index, 1, ROWS_MAX)?;
        match places.insert(place, id) {
            None => Ok(()),
            Some(_) => Err(self.wrong(column, index)),
        }
    }

    fn wrong(&self, column: &str, index: usize) -> CatalogueProblem {
        problem(self.line, format!("{column} cannot be {:?}", self.cells[index]))
    }
}

/// The list without its places, which must run from 1 without a gap.
fn in_order(
    column: &str,
    places: BTreeMap<usize, &'static str>,
) -> Result<Vec<&'static str>, CatalogueProblem> {
    if !places.keys().copied().eq(1..=places.len()) {
        return Err(problem(1, format!("{column} has a gap")));
    }
    Ok(places.into_values().collect())
}

fn problem(line: usize, what: impl Into<String>) -> CatalogueProblem {
    CatalogueProblem { line, what: what.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_has_its_200_rows() {
        assert_eq!(catalogue().rows().len(), 200);
        assert_eq!(catalogue().domains().len(), 18);
        for row in catalogue().rows() {
            assert_eq!(catalogue().row(row.id), Some(row));
        }
        assert_eq!(catalogue().row("no-such-row"), None);
    }

    #[test]
    fn the_starter_set_suits_every_family_it_fits() {
        assert_eq!(catalogue().starter_ids().len(), 33);
        for id in catalogue().starter_ids() {
            assert!(catalogue().row(id).is_some_and(|row| row.default_on), "{id}");
        }
        assert_eq!(catalogue().opening_ids().len(), 12);
        for id in catalogue().opening_ids() {
            assert!(catalogue().starter_ids().contains(id), "{id}");
        }
    }

    #[test]
    fn what_keeps_a_child_safe_is_marked() {
        for id in [
            "health-medicine-box",
            "health-urgent-calls",
            "health-long-term",
            "feed-special-diet",
            "cover-drop-off",
            "cover-pick-up",
            "extra-hands-on-care",
        ] {
            assert!(catalogue().row(id).is_some_and(|row| row.safety), "{id}");
        }
        assert_eq!(catalogue().rows().iter().filter(|row| row.safety).count(), 33);
    }

    #[test]
    fn a_row_fits_from_its_first_month_to_its_last() {
        let row = catalogue().row("feed-baby-night").expect("a row");
        assert_eq!((row.from_month, row.to_month), (0, 11));
        for (age_months, fit) in
            [(-1, false), (0, true), (11, true), (12, false), (i32::MAX, false)]
        {
            assert_eq!(fits(row, age_months), fit, "{age_months}");
        }
    }

    #[test]
    fn a_bad_catalogue_is_refused_with_its_line() {
        for row in [
            "a\td\tFREQ=DAILY\t5\t1\t0\t9\tchild\ton\t-\t-\t-\t-\testimate",
            "A\td\tFREQ=DAILY\t5\t1\t0\t9\tchild\ton\t-\t-\t-\t-\testimate\t-",
            "a\td\tsometimes\t5\t1\t0\t9\tchild\ton\t-\t-\t-\t-\testimate\t-",
            "a\td\tFREQ=DAILY\t0\t1\t0\t9\tchild\ton\t-\t-\t-\t-\testimate\t-",
            "a\td\tFREQ=DAILY\t6001\t1\t0\t9\tchild\ton\t-\t-\t-\t-\testimate\t-",
            "a\td\tFREQ=DAILY\t5\t4\t0\t9\tchild\ton\t-\t-\t-\t-\testimate\t-",
            "a\td\tFREQ=DAILY\t5\t1\t-10\t9\tchild\ton\t-\t-\t-\t-\testimate\t-",
            "a\td\tFREQ=DAILY\t5\t1\t9\t8\tchild\ton\t-\t-\t-\t-\testimate\t-",
            "a\td\tFREQ=DAILY\t5\t1\t0\t301\tchild\ton\t-\t-\t-\t-\testimate\t-",
            "a\td\tFREQ=DAILY\t5\t1\t0\t9\tpet\ton\t-\t-\t-\t-\testimate\t-",
            "a\td\tFREQ=DAILY\t5\t1\t0\t9\tchild\tmaybe\t-\t-\t-\t-\testimate\t-",
            "a\td\tFREQ=DAILY\t5\t1\t0\t9\tchild\ton\tchoice\t-\t-\t-\testimate\t-",
            "a\td\tFREQ=DAILY\t5\t1\t0\t9\tchild\toff\ttwins\t-\t-\t-\testimate\t-",
            "a\td\tFREQ=DAILY\t5\t1\t0\t9\tchild\ton\t-\tno\t-\t-\testimate\t-",
            "a\td\tFREQ=DAILY\t5\t1\t0\t9\tchild\ton\t-\t-\t0\t-\testimate\t-",
        ] {
            let text = format!("{HEADER}\n{row}\n");
            let refused = Catalogue::parse(text.leak()).expect_err(row);
            assert_eq!(refused.line, 2, "{row}: {refused}");
        }
        assert!(Catalogue::parse("").is_err());
        let gap = "a\td\tas needed\t5\t1\t0\t9\tchild\ton\t-\t-\t2\t-\testimate\t-";
        assert!(Catalogue::parse(format!("{HEADER}\n{gap}\n").leak()).is_err());
        let twice = "a\td\tas needed\t5\t1\t0\t9\tchild\ton\t-\t-\t-\t-\testimate\t-";
        assert!(Catalogue::parse(format!("{HEADER}\n{twice}\n{twice}\n").leak()).is_err());
    }
}
