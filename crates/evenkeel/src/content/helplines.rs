//! Help lines: which may be shown, and what stands beside them.
//!
//! A number that is wrong is worse than none. A line is shown only if it was read on a page of the
//! service or of a government, or if somebody checked it in the last six months; where and when is
//! shown with it.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

/// Months for which a check by hand counts.
pub(super) const CHECK_MONTHS: i32 = 6;

/// Facts about a line; the same in every language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub id: String,
    /// Two letters, or `INT` for lines of more than one country.
    pub country: String,
    pub name: String,
    #[serde(default)]
    pub call: Vec<String>,
    pub tty: Option<String>,
    pub text: Option<String>,
    /// The word to send, where the number takes one.
    pub text_word: Option<String>,
    pub whatsapp: Option<String>,
    pub web: Option<String>,
    pub topics: Vec<Topic>,
    pub(super) source: String,
    pub(super) source_address: Option<String>,
    pub(super) source_kind: SourceKind,
    pub(super) seen_on: Option<Date>,
    pub(super) checked_on: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    Emergency,
    Abuse,
    OwnBehaviour,
    Suicide,
    Crisis,
    Child,
    YoungPerson,
    Perinatal,
    Parenting,
    Poison,
    Services,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum SourceKind {
    OwnSite,
    Government,
    ThirdParty,
    None,
}

/// Who a line is for, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineText {
    pub who: String,
    pub hours: Option<String>,
    pub how: Option<String>,
}

/// A line that may be shown today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown<'a> {
    pub line: &'a Line,
    pub text: &'a LineText,
    pub basis: Basis,
}

/// Why it may be shown; said beside it with the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    OwnSite { seen: Date },
    Government { seen: Date },
    Checked { on: Date },
}

/// The lines of one country that may be shown today, emergency first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country<'a> {
    pub code: &'a str,
    pub name: &'a str,
    pub lines: Vec<Shown<'a>>,
}

/// Words around the lines. The last three take `{{date}}`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShowText {
    pub intro: String,
    pub fallback: String,
    /// In place of hours that nobody knows.
    pub no_hours: String,
    pub own_site: String,
    pub government: String,
    pub checked: String,
}

#[derive(Debug, Clone)]
pub struct Helplines {
    pub(super) lines: Vec<Line>,
    pub(super) words: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Facts {
    line: Vec<Line>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    show: ShowText,
    pub(super) country: BTreeMap<String, String>,
    topic: BTreeMap<Topic, String>,
    pub(super) line: BTreeMap<String, LineText>,
}

impl Line {
    /// Where it was read, for whoever checks it.
    pub fn source(&self) -> (&str, Option<&str>) {
        (&self.source, self.source_address.as_deref())
    }

    pub(super) fn basis(&self, today: Date) -> Option<Basis> {
        let valid = |on: &Date| *on <= today && on.saturating_add(CHECK_MONTHS.months()) >= today;
        if let Some(on) = self.checked_on.filter(valid) {
            return Some(Basis::Checked { on });
        }
        match self.source_kind {
            SourceKind::OwnSite => self.seen_on.map(|seen| Basis::OwnSite { seen }),
            SourceKind::Government => self.seen_on.map(|seen| Basis::Government { seen }),
            SourceKind::ThirdParty | SourceKind::None => None,
        }
    }
}

impl Helplines {
    pub(super) fn new(facts: Facts, words: Words) -> Result<Self> {
        for line in &facts.line {
            ensure!(words.line.contains_key(&line.id), "no words for the line {}", line.id);
            ensure!(words.country.contains_key(&line.country), "no name for {}", line.country);
            for topic in &line.topics {
                words.topic.get(topic).with_context(|| format!("no name for {topic:?}"))?;
            }
        }
        ensure!(words.line.len() == facts.line.len(), "words for a line that is not there");
        Ok(Self { lines: facts.line, words })
    }

    /// By country, in the file's order. A line that may not be shown is not in it.
    pub fn showable(&self, today: Date) -> Vec<Country<'_>> {
        let mut countries: Vec<Country<'_>> = Vec::new();
        for line in &self.lines {
            let Some(basis) = line.basis(today) else { continue };
            let shown = Shown { line, text: &self.words.line[&line.id], basis };
            match countries.iter_mut().find(|country| country.code == line.country) {
                Some(country) => country.lines.push(shown),
                None => countries.push(Country {
                    code: &line.country,
                    name: &self.words.country[&line.country],
                    lines: vec![shown],
                }),
            }
        }
        countries
    }

    pub fn words(&self) -> &ShowText {
        &self.words.show
    }

    pub fn topic(&self, topic: Topic) -> &str {
        &self.words.topic[&topic]
    }
}

/// What a telephone dials: `tel:` and `sms:` addresses take nothing else.
pub fn dialled(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}
