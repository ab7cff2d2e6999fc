//! For a session to which all parents go: one chooses, each reads exactly that and says yes, and
//! then each may make links to it. Nobody is asked why they do not.

use askama::Template;
use axum::response::Response;
use household::command::FirstSessionCommand;
use household::first_session::{Called, LINK_DAYS_MAX, SheetWords};
use household::versions::Version;
use household::{AgreementId, Command, Refusal, Seen};

use super::At;
use super::link::{self, LinkOf};
use super::names::{CALLED, Names};
use super::own::called;
use super::pieces::{self, For, Group};
use super::sheet::{Sheet, Written, freeze, picked, written};
use crate::app::ActError;
use crate::rooms::card::Person;
use crate::rooms::justme::vault::whose;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::page::{NEUTRAL, Page, Place, Show};

/// How long a link works, where nothing else is said.
const LINK_DAYS: &str = "14";

#[derive(Debug, Template)]
#[template(path = "rooms/first_session/joint.html")]
struct JointPage<'a> {
    page: Page<'a>,
    country: &'a str,
    /// Whose links they are, for a page of *Just me* that asks for them.
    who: String,
    form: &'a Form,
    is_alone: bool,
    /// Whether a first answer waits to be said back before anything else opens.
    waits_for_talk: bool,
    offer: Option<Told>,
    holds: Option<Told>,
    links: Vec<LinkOf>,
    days_most: u16,
}

#[derive(Debug, Template)]
#[template(path = "rooms/first_session/together.html")]
struct ChoosePage<'a> {
    page: Page<'a>,
    country: &'a str,
    form: &'a Form,
    written: [Written; 3],
    groups: Vec<Group>,
}

/// One version, and who has said what.
#[derive(Debug)]
struct Told {
    id: AgreementId,
    sheet: Sheet,
    yes: Vec<(Person, bool)>,
    waits_for_me: bool,
}

/// What is asked of one version, or of one link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rooms) enum Act {
    Offer,
    Yes,
    Back,
    Down,
    MakeLink,
    EndLink,
}

/// How it stands.
pub(super) fn show(at: At<'_>) -> Result<Response, Failure> {
    at.me.see(|seen| page(at, &seen, &Form::default(), None))?
}

/// The form, with what is chosen already.
pub(super) fn choose(at: At<'_>) -> Result<Response, Failure> {
    at.me.see(|seen| {
        let session = &seen.shared.first_session;
        let held = session.holds(at.me.member, &seen.shared.people);
        let before = session.offer().or(held).map(|version| fields(&version.words));
        choosing(at, &seen, &Form::new(before.unwrap_or_default()))
    })?
}

/// Does it, and shows how it stands then.
pub(super) async fn act(at: At<'_>, act: Act, mut ask: Ask) -> Result<Response, Failure> {
    let command = match act {
        Act::Offer => match at.me.see(|seen| words(at, &seen, &mut ask.form))? {
            Some(words) => Some(FirstSessionCommand::Offer { words: Box::new(words) }),
            None => return at.me.see_again(|seen| choosing(at, &seen, &ask.form)),
        },
        Act::Yes => Some(FirstSessionCommand::Confirm { version: version(&ask.form)? }),
        Act::Back => Some(FirstSessionCommand::Withdraw { version: version(&ask.form)? }),
        Act::Down => Some(FirstSessionCommand::PutDown),
        Act::MakeLink => link::making(at, &mut ask.form)?,
        Act::EndLink => {
            let nth = ask.form.value("link").parse().map_err(|_| Failure::NotFound)?;
            Some(FirstSessionCommand::RevokeLink { nth })
        }
    };
    let Some(command) = command else {
        return at.me.see_again(|seen| page(at, &seen, &ask.form, None));
    };
    match at.app.act(at.me, &ask, &Command::FirstSession(command), NEUTRAL).await {
        Ok(_) => at.me.see(|seen| page(at, &seen, &Form::default(), Some(act.said())))?,
        Err(ActError::Refused(refusal)) if act.is_told(refusal) => {
            ask.form.wrong(act.field(), refusal.key());
            let again = |seen: Seen<'_>| match act {
                Act::Offer => choosing(at, &seen, &ask.form),
                _ => page(at, &seen, &ask.form, None),
            };
            at.me.see_again(again)
        }
        Err(error) => Err(error.into()),
    }
}

impl Act {
    const fn said(self) -> &'static str {
        match self {
            Self::Offer | Self::Yes | Self::MakeLink => "saved",
            Self::Back => "undone",
            Self::Down | Self::EndLink => "ended",
        }
    }

    /// Beside which field a refusal stands.
    const fn field(self) -> &'static str {
        match self {
            Self::Offer => "pick",
            Self::MakeLink => "days",
            Self::Yes | Self::Back | Self::Down | Self::EndLink => "version",
        }
    }

    const fn is_told(self, refusal: Refusal) -> bool {
        match self {
            Self::Offer => matches!(refusal, Refusal::EmptySheet | Refusal::SheetTooLong),
            Self::MakeLink => matches!(refusal, Refusal::TooManyLinks | Refusal::NoSuchAgreement),
            Self::Yes | Self::Back => {
                matches!(refusal, Refusal::NoSuchAgreement | Refusal::AlreadyConfirmed)
            }
            Self::Down | Self::EndLink => false,
        }
    }
}

fn version(form: &Form) -> Result<AgreementId, Failure> {
    form.value("version").parse().map_err(|_| Failure::NotFound)
}

fn page(at: At<'_>, seen: &Seen<'_>, form: &Form, ok: Option<&str>) -> Result<Response, Failure> {
    let (session, people) = (&seen.shared.first_session, &seen.shared.people);
    let form = if form.get("days").is_none() {
        let mut form = form.clone();
        form.set("days", LINK_DAYS.to_owned());
        form
    } else {
        form.clone()
    };
    let told = |version: &Version<SheetWords>| Told::of(at, seen, version);
    JointPage {
        page: Page::mine(at.app, at.me, seen, Place::None).saying(ok),
        country: at.country,
        who: whose(at.me),
        form: &form,
        is_alone: people.is_alone(),
        waits_for_talk: !people.is_alone() && !seen.shared.talk.all_said_back(),
        offer: session.offer().map(told),
        holds: session.holds(at.me.member, people).map(told),
        links: link::all(at, seen),
        days_most: LINK_DAYS_MAX,
    }
    .show()
}

fn choosing(at: At<'_>, seen: &Seen<'_>, form: &Form) -> Result<Response, Failure> {
    let groups = pieces::of(at.me, seen, For::Us, Called::Names);
    let names = Names::of(&seen.shared.people, at.me.words, Called::Names);
    ChoosePage {
        page: Page::mine(at.app, at.me, seen, Place::None),
        country: at.country,
        form,
        written: written(For::Us),
        groups: groups.into_iter().map(|group| group.read(&names)).collect(),
    }
    .show()
}

/// What the form says, in words that are frozen now.
fn words(at: At<'_>, seen: &Seen<'_>, form: &mut Form) -> Option<SheetWords> {
    let called = called(form);
    let [brings, tried, different] = written(For::Us).map(|(field, _, _)| form.note_if_any(field));
    let called = called?;
    let sections = freeze(picked(pieces::of(at.me, seen, For::Us, called), form));
    let words = SheetWords { called, brings, tried, different, sections };
    if words.is_empty() && form.is_fine() {
        form.wrong("pick", "session-nothing");
    }
    form.is_fine().then_some(words)
}

/// A version as the fields of its form.
fn fields(words: &SheetWords) -> Vec<(String, String)> {
    let notes = [&words.brings, &words.tried, &words.different];
    let written = written(For::Us).into_iter().zip(notes).filter_map(|((field, _, _), note)| {
        note.as_ref().map(|note| (field.to_owned(), note.as_str().to_owned()))
    });
    let keys = words.keys().map(|key| ("pick".to_owned(), key.to_owned()));
    let called = CALLED.iter().filter(|(_, called)| *called == words.called);
    let called = called.map(|(name, _)| ("called".to_owned(), (*name).to_owned()));
    written.chain(keys).chain(called).collect()
}

impl Told {
    fn of(at: At<'_>, seen: &Seen<'_>, version: &Version<SheetWords>) -> Self {
        let me = at.me;
        let said = |person: Person| {
            let yes = version.yes.contains_key(&person.id);
            (person, yes)
        };
        let day = me.words.date(seen.day_of(version.at));
        let names = Names::of(&seen.shared.people, me.words, version.words.called);
        Self {
            id: version.id,
            sheet: Sheet::frozen(me.words, &names, day, &version.words),
            yes: Person::all(seen, me.words).into_iter().map(said).collect(),
            waits_for_me: version.waits_for(me.member),
        }
    }
}
