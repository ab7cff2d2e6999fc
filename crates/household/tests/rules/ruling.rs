//! House rules: what each would do, opened together; words that all say yes to; one alone.

use std::collections::{BTreeMap, BTreeSet};

use household::command::RulesCommand as Do;
use household::event::Class;
use household::people::AgeBand;
use household::rules::{Gut, RULES_MAX, Rule, RuleWords, RulesEvent, Scenario, Standing};
use household::{AgreementId, Command, Event, MemberId, Recorded, Refusal, RuleId};
use proptest::prelude::*;

use crate::chance::{self, Dice, PEOPLE, cases};
use crate::family::{KIM, ROBIN, SAM, World, days_after, note};

const SCENARIO: Scenario = Scenario::ScreenOver;

pub fn words(we: &str) -> RuleWords {
    RuleWords {
        when: note("screen time is over"),
        we: note(we),
        because: None,
        then: None,
        ages: BTreeSet::new(),
        review: None,
    }
}

fn act(world: &mut World, who: MemberId, what: Do) {
    let events = world.act(who, Command::Rules(what));
    assert!(!events.is_empty());
}

fn offer(world: &mut World, who: MemberId, rule: Option<RuleId>, we: &str) -> AgreementId {
    act(world, who, Do::Offer { rule, about: None, words: words(we) });
    waiting(world, who)
}

#[track_caller]
fn waiting(world: &World, who: MemberId) -> AgreementId {
    let rules = &world.seen(who).shared.rules;
    let offers = rules.of(who).filter_map(|rule| rule.versions.offer());
    offers.last().expect("put forward").id
}

#[track_caller]
fn the_rule(world: &World, who: MemberId) -> &Rule {
    world.seen(who).shared.rules.of(who).next().expect("a rule")
}

fn standing(world: &World, who: MemberId) -> Option<Standing> {
    let shared = world.seen(who).shared;
    shared.rules.of(who).next().map(|rule| rule.standing(who, &shared.people))
}

fn printed(world: &World, who: MemberId) -> Vec<&str> {
    let shared = world.seen(who).shared;
    shared.rules.to_print(who, &shared.people).map(|words| words.we.as_str()).collect()
}

fn both_agreed() -> World {
    let mut world = World::together();
    let version = offer(&mut world, ROBIN, None, "we say it once");
    act(&mut world, SAM, Do::Confirm { version });
    world
}

#[test]
fn a_rule_holds_when_all_have_said_yes_to_exactly_its_words() {
    let mut world = World::together();
    let first = offer(&mut world, ROBIN, None, "we say it once");
    assert_eq!(standing(&world, SAM), Some(Standing::Waits));
    assert!(printed(&world, ROBIN).is_empty());
    let rule = the_rule(&world, SAM).id;
    let second = offer(&mut world, SAM, Some(rule), "we say it twice");
    // A yes to words that were read, and that somebody has changed since, is none.
    world.refuses(SAM, Command::Rules(Do::Confirm { version: first }), Refusal::NoSuchAgreement);
    world.refuses(ROBIN, Command::Rules(Do::Confirm { version: first }), Refusal::NoSuchAgreement);
    world.refuses(SAM, Command::Rules(Do::Confirm { version: second }), Refusal::AlreadyConfirmed);
    act(&mut world, ROBIN, Do::Confirm { version: second });
    for who in [ROBIN, SAM] {
        assert_eq!(standing(&world, who), Some(Standing::Ours));
        assert_eq!(printed(&world, who), ["we say it twice"]);
    }
}

#[test]
fn a_changed_rule_holds_as_it_was_until_the_new_words_hold_and_stays_to_be_read() {
    let mut world = both_agreed();
    world.days_pass(3);
    let rule = the_rule(&world, SAM).id;
    let version = offer(&mut world, SAM, Some(rule), "we put it away together");
    assert_eq!(printed(&world, ROBIN), ["we say it once"]);
    act(&mut world, ROBIN, Do::Confirm { version });
    let rule = the_rule(&world, ROBIN);
    let history: Vec<_> = rule.versions.history(ROBIN).map(|it| it.words.we.as_str()).collect();
    assert_eq!(history, ["we put it away together", "we say it once"]);
    for version in rule.versions.history(ROBIN) {
        assert_eq!(version.yes.len(), 2, "who said yes to which words, and when");
        assert!(version.yes.values().all(|at| *at <= world.now()));
    }
}

#[test]
fn any_parent_may_put_a_rule_down_and_any_may_take_it_up_again_with_all() {
    let mut world = both_agreed();
    let rule = the_rule(&world, SAM).id;
    act(&mut world, SAM, Do::PutDown { rule });
    assert_eq!(standing(&world, ROBIN), Some(Standing::PutDown));
    assert!(printed(&world, ROBIN).is_empty());
    assert!(world.act(ROBIN, Command::Rules(Do::PutDown { rule })).is_empty());
    let version = offer(&mut world, ROBIN, Some(rule), "we say it once");
    assert_eq!(standing(&world, ROBIN), Some(Standing::PutDown));
    act(&mut world, SAM, Do::Confirm { version });
    assert_eq!(printed(&world, SAM), ["we say it once"]);
}

#[test]
fn the_same_words_by_another_are_a_yes_to_those_that_wait() {
    let mut world = World::three();
    let version = offer(&mut world, ROBIN, None, "we say it once");
    let rule = the_rule(&world, SAM).id;
    for who in [KIM, SAM] {
        act(
            &mut world,
            who,
            Do::Offer { rule: Some(rule), about: None, words: words("we say it once") },
        );
    }
    let held = the_rule(&world, SAM).versions.holds(SAM).expect("all said yes");
    assert_eq!((held.id, held.yes.len()), (version, 3));
}

#[test]
fn what_only_waits_is_not_put_down_and_pushes_nothing_off_the_list() {
    let mut world = both_agreed();
    let kept = the_rule(&world, SAM).id;
    act(&mut world, SAM, Do::PutDown { rule: kept });
    let before = world.seen(ROBIN).shared.rules.of(ROBIN).count();
    for who in [ROBIN, SAM] {
        offer(&mut world, ROBIN, None, "we eat at one table");
        let all = world.seen(SAM).shared.rules.of(SAM);
        let waits = all.filter(|rule| rule.versions.offer().is_some()).last().expect("offered");
        let (rule, version) = (waits.id, waits.versions.offer().expect("offered").id);
        world.refuses(who, Command::Rules(Do::PutDown { rule }), Refusal::NoSuchRule);
        act(&mut world, SAM, Do::Withdraw { version });
    }
    assert_eq!(world.seen(ROBIN).shared.rules.of(ROBIN).count(), before);
}

#[test]
fn a_rule_that_is_the_others_alone_is_not_put_down_by_who_was_only_asked() {
    let mut world = World::begun();
    act(&mut world, ROBIN, Do::Offer { rule: None, about: None, words: words("we say it once") });
    world.join(SAM, "Sam");
    world.listen(ROBIN, SAM);
    let rule = the_rule(&world, ROBIN).id;
    offer(&mut world, ROBIN, Some(rule), "we say it twice");
    world.refuses(SAM, Command::Rules(Do::PutDown { rule }), Refusal::NoSuchRule);
}

#[test]
fn an_old_record_of_putting_down_what_only_waited_leaves_nothing_behind() {
    let mut world = World::together();
    offer(&mut world, ROBIN, None, "we say it once");
    let event = Event::Rules(RulesEvent::PutDown { rule: the_rule(&world, SAM).id });
    world.home.apply(&Recorded { at: world.now(), by: SAM, event });
    let shared = String::from_utf8(world.home.to_snapshot().shared).expect("JSON");
    assert!(!shared.contains("we say it once"));
}

#[test]
fn a_rule_taken_up_again_counts_among_those_that_are_kept() {
    let mut world = World::begun();
    let offers = |rule| Do::Offer { rule, about: None, words: words("we say it once") };
    act(&mut world, ROBIN, offers(None));
    let rule = the_rule(&world, ROBIN).id;
    act(&mut world, ROBIN, Do::PutDown { rule });
    for _ in 0..RULES_MAX {
        act(&mut world, ROBIN, offers(None));
    }
    world.refuses(ROBIN, Command::Rules(offers(Some(rule))), Refusal::TooManyRules);
}

#[test]
fn a_rule_of_one_parent_alone_is_theirs_and_nobody_elses_before_it_is_put_forward() {
    let mut world = World::begun();
    act(&mut world, ROBIN, Do::Offer { rule: None, about: None, words: words("we say it once") });
    assert_eq!(standing(&world, ROBIN), Some(Standing::Mine));
    assert_eq!(printed(&world, ROBIN), ["we say it once"]);
    world.join(SAM, "Sam");
    world.listen(ROBIN, SAM);
    assert_eq!(standing(&world, SAM), None);
    assert!(printed(&world, ROBIN).is_empty(), "for the fridge only what all said yes to");
    let rule = the_rule(&world, ROBIN).id;
    world.refuses(SAM, Command::Rules(Do::PutDown { rule }), Refusal::NoSuchRule);
    let version = offer(&mut world, ROBIN, Some(rule), "we say it once");
    assert_eq!(the_rule(&world, SAM).versions.history(SAM).count(), 0);
    act(&mut world, SAM, Do::Confirm { version });
    assert_eq!(standing(&world, ROBIN), Some(Standing::Ours));
    assert_eq!(the_rule(&world, SAM).versions.history(SAM).count(), 1);
    assert_eq!(the_rule(&world, ROBIN).versions.history(ROBIN).count(), 2);
}

#[test]
fn who_joins_is_asked_before_anything_holds_for_them() {
    let mut world = both_agreed();
    offer(&mut world, SAM, None, "we eat at one table");
    world.join(KIM, "Kim");
    world.listen(SAM, KIM);
    assert_eq!(world.seen(KIM).shared.rules.of(KIM).count(), 0);
    assert_eq!(world.seen(SAM).shared.rules.of(SAM).count(), 1, "what waited waits no more");
    assert_eq!(standing(&world, SAM), Some(Standing::Mine), "it is not Kim’s yet");
}

#[test]
fn a_former_members_own_rules_go_and_shared_ones_stay() {
    let mut world = both_agreed();
    world.act(SAM, Command::Leave);
    assert_eq!(printed(&world, ROBIN), ["we say it once"]);
    let mut world = World::begun();
    act(&mut world, ROBIN, Do::Offer { rule: None, about: None, words: words("we say it once") });
    world.join(SAM, "Sam");
    world.act(ROBIN, Command::Leave);
    let shared = String::from_utf8(world.home.to_snapshot().shared).expect("JSON");
    assert!(!shared.contains("we say it once"));
}

#[test]
fn a_rule_is_for_the_ages_it_names_or_for_all() {
    let mut rule = words("we say it once");
    assert!(AgeBand::ALL.iter().all(|age| rule.is_for(*age)));
    rule.ages.insert(AgeBand::Teen);
    assert!(rule.is_for(AgeBand::Teen) && !rule.is_for(AgeBand::Baby));
}

fn answers(world: &mut World, who: MemberId, text: &str) {
    let gut = Gut { do_first: Some(note(text)), learn: Some(note("That it ends.")) };
    let root = Some(note("My aunt shouted."));
    act(world, who, Do::Answer { scenario: SCENARIO, gut, root });
}

#[test]
fn what_each_would_do_shows_nothing_before_all_open_it() {
    let mut world = World::together();
    let before = world.bytes_for(SAM);
    answers(&mut world, ROBIN, "I say it once.");
    act(&mut world, ROBIN, Do::Seal { scenario: SCENARIO });
    act(&mut world, ROBIN, Do::PressOpen { scenario: SCENARIO, arrivals: 2 });
    assert_eq!(world.bytes_for(SAM), before);
    answers(&mut world, SAM, "I shout.");
    act(&mut world, SAM, Do::Seal { scenario: SCENARIO });
    assert!(world.seen(SAM).shared.rules.opened(SCENARIO, SAM).is_none());
    act(&mut world, SAM, Do::PressOpen { scenario: SCENARIO, arrivals: 2 });
    let shared = world.seen(SAM).shared;
    assert_eq!(shared.rules.opened(SCENARIO, ROBIN).map(BTreeMap::len), Some(2));
    world.join(KIM, "Kim");
    assert!(world.seen(KIM).shared.rules.opened(SCENARIO, KIM).is_none());
}

#[test]
fn where_an_answer_comes_from_never_opens() {
    let mut world = World::together();
    for who in [ROBIN, SAM] {
        answers(&mut world, who, "I say it once.");
        act(&mut world, who, Do::Seal { scenario: SCENARIO });
        act(&mut world, who, Do::PressOpen { scenario: SCENARIO, arrivals: 2 });
    }
    assert!(world.seen(ROBIN).own.rules.root(SCENARIO).is_some());
    let (shared, _) = world.bytes_for(SAM);
    assert!(!String::from_utf8(shared).expect("JSON").contains("My aunt shouted."));
}

#[test]
fn a_review_is_within_reach() {
    let world = World::together();
    for (days, may) in [(-1, false), (0, true), (400, true), (401, false)] {
        let review = Some(days_after(world.today(), days));
        let words = RuleWords { review, ..words("we say it once") };
        let offer = Command::Rules(Do::Offer { rule: None, about: None, words });
        assert_eq!(world.decide(ROBIN, &offer).is_ok(), may, "{days}");
    }
}

proptest! {
    #![proptest_config(cases(300))]

    /// Whatever is done in whatever order: what one wrote shows to another only where both opened
    /// it, and a rule is shared only by those who said yes to exactly its words.
    #[test]
    fn no_order_of_commands_shows_what_was_not_opened_or_agreed(
        steps in proptest::collection::vec((0..3_usize, any::<u64>()), 0..80),
    ) {
        let mut world = World::three();
        let mut pressed: [BTreeSet<Scenario>; 3] = Default::default();
        for (asks, seed) in steps {
            let who = PEOPLE[asks];
            let Some(seen) = world.home.seen_by(who) else { continue };
            let command = chance::rule::ruling(seen.shared, &mut Dice::new(seed));
            let Ok(events) = world.try_act(who, &command) else { continue };
            if let Command::Rules(Do::PressOpen { scenario, .. }) = command {
                pressed[asks].insert(scenario);
            }
            let own = events.iter().all(|event| event.class() == Class::Own);
            let written = matches!(command, Command::Rules(Do::Answer { .. }));
            prop_assert!(own || !written);
            for (n, reader) in PEOPLE.into_iter().enumerate() {
                let shared = world.seen(reader).shared;
                for scenario in Scenario::ALL {
                    let opened = shared.rules.opened(scenario, reader);
                    prop_assert!(opened.is_none() || pressed.iter().all(|p| p.contains(&scenario)));
                    prop_assert!(opened.is_none() || pressed[n].contains(&scenario));
                }
                for rule in shared.rules.of(reader) {
                    let held = rule.versions.holds(reader);
                    prop_assert!(held.is_none_or(|held| held.yes.contains_key(&reader)));
                }
            }
        }
    }
}
