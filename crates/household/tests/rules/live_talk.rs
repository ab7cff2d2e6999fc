//! A talk while it lasts: whatever the two press, in whatever order, each turn is heard out, a
//! pause loses nothing, and neither can tell a pause from a leaving.

use std::collections::BTreeSet;

use household::MemberId;
use household::command::Reply;
use household::talk::listening::{Act, Item, LiveTalk, NotNow, Scene, View, Way};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use crate::chance::cases;
use crate::family::{KIM, ROBIN, SAM, line, note, usual_day};

/// Robin asked: Sam speaks first.
fn new(way: Way) -> LiveTalk {
    LiveTalk::new(usual_day(), ROBIN, SAM, way)
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).expect("a time")
}

#[track_caller]
fn play(mut talk: LiveTalk, acts: impl IntoIterator<Item = (MemberId, Act)>) -> LiveTalk {
    for (by, act) in acts {
        talk = talk.after(by, &act, at(0)).unwrap_or_else(|_| panic!("{act:?}: {talk:?}"));
    }
    talk
}

fn ready(word: &str) -> Act {
    Act::Ready { word: Some(line(word)) }
}

fn say_back(text: &str) -> Act {
    Act::SayBack { text: Some(note(text)) }
}

fn that_is_it() -> Act {
    Act::Hear { reply: Reply::ThatIsIt }
}

fn turn(speaker: MemberId, listener: MemberId) -> Vec<(MemberId, Act)> {
    vec![
        (speaker, Act::Spoken),
        (listener, say_back("The nights are long.")),
        (speaker, that_is_it()),
    ]
}

fn begun() -> LiveTalk {
    play(new(Way::TwoDevices), [(ROBIN, ready("calm")), (SAM, ready("tired"))])
}

fn scene(talk: &LiveTalk, who: MemberId) -> Scene<'_> {
    talk.view(who).expect("one of the two").scene
}

#[test]
fn a_talk_goes_through_both_turns_to_what_both_keep() {
    let talk = play(begun(), turn(SAM, ROBIN));
    let talk = play(talk, [(ROBIN, Act::ChangeOver), (SAM, Act::ChangeOver)]);
    assert_eq!((scene(&talk, ROBIN), scene(&talk, SAM)), (Scene::Speak, Scene::Listen));
    let talk = play(talk, turn(ROBIN, SAM));
    let text = Some(note("Ask again in May."));
    let offers = Act::TakeAlong { text, is_offered: true };
    let talk = play(talk, [(ROBIN, offers), (SAM, nothing_along())]);
    let ticked = |items: &[Item]| Act::Keep { ticks: items.iter().copied().collect() };
    let all = [Item::Heard(0), Item::Heard(1), Item::Along(0)];
    let talk = play(talk, [(SAM, ticked(&all)), (ROBIN, ticked(&all[1..]))]);
    assert!(talk.is_over() && talk.is_deserted());
    let kept: Vec<_> = talk.kept().into_iter().map(|kept| kept.by).collect();
    assert_eq!(kept, [SAM, ROBIN], "what Sam heard in the second turn, and what Robin takes along");
}

#[test]
fn who_was_asked_speaks_first() {
    let talk = begun();
    assert_eq!((scene(&talk, ROBIN), scene(&talk, SAM)), (Scene::Listen, Scene::Speak));
    assert_eq!(talk.after(ROBIN, &Act::Spoken, at(0)), Err(NotNow), "nobody cuts another short");
}

#[test]
fn not_quite_asks_for_another_try_with_what_is_missing() {
    let missing = Some(note("The mornings too."));
    let reply = Reply::NotQuite { missing: missing.clone() };
    let talk = play(begun(), [(SAM, Act::Spoken), (ROBIN, say_back("Long nights."))]);
    let talk = play(talk, [(SAM, Act::Hear { reply })]);
    let before = note("Long nights.");
    let again = Scene::SayBack { before: Some(&before), missing: missing.as_ref(), is_again: true };
    assert_eq!(scene(&talk, ROBIN), again);
    play(talk, [(ROBIN, say_back("Long nights, early mornings.")), (SAM, that_is_it())]);
}

#[test]
fn what_the_speaker_says_yes_to_is_what_they_read() {
    let talk = play(begun(), [(SAM, Act::Spoken), (ROBIN, say_back("Long nights."))]);
    assert_eq!(talk.after(ROBIN, &say_back("You enjoy the nights."), at(0)), Err(NotNow));
    assert_eq!(scene(&talk, SAM), Scene::Hear { text: Some(&note("Long nights.")) });
}

#[test]
fn a_talk_that_only_the_other_came_into_is_not_there() {
    let talk = play(new(Way::TwoDevices), [(SAM, ready("tired"))]);
    assert!(talk.is_there_for(SAM) && !talk.is_there_for(ROBIN) && !talk.is_there_for(KIM));
    let talk = play(talk, [(ROBIN, ready("calm"))]);
    assert!(talk.is_there_for(SAM) && talk.is_there_for(ROBIN) && !talk.is_there_for(KIM));
    let held = new(Way::OneDevice { holder: SAM });
    assert!(held.is_there_for(SAM) && !held.is_there_for(ROBIN));
}

#[test]
fn what_is_sent_during_the_others_pause_is_not_lost() {
    let talk = play(begun(), [(SAM, Act::Spoken), (SAM, Act::Pause)]);
    let talk = play(talk, [(ROBIN, say_back("Long nights."))]);
    assert_eq!(scene(&talk, ROBIN), Scene::Paused { by_me: false });
    let talk = play(talk, [(SAM, Act::GoOn)]);
    assert_eq!(scene(&talk, SAM), Scene::Hear { text: Some(&note("Long nights.")) });
}

#[test]
fn the_timer_stands_still_while_somebody_pauses() {
    let mut talk = begun();
    for (by, act, seconds) in
        [(SAM, Act::Pause, 60), (SAM, Act::GoOn, 500), (SAM, Act::Spoken, 530)]
    {
        talk = talk.after(by, &act, at(seconds)).expect("fits");
    }
    assert_eq!(talk.spoken(at(9_000)), SignedDuration::from_secs(90));
    let back = begun().after(SAM, &Act::Pause, at(-60)).expect("fits");
    assert_eq!(back.spoken(at(0)), SignedDuration::ZERO, "a clock that jumped back");
}

#[test]
fn one_device_goes_from_hand_to_hand() {
    let holder = ROBIN;
    let mut talk = new(Way::OneDevice { holder });
    assert_eq!(talk.view(SAM), None, "nobody else's device shows it");
    assert_eq!(talk.after(SAM, &ready("calm"), at(0)), Err(NotNow));
    let mut held = Vec::new();
    let acts = [
        ready("calm"),
        ready("tired"),
        Act::Spoken,
        say_back("Long nights."),
        that_is_it(),
        Act::Enough,
        Act::TakeAlong { text: Some(note("May.")), is_offered: true },
        nothing_along(),
    ];
    for act in acts {
        held.push(talk.held_by());
        talk = play(talk, [(holder, act)]);
    }
    assert_eq!(held, [ROBIN, SAM, SAM, ROBIN, SAM, ROBIN, ROBIN, SAM]);
    let ticks = BTreeSet::from([Item::Along(0)]);
    let talk = play(talk, [(holder, Act::Keep { ticks })]);
    assert_eq!(talk.kept().len(), 1);
}

fn nothing_along() -> Act {
    Act::TakeAlong { text: None, is_offered: false }
}

fn acts() -> impl Strategy<Value = Act> {
    let text = || prop_oneof![Just(None), Just(Some(note("Long nights.")))];
    let items =
        prop_oneof![(0..3_usize).prop_map(Item::Heard), (0..3_usize).prop_map(Item::Along),];
    prop_oneof![
        3 => Just(ready("calm")),
        3 => Just(Act::Spoken),
        3 => text().prop_map(|text| Act::SayBack { text }),
        3 => Just(that_is_it()),
        1 => text().prop_map(|missing| Act::Hear { reply: Reply::NotQuite { missing } }),
        2 => Just(Act::ChangeOver),
        1 => Just(Act::Enough),
        2 => (text(), any::<bool>())
            .prop_map(|(text, is_offered)| Act::TakeAlong { text, is_offered }),
        2 => proptest::collection::btree_set(items, 0..4).prop_map(|ticks| Act::Keep { ticks }),
        1 => Just(Act::Pause),
        1 => Just(Act::GoOn),
        1 => Just(Act::Leave),
    ]
}

fn walk() -> impl Strategy<Value = Vec<(usize, Act)>> {
    proptest::collection::vec((0..3_usize, acts()), 0..60)
}

const PEOPLE: [MemberId; 3] = [ROBIN, SAM, KIM];

/// How often somebody was heard, by what both see.
fn turns_heard(talk: &LiveTalk) -> usize {
    let turn = talk.view(ROBIN).expect("one of the two").turn;
    let is_on = [ROBIN, SAM]
        .map(|who| scene(talk, who))
        .iter()
        .any(|scene| matches!(scene, Scene::Speak | Scene::SayBack { .. } | Scene::Hear { .. }));
    turn - usize::from(is_on)
}

proptest! {
    #![proptest_config(cases(512))]

    /// Nothing panics; who is not in it changes nothing; what was refused changed nothing.
    #[test]
    fn whatever_is_pressed_the_talk_goes_on(
        one_device: bool,
        walk in walk(),
    ) {
        let way = if one_device { Way::OneDevice { holder: ROBIN } } else { Way::TwoDevices };
        let mut talk = new(way);
        for (n, (who, act)) in walk.into_iter().enumerate() {
            let now = at(i64::try_from(n).expect("few"));
            let was_over = talk.is_over();
            if let Ok(next) = talk.after(PEOPLE[who], &act, now) {
                prop_assert!(PEOPLE[who] != KIM && !was_over);
                talk = next;
            }
            prop_assert!(talk.view(KIM).is_none());
            prop_assert!(talk.spoken(now) >= SignedDuration::ZERO);
            prop_assert!(talk.kept().is_empty() || talk.is_over());
        }
    }

    /// Until both are there, nothing that one does shows to the other.
    #[test]
    fn nobody_learns_that_the_other_is_there_before_both_are(walk in walk()) {
        let mut talk = new(Way::TwoDevices);
        for (_, act) in walk {
            let Ok(next) = talk.after(SAM, &act, at(0)) else { continue };
            prop_assert_eq!(next.view(ROBIN), talk.view(ROBIN));
            talk = next;
        }
        prop_assert_eq!(scene(&talk, ROBIN), Scene::Ready);
    }

    /// Sam leaves in one world and pauses in the other; whatever Robin does then, Robin sees
    /// the same.
    #[test]
    fn leaving_looks_like_pausing(
        before in walk(),
        after in proptest::collection::vec(acts(), 0..20),
    ) {
        let mut talk = begun();
        for (who, act) in before {
            // Robin has not left.
            if PEOPLE[who] == SAM || act != Act::Leave {
                talk = talk.after(PEOPLE[who], &act, at(0)).unwrap_or(talk);
            }
        }
        let (Ok(mut left), Ok(mut paused)) =
            (talk.after(SAM, &Act::Leave, at(0)), talk.after(SAM, &Act::Pause, at(0)))
        else {
            return Ok(());
        };
        for act in after {
            prop_assert_eq!(left.view(ROBIN), paused.view(ROBIN));
            let answers = [&left, &paused].map(|talk| talk.after(ROBIN, &act, at(9)));
            prop_assert_eq!(answers[0].is_ok(), answers[1].is_ok(), "{:?}", act);
            let [one, other] = answers;
            left = one.unwrap_or(left);
            paused = other.unwrap_or(paused);
        }
        prop_assert_eq!(left.view(ROBIN), paused.view(ROBIN));
        prop_assert_eq!(left.kept(), paused.kept());
    }

    /// A turn ends by its speaker's "yes, that's it" alone.
    #[test]
    fn a_turn_is_over_when_its_speaker_says_so(walk in walk()) {
        let mut talk = begun();
        for (who, act) in walk {
            if matches!(act, Act::Pause | Act::Leave) {
                continue;
            }
            let before = turns_heard(&talk);
            let Ok(next) = talk.after(PEOPLE[who], &act, at(0)) else { continue };
            if turns_heard(&next) > before && !next.is_over() {
                prop_assert_eq!(&act, &that_is_it());
                let hears = matches!(scene(&talk, PEOPLE[who]), Scene::Hear { .. });
                prop_assert!(hears);
            }
            talk = next;
        }
    }

    /// What was kept, both ticked; what one ticks and offers shows to nobody before.
    #[test]
    fn only_what_both_ticked_is_kept(
        mine in proptest::collection::btree_set((0..2_usize).prop_map(Item::Heard), 0..3),
        theirs in proptest::collection::btree_set((0..2_usize).prop_map(Item::Heard), 0..3),
    ) {
        let talk = play(begun(), turn(SAM, ROBIN));
        let talk = play(talk, [(ROBIN, Act::ChangeOver), (SAM, Act::ChangeOver)]);
        let talk = play(talk, turn(ROBIN, SAM));
        let talk = play(talk, [(ROBIN, nothing_along()), (SAM, nothing_along())]);
        let ticked = play(talk.clone(), [(ROBIN, Act::Keep { ticks: mine.clone() })]);
        prop_assert_eq!(ticked.view(SAM), talk.view(SAM));
        let over = play(ticked, [(SAM, Act::Keep { ticks: theirs.clone() })]);
        prop_assert_eq!(over.kept().len(), mine.intersection(&theirs).count());
    }

    /// On one device there is always somebody to hand it to, and something for them to do.
    #[test]
    fn one_device_is_never_stuck(walk in walk()) {
        let holder = SAM;
        let mut talk = new(Way::OneDevice { holder });
        for (_, act) in walk {
            talk = talk.after(holder, &act, at(0)).unwrap_or(talk);
            let View { scene, reader, .. } = talk.view(holder).expect("the holder's");
            prop_assert_eq!(reader, talk.held_by());
            let waits = matches!(
                scene,
                Scene::Waiting
                    | Scene::Listen
                    | Scene::IsSayingBack
                    | Scene::IsHearing { .. }
                    | Scene::WouldChangeOver
                    | Scene::TookAlong
                    | Scene::HaveTicked
                    | Scene::Paused { by_me: false }
            );
            prop_assert!(!waits, "{:?}", scene);
        }
    }
}
