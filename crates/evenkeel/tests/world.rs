//! A world to test in: the whole program on a data file of its own, at a time that is set, with
//! randomness that repeats; and browsers that keep cookies and know the last page's form key.

use std::collections::BTreeMap;
use std::future::{Future, poll_fn};
use std::path::Path;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::task::Poll;

use axum::Router;
use axum::body::Body;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_TYPE, COOKIE, HOST, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use evenkeel::app::{App, Quota, Shared};
use evenkeel::clock::Clock;
use evenkeel::entropy::Entropy;
use evenkeel::settings::{LEAVE_TO_DEFAULT, Settings};
use evenkeel::web::router::router;
use http_body_util::BodyExt;
use journal::{Journal, ServerKey, SqliteOptions};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tower::ServiceExt;

/// Monday, 23 November 2026, 08:00 UTC.
pub const MORNING: i64 = 1_795_420_800;

pub struct World {
    pub app: App,
    router: Router,
    now: Arc<AtomicI64>,
    pub folder: TempDir,
}

/// Somebody's browser.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    /// The key of the forms of the page read last.
    pub key: String,
    /// What else its forms hold without being asked.
    hidden: [Option<(&'static str, String)>; HIDDEN.len()],
}

/// What a form says of the page it stood on.
const HIDDEN: [&str; 2] = ["here", "day"];

/// What came back, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl World {
    /// Two worlds of the same seed answer the same requests with the same bytes.
    pub fn new(seed: u8) -> Self {
        Self::opened_at(seed, "http://localhost:7466")
    }

    /// One where nobody writes faster than a hand does.
    pub fn limited(seed: u8) -> Self {
        Self::made(seed, "http://localhost:7466", Quota::USUAL)
    }

    /// One that browsers open at `address`.
    pub fn opened_at(seed: u8, address: &str) -> Self {
        Self::made(seed, address, Quota::STORY)
    }

    /// As [`World::opened_at`], where *Leave this page* goes to `leave_to`.
    pub fn left_for(seed: u8, address: &str, leave_to: String) -> Self {
        Self::set(seed, address, |settings| Settings { leave_to, ..settings })
    }

    /// The same, but its browsers are answered by another program.
    pub fn reached_by(self, router: Router) -> Self {
        Self { router, ..self }
    }

    fn made(seed: u8, address: &str, writes: Quota) -> Self {
        Self::set(seed, address, |settings| Settings { writes, ..settings })
    }

    fn set(seed: u8, address: &str, change: impl FnOnce(Settings) -> Settings) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let now = Arc::new(AtomicI64::new(MORNING));
        let settings = change(settings(folder.path(), address));
        Self::over(folder, now, settings, seed)
    }

    /// The program ended, and another began on the same data; browsers move by
    /// [`Browser::moved_to`].
    pub async fn restarted(self, seed: u8) -> Self {
        let settings = self.app.settings.clone();
        self.app.journal.close().await;
        Self::over(self.folder, self.now, settings, seed)
    }

    fn over(folder: TempDir, now: Arc<AtomicI64>, settings: Settings, seed: u8) -> Self {
        let data_file = folder.path().join("evenkeel.db");
        let key = ServerKey::load_or_create(&folder.path().join("server.key"), &data_file);
        let key = key.expect("a key");
        let journal = Journal::open_sqlite(&data_file, key, SqliteOptions::default());
        let app = Shared::new(
            settings,
            journal.expect("a data file"),
            Clock::Set(Arc::clone(&now)),
            Entropy::seeded([seed; 32]),
        );
        Self { router: router(Arc::clone(&app)), app, now, folder }
    }

    /// The same, as somebody serves it who brings lists and lines along.
    pub async fn provided(self, provided: evenkeel::provided::Provided) -> Self {
        let settings = Settings { provided, ..self.app.settings.clone() };
        self.app.journal.close().await;
        Self::over(self.folder, self.now, settings, 1)
    }

    pub fn browser(&self) -> Browser {
        let (router, cookies) = (self.router.clone(), BTreeMap::new());
        Browser { router, cookies, key: String::new(), hidden: [const { None }; HIDDEN.len()] }
    }

    pub fn pass_days(&self, days: i64) {
        self.pass_minutes(days * 24 * 60);
    }

    pub fn pass_minutes(&self, minutes: i64) {
        self.now.fetch_add(minutes * 60, Ordering::Relaxed);
    }

    /// A digest of the data file and its log: the same as long as nothing was written.
    pub fn on_disk(&self) -> [u8; 32] {
        let mut digest = Sha256::new();
        for name in ["evenkeel.db", "evenkeel.db-wal"] {
            let bytes = std::fs::read(self.folder.path().join(name)).unwrap_or_default();
            digest.update((bytes.len() as u64).to_be_bytes());
            digest.update(&bytes);
        }
        digest.finalize().into()
    }
}

fn settings(folder: &Path, address: &str) -> Settings {
    Settings {
        data: folder.to_owned(),
        key: folder.join("server.key"),
        listen: ([127, 0, 0, 1], 7466).into(),
        public_url: address.to_owned(),
        leave_to: LEAVE_TO_DEFAULT.to_owned(),
        operator: None,
        provided: evenkeel::provided::Provided::default(),
        writes: Quota::STORY,
        tls: None,
    }
}

impl Browser {
    /// The same browser, its requests answered by another run of the program.
    pub fn moved_to(self, world: &World) -> Self {
        Self { router: world.router.clone(), ..self }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        let request = self.request(Method::GET, path).body(Body::empty()).expect("a request");
        let answer = self.send(request).await;
        if let Some(key) = form_key(&answer.body) {
            key.clone_into(&mut self.key);
            self.hidden = HIDDEN.map(|name| {
                let value = attribute_after(&answer.body, &format!("name=\"{name}\" value=\""));
                value.map(|value| (name, value.to_owned()))
            });
        }
        answer
    }

    /// Asks for a page with a header of one's own.
    pub async fn get_with(&mut self, path: &str, name: &str, value: &str) -> Answer {
        let request = self.request(Method::GET, path).header(name, value);
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    /// What a page or a part of one weighs on its way, as browsers ask for it: headers and all.
    pub async fn weighs(&mut self, method: Method, path: &str, body: Vec<u8>) -> usize {
        let request = self
            .request(method, path)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header(ACCEPT_ENCODING, "gzip, deflate, br");
        let request = request.body(Body::from(body)).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("never fails");
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert_eq!(response.headers().get("content-encoding").expect("packed"), "br", "{path}");
        let headers = response.headers().iter();
        let headers: usize = headers.map(|(name, it)| name.as_str().len() + it.len() + 4).sum();
        let body = response.into_body().collect().await.expect("a body in memory");
        headers + body.to_bytes().len()
    }

    /// Opens a stream of events, and leaves it open.
    pub async fn stream(&mut self, path: &str, last: Option<u64>) -> Body {
        let mut request = self.request(Method::GET, path);
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let request = request.body(Body::empty()).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("never fails");
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        response.into_body()
    }

    /// As if the device had been given it before.
    pub fn keeps_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Posts a form with the key of the page read last, and what it says of that page.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let key = self.key.clone();
        self.post_with_key(path, &key, fields).await
    }

    pub async fn post_with_key(
        &mut self,
        path: &str,
        key: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        let hidden = self.hidden.iter().flatten().map(|(name, value)| (*name, value.as_str()));
        let hidden = hidden.filter(|(name, _)| fields.iter().all(|(field, _)| field != name));
        let pairs = std::iter::once(("key", key)).chain(fields.iter().copied()).chain(hidden);
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        self.post_raw(path, body.into_bytes()).await
    }

    pub async fn post_raw(&mut self, path: &str, body: Vec<u8>) -> Answer {
        let request = self
            .request(Method::POST, path)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .expect("a request");
        self.send(request).await
    }

    /// Any request, with headers of its own (a later one of a name replaces ours).
    pub async fn ask(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&'static str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let mut request = self.request(method, path).body(body.into()).expect("a request");
        for (name, value) in headers {
            let value = value.parse().expect("a header's value");
            request.headers_mut().insert(*name, value);
        }
        self.send(request).await
    }

    /// Posts, expects to be sent on, and reads the page it was sent to.
    pub async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.post(path, fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.body);
        let to = answer.header("location").expect("somewhere to go").to_owned();
        self.get(&to).await
    }

    /// Reads a page and posts one of its forms.
    pub async fn visit_and_submit(
        &mut self,
        page: &str,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        let read = self.get(page).await;
        assert_eq!(read.status, StatusCode::OK, "{page}: {}", read.body);
        self.submit(path, fields).await
    }

    fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, "localhost:7466")
            .header("accept-language", "en");
        if !self.cookies.is_empty() {
            let pairs: Vec<_> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(COOKIE, pairs.join("; "));
        }
        request
    }

    async fn send(&mut self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("never fails");
        let (parts, body) = response.into_parts();
        self.keep_cookies(&parts.headers);
        let body = body.collect().await.expect("a body in memory").to_bytes();
        Answer {
            status: parts.status,
            headers: parts
                .headers
                .iter()
                .map(|(name, value)| {
                    (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
                })
                .collect(),
            body: String::from_utf8(body.to_vec()).expect("our pages are UTF-8"),
        }
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for value in headers.get_all(SET_COOKIE) {
            let text = value.to_str().expect("our cookies are ASCII");
            let (pair, rest) = text.split_once(';').unwrap_or((text, ""));
            let (name, value) = pair.split_once('=').expect("a name and a value");
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn location(&self) -> &str {
        self.header(LOCATION.as_str()).unwrap_or("")
    }

    pub fn shows(&self, text: &str) -> bool {
        self.body.contains(text)
    }
}

/// The key of a page's forms.
pub fn form_key(body: &str) -> Option<&str> {
    attribute_after(body, "name=\"key\" value=\"")
}

/// The text between a mark and the next quote.
pub fn attribute_after<'a>(body: &'a str, mark: &str) -> Option<&'a str> {
    let (_, rest) = body.split_once(mark)?;
    rest.split_once('"').map(|(value, _)| value)
}

/// Every value that follows a mark, up to the next quote.
pub fn all_after<'a>(body: &'a str, mark: &'a str) -> Vec<&'a str> {
    body.split(mark).skip(1).filter_map(|rest| rest.split_once('"')).map(|(v, _)| v).collect()
}

/// Lets something run for so many polls and drops it then, as a server does with the request of a
/// connection that is gone. Whether it ended before.
pub async fn break_after<T>(polls: usize, work: impl Future<Output = T>) -> bool {
    let mut work = pin!(work);
    let mut polled = 0;
    poll_fn(|context| {
        if polled == polls {
            return Poll::Ready(false);
        }
        polled += 1;
        match work.as_mut().poll(context) {
            Poll::Ready(_) => Poll::Ready(true),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}
