//! What all make of a statement: one writes, the others say yes to this very version.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::command::ExpectationsCommand;
use household::talk::expectations::Statement;
use household::versions::Version;
use household::{AgreementId, Command, Note, Refusal, Seen};

use super::{Which, named, set_path, statement_number, words_path};
use crate::app::{ActError, App, Shared};
use crate::content::{Content, StatementText};
use crate::rooms::card::Person;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/talk/expectations/words.html")]
struct WordsPage<'a> {
    page: Page<'a>,
    form: &'a Form,
    number: usize,
    text: &'static StatementText,
    /// Whether it is open between all who are here, so that something can be written about it.
    is_open: bool,
    offer: Option<Told<'a>>,
    agreed: Vec<Told<'a>>,
}

#[derive(Debug)]
struct Told<'a> {
    id: AgreementId,
    by: Person,
    day: String,
    text: &'a str,
    have_i_agreed: bool,
}

/// `GET /talk/expectations/words`.
pub async fn words(
    State(app): State<App>,
    me: Me,
    Query(which): Query<Which>,
) -> Result<Response, Failure> {
    let statement = which.of(&Statement::ALL)?;
    me.see(|seen| show(&app, &me, &seen, statement, &Form::default(), which.ok.as_deref()))?
}

/// `POST /talk/expectations/words`.
pub async fn offer(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let statement = named(&ask.form, &Statement::ALL)?;
    let Some(text) = ask.form.note("text") else {
        return me.see_again(|seen| show(&app, &me, &seen, statement, &ask.form, None));
    };
    act(&app, &me, &ask, ExpectationsCommand::OfferWords { statement, text }, statement).await
}

/// `POST /talk/expectations/words/confirmation`: yes to this very version.
pub async fn confirm(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    let (statement, id) = version(&ask.form)?;
    act(&app, &me, &ask, ExpectationsCommand::ConfirmWords { id }, statement).await
}

/// `POST /talk/expectations/words/withdrawal`.
pub async fn withdraw(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    let (statement, id) = version(&ask.form)?;
    act(&app, &me, &ask, ExpectationsCommand::WithdrawWords { id }, statement).await
}

fn version(form: &Form) -> Result<(Statement, AgreementId), Failure> {
    let id = form.value("id").parse().map_err(|_| Failure::NotFound)?;
    Ok((named(form, &Statement::ALL)?, id))
}

async fn act(
    app: &App,
    me: &Me,
    ask: &Ask,
    command: ExpectationsCommand,
    statement: Statement,
) -> Result<Response, Failure> {
    let here = format!("{}&ok=saved", words_path(statement));
    match app.act(me, ask, &Command::Expectations(command), &here).await {
        Ok(to) => Ok(Redirect::to(&to).into_response()),
        // Another version came in between, or it was taken back: the page as it is now.
        Err(ActError::Refused(
            refusal @ (Refusal::NoSuchAgreement | Refusal::AlreadyConfirmed),
        )) => {
            let mut form = Form::default();
            form.wrong("words", refusal.key());
            me.see_again(|seen| show(app, me, &seen, statement, &form, None))
        }
        Err(error) => Err(error.into()),
    }
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    statement: Statement,
    form: &Form,
    ok: Option<&str>,
) -> Result<Response, Failure> {
    let opened = &seen.shared.expectations;
    let of = |version| Told::of(seen, me, version);
    let back = set_path(statement.set());
    WordsPage {
        form,
        number: statement_number(statement),
        text: Content::for_language(me.words.language()).statement(statement),
        is_open: opened.said(statement).is_some(),
        offer: opened.offer(statement).map(of),
        agreed: opened.agreed(statement, me.member).map(of).collect(),
        page: Page::mine(app, me, seen, Place::Talk).back_to(&back).saying(ok),
    }
    .show()
}

impl<'a> Told<'a> {
    fn of(seen: &Seen<'a>, me: &Me, version: &'a Version<Note>) -> Self {
        Self {
            id: version.id,
            by: Person::of(seen, me.words, version.by),
            day: me.words.date(seen.day_of(version.at)),
            text: version.words.as_str(),
            have_i_agreed: !version.waits_for(me.member),
        }
    }
}
