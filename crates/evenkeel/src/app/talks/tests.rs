//! Who waits, who is in, and what is wiped when.

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

/// Whatever Ben asks before he has come in, he is answered the same.
#[test]
fn whether_the_other_came_first_is_told_to_nobody() {
    let (empty, talks) = (Talks::new(), Talks::new());
    come(&talks, ANA, 0);
    for talks in [&empty, &talks] {
        assert!(talks.find(id(1), BEN, at(1)).is_none());
        assert!(talks.follow(id(1), BEN, at(1)).is_none());
        for act in [Act::Pause, Act::GoOn, Act::Leave, Act::Spoken, ready()] {
            let begin = Some(talk(Way::TwoDevices)).filter(|_| act != ready());
            let refused = talks.act(id(1), begin, (BEN, &act), at(1));
            assert!(matches!(refused, Err(NoTalk::NotNow(_))), "{act:?}: {refused:?}");
        }
    }
    come(&talks, BEN, 5);
    let (begun, version) = talks.find(id(1), BEN, at(5)).expect("in it");
    assert!(begun.has_begun());
    assert_eq!(Some(version), u64::try_from(at(5).as_millisecond()).ok());
    assert!(talks.follow(id(1), ANA, at(5)).is_some_and(|version| *version.borrow() > 0));
}

#[test]
fn one_waits_for_two_hours_whatever_the_other_does() {
    let talks = Talks::new();
    come(&talks, ANA, 0);
    for act in [Act::Leave, Act::Pause] {
        talks.act(id(1), None, (BEN, &act), at(119)).expect_err("not in it");
    }
    come(&talks, BEN, 121);
    assert!(!talks.find(id(1), BEN, at(121)).expect("in it").0.has_begun(), "Ana has gone");
}

#[test]
fn what_the_other_does_not_see_prolongs_nothing() {
    let talks = Talks::new();
    come(&talks, ANA, 0);
    come(&talks, BEN, 0);
    talks.act(id(1), None, (BEN, &Act::Pause), at(60)).expect("Ana sees it");
    talks.act(id(1), None, (BEN, &Act::Pause), at(100)).expect("nobody sees it");
    assert!(talks.find(id(1), ANA, at(180)).is_some());
    assert!(talks.find(id(1), ANA, at(181)).is_none());
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
        talks.lay(id(n), talk(way), ANA, at(i64::from(n))).expect("the oldest makes room");
    }
    assert_eq!(talks.held_by(ANA, at(50)).len(), OF_ONE_MAX);
    assert!(talks.find(id(49), ANA, at(50)).is_some() && talks.find(id(0), ANA, at(50)).is_none());
    talks.close();
    assert!(talks.held_by(ANA, at(50)).is_empty());
}

/// Ana waits in talks with Ben, and he may have as many of his own as ever: neither his count
/// nor what goes for it tells that she does.
#[test]
fn a_talk_makes_room_only_for_talks_of_the_same_hand() {
    let talks = Talks::new();
    for n in 0..12 {
        let begin = Some(talk(Way::TwoDevices));
        talks.act(id(n), begin, (ANA, &ready()), at(0)).expect("there is room");
    }
    let one_more = talks.act(id(99), Some(talk(Way::TwoDevices)), (ANA, &ready()), at(0));
    assert_eq!(one_more.expect_err("full"), NoTalk::Full);
    let way = Way::OneDevice { holder: BEN };
    for n in 100..150 {
        talks.lay(id(n), talk(way), BEN, at(1)).expect("room");
    }
    assert_eq!(talks.held_by(BEN, at(1)).len(), OF_ONE_MAX);
    assert!((0..12).all(|n| talks.find(id(n), ANA, at(1)).is_some()));
}

#[test]
fn no_talk_is_wiped_for_a_strangers() {
    let talks = Talks::new();
    let begin = |n: u32, minutes| {
        let mut one = [3; 16];
        one[..4].copy_from_slice(&n.to_be_bytes());
        let who = MemberId::from_bytes(one);
        let topic = Topic::Own(Line::parse("Our evenings").expect("a line"));
        let begun = LiveTalk::new(topic, who, BEN, Way::TwoDevices);
        talks.act(id(n), Some(begun), (who, &ready()), at(minutes)).map(|_| ())
    };
    let came = (0..2_100).filter(|n| begin(*n, 0).is_ok()).count();
    assert_eq!((came, talks.lock().talks.len()), (TALKS_MAX, TALKS_MAX));
    assert!(begin(2_100, 121).is_ok(), "those that are over by themselves make room");
    assert_eq!(talks.lock().talks.len(), 1);
}
