//! The households that are in use, and the one way to change one: decide, append, apply.
//!
//! Readers see only what is on disk: a state changes after its events were made durable. A journal
//! that moved meanwhile (another process) is loaded again and decided on again, out of sight.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use household::state::Snapshot;
use household::{Household, HouseholdId, MemberId, Recorded, Refusal};
use jiff::Timestamp;
use journal::append::SNAPSHOT_BYTES_MAX;
use journal::{Append, AppendError, EVENTS_PER_SNAPSHOT, Head, Journal, Loaded, Receipt, Row};
use tokio::sync::OwnedMutexGuard;
use tokio::task::JoinError;

use super::cell::{Cell, Tip};
use super::{Act, ActError, Done, Shared};
use crate::web::ask::Ask;
use crate::web::failure::Again;
use crate::web::failure::hex;

/// Households kept in memory; a family in use is a few hundred kilobytes at most.
const CELLS_MAX: usize = 2_048;
/// How often an act is decided again after the journal moved. Each round needs another process to
/// win a race.
const ROUNDS_MAX: usize = 8;

#[derive(Debug, Default)]
pub struct Households {
    cells: Mutex<HashMap<HouseholdId, Arc<Cell>>>,
    /// How often a household was forgotten: one that was loaded before may hold what is erased now.
    forgotten: AtomicU64,
}

impl Households {
    pub fn new() -> Self {
        Self::default()
    }

    /// A household; one that does not exist yet is empty.
    pub async fn get(&self, app: &Shared, id: HouseholdId) -> Result<Arc<Cell>, journal::Error> {
        if let Some(cell) = self.loaded(id) {
            return Ok(cell);
        }
        if let Some(cell) = self.load(app, id).await? {
            return Ok(cell);
        }
        let (household, head) = (Household::default(), Head::START);
        Ok(keep(&mut self.lock(), id, Loaded { household, head, events_since_snapshot: 0 }))
    }

    /// A household, if there is one: what a stranger guesses leaves nothing in memory.
    pub async fn known(
        &self,
        app: &Shared,
        id: HouseholdId,
    ) -> Result<Option<Arc<Cell>>, journal::Error> {
        match self.loaded(id) {
            Some(cell) => Ok(Some(cell).filter(|cell| cell.read().is_begun())),
            None => self.load(app, id).await,
        }
    }

    /// One from the journal, if it is there.
    async fn load(
        &self,
        app: &Shared,
        id: HouseholdId,
    ) -> Result<Option<Arc<Cell>>, journal::Error> {
        loop {
            let forgotten = self.forgotten.load(Ordering::SeqCst);
            let Some(loaded) = app.journal.load(id).await? else { return Ok(None) };
            let mut cells = self.lock();
            if self.forgotten.load(Ordering::SeqCst) == forgotten {
                return Ok(Some(keep(&mut cells, id, loaded)));
            }
        }
    }

    /// A household that is in memory already.
    pub fn loaded(&self, id: HouseholdId) -> Option<Arc<Cell>> {
        self.lock().get(&id).map(Arc::clone)
    }

    /// Forgets a household in memory, so that the next reader loads it from the journal.
    pub fn forget(&self, id: HouseholdId) {
        let mut cells = self.lock();
        self.forgotten.fetch_add(1, Ordering::SeqCst);
        cells.remove(&id);
    }

    pub(super) async fn act(&self, app: &Shared, act: Act<'_>) -> Result<Done, ActError> {
        let Act { household, member, ask, to, .. } = act;
        // Before anything that waits for another's write: how long would tell of it.
        if !app.writes.take(member, app.clock.now()) {
            return match answered_before(app, member, ask).await? {
                Some(answer) => answer,
                None => Err(too_often(ask)),
            };
        }
        for _ in 0..ROUNDS_MAX {
            let cell = self.get(app, household).await?;
            let tip = Arc::clone(&cell.tip).lock_owned().await;
            let now = app.clock.now();
            let recorded = match decide(app, &cell, &act, now) {
                Ok(recorded) => recorded,
                // What came before may be what makes this refused now.
                Err(refusal) => match answered_before(app, member, ask).await? {
                    Some(answer) => return answer,
                    None if refusal == Refusal::HandsOff => return Err(waits(ask)),
                    None => return Err(refusal.into()),
                },
            };
            let mut rows = act.rows.clone();
            rows.push(Row::Receipt(ask.request.receipt(member, to, now)));
            if recorded.is_empty() {
                return match app.journal.write(rows).await.map_err(AppendError::from) {
                    Ok(()) => Ok(Done { to: to.to_owned(), at: now }),
                    Err(error) => refuse(app, member, error, ask),
                };
            }
            // In a task of its own: whoever asked may go away meanwhile, and what was made durable
            // must be shown all the same.
            let journal = app.journal.clone();
            let kept = tokio::spawn(append(journal, household, cell, tip, recorded, rows)).await;
            match kept.unwrap_or_else(|error| Err(lost(&error))) {
                Ok(()) => return Ok(Done { to: to.to_owned(), at: now }),
                Err(AppendError::Conflict) => self.forget(household),
                Err(error) => {
                    if matches!(error, AppendError::Storage(_)) {
                        // It may be on disk or not: what is there is read again.
                        self.forget(household);
                    }
                    return refuse(app, member, error, ask);
                }
            }
        }
        Err(ActError::Storage(journal::Error::Engine("the journal keeps moving".to_owned())))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<HouseholdId, Arc<Cell>>> {
        self.cells.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps one in memory; where another was loaded meanwhile, that one.
fn keep(cells: &mut HashMap<HouseholdId, Arc<Cell>>, id: HouseholdId, loaded: Loaded) -> Arc<Cell> {
    if cells.len() >= CELLS_MAX {
        // Any that nobody uses just now; it is on disk.
        let idle: Vec<_> = cells
            .iter()
            .filter(|(_, cell)| Arc::strong_count(cell) == 1)
            .map(|(id, _)| *id)
            .take(CELLS_MAX / 8)
            .collect();
        for id in idle {
            cells.remove(&id);
        }
    }
    Arc::clone(cells.entry(id).or_insert_with(|| Arc::new(Cell::new(loaded))))
}

/// The events of an act's commands, each decided on what the ones before it made.
fn decide(
    app: &Shared,
    cell: &Cell,
    act: &Act<'_>,
    now: Timestamp,
) -> Result<Vec<Recorded>, Refusal> {
    let by = act.member;
    let mut ids = app.ids(by, act.ask);
    let recorded = |event| Recorded { at: now, by, event };
    if let [command] = act.commands {
        let events = cell.read().decide(by, command, now, &mut ids)?;
        return Ok(events.into_iter().map(recorded).collect());
    }
    if act.commands.is_empty() {
        return Ok(Vec::new());
    }
    let mut state = cell.read().clone();
    let mut all = Vec::new();
    for command in act.commands {
        let events = state.decide(by, command, now, &mut ids)?;
        for event in events.into_iter().map(recorded) {
            state.apply(&event);
            all.push(event);
        }
    }
    Ok(all)
}

/// Makes events durable, then shows them to readers.
async fn append(
    journal: Journal,
    household: HouseholdId,
    cell: Arc<Cell>,
    mut tip: OwnedMutexGuard<Tip>,
    events: Vec<Recorded>,
    rows: Vec<Row>,
) -> Result<(), AppendError> {
    let count = u32::try_from(events.len()).unwrap_or(u32::MAX);
    let since = tip.events_since_snapshot.saturating_add(count);
    // One that grew too large is not tried again with every event.
    let is_due = since >= EVENTS_PER_SNAPSHOT;
    let snapshot = if is_due { snapshot(&cell, &events) } else { None };
    let append = Append { household, expected: tip.head, events: events.clone(), rows, snapshot };
    tip.head = journal.append(append).await?;
    tip.events_since_snapshot = if is_due { 0 } else { since };
    cell.apply(&events);
    Ok(())
}

/// The state after these events; none where it has grown too large to be kept as one piece, for
/// then the events alone tell.
fn snapshot(cell: &Cell, events: &[Recorded]) -> Option<Snapshot> {
    let mut after = cell.read().clone();
    for event in events {
        after.apply(event);
    }
    let snapshot = after.to_snapshot();
    let fits = |part: &Vec<u8>| part.len() < SNAPSHOT_BYTES_MAX;
    (fits(&snapshot.shared) && snapshot.own.values().all(fits)).then_some(snapshot)
}

fn lost(error: &JoinError) -> AppendError {
    AppendError::Storage(journal::Error::Engine(error.to_string()))
}

async fn answered_before(
    app: &Shared,
    member: MemberId,
    ask: &Ask,
) -> Result<Option<Result<Done, ActError>>, journal::Error> {
    let receipt = app.journal.receipt(member, &ask.request.key).await?;
    Ok(receipt.map(|receipt| answer_again(app, member, &receipt, ask)))
}

/// Same key and same body: the same answer. Same key and another body: refused.
fn answer_again(
    app: &Shared,
    member: MemberId,
    receipt: &Receipt,
    ask: &Ask,
) -> Result<Done, ActError> {
    if receipt.body == ask.request.body {
        let to = String::from_utf8_lossy(&receipt.answer).into_owned();
        Ok(Done { to, at: receipt.at })
    } else {
        let key = hex(&app.derive("again", &[member.as_bytes(), &receipt.key, &ask.request.body]));
        Err(ActError::UsedKey(Box::new(again(ask, key))))
    }
}

/// More than anybody presses by hand: the form waits to be sent again.
pub(super) fn too_often(ask: &Ask) -> ActError {
    ActError::TooOften(Box::new(again(ask, ask.key.clone())))
}

/// It would reach somebody while one is off: the form waits to be sent after that.
fn waits(ask: &Ask) -> ActError {
    ActError::Waits(Box::new(again(ask, ask.key.clone())))
}

/// The same form, to be sent under a key.
fn again(ask: &Ask, key: String) -> Again {
    let fields = (!ask.is_secret).then(|| ask.form.fields().to_vec());
    Again { path: ask.path.clone(), fields, key }
}

fn refuse(app: &Shared, member: MemberId, error: AppendError, ask: &Ask) -> Result<Done, ActError> {
    match error {
        AppendError::AlreadyDone(receipt) => answer_again(app, member, &receipt, ask),
        AppendError::InvitationGone => Err(ActError::InvitationGone),
        AppendError::NameTaken => Err(ActError::NameTaken),
        AppendError::Storage(error) => Err(ActError::Storage(error)),
        AppendError::Conflict => unreachable!("rows alone have no head to conflict with"),
    }
}
