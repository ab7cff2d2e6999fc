//! Templates: no text for people (that comes from the words), no script or style in the page.

use super::{Finding, Source};

/// Attributes that people read or hear.
const READ_ALOUD: [&str; 6] =
    ["aria-label", "aria-description", "aria-roledescription", "alt", "placeholder", "title"];

pub(super) fn findings(source: &Source) -> Vec<Finding> {
    let text = without_blocks(&source.text);
    let mut findings = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let line = super::line_of(&text, at);
        let length = if rest.starts_with("<!--") {
            rest.find("-->").map_or(rest.len(), |end| end + 3)
        } else if rest.starts_with("<code>") {
            // What somebody types on a command line is the same in every language.
            rest.find("</code>").unwrap_or(rest.len())
        } else if rest.starts_with('<') {
            let length = tag_length(rest);
            findings.extend(
                wrong_tag(&rest[..length]).into_iter().map(|what| source.finding(line, what)),
            );
            length
        } else {
            let length = rest.find('<').unwrap_or(rest.len());
            if let Some((offset, word)) = literal(&rest[..length]) {
                let line = super::line_of(&text, at + offset);
                let what = format!("{word:?} is text for people: it belongs to the words");
                findings.push(source.finding(line, what));
            }
            length
        };
        at += length;
    }
    findings
}

/// `text` with askama's `{{ }}`, `{% %}` and `{# #}` replaced by spaces, byte for byte.
fn without_blocks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let close = match rest.as_bytes().get(start + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => {
                out.push_str(&rest[..=start]);
                rest = &rest[start + 1..];
                continue;
            }
        };
        let end = rest[start + 2..].find(close).map_or(rest.len(), |end| start + end + 4);
        out.push_str(&rest[..start]);
        out.extend(rest[start..end].bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }));
        rest = &rest[end..];
    }
    out + rest
}

/// The bytes of the tag at the start of `text`, its `>` included; a `>` in quotes does not end it.
fn tag_length(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// What is wrong with one tag, as `<a href="…">`.
fn wrong_tag(tag: &str) -> Vec<String> {
    let inner = tag.trim_start_matches(['<', '/']).trim_end_matches(['>', '/']);
    let name = inner.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
    let attributes = attributes(&inner[name.len().min(inner.len())..]);
    let mut wrong = Vec::new();
    let opens = !tag.starts_with("</");
    if opens && name == "script" && !attributes.iter().any(|(name, _)| *name == "src") {
        wrong.push("script in the page: the policy forbids it; write a module".to_owned());
    }
    if opens && name == "style" {
        wrong.push("style in the page: the policy forbids it; write a component's CSS".to_owned());
    }
    for (name, value) in attributes {
        let runs_code = name.starts_with("on")
            || name.starts_with("hx-on")
            || value.trim_start().starts_with("js:")
            || value.trim_start().starts_with("javascript:")
            || (name == "hx-trigger" && value.contains('['));
        if name == "style" || runs_code {
            wrong.push(format!("`{name}` with code or style in it: the policy forbids it"));
        }
        if READ_ALOUD.contains(&name) && literal(value).is_some() {
            wrong.push(format!("`{name}` is text for people: it belongs to the words"));
        }
    }
    wrong
}

/// Each attribute's name and value; the value is empty where there is none.
fn attributes(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let Some(value) = after.strip_prefix('=') else {
            found.push((name, ""));
            rest = after.trim_start();
            continue;
        };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => value.split_once(char::is_whitespace).unwrap_or((value, "")),
        };
        found.push((name, value));
        rest = after.trim_start();
    }
    found
}

/// The first two or more letters in a row that are no `&entity;`, and where they stand.
fn literal(text: &str) -> Option<(usize, &str)> {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let run = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        if rest[..run].chars().count() >= 2 {
            return Some((at, &rest[..run]));
        }
        let entity =
            rest.strip_prefix('&').and_then(|name| name.find(';')).map_or(0, |end| end + 2);
        let one = rest.chars().next().map_or(1, char::len_utf8);
        at += run.max(entity).max(one);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{super::Kind, Source, findings};

    fn found(text: &str) -> Vec<(usize, String)> {
        let (path, text) = ("a.html".to_owned(), text.to_owned());
        let source = Source { path, kind: Kind::Template, text };
        findings(&source).into_iter().map(|finding| (finding.line, finding.what)).collect()
    }

    #[test]
    fn what_comes_from_the_words_passes() {
        let fine = "{% extends \"layout.html\" %}{# Said by people. #}\n<!-- why -->\n\
            <a href=\"/x\" title=\"{{ page.t(\"title\") }}\" {% if a > b %}hidden{% endif %}>\
            {{ page.t(\"text\") }} &middot; x</a>\n<script type=\"module\" src=\"/a.js\"></script>";
        assert_eq!(found(fine), []);
    }

    #[test]
    fn text_for_people_is_found_where_it_stands() {
        assert_eq!(found("<p>{{ a }}\n<b>Hello</b>")[0].0, 2);
        assert_eq!(found("<button aria-label=\"Close\">×</button>").len(), 1);
        assert_eq!(found("<p>&nbsp;über</p>").len(), 1);
    }

    #[test]
    fn script_and_style_in_the_page_are_found() {
        for wrong in [
            "<script>go()</script>",
            "<style></style>",
            "<p style=\"color: red\"></p>",
            "<p onclick=\"go()\"></p>",
            "<p hx-on:click=\"go()\"></p>",
            "<p hx-vals='js:{a: 1}'></p>",
            "<p hx-trigger=\"click[ctrlKey]\"></p>",
        ] {
            assert!(!found(wrong).is_empty(), "{wrong}");
        }
    }
}
