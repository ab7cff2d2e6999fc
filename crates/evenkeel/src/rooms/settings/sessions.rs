//! Where I am signed in. When each was last used is not kept, so it cannot be shown.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use journal::{Row, Session};

use crate::app::{Act, App, Shared};
use crate::web::ask::Ask;
use crate::web::failure::{Failure, hex};
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};

/// The field's value that ends all but this one.
const OTHERS: &str = "others";

#[derive(Debug, Template)]
#[template(path = "rooms/settings/sessions.html")]
struct Sessions<'a> {
    page: Page<'a>,
    sessions: Vec<Shown>,
}

#[derive(Debug)]
struct Shown {
    id: String,
    label: String,
    since: Date,
    is_this: bool,
    on_shared_device: bool,
}

/// `GET /settings/sessions`
pub async fn sessions(
    State(app): State<App>,
    me: Me,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    let mine = app.journal.sessions_of(me.member, app.clock.now()).await?;
    let state = app.ways_in(&me).await?;
    me.see(|seen| {
        let house = me.house.read();
        let sessions = mine.iter().map(|session| Shown {
            id: id_of(&app, session),
            label: session.label.clone(),
            since: house.today_of(me.member, session.created),
            is_this: session.token_hash == me.session,
            on_shared_device: session.device.is_some(),
        });
        let page = Page::mine(&app, &me, &seen, Place::None);
        let page = page.with_state(&app, &state).back_to("/settings").saying(said.ok());
        Sessions { page, sessions: sessions.collect() }.show()
    })?
}

/// `POST /settings/sessions`: ends one, or all others.
pub async fn end_sessions(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    let member = me.member;
    let rows = if ask.form.has("end", OTHERS) {
        vec![Row::EndSessionsOf { member, except: Some(me.session) }]
    } else {
        let mine = app.journal.sessions_of(member, app.clock.now()).await?;
        let wanted = mine.into_iter().find(|session| ask.form.has("end", &id_of(&app, session)));
        // One that is not there any more has ended, which is what was asked for.
        let end = wanted.map(|it| Row::EndSession { member, token_hash: it.token_hash });
        end.into_iter().collect()
    };
    let to = "/settings/sessions?ok=ended";
    let act = Act { household: me.household, member, ask: &ask, commands: &[], rows, to };
    Ok(Redirect::to(&app.act_as(act).await?.to).into_response())
}

/// What a page calls a session: nothing of its token.
fn id_of(app: &Shared, session: &Session) -> String {
    hex(&app.derive("session in a list", &[&session.token_hash])[..8])
}
