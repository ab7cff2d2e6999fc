//! What Evenkeel says about family work: cards, the method's texts, help lines, averages.
//!
//! Facts and words lie in `content/` and are built into the program. They are read once, when first
//! asked for, and checked whole: a text that is missing is found by a test, never by a reader. The
//! labels of pages are not here; they are Fluent files beside each page.

mod cards;
mod checked;
mod checks;
mod children;
mod counselling;
mod discipline;
mod fill;
mod helplines;
mod keys;
mod markdown;
mod path;
mod seeing;
mod solo;
mod talks;
mod texts;
mod time_use;
mod wellbeing;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use anyhow::{Context, Result, ensure};
use household::plan::Choice;
use household::sort::{Difference, Heaviness};
use household::talk::expectations::{Root, Set, Statement};
use household::today::Step;
use serde::de::DeserializeOwned;

use checks::same;
use keys::{choice_key, difference_key, step_key};

pub use cards::CardText;
pub use checked::Overlay;
pub use counselling::{AskedAbout, Counselling, Urgency};
pub use discipline::{Discipline, Kind, LevelText, ReadyText, ScenarioText, TogetherText};
pub use fill::fill;
pub use helplines::{Basis, Country, Helplines, Line, LineText, ShowText, Shown, Topic, dialled};
pub use keys::{CheckInPart, HelpTopic, Meeting, Whole};
pub use markdown::{Body, to_html};
pub use path::{Exercise, Path, Stage};
pub use seeing::{Seen, WhoCanSee};
pub use solo::{After, FieldText, Promise, Rung, SheetSection, SoloTexts, Who};
pub use talks::{Appreciation, Expectations, RootText, Starter, StatementText, Target};
pub use texts::{
    CheckIn, CheckInStep, Compare, CompareText, DomainText, Evidence, FirstQuestion, Guide, Heard,
    HelpPage, Invite, Keyed, LetGo, Listening, Micro, NextStep, OperatorText, Ownership, Paragraph,
    PromptText, SafetyQuestion, SayBack, Section, Source, StepText, Steps,
};
pub use time_use::{Average, Group, TimeUse};
pub use wellbeing::WellbeingTexts;

/// The language that is always complete.
pub const ENGLISH: &str = "en";

/// The files of one language.
struct Files {
    language: &'static str,
    appreciation: &'static str,
    cards: &'static str,
    check_in: &'static str,
    compare: &'static str,
    counselling: &'static str,
    discipline: &'static str,
    domains: &'static str,
    expectations: &'static str,
    next_steps: &'static str,
    handover: &'static str,
    help: &'static str,
    helplines: &'static str,
    invite: &'static str,
    know_your_child: &'static str,
    let_go: &'static str,
    listening: &'static str,
    ownership: &'static str,
    solo: &'static str,
    steps: &'static str,
    time_use: &'static str,
    wellbeing: &'static str,
    who_can_see: &'static str,
    #[cfg(test)]
    words_we_avoid: &'static str,
}

/// One file of `content/`.
macro_rules! content {
    ($path:literal) => {
        include_str!(concat!("../../../../content/", $path))
    };
}

/// A further language is a further entry here, and a folder.
const LANGUAGES: [Files; 1] = [Files {
    language: ENGLISH,
    appreciation: content!("en/appreciation.toml"),
    cards: content!("en/catalogue.tsv"),
    check_in: content!("en/check_in.toml"),
    compare: content!("en/compare.toml"),
    counselling: content!("en/counselling.toml"),
    discipline: content!("en/discipline.toml"),
    domains: content!("en/domains.toml"),
    expectations: content!("en/expectations.toml"),
    next_steps: content!("en/next_steps.toml"),
    handover: content!("en/handover.toml"),
    help: content!("en/help.toml"),
    helplines: content!("en/helplines.toml"),
    invite: content!("en/invite.toml"),
    know_your_child: content!("en/know_your_child.toml"),
    let_go: content!("en/let_go.toml"),
    listening: content!("en/listening.toml"),
    ownership: content!("en/ownership.toml"),
    solo: content!("en/solo.toml"),
    steps: content!("en/steps.toml"),
    time_use: content!("en/time_use.toml"),
    wellbeing: content!("en/wellbeing.toml"),
    who_can_see: content!("en/who_can_see.toml"),
    #[cfg(test)]
    words_we_avoid: content!("en/words-we-avoid.txt"),
}];

static CONTENT: LazyLock<Vec<Content>> = LazyLock::new(|| {
    let read = LANGUAGES.iter().map(Content::read);
    read.collect::<Result<_>>().expect("the content built in is valid: a test reads it")
});

/// Everything said in one language.
#[derive(Debug)]
pub struct Content {
    language: &'static str,
    appreciation: Appreciation,
    cards: BTreeMap<&'static str, CardText>,
    check_in: CheckIn,
    compare: Compare,
    counselling: Counselling,
    discipline: Discipline,
    domains: BTreeMap<String, DomainText>,
    expectations: Expectations,
    next_steps: Vec<NextStep>,
    help: texts::Help,
    helplines: Helplines,
    invite: Invite,
    knowing: Guide,
    questions: BTreeMap<String, String>,
    let_go: LetGo,
    listening: Listening,
    ownership: Ownership,
    path: Path,
    solo: SoloTexts,
    steps: Steps,
    time_use: TimeUse,
    wellbeing: WellbeingTexts,
    who_can_see: WhoCanSee,
    sources: BTreeMap<String, Source>,
}

impl Content {
    /// The content in this language, or in English where there is none: `de-AT` asks for `de`.
    pub fn for_language(tag: &str) -> &'static Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        let found = CONTENT.iter().find(|content| content.language.eq_ignore_ascii_case(primary));
        found.unwrap_or(&CONTENT[0])
    }

    /// Everything, in each language.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        CONTENT.iter()
    }

    pub fn language(&self) -> &'static str {
        self.language
    }

    /// What a ready card says; `None` for an id that is not in the catalogue.
    pub fn card(&self, id: &str) -> Option<&CardText> {
        self.cards.get(id)
    }

    pub fn domain(&self, id: &str) -> Option<&DomainText> {
        self.domains.get(id)
    }

    /// The question about heaviness, around its five steps.
    pub fn steps(&self) -> &Steps {
        &self.steps
    }

    pub fn step_name(&self, heaviness: Heaviness) -> &StepText {
        let mut steps = self.steps.step.iter();
        steps.find(|text| text.step == heaviness.step()).expect(CHECKED)
    }

    pub fn compare(&self) -> &Compare {
        &self.compare
    }

    /// A question about a difference, never a verdict.
    pub fn compare_question(&self, difference: Difference) -> &CompareText {
        of(&self.compare.difference, difference_key(difference))
    }

    pub fn meeting(&self, meeting: Meeting) -> &CompareText {
        of(&self.compare.meeting, meeting.key())
    }

    pub fn whole(&self, whole: Whole) -> &Body {
        let mut texts = self.compare.whole.iter();
        &texts.find(|text| text.when == whole.key()).expect(CHECKED).text
    }

    /// Who can see what, line by line.
    pub fn who_can_see(&self) -> &WhoCanSee {
        &self.who_can_see
    }

    /// A quick look at mood and worry.
    pub fn wellbeing(&self) -> &WellbeingTexts {
        &self.wellbeing
    }

    /// Finding a counsellor, and asking somebody along.
    pub fn counselling(&self) -> &Counselling {
        &self.counselling
    }

    pub fn discipline(&self) -> &Discipline {
        &self.discipline
    }

    pub fn invite(&self) -> &Invite {
        &self.invite
    }

    pub fn listening(&self) -> &Listening {
        &self.listening
    }

    pub fn appreciation(&self) -> &Appreciation {
        &self.appreciation
    }

    pub fn expectations(&self) -> &Expectations {
        &self.expectations
    }

    pub fn statement(&self, statement: Statement) -> &StatementText {
        let mut all = self.expectations.statements.iter();
        all.find(|text| text.key == statement.key()).expect(CHECKED)
    }

    pub fn root(&self, root: Root) -> &RootText {
        self.expectations.roots.iter().find(|text| text.key == root.key()).expect(CHECKED)
    }

    pub fn ownership(&self) -> &Ownership {
        &self.ownership
    }

    pub fn let_go(&self) -> &LetGo {
        &self.let_go
    }

    /// What one parent may do with a card in *my plan*.
    pub fn plan_choice(&self, choice: Choice) -> &Keyed {
        let key = choice_key(choice);
        self.let_go.choice.iter().find(|text| text.key == key).expect(CHECKED)
    }

    pub fn next_step(&self, step: Step) -> &NextStep {
        let key = step_key(step);
        self.next_steps.iter().find(|text| text.key == key).expect(CHECKED)
    }

    /// What the six statements of a set are about.
    pub fn expected(&self, set: Set) -> &str {
        let at = Set::ALL.iter().position(|each| *each == set);
        at.map(|at| self.expectations.sets[at].subject.as_str()).expect(CHECKED)
    }

    pub fn check_in(&self) -> &CheckIn {
        &self.check_in
    }

    pub fn check_in_step(&self, part: CheckInPart) -> &CheckInStep {
        let steps = &mut self.check_in.step.iter();
        steps.find(|text| text.key == part.key()).expect(CHECKED)
    }

    /// The path in *Just me*.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Time alone with the children.
    pub fn solo(&self) -> &SoloTexts {
        &self.solo
    }

    pub fn help(&self, topic: HelpTopic) -> &HelpPage {
        self.help.page.iter().find(|page| page.id == topic.id()).expect(CHECKED)
    }

    pub fn before_you_start(&self) -> &HelpPage {
        self.help(HelpTopic::BeforeYouStart)
    }

    pub fn operator(&self) -> &OperatorText {
        &self.help.operator
    }

    pub fn micro(&self) -> &Micro {
        &self.help.micro
    }

    pub fn helplines(&self) -> &Helplines {
        &self.helplines
    }

    pub fn time_use(&self) -> &TimeUse {
        &self.time_use
    }

    pub fn source(&self, key: &str) -> Option<&Source> {
        self.sources.get(key)
    }

    fn read(files: &Files) -> Result<Self> {
        let locale = Some(files.language);
        let domains: texts::Domains = read("domains", locale, files.domains)?;
        let next_steps: texts::NextSteps = read("next-steps", locale, files.next_steps)?;
        let knowing: children::Knowing = read("know-your-child", locale, files.know_your_child)?;
        let sources: texts::Sources = read("sources", None, content!("sources.toml"))?;
        let content = Self {
            language: files.language,
            appreciation: read("appreciation", locale, files.appreciation)?,
            cards: cards::read(files.cards).context("catalogue.tsv")?,
            check_in: read("check-in", locale, files.check_in)?,
            compare: read("compare", locale, files.compare)?,
            counselling: read("counselling", locale, files.counselling)?,
            discipline: read("discipline", locale, files.discipline)?,
            domains: domains.domain,
            expectations: read("expectations", locale, files.expectations)?,
            next_steps: next_steps.step,
            help: read("help", locale, files.help)?,
            helplines: Helplines::new(
                read("helpline-facts", None, content!("helplines.toml"))?,
                read("helplines", locale, files.helplines)?,
            )?,
            invite: read("invite", locale, files.invite)?,
            knowing: knowing.guide,
            questions: knowing.questions.into_iter().map(|it| (it.id, it.text)).collect(),
            let_go: read("let-go", locale, files.let_go)?,
            listening: read("listening", locale, files.listening)?,
            ownership: read("ownership", locale, files.ownership)?,
            path: read("solo", locale, files.solo)?,
            solo: read("solo-time", locale, files.handover)?,
            steps: read("steps", locale, files.steps)?,
            time_use: TimeUse::new(
                read("time-use-facts", None, content!("time_use.toml"))?,
                read("time-use", locale, files.time_use)?,
            )?,
            wellbeing: read("wellbeing", locale, files.wellbeing)?,
            who_can_see: read("who-can-see", locale, files.who_can_see)?,
            sources: sources.source.into_iter().map(|it| (it.key.clone(), it)).collect(),
        };
        content.check()?;
        Ok(content)
    }
}

const CHECKED: &str = "every key has its text: checked when the content was read";

fn of<'a>(texts: &'a [CompareText], key: &str) -> &'a CompareText {
    texts.iter().find(|text| text.when == key).expect(CHECKED)
}

/// Reads a file whose head says `schema`, `kind`, `version` and, for words, `locale`.
fn read<T: DeserializeOwned>(kind: &str, locale: Option<&str>, text: &str) -> Result<T> {
    let mut table: toml::Table = text.parse().with_context(|| kind.to_owned())?;
    let mut head = |key: &str| table.remove(key);
    ensure!(head("schema").and_then(|it| it.as_integer()) == Some(1), "{kind}: schema");
    ensure!(head("kind").as_ref().and_then(|it| it.as_str()) == Some(kind), "{kind}: kind");
    ensure!(head("locale").as_ref().and_then(|it| it.as_str()) == locale, "{kind}: locale");
    ensure!(head("version").is_some_and(|it| it.is_str()), "{kind}: version");
    T::deserialize(table).with_context(|| kind.to_owned())
}
