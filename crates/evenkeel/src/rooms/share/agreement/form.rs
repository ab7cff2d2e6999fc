//! Putting a version forward: owners, what done means, from when, and when to look again. For one
//! alone it is what they keep, and holds with one press.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::agreement::Term;
use household::{CardId, Command, Note, Refusal, Seen};

use super::rows::{self, From, Row, owner_field, standard_field};
use crate::app::{Act, ActError, App, NoTurn, Shared};
use crate::rooms::card::{CardFace, Person};
use crate::rooms::share::division::left_out::{self, HOW};
use crate::rooms::share::division::{divide, looking, one_moment};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

const DONE: &str = "/share/agreement?ok=saved";

#[derive(Debug, Template)]
#[template(path = "rooms/share/agreement/form.html")]
struct Write<'a> {
    page: Page<'a>,
    form: &'a Form,
    rows: Vec<Row<'a>>,
    people: Vec<Person>,
    ways: [(&'static str, &'static str); 3],
    is_alone: bool,
    /// One card's line only: the others stay as they are.
    is_one_card: bool,
    has_offer: bool,
}

/// `GET /share/agreement/new`
pub async fn write(
    State(app): State<App>,
    me: Me,
    Query(query): Query<looking::Pairs>,
) -> Result<Response, Failure> {
    let asked = Form::new(query);
    let divided = match asked.value("from") {
        "division" => match divide(&app, &me, looking::wish(asked.fields())).await {
            Err(NoTurn::TooMany) => {
                let looked_at = looking::query(&looking::wish(asked.fields()));
                let again = format!("/share/agreement/new?from=division&{looked_at}");
                return one_moment::show(&app, &me, &again);
            }
            divided => divided?.ok(),
        },
        _ => None,
    };
    me.see(|seen| {
        let from = match (&divided, asked.value("from"), asked.value("card").parse::<CardId>()) {
            (Some(view), ..) => From::Division(view),
            (None, "offer", _) => From::Offer,
            (None, _, Ok(card)) => {
                seen.shared.deck.on_table(card).ok_or(Failure::NotFound)?;
                From::Card(card)
            }
            (None, _, Err(_)) => From::Now,
        };
        show(&app, &me, &seen, &rows::begin(&me, &seen, &from))
    })?
}

/// `POST /share/agreement`
pub async fn propose(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let read = me.see(|seen| read(&mut ask.form, &me, &seen))?;
    if let Some(propose) = read {
        match put_forward(&app, &me, &ask, propose).await {
            Ok(to) => return Ok(Redirect::to(&to).into_response()),
            Err(ActError::Refused(refusal)) => {
                let field = field_of(refusal).ok_or(refusal)?;
                ask.form.wrong(field, refusal.key());
            }
            Err(error) => return Err(error.into()),
        }
    }
    me.see_again(|seen| show(&app, &me, &seen, &ask.form))
}

/// With others it waits for everyone's yes; alone, putting it forward is the yes.
async fn put_forward(app: &App, me: &Me, ask: &Ask, propose: Command) -> Result<String, ActError> {
    let alone = me.house.read().seen_by(me.member).is_some_and(|s| s.shared.people.is_alone());
    if !alone {
        return app.act(me, ask, &propose, "/share/agreement").await;
    }
    // The version's id is the first that this request draws.
    let agreement = app.ids(me.member, ask).agreement();
    let commands = [propose, Command::ConfirmAgreement { agreement }];
    let act = Act {
        household: me.household,
        member: me.member,
        ask,
        commands: &commands,
        rows: Vec::new(),
        to: DONE,
    };
    app.act_as(act).await.map(|done| done.to)
}

/// Where a refusal belongs in this form.
fn field_of(refusal: Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::StartTooFar => Some("start"),
        Refusal::ReviewBeforeStart => Some("review"),
        Refusal::EmptyAgreement
        | Refusal::AgreementTooLong
        | Refusal::UnknownCard
        | Refusal::UnknownMember
        | Refusal::TooManyCards => Some("cards"),
        _ => None,
    }
}

fn read(form: &mut Form, me: &Me, seen: &Seen<'_>) -> Option<Command> {
    let start = form.date("start");
    let review = form.date("review");
    let mut terms = BTreeMap::new();
    for card in rows::cards(form) {
        // A card that left the table meanwhile has no line any more; the domain says so.
        let face = CardFace::find(seen, me.words, card);
        if let Some(term) = term(form, card, face.and_then(|face| face.done)) {
            terms.insert(card, term);
        }
    }
    if form.is_fine() {
        Some(Command::ProposeAgreement { terms, start: start?, review: review? })
    } else {
        None
    }
}

/// A card's line; none where it is not to be part of it.
fn term(form: &mut Form, card: CardId, ready: Option<&str>) -> Option<Term> {
    let (owner, standard) = (owner_field(card), standard_field(card));
    let word = form.value(&owner).trim().to_owned();
    if word.is_empty() {
        return None;
    }
    let outcome = rows::outcome(&word);
    if outcome.is_none() {
        form.wrong(&owner, "form-choice");
    }
    let standard = form.note_if_any(&standard);
    // The ready card's own words are not the family's: they may be said better one day.
    let ready = ready.and_then(|ready| Note::parse(ready).ok());
    let standard = standard.filter(|standard| Some(standard) != ready.as_ref());
    Some(Term { outcome: outcome?, standard })
}

fn show(app: &Shared, me: &Me, seen: &Seen<'_>, form: &Form) -> Result<Response, Failure> {
    let rows = rows::rows(me, seen, form);
    let language = me.words.language();
    Write {
        form,
        is_one_card: rows.len() == 1 && seen.shared.deck.cards().nth(1).is_some(),
        rows,
        people: Person::carrying(seen, me.words),
        ways: HOW.map(|(word, how)| (word, left_out::title(language, how))),
        is_alone: seen.shared.people.is_alone(),
        has_offer: seen.shared.agreements.offer().is_some(),
        page: Page::mine(app, me, seen, Place::Share).back_to("/share/agreement"),
    }
    .show()
}
