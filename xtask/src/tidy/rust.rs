//! Just enough of Rust's lexical structure to measure a function and not be fooled by a string.

/// `text` with what stands in comments, strings and characters replaced by spaces. Lines and
/// byte positions stay where they are.
pub(super) fn mask(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let end = match bytes[at] {
            b'/' if bytes[at..].starts_with(b"//") => find(bytes, at, b"\n"),
            b'/' if bytes[at..].starts_with(b"/*") => comment_end(bytes, at),
            b'"' => string_end(bytes, at),
            b'r' if is_raw_string(bytes, at) => raw_string_end(bytes, at),
            b'\'' => character_end(bytes, at),
            _ => at,
        };
        for byte in &mut out[at..end] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        at = end.max(at + 1);
    }
    String::from_utf8(out).expect("whole characters were replaced, byte by byte, by spaces")
}

/// Each function of masked source: its name, the byte it begins at, and how many lines it has.
pub(super) fn functions(masked: &str) -> Vec<(&str, usize, usize)> {
    let mut found = Vec::new();
    for (at, _) in masked.match_indices("fn ") {
        let is_word = at == 0 || !is_name_byte(masked.as_bytes()[at - 1]);
        let rest = &masked[at + 3..];
        let name = &rest[..rest.bytes().take_while(|&byte| is_name_byte(byte)).count()];
        if !is_word || name.is_empty() {
            continue;
        }
        if let Some(length) = body_end(&masked.as_bytes()[at..]) {
            let lines = 1 + masked[at..at + length].matches('\n').count();
            found.push((name, at, lines));
        }
    }
    found
}

/// Where the body of the function at the start of `bytes` ends; `None` for one without a body.
fn body_end(bytes: &[u8]) -> Option<usize> {
    let (mut braces, mut groups) = (0_usize, 0_usize);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'(' | b'[' => groups += 1,
            b')' | b']' => groups = groups.saturating_sub(1),
            b';' if braces == 0 && groups == 0 => return None,
            b'{' => braces += 1,
            b'}' if braces <= 1 => return Some(at),
            b'}' => braces -= 1,
            _ => {}
        }
    }
    None
}

pub(super) fn is_name_byte(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphanumeric()
}

/// The first place of `what` from `from` on, or the end.
fn find(bytes: &[u8], from: usize, what: &[u8]) -> usize {
    bytes[from..]
        .windows(what.len())
        .position(|some| some == what)
        .map_or(bytes.len(), |n| from + n)
}

fn comment_end(bytes: &[u8], start: usize) -> usize {
    let (mut depth, mut at) = (0_usize, start);
    while at < bytes.len() {
        if bytes[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if bytes[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    at
}

fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(bytes.len())
}

fn is_raw_string(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| bytes[before]);
    let hashes = bytes[at + 1..].iter().take_while(|&&byte| byte == b'#').count();
    let is_word = before.is_none_or(|byte| !is_name_byte(byte) || byte == b'b');
    is_word && bytes.get(at + 1 + hashes) == Some(&b'"')
}

fn raw_string_end(bytes: &[u8], start: usize) -> usize {
    let hashes = bytes[start + 1..].iter().take_while(|&&byte| byte == b'#').count();
    let mut close = vec![b'#'; hashes + 1];
    close[0] = b'"';
    (find(bytes, start + hashes + 2, &close) + close.len()).min(bytes.len())
}

/// The end of a character at `start`; `start` itself where the quote begins a lifetime.
fn character_end(bytes: &[u8], start: usize) -> usize {
    let rest = &bytes[start + 1..];
    match rest.first() {
        Some(b'\\') => find(bytes, start + 3, b"'") + 1,
        Some(_) => {
            let width = rest.iter().skip(1).take_while(|&&byte| byte & 0xC0 == 0x80).count();
            if rest.get(1 + width) == Some(&b'\'') { start + width + 3 } else { start }
        }
        None => start,
    }
}

#[cfg(test)]
mod tests {
    use super::{functions, mask};

    #[test]
    fn only_code_is_left_and_nothing_moves() {
        let text = "a /* x /* y */ } */ \"{\\\"\" 'b' '\\'' r#\"}\"\"# <'life> 'é' // }\nz";
        let masked = mask(text);
        assert_eq!(masked.len(), text.len());
        assert_eq!(masked.split_whitespace().collect::<Vec<_>>(), ["a", "<'life>", "z"]);
    }

    #[test]
    fn a_function_is_measured_from_its_name_to_its_end() {
        let text =
            "trait T { fn none(&self) -> [u8; 2]; }\nfn two(f: fn(u8)) {\n}\nconst fn one() {}";
        let found: Vec<_> = functions(text).into_iter().map(|(n, _, l)| (n, l)).collect();
        assert_eq!(found, [("two", 2), ("one", 1)]);
    }
}
