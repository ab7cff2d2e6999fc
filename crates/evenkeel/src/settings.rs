//! What an operator can set, after flags, environment and file have been brought together.

use std::net::SocketAddr;
use std::path::PathBuf;

/// Where *Leave this page* goes unless a member chose otherwise: a page nobody wonders about.
pub const LEAVE_TO_DEFAULT: &str = "https://www.wikipedia.org/";

#[derive(Debug, Clone)]
pub struct Settings {
    pub data: PathBuf,
    pub key: PathBuf,
    pub listen: SocketAddr,
    /// What links and QR codes carry, without a final slash.
    pub public_url: String,
    pub leave_to: String,
    /// Who runs this server, as *Who can see what* says it; `None`: a machine at home.
    pub operator: Option<String>,
}

impl Settings {
    pub fn data_file(&self) -> PathBuf {
        self.data.join("evenkeel.db")
    }

    /// Whether browsers reach this server by HTTPS only, so that cookies may demand it.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// The host browsers name in their requests: `Host` must be this one, or this machine itself.
    pub fn public_host(&self) -> &str {
        let after_scheme = self.public_url.split_once("://").map_or("", |(_, rest)| rest);
        after_scheme.split('/').next().unwrap_or("")
    }

    /// An address that only this computer can open.
    pub fn is_this_computer_only(&self) -> bool {
        let host = self.public_host();
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        matches!(name, "localhost" | "127.0.0.1" | "[::1]")
    }
}
