use household::Household;
use journal::{
    Append, AppendError, Credential, CredentialKind, Error, InvitationState, Journal, Row, WayIn,
    WayInChange,
};

use crate::world::{
    Family, at, called, household, invitation, kept, member, named, person, receipt, session, zone,
};

/// Household 1 with members 1 and 2, a snapshot and a tail.
async fn lived_in(journal: &Journal) -> Family {
    let mut family = Family::begin(journal, 1).await;
    for who in [1, 2] {
        let events = vec![called(member(who), "Kim"), kept(member(who), "mine alone")];
        family.add(journal, events, Vec::new()).await.unwrap();
    }
    family.add_with_snapshot(journal, vec![zone(member(2), "UTC")]).await;
    family.add(journal, vec![kept(member(2), "later")], Vec::new()).await.unwrap();
    family
}

pub async fn an_erased_members_own_things_are_gone_and_the_chain_holds(journal: &Journal) {
    let mut family = lived_in(journal).await;
    journal.erase_member(family.id, member(2)).await.unwrap();
    let loaded = journal.load(family.id).await.unwrap().unwrap();
    assert_eq!(loaded.household.draft_of(member(2)).1, 0);
    assert_eq!(loaded.household.draft_of(member(1)).1, 1);
    let own = |household: &Household| household.to_snapshot().own.remove(&member(1));
    assert_eq!(own(&loaded.household), own(&family.state));
    let verified = journal.verify(family.id).await.unwrap().unwrap();
    assert_eq!((verified.events, verified.erased, verified.snapshot), (7, 3, false));
    // Life goes on, with a snapshot of what is left.
    (family.head, family.state) = (loaded.head, loaded.household);
    family.add_with_snapshot(journal, vec![kept(member(1), "still here")]).await;
    family.is_as_kept(journal).await;
    journal.erase_member(family.id, member(2)).await.unwrap();
    journal.erase_member(household(9), member(2)).await.unwrap();
}

pub async fn an_erased_member_can_do_nothing_more(journal: &Journal) {
    let mut family = lived_in(journal).await;
    journal.erase_member(family.id, member(2)).await.unwrap();
    family.head = journal.load(family.id).await.unwrap().unwrap().head;
    let refused = family.add(journal, vec![kept(member(2), "again")], Vec::new()).await;
    let erased = Error::Erased(member(2));
    assert!(
        matches!(&refused, Err(AppendError::Storage(error)) if *error == erased),
        "{refused:?}"
    );
}

pub async fn a_state_loaded_before_an_erasure_is_stale(journal: &Journal) {
    let family = lived_in(journal).await;
    journal.erase_member(family.id, member(2)).await.unwrap();
    // Neither an event of another, nor the old state as a snapshot, can bring it back.
    let stale = Append {
        household: family.id,
        expected: family.head,
        events: vec![zone(member(1), "CET")],
        rows: Vec::new(),
        snapshot: Some(family.state.to_snapshot()),
    };
    assert!(matches!(journal.append(stale).await, Err(AppendError::Conflict)));
}

pub async fn an_erased_member_cannot_sign_in(journal: &Journal) {
    let family = lived_in(journal).await;
    let mut invited = invitation(1, family.id, member(1));
    invited.called = Some("Kim".to_owned());
    let mut joined = person(member(2), family.id, Some("kim"));
    joined.invitation = Some(invited.id);
    let hash = "a hash".to_owned();
    let (way, session_of_theirs) = (WayIn::Password, [2; 32]);
    let change = WayInChange { way, at: at(1), session: session_of_theirs, is_proved: true };
    let rows = vec![
        Row::Person(person(member(1), family.id, Some("ada"))),
        Row::Session(session(1, member(1), family.id)),
        Row::Invitation(invited.clone()),
        Row::UseInvitation { id: invited.id, by: member(2), at: at(1) },
        Row::Person(joined),
        Row::Credential(Credential { member: member(2), kind: CredentialKind::Password, hash }),
        Row::Session(session(2, member(2), family.id)),
        Row::WayInChanged { member: member(2), change },
        Row::Receipt(receipt(member(2), 1, 1, "/mine")),
        Row::Invitation(invitation(2, family.id, member(2))),
    ];
    journal.write(rows).await.unwrap();
    journal.erase_member(family.id, member(2)).await.unwrap();
    assert!(journal.person(member(2)).await.unwrap().is_none());
    assert!(journal.person_by_name(&named("kim")).await.unwrap().is_none());
    assert!(journal.session(&[2; 32], at(0)).await.unwrap().is_none());
    assert!(journal.receipt(member(2), &[1; 16]).await.unwrap().is_none());
    let hash = journal.credential(member(2), CredentialKind::Password).await.unwrap();
    assert!(hash.is_none());
    assert_eq!(journal.way_in_changes(member(2)).await.unwrap(), []);
    let theirs = journal.invitation_by_token(&[2; 32]).await.unwrap().unwrap();
    assert_eq!((theirs.state, theirs.called), (InvitationState::Revoked, None));
    let came_by = journal.invitation_by_token(&[1; 32]).await.unwrap().unwrap();
    assert_eq!((came_by.state, came_by.called), (InvitationState::UsedBy(member(2)), None));
    assert!(journal.session(&[1; 32], at(0)).await.unwrap().is_some());
    assert!(journal.person_by_name(&named("ada")).await.unwrap().is_some());
}

pub async fn an_erased_household_leaves_nothing(journal: &Journal) {
    let family = lived_in(journal).await;
    let other = Family::begin(journal, 2).await;
    let rows = vec![
        Row::Person(person(member(1), family.id, Some("ada"))),
        Row::Session(session(1, member(1), family.id)),
        Row::Receipt(receipt(member(1), 1, 1, "/mine")),
        Row::Invitation(invitation(1, family.id, member(1))),
    ];
    journal.write(rows).await.unwrap();
    journal.erase_household(family.id).await.unwrap();
    assert!(journal.load(family.id).await.unwrap().is_none());
    assert!(journal.person(member(1)).await.unwrap().is_none());
    assert!(journal.session(&[1; 32], at(0)).await.unwrap().is_none());
    assert!(journal.receipt(member(1), &[1; 16]).await.unwrap().is_none());
    assert!(journal.invitation_by_token(&[1; 32]).await.unwrap().is_none());
    assert_eq!(journal.households(None).await.unwrap(), [other.id]);
    // A household of the same id would be another one.
    Family::begin(journal, 1).await.is_as_kept(journal).await;
    journal.erase_household(household(9)).await.unwrap();
}
