//! Families who told what they feel about their cards, by dice, and what is divided from it.

use std::collections::BTreeMap;

use household::division::{At, DivisionView, Wish};
use household::sort::{Heaviness, Mark, Who};
use household::{Command, MemberId};

use crate::chance::{Dice, feeling};
use crate::family::{ROBIN, World, line};

/// Each has told who carries it all, what they feel about it by their dice, and opened.
pub fn felt(mut world: World, parents: &[(MemberId, Who, u64)], cards: usize) -> World {
    for n in 0..cards {
        let minutes = u16::try_from(20 + 37 * n % 200).expect("few");
        let name = line(&format!("Card {n}"));
        world.act(ROBIN, Command::AddOwnCard { name, minutes, child: None });
    }
    for (who, carrier, seed) in parents {
        world.tell_all(*who, *carrier);
        feel(&mut world, *who, *seed);
        world.act(*who, Command::SealSort);
    }
    for (who, _, _) in parents {
        world.press_open(*who);
    }
    world
}

pub fn feel(world: &mut World, who: MemberId, seed: u64) {
    let mut dice = Dice::new(seed);
    for card in world.home_cards() {
        let marks = vec![Mark::Heaviness(dice.of(&Heaviness::ALL)), feeling(&mut dice)];
        world.act(who, Command::MarkCard { card, marks });
    }
}

#[track_caller]
pub fn divided(world: &World, who: MemberId, at: At) -> DivisionView {
    let wish = Wish { at, moved: BTreeMap::new() };
    world.home.division_for(who, &wish).expect("something to divide")
}
