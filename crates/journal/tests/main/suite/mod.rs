//! What every engine must do: functions over any [`Journal`](journal::Journal), called once for
//! each engine.

mod erasure;
mod events;
mod lent;
mod receipts;
mod rows;
mod vault;

macro_rules! on_sqlite {
    ($($module:ident: $($rule:ident)*;)*) => {
        mod sqlite {
            $($(
                #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
                async fn $rule() {
                    let fresh = crate::world::fresh();
                    super::$module::$rule(&fresh.journal).await;
                    // Whatever happened, every household there still adds up.
                    for household in fresh.journal.households(None).await.unwrap() {
                        fresh.journal.verify(household).await.unwrap();
                    }
                    assert_eq!(fresh.journal.check().await.unwrap(), Vec::<String>::new());
                }
            )*)*
        }
    };
}

on_sqlite! {
    events:
        a_household_that_was_never_begun_is_not_there
        a_household_begins_once
        a_household_begins_together_with_its_first_person
        what_is_loaded_is_what_was_applied
        a_stale_head_conflicts_and_keeps_nothing
        racing_tasks_lose_nothing_and_double_nothing
        a_snapshot_and_its_tail_give_what_the_replay_gives
        households_do_not_touch_each_other
        rows_are_kept_with_their_events_or_not_at_all
        too_much_at_once_is_refused;
    receipts:
        a_repeated_request_gets_the_first_answer
        requests_at_once_with_one_key_happen_once
        keys_belong_to_their_member
        old_receipts_are_forgotten;
    rows:
        a_person_is_found_by_member_and_by_name
        a_sign_in_name_is_taken_in_any_case
        a_credential_is_set_replaced_and_removed
        a_session_lasts_until_it_expires_or_is_ended
        a_changed_way_in_is_news_to_every_other_session
        sessions_are_listed_and_ended_by_their_owner_only
        an_invitation_is_used_once_under_a_race
        an_invitation_expires_and_is_revoked
        who_keeps_an_answer_has_not_joined
        a_shared_device_knows_its_members
        guesses_at_once_share_no_turn
        a_right_guess_leaves_the_count_as_it_was
        a_clock_that_jumped_back_locks_nobody_out
        times_at_the_end_of_time_read_back;
    vault:
        private_pages_are_kept_as_they_came
        of_two_devices_at_once_one_is_kept
        pages_that_were_thrown_away_do_not_come_back
        nobody_but_a_member_keeps_pages_and_only_so_many
        private_pages_go_with_their_member;
    lent:
        lent_pages_open_until_their_time
        nobody_but_who_lent_takes_back_or_replaces
        only_so_much_is_lent_at_a_time
        lent_pages_go_with_their_member_and_with_the_pages;
    erasure:
        an_erased_members_own_things_are_gone_and_the_chain_holds
        an_erased_member_can_do_nothing_more
        a_state_loaded_before_an_erasure_is_stale
        an_erased_member_cannot_sign_in
        an_erased_household_leaves_nothing;
}
