//! The demo family's time alone with the children: one agreed for Saturday with its three lines,
//! and one with a grandparent and a whole sheet.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use household::children::Phone;
use household::command::SoloCommand;
use household::solo::{Contact, InCharge, Lines, Plan, Repeat, SheetField, When};
use household::{ChildId, Command, SoloId};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::cli::story::{Family, Teller, line, note};

pub(super) async fn alone(teller: &mut Teller, family: Family, today: Date) -> Result<()> {
    let Family { household, one, two } = family;
    let children = {
        let cell = teller.app.households.get(&teller.app, household).await?;
        let state = cell.read();
        let seen = state.seen_by(one).context("a member of the story")?;
        seen.shared.people.children().iter().map(|child| child.id).collect::<BTreeSet<_>>()
    };
    let saturday = today.nth_weekday(1, Weekday::Saturday).unwrap_or(today);
    let sams = plan(&children, InCharge::Parent(two), saturday, [9, 13])?;
    let id = propose(teller, family, sams).await?;
    let agree = [Command::Solo(SoloCommand::Agree { id })];
    teller.tell(household, two, &agree, Vec::new()).await?;
    let three = lines(&[
        (SheetField::MustHappen, "Swimming at eleven, pool by the station."),
        (SheetField::Medicines, "Noah: drops at noon, kitchen shelf."),
        (SheetField::RingMeIf, "Somebody is hurt, or not found."),
    ])?;
    let share = [Command::Solo(SoloCommand::ShareSheet { id, lines: three })];
    teller.tell(household, one, &share, Vec::new()).await?;

    let later = saturday.saturating_add(7.days());
    let lenes = plan(&children, InCharge::Other(line("Oma Lene")?), later, [15, 21])?;
    let id = propose(teller, family, lenes).await?;
    let whole = lines(&[
        (SheetField::Address, "12 Harbour Row, second floor, left"),
        (SheetField::NearbyAdult, "Jo next door, 0170 555 000"),
        (SheetField::Allergies, "Mia: nuts. The pen is in the red bag by the door."),
        (SheetField::Sleep, "Noah at half past seven, with the rabbit."),
    ])?;
    let share = [Command::Solo(SoloCommand::ShareSheet { id, lines: whole })];
    teller.tell(household, one, &share, Vec::new()).await
}

async fn propose(teller: &mut Teller, family: Family, plan: Plan) -> Result<SoloId> {
    let Family { household, one, .. } = family;
    let from = plan.when.from;
    let command = [Command::Solo(SoloCommand::Propose { plan, instead_of: None })];
    teller.tell(household, one, &command, Vec::new()).await?;
    let cell = teller.app.households.get(&teller.app, household).await?;
    let state = cell.read();
    let seen = state.seen_by(one).context("a member of the story")?;
    let mut all = seen.shared.solo.of(one, &seen.shared.people);
    let made = all.find(|(_, time)| time.plan.when.from == from);
    made.map(|(id, _)| id).context("the time that was proposed")
}

fn plan(
    children: &BTreeSet<ChildId>,
    in_charge: InCharge,
    day: Date,
    [from, to]: [i8; 2],
) -> Result<Plan> {
    let when = When { from: day.at(from, 0, 0, 0), to: day.at(to, 0, 0, 0), repeat: Repeat::Once };
    let contact = Contact { name: line("Robin")?, number: phone("0170 555 123")? };
    Ok(Plan {
        in_charge,
        children: children.clone(),
        when,
        contact: Some(contact),
        there: Some(phone("0170 7654321")?),
    })
}

fn phone(text: &str) -> Result<Phone> {
    Phone::parse(text).context("a number")
}

fn lines(all: &[(SheetField, &str)]) -> Result<Lines> {
    all.iter().map(|(field, text)| Ok((*field, note(text)?))).collect()
}
