//! Bytes changed behind the program's back are noticed, and never make it panic.

use std::path::Path;

use household::Household;
use journal::error::Damage;
use journal::{Credential, CredentialKind, Error, Journal, Row, ServerKey, SqliteOptions};
use proptest::prelude::{any, prop_assert, proptest};
use proptest::test_runner::Config;

use crate::world::{
    Family, SECRET, called, fresh, household, kept, member, open, person, session, zone,
};

/// Household 1: begun, named, four events, a snapshot after the fifth.
async fn written(journal: &Journal) -> Family {
    let mut family = Family::begin(journal, 1).await;
    let rows = vec![Row::Person(person(member(1), household(1), Some("ada")))];
    family
        .add(journal, vec![called(member(1), "Ada"), kept(member(2), "mine")], rows)
        .await
        .unwrap();
    family.add_with_snapshot(journal, vec![zone(member(1), "UTC"), kept(member(1), "my")]).await;
    family
        .add(journal, vec![kept(member(2), "after"), zone(member(2), "CET")], vec![])
        .await
        .unwrap();
    family
}

fn tamper(data_file: &Path, sql: &str) {
    let connection = rusqlite::Connection::open(data_file).unwrap();
    connection.execute_batch(sql).unwrap();
    assert!(connection.changes() > 0, "{sql} changed nothing");
}

fn flip(data_file: &Path, table: &str, column: &str, which: usize, at: usize, bit: u8) {
    let connection = rusqlite::Connection::open(data_file).unwrap();
    let keys: Vec<(i64, Vec<u8>)> = connection
        .prepare(&format!("SELECT rowid, {column} FROM {table} ORDER BY rowid"))
        .or_else(|_| connection.prepare(&format!("SELECT seq, {column} FROM {table} ORDER BY seq")))
        .and_then(|mut all| all.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())
        .unwrap();
    let (key, mut bytes) = keys[which % keys.len()].clone();
    let at = at % bytes.len();
    bytes[at] ^= 1 << (bit % 8);
    let update = format!("UPDATE {table} SET {column} = ?1 WHERE rowid = ?2");
    let changed = connection
        .execute(&update, rusqlite::params![bytes, key])
        .or_else(|_| {
            connection.execute(&update.replace("rowid", "seq"), rusqlite::params![bytes, key])
        })
        .unwrap();
    assert_eq!(changed, 1);
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().build().unwrap()
}

proptest! {
    #![proptest_config(Config { cases: 48, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_changed_bit_of_an_event_is_noticed(
        hash in any::<bool>(),
        which in any::<usize>(),
        at in any::<usize>(),
        bit in any::<u8>(),
    ) {
        runtime().block_on(async {
            let fresh = fresh();
            written(&fresh.journal).await;
            flip(&fresh.data_file(), "event", if hash { "hash" } else { "bytes" }, which, at, bit);
            let verified = fresh.journal.verify(household(1)).await;
            let noticed = matches!(verified, Err(Error::Damaged { what: Damage::Chain, .. }));
            prop_assert!(noticed, "{verified:?}");
            Ok(())
        })?;
    }

    #[test]
    fn a_changed_bit_of_a_snapshot_is_noticed_and_does_no_harm(
        hash in any::<bool>(),
        which in any::<usize>(),
        at in any::<usize>(),
        bit in any::<u8>(),
    ) {
        runtime().block_on(async {
            let fresh = fresh();
            let family = written(&fresh.journal).await;
            let column = if hash && which % 3 == 0 { "hash" } else { "bytes" };
            flip(&fresh.data_file(), "snapshot", column, which, at, bit);
            let loaded = fresh.journal.load(household(1)).await.unwrap().unwrap();
            prop_assert!(loaded.household == family.state);
            prop_assert!(loaded.events_since_snapshot == 7, "so that a new one is made");
            let verified = fresh.journal.verify(household(1)).await;
            let noticed = matches!(verified, Err(Error::Damaged { what: Damage::Snapshot, .. }));
            prop_assert!(noticed, "{verified:?}");
            Ok(())
        })?;
    }
}

#[tokio::test]
async fn events_cannot_be_dropped_swapped_or_moved() {
    for (sql, expected) in [
        ("DELETE FROM event WHERE seq = 3", Damage::Missing),
        ("DELETE FROM event WHERE seq = 7", Damage::Missing),
        ("UPDATE event SET seq = 70 WHERE seq = 7", Damage::Missing),
        (
            "UPDATE event SET bytes = (SELECT bytes FROM event WHERE seq = 5) WHERE seq = 3",
            Damage::Chain,
        ),
        ("UPDATE event SET holder = NULL WHERE seq = 3", Damage::Chain),
        ("UPDATE household SET seq = 6", Damage::Chain),
        ("UPDATE household SET seq = 8", Damage::Missing),
        ("UPDATE household SET hash = zeroblob(32)", Damage::Chain),
        ("DELETE FROM member_key WHERE member = x'02020202020202020202020202020202'", Damage::Key),
        ("UPDATE member_key SET data_key = zeroblob(64)", Damage::Key),
        ("UPDATE household SET data_key = zeroblob(8)", Damage::Key),
    ] {
        let fresh = fresh();
        written(&fresh.journal).await;
        tamper(&fresh.data_file(), sql);
        match fresh.journal.verify(household(1)).await {
            Err(Error::Damaged { what, .. }) => assert_eq!(what, expected, "{sql}"),
            other => panic!("{sql}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_snapshot_of_another_version_of_the_program_is_passed_over() {
    let fresh = fresh();
    let family = written(&fresh.journal).await;
    // It decrypts, but what it says may no longer be what its events mean.
    tamper(&fresh.data_file(), "UPDATE snapshot SET program = '0.0.1'");
    let loaded = fresh.journal.load(household(1)).await.unwrap().unwrap();
    assert_eq!((&loaded.household, loaded.events_since_snapshot), (&family.state, 7));
    assert!(!fresh.journal.verify(household(1)).await.unwrap().unwrap().snapshot);
}

#[tokio::test]
async fn an_own_part_of_a_snapshot_cannot_be_dropped_or_exchanged() {
    for sql in [
        "DELETE FROM snapshot WHERE holder = x'02020202020202020202020202020202'",
        "DELETE FROM snapshot WHERE holder = x''",
        "UPDATE snapshot SET bytes = (SELECT bytes FROM snapshot WHERE holder = x'')
         WHERE holder <> x''",
        "UPDATE snapshot SET seq = 4",
        "UPDATE snapshot SET holder = x'01' WHERE holder = x''",
    ] {
        let fresh = fresh();
        let family = written(&fresh.journal).await;
        tamper(&fresh.data_file(), sql);
        let loaded = fresh.journal.load(household(1)).await.unwrap().unwrap();
        assert_eq!(loaded.household, family.state, "{sql}");
    }
}

#[tokio::test]
async fn an_ordinary_text_that_was_changed_or_moved_is_refused() {
    let fresh = fresh();
    written(&fresh.journal).await;
    let rows = [1, 2].map(|token| Row::Session(session(token, member(1), household(1))));
    fresh.journal.write(rows.into()).await.unwrap();
    tamper(
        &fresh.data_file(),
        "UPDATE session SET label = (SELECT label FROM session ORDER BY token_hash LIMIT 1)",
    );
    let listed = fresh.journal.sessions_of(member(1), crate::world::at(0)).await;
    assert_eq!(listed, Err(Error::DamagedRow { what: "session" }));
    let secret = |kind, hash: &str| {
        Row::Credential(Credential { member: member(1), kind, hash: hash.to_owned() })
    };
    let secrets = vec![
        secret(CredentialKind::Password, "password"),
        secret(CredentialKind::Recovery, "words"),
    ];
    fresh.journal.write(secrets).await.unwrap();
    tamper(
        &fresh.data_file(),
        "UPDATE credential SET hash = (SELECT hash FROM credential WHERE kind = 3) WHERE kind = 1",
    );
    let exchanged = fresh.journal.credential(member(1), CredentialKind::Password).await;
    assert_eq!(exchanged, Err(Error::DamagedRow { what: "credential" }));
    tamper(&fresh.data_file(), "UPDATE person SET name = zeroblob(64)");
    let found = fresh.journal.person(member(1)).await;
    assert_eq!(found, Err(Error::DamagedRow { what: "person" }));
    assert_eq!(fresh.journal.credential(member(1), CredentialKind::Pin).await, Ok(None));
}

#[tokio::test]
async fn random_bytes_for_a_data_file_are_refused_without_a_panic() {
    let fresh = fresh();
    written(&fresh.journal).await;
    fresh.journal.close().await;
    let sound = std::fs::read(fresh.data_file()).unwrap();
    for cut in [1, 50, 100, 4_096, 5_000, sound.len() / 2, sound.len() - 1] {
        let path = fresh.folder.path().join(format!("cut-{cut}.db"));
        std::fs::write(&path, &sound[..cut]).unwrap();
        let key = ServerKey::from_bytes(SECRET);
        if let Ok(journal) = Journal::open_sqlite(&path, key, SqliteOptions::default()) {
            let whole = journal.check().await.is_ok_and(|problems| problems.is_empty());
            let read = journal.load(household(1)).await;
            assert!(!whole || read.is_ok_and(|loaded| loaded.is_some()), "cut at {cut}");
        }
    }
    assert_ne!(
        open(&fresh.data_file()).load(household(1)).await.unwrap().unwrap().household,
        Household::default()
    );
}
