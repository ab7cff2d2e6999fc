//! What I carry: the first picture, from the reader's own answers, before anyone else is asked.

mod carried;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use fluent_bundle::FluentValue;
use household::Seen;

use self::carried::{Carried, InDomain, Side, Subject, bar, by_domain, carried, minutes_max};
use super::sort::deck::{Hand, Held};
use super::sort::who::{choices, label_of};
use crate::app::App;
use crate::content::Content;
use crate::rooms::card::{CardFace, Person, other_name};
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};
use crate::words::Words;

#[derive(Debug, Template)]
#[template(path = "rooms/share/mine/mine.html")]
struct Mine<'a> {
    page: Page<'a>,
    told: usize,
    open: usize,
    /// The picture in words, a sentence each.
    thinks: String,
    does: String,
    hours: String,
    bars: Vec<Bar<'a>>,
    others: Vec<Guess>,
    nobodys: Vec<String>,
    rows: Vec<Row>,
    next: Next,
    doors: Doors,
    /// The other parent as the reader calls them.
    other: String,
}

/// What is offered besides.
#[derive(Debug)]
struct Doors {
    invites: bool,
    asks_for_family: bool,
    keeps: bool,
    /// Cards on the table that were not dealt yet.
    more: usize,
}

/// One domain's two bars, of 100.
#[derive(Debug)]
struct Bar<'a> {
    domain: &'a str,
    thinking: u32,
    doing: u32,
    said: String,
    /// The same for who does not see the bars and their colours.
    told: String,
}

/// What the reader says another carries: their own view, and called so.
#[derive(Debug)]
struct Guess {
    title: String,
    said: String,
}

/// A line of the table behind the picture.
#[derive(Debug)]
struct Row {
    card: String,
    thinks: String,
    does: String,
    minutes: String,
}

/// The one step that is offered first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Cards,
    Family,
    Plan,
    Share,
}

/// `GET /share/mine`.
pub async fn mine(State(app): State<App>, me: Me) -> Result<Response, Failure> {
    let signs_in = app.journal.person(me.member).await?.is_some_and(|p| p.sign_in_name.is_some());
    me.see(|seen| {
        let hand = Hand::of(&seen);
        let answered = |held: &&Held<'_>| {
            held.answer.is_some_and(|a| !a.skipped && (a.notices.is_some() || a.does.is_some()))
        };
        let told: Vec<_> = hand.cards.iter().filter(answered).copied().collect();
        let open = hand.open_count();
        let sharers = u32::try_from(seen.shared.people.parents().count()).unwrap_or(2).max(2);
        let sums = carried(&told, Subject::Me, sharers);
        Mine {
            told: told.len(),
            open,
            thinks: side_said(me.words, "mine-thinks", &sums.thinks, told.len()),
            does: side_said(me.words, "mine-does", &sums.does, told.len()),
            hours: hours_said(me.words, "mine-hours", &sums),
            bars: bars(me.words, &by_domain(&told, Subject::Me, sharers)),
            others: guesses(&seen, &me, &told, sharers),
            nobodys: nobodys(&seen, &me, &told),
            rows: rows(&seen, &me, &told),
            next: next(&seen, told.len(), open),
            doors: Doors {
                invites: seen.shared.people.is_alone(),
                asks_for_family: seen.shared.people.children().is_empty(),
                keeps: !signs_in,
                more: seen.shared.deck.cards().count() - hand.cards.len(),
            },
            other: other_name(&seen, me.words),
            page: Page::mine(&app, &me, &seen, Place::Share).back_to("/share"),
        }
        .show()
    })?
}

fn next(seen: &Seen<'_>, told: usize, open: usize) -> Next {
    let people = &seen.shared.people;
    match (told > 0 && open == 0, people.is_alone()) {
        (false, _) => Next::Cards,
        (true, true) if seen.own.plan.is_empty() => Next::Plan,
        (true, true) if people.children().is_empty() => Next::Family,
        (true, _) => Next::Share,
    }
}

/// "You think of 8 of these 10 cards, and of 2 more together with someone."
fn side_said(words: &Words, key: &str, side: &Side, cards: usize) -> String {
    let n = |n: usize| FluentValue::from(i64::try_from(n).unwrap_or(i64::MAX));
    let values = [("alone", n(side.alone)), ("together", n(side.together)), ("cards", n(cards))];
    words.say(key, &values)
}

fn hours_said(words: &Words, key: &str, sums: &Carried) -> String {
    let hours = |side: &Side| FluentValue::from(i64::from((side.minutes + 30) / 60));
    words.say(key, &[("thinking", hours(&sums.thinks)), ("doing", hours(&sums.does))])
}

fn bars(words: &'static Words, rows: &[InDomain]) -> Vec<Bar<'static>> {
    let content = Content::for_language(words.language());
    let longest = minutes_max(rows);
    let bar_of = |row: &InDomain| {
        let (thinks, does) = (row.carried.thinks.minutes, row.carried.does.minutes);
        let name = row.domain.and_then(|domain| content.domain(domain));
        let values = [
            ("thinking", FluentValue::from(words.time(thinks))),
            ("doing", FluentValue::from(words.time(does))),
        ];
        Bar {
            domain: name.map_or(words.text("card-own-domain"), |text| text.name.as_str()),
            thinking: bar(thinks, longest),
            doing: bar(does, longest),
            said: words.say("mine-bar", &values),
            told: words.say("mine-bar-told", &values),
        }
    };
    rows.iter().map(bar_of).collect()
}

fn guesses(seen: &Seen<'_>, me: &Me, told: &[Held<'_>], sharers: u32) -> Vec<Guess> {
    let others = &Person::all(seen, me.words)[1..];
    let subjects: Vec<(String, Subject)> = match others {
        [] => vec![(other_name(seen, me.words), Subject::Other(None))],
        [one] => vec![(one.name.clone(), Subject::Other(Some(one.id)))],
        several => several.iter().map(|p| (p.name.clone(), Subject::Parent(p.id))).collect(),
    };
    let n = |side: &Side| {
        FluentValue::from(i64::try_from(side.alone + side.together).unwrap_or(i64::MAX))
    };
    let guess = |(name, subject): (String, Subject)| {
        let sums = carried(told, subject, sharers);
        let name_value = || FluentValue::from(name.clone());
        let cards = FluentValue::from(i64::try_from(told.len()).unwrap_or(i64::MAX));
        let values = [
            ("name", name_value()),
            ("thinks", n(&sums.thinks)),
            ("does", n(&sums.does)),
            ("cards", cards),
        ];
        Guess {
            title: me.words.say("mine-guess-title", &[("name", name_value())]),
            said: me.words.say("mine-guess", &values),
        }
    };
    subjects.into_iter().map(guess).collect()
}

/// Cards that, as the reader says, nobody thinks of or nobody does.
fn nobodys(seen: &Seen<'_>, me: &Me, told: &[Held<'_>]) -> Vec<String> {
    use household::sort::Who::Nobody;
    let is_nobodys = |held: &&Held<'_>| {
        held.answer.is_some_and(|a| a.notices == Some(Nobody) || a.does == Some(Nobody))
    };
    told.iter().filter(is_nobodys).map(|held| name(seen, me, held)).collect()
}

fn rows(seen: &Seen<'_>, me: &Me, told: &[Held<'_>]) -> Vec<Row> {
    let choices = choices(seen, me.words);
    let row = |held: &Held<'_>| Row {
        card: name(seen, me, held),
        thinks: label_of(seen, &choices, held.answer.and_then(|answer| answer.notices)),
        does: label_of(seen, &choices, held.answer.and_then(|answer| answer.does)),
        minutes: me.words.time(carried::minutes_of(held)),
    };
    told.iter().map(row).collect()
}

/// A card's name, with the child it is for.
fn name(seen: &Seen<'_>, me: &Me, held: &Held<'_>) -> String {
    let face = CardFace::of(seen, me.words, held.dealt);
    match face.child {
        Some(child) => format!("{} · {child}", face.name),
        None => face.name.to_owned(),
    }
}
