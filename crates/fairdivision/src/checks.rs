//! From what was written to what is meant: sizes, ids and numbers of the input, in that order.
//!
//! The first broken rule is told, with everything that breaks it, so that one correction settles
//! it. Order: sizes, repeated ids, unknown carers, weights, burdens, minutes.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{ErrorKind, InputError};
use crate::input::{Number, RawBurdens, RawInstance, RawResponsibility};
use crate::instance::{
    BURDEN_MAX, CARERS_MAX, Carer, CarerSet, ID_BYTES_MAX, Instance, MINUTES_MAX,
    RESPONSIBILITIES_MAX, Responsibility, WEIGHT_MAX,
};

pub(crate) fn sizes(raw: &RawInstance) -> Result<(), InputError> {
    if raw.carers.is_empty() {
        return Err(InputError::syntax("There is nobody to divide between."));
    }
    if raw.carers.len() > CARERS_MAX {
        return Err(InputError::too_large(format!("Up to {CARERS_MAX} carers can be named.")));
    }
    if raw.responsibilities.len() > RESPONSIBILITIES_MAX {
        return Err(InputError::too_large(format!(
            "Up to {RESPONSIBILITIES_MAX} responsibilities can be divided at a time."
        )));
    }
    let carers = raw.carers.iter().map(|carer| &carer.id);
    let ids: Vec<&String> =
        carers.chain(raw.responsibilities.iter().map(|each| &each.id)).collect();
    if ids.iter().any(|id| id.is_empty()) {
        return Err(InputError::syntax("An id is empty."));
    }
    if ids.iter().any(|id| id.len() > ID_BYTES_MAX) {
        return Err(InputError::too_large(format!("An id is longer than {ID_BYTES_MAX} bytes.")));
    }
    Ok(())
}

pub(crate) fn ids(raw: &RawInstance) -> Result<(), InputError> {
    let mut repeated = repeats(raw.carers.iter().map(|carer| carer.id.as_str()));
    repeated.extend(repeats(raw.responsibilities.iter().map(|each| each.id.as_str())));
    for each in &raw.responsibilities {
        if let RawBurdens::Given(given) = &each.burden {
            repeated.extend(repeats(given.iter().map(|(carer, _)| carer.as_str())));
        }
    }
    if !repeated.is_empty() {
        return Err(InputError::new(
            ErrorKind::DuplicateId,
            distinct(repeated),
            "The same id is used more than once.",
        ));
    }
    let known: BTreeSet<&str> = raw.carers.iter().map(|carer| carer.id.as_str()).collect();
    let named = raw.responsibilities.iter().flat_map(named_carers);
    let unknown: Vec<String> = named.filter(|id| !known.contains(id)).map(str::to_owned).collect();
    if unknown.is_empty() {
        return Ok(());
    }
    Err(InputError::new(
        ErrorKind::UnknownCarer,
        distinct(unknown),
        "Someone is named who is not among the carers.",
    ))
}

pub(crate) fn numbers(raw: &RawInstance) -> Result<Instance, InputError> {
    let carers = weights(raw)?;
    let index: BTreeMap<&str, usize> =
        carers.iter().enumerate().map(|(index, carer)| (carer.id.as_str(), index)).collect();
    let burdens: Vec<Option<Vec<u32>>> =
        raw.responsibilities.iter().map(|each| burdens_of(each, &index)).collect();
    let bad = ids_where(&raw.responsibilities, |position, _| burdens[position].is_none());
    if !bad.is_empty() {
        return Err(InputError::new(
            ErrorKind::BadBurden,
            bad,
            format!("Each burden is a whole number from 1 to {BURDEN_MAX}, one for each carer."),
        ));
    }
    minutes_hold(&raw.responsibilities)?;
    let set = |ids: &[String]| ids.iter().map(|id| index[id.as_str()]).collect::<CarerSet>();
    let responsibilities = raw
        .responsibilities
        .iter()
        .zip(burdens)
        .map(|(each, burdens)| Responsibility {
            id: each.id.clone(),
            minutes: each.minutes.within(0, MINUTES_MAX).unwrap_or(0),
            burdens: burdens.unwrap_or_default(),
            cannot: set(&each.cannot),
            locked: each.locked.as_deref().map(|id| index[id]),
            current: each.current.as_deref().map(|id| index[id]),
            likes: set(&each.likes),
        })
        .collect();
    Ok(Instance { carers, responsibilities })
}

fn weights(raw: &RawInstance) -> Result<Vec<Carer>, InputError> {
    let mut carers = Vec::with_capacity(raw.carers.len());
    let mut bad = Vec::new();
    for carer in &raw.carers {
        match carer.weight.within(1, WEIGHT_MAX) {
            Some(weight) => carers.push(Carer { id: carer.id.clone(), weight }),
            None => bad.push(carer.id.clone()),
        }
    }
    if bad.is_empty() {
        return Ok(carers);
    }
    Err(InputError::new(
        ErrorKind::BadWeight,
        bad,
        format!("Each weight is a whole number from 1 to {WEIGHT_MAX}."),
    ))
}

fn minutes_hold(responsibilities: &[RawResponsibility]) -> Result<(), InputError> {
    let unreadable = ids_where(responsibilities, |_, each| each.minutes == Number::Other);
    if !unreadable.is_empty() {
        let message = "Minutes are a whole number from 0 upwards.";
        return Err(InputError::new(ErrorKind::Syntax, unreadable, message));
    }
    let long = ids_where(responsibilities, |_, each| each.minutes.within(0, MINUTES_MAX).is_none());
    if long.is_empty() {
        return Ok(());
    }
    let message = format!("Up to {MINUTES_MAX} minutes a week can be given.");
    Err(InputError::new(ErrorKind::TooLarge, long, message))
}

/// One burden for each carer, or nothing where one is missing or out of range.
fn burdens_of(each: &RawResponsibility, index: &BTreeMap<&str, usize>) -> Option<Vec<u32>> {
    let RawBurdens::Given(given) = &each.burden else {
        return None;
    };
    let mut burdens = vec![0; index.len()];
    for (carer, number) in given {
        burdens[*index.get(carer.as_str())?] = number.within(1, BURDEN_MAX)?;
    }
    burdens.iter().all(|&burden| burden > 0).then_some(burdens)
}

fn named_carers(each: &RawResponsibility) -> impl Iterator<Item = &str> {
    let burdens: &[(String, _)] = match &each.burden {
        RawBurdens::Given(given) => given,
        RawBurdens::Missing => &[],
    };
    let rated = burdens.iter().map(|(carer, _)| carer);
    let listed = each.cannot.iter().chain(&each.likes);
    let owners = each.locked.iter().chain(&each.current);
    rated.chain(listed).chain(owners).map(String::as_str)
}

fn ids_where(
    responsibilities: &[RawResponsibility],
    broken: impl Fn(usize, &RawResponsibility) -> bool,
) -> Vec<String> {
    let positions = responsibilities.iter().enumerate();
    positions
        .filter(|&(position, each)| broken(position, each))
        .map(|(_, each)| each.id.clone())
        .collect()
}

fn repeats<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    ids.filter(|id| !seen.insert(*id)).map(str::to_owned).collect()
}

fn distinct(ids: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    ids.into_iter().filter(|id| seen.insert(id.clone())).collect()
}
