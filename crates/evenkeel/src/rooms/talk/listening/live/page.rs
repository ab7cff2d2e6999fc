//! The page of a talk under way: one thing to do, or to wait for.

use askama::Template;
use axum::response::Response;
use household::talk::listening::{Piece, Scene};
use household::{MemberId, Note, Seen, TalkId};

use super::Found;
use super::acts::name;
use crate::app::Shared;
use crate::content::{Content, Listening};
use crate::rooms::card::Person;
use crate::rooms::talk::listening::TopicFace;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place};
use crate::web::part::{InPlace, part};

/// What a page shows besides the talk.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub form: Form,
    /// What the page that asks showed was under way.
    pub was_on: bool,
    /// Something written that came too late.
    pub unsent: Option<String>,
}

#[derive(Debug, Template)]
#[template(path = "rooms/talk/listening/live.html", blocks = ["part"])]
pub(super) struct LivePage<'a> {
    page: Page<'a>,
    talk: TalkId,
    /// Of what this reader sees; 0 before they are in it.
    version: u64,
    form: Form,
    unsent: Option<&'a str>,
    is_interrupted: bool,
    listening: &'static Listening,
    topic: TopicFace,
    /// Whom the page speaks to, and the other of the two.
    reader: Person,
    other: Person,
    /// Whether the reader is the one who asked, and listens first.
    has_asked: bool,
    is_one_device: bool,
    /// Who is signed in here, by name.
    holder: String,
    /// How each is, in a word, with their names.
    words: Vec<(String, &'a str)>,
    /// How long the speaker has had, in seconds, and what is a good length.
    spoken: i64,
    usual: u32,
    scene: Scene<'a>,
    said: Said<'a>,
    items: Vec<ItemView<'a>>,
}

/// Something to tick.
#[derive(Debug)]
struct ItemView<'a> {
    value: String,
    label: String,
    text: &'a str,
}

impl<'a> LivePage<'a> {
    pub fn of(
        app: &'a Shared,
        me: &Me,
        seen: &Seen<'_>,
        talk: TalkId,
        found: &'a Found,
        shown: &'a Shown,
    ) -> Result<Self, Failure> {
        let Found { live, version } = found;
        let view = live.view(me.member).ok_or(Failure::NotFound)?;
        // On one device everyone is somebody by name.
        let person = |who| {
            if view.is_one_device {
                Person { is_me: false, ..Person::named(seen, me.words, who) }
            } else {
                Person::of(seen, me.words, who)
            }
        };
        let (reader, other) = (person(view.reader), person(view.other));
        let names = [&reader, &other].map(|person| person.name.clone());
        let words = names.into_iter().zip(view.words);
        let words = words.filter_map(|(name, word)| Some((name, word?.as_str())));
        let listening = Content::for_language(me.words.language()).listening();
        let items = items(me, &view.scene, &person);
        let said = Said::of(&view.scene);
        Ok(Self {
            page: Page::mine(app, me, seen, Place::Talk).back_to("/talk"),
            talk,
            version: *version,
            form: said.form(&shown.form),
            unsent: shown.unsent.as_deref(),
            is_interrupted: shown.was_on && !live.is_there_for(me.member),
            listening,
            topic: TopicFace::of(me.words, view.topic),
            has_asked: live.between()[0] == view.reader,
            is_one_device: view.is_one_device,
            holder: Person::named(seen, me.words, me.member).name,
            words: words.collect(),
            spoken: live.spoken(app.clock.now()).as_secs(),
            usual: u32::from(listening.speaking_minutes) * 60,
            scene: view.scene,
            said,
            items,
            reader,
            other,
        })
    }

    /// Whether there is something to follow: not before the reader is in it, nor on one device.
    fn follows(&self) -> bool {
        self.version > 0 && !self.is_one_device
    }

    fn is_ready(&self) -> bool {
        matches!(self.scene, Scene::Ready | Scene::Waiting)
    }

    /// The reader is in it: there is something to leave.
    fn is_under_way(&self) -> bool {
        !matches!(self.scene, Scene::Ready) || self.is_one_device
    }

    fn can_pause(&self) -> bool {
        !self.is_ready() && !matches!(self.scene, Scene::Paused { .. })
    }
}

/// What was said back, and what is said to it.
#[derive(Debug, Default)]
struct Said<'a> {
    text: Option<&'a str>,
    /// What was not quite it.
    before: Option<&'a str>,
    missing: Option<&'a str>,
    is_again: bool,
}

impl<'a> Said<'a> {
    /// What was typed; and where nothing was, what was said back and is to be mended.
    fn form(&self, typed: &Form) -> Form {
        match self.before {
            Some(before) if typed.get("text").is_none() => Form::filled([("text", before)]),
            _ => typed.clone(),
        }
    }

    fn of(scene: &Scene<'a>) -> Self {
        match *scene {
            Scene::Hear { text } | Scene::IsHearing { text } => {
                Self { text: text.map(Note::as_str), ..Self::default() }
            }
            Scene::SayBack { before, missing, is_again } => Self {
                before: before.map(Note::as_str),
                missing: missing.map(Note::as_str),
                is_again,
                text: None,
            },
            _ => Self::default(),
        }
    }
}

fn items<'a>(me: &Me, scene: &Scene<'a>, person: &dyn Fn(MemberId) -> Person) -> Vec<ItemView<'a>> {
    let Scene::Keep { offered } = scene else { return Vec::new() };
    let items = offered.iter().map(|item| ItemView {
        value: name(item.item),
        label: label(me, &person(item.by), item.piece),
        text: item.text.as_str(),
    });
    items.collect()
}

fn label(me: &Me, by: &Person, piece: Piece) -> String {
    let key = match (piece, by.is_me) {
        (Piece::Heard, true) => "listening-you-heard",
        (Piece::Heard, false) => "listening-other-heard",
        (Piece::Along, true) => "listening-you-take",
        (Piece::Along, false) => "listening-other-takes",
    };
    me.words.say(key, &[("name", by.name.as_str().into())])
}

impl InPlace for LivePage<'_> {
    fn in_place(&self) -> Result<Response, Failure> {
        Ok(part(self.as_part().render()?))
    }
}
