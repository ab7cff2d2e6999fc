//! The moments a rule can start from: first those that children of this family's ages bring.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use household::Seen;
use household::people::{AgeBand, Child};
use household::rules::Scenario;

use super::{HERE, number};
use crate::app::App;
use crate::content::{Content, Guide, ScenarioText};
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/children/rules/moments.html")]
struct Moments<'a> {
    page: Page<'a>,
    guide: &'static Guide,
    is_alone: bool,
    fitting: Vec<Moment>,
    others: Vec<Moment>,
}

#[derive(Debug)]
struct Moment {
    number: usize,
    text: &'static ScenarioText,
    state: &'static str,
}

/// `GET /children/rules/moments`.
pub async fn moments(State(app): State<App>, me: Me) -> Result<Response, Failure> {
    me.see(|seen| {
        let texts = Content::for_language(me.words.language()).discipline();
        let children = seen.shared.people.children().iter();
        let ages: Vec<_> = children.map(|child| band(&me, child)).collect();
        let all = Scenario::ALL.into_iter().map(|scenario| Moment {
            number: number(scenario),
            text: texts.scenario(scenario),
            state: state(&seen, &me, scenario),
        });
        let (fitting, others) = all.partition(|one| {
            ages.is_empty() || one.text.bands.iter().any(|band| ages.contains(band))
        });
        Moments {
            guide: &texts.guide,
            is_alone: seen.shared.people.is_alone(),
            fitting,
            others,
            page: Page::mine(&app, &me, &seen, Place::Children).back_to(HERE),
        }
        .show()
    })?
}

fn band(me: &Me, child: &Child) -> AgeBand {
    child.band.unwrap_or(AgeBand::of_months(child.born.age_months(me.today)))
}

/// Where the reader's own answer stands, or that all can see it.
fn state(seen: &Seen<'_>, me: &Me, scenario: Scenario) -> &'static str {
    let sheet = seen.own.rules.sheet(scenario);
    let is_open = seen.shared.rules.opened(scenario, me.member).is_some();
    match (sheet.is_sealed(), is_open, sheet.answer(scenario).is_some()) {
        (true, _, _) => me.words.text("rules-state-closed"),
        (false, true, _) => me.words.text("rules-state-open"),
        (false, false, true) => me.words.text("rules-state-begun"),
        (false, false, false) => me.words.text("rules-state-new"),
    }
}
