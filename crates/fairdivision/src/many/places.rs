//! What has to be refuted before a division is the best, place by place of its sorted ratios.
//!
//! A fairer division than one with the ratios v₁ ≥ v₂ ≥ … is first smaller at some place k: its
//! k − 1 largest are v₁ … `v_{k−1}`, on different carers, and everyone else is below `v_k`. So
//! for each way to hand those values out there is one question.

use std::collections::BTreeSet;

use super::group::{CHANGES, Group, ROWS, Rows};
use crate::ratio::Ratio;

/// The caps of all questions of one place: `values` handed out, all others below `below`. Ways
/// that differ only in which of several alike carers is which are one; a way that another one
/// covers is left out. Limits on changes, minutes and wishes are as in `limits`.
pub(crate) fn questions(group: &Group, values: &[Ratio], below: Ratio, limits: &Rows) -> Vec<Rows> {
    let mut caps = BTreeSet::new();
    let mut given = vec![None; group.size];
    hand_out(group, values, &mut given, &mut |given| {
        let mut each = *limits;
        for (position, value) in given.iter().enumerate() {
            let cap = match value {
                Some(value) => group.at_most(position, *value),
                None => match group.below(position, below) {
                    Some(cap) => cap,
                    None => return,
                },
            };
            each[position] = cap;
        }
        caps.insert(if is_limited(group, limits) { each } else { in_order(group, each) });
    });
    let all: Vec<Rows> = caps.into_iter().rev().collect();
    let mut kept: Vec<Rows> = Vec::new();
    for caps in &all {
        let covered = |other: &Rows| other != caps && covers(other, caps);
        if !all.iter().any(covered) {
            kept.push(*caps);
        }
    }
    kept
}

/// Every way to hand out all of a division's ratios: the loads that would have them exactly.
pub(crate) fn exact(group: &Group, values: &[Ratio], limits: &Rows) -> Vec<Rows> {
    let mut caps = BTreeSet::new();
    let mut given = vec![None; group.size];
    hand_out(group, values, &mut given, &mut |given| {
        let mut each = *limits;
        for (position, value) in given.iter().enumerate() {
            let Some(value) = value else { return };
            each[position] = group.at_most(position, *value);
            if group.ratio(position, each[position]) != *value {
                return;
            }
        }
        caps.insert(each);
    });
    caps.into_iter().collect()
}

/// Whether whatever keeps to `inner` keeps to `outer`.
pub(crate) fn covers(outer: &Rows, inner: &Rows) -> bool {
    (0..ROWS).all(|row| outer[row] >= inner[row])
}

fn is_limited(group: &Group, limits: &Rows) -> bool {
    (CHANGES..ROWS).any(|row| limits[row] < group.totals[row])
}

fn hand_out(
    group: &Group,
    values: &[Ratio],
    given: &mut Vec<Option<Ratio>>,
    take: &mut dyn FnMut(&[Option<Ratio>]),
) {
    let Some((&value, rest)) = values.split_first() else {
        take(given);
        return;
    };
    for position in 0..group.size {
        if given[position].is_none() {
            given[position] = Some(value);
            hand_out(group, rest, given, take);
            given[position] = None;
        }
    }
}

/// Of alike carers the first has the largest cap.
fn in_order(group: &Group, mut caps: Rows) -> Rows {
    for class in 0..group.size {
        let members: Vec<usize> =
            (0..group.size).filter(|&position| group.alike[position] == class).collect();
        let mut values: Vec<i64> = members.iter().map(|&position| caps[position]).collect();
        values.sort_unstable_by(|left, right| right.cmp(left));
        for (position, value) in members.into_iter().zip(values) {
            caps[position] = value;
        }
    }
    caps
}
