//! One parent whose other parent will not take part: everything works for one.

use super::driver::{Driver, Look};
use super::site::Site;
use super::someone::Someone;

#[tokio::test]
async fn one_parent_alone_makes_it_less_and_lives_it() {
    let (site, driver) = (Site::start(13), Driver::start());
    let mut robin = Someone::at(&driver, &site, Look::PHONE, "alone").await;

    robin.opens("/").await;
    robin.presses("They won’t").await;
    robin.is_at("Before you start").await;
    robin.presses("Begin").await;
    robin.looks_at("My plan").await;
    robin.presses_at("Weekday evening meals", "Simplify").await;
    robin.reads("Your plan so far: simplify 1.").await;
    robin.presses_at("Food shopping", "Put down").await;
    robin.reads("Your plan so far: put down 1, simplify 1.").await;
    robin.looks().await;

    robin.presses("To the cards").await;
    for _ in 0..10 {
        robin.sorts_by_digits("11").await;
    }
    robin.looks_at("What I carry").await;
    robin.opens("/share").await;
    robin.looks_at("Share").await;
    robin.presses("The split").await;
    adds_nana(&mut robin).await;
    robin.opens("/share/division").await;
    robin.looks_at("A first draft, from your own cards").await;
    robin.presses("Look at it without the other parent").await;
    robin.looks_at("A first draft, from your own cards").await;
    robin.presses("Write down what I keep").await;
    robin.looks_at("What I keep").await;
    robin.presses("This is what I keep").await;
    let mine = "Mine: you decided this alone, for yourself. \
                Nobody else has been asked, and nobody else is bound by it.";
    robin.reads(mine).await;
    robin.looks().await;
    robin.opens("/today").await;
    robin.reads("Yours today").await;
    robin.looks().await;

    robin.opens("/talk/thanks/new").await;
    robin.writes("Your words", "I carried the whole week. That was real work.").await;
    robin.presses("Keep it for now").await;
    robin.reads("Kept for you.").await;
    robin.looks().await;

    robin.leaves();
}

/// Somebody else who carries some of it, told from one's first draft.
pub(crate) async fn adds_nana(robin: &mut Someone<'_>) {
    robin.looks_at("A first draft, from your own cards").await;
    robin.presses("Who else carries?").await;
    robin.looks_at("Who else carries?").await;
    robin.writes("Their name", "Nana").await;
    robin.taps(Some("part"), "A quarter of what one of you carries").await;
    robin.presses("Add them").await;
    robin.reads("Saved.").await;
    robin.looks().await;
}
