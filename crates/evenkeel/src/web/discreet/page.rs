//! A page as the neutral look shows it: what it leads to is put into forms to the one neutral
//! address, and its name, its mark and its style are neutral ones.
//!
//! Values of attributes are moved as they stand in the source, so what was escaped stays escaped.

use axum::http::HeaderValue;
use lol_html::html_content::{ContentType, Element};
use lol_html::{HandlerResult, RewriteStrSettings, element, rewrite_str};

use super::asked::{BUTTON, FORM};
use super::{LEAVE, OUT};
use crate::web::assets;
use crate::web::page::NEUTRAL;
use crate::words::Words;

/// The form that every link has become a button of.
const GO: &str = "go";
/// What looks like a link and is a button; the stylesheet knows it by this.
pub(super) const PRESSED: &str = "go";
/// The neutral mark.
const MARK: &str = include_str!("../look/list.svg");
/// Of a link, and of nothing else.
const OF_LINKS: [&str; 5] = ["href", "rel", "target", "download", "hreflang"];

/// What the look changes on a page or a part of one that was made for the address `here`.
pub(super) fn dressed(here: &str, html: &str) -> Result<String, lol_html::errors::RewritingError> {
    let name = name(html);
    let (style, installed) = (assets::DISCREET_CSS, assets::NEUTRAL);
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("title, .brand span", |it| {
            it.set_inner_content(name, ContentType::Text);
            Ok(())
        }))
        .append_element_content_handler(element!(".brand svg", |it| {
            it.replace(MARK, ContentType::Html);
            Ok(())
        }))
        .append_element_content_handler(element!("link[rel=stylesheet]", |it| {
            Ok(it.set_attribute("href", style)?)
        }))
        .append_element_content_handler(element!("link[rel=apple-touch-icon]", |it| {
            Ok(it.set_attribute("href", installed.picture)?)
        }))
        .append_element_content_handler(element!("link[rel=manifest]", |it| {
            Ok(it.set_attribute("href", installed.manifest)?)
        }))
        .append_element_content_handler(element!("body", |it| {
            it.append(&form(), ContentType::Html);
            Ok(())
        }))
        .append_element_content_handler(element!("a[href]", |it| link(it, here)))
        .append_element_content_handler(element!("form", |it| posted(it, here)))
        .append_element_content_handler(element!("button[formaction]", button));
    rewrite_str(html, settings)
}

/// What script does instead of leaving for another page: it sends that form.
pub(super) fn going(to: &str) -> HeaderValue {
    let told = serde_json::json!({ "go-to": { "to": to } }).to_string();
    HeaderValue::try_from(told).unwrap_or(HeaderValue::from_static("{}"))
}

/// The neutral name, in the language that the page is in.
fn name(html: &str) -> &'static str {
    let language = html.split_once("<html lang=\"").and_then(|(_, rest)| rest.split_once('"'));
    Words::of(language.map(|(language, _)| language)).text("discreet-name")
}

fn form() -> String {
    format!("<form id=\"{GO}\" method=\"post\" action=\"{NEUTRAL}\"></form>")
}

/// A link within the program is a button of the one form; any other stays what it is.
fn link(it: &mut Element<'_, '_>, here: &str) -> HandlerResult {
    let href = it.get_attribute("href").unwrap_or_default();
    let Some(to) = ours(&href, here) else { return Ok(()) };
    if to == LEAVE {
        return Ok(it.set_attribute("href", OUT)?);
    }
    for name in OF_LINKS {
        it.remove_attribute(name);
    }
    it.set_tag_name("button")?;
    it.set_attribute("form", GO)?;
    it.set_attribute("name", BUTTON)?;
    it.set_attribute("value", &format!("GET {to}"))?;
    let class = it.get_attribute("class").unwrap_or_default();
    it.set_attribute("class", format!("{class} {PRESSED}").trim_start())?;
    Ok(())
}

/// A form tells in a field where it goes.
fn posted(it: &mut Element<'_, '_>, here: &str) -> HandlerResult {
    let method = it.get_attribute("method").unwrap_or_default().to_ascii_lowercase();
    let action = it.get_attribute("action").unwrap_or_default();
    let Some(to) = ours(&action, here).filter(|to| method != "dialog" && to != NEUTRAL) else {
        return Ok(());
    };
    let method = if method == "post" { "POST" } else { "GET" };
    let field = format!("<input type=\"hidden\" name=\"{FORM}\" value=\"{method} {to}\">");
    it.set_attribute("method", "post")?;
    it.set_attribute("action", NEUTRAL)?;
    // At its end: what stands first in a form is set closer by the stylesheet.
    it.append(&field, ContentType::Html);
    Ok(())
}

/// A button that goes elsewhere than its form takes its own field along.
fn button(it: &mut Element<'_, '_>) -> HandlerResult {
    let to = it.get_attribute("formaction").unwrap_or_default();
    it.remove_attribute("formaction");
    let own = it.get_attribute("name").zip(it.get_attribute("value"));
    let own = own.map_or_else(String::new, |(name, value)| format!(" {name}={value}"));
    it.set_attribute("name", BUTTON)?;
    it.set_attribute("value", &format!("POST {to}{own}"))?;
    Ok(())
}

/// The address within the program that a page at `here` leads to by these words.
fn ours(to: &str, here: &str) -> Option<String> {
    if to.starts_with('#') {
        return None;
    }
    // "&#38;" is no fragment.
    let fragment = to.match_indices('#').find(|(at, _)| !to[..*at].ends_with('&'));
    let to = fragment.map_or(to, |(at, _)| &to[..at]);
    match to.as_bytes() {
        [b'/', b'/', ..] => None,
        [b'/', ..] => Some(to.to_owned()),
        [b'?', ..] => Some(format!("{here}{to}")),
        [] => Some(here.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(html: &str) -> String {
        let settings = RewriteStrSettings::new()
            .append_element_content_handler(element!("a[href]", |it| link(it, "/here")))
            .append_element_content_handler(element!("form", |it| posted(it, "/here")))
            .append_element_content_handler(element!("button[formaction]", button));
        rewrite_str(html, settings).expect("our own HTML")
    }

    #[test]
    fn a_link_of_ours_becomes_a_button_and_any_other_stays() {
        for (link, expected) in [
            (
                r#"<a class="button quiet" href="/talk?a=1&#38;b=2" data-back>On</a>"#,
                "<button class=\"button quiet go\" data-back form=\"go\" name=\"press\" \
                 value=\"GET /talk?a=1&#38;b=2\">On</button>",
            ),
            (
                r#"<a href="?plan=2#c-1" rel="next"><b>On</b></a>"#,
                "<button form=\"go\" name=\"press\" value=\"GET /here?plan=2\" class=\"go\">\
                 <b>On</b></button>",
            ),
            (r#"<a href="/leave" data-leave>Leave</a>"#, r#"<a href="/p/" data-leave>Leave</a>"#),
        ] {
            assert_eq!(rewritten(link), expected);
        }
        for other in [
            r##"<a href="#errors">Here</a>"##,
            r#"<a href="tel:116123">Ring</a>"#,
            r#"<a href="sms:1?&#38;body=a">Text</a>"#,
            r#"<a href="https://example.org/">There</a>"#,
            r#"<a href="//example.org/">There</a>"#,
            r#"<form method="dialog"><button>Close</button></form>"#,
            r#"<form method="post" action="/p"><button name="to" value="me">Me</button></form>"#,
        ] {
            assert_eq!(rewritten(other), other);
        }
    }

    #[test]
    fn a_form_tells_where_it_goes_and_a_button_wins() {
        assert_eq!(
            rewritten(r#"<form method="get" action="/share/division" hx-get="/x">a</form>"#),
            "<form method=\"post\" action=\"/p\" hx-get=\"/x\">a<input type=\"hidden\" \
             name=\"request\" value=\"GET /share/division\"></form>"
        );
        assert_eq!(
            rewritten(concat!(
                r#"<form method="post"><button name="key" value="a&#34;b" "#,
                r#"formaction="/today/done/1">Done</button></form>"#
            )),
            "<form method=\"post\" action=\"/p\"><button name=\"press\" \
             value=\"POST /today/done/1 key=a&#34;b\">Done</button><input type=\"hidden\" \
             name=\"request\" value=\"POST /here\"></form>"
        );
    }
}
