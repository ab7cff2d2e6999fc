//! The demo family's house rules, and what they decided for Mia.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use household::command::{DecisionsCommand, RulesCommand};
use household::decisions::{Level, Matter, Outcome, Ready, View, Voice};
use household::people::AgeBand;
use household::rules::{Gut, RuleWords, Scenario};
use household::{AgreementId, ChildId, Command, DecisionId};
use jiff::ToSpan;

use super::super::story::{Family, Teller, line, note};

/// A rule that both keep, from a moment that both answered, and one that waits for Sam's yes.
pub(super) async fn rules(teller: &mut Teller, family: Family) -> Result<()> {
    let Family { household, one, two } = family;
    let scenario = Scenario::ScreenOver;
    let said = [
        (one, "I say it three times, and then I shout.", "That an end is an end."),
        (two, "I let it run. I am tired by then.", "To stop by themselves."),
    ];
    for (who, first, learn) in said {
        let gut = Gut { do_first: Some(note(first)?), learn: Some(note(learn)?) };
        let done = [
            RulesCommand::Answer { scenario, gut, root: None },
            RulesCommand::Seal { scenario },
            RulesCommand::PressOpen { scenario, arrivals: 2 },
        ];
        teller.tell(household, who, &done.map(Command::Rules), Vec::new()).await?;
    }
    let review = super::today(teller).saturating_add(8.weeks());
    let words = RuleWords {
        when: note("screen time is over")?,
        we: note("say it once, wait two minutes, and put it away together")?,
        because: Some(note("stopping is hard for everyone")?),
        then: Some(note("it sleeps in the kitchen until tomorrow")?),
        ages: [AgeBand::Preschool, AgeBand::School].into(),
        review: Some(review),
    };
    let offer = RulesCommand::Offer { rule: None, about: Some(scenario), words };
    teller.tell(household, one, &[Command::Rules(offer)], Vec::new()).await?;
    let version = waiting(teller, family).await?;
    let yes = [Command::Rules(RulesCommand::Confirm { version })];
    teller.tell(household, two, &yes, Vec::new()).await?;
    let words = RuleWords {
        when: note("somebody shouts, I hate you")?,
        we: note("stay, breathe, and do not shout back")?,
        because: None,
        then: None,
        ages: BTreeSet::new(),
        review: None,
    };
    let offer = RulesCommand::Offer { rule: None, about: Some(Scenario::SaysHate), words };
    teller.tell(household, one, &[Command::Rules(offer)], Vec::new()).await
}

/// One question that both answered and decided, and one that Sam has not begun.
pub(super) async fn decisions(teller: &mut Teller, family: Family) -> Result<()> {
    use DecisionsCommand as Do;
    let Family { household, one, two } = family;
    let mia = mia(teller, family).await?;
    let ask = |matter| Do::Ask { matter, children: [mia].into() };
    let asked = [Command::Decisions(ask(Matter::Own(line("May Mia walk to school alone?")?)))];
    teller.tell(household, one, &asked, Vec::new()).await?;
    let decision = latest(teller, family).await?;
    let said = [
        (one, Level::Parents, "Not yet.", "The road by the bakery."),
        (two, Level::Together, "Yes, with a friend.", "That she never dares."),
    ];
    for (who, level, think, fear) in said {
        let view = View {
            level: Some(level),
            think: Some(note(think)?),
            fear: Some(note(fear)?),
            hope: Some(note("That she can trust herself.")?),
        };
        let done = [
            Do::WriteView { decision, view },
            Do::Seal { decision },
            Do::PressOpen { decision, circles: 0 },
        ];
        teller.tell(household, who, &done.map(Command::Decisions), Vec::new()).await?;
    }
    let voice =
        Voice { text: note("Ida may, too. I would wait for her at the corner.")?, level: None };
    let text = line("Yes, if Ida is there")?;
    let heard = [
        Do::WriteVoice { decision, child: mia, voice: Some(voice) },
        Do::AddOption { decision, text },
    ];
    teller.tell(household, two, &heard.map(Command::Decisions), Vec::new()).await?;
    let outcome = Outcome {
        what: note("Yes, with Ida, on dry days, from Monday on.")?,
        why: note("two see more than one")?,
        level: Some(Level::ParentsHear),
        review: Some(super::today(teller).saturating_add(4.weeks())),
    };
    let offer = [Command::Decisions(Do::Offer { decision, outcome })];
    teller.tell(household, one, &offer, Vec::new()).await?;
    let version = offered(teller, family, decision).await?;
    let yes = [Command::Decisions(Do::Confirm { decision, version })];
    teller.tell(household, two, &yes, Vec::new()).await?;
    let asked = [Command::Decisions(ask(Matter::Ready(Ready::PhoneNight)))];
    teller.tell(household, one, &asked, Vec::new()).await
}

async fn waiting(teller: &Teller, family: Family) -> Result<AgreementId> {
    let cell = teller.app.households.get(&teller.app, family.household).await?;
    let state = cell.read();
    let seen = state.seen_by(family.one).context("a parent")?;
    let mut rules = seen.shared.rules.of(family.one);
    let offer = rules.find_map(|rule| rule.versions.offer().map(|offer| offer.id));
    offer.context("a rule that was put forward")
}

async fn mia(teller: &Teller, family: Family) -> Result<ChildId> {
    let cell = teller.app.households.get(&teller.app, family.household).await?;
    let state = cell.read();
    let seen = state.seen_by(family.one).context("a parent")?;
    seen.shared.people.children().first().map(|child| child.id).context("a child")
}

async fn latest(teller: &Teller, family: Family) -> Result<DecisionId> {
    let cell = teller.app.households.get(&teller.app, family.household).await?;
    let state = cell.read();
    let shared = state.seen_by(family.one).context("a parent")?.shared;
    let asked = shared.decisions.of(family.one, &shared.people).last();
    asked.map(|question| question.id).context("a question")
}

async fn offered(teller: &Teller, family: Family, id: DecisionId) -> Result<AgreementId> {
    let cell = teller.app.households.get(&teller.app, family.household).await?;
    let state = cell.read();
    let shared = state.seen_by(family.one).context("a parent")?.shared;
    let question = shared.decisions.get(id, family.one, &shared.people);
    let offer = question.and_then(|question| question.outcomes.offer());
    offer.map(|offer| offer.id).context("what was put forward")
}
