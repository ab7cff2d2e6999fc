//! Listening talks in a real browser: on two phones that follow each other, with a connection lost
//! and come back; on one phone; without script; and on paper.

use std::path::Path;

use super::driver::{Driver, Look};
use super::site::Site;
use super::someone::{Network, Someone};
use crate::family;

/// What a printed page may come to: one page of each, in inches.
const PAPER: [(&str, [f64; 2]); 2] = [("a4", [8.27, 11.69]), ("letter", [8.5, 11.0])];

#[tokio::test]
async fn a_talk_on_two_phones_survives_a_lost_connection() {
    let (site, driver) = (Site::start(15), Driver::start());
    let [mut ana, mut ben] = both(&site, &driver, Look::PHONE, ["talk-ana", "talk-ben"]).await;
    // From the beginning, so that it has a say over what is open when it goes.
    ana.has_network(Network::Here);
    agree_on_one(&mut ana, &mut ben).await;
    ana.opens("/talk").await;
    ana.presses("To the talk").await;
    ana.looks_at("Ready?").await;
    ana.writes("How are you, in one word?", "calm").await;
    ana.presses("I am ready").await;
    ana.looks_at("You are ready").await;
    ben.opens("/talk").await;
    ben.presses("To the talk").await;
    ben.writes("How are you, in one word?", "tired").await;
    ben.presses("I am ready").await;
    ben.looks_at("You speak").await;
    // Ana pressed nothing: her phone follows.
    ana.looks_at("You listen").await;

    ana.has_network(Network::Gone);
    ana.reads("The connection is gone. It comes back by itself.").await;
    ana.looks().await;
    ben.presses("I have said it").await;
    ben.looks_at("Ana says back what you said").await;
    ana.is_at("You listen").await;
    ana.has_network(Network::Here);
    ana.looks_at("What I heard is …").await;
    ana.writes("Say it in your own words", "The nights are long.").await;
    ben.presses("Pause").await;
    ben.looks_at("Paused").await;
    ana.looks_at("Paused").await;
    ben.presses("Go on").await;
    // What Ana was writing outlives Ben's pause.
    ana.is_at("What I heard is …").await;
    assert_eq!(ana.value_of("#text").await, "The nights are long.");
    ana.presses("I have said it back").await;
    ana.looks_at("Ben says if you got it").await;
    they_finish(&mut ana, &mut ben).await;
    for person in [ana, ben] {
        person.leaves();
    }
}

/// From Ben's hearing it to what both keep, each page looked at.
async fn they_finish<'a>(ana: &mut Someone<'a>, ben: &mut Someone<'a>) {
    ben.looks_at("What Ana heard").await;
    ben.presses("Not quite").await;
    ben.writes("What is missing?", "And the mornings.").await;
    ben.presses("Try once more").await;
    ana.reads("And the mornings.").await;
    ana.looks().await;
    ana.writes("Say it in your own words", "The nights are long, the mornings short.").await;
    ana.presses("I have said it back").await;
    ben.reads("The nights are long, the mornings short.").await;
    ben.presses("Yes, that’s it").await;
    ben.looks_at("Change over?").await;
    ben.presses("Change over").await;
    ben.looks_at("You would change over").await;
    ana.presses("Enough for today").await;
    ana.looks_at("One thing to take along").await;
    ben.is_at("One thing to take along").await;
    ana.writes("I take along …", "Ask again in May.").await;
    ana.taps(None, "Keep it together").await;
    ana.presses("Go on").await;
    ana.looks_at("You are done").await;
    ben.writes("I take along …", "She did not fix it.").await;
    ben.presses("Go on").await;
    ben.looks_at("What do you both want to keep?").await;
    ben.taps(None, "Ana takes along").await;
    ben.taps(None, "Ana heard").await;
    ben.presses("End the talk").await;
    ben.looks_at("That was all from you").await;
    ana.is_at("What do you both want to keep?").await;
    ana.taps(None, "You heard").await;
    ana.presses("End the talk").await;
    // Ben's phone is sent on by itself.
    for person in [ana, ben] {
        person.reads("The talk is over.").await;
        person.presses("A usual day · November 23, 2026").await;
        person.reads("The nights are long, the mornings short.").await;
        person.looks().await;
    }
}

#[tokio::test]
async fn a_talk_on_one_phone_says_who_holds_it() {
    let (site, driver) = (Site::start(16), Driver::start());
    let [mut ana, mut ben] = both(&site, &driver, Look::PHONE, ["device-ana", "device-ben"]).await;
    over_one_phone(&mut ana).await;
    ana.reads("Tea at nine.").await;
    ana.looks().await;
    ana.presses("Offer to keep it with Ben").await;
    ana.reads("Sent.").await;
    ben.opens("/talk").await;
    ben.reads("Ana wrote this down of a talk you had").await;
    ben.looks().await;
    ben.presses("Yes, keep it for us both").await;
    ben.presses("Our evenings · November 23, 2026").await;
    ben.reads("Tea at nine.").await;
    ben.looks().await;
    for person in [ana, ben] {
        person.leaves();
    }
}

/// Ana's phone lies between the two.
async fn over_one_phone(ana: &mut Someone<'_>) {
    ana.opens("/talk").await;
    ana.presses("Talk now, with one phone").await;
    ana.looks_at("Talk now, with one phone").await;
    ana.taps(None, "A question of your own").await;
    ana.writes("Your own question", "Our evenings").await;
    ana.presses("Begin").await;
    ana.looks_at("Ready?").await;
    ana.presses("I am ready").await;
    ana.reads("B For Ben").await;
    ana.writes("How are you, in one word?", "tired").await;
    ana.presses("I am ready").await;
    ana.looks_at("You speak").await;
    ana.presses("I have said it").await;
    ana.looks_at("What I heard is …").await;
    ana.presses("I have said it back").await;
    ana.looks_at("What Ana heard").await;
    ana.presses("Yes, that’s it").await;
    ana.looks_at("Change over?").await;
    ana.presses("Enough for today").await;
    ana.looks_at("One thing to take along").await;
    ana.writes("I take along …", "Tea at nine.").await;
    ana.presses("Go on").await;
    ana.reads("B For Ben").await;
    ana.presses("Go on").await;
    ana.looks_at("What do you both want to write down?").await;
    ana.taps(None, "Ana takes along").await;
    ana.presses("End the talk").await;
    ana.reads("The talk is over.").await;
}

#[tokio::test]
async fn a_talk_works_without_script() {
    let (site, driver) = (Site::start(17), Driver::start());
    let look = Look::PHONE.without_script();
    let [mut ana, mut ben] = both(&site, &driver, look, ["talk-plain-ana", "talk-plain-ben"]).await;
    prepares(&mut ana).await;
    agree_on_one(&mut ana, &mut ben).await;
    for person in [&mut ana, &mut ben] {
        person.opens("/talk").await;
        person.presses("To the talk").await;
        person.looks_at("Ready?").await;
        person.presses("I am ready").await;
    }
    ben.is_at("You speak").await;
    ben.presses("I have said it").await;
    ana.presses("Load the page again").await;
    ana.looks_at("What I heard is …").await;
    ana.writes("Say it in your own words", "The nights are long.").await;
    ana.presses("I have said it back").await;
    ben.presses("Load the page again").await;
    ben.looks_at("What Ana heard").await;
    ben.presses("Yes, that’s it").await;
    ben.presses("Enough for today").await;
    ben.presses("Go on").await;
    ana.presses("Load the page again").await;
    ana.presses("Go on").await;
    ana.taps(None, "You heard").await;
    ana.presses("End the talk").await;
    ben.presses("Load the page again").await;
    ben.taps(None, "Ana heard").await;
    ben.presses("End the talk").await;
    ben.reads("The talk is over.").await;
    over_one_phone(&mut ana).await;
    for person in [ana, ben] {
        person.leaves();
    }
}

#[tokio::test]
async fn a_talk_on_paper_is_one_page_of_a4_or_letter() {
    let (site, driver) = (Site::start(18), Driver::start());
    let mut stranger = Someone::at(&driver, &site, Look::DESK, "paper").await;
    for (about, name) in [("1", "usual-day"), ("4", "moment"), ("8", "work"), ("0", "own")] {
        stranger.opens(&format!("/question?about={about}")).await;
        stranger.looks_at("A listening talk").await;
        for (paper, size) in PAPER {
            let printed = stranger.prints(size);
            // Beside the screenshots, to be looked at.
            let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screenshots");
            let file = folder.join(format!("paper-{name}-{paper}.pdf"));
            std::fs::write(file, &printed).expect("a file can be written");
            assert_eq!(pages(&printed), 1, "{name} on {paper}");
        }
    }
    stranger.leaves();
}

/// How many pages a printed file has: each is an object of that type.
pub(super) fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.matches("/Type /Page\n").count() + text.matches("/Type /Page/").count()
}

async fn both<'a>(
    site: &'a Site,
    driver: &Driver,
    look: Look,
    albums: [&'static str; 2],
) -> [Someone<'a>; 2] {
    let [ana, ben] = family::two(&site.world).await;
    let [one, other] = albums;
    let (one, other) =
        (Someone::at(driver, site, look, one).await, Someone::at(driver, site, look, other).await);
    one.goes_on_as(&ana);
    other.goes_on_as(&ben);
    [one, other]
}

/// Three questions to oneself, before asking.
async fn prepares(someone: &mut Someone<'_>) {
    someone.opens("/talk").await;
    someone.presses("Before you ask").await;
    someone.looks_at("Before you ask").await;
    someone.writes("What are you afraid to hear?", "That it is too late.").await;
    someone.presses("Keep it for me").await;
    someone.reads("Kept for you.").await;
}

/// One asks the other for a talk about a usual day; after another time, they agree.
pub(crate) async fn agree_on_one(one: &mut Someone<'_>, other: &mut Someone<'_>) {
    one.opens("/talk").await;
    one.presses("Ask for a talk").await;
    one.looks_at("Ask for a talk").await;
    one.clicks("form[action='/talk/asks'] .button").await;
    one.reads("Sent.").await;
    one.looks().await;
    other.opens("/talk").await;
    other.looks_at("Talk").await;
    other.presses("Have a look").await;
    other.waits_for_css("button[value=not-now]").await;
    other.looks().await;
    other.presses("Yes, let’s talk").await;
    other.looks_at("Ready?").await;
}
