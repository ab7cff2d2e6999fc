//! What somebody prints.

use serde_json::json;

use super::Someone;

impl Someone<'_> {
    /// The page as a printer would get it, on paper of this size in inches.
    pub(crate) fn prints(&self, [width, height]: [f64; 2]) -> Vec<u8> {
        let paper = json!({
            "paperWidth": width, "paperHeight": height, "preferCSSPageSize": false,
            "marginTop": 0.4, "marginBottom": 0.4, "marginLeft": 0.4, "marginRight": 0.4,
        });
        let printed = self.session.devtools("Page.printToPDF", &paper);
        decoded(printed["data"].as_str().expect("a file"))
    }
}

/// Base 64, as DevTools gives files.
fn decoded(text: &str) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let value = |digit: u8| DIGITS.iter().position(|known| *known == digit);
    let sixes: Vec<usize> = text.bytes().filter_map(value).collect();
    let groups = sixes.chunks(4).flat_map(|group| {
        let bits = group.iter().fold(0, |bits, six| bits << 6 | six) << (6 * (4 - group.len()));
        let bytes = [bits >> 16, bits >> 8, bits].map(|byte| u8::try_from(byte & 255).unwrap_or(0));
        bytes.into_iter().take(group.len() - 1)
    });
    groups.collect()
}
