//! One card of the sort: who thinks of it, who does it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use household::command::Command;
use household::load::{Dealt, MINUTES_MAX};
use household::sort::{Answer, Mark, Who};
use household::{CardId, Seen};

use super::deck::{Hand, Left, Thread};
use super::who::{Choice, choices, is_readable, value_of};
use super::{card_id, end_path, sealed_meanwhile};
use crate::app::{App, Shared};
use crate::rooms::card::CardFace;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};
use crate::web::part::{InPlace, leave_for, part, wants_part};

#[derive(Debug, Template)]
#[template(path = "rooms/share/sort/card.html", blocks = ["part"])]
struct CardPage<'a> {
    page: Page<'a>,
    form: Form,
    face: CardFace<'a>,
    thread: Option<Thread>,
    choices: Vec<Choice>,
    back: Option<CardId>,
    /// It has not both answers yet: the one that completes it brings the next card.
    moves_on: bool,
    is_skipped: bool,
    private: &'static str,
    kept: &'static str,
}

/// What a form asks for besides saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Stay,
    ShowAgain,
    Next,
}

/// `GET /share/sort`: the first card without an answer.
pub async fn first(State(app): State<App>, me: Me) -> Result<Response, Failure> {
    me.see(|seen| {
        let open = Hand::of(&seen).first_open().filter(|_| !seen.own.sort.is_sealed());
        match open {
            Some(card) => CardPage::of(&app, &me, seen, card)?.show(),
            None => Ok(Redirect::to(end_path(&seen)).into_response()),
        }
    })?
}

/// `GET /share/sort/{card}`: this card.
pub async fn show(
    State(app): State<App>,
    me: Me,
    Path(card): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let card = card_id(&card)?;
    me.see(|seen| {
        if seen.own.sort.is_sealed() {
            return Ok(Redirect::to("/share/sort/end").into_response());
        }
        CardPage::of(&app, &me, seen, card)?.show_to(wants_part(&headers))
    })?
}

/// `POST /share/sort/{card}`: what was tapped so far.
pub async fn mark(
    State(app): State<App>,
    me: Me,
    Path(card): Path<String>,
    headers: HeaderMap,
    ask: Ask,
) -> Result<Response, Failure> {
    let card = card_id(&card)?;
    let by_script = wants_part(&headers);
    if me.see(|seen| seen.own.sort.is_sealed())? {
        return sealed_meanwhile(by_script);
    }
    let mut ask = me.see(|seen| ask.sets(&seen))?;
    let (marks, then, to) = me.see(|seen| read(&seen, &me, card, &mut ask.form))??;
    if !ask.form.is_fine() {
        return me
            .see(|seen| CardPage::with(&app, &me, seen, card, ask.form)?.refuse_to(by_script))?;
    }
    let to = if marks.is_empty() {
        to
    } else {
        app.act(&me, &ask, &Command::MarkCard { card, marks }, &to).await?
    };
    if !by_script {
        return Ok(Redirect::to(&to).into_response());
    }
    let there = to.strip_prefix("/share/sort/").and_then(|card| card.parse().ok());
    me.see(|seen| match (then, there) {
        (Then::Stay, _) => Ok(StatusCode::NO_CONTENT.into_response()),
        (Then::ShowAgain | Then::Next, Some(there)) => {
            CardPage::of(&app, &me, seen, there)?.in_place()
        }
        (Then::ShowAgain | Then::Next, None) => leave_for(&to),
    })?
}

/// Reads the form: what it changes, what it asks for then, and where that is.
fn read(
    seen: &Seen<'_>,
    me: &Me,
    card: CardId,
    form: &mut Form,
) -> Result<(Vec<Mark>, Then, String), Failure> {
    let dealt = seen.shared.deck.on_table(card).ok_or(Failure::NotFound)?;
    let before = seen.own.sort.answer(card).cloned().unwrap_or_default();
    let marks = marks(form, &choices(seen, me.words), &before, dealt);
    let skips = form.value("skip") == "yes";
    let then = match (form.is_ticked("go") || skips, form.is_ticked("skip")) {
        (true, _) => Then::Next,
        (false, true) => Then::ShowAgain,
        (false, false) => Then::Stay,
    };
    let to = if then == Then::Next {
        let left =
            if skips || is_settled(seen, &before, &marks) { Left::Settled } else { Left::Passed };
        Hand::of(seen)
            .after(card, left)
            .map_or_else(|| end_path(seen).to_owned(), |next| format!("/share/sort/{next}"))
    } else {
        format!("/share/sort/{card}")
    };
    Ok((marks, then, to))
}

/// The marks that change something. A field that was not sent changes nothing; a box that was not
/// ticked says no.
fn marks(form: &mut Form, choices: &[Choice], before: &Answer, dealt: &Dealt) -> Vec<Mark> {
    let known: Vec<_> = choices.iter().map(|choice| (choice.value.as_str(), choice.who)).collect();
    let tapped = |form: &mut Form, field: &str| {
        let sent = !form.value(field).is_empty();
        sent.then(|| form.one_of(field, &known)).flatten()
    };
    let mut marks = Vec::new();
    let notices = tapped(form, "notices").filter(|who| before.notices != Some(*who));
    marks.extend(notices.map(Mark::Notices));
    let does = tapped(form, "does").filter(|who| before.does != Some(*who));
    marks.extend(does.map(Mark::Does));
    if form.get("minutes").is_some() {
        let minutes = form.number("minutes", 0, MINUTES_MAX.into());
        let minutes = minutes.and_then(|minutes| u16::try_from(minutes).ok());
        let known = before.minutes.unwrap_or(dealt.card.usual_minutes());
        marks.extend(minutes.filter(|minutes| *minutes != known).map(Mark::Minutes));
    }
    let skipped = match form.get("skip") {
        Some(_) => form.one_of("skip", &[("yes", true), ("no", false)]),
        // A tap on a skipped card says that it fits after all.
        None => (notices.is_some() || does.is_some()).then_some(false),
    };
    marks.extend(skipped.filter(|skipped| *skipped != before.skipped).map(Mark::Skipped));
    let kept = form.is_ticked("keep");
    marks.extend((kept != before.kept).then_some(Mark::Kept(kept)));
    marks
}

fn is_settled(seen: &Seen<'_>, before: &Answer, marks: &[Mark]) -> bool {
    let (mut notices, mut does) = (before.notices, before.does);
    for mark in marks {
        match mark {
            Mark::Notices(who) => notices = Some(*who),
            Mark::Does(who) => does = Some(*who),
            Mark::Minutes(_)
            | Mark::Heaviness(_)
            | Mark::Like(_)
            | Mark::Cannot(_)
            | Mark::Kept(_)
            | Mark::Skipped(_) => {}
        }
    }
    let readable = |who: Option<Who>| who.is_some_and(|who| is_readable(seen, who));
    readable(notices) && readable(does)
}

impl InPlace for CardPage<'_> {
    fn in_place(&self) -> Result<Response, Failure> {
        Ok(part(self.as_part().render()?))
    }
}

impl<'a> CardPage<'a> {
    fn of(app: &'a Shared, me: &Me, seen: Seen<'a>, card: CardId) -> Result<Self, Failure> {
        let dealt = seen.shared.deck.on_table(card).ok_or(Failure::NotFound)?;
        let choices = choices(&seen, me.words);
        let answer = seen.own.sort.answer(card);
        let minutes = answer.and_then(|answer| answer.minutes);
        let minutes = minutes.unwrap_or(dealt.card.usual_minutes()).to_string();
        let notices = value_of(&seen, &choices, answer.and_then(|answer| answer.notices));
        let does = value_of(&seen, &choices, answer.and_then(|answer| answer.does));
        let kept = answer.is_some_and(|answer| answer.kept);
        let mut fields = vec![("notices", notices), ("does", does), ("minutes", minutes)];
        fields.extend(kept.then(|| ("keep", "yes".to_owned())));
        let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self::with(app, me, seen, card, Form::new(fields))
    }

    /// The card with what stands in `form`.
    fn with(
        app: &'a Shared,
        me: &Me,
        seen: Seen<'a>,
        card: CardId,
        form: Form,
    ) -> Result<Self, Failure> {
        let dealt = seen.shared.deck.on_table(card).ok_or(Failure::NotFound)?;
        let hand = Hand::of(&seen);
        let others = seen.shared.people.others_than(seen.me).count();
        let is_skipped = seen.own.sort.answer(card).is_some_and(|answer| answer.skipped);
        let is_complete = ["notices", "does"].iter().all(|field| !form.value(field).is_empty());
        Ok(Self {
            page: Page::mine(app, me, &seen, Place::Share).back_to("/share"),
            face: CardFace::of(&seen, me.words, dealt),
            thread: hand.thread(card),
            choices: choices(&seen, me.words),
            back: hand.before(card),
            moves_on: is_skipped || !is_complete,
            is_skipped,
            private: match others {
                0 => "sort-private-alone",
                1 => "sort-private",
                _ => "sort-private-several",
            },
            kept: if others == 0 { "sort-keep-hint-alone" } else { "sort-keep-hint" },
            form,
        })
    }

    /// What stands in the field, or what is usual where that is no number.
    fn minutes(&self) -> u32 {
        self.form.value("minutes").trim().parse().unwrap_or(self.face.minutes.into())
    }
}
