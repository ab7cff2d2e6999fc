//! Knowing a child: marks for oneself, answers that open together, and what is never opened.

use std::collections::{BTreeMap, BTreeSet};

use household::children::{
    Ask, KnowingEvent, Mark, Question, TOGETHER_QUESTIONS, Written, find_out_together,
    questions_for,
};
use household::command::KnowingCommand;
use household::event::Class;
use household::people::{AgeBand, Born};
use household::{ChildId, Command, Event, MemberId, Refusal};
use jiff::ToSpan;
use proptest::prelude::*;

use crate::chance::{self, Dice, cases};
use crate::family::{KIM, ROBIN, SAM, TODAY, World, child, note};

pub fn plain() -> Question {
    Question::all().find(|question| !question.is_sensitive()).expect("most are")
}

pub fn sensitive() -> Question {
    Question::all().find(|question| question.is_sensitive()).expect("some are")
}

pub fn answers(child: ChildId, question: Question, text: &str, to_open: bool) -> Command {
    let written = Some(Written { text: note(text), to_open });
    Command::Knowing(KnowingCommand::Write { child, question, written })
}

/// For Robin and Sam.
pub fn closes(child: ChildId) -> Command {
    Command::Knowing(KnowingCommand::Close { child, to: [ROBIN, SAM].into() })
}

/// What was opened, as one reads it.
fn opened(world: &World, who: MemberId, mia: ChildId) -> BTreeMap<Question, Vec<String>> {
    let seen = world.seen(who);
    let child = seen.shared.people.child(mia).expect("there");
    let all = seen.shared.known.of(child, who);
    let texts = |said: &BTreeMap<_, household::Note>| {
        said.values().map(|text| text.as_str().to_owned()).collect()
    };
    all.map(|(question, said)| (question, texts(said))).collect()
}

#[test]
fn what_all_ticked_opens_with_the_last_close_and_nothing_else() {
    let mut world = World::together();
    let mia = world.our_mia();
    let [both, mine, unticked] = [1, 2, 3].map(|n| Question::numbered(n).expect("there"));
    world.act(ROBIN, answers(mia, both, "A song.", true));
    world.act(ROBIN, answers(mia, mine, "You, I think.", true));
    world.act(ROBIN, answers(mia, unticked, "The rabbit.", true));
    world.act(SAM, answers(mia, both, "The window.", true));
    world.act(SAM, answers(mia, unticked, "Grey.", false));
    let before = world.bytes_for(SAM);
    let events = world.act(ROBIN, closes(mia));
    assert!(events.iter().all(|event| event.class() == Class::Own));
    assert_eq!(world.act(ROBIN, closes(mia)), []);
    assert_eq!(world.bytes_for(SAM), before);

    world.act(SAM, closes(mia));
    let expected = BTreeMap::from([(both, vec!["A song.".to_owned(), "The window.".to_owned()])]);
    for who in [ROBIN, SAM] {
        assert_eq!(opened(&world, who, mia), expected);
        assert!(!world.seen(who).own.knowing.of(mia).is_closed(), "the next may begin");
    }
}

#[test]
fn what_is_not_ticked_may_change_while_the_rest_is_closed() {
    let mut world = World::together();
    let mia = world.our_mia();
    world.act(ROBIN, answers(mia, plain(), "A song.", true));
    world.act(ROBIN, closes(mia));
    let mark = Some(Mark::Know);
    let marked = KnowingCommand::Mark { child: mia, question: plain(), mark };
    world.act(ROBIN, Command::Knowing(marked));
    world.act(ROBIN, answers(mia, sensitive(), "She told me.", false));
    world.act(ROBIN, Command::Knowing(KnowingCommand::TakeBack { child: mia }));
    world.act(ROBIN, answers(mia, plain(), "Two songs.", true));
}

#[test]
fn a_close_was_meant_for_those_who_decided_then() {
    let mut world = World::three();
    let mia = world.our_mia();
    for who in [ROBIN, SAM] {
        world.act(who, answers(mia, plain(), "A song.", true));
    }
    world.act(ROBIN, closes(mia));
    let mut three = child("Mia", 2019);
    three.deciders.members = [ROBIN, SAM, KIM].into();
    world.act(SAM, Command::ChangeChild { id: mia, child: three });
    assert!(!world.seen(ROBIN).own.knowing.of(mia).is_closed());
    world.refuses(ROBIN, closes(mia), Refusal::OthersDecide);
    let to = BTreeSet::from([ROBIN, SAM, KIM]);
    let closes = Command::Knowing(KnowingCommand::Close { child: mia, to });
    for who in [ROBIN, SAM] {
        world.act(who, closes.clone());
    }
    assert!(opened(&world, ROBIN, mia).is_empty(), "Kim has not closed anything");
    world.act(KIM, answers(mia, plain(), "No idea.", true));
    world.act(KIM, closes);
    assert_eq!(opened(&world, KIM, mia)[&plain()].len(), 3);
}

#[test]
fn what_was_opened_is_not_for_who_decides_later_and_goes_with_who_leaves() {
    let mut world = World::three();
    let mia = world.our_mia();
    for who in [ROBIN, SAM] {
        world.act(who, answers(mia, plain(), "A song.", true));
        world.act(who, closes(mia));
    }
    assert_eq!(opened(&world, ROBIN, mia).len(), 1);
    assert!(opened(&world, KIM, mia).is_empty());
    let mut later = world.clone();
    let mut three = child("Mia", 2019);
    three.deciders.members = [ROBIN, SAM, KIM].into();
    later.act(SAM, Command::ChangeChild { id: mia, child: three });
    assert!(opened(&later, KIM, mia).is_empty());
    world.act(SAM, Command::Leave);
    assert!(opened(&world, ROBIN, mia).is_empty());
    assert!(world.seen(ROBIN).own.knowing.of(mia).written(plain()).is_some(), "mine stays");
}

#[test]
fn siblings_are_kept_apart_and_a_removed_childs_answers_go() {
    let mut world = World::begun();
    let mia = world.add_mia();
    world.act(ROBIN, Command::AddChild { child: child("Noah", 2023) });
    let noah = world.seen(ROBIN).shared.people.children()[1].id;
    world.act(ROBIN, answers(mia, plain(), "A song.", false));
    assert!(world.seen(ROBIN).own.knowing.of(noah).written(plain()).is_none());
    world.act(ROBIN, Command::RemoveChild { id: mia });
    assert!(world.seen(ROBIN).own.knowing.of(mia).written(plain()).is_none());
}

#[test]
fn new_questions_come_as_the_child_grows() {
    let world = World::begun();
    let knowing = world.seen(ROBIN).own.knowing.of(ChildId::from_bytes([1; 16])).clone();
    let next = |band| knowing.next(band).collect::<BTreeSet<_>>();
    for pair in AgeBand::ALL.windows(2) {
        assert!(next(pair[1]).difference(&next(pair[0])).next().is_some(), "{pair:?}");
    }
}

#[test]
fn what_to_find_out_together_goes_through_all_that_a_child_can_tell() {
    let mut world = World::together();
    let mia = world.our_mia();
    let mia = world.seen(ROBIN).shared.people.child(mia).expect("there").clone();
    let mut met = BTreeSet::new();
    for week in 0_i32..60 {
        let day = TODAY.saturating_add((7 * week).days());
        let mut fixed = mia.clone();
        fixed.band = Some(AgeBand::School);
        let questions = find_out_together(&fixed, day);
        assert_eq!(questions.len(), TOGETHER_QUESTIONS);
        assert!(questions.iter().all(|question| !question.is_sensitive()));
        assert_eq!(questions, find_out_together(&fixed, day.saturating_add(6.days())));
        met.extend(questions);
    }
    let all = questions_for(AgeBand::School).into_iter();
    let can_tell = all.filter(|question| question.ask() == Ask::Child && !question.is_sensitive());
    assert_eq!(met, can_tell.collect());
}

proptest! {
    #![proptest_config(cases(150))]

    /// At any age there is something, and never a thing that is the child's to tell.
    #[test]
    fn there_is_always_something_to_find_out(
        year in 2005_i16..2030,
        month in 1_i8..13,
        week in 0_i32..300,
    ) {
        let mut world = World::begun();
        let mia = world.add_mia();
        let mut mia = world.seen(ROBIN).shared.people.child(mia).expect("there").clone();
        mia.born = Born::new(year, month).expect("a month");
        let day = TODAY.saturating_add((7 * week).days());
        let questions = find_out_together(&mia, day);
        prop_assert_eq!(questions.iter().collect::<BTreeSet<_>>().len(), TOGETHER_QUESTIONS);
        let band = mia.band_on(day);
        prop_assert!(questions.iter().all(|it| it.fits(band) && !it.is_sensitive()));
    }

    /// No order of commands lets anyone see what another did not open: until the event that opens
    /// comes, nothing of the other's changes a byte of mine, and what opens is what all ticked.
    #[test]
    fn only_what_all_ticked_ever_opens(seeds in proptest::collection::vec(any::<u64>(), 1..60)) {
        let mut world = World::together();
        let mia = world.our_mia();
        for seed in seeds {
            let mut dice = Dice::new(seed);
            let who = dice.of(&[ROBIN, SAM]);
            let other = if who == ROBIN { SAM } else { ROBIN };
            let command = chance::children::knowing(world.seen(who).shared, &mut dice);
            let before = world.bytes_for(other);
            let ticked = [ROBIN, SAM].map(|who| ticked(&world, who, mia));
            let events = world.try_act(who, &command).unwrap_or_default();
            let opens = events.iter().any(|event| event.class() == Class::Shared);
            prop_assert!(opens || world.bytes_for(other) == before);
            for event in events {
                let Event::Knowing(KnowingEvent::Opened { answers, .. }) = event else {
                    continue;
                };
                for answer in answers {
                    prop_assert!(!answer.question.is_sensitive());
                    prop_assert!(ticked.iter().all(|told| told.contains(&answer.question)));
                }
            }
        }
    }
}

fn ticked(world: &World, who: MemberId, mia: ChildId) -> BTreeSet<Question> {
    world.seen(who).own.knowing.of(mia).ticked().map(|(question, _)| question).collect()
}
