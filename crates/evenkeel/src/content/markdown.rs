//! Long texts: Markdown of which only paragraphs, lists, bold and italics are used.
//!
//! Everything else comes out as plain text, HTML escaped. For our own content only: what people
//! write is never Markdown.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};
use serde::{Deserialize, Deserializer};

use super::fill;

/// A long text, rendered once when the content is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    markdown: String,
    html: String,
}

impl Body {
    fn new(markdown: String) -> Self {
        let html = to_html(&markdown);
        Self { markdown, html }
    }

    /// As it was written, for print in plain text and for tests.
    pub fn markdown(&self) -> &str {
        &self.markdown
    }

    /// Paragraphs and lists, safe to stand in a page as it is.
    pub fn html(&self) -> &str {
        &self.html
    }

    /// The same with its `{{placeholders}}` filled; the values are escaped.
    pub fn html_with(&self, values: &[(&str, &str)]) -> String {
        let escaped: Vec<_> = values.iter().map(|(name, value)| (*name, escape(value))).collect();
        let escaped: Vec<_> = escaped.iter().map(|(name, value)| (*name, value.as_str())).collect();
        fill(&self.html, &escaped)
    }

    /// Without the paragraph around it, where it is a single one: for a list item or a hint.
    pub fn inline(&self) -> &str {
        let inside = self.html.trim_end().strip_prefix("<p>");
        let inside = inside.and_then(|html| html.strip_suffix("</p>"));
        inside.filter(|html| !html.contains("<p>")).unwrap_or(&self.html)
    }
}

impl<'de> Deserialize<'de> for Body {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

/// The HTML of a long text: `p`, `ul`, `ol`, `li`, `strong`, `em` and nothing else.
pub fn to_html(markdown: &str) -> String {
    let events = Parser::new_ext(markdown, Options::empty()).filter_map(plain);
    let mut html = String::with_capacity(markdown.len() + markdown.len() / 4);
    html::push_html(&mut html, events);
    html
}

/// The event as far as it may stay: text of any kind stays as text, a block becomes a paragraph.
fn plain(event: Event<'_>) -> Option<Event<'_>> {
    match event {
        Event::Start(tag) => start(tag).map(Event::Start),
        Event::End(tag) => end(tag).map(Event::End),
        Event::Text(text)
        | Event::Code(text)
        | Event::Html(text)
        | Event::InlineHtml(text)
        | Event::InlineMath(text)
        | Event::DisplayMath(text)
        | Event::FootnoteReference(text) => Some(Event::Text(text)),
        Event::SoftBreak | Event::HardBreak => Some(event),
        Event::Rule | Event::TaskListMarker(_) => None,
    }
}

fn start(tag: Tag<'_>) -> Option<Tag<'_>> {
    match tag {
        Tag::Paragraph | Tag::List(_) | Tag::Item | Tag::Emphasis | Tag::Strong => Some(tag),
        Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock => Some(Tag::Paragraph),
        _ => None,
    }
}

fn end(tag: TagEnd) -> Option<TagEnd> {
    match tag {
        TagEnd::Paragraph | TagEnd::List(_) | TagEnd::Item | TagEnd::Emphasis | TagEnd::Strong => {
            Some(tag)
        }
        TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock => Some(TagEnd::Paragraph),
        _ => None,
    }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn paragraphs_lists_bold_and_italics_are_rendered() {
        assert_eq!(
            to_html("One *two*\nthree.\n\n- **a**\n- b\n"),
            "<p>One <em>two</em>\nthree.</p>\n<ul>\n<li><strong>a</strong></li>\n\
             <li>b</li>\n</ul>\n"
        );
    }

    #[test]
    fn anything_else_is_plain_text() {
        assert_eq!(to_html("# A"), "<p>A</p>\n");
        assert_eq!(to_html("[a](javascript:b)"), "<p>a</p>\n");
        assert_eq!(to_html("a <b>c</b>"), "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n");
        assert_eq!(to_html("<script>a</script>"), "<p>&lt;script&gt;a&lt;/script&gt;</p>\n");
        assert_eq!(to_html("![a](b)"), "<p>a</p>\n");
    }

    #[test]
    fn a_filled_name_stays_text() {
        let body = Body::new("Send this to **{{other}}**.".to_owned());
        assert_eq!(
            body.html_with(&[("other", "<b>*Sam*</b> & {{date}}")]),
            "<p>Send this to <strong>&lt;b&gt;*Sam*&lt;/b&gt; &amp; {{date}}</strong>.</p>\n"
        );
        assert_eq!(body.inline(), "Send this to <strong>{{other}}</strong>.");
    }

    proptest! {
        #[test]
        fn no_tag_but_the_six_comes_out(markdown in "[-<>a-c *_#`!\\[\\]()\\n&\"=/1.]{0,60}") {
            let mut html = to_html(&markdown);
            for tag in ["p", "ul", "ol", "li", "em", "strong"] {
                html = html.replace(&format!("<{tag}>"), "").replace(&format!("</{tag}>"), "");
            }
            let html = html.replace("<ol start=", "").replace("<br />", "");
            prop_assert!(!html.contains('<'), "{html}");
        }
    }
}
