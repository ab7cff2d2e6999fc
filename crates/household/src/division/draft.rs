//! A draft for one parent alone, from their own sort: who could have what, if the other felt about
//! the cards as most do. The other is estimated, so it is a draft with a range, and nothing is
//! proved about them. Trusted adults who carry have their piles in it, estimated too.

use fairdivision::Plan;

use super::inputs::{Carer, Input, NoDivision, burden, heaviness, instance, is_impossible};
use super::reckon::{NODES_AROUND_LOCKS, is_long, options};
use crate::id::{CardId, MemberId};
use crate::load::Dealt;
use crate::people::{PART_WHOLE, Trusted};
use crate::plan::Choice;
use crate::seen::Seen;
use crate::sort::{Answer, Heaviness, Who};

/// The absent one, to the engine: no id of a member is this.
const OTHER: &str = "other";

/// Whether the other parent is counted, where there are trusted adults to divide with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Among {
    #[default]
    WithOther,
    /// Between me and the trusted adults: no other parent carries.
    WithoutOther,
}

/// Whose pile a card lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    Mine,
    /// The other parent's, here or not.
    Others,
    Trusted(MemberId),
}

/// What one parent alone can see of a division, by their own numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoloDraft {
    /// The piles there are, mine first.
    pub piles: Vec<Whose>,
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
pub struct Drafted {
    pub card: CardId,
    /// In the reader's own numbers.
    pub weight: u32,
    pub whose: Whose,
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
    piles: Vec<Whose>,
    carers: Vec<Carer>,
    /// By each of the three estimates.
    inputs: [Vec<Input>; 3],
    /// Which of them the reader called not possible.
    impossible: Vec<bool>,
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
/// use household::division::{Among, NoDivision, solo_draft};
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
/// assert_eq!(solo_draft(&seen, Among::WithOther), Err(NoDivision::NothingToDivide));
///
/// let cards: Vec<_> = seen.shared.deck.cards().map(|dealt| dealt.card.id).collect();
/// for card in cards {
///     let marks = vec![Mark::Notices(Who::Me), Mark::Does(Who::Me)];
///     act(&mut home, Command::MarkCard { card, marks })?;
/// }
/// let seen = home.seen_by(robin).expect("begun");
/// let draft = solo_draft(&seen, Among::WithOther).expect("ten cards");
/// assert_eq!(draft.today, 2_000, "all of it, which is twice the half");
/// assert!(draft.range[0] <= 1_000);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn solo_draft(seen: &Seen<'_>, among: Among) -> Result<SoloDraft, NoDivision> {
    Ok(to_draft(seen, among)?.drafted())
}

/// What [`solo_draft`] is reckoned from: quick, where the reckoning takes its time.
pub fn to_draft(seen: &Seen<'_>, among: Among) -> Result<ToDraft, NoDivision> {
    let told: Vec<_> = seen.shared.deck.cards().filter_map(|dealt| told(seen, dealt)).collect();
    let (let_go, told): (Vec<_>, Vec<_>) =
        told.into_iter().partition(|(dealt, _)| is_let_go(seen, dealt.card.id));
    if told.is_empty() {
        return Err(NoDivision::NothingToDivide);
    }
    let piles = piles(seen, among);
    let estimates = [Estimate::Neutral, Estimate::Mirror, Estimate::Opposite];
    let inputs = estimates.map(|estimate| {
        let told = told.iter();
        told.map(|(dealt, answer)| input(seen, dealt, answer, &piles, estimate)).collect::<Vec<_>>()
    });
    let today = told.iter().zip(&inputs[0]).map(|((_, answer), input)| match answer.does {
        Some(Who::Me) => 2 * weight(input),
        Some(Who::Both) => weight(input),
        Some(Who::Other | Who::Parent(_) | Who::SomeoneElse | Who::Nobody) | None => 0,
    });
    Ok(ToDraft {
        carers: piles.iter().map(|whose| carer(seen, *whose)).collect(),
        piles,
        today: today.sum(),
        impossible: told.iter().map(|(_, answer)| is_impossible(Some(answer))).collect(),
        inputs,
        let_go: let_go.into_iter().map(|(dealt, _)| dealt.card.id).collect(),
    })
}

impl ToDraft {
    /// Whether it may take longer than a reader waits for without a word.
    pub fn takes_long(&self) -> bool {
        is_long(self.carers.len(), self.inputs[0].len())
    }

    pub fn drafted(self) -> SoloDraft {
        let Self { piles, carers, inputs, impossible, today, let_go } = self;
        let owners = inputs.each_ref().map(|inputs| owned(&carers, inputs));
        let shares = owners.each_ref().map(|owners| share(&inputs[0], owners));
        let cards = inputs[0].iter().enumerate().map(|(place, input)| Drafted {
            card: input.card,
            weight: input.burdens[0],
            whose: piles[owners[0][place]],
            is_firm: owners.iter().all(|each| each[place] == owners[0][place]),
            is_moved: input.current.is_some_and(|current| current != owners[0][place]),
            is_not_possible_for_me: impossible[place],
        });
        let total: u64 = inputs[0].iter().map(weight).sum();
        SoloDraft {
            cards: cards.collect(),
            piles,
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

/// Without the other there must be somebody else; and who is here is not left out.
fn piles(seen: &Seen<'_>, among: Among) -> Vec<Whose> {
    let people = &seen.shared.people;
    let trusted: Vec<_> = people.carrying().map(|(id, _)| Whose::Trusted(id)).collect();
    let without = among == Among::WithoutOther && people.is_alone() && !trusted.is_empty();
    let other = (!without).then_some(Whose::Others);
    std::iter::once(Whose::Mine).chain(other).chain(trusted).collect()
}

/// To the engine; a trusted adult's part is of what one parent carries.
fn carer(seen: &Seen<'_>, whose: Whose) -> Carer {
    let (id, weight) = match whose {
        Whose::Mine => (seen.me.to_string(), PART_WHOLE),
        Whose::Others => (OTHER.to_owned(), PART_WHOLE),
        Whose::Trusted(id) => {
            let part = seen.shared.people.trusted(id).and_then(Trusted::part);
            (id.to_string(), part.unwrap_or(PART_WHOLE))
        }
    };
    Carer { id, weight }
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

fn input(
    seen: &Seen<'_>,
    dealt: &Dealt,
    answer: &Answer,
    piles: &[Whose],
    estimate: Estimate,
) -> Input {
    let minutes = u32::from(answer.minutes.unwrap_or(dealt.card.usual_minutes()));
    let mine = heaviness(Some(answer));
    let burden = |whose: &Whose| {
        let heaviness = match whose {
            Whose::Mine => mine,
            Whose::Others => estimated(mine, estimate),
            Whose::Trusted(_) => Heaviness::Middling,
        };
        burden(minutes, heaviness, dealt.card.mental_load())
    };
    let card = dealt.card.id;
    let cannot = piles.iter().map(|whose| match whose {
        Whose::Mine => is_impossible(Some(answer)),
        Whose::Others => false,
        Whose::Trusted(id) => seen.shared.people.trusted(*id).is_some_and(|t| t.cannot(card)),
    });
    let cannot: Vec<bool> = cannot.collect();
    // What nobody can do is divided as if everybody could: it is for the reader to think about.
    let free = cannot.iter().all(|cannot| *cannot);
    let place = |whose: Whose| piles.iter().position(|each| *each == whose);
    Input {
        card,
        minutes,
        mental_load: dealt.card.mental_load(),
        burdens: piles.iter().map(burden).collect(),
        likes: piles.iter().map(|whose| *whose == Whose::Mine && answer.like).collect(),
        cannot: cannot.into_iter().map(|cannot| cannot && !free).collect(),
        locked: None,
        current: match answer.does {
            Some(Who::Me) => place(Whose::Mine),
            Some(Who::Other | Who::Parent(_)) => place(Whose::Others),
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

/// Whose cards are whose: in the fair way with the fewest moves, or else in the most even one.
fn owned(carers: &[Carer], inputs: &[Input]) -> Vec<usize> {
    let options = options(carers.len(), NODES_AROUND_LOCKS);
    let division =
        fairdivision::divide(&instance(carers, inputs), &options).expect("two to six carers");
    let Plan { owners, .. } = division.plans.fewest_to_fair.unwrap_or(division.plans.best);
    let place = |input: &Input| {
        let owner = owners.get(&input.card.to_string());
        owner.and_then(|owner| carers.iter().position(|carer| carer.id == *owner))
    };
    inputs.iter().map(|input| place(input).expect("an owner for each card")).collect()
}

fn share(inputs: &[Input], owners: &[usize]) -> u32 {
    let mine = inputs.iter().zip(owners).filter(|(_, owner)| **owner == 0);
    let pile: u64 = mine.map(|(input, _)| 2 * weight(input)).sum();
    thousandths(pile, inputs.iter().map(weight).sum())
}

fn weight(input: &Input) -> u64 {
    u64::from(input.burdens[0])
}

fn thousandths(part: u64, whole: u64) -> u32 {
    let whole = whole.max(1);
    u32::try_from((part * 1_000 + whole / 2) / whole).unwrap_or(u32::MAX)
}
