//! Work that takes a core for a while: no more of it at once than there are cores, a bounded queue
//! behind it, and whoever comes to a full one is told so at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use household::MemberId;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// Most requests that wait for their turn.
pub const WAITING_MAX: usize = 64;
/// Most of them that are one member's. Whoever could fill the queue alone would learn by it when
/// somebody else stands in it, and could keep them out.
const OF_ONE_MAX: usize = 4;

#[derive(Debug)]
pub struct Turns {
    waiting: Arc<Semaphore>,
    running: Arc<Semaphore>,
    by_member: Arc<Mutex<HashMap<MemberId, usize>>>,
}

/// A member's place in the queue, until it is dropped.
struct Place {
    member: MemberId,
    by_member: Arc<Mutex<HashMap<MemberId, usize>>>,
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
            running: Arc::new(Semaphore::new(cores)),
            by_member: Arc::default(),
        }
    }

    /// As [`Turns::take`], for a member, who has a few places and no more.
    pub async fn take_for<T: Send + 'static>(
        &self,
        member: MemberId,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, NoTurn> {
        let place = Place::take(&self.by_member, member).ok_or(NoTurn::TooMany)?;
        self.take(move || {
            let done = work();
            drop(place);
            done
        })
        .await
    }

    /// Does it when its turn has come.
    pub async fn take<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, NoTurn> {
        let too_many = |_| NoTurn::TooMany;
        let waiting = Arc::clone(&self.waiting).try_acquire_owned().map_err(|_| NoTurn::TooMany)?;
        let turn = Arc::clone(&self.running).acquire_owned().await.map_err(too_many)?;
        let done = spawn_blocking(move || {
            let done = work();
            // Held until the work has ended, also if whoever asked has gone.
            drop((turn, waiting));
            done
        });
        done.await.map_err(|error| NoTurn::Broken(error.to_string()))
    }
}

impl Place {
    fn take(by_member: &Arc<Mutex<HashMap<MemberId, usize>>>, member: MemberId) -> Option<Self> {
        let mut places = by_member.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = places.entry(member).or_default();
        if *taken == OF_ONE_MAX {
            return None;
        }
        *taken += 1;
        Some(Self { member, by_member: Arc::clone(by_member) })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut places = self.by_member.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = places.get_mut(&self.member) {
            *taken -= 1;
            if *taken == 0 {
                places.remove(&self.member);
            }
        }
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
    async fn one_member_takes_a_few_places_and_nobody_elses() {
        let turns = Turns::new();
        let [ana, ben] = [1, 2].map(|n| MemberId::from_bytes([n; 16]));
        let (open, door) = std::sync::mpsc::channel::<()>();
        let door = Arc::new(Mutex::new(door));
        let mut waiting = Vec::new();
        for _ in 0..OF_ONE_MAX {
            let door = Arc::clone(&door);
            let mut work = Box::pin(turns.take_for(ana, move || {
                let _closed = door.lock().map(|door| door.recv());
            }));
            poll_fn(|cx| Poll::Ready(work.as_mut().poll(cx).is_pending())).await;
            waiting.push(work);
        }
        assert_eq!(turns.take_for(ana, || ()).await, Err(NoTurn::TooMany));
        let mut other = Box::pin(turns.take_for(ben, || 7));
        assert!(poll_fn(|cx| Poll::Ready(other.as_mut().poll(cx).is_pending())).await, "waits");
        drop(open);
        for work in waiting {
            assert_eq!(work.await, Ok(()));
        }
        assert_eq!(other.await, Ok(7));
        assert_eq!(turns.take_for(ana, || 8).await, Ok(8));
    }

    #[tokio::test]
    async fn a_full_queue_says_so_and_empties_again() {
        let turns = Turns::new();
        let (open, door) = std::sync::mpsc::channel::<()>();
        let door = Arc::new(Mutex::new(door));
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
