//! Who can help: counsellors and groups that a family keeps at hand, with a telephone number.
//!
//! Every member reads the list and may change it; nobody's name stands at an entry, and what
//! somebody looks at is never an event. Two entries never have one name, so that a list which is
//! read in a second time adds nothing.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::children::Phone;
use crate::event::Class;
use crate::id::EntryId;
use crate::text::{Line, Note};

/// Entries a family can keep, and lines of a list it can read in.
pub const ENTRIES_MAX: usize = 100;
/// Longest note at an entry, in characters.
pub const NOTE_CHARS_MAX: usize = 500;

/// What somebody can be helped with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Couple,
    Family,
    Individual,
    Parenting,
    /// A group of people in the same place, or a line to ring.
    Group,
}

/// How one meets them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    InPerson,
    Online,
}

/// Somebody who can help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    pub name: Line,
    pub kinds: BTreeSet<Kind>,
    pub phone: Option<Phone>,
    pub web: Option<Web>,
    pub region: Option<Line>,
    /// None named: nobody said.
    pub ways: BTreeSet<Way>,
    pub languages: Option<Line>,
    pub fees: Option<Line>,
    pub note: Option<Note>,
}

/// The address of a page, without the `https://` before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Web(Line);

/// One entry of a family's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub id: EntryId,
    pub details: Details,
}

/// A family's list, in the order in which it grew.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directory {
    entries: Vec<Entry>,
}

/// A past fact of the list, written beside the kind `directory`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum DirectoryEvent {
    /// For the first time, or anew in its place.
    Written {
        entry: EntryId,
        details: Box<Details>,
    },
    Removed {
        entry: EntryId,
    },
}

impl Kind {
    pub const ALL: [Self; 5] =
        [Self::Couple, Self::Family, Self::Individual, Self::Parenting, Self::Group];

    /// As forms and files name it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Couple => "couple",
            Self::Family => "family",
            Self::Individual => "individual",
            Self::Parenting => "parenting",
            Self::Group => "group",
        }
    }
}

impl Way {
    pub const ALL: [Self; 2] = [Self::InPerson, Self::Online];

    /// As forms and files name it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::InPerson => "in-person",
            Self::Online => "online",
        }
    }
}

impl Web {
    /// Takes an address with or without `https://`; `None` where it is none, or leads elsewhere
    /// than to a named host.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let scheme = text.find("://").map(|at| text[..at].to_ascii_lowercase());
        let rest = match scheme.as_deref() {
            None => text,
            Some("https" | "http") => &text[text.find("://")? + 3..],
            Some(_) => return None,
        };
        let host = rest.split(['/', '?', '#']).next()?;
        let is_plain = rest.bytes().all(|byte| byte.is_ascii_graphic())
            && !rest.contains(['"', '\'', '<', '>', '\\', '`']);
        let in_host = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
        let labels = host.split('.');
        let is_named = host.contains('.')
            && host.bytes().all(in_host)
            && host.bytes().any(|byte| byte.is_ascii_alphabetic())
            && labels.into_iter().all(|label| !label.is_empty());
        let line = Line::parse(rest.trim_end_matches('/')).ok()?;
        (is_plain && is_named).then_some(Self(line))
    }

    /// Without its scheme.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl Details {
    /// By which two entries are one: letters of any case, spaces of any kind.
    pub fn name_key(&self) -> String {
        let words: Vec<_> = self.name.as_str().split_whitespace().collect();
        words.join(" ").to_lowercase()
    }

    /// Whether its note is short enough.
    pub(crate) fn fits(&self) -> bool {
        let note = self.note.as_ref().map_or(0, |note| note.as_str().chars().count());
        note <= NOTE_CHARS_MAX
    }
}

impl Directory {
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// The entry of this name, if there is one.
    pub fn named(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.details.name_key() == key)
    }

    pub(crate) fn apply(&mut self, event: &DirectoryEvent) {
        match event {
            DirectoryEvent::Written { entry, details } => {
                let details = Details::clone(details);
                match self.entries.iter_mut().find(|there| there.id == *entry) {
                    Some(there) => there.details = details,
                    None => self.entries.push(Entry { id: *entry, details }),
                }
            }
            DirectoryEvent::Removed { entry } => self.entries.retain(|there| there.id != *entry),
        }
    }
}

impl DirectoryEvent {
    /// Who may know of it: the list is the family's.
    pub const fn class(&self) -> Class {
        match self {
            Self::Written { .. } | Self::Removed { .. } => Class::Shared,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_a_named_host_by_https() {
        for (text, taken) in [
            ("example.org", Some("example.org")),
            (" https://example.org/ ", Some("example.org")),
            ("HTTP://example.org/a?b=c", Some("example.org/a?b=c")),
            ("javascript:alert(1)", None),
            ("javascript://example.org/%0aalert(1)", None),
            ("example", None),
            ("127.0.0.1", None),
            ("name@example.org", None),
            ("example.org:8443", None),
            ("a b.example", None),
            ("example.org/\"><b>", None),
            ("example..org", None),
            ("exämple.org", None),
            ("", None),
        ] {
            assert_eq!(Web::parse(text).as_ref().map(Web::as_str), taken, "{text:?}");
        }
    }
}
