//! The answer: the contract's output as types. Serializing a [`Division`] with `serde_json` gives
//! the contract's bytes; everything keyed by id is in the order of ids.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::certificate::Certificate;
use crate::ratio::Ratio;

/// What a division came to.
///
/// ```
/// use fairdivision::{Instance, Options, divide};
/// let family = Instance::from_json(br#"{
///     "carers": [{"id": "a"}, {"id": "b"}],
///     "responsibilities": [
///         {"id": "cooking", "burden": {"a": 60, "b": 30}, "current": "a"},
///         {"id": "washing", "burden": {"a": 40, "b": 70}, "current": "a"}
///     ]
/// }"#)?;
/// let division = divide(&family, &Options::default())?;
/// assert_eq!(division.plans.best.owners["cooking"], "b");
/// let json = serde_json::to_value(&division)?;
/// assert_eq!(json["plans"]["best"]["loads"]["a"]["ratio"], serde_json::json!([4, 5]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Division {
    /// Whether `best` is proved best.
    pub status: Status,
    /// The largest ratio of `best` less the proved bound: zero where proved.
    pub gap: Ratio,
    /// For k = 0, 1, … unforced changes at most: the smallest largest ratio. Two carers only.
    pub change_frontier: Vec<FrontierStep>,
    /// The loads of `best`, by carer.
    pub loads: BTreeMap<String, Load>,
    /// The divisions to choose from.
    pub plans: Plans,
    /// Why each responsibility is where `best` has it.
    pub why: BTreeMap<String, Why>,
    /// Responsibilities whose owner in `best` hangs on one step of one rating; asked for only.
    pub sensitive: Option<Vec<String>>,
    /// What a unit of each carer's burden is worth at this division: whole numbers, by which
    /// `why` tells what is lighter to whom.
    pub prices: BTreeMap<String, u64>,
    /// The proof of `best`, for another program to check; null where the nodes ended before there
    /// was any.
    pub certificate: Option<Certificate>,
    /// The one responsibility that alone sets the least largest ratio possible, where there is
    /// any responsibility. Not part of the contract's output.
    #[serde(skip)]
    pub floor: Option<Floor>,
}

/// Whether a division is proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Proved leximin: no division is fairer. Whether one as fair changes less, or moves fewer
    /// minutes, is proved too where the plan `best` is `proved`; between two it always is.
    Exact,
    /// Good, and at most `gap` above a proved bound.
    Within,
}

/// One step of the change frontier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FrontierStep {
    /// Unforced changes allowed.
    pub changes: usize,
    /// The smallest largest ratio with that many.
    pub max_ratio: Ratio,
    /// Whether no smaller one is possible. False only where the node limit ended the search.
    #[serde(skip_serializing_if = "is_true")]
    pub proved: bool,
}

/// What one carries, by the own ratings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Load {
    /// The own pile, in the carer's own unit.
    pub burden: u64,
    /// Everything, in the same unit.
    pub total: u64,
    /// `burden / total × weights together / own weight`: 1 is exactly the agreed share.
    pub ratio: Ratio,
}

/// The divisions offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Plans {
    /// The fairest: leximin, then fewest changes, then fewest minutes moved.
    pub best: Plan,
    /// The fewest changes that come within one fiftieth of `best`.
    pub near_best: Plan,
    /// The fewest changes after which nobody carries more than the agreed share, where possible.
    pub fewest_to_fair: Option<Plan>,
}

/// One division.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// Responsibility to carer.
    pub owners: BTreeMap<String, String>,
    /// Responsibilities that leave today's owner although they could stay.
    pub changes: usize,
    /// Responsibilities that leave today's owner because of `cannot` or `locked`.
    pub forced: usize,
    /// Minutes a week of the unforced changes.
    pub minutes_moved: u64,
    /// By carer.
    pub loads: BTreeMap<String, Load>,
    /// By carer, each in the own eyes; empty for one alone.
    pub own_eyes: BTreeMap<String, OwnEyes>,
    /// Whether it is proved that no plan does this with fewer changes (or, for `best`, at all).
    #[serde(skip_serializing_if = "is_true")]
    pub proved: bool,
}

/// How a division looks to one carer, by that carer's ratings only. Piles are compared per unit
/// of weight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "five known properties, each true or not")]
pub struct OwnEyes {
    /// No other pile looks lighter than the own one.
    pub envy_free: bool,
    /// … once any one thing, even the lightest, is put down.
    pub efx: bool,
    /// … once some one thing is put down.
    pub ef1: bool,
    /// Once some one thing is put down, at most the agreed share is left.
    pub prop1: bool,
    /// At most what one could secure by splitting everything evenly and getting the worst pile.
    /// Unknown (`None`) with unequal weights and wherever it was not computed.
    pub mms: Option<bool>,
    /// Whose pile looks lightest, where one looks lighter than the own.
    pub witness: Option<Witness>,
}

/// A pile that looks lighter than the own one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Witness {
    /// Whose it is.
    pub carer: String,
    /// The lightest thing of the own pile without which that pile would not look lighter; `None`
    /// where no one thing is enough.
    pub responsibility: Option<String>,
}

/// Why a responsibility is where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It was fixed.
    Locked,
    /// It is possible for one only.
    OnlyAble,
    /// At the prices of this division it is lighter to its owner.
    Lighter,
    /// It is placed so that the loads meet.
    Balance,
}

/// The least largest ratio that one responsibility alone makes unavoidable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Floor {
    /// The responsibility.
    pub responsibility: String,
    /// What it alone comes to for whom it is lightest, among those who may have it.
    pub ratio: Ratio,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
const fn is_true(value: &bool) -> bool {
    *value
}
