//! What somebody reads on the page, and where a page has parts, on the part that is shown.

use fantoccini::Locator;
use serde_json::Value;

use super::Someone;

impl Someone<'_> {
    /// Waits until this part of a page of parts is shown.
    pub(crate) async fn sees(&self, view: &str) {
        self.waits_for_css(&format!(r#"[data-view="{view}"].shown"#)).await;
    }

    /// As [`Self::looks`], where no other page was loaded: what was fetched before counted then.
    pub(crate) async fn looks_at_view(&mut self) {
        const FORGET: &str = "performance.clearResourceTimings()";
        self.session.execute(FORGET, Vec::new()).await.expect("it runs");
        self.looks().await;
    }

    /// Somebody turns to another window, or puts the phone away.
    pub(crate) async fn is_hidden(&self) {
        const HIDE: &str = r#"
            Object.defineProperty(document, "visibilityState", { value: "hidden" });
            document.dispatchEvent(new Event("visibilitychange"));
        "#;
        self.session.execute(HIDE, Vec::new()).await.expect("it runs");
    }

    /// What a script in the page comes to.
    pub(crate) async fn script(&self, script: &str, given: Vec<Value>) -> Value {
        self.session.execute(script, given).await.expect("it runs")
    }

    /// As [`Self::script`], which says itself when it is done.
    pub(crate) async fn script_waits(&self, script: &str) -> Value {
        self.session.execute_async(script, Vec::new()).await.expect("it runs")
    }

    /// Waits until the page is called so.
    pub(crate) async fn waits_for_title(&self, title: &str) {
        self.waits_for(&format!(r#"//title[text()="{title}"]"#)).await;
    }

    /// Presses the first door shown whose first line begins like this.
    pub(crate) async fn presses_first(&self, words: &str) {
        let path =
            format!(r#"//section[contains(@class, "shown")]//button[starts-with(b, "{words}")]"#);
        self.click(&path).await;
    }

    /// The page as it is now, seen or not.
    pub(crate) async fn source(&self) -> String {
        self.session.source().await.expect("a page has a source")
    }

    /// The whole address they see.
    pub(crate) async fn address(&self) -> String {
        self.session.current_url().await.expect("a page has an address").to_string()
    }

    /// What the element says, as it is shown.
    pub(crate) async fn text(&self, css: &str) -> String {
        let element = self.session.find(Locator::Css(css)).await;
        element.expect("it is on the page").text().await.expect("it has a text")
    }

    /// What stands in a field.
    pub(crate) async fn value_of(&self, css: &str) -> String {
        let field = self.session.find(Locator::Css(css)).await.expect("it is on the page");
        field.prop("value").await.expect("asked").unwrap_or_default()
    }

    /// Its own words, without the small ones in it.
    pub(crate) async fn words_of(&self, css: &str) -> String {
        const OWN: &str = "return document.querySelector(arguments[0]).firstChild.data.trim()";
        let words = self.session.execute(OWN, vec![css.into()]).await.expect("it runs");
        words.as_str().expect("it has words of its own").to_owned()
    }

    /// Everything on the page below its furniture, as it is shown.
    pub(crate) async fn page(&self) -> String {
        self.text("main").await
    }
}
