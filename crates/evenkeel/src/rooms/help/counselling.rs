//! Counselling: which kind fits, when to look for it, what to ask; and asking somebody along who
//! does not want to. Texts only: nothing is ticked, counted or kept.

use askama::Template;
use axum::response::Response;
use jiff::ToSpan;

use super::{At, today};
use crate::content::{AskedAbout, Content, Counselling, Urgency, fill};
use crate::web::failure::Failure;
use crate::web::page::{Page, Place, Show};

/// How long a try lasts: its last day is the fourteenth.
const TRIAL_DAYS: i64 = 14;

/// A page about counselling, as its form asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Signs,
    Kinds,
    Questions,
    Asking,
    Trial,
    AfterNo,
}

/// What a door says.
#[derive(Debug)]
pub(super) struct Door {
    pub to: &'static str,
    pub title: &'static str,
    pub about: &'static str,
}

#[derive(Debug, Template)]
#[template(path = "rooms/help/signs.html")]
struct Signs<'a> {
    page: Page<'a>,
    country: &'a str,
    now: Vec<&'static str>,
    soon: Vec<&'static str>,
    /// Where somebody answers at once.
    emergency: Option<&'a str>,
}

#[derive(Debug, Template)]
#[template(path = "rooms/help/kinds.html")]
struct Kinds<'a> {
    page: Page<'a>,
    country: &'a str,
    text: &'static Counselling,
}

#[derive(Debug, Template)]
#[template(path = "rooms/help/questions.html")]
struct Questions<'a> {
    page: Page<'a>,
    country: &'a str,
    groups: Vec<(&'static str, Vec<&'static str>)>,
}

#[derive(Debug, Template)]
#[template(path = "rooms/help/asking.html")]
struct Asking<'a> {
    page: Page<'a>,
    country: &'a str,
    text: &'static Counselling,
}

#[derive(Debug, Template)]
#[template(path = "rooms/help/trial.html")]
struct Trial<'a> {
    page: Page<'a>,
    country: &'a str,
    text: &'static Counselling,
    body: String,
    words: String,
}

#[derive(Debug, Template)]
#[template(path = "rooms/help/after_no.html")]
struct AfterNo<'a> {
    page: Page<'a>,
    country: &'a str,
    text: &'static Counselling,
}

impl Part {
    /// Those about counselling, and those about somebody who will not talk.
    pub(super) const COUNSELLING: [Self; 3] = [Self::Signs, Self::Kinds, Self::Questions];
    pub(super) const WILL_NOT_TALK: [Self; 3] = [Self::Asking, Self::Trial, Self::AfterNo];

    /// The page that a form's field names.
    pub(super) fn named(name: &str) -> Option<Self> {
        let mut all = Self::COUNSELLING.into_iter().chain(Self::WILL_NOT_TALK);
        all.find(|part| part.name() == name)
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Signs => "signs",
            Self::Kinds => "kinds",
            Self::Questions => "questions",
            Self::Asking => "asking",
            Self::Trial => "trial",
            Self::AfterNo => "after-no",
        }
    }

    /// The way to it.
    pub(super) fn door(self, page: &Page<'_>) -> Door {
        let (title, about) = match self {
            Self::Signs => ("help-signs", "help-signs-about"),
            Self::Kinds => ("help-kinds", "help-kinds-about"),
            Self::Questions => ("help-questions", "help-questions-about"),
            Self::Asking => ("help-asking", "help-asking-about"),
            Self::Trial => ("help-trial", "help-trial-about"),
            Self::AfterNo => ("help-after-no", "help-after-no-about"),
        };
        Door { to: self.name(), title: page.t(title), about: page.t(about) }
    }
}

/// The page itself.
pub(super) fn show(at: &At<'_>, part: Part) -> Result<Response, Failure> {
    let page = Page::open_to_all(at.app, at.reader, Place::None);
    let country = at.country;
    let content = Content::for_language(at.reader.words().language());
    let text = content.counselling();
    match part {
        Part::Signs => {
            let today = today(at.app, at.reader);
            let emergency = super::emergency_of(at.app, at.reader.words(), country, today);
            let emergency = emergency.map(|(_, number)| number);
            let now = text.signs(Urgency::Now).collect();
            let soon = text.signs(Urgency::Soon).collect();
            Signs { page, country, now, soon, emergency }.show()
        }
        Part::Kinds => Kinds { page, country, text }.show(),
        Part::Questions => {
            let group = |about| (page.t(group_key(about)), text.questions(about).collect());
            let groups = AskedAbout::ALL.map(group).into();
            Questions { page, country, groups }.show()
        }
        Part::Asking => Asking { page, country, text }.show(),
        Part::Trial => {
            let last = today(at.app, at.reader).saturating_add((TRIAL_DAYS - 1).days());
            let date = page.date(last);
            let body = text.trial.body.html_with(&[("date", &date)]);
            let words = fill(&text.trial.words, &[("date", &date)]);
            Trial { page, country, text, body, words }.show()
        }
        Part::AfterNo => AfterNo { page, country, text }.show(),
    }
}

const fn group_key(about: AskedAbout) -> &'static str {
    match about {
        AskedAbout::Training => "help-ask-training",
        AskedAbout::Fit => "help-ask-fit",
        AskedAbout::Safety => "help-ask-safety",
        AskedAbout::Plan => "help-ask-plan",
        AskedAbout::Cost => "help-ask-cost",
    }
}
