//! Households to try a journal with.

use std::path::Path;

use household::{Event, Household, HouseholdId, Line, MemberId, Note, Recorded};
use jiff::{SignedDuration, Timestamp};
use journal::{
    Append, AppendError, Head, InvitationId, Journal, Person, Receipt, Row, ServerKey, Session,
    SignInName, SqliteOptions,
};

pub const SECRET: [u8; 32] = [7; 32];

pub fn open(data_file: &Path) -> Journal {
    Journal::open_sqlite(data_file, ServerKey::from_bytes(SECRET), SqliteOptions::default())
        .unwrap()
}

/// A journal in a folder of its own.
pub struct Fresh {
    pub journal: Journal,
    pub folder: tempfile::TempDir,
}

pub fn fresh() -> Fresh {
    let folder = tempfile::tempdir().unwrap();
    Fresh { journal: open(&folder.path().join("evenkeel.db")), folder }
}

impl Fresh {
    pub fn data_file(&self) -> std::path::PathBuf {
        self.folder.path().join("evenkeel.db")
    }
}

pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000).unwrap() + SignedDuration::from_secs(seconds)
}

pub fn household(number: u8) -> HouseholdId {
    HouseholdId::from_bytes([number; 16])
}

pub fn member(number: u8) -> MemberId {
    MemberId::from_bytes([number; 16])
}

pub fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}

pub fn named(text: &str) -> SignInName {
    SignInName::parse(text).unwrap()
}

pub fn begun(by: MemberId) -> Recorded {
    Recorded { at: at(0), by, event: Event::HouseholdBegun { zone: "Europe/Berlin".to_owned() } }
}

/// A shared event.
pub fn zone(by: MemberId, zone: &str) -> Recorded {
    Recorded { at: at(1), by, event: Event::ZoneSet { zone: zone.to_owned() } }
}

/// An own event.
pub fn kept(by: MemberId, text: &str) -> Recorded {
    Recorded { at: at(2), by, event: Event::AnswerKept { text: Note::parse(text).unwrap() } }
}

/// A shared event under its member's own key.
pub fn called(by: MemberId, name: &str) -> Recorded {
    Recorded { at: at(3), by, event: Event::MemberNamed { name: line(name) } }
}

pub fn receipt(member: MemberId, key: u8, body: u8, answer: &str) -> Receipt {
    let answer = answer.as_bytes().to_vec();
    Receipt { member, key: [key; 16], body: [body; 32], answer, at: at(0) }
}

pub fn person(member: MemberId, household: HouseholdId, name: Option<&str>) -> Person {
    let sign_in_name = name.map(named);
    Person { member, household, sign_in_name, created: at(0), invitation: None }
}

pub fn session(token: u8, member: MemberId, household: HouseholdId) -> Session {
    Session {
        token_hash: [token; 32],
        member,
        household,
        device: None,
        created: at(i64::from(token)),
        expires: at(1_000),
        label: format!("browser {token}"),
    }
}

pub fn invitation(number: u8, household: HouseholdId, by: MemberId) -> journal::Invitation {
    journal::Invitation {
        id: InvitationId::from_bytes([number; 16]),
        token_hash: [number; 32],
        household,
        by,
        called: Some("Sam".to_owned()),
        created: at(i64::from(number)),
        expires: at(1_000),
        state: journal::InvitationState::Open,
    }
}

/// A household, its journal's head, and what its events add up to without any journal.
pub struct Family {
    pub id: HouseholdId,
    pub head: Head,
    pub state: Household,
}

impl Family {
    /// Begun by the member of the same number.
    pub async fn begin(journal: &Journal, number: u8) -> Self {
        let mut family =
            Self { id: household(number), head: Head::START, state: Household::default() };
        family.add(journal, vec![begun(member(number))], Vec::new()).await.unwrap();
        family
    }

    pub async fn add(
        &mut self,
        journal: &Journal,
        events: Vec<Recorded>,
        rows: Vec<Row>,
    ) -> Result<(), AppendError> {
        let mut state = self.state.clone();
        for event in &events {
            state.apply(event);
        }
        let append =
            Append { household: self.id, expected: self.head, events, rows, snapshot: None };
        self.head = journal.append(append).await?;
        self.state = state;
        Ok(())
    }

    pub async fn add_with_snapshot(&mut self, journal: &Journal, events: Vec<Recorded>) {
        for event in &events {
            self.state.apply(event);
        }
        let append = Append {
            household: self.id,
            expected: self.head,
            events,
            rows: Vec::new(),
            snapshot: Some(self.state.to_snapshot()),
        };
        self.head = journal.append(append).await.unwrap();
    }

    pub async fn is_as_kept(&self, journal: &Journal) {
        let loaded = journal.load(self.id).await.unwrap().unwrap();
        assert_eq!(loaded.household, self.state);
        assert_eq!(loaded.head, self.head);
        journal.verify(self.id).await.unwrap().unwrap();
    }
}
