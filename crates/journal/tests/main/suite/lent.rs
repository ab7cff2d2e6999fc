use journal::{Error, Journal, LENT_BYTES_MAX, LENT_MAX, Lending, Lent, Row};

use crate::world::{Family, at, household, member, person};

/// Household 1 with members 1 and 2.
async fn two_people(journal: &Journal) {
    Family::begin(journal, 1).await;
    let row = |who| Row::Person(person(member(who), household(1), None));
    journal.write(vec![row(1), row(2)]).await.unwrap();
}

/// Over at the hundredth second.
fn of(who: u8, token: u8, file: &[u8]) -> Lent {
    let file = file.to_vec();
    Lent { by: member(who), token_hash: [token; 32], expires: at(100), file }
}

async fn lent(journal: &Journal, token: u8, seconds: i64) -> Option<Vec<u8>> {
    journal.lent(&[token; 32], at(seconds)).await.unwrap()
}

pub async fn lent_pages_open_until_their_time(journal: &Journal) {
    two_people(journal).await;
    assert_eq!(journal.lend(of(1, 1, b"mine\0"), at(0)).await.unwrap(), Lending::Kept);
    assert_eq!(lent(journal, 1, 99).await.as_deref(), Some(&b"mine\0"[..]));
    assert_eq!(lent(journal, 1, 100).await, None);
    assert_eq!(lent(journal, 2, 0).await, None);
    assert_eq!(journal.forget(at(0), at(99)).await.unwrap(), 0);
    assert_eq!(journal.forget(at(0), at(101)).await.unwrap(), 1);
    assert_eq!(lent(journal, 1, 0).await, None, "gone for good");
}

pub async fn nobody_but_who_lent_takes_back_or_replaces(journal: &Journal) {
    two_people(journal).await;
    journal.lend(of(1, 1, b"mine"), at(0)).await.unwrap();
    assert_eq!(journal.lend(of(2, 1, b"theirs"), at(0)).await.unwrap(), Lending::Taken);
    assert_eq!(journal.lend(of(1, 1, b"again"), at(0)).await.unwrap(), Lending::Taken);
    journal.take_back(member(2), [1; 32]).await.unwrap();
    assert_eq!(lent(journal, 1, 0).await.as_deref(), Some(&b"mine"[..]));
    for _ in 0..2 {
        journal.take_back(member(1), [1; 32]).await.unwrap();
        assert_eq!(lent(journal, 1, 0).await, None);
    }
}

pub async fn only_so_much_is_lent_at_a_time(journal: &Journal) {
    two_people(journal).await;
    let refused = journal.lend(of(3, 1, b"nobody's"), at(0)).await;
    assert_eq!(refused, Err(Error::Erased(member(3))));
    let refused = journal.lend(of(1, 1, &vec![0; LENT_BYTES_MAX + 1]), at(0)).await;
    assert_eq!(refused, Err(Error::TooLarge("lent pages")));
    let large = of(1, 1, &vec![0; LENT_BYTES_MAX]);
    assert_eq!(journal.lend(large, at(0)).await.unwrap(), Lending::Kept);
    for token in 2..=u8::try_from(LENT_MAX).unwrap() {
        assert_eq!(journal.lend(of(1, token, b"one"), at(0)).await.unwrap(), Lending::Kept);
    }
    assert_eq!(journal.lend(of(1, 99, b"more"), at(0)).await.unwrap(), Lending::TooMany);
    assert_eq!(journal.lend(of(2, 99, b"theirs"), at(0)).await.unwrap(), Lending::Kept);
    assert_eq!(journal.lend(of(1, 98, b"later"), at(101)).await.unwrap(), Lending::Kept);
}

pub async fn lent_pages_go_with_their_member_and_with_the_pages(journal: &Journal) {
    two_people(journal).await;
    for (who, token) in [(1, 1), (2, 2)] {
        journal.lend(of(who, token, b"a page"), at(0)).await.unwrap();
    }
    journal.save_vault(member(2), 0, None).await.unwrap();
    assert_eq!(lent(journal, 2, 0).await, None, "all of it was thrown away");
    journal.lend(of(2, 2, b"a page"), at(0)).await.unwrap();
    journal.erase_member(household(1), member(1)).await.unwrap();
    assert_eq!(lent(journal, 1, 0).await, None);
    assert!(lent(journal, 2, 0).await.is_some());
    journal.erase_household(household(1)).await.unwrap();
    assert_eq!(lent(journal, 2, 0).await, None);
}
