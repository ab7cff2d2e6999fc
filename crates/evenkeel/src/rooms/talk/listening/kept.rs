//! What is left of talks: what both kept, what I take along for myself, and what somebody wrote
//! down of a talk over their device, for the other to say yes to. All of it can be removed.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::command::TalkCommand;
use household::talk::listening::{KeptText, Piece, Written};
use household::{Command, Refusal, Seen, TalkId, VersionId};

use super::TopicFace;
use crate::app::{ActError, App, Shared};
use crate::rooms::card::Person;
use crate::rooms::talk::first::{Forms, again};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::me::Me;

const THERE: &str = "/talk?ok=undone";

/// What both kept of one talk.
#[derive(Debug)]
pub(in crate::rooms::talk) struct KeptView<'a> {
    pub talk: TalkId,
    pub topic: TopicFace,
    pub with: Person,
    pub day: String,
    pub texts: Vec<KeptLine<'a>>,
    /// Whose device it was written on, where it was one for both.
    pub written_by: Option<Person>,
}

/// What I wrote down of a talk over my device.
#[derive(Debug)]
pub(in crate::rooms::talk) struct WrittenView<'a> {
    pub talk: TalkId,
    pub topic: TopicFace,
    pub with: Person,
    pub day: String,
    pub texts: Vec<KeptLine<'a>>,
    /// It lies before the other.
    pub is_offered: bool,
    /// There is somebody to offer it to.
    pub is_with_somebody: bool,
}

/// What the other wrote down, for me to say yes to.
#[derive(Debug)]
pub(in crate::rooms::talk) struct OfferView<'a> {
    pub talk: TalkId,
    pub topic: TopicFace,
    pub by: Person,
    pub version: VersionId,
    /// I said no, which nobody else knows.
    pub is_set_aside: bool,
    pub texts: Vec<KeptLine<'a>>,
}

#[derive(Debug)]
pub(in crate::rooms::talk) struct KeptLine<'a> {
    pub by: Person,
    pub is_heard: bool,
    pub text: &'a str,
}

/// The one thing I take along, which nobody else sees.
#[derive(Debug)]
pub(in crate::rooms::talk) struct AlongView<'a> {
    pub talk: TalkId,
    pub topic: TopicFace,
    pub day: String,
    pub text: &'a str,
}

/// `POST /talk/kept/{talk}/removal`: either of the two.
pub async fn remove(
    State(app): State<App>,
    me: Me,
    Path(talk): Path<TalkId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let command = Command::Talk(TalkCommand::RemoveKept { talk });
    let to = app.act(&me, &ask, &command, THERE).await?;
    Ok(Redirect::to(&to).into_response())
}

/// `POST /talk/along/{talk}/removal`
pub async fn drop_along(
    State(app): State<App>,
    me: Me,
    Path(talk): Path<TalkId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let command = Command::Talk(TalkCommand::DropAlong { talk });
    let to = app.act(&me, &ask, &command, THERE).await?;
    Ok(Redirect::to(&to).into_response())
}

/// `POST /talk/written/{talk}/offer`: what I wrote down, before the other.
pub async fn offer(
    State(app): State<App>,
    me: Me,
    Path(talk): Path<TalkId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let command = Command::Talk(TalkCommand::OfferKeep { talk });
    let to = app.act(&me, &ask, &command, "/talk?ok=sent").await?;
    Ok(Redirect::to(&to).into_response())
}

/// `POST /talk/written/{talk}/answer`: yes to exactly what was read, or a no that nobody is told.
pub async fn answer(
    State(app): State<App>,
    me: Me,
    Path(talk): Path<TalkId>,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let says_yes = ask.form.one_of("reply", &[("yes", true), ("no", false)]);
    let (command, to) = match says_yes {
        Some(true) => {
            let version = ask.form.value("version").parse().map_err(|_| Failure::NotFound)?;
            (TalkCommand::ConfirmKept { talk, version }, "/talk?ok=saved")
        }
        Some(false) => (TalkCommand::SetAside { talk }, "/talk?ok=aside"),
        None => return Err(Failure::NotFound),
    };
    match app.act(&me, &ask, &Command::Talk(command), to).await {
        Ok(to) => Ok(Redirect::to(&to).into_response()),
        Err(ActError::Refused(Refusal::NoSuchTalk)) => {
            again(&app, &me, Forms { is_stale: true, ..Forms::default() })
        }
        Err(error) => Err(error.into()),
    }
}

pub(in crate::rooms::talk) fn kept<'a>(me: &Me, seen: &Seen<'a>) -> Vec<KeptView<'a>> {
    let talks: &'a _ = &seen.shared.talks;
    let kept = talks.kept(me.member).map(|kept| {
        let other = kept.between.iter().find(|who| **who != me.member).copied();
        let written_by = kept.written_by.map(|by| Person::of(seen, me.words, by));
        KeptView {
            talk: kept.talk,
            topic: TopicFace::of(me.words, &kept.topic),
            with: Person::of(seen, me.words, other.unwrap_or(me.member)),
            day: me.words.date(seen.day_of(kept.at)),
            texts: lines(me, seen, &kept.texts),
            written_by,
        }
    });
    kept.collect()
}

/// What both keep by now is not shown twice.
pub(in crate::rooms::talk) fn written<'a>(
    app: &Shared,
    me: &Me,
    seen: &Seen<'a>,
) -> Vec<WrittenView<'a>> {
    let own: &'a _ = &seen.own.talks;
    let is_kept = |written: &Written| {
        let kept = seen.shared.talks.kept_of(written.talk, me.member);
        kept.is_some_and(|kept| kept.texts == written.texts)
    };
    let is_offered = |written: &Written| {
        let mut offers = seen.shared.talks.offers(me.member, app.clock.now());
        offers.any(|offer| offer.talk == written.talk && offer.texts == written.texts)
    };
    let written = own.written().filter(|written| !is_kept(written));
    let written = written.map(|written| WrittenView {
        talk: written.talk,
        topic: TopicFace::of(me.words, &written.topic),
        with: Person::of(seen, me.words, written.with),
        day: me.words.date(written.on),
        texts: lines(me, seen, &written.texts),
        is_offered: is_offered(written),
        is_with_somebody: seen.shared.people.member(written.with).is_some(),
    });
    written.collect()
}

/// What others offer me.
pub(in crate::rooms::talk) fn offers<'a>(
    app: &Shared,
    me: &Me,
    seen: &Seen<'a>,
) -> Vec<OfferView<'a>> {
    let talks: &'a _ = &seen.shared.talks;
    let offers = talks.offers(me.member, app.clock.now());
    let offers = offers.filter(|offer| offer.of == me.member).map(|offer| OfferView {
        talk: offer.talk,
        topic: TopicFace::of(me.words, &offer.topic),
        by: Person::of(seen, me.words, offer.by),
        version: offer.version(),
        is_set_aside: seen.own.talks.is_set_aside(offer.talk),
        texts: lines(me, seen, &offer.texts),
    });
    offers.collect()
}

fn lines<'a>(me: &Me, seen: &Seen<'a>, texts: &'a [KeptText]) -> Vec<KeptLine<'a>> {
    let lines = texts.iter().map(|text| KeptLine {
        by: Person::of(seen, me.words, text.by),
        is_heard: text.piece == Piece::Heard,
        text: text.text.as_str(),
    });
    lines.collect()
}

/// What stands among what both kept is not shown twice.
pub(in crate::rooms::talk) fn along<'a>(me: &Me, seen: &Seen<'a>) -> Vec<AlongView<'a>> {
    let own: &'a _ = &seen.own.talks;
    let is_kept = |talk, text: &str| {
        let kept = seen.shared.talks.kept_of(talk, me.member);
        kept.is_some_and(|kept| {
            kept.texts.iter().any(|one| one.by == me.member && one.text.as_str() == text)
        })
    };
    let along = own.along().filter(|along| !is_kept(along.talk, along.text.as_str()));
    let along = along.map(|along| AlongView {
        talk: along.talk,
        topic: TopicFace::of(me.words, &along.topic),
        day: me.words.date(along.on),
        text: along.text.as_str(),
    });
    along.collect()
}
