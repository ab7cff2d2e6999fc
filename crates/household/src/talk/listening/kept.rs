//! What is left of a talk: what both ticked, and what one takes along alone.
//!
//! Over one device its holder presses for both, so what was ticked there is only what the holder
//! wrote down: theirs alone, until the other has said yes, on their own sign-in, to exactly that.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Topic, is_over};
use crate::id::{MemberId, TalkId, VersionId};
use crate::text::Note;

/// Most texts that can come of one talk: two turns said back, and one thing from each.
pub const TEXTS_KEPT_MAX: usize = 4;

/// What both chose to keep of one talk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub talk: TalkId,
    /// The two who talked; nobody else reads it.
    pub between: BTreeSet<MemberId>,
    pub topic: Topic,
    pub at: Timestamp,
    pub texts: Vec<KeptText>,
    /// Whose device it was written on, where it was one for both.
    pub written_by: Option<MemberId>,
}

/// What somebody wrote down of a talk over their device, for the other to say yes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepOffer {
    pub talk: TalkId,
    /// Who wrote it down.
    pub by: MemberId,
    /// Whose yes it takes.
    pub of: MemberId,
    pub topic: Topic,
    pub texts: Vec<KeptText>,
    pub(super) since: Timestamp,
}

/// What I wrote down of a talk over my device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    pub talk: TalkId,
    pub with: MemberId,
    pub topic: Topic,
    pub on: Date,
    pub texts: Vec<KeptText>,
}

/// One text of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptText {
    pub piece: Piece,
    /// Who wrote it.
    pub by: MemberId,
    pub text: Note,
}

/// What a kept text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Piece {
    /// What its writer heard, and the speaker said: that is it.
    Heard,
    /// The one thing its writer takes along.
    Along,
}

/// The one thing I take along of a talk, for myself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Along {
    pub talk: TalkId,
    pub topic: Topic,
    pub on: Date,
    pub text: Note,
}

impl KeepOffer {
    /// Which one it is: another may come in its place before it was read.
    pub fn version(&self) -> VersionId {
        let whole = serde_json::to_vec(&(&self.topic, &self.texts));
        VersionId::of_bytes(&whole.expect("texts and ids are written as JSON"))
    }

    pub(super) fn is_over(&self, now: Timestamp) -> bool {
        is_over(self.since, now)
    }
}
