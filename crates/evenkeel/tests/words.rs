//! The interface's words: each that is asked for is there, each that is there is asked for, in
//! every language, and none is one that we avoid.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use evenkeel::words::Words;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

/// Where a key is asked for by name.
const CALLS: [&str; 9] = [
    ".t(\"",
    ".say(\"",
    ".say2(\"",
    ".count(\"",
    ".text(\"",
    ".wrong(",
    ".wrong_max(",
    "words.has(\"",
    "error_key(\"",
];

#[test]
fn every_word_that_is_asked_for_is_there_in_every_language() {
    let source = source();
    let mut missing = Vec::new();
    for (path, text) in &source {
        for key in asked_for(text) {
            for words in Words::all() {
                if !words.has(&key) {
                    missing.push(format!("{}: {key} ({})", path.display(), words.language()));
                }
            }
        }
    }
    for refusal in household::Refusal::ALL {
        for words in Words::all() {
            if !words.has(refusal.key()) {
                missing.push(format!("{refusal:?} ({})", words.language()));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_word_that_is_there_is_asked_for() {
    let source = source();
    let refusals: BTreeSet<_> = household::Refusal::ALL.iter().map(|it| it.key()).collect();
    let unused = messages().into_iter().filter(|message| {
        let quoted = format!("\"{}\"", message.key);
        !refusals.contains(message.key.as_str())
            && !source.iter().any(|(_, text)| text.contains(&quoted))
    });
    let unused: Vec<_> = unused.map(|message| message.key).collect();
    assert!(unused.is_empty(), "{unused:#?}");
}

#[test]
fn no_word_stands_twice_in_a_language() {
    let mut first: BTreeMap<(String, String), PathBuf> = BTreeMap::new();
    for message in messages() {
        let Message { key, language, path, .. } = message;
        if let Some(other) = first.insert((language, key.clone()), path.clone()) {
            panic!("{key} stands in {} and in {}", other.display(), path.display());
        }
    }
}

#[test]
fn every_language_has_every_file() {
    for path in files(&crate_folder().join("src"), &["ftl"]) {
        for words in Words::all() {
            let here = path.with_file_name(format!("words.{}.ftl", words.language()));
            assert!(here.exists(), "{} is missing", here.display());
        }
    }
}

#[test]
fn no_word_is_one_that_we_avoid() {
    let avoided = avoided();
    let mut found = Vec::new();
    for message in messages() {
        // Who describes their own family says who someone is to a child; see the content's test.
        for text in &message.texts {
            for word in avoided.iter().filter(|word| stands_in(text, word)) {
                found.push(format!("{}: {word:?} in {text:?}", message.key));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_time_is_said_in_minutes_or_in_hours() {
    let words = Words::of(Some("en"));
    let said = [0, 40, 59, 60, 62, 63, 260, 3_598].map(|minutes| words.time(minutes));
    assert_eq!(said, ["0 min", "40 min", "59 min", "1 h", "1 h", "1 h 05", "4 h 20", "60 h"]);
}

#[test]
fn every_text_has_printed_apostrophes_and_dots() {
    let mut found: Vec<String> = messages()
        .into_iter()
        .flat_map(|message| message.texts)
        .filter(|text| is_typed(text) || text.contains('"'))
        .collect();
    let content = crate_folder().join("../../content/en");
    for path in files(&content, &["toml", "tsv"]) {
        let text = fs::read_to_string(&path).expect("our own file");
        let said = text.lines().filter(|line| !line.starts_with('#') && is_typed(line));
        found.extend(said.map(str::to_owned));
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// A typewriter's marks, in place of ’ and ….
fn is_typed(text: &str) -> bool {
    text.contains('\'') || text.contains("...")
}

pub struct Message {
    pub key: String,
    pub language: String,
    pub path: PathBuf,
    /// What a person may read of it.
    pub texts: Vec<String>,
}

pub fn messages() -> Vec<Message> {
    let mut messages = Vec::new();
    for path in files(&crate_folder().join("src"), &["ftl"]) {
        let text = fs::read_to_string(&path).expect("our own file");
        let resource = fluent_syntax::parser::parse(text).expect("a words file that parses");
        let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        let language = stem.rsplit('.').next().expect("a language").to_owned();
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut texts = Vec::new();
            if let Some(pattern) = &message.value {
                collect(pattern, &mut texts);
            }
            messages.push(Message {
                key: message.id.name.clone(),
                language: language.clone(),
                path: path.clone(),
                texts,
            });
        }
    }
    messages
}

fn collect(pattern: &Pattern<String>, texts: &mut Vec<String>) {
    let mut line = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => line.push_str(value),
            PatternElement::Placeable { expression } => {
                line.push('…');
                match expression {
                    Expression::Select { variants, .. } => {
                        for variant in variants {
                            collect(&variant.value, texts);
                        }
                    }
                    Expression::Inline(InlineExpression::StringLiteral { value }) => {
                        line.push_str(value);
                    }
                    Expression::Inline(_) => {}
                }
            }
        }
    }
    texts.push(line);
}

/// The keys that a template or a module asks for by name.
fn asked_for(text: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for call in CALLS {
        for (at, _) in text.match_indices(call) {
            let rest = &text[at + call.len()..];
            // The key is the second argument where the first is a field.
            let rest = if call.ends_with('(') {
                let Some((_, second)) = rest.split_once(',') else { continue };
                let Some(second) = second.trim_start().strip_prefix('"') else { continue };
                second
            } else {
                rest
            };
            if let Some((key, _)) = rest.split_once('"')
                && is_key(key)
            {
                keys.insert(key.to_owned());
            }
        }
    }
    keys
}

fn is_key(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// The text of each of our own files of one kind.
pub fn sources(extension: &str) -> Vec<String> {
    let paths = files(&crate_folder().join("src"), &[extension]);
    paths.iter().map(|path| fs::read_to_string(path).expect("our own file")).collect()
}

/// Our own Rust and templates, without what only tests say.
fn source() -> Vec<(PathBuf, String)> {
    let paths = files(&crate_folder().join("src"), &["rs", "html"]);
    let read = paths.into_iter().map(|path| {
        let text = fs::read_to_string(&path).expect("our own file");
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
        (path, text)
    });
    read.collect()
}

pub fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("our own folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, extensions));
        } else if path.extension().is_some_and(|it| extensions.iter().any(|each| it == *each)) {
            found.push(path);
        }
    }
    found.sort();
    found
}

pub fn crate_folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn avoided() -> Vec<String> {
    let path = crate_folder().join("../../content/en/words-we-avoid.txt");
    let text = fs::read_to_string(path).expect("the list");
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.filter(|line| !line.starts_with('#')).map(str::to_lowercase).collect()
}

/// Whether a word (or a beginning of one, with a star) stands in a text, by itself.
fn stands_in(text: &str, word: &str) -> bool {
    let text = text.to_lowercase();
    let (stem, is_beginning) = match word.strip_suffix('*') {
        Some(stem) => (stem, true),
        None => (word, false),
    };
    text.match_indices(stem).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + stem.len()..].chars().next();
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !is_letter(before) && (is_beginning || !is_letter(after))
    })
}

#[test]
fn an_avoided_word_is_found_by_itself_only() {
    assert!(stands_in("You should know", "should"));
    assert!(!stands_in("shoulders", "should"));
    assert!(stands_in("No failure", "fail*"));
    assert!(!stands_in("a sail", "fail*"));
}
