//! Who is asked a question: whoever goes from it, comes back or comes later; and whose it is.

use std::collections::{BTreeMap, BTreeSet};

use household::command::DecisionsCommand as Do;
use household::decisions::{DECISIONS_MAX, Matter, OPTIONS_MAX, Ready, Voice};
use household::{ChildId, Command, DecisionId, MemberId, Refusal};

use crate::deciding::{act, both_opened, opened, outcome, press, question, thinks};
use crate::family::{KIM, ROBIN, SAM, World, line, note};

fn mia(world: &World) -> ChildId {
    world.seen(ROBIN).shared.people.children()[0].id
}

/// Robin, Sam and Kim decide for Mia; Robin has asked them all.
fn three_asked() -> (World, DecisionId) {
    let mut world = World::three();
    let mia = world.add_mia();
    let decision = world.ask_about(ROBIN, mia, &[ROBIN, SAM, KIM]);
    (world, decision)
}

fn options(world: &World, who: MemberId, decision: DecisionId) -> Vec<&str> {
    let options = question(world, who, decision).expect("asked").options(who);
    options.into_iter().map(|option| option.what.as_str()).collect()
}

fn heard(world: &World, who: MemberId, decision: DecisionId) -> Vec<(MemberId, &str)> {
    let voices = question(world, who, decision).expect("asked").voices(who);
    voices.map(|(_, it)| (it.by, it.what.text.as_str())).collect()
}

#[test]
fn who_was_off_and_comes_back_sees_nothing_of_what_was_written_meanwhile() {
    let (mut world, decision) = three_asked();
    let mia = mia(&world);
    act(&mut world, KIM, Do::AddOption { decision, text: line("Not yet") });
    world.decides_for(mia, &[ROBIN, SAM]);
    assert!(question(&world, KIM, decision).is_none());
    opened(&[ROBIN, SAM], &mut world, decision);
    act(&mut world, SAM, Do::AddOption { decision, text: line("Yes, if") });
    let voice = Some(Voice { text: note("All may."), level: None });
    act(&mut world, ROBIN, Do::WriteVoice { decision, child: mia, voice });
    act(&mut world, ROBIN, Do::Offer { decision, outcome: outcome("Home by ten.") });
    let version = world.outcome(SAM, decision);
    act(&mut world, SAM, Do::Confirm { decision, version });

    world.decides_for(mia, &[ROBIN, SAM, KIM]);
    assert!(question(&world, KIM, decision).is_none(), "to be asked anew");
    act(&mut world, ROBIN, Do::AskAll { decision });
    let seen = question(&world, KIM, decision).expect("asked");
    assert!(seen.views(KIM).is_none() && seen.outcomes.history(KIM).next().is_none());
    assert_eq!(options(&world, KIM, decision), ["Not yet"], "their own");
    assert!(heard(&world, KIM, decision).is_empty());
    assert_eq!(options(&world, SAM, decision), ["Not yet", "Yes, if"]);
    assert_eq!(heard(&world, SAM, decision).len(), 1);
}

#[test]
fn what_was_written_before_somebody_was_asked_is_shown_to_them_by_its_writer_alone() {
    let (mut world, decision) = both_opened();
    let mia = mia(&world);
    let add = |text| Do::AddOption { decision, text: line(text) };
    let voice = Some(Voice { text: note("All may."), level: None });
    act(&mut world, SAM, add("Yes, if"));
    act(&mut world, SAM, Do::WriteVoice { decision, child: mia, voice: voice.clone() });
    world.join(KIM, "Kim");
    world.listen(SAM, KIM);
    world.decides_for(mia, &[ROBIN, SAM, KIM]);
    act(&mut world, ROBIN, Do::AskAll { decision });
    assert!(options(&world, KIM, decision).is_empty() && heard(&world, KIM, decision).is_empty());
    // Kim thinks of the same: nothing tells that it was there before.
    let quiet = world.decide(KIM, &Command::Decisions(add("Never")));
    let same = world.decide(KIM, &Command::Decisions(add("Yes, if")));
    assert_eq!(quiet.map(|events| events.len()), same.map(|events| events.len()));
    // What is taken away that Kim never saw moves nothing for Kim.
    let before = world.seen(KIM).version();
    let (mut other, text) = (world.clone(), line("Yes, if"));
    act(&mut other, SAM, Do::RemoveOption { decision, text });
    act(&mut other, SAM, Do::WriteVoice { decision, child: mia, voice: None });
    assert_eq!(other.seen(KIM).version(), before);

    act(&mut world, SAM, add("Yes, if"));
    act(&mut world, SAM, Do::WriteVoice { decision, child: mia, voice });
    assert_eq!(options(&world, KIM, decision), ["Yes, if"]);
    assert_eq!(heard(&world, KIM, decision), [(SAM, "All may.")]);
    assert!(world.act(SAM, Command::Decisions(add("Yes, if"))).is_empty());
}

#[test]
fn who_leaves_changes_nothing_about_a_question_they_were_not_asked() {
    let (mut world, decision) = both_opened();
    world.join(KIM, "Kim");
    world.listen(SAM, KIM);
    act(&mut world, ROBIN, Do::Offer { decision, outcome: outcome("Home by ten.") });
    thinks(&mut world, SAM, decision, "Home by eleven.");
    press(&mut world, SAM, decision);
    let before = question(&world, SAM, decision).cloned();
    world.act(KIM, Command::Leave);
    assert_eq!(question(&world, SAM, decision).cloned(), before);
    let own = world.seen(SAM).own.decisions.sheet(decision);
    assert!(own.is_open_pressed(), "what Sam pressed stays pressed");
}

#[test]
fn who_leaves_a_question_they_were_asked_takes_their_part_of_it_along() {
    let (mut world, decision) = three_asked();
    opened(&[ROBIN, SAM, KIM], &mut world, decision);
    act(&mut world, ROBIN, Do::Offer { decision, outcome: outcome("Home by ten.") });
    let circles = question(&world, ROBIN, decision).expect("asked").circles();
    world.act(KIM, Command::Leave);
    let seen = question(&world, ROBIN, decision).expect("asked");
    assert!(seen.circles() > circles && seen.outcomes.offer().is_none());
    assert_eq!(seen.views(ROBIN).map(BTreeMap::len), Some(2));
}

#[test]
fn a_question_whose_asker_is_gone_can_be_taken_away_by_who_was_asked_with_them() {
    for leaves in [false, true] {
        let (mut world, decision) = three_asked();
        let remove = Command::Decisions(Do::Remove { decision });
        world.refuses(SAM, remove.clone(), Refusal::NoSuchDecision);
        let mia = mia(&world);
        if leaves {
            world.act(ROBIN, Command::Leave);
        } else {
            world.decides_for(mia, &[SAM, KIM]);
        }
        assert!(!world.act(SAM, remove).is_empty());
        assert!(question(&world, KIM, decision).is_none());
    }
}

#[test]
fn who_was_asked_later_learns_by_no_answer_what_was_decided_before() {
    let (mut world, decision) = both_opened();
    act(&mut world, ROBIN, Do::Offer { decision, outcome: outcome("Home by ten.") });
    let version = world.outcome(SAM, decision);
    act(&mut world, SAM, Do::Confirm { decision, version });
    world.join(KIM, "Kim");
    world.listen(SAM, KIM);
    let mia = mia(&world);
    world.decides_for(mia, &[ROBIN, SAM, KIM]);
    act(&mut world, ROBIN, Do::AskAll { decision });
    world.act(ROBIN, Command::Leave);
    // Sam knows of it; for Kim it is no more theirs to take away than where nothing was decided.
    let remove = Command::Decisions(Do::Remove { decision });
    world.refuses(KIM, remove.clone(), Refusal::NoSuchDecision);
    world.refuses(SAM, remove, Refusal::AlreadyDecided);
}

#[test]
fn a_way_whose_author_is_gone_can_be_taken_away_by_each_who_is_asked() {
    let (mut world, decision) = three_asked();
    let text = || line("Not yet");
    act(&mut world, KIM, Do::AddOption { decision, text: text() });
    let remove = Command::Decisions(Do::RemoveOption { decision, text: text() });
    assert!(world.act(SAM, remove.clone()).is_empty());
    world.act(KIM, Command::Leave);
    assert!(!world.act(SAM, remove).is_empty());
    assert!(options(&world, ROBIN, decision).is_empty());
}

#[test]
fn nobody_fills_anothers_room_for_questions_or_ways_to_answer() {
    let (mut world, decision) = World::deciding();
    let ask = |child| {
        let (matter, children) = (Matter::Ready(Ready::Curfew), BTreeSet::from([child]));
        Command::Decisions(Do::Ask { matter, children })
    };
    let mia = mia(&world);
    for _ in 1..DECISIONS_MAX {
        world.act(ROBIN, ask(mia));
    }
    world.refuses(ROBIN, ask(mia), Refusal::TooManyDecisions);
    assert!(!world.act(SAM, ask(mia)).is_empty());
    for n in 0..OPTIONS_MAX {
        act(&mut world, ROBIN, Do::AddOption { decision, text: line(&format!("Way {n}")) });
    }
    act(&mut world, SAM, Do::AddOption { decision, text: line("Not yet") });
}

#[test]
fn the_same_words_by_another_are_a_yes_to_those_that_wait() {
    let (mut world, decision) = both_opened();
    act(&mut world, ROBIN, Do::Offer { decision, outcome: outcome("Home by ten.") });
    let version = world.outcome(SAM, decision);
    act(&mut world, SAM, Do::Offer { decision, outcome: outcome("Home by ten.") });
    let held = question(&world, ROBIN, decision).expect("asked").outcomes.holds(ROBIN);
    assert_eq!(held.map(|held| held.id), Some(version));
    let same = Command::Decisions(Do::Offer { decision, outcome: outcome("Home by ten.") });
    assert!(world.act(SAM, same).is_empty(), "it is so already");
}

#[test]
fn the_same_words_are_no_yes_while_anybody_sleeps_on_it() {
    let (mut world, decision) = both_opened();
    act(&mut world, ROBIN, Do::Offer { decision, outcome: outcome("Home by ten.") });
    let until = Some(crate::family::days_after(world.today(), 1).at(18, 0, 0, 0));
    act(&mut world, SAM, Do::SleepOn { decision, until });
    let same = Command::Decisions(Do::Offer { decision, outcome: outcome("Home by ten.") });
    assert!(world.act(SAM, same).is_empty());
    let offer = question(&world, SAM, decision).expect("asked").outcomes.offer();
    assert!(offer.is_some_and(|offer| offer.waits_for(SAM) && !offer.waits_for(ROBIN)));
}
