//! A strict reader of the JSON a certificate is written in.
//!
//! Apart from the reader of the instance because a refutation tree is nested twice as deep as
//! there are responsibilities, which no recursive reader should be handed by a stranger: the
//! `tree` of each refutation is kept as the bytes it stands in, and read in one loop by
//! [`super::tree`]. Invariants: whole numbers are from 0 to 2⁶⁴ − 1, no key twice in one
//! object, nesting and the number of values bounded, nothing after the end.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Rejection;

/// The most values outside trees. The answer for 300 responsibilities holds some 4,000.
const VALUES_MAX: usize = 100_000;
/// The deepest nesting outside trees. The contract needs 6.
const DEPTH_MAX: usize = 16;
/// The list whose entries hold one value that is not read here.
const REFUTATIONS: &str = "refutations";
/// Its key there; a carer may be called so elsewhere.
const UNREAD: &str = "tree";

/// Where a value stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Anywhere,
    Refutations,
    Refutation,
}

/// One value, with the bytes of lists and trees where somebody has to look at them.
#[derive(Clone, Debug)]
pub(super) enum Json {
    Null,
    Bool(bool),
    Whole(u64),
    /// A number that no field may be: a sign, a point, an exponent, too many digits.
    OtherNumber,
    Text(String),
    List(Vec<Json>, Range<usize>),
    Map(BTreeMap<String, Json>),
    Unread(Range<usize>),
}

/// Reads a whole file.
pub(super) fn read(text: &str) -> Result<Json, Rejection> {
    let mut reader = Reader::new(text, 0..text.len());
    let mut values_left = VALUES_MAX;
    let value = value(&mut reader, Place::Anywhere, DEPTH_MAX, &mut values_left)?;
    if reader.peek().is_some() {
        return Err(reader.expected("the end of the file"));
    }
    Ok(value)
}

fn value(
    reader: &mut Reader<'_>,
    place: Place,
    depth: usize,
    left: &mut usize,
) -> Result<Json, Rejection> {
    *left = left.checked_sub(1).ok_or_else(|| reader.expected("fewer values"))?;
    match reader.peek() {
        Some(b'n') => reader.word("null").map(|()| Json::Null),
        Some(b't') => reader.word("true").map(|()| Json::Bool(true)),
        Some(b'f') => reader.word("false").map(|()| Json::Bool(false)),
        Some(b'"') => reader.text().map(Json::Text),
        Some(b'-' | b'0'..=b'9') => Ok(reader.number()),
        Some(b'[' | b'{') if depth == 0 => Err(reader.expected("less nesting")),
        Some(b'[') => list(reader, place, depth, left),
        Some(b'{') => map(reader, place, depth, left),
        _ => Err(reader.expected("a value")),
    }
}

fn list(
    reader: &mut Reader<'_>,
    place: Place,
    depth: usize,
    left: &mut usize,
) -> Result<Json, Rejection> {
    let inner = match place {
        Place::Refutations => Place::Refutation,
        Place::Anywhere | Place::Refutation => Place::Anywhere,
    };
    reader.take(b'[')?;
    let start = reader.at - 1;
    let mut items = Vec::new();
    if !reader.taken(b']') {
        loop {
            items.push(value(reader, inner, depth - 1, left)?);
            if reader.taken(b']') {
                break;
            }
            reader.take(b',')?;
        }
    }
    Ok(Json::List(items, start..reader.at))
}

fn map(
    reader: &mut Reader<'_>,
    place: Place,
    depth: usize,
    left: &mut usize,
) -> Result<Json, Rejection> {
    reader.take(b'{')?;
    let mut entries = BTreeMap::new();
    if !reader.taken(b'}') {
        loop {
            let key = reader.text()?;
            reader.take(b':')?;
            let value = if place == Place::Refutation && key == UNREAD {
                Json::Unread(reader.skipped()?)
            } else {
                let inner = if key == REFUTATIONS { Place::Refutations } else { Place::Anywhere };
                value(reader, inner, depth - 1, left)?
            };
            if entries.insert(key, value).is_some() {
                return Err(reader.expected("each key once"));
            }
            if reader.taken(b'}') {
                break;
            }
            reader.take(b',')?;
        }
    }
    Ok(Json::Map(entries))
}

/// A place in the text, and the steps forward from it.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str, range: Range<usize>) -> Self {
        Self { text, at: range.start, end: range.end }
    }

    pub fn expected(&self, expected: &'static str) -> Rejection {
        Rejection::NotRead { at: self.at, expected }
    }

    /// The next byte that is not white space, without taking it.
    pub fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.here() {
            self.at += 1;
        }
        self.here()
    }

    /// Takes this byte if it is next.
    pub fn taken(&mut self, byte: u8) -> bool {
        let next = self.peek() == Some(byte);
        self.at += usize::from(next);
        next
    }

    pub fn take(&mut self, byte: u8) -> Result<(), Rejection> {
        if self.taken(byte) { Ok(()) } else { Err(self.expected(name_of(byte))) }
    }

    pub fn word(&mut self, word: &'static str) -> Result<(), Rejection> {
        self.peek();
        if !self.rest().starts_with(word.as_bytes()) {
            return Err(self.expected(word));
        }
        self.at += word.len();
        Ok(())
    }

    /// A whole number without sign, point, exponent or leading zeros.
    pub fn whole(&mut self) -> Result<u64, Rejection> {
        self.peek();
        let digits = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let written = self.text.get(self.at..self.at + digits).unwrap_or("");
        let leading_zero = digits > 1 && written.starts_with('0');
        let goes_on = matches!(self.rest().get(digits), Some(b'.' | b'e' | b'E'));
        let number = written.parse().ok().filter(|_| !leading_zero && !goes_on);
        let number = number.ok_or_else(|| self.expected("a whole number"))?;
        self.at += digits;
        Ok(number)
    }

    /// Whatever number stands here.
    fn number(&mut self) -> Json {
        if let Ok(number) = self.whole() {
            return Json::Whole(number);
        }
        self.at += self.rest().iter().take_while(|byte| b"+-.eE0123456789".contains(byte)).count();
        Json::OtherNumber
    }

    pub fn text(&mut self) -> Result<String, Rejection> {
        self.take(b'"')?;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let plain = rest.iter().take_while(|&&byte| byte >= b' ' && !b"\"\\".contains(&byte));
            let plain = plain.count();
            text.push_str(self.text.get(self.at..self.at + plain).unwrap_or(""));
            self.at += plain;
            match self.here() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => {
                    self.at += 1;
                    text.push(self.escaped()?);
                }
                _ => return Err(self.expected("the rest of a text")),
            }
        }
    }

    /// What stands after a backslash.
    fn escaped(&mut self) -> Result<char, Rejection> {
        let letter = self.here().ok_or_else(|| self.expected("an escape"))?;
        self.at += 1;
        let plain = match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.code_point(),
            _ => return Err(self.expected("an escape")),
        };
        Ok(plain)
    }

    /// Four hexadecimal digits, or twice four where the first are half of a pair.
    fn code_point(&mut self) -> Result<char, Rejection> {
        let first = self.four_digits()?;
        let code = if (0xd800..0xdc00).contains(&first) {
            self.word("\\u")?;
            let second = self.four_digits()?;
            let low = second.checked_sub(0xdc00).filter(|&low| low < 0x400);
            let low = low.ok_or_else(|| self.expected("the other half of a pair"))?;
            0x1_0000 + ((first - 0xd800) << 10) + low
        } else {
            first
        };
        char::from_u32(code).ok_or_else(|| self.expected("a character"))
    }

    fn four_digits(&mut self) -> Result<u32, Rejection> {
        let digits = self.rest().get(..4).filter(|four| four.iter().all(u8::is_ascii_hexdigit));
        let digits = digits.and_then(|four| std::str::from_utf8(four).ok());
        let code = digits.and_then(|four| u32::from_str_radix(four, 16).ok());
        let code = code.ok_or_else(|| self.expected("four hexadecimal digits"))?;
        self.at += 4;
        Ok(code)
    }

    /// Steps over one list, object or text by its brackets alone, and says where it stood.
    fn skipped(&mut self) -> Result<Range<usize>, Rejection> {
        self.peek();
        let (start, mut depth, mut in_text) = (self.at, 0_usize, false);
        loop {
            let byte = self.here().ok_or_else(|| self.expected("the rest of a tree"))?;
            self.at += 1;
            match byte {
                b'\\' if in_text => self.at += 1,
                b'"' => in_text = !in_text,
                _ if in_text => {}
                b'[' | b'{' => depth += 1,
                b']' | b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 && !in_text {
                // A tree is a list, an object or a text; anything else ends at once and is
                // refused later.
                return Ok(start..self.at);
            }
        }
    }

    fn here(&self) -> Option<u8> {
        self.rest().first().copied()
    }

    /// Empty past the end, where an escape at the very end of a tree may lead.
    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..self.end).unwrap_or(&[])
    }
}

fn name_of(byte: u8) -> &'static str {
    match byte {
        b'[' => "[",
        b']' => "]",
        b'{' => "{",
        b'}' => "}",
        b',' => ",",
        b':' => ":",
        b'"' => "a text",
        _ => "something else",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_strict_json_is_refused() {
        for text in [
            "",
            " ",
            "nul",
            "[1,]",
            "[1 2]",
            "{1:2}",
            r#"{"a":1,}"#,
            r#"{"a":1,"a":1}"#,
            r#""\x""#,
            r#""\ud800""#,
            r#""\ud800\u0041""#,
            r#""\u12g4""#,
            "\"\n\"",
            "\"",
            "[",
            "{",
            r#"{"a""#,
            "1 1",
            "1-",
            "[] []",
            r#"{"refutations":[{"tree":["#,
            r#"{"refutations":[{"tree":["\"#,
            r#"{"refutations":[{"tree":"x"#,
            r#"{"refutations":[{"tree":"x}"#,
            "\u{feff}1",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        for text in ["-1", "1.0", "1e3", "01", "18446744073709551616", "-"] {
            assert!(matches!(read(text), Ok(Json::OtherNumber)), "{text}");
        }
        assert!(read(&"[".repeat(1_000_000)).is_err());
        assert!(read(&format!("[{}1]", "1,".repeat(VALUES_MAX))).is_err());
    }

    #[test]
    fn texts_are_read_with_their_escapes() {
        let Ok(Json::Text(text)) = read(r#" "a\"\\\/\b\f\n\r\tä\u00e4\ud83d\ude00" "#) else {
            panic!("a text");
        };
        assert_eq!(text, "a\"\\/\u{8}\u{c}\n\r\tää😀");
    }
}
