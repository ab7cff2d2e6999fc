//! Whose a card is, over time.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::agreement::{Outcome, Term};
use crate::division::SetAside;
use crate::id::MemberId;
use crate::text::Note;

/// Changes of owner that are kept per card.
const SPANS_MAX: usize = 64;

/// One card's owner from day to day, and what done means.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holding {
    /// By day, earliest first; each lasts until the next.
    spans: Vec<Span>,
    /// What was agreed of it besides, by day, earliest first; each lasts until the next.
    terms: Vec<Agreed>,
    /// Who has it instead, in the words of the owner who put it down.
    instead: Option<Note>,
    parents: BTreeSet<MemberId>,
}

/// A time with one owner: from a day on, until the next span begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    pub from: Date,
    /// `None`: open.
    pub owner: Option<MemberId>,
}

/// From a day on: what done means, and how it was let go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Agreed {
    from: Date,
    standard: Option<Note>,
    let_go: Option<SetAside>,
}

impl Holding {
    /// Whose it is on `day`; `None` where it is open, or not agreed yet.
    pub fn owner_on(&self, day: Date) -> Option<MemberId> {
        self.span_on(day).and_then(|span| span.owner)
    }

    /// Whose it is on `day`, or becomes when what was agreed for later begins.
    pub fn owner_from(&self, day: Date) -> Option<MemberId> {
        self.span_on(day).or(self.spans.first()).and_then(|span| span.owner)
    }

    /// Whose it is on `day` and whose it becomes after, as far as that is known.
    pub fn owners_from(&self, day: Date) -> impl Iterator<Item = MemberId> + '_ {
        let later = self.spans.iter().filter(move |span| span.from > day);
        self.owner_on(day).into_iter().chain(later.filter_map(|span| span.owner))
    }

    /// Whose it is when all that is agreed has come.
    pub fn last_owner(&self) -> Option<MemberId> {
        self.spans.last().and_then(|span| span.owner)
    }

    /// Since when the owner of `day` has it.
    pub fn since(&self, day: Date) -> Option<Date> {
        self.span_on(day).map(|span| span.from)
    }

    /// The next change after `day` that is already known.
    pub fn next_change(&self, day: Date) -> Option<Span> {
        self.spans.iter().find(|span| span.from > day).copied()
    }

    /// Agreed, not let go, and nobody's on `day`.
    pub fn is_open_on(&self, day: Date) -> bool {
        self.let_go_on(day).is_none() && self.span_on(day).is_some_and(|span| span.owner.is_none())
    }

    /// How it is let go on `day`, where it is: then it is neither owned nor open.
    pub fn let_go_on(&self, day: Date) -> Option<SetAside> {
        self.agreed_on(day).and_then(|agreed| agreed.let_go)
    }

    /// How it is let go on `day`, or will be when what was agreed for later begins.
    pub fn let_go_from(&self, day: Date) -> Option<SetAside> {
        self.agreed_on(day).or(self.terms.first()).and_then(|agreed| agreed.let_go)
    }

    /// What done means on `day`, where it is not the ready card's own words.
    pub fn standard_on(&self, day: Date) -> Option<&Note> {
        self.agreed_on(day).and_then(|agreed| agreed.standard.as_ref())
    }

    /// What done means on `day`, or will mean when what was agreed for later begins.
    pub fn standard_from(&self, day: Date) -> Option<&Note> {
        self.agreed_on(day).or(self.terms.first()).and_then(|agreed| agreed.standard.as_ref())
    }

    /// Who has it instead, in the words of the owner who put it down; until somebody takes it up or
    /// another agreement is made.
    pub const fn instead(&self) -> Option<&Note> {
        self.instead.as_ref()
    }

    /// Who agreed to it.
    pub const fn parents(&self) -> &BTreeSet<MemberId> {
        &self.parents
    }

    pub(crate) fn agree(&mut self, parents: &BTreeSet<MemberId>, term: &Term, start: Date) {
        self.parents.clone_from(parents);
        let (owner, let_go) = match term.outcome {
            Outcome::Owner(owner) => (Some(owner), None),
            Outcome::Open => (None, None),
            Outcome::LetGo(how) => (None, Some(how)),
        };
        self.set_terms(Agreed { from: start, standard: term.standard.clone(), let_go });
        let put_down = self.put_down_after(start, owner);
        if put_down.is_none() {
            self.instead = None;
        }
        self.set_owner(start, owner);
        self.spans.extend(put_down);
    }

    /// The day from which its owner has put it down already. A version that leaves a card with its
    /// owner, because it is about others, does not take that back (R4).
    fn put_down_after(&self, start: Date, owner: Option<MemberId>) -> Option<Span> {
        owner.filter(|owner| self.owner_on(start) == Some(*owner))?;
        self.next_change(start).filter(|span| span.owner.is_none())
    }

    /// Its owner puts it down: open from `from` until the next change that was agreed.
    pub(crate) fn put_down(&mut self, from: Date, instead: Option<&Note>) {
        self.instead = instead.cloned();
        self.change_owner(from, None);
    }

    /// `owner` takes it up while it is open: theirs until the next change that was agreed.
    pub(crate) fn take_up(&mut self, from: Date, owner: MemberId) {
        self.instead = None;
        self.change_owner(from, Some(owner));
    }

    /// What was agreed of it has ended: open from `from` on, also where it was let go.
    pub(crate) fn release(&mut self, from: Date) {
        let standard = self.standard_on(from).cloned();
        self.set_terms(Agreed { from, standard, let_go: None });
        self.set_owner(from, None);
    }

    /// Whether it was, is or will be `member`'s.
    pub(crate) fn names(&self, member: MemberId) -> bool {
        self.spans.iter().any(|span| span.owner == Some(member))
    }

    /// Whether it is `member`'s on a day, or will be after it.
    pub(crate) fn is_owned_from(&self, member: MemberId, day: Date) -> bool {
        let later = self.spans.iter().filter(|span| span.from > day);
        self.owner_on(day) == Some(member)
            || later.into_iter().any(|span| span.owner == Some(member))
    }

    /// Whatever was or would have become `member`'s is open from `from` on.
    pub(crate) fn leave(&mut self, member: MemberId, from: Date) {
        if self.owner_on(from) == Some(member) {
            self.change_owner(from, None);
        }
        for span in self.spans.iter_mut().filter(|span| span.from >= from) {
            span.owner.take_if(|owner| *owner == member);
        }
    }

    /// From `from` on it is `owner`'s, whatever was to come after.
    pub(crate) fn set_owner(&mut self, from: Date, owner: Option<MemberId>) {
        self.spans.retain(|span| span.from < from);
        self.insert(self.spans.len(), Span { from, owner });
    }

    /// From its day on, whatever was to come after.
    fn set_terms(&mut self, agreed: Agreed) {
        self.terms.retain(|earlier| earlier.from < agreed.from);
        if self.terms.len() == SPANS_MAX {
            self.terms.remove(0);
        }
        self.terms.push(agreed);
    }

    /// From `from` on it is `owner`'s, until somebody else's span begins.
    fn change_owner(&mut self, from: Date, owner: Option<MemberId>) {
        let replaced = self.span_on(from).and_then(|span| span.owner);
        let at = self.spans.partition_point(|span| span.from < from);
        let same = |span: &&Span| span.owner == owner || span.owner == replaced;
        let until = at + self.spans[at..].iter().take_while(same).count();
        self.spans.drain(at..until);
        self.insert(at, Span { from, owner });
    }

    fn insert(&mut self, mut at: usize, span: Span) {
        if self.spans.len() == SPANS_MAX {
            self.spans.remove(0);
            at = at.saturating_sub(1);
        }
        self.spans.insert(at, span);
    }

    fn agreed_on(&self, day: Date) -> Option<&Agreed> {
        self.terms.iter().rev().find(|agreed| agreed.from <= day)
    }

    fn span_on(&self, day: Date) -> Option<&Span> {
        self.spans.iter().rev().find(|span| span.from <= day)
    }
}
