//! The same path with script off: everything works by links and forms.

use super::driver::{Driver, Look};
use super::site::Site;
use super::someone::Someone;
use super::{checking_in, expecting, knowing_children, raising, solo, story, thanking};

#[tokio::test]
async fn the_whole_path_works_without_script() {
    let (site, driver) = (Site::start(12), Driver::start());
    let look = Look::PHONE.without_script();
    let mut robin = Someone::at(&driver, &site, look, "robin-plain").await;
    let mut sam = Someone::at(&driver, &site, look, "sam-plain").await;

    story::sees_what_they_carry(&mut robin).await;
    story::tells_who_is_in_the_family(&mut robin).await;
    let link = story::invites(&mut robin).await;
    story::answers(&mut sam, &link).await;
    story::is_heard(&mut robin, &mut sam).await;
    story::both_close_and_open(&mut robin, &mut sam).await;
    story::they_divide_and_agree(&mut robin, &mut sam).await;
    story::they_live_it(&mut robin, &mut sam).await;
    thanking::they_thank_each_other(&mut robin, &mut sam).await;
    expecting::they_say_what_they_expect(&mut robin, &mut sam).await;
    checking_in::they_check_in(&mut robin, &mut sam).await;
    raising::they_agree_on_a_rule(&mut robin, &mut sam).await;
    raising::they_decide_for_lea(&mut robin, &mut sam).await;
    knowing_children::they_know_mia(&mut robin, &mut sam).await;
    let mut lene = Someone::at(&driver, &site, look, "lene-plain").await;
    solo::they_have_time_alone(&site, &mut robin, &mut sam, &mut lene).await;

    robin.leaves();
    sam.leaves();
    lene.leaves();
}
