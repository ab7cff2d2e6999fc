//! A talk while it lasts. Nothing of it is an event: whoever keeps one keeps it in memory alone.
//!
//! [`LiveTalk::after`] is pure: what somebody does, and when, gives the talk as it is then. The one
//! who asked listens first. A turn is over when its speaker says that what was said back is it.
//! Pausing loses nothing, and leaving is pausing: one can come back. Until both are there neither
//! can tell whether the other is: what one sees is a [`View`](super::View).

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::timer::Timer;
use super::{KeptText, Piece, Topic};
use crate::command::Reply;
use crate::id::MemberId;
use crate::text::{Line, Note};

/// How many devices a talk goes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    TwoDevices,
    /// One lies between the two; whoever is signed in there presses for both.
    OneDevice {
        holder: MemberId,
    },
}

/// A listening talk that is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveTalk {
    pub(super) topic: Topic,
    pub(super) way: Way,
    pub(super) stage: Stage,
    /// The first is the one who asked.
    pub(super) two: [Party; 2],
    pub(super) turns: Vec<Turn>,
    timer: Timer,
}

/// One of the two, as far as this talk goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Party {
    pub(super) who: MemberId,
    /// They have paused, or left: the two are one.
    pub(super) is_away: bool,
    pub(super) is_ready: bool,
    /// How they are, in a word.
    pub(super) word: Option<Line>,
    pub(super) wants_more: bool,
    pub(super) along: Option<TakenAlong>,
    pub(super) ticks: Option<BTreeSet<Item>>,
}

/// The one thing somebody takes along, and whether they would keep it together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TakenAlong {
    pub(super) text: Option<Note>,
    pub(super) is_offered: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Turn {
    /// `None` also where it was said aloud.
    pub(super) said_back: Option<Note>,
    pub(super) is_heard: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stage {
    Ready,
    Speaking,
    /// What is missing, where the speaker said *not quite*.
    SayingBack(Option<Missing>),
    Hearing,
    /// Change over, or enough for today?
    Between,
    TakingAlong,
    Keeping,
    Over,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Missing {
    pub(super) text: Option<Note>,
}

/// Something that can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// What was heard in the first or the second turn.
    Heard(usize),
    /// What the first or the second of the two takes along.
    Along(usize),
}

/// What somebody does in a talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// I am here, and how I am.
    Ready {
        word: Option<Line>,
    },
    /// I have said what I wanted to say.
    Spoken,
    /// What I heard; none where it was said aloud.
    SayBack {
        text: Option<Note>,
    },
    Hear {
        reply: Reply,
    },
    ChangeOver,
    Enough,
    TakeAlong {
        text: Option<Note>,
        is_offered: bool,
    },
    Keep {
        ticks: BTreeSet<Item>,
    },
    Pause,
    GoOn,
    Leave,
}

/// It is not theirs to do, or not at this point. Nothing has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not at this point of the talk")]
pub struct NotNow;

impl LiveTalk {
    /// A talk that nobody is in yet. `by` asked for it, and listens first.
    pub fn new(topic: Topic, by: MemberId, of: MemberId, way: Way) -> Self {
        let two = [by, of].map(Party::new);
        let (stage, timer) = (Stage::Ready, Timer::default());
        Self { topic, way, stage, two, turns: Vec::new(), timer }
    }

    /// The two: who asked for it, and who was asked.
    pub fn between(&self) -> [MemberId; 2] {
        [self.two[0].who, self.two[1].who]
    }

    /// What it is about.
    pub const fn topic(&self) -> &Topic {
        &self.topic
    }

    /// Over one device or two.
    pub const fn way(&self) -> Way {
        self.way
    }

    /// The other of the two.
    pub fn other_than(&self, who: MemberId) -> MemberId {
        if who == self.two[0].who { self.two[1].who } else { self.two[0].who }
    }

    /// How long the speaker has had so far.
    pub fn spoken(&self, now: Timestamp) -> SignedDuration {
        self.timer.read(now)
    }

    /// Whether there is a talk for `who`: they are in it. One that only the other has come into is
    /// not there for them, whatever they ask.
    pub fn is_there_for(&self, who: MemberId) -> bool {
        match self.way {
            Way::OneDevice { holder } => holder == who,
            Way::TwoDevices => {
                self.place_of(who).is_some_and(|place| self.two[place].is_ready || self.has_begun())
            }
        }
    }

    /// Whether both have said that they are there.
    pub fn has_begun(&self) -> bool {
        self.stage != Stage::Ready
    }

    /// Whether nobody is in it, so that nothing of it need be remembered.
    pub fn is_deserted(&self) -> bool {
        match self.stage {
            Stage::Ready => !self.two.iter().any(|party| party.is_ready),
            Stage::Over => true,
            Stage::Speaking
            | Stage::SayingBack(_)
            | Stage::Hearing
            | Stage::Between
            | Stage::TakingAlong
            | Stage::Keeping => false,
        }
    }

    /// Whether both have come to its end. Only then is anything kept: see [`LiveTalk::kept`].
    pub fn is_over(&self) -> bool {
        self.stage == Stage::Over
    }

    /// What both ticked. Empty before the end.
    pub fn kept(&self) -> Vec<KeptText> {
        if !self.is_over() {
            return Vec::new();
        }
        let ticked = |item: &Item| {
            let by = |party: &Party| party.ticks.as_ref().is_some_and(|ticks| ticks.contains(item));
            self.two.iter().all(by)
        };
        self.items().into_iter().filter(ticked).filter_map(|item| self.text_of(item)).collect()
    }

    /// Whom the one device is with now.
    pub fn held_by(&self) -> MemberId {
        self.two[self.next()].who
    }

    /// The talk after `by` did this.
    pub fn after(&self, by: MemberId, act: &Act, now: Timestamp) -> Result<Self, NotNow> {
        let mut next = self.clone();
        match self.way {
            Way::TwoDevices => {
                let place = self.place_of(by).ok_or(NotNow)?;
                next.take(place, act)?;
            }
            Way::OneDevice { holder } if holder == by => next.take_for_both(act)?,
            Way::OneDevice { .. } => return Err(NotNow),
        }
        // It runs while somebody speaks to somebody.
        let runs = next.stage == Stage::Speaking && !next.is_paused();
        next.timer = next.timer.after(runs, now);
        Ok(next)
    }

    /// On one device some things are said once for both.
    fn take_for_both(&mut self, act: &Act) -> Result<(), NotNow> {
        match act {
            Act::ChangeOver | Act::Keep { .. } | Act::Pause | Act::GoOn | Act::Leave => {
                let before = self.stage.clone();
                self.take(0, act)?;
                // The second only where the first did not move it on.
                if self.stage == before { self.take(1, act) } else { Ok(()) }
            }
            Act::Ready { .. }
            | Act::Spoken
            | Act::SayBack { .. }
            | Act::Hear { .. }
            | Act::Enough
            | Act::TakeAlong { .. } => self.take(self.next(), act),
        }
    }

    fn take(&mut self, place: usize, act: &Act) -> Result<(), NotNow> {
        if self.is_over() {
            return Err(NotNow);
        }
        let (is_speaker, is_listener) = (place == self.speaker(), place != self.speaker());
        match (act, &self.stage) {
            (Act::Leave, Stage::Ready) => self.two[place] = Party::new(self.two[place].who),
            (Act::Pause | Act::GoOn, Stage::Ready) => {}
            (Act::Pause | Act::Leave, _) => self.two[place].is_away = true,
            (Act::GoOn, _) => self.two[place].is_away = false,
            (Act::Ready { word }, Stage::Ready) => self.be_ready(place, word.as_ref()),
            (Act::Spoken, Stage::Speaking) if is_speaker => self.stage = Stage::SayingBack(None),
            // Once: what the speaker is reading, and says yes to, changes under nobody's hand.
            (Act::SayBack { text }, Stage::SayingBack(_)) if is_listener => {
                let turn = self.turns.last_mut().ok_or(NotNow)?;
                turn.said_back.clone_from(text);
                self.stage = Stage::Hearing;
            }
            (Act::Hear { reply }, Stage::Hearing) if is_speaker => self.hear(reply),
            (Act::ChangeOver, Stage::Between) => self.change_over(place),
            (Act::Enough, Stage::Between) => self.stage = Stage::TakingAlong,
            (Act::TakeAlong { text, is_offered }, Stage::TakingAlong) => {
                let is_offered = *is_offered && text.is_some();
                self.two[place].along = Some(TakenAlong { text: text.clone(), is_offered });
                if self.two.iter().all(|party| party.along.is_some()) {
                    let nothing = self.items().is_empty();
                    self.stage = if nothing { Stage::Over } else { Stage::Keeping };
                }
            }
            (Act::Keep { ticks }, Stage::Keeping) => {
                self.two[place].ticks = Some(ticks.clone());
                if self.two.iter().all(|party| party.ticks.is_some()) {
                    self.stage = Stage::Over;
                }
            }
            _ => return Err(NotNow),
        }
        Ok(())
    }

    fn be_ready(&mut self, place: usize, word: Option<&Line>) {
        self.two[place].is_ready = true;
        self.two[place].word = word.cloned();
        if self.two.iter().all(|party| party.is_ready) {
            self.begin_turn();
        }
    }

    fn hear(&mut self, reply: &Reply) {
        match reply {
            Reply::NotQuite { missing } => {
                self.stage = Stage::SayingBack(Some(Missing { text: missing.clone() }));
            }
            Reply::ThatIsIt => {
                if let Some(turn) = self.turns.last_mut() {
                    turn.is_heard = true;
                }
                let both = self.turns.len() == self.two.len();
                self.stage = if both { Stage::TakingAlong } else { Stage::Between };
            }
        }
    }

    fn change_over(&mut self, place: usize) {
        self.two[place].wants_more = true;
        if self.two.iter().all(|party| party.wants_more) {
            self.begin_turn();
        }
    }

    fn begin_turn(&mut self) {
        self.turns.push(Turn::default());
        self.timer = Timer::default();
        self.stage = Stage::Speaking;
    }

    pub(super) fn is_paused(&self) -> bool {
        self.two.iter().any(|party| party.is_away)
    }

    pub(super) fn place_of(&self, who: MemberId) -> Option<usize> {
        self.two.iter().position(|party| party.who == who)
    }

    /// Who was asked speaks in the first turn, who asked in the second.
    pub(super) fn speaker(&self) -> usize {
        usize::from(self.turns.len() != self.two.len())
    }

    /// Who is to do something next.
    pub(super) fn next(&self) -> usize {
        let speaker = self.speaker();
        let first = |is_done: fn(&Party) -> bool| usize::from(is_done(&self.two[0]));
        match self.stage {
            Stage::Ready => first(|party| party.is_ready),
            Stage::SayingBack(_) => 1 - speaker,
            Stage::Speaking | Stage::Hearing => speaker,
            Stage::TakingAlong => first(|party| party.along.is_some()),
            Stage::Between | Stage::Keeping | Stage::Over => 0,
        }
    }

    /// What can be kept: what was heard, in writing, and what somebody offers.
    pub(super) fn items(&self) -> Vec<Item> {
        let heard = self.turns.iter().enumerate();
        let heard = heard.filter(|(_, turn)| turn.is_heard && turn.said_back.is_some());
        let along = self.two.iter().enumerate().filter(|(_, party)| {
            party.along.as_ref().is_some_and(|along| along.is_offered && along.text.is_some())
        });
        heard.map(|(n, _)| Item::Heard(n)).chain(along.map(|(n, _)| Item::Along(n))).collect()
    }

    pub(super) fn text_of(&self, item: Item) -> Option<KeptText> {
        match item {
            Item::Heard(turn) => {
                let text = self.turns.get(turn)?.said_back.clone()?;
                // The listener of that turn wrote it.
                let by = self.two.get(turn)?.who;
                Some(KeptText { piece: Piece::Heard, by, text })
            }
            Item::Along(place) => {
                let party = self.two.get(place)?;
                let text = party.along.as_ref()?.text.clone()?;
                Some(KeptText { piece: Piece::Along, by: party.who, text })
            }
        }
    }
}

impl Party {
    const fn new(who: MemberId) -> Self {
        Self {
            who,
            is_away: false,
            is_ready: false,
            word: None,
            wants_more: false,
            along: None,
            ticks: None,
        }
    }
}
