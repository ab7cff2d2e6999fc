//! A draft for one parent alone, from their own sort: who could have what, if the other felt about
//! the cards as most do. The other is estimated, so it is a draft with a range, and nothing is
//! proved about them.

use std::collections::BTreeMap;

use fairdivision::{Options, Plan};

use super::inputs::{Carer, Input, NoDivision, burden, heaviness, instance, is_impossible};
use crate::id::CardId;
use crate::load::Dealt;
use crate::plan::Choice;
use crate::seen::Seen;
use crate::sort::{Answer, Heaviness, Who};

/// The absent one, to the engine: no id of a member is this.
const OTHER: &str = "other";

/// What one parent alone can see of a division, by their own numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoloDraft {
    /// In the deck's order.
    pub cards: Vec<Drafted>,
    /// All of it in the reader's own numbers.
    pub total: u64,
    /// My pile today in thousandths of half of it all; of what we both do, half is mine.
    pub today: u32,
    /// My pile in the draft, likewise: the least and the most over the three estimates.
    pub range: [u32; 2],
    /// Cards that my own plan lets go: they are not in it.
    pub let_go: Vec<CardId>,
}

/// One card of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts of one card")]
pub struct Drafted {
    pub card: CardId,
    /// In the reader's own numbers.
    pub weight: u32,
    pub is_mine: bool,
    /// So with each of the three estimates; otherwise it hangs on how heavy it is to the other.
    pub is_firm: bool,
    /// It changes hands from today, as the reader told it.
    pub is_moved: bool,
    /// The reader said it is not possible for them.
    pub is_not_possible_for_me: bool,
}

/// All that a draft is reckoned from.
#[derive(Debug, Clone)]
pub struct ToDraft {
    me: String,
    /// By each of the three estimates.
    inputs: [Vec<Input>; 3],
    today: u64,
    let_go: Vec<CardId>,
}

/// How heavy the absent one might find what I find so heavy.
#[derive(Debug, Clone, Copy)]
enum Estimate {
    Neutral,
    Mirror,
    Opposite,
}

/// A draft from what the reader told so far, sealed or not: nobody else ever sees it.
///
/// ```
/// use household::division::{NoDivision, solo_draft};
/// use household::sort::{Mark, Who};
/// use household::{Command, Household, Ids, MemberId, Recorded};
///
/// let robin = MemberId::from_bytes([1; 16]);
/// let now = "2026-03-02T08:00:00Z".parse()?;
/// let mut home = Household::default();
/// let mut act = |home: &mut Household, command: Command| {
///     for event in home.decide(robin, &command, now, &mut Ids::new([7; 32]))? {
///         home.apply(&Recorded { at: now, by: robin, event });
///     }
///     Ok::<_, household::Refusal>(())
/// };
/// act(&mut home, Command::Begin { zone: "Europe/Berlin".to_owned() })?;
/// let seen = home.seen_by(robin).expect("begun");
/// assert_eq!(solo_draft(&seen), Err(NoDivision::NothingToDivide));
///
/// let cards: Vec<_> = seen.shared.deck.cards().map(|dealt| dealt.card.id).collect();
/// for card in cards {
///     let marks = vec![Mark::Notices(Who::Me), Mark::Does(Who::Me)];
///     act(&mut home, Command::MarkCard { card, marks })?;
/// }
/// let draft = solo_draft(&home.seen_by(robin).expect("begun")).expect("ten cards");
/// assert_eq!(draft.today, 2_000, "all of it, which is twice the half");
/// assert!(draft.range[0] <= 1_000);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn solo_draft(seen: &Seen<'_>) -> Result<SoloDraft, NoDivision> {
    Ok(to_draft(seen)?.drafted())
}

/// What [`solo_draft`] is reckoned from: quick, where the reckoning takes its time.
pub fn to_draft(seen: &Seen<'_>) -> Result<ToDraft, NoDivision> {
    let told: Vec<_> = seen.shared.deck.cards().filter_map(|dealt| told(seen, dealt)).collect();
    let (let_go, told): (Vec<_>, Vec<_>) =
        told.into_iter().partition(|(dealt, _)| is_let_go(seen, dealt.card.id));
    if told.is_empty() {
        return Err(NoDivision::NothingToDivide);
    }
    let estimates = [Estimate::Neutral, Estimate::Mirror, Estimate::Opposite];
    let inputs = estimates.map(|estimate| {
        told.iter().map(|(dealt, answer)| input(dealt, answer, estimate)).collect::<Vec<_>>()
    });
    let today = told.iter().zip(&inputs[0]).map(|((_, answer), input)| match answer.does {
        Some(Who::Me) => 2 * weight(input),
        Some(Who::Both) => weight(input),
        Some(Who::Other | Who::Parent(_) | Who::SomeoneElse | Who::Nobody) | None => 0,
    });
    Ok(ToDraft {
        me: seen.me.to_string(),
        today: today.sum(),
        inputs,
        let_go: let_go.into_iter().map(|(dealt, _)| dealt.card.id).collect(),
    })
}

impl ToDraft {
    pub fn drafted(self) -> SoloDraft {
        let Self { me, inputs, today, let_go } = self;
        let mine = inputs.each_ref().map(|inputs| owned(&me, inputs));
        let shares = mine.each_ref().map(|mine| share(&inputs[0], mine));
        let cards = inputs[0].iter().enumerate().map(|(place, input)| Drafted {
            card: input.card,
            weight: input.burdens[0],
            is_mine: mine[0][place],
            is_firm: mine.iter().all(|each| each[place] == mine[0][place]),
            is_moved: input.current.is_some_and(|current| (current == 0) != mine[0][place]),
            is_not_possible_for_me: input.cannot[0],
        });
        let total: u64 = inputs[0].iter().map(weight).sum();
        SoloDraft {
            cards: cards.collect(),
            total,
            today: thousandths(today, total),
            range: [
                shares.iter().copied().min().unwrap_or_default(),
                shares.iter().copied().max().unwrap_or_default(),
            ],
            let_go,
        }
    }
}

/// What the reader told of a card, if it is there to be divided.
fn told<'a>(seen: &Seen<'a>, dealt: &'a Dealt) -> Option<(&'a Dealt, &'a Answer)> {
    let answer = seen.own.sort.answer(dealt.card.id)?;
    let is_told = answer.notices.is_some() && !answer.skipped;
    let does = answer.does.filter(|does| is_told && *does != Who::SomeoneElse);
    does.map(|_| (dealt, answer))
}

fn is_let_go(seen: &Seen<'_>, card: CardId) -> bool {
    matches!(seen.own.plan.of(card), Some(Choice::PutDown | Choice::PayFor))
}

fn input(dealt: &Dealt, answer: &Answer, estimate: Estimate) -> Input {
    let minutes = u32::from(answer.minutes.unwrap_or(dealt.card.usual_minutes()));
    let mine = heaviness(Some(answer));
    let weight = |heaviness| burden(minutes, heaviness, dealt.card.mental_load());
    Input {
        card: dealt.card.id,
        minutes,
        mental_load: dealt.card.mental_load(),
        burdens: vec![weight(mine), weight(estimated(mine, estimate))],
        cannot: vec![is_impossible(Some(answer)), false],
        likes: vec![answer.like, false],
        locked: None,
        current: match answer.does {
            Some(Who::Me) => Some(0),
            Some(Who::Other | Who::Parent(_)) => Some(1),
            Some(Who::Both | Who::SomeoneElse | Who::Nobody) | None => None,
        },
    }
}

const fn estimated(mine: Heaviness, estimate: Estimate) -> Heaviness {
    match (estimate, mine) {
        (Estimate::Neutral, _) | (_, Heaviness::Middling) => Heaviness::Middling,
        (Estimate::Mirror, _) => mine,
        (Estimate::Opposite, Heaviness::Feather) => Heaviness::Draining,
        (Estimate::Opposite, Heaviness::Light) => Heaviness::Heavy,
        (Estimate::Opposite, Heaviness::Heavy) => Heaviness::Light,
        (Estimate::Opposite, Heaviness::Draining) => Heaviness::Feather,
    }
}

/// Which cards are mine: in the fair way with the fewest moves, or else in the most even one.
fn owned(me: &str, inputs: &[Input]) -> Vec<bool> {
    let carers = [me, OTHER].map(|id| Carer { id: id.to_owned(), weight: 1 });
    let division = fairdivision::divide(&instance(&carers, inputs), &Options::default())
        .expect("two carers are what this version divides between");
    let Plan { owners, .. } = division.plans.fewest_to_fair.unwrap_or(division.plans.best);
    let is_mine = |owners: &BTreeMap<String, String>, card: CardId| {
        owners.get(&card.to_string()).is_some_and(|owner| owner == me)
    };
    inputs.iter().map(|input| is_mine(&owners, input.card)).collect()
}

fn share(inputs: &[Input], mine: &[bool]) -> u32 {
    let pairs = inputs.iter().zip(mine).filter(|(_, mine)| **mine);
    let pile: u64 = pairs.map(|(input, _)| 2 * weight(input)).sum();
    thousandths(pile, inputs.iter().map(weight).sum())
}

fn weight(input: &Input) -> u64 {
    u64::from(input.burdens[0])
}

fn thousandths(part: u64, whole: u64) -> u32 {
    let whole = whole.max(1);
    u32::try_from((part * 1_000 + whole / 2) / whole).unwrap_or(u32::MAX)
}
