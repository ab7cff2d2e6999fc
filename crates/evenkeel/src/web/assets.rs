//! Style and script, built in, under names that change with their content.
//!
//! A browser fetches them once and keeps them, so they are worth being compressed as hard as
//! possible; once, for all who come.

mod joined;

use std::collections::HashMap;
use std::io::{Read, Write};
use std::sync::OnceLock;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use self::joined::{lean, modules, together};
use super::discreet::with_pressed_links;
use super::failure::{Failure, hex};
use super::installed::{Installed, NEUTRAL, USUAL};
use crate::app::App;

/// One stylesheet is one request: the components in the order of their layers.
const CSS: &[&str] = &[
    include_str!("look/tokens.css"),
    include_str!("look/base.css"),
    include_str!("look/layout.css"),
    include_str!("look/mark.css"),
    include_str!("look/forms.css"),
    include_str!("look/notice.css"),
    include_str!("look/doors.css"),
    include_str!("look/fold.css"),
    include_str!("look/deck.css"),
    include_str!("look/rows.css"),
    include_str!("look/stacks.css"),
    include_str!("look/today.css"),
    include_str!("look/plan.css"),
    include_str!("look/table.css"),
    include_str!("look/agreement.css"),
    include_str!("look/family.css"),
    include_str!("look/talk.css"),
    include_str!("look/help.css"),
    include_str!("look/settings.css"),
    include_str!("look/views.css"),
    include_str!("look/print.css"),
];

/// What the pages need that are there for everybody: Help, and who can see what.
const SLIM_CSS: &[&str] = &[
    include_str!("look/tokens.css"),
    include_str!("look/base.css"),
    include_str!("look/layout.css"),
    include_str!("look/forms.css"),
    include_str!("look/notice.css"),
    include_str!("look/doors.css"),
    include_str!("look/fold.css"),
    include_str!("look/help.css"),
    include_str!("look/print.css"),
];

/// Leaving, and printing.
const SLIM_SCRIPT: &[&str] = &[include_str!("look/leave.js"), include_str!("look/print.js")];

/// Our own modules, each standing alone, in one file.
const SCRIPT: &[&str] = &[
    include_str!("look/leave.js"),
    include_str!("look/keys.js"),
    include_str!("look/swipe.js"),
    include_str!("look/slide.js"),
    include_str!("look/zone.js"),
    include_str!("look/print.js"),
    include_str!("look/share.js"),
    include_str!("look/sort.js"),
    include_str!("look/going.js"),
    include_str!("look/unsaved.js"),
    include_str!("look/fill.js"),
    include_str!("look/follow.js"),
];

/// The private pages: modules that import from each other, and stand together in one file.
const VAULT: &[&str] = &[
    include_str!("../rooms/justme/vault/merge.js"),
    include_str!("../rooms/justme/vault/wellformed.js"),
    include_str!("../rooms/justme/vault/files.js"),
    include_str!("../rooms/justme/vault/seal.js"),
    include_str!("../rooms/justme/vault/open.js"),
    include_str!("../rooms/justme/vault/lock.js"),
    include_str!("../rooms/justme/vault/meeting.js"),
    include_str!("../rooms/justme/vault/sending.js"),
    include_str!("../rooms/justme/vault/looking.js"),
    include_str!("../rooms/justme/vault/opening.js"),
    include_str!("../rooms/justme/vault/locks.js"),
    include_str!("../rooms/justme/vault/device.js"),
    include_str!("../rooms/justme/vault/keep.js"),
    include_str!("../rooms/justme/pages/views.js"),
    include_str!("../rooms/justme/pages/written.js"),
    include_str!("../rooms/justme/pages/lists.js"),
    include_str!("../rooms/justme/pages/copies.js"),
    include_str!("../rooms/justme/pages/notes.js"),
    include_str!("../rooms/justme/pages/faults.js"),
    include_str!("../rooms/justme/pages/chosen.js"),
    include_str!("../rooms/justme/pages/take_out.js"),
    include_str!("../rooms/justme/pages/later.js"),
    include_str!("../rooms/justme/pages/deeds.js"),
    include_str!("../rooms/justme/pages/gate.js"),
    include_str!("../rooms/justme/pages/copy.js"),
    include_str!("../rooms/justme/pages/timer.js"),
    include_str!("../rooms/justme/pages/watch.js"),
    include_str!("../rooms/justme/pages/turns.js"),
    include_str!("../rooms/justme/pages/standing.js"),
    include_str!("../rooms/justme/pages/printing.js"),
    include_str!("../rooms/justme/pages/page.js"),
];

/// What takes private pages along to a session: modules beside those, fetched when somebody does.
const ALONG: &[&str] = &[
    include_str!("../rooms/justme/vault/lend.js"),
    include_str!("../rooms/justme/pages/piece.js"),
    include_str!("../rooms/justme/pages/along.js"),
    include_str!("../rooms/justme/pages/lending.js"),
];

/// What opens private pages that somebody lent, for whoever has the link.
const LENT: &[&str] = &[
    include_str!("../rooms/justme/vault/files.js"),
    include_str!("../rooms/justme/vault/lend.js"),
    include_str!("../rooms/justme/pages/piece.js"),
    include_str!("../rooms/first_session/lent.js"),
];

/// Fetched when private pages are first opened.
const AGE: &str = include_str!("../../../../vendor/age-encryption/age.js");

const HTMX: &str = include_str!("../../../../vendor/htmx/htmx.esm.min.js");

/// What one file may look back on, as a power of two: more than any of ours has.
const WINDOW_BITS: i32 = 18;

/// How hard what is asked for at once is compressed, 0 to 11.
const LIGHT_QUALITY: i32 = 6;

#[derive(Debug)]
struct Asset {
    kind: &'static str,
    plain: Bytes,
    packed: OnceLock<Packed>,
    /// For who asks before that: quickly compressed, once.
    light: OnceLock<Bytes>,
}

/// The same, compressed.
#[derive(Debug)]
struct Packed {
    brotli: Bytes,
    gzip: Bytes,
}

#[derive(Debug)]
pub struct Assets {
    by_name: HashMap<String, Asset>,
    css: String,
    discreet_css: String,
    htmx: String,
    script: String,
    slim_css: String,
    slim_script: String,
    usual: Installed,
    neutral: Installed,
    vault: String,
    along: String,
    lent: String,
    age: String,
}

impl Assets {
    #[expect(clippy::new_without_default, reason = "reads what is built in; there is no other")]
    pub fn new() -> Self {
        let mut by_name = HashMap::new();
        let style = lean(&CSS.concat());
        let discreet_css = with_pressed_links(&style);
        let discreet_css = add(&mut by_name, "css", "text/css; charset=utf-8", discreet_css);
        let css = add(&mut by_name, "css", "text/css; charset=utf-8", style);
        let script = add(&mut by_name, "js", "text/javascript; charset=utf-8", modules(SCRIPT));
        let htmx = add(&mut by_name, "js", "text/javascript; charset=utf-8", HTMX.to_owned());
        let slim = lean(&SLIM_CSS.concat());
        let slim_css = add(&mut by_name, "css", "text/css; charset=utf-8", slim);
        let slim = modules(SLIM_SCRIPT);
        let slim_script = add(&mut by_name, "js", "text/javascript; charset=utf-8", slim);
        let [usual, neutral] = [USUAL, NEUTRAL].map(|kit| {
            kit.keep(|extension, kind, bytes| add(&mut by_name, extension, kind, bytes))
        });
        let vault = add(&mut by_name, "js", "text/javascript; charset=utf-8", together(VAULT, ""));
        let beside = together(ALONG, &vault);
        let along = add(&mut by_name, "js", "text/javascript; charset=utf-8", beside);
        let lent = add(&mut by_name, "js", "text/javascript; charset=utf-8", together(LENT, ""));
        let age = add(&mut by_name, "js", "text/javascript; charset=utf-8", AGE.to_owned());
        Self {
            by_name,
            css,
            discreet_css,
            htmx,
            script,
            slim_css,
            slim_script,
            usual,
            neutral,
            vault,
            along,
            lent,
            age,
        }
    }

    pub fn css(&self) -> &str {
        &self.css
    }

    /// For pages in their neutral look.
    pub fn discreet_css(&self) -> &str {
        &self.discreet_css
    }

    /// For a phone's home screen.
    pub fn usual(&self) -> &Installed {
        &self.usual
    }

    /// The same in the neutral look.
    pub fn neutral(&self) -> &Installed {
        &self.neutral
    }

    pub fn htmx(&self) -> &str {
        &self.htmx
    }

    pub fn script(&self) -> &str {
        &self.script
    }

    /// For pages that are there for everybody.
    pub fn slim_css(&self) -> &str {
        &self.slim_css
    }

    pub fn slim_script(&self) -> &str {
        &self.slim_script
    }

    pub fn vault(&self) -> &str {
        &self.vault
    }

    pub fn along(&self) -> &str {
        &self.along
    }

    pub fn lent(&self) -> &str {
        &self.lent
    }

    pub fn age(&self) -> &str {
        &self.age
    }

    /// Compresses everything, which takes a tenth of a second; first what every page brings along.
    /// What is asked for before is compressed more lightly.
    pub fn pack(&self) {
        let usual = [&self.css, &self.htmx, &self.script, &self.slim_css, &self.slim_script];
        let usual = usual.into_iter().filter_map(|path| path.strip_prefix("/assets/"));
        let first = usual.filter_map(|name| self.by_name.get(name));
        for asset in first.chain(self.by_name.values()) {
            asset.packed.get_or_init(|| Packed::of(&asset.plain));
        }
    }
}

impl Asset {
    fn light(&self) -> Bytes {
        self.light.get_or_init(|| brotli(&self.plain, LIGHT_QUALITY)).clone()
    }
}

impl Packed {
    fn of(plain: &[u8]) -> Self {
        let brotli = brotli(plain, 11);
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(plain).expect("memory is written without fail");
        let gzip = gzip.finish().expect("memory is written without fail");
        Self { brotli, gzip: gzip.into() }
    }

    /// The smallest of what a browser takes.
    fn for_browser(&self, headers: &HeaderMap) -> Option<(&'static str, Bytes)> {
        [("br", &self.brotli), ("gzip", &self.gzip)]
            .into_iter()
            .find(|(name, _)| takes(headers, name))
            .map(|(name, bytes)| (name, bytes.clone()))
    }
}

fn brotli(plain: &[u8], quality: i32) -> Bytes {
    let params = BrotliEncoderParams { quality, lgwin: WINDOW_BITS, ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut plain.take(u64::MAX), &mut packed, &params)
        .expect("memory is read and written without fail");
    packed.into()
}

/// Whether a browser takes what is encoded so.
fn takes(headers: &HeaderMap, name: &str) -> bool {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|accepted| accepted.split(',').any(|one| one.trim() == name))
}

fn add(
    by_name: &mut HashMap<String, Asset>,
    extension: &str,
    kind: &'static str,
    bytes: impl Into<Bytes>,
) -> String {
    let plain = bytes.into();
    let name = format!("{}.{extension}", hex(&Sha256::digest(&plain)[..8]));
    let path = format!("/assets/{name}");
    by_name.insert(name, Asset { kind, plain, packed: OnceLock::new(), light: OnceLock::new() });
    path
}

/// `GET /assets/{name}`: the name is a hash of the content, so it may be kept for ever.
pub async fn asset(
    State(app): State<App>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let asset = app.assets.by_name.get(&name).ok_or(Failure::NotFound)?;
    let always =
        [(CONTENT_TYPE, asset.kind), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    let packed = match asset.packed.get() {
        Some(packed) => packed.for_browser(&headers),
        None => takes(&headers, "br").then(|| ("br", asset.light())),
    };
    match packed {
        Some((encoding, bytes)) => {
            let packed = [
                (CONTENT_ENCODING, HeaderValue::from_static(encoding)),
                (VARY, HeaderValue::from_static("accept-encoding")),
            ];
            Ok((always, packed, Body::from(bytes)).into_response())
        }
        None => Ok((always, Body::from(asset.plain.clone())).into_response()),
    }
}

#[cfg(test)]
mod tests;
