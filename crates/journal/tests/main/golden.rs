//! Data files of every released version open, migrate and read.
//!
//! `tests/golden/vN.sql` is a dump of a file written by the program of data version N. When a new
//! migration makes a new version, the test writes its dump beside the build and asks for it.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use household::Household;
use journal::{Credential, CredentialKind, Journal, Lent, Row};
use rusqlite::Connection;

use crate::world::{
    Family, at, called, fresh, household, invitation, kept, line, member, named, open, person,
    receipt, session, zone,
};

const VERSION: usize = 5;

#[tokio::test]
async fn a_data_file_of_every_version_opens_and_reads() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    for version in 1..=VERSION {
        let golden = folder.join(format!("v{version}.sql"));
        let Ok(dump) = fs::read_to_string(&golden) else {
            let written = write_golden(version).await;
            panic!("{} is missing: look at {written}, then put it there", golden.display());
        };
        let here = tempfile::tempdir().unwrap();
        let data_file = here.path().join("evenkeel.db");
        Connection::open(&data_file).unwrap().execute_batch(&dump).unwrap();
        let journal = open(&data_file);
        reads(&journal, version).await;
        assert_eq!(data_version(&data_file), VERSION);
        journal.close().await;
        reads(&open(&data_file), version).await;
    }
}

/// The household that every golden file holds.
async fn expected(journal: &Journal) -> Household {
    let mut family = Family::begin(journal, 1).await;
    let rows = vec![
        Row::Person(person(member(1), family.id, Some("ada@example.org"))),
        Row::Credential(Credential {
            member: member(1),
            kind: CredentialKind::Password,
            hash: "a slow hash".to_owned(),
        }),
        Row::Session(session(1, member(1), family.id)),
        Row::Invitation(invitation(1, family.id, member(1))),
        Row::Receipt(receipt(member(1), 1, 2, "/today")),
    ];
    let events = vec![called(member(1), "Ada"), kept(member(1), "A usual day.")];
    family.add(journal, events, rows).await.unwrap();
    family.add_with_snapshot(journal, vec![zone(member(1), "UTC")]).await;
    family.add(journal, vec![kept(member(2), "Another day.")], Vec::new()).await.unwrap();
    journal.save_vault(member(1), 0, Some(b"encrypted elsewhere".to_vec())).await.unwrap();
    let file = b"encrypted for somebody".to_vec();
    let lent = Lent { by: member(1), token_hash: [1; 32], expires: at(100), file };
    journal.lend(lent, at(0)).await.unwrap();
    family.state
}

async fn reads(journal: &Journal, version: usize) {
    let other = fresh();
    let loaded = journal.load(household(1)).await.unwrap().unwrap();
    assert_eq!(loaded.household, expected(&other.journal).await);
    assert_eq!(journal.verify(household(1)).await.unwrap().unwrap().events, 5);
    assert_eq!(journal.check().await.unwrap(), Vec::<String>::new());
    let ada = journal.person_by_name(&named("Ada@Example.org")).await.unwrap().unwrap();
    assert_eq!(ada.member, member(1));
    let hash = journal.credential(member(1), CredentialKind::Password).await.unwrap();
    assert_eq!(hash.as_deref(), Some("a slow hash"));
    assert!(journal.session(&[1; 32], at(0)).await.unwrap().is_some());
    let invited = journal.invitation_by_token(&[1; 32]).await.unwrap().unwrap();
    assert_eq!(invited.called.as_deref(), Some(line("Sam").as_str()));
    let receipt = journal.receipt(member(1), &[1; 16]).await.unwrap().unwrap();
    assert_eq!(receipt.answer, b"/today");
    let vault = journal.vault(member(1)).await.unwrap();
    assert_eq!(vault.is_some_and(|vault| vault.files.is_some()), version >= 4);
    assert_eq!(journal.lent(&[1; 32], at(0)).await.unwrap().is_some(), version >= 5);
}

async fn write_golden(version: usize) -> String {
    let fresh = fresh();
    expected(&fresh.journal).await;
    fresh.journal.close().await;
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("v{version}.sql"));
    fs::write(&path, dump(&Connection::open(fresh.data_file()).unwrap())).unwrap();
    path.display().to_string()
}

fn data_version(data_file: &Path) -> usize {
    let connection = Connection::open(data_file).unwrap();
    connection.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap()
}

/// The file as SQL that makes it again.
fn dump(connection: &Connection) -> String {
    let texts = |sql: &str| -> Vec<String> {
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    let mut sql = String::new();
    for pragma in ["application_id", "user_version"] {
        let value = &texts(&format!("SELECT CAST({pragma} AS TEXT) FROM pragma_{pragma}"))[0];
        writeln!(sql, "PRAGMA {pragma} = {value};").unwrap();
    }
    for made in texts("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid") {
        writeln!(sql, "{made};").unwrap();
    }
    for table in texts("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid") {
        let columns =
            texts(&format!("SELECT 'quote(' || name || ')' FROM pragma_table_info('{table}')"));
        let values = columns.join(" || ', ' || ");
        for row in texts(&format!("SELECT {values} FROM {table}")) {
            writeln!(sql, "INSERT INTO {table} VALUES ({row});").unwrap();
        }
    }
    sql
}
