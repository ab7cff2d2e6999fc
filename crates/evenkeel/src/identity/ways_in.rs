//! Every way in that a member has, as one digest: the keys of the forms that change one of them
//! hold it, so that such a form is a new one as soon as anything of it has changed.

use journal::{CredentialKind, SignInName};
use sha2::{Digest, Sha256};

use crate::app::Shared;
use crate::web::failure::Failure;
use crate::web::me::Me;

const KINDS: [CredentialKind; 3] =
    [CredentialKind::Password, CredentialKind::Pin, CredentialKind::Recovery];

impl Shared {
    /// Of what its owner may see only: sessions, secrets, shared devices and who is on them, links.
    /// Not whether a link was opened, which is nobody's but the invited person's.
    pub async fn ways_in(&self, me: &Me) -> Result<[u8; 32], Failure> {
        let mut digest = Sha256::new();
        let mut add = |bytes: &[u8]| {
            digest.update((bytes.len() as u64).to_be_bytes());
            digest.update(bytes);
        };
        for session in self.journal.sessions_of(me.member, self.clock.now()).await? {
            add(&session.token_hash);
        }
        for kind in KINDS {
            let hash = self.journal.credential(me.member, kind).await?;
            add(hash.unwrap_or_default().as_bytes());
        }
        let name = self.journal.person(me.member).await?.and_then(|person| person.sign_in_name);
        add(name.as_ref().map_or("", SignInName::as_str).as_bytes());
        for change in self.journal.way_in_changes(me.member).await? {
            add(&change.at.as_microsecond().to_be_bytes());
        }
        for device in self.journal.devices_of(me.member).await? {
            add(device.id.as_bytes());
            for member in self.journal.device_members(device.id).await? {
                add(member.as_bytes());
            }
        }
        for invitation in self.journal.invitations_of(me.household).await? {
            add(invitation.id.as_bytes());
        }
        Ok(digest.finalize().into())
    }
}
