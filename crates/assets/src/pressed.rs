//! The stylesheet for pages whose links have become buttons: they look and wrap as the links did.
//!
//! Every rule for links holds for those buttons too, and no rule for buttons does. Neither changes
//! how much a rule weighs: `:where` weighs nothing.

/// What a browser gives a link, and takes from a button.
const AS_A_LINK: &str = "@layer reset { .go { all: unset; box-sizing: border-box; \
    display: inline; cursor: pointer; text-decoration: underline; \
    touch-action: manipulation; } }\n";

/// The same stylesheet, for links and for what was one.
pub fn with_pressed_links(css: &str) -> String {
    let mut out = String::with_capacity(css.len() + css.len() / 8);
    let mut rest = css;
    while let Some(at) = rest.find(['{', '}', ';']) {
        let (before, behind) = rest.split_at(at);
        let is_selector = behind.starts_with('{') && !before.trim_start().starts_with('@');
        if is_selector {
            push_selector(&mut out, before);
        } else {
            out.push_str(before);
        }
        out.push_str(&behind[..1]);
        rest = &behind[1..];
    }
    out.push_str(rest);
    // Layers are in the order in which the stylesheet names them.
    out.push_str(AS_A_LINK);
    out
}

/// The selector, where `a` and `button` stand for elements.
fn push_selector(out: &mut String, selector: &str) {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.#:[\"='".contains(&byte);
    let bytes = selector.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let before = at.checked_sub(1).map(|before| bytes[before]);
        let begins = before.is_none_or(|byte| !is_name(byte));
        let word = &selector[at..];
        let length = word.bytes().take_while(|byte| is_word(*byte)).count();
        match &word[..length] {
            "a" if begins => out.push_str(":is(a,:where(.go))"),
            "button" if begins => out.push_str("button:where(:not(.go))"),
            "" => {
                let next = word.chars().next().unwrap_or_default();
                out.push(next);
                at += next.len_utf8();
                continue;
            }
            other => out.push_str(other),
        }
        at += length;
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_for_links_hold_for_what_was_one_and_rules_for_buttons_do_not() {
        for (css, expected) in [
            ("a:hover { b: a; }", ":is(a,:where(.go)):hover { b: a; }"),
            (
                ".x :is(a, button)::after{",
                ".x :is(:is(a,:where(.go)), button:where(:not(.go)))::after{",
            ),
            (".button a > .a[data-a=\"a\"] {", ".button :is(a,:where(.go)) > .a[data-a=\"a\"] {"),
            (
                "@media (a) { .as-link button { a: b } }",
                "@media (a) { .as-link button:where(:not(.go)) { a: b } }",
            ),
            (".a-b, #a, :a {", ".a-b, #a, :a {"),
        ] {
            let found = with_pressed_links(css);
            assert_eq!(found.strip_suffix(AS_A_LINK), Some(expected));
        }
    }
}
