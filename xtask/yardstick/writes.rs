//! Durable writes: grouped into shared transactions, or each in one of its own.

use std::sync::{Arc, Mutex, PoisonError, mpsc};

use anyhow::Result;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use rusqlite::Connection;
use tokio::sync::oneshot;

use super::{
    Shared,
    data::Files,
    page::{read, visitor},
};

const BATCH_MAX: usize = 512;
const WAITING_MAX: usize = 4096;

/// One write on its way, and who waits for it.
#[derive(Debug)]
struct Pending {
    household: u32,
    key: String,
    text: String,
    done: oneshot::Sender<()>,
}

#[derive(Debug)]
pub(super) struct Writer {
    queue: mpsc::SyncSender<Pending>,
    alone: Mutex<Connection>,
}

impl Writer {
    pub(super) fn start(files: &Files) -> Result<Self> {
        let (queue, pending) = mpsc::sync_channel(WAITING_MAX);
        let mut connection = files.open()?;
        std::thread::spawn(move || {
            // Those who waited for a failed transaction find nobody to answer them.
            while commit_those_waiting(&mut connection, &pending).is_ok() {}
        });
        Ok(Self { queue, alone: Mutex::new(files.open()?) })
    }
}

/// All that wait when the writer wakes share one transaction, and are answered after it.
fn commit_those_waiting(
    connection: &mut Connection,
    pending: &mpsc::Receiver<Pending>,
) -> Result<()> {
    let mut batch = vec![pending.recv()?];
    batch.extend(pending.try_iter().take(BATCH_MAX - 1));
    let transaction = connection.transaction()?;
    for one in &batch {
        insert(&transaction, one.household, &one.key, &one.text)?;
    }
    transaction.commit()?;
    for one in batch {
        let _ = one.done.send(());
    }
    Ok(())
}

fn insert(connection: &Connection, household: u32, key: &str, text: &str) -> rusqlite::Result<()> {
    let added = connection
        .prepare_cached("INSERT OR IGNORE INTO note (household, key, text) VALUES (?1, ?2, ?3)")?
        .execute((household, key, text))?;
    if added == 1 {
        let note = connection.last_insert_rowid();
        connection
            .prepare_cached("INSERT INTO history (note, at) VALUES (?1, unixepoch())")?
            .execute([note])?;
    }
    Ok(())
}

/// `POST /note`: session, group-committed write, 303.
pub(super) async fn note(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let Some(household) = household(&shared, &headers) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    // The rigs send only what needs no decoding.
    let field = |name: &str| {
        let mut fields = body.split('&').filter_map(|field| field.split_once('='));
        fields.find(|(found, _)| *found == name).map(|(_, value)| value.to_owned())
    };
    let (Some(key), Some(text)) = (field("key"), field("note")) else {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    };
    let (done, wait) = oneshot::channel();
    let sent = shared.writer.queue.try_send(Pending { household, key, text, done });
    if sent.is_err() || wait.await.is_err() {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    see_other()
}

/// `POST /insert`: the same with a transaction for each.
pub(super) async fn alone(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    let Some(household) = household(&shared, &headers) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let written = tokio::task::spawn_blocking(move || {
        let connection = shared.writer.alone.lock().unwrap_or_else(PoisonError::into_inner);
        let count: i64 =
            connection.query_row("SELECT coalesce(max(id), 0) FROM note", [], |row| row.get(0))?;
        let transaction = connection.unchecked_transaction()?;
        insert(&transaction, household, &format!("alone-{count}"), "buy milk for the week")?;
        transaction.commit()
    });
    match written.await {
        Ok(Ok(())) => see_other(),
        _ => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

fn household(shared: &Shared, headers: &HeaderMap) -> Option<u32> {
    let visitor = read(&shared.files, |connection| visitor(connection, headers));
    visitor.ok().flatten().map(|visitor| visitor.household)
}

fn see_other() -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, "/today")]).into_response()
}
