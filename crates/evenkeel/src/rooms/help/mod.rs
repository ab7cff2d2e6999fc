//! Help and *Just me*, at one neutral address.
//!
//! Which page is wanted is said in a form's field, never in the address, so that a browser's
//! history holds `/p` and nothing else. Pages here change nothing, set no cookie, are not logged,
//! and work signed out.

mod lines;

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::response::Response;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::app::{App, Shared};
use crate::content::{Content, HelpPage, HelpTopic, ShowText, Topic as Emergency, fill, to_html};
use crate::rooms::justme;
use crate::web::ask::Plain;
use crate::web::failure::Failure;
use crate::web::me::{Invited, Me, Reader};
use crate::web::page::{Page, Place, Show};
use crate::words::Words;
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
    topics: Vec<(&'static str, &'a str)>,
}

#[derive(Debug, Template)]
#[template(path = "rooms/help/topic.html")]
struct Topic<'a> {
    page: Page<'a>,
    country: &'a str,
    text: &'a HelpPage,
    body: String,
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
            help(&app, &reader, &country_of(&reader, &headers))
        }
    }
}

/// `POST /p`: the page that `to` names, in place.
pub async fn open(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Plain(form): Plain,
) -> Result<Response, Failure> {
    let country = match form.get("country") {
        Some(country) => country.chars().take(3).collect(),
        None => country_of(&reader, &headers),
    };
    let to = form.value("to");
    let topic = TOPICS.iter().find(|(name, _)| *name == to).map(|(_, topic)| *topic);
    match (to, topic) {
        ("me", _) => justme::show(&app, &reader),
        (_, Some(topic)) => topic_page(&app, &reader, topic, &country),
        (_, None) => help(&app, &reader, &country),
    }
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

/// What whoever runs this server can read. HTML.
pub fn operator(app: &Shared, words: &Words) -> String {
    let text = Content::for_language(words.language()).operator();
    to_html(&match &app.settings.operator {
        None => text.own_machine.clone(),
        Some(name) => fill(&text.hosted, &[("operator_name", name)]),
    })
}

fn help(app: &Shared, reader: &Reader, country: &str) -> Result<Response, Failure> {
    let words = reader.words();
    let content = Content::for_language(words.language());
    let today = today(app, reader);
    let places = places(content, words, today);
    let find = |code: &str| places.iter().find(|place| place.code == code);
    let topic =
        |(name, topic): &(&'static str, HelpTopic)| (*name, content.help(*topic).title.as_str());
    Help {
        page: Page::of(app, reader, Place::None),
        country,
        words: content.helplines().words(),
        here: find(country),
        elsewhere: find(lines::ELSEWHERE),
        places: &places,
        topics: TOPICS.iter().map(topic).collect(),
    }
    .show()
}

fn topic_page(
    app: &Shared,
    reader: &Reader,
    topic: HelpTopic,
    country: &str,
) -> Result<Response, Failure> {
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
    let page = Page::of(app, reader, Place::None);
    Topic { page, country, text, body, has_lines }.show()
}

fn today(app: &Shared, reader: &Reader) -> Date {
    match reader {
        Reader::Member(me) | Reader::Invited(Invited { me }) => me.today,
        Reader::Stranger(_) => app.clock.now().to_zoned(TimeZone::UTC).date(),
    }
}

/// The number to ring in an emergency where a member is, as far as that is known.
pub fn emergency_number(me: &Me, accepted: Option<&str>) -> Option<&'static str> {
    let chosen = me.house.read().preferences_of(me.member).country.clone();
    let country = chosen.or_else(|| lines::region(accepted?))?;
    let helplines = Content::for_language(me.words.language()).helplines();
    let here = helplines.showable(me.today).into_iter().find(|place| place.code == country)?;
    let mut lines = here.lines.into_iter().map(|shown| shown.line);
    let emergency = lines.find(|line| line.topics.contains(&Emergency::Emergency))?;
    emergency.call.first().map(String::as_str)
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
