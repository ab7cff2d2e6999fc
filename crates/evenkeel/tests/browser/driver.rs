//! A real Chromium for tests: one ChromeDriver per [`Driver`], one fresh browser per [`Session`].
//!
//! Apart from the steps that play people, so that those read as what a person does. A browser
//! here never leaves loopback (every other name fails to resolve), starts with an empty profile,
//! and is gone when its [`Driver`] is dropped, also when a test fails. Debian's `chromium` and
//! `chromium-driver` are needed; `cargo xtask test` installs them.

use std::{
    fmt,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    ops::Deref,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

/// How long ChromeDriver may take over one command of ours before the test fails.
const COMMAND_SECONDS_MAX: u64 = 60;

const FLAGS: &[&str] = &[
    "--headless=new",
    // A container's root has no user namespace to put a sandbox in; the pages are our own.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--lang=en-GB",
    // Never leave loopback, whatever a page asks for.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

/// The sizes every page is looked at in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Size {
    /// 390 × 844, touch, two device pixels to one.
    Phone,
    /// 1280 × 800.
    Desk,
}

impl Size {
    const fn width(self) -> u16 {
        match self {
            Self::Phone => 390,
            Self::Desk => 1280,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    Light,
    Dark,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    On,
    /// Pages' own script does not run; WebDriver's commands still do, but for what waits.
    Off,
}

/// What a browser is set to when it opens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    pub(crate) size: Size,
    pub(crate) scheme: Scheme,
    pub(crate) script: Script,
}

impl Look {
    pub(crate) const PHONE: Self =
        Self { size: Size::Phone, scheme: Scheme::Light, script: Script::On };
    pub(crate) const DESK: Self =
        Self { size: Size::Desk, scheme: Scheme::Light, script: Script::On };

    pub(crate) const fn dark(self) -> Self {
        Self { scheme: Scheme::Dark, ..self }
    }

    pub(crate) const fn without_script(self) -> Self {
        Self { script: Script::Off, ..self }
    }
}

/// A ChromeDriver of one test's own. Dropping it ends every browser it started.
#[derive(Debug)]
pub(crate) struct Driver {
    process: Child,
    port: u16,
    /// Profiles and sockets of its browsers; removed last, when nothing writes there any more.
    _folder: TempDir,
}

impl Driver {
    /// Starts ChromeDriver on a free port, and waits until it says which.
    pub(crate) fn start() -> Self {
        let folder = TempDir::new().expect("a temporary folder can be made");
        let mut process = Command::new("chromedriver")
            .env("TMPDIR", folder.path())
            .args(["--port=0", "--log-level=SEVERE"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts: `cargo xtask test` installs it");
        let mut stdout = BufReader::new(process.stdout.take().expect("stdout is piped"));
        let port = loop {
            let mut line = String::new();
            let read = stdout.read_line(&mut line).expect("chromedriver's output is text");
            assert!(read > 0, "chromedriver ended before it said its port");
            if let Some((_, rest)) = line.split_once("successfully on port ") {
                break rest.trim().trim_end_matches('.').parse().expect("a port");
            }
        };
        Self { process, port, _folder: folder }
    }

    /// Opens a new browser, with an empty profile of its own, set to `look`.
    pub(crate) async fn open(&self, look: Look) -> Session {
        self.open_with(look, &[]).await
    }

    /// Opens a browser whose profile stays in `profile`, to look at what it left there.
    pub(crate) async fn open_in(&self, look: Look, profile: &Path) -> Session {
        self.open_with(look, &[format!("--user-data-dir={}", profile.display())]).await
    }

    /// Opens a browser that finds this computer under another name too.
    pub(crate) async fn open_knowing(&self, look: Look, name: &str) -> Session {
        let rules = format!("--host-resolver-rules=MAP {name} 127.0.0.1, MAP * ~NOTFOUND");
        self.open_with(look, &[rules]).await
    }

    async fn open_with(&self, look: Look, more_flags: &[String]) -> Session {
        let flags: Vec<&str> =
            FLAGS.iter().copied().chain(more_flags.iter().map(String::as_str)).collect();
        let millis_max = COMMAND_SECONDS_MAX * 1000;
        let capabilities = json!({
            "goog:chromeOptions": { "binary": "/usr/bin/chromium", "args": flags },
            "goog:loggingPrefs": { "browser": "ALL" },
            "timeouts": { "pageLoad": millis_max, "script": millis_max },
        });
        let Value::Object(capabilities) = capabilities else {
            unreachable!("json! made an object")
        };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{}", self.port))
            .await
            .expect("a browser opens");
        let id = client.session_id().await.expect("asked").expect("a session has an id");
        let session = Session { client, id, port: self.port, look };
        session.emulate(look);
        session
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        ending::end(&mut self.process);
    }
}

/// One browser. It is a [`Client`]: `session.goto(…)`, `session.find(…)`.
#[derive(Debug)]
pub(crate) struct Session {
    client: Client,
    id: String,
    port: u16,
    look: Look,
}

impl Deref for Session {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Session {
    /// Changes size, colour scheme or script, for this page and those to come.
    pub(crate) fn set(&mut self, look: Look) {
        self.look = look;
        self.emulate(look);
    }

    fn emulate(&self, look: Look) {
        let (height, pixels, phone) = match look.size {
            Size::Phone => (844, 2, true),
            Size::Desk => (800, 1, false),
        };
        let width = look.size.width();
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            &json!({
                "width": width, "height": height, "deviceScaleFactor": pixels, "mobile": phone,
            }),
        );
        self.devtools("Emulation.setTouchEmulationEnabled", &json!({ "enabled": phone }));
        let scheme = match look.scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        // Reduced motion, so that a picture never catches a page half way.
        self.devtools(
            "Emulation.setEmulatedMedia",
            &json!({ "features": [
                { "name": "prefers-color-scheme", "value": scheme },
                { "name": "prefers-reduced-motion", "value": "reduce" },
            ] }),
        );
        self.run_script(look.script);
    }

    fn run_script(&self, script: Script) {
        self.devtools(
            "Emulation.setScriptExecutionDisabled",
            &json!({ "value": script == Script::Off }),
        );
    }

    /// Runs one command of the DevTools protocol and gives its result.
    pub(crate) fn devtools(&self, command: &str, params: &Value) -> Value {
        let body = json!({ "cmd": command, "params": params }).to_string();
        let path = format!("/session/{}/goog/cdp/execute", self.id);
        let answer = request(self.port, "POST", &path, &body).expect("chromedriver answers");
        let mut answer: Value = serde_json::from_str(&answer).expect("chromedriver answers JSON");
        let result = answer["value"].take();
        assert!(result.get("error").is_none(), "{command}: {result}");
        result
    }

    /// What its pages complained of since it was last asked: errors of script, and whatever the
    /// Content-Security-Policy kept from them. Answers of the server are for tests to read, and
    /// advice is not a complaint.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let body = json!({ "type": "browser" }).to_string();
        let path = format!("/session/{}/se/log", self.id);
        let answer = request(self.port, "POST", &path, &body).expect("chromedriver answers");
        let answer: Value = serde_json::from_str(&answer).expect("chromedriver answers JSON");
        let lines = answer["value"].as_array().expect("a log is a list").iter();
        // Said wherever an address is not safe, which the page itself says in plain words.
        let is_known = |line: &Value| {
            line["message"].as_str().is_some_and(|it| it.contains("URL's origin was untrustworthy"))
        };
        let told = lines.filter(|line| {
            (line["level"] == "SEVERE" || line["level"] == "WARNING")
                && line["source"] != "network"
                && !is_known(line)
        });
        told.map(|line| format!("{}: {}", line["source"], line["message"])).collect()
    }

    /// Makes the window as high as its page, so that nothing lies under the bars that stay in
    /// place. [`Self::set`] brings the old size back.
    pub(crate) async fn unroll(&self) {
        const HEIGHT: &str = "return document.documentElement.scrollHeight";
        let height = self.execute(HEIGHT, Vec::new()).await.expect("a page has a height");
        let (width, phone) = (self.look.size.width(), self.look.size == Size::Phone);
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            &json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone }),
        );
    }

    /// How it is set now.
    pub(crate) const fn look(&self) -> Look {
        self.look
    }

    /// Closes this browser and removes its profile. A dropped [`Driver`] closes all that are left.
    pub(crate) async fn close(self) {
        self.client.close().await.expect("a browser closes");
    }
}

/// One rule of WCAG that a page breaks, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Violation {
    pub(crate) rule: String,
    pub(crate) help: String,
    /// The elements, as CSS selectors with what is wrong with each.
    pub(crate) places: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.rule, self.help)?;
        self.places.iter().try_for_each(|place| write!(f, "\n    {place}"))
    }
}

/// What axe-core finds on the page as it is now: WCAG 2.0 to 2.2, A and AA.
pub(crate) async fn axe(session: &Session) -> Vec<Violation> {
    const AXE: &str =
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../vendor/axe-core/axe.min.js"));
    const RUN: &str = r#"
        const done = arguments[arguments.length - 1];
        const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
        axe.run(document, { runOnly: tags, resultTypes: ["violations"] }).then(
            (found) => done(found.violations.map((violation) => ({
                rule: violation.id,
                help: violation.help,
                places: violation.nodes.map(
                    (node) => `${node.target.join(" ")}  ${node.failureSummary}`),
            }))),
            (error) => done(String(error)));
    "#;
    // axe-core waits for timers, which stand still where script is off. A page loaded without its
    // script does not start it when that is allowed later.
    session.run_script(Script::On);
    session.execute(AXE, Vec::new()).await.expect("axe-core loads into the page");
    let found = session.execute_async(RUN, Vec::new()).await.expect("axe-core runs");
    session.run_script(session.look.script);
    let text = |value: &Value| value.as_str().expect("axe-core gives text").to_owned();
    found
        .as_array()
        .unwrap_or_else(|| panic!("axe-core failed: {found}"))
        .iter()
        .map(|one| Violation {
            rule: text(&one["rule"]),
            help: text(&one["help"]),
            places: one["places"].as_array().expect("a list").iter().map(text).collect(),
        })
        .collect()
}

/// Writes what is on the screen to `target/screenshots/NAME.png`, and gives that path.
pub(crate) async fn screenshot(client: &Client, name: &str) -> PathBuf {
    let folder = screenshots();
    std::fs::create_dir_all(&folder).expect("the folder for screenshots can be made");
    let path = folder.join(format!("{name}.png"));
    let picture = client.screenshot().await.expect("a browser gives a picture");
    std::fs::write(&path, picture).expect("a screenshot can be written");
    path
}

/// As [`screenshot`], of the whole page, however long.
pub(crate) async fn screenshot_whole(session: &Session, name: &str) -> PathBuf {
    session.unroll().await;
    let path = screenshot(session, name).await;
    session.emulate(session.look);
    path
}

/// `target/screenshots`, wherever Cargo's target directory is: git never sees it.
fn screenshots() -> PathBuf {
    // CARGO_TARGET_TMPDIR is `<target>/tmp`, made for integration tests.
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screenshots")
}

/// One small HTTP exchange with ChromeDriver, for what WebDriver itself has no command for.
fn request(port: u16, method: &str, path: &str, body: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(COMMAND_SECONDS_MAX)))?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    // ChromeDriver keeps the connection open whatever it is asked, so the length is what ends it.
    let mut answer = BufReader::new(stream);
    let (mut line, mut length) = (String::new(), 0);
    while answer.read_line(&mut line)? > 2 {
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().map_err(|_| std::io::ErrorKind::InvalidData)?;
        }
        line.clear();
    }
    let mut body = vec![0; length];
    answer.read_exact(&mut body)?;
    String::from_utf8(body).map_err(|_| std::io::ErrorKind::InvalidData.into())
}

#[path = "driver/ending.rs"]
mod ending;
#[path = "driver/tests.rs"]
mod tests;
