//! A question about a child: views alone and sealed, what can be done, sleeping on it, and what is
//! decided, by those who decide for the child and nobody else.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::DateTime;

use super::live::{DAYS_AHEAD_MAX, today_in, within};
use super::{Asked, Decision};
use crate::decisions::{
    DECISIONS_MAX, DecisionsEvent, Matter, OPTIONS_MAX, Outcome, Question, View, Voice,
    deciders_of, moment,
};
use crate::event::Event;
use crate::id::{AgreementId, ChildId, DecisionId, MemberId};
use crate::refusal::Refusal;
use crate::sealed::{Press, Told};
use crate::state::Household;
use crate::text::Line;
use crate::versions::{Putting, Yes};

/// Days that anybody can ask to sleep on a question.
const SLEEP_DAYS_MAX: i32 = 31;

type News = Result<Vec<DecisionsEvent>, Refusal>;

/// What can be done about a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecisionsCommand {
    /// Puts a question to all who decide for every one of these children.
    Ask {
        matter: Matter,
        children: BTreeSet<ChildId>,
    },
    /// Puts it to those too who have come to decide since: by whoever asked it, or by anybody who
    /// is asked where they are not any more.
    AskAll {
        decision: DecisionId,
    },
    /// Takes it away, as long as nothing was decided: by the same.
    Remove {
        decision: DecisionId,
    },
    WriteView {
        decision: DecisionId,
        view: View,
    },
    Seal {
        decision: DecisionId,
    },
    TakeSealBack {
        decision: DecisionId,
    },
    PressOpen {
        decision: DecisionId,
        /// Who was asked on the page that was read, as [`Question::circles`] tells.
        circles: usize,
    },
    AddOption {
        decision: DecisionId,
        text: Line,
    },
    /// Whoever added it takes it away, or anybody who is asked where they are not any more.
    RemoveOption {
        decision: DecisionId,
        text: Line,
    },
    /// What the child said to me; none takes it away.
    WriteVoice {
        decision: DecisionId,
        child: ChildId,
        voice: Option<Voice>,
    },
    /// I want to sleep on it until then, by the family's clock; none no longer.
    SleepOn {
        decision: DecisionId,
        until: Option<DateTime>,
    },
    Offer {
        decision: DecisionId,
        outcome: Outcome,
    },
    /// Yes to exactly this version.
    Confirm {
        decision: DecisionId,
        version: AgreementId,
    },
    Withdraw {
        decision: DecisionId,
        version: AgreementId,
    },
    /// I have looked at what was decided again. Nobody is told.
    LookAgain {
        decision: DecisionId,
    },
}

impl DecisionsCommand {
    /// The question it is about; none for a new one.
    const fn decision(&self) -> Option<DecisionId> {
        match self {
            Self::Ask { .. } => None,
            Self::AskAll { decision }
            | Self::Remove { decision }
            | Self::WriteView { decision, .. }
            | Self::Seal { decision }
            | Self::TakeSealBack { decision }
            | Self::PressOpen { decision, .. }
            | Self::AddOption { decision, .. }
            | Self::RemoveOption { decision, .. }
            | Self::WriteVoice { decision, .. }
            | Self::SleepOn { decision, .. }
            | Self::Offer { decision, .. }
            | Self::Confirm { decision, .. }
            | Self::Withdraw { decision, .. }
            | Self::LookAgain { decision } => Some(*decision),
        }
    }
}

impl Household {
    pub(super) fn decide_decisions(
        &self,
        asked: &mut Asked<'_>,
        command: &DecisionsCommand,
    ) -> Decision {
        let news = match command {
            DecisionsCommand::Ask { matter, children } => {
                self.ask_question(asked, matter, children)
            }
            other => {
                let (people, id) = (&self.shared.people, other.decision());
                let question = id.and_then(|id| self.shared.decisions.get(id, asked.who, people));
                self.about_question(asked, question.ok_or(Refusal::NoSuchDecision)?, other)
            }
        };
        Ok(news?.into_iter().map(Event::Decisions).collect())
    }

    fn ask_question(
        &self,
        asked: &mut Asked<'_>,
        matter: &Matter,
        children: &BTreeSet<ChildId>,
    ) -> News {
        let people = &self.shared.people;
        let among: BTreeSet<_> = deciders_of(people, children).collect();
        if !among.contains(&asked.who) {
            return Err(Refusal::UnknownChild);
        }
        self.listened_first(among.len())?;
        let asked_by_them = self.shared.decisions.of(asked.who, people);
        if asked_by_them.filter(|it| it.by == asked.who).count() >= DECISIONS_MAX {
            return Err(Refusal::TooManyDecisions);
        }
        let (matter, children) = (matter.clone(), children.clone());
        let decision = asked.ids.decision();
        Ok(vec![DecisionsEvent::Asked { decision, matter, children, among }])
    }

    fn listened_first(&self, asked: usize) -> Result<(), Refusal> {
        let first = asked > 1 && !self.shared.talk.all_said_back();
        if first { Err(Refusal::SayBackFirst) } else { Ok(()) }
    }

    /// What somebody of its circle does about a question.
    fn about_question(
        &self,
        asked: &mut Asked<'_>,
        question: &Question,
        command: &DecisionsCommand,
    ) -> News {
        use DecisionsCommand as C;
        let (who, decision) = (asked.who, question.id);
        match command {
            C::Ask { .. } => Ok(Vec::new()),
            C::AskAll { .. } | C::Remove { .. } if !question.is_led_by(who) => {
                Err(Refusal::NoSuchDecision)
            }
            C::AskAll { .. } => {
                let people = &self.shared.people;
                let among: BTreeSet<_> = deciders_of(people, &question.children).collect();
                self.listened_first(among.len())?;
                let all = question.not_asked(people).is_empty();
                let asked_of_all = DecisionsEvent::AskedOfAll { decision, among };
                Ok(if all { Vec::new() } else { vec![asked_of_all] })
            }
            C::Remove { .. } if question.outcomes.is_made() => Err(Refusal::AlreadyDecided),
            C::Remove { .. } => Ok(vec![DecisionsEvent::Removed { decision }]),
            C::WriteView { .. }
            | C::Seal { .. }
            | C::TakeSealBack { .. }
            | C::PressOpen { .. }
            | C::LookAgain { .. } => self.on_ones_own(who, question, command),
            C::AddOption { text, .. } => add_option(who, question, text),
            C::RemoveOption { text, .. } => {
                let options = question.options(who);
                let option = options.iter().find(|option| option.what == *text);
                let may = option.is_some_and(|option| question.may_remove(option, who));
                let removed = DecisionsEvent::OptionRemoved { decision, text: text.clone() };
                Ok(if may { vec![removed] } else { Vec::new() })
            }
            C::WriteVoice { child, voice, .. } => {
                if !question.children.contains(child) {
                    return Err(Refusal::UnknownChild);
                }
                let before = question.voice(*child, who);
                let same = before.map(|before| &before.what) == voice.as_ref();
                let again = same && before.is_none_or(|it| question.not_told(it).is_empty());
                let (child, voice) = (*child, voice.clone());
                let written = DecisionsEvent::VoiceWritten { decision, child, voice };
                Ok(if again { Vec::new() } else { vec![written] })
            }
            C::SleepOn { until, .. } => self.sleep_on(asked, question, *until),
            C::Offer { outcome, .. } => self.offer_outcome(asked, question, outcome),
            C::Confirm { version, .. } => self.confirm_outcome(asked, question, *version),
            C::Withdraw { version, .. } => {
                question.outcomes.offered(*version).ok_or(Refusal::NoSuchAgreement)?;
                Ok(vec![DecisionsEvent::Withdrawn { version: *version }])
            }
        }
    }

    /// What is its author’s own: a view before it opens, and having looked again.
    fn on_ones_own(&self, who: MemberId, question: &Question, command: &DecisionsCommand) -> News {
        use DecisionsCommand as C;
        let (decision, own) = (question.id, &self.own(who).decisions);
        match command {
            C::WriteView { view, .. } => {
                if own.sheet(decision).is_sealed() {
                    return Err(Refusal::AnswersAreSealed);
                }
                let again =
                    own.sheet(decision).answer(decision).unwrap_or(&View::default()) == view;
                let written = DecisionsEvent::ViewWritten { decision, view: view.clone() };
                Ok(if again { Vec::new() } else { vec![written] })
            }
            C::Seal { .. } => {
                let seals = own.sheet(decision).may_seal()?;
                Ok(if seals { vec![DecisionsEvent::Sealed { decision }] } else { Vec::new() })
            }
            C::TakeSealBack { .. } => {
                let taken = || vec![DecisionsEvent::SealTakenBack { decision }];
                own.sheet(decision).is_sealed().then(taken).ok_or(Refusal::NotSealed)
            }
            C::PressOpen { circles, .. } => self.open_views(who, question, *circles),
            C::LookAgain { .. } => {
                let held = question.outcomes.holds(who).map(|held| held.id);
                let version = held.ok_or(Refusal::NoSuchAgreement)?;
                let again = own.has_looked(decision, version);
                let looked = vec![DecisionsEvent::LookedAgain { version }];
                Ok(if again { Vec::new() } else { looked })
            }
            _ => unreachable!("about_question sends only one’s own commands here"),
        }
    }

    fn open_views(&self, who: MemberId, question: &Question, circles: usize) -> News {
        let decision = question.id;
        if question.circles() != circles {
            return Err(Refusal::SomebodyJoined);
        }
        let circle = question.circle(&self.shared.people);
        let others: Vec<_> = circle.iter().copied().filter(|one| *one != who).collect();
        let pressed = DecisionsEvent::OpenPressed { decision };
        Ok(match self.press_with(who, &others, |own| own.decisions.sheet(decision))? {
            Press::Again => Vec::new(),
            Press::Noted => vec![pressed],
            Press::Opens => {
                let views: BTreeMap<_, _> = circle
                    .into_iter()
                    .filter_map(|one| {
                        let view = self.own(one).decisions.sheet(decision).answer(decision)?;
                        view.is_told().then(|| (one, view.clone()))
                    })
                    .collect();
                vec![pressed, DecisionsEvent::Opened { decision, views }]
            }
        })
    }

    fn sleep_on(&self, asked: &Asked<'_>, question: &Question, until: Option<DateTime>) -> News {
        if let Some(until) = until {
            let zone = self.shared.people.zone();
            let last = today_in(zone, asked.now).saturating_add(SLEEP_DAYS_MAX.days());
            if moment(zone, until) <= asked.now || until.date() > last {
                return Err(Refusal::DateOutOfRange);
            }
        }
        let again = question.asked_to_sleep(asked.who) == until;
        let slept = vec![DecisionsEvent::SleptOn { decision: question.id, until }];
        Ok(if again { Vec::new() } else { slept })
    }

    /// The one who puts it forward says yes to it, unless all sleep on it.
    fn offer_outcome(&self, asked: &mut Asked<'_>, question: &Question, outcome: &Outcome) -> News {
        let (who, decision) = (asked.who, question.id);
        let circle = question.circle(&self.shared.people);
        if circle.len() > 1 && !question.is_open_among(&circle) {
            return Err(Refusal::NotOpened);
        }
        let today = today_in(self.shared.people.zone(), asked.now);
        if let Some(review) = outcome.review {
            within(review, today, today.saturating_add(DAYS_AHEAD_MAX.days()))?;
        }
        let sleeps = question.sleeps_until(&self.shared.people, asked.now).is_some();
        match question.outcomes.putting(who, outcome, &circle) {
            Putting::Yes(version) if !sleeps => {
                return self.confirm_outcome(asked, question, version);
            }
            Putting::Yes(_) | Putting::Again => return Ok(Vec::new()),
            Putting::New => {}
        }
        let version = asked.ids.agreement();
        let outcome = outcome.clone();
        let mut events = vec![DecisionsEvent::Offered { decision, version, outcome }];
        if !sleeps {
            events.push(DecisionsEvent::Confirmed { version });
            if circle.iter().all(|one| *one == who) {
                events.push(DecisionsEvent::Decided { version });
            }
        }
        Ok(events)
    }

    fn confirm_outcome(
        &self,
        asked: &Asked<'_>,
        question: &Question,
        version: AgreementId,
    ) -> News {
        let people = &self.shared.people;
        let yes = question.outcomes.say_yes(asked.who, version, &question.circle(people))?;
        if question.sleeps_until(people, asked.now).is_some() {
            return Err(Refusal::SleepOnItFirst);
        }
        let mut events = vec![DecisionsEvent::Confirmed { version }];
        if yes == Yes::Holds {
            events.push(DecisionsEvent::Decided { version });
        }
        Ok(events)
    }
}

/// A way that somebody laid there before is there, if all who are asked may read it.
fn add_option(who: MemberId, question: &Question, text: &Line) -> News {
    let options = question.options(who);
    let same = options.iter().find(|option| option.what == *text);
    if same.is_some_and(|same| question.not_told(same).is_empty()) {
        return Ok(Vec::new());
    }
    if same.is_none_or(|same| same.by != who) && question.options_by(who) >= OPTIONS_MAX {
        return Err(Refusal::TooManyOptions);
    }
    Ok(vec![DecisionsEvent::OptionAdded { decision: question.id, text: text.clone() }])
}
