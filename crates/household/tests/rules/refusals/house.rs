//! The rule table of house rules and of decisions.

use std::collections::BTreeSet;

use household::command::{DecisionsCommand as Decide, RulesCommand as Rule};
use household::decisions::{DECISIONS_MAX, Matter, OPTIONS_MAX, Outcome, Ready, View};
use household::rules::{Gut, RULES_MAX, Scenario};
use household::{Command, DecisionId, Refusal, RuleId};

use super::{NO_AGREEMENT, NO_CHILD, Scene, Table};
use crate::family::{KIM, ROBIN, SAM, TODAY, World, days_after, line, note};
use crate::ruling::words;

const SCENARIO: Scenario = Scenario::ScreenOver;

pub const RULING: Table = &[
    (Refusal::NothingToSeal, || (World::together(), ROBIN, seal())),
    (Refusal::AnswersAreSealed, || {
        let mut world = World::together();
        world.act(ROBIN, answer("I say it once."));
        world.act(ROBIN, seal());
        (world, ROBIN, answer("I shout."))
    }),
    (Refusal::NotSealed, || {
        (World::together(), ROBIN, Command::Rules(Rule::TakeSealBack { scenario: SCENARIO }))
    }),
    (Refusal::SealFirst, || (World::together(), ROBIN, press())),
    (Refusal::NobodyToOpenWith, || (World::begun(), ROBIN, press())),
    (Refusal::SayBackFirst, || (World::joined(), ROBIN, press())),
    (Refusal::SayBackFirst, || (World::joined(), ROBIN, offer(None))),
    (Refusal::NoSuchRule, || {
        let rule = RuleId::from_bytes([0; 16]);
        (World::together(), ROBIN, offer(Some(rule)))
    }),
    (Refusal::NoSuchRule, || {
        let rule = RuleId::from_bytes([0; 16]);
        (World::together(), ROBIN, Command::Rules(Rule::PutDown { rule }))
    }),
    (Refusal::NoSuchAgreement, || {
        (World::together(), ROBIN, Command::Rules(Rule::Confirm { version: NO_AGREEMENT }))
    }),
    (Refusal::NoSuchAgreement, || {
        (World::together(), ROBIN, Command::Rules(Rule::Withdraw { version: NO_AGREEMENT }))
    }),
    (Refusal::AlreadyConfirmed, || {
        let mut world = World::together();
        world.act(ROBIN, offer(None));
        let rules = &world.seen(ROBIN).shared.rules;
        let waits = rules.of(ROBIN).find_map(|rule| rule.versions.offer());
        let version = waits.expect("put forward").id;
        (world, ROBIN, Command::Rules(Rule::Confirm { version }))
    }),
    (Refusal::DateOutOfRange, || {
        let words = household::rules::RuleWords {
            review: Some(days_after(TODAY, -1)),
            ..words("we say it once")
        };
        let offer = Rule::Offer { rule: None, about: None, words };
        (World::together(), ROBIN, Command::Rules(offer))
    }),
    (Refusal::TooManyRules, || {
        let mut world = World::begun();
        for _ in 0..RULES_MAX {
            world.act(ROBIN, offer(None));
        }
        (world, ROBIN, offer(None))
    }),
];

fn answer(text: &str) -> Command {
    let gut = Gut { do_first: Some(note(text)), learn: None };
    Command::Rules(Rule::Answer { scenario: SCENARIO, gut, root: None })
}

fn seal() -> Command {
    Command::Rules(Rule::Seal { scenario: SCENARIO })
}

fn press() -> Command {
    Command::Rules(Rule::PressOpen { scenario: SCENARIO, arrivals: 2 })
}

fn offer(rule: Option<RuleId>) -> Command {
    Command::Rules(Rule::Offer { rule, about: None, words: words("we say it once") })
}

pub const DECIDING: Table = &[
    (Refusal::NoSuchDecision, || {
        let decision = DecisionId::from_bytes([0; 16]);
        (World::together(), ROBIN, Command::Decisions(Decide::Seal { decision }))
    }),
    // Kim does not decide for Mia: for Kim there is no such question.
    (Refusal::NoSuchDecision, || {
        let (mut world, decision) = World::deciding();
        world.join(KIM, "Kim");
        (world, KIM, Command::Decisions(Decide::Seal { decision }))
    }),
    (Refusal::NoSuchDecision, || about(|decision| (SAM, Decide::Remove { decision }))),
    (Refusal::UnknownChild, || (World::together(), ROBIN, ask(NO_CHILD))),
    (Refusal::UnknownChild, || {
        let mut world = World::together();
        let mia = world.add_mia();
        (world, SAM, ask(mia))
    }),
    (Refusal::UnknownChild, || {
        about(|decision| (ROBIN, Decide::WriteVoice { decision, child: NO_CHILD, voice: None }))
    }),
    (Refusal::SayBackFirst, || {
        let mut world = World::joined();
        let mia = world.add_mia();
        world.decides_for(mia, &[ROBIN, SAM]);
        (world, ROBIN, ask(mia))
    }),
    (Refusal::TooManyDecisions, || {
        let mut world = World::begun();
        let mia = world.add_mia();
        for _ in 0..DECISIONS_MAX {
            world.act(ROBIN, ask(mia));
        }
        (world, ROBIN, ask(mia))
    }),
    (Refusal::NothingToSeal, || about(|decision| (ROBIN, Decide::Seal { decision }))),
    (Refusal::NotSealed, || about(|decision| (ROBIN, Decide::TakeSealBack { decision }))),
    (Refusal::SealFirst, || about(|decision| (ROBIN, Decide::PressOpen { decision, circles: 0 }))),
    (Refusal::AnswersAreSealed, || {
        let (mut world, decision) = World::deciding();
        let view = |text| View { think: Some(note(text)), ..View::default() };
        let write = |text| Command::Decisions(Decide::WriteView { decision, view: view(text) });
        world.act(ROBIN, write("Yes."));
        world.act(ROBIN, Command::Decisions(Decide::Seal { decision }));
        (world, ROBIN, write("No."))
    }),
    (Refusal::NobodyToOpenWith, || {
        let mut world = World::together();
        let mia = world.add_mia();
        let decision = world.ask_about(ROBIN, mia, &[ROBIN]);
        (world, ROBIN, Command::Decisions(Decide::PressOpen { decision, circles: 0 }))
    }),
    (Refusal::NotOpened, || {
        about(|decision| (ROBIN, Decide::Offer { decision, outcome: outcome() }))
    }),
    (Refusal::NoSuchAgreement, || {
        about(|decision| (ROBIN, Decide::Confirm { decision, version: NO_AGREEMENT }))
    }),
    (Refusal::NoSuchAgreement, || {
        about(|decision| (ROBIN, Decide::Withdraw { decision, version: NO_AGREEMENT }))
    }),
    (Refusal::NoSuchAgreement, || about(|decision| (ROBIN, Decide::LookAgain { decision }))),
    (Refusal::DateOutOfRange, || {
        about(|decision| (ROBIN, Decide::SleepOn { decision, until: Some(TODAY.at(8, 0, 0, 0)) }))
    }),
    (Refusal::DateOutOfRange, || {
        about(|decision| {
            let until = Some(days_after(TODAY, 32).at(8, 0, 0, 0));
            (ROBIN, Decide::SleepOn { decision, until })
        })
    }),
    (Refusal::TooManyOptions, || {
        let (mut world, decision) = World::deciding();
        let add = |n: usize| {
            let text = line(&format!("Way {n}"));
            Command::Decisions(Decide::AddOption { decision, text })
        };
        for n in 0..OPTIONS_MAX {
            world.act(ROBIN, add(n));
        }
        (world, ROBIN, add(OPTIONS_MAX))
    }),
    (Refusal::SleepOnItFirst, || {
        let (mut world, decision) = alone();
        let until = Some(days_after(TODAY, 1).at(18, 0, 0, 0));
        world.act(ROBIN, Command::Decisions(Decide::SleepOn { decision, until }));
        world.act(ROBIN, Command::Decisions(Decide::Offer { decision, outcome: outcome() }));
        let version = world.outcome(ROBIN, decision);
        (world, ROBIN, Command::Decisions(Decide::Confirm { decision, version }))
    }),
    (Refusal::AlreadyDecided, || {
        let (mut world, decision) = alone();
        world.act(ROBIN, Command::Decisions(Decide::Offer { decision, outcome: outcome() }));
        (world, ROBIN, Command::Decisions(Decide::Remove { decision }))
    }),
];

/// One parent, who decides alone.
fn alone() -> (World, DecisionId) {
    let mut world = World::begun();
    let mia = world.add_mia();
    let decision = world.ask_about(ROBIN, mia, &[ROBIN]);
    (world, decision)
}

fn about(of: impl Fn(DecisionId) -> (household::MemberId, Decide)) -> Scene {
    let (world, decision) = World::deciding();
    let (who, command) = of(decision);
    (world, who, Command::Decisions(command))
}

fn ask(child: household::ChildId) -> Command {
    let children = BTreeSet::from([child]);
    Command::Decisions(Decide::Ask { matter: Matter::Ready(Ready::Curfew), children })
}

fn outcome() -> Outcome {
    let (what, why) = (note("Home by ten."), note("The last bus goes then."));
    Outcome { what, why, level: None, review: None }
}
