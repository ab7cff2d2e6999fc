//! A version as a document: by owner, then what is open, then what is let go.

use household::agreement::{Holding, Outcome, Proposed, Term};
use household::{CardId, MemberId, Seen};
use jiff::civil::Date;

use crate::rooms::card::{CardFace, Person};
use crate::rooms::share::division::left_out;
use crate::web::me::Me;

#[derive(Debug)]
pub(super) struct Document<'a> {
    pub start: Date,
    pub review: Date,
    /// The reader first, then the others, then whoever left.
    pub owners: Vec<(Person, Vec<Line<'a>>)>,
    pub open: Vec<Line<'a>>,
    pub let_go: Vec<Line<'a>>,
}

#[derive(Debug)]
pub(super) struct Line<'a> {
    pub face: CardFace<'a>,
    /// What done means: the family's words, else the ready card's.
    pub standard: Option<&'a str>,
    /// How it is let go.
    pub how: Option<&'static str>,
    /// Whose it is by now, where that has changed without a new version.
    pub since: Option<Since>,
}

/// What became of a card since its version was agreed.
#[derive(Debug)]
pub(super) enum Since {
    Open,
    With(String),
}

/// What a version would change.
#[derive(Debug)]
pub(super) struct Change<'a> {
    pub face: CardFace<'a>,
    pub from: String,
    /// The same as `from` where only the words change.
    pub to: String,
    /// The words of the version, where they are other than now.
    pub standard: Option<&'a str>,
}

impl<'a> Document<'a> {
    pub fn of(me: &Me, seen: &Seen<'a>, proposed: &'a Proposed, is_in_force: bool) -> Self {
        let mut document = Self {
            start: proposed.start,
            review: proposed.review,
            owners: people(me, seen, proposed).into_iter().map(|who| (who, Vec::new())).collect(),
            open: Vec::new(),
            let_go: Vec::new(),
        };
        for (card, term) in in_order(seen, proposed) {
            let Some(mut line) = line(me, seen, card, term) else { continue };
            if is_in_force && proposed.start <= me.today {
                line.since = since(me, seen, card, term);
            }
            match term.outcome {
                Outcome::Owner(owner) => {
                    let mut owners = document.owners.iter_mut();
                    if let Some((_, lines)) = owners.find(|(person, _)| person.id == owner) {
                        lines.push(line);
                    }
                }
                Outcome::Open => document.open.push(line),
                Outcome::LetGo(_) => document.let_go.push(line),
            }
        }
        document.owners.retain(|(_, lines)| !lines.is_empty());
        document
    }
}

/// What a waiting version changes of what holds on its first day.
pub(super) fn changes<'a>(me: &Me, seen: &Seen<'a>, proposed: &'a Proposed) -> Vec<Change<'a>> {
    let lines = in_order(seen, proposed).into_iter();
    lines.filter_map(|(card, term)| change(me, seen, card, term, proposed.start)).collect()
}

fn change<'a>(
    me: &Me,
    seen: &Seen<'a>,
    card: CardId,
    term: &'a Term,
    start: Date,
) -> Option<Change<'a>> {
    let line = line(me, seen, card, term)?;
    let holding = seen.shared.agreements.holding(card, me.member);
    let from = match holding {
        None => me.words.text("agreement-nothing-yet").to_owned(),
        Some(holding) => match (holding.let_go_on(start), holding.owner_on(start)) {
            (Some(how), _) => left_out::title(me.words.language(), how).to_owned(),
            (None, Some(owner)) => Person::of(seen, me.words, owner).name,
            (None, None) => me.words.text("agreement-open-word").to_owned(),
        },
    };
    let to = match term.outcome {
        Outcome::Owner(owner) => Person::of(seen, me.words, owner).name,
        Outcome::Open => me.words.text("agreement-open-word").to_owned(),
        Outcome::LetGo(how) => left_out::title(me.words.language(), how).to_owned(),
    };
    let has_other_words =
        holding.is_some_and(|holding| holding.standard_on(start) != term.standard.as_ref());
    let standard = line.standard.filter(|_| has_other_words);
    // Names may read alike; who it is may not.
    let keeps = |holding: &Holding| match (holding.let_go_on(start), holding.owner_on(start)) {
        (Some(how), _) => term.outcome == Outcome::LetGo(how),
        (None, Some(owner)) => term.outcome == Outcome::Owner(owner),
        (None, None) => term.outcome == Outcome::Open,
    };
    let is_same = holding.is_some_and(keeps) && !has_other_words;
    (!is_same).then_some(Change { face: line.face, from, to, standard })
}

fn line<'a>(me: &Me, seen: &Seen<'a>, card: CardId, term: &'a Term) -> Option<Line<'a>> {
    let face = CardFace::find(seen, me.words, card)?;
    let own_words = term.standard.as_ref().map(household::Note::as_str);
    let how = match term.outcome {
        Outcome::LetGo(how) => Some(left_out::title(me.words.language(), how)),
        Outcome::Owner(_) | Outcome::Open => None,
    };
    Some(Line { standard: own_words.or(face.done), face, how, since: None })
}

/// Put down, taken up, or left behind since.
fn since(me: &Me, seen: &Seen<'_>, card: CardId, term: &Term) -> Option<Since> {
    let holding = seen.shared.agreements.holding(card, me.member)?;
    let now = holding.owner_on(me.today);
    let then = match term.outcome {
        Outcome::Owner(owner) => Some(owner),
        Outcome::Open => None,
        Outcome::LetGo(_) => return None,
    };
    match now {
        _ if now == then => None,
        Some(owner) => Some(Since::With(Person::of(seen, me.words, owner).name)),
        None => Some(Since::Open),
    }
}

/// Its cards in the order in which they lie on the table.
fn in_order<'a>(seen: &Seen<'_>, proposed: &'a Proposed) -> Vec<(CardId, &'a Term)> {
    let cards = seen.shared.deck.all().iter().map(|dealt| dealt.card.id);
    cards.filter_map(|card| Some((card, proposed.terms.get(&card)?))).collect()
}

/// By name: it is printed, and on paper everyone is somebody else.
fn people(me: &Me, seen: &Seen<'_>, proposed: &Proposed) -> Vec<Person> {
    let mut people: Vec<MemberId> = vec![me.member];
    people.extend(seen.shared.people.others_than(me.member).map(|(id, _)| id));
    people.extend(seen.shared.people.carrying().map(|(id, _)| id));
    for term in proposed.terms.values() {
        if let Outcome::Owner(owner) = term.outcome
            && !people.contains(&owner)
        {
            people.push(owner);
        }
    }
    people.into_iter().map(|id| Person::named(seen, me.words, id)).collect()
}
