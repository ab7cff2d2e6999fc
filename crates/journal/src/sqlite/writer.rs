//! The one thread that writes. It takes everything that waits into one transaction and answers
//! after the commit. So a hundred writers cost one write to the disk, and an answer means "on
//! disk".
//!
//! One's refusal undoes nothing of another's. Nearly all refuse before they have written anything,
//! so there is nothing to undo; where one has, the transaction is begun again with a savepoint for
//! each, which costs a copy of every page that each of them changes.

use std::fs::File;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::{Commits, failed};
use crate::error::{Error, StorageFailure};

/// Most jobs in one transaction.
const JOBS_PER_COMMIT_MAX: usize = 512;
/// Most jobs waiting; callers beyond wait to be let in.
const JOBS_WAITING_MAX: usize = 1024;
/// How long emptying the log waits for readers, while nobody can write.
const TRUNCATE_WAIT: Duration = Duration::from_millis(100);
/// How long a commit waits for another program that holds the file (a backup tool, say).
const BUSY_WAIT: Duration = Duration::from_secs(5);

#[derive(Debug)]
pub(super) struct Writer {
    orders: Mutex<Option<mpsc::Sender<Order>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

enum Order {
    Job(Box<dyn Job>),
    /// Move the log into the data file and leave the log empty.
    Truncate(oneshot::Sender<Result<(), Error>>),
    Close(oneshot::Sender<()>),
}

/// Work inside the transaction, and somebody who waits for its answer.
trait Job: Send {
    /// Whether what it did is to be kept. What an earlier run did was undone.
    fn run(&mut self, connection: &Connection) -> bool;
    /// Why storage failed it, if it did.
    fn failure(&self) -> Option<Error>;
    fn answer(self: Box<Self>, committed: Result<(), Error>);
}

struct Task<W, T, E> {
    work: W,
    result: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<W, T, E> Job for Task<W, T, E>
where
    W: Fn(&Connection) -> Result<T, E> + Send,
    T: Send,
    E: From<Error> + StorageFailure + Send,
{
    fn run(&mut self, connection: &Connection) -> bool {
        self.result = Some((self.work)(connection));
        matches!(self.result, Some(Ok(_)))
    }

    fn failure(&self) -> Option<Error> {
        self.result.as_ref()?.as_ref().err()?.storage_failure().cloned()
    }

    fn answer(self: Box<Self>, committed: Result<(), Error>) {
        // A refusal, too, may rest on something in the same transaction that did not come to be.
        let answer = match (committed, self.result) {
            (Ok(()), Some(result)) => result,
            (Ok(()), None) => Err(Error::Closed.into()),
            (Err(error), _) => Err(error.into()),
        };
        // Whoever asked may have gone; what was written stays written.
        let _gone = self.reply.send(answer);
    }
}

impl Writer {
    /// `lock` is held until the thread has ended.
    pub(super) fn start(
        connection: Connection,
        lock: File,
        commits: Commits,
    ) -> std::io::Result<Self> {
        let jobs_max = match commits {
            Commits::Grouped => JOBS_PER_COMMIT_MAX,
            Commits::Single => 1,
        };
        let (orders, waiting) = mpsc::channel(JOBS_WAITING_MAX);
        let thread = thread::Builder::new()
            .name("journal-writer".to_owned())
            .spawn(move || serve(connection, waiting, lock, jobs_max))?;
        Ok(Self { orders: Mutex::new(Some(orders)), thread: Mutex::new(Some(thread)) })
    }

    /// Runs `work` in a transaction; on `Ok` it is on disk. It may be run twice, the first time in
    /// vain.
    pub(super) async fn run<T, E>(
        &self,
        work: impl Fn(&Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + StorageFailure + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.order(Order::Job(Box::new(Task { work, result: None, reply }))).await?;
        answer.await.unwrap_or_else(|_| Err(Error::Closed.into()))
    }

    pub(super) async fn truncate_log(&self) -> Result<(), Error> {
        let (reply, answer) = oneshot::channel();
        self.order(Order::Truncate(reply)).await?;
        answer.await.unwrap_or(Err(Error::Closed))
    }

    /// Lets the jobs before it finish, then ends the thread and lets go of the file.
    pub(super) async fn close(&self) {
        let (reply, answer) = oneshot::channel();
        if self.order(Order::Close(reply)).await.is_ok() {
            // An error means that it had ended already.
            let _ended = answer.await;
        }
        self.join();
    }

    async fn order(&self, order: Order) -> Result<(), Error> {
        let orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let orders = orders.ok_or(Error::Closed)?;
        orders.send(order).await.map_err(|_| Error::Closed)
    }

    /// The thread ends when nobody can send orders any more.
    fn join(&self) {
        drop(self.orders.lock().unwrap_or_else(PoisonError::into_inner).take());
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            // A panic in there was already reported by the thread itself.
            let _panicked = thread.join();
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.join();
    }
}

fn serve(connection: Connection, mut orders: mpsc::Receiver<Order>, lock: File, jobs_max: usize) {
    let mut taken = Vec::with_capacity(jobs_max);
    let mut closing = Vec::new();
    while closing.is_empty() && orders.blocking_recv_many(&mut taken, jobs_max) > 0 {
        let mut jobs = Vec::with_capacity(taken.len());
        let mut truncations = Vec::new();
        for order in taken.drain(..) {
            match order {
                Order::Job(job) => jobs.push(job),
                Order::Truncate(reply) => truncations.push(reply),
                Order::Close(reply) => closing.push(reply),
            }
        }
        if !jobs.is_empty() {
            let committed = commit_together(&connection, &mut jobs);
            for job in jobs {
                job.answer(committed.clone());
            }
        }
        for reply in truncations {
            let _gone = reply.send(truncate_log(&connection));
        }
    }
    // Those still waiting see their answer's channel close.
    drop(orders);
    drop(connection);
    drop(lock);
    for reply in closing {
        let _gone = reply.send(());
    }
}

/// One transaction for all of them. On an error none is kept, and the connection is ready again.
fn commit_together(connection: &Connection, jobs: &mut [Box<dyn Job>]) -> Result<(), Error> {
    let outcome = match run_freely(connection, jobs) {
        Ok(Ran::Through) => run(connection, "COMMIT"),
        Ok(Ran::IntoOneToUndo) => run(connection, "ROLLBACK")
            .and_then(|()| run_apart(connection, jobs))
            .and_then(|()| run(connection, "COMMIT")),
        Err(error) => Err(error),
    };
    if outcome.is_err() && !connection.is_autocommit() {
        // If even this fails, the next BEGIN does, and says so.
        let _next_begin_tells = connection.execute_batch("ROLLBACK");
    }
    outcome
}

/// How far a transaction without savepoints came.
enum Ran {
    Through,
    /// A job refused after it had written: it cannot be undone alone.
    IntoOneToUndo,
}

fn run_freely(connection: &Connection, jobs: &mut [Box<dyn Job>]) -> Result<Ran, Error> {
    run(connection, "BEGIN IMMEDIATE")?;
    for job in jobs {
        let before = connection.total_changes();
        let keep = run_one(connection, job)?;
        if !keep && connection.total_changes() != before {
            return Ok(Ran::IntoOneToUndo);
        }
    }
    Ok(Ran::Through)
}

/// Each under a savepoint of its own.
fn run_apart(connection: &Connection, jobs: &mut [Box<dyn Job>]) -> Result<(), Error> {
    run(connection, "BEGIN IMMEDIATE")?;
    for job in jobs {
        run(connection, "SAVEPOINT job")?;
        if !run_one(connection, job)? {
            run(connection, "ROLLBACK TO job")?;
        }
        run(connection, "RELEASE job")?;
    }
    Ok(())
}

/// Whether what the job did is to be kept. An error where SQLite gave the whole transaction up: the
/// disk is full, or fails.
fn run_one(connection: &Connection, job: &mut Box<dyn Job>) -> Result<bool, Error> {
    let keep = job.run(connection);
    if connection.is_autocommit() {
        return Err(job.failure().unwrap_or(Error::Closed));
    }
    Ok(keep)
}

fn run(connection: &Connection, sql: &str) -> Result<(), Error> {
    connection
        .prepare_cached(sql)
        .and_then(|mut statement| statement.execute([]))
        .map(drop)
        .map_err(failed)
}

fn truncate_log(connection: &Connection) -> Result<(), Error> {
    connection.busy_timeout(TRUNCATE_WAIT).map_err(failed)?;
    let busy = connection
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, bool>(0))
        .map_err(failed);
    connection.busy_timeout(BUSY_WAIT).map_err(failed)?;
    if busy? {
        return Err(Error::EraseUnfinished("another program is reading the data file"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(folder: &std::path::Path) -> Writer {
        let file = folder.join("numbers.db");
        let connection = Connection::open(&file).unwrap();
        connection.pragma_update(None, "journal_mode", "WAL").unwrap();
        connection.execute_batch("CREATE TABLE number (n INTEGER PRIMARY KEY, pad BLOB)").unwrap();
        Writer::start(connection, File::open(&file).unwrap(), Commits::Grouped).unwrap()
    }

    fn insert(n: u32, bytes: u32) -> impl Fn(&Connection) -> Result<(), Error> + Send {
        move |connection| {
            connection
                .execute("INSERT INTO number VALUES (?1, zeroblob(?2))", [n, bytes])
                .map(drop)
                .map_err(failed)
        }
    }

    async fn numbers(writer: &Writer) -> Vec<u32> {
        let read = |connection: &Connection| {
            connection
                .prepare("SELECT n FROM number ORDER BY n")
                .and_then(|mut all| all.query_map([], |row| row.get(0))?.collect())
                .map_err(failed)
        };
        writer.run(read).await.unwrap()
    }

    #[tokio::test]
    async fn one_refusal_undoes_nothing_of_another_job() {
        let folder = tempfile::tempdir().unwrap();
        let writer = table(folder.path());
        // All in one transaction: they wait while the first holds the thread.
        let (go, wait) = std::sync::mpsc::channel::<()>();
        let hold = writer.run(move |_| {
            // The second time there is nobody to wait for.
            let _gone = wait.recv();
            Ok::<_, Error>(())
        });
        let twice = |n| {
            let (first, second) = (insert(n, 1), insert(n, 1));
            writer.run(move |connection| first(connection).and_then(|()| second(connection)))
        };
        let release = async move {
            // By now the orders before this future in the join are in the queue.
            go.send(()).unwrap();
        };
        let (_, one, two, three, ()) = tokio::join!(
            hold,
            writer.run(insert(1, 1)),
            twice(2),
            writer.run(insert(3, 1)),
            release
        );
        assert!(one.is_ok() && two.is_err() && three.is_ok());
        assert_eq!(numbers(&writer).await, [1, 3]);
    }

    #[tokio::test]
    async fn a_full_disk_refuses_and_the_thread_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let writer = table(folder.path());
        writer.run(insert(1, 10)).await.unwrap();
        let limit = |pages: u32| {
            move |connection: &Connection| {
                connection
                    .query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))
                    .map_err(failed)
            }
        };
        writer.run(limit(4)).await.unwrap();
        assert_eq!(writer.run(insert(2, 1 << 20)).await, Err(Error::NoSpace));
        writer.run(insert(3, 10)).await.unwrap();
        assert_eq!(numbers(&writer).await, [1, 3]);
        writer.run(limit(1 << 20)).await.unwrap();
        writer.run(insert(2, 1 << 20)).await.unwrap();
        assert_eq!(numbers(&writer).await, [1, 2, 3]);
    }

    #[tokio::test]
    async fn closing_finishes_what_waits() {
        let folder = tempfile::tempdir().unwrap();
        let writer = table(folder.path());
        let (one, ()) = tokio::join!(writer.run(insert(1, 1)), writer.close());
        let late = writer.run(insert(2, 1)).await;
        assert_eq!((one, late), (Ok(()), Err(Error::Closed)));
        writer.close().await;
    }
}
