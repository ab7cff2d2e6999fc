//! Work that takes a core for a while: no more of it at once than there are cores, a bounded queue
//! behind it, and whoever comes to a full one is told so at once.

use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// Most requests that wait for their turn.
pub const WAITING_MAX: usize = 64;

#[derive(Debug)]
pub struct Turns {
    waiting: Arc<Semaphore>,
    turns: Arc<Semaphore>,
}

/// Why there was no turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoTurn {
    TooMany,
    /// It ended before its time.
    Broken(String),
}

impl Turns {
    #[expect(clippy::new_without_default, reason = "it counts from here on; there is no other")]
    pub fn new() -> Self {
        let cores = cores();
        Self {
            waiting: Arc::new(Semaphore::new(WAITING_MAX + cores)),
            turns: Arc::new(Semaphore::new(cores)),
        }
    }

    /// Does it when its turn has come.
    pub async fn take<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, NoTurn> {
        let too_many = |_| NoTurn::TooMany;
        let waiting = Arc::clone(&self.waiting).try_acquire_owned().map_err(|_| NoTurn::TooMany)?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(too_many)?;
        let done = spawn_blocking(move || {
            let done = work();
            // Held until the work has ended, also if whoever asked has gone.
            drop((turn, waiting));
            done
        });
        done.await.map_err(|error| NoTurn::Broken(error.to_string()))
    }
}

/// How many work at once.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

#[cfg(test)]
mod tests {
    use std::future::{Future, poll_fn};
    use std::pin::pin;
    use std::task::Poll;

    use super::*;

    #[tokio::test]
    async fn a_full_queue_says_so_and_empties_again() {
        let turns = Turns::new();
        let (open, door) = std::sync::mpsc::channel::<()>();
        let door = Arc::new(std::sync::Mutex::new(door));
        let mut waiting = Vec::new();
        for _ in 0..WAITING_MAX + cores() {
            let door = Arc::clone(&door);
            let mut work = Box::pin(turns.take(move || {
                let _closed = door.lock().map(|door| door.recv());
            }));
            // It has its place in the queue once it was looked at.
            poll_fn(|cx| Poll::Ready(work.as_mut().poll(cx).is_pending())).await;
            waiting.push(work);
        }
        assert_eq!(turns.take(|| ()).await, Err(NoTurn::TooMany));
        drop(open);
        for work in waiting {
            assert_eq!(work.await, Ok(()));
        }
        assert_eq!(pin!(turns.take(|| 7)).await, Ok(7));
    }
}
