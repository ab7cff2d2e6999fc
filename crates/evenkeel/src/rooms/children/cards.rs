//! Which cards are on the table: the ready ones that fit, ticked or not, and the family's own.
//!
//! The list is long, so it can be searched. What somebody types may be a child's need or a feeling:
//! it is posted, never part of an address, and the page that answers keeps every tick.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::load::fitting::Standing;
use household::load::{MINUTES_MAX, MINUTES_OF_OWN_CARD, Origin};
use household::{CardId, ChildId, Command, Refusal, Seen};

use super::proposal::{Offered, offered, parse_value};
use crate::app::{ActError, App, Shared};
use crate::content::Content;
use crate::rooms::card::CardFace;
use crate::web::ask::{Ask, Plain};
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};

/// Longest text that is searched for.
const FIND_CHARS_MAX: usize = 80;

/// The list as somebody has it before them.
#[derive(Debug, Default)]
struct Before {
    /// Only cards whose name has this in it.
    find: String,
    /// What they ticked so far, and what lay on the table when they opened the page; none on a new
    /// page, which shows both as they are.
    ticked: Option<BTreeSet<String>>,
    shown: Option<BTreeSet<String>>,
}

#[derive(Debug, Template)]
#[template(path = "rooms/children/cards.html")]
struct Cards<'a> {
    page: Page<'a>,
    form: &'a Form,
    find: &'a str,
    groups: Vec<Group<'a>>,
    /// What lay on the table when the page was opened: all else that is not ticked stays as it is.
    shown: Vec<String>,
    /// Ticked ones that the search does not show: they stay ticked.
    kept: Vec<String>,
    own: Vec<CardFace<'a>>,
    children: Vec<(ChildId, &'a str)>,
    has_children: bool,
}

#[derive(Debug)]
struct Group<'a> {
    name: &'a str,
    is_open: bool,
    cards: Vec<Tick<'a>>,
}

#[derive(Debug)]
struct Tick<'a> {
    value: String,
    name: &'a str,
    child: Option<&'a str>,
    done: &'a str,
    is_ticked: bool,
    is_for_all: bool,
    /// To give it a name of our own, once it is on the table.
    card: Option<CardId>,
}

/// `GET /children/cards`
pub async fn cards(
    State(app): State<App>,
    me: Me,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    me.see(|seen| show(&app, &me, &seen, &no_own_card(), &Before::default(), said.ok()))?
}

/// `POST /children/cards/search`: the list with what fits, and every tick as it was.
pub async fn find_cards(
    State(app): State<App>,
    me: Me,
    Plain(form): Plain,
) -> Result<Response, Failure> {
    let find = form.value("find").trim().chars().take(FIND_CHARS_MAX).collect();
    let before = Before { find, ..Before::sent(&form) };
    me.see(|seen| show(&app, &me, &seen, &no_own_card(), &before, None))?
}

/// `POST /children/cards`: what was ticked comes, what was unticked goes.
pub async fn choose_cards(
    State(app): State<App>,
    me: Me,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let read = |field| ask.form.values(field).map(parse_value).collect::<Option<Vec<_>>>();
    let (shown, rows) = (read("shown"), read("card"));
    let (Some(shown), Some(rows)) = (shown, rows) else { return Err(Failure::NotFound) };
    let command = Command::ChooseRows { shown, rows };
    match app.act(&me, &ask, &command, "/children/cards?ok=saved").await {
        Ok(to) => Ok(Redirect::to(&to).into_response()),
        Err(ActError::Refused(refusal @ Refusal::TooManyCards)) => {
            ask.form.wrong("find", refusal.key());
            let before = Before::sent(&ask.form);
            me.see_again(|seen| show(&app, &me, &seen, &ask.form, &before, None))
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /children/cards/own`
pub async fn add_card(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let name = ask.form.line("name");
    let minutes = ask.form.number("minutes", 0, u64::from(MINUTES_MAX));
    let minutes = minutes.and_then(|minutes| u16::try_from(minutes).ok());
    let child = match ask.form.value("child") {
        "" => Some(None),
        _ => ask.form.parsed::<ChildId>("child").map(Some),
    };
    if let (Some(name), Some(minutes), Some(child)) = (name, minutes, child) {
        let command = Command::AddOwnCard { name, minutes, child };
        match app.act(&me, &ask, &command, "/children/cards?ok=saved").await {
            Ok(to) => return Ok(Redirect::to(&to).into_response()),
            // Somebody took the child off, or filled the table, while this was written.
            Err(ActError::Refused(refusal @ Refusal::UnknownChild)) => {
                ask.form.wrong("child", refusal.key());
            }
            Err(ActError::Refused(refusal @ Refusal::TooManyCards)) => {
                ask.form.wrong("name", refusal.key());
            }
            Err(error) => return Err(error.into()),
        }
    }
    me.see_again(|seen| show(&app, &me, &seen, &ask.form, &Before::default(), None))
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    form: &Form,
    before: &Before,
    ok: Option<&str>,
) -> Result<Response, Failure> {
    let find = before.find.as_str();
    let offered = offered(seen, me.today);
    let mut ticks: Vec<_> = offered.iter().map(|each| (each, tick(me, seen, each))).collect();
    let on_table = ticks.iter().filter(|(_, tick)| tick.card.is_some());
    let on_table = on_table.map(|(_, tick)| tick.value.clone());
    let shown = before.shown.clone().unwrap_or_else(|| on_table.collect());
    if let Some(ticked) = &before.ticked {
        for (_, tick) in &mut ticks {
            tick.is_ticked = ticked.contains(&tick.value);
        }
    }
    let (found, hidden): (Vec<_>, Vec<_>) =
        ticks.into_iter().partition(|(_, tick)| has(tick.name, find));
    let own = seen.shared.deck.cards();
    let own = own.filter(|dealt| matches!(dealt.card.origin, Origin::Own { .. }));
    let children = seen.shared.people.children();
    Cards {
        page: Page::mine(app, me, seen, Place::Children).back_to("/children").saying(ok),
        form,
        find,
        shown: shown.into_iter().collect(),
        kept: hidden.into_iter().filter(|(_, t)| t.is_ticked).map(|(_, t)| t.value).collect(),
        groups: groups(me, found, !find.is_empty()),
        own: own.map(|dealt| CardFace::of(seen, me.words, dealt)).collect(),
        children: children.iter().map(|child| (child.id, child.nickname.as_str())).collect(),
        has_children: !children.is_empty(),
    }
    .show()
}

/// The form for a card of one's own, as a page first shows it.
fn no_own_card() -> Form {
    Form::filled([("minutes", &MINUTES_OF_OWN_CARD.to_string())])
}

impl Before {
    fn sent(form: &Form) -> Self {
        let all = |field| Some(form.values(field).map(str::to_owned).collect());
        Self { find: String::new(), ticked: all("card"), shown: all("shown") }
    }
}

fn has(name: &str, find: &str) -> bool {
    find.is_empty() || name.to_lowercase().contains(&find.to_lowercase())
}

fn tick<'a>(me: &Me, seen: &Seen<'a>, offered: &Offered) -> Tick<'a> {
    let text = Content::for_language(me.words.language()).card(offered.row.id);
    let dealt = seen.shared.deck.of_row(offered.row.id, offered.child);
    let renamed = dealt.and_then(|dealt| dealt.renamed.as_ref()).map(household::Line::as_str);
    let child = offered.child.and_then(|id| seen.shared.people.child(id));
    Tick {
        value: offered.value(),
        name: renamed.or(text.map(|text| text.name)).unwrap_or_default(),
        child: child.map(|child| child.nickname.as_str()),
        done: text.map_or("", |text| text.done),
        is_ticked: offered.is_ticked,
        is_for_all: offered.is_for_all(),
        card: dealt.filter(|dealt| !dealt.removed).map(|dealt| dealt.card.id),
    }
}

/// The first cards on top, the rest by domain, folded; open where a search found them.
fn groups<'a>(me: &Me, ticks: Vec<(&Offered, Tick<'a>)>, searching: bool) -> Vec<Group<'a>> {
    let content = Content::for_language(me.words.language());
    let mut groups: Vec<(Standing, &str, Group<'a>)> = Vec::new();
    for (offered, tick) in ticks {
        let standing = offered.standing;
        let (key, name) = match standing {
            Standing::Starter => ("", me.words.text("cards-first")),
            Standing::More => {
                let domain = content.domain(offered.row.domain);
                (offered.row.domain, domain.map_or("", |domain| domain.name.as_str()))
            }
            Standing::Hidden => ("", me.words.text("cards-some-families")),
        };
        if let Some((_, _, group)) =
            groups.iter_mut().find(|(of, id, _)| *of == standing && *id == key)
        {
            group.cards.push(tick);
        } else {
            let is_open = searching || standing == Standing::Starter;
            groups.push((standing, key, Group { name, is_open, cards: vec![tick] }));
        }
    }
    groups.into_iter().map(|(_, _, group)| group).collect()
}

#[derive(Debug, Template)]
#[template(path = "rooms/children/card.html")]
struct Rename<'a> {
    page: Page<'a>,
    form: &'a Form,
    face: CardFace<'a>,
    is_own: bool,
}

/// `GET /children/cards/{card}`: a name of our own for a card.
pub async fn card(
    State(app): State<App>,
    me: Me,
    Path(card): Path<CardId>,
) -> Result<Response, Failure> {
    me.see(|seen| {
        let face = CardFace::find(&seen, me.words, card).ok_or(Failure::NotFound)?;
        show_card(&app, &me, &seen, card, &Form::filled([("name", face.name)]))
    })?
}

/// `POST /children/cards/{card}`
pub async fn rename_card(
    State(app): State<App>,
    me: Me,
    Path(card): Path<CardId>,
    mut ask: Ask,
) -> Result<Response, Failure> {
    if let Some(name) = ask.form.line("name") {
        let command = Command::RenameCard { card, name };
        let to = app.act(&me, &ask, &command, "/children/cards?ok=saved").await?;
        return Ok(Redirect::to(&to).into_response());
    }
    me.see_again(|seen| show_card(&app, &me, &seen, card, &ask.form))
}

/// `POST /children/cards/{card}/removal`: our own card leaves the table.
pub async fn remove_card(
    State(app): State<App>,
    me: Me,
    Path(card): Path<CardId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let command = Command::RemoveCard { card };
    let to = app.act(&me, &ask, &command, "/children/cards?ok=saved").await?;
    Ok(Redirect::to(&to).into_response())
}

fn show_card(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    card: CardId,
    form: &Form,
) -> Result<Response, Failure> {
    let dealt = seen.shared.deck.on_table(card).ok_or(Failure::NotFound)?;
    Rename {
        page: Page::mine(app, me, seen, Place::Children).back_to("/children/cards"),
        form,
        face: CardFace::of(seen, me.words, dealt),
        is_own: matches!(dealt.card.origin, Origin::Own { .. }),
    }
    .show()
}
