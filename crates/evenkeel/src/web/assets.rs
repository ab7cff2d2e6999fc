//! Style and script, built in, under names that change with their content.

use std::collections::HashMap;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::failure::{Failure, hex};
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
    include_str!("look/deck.css"),
    include_str!("look/rows.css"),
    include_str!("look/stacks.css"),
    include_str!("look/today.css"),
    include_str!("look/plan.css"),
    include_str!("look/table.css"),
    include_str!("look/agreement.css"),
    include_str!("look/family.css"),
    include_str!("look/settings.css"),
    include_str!("look/print.css"),
];

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
    include_str!("look/unsaved.js"),
];

const HTMX: &str = include_str!("../../../../vendor/htmx/htmx.esm.min.js");

#[derive(Debug)]
struct Asset {
    kind: &'static str,
    bytes: String,
}

#[derive(Debug)]
pub struct Assets {
    by_name: HashMap<String, Asset>,
    css: String,
    htmx: String,
    script: String,
}

impl Assets {
    #[expect(clippy::new_without_default, reason = "reads what is built in; there is no other")]
    pub fn new() -> Self {
        let mut by_name = HashMap::new();
        let css = add(&mut by_name, "css", "text/css; charset=utf-8", CSS.concat());
        let script = add(&mut by_name, "js", "text/javascript; charset=utf-8", modules(SCRIPT));
        let htmx = add(&mut by_name, "js", "text/javascript; charset=utf-8", HTMX.to_owned());
        Self { by_name, css, htmx, script }
    }

    pub fn css(&self) -> &str {
        &self.css
    }

    pub fn htmx(&self) -> &str {
        &self.htmx
    }

    pub fn script(&self) -> &str {
        &self.script
    }
}

/// Each module in a block of its own, so that their names do not meet.
fn modules(files: &[&str]) -> String {
    files.iter().flat_map(|file| ["{\n", file, "\n}\n"]).collect()
}

fn add(
    by_name: &mut HashMap<String, Asset>,
    extension: &str,
    kind: &'static str,
    bytes: String,
) -> String {
    let name = format!("{}.{extension}", hex(&Sha256::digest(&bytes)[..8]));
    let path = format!("/assets/{name}");
    by_name.insert(name, Asset { kind, bytes });
    path
}

/// `GET /assets/{name}`: the name is a hash of the content, so it may be kept for ever.
pub async fn asset(State(app): State<App>, Path(name): Path<String>) -> Result<Response, Failure> {
    let asset = app.assets.by_name.get(&name).ok_or(Failure::NotFound)?;
    let headers =
        [(CONTENT_TYPE, asset.kind), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, Body::from(asset.bytes.clone())).into_response())
}
