//! The entries that come with the program: facts in `content/directory.toml`, each with where it
//! was read and when.

use std::sync::LazyLock;

use anyhow::{Context, Result, ensure};
use household::directory::Details;
use jiff::civil::Date;
use serde::Deserialize;

use super::list;

/// Somebody who can help, with where that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shipped {
    pub details: Details,
    /// A key of `sources.toml`.
    pub source: String,
    pub seen_on: Date,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    entry: Vec<Row>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    kinds: String,
    phone: String,
    region: String,
    meets: String,
    note: String,
    source: String,
    seen_on: Date,
}

static SHIPPED: LazyLock<Vec<Shipped>> =
    LazyLock::new(|| read().expect("the list built in is valid: a test reads it"));

/// All of them.
pub fn shipped() -> &'static [Shipped] {
    &SHIPPED
}

pub(super) fn read() -> Result<Vec<Shipped>> {
    let text = include_str!("../../../../content/directory.toml");
    let mut table: toml::Table = text.parse()?;
    for head in ["schema", "kind", "version"] {
        table.remove(head).context(head)?;
    }
    let file = File::deserialize(table)?;
    file.entry.into_iter().map(Shipped::of).collect()
}

impl Shipped {
    /// By the rules of every other list.
    fn of(row: Row) -> Result<Self> {
        let mut cells = csv::Writer::from_writer(Vec::new());
        cells.write_record(["name", "kinds", "phone", "region", "meets", "note"])?;
        let Row { name, kinds, phone, region, meets, note, source, seen_on } = row;
        cells.write_record([name, kinds, phone, region, meets, note])?;
        let text = String::from_utf8(cells.into_inner()?)?;
        let mut list = list::read(&text).map_err(|wrong| anyhow::anyhow!("{wrong:?}"))?;
        ensure!(list.len() == 1, "one entry");
        Ok(Self { details: list.remove(0), source, seen_on })
    }
}
