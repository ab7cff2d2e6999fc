use jiff::{SignedDuration, Timestamp};
use journal::{
    Credential, CredentialKind, Device, DeviceId, Door, Guess, InvitationState, Journal, Person,
    Row, Session, SignInName, WayIn, WayInChange, WriteError,
};

use crate::world::{Family, at, household, invitation, member, named, person, session};

/// Household 1 with members 1 and 2.
async fn two_people(journal: &Journal) {
    Family::begin(journal, 1).await;
    let row = |who| Row::Person(person(member(who), household(1), None));
    journal.write(vec![row(1), row(2)]).await.unwrap();
}

pub async fn a_person_is_found_by_member_and_by_name(journal: &Journal) {
    Family::begin(journal, 1).await;
    let ada = Person { created: at(5), ..person(member(1), household(1), Some("Ada@example.org")) };
    let grace = Person { created: at(6), ..person(member(2), household(1), None) };
    journal.write(vec![Row::Person(grace.clone()), Row::Person(ada.clone())]).await.unwrap();
    assert_eq!(journal.person(member(1)).await.unwrap(), Some(ada.clone()));
    assert_eq!(journal.person(member(2)).await.unwrap(), Some(grace.clone()));
    assert_eq!(journal.person(member(3)).await.unwrap(), None);
    let found = journal.person_by_name(&named("ada@EXAMPLE.org")).await.unwrap();
    assert_eq!(found.as_ref(), Some(&ada));
    assert_eq!(journal.person_by_name(&named("grace")).await.unwrap(), None);
    assert_eq!(journal.people_of(household(1)).await.unwrap(), [ada, grace]);
    assert_eq!(journal.people_of(household(2)).await.unwrap(), []);
}

pub async fn a_sign_in_name_is_taken_in_any_case(journal: &Journal) {
    two_people(journal).await;
    let set = |who, name: Option<SignInName>| {
        journal.write(vec![Row::SignInName { member: member(who), name }])
    };
    set(1, Some(named("Émile"))).await.unwrap();
    let refused = set(2, Some(named("émILE"))).await;
    assert!(matches!(refused, Err(WriteError::NameTaken)), "{refused:?}");
    // One's own name may change its letters.
    set(1, Some(named("émile"))).await.unwrap();
    let found = journal.person(member(1)).await.unwrap().unwrap().sign_in_name;
    assert_eq!(found.as_ref().map(SignInName::as_str), Some("émile"));
    set(1, None).await.unwrap();
    set(2, Some(named("ÉMILE"))).await.unwrap();
    assert!(journal.person_by_name(&named("émile")).await.unwrap().is_some());
}

pub async fn a_credential_is_set_replaced_and_removed(journal: &Journal) {
    two_people(journal).await;
    let set = |who, kind, hash: &str| {
        Row::Credential(Credential { member: member(who), kind, hash: hash.to_owned() })
    };
    let rows = vec![
        set(1, CredentialKind::Password, "first"),
        set(1, CredentialKind::Pin, "pin"),
        set(1, CredentialKind::Password, "second"),
        set(2, CredentialKind::Recovery, "words"),
    ];
    journal.write(rows).await.unwrap();
    let of = |who, kind| async move { journal.credential(member(who), kind).await.unwrap() };
    assert_eq!(of(1, CredentialKind::Password).await.as_deref(), Some("second"));
    assert_eq!(of(1, CredentialKind::Pin).await.as_deref(), Some("pin"));
    assert_eq!(of(1, CredentialKind::Recovery).await, None);
    assert_eq!(of(2, CredentialKind::Recovery).await.as_deref(), Some("words"));
    let by = |hash| async move { journal.person_by_recovery(hash).await.unwrap() };
    assert_eq!(by("words").await.map(|person| person.member), Some(member(2)));
    assert_eq!(by("second").await, None);
    journal.write(vec![set(2, CredentialKind::Recovery, "other words")]).await.unwrap();
    assert_eq!(by("words").await, None);
    let sessions = [1, 2].map(|who| Row::Session(session(who, member(who), household(1))));
    journal.write(sessions.into()).await.unwrap();
    let has_way_back = |who: u8| async move {
        journal.session(&[who; 32], at(0)).await.unwrap().unwrap().has_way_back
    };
    assert!(has_way_back(1).await && has_way_back(2).await);
    let remove = Row::RemoveCredential { member: member(1), kind: CredentialKind::Password };
    journal.write(vec![remove]).await.unwrap();
    assert!(!has_way_back(1).await, "a PIN opens one device only");
    journal.write(vec![set(1, CredentialKind::Password, "second")]).await.unwrap();
    let remove = Row::RemoveCredential { member: member(1), kind: CredentialKind::Pin };
    journal.write(vec![remove]).await.unwrap();
    assert_eq!(of(1, CredentialKind::Pin).await, None);
    assert_eq!(of(1, CredentialKind::Password).await.as_deref(), Some("second"));
}

pub async fn a_session_lasts_until_it_expires_or_is_ended(journal: &Journal) {
    two_people(journal).await;
    journal.write(vec![Row::Session(session(1, member(1), household(1)))]).await.unwrap();
    let found = journal.session(&[1; 32], at(999)).await.unwrap().unwrap();
    assert_eq!((found.member, found.household), (member(1), household(1)));
    assert_eq!((found.device, found.expires), (None, at(1_000)));
    assert!(journal.session(&[1; 32], at(1_000)).await.unwrap().is_none());
    assert!(journal.session(&[2; 32], at(0)).await.unwrap().is_none());
    let renew =
        |who, expires| Row::RenewSession { member: member(who), token_hash: [1; 32], expires };
    journal.write(vec![renew(1, at(2_000)), renew(2, at(9_000))]).await.unwrap();
    assert_eq!(journal.session(&[1; 32], at(1_000)).await.unwrap().unwrap().expires, at(2_000));
    let end = Row::EndSession { member: member(1), token_hash: [1; 32] };
    journal.write(vec![end.clone(), renew(1, at(3_000))]).await.unwrap();
    assert!(journal.session(&[1; 32], at(0)).await.unwrap().is_none(), "ended stays ended");
    journal.write(vec![end]).await.unwrap();
}

pub async fn a_changed_way_in_is_news_to_every_other_session(journal: &Journal) {
    two_people(journal).await;
    let begin = |token, who| Row::Session(session(token, member(who), household(1)));
    journal.write(vec![begin(1, 1), begin(2, 1), begin(4, 2)]).await.unwrap();
    let changed = |way, by: u8, is_proved, when| {
        let change = WayInChange { way, at: at(when), session: [by; 32], is_proved };
        Row::WayInChanged { member: member(1), change }
    };
    let news = |token: u8| async move {
        let who = if token == 4 { 2 } else { 1 };
        let news = journal.way_in_news(member(who), &[token; 32], at(20)).await.unwrap();
        news.into_iter().map(|(nth, it)| (it.way, nth)).collect::<Vec<_>>()
    };
    let rows = [
        changed(WayIn::Password, 1, true, 9),
        changed(WayIn::Code, 1, false, 5),
        changed(WayIn::Pin, 1, false, 30),
    ];
    journal.write(rows.into()).await.unwrap();
    let all = [(WayIn::Password, 1), (WayIn::Code, 2), (WayIn::Pin, 3)];
    assert_eq!(news(1).await, [all[1]], "its own, where nothing proved it, after a while");
    assert_eq!(news(2).await, all);
    assert_eq!(news(4).await, [], "nobody else is told");
    let has_news = |token: u8| async move {
        journal.session(&[token; 32], at(0)).await.unwrap().unwrap().has_news
    };
    assert!(has_news(1).await && has_news(2).await && !has_news(4).await);
    let away = |who, session: u8, up_to| Row::PutWayInNewsAway {
        member: member(who),
        session: [session; 32],
        up_to,
        unproved_before: at(20),
    };
    // Neither for another, nor ahead of what is known.
    journal.write(vec![away(2, 2, 3)]).await.unwrap();
    assert_eq!(news(2).await, all);
    journal.write(vec![away(1, 2, 900)]).await.unwrap();
    assert_eq!(news(2).await, []);
    assert_eq!(news(1).await, [all[1]], "each session that was there is told");
    // What a session is yet to be told of itself is not put away with the rest.
    journal.write(vec![away(1, 1, 900)]).await.unwrap();
    let later = journal.way_in_news(member(1), &[1; 32], at(40)).await.unwrap();
    assert_eq!(later.iter().map(|(nth, _)| *nth).collect::<Vec<_>>(), [3]);
    journal.write(vec![begin(3, 1)]).await.unwrap();
    assert_eq!(news(3).await, [], "one that began later is not");
    // The last time of each way is kept, and is news again, whatever a clock says.
    journal.write(vec![changed(WayIn::Code, 3, true, 1)]).await.unwrap();
    assert_eq!(news(2).await, [(WayIn::Code, 4)]);
    assert_eq!(news(3).await, []);
    let kept = journal.way_in_changes(member(1)).await.unwrap();
    assert_eq!(kept.iter().map(|it| it.at).collect::<Vec<_>>(), [at(9), at(30), at(1)]);
    let forget = Row::ForgetWayInChange { member: member(1), way: WayIn::Code };
    journal.write(vec![forget, changed(WayIn::Name, 1, true, 2)]).await.unwrap();
    assert_eq!(news(2).await, [(WayIn::Name, 4)]);
    // Proved by what the same session set without proof: that proves nothing.
    let name = journal.way_in_changes(member(1)).await.unwrap().pop().unwrap();
    assert!(name.way == WayIn::Name && !name.is_proved);
    assert_eq!(journal.way_in_changes(member(2)).await.unwrap(), []);
}

pub async fn sessions_are_listed_and_ended_by_their_owner_only(journal: &Journal) {
    two_people(journal).await;
    let mine = |token| session(token, member(1), household(1));
    let rows = [1, 2, 3].map(|token| Row::Session(mine(token)));
    journal.write(rows.into()).await.unwrap();
    journal.write(vec![Row::Session(session(4, member(2), household(1)))]).await.unwrap();
    assert_eq!(journal.sessions_of(member(1), at(0)).await.unwrap(), [mine(3), mine(2), mine(1)]);
    let others = Row::EndSession { member: member(2), token_hash: [1; 32] };
    journal.write(vec![others]).await.unwrap();
    assert!(journal.session(&[1; 32], at(0)).await.unwrap().is_some());
    let all_but_this = Row::EndSessionsOf { member: member(1), except: Some([2; 32]) };
    journal.write(vec![all_but_this]).await.unwrap();
    assert_eq!(journal.sessions_of(member(1), at(0)).await.unwrap(), [mine(2)]);
    journal.write(vec![Row::EndSessionsOf { member: member(1), except: None }]).await.unwrap();
    assert_eq!(journal.sessions_of(member(1), at(0)).await.unwrap(), []);
    assert!(journal.session(&[4; 32], at(0)).await.unwrap().is_some());
    assert_eq!(journal.forget(at(0), at(1_001)).await.unwrap(), 1);
    assert!(journal.session(&[4; 32], at(0)).await.unwrap().is_none());
}

pub async fn an_invitation_is_used_once_under_a_race(journal: &Journal) {
    two_people(journal).await;
    let open = invitation(1, household(1), member(1));
    journal.write(vec![Row::Invitation(open.clone())]).await.unwrap();
    let mut tasks = Vec::new();
    for who in 10..26 {
        let (journal, id) = (journal.clone(), open.id);
        tasks.push(tokio::spawn(async move {
            let mut joined = person(member(who), household(1), None);
            joined.invitation = Some(id);
            let rows =
                vec![Row::UseInvitation { id, by: member(who), at: at(1) }, Row::Person(joined)];
            match journal.write(rows).await {
                Ok(()) => Some(member(who)),
                Err(WriteError::InvitationGone) => None,
                Err(error) => panic!("{error}"),
            }
        }));
    }
    let mut users = Vec::new();
    for task in tasks {
        users.extend(task.await.unwrap());
    }
    assert_eq!(users.len(), 1);
    assert_eq!(journal.people_of(household(1)).await.unwrap().len(), 3);
    let used = journal.invitation_by_token(&[1; 32]).await.unwrap().unwrap();
    assert_eq!(used.state, InvitationState::UsedBy(users[0]));
    let revoke = Row::RevokeInvitation { id: open.id, household: household(1) };
    let late = journal.write(vec![revoke]).await;
    assert!(matches!(late, Err(WriteError::InvitationGone)), "{late:?}");
}

pub async fn an_invitation_expires_and_is_revoked(journal: &Journal) {
    two_people(journal).await;
    Family::begin(journal, 2).await;
    let [one, mut two] = [1, 2].map(|number| invitation(number, household(1), member(1)));
    two.called = None;
    journal.write(vec![Row::Invitation(one.clone()), Row::Invitation(two.clone())]).await.unwrap();
    let all = journal.invitations_of(household(1)).await.unwrap();
    assert_eq!(all, [two.clone(), one.clone()]);
    assert_eq!(journal.invitations_of(household(2)).await.unwrap(), []);
    assert_eq!(journal.invitation_by_token(&[1; 32]).await.unwrap(), Some(one.clone()));
    assert_eq!(journal.invitation_by_token(&[3; 32]).await.unwrap(), None);
    let gone = |row: Row| async move {
        matches!(journal.write(vec![row]).await, Err(WriteError::InvitationGone))
    };
    assert!(gone(Row::UseInvitation { id: one.id, by: member(9), at: at(1_000) }).await);
    assert!(gone(Row::RevokeInvitation { id: one.id, household: household(2) }).await);
    let revoke = Row::RevokeInvitation { id: one.id, household: household(1) };
    journal.write(vec![revoke]).await.unwrap();
    assert!(gone(Row::UseInvitation { id: one.id, by: member(9), at: at(1) }).await);
    let revoked = journal.invitation_by_token(&[1; 32]).await.unwrap().unwrap();
    assert_eq!(revoked.state, InvitationState::Revoked);
    assert_eq!(journal.forget(at(0), at(1_001)).await.unwrap(), 2);
    assert_eq!(journal.invitations_of(household(1)).await.unwrap(), []);
}

pub async fn who_keeps_an_answer_has_not_joined(journal: &Journal) {
    two_people(journal).await;
    let by = |number| invitation(number, household(1), member(1));
    let invited = |who, number| {
        let invitation = Some(by(number).id);
        Row::Person(Person { invitation, ..person(member(who), household(1), None) })
    };
    let invitations = [1, 2].map(|number| Row::Invitation(by(number)));
    journal.write(invitations.into()).await.unwrap();
    // Two devices keep an answer to the first; the second brings somebody in.
    let used = Row::UseInvitation { id: by(2).id, by: member(5), at: at(1) };
    journal.write(vec![invited(3, 1), invited(4, 1), invited(5, 2), used]).await.unwrap();
    let joined: Vec<_> = journal.people_of(household(1)).await.unwrap();
    let joined: Vec<_> = joined.into_iter().map(|person| person.member).collect();
    assert_eq!(joined, [1, 2, 5].map(member));
    assert_eq!(journal.never_joined(at(1_000)).await.unwrap(), []);
    let left = [3, 4].map(|who| (household(1), member(who)));
    assert_eq!(journal.never_joined(at(1_001)).await.unwrap(), left);
    assert_eq!(journal.forget(at(0), at(1_001)).await.unwrap(), 0);
    for (household, member) in left {
        journal.erase_member(household, member).await.unwrap();
    }
    assert_eq!(journal.never_joined(at(1_001)).await.unwrap(), []);
    assert_eq!(journal.forget(at(0), at(1_001)).await.unwrap(), 1);
    assert_eq!(journal.people_of(household(1)).await.unwrap().len(), 3);
}

pub async fn a_shared_device_knows_its_members(journal: &Journal) {
    two_people(journal).await;
    let id = DeviceId::from_bytes([5; 16]);
    let device = Device { id, token_hash: [5; 32], household: household(1), created: at(0) };
    let on_it = Session { device: Some(id), ..session(1, member(1), household(1)) };
    let belongs = |who| Row::DeviceMember { device: id, member: member(who) };
    let rows = vec![
        Row::Device(device),
        belongs(1),
        belongs(2),
        belongs(2),
        Row::Session(on_it),
        Row::Session(Session {
            token_hash: [2; 32],
            member: member(2),
            ..session(1, member(2), household(1))
        }),
    ];
    journal.write(rows).await.unwrap();
    assert_eq!(journal.device(&[5; 32]).await.unwrap(), Some(device));
    assert_eq!(journal.device(&[6; 32]).await.unwrap(), None);
    assert_eq!(journal.device_members(id).await.unwrap(), [member(1), member(2)]);
    assert_eq!(journal.devices_of(member(1)).await.unwrap(), [device]);
    assert_eq!(journal.devices_of(member(3)).await.unwrap(), []);
    assert_eq!(journal.session(&[1; 32], at(0)).await.unwrap().unwrap().device, Some(id));
    // Who leaves the device is signed out there, and nowhere else.
    journal.write(vec![Row::RemoveDeviceMember { device: id, member: member(1) }]).await.unwrap();
    assert!(journal.session(&[1; 32], at(0)).await.unwrap().is_none());
    assert_eq!(journal.device_members(id).await.unwrap(), [member(2)]);
    journal.write(vec![Row::RemoveDevice { id, household: household(9) }]).await.unwrap();
    assert!(journal.device(&[5; 32]).await.unwrap().is_some());
    journal.write(vec![Row::RemoveDevice { id, household: household(1) }]).await.unwrap();
    assert!(journal.device(&[5; 32]).await.unwrap().is_none());
    assert!(journal.session(&[2; 32], at(0)).await.unwrap().is_some());
}

fn a_minute_each(failures: u32) -> SignedDuration {
    SignedDuration::from_mins(i64::from(failures))
}

pub async fn guesses_at_once_share_no_turn(journal: &Journal) {
    let door = Door::Pin { device: DeviceId::from_bytes([1; 16]), member: member(1) };
    for (now, next) in [(0, 60), (60, 180), (180, 360)] {
        let mut tasks = Vec::new();
        for _ in 0..16 {
            let (journal, door) = (journal.clone(), door.clone());
            tasks.push(tokio::spawn(async move {
                journal.guess(&door, at(now), a_minute_each).await.unwrap()
            }));
        }
        let mut allowed = 0;
        for task in tasks {
            match task.await.unwrap() {
                Guess::Allowed { .. } => allowed += 1,
                Guess::NotBefore(time) => assert_eq!(time, at(next)),
            }
        }
        assert_eq!(allowed, 1);
    }
    // Another door has its own count, and so has another visitor at the same name.
    let by_name = |name, visitor| Door::Name { name: named(name), from: [visitor; 32] };
    for other in [by_name("Ada", 1), by_name("Ada", 2), by_name("Eve", 1)] {
        let guess = journal.guess(&other, at(180), a_minute_each).await.unwrap();
        assert_eq!(guess, Guess::Allowed { since: None });
    }
    let again = journal.guess(&by_name("ADA", 1), at(181), a_minute_each).await.unwrap();
    assert_eq!(again, Guess::NotBefore(at(240)));
}

pub async fn a_right_guess_leaves_the_count_as_it_was(journal: &Journal) {
    let door = Door::Pin { device: DeviceId::from_bytes([1; 16]), member: member(1) };
    let guess = async |now| journal.guess(&door, at(now), a_minute_each).await.unwrap();
    assert_eq!(guess(0).await, Guess::Allowed { since: None });
    assert_eq!(guess(60).await, Guess::Allowed { since: Some(at(60)) });
    let right = guess(1_000).await;
    let Guess::Allowed { since } = right else { panic!("{right:?}") };
    assert_eq!(since, Some(at(180)));
    journal.write(vec![Row::TakeBackGuess { door: door.clone(), since }]).await.unwrap();
    // Two wrong ones are still counted, and the third makes a wait of three minutes.
    assert_eq!(guess(1_001).await, Guess::Allowed { since: Some(at(180)) });
    assert_eq!(guess(1_002).await, Guess::NotBefore(at(1_181)));
    // A day after the next could have been made, they have faded.
    assert_eq!(guess(1_181 + 24 * 3_600 + 1).await, Guess::Allowed { since: None });
}

pub async fn a_clock_that_jumped_back_locks_nobody_out(journal: &Journal) {
    let door = Door::Name { name: named("ada"), from: [0; 32] };
    let ahead = at(10_000_000);
    for now in [ahead, at(0)] {
        let guess = journal.guess(&door, now, a_minute_each).await.unwrap();
        assert!(matches!(guess, Guess::Allowed { .. }));
    }
    let next = journal.guess(&door, at(1), a_minute_each).await.unwrap();
    assert_eq!(next, Guess::NotBefore(at(120)));
}

pub async fn times_at_the_end_of_time_read_back(journal: &Journal) {
    two_people(journal).await;
    let lasting = Session { expires: Timestamp::MAX, ..session(1, member(1), household(1)) };
    journal.write(vec![Row::Session(lasting)]).await.unwrap();
    assert!(journal.session(&[1; 32], at(0)).await.unwrap().is_some());
}
