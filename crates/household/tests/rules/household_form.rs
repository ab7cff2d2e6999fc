//! The family form: names, children, and which cards are on the table.

use std::collections::BTreeSet;

use household::load::catalogue::catalogue;
use household::{ChildId, Command, Event, Refusal};
use proptest::prelude::*;

use crate::chance::cases;
use crate::family::{DINNER, ROBIN, SAFETY, SAM, World, child, line};

fn rows(world: &World, leave_out: &str) -> Vec<(String, Option<ChildId>)> {
    world.rows().into_iter().filter(|(row, _)| row != leave_out).collect()
}

#[test]
fn choosing_rows_puts_exactly_these_on_the_table() {
    let mut world = World::begun();
    let mia = world.add_mia();
    world.act(ROBIN, Command::AddOwnCard { name: line("The rabbit"), minutes: 45, child: None });
    let twice = ("school-bag".to_owned(), Some(mia));
    let chosen = world.choose(vec![twice.clone(), twice]);
    world.act(ROBIN, chosen);
    let deck = &world.seen(ROBIN).shared.deck;
    assert_eq!(deck.cards().count(), 2, "one chosen, and the family's own");
    let bag = deck.of_row("school-bag", Some(mia)).expect("chosen").card.id;

    let none = world.choose(Vec::new());
    world.act(ROBIN, none);
    let bag_again = vec![("school-bag".to_owned(), Some(mia)); 2];
    let chosen = world.choose(bag_again);
    let events = world.act(ROBIN, chosen);
    assert_eq!(events, [Event::CardRestored { card: bag }], "it comes back as what it was");
}

#[test]
fn a_page_of_before_takes_nothing_back() {
    let mut world = World::together();
    let shown = world.rows();
    // Both opened the list. Sam adds one and takes one off; then Robin adds another.
    let row = |row: &str| (row.to_owned(), None);
    let with = |more: &str| [shown.clone(), vec![row(more)]].concat();
    let mut sams = with("school-bag");
    sams.retain(|(row, _)| row != DINNER);
    world.act(SAM, Command::ChooseRows { shown: shown.clone(), rows: sams });
    world.act(ROBIN, Command::ChooseRows { shown: shown.clone(), rows: with("cover-pick-up") });
    let now = world.rows();
    assert!(now.contains(&row("school-bag")) && now.contains(&row("cover-pick-up")), "{now:?}");
    assert!(!now.contains(&row(DINNER)), "{now:?}");
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn two_lists_at_once_lose_neither_ones_changes(
        robin in proptest::collection::btree_set(0..ROWS, 0..8),
        sam in proptest::collection::btree_set(0..ROWS, 0..8),
    ) {
        let mut world = World::together();
        let shown: BTreeSet<_> = world.rows().into_iter().collect();
        let all: Vec<_> = catalogue().rows().iter().take(ROWS).collect();
        // Each turns these over: what lies there goes, what does not comes.
        let turned = |by: &BTreeSet<usize>| -> BTreeSet<_> {
            by.iter().map(|at| (all[*at].id.to_owned(), None)).collect()
        };
        let (robins, sams) = (turned(&robin), turned(&sam));
        for (who, turned) in [(SAM, &sams), (ROBIN, &robins)] {
            let rows = shown.symmetric_difference(turned).cloned().collect();
            let shown = shown.iter().cloned().collect();
            world.act(who, Command::ChooseRows { shown, rows });
        }
        let both: BTreeSet<_> = robins.union(&sams).cloned().collect();
        let expected: BTreeSet<_> = shown.symmetric_difference(&both).cloned().collect();
        prop_assert_eq!(world.rows().into_iter().collect::<BTreeSet<_>>(), expected);
    }
}

/// Rows that the lists of the property turn over, some of them on the table.
const ROWS: usize = 40;

#[test]
fn a_removed_child_takes_its_cards_along_and_they_stay_away() {
    let mut world = World::begun();
    let mia = world.add_mia();
    world.act(ROBIN, Command::AddChild { child: child("Noah", 2023) });
    let own = Command::AddOwnCard { name: line("Swimming"), minutes: 60, child: Some(mia) };
    world.act(ROBIN, own);
    let card = world.home_cards().pop().expect("added");
    world.act(ROBIN, Command::RemoveChild { id: mia });
    assert!(world.seen(ROBIN).shared.deck.on_table(card).is_none());
    world.refuses(ROBIN, Command::RestoreCard { card }, Refusal::UnknownChild);
    assert_eq!(world.seen(ROBIN).shared.people.children().len(), 1);
}

#[test]
fn what_was_said_about_a_removed_card_keeps_its_name() {
    let mut world = World::opened();
    let card = world.card(DINNER);
    world.act(ROBIN, Command::RenameCard { card, name: line("Supper") });
    world.act(ROBIN, Command::RemoveCard { card });
    let seen = world.seen(SAM);
    let kept = seen.shared.deck.get(card).expect("kept");
    assert_eq!(kept.renamed.as_ref().map(household::Line::as_str), Some("Supper"));
    world.act(ROBIN, Command::RestoreCard { card });
    assert_eq!(world.act(ROBIN, Command::RestoreCard { card }), []);
}

#[test]
fn nobody_takes_anothers_card_off_the_table() {
    let mut world = World::agreed();
    let card = world.card(DINNER);
    world.refuses(SAM, Command::RemoveCard { card }, Refusal::NotTheOwner);
    let chosen = world.choose(rows(&world, DINNER));
    world.act(SAM, chosen);
    assert!(world.seen(SAM).shared.deck.on_table(card).is_some());
    assert!(world.decide(ROBIN, &Command::RemoveCard { card }).is_ok());
}

#[test]
fn a_safety_card_leaves_the_table_only_after_saying_who_has_it() {
    let mut world = World::agreed();
    let card = world.card(SAFETY);
    world.refuses(ROBIN, Command::RemoveCard { card }, Refusal::WhoHasItInstead);
    let from = world.today();
    let instead = Some(crate::family::note("Sam does."));
    world.act(ROBIN, Command::PutDownCard { card, from, instead });
    world.act(ROBIN, Command::RemoveCard { card });
}

#[test]
fn a_child_whose_card_another_owns_is_not_removed_over_their_head() {
    let mut world = World::agreed();
    let mia = world.our_mia();
    let bag = vec![("school-bag".to_owned(), Some(mia))];
    world.act(ROBIN, Command::ChooseRows { shown: Vec::new(), rows: bag });
    world.agree(&[ROBIN, SAM], &[("school-bag", Some(SAM))]);
    world.refuses(ROBIN, Command::RemoveChild { id: mia }, Refusal::DecidesToo);
    world.decides_for(mia, &[ROBIN]);
    world.refuses(ROBIN, Command::RemoveChild { id: mia }, Refusal::NotTheOwner);
    let (card, from) = (world.card("school-bag"), world.today());
    world.act(SAM, Command::PutDownCard { card, from, instead: None });
    world.act(ROBIN, Command::RemoveChild { id: mia });
}

#[test]
fn somebody_decides_for_every_child() {
    let mut world = World::begun();
    let mut details = child("Mia", 2019);
    details.deciders.members.clear();
    let nobody = Command::AddChild { child: details.clone() };
    world.refuses(ROBIN, nobody, Refusal::NobodyDecides);
    details.deciders.somebody_else = true;
    world.act(ROBIN, Command::AddChild { child: details.clone() });
    details.deciders.members.insert(SAM);
    world.refuses(ROBIN, Command::AddChild { child: details }, Refusal::UnknownMember);
}

#[test]
fn a_household_has_room_for_its_limit_of_cards_and_not_one_more() {
    let mut world = World::begun();
    let own =
        |n: usize| Command::AddOwnCard { name: line(&format!("{n}")), minutes: 1, child: None };
    for n in 10..household::load::CARDS_MAX {
        world.act(ROBIN, own(n));
    }
    world.refuses(ROBIN, own(0), Refusal::TooManyCards);
    let card = world.card(DINNER);
    world.act(ROBIN, Command::RemoveCard { card });
    world.act(ROBIN, own(0));
    world.refuses(ROBIN, Command::RestoreCard { card }, Refusal::TooManyCards);
    world.act(ROBIN, Command::RemoveCard { card: world.card("feed-shop") });
    world.act(ROBIN, Command::RestoreCard { card });
}
