use journal::{Error, Journal, Row, VAULT_BYTES_MAX, Vault, VaultSaved};

use crate::world::{Family, household, member, person};

/// Household 1 with members 1 and 2.
async fn two_people(journal: &Journal) {
    Family::begin(journal, 1).await;
    let row = |who| Row::Person(person(member(who), household(1), None));
    journal.write(vec![row(1), row(2)]).await.unwrap();
}

async fn save(journal: &Journal, who: u8, expected: u32, files: &[u8]) -> VaultSaved {
    journal.save_vault(member(who), expected, Some(files.to_vec())).await.unwrap()
}

fn vault(version: u32, files: &[u8]) -> Vault {
    Vault { version, files: Some(files.to_vec()) }
}

pub async fn private_pages_are_kept_as_they_came(journal: &Journal) {
    two_people(journal).await;
    assert_eq!(journal.vault(member(1)).await.unwrap(), None);
    assert_eq!(save(journal, 1, 0, b"first").await, VaultSaved::At(1));
    assert_eq!(save(journal, 1, 1, b"second\0").await, VaultSaved::At(2));
    assert_eq!(journal.vault(member(1)).await.unwrap(), Some(vault(2, b"second\0")));
    assert_eq!(journal.vault(member(2)).await.unwrap(), None);
}

pub async fn of_two_devices_at_once_one_is_kept(journal: &Journal) {
    two_people(journal).await;
    for expected in [1, 7] {
        assert_eq!(save(journal, 1, expected, b"stale").await, VaultSaved::Changed);
    }
    save(journal, 1, 0, b"first").await;
    let race = (0..16_u8).map(|device| {
        let journal = journal.clone();
        tokio::spawn(async move { save(&journal, 1, 1, &[device]).await })
    });
    let race: Vec<_> = race.collect();
    let mut kept = Vec::new();
    for (device, saved) in (0_u8..).zip(race) {
        match saved.await.unwrap() {
            VaultSaved::At(version) => kept.push((version, device)),
            VaultSaved::Changed => {}
        }
    }
    let [(2, device)] = kept[..] else { panic!("{kept:?}") };
    assert_eq!(journal.vault(member(1)).await.unwrap(), Some(vault(2, &[device])));
}

pub async fn pages_that_were_thrown_away_do_not_come_back(journal: &Journal) {
    two_people(journal).await;
    save(journal, 1, 0, b"first").await;
    let thrown = journal.save_vault(member(1), 1, None).await.unwrap();
    assert_eq!(thrown, VaultSaved::At(2));
    let gone = Some(Vault { version: 2, files: None });
    assert_eq!(journal.vault(member(1)).await.unwrap(), gone);
    for expected in [0, 1] {
        assert_eq!(save(journal, 1, expected, b"first").await, VaultSaved::Changed);
    }
    assert_eq!(save(journal, 1, 2, b"anew").await, VaultSaved::At(3));
}

pub async fn nobody_but_a_member_keeps_pages_and_only_so_many(journal: &Journal) {
    two_people(journal).await;
    let refused = journal.save_vault(member(3), 0, Some(b"mine".to_vec())).await;
    assert_eq!(refused, Err(Error::Erased(member(3))));
    let refused = journal.save_vault(member(1), 0, Some(vec![0; VAULT_BYTES_MAX + 1])).await;
    assert_eq!(refused, Err(Error::TooLarge("private pages")));
    assert_eq!(save(journal, 1, 0, &vec![0; VAULT_BYTES_MAX]).await, VaultSaved::At(1));
}

pub async fn private_pages_go_with_their_member(journal: &Journal) {
    two_people(journal).await;
    save(journal, 1, 0, b"of the first").await;
    save(journal, 2, 0, b"of the second").await;
    journal.erase_member(household(1), member(1)).await.unwrap();
    assert_eq!(journal.vault(member(1)).await.unwrap(), None);
    assert_eq!(journal.vault(member(2)).await.unwrap(), Some(vault(1, b"of the second")));
    journal.erase_household(household(1)).await.unwrap();
    assert_eq!(journal.vault(member(2)).await.unwrap(), None);
}
