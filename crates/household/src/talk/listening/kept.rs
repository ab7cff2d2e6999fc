//! What is left of a talk: what both ticked, and what one takes along alone.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Topic;
use crate::id::{MemberId, TalkId};
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
