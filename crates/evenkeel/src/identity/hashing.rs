//! Slow hashes of passwords and PINs: argon2id, at the least that OWASP asks for (19 MiB, two
//! passes, one lane). Each takes a core for some tens of milliseconds, so they take turns.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};

use super::secret::Secret;
use crate::app::Turns;
use crate::web::failure::Failure;

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

#[derive(Debug)]
pub struct Hashing(Turns);

impl Hashing {
    pub(super) fn new() -> Self {
        Self(Turns::new())
    }

    /// What is kept of a secret. `salt` must be new.
    pub async fn hash(&self, secret: Secret, salt: [u8; 32]) -> Result<String, Failure> {
        Ok(self.0.take(move || hash(&secret, &salt[..16])).await?)
    }

    /// Whether the secret is the one of this hash. Takes as long where there is none, so that the
    /// time of an answer does not tell whether somebody exists.
    pub async fn is_right(&self, secret: Secret, hash: Option<String>) -> Result<bool, Failure> {
        Ok(self.0.take(move || is_right(&secret, hash.as_deref())).await?)
    }
}

fn argon2() -> Argon2<'static> {
    let params =
        Params::new(MEMORY_KIB, PASSES, LANES, None).expect("OWASP's parameters are valid");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash(secret: &Secret, salt: &[u8]) -> String {
    let hash = argon2().hash_password_with_salt(secret.bytes(), salt);
    hash.expect("a secret and a salt of allowed lengths").to_string()
}

fn is_right(secret: &Secret, hash: Option<&str>) -> bool {
    static NOBODY: LazyLock<String> =
        LazyLock::new(|| self::hash(&Secret::new("nobody's secret"), &[0; 16]));
    let known = PasswordHash::new(hash.unwrap_or(&NOBODY));
    let matches = known.is_ok_and(|known| argon2().verify_password(secret.bytes(), &known).is_ok());
    matches && hash.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_secret_is_right() {
        let hashing = Hashing::new();
        let kept = hashing.hash(Secret::new("correct horse"), [7; 32]).await.expect("a turn");
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        for (tried, right) in [("correct horse", true), ("correct Horse", false), ("", false)] {
            let answer = hashing.is_right(Secret::new(tried), Some(kept.clone())).await;
            assert_eq!(answer.expect("a turn"), right, "{tried:?}");
        }
        let nobody = hashing.is_right(Secret::new("nobody's secret"), None).await;
        assert!(!nobody.expect("a turn"));
    }
}
