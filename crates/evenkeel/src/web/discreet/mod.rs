//! The neutral look ("Home list"): on a device that chose it, everything stands at the one neutral
//! address, under a neutral name.
//!
//! The rooms know nothing of it. This gateway lies in front of the router and works only where the
//! device's cookie asks for it: what a page leads to is put into its forms on the way out
//! ([`page`]), and a form that comes to the neutral address is carried to where it was meant
//! ([`asked`]), through every rule that holds for any other request. Redirects are followed here,
//! so a browser's history holds one address and one title. What script fetches keeps its addresses:
//! no history holds those.
//!
//! There are no notifications; what is built to send some asks [`is_on`] of nobody: it is told by
//! the device, not by the household, so a message must be neutral for all.

mod asked;
mod page;

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderName, HeaderValue, LOCATION, SET_COOKIE,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use tokio::time::timeout;

use self::asked::Asked;
use super::me::cookie_in;
use super::page::NEUTRAL;
use super::part::wants_part;
use crate::app::{App, Shared};
use crate::settings::Settings;

/// As long as browsers keep a cookie at all.
const DAYS: i64 = 400;
const CHOSEN: &str = "list";
/// *Leave this page* as it is called here: a link has to have an address of its own, browsers keep
/// it, and this one says nothing. It works for a page that is still open when the look is off.
const OUT: &str = "/p/";
const LEAVE: &str = "/leave";
/// Most redirects that are followed for one press: a room leads on once or twice.
const REDIRECTS_MAX: usize = 5;
/// Most bytes of a form that is opened here to see where it goes; the router's own limits come
/// after it.
const BODY_BYTES_MAX: usize = 5 << 20;
/// Longest that such a form may be on its way.
const BODY_TIME_MAX: Duration = Duration::from_secs(20);
/// Addresses that somebody sent: whoever opens one has it in their history already, and would find
/// nothing at the neutral one.
const SENT: [&str; 3] = ["/join/", "/sheet/", "/session/"];

const HX_REDIRECT: HeaderName = HeaderName::from_static("hx-redirect");
const HX_TRIGGER: HeaderName = HeaderName::from_static("hx-trigger");
const HX_RESWAP: HeaderName = HeaderName::from_static("hx-reswap");

/// Whether this device chose the neutral look.
pub fn is_on(settings: &Settings, headers: &HeaderMap) -> bool {
    cookie_in(headers, cookie_name(settings)) == Some(CHOSEN)
}

/// The cookie that a device keeps its choice in: over every sign-out, and known to nobody else.
pub fn cookie(app: &Shared, on: bool) -> HeaderValue {
    let seconds = if on { DAYS * 24 * 3600 } else { 0 };
    app.cookie(cookie_name(&app.settings), if on { CHOSEN } else { "" }, seconds)
}

fn cookie_name(settings: &Settings) -> &'static str {
    if settings.is_https() { "__Host-view" } else { "view" }
}

/// In front of the router.
pub async fn discreet(State(app): State<App>, mut request: Request, next: Next) -> Response {
    if request.uri().path() == OUT {
        *request.uri_mut() = Uri::from_static(LEAVE);
    }
    if !is_on(&app.settings, request.headers()) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    if is_opened(&parts) {
        return open(&app, parts, next).await;
    }
    if !is_form(&parts) {
        asked::without_ours(&mut parts.uri);
        let path = parts.uri.path().to_owned();
        return dressed(&path, next.run(Request::from_parts(parts, body)).await).await;
    }
    let body = match timeout(BODY_TIME_MAX, to_bytes(body, BODY_BYTES_MAX)).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => return StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Err(_) => return StatusCode::REQUEST_TIMEOUT.into_response(),
    };
    let (asked, fields) = asked::read(&body);
    match asked {
        Some(asked) if parts.uri.path() == NEUTRAL => {
            carry(&app, at(parts, asked, fields), next).await
        }
        Some(_) | None => {
            let path = parts.uri.path().to_owned();
            let request = with_form(parts, fields);
            if path == NEUTRAL {
                return carry(&app, request, next).await;
            }
            dressed(&path, next.run(request).await).await
        }
    }
}

/// A page that was asked for by an address, not by script.
fn is_opened(parts: &Parts) -> bool {
    let mode = parts.headers.get("sec-fetch-mode").map(HeaderValue::as_bytes);
    // Over plain HTTP at home a browser does not say, but it says what it takes.
    let takes_pages = || {
        let accepted = parts.headers.get(ACCEPT).and_then(|value| value.to_str().ok());
        accepted.is_some_and(|accepted| accepted.contains("text/html"))
    };
    parts.method == Method::GET
        && !wants_part(&parts.headers)
        && mode.map_or_else(takes_pages, |mode| mode == b"navigate")
}

fn is_form(parts: &Parts) -> bool {
    let kind = parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    parts.method == Method::POST
        && kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}

/// The first page in place; every other address leads there.
async fn open(app: &App, parts: Parts, next: Next) -> Response {
    let path = parts.uri.path().to_owned();
    if path == NEUTRAL {
        let first = Asked { method: Method::GET, to: Uri::from_static("/") };
        let mut response = carry(app, at(parts, first, Bytes::new()), next).await;
        response.headers_mut().append(SET_COOKIE, cookie(app, true));
        return response;
    }
    let stays = path == LEAVE
        || path.starts_with("/assets/")
        || SENT.iter().any(|before| path.starts_with(before));
    if stays {
        return dressed(&path, next.run(Request::from_parts(parts, Body::empty())).await).await;
    }
    Redirect::to(NEUTRAL).into_response()
}

/// Answers a request, and whatever it leads on to, in place.
async fn carry(app: &App, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let mut body = Some(body);
    let mut cookies: Vec<HeaderValue> = Vec::new();
    for _ in 0..=REDIRECTS_MAX {
        let path = parts.uri.path().to_owned();
        let mut request = Request::from_parts(parts.clone(), body.take().unwrap_or_default());
        set_cookies(request.headers_mut(), &cookies);
        let mut response = next.clone().run(request).await;
        let set: Vec<_> = response.headers().get_all(SET_COOKIE).iter().cloned().collect();
        let looks_other = set.iter().any(|one| is_of(one, cookie_name(&app.settings)));
        cookies.extend(set);
        let on = leads_to(&response).filter(|_| !looks_other);
        let Some(to) = on else {
            response.headers_mut().remove(SET_COOKIE);
            for cookie in cookies {
                response.headers_mut().append(SET_COOKIE, cookie);
            }
            return dressed(&path, response).await;
        };
        let asked = Asked { method: Method::GET, to };
        parts = at(parts, asked, Bytes::new()).into_parts().0;
    }
    tracing::error!("a press led on and on");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// The same reader's request for something else.
fn at(mut parts: Parts, asked: Asked, fields: Bytes) -> Request {
    parts.uri = asked.to;
    if asked.method == Method::POST {
        return with_form(parts, fields);
    }
    let query = [parts.uri.query().unwrap_or_default().as_bytes(), &fields[..]];
    let query = query.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(&b'&');
    if !query.is_empty() && !fields.is_empty() {
        parts.uri = asked::with_query(parts.uri.path(), &query);
    }
    parts.method = Method::GET;
    parts.headers.remove(CONTENT_TYPE);
    parts.headers.remove(CONTENT_LENGTH);
    Request::from_parts(parts, Body::empty())
}

fn with_form(mut parts: Parts, fields: Bytes) -> Request {
    parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(fields.len()));
    Request::from_parts(parts, Body::from(fields))
}

/// Where an answer leads, if that is one of ours.
fn leads_to(response: &Response) -> Option<Uri> {
    let is_redirect = response.status() == StatusCode::SEE_OTHER;
    let to = response.headers().get(LOCATION).filter(|_| is_redirect)?.to_str().ok()?;
    asked::own(to)
}

/// Sets what answers on the way have set, as the browser would have.
fn set_cookies(headers: &mut HeaderMap, set: &[HeaderValue]) {
    for cookie in set.iter().filter_map(|value| value.to_str().ok()) {
        let (pair, rest) = cookie.split_once(';').unwrap_or((cookie, ""));
        let name = pair.split('=').next().unwrap_or_default();
        let old = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let old = old.flat_map(|value| value.split(';')).map(str::trim);
        let mut pairs: Vec<_> =
            old.filter(|old| old.split('=').next() != Some(name)).map(str::to_owned).collect();
        if !rest.contains("Max-Age=0") {
            pairs.push(pair.to_owned());
        }
        let pairs = HeaderValue::try_from(pairs.join("; "));
        headers.insert(COOKIE, pairs.expect("made of what headers held"));
    }
}

fn is_of(cookie: &HeaderValue, name: &str) -> bool {
    cookie.to_str().is_ok_and(|cookie| cookie.split('=').next() == Some(name))
}

/// An answer as this device shows it.
pub async fn dressed(here: &str, mut response: Response) -> Response {
    if let Some(to) = response.headers_mut().remove(HX_REDIRECT) {
        let going = page::going(to.to_str().unwrap_or(NEUTRAL));
        response.headers_mut().insert(HX_TRIGGER, going);
        response.headers_mut().insert(HX_RESWAP, HeaderValue::from_static("none"));
    }
    let kind = response.headers().get(CONTENT_TYPE).map(HeaderValue::as_bytes);
    if !kind.is_some_and(|kind| kind.starts_with(b"text/html")) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // Pages are made in memory: reading one cannot fail.
    let html = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let dressed = page::dressed(here, &String::from_utf8_lossy(&html));
    parts.headers.remove(CONTENT_LENGTH);
    match dressed {
        Ok(html) => Response::from_parts(parts, Body::from(html)),
        Err(error) => {
            tracing::error!(%error, "a page could not be given its neutral look");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
