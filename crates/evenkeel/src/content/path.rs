//! The path in *Just me*: stages, and exercises to do alone. A field that is missing or unknown is
//! refused.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use serde::Deserialize;

use super::markdown::Body;
use super::texts::{Evidence, Guide};

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Path {
    pub guide: Guide,
    #[serde(rename = "stage")]
    pub stages: Vec<Stage>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    pub id: String,
    pub title: String,
    pub body: Body,
    #[serde(rename = "exercise")]
    pub exercises: Vec<Exercise>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exercise {
    pub id: String,
    pub title: String,
    pub minutes: u32,
    pub body: Body,
    /// When to leave it be. Stands in plain sight.
    pub stop_if: Body,
    pub evidence: Evidence,
    pub sources: Vec<String>,
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub text: Body,
    /// What is written here is called so inside the private pages: for ever.
    pub key: Option<String>,
    /// Minutes to be told when they are over.
    pub timer: Option<u32>,
}

/// What entries have fields of their own for, whatever their kind (`pages/written.js`).
const TAKEN: [&str; 4] = ["day", "done", "do", "review"];

impl Path {
    pub fn exercises(&self) -> impl Iterator<Item = &Exercise> {
        self.stages.iter().flat_map(|stage| &stage.exercises)
    }

    /// Names are those that the private pages take, and each stands once.
    pub(super) fn check(&self) -> Result<()> {
        let mut ids = BTreeSet::new();
        for exercise in self.exercises() {
            ensure!(is_name(&exercise.id) && ids.insert(&exercise.id), "{}", exercise.id);
            ensure!((5..=10).contains(&exercise.minutes), "{}: how long?", exercise.id);
            let keys: Vec<_> = exercise.steps.iter().filter_map(|it| it.key.as_deref()).collect();
            let unique: BTreeSet<_> = keys.iter().collect();
            ensure!(unique.len() == keys.len() && !keys.is_empty(), "{}: keys", exercise.id);
            let is_free = |key: &&str| is_name(key) && !TAKEN.contains(key);
            ensure!(keys.iter().all(is_free), "{}: a key that is taken", exercise.id);
        }
        ensure!(self.stages.iter().all(|it| !it.exercises.is_empty()), "a stage without exercises");
        Ok(())
    }
}

/// As `merge.js` has it.
fn is_name(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
