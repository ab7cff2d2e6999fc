//! That what a tired person reads is easy to read: Flesch and Kincaid's grade, over every text.
//!
//! The measure counts words a sentence and syllables a word, so it says nothing of three words on
//! a button: a text is measured by itself where it is long enough, and short ones all together.

use std::collections::BTreeMap;
use std::fs;

use crate::words::{crate_folder, files, messages};

/// As our rule says: a reader of about twelve.
const GRADE_MAX: f64 = 7.0;
/// From so many words on, a text is judged by itself.
const WORDS_MIN: usize = 25;
/// What stands in content files for machines, or tells where a text comes from.
const NOT_READ: [&str; 24] = [
    "id",
    "key",
    "bands",
    "kind",
    "schema",
    "locale",
    "version",
    "source",
    "sources",
    "evidence",
    "checked",
    "source_kind",
    "url",
    "web",
    "who",
    "hours",
    "note",
    "part",
    "services",
    "name",
    "own_site",
    "government",
    "plain_http",
    "country",
];

/// A text, and where it stands.
struct Text {
    place: String,
    said: String,
}

#[test]
fn every_text_is_easy_to_read() {
    let texts = texts();
    let mut hard = Vec::new();
    for text in &texts {
        if textstat::lexicon_count(&text.said) >= WORDS_MIN {
            let grade = textstat::flesch_kincaid_grade(&text.said);
            if grade > GRADE_MAX {
                hard.push(format!("{grade:.1} {}: {}", text.place, text.said));
            }
        }
    }
    assert!(hard.is_empty(), "{} of {}: {hard:#?}", hard.len(), texts.len());
}

#[test]
fn short_texts_together_are_easy_to_read() {
    let mut of_files = BTreeMap::<_, String>::new();
    for text in texts() {
        let (file, _) = text.place.split_once(": ").expect("a file and a key");
        let all = of_files.entry(file.to_owned()).or_default();
        all.push_str(&text.said);
        all.push_str(if text.said.ends_with(['.', '!', '?', '…']) { " " } else { ". " });
    }
    let grades = of_files.iter().map(|(file, all)| (file, textstat::flesch_kincaid_grade(all)));
    let hard: Vec<_> = grades.filter(|(_, grade)| *grade > GRADE_MAX).collect();
    assert!(hard.is_empty(), "{hard:#?}");
}

#[test]
fn a_hard_text_is_found() {
    let hard = "Subsequently the administration necessitates comprehensive documentation of \
                responsibilities, notwithstanding considerable organisational ramifications.";
    assert!(textstat::flesch_kincaid_grade(hard) > GRADE_MAX);
    assert!(textstat::flesch_kincaid_grade("You can stop here. It is all kept.") < GRADE_MAX);
}

fn texts() -> Vec<Text> {
    let mut texts = Vec::new();
    for message in messages() {
        if message.language != "en" {
            continue;
        }
        let file = message.path.strip_prefix(crate_folder()).expect("our own file").display();
        let place = format!("{file}: {}", message.key);
        let said = message.texts.iter().map(|said| said.replace('…', "Sam"));
        texts.extend(said.map(|said| Text { place: place.clone(), said }));
    }
    let content = crate_folder().join("../../content/en");
    for path in files(&content, &["toml", "tsv"]) {
        let text = fs::read_to_string(&path).expect("our own file");
        let file = path.file_name().and_then(|name| name.to_str()).expect("a name");
        if path.extension().is_some_and(|it| it == "tsv") {
            rows(file, &text, &mut texts);
        } else {
            let read: toml::Value = toml::from_str(&text).expect("a content file that parses");
            strings(&format!("{file}: "), &read, &mut texts);
        }
    }
    texts
}

/// A row's sentences are read together, below its name.
fn rows(file: &str, text: &str, into: &mut Vec<Text>) {
    for row in text.lines().skip(1) {
        let (id, said) = row.split_once('\t').expect("an id and its words");
        into.push(Text { place: format!("{file}: {id}"), said: said.replace('\t', ". ") });
    }
}

fn strings(place: &str, value: &toml::Value, into: &mut Vec<Text>) {
    match value {
        toml::Value::String(said) => {
            let said = said.replace(['*', '_'], "").replace("{{", "").replace("}}", "");
            // An entry of a list is read by itself.
            let said = said.replace("\n-", ".\n");
            into.push(Text { place: place.to_owned(), said });
        }
        toml::Value::Array(all) => all.iter().for_each(|one| strings(place, one, into)),
        toml::Value::Table(table) => {
            let id = table.get("id").and_then(|id| id.as_str()).unwrap_or_default();
            for (key, value) in table.iter().filter(|(key, _)| !NOT_READ.contains(&key.as_str())) {
                strings(&format!("{place}{id}/{key}"), value, into);
            }
        }
        _ => {}
    }
}
