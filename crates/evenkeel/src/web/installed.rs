//! What a phone puts on its home screen: a name, a start and icons, for the usual look and the
//! neutral one.
//!
//! Assets like style and script, under names that change with their content: a phone that fetches
//! one tells nobody which look it has.

use serde_json::json;

/// One look's icons, and what a browser needs to install it.
#[derive(Debug)]
pub struct Installed {
    pub manifest: String,
    pub icon: String,
    /// For phones that take no drawing.
    pub picture: String,
}

/// What a look is made of.
#[derive(Debug)]
pub struct Kit {
    pub name: &'static str,
    /// Where the installed app begins.
    pub start: &'static str,
    pub icon: &'static str,
    pub picture: &'static [u8],
}

pub const USUAL: Kit = Kit {
    name: "Evenkeel",
    start: "/",
    icon: include_str!("look/app-evenkeel.svg"),
    picture: include_bytes!("look/app-evenkeel.png"),
};
pub const NEUTRAL: Kit = Kit {
    name: "Home list",
    start: super::page::NEUTRAL,
    icon: include_str!("look/app-list.svg"),
    picture: include_bytes!("look/app-list.png"),
};

/// The pixels of a picture's side.
const PICTURE_SIDE: u16 = 180;
/// The paper of every page.
const PAPER: &str = "#faf7f2";

impl Kit {
    /// Keeps its files by `add` (an extension, a kind, the bytes), which names them.
    pub fn keep(&self, mut add: impl FnMut(&str, &'static str, Vec<u8>) -> String) -> Installed {
        let icon = add("svg", "image/svg+xml", self.icon.into());
        let picture = add("png", "image/png", self.picture.into());
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
        let manifest = manifest.to_string().into_bytes();
        let manifest = add("webmanifest", "application/manifest+json", manifest);
        Installed { manifest, icon, picture }
    }
}
