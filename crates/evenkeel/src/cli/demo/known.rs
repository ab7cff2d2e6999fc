//! What the demo's parents know of their children.

use anyhow::{Context, Result};
use household::children::{Mark, Phone, Said, Topic, Written, questions_for};
use household::command::{ChildPageCommand, KnowingCommand};
use household::people::AgeBand;
use household::{ChildId, Command, MemberId};

use super::super::story::{Family, Teller, line, note};

/// They write down what somebody needs who is with a child for a day.
pub(super) async fn pages(teller: &mut Teller, family: Family) -> Result<()> {
    let Family { one, two, .. } = family;
    let ids = children(teller, family).await?;
    let (mia, noah) = (*ids.first().context("a child")?, *ids.get(1).context("another")?);
    let words: [(MemberId, ChildId, Topic, &str); 11] = [
        (one, mia, Topic::Likes, "Drawing horses, and the song from the bus."),
        (two, mia, Topic::Wishes, "“Let me walk the last corner to school alone.”"),
        (one, mia, Topic::People, "Ida is her best friend. Mr Brandt has the class on Tuesdays."),
        (two, mia, Topic::Routines, "Reads in bed until eight. The hall light stays on."),
        (one, mia, Topic::Allergies, "Hazelnuts: her lips swell. The pen is in the red bag."),
        (one, mia, Topic::Sizes, "Shoes 33, clothes 134."),
        (two, mia, Topic::School, "Class 2b, from 8:00. She may leave alone at 12:30."),
        (two, noah, Topic::Likes, "Diggers. All of them."),
        (one, noah, Topic::Routines, "Sleeps after lunch with the grey rabbit."),
        (one, noah, Topic::Medicine, "Ear drops until Friday, one on each side in the evening."),
        (two, noah, Topic::Sizes, "Shoes 26, clothes 104."),
    ];
    for (parent, child, topic, text) in words {
        let said = Said::Words { topic, text: note(text)?, sensitive: false };
        write(teller, family, parent, child, said).await?;
    }
    let said = Said::Words {
        topic: Topic::Health,
        text: note("Wets the bed now and then. We do not make much of it.")?,
        sensitive: true,
    };
    write(teller, family, two, noah, said).await?;
    for child in [mia, noah] {
        let phone = Phone::parse("030 0000 4711").context("a number")?;
        write(teller, family, one, child, Said::Contact { name: line("Oma")?, phone }).await?;
    }
    knowing(teller, family).await
}

/// What both closed is open; Robin has begun some more.
async fn knowing(teller: &mut Teller, family: Family) -> Result<()> {
    let Family { household, one, two } = family;
    let child = *children(teller, family).await?.first().context("a child")?;
    let mut asked = questions_for(AgeBand::School).into_iter();
    let mut question = || asked.next().context("a question");
    let (both, robins) = (question()?, question()?);
    let said = [(one, "A song, and nobody talking."), (two, "A walk round the block.")];
    for (parent, text) in said {
        let written = Some(Written { text: note(text)?, to_open: true });
        let mark = Some(Mark::ThinkSo);
        let said = [
            Command::Knowing(KnowingCommand::Mark { child, question: both, mark }),
            Command::Knowing(KnowingCommand::Write { child, question: both, written }),
            Command::Knowing(KnowingCommand::Close { child, to: [one, two].into() }),
        ];
        teller.tell(household, parent, &said, Vec::new()).await?;
    }
    let written = Some(Written { text: note("Her voice goes high.")?, to_open: true });
    let more = [
        Command::Knowing(KnowingCommand::Mark {
            child,
            question: question()?,
            mark: Some(Mark::FindOut),
        }),
        Command::Knowing(KnowingCommand::Write { child, question: robins, written }),
    ];
    teller.tell(household, one, &more, Vec::new()).await
}

async fn write(
    teller: &mut Teller,
    family: Family,
    parent: MemberId,
    child: ChildId,
    said: Said,
) -> Result<()> {
    let write = [Command::ChildPage(ChildPageCommand::Write { child, said })];
    teller.tell(family.household, parent, &write, Vec::new()).await
}

async fn children(teller: &Teller, family: Family) -> Result<Vec<ChildId>> {
    let cell = teller.app.households.get(&teller.app, family.household).await?;
    let state = cell.read();
    let seen = state.seen_by(family.one).context("a parent")?;
    Ok(seen.shared.people.children().iter().map(|child| child.id).collect())
}
