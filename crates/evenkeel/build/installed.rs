//! What a phone puts on its home screen: a name, a start and icons, for the usual look and the
//! neutral one.
//!
//! Assets like style and script, under names that change with their content: a phone that fetches
//! one tells nobody which look it has.

use assets::Kept;
use serde_json::json;

/// What a look is made of.
#[derive(Debug)]
pub(crate) struct Look {
    name: &'static str,
    /// Where the installed app begins.
    start: &'static str,
    pub(crate) icon: &'static str,
    pub(crate) picture: &'static str,
}

pub(crate) const USUAL: Look = Look {
    name: "Evenkeel",
    start: "/",
    icon: "web/look/app-evenkeel.svg",
    picture: "web/look/app-evenkeel.png",
};
pub(crate) const NEUTRAL: Look = Look {
    name: "Home list",
    start: "/p",
    icon: "web/look/app-list.svg",
    picture: "web/look/app-list.png",
};

/// The pixels of a picture's side.
const PICTURE_SIDE: u16 = 180;
/// The paper of every page.
const PAPER: &str = "#faf7f2";

impl Look {
    /// Keeps its files, and says the Rust expression that names them.
    pub(crate) fn keep(&self, kept: &mut Kept, icon: &[u8], picture: &[u8]) -> String {
        let icon = kept.add("svg", "image/svg+xml", icon);
        let picture = kept.add("png", "image/png", picture);
        let side = format!("{PICTURE_SIDE}x{PICTURE_SIDE}");
        let manifest = json!({
            "id": self.start,
            "name": self.name,
            "short_name": self.name,
            "start_url": self.start,
            "scope": "/",
            "display": "standalone",
            "background_color": PAPER,
            "theme_color": PAPER,
            "icons": [
                { "src": icon, "type": "image/svg+xml", "sizes": "any", "purpose": "any" },
                { "src": icon, "type": "image/svg+xml", "sizes": "any", "purpose": "maskable" },
                { "src": picture, "type": "image/png", "sizes": side },
            ],
        });
        let manifest = kept.add("webmanifest", "application/manifest+json", manifest.to_string());
        format!("Installed {{ manifest: {manifest:?}, picture: {picture:?} }}")
    }
}
