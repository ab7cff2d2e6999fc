//! *Leave this page*: a plain link that works on every page, without script, signed in or not.
//!
//! It is the one GET that changes something. Nobody may have to wait for it: the answer goes out
//! even where the disk is slow, and the session is ended behind it.

use std::time::Duration;

use axum::extract::State;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use journal::{Row, SignedIn};

use super::me::cookie_in;
use crate::app::App;
use crate::identity::hash_of;

/// Sites that nobody wonders about, to choose from; the key names its words.
pub const SITES: [(&str, &str); 5] = [
    ("leave-site-encyclopedia", "https://www.wikipedia.org/"),
    ("leave-site-search", "https://duckduckgo.com/"),
    ("leave-site-maps", "https://www.openstreetmap.org/"),
    ("leave-site-news", "https://apnews.com/"),
    ("leave-site-recipes", "https://www.bbc.co.uk/food"),
];
/// Longest address of one's own choice.
pub const ADDRESS_BYTES_MAX: usize = 200;
/// How long the answer waits for the session to be ended; it is ended in any case.
const PATIENCE: Duration = Duration::from_millis(250);

/// `GET /leave`: ends the session on this device and goes to a neutral site.
pub async fn leave(State(app): State<App>, headers: HeaderMap) -> Response {
    let is_meant = is_pressed_here(&headers) && !is_looked_at_ahead(&headers);
    let to = if is_meant { end(&app, &headers).await } else { None };
    let to = to.unwrap_or_else(|| app.settings.leave_to.clone());
    let to = HeaderValue::try_from(to).unwrap_or(HeaderValue::from_static("about:blank"));
    let mut response = (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response();
    if is_meant {
        response.headers_mut().append(SET_COOKIE, app.no_cookie());
        response.headers_mut().append(SET_COOKIE, app.no_known_cookie());
    }
    response
}

/// An address for *Leave this page*: `https`, of a host, in plain characters.
pub fn neutral_address(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix("http://").unwrap_or(text);
    let text = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    if text.len() > ADDRESS_BYTES_MAX || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return None;
    }
    let uri: axum::http::Uri = text.parse().ok()?;
    let host = uri.host()?;
    let is_named = host.contains('.') && host.bytes().any(|byte| byte.is_ascii_alphabetic());
    let is_plain = uri.authority()?.as_str() == host && !text.contains(['"', '<', '>', '\\']);
    (uri.scheme_str() == Some("https") && is_named && is_plain).then_some(text)
}

/// On one of our pages, or typed, or kept as a bookmark: another site must not sign anyone out. A
/// browser that does not say is believed, so that leaving works with all of them.
fn is_pressed_here(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    site.is_none_or(|site| matches!(site, b"same-origin" | b"none"))
}

/// A browser that loads a link before it is pressed must not end anything.
fn is_looked_at_ahead(headers: &HeaderMap) -> bool {
    let purpose = headers.get("sec-purpose").or_else(|| headers.get("purpose"));
    purpose.is_some_and(|purpose| purpose.as_bytes().starts_with(b"prefetch"))
}

/// Ends the session, and gives the site its owner has chosen.
async fn end(app: &App, headers: &HeaderMap) -> Option<String> {
    let token = cookie_in(headers, app.identity.cookie_name(&app.settings))?;
    let token_hash = hash_of(token);
    let signed_in = app.journal.session(&token_hash, app.clock.now()).await.ok()??;
    let app_then = App::clone(app);
    let end = Row::EndSession { member: signed_in.member, token_hash };
    let ending = tokio::spawn(async move {
        if let Err(error) = app_then.journal.write(vec![end]).await {
            tracing::error!(%error, "a session was left and could not be ended");
        }
    });
    let chosen = chosen_site(app, signed_in).await;
    // Too slow: it goes on by itself.
    let _in_time = tokio::time::timeout(PATIENCE, ending).await;
    chosen
}

async fn chosen_site(app: &App, signed_in: SignedIn) -> Option<String> {
    let house = app.households.get(app, signed_in.household).await.ok()?;
    let state = house.read();
    let chosen = state.preferences_of(signed_in.member).leave_to.as_deref();
    chosen.and_then(neutral_address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_https_addresses_of_named_hosts_are_taken() {
        for (text, taken) in [
            ("https://www.wikipedia.org/", Some("https://www.wikipedia.org/")),
            (" example.org ", Some("https://example.org")),
            ("example.org/weather?x=1", Some("https://example.org/weather?x=1")),
            ("http://example.org", Some("https://example.org")),
            ("javascript:alert(1)", None),
            ("data:text/html,x", None),
            ("ftp://example.org", None),
            ("https://", None),
            ("https://localhost/", None),
            ("https://127.0.0.1/", None),
            ("https://name:word@example.org/", None),
            ("https://example.org:8443/", None),
            ("https://exämple.org/", None),
            ("https://example.org/\r\nSet-Cookie: a=b", None),
            ("https://example.org/a b", None),
            ("", None),
        ] {
            assert_eq!(neutral_address(text).as_deref(), taken, "{text:?}");
        }
        assert_eq!(neutral_address(&format!("https://example.org/{}", "a".repeat(200))), None);
        for (_, site) in SITES {
            assert_eq!(neutral_address(site).as_deref(), Some(site));
        }
    }
}
