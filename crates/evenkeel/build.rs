//! Puts style and script together and packs them, for `web/assets.rs` to serve.

#[path = "build/installed.rs"]
mod installed;

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use assets::{Kept, lean, modules, together, with_pressed_links};

use self::installed::{NEUTRAL, USUAL};

const STYLE: &str = "text/css; charset=utf-8";
const MODULE: &str = "text/javascript; charset=utf-8";

/// One stylesheet is one request: the components in the order of their layers.
const CSS: &[&str] = &[
    "web/look/tokens.css",
    "web/look/base.css",
    "web/look/layout.css",
    "web/look/mark.css",
    "web/look/forms.css",
    "web/look/notice.css",
    "web/look/doors.css",
    "web/look/fold.css",
    "web/look/deck.css",
    "web/look/rows.css",
    "web/look/stacks.css",
    "web/look/today.css",
    "web/look/plan.css",
    "web/look/table.css",
    "web/look/agreement.css",
    "web/look/family.css",
    "web/look/talk.css",
    "web/look/help.css",
    "web/look/settings.css",
    "web/look/views.css",
    "web/look/print.css",
];

/// What the pages need that are there for everybody: Help, and who can see what.
const SLIM_CSS: &[&str] = &[
    "web/look/tokens.css",
    "web/look/base.css",
    "web/look/layout.css",
    "web/look/forms.css",
    "web/look/notice.css",
    "web/look/doors.css",
    "web/look/fold.css",
    "web/look/help.css",
    "web/look/print.css",
];

/// Leaving, and printing.
const SLIM_SCRIPT: &[&str] = &["web/look/leave.js", "web/look/print.js"];

/// Our own modules, each standing alone, in one file.
const SCRIPT: &[&str] = &[
    "web/look/leave.js",
    "web/look/keys.js",
    "web/look/swipe.js",
    "web/look/slide.js",
    "web/look/zone.js",
    "web/look/print.js",
    "web/look/share.js",
    "web/look/sort.js",
    "web/look/going.js",
    "web/look/unsaved.js",
    "web/look/fill.js",
    "web/look/follow.js",
];

/// The private pages: modules that import from each other, and stand together in one file.
const VAULT: &[&str] = &[
    "rooms/justme/vault/merge.js",
    "rooms/justme/vault/wellformed.js",
    "rooms/justme/vault/files.js",
    "rooms/justme/vault/seal.js",
    "rooms/justme/vault/open.js",
    "rooms/justme/vault/lock.js",
    "rooms/justme/vault/meeting.js",
    "rooms/justme/vault/sending.js",
    "rooms/justme/vault/looking.js",
    "rooms/justme/vault/opening.js",
    "rooms/justme/vault/locks.js",
    "rooms/justme/vault/device.js",
    "rooms/justme/vault/keep.js",
    "rooms/justme/pages/views.js",
    "rooms/justme/pages/written.js",
    "rooms/justme/pages/lists.js",
    "rooms/justme/pages/copies.js",
    "rooms/justme/pages/notes.js",
    "rooms/justme/pages/faults.js",
    "rooms/justme/pages/chosen.js",
    "rooms/justme/pages/take_out.js",
    "rooms/justme/pages/later.js",
    "rooms/justme/pages/deeds.js",
    "rooms/justme/pages/gate.js",
    "rooms/justme/pages/copy.js",
    "rooms/justme/pages/timer.js",
    "rooms/justme/pages/watch.js",
    "rooms/justme/pages/turns.js",
    "rooms/justme/pages/standing.js",
    "rooms/justme/pages/printing.js",
    "rooms/justme/pages/page.js",
];

/// What takes private pages along to a session: modules beside those, fetched when somebody does.
const ALONG: &[&str] = &[
    "rooms/justme/vault/lend.js",
    "rooms/justme/pages/piece.js",
    "rooms/justme/pages/along.js",
    "rooms/justme/pages/lending.js",
];

/// What opens private pages that somebody lent, for whoever has the link.
const LENT: &[&str] = &[
    "rooms/justme/vault/files.js",
    "rooms/justme/vault/lend.js",
    "rooms/justme/pages/piece.js",
    "rooms/first_session/lent.js",
];

/// Fetched when private pages are first opened.
const AGE: &str = "../../../vendor/age-encryption/age.js";

const HTMX: &str = "../../../vendor/htmx/htmx.esm.min.js";

#[expect(clippy::disallowed_methods, reason = "this is how cargo talks to a build script")]
fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo says where to write")?);
    let mut kept = Kept::default();
    let mut code = String::new();
    for (name, path) in styles_and_scripts(&mut kept)? {
        writeln!(code, "pub const {name}: &str = {path:?};")?;
    }
    for (name, look) in [("USUAL", USUAL), ("NEUTRAL", NEUTRAL)] {
        let installed = look.keep(&mut kept, &read(look.icon)?, &read(look.picture)?);
        writeln!(code, "pub const {name}: &Installed = &{installed};")?;
    }
    writeln!(code, "static ALL: &[(&str, Asset)] = {};", kept.write(&out)?)?;
    fs::write(out.join("assets.rs"), code)?;
    Ok(())
}

/// The constants that name what pages bring along, and what each of them is.
fn styles_and_scripts(kept: &mut Kept) -> Result<Vec<(&'static str, String)>, Box<dyn Error>> {
    let style = lean(&all(CSS)?.concat());
    let vault = kept.add("js", MODULE, together(&all(VAULT)?, None));
    let along = together(&all(ALONG)?, Some(&vault));
    Ok(vec![
        ("DISCREET_CSS", kept.add("css", STYLE, with_pressed_links(&style))),
        ("CSS", kept.add("css", STYLE, style)),
        ("SLIM_CSS", kept.add("css", STYLE, lean(&all(SLIM_CSS)?.concat()))),
        ("SCRIPT", kept.add("js", MODULE, modules(&all(SCRIPT)?))),
        ("SLIM_SCRIPT", kept.add("js", MODULE, modules(&all(SLIM_SCRIPT)?))),
        ("HTMX", kept.add("js", MODULE, read(HTMX)?)),
        ("VAULT", vault),
        ("ALONG", kept.add("js", MODULE, along)),
        ("LENT", kept.add("js", MODULE, together(&all(LENT)?, None))),
        ("AGE", kept.add("js", MODULE, read(AGE)?)),
    ])
}

fn all(files: &[&str]) -> Result<Vec<String>, Box<dyn Error>> {
    files.iter().map(|file| Ok(String::from_utf8(read(file)?)?)).collect()
}

/// The file, beside this one's `src`; when it changes, all of this is done again.
fn read(file: &str) -> io::Result<Vec<u8>> {
    let path = Path::new("src").join(file);
    println!("cargo::rerun-if-changed={}", path.display());
    fs::read(&path).map_err(|why| io::Error::new(why.kind(), format!("{}: {why}", path.display())))
}
