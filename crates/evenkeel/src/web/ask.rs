//! A posted form: its fields, and the key that makes it happen once.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request as HttpRequest};
use household::{MemberId, Seen};
use jiff::Timestamp;
use journal::Receipt;
use sha2::{Digest, Sha256};

use super::failure::Failure;
use super::form::Form;
use crate::app::Shared;

/// Most fields a form may send.
const FIELDS_MAX: usize = 2_000;
/// The hidden field that carries the key.
pub const KEY_FIELD: &str = "key";

/// What makes a request the same request when it comes again.
#[derive(Debug, Clone)]
pub struct Request {
    /// Of the form's key and the path: two forms of one page are two requests.
    pub key: [u8; 16],
    /// Of everything else the form sent.
    pub body: [u8; 32],
}

impl Request {
    pub fn new(key: &str, path: &str, body: &[(String, String)]) -> Self {
        let digest =
            Sha256::new().chain_update(key).chain_update([0]).chain_update(path).finalize();
        let mut short = [0; 16];
        short.copy_from_slice(&digest[..16]);
        let mut fields = Sha256::new();
        for (name, value) in body {
            fields.update((name.len() as u64).to_be_bytes());
            fields.update(name);
            fields.update((value.len() as u64).to_be_bytes());
            fields.update(value);
        }
        Self { key: short, body: fields.finalize().into() }
    }

    pub fn receipt(&self, member: MemberId, answer: &str, at: Timestamp) -> Receipt {
        Receipt { member, key: self.key, body: self.body, answer: answer.as_bytes().to_vec(), at }
    }
}

/// A form that was posted, with its key.
#[derive(Debug)]
pub struct Ask {
    pub request: Request,
    pub form: Form,
    /// As it came: what *send again* sends.
    pub key: String,
    pub path: String,
    /// What it sent is never sent back.
    pub is_secret: bool,
}

/// A form that was posted and changes nothing, so that it may be answered each time anew.
#[derive(Debug)]
pub struct Plain(pub Form);

/// A form at an address where some change something and others only ask for a page.
#[derive(Debug)]
pub struct Sent(Ask);

impl Sent {
    pub fn form(&self) -> &Form {
        &self.0.form
    }

    /// As one that changes something: it needs its key, which counts for `what` alone. So two
    /// forms of one page at one address are two requests.
    pub fn keyed(self, what: &str) -> Result<Ask, Failure> {
        let Self(mut ask) = self;
        if ask.key.is_empty() {
            return Err(Failure::NoKey);
        }
        let place = format!("{} {what}", ask.path);
        ask.request = Request::new(&ask.key, &place, ask.form.fields());
        Ok(ask)
    }
}

impl Ask {
    /// The same request for a form with secrets in it: what a receipt keeps of it must not help
    /// anyone to guess them.
    #[must_use]
    pub fn secretly(mut self, app: &Shared) -> Self {
        self.request.body = app.derive("secret body", &[&self.request.body]);
        self.is_secret = true;
        self
    }

    /// For forms that set something, where doing it twice is doing it once: what they say, and
    /// what was so before, count into their key. So a second tap on one page is a request of its
    /// own, and the tap that takes it back too.
    #[must_use]
    pub fn sets(mut self, seen: &Seen<'_>) -> Self {
        let (shared, names, own) = seen.version();
        let mut digest =
            Sha256::new().chain_update(self.request.key).chain_update(self.request.body);
        for version in [shared, names, own] {
            digest.update(version.to_be_bytes());
        }
        self.request.key.copy_from_slice(&digest.finalize()[..16]);
        self
    }
}

impl<S: Send + Sync> FromRequest<S> for Plain {
    type Rejection = Failure;

    async fn from_request(request: HttpRequest, state: &S) -> Result<Self, Failure> {
        let (_, fields) = read(request, state).await?;
        Ok(Self(Form::new(fields)))
    }
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Failure;

    async fn from_request(request: HttpRequest, state: &S) -> Result<Self, Failure> {
        let path = request.uri().path().to_owned();
        let (key, fields) = read(request, state).await?;
        let request = Request::new(&key, &path, &fields);
        Ok(Self(Ask { request, form: Form::new(fields), key, path, is_secret: false }))
    }
}

impl<S: Send + Sync> FromRequest<S> for Ask {
    type Rejection = Failure;

    async fn from_request(request: HttpRequest, state: &S) -> Result<Self, Failure> {
        let Sent(ask) = Sent::from_request(request, state).await?;
        // A form without a key (another program's) happens each time it is sent.
        if ask.key.is_empty() { Err(Failure::NoKey) } else { Ok(ask) }
    }
}

/// The key, and everything else that was sent.
async fn read<S: Send + Sync>(
    request: HttpRequest,
    state: &S,
) -> Result<(String, Vec<(String, String)>), Failure> {
    let body = Bytes::from_request(request, state).await.map_err(|_| Failure::TooLarge)?;
    let mut key = String::new();
    let mut fields = Vec::new();
    for (name, value) in form_urlencoded::parse(&body) {
        if name == KEY_FIELD {
            value.chars().take(64).for_each(|digit| key.push(digit));
        } else if fields.len() == FIELDS_MAX {
            return Err(Failure::TooLarge);
        } else {
            fields.push((name.into_owned(), value.into_owned()));
        }
    }
    Ok((key, fields))
}
