//! What one of the two sees of a talk. Nothing else of it may reach a page.

use super::live::{Party, Stage};
use super::{Item, LiveTalk, Piece, Topic, Way};
use crate::id::MemberId;
use crate::text::{Line, Note};

/// A talk as one of the two may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View<'a> {
    pub topic: &'a Topic,
    pub scene: Scene<'a>,
    /// Whom the page speaks to: the reader, or on one device whoever it is with.
    pub reader: MemberId,
    pub other: MemberId,
    /// On one device the page says whom to hand it to.
    pub is_one_device: bool,
    /// The turn that is on, from 1; 0 before the first.
    pub turn: usize,
    /// How each is, in a word, the reader's first. Nobody's before both are there.
    pub words: [Option<&'a Line>; 2],
}

/// What there is to do or to wait for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scene<'a> {
    /// Say that you are there.
    Ready,
    /// You are; it begins when both are.
    Waiting,
    Speak,
    Listen,
    /// Say back what you heard.
    SayBack {
        /// What was said back before, and was not quite it.
        before: Option<&'a Note>,
        missing: Option<&'a Note>,
        is_again: bool,
    },
    /// The other is about to say back what they heard.
    IsSayingBack,
    /// Is that it? None where it was said aloud.
    Hear {
        text: Option<&'a Note>,
    },
    /// The other is about to say whether that is it.
    IsHearing {
        text: Option<&'a Note>,
    },
    /// Change over, or enough for today?
    Between,
    /// You would change over.
    WouldChangeOver,
    TakeAlong,
    /// You have; the other is still about it.
    TookAlong,
    Keep {
        offered: Vec<Offered<'a>>,
    },
    HaveTicked,
    Paused {
        by_me: bool,
    },
    Over,
}

/// Something both may tick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered<'a> {
    pub item: Item,
    pub piece: Piece,
    /// Who wrote it.
    pub by: MemberId,
    pub text: &'a Note,
}

impl LiveTalk {
    /// What `who` sees of it; `None` for who is not in it.
    pub fn view(&self, who: MemberId) -> Option<View<'_>> {
        let (place, is_one_device) = match self.way {
            Way::TwoDevices => (self.place_of(who)?, false),
            Way::OneDevice { holder } if holder == who => (self.next(), true),
            Way::OneDevice { .. } => return None,
        };
        let (me, other) = (&self.two[place], &self.two[1 - place]);
        let has_begun = self.has_begun();
        let word = |party: &'_ Party| party.word.is_some() && has_begun;
        Some(View {
            topic: &self.topic,
            scene: self.scene(place, is_one_device),
            reader: me.who,
            other: other.who,
            is_one_device,
            turn: if has_begun { self.turns.len() } else { 0 },
            words: [me, other].map(|party| party.word.as_ref().filter(|_| word(party))),
        })
    }

    fn scene(&self, place: usize, is_one_device: bool) -> Scene<'_> {
        let me = &self.two[place];
        // Whoever's pause it is, and whether it is more than one, shows to nobody but its maker.
        if self.is_paused() {
            return Scene::Paused { by_me: is_one_device || me.is_away };
        }
        let is_speaker = place == self.speaker();
        match &self.stage {
            Stage::Ready if me.is_ready => Scene::Waiting,
            Stage::Ready => Scene::Ready,
            Stage::Speaking if is_speaker => Scene::Speak,
            Stage::Speaking => Scene::Listen,
            Stage::SayingBack(_) if is_speaker => Scene::IsSayingBack,
            Stage::SayingBack(missing) => Scene::SayBack {
                before: missing.as_ref().and_then(|_| self.said_back()),
                missing: missing.as_ref().and_then(|missing| missing.text.as_ref()),
                is_again: missing.is_some(),
            },
            Stage::Hearing if is_speaker => Scene::Hear { text: self.said_back() },
            Stage::Hearing => Scene::IsHearing { text: self.said_back() },
            Stage::Between if me.wants_more => Scene::WouldChangeOver,
            Stage::Between => Scene::Between,
            Stage::TakingAlong if me.along.is_some() => Scene::TookAlong,
            Stage::TakingAlong => Scene::TakeAlong,
            Stage::Keeping if me.ticks.is_some() => Scene::HaveTicked,
            Stage::Keeping => Scene::Keep { offered: self.offered() },
            Stage::Over => Scene::Over,
        }
    }

    fn said_back(&self) -> Option<&Note> {
        self.turns.last().and_then(|turn| turn.said_back.as_ref())
    }

    fn offered(&self) -> Vec<Offered<'_>> {
        let offered = |item: Item| {
            let (piece, by, text) = match item {
                Item::Heard(turn) => (
                    Piece::Heard,
                    self.two.get(turn)?.who,
                    self.turns.get(turn)?.said_back.as_ref(),
                ),
                Item::Along(place) => {
                    let party = self.two.get(place)?;
                    (Piece::Along, party.who, party.along.as_ref()?.text.as_ref())
                }
            };
            Some(Offered { item, piece, by, text: text? })
        };
        self.items().into_iter().filter_map(offered).collect()
    }
}
