//! That texts and facts name the same keys.

use anyhow::{Result, bail, ensure};
use household::children::Question;
use household::load::catalogue::catalogue;
use household::plan::Choice;
use household::sort::Heaviness;
use household::talk::expectations::{Root, Set, Statement};
use household::talk::listening::Prompt;
use household::today::Step;

use super::Content;
use super::keys::{CheckInPart, DIFFERENCES, HelpTopic, Meeting, Whole};
use super::keys::{choice_key, difference_key, step_key};

impl Content {
    /// Every fact has its words, and no words lack a fact. What is found by key later is there.
    pub(super) fn check(&self) -> Result<()> {
        let rows = catalogue().rows();
        same("cards", self.cards.keys().copied(), rows.iter().map(|row| row.id))?;
        let domains = catalogue().domains();
        same("domains", self.domains.keys().map(String::as_str), domains.iter().copied())?;
        let steps = self.steps.step.iter().map(|text| text.step);
        ensure!(steps.eq(Heaviness::ALL.map(Heaviness::step)), "other steps of heaviness");
        let texts = &self.compare;
        let keys = texts.difference.iter().map(|text| text.when.as_str());
        same("differences", keys, DIFFERENCES.map(difference_key))?;
        let keys = texts.meeting.iter().map(|text| text.when.as_str());
        same("meetings", keys, Meeting::ALL.map(Meeting::key))?;
        let keys = texts.whole.iter().map(|text| text.when.as_str());
        same("whole pictures", keys, Whole::ALL.map(Whole::key))?;
        let keys = self.let_go.choice.iter().map(|text| text.key.as_str());
        same("choices", keys, Choice::ALL.map(choice_key))?;
        let keys = self.next_steps.iter().map(|text| text.key.as_str());
        same("next steps", keys, Step::ALL.map(step_key))?;
        for prompt in &self.listening.prompts {
            ensure!(Prompt::parse(&prompt.id).is_some(), "no name for a topic: {}", prompt.id);
            ensure!((1..=3).contains(&prompt.depth), "{}: how deep is it?", prompt.id);
        }
        ensure!(!self.listening.prompts.is_empty(), "nothing to talk about");
        let keys = self.expectations.statements.iter().map(|text| text.key.as_str());
        same("statements", keys, Statement::ALL.map(Statement::key))?;
        ensure!(self.expectations.sets.len() == Set::ALL.len(), "a subject for each set");
        let keys = self.expectations.roots.iter().map(|text| text.key.as_str());
        same("roots", keys, Root::ALL.map(Root::key))?;
        self.counselling.check()?;
        self.wellbeing.check()?;
        self.discipline.check()?;
        let keys = self.questions.keys().map(String::as_str);
        let ids: Vec<_> = Question::all().map(Question::id).collect();
        same("questions", keys, ids)?;
        let keys = self.check_in.step.iter().map(|text| text.key.as_str());
        same("parts of the weekly talk", keys, CheckInPart::ALL.map(CheckInPart::key))?;
        self.path.check()?;
        self.solo.check()?;
        let keys = self.help.page.iter().map(|page| page.id.as_str());
        same("help", keys, HelpTopic::ALL.map(HelpTopic::id))
    }
}

/// Both name the same keys, each once.
pub(super) fn same<'a>(
    what: &str,
    texts: impl IntoIterator<Item = &'a str>,
    facts: impl IntoIterator<Item = &'a str>,
) -> Result<()> {
    let sorted = |keys: Vec<&'a str>| {
        let mut keys = keys;
        keys.sort_unstable();
        keys
    };
    let texts = sorted(texts.into_iter().collect());
    let facts = sorted(facts.into_iter().collect());
    if texts == facts {
        return Ok(());
    }
    let odd = |these: &[&str], those: &[&str]| {
        these.iter().find(|key| !those.contains(key)).map(|key| (*key).to_owned())
    };
    match (odd(&facts, &texts), odd(&texts, &facts)) {
        (Some(key), _) => bail!("{what}: no text for {key}"),
        (None, Some(key)) => bail!("{what}: a text for {key}, which is not there"),
        (None, None) => bail!("{what}: something is there twice"),
    }
}
