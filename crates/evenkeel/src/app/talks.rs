//! Talks that are under way: in memory, and nowhere else. A talk is wiped when it ends, when nobody
//! has touched it for two hours, and with the process.
//!
//! Each of the two has a version of their own, which moves when what they see of the talk changes
//! and never otherwise: it is all that a device which follows is told.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use household::talk::listening::{Act, LiveTalk, NotNow, Way};
use household::{MemberId, TalkId};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

/// Most talks at once; the one that was left alone the longest makes room.
const TALKS_MAX: usize = 2_000;
/// Of one member, as its asker, its asked or its holder.
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
    talks: HashMap<TalkId, Kept>,
    is_closed: bool,
}

#[derive(Debug)]
struct Kept {
    talk: LiveTalk,
    touched: Timestamp,
    seats: [Seat; 2],
}

/// What one of the two is told of.
#[derive(Debug)]
struct Seat {
    who: MemberId,
    version: watch::Sender<u64>,
}

/// What became of something that somebody did.
#[derive(Debug)]
pub enum Applied {
    GoesOn,
    /// It would end the talk. What both keep is to be made durable first; see [`Talks::end`].
    Ends(Box<LiveTalk>),
}

impl Talks {
    #[expect(clippy::new_without_default, reason = "there is one for each program")]
    pub fn new() -> Self {
        Self { live: Mutex::default() }
    }

    /// A talk as it is now, with the version of what `who` sees; `None` for who is not in it.
    pub fn find(&self, id: TalkId, who: MemberId, now: Timestamp) -> Option<(LiveTalk, u64)> {
        let live = self.lock();
        let kept = live.talks.get(&id).filter(|kept| !kept.is_idle(now))?;
        kept.talk.view(who)?;
        Some((kept.talk.clone(), kept.version_of(who)))
    }

    /// The talks over one device that `holder` holds.
    pub fn held_by(&self, holder: MemberId, now: Timestamp) -> Vec<(TalkId, LiveTalk)> {
        let live = self.lock();
        let held = live
            .talks
            .iter()
            .filter(|(_, kept)| kept.talk.way() == Way::OneDevice { holder } && !kept.is_idle(now));
        let mut held: Vec<_> = held.map(|(id, kept)| (*id, kept.talk.clone())).collect();
        held.sort_unstable_by_key(|(id, _)| *id);
        held
    }

    /// A talk over one device begins, in nobody's hand yet. One that has begun already goes on.
    pub fn lay(&self, id: TalkId, talk: LiveTalk, holder: MemberId, now: Timestamp) {
        let mut live = self.lock();
        if live.talks.get(&id).is_none_or(|kept| kept.is_idle(now)) {
            live.begin(id, talk, holder, now);
        }
    }

    /// Does what `by` does. Where no talk is under way, `begin` may begin one.
    pub fn act(
        &self,
        id: TalkId,
        begin: Option<LiveTalk>,
        (by, act): (MemberId, &Act),
        now: Timestamp,
    ) -> Result<Applied, NotNow> {
        let mut live = self.lock();
        if live.talks.get(&id).is_some_and(|kept| kept.is_idle(now)) {
            live.talks.remove(&id);
        }
        let Some(kept) = live.talks.get_mut(&id) else {
            let talk = begin.ok_or(NotNow)?.after(by, act, now)?;
            if !talk.is_deserted() {
                live.begin(id, talk, by, now);
            }
            return Ok(Applied::GoesOn);
        };
        let next = kept.talk.after(by, act, now)?;
        if next.is_over() {
            return Ok(Applied::Ends(Box::new(next)));
        }
        if next.is_deserted() {
            live.talks.remove(&id);
            return Ok(Applied::GoesOn);
        }
        kept.become_next(next, by, now);
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
        let kept = live.talks.get(&id).filter(|kept| !kept.is_idle(now) && !live.is_closed)?;
        let seat = kept.seats.iter().find(|seat| seat.who == who)?;
        // Who has not said that they are there follows nothing: whether the other has is not told.
        let is_in = *seat.version.borrow() > 0;
        (is_in && seat.version.receiver_count() < FOLLOWERS_MAX).then(|| seat.version.subscribe())
    }

    /// Wipes what nobody has touched for long.
    pub fn wipe_idle(&self, now: Timestamp) {
        self.lock().talks.retain(|_, kept| !kept.is_idle(now));
    }

    /// Wipes every talk of somebody who leaves for good.
    pub fn forget(&self, who: MemberId) {
        self.lock().talks.retain(|_, kept| !kept.talk.between().contains(&who));
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
    fn begin(&mut self, id: TalkId, talk: LiveTalk, by: MemberId, now: Timestamp) {
        let longest = |talks: &HashMap<TalkId, Kept>, of: Option<MemberId>| {
            let of_them = |kept: &Kept| of.is_none_or(|who| kept.talk.between().contains(&who));
            let all = talks.iter().filter(|(_, kept)| of_them(kept));
            let ids = all.map(|(id, kept)| (kept.touched, *id));
            let ids: Vec<_> = ids.collect();
            let max = if of.is_some() { OF_ONE_MAX } else { TALKS_MAX };
            ids.iter().min().filter(|_| ids.len() >= max).map(|(_, id)| *id)
        };
        for of in [Some(by), None] {
            if let Some(id) = longest(&self.talks, of) {
                self.talks.remove(&id);
            }
        }
        let seats = talk.between().map(|who| Seat { who, version: watch::Sender::new(0) });
        let kept = Kept { talk, touched: now, seats };
        kept.take_seat(by, now);
        self.talks.insert(id, kept);
    }
}

impl Kept {
    fn become_next(&mut self, next: LiveTalk, by: MemberId, now: Timestamp) {
        for seat in &self.seats {
            if self.talk.view(seat.who) != next.view(seat.who) {
                seat.version.send_if_modified(|version| {
                    // Zero until they have come in themselves.
                    let is_in = *version > 0;
                    *version += u64::from(is_in);
                    is_in
                });
            }
        }
        self.talk = next;
        self.touched = now;
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

    fn is_idle(&self, now: Timestamp) -> bool {
        now.duration_since(self.touched) > IDLE_MAX
    }
}

#[cfg(test)]
mod tests {
    use household::Line;
    use household::talk::listening::{Prompt, Topic};

    use super::*;

    const ANA: MemberId = MemberId::from_bytes([1; 16]);
    const BEN: MemberId = MemberId::from_bytes([2; 16]);

    fn id(n: u32) -> TalkId {
        let mut bytes = [0; 16];
        bytes[..4].copy_from_slice(&n.to_be_bytes());
        TalkId::from_bytes(bytes)
    }

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + minutes * 60).expect("a time")
    }

    fn talk(way: Way) -> LiveTalk {
        let topic = Topic::Ready(Prompt::parse("listen-usual-day").expect("a name"));
        LiveTalk::new(topic, ANA, BEN, way)
    }

    fn ready() -> Act {
        Act::Ready { word: Line::parse("calm").ok() }
    }

    fn come(talks: &Talks, who: MemberId, minutes: i64) {
        let begun = Some(talk(Way::TwoDevices));
        talks.act(id(1), begun, (who, &ready()), at(minutes)).expect("fits");
    }

    #[test]
    fn a_version_tells_nothing_of_who_came_before() {
        let talks = Talks::new();
        come(&talks, ANA, 0);
        assert!(talks.follow(id(1), BEN, at(1)).is_none(), "as if there were no talk");
        assert_eq!(talks.find(id(1), BEN, at(1)).expect("asked").1, 0);
        come(&talks, BEN, 5);
        let version = talks.find(id(1), BEN, at(5)).expect("in it").1;
        assert_eq!(Some(version), u64::try_from(at(5).as_millisecond()).ok());
        assert!(talks.follow(id(1), ANA, at(5)).is_some_and(|version| *version.borrow() > 0));
    }

    #[test]
    fn what_one_does_alone_is_not_told_to_the_other() {
        let talks = Talks::new();
        come(&talks, ANA, 0);
        come(&talks, BEN, 0);
        let mut bens = talks.follow(id(1), BEN, at(0)).expect("in it");
        bens.borrow_and_update();
        let refused = talks.act(id(1), None, (ANA, &Act::Spoken), at(0));
        assert!(refused.is_err() && !bens.has_changed().expect("goes on"));
        talks.act(id(1), None, (BEN, &Act::Spoken), at(0)).expect("Ben speaks");
        assert!(bens.has_changed().expect("goes on"));
        talks.end(id(1));
        assert!(bens.has_changed().is_err(), "the end is told to who follows");
    }

    #[test]
    fn nothing_outlives_its_time() {
        let talks = Talks::new();
        come(&talks, ANA, 0);
        assert!(talks.find(id(1), ANA, at(120)).is_some());
        assert!(talks.find(id(1), ANA, at(121)).is_none());
        talks.wipe_idle(at(121));
        assert!(talks.lock().talks.is_empty());
        come(&talks, ANA, 0);
        talks.forget(BEN);
        assert!(talks.lock().talks.is_empty());
    }

    #[test]
    fn one_member_takes_up_little_room() {
        let talks = Talks::new();
        let way = Way::OneDevice { holder: ANA };
        for n in 0..50 {
            talks.act(id(n), Some(talk(way)), (ANA, &ready()), at(i64::from(n))).expect("fits");
        }
        assert_eq!(talks.held_by(ANA, at(50)).len(), OF_ONE_MAX);
        assert!(
            talks.find(id(49), ANA, at(50)).is_some() && talks.find(id(0), ANA, at(50)).is_none()
        );
        talks.close();
        assert!(talks.held_by(ANA, at(50)).is_empty());
    }

    #[test]
    fn many_talks_are_a_bounded_number() {
        let talks = Talks::new();
        for n in 0..2_100_u32 {
            let mut one = [3; 16];
            one[..4].copy_from_slice(&n.to_be_bytes());
            let who = MemberId::from_bytes(one);
            let topic = Topic::Own(Line::parse("Our evenings").expect("a line"));
            let begun = LiveTalk::new(topic, who, BEN, Way::TwoDevices);
            talks.act(id(n), Some(begun), (who, &ready()), at(0)).expect("fits");
        }
        assert_eq!(talks.lock().talks.len(), TALKS_MAX);
    }
}
