//! Reading a page's forms as a browser does: where they go, and what each field holds.

use std::collections::BTreeMap;

use super::world::Answer;

/// A form of a page, with what a browser would send if its first button were pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadForm {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

impl Answer {
    /// Every form that posts; a button with an address of its own is a form of its own.
    pub fn forms(&self) -> Vec<ReadForm> {
        let forms = self.body.split("<form").skip(1).filter_map(|rest| {
            let (head, rest) = rest.split_once('>')?;
            let inside = rest.split("</form>").next()?;
            let posts = attribute(head, "method").as_deref() == Some("post");
            posts.then(|| (attribute(head, "action"), inside))
        });
        forms.flat_map(|(action, inside)| posted(action, inside)).collect()
    }

    /// The forms that go to one address.
    pub fn forms_to(&self, action: &str) -> Vec<ReadForm> {
        self.forms().into_iter().filter(|form| form.action == action).collect()
    }

    /// What can be chosen under each name of a page's fields: marks, options, buttons.
    pub fn choices(&self) -> BTreeMap<String, Vec<String>> {
        let mut choices: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for tag in tags(&self.body, "input").chain(tags(&self.body, "button")) {
            if let (Some(name), Some(value)) = (attribute(tag, "name"), attribute(tag, "value")) {
                choices.entry(name).or_default().push(value);
            }
        }
        for part in self.body.split("<select").skip(1) {
            let Some((head, rest)) = part.split_once('>') else { continue };
            let options = rest.split("</select>").next().unwrap_or_default();
            let values = tags(options, "option").filter_map(|tag| attribute(tag, "value"));
            choices.entry(attribute(head, "name").unwrap_or_default()).or_default().extend(values);
        }
        choices
    }

    /// Whether a form of the page still holds a value that was typed into a field.
    pub fn still_holds(&self, field: &str, value: &str) -> bool {
        let wanted = as_a_page_keeps_it(value);
        self.forms()
            .iter()
            .flat_map(|form| &form.fields)
            .any(|(name, kept)| name == field && as_a_page_keeps_it(kept) == wanted)
    }

    /// The addresses of a page's links.
    pub fn links(&self) -> Vec<String> {
        tags(&self.body, "a").filter_map(|tag| attribute(tag, "href")).collect()
    }
}

impl ReadForm {
    pub fn value(&self, field: &str) -> Option<&str> {
        self.fields.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str())
    }
}

/// Line ends differ between what was sent and what a page shows.
fn as_a_page_keeps_it(text: &str) -> String {
    text.replace("\r\n", "\n")
}

fn posted(action: Option<String>, inside: &str) -> Vec<ReadForm> {
    let shared = fields(inside);
    let own = tags(inside, "button").filter_map(|button| {
        let action = attribute(button, "formaction")?;
        let pressed = attribute(button, "name").zip(attribute(button, "value"));
        Some(ReadForm { action, fields: shared.iter().cloned().chain(pressed).collect() })
    });
    let whole = action.map(|action| ReadForm { action, fields: shared.clone() });
    whole.into_iter().chain(own).collect()
}

fn fields(inside: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for tag in tags(inside, "input") {
        let Some(name) = attribute(tag, "name") else { continue };
        let kind = attribute(tag, "type").unwrap_or_default();
        if matches!(kind.as_str(), "checkbox" | "radio") && !has(tag, "checked") {
            continue;
        }
        fields.push((name, attribute(tag, "value").unwrap_or_default()));
    }
    for part in inside.split("<textarea").skip(1) {
        let Some((head, rest)) = part.split_once('>') else { continue };
        let text = rest.split("</textarea>").next().unwrap_or_default();
        fields.extend(attribute(head, "name").map(|name| (name, unescaped(text))));
    }
    for part in inside.split("<select").skip(1) {
        let Some((head, rest)) = part.split_once('>') else { continue };
        let Some(name) = attribute(head, "name") else { continue };
        let options = rest.split("</select>").next().unwrap_or_default();
        let chosen = tags(options, "option").find(|tag| has(tag, "selected"));
        let chosen = chosen.or_else(|| tags(options, "option").next());
        fields.extend(chosen.and_then(|tag| attribute(tag, "value")).map(|value| (name, value)));
    }
    fields
}

/// What stands inside each tag of one name.
pub fn tags<'a>(html: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let open = format!("<{name} ");
    let starts: Vec<_> = html.match_indices(&open).map(|(at, _)| at + open.len()).collect();
    starts.into_iter().filter_map(|at| html[at..].split('>').next())
}

fn has(tag: &str, attribute: &str) -> bool {
    tag.split_whitespace().any(|word| word == attribute)
}

pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let mark = format!(" {name}=\"");
    let padded = format!(" {tag}");
    let (_, rest) = padded.split_once(&mark)?;
    rest.split_once('"').map(|(value, _)| unescaped(value))
}

/// A text with its character references resolved.
pub fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let Some((name, behind)) = after.split_once(';') else {
            plain.push('&');
            rest = after;
            continue;
        };
        let meant = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            _ => name.strip_prefix('#').and_then(|n| n.parse().ok()).and_then(char::from_u32),
        };
        plain.extend(meant);
        rest = behind;
    }
    plain.push_str(rest);
    plain
}

#[test]
fn a_form_is_read_as_a_browser_reads_it() {
    let body = r#"<form class="a" method="post" action="/x">
        <input type="hidden" name="key" value="k">
        <input type="checkbox" name="a" value="1" checked>
        <input type="checkbox" name="a" value="2">
        <textarea id="t" name="text">1 &#60; 2 &amp; so</textarea>
        <select name="s"><option value=""></option><option value="b" selected>B</option></select>
        </form>
        <form method="get" action="/y"></form>"#;
    let answer =
        Answer { status: axum::http::StatusCode::OK, headers: vec![], body: body.to_owned() };
    let forms = answer.forms();
    assert_eq!(forms.len(), 1);
    let expected = [("key", "k"), ("a", "1"), ("text", "1 < 2 & so"), ("s", "b")];
    assert_eq!(forms[0].fields, expected.map(|(n, v)| (n.to_owned(), v.to_owned())));
    assert!(answer.still_holds("text", "1 < 2 & so"));
}
