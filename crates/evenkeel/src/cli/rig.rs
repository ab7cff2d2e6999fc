//! `evenkeel rig`, hidden: data files for the crash rig and the benchmark, and reading them back.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context, Result, bail, ensure};
use household::agreement::{Outcome, Term};
use household::command::TalkCommand;
use household::talk::listening::Topic;
use household::{CardId, Command, Event, HouseholdId, MemberId, TalkId};
use jiff::{Timestamp, ToSpan};
use journal::{Journal, Row, ServerKey, SqliteOptions};
use serde_json::json;

use super::RigOptions;
use super::story::{Family, Teller, line, note};
use crate::settings::Settings;

/// Most cards that a household of the rig's can own.
const CARDS_MAX: usize = 150;

/// Runs the hidden command; what it gives goes to standard output.
pub(super) async fn run(
    options: &RigOptions,
    settings: Settings,
    now: Timestamp,
) -> Result<String> {
    let data_file = settings.data_file();
    if options.check {
        let key = ServerKey::load_or_create(&settings.key, &data_file)?;
        return check(&Journal::open_sqlite_read_only(&data_file, key)?).await;
    }
    std::fs::create_dir_all(&settings.data).context("cannot make the rig's folder")?;
    let key = ServerKey::load_or_create(&settings.key, &data_file)?;
    let journal = Journal::open_sqlite(&data_file, key, SqliteOptions::default())?;
    prepare(settings, journal, now, options.households, options.cards).await
}

/// Makes `households` families with `cards` agreed cards each, and gives one line of JSON for each.
async fn prepare(
    settings: Settings,
    journal: Journal,
    now: Timestamp,
    households: usize,
    cards: usize,
) -> Result<String> {
    ensure!((1..=CARDS_MAX).contains(&cards), "--cards takes 1 to {CARDS_MAX}");
    let hour_ago = now.saturating_sub(jiff::SignedDuration::from_hours(1));
    let mut teller = Teller::new(settings, journal, hour_ago.unwrap_or(now));
    let mut lines = String::new();
    for number in 0..households {
        // Each begins at a second of its own: by that the check finds their order again.
        teller.pass_seconds(1);
        let family = teller.family();
        let owned = agreed_family(&mut teller, family, cards).await?;
        let cookie = sign_in(&mut teller, family.household, family.one, number).await?;
        let other = sign_in(&mut teller, family.household, family.two, number).await?;
        let talk = agreed_talk(&mut teller, family).await?;
        let first = owned.first().context("a card for the rig")?;
        let line = json!({
            "cookie": cookie,
            "post": format!("/share/cards/{first}/way"),
            "form": "key={key}&way={note}",
            "other": other,
            "talk": format!("/talk/listening/{talk}"),
            "done": owned.iter().map(|card| format!("/today/done/{card}")).collect::<Vec<_>>(),
        });
        lines.push_str(&line.to_string());
        lines.push('\n');
    }
    teller.app.journal.close().await;
    Ok(lines)
}

/// Gives the cookie of a session of somebody's.
async fn sign_in(
    teller: &mut Teller,
    household: HouseholdId,
    member: MemberId,
    number: usize,
) -> Result<String> {
    let subject = [&number.to_be_bytes()[..], member.as_bytes()].concat();
    let drawn = teller.app.entropy.draw("rig session", &subject);
    let session = teller.app.new_session(drawn, member, household, None, "rig".to_owned());
    let cookie = session.cookie.to_str().context("a cookie for the rig")?;
    let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
    teller.tell(household, member, &[], vec![Row::Session(session.row)]).await?;
    Ok(cookie)
}

/// A talk that the first asked for and the second said yes to.
async fn agreed_talk(teller: &mut Teller, family: Family) -> Result<TalkId> {
    let Family { household, one, two } = family;
    let topic = Topic::Own(line("Our evenings")?);
    let ask = [Command::Talk(TalkCommand::Ask { of: two, topic, at: None })];
    teller.tell(household, one, &ask, Vec::new()).await?;
    let cell = teller.app.households.get(&teller.app, household).await?;
    let talk = {
        let state = cell.read();
        let seen = state.seen_by(one).context("a member of the rig")?;
        seen.shared.talks.asked(one, teller.now()).next().map(|(talk, _)| talk)
    };
    let talk = talk.context("a talk that was asked for")?;
    let yes = [Command::Talk(TalkCommand::Agree { talk, at: None })];
    teller.tell(household, two, &yes, Vec::new()).await?;
    Ok(talk)
}

/// Two parents, an agreement by which the first owns all the cards.
async fn agreed_family(teller: &mut Teller, family: Family, cards: usize) -> Result<Vec<CardId>> {
    let Family { household, one, two } = family;
    teller.begin(family, ["Robin", "Sam"], "Long.").await?;
    let said = [Command::SayBack { to: two, text: note("Long.")? }];
    teller.tell(household, one, &said, Vec::new()).await?;
    let known = teller.cards(household, one).await?.len();
    let own: Vec<_> = (known..cards)
        .map(|number| {
            let name = line(&format!("A piece of family work, number {number}"))?;
            Ok(Command::AddOwnCard { name, minutes: 30, child: None })
        })
        .collect::<Result<_>>()?;
    for some in own.chunks(50) {
        teller.tell(household, one, some, Vec::new()).await?;
    }
    let mut owned = teller.cards(household, one).await?;
    owned.truncate(cards);
    let today = teller.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let term = Term { outcome: Outcome::Owner(one), standard: None };
    let terms: BTreeMap<_, _> = owned.iter().map(|card| (*card, term.clone())).collect();
    let review = today.saturating_add(28.days());
    let propose = [Command::ProposeAgreement { terms, start: today, review }];
    teller.tell(household, one, &propose, Vec::new()).await?;
    let cell = teller.app.households.get(&teller.app, household).await?;
    let offer = {
        let state = cell.read();
        let seen = state.seen_by(one).context("a member of the rig")?;
        seen.shared.agreements.offer().map(|offer| offer.proposed.id)
    };
    let agreement = offer.context("an agreement that was put forward")?;
    for parent in [one, two] {
        let yes = [Command::ConfirmAgreement { agreement }];
        teller.tell(household, parent, &yes, Vec::new()).await?;
    }
    Ok(owned)
}

/// Reads everything back: the file's own check, each household's chain and replay. Gives every text
/// that the rig wrote, as `HOUSEHOLD<tab>NOTE`, households in the order they were made.
async fn check(journal: &Journal) -> Result<String> {
    let problems = journal.check().await?;
    if !problems.is_empty() {
        bail!("the data file is damaged: {}", problems.join("; "));
    }
    let mut lines = String::new();
    for (number, household) in in_order(journal).await?.into_iter().enumerate() {
        journal.verify(household).await?.context("a household that is listed")?;
        for recorded in journal.history(household).await? {
            if let Event::PlaybookWritten { text: Some(text), .. } = recorded.event {
                writeln!(lines, "{number}\t{}", text.as_str()).context("a string takes it")?;
            }
        }
    }
    Ok(lines)
}

/// By when each began: ids are random, and the rig counts from 0 as it made them.
async fn in_order(journal: &Journal) -> Result<Vec<HouseholdId>> {
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let some = journal.households(after).await?;
        let Some(last) = some.last() else { break };
        after = Some(*last);
        for household in some {
            let people = journal.people_of(household).await?;
            let begun = people.iter().map(|person| person.created).min();
            found.push((begun, household));
        }
    }
    found.sort();
    Ok(found.into_iter().map(|(_, household)| household).collect())
}
