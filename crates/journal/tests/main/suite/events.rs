use household::{Household, Line, Recorded};
use journal::append::{EVENTS_PER_APPEND_MAX, ROWS_PER_WRITE_MAX};
use journal::{Append, AppendError, Error, Head, Journal, Row, WriteError};
use proptest::prelude::{Strategy, any};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::world::{
    Family, at, begun, called, household, kept, member, person, receipt, session, zone,
};

const fn append(number: u8, expected: Head, events: Vec<Recorded>) -> Append {
    let household = household::HouseholdId::from_bytes([number; 16]);
    Append { household, expected, events, rows: Vec::new(), snapshot: None }
}

pub async fn a_household_that_was_never_begun_is_not_there(journal: &Journal) {
    assert!(journal.load(household(1)).await.unwrap().is_none());
    assert!(journal.verify(household(1)).await.unwrap().is_none());
    assert!(journal.households(None).await.unwrap().is_empty());
    Family::begin(journal, 2).await;
    let head = journal.load(household(2)).await.unwrap().unwrap().head;
    // A head of another household is no head of this one.
    let stray = append(1, head, vec![zone(member(1), "UTC")]);
    assert!(matches!(journal.append(stray).await, Err(AppendError::Conflict)));
    assert_eq!(journal.households(None).await.unwrap(), [household(2)]);
}

pub async fn a_household_begins_once(journal: &Journal) {
    let mut tasks = Vec::new();
    for number in 1..=8 {
        let journal = journal.clone();
        tasks.push(tokio::spawn(async move {
            journal.append(append(1, Head::START, vec![begun(member(number))])).await.is_ok()
        }));
    }
    let mut begun = 0;
    for task in tasks {
        begun += u32::from(task.await.unwrap());
    }
    assert_eq!(begun, 1);
    assert_eq!(journal.verify(household(1)).await.unwrap().unwrap().events, 1);
}

pub async fn a_household_begins_together_with_its_first_person(journal: &Journal) {
    let rows = vec![
        Row::Receipt(receipt(member(1), 1, 1, "/start")),
        Row::Person(person(member(1), household(1), Some("ada"))),
        Row::Session(session(1, member(1), household(1))),
    ];
    let first = Append { rows, ..append(1, Head::START, vec![begun(member(1))]) };
    journal.append(first.clone()).await.unwrap();
    assert!(journal.session(&[1; 32], at(0)).await.unwrap().is_some());
    // The answer was lost on its way; the browser asks again.
    assert!(matches!(journal.append(first).await, Err(AppendError::AlreadyDone(_))));
    // Where the name is taken, no household is left behind.
    let rows = vec![Row::Person(person(member(2), household(2), Some("ADA")))];
    let second = Append { rows, ..append(2, Head::START, vec![begun(member(2))]) };
    assert!(matches!(journal.append(second).await, Err(AppendError::NameTaken)));
    assert_eq!(journal.households(None).await.unwrap(), [household(1)]);
}

/// Random events, each appended alone or with others, with and without snapshots between.
pub async fn what_is_loaded_is_what_was_applied(journal: &Journal) {
    let event = (0..4_u8, 1..=3_u8, any::<char>()).prop_map(|(kind, by, letter)| {
        // Some characters are not taken where text enters; the journal never meets them.
        let letter = Line::parse(&letter.to_string()).map_or('x', |_| letter);
        let text = format!("a{letter}z").repeat(usize::from(by) * 8);
        match kind {
            0 => zone(member(by), &text),
            1 => kept(member(by), &text),
            2 => called(member(by), &text),
            _ => begun(member(by)),
        }
    });
    let batches = proptest::collection::vec(proptest::collection::vec(event, 1..5), 1..12);
    let mut runner = TestRunner::deterministic();
    for number in 1..=24 {
        let mut family = Family::begin(journal, number).await;
        let batches = batches.new_tree(&mut runner).unwrap().current();
        for (at, events) in batches.into_iter().enumerate() {
            if at % 4 == 3 {
                family.add_with_snapshot(journal, events).await;
            } else {
                family.add(journal, events, Vec::new()).await.unwrap();
            }
        }
        family.is_as_kept(journal).await;
    }
}

pub async fn a_stale_head_conflicts_and_keeps_nothing(journal: &Journal) {
    let mut family = Family::begin(journal, 1).await;
    let stale = family.head;
    family.add(journal, vec![zone(member(1), "UTC")], Vec::new()).await.unwrap();
    for expected in [stale, Head::START] {
        let late = Append {
            rows: vec![Row::Person(person(member(1), family.id, None))],
            ..append(1, expected, vec![kept(member(9), "late")])
        };
        assert!(matches!(journal.append(late).await, Err(AppendError::Conflict)));
    }
    assert!(journal.person(member(1)).await.unwrap().is_none());
    family.is_as_kept(journal).await;
}

pub async fn racing_tasks_lose_nothing_and_double_nothing(journal: &Journal) {
    const TASKS: u8 = 8;
    const EACH: u64 = 12;
    Family::begin(journal, 1).await;
    let mut tasks = Vec::new();
    for task in 1..=TASKS {
        let journal = journal.clone();
        tasks.push(tokio::spawn(async move {
            for round in 0..EACH {
                let event = kept(member(task), &format!("round {round}"));
                loop {
                    let head = journal.load(household(1)).await.unwrap().unwrap().head;
                    match journal.append(append(1, head, vec![event.clone()])).await {
                        Ok(_) => break,
                        Err(AppendError::Conflict) => {}
                        Err(error) => panic!("{error}"),
                    }
                }
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    let verified = journal.verify(household(1)).await.unwrap().unwrap();
    assert_eq!(verified.events, 1 + u64::from(TASKS) * EACH);
    let loaded = journal.load(household(1)).await.unwrap().unwrap();
    for task in 1..=TASKS {
        assert_eq!(loaded.household.draft_of(member(task)).1, EACH);
    }
}

pub async fn a_snapshot_and_its_tail_give_what_the_replay_gives(journal: &Journal) {
    let mut family = Family::begin(journal, 1).await;
    let events = |count: usize| {
        (0..count)
            .map(|round| kept(member(1 + u8::try_from(round % 3).unwrap()), "a day"))
            .collect()
    };
    family.add(journal, events(255), Vec::new()).await.unwrap();
    let loaded = journal.load(family.id).await.unwrap().unwrap();
    assert_eq!(loaded.events_since_snapshot, 256);
    family.add_with_snapshot(journal, events(1)).await;
    let loaded = journal.load(family.id).await.unwrap().unwrap();
    assert_eq!(loaded.events_since_snapshot, 0);
    family.is_as_kept(journal).await;
    family
        .add(journal, vec![called(member(4), "Kim"), zone(member(4), "UTC")], Vec::new())
        .await
        .unwrap();
    let loaded = journal.load(family.id).await.unwrap().unwrap();
    assert_eq!(loaded.events_since_snapshot, 2);
    family.is_as_kept(journal).await;
    // A later snapshot takes the first one's place.
    family.add_with_snapshot(journal, events(3)).await;
    family.is_as_kept(journal).await;
    let verified = journal.verify(family.id).await.unwrap().unwrap();
    assert_eq!((verified.events, verified.erased, verified.snapshot), (262, 0, true));
}

pub async fn households_do_not_touch_each_other(journal: &Journal) {
    let mut one = Family::begin(journal, 1).await;
    let mut other = Family::begin(journal, 2).await;
    for round in 0..20 {
        // The same member id in two households has two keys and two lives.
        one.add(journal, vec![kept(member(7), &format!("one {round}"))], Vec::new()).await.unwrap();
        other.add_with_snapshot(journal, vec![zone(member(7), "UTC"), kept(member(7), "o")]).await;
    }
    journal.erase_member(other.id, member(7)).await.unwrap();
    one.is_as_kept(journal).await;
    let loaded = journal.load(other.id).await.unwrap().unwrap();
    assert_eq!(loaded.household.draft_of(member(7)).1, 0);
}

pub async fn rows_are_kept_with_their_events_or_not_at_all(journal: &Journal) {
    let mut family = Family::begin(journal, 1).await;
    let row = |who, name| Row::Person(person(member(who), household(1), Some(name)));
    family.add(journal, vec![zone(member(1), "UTC")], vec![row(1, "ada")]).await.unwrap();
    let refused = family
        .add(journal, vec![zone(member(1), "CET")], vec![row(2, "grace"), row(3, "ada")])
        .await;
    assert!(matches!(refused, Err(AppendError::NameTaken)), "{refused:?}");
    assert!(journal.person(member(2)).await.unwrap().is_none());
    let refused = journal.write(vec![row(2, "grace"), row(3, "ada")]).await;
    assert!(matches!(refused, Err(WriteError::NameTaken)), "{refused:?}");
    assert!(journal.person(member(2)).await.unwrap().is_none());
    family.is_as_kept(journal).await;
    // A row that belongs to nothing is our own mistake, and keeps nothing either.
    let stray = Row::Person(person(member(4), household(99), None));
    let refused = family.add(journal, vec![zone(member(1), "CET")], vec![stray]).await;
    assert!(matches!(refused, Err(AppendError::Storage(Error::Engine(_)))), "{refused:?}");
    family.is_as_kept(journal).await;
}

pub async fn too_much_at_once_is_refused(journal: &Journal) {
    let mut family = Family::begin(journal, 1).await;
    let many = vec![zone(member(1), "UTC"); EVENTS_PER_APPEND_MAX + 1];
    let refused = family.add(journal, many, Vec::new()).await;
    assert!(matches!(refused, Err(AppendError::Storage(Error::TooLarge(_)))), "{refused:?}");
    let refused = family.add(journal, vec![zone(member(1), &"x".repeat(2 << 20))], vec![]).await;
    assert!(matches!(refused, Err(AppendError::Storage(Error::TooLarge(_)))), "{refused:?}");
    let row = Row::EndSessionsOf { member: member(1), except: None };
    let refused = journal.write(vec![row; ROWS_PER_WRITE_MAX + 1]).await;
    assert!(matches!(refused, Err(WriteError::Storage(Error::TooLarge(_)))), "{refused:?}");
    family.is_as_kept(journal).await;
    assert_ne!(family.state, Household::default());
}
