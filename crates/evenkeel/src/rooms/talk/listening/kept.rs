//! What is left of talks: what both kept, and what I take along for myself. Either can be removed.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::command::TalkCommand;
use household::talk::listening::Piece;
use household::{Command, Seen, TalkId};

use super::TopicFace;
use crate::app::App;
use crate::rooms::card::Person;
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

pub(in crate::rooms::talk) fn kept<'a>(me: &Me, seen: &Seen<'a>) -> Vec<KeptView<'a>> {
    let talks: &'a _ = &seen.shared.talks;
    let kept = talks.kept(me.member).map(|kept| {
        let other = kept.between.iter().find(|who| **who != me.member).copied();
        let texts = kept.texts.iter().map(|text| KeptLine {
            by: Person::of(seen, me.words, text.by),
            is_heard: text.piece == Piece::Heard,
            text: text.text.as_str(),
        });
        KeptView {
            talk: kept.talk,
            topic: TopicFace::of(me.words, &kept.topic),
            with: Person::of(seen, me.words, other.unwrap_or(me.member)),
            day: me.words.date(seen.day_of(kept.at)),
            texts: texts.collect(),
        }
    });
    kept.collect()
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
