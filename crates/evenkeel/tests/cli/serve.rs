//! `evenkeel serve`: its settings, and starting and stopping.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, Stdio};

use super::{assert_refused, evenkeel, folder, path, run, text};

/// A running server, ended at the end of the test.
pub(super) struct Server {
    child: Child,
    /// What it printed first.
    pub(super) first_line: String,
}

impl Server {
    pub(super) fn start(command: &mut Command) -> Self {
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut first_line = String::new();
        let mut out = BufReader::new(child.stdout.as_mut().expect("piped"));
        out.read_line(&mut first_line).expect("a line");
        Self { child, first_line }
    }

    /// Asks it to stop as a system does, and gives how it ended and what it logged.
    pub(super) fn stop(mut self) -> (Option<i32>, String) {
        let id = self.child.id().to_string();
        let killed = Command::new("kill").args(["-TERM", &id]).status().expect("kill is there");
        assert!(killed.success());
        let code = self.child.wait().expect("it ends").code();
        let mut log = Vec::new();
        self.child.stderr.take().expect("piped").read_to_end(&mut log).expect("its log");
        (code, text(&log))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A test that failed must not leave it running.
        let _ended_already = self.child.kill();
        let _status = self.child.wait();
    }
}

pub(super) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its address").port()
}

pub(super) fn get(port: u16, path: &str, host: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn it_says_where_to_open_it_answers_and_stops_when_told() {
    let (data, port) = (folder(), free_port());
    let listen = format!("127.0.0.1:{port}");
    let server = Server::start(&mut evenkeel(&[
        "serve",
        "--data",
        path(data.path()),
        "--listen",
        &listen,
        "--log",
        "debug",
    ]));
    assert_eq!(server.first_line, format!("Open http://{listen}\n"));
    assert!(get(port, "/", &listen).starts_with("HTTP/1.1 200"));
    assert!(get(port, "/p", &listen).starts_with("HTTP/1.1 200"));
    assert!(get(port, "/leave", &listen).starts_with("HTTP/1.1 303"));
    assert!(get(port, "/join/0123456789abcdef", &listen).starts_with("HTTP/1.1 410"));
    assert!(get(port, "/", "evil.example").starts_with("HTTP/1.1 421"));
    let (code, log) = server.stop();
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("/join"), "{log}");
    for unlogged in ["/p", "/leave", "{token}", "0123456789abcdef", "evil"] {
        assert!(!log.contains(unlogged), "{unlogged}: {log}");
    }
    for file in ["evenkeel.db", "server.key"] {
        let kept = std::fs::metadata(data.path().join(file)).expect("it is kept");
        assert_eq!(kept.permissions().mode() & 0o777, 0o600, "{file}");
    }
}

#[test]
fn settings_come_from_flag_environment_and_file_in_this_order() {
    let (data, port) = (folder(), free_port());
    let file = data.path().join("settings.toml");
    let settings = format!(
        "data = \"kept\"\nlisten = \"127.0.0.1:{port}\"\npublic_url = \"https://file.example/\"\n\
         leave_to = \"https://file.example.org\"\noperator = \"From the file\"\n"
    );
    std::fs::write(&file, settings).expect("written");
    for (environment, flag, opens) in [
        (None, None, "https://file.example"),
        (Some("https://environment.example"), None, "https://environment.example"),
        (Some("https://environment.example"), Some("https://flag.example"), "https://flag.example"),
    ] {
        let mut command = evenkeel(&["--config", path(&file)]);
        command.envs(environment.map(|url| ("EVENKEEL_PUBLIC_URL", url)));
        command.args(flag.map(|url| ["--public-url", url]).into_iter().flatten());
        let server = Server::start(&mut command);
        assert_eq!(server.first_line, format!("Open {opens}\n"));
        let host = opens.trim_start_matches("https://");
        let left = get(port, "/leave", host);
        assert!(left.contains("location: https://file.example.org\r\n"), "{left}");
        assert!(left.contains("__Host-evenkeel=; Path=/"), "{left}");
        assert_eq!(server.stop().0, Some(0));
    }
    assert!(data.path().join("kept/evenkeel.db").exists());
}

#[test]
fn a_second_server_is_told_of_the_first() {
    let (data, port) = (folder(), free_port());
    let listen = format!("127.0.0.1:{port}");
    let one = Server::start(&mut evenkeel(&["--data", path(data.path()), "--listen", &listen]));
    let same_data = ["--data", path(data.path()), "--listen", "127.0.0.1:0"];
    assert_refused(&run(&same_data), 1, "already serving");
    let other = folder();
    let same_port = ["--data", path(other.path()), "--listen", &listen];
    assert_refused(&run(&same_port), 1, "another program is there already");
    assert_eq!(one.stop().0, Some(0));
}

#[test]
fn wrong_settings_are_told_and_nothing_is_made() {
    let home = folder();
    let data = home.path().join("data");
    let data = path(&data);
    let cases: [(&[&str], i32, &str); 36] = [
        (&["--listen", "nonsense"], 2, "an address and a port"),
        (&["--listen", "127.0.0.1"], 2, "an address and a port"),
        (&["--listen", "localhost:7466"], 2, "an address and a port"),
        (&["--listen", "127.0.0.1:99999"], 2, "an address and a port"),
        (&["--listen", ""], 2, "an address and a port"),
        (&["--listen"], 2, "--listen <ADDR>"),
        (&["--listen", "0.0.0.0:7466"], 2, "--public-url http://192.168.1.20:7466"),
        (&["--listen", "[::]:7466"], 2, "--public-url"),
        (&["--public-url", "family.example"], 2, "http:// or https://"),
        (&["--public-url", "ftp://family.example"], 2, "http:// or https://"),
        (&["--public-url", "https://family.example/here"], 2, "a host of its own"),
        (&["--public-url", "https://family.example/?a"], 2, "a host of its own"),
        (&["--public-url", "https://ana:word@family.example"], 2, "name or password"),
        (&["--public-url", "https://family.example:0"], 2, "port"),
        (&["--public-url", "https://family.example:port"], 2, "port"),
        (&["--public-url", "https://"], 2, "is not a URL"),
        (&["--public-url", ""], 2, "is not a URL"),
        (&["--leave-to", "javascript:alert(1)"], 2, "https address"),
        (&["--leave-to", "https://localhost/"], 2, "https address"),
        (&["--leave-to", "https://ana@example.org"], 2, "https address"),
        (&["--leave-to", ""], 2, "https address"),
        (&["--operator", "a\nb"], 2, "one line"),
        (&["--log", "everything"], 2, "everything"),
        (&["--data", ""], 2, "--data"),
        (&["--prot", "1"], 2, "unexpected argument"),
        (&["surve"], 2, "unrecognized subcommand"),
        (&["serve", "now"], 2, "unexpected argument"),
        (&["--config", "/nowhere/evenkeel.toml"], 2, "/nowhere/evenkeel.toml"),
        (&["--config", "/"], 2, "the settings file /"),
        (&["demo", "--listen", "nonsense"], 2, "nonsense"),
        (&["--data", "/dev/null/here"], 1, "cannot make the folder"),
        (&["--data", "/proc"], 1, "/proc/"),
        (&["--key", "/nowhere/server.key"], 1, "/nowhere/server.key"),
        (&["--key", "/"], 1, "cannot open /"),
        (&["--key", "/dev/null"], 1, "does not hold a server key"),
        (&["--listen", "203.0.113.9:7466"], 1, "does not have that address"),
    ];
    for (arguments, code, says) in cases {
        let mut arguments = arguments.to_vec();
        if !arguments.contains(&"--data") && arguments.first().is_some_and(|it| it.starts_with('-'))
        {
            arguments.extend(["--data", data]);
        }
        assert_refused(&run(&arguments), code, says);
    }
}

#[test]
fn a_settings_file_is_read_strictly() {
    let home = folder();
    let file = home.path().join("settings.toml");
    let read = || {
        let mut command = evenkeel(&["--config", path(&file)]);
        command.env("HOME", home.path()).output().expect("the program starts")
    };
    for (settings, says) in [
        ("listen = ", "settings.toml"),
        ("listen = 7466", "string"),
        ("listen = \"7466\"", "an address and a port"),
        ("lisen = \"127.0.0.1:1\"", "lisen"),
        ("[serve]\nlisten = \"127.0.0.1:1\"", "serve"),
        ("data = 3", "string"),
        ("public_url = \"nas\"", "http:// or https://"),
        ("public_url = \"https://a.example\"\npublic_url = \"https://b.example\"", "duplicate"),
        ("leave_to = \"http://\"", "https address"),
        ("operator = [\"a\"]", "string"),
        ("synchronous = \"normal\"", "synchronous"),
    ] {
        std::fs::write(&file, settings).expect("written");
        assert_refused(&read(), 2, says);
    }
    std::fs::write(&file, [0xff]).expect("written");
    assert_refused(&read(), 2, "UTF-8");
    std::fs::write(&file, "#".repeat(70_000)).expect("written");
    assert_refused(&read(), 2, "too large");
}

#[test]
fn without_a_home_it_asks_where_to_keep_the_data() {
    assert_refused(&run(&[]), 2, "--data DIR");
}

#[test]
fn a_home_is_where_data_goes_by_itself() {
    let home = folder();
    let mut command = evenkeel(&["--listen", "127.0.0.1:0"]);
    let server = Server::start(command.env("HOME", home.path()));
    assert!(home.path().join(".local/share/evenkeel/evenkeel.db").exists());
    assert_eq!(server.stop().0, Some(0));
    let mut command = evenkeel(&["--listen", "127.0.0.1:0"]);
    let server = Server::start(command.env("XDG_DATA_HOME", home.path()));
    assert!(home.path().join("evenkeel/evenkeel.db").exists());
    assert_eq!(server.stop().0, Some(0));
}

#[test]
fn help_says_how_and_the_version_what() {
    for (arguments, says) in [
        (["--help"].as_slice(), "evenkeel backup"),
        (&["serve", "--help"], "EVENKEEL_LISTEN"),
        (&["serve", "--help"], "X-Forwarded-For"),
        (&["divide", "--help"], "burden"),
        (&["backup", "--help"], "restore"),
        (&["doctor", "--help"], "--data"),
        (&["--version"], "evenkeel "),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(0));
        let shown = text(&output.stdout);
        assert!(shown.contains(says), "{arguments:?}: {shown}");
        assert!(!shown.contains(" rig "), "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() <= 110), "{shown}");
    }
}
