//! Style, script and icons, built in and packed, under names that change with their content.

use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};

use super::failure::Failure;

// What pages name, and `ALL` that is served: made by `build.rs`.
include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// What a browser needs to put a look on a home screen, as addresses.
#[derive(Debug)]
pub struct Installed {
    pub manifest: &'static str,
    /// For phones that take no drawing.
    pub picture: &'static str,
}

#[derive(Debug)]
struct Asset {
    kind: &'static str,
    plain: &'static [u8],
    brotli: &'static [u8],
    gzip: &'static [u8],
}

impl Asset {
    /// The smallest of what a browser takes, and how it is encoded.
    fn for_browser(&self, headers: &HeaderMap) -> (Option<&'static str>, &'static [u8]) {
        [("br", self.brotli), ("gzip", self.gzip)]
            .into_iter()
            .find(|(name, _)| takes(headers, name))
            .map_or((None, self.plain), |(name, bytes)| (Some(name), bytes))
    }
}

/// Whether a browser takes what is encoded so.
fn takes(headers: &HeaderMap, name: &str) -> bool {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|accepted| accepted.split(',').any(|one| one.trim() == name))
}

/// `GET /assets/{name}`: the name is a hash of the content, so it may be kept for ever.
pub async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Failure> {
    let found = ALL.binary_search_by_key(&name.as_str(), |(name, _)| name);
    let (_, asset) = &ALL[found.map_err(|_| Failure::NotFound)?];
    let always = [
        (CONTENT_TYPE, asset.kind),
        (CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (VARY, "accept-encoding"),
    ];
    let (encoding, bytes) = asset.for_browser(&headers);
    let encoding = encoding.map(|name| [(CONTENT_ENCODING, HeaderValue::from_static(name))]);
    Ok((always, encoding, Body::from(Bytes::from_static(bytes))).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_what_it_takes() {
        let asset = Asset { kind: "", plain: b"plain", brotli: b"br", gzip: b"gzip" };
        for (accepted, expected) in [
            ("gzip, deflate, br", "br"),
            ("gzip, deflate", "gzip"),
            ("br;q=0, gzip", "gzip"),
            ("identity", "plain"),
            ("", "plain"),
        ] {
            let headers = [(ACCEPT_ENCODING, HeaderValue::from_static(accepted))];
            let (encoding, bytes) = asset.for_browser(&headers.into_iter().collect());
            assert_eq!(bytes, expected.as_bytes(), "{accepted}");
            assert_eq!(encoding.unwrap_or("plain"), expected, "{accepted}");
        }
    }

    #[test]
    fn an_installed_look_begins_at_its_own_address() {
        for (look, start) in [(USUAL, "/"), (NEUTRAL, super::super::page::NEUTRAL)] {
            let name = look.manifest.strip_prefix("/assets/").expect("an asset");
            let (_, manifest) = ALL.iter().find(|(one, _)| *one == name).expect("it is served");
            let manifest: serde_json::Value =
                serde_json::from_slice(manifest.plain).expect("it is JSON");
            assert_eq!(manifest["start_url"], start);
        }
    }
}
