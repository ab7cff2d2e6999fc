//! Help lines as a page shows them: who answers, how to reach them, where the number was read.

use jiff::civil::Date;

use crate::content::{Basis, Helplines, Shown, Topic, dialled, fill};
use crate::words::Words;

/// What the content calls lines of more than one country.
pub(super) const ELSEWHERE: &str = "INT";

/// The lines of one place.
#[derive(Debug)]
pub(super) struct Place<'a> {
    pub code: &'a str,
    pub name: &'a str,
    pub lines: Vec<Line<'a>>,
}

#[derive(Debug)]
pub(super) struct Line<'a> {
    pub name: &'a str,
    pub who: &'a str,
    pub hours: Option<&'a str>,
    pub how: Option<&'a str>,
    pub topics: String,
    pub is_emergency: bool,
    pub call: Vec<Number<'a>>,
    pub tty: Option<Number<'a>>,
    pub text: Option<Number<'a>>,
    pub text_word: Option<&'a str>,
    pub whatsapp: Option<&'a str>,
    pub web: Option<&'a str>,
    /// Where it was read and when, in a sentence.
    pub basis: String,
}

/// A number as it is read, and as it is dialled.
#[derive(Debug)]
pub(super) struct Number<'a> {
    pub shown: &'a str,
    pub dialled: String,
}

/// All places with lines that may be shown on this day.
pub(super) fn places<'a>(helplines: &'a Helplines, words: &Words, today: Date) -> Vec<Place<'a>> {
    let countries = helplines.showable(today).into_iter();
    let place = countries.map(|country| Place {
        code: country.code,
        name: country.name,
        lines: country.lines.iter().map(|shown| line(helplines, words, *shown)).collect(),
    });
    place.collect()
}

/// The region of the first language tag that names one: "de-AT" hints at Austria.
pub(super) fn region(accepted: &str) -> Option<String> {
    let tags = accepted.split(',').filter_map(|tag| tag.split(';').next());
    let is_region =
        |part: &&str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    tags.take(10)
        .find_map(|tag| tag.trim().split(['-', '_']).skip(1).find(is_region))
        .map(str::to_ascii_uppercase)
}

fn line<'a>(helplines: &'a Helplines, words: &Words, shown: Shown<'a>) -> Line<'a> {
    let Shown { line, text, basis } = shown;
    let sentences = helplines.words();
    let (sentence, day) = match basis {
        Basis::OwnSite { seen } => (&sentences.own_site, seen),
        Basis::Government { seen } => (&sentences.government, seen),
        Basis::Checked { on } => (&sentences.checked, on),
    };
    let is_answered = !line.call.is_empty() || line.text.is_some() || line.whatsapp.is_some();
    let topics: Vec<_> = line.topics.iter().map(|topic| helplines.topic(*topic)).collect();
    Line {
        name: &line.name,
        who: &text.who,
        hours: text.hours.as_deref().or(is_answered.then_some(&sentences.no_hours)),
        how: text.how.as_deref(),
        topics: topics.join(" · "),
        is_emergency: line.topics.contains(&Topic::Emergency),
        call: line.call.iter().map(|number| number_of(number)).collect(),
        tty: line.tty.as_deref().map(number_of),
        text: line.text.as_deref().map(number_of),
        text_word: line.text_word.as_deref(),
        whatsapp: line.whatsapp.as_deref(),
        web: line.web.as_deref(),
        basis: fill(sentence, &[("date", &words.date(day))]),
    }
}

fn number_of(shown: &str) -> Number<'_> {
    Number { shown, dialled: dialled(shown) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_taken_from_the_first_tag_that_has_one() {
        for (accepted, hint) in [
            ("en-US,en;q=0.9", Some("US")),
            ("en,en-gb;q=0.8", Some("GB")),
            ("zh-Hant-TW", Some("TW")),
            ("de", None),
            ("*", None),
            ("", None),
        ] {
            assert_eq!(region(accepted).as_deref(), hint, "{accepted:?}");
        }
    }

    #[test]
    fn every_country_has_a_line_that_can_be_called_in_an_emergency_or_says_how() {
        let content = crate::content::Content::for_language("en");
        let words = Words::of(None);
        let places = places(content.helplines(), words, jiff::civil::date(2026, 11, 23));
        assert!(places.iter().any(|place| place.code == ELSEWHERE));
        for place in &places {
            for line in &place.lines {
                assert!(line.call.iter().all(|number| !number.dialled.is_empty()), "{}", line.name);
                assert!(line.basis.contains("2026"), "{}", line.basis);
            }
        }
    }
}
