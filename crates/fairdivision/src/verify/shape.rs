//! From JSON to what a certificate says, field by field: none missing, none unknown, none of
//! another type. Whether it is true is not decided here.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Rejection;
use super::fraction::Fraction;
use super::json::Json;
use crate::instance::Instance;

/// The only version there is.
const VERSION: u64 = 1;

/// A certificate as written. Carers and responsibilities are by index.
#[derive(Debug)]
pub(super) struct Certificate {
    pub owners: Vec<usize>,
    pub ratios: Vec<Fraction>,
    pub own_eyes: BTreeMap<String, Json>,
    pub prices: Vec<u64>,
    pub bound: Fraction,
    pub levels: usize,
    pub refutations: Vec<Refutation>,
    /// The bytes of all refutations, brackets included.
    pub refutations_at: Range<usize>,
    pub nodes: u64,
    pub digest: Option<String>,
}

#[derive(Debug)]
pub(super) struct Refutation {
    pub caps: Vec<u64>,
    pub tree: Range<usize>,
}

/// Where in the file a value stands: names joined by points.
#[derive(Clone, Debug)]
pub(super) struct Place(String);

impl Place {
    pub fn named(name: &str) -> Self {
        Self(name.to_owned())
    }

    pub fn then(&self, name: &str) -> Self {
        Self(if self.0.is_empty() { name.to_owned() } else { format!("{}.{name}", self.0) })
    }

    pub fn wrong(&self, wrong: &'static str) -> Rejection {
        let field = if self.0.is_empty() { "the whole" } else { &self.0 };
        Rejection::Field { field: field.to_owned(), wrong }
    }
}

pub(super) fn certificate(
    json: Json,
    place: &Place,
    instance: &Instance,
) -> Result<Certificate, Rejection> {
    let names = [
        "version",
        "owners",
        "ratios",
        "own_eyes",
        "prices",
        "bound",
        "levels",
        "refutations",
        "nodes",
        "digest",
    ];
    let [version, owned, ratios, own_eyes, prices, bound, levels, refuted, nodes, digest] =
        fields(json, place, names)?;
    if whole(&version, &place.then("version"))? != VERSION {
        return Err(place.then("version").wrong("is another one than 1"));
    }
    let at = place.then("ratios");
    let ratios = by_carer(ratios, &at, instance)?;
    let ratios = ratios.into_iter().map(|(id, ratio)| fraction(&ratio, &at.then(&id)));
    let levels_at = place.then("levels");
    let levels = usize::try_from(whole(&levels, &levels_at)?);
    let Json::List(items, refutations_at) = refuted else {
        return Err(place.then("refutations").wrong("is no list"));
    };
    let refutations = items.into_iter().enumerate().map(|(index, item)| {
        refutation(item, &place.then(&format!("refutations.{index}")), instance)
    });
    Ok(Certificate {
        owners: owners(owned, &place.then("owners"), instance)?,
        ratios: ratios.collect::<Result<_, _>>()?,
        own_eyes: map(own_eyes, &place.then("own_eyes"))?,
        prices: self::prices(prices, &place.then("prices"), instance)?,
        bound: fraction(&bound, &place.then("bound"))?,
        levels: levels.map_err(|_| levels_at.wrong("is more than there are carers"))?,
        refutations: refutations.collect::<Result<_, _>>()?,
        refutations_at,
        nodes: whole(&nodes, &place.then("nodes"))?,
        digest: match digest {
            Json::Null => None,
            Json::Text(digest) => Some(digest),
            _ => return Err(place.then("digest").wrong("is neither null nor a text")),
        },
    })
}

fn refutation(json: Json, place: &Place, instance: &Instance) -> Result<Refutation, Rejection> {
    let [caps, tree] = fields(json, place, ["caps", "tree"])?;
    let at = place.then("caps");
    let caps = by_carer(caps, &at, instance)?;
    let caps = caps.into_iter().map(|(id, cap)| whole(&cap, &at.then(&id)));
    let Json::Unread(tree) = tree else {
        return Err(place.then("tree").wrong("is no tree"));
    };
    Ok(Refutation { caps: caps.collect::<Result<_, _>>()?, tree })
}

/// One owner, by index, for each responsibility, in the instance's order.
pub(super) fn owners(
    json: Json,
    place: &Place,
    instance: &Instance,
) -> Result<Vec<usize>, Rejection> {
    let mut written = map(json, place)?;
    let mut owners = Vec::with_capacity(instance.responsibilities.len());
    for each in &instance.responsibilities {
        let at = place.then(&each.id);
        let owner = written.remove(&each.id).ok_or_else(|| at.wrong("is missing"))?;
        let Json::Text(owner) = owner else { return Err(at.wrong("is no text")) };
        let owner = instance.carers.iter().position(|carer| carer.id == owner);
        let owner = owner.ok_or_else(|| at.wrong("names nobody of the family"))?;
        if !super::sums::may_have(each, owner) {
            return Err(at.wrong("is given to somebody who may not have it"));
        }
        owners.push(owner);
    }
    nothing_else(&written, place)?;
    Ok(owners)
}

/// A price from 1 for each carer.
pub(super) fn prices(
    json: Json,
    place: &Place,
    instance: &Instance,
) -> Result<Vec<u64>, Rejection> {
    let prices = by_carer(json, place, instance)?.into_iter().map(|(id, price)| {
        let at = place.then(&id);
        let price = whole(&price, &at)?;
        if price == 0 { Err(at.wrong("is no price: it is 0")) } else { Ok(price) }
    });
    prices.collect()
}

/// One value for each carer, with the id, in the instance's order.
pub(super) fn by_carer(
    json: Json,
    place: &Place,
    instance: &Instance,
) -> Result<Vec<(String, Json)>, Rejection> {
    let mut written = map(json, place)?;
    let values = instance.carers.iter().map(|carer| {
        let value = written.remove(&carer.id);
        let value = value.ok_or_else(|| place.then(&carer.id).wrong("is missing"))?;
        Ok((carer.id.clone(), value))
    });
    let values = values.collect::<Result<_, _>>()?;
    nothing_else(&written, place)?;
    Ok(values)
}

/// Exactly these fields, in this order.
pub(super) fn fields<const N: usize>(
    json: Json,
    place: &Place,
    names: [&str; N],
) -> Result<[Json; N], Rejection> {
    let mut written = map(json, place)?;
    let mut missing = None;
    let fields = names.map(|name| {
        written.remove(name).unwrap_or_else(|| {
            missing.get_or_insert(name);
            Json::Null
        })
    });
    if let Some(name) = missing {
        return Err(place.then(name).wrong("is missing"));
    }
    nothing_else(&written, place)?;
    Ok(fields)
}

pub(super) fn nothing_else(
    written: &BTreeMap<String, Json>,
    place: &Place,
) -> Result<(), Rejection> {
    match written.keys().next() {
        Some(unknown) => {
            let shown: String = unknown.chars().take(80).collect();
            Err(place.then(&shown).wrong("is not known here"))
        }
        None => Ok(()),
    }
}

pub(super) fn map(json: Json, place: &Place) -> Result<BTreeMap<String, Json>, Rejection> {
    match json {
        Json::Map(map) => Ok(map),
        _ => Err(place.wrong("is no object")),
    }
}

pub(super) fn list(json: Json, place: &Place) -> Result<Vec<Json>, Rejection> {
    match json {
        Json::List(list, _) => Ok(list),
        _ => Err(place.wrong("is no list")),
    }
}

pub(super) fn whole(json: &Json, place: &Place) -> Result<u64, Rejection> {
    match json {
        Json::Whole(number) => Ok(*number),
        _ => Err(place.wrong("is no whole number from 0")),
    }
}

pub(super) fn truth(json: &Json, place: &Place) -> Result<bool, Rejection> {
    match json {
        Json::Bool(truth) => Ok(*truth),
        _ => Err(place.wrong("is neither true nor false")),
    }
}

pub(super) fn text(json: Json, place: &Place) -> Result<String, Rejection> {
    match json {
        Json::Text(text) => Ok(text),
        _ => Err(place.wrong("is no text")),
    }
}

pub(super) fn fraction(json: &Json, place: &Place) -> Result<Fraction, Rejection> {
    let Json::List(parts, _) = json else { return Err(place.wrong("is no fraction [a, b]")) };
    let [Json::Whole(top), Json::Whole(bottom)] = parts[..] else {
        return Err(place.wrong("is no fraction [a, b]"));
    };
    Fraction::as_written(top, bottom).ok_or_else(|| place.wrong("is not in lowest terms"))
}
