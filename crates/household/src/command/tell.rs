//! Saying back what was heard, and telling one's own side: the sort, the plan.

use std::mem::discriminant;

use super::{Asked, Command, Decision, Reply};
use crate::event::Event;
use crate::id::{CardId, MemberId, VersionId};
use crate::load::MINUTES_MAX;
use crate::refusal::Refusal;
use crate::sealed::Press;
use crate::sort::{LATER_ROUND_CARDS, Mark, Who};
use crate::state::Household;
use crate::talk::Heard;
use crate::text::Note;

impl Household {
    pub(super) fn decide_telling(&self, asked: &Asked<'_>, command: &Command) -> Decision {
        let who = asked.who;
        match command {
            Command::SayBack { to, text } => self.say_back(who, *to, text),
            Command::HearSaidBack { version, reply } => self.hear_said_back(who, *version, reply),
            Command::MarkCard { card, marks } => self.mark_card(who, *card, marks),
            Command::DealMore => self.deal_more(who),
            Command::SealSort => {
                let seals = self.own(who).sort.sheet().may_seal()?;
                Ok(if seals { vec![Event::SortSealed] } else { Vec::new() })
            }
            Command::TakeSealBack => {
                let sealed = self.own(who).sort.is_sealed();
                sealed.then(|| vec![Event::SealTakenBack]).ok_or(Refusal::NotSealed)
            }
            Command::PressOpen { arrivals } => self.open(who, *arrivals),
            Command::MarkPlan { card, choice } => {
                self.card_on_table(*card)?;
                Ok(vec![Event::PlanMarked { card: *card, choice: *choice }])
            }
            Command::SkipStep { step } => Ok(vec![Event::StepSkipped { step: *step }]),
            Command::HideSteps { hidden } => {
                let again = self.own(who).steps.are_hidden() == *hidden;
                let events = vec![Event::StepsHidden { hidden: *hidden }];
                Ok(if again { Vec::new() } else { events })
            }
            _ => unreachable!("decide_as_member sends only telling commands here"),
        }
    }

    fn say_back(&self, who: MemberId, to: MemberId, text: &Note) -> Decision {
        let answer = self.shared.talk.answers(who).find(|(of, _)| *of == to && to != who);
        let (_, answer) = answer.ok_or(Refusal::NothingToSayBack)?;
        match &answer.said_back {
            Some(said) if said.heard == Heard::ThatIsIt => Err(Refusal::AlreadyHeard),
            Some(_) | None => Ok(vec![Event::SaidBack { to, text: text.clone() }]),
        }
    }

    /// To what was read: whoever said it back may have said it otherwise meanwhile.
    fn hear_said_back(&self, who: MemberId, version: VersionId, reply: &Reply) -> Decision {
        let said = self.shared.talk.answer(who).and_then(|answer| answer.said_back.as_ref());
        let said = said.ok_or(Refusal::NotSaidBackYet)?;
        match said.heard {
            Heard::ThatIsIt => Err(Refusal::AlreadyHeard),
            Heard::NotSaidYet | Heard::NotQuite { .. } if said.version() != version => {
                Err(Refusal::NotSaidBackYet)
            }
            Heard::NotSaidYet | Heard::NotQuite { .. } => Ok(vec![match reply {
                Reply::ThatIsIt => Event::SaidBackHeard,
                Reply::NotQuite { missing } => Event::SaidBackNotQuite { missing: missing.clone() },
            }]),
        }
    }

    fn mark_card(&self, who: MemberId, card: CardId, marks: &[Mark]) -> Decision {
        self.card_on_table(card)?;
        if self.own(who).sort.is_sealed() {
            return Err(Refusal::SortIsSealed);
        }
        for mark in marks {
            match mark {
                Mark::Minutes(minutes) if *minutes > MINUTES_MAX => {
                    return Err(Refusal::MinutesTooMany);
                }
                Mark::Notices(Who::Parent(parent)) | Mark::Does(Who::Parent(parent)) => {
                    self.another_parent(who, *parent)?;
                }
                Mark::Notices(_)
                | Mark::Does(_)
                | Mark::Minutes(_)
                | Mark::Heaviness(_)
                | Mark::Like(_)
                | Mark::Cannot(_)
                | Mark::Kept(_)
                | Mark::Skipped(_) => {}
            }
        }
        let marks = last_of_each_kind(marks);
        Ok(if marks.is_empty() { Vec::new() } else { vec![Event::CardMarked { card, marks }] })
    }

    pub(super) fn another_parent(&self, who: MemberId, parent: MemberId) -> Result<(), Refusal> {
        let known = parent != who && self.shared.people.member(parent).is_some();
        known.then_some(()).ok_or(Refusal::UnknownMember)
    }

    fn deal_more(&self, who: MemberId) -> Decision {
        let sort = &self.own(who).sort;
        if sort.is_sealed() {
            return Err(Refusal::SortIsSealed);
        }
        let left = self.shared.deck.cards().count().saturating_sub(usize::from(sort.dealt()));
        let cards = LATER_ROUND_CARDS.min(u16::try_from(left).unwrap_or(LATER_ROUND_CARDS));
        Ok(if cards == 0 { Vec::new() } else { vec![Event::MoreDealt { cards }] })
    }

    fn open(&self, who: MemberId, arrivals: usize) -> Decision {
        Ok(match self.press(who, arrivals, |own| own.sort.sheet())? {
            Press::Again => Vec::new(),
            Press::Noted => vec![Event::OpenPressed],
            Press::Opens => vec![Event::OpenPressed, self.open_pictures()],
        })
    }
}

/// Every kind at most once, so that an event stays small whatever a request repeats.
fn last_of_each_kind(marks: &[Mark]) -> Vec<Mark> {
    let mut kept: Vec<Mark> = Vec::new();
    for mark in marks {
        kept.retain(|earlier| discriminant(earlier) != discriminant(mark));
        kept.push(*mark);
    }
    kept
}
