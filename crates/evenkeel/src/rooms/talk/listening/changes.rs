//! Following a talk live, by server-sent events. An event is a number and nothing else: what has
//! changed is fetched as a page, by who may read it.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Path, Query, State};
use axum::http::header::HeaderName;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::unfold;
use household::TalkId;
use serde::Deserialize;
use tokio::sync::watch;

use crate::app::App;
use crate::web::failure::Failure;
use crate::web::me::Me;

/// Between two comments that keep the connection, and find out where it is gone.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// How long a browser waits before it connects again.
const RETRY: Duration = Duration::from_secs(1);
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
/// Keeps a proxy from holding events back.
const UNBUFFERED: (HeaderName, HeaderValue) =
    (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));

/// `?seen=N`: the version of the page that follows.
#[derive(Debug, Deserialize)]
pub struct SeenVersion {
    seen: Option<u64>,
}

struct Follower {
    app: App,
    session: [u8; 32],
    version: watch::Receiver<u64>,
    /// What the device knows of.
    told: Option<u64>,
    is_first: bool,
    is_over: bool,
}

/// `GET /talk/listening/{talk}/changes`
pub async fn changes(
    State(app): State<App>,
    me: Me,
    Path(talk): Path<TalkId>,
    Query(seen): Query<SeenVersion>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let version = app.talks.follow(talk, me.member, app.clock.now()).ok_or(Failure::NotFound)?;
    // After a lost connection the browser says what it was told last.
    let last = headers.get(LAST_EVENT_ID).and_then(|id| id.to_str().ok()?.parse().ok());
    let told = last.or(seen.seen);
    let session = me.session;
    let follower = Follower { app, session, version, told, is_first: true, is_over: false };
    let events = unfold(follower, |mut follower| async {
        let event = follower.next().await?;
        Some((Ok::<_, Infallible>(event), follower))
    });
    Ok(([UNBUFFERED], Sse::new(events)).into_response())
}

impl Follower {
    /// The next thing to tell; none where the session has ended, or the talk has.
    async fn next(&mut self) -> Option<Event> {
        if self.is_over {
            return None;
        }
        if std::mem::take(&mut self.is_first) {
            return Some(Event::default().retry(RETRY).comment(""));
        }
        loop {
            let version = *self.version.borrow_and_update();
            if self.told != Some(version) {
                self.told = Some(version);
                return self.is_signed_in().await.then(|| event(version));
            }
            match tokio::time::timeout(KEEP_ALIVE, self.version.changed()).await {
                Ok(Ok(())) => {}
                // The talk has ended: a last word, so that the page looks again.
                Ok(Err(_)) => {
                    self.is_over = true;
                    return self.is_signed_in().await.then(|| event(version + 1));
                }
                Err(_) => {
                    return self.is_signed_in().await.then(|| Event::default().comment(""));
                }
            }
        }
    }

    /// Signing out ends what a device may know, also over a connection that is open.
    async fn is_signed_in(&self) -> bool {
        let now = self.app.clock.now();
        matches!(self.app.journal.session(&self.session, now).await, Ok(Some(_)))
    }
}

/// Something new; what it is, the page asks for.
fn event(version: u64) -> Event {
    Event::default().id(version.to_string()).event("changed").data("-")
}
