//! That the browsers do as they are told, and that htmx runs under the policy of our pages.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use fantoccini::Locator;

use super::ending::descendants;
use super::{Driver, Look, axe, screenshot, screenshot_whole};

const HTMX: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../vendor/htmx/htmx.esm.min.js"));
const STYLE: &str = ":root { color-scheme: light dark } .pale { color: #ccc; background: #fff }";
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const SEEN: &str = "return [innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]";

/// Serves one small page, under the policy of the real ones; each POST raises its counter.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}/", listener.local_addr().expect("an address"));
    let count = AtomicUsize::new(0);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            // Browsers open connections they never use: an error here is theirs to end.
            let _ = answer(&stream.expect("a connection"), &count);
        }
    });
    address
}

fn answer(mut stream: &TcpStream, count: &AtomicUsize) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream);
    let (mut first, mut line, mut length) = (String::new(), String::new(), 0);
    lines.read_line(&mut first)?;
    while lines.read_line(&mut line)? > 2 {
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        line.clear();
    }
    lines.take(length).read_to_end(&mut Vec::new())?;
    let (status, kind, body) = match first.split(' ').take(2).collect::<Vec<_>>()[..] {
        ["POST", _] => {
            count.fetch_add(1, Ordering::Relaxed);
            ("303 See Other\r\nLocation: /", "text/plain", String::new())
        }
        [_, "/htmx.js"] => ("200 OK", "text/javascript", HTMX.to_owned()),
        [_, "/style.css"] => ("200 OK", "text/css", STYLE.to_owned()),
        _ => ("200 OK", "text/html", page(count.load(Ordering::Relaxed))),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\nConnection: close\r\n\
         Content-Security-Policy: {POLICY}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn page(count: usize) -> String {
    format!(
        r##"<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title>
        <meta name="viewport" content="width=device-width">
        <meta name="htmx-config" content='{{"history":false,"includeIndicatorCSS":false}}'>
        <link rel="stylesheet" href="/style.css">
        <script type="module" src="/htmx.js"></script></head><body><main><h1>Page</h1>
        <p id="count">{count}</p><p id="kept">{count}</p>
        <form method="post" action="/" hx-post="/" hx-target="#count" hx-select="#count"
          hx-swap="outerHTML"><button>One more</button></form>
        <p class="pale">Pale</p></main></body></html>"##
    )
}

async fn text(client: &fantoccini::Client, id: &str) -> String {
    let element = client.find(Locator::Id(id)).await.expect("it is on the page");
    element.text().await.expect("it has a text")
}

#[tokio::test]
async fn a_browser_shows_a_page_as_it_was_asked_to() {
    let (driver, address) = (Driver::start(), serve());
    let mut phone = driver.open(Look::PHONE.dark()).await;
    phone.goto(&address).await.expect("the page opens");
    let seen = phone.execute(SEEN, Vec::new()).await.expect("it runs");
    assert_eq!(seen, serde_json::json!([390, true]));

    let found = axe(&phone).await;
    let rules: Vec<_> = found.iter().map(|one| one.rule.as_str()).collect();
    assert_eq!(rules, ["color-contrast"], "{}", found[0]);
    assert!(found[0].places[0].starts_with(".pale"));
    assert!(screenshot(&phone, "driver-phone-dark").await.exists());

    phone.set(Look::DESK);
    let seen = phone.execute(SEEN, Vec::new()).await.expect("it runs");
    assert_eq!(seen, serde_json::json!([1280, false]));
    assert!(screenshot_whole(&phone, "driver-desk-light").await.exists());
}

/// Whether a process is there that has not ended.
fn is_running(id: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    stat.rsplit(')').next().is_some_and(|rest| !rest.is_empty() && !rest.starts_with(" Z"))
}

#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "a process tells nobody that it has ended")]
async fn no_browser_outlives_its_driver() {
    let (driver, address) = (Driver::start(), serve());
    let phone = driver.open(Look::PHONE).await;
    phone.goto(&address).await.expect("the page opens");
    let family = descendants(driver.process.id());
    assert!(family.len() >= 3, "a browser is several processes, and these are {family:?}");
    drop(driver);
    let end = Instant::now() + Duration::from_secs(10);
    while family.iter().any(|id| is_running(*id)) {
        assert!(Instant::now() < end, "still there: {family:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_profile_that_was_asked_for_stays() {
    let (driver, address) = (Driver::start(), serve());
    let profile = tempfile::tempdir().expect("a temporary folder can be made");
    let desk = driver.open_in(Look::DESK, profile.path()).await;
    desk.goto(&address).await.expect("the page opens");
    desk.close().await;
    assert!(profile.path().join("Default/History").exists());
}

#[tokio::test]
async fn a_form_works_without_script_and_htmx_works_under_a_strict_policy() {
    let (driver, address) = (Driver::start(), serve());
    let plain = driver.open(Look::DESK.without_script()).await;
    plain.goto(&address).await.expect("the page opens");
    plain.find(Locator::Css("button")).await.unwrap().click().await.expect("it is pressed");
    let changed = Locator::XPath("//p[@id='count'][text()='1']");
    plain.wait().for_element(changed).await.expect("the page comes again");
    assert_eq!([text(&plain, "count").await, text(&plain, "kept").await], ["1", "1"]);
    assert_eq!(axe(&plain).await.len(), 1, "axe runs with the page's script off");
    plain.close().await;

    let htmx = driver.open(Look::DESK).await;
    htmx.goto(&address).await.expect("the page opens");
    htmx.find(Locator::Css("button")).await.unwrap().click().await.expect("it is pressed");
    let changed = Locator::XPath("//p[@id='count'][text()='2']");
    htmx.wait().for_element(changed).await.expect("the part is swapped");
    assert_eq!(text(&htmx, "kept").await, "1", "the rest of the page stayed");
}
