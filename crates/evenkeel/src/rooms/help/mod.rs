//! Help and *Just me*, at one neutral address.
//!
//! Which page is wanted is said in a form's field, never in the address, so that a browser's
//! history holds `/p` and nothing else. Pages here change nothing, set no cookie, are not logged,
//! and work signed out.

mod counselling;
mod entry;
mod finding;
mod lines;
mod list;
mod wellbeing;

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::response::Response;
use household::people::Wellbeing as OwnWellbeing;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::app::{App, Shared};
use crate::content::{
    Content, HelpPage, HelpTopic, Seen, ShowText, Topic as Emergency, fill, to_html,
};
use crate::rooms::{first_session, justme, settings};
use crate::web::ask::{Ask, Sent};
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::{Invited, Me, Reader};
use crate::web::page::{Page, Place, Show};
use crate::words::Words;
use counselling::{Door, Part};
use finding::Before;
use lines::{Place as Country, places};

/// What can be asked for, by the name that the form sends.
const TOPICS: [(&str, HelpTopic); 6] = [
    ("load", HelpTopic::MoreThanAHeavyLoad),
    ("behaviour", HelpTopic::OwnBehaviour),
    ("child", HelpTopic::Child),
    ("device", HelpTopic::Device),
    ("before", HelpTopic::BeforeYouStart),
    ("who", HelpTopic::WhoCanSeeWhat),
];

#[derive(Debug, Template)]
#[template(path = "rooms/help/help.html")]
struct Help<'a> {
    page: Page<'a>,
    country: &'a str,
    words: &'a ShowText,
    here: Option<&'a Country<'a>>,
    elsewhere: Option<&'a Country<'a>>,
    places: &'a [Country<'a>],
    counselling: Vec<Door>,
    find: Door,
    will_not_talk: Vec<Door>,
    is_member: bool,
    /// What is said of a page for a session together.
    joint: &'static str,
    topics: Vec<(&'static str, &'a str)>,
}

/// Who asks, and for where.
#[derive(Debug)]
struct At<'a> {
    app: &'a Shared,
    reader: &'a Reader,
    country: &'a str,
}

#[derive(Debug, Template)]
#[template(path = "rooms/help/topic.html")]
struct Topic<'a> {
    page: Page<'a>,
    country: &'a str,
    text: &'a HelpPage,
    body: String,
    /// Who can see what, line by line.
    seen: Vec<Seen>,
    /// Whether the lines for help belong beside this text.
    has_lines: bool,
}

#[derive(Debug, Template)]
#[template(path = "rooms/help/doors.html")]
struct Doors<'a> {
    page: Page<'a>,
}

/// `GET /p`: Help for whoever is not signed in; for a member two doors, so that the address alone
/// says nothing.
pub async fn doors(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    match reader {
        Reader::Member(_) => Doors { page: Page::of(&app, &reader, Place::None) }.show(),
        Reader::Invited(_) | Reader::Stranger(_) => {
            let country = country_of(&reader, &headers);
            help(&At { app: &app, reader: &reader, country: &country })
        }
    }
}

/// `POST /p`: the page that `to` names, in place.
pub async fn open(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Failure> {
    let form = sent.form();
    let country = match form.get("country") {
        Some(country) => country.chars().take(3).collect(),
        None => country_of(&reader, &headers),
    };
    let at = At { app: &app, reader: &reader, country: &country };
    let to = form.value("to").to_owned();
    if let (Reader::Member(me), Some(to)) = (&reader, OfMembers::named(&to)) {
        return to.show(&at, me, sent).await;
    }
    if let (Reader::Member(me), Some(to)) = (&reader, first_session::To::named(&to)) {
        return to.show(first_session::At { app: &app, me, country: &country }, sent).await;
    }
    if let Some(part) = Part::named(&to) {
        return counselling::show(&at, part);
    }
    match (to.as_str(), TOPICS.iter().find(|(name, _)| *name == to)) {
        ("me", _) => justme::show(&app, &reader).await,
        ("look", _) => settings::look(&app, &reader, &headers, form),
        ("find", _) => finding::show(&at, form, Before::Nothing),
        (_, Some((_, topic))) => topic_page(&at, *topic),
        (_, None) => help(&at),
    }
}

/// What only members are shown, or do: their family's own list, and a look at how they are. Asked
/// for by anybody else, it is the page of Help.
#[derive(Debug, Clone, Copy)]
enum OfMembers {
    Entry,
    KeepEntry,
    TakeOffEntry,
    List,
    SaveList,
    ReadInList,
    Wellbeing,
    SetWellbeing(OwnWellbeing),
    AnswerWellbeing,
}

impl OfMembers {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "entry" => Self::Entry,
            "entry-keep" => Self::KeepEntry,
            "entry-off" => Self::TakeOffEntry,
            "list" => Self::List,
            "list-file" => Self::SaveList,
            "list-read" => Self::ReadInList,
            "wellbeing" => Self::Wellbeing,
            "wellbeing-on" => Self::SetWellbeing(OwnWellbeing::On),
            "wellbeing-off" => Self::SetWellbeing(OwnWellbeing::Off),
            "wellbeing-answer" => Self::AnswerWellbeing,
            _ => return None,
        })
    }

    async fn show(self, at: &At<'_>, me: &Me, sent: Sent) -> Result<Response, Failure> {
        match self {
            Self::Entry => entry::write(at, me, sent.form()),
            Self::List => list::show(at, me, &Form::default()),
            Self::SaveList => list::save(me),
            Self::KeepEntry => entry::keep(at, me, keyed(sent)?).await,
            Self::TakeOffEntry => entry::take_off(at, me, &keyed(sent)?).await,
            Self::ReadInList => list::read_in(at, me, keyed(sent)?).await,
            Self::Wellbeing => wellbeing::show(at, me, &Form::default()),
            Self::SetWellbeing(to) => wellbeing::set(at, me, &keyed(sent)?, to).await,
            Self::AnswerWellbeing => wellbeing::answer(at, me, sent.form()),
        }
    }
}

/// Each act, and each entry it is about, is a form of its own.
fn keyed(sent: Sent) -> Result<Ask, Failure> {
    let form = sent.form();
    let what = format!("{} {}", form.value("to"), form.value("entry"));
    sent.keyed(&what)
}

/// *Who can see what*, with what is true for whoever runs this server. HTML.
pub fn who_can_see(app: &Shared, words: &Words) -> String {
    let content = Content::for_language(words.language());
    let html = operator(app, words);
    let html = html.trim().trim_start_matches("<p>").trim_end_matches("</p>");
    let mut told = fill(content.help(HelpTopic::WhoCanSeeWhat).body.html(), &[("operator", html)]);
    if !app.settings.is_https() && !app.settings.is_this_computer_only() {
        told.push_str(&to_html(&content.operator().plain_http));
    }
    told
}

/// The same line by line, as the document about it says it too.
pub fn line_by_line(words: &Words) -> Vec<Seen> {
    Content::for_language(words.language()).who_can_see().rows().collect()
}

/// What whoever runs this server can read. HTML.
pub fn operator(app: &Shared, words: &Words) -> String {
    let text = Content::for_language(words.language()).operator();
    to_html(&match &app.settings.operator {
        None => text.own_machine.clone(),
        Some(name) => fill(&text.hosted, &[("operator_name", name)]),
    })
}

fn help(at: &At<'_>) -> Result<Response, Failure> {
    let At { app, reader, country } = *at;
    let words = reader.words();
    let content = Content::for_language(words.language());
    let today = today(app, reader);
    let helplines = app.settings.provided.helplines(content);
    let places = places(helplines, words, today);
    let find = |code: &str| places.iter().find(|place| place.code == code);
    let topic =
        |(name, topic): &(&'static str, HelpTopic)| (*name, content.help(*topic).title.as_str());
    let page = Page::open_to_all(app, reader, Place::None);
    let doors = |parts: [Part; 3]| parts.map(|part| part.door(&page)).into();
    Help {
        counselling: doors(Part::COUNSELLING),
        find: Door { to: "find", title: page.t("help-find"), about: page.t("help-find-about") },
        will_not_talk: doors(Part::WILL_NOT_TALK),
        is_member: matches!(reader, Reader::Member(_)),
        joint: first_session::door(reader),
        page,
        country,
        words: helplines.words(),
        here: find(country),
        elsewhere: find(lines::ELSEWHERE),
        places: &places,
        topics: TOPICS.iter().map(topic).collect(),
    }
    .show()
}

fn topic_page(at: &At<'_>, topic: HelpTopic) -> Result<Response, Failure> {
    let At { app, reader, country } = *at;
    let words = reader.words();
    let text = Content::for_language(words.language()).help(topic);
    let body = match topic {
        HelpTopic::WhoCanSeeWhat => who_can_see(app, words),
        HelpTopic::BeforeYouStart
        | HelpTopic::MoreThanAHeavyLoad
        | HelpTopic::OwnBehaviour
        | HelpTopic::Child
        | HelpTopic::Device => text.body.html().to_owned(),
    };
    let has_lines = !matches!(topic, HelpTopic::WhoCanSeeWhat);
    let seen = if has_lines { Vec::new() } else { line_by_line(words) };
    let page = Page::open_to_all(app, reader, Place::None);
    Topic { page, country, text, body, seen, has_lines }.show()
}

fn today(app: &Shared, reader: &Reader) -> Date {
    match reader {
        Reader::Member(me) | Reader::Invited(Invited { me }) => me.today,
        Reader::Stranger(_) => app.clock.now().to_zoned(TimeZone::UTC).date(),
    }
}

/// Where a member is, by name, and the number to ring there in an emergency: the country that they
/// chose, else the one that `accepted` hints at.
pub fn emergency_number<'a>(
    app: &'a Shared,
    me: &Me,
    accepted: Option<&str>,
) -> Option<(&'a str, &'a str)> {
    let chosen = me.house.read().preferences_of(me.member).country.clone();
    let country = chosen.or_else(|| lines::region(accepted?))?;
    emergency_of(app, me.words, &country, me.today)
}

fn emergency_of<'a>(
    app: &'a Shared,
    words: &Words,
    country: &str,
    on: Date,
) -> Option<(&'a str, &'a str)> {
    let content = Content::for_language(words.language());
    let showable = app.settings.provided.helplines(content).showable(on);
    let here = showable.into_iter().find(|place| place.code == country)?;
    let mut lines = here.lines.into_iter().map(|shown| shown.line);
    let emergency = lines.find(|line| line.topics.contains(&Emergency::Emergency))?;
    emergency.call.first().map(|number| (here.name, number.as_str()))
}

/// The country a member has chosen in settings, or the one the browser's language hints at.
fn country_of(reader: &Reader, headers: &HeaderMap) -> String {
    let chosen = match reader {
        Reader::Member(me) => me.house.read().preferences_of(me.member).country.clone(),
        Reader::Invited(_) | Reader::Stranger(_) => None,
    };
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    chosen.or_else(|| lines::region(accepted?)).unwrap_or_default()
}
