//! What parents set for the division, in the open.

use household::division::SetAside;
use household::{Command, Event, Refusal};

use crate::family::{DINNER, ROBIN, SAM, World};

#[test]
fn nothing_is_divided_before_the_pictures() {
    let world = World::sealed();
    let card = world.card(DINNER);
    let weights = [(ROBIN, 60), (SAM, 40)].into();
    for command in [
        Command::LockCard { card, owner: SAM },
        Command::SetCardAside { card, how: SetAside::Drop },
        Command::OfferShares { weights },
    ] {
        world.refuses(ROBIN, command, Refusal::PicturesFirst);
    }
}

#[test]
fn shares_are_equal_until_both_say_yes_to_others() {
    let mut world = World::opened();
    let weights = [(ROBIN, 60), (SAM, 40)].into();
    let confirm = |weights: &std::collections::BTreeMap<_, _>| Command::ConfirmShares {
        weights: weights.clone(),
    };
    world.act(ROBIN, Command::OfferShares { weights: std::collections::BTreeMap::clone(&weights) });
    assert_eq!(world.act(ROBIN, confirm(&weights)), [], "an offer is its author's yes");
    assert_eq!(world.seen(SAM).shared.division.weight(ROBIN), 1);
    world.act(SAM, confirm(&weights));
    let division = &world.seen(SAM).shared.division;
    assert_eq!((division.weight(ROBIN), division.weight(SAM)), (60, 40));
    world.act(SAM, Command::MakeSharesEqual);
    assert_eq!(world.seen(ROBIN).shared.division.weight(ROBIN), 1);
}

#[test]
fn a_yes_is_to_the_shares_that_were_read() {
    let mut world = World::opened();
    let read = [(ROBIN, 60), (SAM, 40)];
    world.act(ROBIN, Command::OfferShares { weights: read.into() });
    world.act(ROBIN, Command::OfferShares { weights: [(ROBIN, 1), (SAM, 99)].into() });
    let yes = Command::ConfirmShares { weights: read.into() };
    world.refuses(SAM, yes, Refusal::NoSharesOffered);
}

#[test]
fn shares_name_every_parent_and_stay_within_bounds() {
    let world = World::opened();
    for (weights, refusal) in [
        (vec![(ROBIN, 60)], Refusal::UnknownMember),
        (vec![(ROBIN, 60), (SAM, 40), (crate::family::KIM, 1)], Refusal::UnknownMember),
        (vec![(ROBIN, 60), (SAM, 0)], Refusal::SharesOutOfRange),
        (vec![(ROBIN, 60), (SAM, 101)], Refusal::SharesOutOfRange),
    ] {
        let weights = weights.into_iter().collect();
        world.refuses(ROBIN, Command::OfferShares { weights }, refusal);
    }
}

#[test]
fn locks_and_cards_left_out_are_seen_by_both_and_lifted_by_either() {
    let mut world = World::opened();
    let card = world.card(DINNER);
    world.act(ROBIN, Command::LockCard { card, owner: SAM });
    world.act(ROBIN, Command::SetCardAside { card, how: SetAside::PayFor });
    assert_eq!(world.seen(SAM).shared.division.locked(card), Some(SAM));
    assert_eq!(world.seen(SAM).shared.division.set_aside(card), Some(SetAside::PayFor));
    world.act(SAM, Command::UnlockCard { card });
    world.act(SAM, Command::BringCardBack { card });
    assert_eq!(world.act(SAM, Command::UnlockCard { card }), Vec::<Event>::new());
    assert_eq!(world.act(SAM, Command::BringCardBack { card }), Vec::<Event>::new());
    assert_eq!(world.seen(ROBIN).shared.division.aside().count(), 0);
}
