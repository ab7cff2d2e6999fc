//! `evenkeel demo`: a family that has lived with it for some weeks, so that every page is filled.

mod house;
mod known;
mod talk;
mod time;

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use household::agreement::{Outcome, Term};
use household::command::{ChildDetails, Reply};
use household::division::{SetAside, Wish};
use household::load::fitting::{ChildFacts, Standing, propose};
use household::people::{Arrangement, Born, Deciders, Lives};
use household::plan::Choice;
use household::sort::{Cannot, Heaviness, Mark, Who};
use household::{CardId, ChildId, Command, VersionId};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use journal::{Credential, CredentialKind, Journal, Row, ServerKey, SignInName, SqliteOptions};

use super::story::{Family, Teller, line, note};
use super::{DemoOptions, serve};
use crate::app::{Quota, Shared};
use crate::clock::Clock;
use crate::entropy::Entropy;
use crate::identity::secret::Secret;
use crate::settings::{LEAVE_TO_DEFAULT, Settings};
use crate::web::failure::hex;

/// How long ago the demo's family began.
const DAYS_AGO: i64 = 17;
/// Cards that each of the two has sorted.
const SORTED_CARDS: usize = 32;

pub(super) fn demo(options: &DemoOptions) -> Result<()> {
    let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
    let settings = Settings {
        data: folder.path().to_owned(),
        key: folder.path().join("server.key"),
        listen: options.listen,
        public_url: format!("http://{}", options.listen),
        leave_to: LEAVE_TO_DEFAULT.to_owned(),
        operator: None,
        provided: crate::provided::Provided::default(),
        writes: Quota::USUAL,
        tls: None,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let passwords = tell(settings.clone()).await?;
        say(&passwords);
        serve::listen(open(settings)?, "").await
    })
}

fn open(settings: Settings) -> Result<crate::app::App> {
    let data_file = settings.data_file();
    let key = ServerKey::load_or_create(&settings.key, &data_file)?;
    let journal = Journal::open_sqlite(&data_file, key, SqliteOptions::default())?;
    Ok(Shared::new(settings, journal, Clock::System, Entropy::System))
}

#[expect(clippy::print_stdout, reason = "a newcomer needs the sign-ins")]
fn say(passwords: &[String; 2]) {
    println!("An example family. Sign in as either parent:");
    println!("  robin  {}", passwords[0]);
    println!("  sam    {}", passwords[1]);
    println!("Everything is gone when you stop it (Ctrl-C).");
}

/// Plays the family's weeks, and gives the passwords.
async fn tell(settings: Settings) -> Result<[String; 2]> {
    let app = open(settings.clone())?;
    let now = app.clock.now();
    let journal = app.journal.clone();
    let begin = now.saturating_sub(SignedDuration::from_hours(24 * DAYS_AGO)).unwrap_or(now);
    let mut teller = Teller::new(settings, journal, begin);
    let family = teller.family();
    arrive(&mut teller, family).await?;
    children(&mut teller, family).await?;
    known::pages(&mut teller, family).await?;
    teller.pass_days(2);
    sorts(&mut teller, family).await?;
    teller.pass_days(1);
    talk::expectations(&mut teller, family).await?;
    agree(&mut teller, family).await?;
    talk::weekly(&mut teller, family).await?;
    house::rules(&mut teller, family).await?;
    house::decisions(&mut teller, family).await?;
    live(&mut teller, family, now).await?;
    talk::thanks(&mut teller, family).await?;
    talk::listening(&mut teller, family).await?;
    let today = today(&teller);
    time::alone(&mut teller, family, today).await?;
    let passwords =
        [password(&teller, family, 0, "robin").await?, password(&teller, family, 1, "sam").await?];
    teller.app.journal.close().await;
    Ok(passwords)
}

async fn arrive(teller: &mut Teller, family: Family) -> Result<()> {
    let Family { household, one, two } = family;
    let answer = "Up at six, work till five, then I do not know where to begin at home. \
                  I would like to do more with the children than drive them.";
    teller.begin(family, ["Robin", "Sam"], answer).await?;
    teller.pass_days(1);
    let heard = "What I heard: your day is full before it starts, and you would rather have time \
                 with Mia and Noah than only driving.";
    let heard = note(heard)?;
    let version = VersionId::of([(one, &heard)]);
    let said = [Command::SayBack { to: two, text: heard }];
    teller.tell(household, one, &said, Vec::new()).await?;
    let yes = [Command::HearSaidBack { version, reply: Reply::ThatIsIt }];
    teller.tell(household, two, &yes, Vec::new()).await
}

async fn children(teller: &mut Teller, family: Family) -> Result<()> {
    let Family { household, one, two } = family;
    let today = today(teller);
    let child = |name: &str, years: i16, month: i8| -> Result<Command> {
        Ok(Command::AddChild {
            child: ChildDetails {
                nickname: line(name)?,
                born: Born::new(today.year() - years, month).context("a birth month")?,
                band: None,
                deciders: Deciders { members: [one, two].into(), somebody_else: false },
                lives: Lives::Here,
                arrangement: Arrangement::default(),
            },
        })
    };
    let both = [child("Mia", 8, 5)?, child("Noah", 4, 2)?];
    teller.tell(household, one, &both, Vec::new()).await?;
    let cell = teller.app.households.get(&teller.app, household).await?;
    let (shown, (ids, facts)): (Vec<_>, (Vec<ChildId>, Vec<ChildFacts>)) = {
        let state = cell.read();
        let seen = state.seen_by(one).context("a parent")?;
        let cards = seen.shared.deck.cards();
        let shown = cards.filter_map(|it| Some((it.card.row()?.id.to_owned(), it.card.child)));
        let children = seen.shared.people.children().iter();
        let facts = children
            .map(|child| {
                let age_months = child.fitting_months(today);
                (child.id, ChildFacts { age_months, ..ChildFacts::default() })
            })
            .unzip();
        (shown.collect(), facts)
    };
    let rows = propose(&facts)
        .into_iter()
        .filter(|proposed| proposed.standing == Standing::Starter)
        .map(|proposed| (proposed.row.id.to_owned(), proposed.child.map(|index| ids[index])))
        .collect();
    let chosen = [
        Command::ChooseRows { shown, rows },
        Command::AddOwnCard { name: line("The allotment")?, minutes: 60, child: None },
    ];
    teller.tell(household, one, &chosen, Vec::new()).await
}

/// Both tell who carries what, as people do: mostly alike, each seeing more of their own.
async fn sorts(teller: &mut Teller, family: Family) -> Result<()> {
    let Family { household, one, two } = family;
    let mut cards = teller.cards(household, one).await?;
    cards.truncate(SORTED_CARDS);
    let robin: Vec<_> = cards.iter().enumerate().map(|(n, card)| (*card, by_robin(n))).collect();
    let sam: Vec<_> = cards.iter().enumerate().map(|(n, card)| (*card, by_sam(n))).collect();
    let plan =
        |n: usize| Command::MarkPlan { card: cards[n], choice: Choice::ALL[n % Choice::ALL.len()] };
    teller.sort(household, one, &robin).await?;
    teller.tell(household, one, &[0, 1, 2, 3, 4].map(plan), Vec::new()).await?;
    teller.tell(household, one, &[Command::PressOpen { arrivals: 2 }], Vec::new()).await?;
    teller.pass_days(1);
    teller.sort(household, two, &sam).await?;
    teller.tell(household, two, &[Command::PressOpen { arrivals: 2 }], Vec::new()).await
}

fn by_robin(n: usize) -> Vec<Mark> {
    let (notices, does) = match n % 6 {
        0..=2 => (Who::Me, Who::Me),
        3 => (Who::Me, Who::Other),
        4 => (Who::Me, Who::Both),
        _ => (Who::Other, Who::Other),
    };
    let mut marks = vec![Mark::Notices(notices), Mark::Does(does)];
    marks.push(Mark::Heaviness(Heaviness::ALL[(n * 7 + 1) % 5]));
    marks.extend((n % 9 == 4).then_some(Mark::Like(true)));
    marks
}

fn by_sam(n: usize) -> Vec<Mark> {
    let (notices, does) = match n % 6 {
        2 if n % 4 == 2 => (Who::Both, Who::Both),
        0..=2 => (Who::Other, Who::Other),
        3 | 4 => (Who::Both, Who::Me),
        _ => (Who::Me, Who::Me),
    };
    let mut marks = vec![Mark::Notices(notices), Mark::Does(does)];
    marks.push(Mark::Heaviness(Heaviness::ALL[(n * 3 + 2) % 5]));
    marks.extend((n % 8 == 1).then_some(Mark::Cannot(Some(Cannot::DontKnowHow))));
    marks.extend((n % 7 == 3).then_some(Mark::Like(true)));
    marks
}

/// They take the fair way with the fewest moves, and one card is passed on.
async fn agree(teller: &mut Teller, family: Family) -> Result<()> {
    let Family { household, one, two } = family;
    let aside = *teller.cards(household, one).await?.first().context("a card")?;
    let pass_on = [Command::SetCardAside { card: aside, how: SetAside::PassOn }];
    teller.tell(household, two, &pass_on, Vec::new()).await?;
    let start = today(teller);
    let cell = teller.app.households.get(&teller.app, household).await?;
    let mut terms = BTreeMap::new();
    {
        let state = cell.read();
        let view = state.division_for(one, &Wish::default());
        let view = view.map_err(|why| anyhow::anyhow!("the demo cannot divide: {why:?}"))?;
        for pile in &view.piles {
            let term = Term { outcome: Outcome::Owner(pile.member), standard: None };
            terms.extend(pile.cards.iter().map(|placed| (placed.card, term.clone())));
        }
    }
    terms.insert(aside, Term { outcome: Outcome::LetGo(SetAside::PassOn), standard: None });
    let review = start.saturating_add(28.days());
    let propose = [Command::ProposeAgreement { terms, start, review }];
    teller.tell(household, one, &propose, Vec::new()).await?;
    let offer = {
        let state = cell.read();
        let seen = state.seen_by(one).context("a parent")?;
        seen.shared.agreements.offer().map(|offer| offer.proposed.id)
    };
    let agreement = offer.context("an agreement that was put forward")?;
    for parent in [one, two] {
        let yes = [Command::ConfirmAgreement { agreement }];
        teller.tell(household, parent, &yes, Vec::new()).await?;
    }
    Ok(())
}

/// Some days of it: ways written down, cards done, one put down, one asked to be shown.
async fn live(teller: &mut Teller, family: Family, now: Timestamp) -> Result<()> {
    let Family { household, one, two } = family;
    let mine = owned(teller, family).await?;
    let today_then = today(teller);
    for (parent, cards) in [(one, &mine[0]), (two, &mine[1])] {
        let told: Vec<_> = cards
            .iter()
            .filter_map(|card| Some((*card, way(teller, family, *card)?)))
            .map(|(card, way)| Ok(Command::WritePlaybook { card, text: Some(note(way)?) }))
            .collect::<Result<_>>()?;
        teller.tell(household, parent, &told, Vec::new()).await?;
        if let Some(card) = cards.get(4) {
            let on = today_then.saturating_add(15.days());
            let next = [Command::SetNext { card: *card, on }];
            teller.tell(household, parent, &next, Vec::new()).await?;
        }
    }
    let down = mine[0].iter().rev().find(|card| !is_safety(teller, family, **card));
    if let Some(card) = down {
        let from = today_then.saturating_add(3.days());
        let down = [Command::PutDownCard { card: *card, from, instead: None }];
        teller.tell(household, one, &down, Vec::new()).await?;
    }
    if let Some(card) = mine[0].get(2) {
        let show = [Command::AskToBeShown { card: *card }];
        teller.tell(household, two, &show, Vec::new()).await?;
    }
    let until_now = now.duration_since(teller.now()).as_secs();
    teller.pass_seconds(until_now);
    let today = today(teller);
    for (parent, cards) in [(one, &mine[0]), (two, &mine[1])] {
        let done: Vec<_> =
            cards.iter().take(2).map(|card| Command::MarkDone { card: *card, on: today }).collect();
        teller.tell(household, parent, &done, Vec::new()).await?;
    }
    Ok(())
}

/// The cards of each of the two, by what they agreed.
async fn owned(teller: &Teller, family: Family) -> Result<[Vec<CardId>; 2]> {
    let cell = teller.app.households.get(&teller.app, family.household).await?;
    let today = today(teller);
    let state = cell.read();
    let seen = state.seen_by(family.one).context("a parent")?;
    Ok([family.one, family.two].map(|parent| {
        let held = seen.shared.agreements.holdings(family.one);
        let own = held.filter(|(_, holding)| holding.owner_on(today) == Some(parent));
        own.map(|(card, _)| card).collect()
    }))
}

/// How its owner does a card, for some of them.
fn way(teller: &Teller, family: Family, card: CardId) -> Option<&'static str> {
    let cell = teller.app.households.loaded(family.household)?;
    let state = cell.read();
    let row = state.seen_by(family.one)?.shared.deck.get(card)?.card.row()?.id;
    Some(match row {
        "feed-week-menu" => "Soup on Mondays, leftovers on Fridays.",
        "feed-shop" => "The list is on the fridge. Big shop on Saturday.",
        "feed-kitchen-reset" => "Straight after dinner, with music.",
        "wash-loads" => "Dark things on Tuesday, light things on Friday.",
        "school-messages" => "I read them on the bus in the morning.",
        "sleep-bedtime-young" => "Two books, then lights out.",
        _ => return None,
    })
}

fn is_safety(teller: &Teller, family: Family, card: CardId) -> bool {
    let cell = teller.app.households.loaded(family.household);
    cell.is_some_and(|cell| {
        let state = cell.read();
        let dealt = state.seen_by(family.one).and_then(|seen| seen.shared.deck.get(card));
        dealt.is_none_or(|dealt| dealt.card.is_safety())
    })
}

fn today(teller: &Teller) -> Date {
    teller.now().to_zoned(TimeZone::UTC).date()
}

async fn password(teller: &Teller, family: Family, which: usize, name: &str) -> Result<String> {
    let member = [family.one, family.two][which];
    let drawn = teller.app.entropy.draw("demo password", member.as_bytes());
    let password = hex(&drawn[..6]);
    let salt = teller.app.entropy.draw("demo salt", member.as_bytes());
    let secret = Secret::new(&password);
    let hash = teller.app.identity.hashing.hash(secret, salt).await;
    let hash = hash.map_err(|failure| anyhow::anyhow!("cannot hash: {failure:?}"))?;
    let name = SignInName::parse(name).context("a sign-in name")?;
    let rows = vec![
        Row::SignInName { member, name: Some(name) },
        Row::Credential(Credential { member, kind: CredentialKind::Password, hash }),
    ];
    teller.app.journal.write(rows).await.context("cannot keep the demo's sign-in")?;
    Ok(password)
}
