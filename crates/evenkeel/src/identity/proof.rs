//! Asking again for what only the reader knows, before something that would let somebody else in,
//! or that cannot be undone: an unlocked phone may be in other hands.

use journal::{CredentialKind, DeviceId, Door};

use super::secret;
use crate::app::Shared;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;

/// The field it is sent in.
pub const FIELD: &str = "proof";
/// PINs tried in settings share one door, whichever browser they are tried on.
const NO_DEVICE: DeviceId = DeviceId::from_bytes([0; 16]);

/// What a member can prove themselves by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// They have neither password nor PIN: being signed in is all there is.
    None,
    Password,
    Pin,
}

impl Proof {
    pub fn is_asked(&self) -> bool {
        !matches!(self, Self::None)
    }

    /// The key of the field's label.
    pub fn label(&self) -> &'static str {
        match self {
            Self::None | Self::Password => "identity-proof-password",
            Self::Pin => "identity-proof-pin",
        }
    }
}

impl Shared {
    /// What this member is to be asked.
    pub async fn proof_of(&self, me: &Me) -> Result<Proof, Failure> {
        if self.journal.credential(me.member, CredentialKind::Password).await?.is_some() {
            return Ok(Proof::Password);
        }
        let pin = self.journal.credential(me.member, CredentialKind::Pin).await?;
        Ok(if pin.is_some() { Proof::Pin } else { Proof::None })
    }

    /// Whether the form proves it; what is wrong stands beside the field. The last thing to look
    /// at: a form with other mistakes must not use up a guess.
    pub async fn proves(&self, me: &Me, proof: &Proof, form: &mut Form) -> Result<bool, Failure> {
        let kind = match proof {
            Proof::None => return Ok(true),
            Proof::Password => CredentialKind::Password,
            Proof::Pin => CredentialKind::Pin,
        };
        let Some(given) = secret::known_secret(form, FIELD) else { return Ok(false) };
        let pin = Door::Pin { device: NO_DEVICE, member: me.member };
        let door = match self.journal.person(me.member).await?.and_then(|it| it.sign_in_name) {
            Some(name) if matches!(proof, Proof::Password) => Door::Name(name),
            _ => pin,
        };
        if let Err(minutes) = self.guess(&door).await? {
            form.wrong_max(FIELD, "identity-wait", minutes);
            return Ok(false);
        }
        let hash = self.journal.credential(me.member, kind).await?;
        let is_right = self.identity.hashing.is_right(given, hash).await?;
        if is_right {
            self.journal.write(vec![journal::Row::ClearGuesses(door)]).await?;
        } else {
            form.wrong(FIELD, "identity-proof-wrong");
        }
        Ok(is_right)
    }
}
