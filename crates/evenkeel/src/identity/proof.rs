//! Asking again for what only the reader knows, before something that would let somebody else in,
//! or that cannot be undone: an unlocked phone may be in other hands.

use journal::{CredentialKind, Door};
use subtle::ConstantTimeEq;

use super::{RecoveryCode, secret};
use crate::app::Shared;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;

/// The field it is sent in.
pub const FIELD: &str = "proof";

/// What a member can prove themselves by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// They have none of it: being signed in is all there is.
    None,
    /// They have neither password nor PIN: the code they wrote down.
    Code,
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
            Self::Code => "identity-code",
        }
    }

    /// The key of the field's hint.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::None | Self::Password | Self::Pin => "identity-proof-hint",
            Self::Code => "identity-proof-code-hint",
        }
    }
}

impl Shared {
    /// What this member is to be asked: nothing, where they waited for that.
    pub async fn proof_of(&self, me: &Me) -> Result<Proof, Failure> {
        let kept = self.kept_proof(me).await?;
        Ok(if self.lost(me, &kept).await?.is_open() { Proof::None } else { kept })
    }

    /// What this member can prove themselves by, if they have not lost it.
    pub async fn kept_proof(&self, me: &Me) -> Result<Proof, Failure> {
        if self.journal.credential(me.member, CredentialKind::Password).await?.is_some() {
            return Ok(Proof::Password);
        }
        let pin = self.journal.credential(me.member, CredentialKind::Pin).await?;
        if pin.is_some() {
            return Ok(Proof::Pin);
        }
        let code = self.journal.credential(me.member, CredentialKind::Recovery).await?;
        Ok(if code.is_some() { Proof::Code } else { Proof::None })
    }

    /// What this member is to be asked before what is theirs goes for good. A code that was never
    /// written down must not keep anyone here (R10). Waiting for a way in opens a way in, and no
    /// way to erase what is somebody's.
    pub async fn proof_to_erase(&self, me: &Me) -> Result<Proof, Failure> {
        Ok(match self.kept_proof(me).await? {
            Proof::Code | Proof::None => Proof::None,
            proof @ (Proof::Password | Proof::Pin) => proof,
        })
    }

    /// Whether the form proves it; what is wrong stands beside the field. The last thing to look
    /// at: a form with other mistakes must not use up a guess.
    pub async fn proves(&self, me: &Me, proof: &Proof, form: &mut Form) -> Result<bool, Failure> {
        if *proof == Proof::None {
            return Ok(true);
        }
        let Some(given) = secret::known_secret(form, FIELD) else { return Ok(false) };
        // Nobody can guess a code, so that these tries need no counting.
        if self.is_code_of(me, form.value(FIELD)).await? {
            return Ok(true);
        }
        let kind = match proof {
            Proof::Password => CredentialKind::Password,
            Proof::Pin => CredentialKind::Pin,
            Proof::None | Proof::Code => {
                form.wrong(FIELD, "identity-no-code");
                return Ok(false);
            }
        };
        let if_right = match self.guess(Door::Proof { session: me.session }).await? {
            Ok(if_right) => if_right,
            Err(minutes) => {
                form.wrong_max(FIELD, "identity-wait", minutes);
                return Ok(false);
            }
        };
        let hash = self.journal.credential(me.member, kind).await?;
        let proves = self.identity.hashing.is_right(given, hash).await?;
        if proves {
            self.journal.write(vec![if_right]).await?;
        } else {
            form.wrong(FIELD, "identity-proof-wrong");
        }
        Ok(proves)
    }

    async fn is_code_of(&self, me: &Me, given: &str) -> Result<bool, Failure> {
        let Some(code) = RecoveryCode::parse(given) else { return Ok(false) };
        let kept = self.journal.credential(me.member, CredentialKind::Recovery).await?;
        Ok(kept.is_some_and(|kept| bool::from(kept.as_bytes().ct_eq(code.hash().as_bytes()))))
    }
}
