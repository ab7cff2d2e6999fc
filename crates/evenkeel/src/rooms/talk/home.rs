//! The page of Talk: what is there for its reader now, and what was said before.
//!
//! While an invited parent's first answer waits to be said back, the page is about that alone.

use askama::Template;
use axum::response::Response;
use household::talk::{Answer, Heard, SaidBack};
use household::{MemberId, Note, Seen, TalkId, VersionId};

use journal::{Invitation, InvitationId};

use super::first::Forms;
use super::listening::kept::{along, kept, offers, written};
use super::listening::{AlongView, AskedView, KeptView, OfferView, TopicFace, WrittenView};
use crate::app::Shared;
use crate::content::{Content, Invite, Section, fill};
use crate::rooms::card::{Person, other_name};
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};
use crate::words::Words;

/// As a talk that ended says it.
const OVER: &str = "over";

/// What somebody sent, and what was heard of it.
#[derive(Debug)]
struct Told<'a> {
    /// Who sent it.
    from: Person,
    text: &'a str,
    heard: Option<HeardOf<'a>>,
}

#[derive(Debug)]
struct HeardOf<'a> {
    by: Person,
    text: &'a str,
    version: VersionId,
    state: Heard,
}

#[derive(Debug, Template)]
#[template(path = "rooms/talk/home.html")]
struct Talk<'a> {
    page: Page<'a>,
    invite: &'static Invite,
    /// For the reader to say back.
    to_say_back: Option<Told<'a>>,
    /// What the reader sent, until they were heard.
    mine: Option<Told<'a>>,
    /// What the reader said back, until its speaker says something to it.
    waits: Option<Told<'a>>,
    /// All that was said and heard, and what is between others.
    before: Vec<Told<'a>>,
    /// Whether the reader comes from a talk that ended.
    is_over: bool,
    /// The twelve cards, once somebody was heard.
    more: Option<&'static Section>,
    say_back: Form,
    hear: Form,
    is_stale: bool,
    other: String,
    is_alone: bool,
    /// The reader's own message to whoever is asked, and until when it works.
    message: Option<(InvitationId, String)>,
    /// Talks that are asked for: first those that wait for the reader.
    asked: Vec<(TalkId, AskedView)>,
    /// What the reader said *not now* to, which nobody else knows.
    set_aside: Vec<(TalkId, AskedView)>,
    /// Talks over this member's device, with what they are about.
    on_device: Vec<(TalkId, TopicFace)>,
    /// What others wrote down of a talk, for the reader to say yes to.
    offers: Vec<OfferView<'a>>,
    kept: Vec<KeptView<'a>>,
    written: Vec<WrittenView<'a>>,
    along: Vec<AlongView<'a>>,
}

pub(super) fn show<'a>(
    app: &'a Shared,
    me: &Me,
    seen: &Seen<'a>,
    forms: Forms,
    message: Option<&Invitation>,
    ok: Option<&str>,
) -> Result<Response, Failure> {
    let message = message.map(|it| (it.id, me.words.date(seen.day_of(it.expires))));
    let (talk, is_over) = (&seen.shared.talk, ok == Some(OVER));
    let invite = Content::for_language(me.words.language()).invite();
    let next = talk.to_say_back(me.member).map(|(of, _)| of);
    let (mut to_say_back, mut mine, mut waits, mut before) = (None, None, None, Vec::new());
    for (of, answer) in talk.answers(me.member) {
        let told = Told::of(seen, me.words, of, answer);
        if Some(of) == next {
            to_say_back = Some(told);
        } else if of == me.member && !told.is_heard() {
            mine = Some(told);
        } else if told.is_to_hear() && told.is_heard_by_me() {
            waits = Some(told);
        } else {
            before.push(told);
        }
    }
    let (asked, set_aside) = asked(app, me, seen);
    let held = app.talks.held_by(me.member, app.clock.now()).into_iter();
    let on_device = held.map(|(id, talk)| (id, TopicFace::of(me.words, talk.topic()))).collect();
    let is_told = seen.own.sort.is_sealed() || seen.shared.pictures.is_some();
    let somebody_was_heard = before.iter().any(Told::is_heard);
    Talk {
        page: Page::mine(app, me, seen, Place::Talk).saying(ok),
        invite,
        to_say_back,
        mine,
        waits,
        // Right after a talk there is nothing to share out.
        more: Some(&invite.more).filter(|_| somebody_was_heard && !is_told && !is_over),
        is_over,
        before,
        say_back: forms.say_back,
        hear: forms.hear,
        is_stale: forms.is_stale,
        other: other_name(seen, me.words),
        is_alone: seen.shared.people.is_alone(),
        message,
        asked,
        set_aside,
        on_device,
        offers: offers(app, me, seen),
        kept: kept(me, seen),
        written: written(app, me, seen),
        along: along(me, seen),
    }
    .show()
}

type AskedList = Vec<(TalkId, AskedView)>;

/// The talks that are asked for, those that wait for the reader first, and those set aside.
fn asked(app: &Shared, me: &Me, seen: &Seen<'_>) -> (AskedList, AskedList) {
    let asked = seen.shared.talks.asked(me.member, app.clock.now());
    let mut asked: AskedList = asked.map(|(id, it)| (id, AskedView::of(me, seen, it))).collect();
    asked.sort_by_key(|(_, view)| !view.waits_for_me);
    asked
        .into_iter()
        .partition(|(id, view)| !(view.waits_for_me && seen.own.talks.is_set_aside(*id)))
}

impl Talk<'_> {
    /// Whether the page has its one thing to press already.
    fn has_talk(&self) -> bool {
        !self.on_device.is_empty()
            || self.asked.iter().any(|(_, it)| it.is_agreed || it.waits_for_me)
    }

    fn has_set_aside(&self) -> bool {
        !self.set_aside.is_empty() || self.offers.iter().any(|offer| offer.is_set_aside)
    }

    /// Whether a talk is under way; then the page is about that alone.
    fn is_busy(&self) -> bool {
        self.to_say_back.is_some() || self.mine.is_some() || self.waits.is_some()
    }
}

impl<'a> Told<'a> {
    fn of(seen: &Seen<'a>, words: &Words, of: MemberId, answer: &'a Answer) -> Self {
        let heard = answer.said_back.as_ref().map(|said| HeardOf::of(seen, words, said));
        Self { from: Person::of(seen, words, of), text: answer.text.as_str(), heard }
    }

    fn is_heard(&self) -> bool {
        self.heard.as_ref().is_some_and(|heard| heard.state == Heard::ThatIsIt)
    }

    fn is_heard_by_me(&self) -> bool {
        self.heard.as_ref().is_some_and(|heard| heard.by.is_me)
    }

    /// Said back, and its speaker has not said anything to it.
    fn is_to_hear(&self) -> bool {
        self.heard.as_ref().is_some_and(|heard| heard.state == Heard::NotSaidYet)
    }
}

impl<'a> HeardOf<'a> {
    fn of(seen: &Seen<'a>, words: &Words, said: &'a SaidBack) -> Self {
        let (by, text) = (Person::of(seen, words, said.by), said.text.as_str());
        Self { by, text, version: said.version(), state: said.heard.clone() }
    }

    /// What the speaker says is missing.
    fn missing(&self) -> Option<&str> {
        match &self.state {
            Heard::NotQuite { missing } => missing.as_ref().map(Note::as_str),
            Heard::NotSaidYet | Heard::ThatIsIt => None,
        }
    }

    fn is_not_quite(&self) -> bool {
        matches!(self.state, Heard::NotQuite { .. })
    }
}
