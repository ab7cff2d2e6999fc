//! What somebody does with the browser itself: its windows, its clock, and what it keeps.

use fantoccini::wd::WindowHandle;
use serde_json::{Value, json};

use super::Someone;

/// Names of databases and caches, and how many workers there are.
const KEPT: &str = r"
    const done = arguments[arguments.length - 1];
    const workers = navigator.serviceWorker?.getRegistrations() ?? [];
    const caches = globalThis.caches?.keys() ?? [];
    Promise.all([indexedDB.databases(), caches, workers]).then(([bases, caches, workers]) =>
        done([bases.map((base) => base.name), caches, workers.length]));
";
/// Later for whoever asks the page's clock, by so many seconds more.
const LATER: &str = r"
    const before = Date.now;
    const later = arguments[0] * 1000;
    Date.now = () => before() + later;
";

impl Someone<'_> {
    /// Which window or tab is before them.
    pub(crate) async fn window(&self) -> WindowHandle {
        self.session.window().await.expect("a window")
    }

    /// Opens another window, which leaves this one in sight, and turns to it.
    pub(crate) async fn opens_window(&self) {
        let opened = self.session.new_window(false).await.expect("it opens");
        self.turns_to(&opened.handle).await;
    }

    /// Opens another tab, which covers this one.
    pub(crate) async fn opens_tab(&self) {
        let opened = self.session.new_window(true).await.expect("it opens");
        self.turns_to(&opened.handle).await;
    }

    pub(crate) async fn turns_to(&self, window: &WindowHandle) {
        self.session.switch_to_window(window.clone()).await.expect("it is there");
    }

    /// Does nothing for so long, as far as the page can tell.
    pub(crate) async fn lets_pass(&self, seconds: u32) {
        self.script(LATER, vec![seconds.into()]).await;
    }

    /// The databases and caches that this browser keeps for the site, and how many workers.
    pub(crate) async fn kept_on_device(&self) -> Value {
        self.session.execute_async(KEPT, Vec::new()).await.expect("it runs")
    }

    /// That this browser keeps nothing for the site.
    pub(crate) async fn has_nothing_on_device(&self) {
        assert_eq!(self.kept_on_device().await, json!([[], [], 0]), "{}", self.album);
    }

    /// Their device has passkeys, behind a finger that is always there.
    pub(crate) fn has_passkeys(&self) {
        self.session.devtools("WebAuthn.enable", &json!({}));
        let options = json!({
            "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal",
            "hasResidentKey": true, "hasUserVerification": true, "hasPrf": true,
            "isUserVerified": true, "automaticPresenceSimulation": true,
        });
        self.session.devtools("WebAuthn.addVirtualAuthenticator", &json!({ "options": options }));
    }
}
