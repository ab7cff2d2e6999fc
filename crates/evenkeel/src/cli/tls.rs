//! HTTPS without a proxy: connections that are encrypted before a request is read from them.
//!
//! Handshakes run beside each other, so that a slow or silent one keeps nobody waiting. What comes
//! without encryption is told in one sentence which address to open.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::serve::Listener;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::server::TlsStream;

use super::certificate::Certificate;

/// How long a browser may take to say how it encrypts.
const HANDSHAKE_TIME_MAX: Duration = Duration::from_secs(10);
/// Most handshakes at once; who comes then waits for one to end.
const HANDSHAKES_MAX: usize = 256;
/// How often the certificate is looked at again: a new one is used without a new start.
const READ_AGAIN_AFTER: Duration = Duration::from_hours(12);
/// What every encrypted connection begins with.
const HANDSHAKE: u8 = 0x16;
/// What is read of a request that came without encryption.
const PLAIN_BYTES_MAX: usize = 4 << 10;

type Shaken = (TlsStream<TcpStream>, SocketAddr);

pub(super) struct TlsListener {
    tcp: TcpListener,
    certificate: Certificate,
    acceptor: TlsAcceptor,
    read: Instant,
    handshakes: JoinSet<Option<Shaken>>,
    /// What a request without encryption is answered.
    plainly: Arc<str>,
}

impl TlsListener {
    pub(super) fn new(
        tcp: TcpListener,
        certificate: Certificate,
        config: Arc<ServerConfig>,
        public_url: &str,
    ) -> Self {
        let told = format!("This address is encrypted. Please open {public_url}\n");
        let plainly = format!(
            "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\n\
             Content-Length: {}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n{told}",
            told.len()
        );
        let acceptor = TlsAcceptor::from(config);
        let (read, handshakes) = (Instant::now(), JoinSet::new());
        Self { tcp, certificate, acceptor, read, handshakes, plainly: plainly.into() }
    }

    /// Takes a renewed certificate; the one there is stays in use where it cannot be read.
    fn read_again(&mut self) {
        if self.read.elapsed() < READ_AGAIN_AFTER {
            return;
        }
        self.read = Instant::now();
        match self.certificate.config() {
            Ok(config) => self.acceptor = TlsAcceptor::from(config),
            Err(error) => tracing::error!("the certificate cannot be read again: {error:#}"),
        }
    }

    fn begin(&mut self, stream: TcpStream, peer: SocketAddr) {
        self.read_again();
        let (acceptor, plainly) = (self.acceptor.clone(), Arc::clone(&self.plainly));
        self.handshakes.spawn(async move {
            let shaken = timeout(HANDSHAKE_TIME_MAX, shake(stream, &acceptor, &plainly)).await;
            // Late, or not for us: whoever it was asks again.
            Some((shaken.ok()??, peer))
        });
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> Shaken {
        loop {
            tokio::select! {
                Some(ended) = self.handshakes.join_next(), if !self.handshakes.is_empty() => {
                    if let Ok(Some(shaken)) = ended {
                        return shaken;
                    }
                }
                (stream, peer) = Listener::accept(&mut self.tcp),
                    if self.handshakes.len() < HANDSHAKES_MAX => self.begin(stream, peer),
            }
        }
    }

    fn local_addr(&self) -> std::io::Result<SocketAddr> {
        self.tcp.local_addr()
    }
}

async fn shake(
    stream: TcpStream,
    acceptor: &TlsAcceptor,
    plainly: &str,
) -> Option<TlsStream<TcpStream>> {
    let mut first = [0];
    if stream.peek(&mut first).await.ok()? == 0 {
        return None;
    }
    if first == [HANDSHAKE] {
        return acceptor.accept(stream).await.ok();
    }
    // Unread, it would break the connection before the answer is there.
    let _request = stream.try_read(&mut [0; PLAIN_BYTES_MAX]);
    stream.writable().await.ok()?;
    // A new connection has room for it.
    let _told = stream.try_write(plainly.as_bytes());
    None
}
