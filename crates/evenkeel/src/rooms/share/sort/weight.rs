//! How heavy a card is to me, that I'd like it, that I can't: asked once a round is through, and
//! never opened to anyone.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use household::command::Command;
use household::sort::{Answer, Cannot, Heaviness, Mark};
use household::{CardId, Seen};

use super::deck::{Hand, Left, Thread};
use super::{card_id, end_path, sealed_meanwhile};
use crate::app::{App, Shared};
use crate::content::{Content, StepText, Steps};
use crate::rooms::card::{CardFace, Person};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};
use crate::web::part::{InPlace, leave_for, part, part_for, wants_part};

const HEAVINESS: [(&str, Heaviness); 5] = [
    ("feather", Heaviness::Feather),
    ("light", Heaviness::Light),
    ("middling", Heaviness::Middling),
    ("heavy", Heaviness::Heavy),
    ("draining", Heaviness::Draining),
];
const CANNOT: [(&str, Option<Cannot>); 3] = [
    ("no", None),
    ("not-possible", Some(Cannot::NotPossible)),
    ("dont-know-how", Some(Cannot::DontKnowHow)),
];

#[derive(Debug, Template)]
#[template(path = "rooms/share/sort/weight.html", blocks = ["part", "shown"])]
struct WeightPage<'a> {
    page: Page<'a>,
    form: Form,
    face: CardFace<'a>,
    thread: Option<Thread>,
    steps: &'static Steps,
    options: [(&'static str, &'static StepText); 5],
    back: Option<CardId>,
    offer: Offer,
}

/// What is offered to someone who does not know how yet.
#[derive(Debug)]
enum Offer {
    Nothing,
    /// Nobody else has a page here to ask on: someone who knows may show it.
    InPerson,
    /// Asking is visible to these: said before it is pressed.
    Ask(String),
    Asked(String),
}

/// `GET /share/sort/weight`: the first card whose heaviness was not said.
pub async fn first(State(app): State<App>, me: Me) -> Result<Response, Failure> {
    me.see(|seen| {
        let open = Hand::to_weigh(&seen).first_open().filter(|_| !seen.own.sort.is_sealed());
        match open {
            Some(card) => WeightPage::of(&app, &me, seen, card)?.show(),
            None => Ok(Redirect::to(end_path(&seen)).into_response()),
        }
    })?
}

/// `GET /share/sort/{card}/weight`: this card's.
pub async fn show(
    State(app): State<App>,
    me: Me,
    Path(card): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let card = card_id(&card)?;
    me.see(|seen| {
        if seen.own.sort.is_sealed() {
            return Ok(Redirect::to("/share/sort/end").into_response());
        }
        WeightPage::of(&app, &me, seen, card)?.show_to(wants_part(&headers))
    })?
}

/// `POST /share/sort/{card}/weight`: what was tapped so far.
pub async fn mark(
    State(app): State<App>,
    me: Me,
    Path(card): Path<String>,
    headers: HeaderMap,
    ask: Ask,
) -> Result<Response, Failure> {
    let card = card_id(&card)?;
    let by_script = wants_part(&headers);
    if me.see(|seen| seen.own.sort.is_sealed())? {
        return sealed_meanwhile(by_script);
    }
    let mut ask = me.see(|seen| ask.sets(&seen))?;
    let goes = ask.form.is_ticked("go");
    let (marks, to) = me.see(|seen| {
        seen.shared.deck.on_table(card).ok_or(Failure::NotFound)?;
        let before = seen.own.sort.answer(card).cloned().unwrap_or_default();
        let marks = marks(&mut ask.form, &before);
        Ok::<_, Failure>((marks, if goes { after(&seen, card) } else { own_path(card) }))
    })??;
    if !ask.form.is_fine() {
        return me
            .see(|seen| WeightPage::with(&app, &me, seen, card, ask.form)?.refuse_to(by_script))?;
    }
    let to = if marks.is_empty() {
        to
    } else {
        app.act(&me, &ask, &Command::MarkCard { card, marks: marks.clone() }, &to).await?
    };
    if !by_script {
        return Ok(Redirect::to(&to).into_response());
    }
    me.see(|seen| match next_card(&to) {
        Some(there) if goes => WeightPage::of(&app, &me, seen, there)?.in_place(),
        None => leave_for(&to),
        Some(_) if marks.iter().any(|mark| matches!(mark, Mark::Cannot(_))) => {
            let page = WeightPage::of(&app, &me, seen, card)?;
            part_for("#shown", page.as_shown().render()?)
        }
        Some(_) => Ok(StatusCode::NO_CONTENT.into_response()),
    })?
}

/// `POST /share/sort/{card}/shown`: "show me once". The others see that it is asked.
pub async fn ask_to_be_shown(
    State(app): State<App>,
    me: Me,
    Path(card): Path<String>,
    headers: HeaderMap,
    ask: Ask,
) -> Result<Response, Failure> {
    let card = card_id(&card)?;
    let to = app.act(&me, &ask, &Command::AskToBeShown { card }, &own_path(card)).await?;
    if !wants_part(&headers) {
        return Ok(Redirect::to(&to).into_response());
    }
    me.see(|seen| Ok(part(WeightPage::of(&app, &me, seen, card)?.as_shown().render()?)))?
}

/// The marks that change something.
fn marks(form: &mut Form, before: &Answer) -> Vec<Mark> {
    let mut marks = Vec::new();
    if form.get("heaviness").is_some() {
        let heaviness = form.one_of("heaviness", &HEAVINESS);
        let heaviness = heaviness.filter(|heaviness| before.heaviness != Some(*heaviness));
        marks.extend(heaviness.map(Mark::Heaviness));
    }
    if form.get("cannot").is_some() {
        let cannot = form.one_of("cannot", &CANNOT);
        marks.extend(cannot.filter(|cannot| before.cannot != *cannot).map(Mark::Cannot));
    }
    let like = form.is_ticked("like");
    marks.extend((like != before.like).then_some(Mark::Like(like)));
    marks
}

fn after(seen: &Seen<'_>, card: CardId) -> String {
    let next = Hand::to_weigh(seen).after(card, Left::Passed);
    next.map_or_else(|| end_path(seen).to_owned(), own_path)
}

fn own_path(card: CardId) -> String {
    format!("/share/sort/{card}/weight")
}

fn next_card(path: &str) -> Option<CardId> {
    path.strip_prefix("/share/sort/")?.strip_suffix("/weight")?.parse().ok()
}

fn name_of<T: PartialEq>(choices: &[(&'static str, T)], choice: &T) -> &'static str {
    choices.iter().find(|(_, known)| known == choice).map_or("", |(name, _)| name)
}

impl Offer {
    fn of(seen: &Seen<'_>, me: &Me, card: CardId) -> Self {
        let cannot = seen.own.sort.answer(card).and_then(|answer| answer.cannot);
        if cannot != Some(Cannot::DontKnowHow) {
            return Self::Nothing;
        }
        let owner = seen.shared.agreements.owner_on(card, seen.me, me.today);
        if owner.is_some_and(|owner| seen.shared.people.trusted(owner).is_some()) {
            return Self::InPerson;
        }
        let asked = seen.shared.living.get(&card).map(|living| &living.to_be_shown);
        let asked = asked.is_some_and(|asked| asked.contains(&seen.me));
        match &Person::all(seen, me.words)[1..] {
            [] => Self::InPerson,
            [other] if asked => Self::Asked(other.name.clone()),
            [other] => Self::Ask(other.name.clone()),
            [_, ..] if asked => Self::Asked(me.words.text("weight-everyone").to_owned()),
            [_, ..] => Self::Ask(me.words.text("weight-everyone").to_owned()),
        }
    }
}

impl InPlace for WeightPage<'_> {
    fn in_place(&self) -> Result<Response, Failure> {
        Ok(part(self.as_part().render()?))
    }
}

impl<'a> WeightPage<'a> {
    fn of(app: &'a Shared, me: &Me, seen: Seen<'a>, card: CardId) -> Result<Self, Failure> {
        let answer = seen.own.sort.answer(card).cloned().unwrap_or_default();
        let mut fields = vec![("cannot", name_of(&CANNOT, &answer.cannot))];
        fields.extend(answer.heaviness.map(|it| ("heaviness", name_of(&HEAVINESS, &it))));
        fields.extend(answer.like.then_some(("like", "yes")));
        let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
        Self::with(app, me, seen, card, Form::new(fields.collect()))
    }

    fn with(
        app: &'a Shared,
        me: &Me,
        seen: Seen<'a>,
        card: CardId,
        form: Form,
    ) -> Result<Self, Failure> {
        let dealt = seen.shared.deck.on_table(card).ok_or(Failure::NotFound)?;
        let content = Content::for_language(me.words.language());
        let hand = Hand::to_weigh(&seen);
        Ok(Self {
            page: Page::mine(app, me, &seen, Place::Share).back_to("/share"),
            face: CardFace::of(&seen, me.words, dealt),
            thread: hand.thread(card),
            steps: content.steps(),
            options: HEAVINESS.map(|(name, heaviness)| (name, content.step_name(heaviness))),
            back: hand.before(card),
            offer: Offer::of(&seen, me, card),
            form,
        })
    }

    fn says_more(&self) -> bool {
        self.form.is_ticked("like")
            || self.form.value("cannot") != "no"
            || self.form.error("cannot").is_some()
    }
}
