//! A page's frame: what every template has at hand as `page`.

use std::fmt::Display;

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use household::Seen;
use household::people::Keys;
use jiff::civil::Date;
use serde::Deserialize;

use super::assets::{self, Installed};
use super::failure::{Failure, hex};
use super::form::{FieldError, Form};
use super::me::{Me, Reader};
use crate::app::Shared;
use crate::words::Words;

/// Marks an answer that holds far more than other pages: it is compressed harder.
#[derive(Debug, Clone, Copy)]
pub struct Long;

/// The one address of *Help* and *Just me*.
pub const NEUTRAL: &str = "/p";

/// What a full page takes, so that it is written without being moved.
const USUAL_BYTES: usize = 32 << 10;

/// The five places, and pages outside of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    None,
    Today,
    Talk,
    Share,
    Children,
    JustMe,
}

/// What the frame of a page needs.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    pub words: &'static Words,
    pub place: Place,
    /// Whether the five places are shown: for members.
    pub has_places: bool,
    /// Whether single keys act on it; a member may switch them off.
    pub has_keys: bool,
    /// The page above this one.
    pub back: Option<&'a str>,
    /// Said quietly on top: the key of a sentence.
    pub flash: Option<&'static str>,
    /// The key of this page's forms: it changes with what its reader may see, and only then, so
    /// that pressing twice is pressing once and nothing else's change can be read off it.
    pub key: String,
    /// How many had joined when it was made.
    pub arrivals: usize,
    /// For a phone's home screen.
    pub installed: &'static Installed,
    pub css: &'a str,
    /// `None` on pages for everybody, which are light and move by forms alone.
    pub htmx: Option<&'a str>,
    pub script: &'a str,
}

/// `?ok=saved`: what the page before has done.
#[derive(Debug, Deserialize)]
pub struct Said {
    ok: Option<String>,
}

/// Rendered pages.
pub trait Show {
    fn show(&self) -> Result<Response, Failure>;
}

impl<T: Template> Show for T {
    fn show(&self) -> Result<Response, Failure> {
        let mut html = String::with_capacity(USUAL_BYTES);
        self.render_into(&mut html)?;
        Ok(Html(html).into_response())
    }
}

impl Said {
    pub fn ok(&self) -> Option<&str> {
        self.ok.as_deref()
    }
}

impl<'a> Page<'a> {
    /// A member's page.
    pub fn mine(app: &'a Shared, me: &Me, seen: &Seen<'_>, place: Place) -> Self {
        let (shared, names, own) = seen.version();
        let (shared, names, own) = (shared.to_be_bytes(), names.to_be_bytes(), own.to_be_bytes());
        let parts: [&[u8]; 4] = [me.member.as_bytes(), &shared, &names, &own];
        let key = hex(&app.derive("form", &parts)[..16]);
        let has_keys = seen.own.preferences.keys == Keys::On;
        let arrivals = seen.shared.people.arrivals();
        Self { has_keys, arrivals, ..Self::frame(me.words, place, true, key) }
    }

    /// A page for whoever reads: outside of a household's pages, or before there is one.
    pub fn of(app: &'a Shared, reader: &Reader, place: Place) -> Self {
        match reader {
            Reader::Member(me) => {
                let house = me.house.read();
                match house.seen_by(me.member) {
                    Some(seen) => Self::mine(app, me, &seen, place),
                    None => Self::frame(me.words, place, false, String::new()),
                }
            }
            Reader::Invited(invited) => {
                let me = &invited.me;
                let version = me.house.read().draft_of(me.member).1;
                let parts: [&[u8]; 2] = [me.member.as_bytes(), &version.to_be_bytes()];
                let key = hex(&app.derive("form", &parts)[..16]);
                Self::frame(me.words, place, false, key)
            }
            Reader::Stranger(words) => {
                let key = hex(&app.entropy.draw("form key", &[])[..16]);
                Self::frame(words, place, false, key)
            }
        }
    }

    /// A page that is there for everybody, signed in or not. To whoever is not a member it comes
    /// with little style and less script: it may be opened on a slow line, in a hurry.
    pub fn open_to_all(app: &'a Shared, reader: &Reader, place: Place) -> Self {
        let page = Self::of(app, reader, place);
        match reader {
            Reader::Member(_) => page,
            Reader::Invited(_) | Reader::Stranger(_) => {
                Self { css: assets::SLIM_CSS, htmx: None, script: assets::SLIM_SCRIPT, ..page }
            }
        }
    }

    /// A page without places and without forms, the same for whoever reads it.
    pub fn without_places(words: &'static Words) -> Self {
        Self::frame(words, Place::None, false, String::new())
    }

    fn frame(words: &'static Words, place: Place, has_places: bool, key: String) -> Self {
        Self {
            arrivals: 0,
            words,
            place,
            has_places,
            has_keys: true,
            back: None,
            flash: None,
            key,
            installed: assets::USUAL,
            css: assets::CSS,
            htmx: Some(assets::HTMX),
            script: assets::SCRIPT,
        }
    }

    /// For forms that change rows and no events: what is kept in rows counts into their key, so
    /// that doing it again, after it was undone elsewhere, is not taken for the same press.
    #[must_use]
    pub fn with_state(mut self, app: &Shared, state: &[u8]) -> Self {
        self.key = hex(&app.derive("form and rows", &[self.key.as_bytes(), state])[..16]);
        self
    }

    #[must_use]
    pub fn back_to(mut self, path: &'a str) -> Self {
        self.back = Some(path);
        self
    }

    /// Shows a quiet sentence: `?ok=` of the address names it, and only known ones are shown.
    #[must_use]
    pub fn saying(mut self, ok: Option<&str>) -> Self {
        const KNOWN: [(&str, &str); 10] = [
            ("saved", "flash-saved"),
            ("sent", "flash-sent"),
            ("kept", "flash-kept"),
            ("sealed", "flash-sealed"),
            ("undone", "flash-undone"),
            ("done", "flash-done"),
            ("ended", "flash-ended"),
            ("signed-out", "flash-signed-out"),
            ("aside", "flash-aside"),
            ("over", "flash-over"),
        ];
        self.flash = KNOWN.iter().find(|(name, _)| Some(*name) == ok).map(|(_, key)| *key);
        self
    }

    /// A text of the interface.
    pub fn t(&self, key: &str) -> &'static str {
        self.words.text(key)
    }

    /// A text with one value in it.
    pub fn say(&self, key: &str, name: &str, value: impl Display) -> String {
        self.words.say(key, &[(name, value.to_string().into())])
    }

    /// A text with two values in it.
    pub fn say2(
        &self,
        key: &str,
        first: &str,
        first_value: impl Display,
        second: &str,
        second_value: impl Display,
    ) -> String {
        let values =
            [(first, first_value.to_string().into()), (second, second_value.to_string().into())];
        self.words.say(key, &values)
    }

    /// A text that depends on a number ("one card", "three cards").
    pub fn count(&self, key: &str, n: impl TryInto<i64>) -> String {
        self.words.count(key, n.try_into().unwrap_or(i64::MAX))
    }

    /// A day, in the reader's language.
    pub fn date(&self, day: Date) -> String {
        self.words.date(day)
    }

    /// The sentence beside a field, if it has an error.
    pub fn error(&self, form: &Form, field: &str) -> Option<String> {
        form.error(field).map(|error| self.error_text(error))
    }

    pub fn error_text(&self, error: &FieldError) -> String {
        match error.max {
            Some(max) => self
                .words
                .say(error.key, &[("max", (i64::try_from(max).unwrap_or(i64::MAX)).into())]),
            None => self.t(error.key).to_owned(),
        }
    }
}
