//! The page itself, for whoever reads: its owner, another of those who agreed, or somebody for whom
//! nothing is agreed about this card yet.

use askama::Template;
use axum::response::Response;
use household::agreement::{Holding, Living, to_be_shown_by};
use household::load::catalogue::Cadence;
use household::today::{Due, due};
use household::{CardId, MemberId, Note, Refusal, Seen};
use jiff::civil::Date;

use crate::app::Shared;
use crate::content::{Content, Section};
use crate::rooms::card::{CardFace, Person};
use crate::rooms::share::division::left_out;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/share/responsibility/responsibility.html")]
struct Responsibility<'a> {
    page: Page<'a>,
    me: MemberId,
    face: CardFace<'a>,
    form: Form,
    /// What done means: agreed words, else the ready card's.
    standard: Option<&'a str>,
    whose: Whose,
    daily: Daily<'a>,
    asking: Asking<'a>,
    when_shown: &'static Section,
    /// Whose card it is, where they have no page here to be asked on.
    to_ask_in_person: Option<String>,
    is_alone: bool,
}

/// Where the card stands for this reader.
#[derive(Debug)]
enum Whose {
    /// Off the table.
    Gone,
    /// Nothing that this reader is part of is agreed about it.
    NotAgreed,
    Mine,
    Owned(Person),
    Open {
        /// Who has it instead, in the words of the owner who put it down.
        instead: Option<String>,
    },
    LetGo(&'static str),
    /// Agreed, and to begin on a day.
    Later {
        owner: Option<Person>,
        from: String,
    },
}

/// Day by day. Empty where nothing is agreed.
#[derive(Debug, Default)]
struct Daily<'a> {
    /// Whose it is today.
    of: Option<MemberId>,
    /// The owner's way.
    way: Option<&'a str>,
    /// How earlier owners did it: to start from.
    earlier: Vec<(Person, &'a str)>,
    next: Option<Date>,
    next_said: Option<String>,
    /// When it asks for its owner, told to the owner only.
    due: Option<String>,
    is_done_today: bool,
    is_given_up_today: bool,
    taken_by: Option<Person>,
    is_taken_by_me: bool,
    /// The owner has put it down from a day to come.
    put_down_from: Option<String>,
}

/// Being shown once.
#[derive(Debug, Default)]
struct Asking<'a> {
    have_i_asked: bool,
    /// Who asks me.
    others: Vec<Person>,
    /// Who showed it to me.
    shown_to_me: Option<ShownToMe<'a>>,
    /// To whom I showed it, and until when their questions are welcome.
    shown_by_me: Vec<(Person, String)>,
}

#[derive(Debug)]
struct ShownToMe<'a> {
    by: Person,
    until: String,
    is_over: bool,
    /// How they do it, where the page does not tell it already.
    way: Option<&'a str>,
}

/// What the page answers.
#[derive(Debug, Clone, Copy)]
pub(super) enum Answer<'f> {
    /// A look at it; what was done before it.
    Page(Option<&'f str>),
    /// A form with mistakes.
    Again(&'f Form),
    /// A press that came too late: the card is another's, or not asked about any more.
    Refused(Refusal),
}

pub(super) fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    card: CardId,
    answer: Answer<'_>,
) -> Result<Response, Failure> {
    let dealt = seen.shared.deck.get(card).ok_or(Failure::NotFound)?;
    let holding = seen.shared.agreements.holding(card, me.member);
    let living = seen.shared.living.get(&card);
    let whose = if dealt.removed { Whose::Gone } else { whose(me, seen, holding) };
    let daily = match holding {
        Some(holding) => daily(me, seen, card, holding, living),
        None => Daily::default(),
    };
    let asking = asking(me, seen, card, living, &daily);
    let face = CardFace::of(seen, me.words, dealt);
    let agreed = holding.and_then(|holding| holding.standard_from(me.today)).map(Note::as_str);
    let next = daily.next.map(|next| next.to_string()).unwrap_or_default();
    let mut form = Form::filled([("way", daily.way.unwrap_or_default()), ("next", &next)]);
    let ok = match answer {
        Answer::Page(ok) => ok,
        Answer::Again(typed) => {
            form = typed.clone();
            None
        }
        Answer::Refused(refusal) => {
            form.wrong("now", refusal.key());
            None
        }
    };
    Responsibility {
        me: me.member,
        standard: agreed.or(face.done),
        face,
        form,
        to_ask_in_person: match &whose {
            Whose::Owned(person) if person.is_trusted => Some(person.name.clone()),
            _ => None,
        },
        whose,
        daily,
        asking,
        when_shown: &Content::for_language(me.words.language()).ownership().being_shown,
        is_alone: seen.shared.people.is_alone(),
        page: Page::mine(app, me, seen, Place::Share).back_to("/share/agreement").saying(ok),
    }
    .show()
}

fn whose(me: &Me, seen: &Seen<'_>, holding: Option<&Holding>) -> Whose {
    let person = |member: MemberId| Person::of(seen, me.words, member);
    let Some(holding) = holding else { return Whose::NotAgreed };
    if let Some(how) = holding.let_go_on(me.today) {
        return Whose::LetGo(left_out::title(me.words.language(), how));
    }
    match holding.owner_on(me.today) {
        Some(owner) if owner == me.member => Whose::Mine,
        Some(owner) => Whose::Owned(person(owner)),
        None if holding.is_open_on(me.today) => {
            Whose::Open { instead: holding.instead().map(|note| note.as_str().to_owned()) }
        }
        None => match holding.next_change(me.today) {
            Some(span) => {
                Whose::Later { owner: span.owner.map(person), from: me.words.date(span.from) }
            }
            None => Whose::NotAgreed,
        },
    }
}

fn daily<'a>(
    me: &Me,
    seen: &Seen<'a>,
    card: CardId,
    holding: &Holding,
    living: Option<&'a Living>,
) -> Daily<'a> {
    let today = me.today;
    let owner = holding.owner_on(today);
    let is_mine = owner == Some(me.member);
    let ways = living.map(|living| &living.playbooks);
    let of = |member: MemberId| Some(ways?.get(&member)?.as_str());
    let earlier = ways.into_iter().flatten().filter(|(by, _)| Some(**by) != owner);
    let earlier = earlier.map(|(by, way)| (Person::of(seen, me.words, *by), way.as_str()));
    let taken = living.and_then(|living| living.taken_on(today));
    // A put-down that is known: the next change, to nobody, and not one that lets it go.
    let put_down = holding.next_change(today).filter(|span| {
        owner.is_some() && span.owner.is_none() && holding.let_go_on(span.from).is_none()
    });
    let next = living.and_then(|living| living.next).filter(|next| *next >= today);
    Daily {
        of: owner,
        way: owner.and_then(of),
        // For whoever has it or may take it; others read the owner's way only.
        earlier: if is_mine || owner.is_none() { earlier.collect() } else { Vec::new() },
        next,
        next_said: next.map(|next| me.words.weekday(next)),
        due: is_mine.then(|| when(me, seen, card, holding, living)),
        is_done_today: seen.own.done.times_on(card, today) > 0,
        is_given_up_today: living.is_some_and(|living| living.is_given_up_on(today)),
        is_taken_by_me: taken == Some(me.member),
        taken_by: taken.filter(|by| *by != me.member).map(|by| Person::of(seen, me.words, by)),
        put_down_from: put_down.map(|span| me.words.date(span.from)),
    }
}

fn when(
    me: &Me,
    seen: &Seen<'_>,
    card: CardId,
    holding: &Holding,
    living: Option<&Living>,
) -> String {
    let cadence = seen.shared.deck.get(card).and_then(|dealt| dealt.card.row());
    let cadence = cadence.map_or(&Cadence::AsNeeded, |row| &row.cadence);
    let last = seen.own.done.last(card);
    let anchor = holding.since(me.today).unwrap_or(me.today);
    let say = |key, day| me.words.say(key, &[("day", me.words.weekday(day).into())]);
    match due(cadence, living.and_then(|living| living.next), last, anchor, me.today) {
        Due::On(day) if day == me.today => me.words.text("owned-due-today").to_owned(),
        Due::On(day) => say("owned-due-on", day),
        Due::By(day) => say("owned-due-by", day),
        Due::AsNeeded => me.words.text("owned-due-as-needed").to_owned(),
    }
}

fn asking<'a>(
    me: &Me,
    seen: &Seen<'a>,
    card: CardId,
    living: Option<&'a Living>,
    daily: &Daily<'_>,
) -> Asking<'a> {
    let Some(living) = living else { return Asking::default() };
    let person = |member| Person::of(seen, me.words, member);
    let to_me = living.shown_to(me.member).map(|(shown, way)| {
        let is_told = daily.of == Some(shown.by)
            || daily.earlier.iter().any(|(earlier, _)| earlier.id == shown.by);
        ShownToMe {
            by: person(shown.by),
            until: me.words.date(shown.until),
            is_over: shown.until <= me.today,
            way: way.map(Note::as_str).filter(|_| !is_told),
        }
    });
    let by_me = living.shown.iter().filter(|(_, shown)| shown.by == me.member);
    let by_me = by_me.filter(|(_, shown)| shown.until > me.today);
    Asking {
        have_i_asked: living.to_be_shown.contains(&me.member),
        others: to_be_shown_by(seen, card, me.today).map(person).collect(),
        shown_to_me: to_me,
        shown_by_me: by_me.map(|(to, shown)| (person(*to), me.words.date(shown.until))).collect(),
    }
}
