//! What an operator can set, after flags, environment and file have been brought together.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use axum::http::Uri;
use sha2::{Digest, Sha256};
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;

use crate::app::Quota;
use crate::provided::Provided;

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
    /// Who can help, and help lines that were checked, as they bring them along.
    pub provided: Provided,
    /// How fast one member may write.
    pub writes: Quota,
    /// With what this program encrypts connections itself; `None`: not, or a proxy does.
    pub tls: Option<Tls>,
}

/// Where the certificate for HTTPS comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tls {
    Own {
        certificate: PathBuf,
        key: PathBuf,
    },
    /// Made here, for a home.
    Made,
}

impl Settings {
    pub fn data_file(&self) -> PathBuf {
        Self::data_file_in(&self.data)
    }

    pub fn data_file_in(data: &Path) -> PathBuf {
        data.join("evenkeel.db")
    }

    /// The certificate that phones at home are told to trust.
    pub fn home_certificate(&self) -> PathBuf {
        self.data.join("home-certificate.pem")
    }

    pub fn home_key(&self) -> PathBuf {
        self.data.join("home-certificate.key")
    }

    /// Whether browsers are told to come by HTTPS for a year. Not where the certificate was made
    /// here: were it lost, they would not let a family in by any other.
    pub fn insists_on_https(&self) -> bool {
        self.is_https() && self.tls != Some(Tls::Made)
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

/// SHA-256 of a certificate, as phones and browsers show it.
pub fn fingerprint(pem: &str) -> Option<String> {
    let der = CertificateDer::from_pem_slice(pem.as_bytes()).ok()?;
    let digest = Sha256::digest(&der);
    Some(digest.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(":"))
}

/// What browsers open, as we compare and write it: scheme and host, a port only where it is not the
/// scheme's own, no path. Says what is wrong otherwise.
pub fn public_url(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    let uri: Uri = text.parse().map_err(|_| "is not a URL, such as https://family.example")?;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err("has to begin with http:// or https://");
    };
    let port = match scheme {
        "http" => 80,
        "https" => 443,
        _ => return Err("has to begin with http:// or https://"),
    };
    if uri.path() != "/" || uri.query().is_some() || text.contains('#') {
        return Err("has to end after the host: Evenkeel needs a host of its own, not a folder");
    }
    if authority.as_str().contains('@') {
        return Err("must not hold a name or password");
    }
    let host = authority.host().to_ascii_lowercase();
    if host.is_empty() || authority.as_str().ends_with(':') {
        return Err("has no host or no port");
    }
    let given = authority.as_str().len() > authority.host().len();
    match authority.port_u16() {
        None | Some(0) if given => Err("has a port that is none"),
        Some(own) if own != port => Ok(format!("{scheme}://{host}:{own}")),
        Some(_) | None => Ok(format!("{scheme}://{host}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_url_is_a_scheme_and_a_host() {
        for (text, expected) in [
            ("https://family.example", Some("https://family.example")),
            ("https://Family.Example/", Some("https://family.example")),
            ("https://family.example:443", Some("https://family.example")),
            ("http://family.example:80/", Some("http://family.example")),
            ("http://192.168.1.20:7466", Some("http://192.168.1.20:7466")),
            ("http://[fd00::1]:7466", Some("http://[fd00::1]:7466")),
            (" http://nas:7466 ", Some("http://nas:7466")),
            ("family.example", None),
            ("ftp://family.example", None),
            ("https://", None),
            ("https://family.example/evenkeel", None),
            ("https://family.example/?a=b", None),
            ("https://family.example/#a", None),
            ("https://ana@family.example", None),
            ("https://family.example:", None),
            ("https://family.example:0", None),
            ("https://family.example:99999", None),
            ("https://family example", None),
            ("", None),
        ] {
            assert_eq!(public_url(text).ok().as_deref(), expected, "{text:?}");
        }
    }
}
