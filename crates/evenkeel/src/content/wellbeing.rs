//! The short look at mood and worry: PHQ-2 and GAD-2, word for word.

use anyhow::{Result, ensure};
use serde::Deserialize;

use super::markdown::Body;
use super::texts::Guide;

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WellbeingTexts {
    pub guide: Guide,
    pub scale: Scale,
    #[serde(rename = "instrument")]
    pub instruments: Vec<Instrument>,
    result_low: ResultText,
    result_raised: ResultText,
    always: ResultText,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    pub stem: String,
    pub options: Vec<ScaleOption>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleOption {
    pub value: u8,
    pub label: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    pub id: String,
    /// From this sum on, somebody is to look closer.
    threshold: u8,
    pub items: Vec<Item>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    pub id: String,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct ResultText {
    #[serde(rename = "id")]
    _id: String,
    body: Body,
}

impl Instrument {
    /// Whether these answers, one to each item, are a reason to talk to somebody.
    fn is_raised(&self, answers: &[u8]) -> bool {
        answers.iter().sum::<u8>() >= self.threshold
    }
}

impl WellbeingTexts {
    /// Every item, in the order in which it is asked.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.instruments.iter().flat_map(|instrument| &instrument.items)
    }

    /// What is said to answers, one to each item. No number is said.
    pub fn result(&self, answers: &[u8]) -> &Body {
        let mut rest = answers;
        let mut is_raised = false;
        for instrument in &self.instruments {
            let (these, others) = rest.split_at(instrument.items.len().min(rest.len()));
            is_raised |= instrument.is_raised(these);
            rest = others;
        }
        if is_raised { &self.result_raised.body } else { &self.result_low.body }
    }

    /// What is said to everybody.
    pub fn always(&self) -> &Body {
        &self.always.body
    }

    pub(super) fn check(&self) -> Result<()> {
        ensure!(self.items().count() == 4, "four questions");
        let values = self.scale.options.iter().map(|option| option.value);
        ensure!(values.eq(0..4), "four answers, from 0 to 3");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::content::Content;

    #[test]
    fn the_questions_are_word_for_word_those_that_were_published() {
        let texts = Content::for_language("en").wellbeing();
        let items: Vec<_> = texts.items().map(|item| item.text.as_str()).collect();
        let published = [
            "Little interest or pleasure in doing things",
            "Feeling down, depressed, or hopeless",
            "Feeling nervous, anxious or on edge",
            "Not being able to stop or control worrying",
        ];
        assert_eq!(items, published);
        let options = texts.scale.options.iter().map(|option| option.label.as_str());
        let published =
            ["Not at all", "Several days", "More than half the days", "Nearly every day"];
        assert!(options.eq(published));
    }

    #[test]
    fn three_of_six_in_either_is_a_reason_to_talk() {
        let texts = Content::for_language("en").wellbeing();
        for answers in 0..256_u16 {
            let of = |n: u16| u8::try_from(answers >> (2 * n) & 3).expect("two bits");
            let answers = [of(0), of(1), of(2), of(3)];
            let is_raised = answers[0] + answers[1] >= 3 || answers[2] + answers[3] >= 3;
            let said = texts.result(&answers).markdown().contains("Your answers suggest");
            assert_eq!(said, is_raised, "{answers:?}");
        }
    }
}
