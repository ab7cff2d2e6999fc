//! The content of every language: complete, within limits, in our voice.

use household::load::catalogue::catalogue;
use jiff::civil::date;

use super::keys::DIFFERENCES;
use super::*;

/// A card's name stands on a phone; its other lines on a card.
const NAME_CHARS_MAX: usize = 44;
const LINE_CHARS_MAX: usize = 140;
/// A line of a text file, list items and sentences included.
const TEXT_CHARS_MAX: usize = 700;
const PLACEHOLDERS: [&str; 4] = ["{{other}}", "{{date}}", "{{operator}}", "{{operator_name}}"];

fn texts_of(files: &Files) -> [(&'static str, &'static str); 22] {
    [
        ("appreciation.toml", files.appreciation),
        ("catalogue.tsv", files.cards),
        ("check_in.toml", files.check_in),
        ("compare.toml", files.compare),
        ("counselling.toml", files.counselling),
        ("discipline.toml", files.discipline),
        ("domains.toml", files.domains),
        ("expectations.toml", files.expectations),
        ("next_steps.toml", files.next_steps),
        ("handover.toml", files.handover),
        ("help.toml", files.help),
        ("helplines.toml", files.helplines),
        ("invite.toml", files.invite),
        ("know_your_child.toml", files.know_your_child),
        ("let_go.toml", files.let_go),
        ("listening.toml", files.listening),
        ("ownership.toml", files.ownership),
        ("solo.toml", files.solo),
        ("steps.toml", files.steps),
        ("time_use.toml", files.time_use),
        ("wellbeing.toml", files.wellbeing),
        ("who_can_see.toml", files.who_can_see),
    ]
}

/// What a person reads: no comments, ids, keys of sources or headers.
fn read_lines(text: &str) -> impl Iterator<Item = &str> {
    let silent = ["#", "id =", "sources =", "kind =", "[", "id\t", "bands ="];
    text.lines().filter(move |line| !silent.iter().any(|start| line.starts_with(start)))
}

/// The words of a card without its id.
fn words(file: &str, line: &str) -> String {
    let text =
        if file == "catalogue.tsv" { line.split_once('\t').map_or("", |it| it.1) } else { line };
    text.to_lowercase()
}

#[test]
fn every_language_is_complete() {
    for files in &LANGUAGES {
        let content = Content::read(files).expect(files.language);
        assert_eq!(content.language(), files.language);
    }
}

#[test]
fn an_unknown_language_speaks_english() {
    for tag in ["en", "en-GB", "EN_us", "xx", ""] {
        assert_eq!(Content::for_language(tag).language(), ENGLISH);
    }
}

#[test]
fn every_card_fits_a_phone() {
    for files in &LANGUAGES {
        let content = Content::read(files).expect(files.language);
        for row in catalogue().rows() {
            let card = content.card(row.id).expect(row.id);
            assert!(card.name.chars().count() <= NAME_CHARS_MAX, "{}", card.name);
            for line in [card.name, card.notice, card.plan, card.does, card.done] {
                assert!(!line.is_empty() && line == line.trim(), "{}: {line:?}", row.id);
                assert!(line.chars().count() <= LINE_CHARS_MAX, "{}: {line}", row.id);
            }
            for sentence in [card.notice, card.plan, card.does, card.done] {
                assert!(sentence.ends_with(['.', '!', '?', '"']), "{}: {sentence}", row.id);
            }
        }
    }
}

#[test]
fn no_two_cards_have_one_name() {
    for files in &LANGUAGES {
        let content = Content::read(files).expect(files.language);
        let mut names: Vec<_> = content.cards.values().map(|card| card.name).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    }
}

#[test]
fn our_voice_leaves_some_words_out() {
    for files in &LANGUAGES {
        let avoided: Vec<_> =
            files.words_we_avoid.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(!avoided.is_empty());
        for (file, text) in texts_of(files) {
            // One text, so that a phrase is found across a line's end.
            let text: Vec<_> = read_lines(text).map(|line| words(file, line)).collect();
            let text = text.join(" ");
            for word in &avoided {
                let found = text.match_indices(word.trim_end_matches('*'));
                let mut found = found.map(|(at, found)| (&text[..at], &text[at + found.len()..]));
                let is_part = |c: char| c.is_alphanumeric();
                let said = |(before, after): (&str, &str)| {
                    !before.ends_with(is_part)
                        && (word.ends_with('*') || !after.starts_with(is_part))
                };
                if let Some((before, after)) = found.find(|around| said(*around)) {
                    let before: String = before.chars().rev().take(30).collect();
                    let before: String = before.chars().rev().collect();
                    let after: String = after.chars().take(30).collect();
                    panic!("{} {file}: {word:?} in “{before}…{after}”", files.language);
                }
            }
        }
    }
}

#[test]
fn texts_are_short_and_their_placeholders_known() {
    for files in &LANGUAGES {
        for (file, text) in texts_of(files) {
            for line in text.lines() {
                assert!(line.chars().count() <= TEXT_CHARS_MAX, "{file}: {line}");
                let without = PLACEHOLDERS
                    .iter()
                    .fold(line.to_owned(), |line, known| line.replace(known, ""));
                assert!(!without.contains("{{") && !without.contains("}}"), "{file}: {line}");
            }
        }
    }
}

#[test]
fn long_texts_use_paragraphs_lists_bold_and_italics_only() {
    for files in &LANGUAGES {
        for (file, text) in texts_of(files) {
            for line in read_lines(text).filter(|_| file != "catalogue.tsv") {
                for mark in ["](", "`", "<", "==", "___", "| "] {
                    assert!(!line.contains(mark), "{file}: {line}");
                }
            }
        }
    }
}

#[test]
fn what_a_text_rests_on_is_listed() {
    let content = Content::for_language(ENGLISH);
    let of_rows = catalogue().rows().iter().flat_map(|row| row.sources.iter().copied());
    let of_help = content.help.page.iter().flat_map(|page| page.sources.iter());
    let of_texts = content
        .ownership
        .guide
        .sources
        .iter()
        .chain(&content.listening.sources)
        .chain(&content.appreciation.guide.sources)
        .chain(&content.appreciation.useful.sources)
        .chain(&content.expectations.guide.sources)
        .chain(&content.expectations.upbringing.sources)
        .chain(&content.discipline.guide.sources)
        .chain(&content.discipline.level_note.sources)
        .chain(&content.discipline.talk.sources)
        .chain(&content.knowing.sources)
        .chain(&content.solo.guide.sources)
        .chain(content.counselling.sources())
        .chain(&content.wellbeing.guide.sources)
        .chain(&content.path.guide.sources)
        .chain(content.path.exercises().flat_map(|exercise| &exercise.sources))
        .chain(of_help)
        .map(String::as_str);
    let of_averages = [content.time_use.source_key.as_str()];
    for key in of_rows.chain(of_texts).chain(of_averages).filter(|key| *key != "estimate") {
        assert!(content.source(key).is_some_and(|source| source.verified), "{key}");
    }
}

#[test]
fn what_a_statement_explains_are_ready_cards() {
    for text in &Content::for_language(ENGLISH).expectations.statements {
        for card in &text.cards {
            assert!(catalogue().row(card).is_some(), "{}: {card}", text.id);
        }
    }
}

#[test]
fn every_question_about_a_difference_is_one() {
    for files in &LANGUAGES {
        let content = Content::read(files).expect(files.language);
        for difference in DIFFERENCES {
            let text = content.compare_question(difference);
            assert!(text.question.ends_with('?') && !text.text.ends_with('?'), "{}", text.when);
        }
        for meeting in Meeting::ALL {
            assert!(content.meeting(meeting).question.contains('?'));
        }
    }
}

#[test]
fn only_lines_with_an_official_source_or_a_fresh_check_are_shown() {
    let helplines = Content::for_language(ENGLISH).helplines();
    let countries = helplines.showable(date(2026, 12, 1));
    let ids: Vec<_> = countries
        .iter()
        .flat_map(|country| country.lines.iter().map(|shown| shown.line.id.as_str()))
        .collect();
    for (id, is_shown) in [
        ("us-emergency", true),
        ("gb-samaritans", true),
        ("ca-justice", true),
        ("us-childhelp", false),
        ("us-emergency-text", false),
        ("ca-kids-call", false),
    ] {
        assert_eq!(ids.contains(&id), is_shown, "{id}");
    }
    for country in countries.iter().filter(|country| !matches!(country.code, "ES" | "DE")) {
        assert_eq!(country.lines[0].line.topics, [Topic::Emergency], "{}", country.code);
    }
    assert_eq!(dialled("0808 80 10 800"), "08088010800");
}

#[test]
fn a_check_by_hand_counts_for_six_months() {
    let facts = |checked: &str| {
        format!(
            "[[line]]\nid = \"a\"\ncountry = \"GB\"\nname = \"A\"\ncall = [\"1\"]\n\
             topics = [\"crisis\"]\nsource = \"\"\nsource_kind = \"none\"\n{checked}"
        )
    };
    let words = "[show]\nintro = \"\"\nfallback = \"\"\nno_hours = \"\"\n\
                 own_site = \"\"\ngovernment = \"\"\n\
                 checked = \"\"\n[country]\nGB = \"\"\n[topic]\ncrisis = \"\"\n\
                 [line.a]\nwho = \"\"";
    let shown = |checked: &str, today| {
        let facts = toml::from_str(&facts(checked)).expect("facts");
        let words = toml::from_str(words).expect("words");
        let helplines = Helplines::new(facts, words).expect("whole");
        helplines.showable(today).len() == 1
    };
    let checked = "checked_on = \"2027-01-15\"";
    assert!(shown(checked, date(2027, 1, 15)));
    assert!(shown(checked, date(2027, 7, 15)));
    assert!(!shown(checked, date(2027, 7, 16)));
    assert!(!shown(checked, date(2027, 1, 14)), "a check to come is none");
    assert!(!shown("", date(2027, 1, 15)));
}

#[test]
fn averages_are_found_by_the_youngest_child() {
    let time_use = Content::for_language(ENGLISH).time_use();
    assert_eq!(time_use.groups().len(), 2);
    let total = |months| time_use.group(months).map(Group::total_minutes_per_week);
    assert_eq!(total(-3), None);
    assert_eq!(total(0), Some(3528));
    assert_eq!(total(71), Some(3528));
    assert_eq!(total(72), Some(2003));
    assert_eq!(total(216), None);
    assert!(time_use.note.contains("not a target"));
}

#[test]
fn placeholders_are_filled_once() {
    assert_eq!(fill("Send to {{other}}.", &[("other", "Sam")]), "Send to Sam.");
    assert_eq!(fill("{{a}}{{b}}", &[("a", "{{b}}"), ("b", "c")]), "{{b}}c");
    assert_eq!(fill("{{unknown}} {{a", &[("a", "b")]), "{{unknown}} {{a");
    assert_eq!(fill("", &[]), "");
}
