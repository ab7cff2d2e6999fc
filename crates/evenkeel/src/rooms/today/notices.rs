//! What waits for me, each with the place where it is.

use household::Seen;
use household::agreement::to_be_shown_by;
use household::solo::Standing;
use household::talk::Heard;
use household::talk::expectations::Set;
use jiff::{SignedDuration, Timestamp};

use crate::rooms::card::{CardFace, Person};
use crate::rooms::children::time::{self, Coming};
use crate::rooms::first_session;
use crate::rooms::talk::decisions::is_due;
use crate::rooms::talk::expectations::{set_path, waiting, words_path};
use crate::rooms::talk::listening::{place, when};
use crate::web::me::Me;
use crate::web::page::NEUTRAL;

/// Thanks that are shown here at once; *Talk* has them all.
const THANKS_MAX: usize = 3;
/// How long it is told that something has opened: nobody was told when they pressed.
const OPENED_HOURS: i64 = 72;
/// Proposals of times alone with the children that are shown here at once.
const TIMES_MAX: usize = 3;
/// How long before it begins such a time is told.
const TIME_AHEAD: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A line and where it leads. The words name people, never what anybody wrote.
#[derive(Debug)]
pub(super) struct Notice<'a> {
    pub text: String,
    pub to: String,
    /// A card it is about.
    pub card: Option<&'a str>,
}

pub(super) fn notices<'a>(me: &Me, seen: &Seen<'a>, now: Timestamp) -> Vec<Notice<'a>> {
    let mut notices = Vec::new();
    talk(me, seen, &mut notices);
    listening(me, seen, now, &mut notices);
    thanks(me, seen, &mut notices);
    expectations(me, seen, now, &mut notices);
    check_in(me, seen, now, &mut notices);
    solo(me, seen, now, &mut notices);
    agreement(me, seen, &mut notices);
    rules(me, seen, &mut notices);
    decisions(me, seen, now, &mut notices);
    to_be_shown(me, seen, &mut notices);
    if first_session::waits(seen) {
        notices.push(plain(me, "today-first-session", "", NEUTRAL));
    }
    notices
}

fn talk(me: &Me, seen: &Seen<'_>, notices: &mut Vec<Notice<'_>>) {
    let talk = &seen.shared.talk;
    if let Some((from, _)) = talk.to_say_back(me.member) {
        let name = Person::of(seen, me.words, from).name;
        notices.push(plain(me, "today-say-back", &name, "/talk"));
    }
    let said = talk.answer(me.member).and_then(|answer| answer.said_back.as_ref());
    if let Some(said) = said.filter(|said| said.heard == Heard::NotSaidYet) {
        let name = Person::of(seen, me.words, said.by).name;
        notices.push(plain(me, "today-said-back", &name, "/talk"));
    }
}

fn thanks(me: &Me, seen: &Seen<'_>, notices: &mut Vec<Notice<'_>>) {
    let all = seen.shared.thanks.of(me.member);
    let new = all.filter(|given| given.is_new_to(me.member, &seen.own.drawer));
    for given in new.take(THANKS_MAX) {
        let to_me = given.to == me.member;
        let (key, of) =
            if to_me { ("today-thanks", given.from) } else { ("today-thanks-answer", given.to) };
        let name = Person::of(seen, me.words, of).name;
        notices.push(plain(me, key, &name, &format!("/talk/thanks/{}", given.id)));
    }
}

/// Words that wait for my yes, and what was opened in these days.
fn expectations(me: &Me, seen: &Seen<'_>, now: Timestamp, notices: &mut Vec<Notice<'_>>) {
    let opened = &seen.shared.expectations;
    for statement in waiting(seen) {
        let by = opened.offer(statement).map(|offer| Person::of(seen, me.words, offer.by).name);
        let name = by.unwrap_or_default();
        notices.push(plain(me, "today-expect-words", &name, &words_path(statement)));
    }
    for set in Set::ALL {
        let is_new = |at: &Timestamp| now.duration_since(*at).as_hours() < OPENED_HOURS;
        if opened.opened(set).as_ref().is_some_and(is_new) {
            notices.push(plain(me, "today-expect-open", "", &set_path(set)));
        }
    }
}

/// A talk that waits for my answer, and one that is agreed. What I said *not now* to is not told
/// again.
fn listening(me: &Me, seen: &Seen<'_>, now: Timestamp, notices: &mut Vec<Notice<'_>>) {
    for (talk, asked) in seen.shared.talks.asked(me.member, now) {
        let name = Person::of(seen, me.words, asked.other_than(me.member)).name;
        if asked.is_agreed {
            let (to, when) = (place(seen, talk, asked.at, now), when(me.words, asked.at));
            let said = [("name", name.into()), ("when", when.into())];
            let text = me.words.say("today-talk-agreed", &said);
            notices.push(Notice { text, to, card: None });
        } else if asked.waits_for(me.member) && !seen.own.talks.is_set_aside(talk) {
            let key = if asked.by == me.member { "today-talk-time" } else { "today-talk-asked" };
            notices.push(plain(me, key, &name, &format!("/talk/asks/{talk}")));
        }
    }
}

/// By the family’s clock, from the day before on, until it was had or put away.
fn check_in(me: &Me, seen: &Seen<'_>, now: Timestamp, notices: &mut Vec<Notice<'_>>) {
    let (check_in, today) = (&seen.shared.check_in, seen.family_day(now));
    if let Some(offer) = check_in.offer().filter(|offer| !offer.confirmed.contains(&me.member)) {
        let name = Person::of(seen, me.words, offer.by).name;
        notices.push(plain(me, "today-check-in-offer", &name, "/talk/check-in/time"));
    }
    if let Some((day, rhythm)) = check_in.told(today)
        && !seen.own.check_in.is_put_away(day)
    {
        let key = if day == today { "today-check-in" } else { "today-check-in-tomorrow" };
        let text = me.words.say(key, &[("time", me.words.clock(rhythm.at).into())]);
        notices.push(Notice { text, to: "/talk/check-in".to_owned(), card: None });
    }
}

/// Times alone with the children that wait for my word, and the next one that holds, a week ahead.
fn solo(me: &Me, seen: &Seen<'_>, now: Timestamp, notices: &mut Vec<Notice<'_>>) {
    let coming = Coming::all(me, seen, now);
    let asked = coming.iter().filter(|coming| coming.standing == Standing::Asked);
    for one in asked.take(TIMES_MAX) {
        let there = format!("{}/{}", time::HERE, one.id);
        notices.push(plain(me, "today-time-asked", &one.by, &there));
    }
    let holds = |one: &&Coming| matches!(one.standing, Standing::Agreed | Standing::Mine);
    let soon = now.saturating_add(TIME_AHEAD).unwrap_or(now);
    if let Some(one) = coming.iter().find(holds).filter(|one| one.from <= soon) {
        let values = [("name", one.who.as_str().into()), ("when", one.when.as_str().into())];
        let text = me.words.say("today-time-next", &values);
        notices.push(Notice { text, to: format!("{}/{}", time::HERE, one.id), card: None });
    }
}

fn agreement(me: &Me, seen: &Seen<'_>, notices: &mut Vec<Notice<'_>>) {
    let offer = seen.shared.agreements.offer();
    if let Some(offer) = offer.filter(|offer| !offer.confirmed.contains(&me.member)) {
        let key = if offer.by == me.member { "today-own-offer" } else { "today-offer" };
        let name = Person::of(seen, me.words, offer.by).name;
        notices.push(plain(me, key, &name, "/share/agreement"));
    }
    let shares = seen.shared.division.shares_offer();
    if let Some(offer) = shares.filter(|offer| !offer.confirmed.contains(&me.member)) {
        let name = Person::of(seen, me.words, offer.by).name;
        notices.push(plain(me, "today-shares", &name, "/share/division"));
    }
    for (_, trusted) in seen.shared.people.all_trusted() {
        let offer = trusted.offer().filter(|offer| !offer.confirmed.contains(&me.member));
        if let Some(offer) = offer {
            let name = offer.name.as_str();
            notices.push(plain(me, "today-trusted", name, "/share/division/others"));
        }
    }
    let review = seen.shared.agreements.in_force(me.member).map(|made| made.proposed.review);
    if review.is_some_and(|review| review <= me.today) {
        notices.push(plain(me, "today-review", "", "/share/agreement"));
    }
}

/// Words of a rule that wait for my yes.
fn rules(me: &Me, seen: &Seen<'_>, notices: &mut Vec<Notice<'_>>) {
    for rule in seen.shared.rules.of(me.member) {
        let offer = rule.versions.offer().filter(|offer| offer.waits_for(me.member));
        if let Some(offer) = offer {
            let name = Person::of(seen, me.words, offer.by).name;
            let there = format!("/children/rules/{}", rule.id);
            notices.push(plain(me, "today-rule", &name, &there));
        }
    }
}

/// A question that I have not begun, words of another that wait for my yes, and, from its day on,
/// what is to be looked at again. Never what another wrote or closed.
fn decisions(me: &Me, seen: &Seen<'_>, now: Timestamp, notices: &mut Vec<Notice<'_>>) {
    let people = &seen.shared.people;
    for question in seen.shared.decisions.of(me.member, people) {
        let there = format!("/talk/decisions/{}", question.id);
        let sheet = seen.own.decisions.sheet(question.id);
        if let Some(offer) = question.outcomes.offer() {
            let waits = offer.by != me.member && offer.waits_for(me.member);
            if waits && question.sleeps_until(people, now).is_none() {
                let name = Person::of(seen, me.words, offer.by).name;
                notices.push(plain(me, "today-decision", &name, &there));
            }
        } else if question.outcomes.holds(me.member).is_some() {
            if is_due(seen, question, now) {
                notices.push(plain(me, "today-decision-review", "", &there));
            }
        } else if question.by != me.member && sheet.answer(question.id).is_none() {
            let name = Person::of(seen, me.words, question.by).name;
            notices.push(plain(me, "today-question", &name, &there));
        }
    }
}

/// Who asks to be shown one of my cards once, and whose questions stop today.
fn to_be_shown<'a>(me: &Me, seen: &Seen<'a>, notices: &mut Vec<Notice<'a>>) {
    for (card, living) in &seen.shared.living {
        let mut tell = |key, of, to: String| {
            let Some(face) = CardFace::find(seen, me.words, *card) else { return };
            let name = Person::of(seen, me.words, of).name;
            let mut notice = plain(me, key, &name, &to);
            notice.card = Some(face.name);
            notices.push(notice);
        };
        for asker in to_be_shown_by(seen, *card, me.today) {
            tell("today-show-once", asker, format!("/share/cards/{card}/showing"));
        }
        // The day itself, to both: a line, and then no more of it.
        for (to, shown) in living.shown.iter().filter(|(_, shown)| shown.until == me.today) {
            let here = format!("/share/cards/{card}");
            if *to == me.member {
                tell("today-shown-to-me", shown.by, here);
            } else if shown.by == me.member {
                tell("today-shown-by-me", *to, here);
            }
        }
    }
}

fn plain<'a>(me: &Me, key: &str, name: &str, to: &str) -> Notice<'a> {
    let text = me.words.say(key, &[("name", name.into())]);
    Notice { text, to: to.to_owned(), card: None }
}
