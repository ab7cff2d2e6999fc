//! A sheet for a first session to which all parents go: what they chose together.
//!
//! Its words are frozen as each of them read it, so that a counsellor reads exactly what was said
//! yes to, and nothing later. It holds when every parent here has said yes to that very version
//! (R4). Then each may make links by which somebody without an account reads it for some days. Any
//! of them ends a link, or puts the whole sheet down, at once and without asking. When somebody
//! joins or leaves, or decides for other children, nothing of it is left: it was chosen by others.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::event::{Class, Recorded};
use crate::id::{AgreementId, LinkHash, MemberId};
use crate::people::People;
use crate::text::{Line, Note};
use crate::versions::{Version, Versions};

/// Links that work at one time.
pub const LINKS_MAX: usize = 4;
/// Longest that a link works, in days, the one on which it is made left out.
pub const LINK_DAYS_MAX: u16 = 30;
/// What one sheet can hold, more than fits on a page.
pub const SECTIONS_MAX: usize = 12;
pub const PIECES_MAX: usize = 100;
pub const SHEET_BYTES_MAX: usize = 48 << 10;

/// What stands on a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetWords {
    pub called: Called,
    pub brings: Option<Note>,
    pub tried: Option<Note>,
    pub different: Option<Note>,
    pub sections: Vec<Section>,
}

/// How people are called on it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Called {
    #[default]
    Names,
    Initials,
}

/// What was chosen of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    pub title: Line,
    pub pieces: Vec<Piece>,
}

/// Something that was chosen, in the words it had then. Members are not named in it: a name goes
/// with its member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// What it was found by on the form.
    pub key: Line,
    pub title: Note,
    pub lines: Vec<Note>,
}

/// A way in for somebody without an account. Its secret is nowhere on the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub by: MemberId,
    pub hash: LinkHash,
    /// How many were made before it.
    pub nth: u32,
    /// Its last day, by the family's clock.
    pub until: Date,
}

/// The sheet, and who may read it from outside. It answers to one reader at a time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstSession {
    versions: Versions<SheetWords>,
    links: Vec<Link>,
    links_made: u32,
}

/// What a link shows to whoever holds it, in its days.
#[derive(Debug, Clone, Copy)]
pub struct Linked<'a> {
    pub sheet: &'a Version<SheetWords>,
    pub link: &'a Link,
}

/// A past fact of the room, written beside the kind `first-session`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum FirstSessionEvent {
    /// Whoever puts a sheet forward says yes with it.
    Offered {
        version: AgreementId,
        words: Box<SheetWords>,
    },
    Confirmed {
        version: AgreementId,
    },
    Withdrawn {
        version: AgreementId,
    },
    Made {
        version: AgreementId,
    },
    /// With all its links. Who said so is not kept.
    PutDown,
    LinkMade {
        hash: LinkHash,
        until: Date,
    },
    LinkRevoked {
        nth: u32,
    },
}

impl FirstSessionEvent {
    /// Who may know of it.
    pub const fn class(&self) -> Class {
        match self {
            Self::Offered { .. }
            | Self::Confirmed { .. }
            | Self::Withdrawn { .. }
            | Self::Made { .. }
            | Self::PutDown
            | Self::LinkMade { .. }
            | Self::LinkRevoked { .. } => Class::Shared,
        }
    }
}

impl SheetWords {
    /// Whether nothing stands on it.
    pub fn is_empty(&self) -> bool {
        let written = [&self.brings, &self.tried, &self.different];
        self.sections.is_empty() && written.iter().all(|words| words.is_none())
    }

    /// What its pieces were found by on the form.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.pieces().map(|piece| piece.key.as_str())
    }

    pub(crate) fn fits(&self) -> bool {
        let written = [&self.brings, &self.tried, &self.different];
        let written = written.into_iter().flatten().map(|words| words.as_str().len());
        let titles = self.sections.iter().map(|section| section.title.as_str().len());
        let pieces = self.pieces().flat_map(|piece| {
            let lines = piece.lines.iter().map(|line| line.as_str().len());
            lines.chain([piece.key.as_str().len(), piece.title.as_str().len()])
        });
        let bytes: usize = written.chain(titles).chain(pieces).sum();
        self.sections.len() <= SECTIONS_MAX
            && self.pieces().count() <= PIECES_MAX
            && bytes <= SHEET_BYTES_MAX
    }

    fn pieces(&self) -> impl Iterator<Item = &Piece> {
        self.sections.iter().flat_map(|section| &section.pieces)
    }
}

impl FirstSession {
    /// The version that waits for a yes.
    pub const fn offer(&self) -> Option<&Version<SheetWords>> {
        self.versions.offer()
    }

    /// What every parent here has said yes to, `me` too.
    pub fn holds(&self, me: MemberId, people: &People) -> Option<&Version<SheetWords>> {
        self.versions.holds(me).filter(|held| held.is_of_all(people.parent_ids()))
    }

    /// The links to it that work on a day, for those who said yes.
    pub fn links<'a>(
        &'a self,
        me: MemberId,
        people: &People,
        today: Date,
    ) -> impl Iterator<Item = &'a Link> {
        let is_mine = self.holds(me, people).is_some();
        self.links.iter().filter(move |link| is_mine && today <= link.until)
    }

    /// How many were ever made.
    pub const fn links_made(&self) -> u32 {
        self.links_made
    }

    /// What the link with this hash shows now: nothing after its days, once it was ended, and
    /// where not every parent here has said yes.
    pub fn linked(&self, hash: LinkHash, people: &People, now: Timestamp) -> Option<Linked<'_>> {
        let today = now.to_zoned(people.time_zone()).date();
        let link = self.links.iter().find(|link| link.hash == hash && today <= link.until)?;
        Some(Linked { sheet: self.holds(link.by, people)?, link })
    }

    pub(crate) const fn versions(&self) -> &Versions<SheetWords> {
        &self.versions
    }

    /// It was chosen by others than those who are here now, or for other children.
    pub(crate) fn end(&mut self) {
        self.versions = Versions::default();
        self.links.clear();
    }

    pub(crate) fn apply(&mut self, recorded: &Recorded, event: &FirstSessionEvent) {
        let (by, at) = (recorded.by, recorded.at);
        match event {
            FirstSessionEvent::Offered { version, words } => {
                self.versions.put_forward(*version, by, at, SheetWords::clone(words));
                self.versions.confirm(*version, by, at);
            }
            FirstSessionEvent::Confirmed { version } => self.versions.confirm(*version, by, at),
            FirstSessionEvent::Withdrawn { version } => self.versions.withdraw(*version),
            FirstSessionEvent::Made { version } => {
                // What was chosen before is not what is chosen now, nor is it kept to be read.
                self.versions.forget_made();
                self.versions.make(*version, at);
                self.links.clear();
            }
            FirstSessionEvent::PutDown => self.end(),
            FirstSessionEvent::LinkMade { hash, until } => {
                let nth = self.links_made;
                self.links_made += 1;
                // A day before is over wherever it is made; what is over goes.
                let gone = recorded.at.to_zoned(jiff::tz::TimeZone::UTC).date();
                let gone = gone.saturating_sub(1.day());
                self.links.retain(|link| link.until >= gone);
                self.links.push(Link { by, hash: *hash, nth, until: *until });
            }
            FirstSessionEvent::LinkRevoked { nth } => self.links.retain(|link| link.nth != *nth),
        }
    }
}
