//! Listening talks: one speaks, the other says back what they heard, then they change over.
//!
//! What lasts is little: that a talk was asked for and answered ([`AskedTalk`]), and what both
//! chose to keep ([`Kept`]). A *not now* is an event of its author alone: the asker sees nothing
//! change. What is said while a talk lasts is a [`LiveTalk`], which is never written down.

mod asking;
mod kept;
mod live;
mod scene;
mod timer;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

pub use asking::{ASKED_DAYS, AskedTalk, Asks, KEPT_MAX, OwnTalks};
pub use kept::{Along, KeepOffer, Kept, KeptText, Piece, TEXTS_KEPT_MAX, Written};
pub use live::{Act, Item, LiveTalk, NotNow, Way};
pub use scene::{Offered, Scene, View};

use crate::text::Line;

/// Longest name of a ready topic.
const PROMPT_CHARS_MAX: usize = 48;

/// A ready topic's name, as the content knows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Prompt(String);

impl Prompt {
    /// `None` for what no ready topic can be called.
    pub fn parse(name: &str) -> Option<Self> {
        let is_fine = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let fits = (1..=PROMPT_CHARS_MAX).contains(&name.len());
        (fits && name.bytes().all(is_fine)).then(|| Self(name.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a talk is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    Ready(Prompt),
    /// In somebody's own words.
    Own(Line),
}

/// Whether what waits for somebody's yes has waited long enough: it goes by itself.
fn is_over(since: Timestamp, now: Timestamp) -> bool {
    now.duration_since(since) > SignedDuration::from_hours(24 * ASKED_DAYS)
}
