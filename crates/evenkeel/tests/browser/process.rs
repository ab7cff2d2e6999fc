//! The program as a process of its own, for what only holds there: what it logs, and what stands
//! in its memory.

use std::fs::File;
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::HOST;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use tempfile::TempDir;

use super::line::Line;

const STARTS_WITHIN: Duration = Duration::from_mins(1);

/// `evenkeel serve`, behind a [`Line`] that browsers reach it by.
pub(crate) struct Process {
    child: Child,
    pub(crate) line: Line,
    /// Without a final slash; of the line.
    pub(crate) address: String,
    pub(crate) data: TempDir,
    log: TempDir,
}

impl Process {
    /// Logs all that can be asked for.
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let to = free_address();
        let [data, log] = [(); 2].map(|()| tempfile::tempdir().expect("a temporary folder"));
        let heard = File::create(log.path().join("log")).expect("a file");
        let mut command = Command::new(env!("CARGO_BIN_EXE_evenkeel"));
        command.env_clear().arg("serve").arg("--data").arg(data.path());
        command.args(["--log", "debug", "--public-url", &address, "--listen", &to.to_string()]);
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(heard).spawn();
        let mut child = child.expect("the program starts");
        wait_for(&mut child, to);
        Self { child, line: Line::between(listener, to), address, data, log }
    }

    /// What asks it for people whose browsers no test looks at.
    pub(crate) fn asks(&self) -> Router {
        let (address, host) = (self.address.clone(), self.line.from.to_string());
        let client = Client::builder(TokioExecutor::new()).build::<_, Body>(HttpConnector::new());
        Router::new().fallback(async move |mut request: Request| {
            let path = request.uri().path_and_query().expect("a path").as_str();
            *request.uri_mut() = format!("{address}{path}").parse().expect("an address");
            let host = host.parse().expect("a host");
            request.headers_mut().insert(HOST, host);
            client.request(request).await.expect("it answers").map(Body::new)
        })
    }

    pub(crate) fn log(&self) -> Vec<u8> {
        std::fs::read(self.log.path().join("log")).expect("its log")
    }

    /// Writes a copy of the data beside it, as whoever runs it does.
    pub(crate) fn backs_up(&self) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_evenkeel"));
        command.env_clear().arg("backup").arg("--data").arg(self.data.path());
        let output = command.arg(self.data.path().join("copy.db")).output();
        let output = output.expect("the program starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Every file in the folder of its data, and below.
    pub(crate) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        files_in(self.data.path())
    }

    /// All that can be read of its memory, part by part: `look` is given what it is, and the bytes.
    pub(crate) fn memory(&self, mut look: impl FnMut(&str, &[u8])) {
        let of = Path::new("/proc").join(self.child.id().to_string());
        let parts = std::fs::read_to_string(of.join("maps")).expect("the parts of its memory");
        let memory = File::open(of.join("mem")).expect("a process may read its child");
        for part in parts.lines() {
            let mut words = part.split_whitespace();
            let (range, may) = (words.next().expect("where"), words.next().expect("what for"));
            let (from, to) = range.split_once('-').expect("from where to where");
            let at = |text| u64::from_str_radix(text, 16).expect("an address");
            let size = usize::try_from(at(to) - at(from)).expect("it fits");
            // What the kernel lends is nobody's to read, and nothing stands in it.
            if may.starts_with('r') && !part.contains("[v") {
                let mut bytes = vec![0; size];
                let read = memory.read_at(&mut bytes, at(from)).unwrap_or(0);
                look(part, &bytes[..read]);
            }
        }
    }
}

/// Every file in a folder, and below, but for what goes away while it is read.
pub(crate) fn files_in(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.is_file() {
                files.extend(std::fs::read(&path).map(|bytes| (path, bytes)));
            }
        }
    }
    files
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _status = self.child.wait();
    }
}

fn free_address() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its address")
}

#[expect(clippy::disallowed_methods, reason = "a program that starts tells nobody when it listens")]
fn wait_for(child: &mut Child, to: SocketAddr) {
    let end = Instant::now() + STARTS_WITHIN;
    while std::net::TcpStream::connect(to).is_err() {
        assert!(child.try_wait().expect("asked").is_none(), "it ended before it listened");
        assert!(Instant::now() < end, "it does not listen");
        std::thread::sleep(Duration::from_millis(10));
    }
}
