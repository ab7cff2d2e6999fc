//! Answers that each gives alone and seals, so that they open with everyone's (R5).
//!
//! The same for the sort and for what we expect: while a sheet is sealed nothing on it changes; the
//! seal may be taken back until it opens; pressing *open* is its author's own. The last of
//! everyone's seals and presses opens it, and pressing too early looks the same whatever the others
//! have done.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::MemberId;
use crate::refusal::Refusal;
use crate::state::{Household, Own};

/// An answer that may be told, or kept.
pub trait Told {
    /// Whether it is whole, and to be opened.
    fn is_told(&self) -> bool;
}

/// One member's answers, by what they are about. Theirs alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet<K: Ord, A> {
    answers: BTreeMap<K, A>,
    sealed: bool,
    open_pressed: bool,
    given: BTreeMap<K, A>,
}

/// What pressing *open* brings about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Press {
    /// Pressed before.
    Again,
    /// Noted. Others may not be as far; nobody is told.
    Noted,
    /// The last of all: it opens.
    Opens,
}

impl<K: Ord, A> Default for Sheet<K, A> {
    fn default() -> Self {
        let (answers, given) = (BTreeMap::new(), BTreeMap::new());
        Self { answers, sealed: false, open_pressed: false, given }
    }
}

impl<K: Ord + Copy, A: Told + Clone + PartialEq> Sheet<K, A> {
    /// My answer so far, sealed or not.
    pub fn answer(&self, key: K) -> Option<&A> {
        self.answers.get(&key)
    }

    /// Every answer of mine, in order.
    pub fn answers(&self) -> impl Iterator<Item = (K, &A)> {
        self.answers.iter().map(|(key, answer)| (*key, answer))
    }

    /// Whether it is sealed, so that nothing more can be answered.
    pub const fn is_sealed(&self) -> bool {
        self.sealed
    }

    /// Whether I pressed *open*. Others may not have sealed yet; I am not told.
    pub const fn is_open_pressed(&self) -> bool {
        self.open_pressed
    }

    /// What was sealed when it last opened.
    pub fn given(&self, key: K) -> Option<&A> {
        self.given.get(&key)
    }

    /// Whether something was told that no opening has shown yet.
    pub fn has_news(&self) -> bool {
        self.answers
            .iter()
            .any(|(key, answer)| answer.is_told() && self.given.get(key) != Some(answer))
    }

    /// Whether a seal is to be put on it; a reason where there is nothing to seal.
    pub(crate) fn may_seal(&self) -> Result<bool, Refusal> {
        match (self.sealed, self.has_news()) {
            (true, _) => Ok(false),
            (false, true) => Ok(true),
            (false, false) => Err(Refusal::NothingToSeal),
        }
    }

    pub(crate) fn entry(&mut self, key: K) -> &mut A
    where
        A: Default,
    {
        self.answers.entry(key).or_default()
    }

    pub(crate) fn set(&mut self, key: K, answer: A) {
        self.answers.insert(key, answer);
    }

    pub(crate) const fn seal(&mut self) {
        self.sealed = true;
    }

    pub(crate) const fn take_back(&mut self) {
        self.sealed = false;
        self.open_pressed = false;
    }

    pub(crate) const fn press_open(&mut self) {
        self.open_pressed = true;
    }

    /// It opened: what was sealed about these is now given, and the next round may begin. What the
    /// others did not tell stays news, so that it can open with a later round.
    pub(crate) fn opened(&mut self, keys: impl IntoIterator<Item = K>) {
        if self.sealed {
            for key in keys {
                if let Some(answer) = self.answers.get(&key) {
                    self.given.insert(key, answer.clone());
                }
            }
            self.take_back();
        }
    }

    /// Who is here changed: a press meant to open this to those who were here then.
    pub(crate) const fn wait(&mut self) {
        self.open_pressed = false;
    }

    /// Somebody joined: all that was opened before them is theirs to see only once opened anew.
    pub(crate) fn start_clean(&mut self) {
        self.wait();
        self.given.clear();
    }
}

impl Household {
    /// What is opened or told goes to those whom its author knew to be here: a page that was read
    /// before somebody joined opens nothing to them.
    pub(crate) fn as_read(&self, arrivals: usize) -> Result<(), Refusal> {
        let now = self.shared.people.arrivals();
        if now == arrivals { Ok(()) } else { Err(Refusal::SomebodyJoined) }
    }

    /// `who` presses *open* on one of their sheets, which opens with every parent's; `arrivals` as
    /// on the page they read.
    pub(crate) fn press<K: Ord + Copy, A: Told + Clone + PartialEq>(
        &self,
        who: MemberId,
        arrivals: usize,
        sheet: impl Fn(&Own) -> &Sheet<K, A>,
    ) -> Result<Press, Refusal> {
        let others: Vec<_> = self.shared.people.others_than(who).map(|(other, _)| other).collect();
        if !others.is_empty() {
            self.as_read(arrivals)?;
        }
        self.press_with(who, &others, sheet)
    }

    /// The same, where it opens with `others`. The checks here are on what the presser may see:
    /// pressing too early answers the same, whatever the others have done.
    pub(crate) fn press_with<K: Ord + Copy, A: Told + Clone + PartialEq>(
        &self,
        who: MemberId,
        others: &[MemberId],
        sheet: impl Fn(&Own) -> &Sheet<K, A>,
    ) -> Result<Press, Refusal> {
        if others.is_empty() {
            return Err(Refusal::NobodyToOpenWith);
        }
        if !self.shared.talk.all_said_back() {
            return Err(Refusal::SayBackFirst);
        }
        let mine = sheet(self.own(who));
        if !mine.is_sealed() {
            return Err(Refusal::SealFirst);
        }
        if mine.is_open_pressed() {
            return Ok(Press::Again);
        }
        let others_ready = others.iter().all(|other| {
            let theirs = sheet(self.own(*other));
            theirs.is_sealed() && theirs.is_open_pressed()
        });
        Ok(if others_ready { Press::Opens } else { Press::Noted })
    }
}
