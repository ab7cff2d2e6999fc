//! The invited person's page: one question about them, and an answer that is theirs until they send
//! it. The same page for who opens a link and for who comes back to an answer they kept.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;

use crate::app::Shared;
use crate::content::{Content, HelpTopic, Invite, fill};
use crate::rooms::help;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Reader;
use crate::web::page::{Page, Place, Show};

/// What somebody does with their answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    Send,
    Keep,
    NotNow,
}

/// Where this page's form goes, and what is known of the link.
#[derive(Debug)]
pub(super) struct Letter<'a> {
    pub action: &'a str,
    /// Who asks, as the page says it.
    pub other: &'a str,
    pub until: Date,
    /// The link said no name for who answers: they say one.
    pub asks_name: bool,
    /// Others use this device too: nothing is kept on it for one of them alone.
    pub is_shared_device: bool,
    pub stage: Stage,
}

/// How far an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    New,
    /// It is kept on this device.
    Kept,
    /// It is kept, and the link does not work any more: it can only be changed or dropped.
    TooLate,
}

#[derive(Debug, Template)]
#[template(path = "rooms/start/letter.html")]
struct LetterPage<'a> {
    page: Page<'a>,
    letter: Letter<'a>,
    form: &'a Form,
    invite: &'static Invite,
    send: String,
    kept: String,
    what_is_this: String,
    who_can_see: &'static str,
    who_can_see_text: String,
}

impl Choice {
    /// What the pressed button says; a mistake beside the text where it says nothing we know.
    pub fn of(form: &mut Form) -> Option<Self> {
        let choices = [("send", Self::Send), ("keep", Self::Keep), ("not-now", Self::NotNow)];
        let choice = choices.into_iter().find(|(name, _)| *name == form.value("do"));
        if choice.is_none() {
            form.wrong("text", "letter-choose");
        }
        choice.map(|(_, choice)| choice)
    }
}

impl Letter<'_> {
    pub fn show(self, app: &Shared, reader: &Reader, form: &Form) -> Result<Response, Failure> {
        let words = reader.words();
        let content = Content::for_language(words.language());
        let invite = content.invite();
        let page = Page::of(app, reader, Place::None);
        let until = page.date(self.until);
        let answer = LetterPage {
            send: fill(&invite.first.send, &[("other", self.other)]),
            kept: invite.after_keep.body.html_with(&[("date", &until)]),
            what_is_this: invite.what_is_this.body.html_with(&[("other", self.other)]),
            who_can_see: &content.help(HelpTopic::WhoCanSeeWhat).title,
            who_can_see_text: help::who_can_see(app, words),
            page,
            letter: self,
            form,
            invite,
        };
        let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        Ok((status, answer.show()?).into_response())
    }
}
