//! What SQLite's files show, keep and refuse.

use std::fs;
use std::path::Path;

use household::plan::Choice;
use household::sort::{Mark, Who};
use household::{CardId, Event, Note, Recorded};
use journal::{
    AppendError, Credential, CredentialKind, Error, Journal, OpenError, Row, ServerKey,
    SqliteOptions,
};

use crate::world::{
    Family, SECRET, at, called, fresh, invitation, kept, line, member, open, person, receipt,
    session, zone,
};

fn key() -> ServerKey {
    ServerKey::from_bytes(SECRET)
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_reopening() {
    let fresh = fresh();
    let mut family = Family::begin(&fresh.journal, 1).await;
    family.add(&fresh.journal, vec![kept(member(1), "mine")], Vec::new()).await.unwrap();
    fresh.journal.close().await;
    let refused = family.add(&fresh.journal, vec![kept(member(1), "late")], Vec::new()).await;
    assert!(matches!(refused, Err(AppendError::Storage(Error::Closed))), "{refused:?}");
    let journal = open(&fresh.data_file());
    family.is_as_kept(&journal).await;
    // Letting go of the last handle closes, too.
    drop(journal);
    family.is_as_kept(&open(&fresh.data_file())).await;
}

#[tokio::test]
async fn a_second_program_is_refused_but_may_look() {
    let fresh = fresh();
    let mut family = Family::begin(&fresh.journal, 1).await;
    let again = Journal::open_sqlite(&fresh.data_file(), key(), SqliteOptions::default());
    assert!(matches!(again, Err(OpenError::Locked(_))));
    let looking = Journal::open_sqlite_read_only(&fresh.data_file(), key()).unwrap();
    family.is_as_kept(&looking).await;
    let refused = family.add(&looking, vec![zone(member(1), "UTC")], Vec::new()).await;
    assert!(matches!(refused, Err(AppendError::Storage(Error::ReadOnly))), "{refused:?}");
    family.add(&fresh.journal, vec![zone(member(1), "UTC")], Vec::new()).await.unwrap();
    family.is_as_kept(&looking).await;
    let absent = fresh.folder.path().join("absent.db");
    let missing = Journal::open_sqlite_read_only(&absent, key());
    assert!(matches!(missing, Err(OpenError::Absent(_))));
    assert!(!absent.exists());
}

#[tokio::test]
async fn a_file_of_another_kind_key_or_version_is_refused_untouched() {
    let fresh = fresh();
    Family::begin(&fresh.journal, 1).await;
    fresh.journal.close().await;
    let refused = |path: &Path, key: ServerKey| {
        let before = fs::read(path).unwrap();
        let serving = Journal::open_sqlite(path, key.clone(), SqliteOptions::default());
        let looking = Journal::open_sqlite_read_only(path, key);
        assert_eq!(fs::read(path).unwrap(), before);
        (serving.unwrap_err(), looking.unwrap_err())
    };
    let (serving, looking) = refused(&fresh.data_file(), ServerKey::from_bytes([8; 32]));
    assert!(matches!(serving, OpenError::WrongKey(_)), "{serving}");
    assert!(matches!(looking, OpenError::WrongKey(_)), "{looking}");

    let text = fresh.folder.path().join("letter.txt");
    fs::write(&text, "Dear Sir or Madam, ".repeat(500)).unwrap();
    let (serving, _) = refused(&text, key());
    assert!(matches!(serving, OpenError::NotOurs(_)), "{serving}");

    let other = fresh.folder.path().join("other.db");
    let foreign = rusqlite::Connection::open(&other).unwrap();
    foreign.execute_batch("CREATE TABLE song (title TEXT)").unwrap();
    drop(foreign);
    let (serving, _) = refused(&other, key());
    assert!(matches!(serving, OpenError::NotOurs(_)), "{serving}");

    let connection = rusqlite::Connection::open(fresh.data_file()).unwrap();
    connection.pragma_update(None, "user_version", 9_999).unwrap();
    drop(connection);
    let (serving, looking) = refused(&fresh.data_file(), key());
    assert!(serving.to_string().contains("newer Evenkeel"), "{serving}");
    assert!(matches!(looking, OpenError::Newer { found: 9_999, .. }), "{looking}");
}

#[test]
fn the_key_is_made_once_and_never_beside_older_data() {
    let folder = tempfile::tempdir().unwrap();
    let [key_file, data_file] = ["server.key", "evenkeel.db"].map(|name| folder.path().join(name));
    let first = ServerKey::load_or_create(&key_file, &data_file).unwrap();
    drop(Journal::open_sqlite(&data_file, first, SqliteOptions::default()).unwrap());
    #[cfg(unix)]
    for file in [&key_file, &data_file] {
        let mode =
            std::os::unix::fs::PermissionsExt::mode(&fs::metadata(file).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600, "{}", file.display());
    }
    let again = ServerKey::load_or_create(&key_file, &data_file).unwrap();
    drop(Journal::open_sqlite(&data_file, again, SqliteOptions::default()).unwrap());
    let away = folder.path().join("elsewhere");
    fs::rename(&key_file, &away).unwrap();
    let missing = ServerKey::load_or_create(&key_file, &data_file).unwrap_err();
    assert!(matches!(missing, OpenError::KeyMissing { .. }), "{missing}");
    assert!(!key_file.exists());
    for text in ["", "not a key", &"0".repeat(63), &"g".repeat(64), &"é".repeat(32)] {
        fs::write(&key_file, text).unwrap();
        let refused = ServerKey::load_or_create(&key_file, &data_file).unwrap_err();
        assert!(matches!(refused, OpenError::NotAKey(_)), "{text}: {refused}");
    }
}

#[tokio::test]
async fn a_backup_made_under_way_opens_with_the_same_key() {
    let fresh = fresh();
    let mut family = Family::begin(&fresh.journal, 1).await;
    let copy = fresh.folder.path().join("copy.db");
    let writing = {
        let journal = fresh.journal.clone();
        tokio::spawn(async move {
            let mut other = Family::begin(&journal, 2).await;
            for _ in 0..50 {
                other.add(&journal, vec![zone(member(2), "UTC")], Vec::new()).await.unwrap();
            }
        })
    };
    fresh.journal.backup_to(&copy).await.unwrap();
    writing.await.unwrap();
    let names: Vec<_> = fs::read_dir(fresh.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert!(
        !names.iter().any(|name| name.to_string_lossy().starts_with("copy.db")
            && name.to_string_lossy() != "copy.db"),
        "{names:?}"
    );
    assert!(fresh.journal.backup_to(&copy).await.is_err(), "a backup replaces nothing");
    let head = family.head;
    family.is_as_kept(&Journal::open_sqlite_read_only(&copy, key()).unwrap()).await;
    // Restored and served, it goes on from there.
    let restored = open(&copy);
    family.add(&restored, vec![zone(member(1), "CET")], Vec::new()).await.unwrap();
    family.is_as_kept(&restored).await;
    assert_ne!(family.head, head);
    for household in restored.households(None).await.unwrap() {
        restored.verify(household).await.unwrap();
    }
}

/// Texts in every field that takes text, looked for in every way of writing bytes.
#[tokio::test]
async fn no_text_is_readable_in_the_files() {
    let fresh = fresh();
    let canary = |number: usize| format!("Canary{number}Quetzal{}Zephyr", number * 7919);
    let mut family = Family::begin(&fresh.journal, 1).await;
    let rows = vec![
        Row::Person(person(member(1), family.id, Some(&canary(1)))),
        Row::Credential(Credential {
            member: member(1),
            kind: CredentialKind::Pin,
            hash: canary(2),
        }),
        Row::Session(journal::Session { label: canary(3), ..session(1, member(1), family.id) }),
        Row::Invitation(journal::Invitation {
            called: Some(canary(4)),
            ..invitation(1, family.id, member(1))
        }),
        Row::Receipt(receipt(member(1), 1, 1, &canary(5))),
    ];
    let events = vec![
        zone(member(1), &canary(6)),
        kept(member(1), &canary(7)),
        called(member(1), &canary(8)),
    ];
    family.add(&fresh.journal, events, rows).await.unwrap();
    family.add_with_snapshot(&fresh.journal, vec![kept(member(1), &canary(9))]).await;
    let needles: Vec<_> = (1..=9).flat_map(|number| ways_of_writing(&canary(number))).collect();
    assert_eq!(found_in(fresh.folder.path(), &needles), Vec::<String>::new());
    fresh.journal.close().await;
    assert_eq!(found_in(fresh.folder.path(), &needles), Vec::<String>::new());
    // The search would find one.
    fs::write(fresh.folder.path().join("leak"), canary(3).to_uppercase() + &canary(4)).unwrap();
    assert!(!found_in(fresh.folder.path(), &needles).is_empty());
}

#[tokio::test]
async fn an_erased_key_is_nowhere_in_the_files() {
    let fresh = fresh();
    let mut family = Family::begin(&fresh.journal, 1).await;
    for round in 0..300 {
        let events = vec![kept(member(2), &format!("mine {round}"))];
        if round % 50 == 0 {
            family.add_with_snapshot(&fresh.journal, events).await;
        } else {
            family.add(&fresh.journal, events, Vec::new()).await.unwrap();
        }
    }
    let looking = rusqlite::Connection::open(fresh.data_file()).unwrap();
    let secrets: Vec<Vec<u8>> = looking
        .prepare(
            "SELECT data_key FROM member_key WHERE data_key IS NOT NULL
             UNION ALL SELECT substr(bytes, -64) FROM snapshot",
        )
        .and_then(|mut all| all.query_map([], |row| row.get(0))?.collect())
        .unwrap();
    assert_eq!(secrets.len(), 3);
    let before = found_in(fresh.folder.path(), &secrets);
    assert!(!before.is_empty());
    drop(looking);
    fresh.journal.erase_member(family.id, member(2)).await.unwrap();
    assert_eq!(found_in(fresh.folder.path(), &secrets), Vec::<String>::new());
}

#[tokio::test]
async fn sizes_of_what_is_one_members_own_tell_little() {
    let fresh = fresh();
    let card = CardId::from_bytes([3; 16]);
    let marks = vec![
        Mark::Notices(Who::Nobody),
        Mark::Does(Who::Both),
        Mark::Minutes(1_000),
        Mark::Like(true),
        Mark::Cannot(None),
        Mark::Kept(false),
        Mark::Skipped(false),
    ];
    let own = [
        Event::SortSealed,
        Event::OpenPressed,
        Event::CardMarked { card, marks: vec![Mark::Like(true)] },
        Event::CardMarked { card, marks },
        Event::PlanMarked { card, choice: Choice::AskSomeone },
        Event::AnswerKept { text: Note::parse("a").unwrap() },
        Event::AnswerKept { text: Note::parse(&"long ".repeat(50)).unwrap() },
        Event::MemberNamed { name: line("Kim") },
    ];
    let events = own.map(|event| Recorded { at: at(0), by: member(1), event });
    let mut family = Family::begin(&fresh.journal, 1).await;
    family.add(&fresh.journal, events.into(), Vec::new()).await.unwrap();
    let looking = rusqlite::Connection::open(fresh.data_file()).unwrap();
    let sizes: Vec<i64> = looking
        .prepare("SELECT length(bytes) FROM event WHERE holder IS NOT NULL")
        .and_then(|mut all| all.query_map([], |row| row.get(0))?.collect())
        .unwrap();
    assert_eq!(sizes, [540; 8]);
}

fn ways_of_writing(text: &str) -> Vec<Vec<u8>> {
    const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bytes = text.as_bytes();
    let hex: String = bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    let mut ways = vec![
        bytes.to_vec(),
        text.to_lowercase().into_bytes(),
        text.to_uppercase().into_bytes(),
        hex.to_uppercase().into_bytes(),
        hex.into_bytes(),
        text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    ];
    for skipped in 0..3 {
        // Whole groups of three bytes only, from each of the three places a group can begin.
        ways.push(
            bytes[skipped..]
                .chunks_exact(3)
                .flat_map(|group| {
                    let bits =
                        group.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
                    [18, 12, 6, 0].map(|shift| BASE64[bits >> shift & 63])
                })
                .collect(),
        );
    }
    ways
}

fn found_in(folder: &Path, needles: &[Vec<u8>]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        for needle in needles {
            if bytes.windows(needle.len()).any(|window| window == needle) {
                found.push(format!("{}: {}", path.display(), String::from_utf8_lossy(needle)));
            }
        }
    }
    found
}
