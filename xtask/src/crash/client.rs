//! What the rigs know of the server: how a household is made ready, a write is done, and what is
//! there is listed. All else in the rigs is about dying, or about measuring.
//!
//! The contract, spoken by the program's hidden command `rig` and by the yardstick:
//! - `rig --data DIR --key FILE --households N --cards M` makes a data file, and prints for each
//!   household one line of JSON: `{"cookie": "name=value", "post": "/path", "list": "/path"}`.
//! - `POST post` with the form fields `key` (the idempotency key) and `note` (words of the rig's
//!   own) is answered 303 when it is on disk. The same key again is answered 303 and does
//!   nothing.
//! - `GET list` answers plain text, one note a line.
//! - `rig --data DIR --key FILE --check` reads everything back: the file's own check, each
//!   household's chain, its replay. It fails, saying where, if something is wrong.

use std::{io, net::SocketAddr};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::{
    http::{Answer, Connection},
    server::Place,
};

/// One household of the rig's, with somebody signed in.
#[derive(Debug, Clone)]
pub(crate) struct Household {
    pub(crate) cookie: String,
    post: String,
    list: String,
}

/// What became of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Acknowledged,
    /// The connection broke before an answer: it may be there or not.
    Unknown,
}

/// Makes a data file at `place`, which has none yet.
pub(crate) fn prepare(place: &Place, households: usize, cards: usize) -> Result<Vec<Household>> {
    let (count, cards) = (households.to_string(), cards.to_string());
    let output = place.rig(&["--households", &count, "--cards", &cards])?;
    let ready = output.lines().map(household).collect::<Result<Vec<_>>>()?;
    ensure!(ready.len() == households, "asked for {households} households, got {}", ready.len());
    Ok(ready)
}

fn household(line: &str) -> Result<Household> {
    let value: Value = serde_json::from_str(line).with_context(|| format!("not JSON: {line}"))?;
    let field = |name: &str| {
        value[name].as_str().map(str::to_owned).with_context(|| format!("no {name:?} in {line}"))
    };
    Ok(Household { cookie: field("cookie")?, post: field("post")?, list: field("list")? })
}

/// Reads everything back while no server runs.
pub(crate) fn check(place: &Place) -> Result<()> {
    place.rig(&["--check"]).map(drop)
}

/// Writes one note. A refusal is an error: nothing the rig writes may be refused.
pub(crate) fn write(
    connection: &mut Connection,
    household: &Household,
    key: &str,
    note: &str,
) -> Result<Fate> {
    let form = format!("key={key}&note={note}");
    match connection.post(&household.post, &household.cookie, &form) {
        Ok(Answer { status: 303, .. }) => Ok(Fate::Acknowledged),
        // A server whose disk is gone says 5xx: as good as no answer.
        Ok(Answer { status: 500.., .. }) => Ok(Fate::Unknown),
        Ok(other) => anyhow::bail!("a write was answered {}: {}", other.status, other.text()),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Err(error.into()),
        Err(_) => Ok(Fate::Unknown),
    }
}

/// Every note that `household` has, in its order.
pub(crate) fn list(address: SocketAddr, household: &Household) -> Result<Vec<String>> {
    let headers = format!("Cookie: {}\r\n", household.cookie);
    let answer = Connection::open(address)?.get(&household.list, &headers)?;
    ensure!(answer.status == 200, "the list was answered {}", answer.status);
    Ok(answer.text().lines().map(str::to_owned).collect())
}
