//! Robin and Sam, each on their own phone, from the first question to a week that is shared; and
//! every page there is.

use super::driver::{Driver, Look};
use super::met::meets_the_rest;
use super::site::Site;
use super::someone::Someone;
use super::{
    checking_in, expecting, first_session, knowing_children, raising, solo, story, talk, thanking,
};

#[tokio::test]
async fn two_parents_find_out_who_carries_what_and_share_it() {
    let (site, driver) = (Site::start(11), Driver::start());
    let mut robin = Someone::at(&driver, &site, Look::PHONE, "robin").await;
    let mut sam = Someone::at(&driver, &site, Look::PHONE, "sam").await;

    story::sees_what_they_carry(&mut robin).await;
    story::tells_who_is_in_the_family(&mut robin).await;
    let link = story::invites(&mut robin).await;
    story::answers(&mut sam, &link).await;
    story::is_heard(&mut robin, &mut sam).await;
    talk::agree_on_one(&mut robin, &mut sam).await;
    sam.opens("/talk").await;
    story::both_close_and_open(&mut robin, &mut sam).await;
    story::they_divide_and_agree(&mut robin, &mut sam).await;
    story::they_live_it(&mut robin, &mut sam).await;
    thanking::they_thank_each_other(&mut robin, &mut sam).await;
    expecting::they_say_what_they_expect(&mut robin, &mut sam).await;
    checking_in::they_check_in(&mut robin, &mut sam).await;
    raising::they_agree_on_a_rule(&mut robin, &mut sam).await;
    raising::they_decide_for_lea(&mut robin, &mut sam).await;
    knowing_children::they_know_mia(&mut robin, &mut sam).await;
    let mut stranger = Someone::at(&driver, &site, Look::PHONE, "stranger").await;
    solo::they_have_time_alone(&site, &mut robin, &mut sam, &mut stranger).await;

    first_session::they_prepare_a_session(&mut robin, &mut sam, &mut stranger).await;
    story::shares_the_device(&mut robin).await;
    meets_the_rest([&mut stranger, &mut robin, &mut sam]).await;
    for person in [stranger, robin, sam] {
        person.leaves();
    }
}
