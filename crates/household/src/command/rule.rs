//! House rules: what each would do, alone and sealed; the words all say yes to; putting one down.

use std::collections::BTreeMap;

use super::live::{DAYS_AHEAD_MAX, today_in, within};
use super::{Asked, Decision};
use crate::event::Event;
use crate::id::{AgreementId, MemberId, RuleId};
use crate::refusal::Refusal;
use crate::rules::{Gut, RULES_MAX, Rule, RuleWords, RulesEvent, Scenario};
use crate::sealed::{Press, Told};
use crate::state::Household;
use crate::text::Note;
use crate::versions::{Putting, Yes};

type News = Result<Vec<RulesEvent>, Refusal>;

/// What can be done about house rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RulesCommand {
    /// What I would do in such a moment, alone. `root` is where that comes from: never opened.
    Answer {
        scenario: Scenario,
        gut: Gut,
        root: Option<Note>,
    },
    Seal {
        scenario: Scenario,
    },
    TakeSealBack {
        scenario: Scenario,
    },
    PressOpen {
        scenario: Scenario,
        /// Who was here on the page that was read.
        arrivals: usize,
    },
    /// Words for a new rule, or other words for one there is, for every parent's yes.
    Offer {
        rule: Option<RuleId>,
        about: Option<Scenario>,
        words: RuleWords,
    },
    /// Yes to exactly this version.
    Confirm {
        version: AgreementId,
    },
    Withdraw {
        version: AgreementId,
    },
    /// Nobody keeps it any more; any parent for whom it came to hold may say so.
    PutDown {
        rule: RuleId,
    },
}

impl Household {
    pub(super) fn decide_rules(&self, asked: &mut Asked<'_>, command: &RulesCommand) -> Decision {
        let news = self.rules_news(asked, command)?;
        Ok(news.into_iter().map(Event::Rules).collect())
    }

    fn rules_news(&self, asked: &mut Asked<'_>, command: &RulesCommand) -> News {
        let who = asked.who;
        let own = &self.own(who).rules;
        match command {
            RulesCommand::Answer { scenario, gut, root } => {
                let (scenario, sheet) = (*scenario, own.sheet(*scenario));
                if sheet.is_sealed() {
                    return Err(Refusal::AnswersAreSealed);
                }
                let same_gut = sheet.answer(scenario).unwrap_or(&Gut::default()) == gut;
                let again = same_gut && own.root(scenario) == root.as_ref();
                let (gut, root) = (gut.clone(), root.clone());
                let answered = RulesEvent::Answered { scenario, gut, root };
                Ok(if again { Vec::new() } else { vec![answered] })
            }
            RulesCommand::Seal { scenario } => {
                let seals = own.sheet(*scenario).may_seal()?;
                let sealed = RulesEvent::Sealed { scenario: *scenario };
                Ok(if seals { vec![sealed] } else { Vec::new() })
            }
            RulesCommand::TakeSealBack { scenario } => {
                let taken = || vec![RulesEvent::SealTakenBack { scenario: *scenario }];
                own.sheet(*scenario).is_sealed().then(taken).ok_or(Refusal::NotSealed)
            }
            RulesCommand::PressOpen { scenario, arrivals } => {
                self.open_scenario(who, *scenario, *arrivals)
            }
            RulesCommand::Offer { rule, about, words } => {
                self.offer_rule(asked, *rule, *about, words)
            }
            RulesCommand::Confirm { version } => self.confirm_rule(who, *version),
            RulesCommand::Withdraw { version } => {
                self.offered_rule(*version)?;
                Ok(vec![RulesEvent::Withdrawn { version: *version }])
            }
            RulesCommand::PutDown { rule } => {
                // What only waits is taken away instead: else an offer that nobody said yes to
                // would push a rule that all kept off the end of those put down.
                let rule_of_mine = self.rule_of(who, *rule)?;
                rule_of_mine.versions.holds(who).ok_or(Refusal::NoSuchRule)?;
                let down = rule_of_mine.put_down.is_some();
                let put_down = vec![RulesEvent::PutDown { rule: *rule }];
                Ok(if down { Vec::new() } else { put_down })
            }
        }
    }

    fn open_scenario(&self, who: MemberId, scenario: Scenario, arrivals: usize) -> News {
        let pressed = RulesEvent::OpenPressed { scenario };
        Ok(match self.press(who, arrivals, |own| own.rules.sheet(scenario))? {
            Press::Again => Vec::new(),
            Press::Noted => vec![pressed],
            Press::Opens => {
                let parents = self.shared.people.parent_ids();
                let views: BTreeMap<_, _> = parents
                    .filter_map(|parent| {
                        let gut = self.own(parent).rules.sheet(scenario).answer(scenario)?;
                        gut.is_told().then(|| (parent, gut.clone()))
                    })
                    .collect();
                vec![pressed, RulesEvent::Opened { scenario, views }]
            }
        })
    }

    /// The one who puts words forward says yes to them; alone, they hold at once.
    fn offer_rule(
        &self,
        asked: &mut Asked<'_>,
        rule: Option<RuleId>,
        about: Option<Scenario>,
        words: &RuleWords,
    ) -> News {
        let who = asked.who;
        if !self.shared.people.is_alone() && !self.shared.talk.all_said_back() {
            return Err(Refusal::SayBackFirst);
        }
        let today = today_in(self.shared.people.zone(), asked.now);
        if let Some(review) = words.review {
            let last = today.saturating_add(jiff::ToSpan::days(DAYS_AHEAD_MAX));
            within(review, today, last)?;
        }
        let everyone: Vec<_> = self.shared.people.parent_ids().collect();
        let known = rule.map(|id| self.rule_of(who, id)).transpose()?;
        if let Some(known) = known {
            match known.versions.putting(who, words, &everyone) {
                Putting::Yes(version) => return self.confirm_rule(who, version),
                // The words of one that was put down take it up again.
                Putting::Again if known.is_kept() => return Ok(Vec::new()),
                Putting::Again | Putting::New => {}
            }
        }
        // One that was put down comes to those that are kept, as a new one does.
        let kept = self.shared.rules.of(who).filter(|rule| rule.is_kept());
        if known.is_none_or(|known| !known.is_kept()) && kept.count() >= RULES_MAX {
            return Err(Refusal::TooManyRules);
        }
        let about = known.map_or(about, |known| known.about);
        let rule = rule.unwrap_or_else(|| asked.ids.rule());
        let version = asked.ids.agreement();
        let mut events = vec![
            RulesEvent::Offered { rule, version, about, words: words.clone() },
            RulesEvent::Confirmed { version },
        ];
        if everyone.iter().all(|one| *one == who) {
            events.push(RulesEvent::Made { version });
        }
        Ok(events)
    }

    fn confirm_rule(&self, who: MemberId, version: AgreementId) -> News {
        let everyone: Vec<_> = self.shared.people.parent_ids().collect();
        let yes = self.offered_rule(version)?.versions.say_yes(who, version, &everyone)?;
        let mut events = vec![RulesEvent::Confirmed { version }];
        if yes == Yes::Holds {
            events.push(RulesEvent::Made { version });
        }
        Ok(events)
    }

    fn rule_of(&self, who: MemberId, id: RuleId) -> Result<&Rule, Refusal> {
        self.shared.rules.get(id, who).ok_or(Refusal::NoSuchRule)
    }

    fn offered_rule(&self, version: AgreementId) -> Result<&Rule, Refusal> {
        self.shared.rules.with_offer(version).ok_or(Refusal::NoSuchAgreement)
    }
}
