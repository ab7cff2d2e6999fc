//! Commands by chance: any kind, about things that mostly exist, so that many are accepted and many
//! are refused.
//!
//! A command is drawn from what every member sees and from the dice alone. Two worlds that look the
//! same to all therefore draw the same command.

mod check_in;
pub mod children;
pub mod decide;
pub mod expect;
mod living;
pub mod rule;
mod solo;
mod talk;
pub mod thank;

use std::collections::BTreeSet;

use household::agreement::{Outcome, Term};
use household::command::{ChildDetails, Reply};
use household::division::SetAside;
use household::people::{
    AgeBand, Arrangement, Born, Deciders, Keys, Lives, Look, Preferences, Wellbeing,
};
use household::plan::Choice;
use household::sort::{Cannot, Heaviness, Mark, Who};
use household::today::Step;
use household::{AgreementId, CardId, ChildId, Command, MemberId, Shared};
use jiff::civil::Date;
use proptest::test_runner::Config as ProptestConfig;

use crate::family::{KIM, ROBIN, SAM, TODAY, World, days_after, line, note, said_back_to};
use crate::{choosing, listing};

pub const PEOPLE: [MemberId; 3] = [ROBIN, SAM, KIM];
const ROWS: [&str; 6] =
    ["school-bag", "feed-shop", "wash-loads", "health-sick-day", "cover-pick-up", "no-such-row"];

pub const MOMENTS: u8 = 12;

/// Where a walk by chance begins.
pub fn moment(n: u8) -> World {
    let mut world = moment_with_ten_cards(n % MOMENTS);
    if n >= 128 && world.home.seen_by(ROBIN).is_some() {
        // More than the first round deals.
        for n in 0..20 {
            let name = line(&format!("Card {n}"));
            world.act(ROBIN, Command::AddOwnCard { name, minutes: 30, child: None });
        }
    }
    world
}

fn moment_with_ten_cards(n: u8) -> World {
    match n {
        0 => World::default(),
        1 => World::begun(),
        2 => World::joined(),
        3 => World::together(),
        4 => World::sealed(),
        5 => World::opened(),
        6 => World::three(),
        7 => {
            let mut world = World::together();
            world.join(KIM, "Kim");
            world
        }
        8 => {
            let mut world = World::joined();
            world.act(ROBIN, Command::SayBack { to: SAM, text: note("It never stops.") });
            world
        }
        9 => World::asked(),
        10 => World::deciding().0,
        _ => World::agreed(),
    }
}

/// So many cases, and no file of failures: one that fails becomes a test with a name.
pub fn cases(count: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(count) }
}

/// A stream of numbers from one; a walk is told by a list of them and shrinks with it.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// `SplitMix64` (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// One of 0 to `count` − 1.
    pub fn below(&mut self, count: usize) -> usize {
        let count = u64::try_from(count).expect("a small number");
        usize::try_from(self.roll() % count).expect("smaller still")
    }

    pub fn coin(&mut self) -> bool {
        self.below(2) == 0
    }

    pub fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    pub fn day(&mut self) -> Date {
        match self.below(12) {
            0 => Date::MIN,
            1 => Date::MAX,
            _ => days_after(TODAY, i32::try_from(self.below(50)).expect("few days") - 20),
        }
    }
}

pub fn command(shared: &Shared, dice: &mut Dice) -> Command {
    match dice.below(16) {
        15 => choosing::chance(shared, dice),
        14 => listing::chance(shared, dice),
        13 => solo::soloing(shared, dice),
        10 => children::knowing(shared, dice),
        9 => children::writing(shared, dice),
        11 => rule::ruling(shared, dice),
        12 => decide::deciding(shared, dice),
        8 => expect::expecting(shared, dice),
        6 => check_in::checking_in(shared, dice),
        5 => talk::listening(shared, dice),
        7 => thank::thanking(shared, dice),
        0 => family(shared, dice),
        1 => arriving(shared, dice),
        2 => telling(shared, dice),
        3 => agreeing(shared, dice),
        _ => living::living(shared, dice),
    }
}

fn family(shared: &Shared, dice: &mut Dice) -> Command {
    match dice.below(14) {
        0 => Command::ChooseName { name: line(dice.of(&["Robin", "Sam", "Kim"])) },
        1 => Command::ChooseLook { look: Look::nth(dice.below(6)) },
        2 => Command::SetZone { zone: zone(dice) },
        3 => Command::SetPreferences { preferences: preferences(dice) },
        4 => Command::Leave,
        5 => Command::CallOther { name: line(dice.of(&["S.", "R."])) },
        6 => Command::AddChild { child: details(dice) },
        7 => Command::ChangeChild { id: child(shared, dice), child: details(dice) },
        8 => Command::RemoveChild { id: child(shared, dice) },
        9 => {
            let [shown, rows] = [(); 2].map(|()| {
                let rows = (0..dice.below(8)).map(|_| {
                    let of = dice.coin().then(|| child(shared, dice));
                    (dice.of(&ROWS).to_owned(), of)
                });
                rows.collect()
            });
            Command::ChooseRows { shown, rows }
        }
        10 => {
            let minutes = dice.of(&[0, 30, 6_000, 6_001]);
            let of = dice.coin().then(|| child(shared, dice));
            Command::AddOwnCard { name: line("The rabbit"), minutes, child: of }
        }
        11 => Command::RenameCard { card: card(shared, dice), name: line("Supper") },
        12 => Command::RemoveCard { card: card(shared, dice) },
        _ => Command::RestoreCard { card: card(shared, dice) },
    }
}

fn arriving(shared: &Shared, dice: &mut Dice) -> Command {
    let version = said_back_to(&shared.talk, dice.of(&PEOPLE));
    let text = note(dice.of(&["Up at six.", "I hardly know."]));
    match dice.below(7) {
        0 => Command::Begin { zone: zone(dice) },
        1 => Command::KeepAnswer { text },
        2 => Command::DropAnswer,
        3 => Command::SendAnswer { text, name: line("Somebody") },
        4 => Command::SayBack { to: dice.of(&PEOPLE), text },
        5 => Command::HearSaidBack { version, reply: Reply::ThatIsIt },
        _ => {
            let missing = dice.coin().then_some(text);
            Command::HearSaidBack { version, reply: Reply::NotQuite { missing } }
        }
    }
}

/// Who was here on the page that was read: now and then it is an old one.
fn arrivals(shared: &Shared, dice: &mut Dice) -> usize {
    let now = shared.people.arrivals();
    if dice.below(12) == 0 { now.saturating_sub(1) } else { now }
}

/// The sort and the plan, which are their author's own.
pub fn telling(shared: &Shared, dice: &mut Dice) -> Command {
    match dice.below(17) {
        16 => solo::in_private(shared, dice),
        13 | 14 => check_in::in_private(shared, dice),
        12 => talk::in_private(shared, dice),
        0 => Command::DealMore,
        1 | 2 => Command::SealSort,
        3 => Command::TakeSealBack,
        4 | 5 => Command::PressOpen { arrivals: arrivals(shared, dice) },
        6 => Command::MarkPlan { card: card(shared, dice), choice: dice.of(&Choice::ALL) },
        7 if dice.coin() => Command::HideSteps { hidden: dice.coin() },
        7 => Command::SkipStep { step: dice.of(&Step::ALL) },
        _ => {
            let count = dice.below(10);
            let marks = (0..count).map(|_| mark(dice)).collect();
            Command::MarkCard { card: card(shared, dice), marks }
        }
    }
}

fn agreeing(shared: &Shared, dice: &mut Dice) -> Command {
    let (card, agreement) = (card(shared, dice), agreement(shared, dice));
    match dice.below(17) {
        0 => Command::LockCard { card, owner: carer(shared, dice) },
        1 => Command::UnlockCard { card },
        2 => Command::SetCardAside { card, how: dice.of(&SetAside::ALL) },
        3 => Command::BringCardBack { card },
        4 => {
            let parents: Vec<_> = shared.people.parent_ids().collect();
            let weights = parents.into_iter().map(|parent| (parent, dice.of(&[0, 1, 1, 60, 101])));
            Command::OfferShares { weights: weights.collect() }
        }
        5 => {
            let offer = shared.division.shares_offer();
            let weights = offer.map(|offer| offer.weights.clone()).unwrap_or_default();
            Command::ConfirmShares { weights }
        }
        6 => Command::MakeSharesEqual,
        7 | 8 => propose(shared, dice),
        12..17 => trusting(shared, card, dice),
        9 => Command::ConfirmAgreement { agreement },
        10 => Command::WithdrawAgreement { agreement },
        _ => Command::EndAgreement { agreement },
    }
}

fn trusting(shared: &Shared, card: CardId, dice: &mut Dice) -> Command {
    let adult = carer(shared, dice);
    let offer = shared.people.trusted(adult).and_then(|trusted| trusted.offer());
    match dice.below(6) {
        0 | 1 => {
            let adult = dice.coin().then_some(adult);
            Command::OfferTrusted { adult, name: line("Oma"), part: dice.of(&[0, 5, 20, 21]) }
        }
        2 => {
            let (name, part) = offer.map_or((line("Oma"), 5), |o| (o.name.clone(), o.part));
            Command::ConfirmTrusted { adult, name, part }
        }
        3 => Command::WithdrawTrusted { adult },
        4 => Command::PartWithTrusted { adult },
        _ => Command::SetTrustedCannot { adult, card, cannot: dice.coin() },
    }
}

/// Somebody who carries, as far as all know.
fn carer(shared: &Shared, dice: &mut Dice) -> MemberId {
    let trusted = shared.people.all_trusted().map(|(id, _)| id);
    let all: Vec<_> = PEOPLE.into_iter().chain(trusted).collect();
    dice.of(&all)
}

fn propose(shared: &Shared, dice: &mut Dice) -> Command {
    let count = dice.below(5);
    let terms = (0..count).map(|_| {
        let outcome = match dice.below(4) {
            0 => Outcome::Open,
            1 => Outcome::LetGo(dice.of(&SetAside::ALL)),
            _ => Outcome::Owner(carer(shared, dice)),
        };
        let standard = dice.coin().then(|| note("Warm, and on the table by six."));
        (card(shared, dice), Term { outcome, standard })
    });
    let terms = terms.collect();
    let start = days_after(TODAY, dice.of(&[0, 0, 1, 10, -1]));
    Command::ProposeAgreement { terms, start, review: dice.of(&[TODAY, days_after(TODAY, 30)]) }
}

fn mark(dice: &mut Dice) -> Mark {
    let who = match dice.below(6) {
        0 => Who::Me,
        1 => Who::Other,
        2 => Who::Parent(dice.of(&PEOPLE)),
        3 => Who::Both,
        4 => Who::SomeoneElse,
        _ => Who::Nobody,
    };
    let cannot = [None, Some(Cannot::NotPossible), Some(Cannot::DontKnowHow)];
    match dice.below(10) {
        0..3 => Mark::Notices(who),
        3..6 => Mark::Does(who),
        6 => feeling(dice),
        7 => Mark::Minutes(dice.of(&[0, 15, 600, 6_001])),
        8 => Mark::Cannot(dice.of(&cannot)),
        _ if dice.coin() => Mark::Kept(dice.coin()),
        _ => Mark::Skipped(dice.coin()),
    }
}

/// What is never opened at all.
pub fn feeling(dice: &mut Dice) -> Mark {
    let cannot = [None, Some(Cannot::NotPossible), Some(Cannot::DontKnowHow)];
    match dice.below(3) {
        0 => Mark::Heaviness(dice.of(&Heaviness::ALL)),
        1 => Mark::Like(dice.coin()),
        _ => Mark::Cannot(dice.of(&cannot)),
    }
}

/// One that was ever on the table; now and then one that never was.
pub fn card(shared: &Shared, dice: &mut Dice) -> CardId {
    let cards = shared.deck.all();
    let n = dice.below(cards.len() + 1);
    cards.get(n).map_or(CardId::from_bytes([0; 16]), |dealt| dealt.card.id)
}

pub fn child(shared: &Shared, dice: &mut Dice) -> ChildId {
    let children = shared.people.children();
    let n = dice.below(children.len() + 1);
    children.get(n).map_or(ChildId::from_bytes([0; 16]), |child| child.id)
}

fn agreement(shared: &Shared, dice: &mut Dice) -> AgreementId {
    let waiting = shared.agreements.offer().map(|offer| offer.proposed.id);
    let made = PEOPLE.into_iter().find_map(|who| shared.agreements.in_force(who));
    let made = made.map(|agreement| agreement.proposed.id);
    let known = if dice.coin() { waiting.or(made) } else { made.or(waiting) };
    known.unwrap_or(AgreementId::from_bytes([0; 16]))
}

fn zone(dice: &mut Dice) -> String {
    dice.of(&["Europe/Berlin", "Pacific/Auckland", "Etc/UTC", "Europe/Nowhere", ""]).to_owned()
}

fn preferences(dice: &mut Dice) -> Preferences {
    Preferences {
        language: dice.coin().then(|| "en".to_owned()),
        zone: dice.coin().then(|| zone(dice)),
        leave_to: None,
        country: dice.coin().then(|| "PT".to_owned()),
        keys: dice.of(&[Keys::On, Keys::Off]),
        wellbeing: dice.of(&[Wellbeing::Off, Wellbeing::On]),
    }
}

fn details(dice: &mut Dice) -> ChildDetails {
    let members: BTreeSet<_> = (0..dice.below(3)).map(|_| dice.of(&PEOPLE)).collect();
    let somebody_else = dice.coin();
    ChildDetails {
        nickname: line(dice.of(&["Mia", "Noah"])),
        born: Born::new(dice.of(&[2019, 2026]), 4).expect("a month"),
        band: dice.coin().then(|| dice.of(&AgeBand::ALL)),
        deciders: Deciders { members, somebody_else },
        lives: dice.of(&[Lives::Here, Lives::TwoHomes, Lives::MostlyElsewhere]),
        arrangement: Arrangement { extra_needs: dice.coin(), ..Arrangement::default() },
    }
}
