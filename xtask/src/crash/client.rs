//! What the rigs know of the server: how households are made ready, how a write is done, and how
//! what is there is read back. All else in the rigs is about dying, or about measuring.
//!
//! The contract, spoken by the program's hidden command `rig` and by the yardstick:
//! - `rig --data DIR --key FILE --households N --cards M` makes a data file, and prints for each
//!   household one line of JSON: `{"cookie": "name=value", "post": "/path", "form": "…"}`. `form`
//!   is the body of a write, in which `{key}` and `{note}` stand for an idempotency key and for
//!   words of the rig's own (letters, digits and `-`). With `"done": ["/path", …]`, light marks
//!   that can be made as often as one likes, the benchmark's writes go to those instead. `"other"`
//!   is the cookie of a second person, with whom the first has an agreed talk at `"talk"`.
//! - `POST post` is answered 303 when the note is on disk. The same form again is answered 303,
//!   and does nothing.
//! - `rig --data DIR --key FILE --check` reads everything back, also while a server runs: the
//!   file's own check, each household's chain, its replay. It fails, saying where, if something is
//!   wrong; and prints each note there is, as `HOUSEHOLD<tab>NOTE`, households counted from 0.
//! - A server with `EVENKEEL_CRASH_RIG=1` in its environment lifts its rate limits, and takes
//!   `EVENKEEL_SYNCHRONOUS=normal` and `EVENKEEL_COMMITS=single`. No route is there for the rigs'
//!   sake.

use std::io;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;

use crate::{
    http::{Answer, Connection},
    server::Place,
};

/// Lifts rate limits, in the server under the rig alone.
pub(crate) const IN_A_RIG: (&str, &str) = ("EVENKEEL_CRASH_RIG", "1");
/// Commits are not synced: what the control run is for.
pub(super) const CARELESS: (&str, &str) = ("EVENKEEL_SYNCHRONOUS", "normal");

/// Each write is committed alone: what grouping them is compared with.
pub(crate) const SINGLE: (&str, &str) = ("EVENKEEL_COMMITS", "single");

/// One household of the rig's, with somebody signed in.
#[derive(Debug, Clone)]
pub(crate) struct Household {
    pub(crate) cookie: String,
    post: String,
    form: String,
    /// Light marks for the benchmark; empty where the write itself is light.
    done: Vec<String>,
    /// A second person's session, and where the talk of the two is; empty from the yardstick.
    pub(crate) other: String,
    pub(crate) talk: String,
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
    let if_any = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let done = value["done"].as_array().into_iter().flatten();
    Ok(Household {
        cookie: field("cookie")?,
        post: field("post")?,
        form: field("form")?,
        done: done.filter_map(Value::as_str).map(str::to_owned).collect(),
        other: if_any("other"),
        talk: if_any("talk"),
    })
}

/// Reads everything back, and gives the notes of each household.
pub(crate) fn check(place: &Place, households: usize) -> Result<Vec<Vec<String>>> {
    let mut notes = vec![Vec::new(); households];
    for line in place.rig(&["--check"])?.lines() {
        let (number, note) = line.split_once('\t').with_context(|| format!("no tab in {line}"))?;
        let number: usize = number.parse().with_context(|| format!("no number in {line}"))?;
        notes.get_mut(number).context("a household nobody made")?.push(note.to_owned());
    }
    Ok(notes)
}

/// Writes one note. A refusal is an error: nothing the rigs write may be refused.
pub(crate) fn write(
    connection: &mut Connection,
    household: &Household,
    key: &str,
    note: &str,
) -> Result<Fate> {
    let form = household.form.replace("{key}", key).replace("{note}", note);
    match connection.post(&household.post, &household.cookie, &form) {
        Ok(Answer { status: 303, .. }) => Ok(Fate::Acknowledged),
        // A server whose disk is gone says 5xx: as good as no answer.
        Ok(Answer { status: 500.., .. }) => Ok(Fate::Unknown),
        Ok(other) => bail!("a write was answered {}: {}", other.status, other.text()),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Err(error.into()),
        Err(_) => Ok(Fate::Unknown),
    }
}

/// Makes one light mark, the `number`-th of this client's; a write where there are none.
pub(crate) fn mark(
    connection: &mut Connection,
    household: &Household,
    key: &str,
    number: usize,
) -> Result<Fate> {
    if household.done.is_empty() {
        return write(connection, household, key, key);
    }
    let path = &household.done[number % household.done.len()];
    match connection.post(path, &household.cookie, &format!("key={key}"))? {
        Answer { status: 303, .. } => Ok(Fate::Acknowledged),
        other => bail!("a mark was answered {}: {}", other.status, other.text()),
    }
}
