//! Talks that are under way: in memory, and nowhere else. A talk is wiped when it ends, two hours
//! after somebody last did something in it, and with the process.
//!
//! For who has not come in there is none, whether the other has or not. Each of the two has a
//! version of their own, which moves when what they see of the talk changes and never otherwise: it
//! is all that a device which follows is told. What one does without the other's seeing it neither
//! prolongs a talk nor makes room for one.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use household::talk::listening::{Act, LiveTalk, NotNow, Way};
use household::{MemberId, TalkId};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

/// Most talks at once. No family's talk makes room for another's: one more waits.
const TALKS_MAX: usize = 2_000;
/// Of one member, those they hold and those they have come into; so a family has six times as many.
const OF_ONE_MAX: usize = 12;
const IDLE_MAX: SignedDuration = SignedDuration::from_hours(2);
/// Most pages of one member that follow one talk.
const FOLLOWERS_MAX: usize = 6;

#[derive(Debug)]
pub struct Talks {
    live: Mutex<Live>,
}

#[derive(Debug, Default)]
struct Live {
    talks: HashMap<TalkId, UnderWay>,
    is_closed: bool,
}

#[derive(Debug)]
struct UnderWay {
    talk: LiveTalk,
    touched: Timestamp,
    seats: [Seat; 2],
}

/// What one of the two is told of.
#[derive(Debug)]
struct Seat {
    who: MemberId,
    /// 0 until they have come in.
    version: watch::Sender<u64>,
}

/// What became of something that somebody did.
#[derive(Debug)]
pub enum Applied {
    GoesOn,
    /// It would end the talk. What is kept of it is to be made durable first; see [`Talks::end`].
    Ends(Box<LiveTalk>),
}

/// Why nothing became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoTalk {
    #[error(transparent)]
    NotNow(#[from] NotNow),
    #[error("more talks are under way than there is room for")]
    Full,
}

impl Talks {
    #[expect(clippy::new_without_default, reason = "there is one for each program")]
    pub fn new() -> Self {
        Self { live: Mutex::default() }
    }

    /// A talk as it is now, with the version of what `who` sees; `None` for who is not in it.
    pub fn find(&self, id: TalkId, who: MemberId, now: Timestamp) -> Option<(LiveTalk, u64)> {
        let live = self.lock();
        let found = live.talks.get(&id).filter(|it| it.is_there_for(who, now))?;
        Some((found.talk.clone(), found.version_of(who)))
    }

    /// The talks over one device that `holder` holds.
    pub fn held_by(&self, holder: MemberId, now: Timestamp) -> Vec<(TalkId, LiveTalk)> {
        let live = self.lock();
        let held = live.talks.iter().filter(|(_, it)| it.is_held_by(holder) && !it.is_idle(now));
        let mut held: Vec<_> = held.map(|(id, it)| (*id, it.talk.clone())).collect();
        held.sort_unstable_by_key(|(id, _)| *id);
        held
    }

    /// A talk over one device begins, in nobody's hand yet. One that has begun already goes on.
    pub fn lay(
        &self,
        id: TalkId,
        talk: LiveTalk,
        holder: MemberId,
        now: Timestamp,
    ) -> Result<(), NoTalk> {
        let mut live = self.lock();
        live.drop_idle(id, now);
        if live.talks.contains_key(&id) {
            return Ok(());
        }
        live.make_room(holder, now)?;
        live.talks.insert(id, UnderWay::new(talk, now));
        Ok(())
    }

    /// Does what `by` does. Who is not in it can only come in, and only where `begin` is the talk
    /// as it would begin.
    pub fn act(
        &self,
        id: TalkId,
        begin: Option<LiveTalk>,
        (by, act): (MemberId, &Act),
        now: Timestamp,
    ) -> Result<Applied, NoTalk> {
        let mut live = self.lock();
        live.drop_idle(id, now);
        let is_in = live.talks.get(&id).is_some_and(|it| it.talk.is_there_for(by));
        if !is_in {
            return live.come_in(id, begin, (by, act), now).map(|()| Applied::GoesOn);
        }
        let under_way = live.talks.get_mut(&id).ok_or(NotNow)?;
        let next = under_way.talk.after(by, act, now)?;
        if next.is_over() {
            return Ok(Applied::Ends(Box::new(next)));
        }
        if next.is_deserted() {
            live.talks.remove(&id);
        } else {
            under_way.become_next(next, by, now);
        }
        Ok(Applied::GoesOn)
    }

    /// Wipes a talk. Who follows it is told that there is something new.
    pub fn end(&self, id: TalkId) {
        self.lock().talks.remove(&id);
    }

    /// Tells of each change of what `who` sees, by a number; `None` where `who` is not in the talk,
    /// and where too many of their pages follow it.
    pub fn follow(
        &self,
        id: TalkId,
        who: MemberId,
        now: Timestamp,
    ) -> Option<watch::Receiver<u64>> {
        let live = self.lock();
        let found =
            live.talks.get(&id).filter(|it| it.is_there_for(who, now) && !live.is_closed)?;
        let seat = found.seats.iter().find(|seat| seat.who == who)?;
        (seat.version.receiver_count() < FOLLOWERS_MAX).then(|| seat.version.subscribe())
    }

    /// Wipes what nobody has touched for long.
    pub fn wipe_idle(&self, now: Timestamp) {
        self.lock().talks.retain(|_, under_way| !under_way.is_idle(now));
    }

    /// Wipes every talk of somebody who leaves for good.
    pub fn forget(&self, who: MemberId) {
        self.lock().talks.retain(|_, under_way| !under_way.talk.between().contains(&who));
    }

    /// The program stops: nobody follows anything any more.
    pub fn close(&self) {
        let mut live = self.lock();
        live.is_closed = true;
        live.talks.clear();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Live> {
        self.live.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Live {
    /// The same, whether the other has come in before or not.
    fn come_in(
        &mut self,
        id: TalkId,
        begin: Option<LiveTalk>,
        (by, act): (MemberId, &Act),
        now: Timestamp,
    ) -> Result<(), NoTalk> {
        let begin = begin.filter(|_| matches!(act, Act::Ready { .. })).ok_or(NotNow)?;
        let before = self.talks.get(&id).map_or(&begin, |under_way| &under_way.talk);
        let next = before.after(by, act, now)?;
        self.make_room(by, now)?;
        let under_way = self.talks.entry(id).or_insert_with(|| UnderWay::new(begin, now));
        under_way.become_next(next, by, now);
        Ok(())
    }

    /// The longest untouched of one's own talks over one device goes. No other does: what it would
    /// do for one's own it would undo for somebody else.
    fn make_room(&mut self, by: MemberId, now: Timestamp) -> Result<(), NoTalk> {
        let of_one = self.talks.values().filter(|it| it.is_there_for(by, now)).count();
        if of_one >= OF_ONE_MAX {
            let held = self.talks.iter().filter(|(_, it)| it.is_held_by(by));
            let oldest = held.map(|(id, it)| (it.touched, *id)).min().ok_or(NoTalk::Full)?;
            self.talks.remove(&oldest.1);
        }
        if self.talks.len() >= TALKS_MAX {
            self.talks.retain(|_, under_way| !under_way.is_idle(now));
        }
        if self.talks.len() < TALKS_MAX { Ok(()) } else { Err(NoTalk::Full) }
    }

    fn drop_idle(&mut self, id: TalkId, now: Timestamp) {
        if self.talks.get(&id).is_some_and(|under_way| under_way.is_idle(now)) {
            self.talks.remove(&id);
        }
    }
}

impl UnderWay {
    /// Nobody is in it yet.
    fn new(talk: LiveTalk, now: Timestamp) -> Self {
        let seats = talk.between().map(|who| Seat { who, version: watch::Sender::new(0) });
        Self { talk, touched: now, seats }
    }

    fn become_next(&mut self, next: LiveTalk, by: MemberId, now: Timestamp) {
        // Until both are there, one's own acts alone say how long one waits; after that, how long
        // a talk lasts may not tell the other what they cannot see.
        let mut is_touched = !next.has_begun() || next.way() != Way::TwoDevices;
        for seat in &self.seats {
            if self.talk.view(seat.who) != next.view(seat.who) {
                is_touched |= seat.who != by;
                seat.version.send_if_modified(|version| {
                    let is_in = *version > 0;
                    *version += u64::from(is_in);
                    is_in
                });
            }
        }
        if is_touched {
            self.touched = now;
        }
        self.talk = next;
        self.take_seat(by, now);
    }

    /// Versions begin with the moment one comes in, so that none of an earlier talk comes again.
    fn take_seat(&self, by: MemberId, now: Timestamp) {
        for seat in self.seats.iter().filter(|seat| seat.who == by) {
            seat.version.send_if_modified(|version| {
                let is_new = *version == 0;
                if is_new {
                    *version = u64::try_from(now.as_millisecond()).unwrap_or(0).max(1);
                }
                is_new
            });
        }
    }

    fn version_of(&self, who: MemberId) -> u64 {
        let seat = self.seats.iter().find(|seat| seat.who == who);
        seat.map_or(0, |seat| *seat.version.borrow())
    }

    fn is_there_for(&self, who: MemberId, now: Timestamp) -> bool {
        self.talk.is_there_for(who) && !self.is_idle(now)
    }

    fn is_held_by(&self, who: MemberId) -> bool {
        self.talk.way() == Way::OneDevice { holder: who }
    }

    fn is_idle(&self, now: Timestamp) -> bool {
        now.duration_since(self.touched) > IDLE_MAX
    }
}

#[cfg(test)]
mod tests;
