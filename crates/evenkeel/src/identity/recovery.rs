//! Recovery codes: a way back in for whoever has lost their password, or never had one.
//!
//! A code is 100 random bits that its owner writes down. It is shown once. What is kept is a hash;
//! a slow one would add nothing, as nobody can try that many codes.

use household::MemberId;
use journal::{Credential, CredentialKind, Row};
use sha2::{Digest, Sha256};

use crate::web::failure::hex;

/// Digits of a code, without its hyphens.
const DIGITS: usize = 20;
/// Those of Crockford's base 32: none looks like another.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A code as it is compared.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode([u8; DIGITS]);

impl RecoveryCode {
    /// From random bytes, which must be secret and new.
    pub fn new(random: [u8; 32]) -> Self {
        let mut digits = [0; DIGITS];
        for (digit, byte) in digits.iter_mut().zip(random) {
            *digit = ALPHABET[usize::from(byte % 32)];
        }
        Self(digits)
    }

    /// Reads what somebody copied by hand: in any case, with hyphens or spaces or without, and with
    /// letters that look like digits.
    pub fn parse(text: &str) -> Option<Self> {
        let mut digits = [0; DIGITS];
        let mut count = 0;
        for c in text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '.')) {
            let digit = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                'U' => 'V',
                other => other,
            };
            let digit = u8::try_from(digit).ok().filter(|digit| ALPHABET.contains(digit))?;
            *digits.get_mut(count)? = digit;
            count += 1;
        }
        (count == DIGITS).then_some(Self(digits))
    }

    /// As its owner sees it: five groups of four.
    pub fn shown(&self) -> String {
        let groups: Vec<_> = self.0.chunks(4).map(String::from_utf8_lossy).collect();
        groups.join("-")
    }

    /// What is kept, in place of a code that was there before.
    pub fn row(&self, member: MemberId) -> Row {
        Row::Credential(Credential { member, kind: CredentialKind::Recovery, hash: self.hash() })
    }

    /// What a kept code is found by.
    pub fn hash(&self) -> String {
        hex(&Sha256::new().chain_update("recovery code").chain_update(self.0).finalize())
    }
}

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_as_people_write_it() {
        let code = RecoveryCode::new(std::array::from_fn(|at| u8::try_from(at * 7).unwrap_or(9)));
        let shown = code.shown();
        assert_eq!(shown.len(), 24);
        assert_eq!(RecoveryCode::parse(&shown), Some(code.clone()));
        assert_eq!(RecoveryCode::parse(&shown.to_lowercase()), Some(code.clone()));
        assert_eq!(RecoveryCode::parse(&shown.replace('-', " ")), Some(code.clone()));
        let alike = shown.replace('0', "o").replace('1', "l").replace('V', "u");
        assert_eq!(RecoveryCode::parse(&alike), Some(code));
    }

    #[test]
    fn what_is_no_code_is_none() {
        for text in ["", "0000", "0000-0000-0000-0000-000!", "0000-0000-0000-0000-00000", "é"] {
            assert_eq!(RecoveryCode::parse(text), None, "{text:?}");
        }
    }
}
