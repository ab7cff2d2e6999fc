//! Telling a household's story through the same commands that its members would give, at set times:
//! for the demo, and for the rigs.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use anyhow::{Context, Result};
use household::sort::Mark;
use household::{CardId, Command, HouseholdId, Line, MemberId, Note};
use jiff::Timestamp;
use journal::{Journal, Person, Row};

use crate::app::{Act, App, Quota, Shared};
use crate::clock::Clock;
use crate::entropy::Entropy;
use crate::settings::Settings;
use crate::web::ask::{Ask, Request};
use crate::web::form::Form;

/// A data file whose clock the teller sets.
pub(super) struct Teller {
    pub app: App,
    now: Arc<AtomicI64>,
    told: u64,
}

/// Two parents of one household.
#[derive(Debug, Clone, Copy)]
pub(super) struct Family {
    pub household: HouseholdId,
    pub one: MemberId,
    pub two: MemberId,
}

impl Teller {
    pub fn new(settings: Settings, journal: Journal, begin: Timestamp) -> Self {
        let now = Arc::new(AtomicI64::new(begin.as_second()));
        let clock = Clock::Set(Arc::clone(&now));
        let settings = Settings { writes: Quota::STORY, ..settings };
        let app = Shared::new(settings, journal, clock, Entropy::System);
        Self { app, now, told: 0 }
    }

    pub fn pass_days(&self, days: i64) {
        self.pass_seconds(days * 24 * 3600);
    }

    pub fn pass_seconds(&self, seconds: i64) {
        self.now.fetch_add(seconds, Ordering::Relaxed);
    }

    pub fn now(&self) -> Timestamp {
        self.app.clock.now()
    }

    /// New ids for a family of two.
    pub fn family(&self) -> Family {
        let id = || {
            let drawn = self.app.entropy.draw("story", &[]);
            let mut short = [0; 16];
            short.copy_from_slice(&drawn[..16]);
            short
        };
        Family {
            household: HouseholdId::from_bytes(id()),
            one: MemberId::from_bytes(id()),
            two: MemberId::from_bytes(id()),
        }
    }

    /// Somebody does something, for good.
    pub async fn tell(
        &mut self,
        household: HouseholdId,
        member: MemberId,
        commands: &[Command],
        rows: Vec<Row>,
    ) -> Result<()> {
        self.told += 1;
        let key = format!("story-{}", self.told);
        let path = "/story".to_owned();
        let request = Request::new(&key, &path, &[]);
        let ask = Ask { request, form: Form::default(), key, path, is_secret: false };
        let act = Act { household, member, ask: &ask, commands, rows, to: "/today" };
        self.app.act_as(act).await.context("the story's household refused a step")?;
        Ok(())
    }

    /// The first parent opens the space; the second joins by answering the one question.
    pub async fn begin(&mut self, family: Family, names: [&str; 2], answer: &str) -> Result<()> {
        let Family { household, one, two } = family;
        let person = |member, now| {
            Row::Person(Person {
                member,
                household,
                sign_in_name: None,
                created: now,
                invitation: None,
            })
        };
        let begin = [Command::Begin { zone: "Europe/London".to_owned() }, name_command(names[0])?];
        self.tell(household, one, &begin, vec![person(one, self.now())]).await?;
        let text = note(answer)?;
        let send = [Command::SendAnswer { text, name: line(names[1])? }];
        self.tell(household, two, &send, vec![person(two, self.now())]).await
    }

    /// The cards on a household's table.
    pub async fn cards(&self, household: HouseholdId, member: MemberId) -> Result<Vec<CardId>> {
        let cell = self.app.households.get(&self.app, household).await?;
        let state = cell.read();
        let seen = state.seen_by(member).context("a member of the story")?;
        Ok(seen.shared.deck.cards().map(|dealt| dealt.card.id).collect())
    }

    /// One sort, all of it, closed.
    pub async fn sort(
        &mut self,
        household: HouseholdId,
        member: MemberId,
        marks: &[(CardId, Vec<Mark>)],
    ) -> Result<()> {
        let told = marks
            .iter()
            .map(|(card, marks)| Command::MarkCard { card: *card, marks: marks.clone() });
        let mut commands: Vec<_> = told.collect();
        commands.push(Command::SealSort);
        self.tell(household, member, &commands, Vec::new()).await
    }
}

fn name_command(name: &str) -> Result<Command> {
    Ok(Command::ChooseName { name: line(name)? })
}

pub(super) fn line(text: &str) -> Result<Line> {
    Line::parse(text).context("a line of the story")
}

pub(super) fn note(text: &str) -> Result<Note> {
    Note::parse(text).context("a text of the story")
}
