//! What goes by itself when its time is over.
//!
//! An answer that an invited person kept, and did not send while their link worked, is erased with
//! everything of theirs: they were told until when it is kept.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::time::MissedTickBehavior;

use super::{App, Shared};

/// Between two rounds.
const EVERY: Duration = Duration::from_hours(1);
/// Between two looks for talks that nobody has touched for long: what was said in one is to be gone
/// when it is said to be. Shorter than any request may take: a request's limit that would be the
/// next thing to happen wakes the runtime, and there is one for each request.
const TALKS_EVERY: Duration = Duration::from_secs(10);
/// Receipts answer what comes again after a broken connection, and forms of pages left open.
const RECEIPTS_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Ended sessions and links, and guesses: so long that no wait begins anew by being forgotten.
const ENDED_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Most steps of one round; what is left waits for the next.
const STEPS_MAX: usize = 1_000;

/// Goes round for as long as the program runs.
pub async fn go_round(app: App) {
    tokio::join!(keep_house(&app), wipe_talks(&app));
}

async fn wipe_talks(app: &Shared) {
    let mut rounds = tokio::time::interval(TALKS_EVERY);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        rounds.tick().await;
        app.talks.wipe_idle(app.clock.now());
    }
}

async fn keep_house(app: &Shared) {
    let mut rounds = tokio::time::interval(EVERY);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    match app.finish_erasures().await {
        Ok(0) => {}
        Ok(finished) => tracing::info!(finished, "erased who had left"),
        Err(error) => tracing::error!(%error, "cannot erase who had left"),
    }
    loop {
        rounds.tick().await;
        if let Err(error) = app.forget_what_ended().await {
            tracing::error!(%error, "housekeeping");
        }
    }
}

impl Shared {
    /// One round: erases who never joined, forgets what ended.
    pub async fn forget_what_ended(&self) -> Result<(), journal::Error> {
        let now = self.clock.now();
        for (household, member) in self.journal.never_joined(now).await? {
            self.erase_member(household, member).await?;
        }
        let (receipts, ended) = (before(now, RECEIPTS_FOR), before(now, ENDED_FOR));
        for _ in 0..STEPS_MAX {
            if self.journal.forget(receipts, ended).await? == 0 {
                break;
            }
        }
        Ok(())
    }
}

fn before(now: Timestamp, span: SignedDuration) -> Timestamp {
    now.saturating_sub(span).unwrap_or(Timestamp::MIN)
}
