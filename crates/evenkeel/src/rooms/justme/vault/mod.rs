//! Where private pages are kept: files that their writer's device has encrypted, as they came.
//!
//! The server can neither read them nor make any: what is in them, how many there are and how they
//! are merged is known to `lock.js`, `merge.js` and `keep.js` beside this file alone. It tells the
//! members' files apart, keeps the last, and says when another device was first.

mod lending;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use journal::{Error, VaultSaved};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::identity::proof::FIELD;
use crate::web::failure::{Failure, hex};
use crate::web::form::Form;
use crate::web::me::{Me, Reader};

pub use lending::lend;

/// How every age file begins.
const AGE: &[u8] = b"age-encryption.org/v1\n";

/// The pages and what opens them, each an age file in base64.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Files {
    passphrase: AgeFile,
    recovery: Option<AgeFile>,
    passkey: Option<AgeFile>,
    pages: AgeFile,
}

/// Never anything that could be read: a device that forgot to encrypt is refused.
#[derive(Debug, Serialize, Deserialize)]
#[serde(try_from = "String")]
struct AgeFile(String);

impl AgeFile {
    fn bytes(&self) -> Vec<u8> {
        BASE64_STANDARD.decode(&self.0).unwrap_or_default()
    }
}

#[derive(Debug, Serialize)]
struct Kept {
    /// Whose they are: on a browser that several use, a page may have been opened by another.
    who: String,
    version: u32,
    files: Option<Files>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Save {
    /// Whose pages these are, as the page that sends them was told.
    who: String,
    /// The version that what is sent was merged with.
    expected: u32,
    /// None to throw everything away: the device may be in other hands, so that needs `proof`.
    files: Option<Files>,
    #[serde(default)]
    proof: String,
}

#[derive(Debug, Serialize)]
struct Saved {
    version: u32,
}

/// What a member's page sends of their own.
trait Sent: DeserializeOwned {
    /// Whose it is, as the page was told.
    fn who(&self) -> &str;
}

impl Sent for Save {
    fn who(&self) -> &str {
        &self.who
    }
}

impl TryFrom<String> for AgeFile {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let file = BASE64_STANDARD.decode(&text).map_err(|_| "not base64")?;
        if file.starts_with(AGE) { Ok(Self(text)) } else { Err("not an age file") }
    }
}

/// `GET /p/kept`: the reader's own.
pub async fn load(State(app): State<App>, reader: Reader) -> Result<Response, Failure> {
    let Reader::Member(me) = reader else { return Ok(StatusCode::UNAUTHORIZED.into_response()) };
    let who = whose(&me);
    let kept = match app.journal.vault(me.member).await? {
        None => Kept { who, version: 0, files: None },
        Some(vault) => {
            let files = vault.files.as_deref().map(serde_json::from_slice).transpose();
            let files = files.map_err(|_| Error::DamagedRow { what: "file of private pages" })?;
            Kept { who, version: vault.version, files }
        }
    };
    Ok(Json(kept).into_response())
}

/// `PUT /p/kept`: in the place of what was there, unless another device was first (409). Another
/// member's page is told that its member is not signed in (401).
pub async fn save(
    State(app): State<App>,
    reader: Reader,
    body: Bytes,
) -> Result<Response, Failure> {
    let (me, Save { expected, files, proof, .. }) = match sent(&app, reader, &body) {
        Ok(sent) => sent,
        Err(refusal) => return Ok(refusal.into_response()),
    };
    if files.is_none()
        && let Some(refusal) = unproven(&app, &me, &proof).await?
    {
        return Ok(refusal.into_response());
    }
    let files = files.as_ref().map(serde_json::to_vec).transpose();
    let files = files.map_err(|_| Failure::TooLarge)?;
    match app.journal.save_vault(me.member, expected, files).await {
        Ok(VaultSaved::At(version)) => Ok(Json(Saved { version }).into_response()),
        Ok(VaultSaved::Changed) => Ok(StatusCode::CONFLICT.into_response()),
        Err(Error::TooLarge(_)) => Ok(StatusCode::PAYLOAD_TOO_LARGE.into_response()),
        Err(Error::Erased(_)) => Ok(StatusCode::UNAUTHORIZED.into_response()),
        Err(error) => Err(error.into()),
    }
}

/// What was sent, once it is sure that it comes from the page of whoever is signed in.
fn sent<T: Sent>(app: &App, reader: Reader, body: &[u8]) -> Result<(Me, T), StatusCode> {
    let Reader::Member(me) = reader else { return Err(StatusCode::UNAUTHORIZED) };
    if !app.takes_a_write(&me) {
        return Err(StatusCode::TOO_MANY_REQUESTS);
    }
    let sent: T = serde_json::from_slice(body).map_err(|_| StatusCode::UNPROCESSABLE_ENTITY)?;
    if sent.who() != whose(&me) {
        return Err(StatusCode::UNAUTHORIZED);
    }
    Ok((me, sent))
}

/// Why everything is not thrown away yet.
async fn unproven(app: &App, me: &Me, given: &str) -> Result<Option<StatusCode>, Failure> {
    let proof = app.proof_to_erase(me).await?;
    let mut form = Form::filled([(FIELD, given)]);
    if app.proves(me, &proof, &mut form).await? {
        return Ok(None);
    }
    let has_to_wait = form.error(FIELD).is_some_and(|error| error.key == "identity-wait");
    Ok(Some(if has_to_wait { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::FORBIDDEN }))
}

/// What pages say they belong to, so that one member's never pass for another's. It stays the same
/// when a household moves to another server.
pub fn whose(me: &Me) -> String {
    let digest = Sha256::new().chain_update("private pages of").chain_update(me.member.as_bytes());
    hex(&digest.finalize()[..16])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(pages: &[u8]) -> Result<Save, serde_json::Error> {
        let (lock, pages) = (BASE64_STANDARD.encode(AGE), BASE64_STANDARD.encode(pages));
        serde_json::from_str(&format!(
            r#"{{"who":"me","expected":0,"files":{{"passphrase":"{lock}","recovery":null,
                "passkey":null,"pages":"{pages}"}}}}"#
        ))
    }

    #[test]
    fn nothing_but_age_files_is_kept() {
        assert!(files(b"age-encryption.org/v1\n-> X25519 ...").is_ok());
        for readable in [&b""[..], b"dear diary", b"age-encryption.org/v", b"\xff\xfe"] {
            assert!(files(readable).is_err(), "{readable:?}");
        }
    }
}
