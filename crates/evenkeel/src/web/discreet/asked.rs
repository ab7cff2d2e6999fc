//! What a form at the neutral address asks for: a method, an address and, of a button that had a
//! name of its own, that one field, in one line: `POST /today/done/… key=…`.

use axum::body::Bytes;
use axum::http::{Method, Uri};

/// The hidden field of a form: where it goes.
pub(super) const FORM: &str = "request";
/// The name of a button, and of a link that has become one: it wins over its form.
pub(super) const BUTTON: &str = "press";
/// Longest address that is carried on.
const TO_BYTES_MAX: usize = 8 << 10;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) method: Method,
    pub(super) to: Uri,
}

/// What a form asks for, and its fields without ours. `None` where it asks for nothing we know.
pub(super) fn read(body: &[u8]) -> (Option<Asked>, Bytes) {
    let (mut of_form, mut of_button) = (None, None);
    let mut fields = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(body) {
        match &*name {
            FORM => of_form = Some(value.into_owned()),
            BUTTON => of_button = Some(value.into_owned()),
            _ => {
                fields.append_pair(&name, &value);
            }
        }
    }
    let line = of_button.as_deref().or(of_form.as_deref());
    let mut words = line.unwrap_or_default().splitn(3, ' ');
    let (method, to) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if let Some((name, value)) = words.next().and_then(|field| field.split_once('=')) {
        fields.append_pair(name, value);
    }
    let method = match method {
        "GET" => Some(Method::GET),
        "POST" => Some(Method::POST),
        _ => None,
    };
    let asked = method.zip(own(to)).map(|(method, to)| Asked { method, to });
    (asked, fields.finish().into())
}

/// An address of ours: a path from the root, and nothing that a browser could take for more.
pub(super) fn own(to: &str) -> Option<Uri> {
    let to = to.split('#').next().unwrap_or_default();
    let is_path = to.starts_with('/') && !to.starts_with("//") && !to.contains('\\');
    if !is_path || to.len() > TO_BYTES_MAX {
        return None;
    }
    let uri: Uri = to.parse().ok()?;
    (uri.scheme().is_none() && uri.authority().is_none()).then_some(uri)
}

/// Takes our fields out of a query: script sends a form's hidden ones along.
pub(super) fn without_ours(uri: &mut Uri) {
    let query = uri.query().unwrap_or_default();
    let is_ours = |part: &str| {
        let name = part.split('=').next().unwrap_or_default();
        name == FORM || name == BUTTON
    };
    if query.split('&').any(is_ours) {
        let rest: Vec<_> = query.split('&').filter(|part| !is_ours(part)).collect();
        *uri = with_query(uri.path(), rest.join("&").as_bytes());
    }
}

pub(super) fn with_query(path: &str, query: &[u8]) -> Uri {
    let query = String::from_utf8_lossy(query);
    let whole = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
    whole.parse().unwrap_or_else(|_| Uri::from_static("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(body: &str) -> Option<(String, String)> {
        read(body.as_bytes()).0.map(|asked| (asked.method.to_string(), asked.to.to_string()))
    }

    #[test]
    fn only_our_own_addresses_are_carried_on() {
        for (to, expected) in [
            ("/today", Some("/today")),
            ("/talk?ok=saved", Some("/talk?ok=saved")),
            ("/share/division#c-1", Some("/share/division")),
            ("//evil.example/today", None),
            ("/\\evil.example", None),
            ("https://evil.example/", None),
            ("http:/today", None),
            ("javascript:alert(1)", None),
            ("today", None),
            ("*", None),
            ("", None),
            ("/a b", None),
            ("/a\r\nx: y", None),
        ] {
            assert_eq!(own(to).map(|uri| uri.to_string()).as_deref(), expected, "{to:?}");
        }
        assert_eq!(own(&format!("/{}", "a".repeat(TO_BYTES_MAX))), None);
    }

    #[test]
    fn a_button_wins_over_its_form_and_may_bring_a_field() {
        let asked = |method: &str, to: &str| Some((method.to_owned(), to.to_owned()));
        assert_eq!(line("request=POST+%2Fa&x=1"), asked("POST", "/a"));
        assert_eq!(line("press=GET+%2Fb%3Fc%3Dd&request=POST+%2Fa"), asked("GET", "/b?c=d"));
        for nothing in ["", "x=1", "press=", "press=GET", "press=DELETE+%2Fa", "press=GET+%2F%2Fa"]
        {
            assert_eq!(line(nothing), None, "{nothing}");
        }
        let (_, fields) = read(b"request=POST+%2Fa&press=POST+%2Fb+key%3Da%3D+%26&x=1+2");
        assert_eq!(fields, "x=1+2&key=a%3D+%26");
    }

    #[test]
    fn what_script_sends_along_is_taken_out() {
        let mut uri = Uri::from_static("/share/division?request=GET+%2Fa&at=3&press=x");
        without_ours(&mut uri);
        assert_eq!(uri, "/share/division?at=3");
        let mut uri = Uri::from_static("/share/division?press=x");
        without_ours(&mut uri);
        assert_eq!(uri, "/share/division");
    }
}
