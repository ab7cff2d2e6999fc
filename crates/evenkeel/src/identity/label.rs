//! What a session is called in its owner's list: the browser and the kind of device, no version, so
//! that it helps to recognise one's own and tells nothing else.

use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;

/// "Firefox, Android"; empty where the browser does not say.
pub fn label(headers: &HeaderMap) -> String {
    let agent = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or("");
    let parts = [browser(agent), system(agent)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The first that is found: nearly all of them claim to be Safari, and most to be Chrome.
fn browser(agent: &str) -> Option<&'static str> {
    const KNOWN: [(&str, &str); 12] = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("DuckDuckGo", "DuckDuckGo"),
        ("Ddg/", "DuckDuckGo"),
        ("Vivaldi", "Vivaldi"),
        ("FxiOS", "Firefox"),
        ("Firefox/", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chromium/", "Chromium"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    first(agent, &KNOWN)
}

fn system(agent: &str) -> Option<&'static str> {
    const KNOWN: [(&str, &str); 8] = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("CrOS", "ChromeOS"),
        ("Windows", "Windows"),
        ("Macintosh", "Mac"),
        ("Mac OS X", "Mac"),
        ("Linux", "Linux"),
    ];
    first(agent, &KNOWN)
}

fn first(agent: &str, known: &[(&str, &'static str)]) -> Option<&'static str> {
    known.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_browsers_are_recognised() {
        let told = |agent: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(USER_AGENT, agent.parse().expect("a header"));
            label(&headers)
        };
        assert_eq!(
            told(
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) \
                  Chrome/131.0.0.0 Mobile Safari/537.36"
            ),
            "Chrome, Android"
        );
        assert_eq!(
            told(
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 \
                  (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"
            ),
            "Safari, iPhone"
        );
        assert_eq!(
            told("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"),
            "Firefox, Linux"
        );
        assert_eq!(told("curl/8"), "");
        assert_eq!(label(&HeaderMap::new()), "");
    }
}
