use journal::{Append, AppendError, Journal, Row, WriteError};

use crate::world::{Family, at, household, kept, member, person, receipt, zone};

pub async fn a_repeated_request_gets_the_first_answer(journal: &Journal) {
    let mut family = Family::begin(journal, 1).await;
    let first = receipt(member(1), 1, 2, "/today");
    let stale = family.head;
    let rows = vec![Row::Receipt(first.clone())];
    family.add(journal, vec![zone(member(1), "UTC")], rows).await.unwrap();
    assert_eq!(journal.receipt(member(1), &[1; 16]).await.unwrap(), Some(first.clone()));
    assert_eq!(journal.receipt(member(1), &[2; 16]).await.unwrap(), None);
    // Whatever the second time says, and wherever the head is by now.
    for expected in [family.head, stale] {
        let again = Append {
            household: family.id,
            expected,
            events: vec![zone(member(1), "CET")],
            rows: vec![Row::Receipt(receipt(member(1), 1, 9, "/elsewhere"))],
            snapshot: None,
        };
        match journal.append(again).await {
            Err(AppendError::AlreadyDone(known)) => assert_eq!(known, first),
            other => panic!("{other:?}"),
        }
    }
    match journal.write(vec![Row::Receipt(receipt(member(1), 1, 9, ""))]).await {
        Err(WriteError::AlreadyDone(known)) => assert_eq!(known, first),
        other => panic!("{other:?}"),
    }
    family.is_as_kept(journal).await;
}

pub async fn requests_at_once_with_one_key_happen_once(journal: &Journal) {
    const REQUESTS: u8 = 16;
    Family::begin(journal, 1).await;
    for round in 0..10_u8 {
        let mut tasks = Vec::new();
        for request in 0..REQUESTS {
            let journal = journal.clone();
            tasks.push(tokio::spawn(async move {
                let mine = receipt(member(1), round, 0, &format!("answer {request}"));
                loop {
                    let head = journal.load(household(1)).await.unwrap().unwrap().head;
                    let append = Append {
                        household: household(1),
                        expected: head,
                        events: vec![kept(member(1), "once")],
                        rows: vec![Row::Receipt(mine.clone())],
                        snapshot: None,
                    };
                    match journal.append(append).await {
                        Ok(_) => return (true, mine.answer),
                        Err(AppendError::AlreadyDone(known)) => return (false, known.answer),
                        Err(AppendError::Conflict) => {}
                        Err(error) => panic!("{error}"),
                    }
                }
            }));
        }
        let mut answers = Vec::new();
        let mut done = 0;
        for task in tasks {
            let (first, answer) = task.await.unwrap();
            done += u32::from(first);
            answers.push(answer);
        }
        assert_eq!(done, 1);
        answers.dedup();
        assert_eq!(answers.len(), 1);
    }
    let loaded = journal.load(household(1)).await.unwrap().unwrap();
    assert_eq!(loaded.household.draft_of(member(1)).1, 10);
}

pub async fn keys_belong_to_their_member(journal: &Journal) {
    for who in [1, 2] {
        let mine = receipt(member(who), 1, 2, &format!("for {who}"));
        journal.write(vec![Row::Receipt(mine.clone())]).await.unwrap();
        assert_eq!(journal.receipt(member(who), &[1; 16]).await.unwrap(), Some(mine));
    }
}

pub async fn old_receipts_are_forgotten(journal: &Journal) {
    Family::begin(journal, 1).await;
    journal.write(vec![Row::Person(person(member(1), household(1), None))]).await.unwrap();
    for (key, seconds) in [(1, 10), (2, 20)] {
        let mut receipt = receipt(member(1), key, 0, "");
        receipt.at = at(seconds);
        journal.write(vec![Row::Receipt(receipt)]).await.unwrap();
    }
    assert_eq!(journal.forget(at(15), at(15)).await.unwrap(), 1);
    assert_eq!(journal.forget(at(15), at(15)).await.unwrap(), 0);
    assert!(journal.receipt(member(1), &[1; 16]).await.unwrap().is_none());
    assert!(journal.receipt(member(1), &[2; 16]).await.unwrap().is_some());
}
