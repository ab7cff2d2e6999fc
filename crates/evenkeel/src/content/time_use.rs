//! Published averages of time use, to look at beside a family's own week. An average, not a target.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::Deserialize;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeUse {
    pub title: String,
    /// Says whose average it is and that it is no target; shown wherever a number is.
    pub note: String,
    pub source: String,
    pub source_key: String,
    pub address: String,
    groups: Vec<Group>,
}

/// Homes of one kind, both adults together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub name: String,
    from_month: i32,
    to_month: i32,
    pub lines: Vec<Average>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Average {
    pub name: String,
    pub minutes_per_week: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Facts {
    source: String,
    address: String,
    group: Vec<GroupFacts>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupFacts {
    key: String,
    from_month: i32,
    to_month: i32,
    lines: Vec<LineFacts>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LineFacts {
    key: String,
    minutes: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    title: String,
    note: String,
    source: String,
    group: BTreeMap<String, String>,
    label: BTreeMap<String, String>,
}

impl TimeUse {
    pub(super) fn new(facts: Facts, words: Words) -> Result<Self> {
        let name = |names: &BTreeMap<String, String>, key: &str| {
            names.get(key).cloned().with_context(|| format!("no name for {key}"))
        };
        let mut groups = Vec::with_capacity(facts.group.len());
        for group in facts.group {
            let mut lines = Vec::with_capacity(group.lines.len());
            for line in group.lines {
                let name = name(&words.label, &line.key)?;
                lines.push(Average { name, minutes_per_week: line.minutes });
            }
            let (from_month, to_month) = (group.from_month, group.to_month);
            groups.push(Group {
                name: name(&words.group, &group.key)?,
                from_month,
                to_month,
                lines,
            });
        }
        let Words { title, note, source, .. } = words;
        let (source_key, address) = (facts.source, facts.address);
        Ok(Self { title, note, source, source_key, address, groups })
    }

    /// The homes to compare with, by the youngest child's age; `None` before birth and from 18.
    pub fn group(&self, youngest_months: i32) -> Option<&Group> {
        self.groups
            .iter()
            .find(|group| (group.from_month..=group.to_month).contains(&youngest_months))
    }

    pub fn groups(&self) -> &[Group] {
        &self.groups
    }
}

impl Group {
    pub fn total_minutes_per_week(&self) -> u32 {
        self.lines.iter().map(|line| line.minutes_per_week).sum()
    }
}
