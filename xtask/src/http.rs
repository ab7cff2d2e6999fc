//! A small HTTP/1.1 client that keeps its connection, for the rigs.
//!
//! Written out rather than taken, as it must cost less than the server it measures on the same
//! two cores, and must tell "no answer" from "refused" exactly.

use std::{
    io::{self, ErrorKind, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

const ANSWER_SECONDS_MAX: u64 = 10;
const HEAD_BYTES_MAX: usize = 64 * 1024;
const BODY_BYTES_MAX: usize = 64 * 1024 * 1024;

#[derive(Debug)]
pub(crate) struct Connection {
    stream: TcpStream,
    address: SocketAddr,
    buffer: Vec<u8>,
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The head's lines, as they came.
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
    /// Head and body as they went over the wire.
    pub(crate) bytes: usize,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Connection {
    pub(crate) fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(ANSWER_SECONDS_MAX)))?;
        Ok(Self { stream, address, buffer: Vec::with_capacity(64 * 1024) })
    }

    pub(crate) fn get(&mut self, path: &str, more_headers: &str) -> io::Result<Answer> {
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {}\r\n{more_headers}\r\n", self.address);
        self.send(request.as_bytes())
    }

    /// Posts a form as the page at this address would.
    pub(crate) fn post(&mut self, path: &str, cookie: &str, form: &str) -> io::Result<Answer> {
        self.post_with(path, cookie, "", form)
    }

    /// The same with headers of one's own, each with its line's end.
    pub(crate) fn post_with(
        &mut self,
        path: &str,
        cookie: &str,
        more_headers: &str,
        form: &str,
    ) -> io::Result<Answer> {
        let (address, length) = (self.address, form.len());
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\n\
             Sec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\
             {more_headers}\r\n{form}"
        );
        self.send(request.as_bytes())
    }

    fn send(&mut self, request: &[u8]) -> io::Result<Answer> {
        self.stream.write_all(request)?;
        self.buffer.clear();
        let head_end = loop {
            if let Some(at) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            if self.buffer.len() > HEAD_BYTES_MAX {
                return Err(ErrorKind::InvalidData.into());
            }
            self.read_more()?;
        };
        let head = String::from_utf8_lossy(&self.buffer[..head_end]).into_owned();
        let status = head.get(9..12).and_then(|code| code.parse().ok());
        let mut answer = Answer {
            status: status.ok_or(ErrorKind::InvalidData)?,
            head,
            body: Vec::new(),
            bytes: head_end,
        };
        let length = answer.header("content-length").map(str::parse);
        if answer.header("transfer-encoding").is_some_and(|how| how == "chunked") {
            let end = self.read_chunks(head_end, &mut answer.body)?;
            answer.bytes = end;
        } else if let Some(length) = length {
            let length: usize = length.map_err(|_| ErrorKind::InvalidData)?;
            self.read_up_to(head_end + length)?;
            answer.body.extend_from_slice(&self.buffer[head_end..head_end + length]);
            answer.bytes += length;
        }
        Ok(answer)
    }

    /// Reads a chunked body that begins at `at`, and gives where it ends.
    fn read_chunks(&mut self, mut at: usize, body: &mut Vec<u8>) -> io::Result<usize> {
        loop {
            let line_end = loop {
                if let Some(n) = self.buffer[at..].windows(2).position(|two| two == b"\r\n") {
                    break at + n;
                }
                self.read_more()?;
            };
            let size = std::str::from_utf8(&self.buffer[at..line_end]).unwrap_or_default();
            let size = usize::from_str_radix(size.split(';').next().unwrap_or_default().trim(), 16)
                .map_err(|_| ErrorKind::InvalidData)?;
            at = line_end + 2;
            self.read_up_to(at + size + 2)?;
            body.extend_from_slice(&self.buffer[at..at + size]);
            at += size + 2;
            if size == 0 {
                return Ok(at);
            }
        }
    }

    fn read_up_to(&mut self, length: usize) -> io::Result<()> {
        if length > BODY_BYTES_MAX {
            return Err(ErrorKind::InvalidData.into());
        }
        while self.buffer.len() < length {
            self.read_more()?;
        }
        Ok(())
    }

    fn read_more(&mut self) -> io::Result<()> {
        let mut chunk = [0; 16 * 1024];
        match self.stream.read(&mut chunk)? {
            0 => Err(ErrorKind::UnexpectedEof.into()),
            read => {
                self.buffer.extend_from_slice(&chunk[..read]);
                Ok(())
            }
        }
    }
}
