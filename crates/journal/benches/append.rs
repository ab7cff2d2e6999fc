//! Durable appends a second: many households at once, through the group commit, against one
//! transaction per append with the same rows. `cargo bench -p journal --bench append -- [seconds]
//! [/folder]`.
#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::path::Path;
use std::time::{Duration, Instant};

use household::{Event, HouseholdId, Line, MemberId, Recorded};
use jiff::Timestamp;
use journal::{Append, Head, Journal, Person, Receipt, Row, ServerKey, Session, SqliteOptions};

const MEMBER_OF: u8 = 1;

fn main() {
    let seconds = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(2);
    let lasting = Duration::from_secs(seconds);
    let folder = std::env::args().skip(1).find(|word| word.starts_with('/'));
    let folder = tempfile::Builder::new()
        .prefix("append-bench-")
        .tempdir_in(folder.as_deref().unwrap_or(env!("CARGO_MANIFEST_DIR")))
        .expect("a folder on a real disk");
    let runtime = tokio::runtime::Builder::new_multi_thread().build().expect("threads");
    println!("{:<44} {:>12} {:>10} {:>10}", "durable appends", "per second", "p50 µs", "p99 µs");
    for writers in [1_u8, 16, 64] {
        let journal = open(&folder.path().join(format!("{writers}.db")));
        for receipts in [false, true] {
            let rate = runtime.block_on(measure(&journal, writers, lasting, receipts));
            let what = if receipts { "with a receipt" } else { "event only" };
            rate.print(&format!("{writers} writers, group commit, {what}"));
        }
    }
    one_transaction_each(&folder.path().join("single.db"), lasting)
        .print("one transaction per append");
    runtime.block_on(read_sessions(&open(&folder.path().join("reads.db"))));
}

struct Rate {
    took: Duration,
    each: Vec<Duration>,
}

impl Rate {
    fn print(mut self, what: &str) {
        self.each.sort_unstable();
        let count = u32::try_from(self.each.len()).unwrap_or(u32::MAX);
        let rate = f64::from(count) / self.took.as_secs_f64();
        let at = |part: usize| self.each[self.each.len() * part / 100].as_micros();
        println!("{what:<44} {rate:>12.0} {:>10} {:>10}", at(50), at(99));
    }
}

fn open(data_file: &Path) -> Journal {
    Journal::open_sqlite(data_file, ServerKey::from_bytes([7; 32]), SqliteOptions::default())
        .expect("a new data file")
}

async fn measure(journal: &Journal, writers: u8, lasting: Duration, receipts: bool) -> Rate {
    let began = Instant::now();
    let tasks: Vec<_> = (0..writers)
        .map(|writer| {
            let journal = journal.clone();
            tokio::spawn(async move { one_writer(&journal, writer, lasting, receipts).await })
        })
        .collect();
    let mut each = Vec::new();
    for task in tasks {
        each.extend(task.await.expect("a writer ends well"));
    }
    Rate { took: began.elapsed(), each }
}

async fn one_writer(
    journal: &Journal,
    writer: u8,
    lasting: Duration,
    receipts: bool,
) -> Vec<Duration> {
    let household = HouseholdId::from_bytes([writer; 16]);
    let mut head = match journal.load(household).await.expect("readable") {
        Some(loaded) => loaded.head,
        None => Head::START,
    };
    let mut each = Vec::new();
    let began = Instant::now();
    let mut round = 0_u64;
    while began.elapsed() < lasting {
        round += 1;
        let rows = if receipts { vec![receipt(writer, round)] } else { Vec::new() };
        let append =
            Append { household, expected: head, events: vec![event()], rows, snapshot: None };
        let asked = Instant::now();
        head = journal.append(append).await.expect("appended");
        each.push(asked.elapsed());
    }
    each
}

fn receipt(writer: u8, round: u64) -> Row {
    let mut key = [writer; 16];
    // Keys are random in life: spread them over the index as much.
    key[..8].copy_from_slice(&round.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes());
    let member = MemberId::from_bytes([MEMBER_OF; 16]);
    Row::Receipt(Receipt {
        member,
        key,
        body: [3; 32],
        answer: b"/today".to_vec(),
        at: Timestamp::UNIX_EPOCH,
    })
}

fn event() -> Recorded {
    let name = Line::parse("Somebody").expect("a name");
    let by = MemberId::from_bytes([MEMBER_OF; 16]);
    Recorded { at: Timestamp::UNIX_EPOCH, by, event: Event::OtherCalled { name } }
}

/// The same rows, each in a transaction of its own, by one connection without any waiting between.
fn one_transaction_each(data_file: &Path, lasting: Duration) -> Rate {
    drop(open(data_file));
    let connection = rusqlite::Connection::open(data_file).expect("opens");
    connection.pragma_update(None, "synchronous", "FULL").expect("set");
    connection
        .execute(
            "INSERT INTO household (place, id, seq, hash, data_key)
             VALUES (1, zeroblob(16), 0, zeroblob(32), zeroblob(64))",
            [],
        )
        .expect("inserted");
    let mut each = Vec::new();
    let began = Instant::now();
    let mut seq = 0_i64;
    while began.elapsed() < lasting {
        seq += 1;
        let asked = Instant::now();
        let transaction = connection.unchecked_transaction().expect("begun");
        transaction
            .prepare_cached("UPDATE household SET seq = ?1 WHERE place = 1 AND seq = ?1 - 1")
            .and_then(|mut statement| statement.execute([seq]))
            .expect("updated");
        transaction
            .prepare_cached(
                "INSERT INTO event (place, seq, holder, hash, bytes)
                 VALUES (1, ?1, zeroblob(16), zeroblob(32), zeroblob(540))",
            )
            .and_then(|mut statement| statement.execute([seq]))
            .expect("inserted");
        transaction.commit().expect("committed");
        each.push(asked.elapsed());
    }
    Rate { took: began.elapsed(), each }
}

/// What every request does first.
async fn read_sessions(journal: &Journal) {
    let household = HouseholdId::from_bytes([1; 16]);
    let member = MemberId::from_bytes([MEMBER_OF; 16]);
    let now = Timestamp::UNIX_EPOCH;
    let person = Person { member, household, sign_in_name: None, created: now, invitation: None };
    let session = |number: u32| {
        let mut token_hash = [9; 32];
        token_hash[..4].copy_from_slice(&number.wrapping_mul(0x9E37_79B9).to_be_bytes());
        let expires = Timestamp::from_second(4_000_000_000).expect("in range");
        let label = "a browser".to_owned();
        Session { token_hash, member, household, device: None, created: now, expires, label }
    };
    let rows = vec![Row::Person(person)];
    let append =
        Append { household, expected: Head::START, events: vec![event()], rows, snapshot: None };
    journal.append(append).await.expect("begun");
    for chunk in 0..40 {
        let rows = (0..250).map(|one| Row::Session(session(chunk * 250 + one))).collect();
        journal.write(rows).await.expect("written");
    }
    let reads = 200_000_u32;
    let began = Instant::now();
    for number in 0..reads {
        let token_hash = session(number % 10_000).token_hash;
        assert!(journal.session(&token_hash, now).await.expect("read").is_some());
    }
    println!(
        "a session among 10,000: {:.2} µs",
        began.elapsed().as_secs_f64() * 1e6 / f64::from(reads)
    );
    let began = Instant::now();
    let loads = 2_000_u32;
    for _ in 0..loads {
        assert!(journal.load(household).await.expect("read").is_some());
    }
    println!(
        "loading a new household: {:.2} µs",
        began.elapsed().as_secs_f64() * 1e6 / f64::from(loads)
    );
}
