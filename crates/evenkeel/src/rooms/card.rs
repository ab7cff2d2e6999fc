//! A card and a person as pages name them: the family's own words first, then the ready card's.

use household::load::{Dealt, Origin};
use household::people::{Look, Pattern, Tone, Trusted};
use household::{CardId, MemberId, Seen};

use crate::content::Content;
use crate::words::Words;

/// A card as a page shows it.
#[derive(Debug, Clone)]
pub struct CardFace<'a> {
    pub id: CardId,
    pub name: &'a str,
    /// The child it is for.
    pub child: Option<&'a str>,
    /// Its group: "School and learning"; the family's own cards have one of their own.
    pub domain: &'a str,
    pub notice: Option<&'a str>,
    pub plan: Option<&'a str>,
    pub does: Option<&'a str>,
    /// What done means in the ready card's words.
    pub done: Option<&'a str>,
    pub minutes: u16,
    pub is_safety: bool,
}

impl<'a> CardFace<'a> {
    pub fn of(seen: &Seen<'a>, words: &'static Words, dealt: &'a Dealt) -> Self {
        let content = Content::for_language(words.language());
        let card = &dealt.card;
        let row = card.row();
        let ready = row.and_then(|row| content.card(row.id));
        let domain = row.and_then(|row| content.domain(row.domain));
        let (name, child) = Self::called(seen, words, dealt);
        Self {
            id: card.id,
            name,
            child,
            domain: domain.map_or_else(|| words.text("card-own-domain"), |text| text.name.as_str()),
            notice: ready.map(|text| text.notice),
            plan: ready.map(|text| text.plan),
            does: ready.map(|text| text.does),
            done: ready.map(|text| text.done),
            minutes: card.usual_minutes(),
            is_safety: card.is_safety(),
        }
    }

    /// What it is called, and the child it is for: all that a row of a list shows.
    pub fn called(
        seen: &Seen<'a>,
        words: &'static Words,
        dealt: &'a Dealt,
    ) -> (&'a str, Option<&'a str>) {
        let card = &dealt.card;
        let name = match (&dealt.renamed, &card.origin) {
            (Some(renamed), _) => Some(renamed.as_str()),
            (None, Origin::Own { name, .. }) => Some(name.as_str()),
            (None, Origin::Catalogue(_)) => {
                let content = Content::for_language(words.language());
                card.row().and_then(|row| content.card(row.id)).map(|text| text.name)
            }
        };
        let child = card.child.and_then(|id| seen.shared.people.child(id));
        let child = child.map(|child| child.nickname.as_str());
        (name.unwrap_or_else(|| words.text("card-retired")), child)
    }

    /// A card by id, also one that was taken off the table.
    pub fn find(seen: &Seen<'a>, words: &'static Words, id: CardId) -> Option<Self> {
        seen.shared.deck.get(id).map(|dealt| Self::of(seen, words, dealt))
    }
}

/// A person as a page shows them to one reader.
#[derive(Debug, Clone)]
pub struct Person {
    pub id: MemberId,
    /// "you" for the reader, the name for others.
    pub name: String,
    pub is_me: bool,
    /// Carries and does not decide: they have no account here.
    pub is_trusted: bool,
    pub initial: String,
    pub tone: &'static str,
    pub shape: &'static str,
}

impl Person {
    pub fn of(seen: &Seen<'_>, words: &Words, id: MemberId) -> Self {
        let member = seen.shared.people.member(id);
        let own_name = member.and_then(|member| member.name.as_ref()).map(household::Line::as_str);
        let is_me = id == seen.me;
        let trusted = seen.shared.people.trusted(id);
        if let Some(trusted) = trusted {
            return Self::trusted(seen, id, trusted);
        }
        let name = match (is_me, own_name, member) {
            (true, _, _) => words.text("person-you").to_owned(),
            (false, Some(name), _) => name.to_owned(),
            (false, None, Some(_)) => other_name(seen, words),
            (false, None, None) => words.text("person-former").to_owned(),
        };
        let initial = initial(own_name.unwrap_or(&name));
        let look = member.map_or(Look::nth(4), |member| member.look);
        let (tone, shape) = (tone(look.tone), shape(look.pattern));
        Self { id, name, is_me, is_trusted: false, initial, tone, shape }
    }

    /// Who carries and does not decide, with a look that the parents' first ones leave free.
    fn trusted(seen: &Seen<'_>, id: MemberId, trusted: &Trusted) -> Self {
        let before = seen.shared.people.all_trusted().take_while(|(other, _)| *other != id).count();
        let look = Look::nth(5_usize.saturating_sub(before));
        let name = trusted.name.as_str().to_owned();
        let (tone, shape) = (tone(look.tone), shape(look.pattern));
        Self { id, initial: initial(&name), name, is_me: false, is_trusted: true, tone, shape }
    }

    /// By their own name, for a page on which everyone is somebody else.
    pub fn named(seen: &Seen<'_>, words: &Words, id: MemberId) -> Self {
        let person = Self::of(seen, words, id);
        let own_name = seen.shared.people.member(id).and_then(|member| member.name.as_ref());
        match own_name {
            Some(name) => Self { name: name.as_str().to_owned(), ..person },
            None => person,
        }
    }

    /// All parents, the reader first.
    pub fn all(seen: &Seen<'_>, words: &Words) -> Vec<Self> {
        let others = seen.shared.people.others_than(seen.me).map(|(id, _)| id);
        std::iter::once(seen.me).chain(others).map(|id| Self::of(seen, words, id)).collect()
    }

    /// All who carry: the parents, the reader first, then the trusted adults all said yes to.
    pub fn carrying(seen: &Seen<'_>, words: &Words) -> Vec<Self> {
        let trusted = seen.shared.people.carrying().map(|(id, _)| Self::of(seen, words, id));
        Self::all(seen, words).into_iter().chain(trusted).collect()
    }
}

fn initial(name: &str) -> String {
    let first = name.chars().find(|c| c.is_alphanumeric());
    first.map(|c| c.to_uppercase().collect()).unwrap_or_default()
}

/// What the reader calls the other parent: their name here, the reader's own word for them, or "the
/// other parent".
pub fn other_name(seen: &Seen<'_>, words: &Words) -> String {
    let joined = seen.shared.people.others_than(seen.me).next();
    let joined = joined.and_then(|(_, member)| member.name.as_ref());
    let called = joined.or(seen.own.other_called.as_ref());
    called.map_or_else(|| words.text("person-other").to_owned(), |name| name.as_str().to_owned())
}

pub const fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Sea => "sea",
        Tone::Plum => "plum",
        Tone::Moss => "moss",
        Tone::Ochre => "ochre",
        Tone::Slate => "slate",
        Tone::Rose => "rose",
    }
}

pub const fn shape(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::Round => "round",
        Pattern::Square => "square",
        Pattern::Diamond => "diamond",
        Pattern::Ring => "ring",
        Pattern::Frame => "frame",
        Pattern::Bar => "bar",
    }
}
