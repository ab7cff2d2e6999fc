//! What the example family talked about: thanks, what they expect, a weekly talk, and one to come.

use anyhow::{Context, Result};
use household::Command;
use household::check_in::{Day, Rhythm};
use household::command::{CheckInCommand, ExpectationsCommand, TalkCommand, ThanksCommand};
use household::talk::expectations::{Says, Set, Stance, Statement};
use household::talk::listening::Topic;
use household::talk::thanks::Thanks;
use jiff::civil::time;

use super::super::story::{Family, Teller, line, note};
use super::today;

/// Sundays in the evening.
const RHYTHM: Rhythm = Rhythm { day: Day::Sunday, at: time(20, 0, 0, 0) };

pub(super) async fn expectations(teller: &mut Teller, family: Family) -> Result<()> {
    let Family { household, one, two } = family;
    let says = [
        (one, [Says::MostlyNo, Says::VeryMuch, Says::MostlyNo, Says::VeryMuch, Says::MostlyYes]),
        (two, [Says::MostlyYes, Says::MostlyYes, Says::MostlyNo, Says::MostlyNo, Says::VeryMuch]),
    ];
    let set = Set::First;
    for (parent, says) in says {
        let told = set.statements().iter().zip(says).map(|(statement, says)| {
            let stance = Stance { says: Some(says), kept: false };
            ExpectationsCommand::Answer { statement: *statement, stance }
        });
        let closed = [
            ExpectationsCommand::Seal { set },
            ExpectationsCommand::PressOpen { set, arrivals: 2 },
        ];
        let all: Vec<_> = told.chain(closed).map(Command::Expectations).collect();
        teller.tell(household, parent, &all, Vec::new()).await?;
    }
    let text = note("From six to eight in the evening it is both of us, whatever the day was.")?;
    let offer = ExpectationsCommand::OfferWords { statement: Statement::HomeParent, text };
    teller.tell(household, two, &[Command::Expectations(offer)], Vec::new()).await
}

/// A weekly time, one talk that was had, and what was kept of it.
pub(super) async fn weekly(teller: &mut Teller, family: Family) -> Result<()> {
    let Family { household, one, two } = family;
    let offer = [Command::CheckIn(CheckInCommand::Offer { rhythm: RHYTHM })];
    teller.tell(household, one, &offer, Vec::new()).await?;
    let yes = [Command::CheckIn(CheckInCommand::Confirm { rhythm: RHYTHM })];
    teller.tell(household, two, &yes, Vec::new()).await?;
    let day = RHYTHM.day.last(today(teller));
    for (parent, full) in [(one, 8), (two, 6)] {
        let say = [Command::CheckIn(CheckInCommand::SayFullness { day, full, arrivals: 2 })];
        teller.tell(household, parent, &say, Vec::new()).await?;
    }
    let text = Some(note("Swimming is Sam’s from this week on, with the bag and the towels.")?);
    let line = [
        Command::CheckIn(CheckInCommand::KeepLine { day, text }),
        Command::CheckIn(CheckInCommand::PutAway { day }),
    ];
    teller.tell(household, one, &line, Vec::new()).await
}

pub(super) async fn thanks(teller: &mut Teller, family: Family) -> Result<()> {
    let Family { household, one, two } = family;
    let text =
        note("When you took the early shift on Tuesday I slept until eight. It held all day.")?;
    let sent =
        ThanksCommand::Send { draft: None, to: two, thanks: Thanks { text, even_more: None } };
    teller.tell(household, one, &[Command::Thanks(sent)], Vec::new()).await?;
    let text = note("You asked me how the meeting went, and then you listened.")?;
    let even_more = Some(note("we had ten minutes like that on Sundays, too.")?);
    let sent = ThanksCommand::Send { draft: None, to: one, thanks: Thanks { text, even_more } };
    teller.tell(household, two, &[Command::Thanks(sent)], Vec::new()).await
}

/// A talk that both said yes to.
pub(super) async fn listening(teller: &mut Teller, family: Family) -> Result<()> {
    let Family { household, one, two } = family;
    let topic = Topic::Own(line("What would you like the mornings to be like?")?);
    let at = Some(today(teller).tomorrow()?.at(20, 30, 0, 0));
    let ask = [Command::Talk(TalkCommand::Ask { of: one, topic, at })];
    teller.tell(household, two, &ask, Vec::new()).await?;
    let now = teller.now();
    let cell = teller.app.households.get(&teller.app, household).await?;
    let talk = {
        let state = cell.read();
        let seen = state.seen_by(one).context("a parent")?;
        seen.shared.talks.asked(one, now).map(|(id, _)| id).next()
    };
    let talk = talk.context("a talk that was asked for")?;
    let yes = [Command::Talk(TalkCommand::Agree { talk, at })];
    teller.tell(household, one, &yes, Vec::new()).await
}
