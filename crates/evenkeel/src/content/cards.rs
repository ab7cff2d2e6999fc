//! What the ready cards say: one row of `catalogue.tsv` per card and language.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};

const HEADER: &str = "id\tname\tnotice\tplan\tdo\tdone";

/// One card in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardText {
    pub name: &'static str,
    /// What noticing, planning and doing it is.
    pub notice: &'static str,
    pub plan: &'static str,
    pub does: &'static str,
    /// What done looks like, until a family agrees on words of its own.
    pub done: &'static str,
}

pub(super) fn read(text: &'static str) -> Result<BTreeMap<&'static str, CardText>> {
    let mut lines = text.lines();
    ensure!(lines.next() == Some(HEADER), "another header was expected");
    let mut cards = BTreeMap::new();
    for line in lines {
        let cells: Vec<_> = line.split('\t').collect();
        let cells: [&str; 6] = cells.try_into().ok().with_context(|| format!("columns: {line}"))?;
        let [id, name, notice, plan, does, done] = cells;
        let card = CardText { name, notice, plan, does, done };
        ensure!(cards.insert(id, card).is_none(), "{id} is there twice");
    }
    Ok(cards)
}
