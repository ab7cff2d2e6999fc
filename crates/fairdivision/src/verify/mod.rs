//! An independent check of what a division claims.
//!
//! It shares the reader of the instance with the solver, and nothing else: ratios, sums, the own
//! eyes and what has to be refuted are worked out here again, another way. Time grows with the
//! certificate times the size of the family; nothing recurses as deep as a file says; what is
//! read is bounded; whatever the bytes are, the answer is [`Verified`] or a [`Rejection`].
//!
//! **What a certificate proves.** Its owners may have what they have; the ratios, and how each
//! sees the division, are exactly as stated; no legal division has a largest ratio below `bound`;
//! and the first `levels` places of the sorted ratios cannot be bettered. With all places proved
//! the division is leximin, so Pareto optimal.
//!
//! A refutation is a tree; or, where everybody rates in the same proportions and may have
//! everything, the word `sums`: then all that could fit its caps is tried here, within a limit.
//!
//! **What it does not prove**, and [`Verified::not_checked`] says so: that no equally fair
//! division changes less or moves fewer minutes; the other plans' fewest changes; the frontier;
//! which ratings are sensitive.
//!
//! **Canonical form.** One statement, one certificate: fractions are in lowest terms, no field is
//! unknown, no key comes twice, every refutation is of caps that are needed, `nodes` is the number
//! of their nodes, a branch is written `on` before `to`. Only a smaller claim is taken as it is:
//! `levels` or, where the largest ratio is not proved, `bound` below what the refutations show.

mod answer;
mod cover;
mod fraction;
mod json;
mod packing;
mod shape;
mod sight;
mod split;
mod sums;
mod told;
mod tree;

use std::collections::BTreeSet;

pub use told::{Rejection, Unproved, Verified};

use crate::instance::Instance;
use cover::Needs;
use fraction::Fraction;
use shape::{Certificate, Place};
use sums::Sums;

/// The largest certificate or answer read, in bytes. `divide` prints none that is larger.
pub const CERTIFICATE_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Up to so many nodes a certificate has no digest; past it, it must.
const NODES_WITHOUT_DIGEST: u64 = 2_000;

/// Checks a certificate, or a whole answer of `divide` with one in it, against the family.
///
/// ```
/// use fairdivision::{Instance, verify};
/// let family = Instance::from_json(br#"{"carers": [{"id": "a"}, {"id": "b"}],
///     "responsibilities": [{"id": "cooking", "burden": {"a": 60, "b": 30}}]}"#)?;
/// let certificate = br#"{"version": 1, "owners": {"cooking": "b"},
///     "ratios": {"a": [0, 1], "b": [2, 1]},
///     "own_eyes": {
///         "a": {"envy_free": true, "efx": true, "ef1": true, "prop1": true, "mms": true,
///               "witness": null},
///         "b": {"envy_free": false, "efx": true, "ef1": true, "prop1": true, "mms": true,
///               "witness": {"carer": "a", "responsibility": "cooking"}}},
///     "prices": {"a": 1, "b": 2}, "bound": [2, 1], "levels": 2,
///     "refutations": [{"caps": {"a": 59, "b": 29}, "tree": [1, 2]}],
///     "nodes": 1, "digest": null}"#;
/// let verified = verify::verify(&family, certificate)?;
/// assert_eq!((verified.levels, verified.carers), (2, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn verify(instance: &Instance, certificate: &[u8]) -> Result<Verified, Rejection> {
    if certificate.len() > CERTIFICATE_BYTES_MAX {
        return Err(Rejection::TooLarge);
    }
    let text = std::str::from_utf8(certificate).map_err(|_| Rejection::NotText)?;
    let json = json::read(text)?;
    let whole = matches!(&json, json::Json::Map(fields) if fields.contains_key("certificate"));
    let sums = Sums::of(instance);
    if !whole {
        let mut certificate = shape::certificate(json, &Place::named(""), instance)?;
        return proved(&mut certificate, instance, &sums, text, &Place::named(""));
    }
    let (certificate, answer) = answer::split(json)?;
    let place = Place::named("certificate");
    let mut certificate = shape::certificate(certificate, &place, instance)?;
    let verified = proved(&mut certificate, instance, &sums, text, &place)?;
    answer.check(instance, &sums, &certificate)?;
    Ok(Verified { whole_answer: true, ..verified })
}

/// Everything that the certificate says by itself.
fn proved(
    certificate: &mut Certificate,
    instance: &Instance,
    sums: &Sums,
    text: &str,
    place: &Place,
) -> Result<Verified, Rejection> {
    let piles = sums::piles(instance, &certificate.owners);
    for (carer, &stated) in certificate.ratios.iter().enumerate() {
        if stated != sums.ratio(carer, piles[carer][carer]) {
            let at = place.then("ratios").then(&instance.carers[carer].id);
            return Err(at.wrong("is not what these owners come to"));
        }
    }
    let own_eyes = json::Json::Map(std::mem::take(&mut certificate.own_eyes));
    let at = place.then("own_eyes");
    sight::check(own_eyes, &at, instance, sums, &certificate.owners)?;
    let largest = certificate.ratios.iter().copied().max().unwrap_or(Fraction::ZERO);
    if certificate.bound > largest {
        return Err(place.then("bound").wrong("is above the largest ratio"));
    }
    if certificate.levels > instance.carers.len() {
        return Err(place.then("levels").wrong("is more than there are carers"));
    }
    if (certificate.bound == largest) != (certificate.levels > 0) {
        return Err(place.then("levels").wrong("does not fit bound and largest ratio"));
    }
    refuted(certificate, instance, sums, text, place)?;
    Ok(Verified {
        carers: instance.carers.len(),
        responsibilities: instance.responsibilities.len(),
        levels: certificate.levels,
        largest: (largest.top, largest.bottom),
        bound: (certificate.bound.top, certificate.bound.bottom),
        nodes: certificate.nodes,
        whole_answer: false,
    })
}

/// Every tree refutes its caps, and together they are what has to be refuted.
fn refuted(
    certificate: &Certificate,
    instance: &Instance,
    sums: &Sums,
    text: &str,
    place: &Place,
) -> Result<(), Rejection> {
    digest_holds(certificate, text, place)?;
    let needs = Needs::of(instance, sums, &certificate.ratios, certificate.bound);
    let mut trees = tree::Trees::new(instance, sums, text);
    let (mut refuted, mut seen) = (BTreeSet::new(), BTreeSet::new());
    let mut nodes = 0;
    for (index, refutation) in certificate.refutations.iter().enumerate() {
        let caps = refutation.caps.iter().enumerate();
        let caps: Vec<u64> =
            caps.map(|(carer, &cap)| sums.within_reach(carer, cap.into())).collect();
        let in_order = needs.in_order(caps.clone());
        if !needs.include(&in_order) {
            let at = place.then(&format!("refutations.{index}.caps"));
            return Err(at.wrong("are not among those that have to be refuted"));
        }
        refuted.insert(in_order);
        if !seen.insert(&refutation.caps) {
            let at = place.then(&format!("refutations.{index}.caps"));
            return Err(at.wrong("are refuted twice"));
        }
        nodes += trees
            .check(&caps, refutation.tree.clone())
            .map_err(|why| Rejection::Refutation { index, why: Box::new(why) })?;
    }
    if nodes != certificate.nodes {
        return Err(place.then("nodes").wrong("is not the number of nodes of the trees"));
    }
    for level in 0..certificate.levels.max(1) {
        if let Some(caps) = needs.uncovered(level, &refuted) {
            return Err(Rejection::NotRefuted { place: level + 1, caps: caps.clone() });
        }
    }
    Ok(())
}

/// FNV-1a with 128 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>) over the refutations as
/// they stand in the file, without the white space between them; there where it should be.
fn digest_holds(certificate: &Certificate, text: &str, place: &Place) -> Result<(), Rejection> {
    let at = place.then("digest");
    let large = certificate.nodes > NODES_WITHOUT_DIGEST;
    let Some(stated) = &certificate.digest else {
        return if large { Err(at.wrong("is missing")) } else { Ok(()) };
    };
    if !large {
        return Err(at.wrong("is for proofs of more nodes"));
    }
    let hexadecimal = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if stated.len() != 32 || !stated.bytes().all(hexadecimal) {
        return Err(at.wrong("is not 32 hexadecimal digits"));
    }
    if certificate.refutations.is_empty() {
        return Err(Rejection::ProofLeftOut { nodes: certificate.nodes });
    }
    let bytes = text.as_bytes().get(certificate.refutations_at.clone()).unwrap_or(&[]);
    if format!("{:032x}", digest(bytes)) == *stated {
        return Ok(());
    }
    Err(at.wrong("is not that of the refutations"))
}

fn digest(bytes: &[u8]) -> u128 {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = (1 << 88) + 0x13b;
    let (mut hash, mut in_text, mut escaped) = (OFFSET, false, false);
    for &byte in bytes {
        if !in_text && byte.is_ascii_whitespace() {
            continue;
        }
        in_text ^= byte == b'"' && !escaped;
        escaped = in_text && byte == b'\\' && !escaped;
        hash = (hash ^ u128::from(byte)).wrapping_mul(PRIME);
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::digest;

    #[test]
    fn the_digest_is_fnv_1a_128_without_white_space() {
        assert_eq!(digest(b"foobar"), 0x343e_1662_793c_64bf_6f0d_3597_ba44_6f18);
        assert_eq!(digest(b" [ 1,\n 2 ]"), digest(b"[1,2]"));
        assert_ne!(digest(br#"["a b"]"#), digest(br#"["ab"]"#));
        assert_ne!(digest(br#"["\" a"]"#), digest(br#"["\"a"]"#));
    }
}
