//! What every request and answer passes: a known host, and the headers that keep a page to itself.

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderName, HeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::settings::Settings;

const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
     manifest-src 'self'",
);

/// Refuses requests for another host: a page elsewhere that points its name at this machine must
/// not become this site.
pub async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("");
    if !is_ours(host, &app.settings) {
        return (StatusCode::MISDIRECTED_REQUEST, "unknown host\n").into_response();
    }
    let mut response = next.run(request).await;
    protect(response.headers_mut(), app.settings.insists_on_https());
    response
}

fn protect(headers: &mut HeaderMap, https: bool) {
    const SAME_ORIGIN: HeaderValue = HeaderValue::from_static("same-origin");
    headers.insert(CONTENT_SECURITY_POLICY, POLICY);
    headers.insert(REFERRER_POLICY, SAME_ORIGIN);
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(HeaderName::from_static("cross-origin-opener-policy"), SAME_ORIGIN);
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), SAME_ORIGIN);
    if https {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

/// Whether a request names the host we are known by, or this computer itself: a page elsewhere
/// cannot make a browser say "localhost" for it.
fn is_ours(host: &str, settings: &Settings) -> bool {
    let own_port = if settings.is_https() { ":443" } else { ":80" };
    let without_own = host.strip_suffix(own_port).unwrap_or(host);
    let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()));
    let name = name.map_or(host, |(name, _)| name);
    let address = settings.listen.ip();
    without_own.eq_ignore_ascii_case(settings.public_host())
        || host == settings.listen.to_string()
        || ((address.is_loopback() || address.is_unspecified())
            && ["localhost", "127.0.0.1", "[::1]"].iter().any(|it| name.eq_ignore_ascii_case(it)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(listen: &str, public_url: &str, host: &str) -> bool {
        let settings = Settings {
            data: "/nowhere".into(),
            key: "/nowhere".into(),
            listen: listen.parse().expect("an address"),
            public_url: crate::settings::public_url(public_url).expect("a URL"),
            leave_to: String::new(),
            operator: None,
            provided: crate::provided::Provided::default(),
            writes: crate::app::Quota::USUAL,
            tls: None,
        };
        is_ours(host, &settings)
    }

    #[test]
    fn only_our_own_names_are_answered() {
        let home = ("127.0.0.1:7466", "http://127.0.0.1:7466");
        let house = ("0.0.0.0:7466", "http://nas:7466");
        let hosted = ("10.0.0.5:7466", "https://family.example");
        let six = ("[::1]:7466", "http://[::1]:7466");
        for ((listen, public_url), host, expected) in [
            (home, "127.0.0.1:7466", true),
            (home, "localhost:7466", true),
            (home, "LOCALHOST:7466", true),
            (home, "[::1]:7466", true),
            (home, "[::1]", true),
            (home, "localhost", true),
            (home, "evil.example", false),
            (home, "localhost.evil.example", false),
            (home, "127.0.0.1.evil.example:7466", false),
            (home, "[::1]evil:7466", false),
            (home, "localhost:7466:7466", false),
            (home, "", false),
            (home, ":7466", false),
            (house, "nas:7466", true),
            (house, "NAS:7466", true),
            (house, "nas", false),
            (house, "localhost:7466", true),
            (house, "192.168.1.20:7466", false),
            (hosted, "family.example", true),
            (hosted, "Family.Example:443", true),
            (hosted, "family.example:8443", false),
            (hosted, "10.0.0.5:7466", true),
            (hosted, "localhost", false),
            (six, "[::1]:7466", true),
            (six, "[::2]:7466", false),
        ] {
            assert_eq!(known(listen, public_url, host), expected, "{host} at {public_url}");
        }
    }
}
