//! The questions about a child: which ages each fits, and what may be done with an answer.
//!
//! Facts only, the same in every language. A question once asked stays in the list for ever:
//! answers name it by its id.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::people::AgeBand;

const HEADER: &str = "id\ttopic\tfrom_band\tto_band\task\tsensitive\tcore";
const COLUMNS: usize = 7;

static QUESTIONS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let text = include_str!("../../../../content/questions.tsv");
    parse(text).expect("the questions built in are valid: a test reads them")
});

/// A question about a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Question(u16);

/// Whom an answer is to be had from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// The child can tell, if they want to.
    Child,
    /// Whoever is with them in the day.
    Carer,
    /// By watching and thinking.
    Oneself,
}

#[derive(Debug)]
struct Row {
    id: &'static str,
    topic: &'static str,
    bands: (AgeBand, AgeBand),
    ask: Ask,
    sensitive: bool,
    core: Vec<AgeBand>,
}

impl Question {
    /// All of them, in the order of the list.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..QUESTIONS.len()).filter_map(|at| u16::try_from(at).ok()).map(Self)
    }

    /// By its place in the list, counted from one: what an address says of it.
    pub fn numbered(number: usize) -> Option<Self> {
        Self::all().nth(number.checked_sub(1)?)
    }

    /// Its place in the list, counted from one.
    pub fn number(self) -> usize {
        usize::from(self.0) + 1
    }

    /// The key of its text.
    pub fn id(self) -> &'static str {
        self.row().id
    }

    /// What it is about, in a word.
    pub fn topic(self) -> &'static str {
        self.row().topic
    }

    /// Whether an answer is its author's alone for ever, because what a child told one parent is
    /// the child's to tell.
    pub fn is_sensitive(self) -> bool {
        self.row().sensitive
    }

    pub fn ask(self) -> Ask {
        self.row().ask
    }

    /// Whether it is one for a child of this age.
    pub fn fits(self, band: AgeBand) -> bool {
        let (from, to) = self.row().bands;
        (from..=to).contains(&band)
    }

    /// Whether it is one of the first for a child of this age.
    pub fn is_core(self, band: AgeBand) -> bool {
        self.row().core.contains(&band)
    }

    fn row(self) -> &'static Row {
        &QUESTIONS[usize::from(self.0)]
    }
}

/// The questions for a child of this age, in the order in which they are asked: the first ones
/// first, and by turns from each topic.
pub fn questions_for(band: AgeBand) -> Vec<Question> {
    let mut asked_of: BTreeMap<(bool, &str), usize> = BTreeMap::new();
    let fitting = Question::all().filter(|question| question.fits(band));
    let mut all: Vec<_> = fitting
        .map(|question| {
            let later = !question.is_core(band);
            let rank = asked_of.entry((later, question.topic())).or_default();
            *rank += 1;
            (later, *rank, question)
        })
        .collect();
    all.sort_unstable();
    all.into_iter().map(|(_, _, question)| question).collect()
}

impl Serialize for Question {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl<'de> Deserialize<'de> for Question {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        let found = Self::all().find(|question| question.id() == id);
        found.ok_or_else(|| serde::de::Error::custom("no such question"))
    }
}

fn parse(text: &'static str) -> Option<Vec<Row>> {
    let rows = text.strip_prefix(HEADER)?.lines().skip(1);
    rows.map(|line| {
        let cells: Vec<_> = line.split('\t').collect();
        let [id, topic, from, to, ask, sensitive, core] =
            <[&str; COLUMNS]>::try_from(cells).ok()?;
        let core = core.split(',').filter(|name| !name.is_empty()).map(band);
        Some(Row {
            id,
            topic,
            bands: (band(from)?, band(to)?),
            ask: match ask {
                "child" => Ask::Child,
                "carer" => Ask::Carer,
                "self" => Ask::Oneself,
                _ => return None,
            },
            sensitive: match sensitive {
                "yes" => true,
                "" => false,
                _ => return None,
            },
            core: core.collect::<Option<_>>()?,
        })
    })
    .collect()
}

fn band(name: &str) -> Option<AgeBand> {
    const NAMES: [&str; 6] = ["baby", "toddler", "preschool", "school", "tween", "teen"];
    let at = NAMES.iter().position(|other| *other == name)?;
    AgeBand::ALL.get(at).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_question_is_there_once_and_fits_some_age() {
        let ids: BTreeSet<_> = Question::all().map(Question::id).collect();
        assert_eq!(ids.len(), 162);
        assert_eq!(Question::all().count(), ids.len());
        for question in Question::all() {
            assert_eq!(Question::numbered(question.number()), Some(question));
            let (from, to) = question.row().bands;
            assert!(from <= to, "{}", question.id());
            for band in AgeBand::ALL {
                assert!(!question.is_core(band) || question.fits(band), "{}", question.id());
            }
        }
        assert_eq!(Question::numbered(0), None);
        assert_eq!(Question::numbered(163), None);
    }

    #[test]
    fn every_age_has_first_questions_that_differ() {
        for band in AgeBand::ALL {
            let all = questions_for(band);
            let first: BTreeSet<_> = all.iter().take(4).map(|question| question.topic()).collect();
            assert_eq!(first.len(), 4, "{band:?}");
            let core = all.iter().take_while(|question| question.is_core(band)).count();
            assert_eq!(core, 40, "{band:?}");
            assert!(all.len() > core);
        }
    }
}
