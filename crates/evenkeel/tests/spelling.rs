//! Canaries: words that stand nowhere else, in every spelling that files, logs and memory may have
//! of them, and looking for them there.

use std::collections::{BTreeMap, BTreeSet};

use evenkeel::web::failure::hex;
use sha2::{Digest, Sha256};

/// A page of memory, and of most files.
const PAGE: usize = 4096;
static NOTHING: [u8; PAGE] = [0; PAGE];

/// A word for one field.
pub fn canary(field: &str) -> String {
    let digest = Sha256::digest(["canary of ", field].concat());
    let letters = digest.iter().take(14).map(|byte| char::from(b'a' + byte % 26));
    std::iter::once('Q').chain(letters).collect()
}

/// The word as files may spell it.
pub fn spellings(word: &str) -> Vec<(&'static str, Vec<u8>)> {
    let bytes = word.as_bytes();
    let hex = hex(bytes);
    let wide: Vec<u16> = word.encode_utf16().collect();
    let mut all = vec![
        ("raw", bytes.to_vec()),
        ("lower case", word.to_lowercase().into_bytes()),
        ("upper case", word.to_uppercase().into_bytes()),
        ("hex", hex.clone().into_bytes()),
        ("upper hex", hex.to_uppercase().into_bytes()),
        ("UTF-16LE", wide.iter().flat_map(|unit| unit.to_le_bytes()).collect()),
        ("UTF-16BE", wide.iter().flat_map(|unit| unit.to_be_bytes()).collect()),
        ("backwards", bytes.iter().rev().copied().collect()),
    ];
    for shift in 0..3 {
        all.push(("base 64", base64_inside(bytes, shift)));
    }
    all
}

/// The middle of a word in base 64, where it begins so many bytes into a group of three.
fn base64_inside(word: &[u8], shift: usize) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let padded: Vec<u8> = std::iter::repeat_n(0, shift).chain(word.iter().copied()).collect();
    let mut digits = Vec::new();
    for group in padded.chunks_exact(3) {
        let bits = u32::from(group[0]) << 16 | u32::from(group[1]) << 8 | u32::from(group[2]);
        digits.extend([18, 12, 6, 0].map(|by| DIGITS[(bits >> by & 63) as usize]));
    }
    digits.split_off(if shift == 0 { 0 } else { 4 })
}

pub fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// Many words, in every spelling, to be looked for in much.
#[derive(Debug)]
pub struct Sought {
    /// By their first two bytes, what stands there and what it is.
    by_start: BTreeMap<[u8; 2], Vec<(Vec<u8>, String)>>,
    /// Whether any begins with these two.
    begins: Vec<bool>,
    longest: usize,
}

impl Sought {
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut by_start, mut begins) = (BTreeMap::<_, Vec<_>>::new(), vec![false; 1 << 16]);
        let mut longest = 0;
        for word in words {
            for (spelling, bytes) in spellings(word) {
                let start = [bytes[0], bytes[1]];
                begins[usize::from(u16::from_be_bytes(start))] = true;
                longest = longest.max(bytes.len());
                by_start.entry(start).or_default().push((bytes, format!("{word} ({spelling})")));
            }
        }
        Self { by_start, begins, longest }
    }

    /// What of it stands there. Pages of zeros, which memory is full of, are passed over.
    pub fn found_in(&self, bytes: &[u8]) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        for (number, page) in bytes.chunks(PAGE).enumerate() {
            if page == &NOTHING[..page.len()] {
                continue;
            }
            let from = (number * PAGE).saturating_sub(self.longest);
            let part = &bytes[from..(number * PAGE + page.len() + self.longest).min(bytes.len())];
            self.look_through(part, &mut found);
        }
        found
    }

    fn look_through<'a>(&'a self, part: &[u8], found: &mut BTreeSet<&'a str>) {
        for (at, two) in part.windows(2).enumerate() {
            let start = [two[0], two[1]];
            if !self.begins[usize::from(u16::from_be_bytes(start))] {
                continue;
            }
            for (spelled, what) in &self.by_start[&start] {
                if part[at..].starts_with(spelled) {
                    found.insert(what);
                }
            }
        }
    }
}

#[test]
fn a_canary_is_found_in_every_spelling() {
    let word = canary("x");
    for (spelling, bytes) in spellings(&word) {
        assert!(bytes.len() >= 12, "{spelling}");
    }
    // "aQm…" in base 64, as any program writes it.
    assert_eq!(base64_inside(b"Man is", 0), b"TWFuIGlz");
    assert_eq!(base64_inside(b"..xMan", 1), b"eE1h".to_vec());
}

#[test]
fn it_is_found_wherever_it_stands() {
    let (word, other) = (canary("x"), canary("y"));
    let sought = Sought::new([word.as_str(), other.as_str()]);
    for before in [0, 1, PAGE - 7, PAGE, 3 * PAGE + 11] {
        for (spelling, bytes) in spellings(&word) {
            let all = [vec![0; before], bytes, vec![b'Q'; 3]].concat();
            let found = sought.found_in(&all);
            assert!(found.contains(format!("{word} ({spelling})").as_str()), "{before} {spelling}");
            assert!(found.iter().all(|what| what.starts_with(&word)), "{found:?}");
        }
    }
    assert!(sought.found_in(&[b'Q'; 2 * PAGE]).is_empty());
}
