//! What Robin and Sam do about rules and questions in those weeks.

use std::collections::BTreeSet;

use household::command::{DecisionsCommand, RulesCommand};
use household::decisions::{Level, Matter, Outcome, Ready, View, Voice};
use household::rules::{Gut, Scenario};
use household::{AgreementId, Command, MemberId};

use super::Story;
use crate::family::{ROBIN, SAM, days_after, line, note};
use crate::ruling::words;

impl Story {
    pub(super) fn they_keep_rules(&mut self) {
        use RulesCommand as Do;
        let scenario = Scenario::ScreenOver;
        for who in [ROBIN, SAM] {
            let gut = Gut { do_first: Some(note("I say it once.")), learn: None };
            let root = Some(note("My aunt shouted."));
            self.rule(who, Do::Answer { scenario, gut, root });
            self.rule(who, Do::Seal { scenario });
        }
        self.rule(SAM, Do::TakeSealBack { scenario });
        self.rule(SAM, Do::Seal { scenario });
        self.rule(ROBIN, Do::PressOpen { scenario, arrivals: 2 });
        self.rule(SAM, Do::PressOpen { scenario, arrivals: 2 });
        let about = Some(scenario);
        let offer = |text| Do::Offer { rule: None, about, words: words(text) };
        self.rule(ROBIN, offer("we say it once"));
        let version = self.waiting_rule();
        self.rule(SAM, Do::Withdraw { version });
        self.rule(SAM, offer("we say it once, kindly"));
        let version = self.waiting_rule();
        self.rule(ROBIN, Do::Confirm { version });
        let rule = self.world.seen(ROBIN).shared.rules.of(ROBIN).next().expect("a rule").id;
        self.rule(SAM, Do::PutDown { rule });
    }

    pub(super) fn they_decide_for_mia(&mut self) {
        use DecisionsCommand as Do;
        let mia = self.world.seen(ROBIN).shared.people.children()[0].id;
        let children = BTreeSet::from([mia]);
        let matter = Matter::Ready(Ready::Parties);
        self.decide(ROBIN, Do::Ask { matter: matter.clone(), children: children.clone() });
        let decision = self.asked();
        self.world.decides_for(mia, &[ROBIN, SAM]);
        self.decide(ROBIN, Do::AskAll { decision });
        for who in [ROBIN, SAM] {
            let think = Some(note("Home by ten."));
            let view = View { level: Some(Level::ParentsHear), think, ..View::default() };
            self.decide(who, Do::WriteView { decision, view });
            self.decide(who, Do::Seal { decision });
        }
        self.decide(SAM, Do::TakeSealBack { decision });
        self.decide(SAM, Do::Seal { decision });
        self.decide(SAM, Do::PressOpen { decision, circles: 2 });
        self.decide(ROBIN, Do::PressOpen { decision, circles: 2 });
        let text = line("Yes, if we know who is there");
        self.decide(SAM, Do::AddOption { decision, text: text.clone() });
        self.decide(SAM, Do::RemoveOption { decision, text });
        let voice = Some(Voice { text: note("All my friends may."), level: Some(Level::Child) });
        self.decide(ROBIN, Do::WriteVoice { decision, child: mia, voice });
        let until = Some(days_after(self.world.today(), 1).at(18, 0, 0, 0));
        self.decide(ROBIN, Do::SleepOn { decision, until });
        self.decide(ROBIN, Do::SleepOn { decision, until: None });
        let outcome = |what| {
            let (what, why) = (note(what), note("The last bus goes then."));
            Outcome { what, why, level: None, review: None }
        };
        self.decide(ROBIN, Do::Offer { decision, outcome: outcome("Home by nine.") });
        let version = self.world.outcome(ROBIN, decision);
        self.decide(SAM, Do::Withdraw { decision, version });
        self.decide(SAM, Do::Offer { decision, outcome: outcome("Home by ten.") });
        let version = self.world.outcome(ROBIN, decision);
        self.decide(ROBIN, Do::Confirm { decision, version });
        self.decide(ROBIN, Do::LookAgain { decision });
        self.decide(ROBIN, Do::Ask { matter, children });
        let decision = self.asked();
        self.decide(ROBIN, Do::Remove { decision });
    }

    fn waiting_rule(&self) -> AgreementId {
        let rules = &self.world.seen(ROBIN).shared.rules;
        let offer = rules.of(ROBIN).find_map(|rule| rule.versions.offer());
        offer.expect("put forward").id
    }

    fn asked(&self) -> household::DecisionId {
        let shared = self.world.seen(ROBIN).shared;
        shared.decisions.of(ROBIN, &shared.people).last().expect("asked").id
    }

    #[track_caller]
    fn rule(&mut self, who: MemberId, command: RulesCommand) {
        self.tell(who, Command::Rules(command));
    }

    #[track_caller]
    fn decide(&mut self, who: MemberId, command: DecisionsCommand) {
        self.tell(who, Command::Decisions(command));
    }
}
