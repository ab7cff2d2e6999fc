//! The order of carers that decides what nothing else decides.
//!
//! It must favour no role, name or place in a list, and give nobody a reason to rate differently:
//! so it is the order of a hash of each one's own ratings, over their greatest common divisor
//! (one's unit is one's own) and in the order of the responsibilities' ids. Equal hashes are
//! ordered by id. The hash is FNV-1a with 128 bits
//! (<http://www.isthe.com/chongo/tech/comp/fnv/>); nothing depends on its strength.

use crate::instance::Instance;
use crate::ratio::gcd;

const FNV_OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const FNV_PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// For each carer its place in the neutral order, 0 first.
pub(crate) fn places(instance: &Instance) -> Vec<usize> {
    let by_id = instance.by_id();
    let mut order: Vec<(u128, &str, usize)> = instance
        .carers
        .iter()
        .enumerate()
        .map(|(index, carer)| (row_hash(instance, &by_id, index), carer.id.as_str(), index))
        .collect();
    order.sort_unstable();
    let mut places = vec![0; order.len()];
    for (place, &(_, _, index)) in order.iter().enumerate() {
        places[index] = place;
    }
    places
}

/// The greatest common divisor of a carer's ratings; 1 where there are none.
pub(crate) fn unit(instance: &Instance, carer: usize) -> u64 {
    let ratings = instance.responsibilities.iter();
    let divisor = ratings.fold(0, |divisor, each| {
        let burden = u64::from(each.burdens[carer]);
        if divisor == 0 { burden } else { gcd(divisor, burden) }
    });
    divisor.max(1)
}

fn row_hash(instance: &Instance, by_id: &[usize], carer: usize) -> u128 {
    let unit = unit(instance, carer);
    let mut hash = FNV_OFFSET;
    let mut absorb = |bytes: &[u8]| {
        for &byte in bytes {
            hash = (hash ^ u128::from(byte)).wrapping_mul(FNV_PRIME);
        }
    };
    for &index in by_id {
        let each = &instance.responsibilities[index];
        absorb(&(each.id.len() as u64).to_le_bytes());
        absorb(each.id.as_bytes());
        absorb(&(u64::from(each.burdens[carer]) / unit).to_le_bytes());
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_fnv_1a_128() {
        let mut hash = FNV_OFFSET;
        for byte in *b"foobar" {
            hash = (hash ^ u128::from(byte)).wrapping_mul(FNV_PRIME);
        }
        assert_eq!(hash, 0x343e_1662_793c_64bf_6f0d_3597_ba44_6f18);
    }

    #[test]
    fn the_order_of_the_input_and_the_unit_of_the_ratings_do_not_matter() {
        let one = br#"{"carers":[{"id":"a"},{"id":"b"}],"responsibilities":[
            {"id":"x","burden":{"a":3,"b":5}},{"id":"y","burden":{"a":9,"b":2}}]}"#;
        let two = br#"{"carers":[{"id":"b"},{"id":"a"}],"responsibilities":[
            {"id":"y","burden":{"a":90,"b":2}},{"id":"x","burden":{"a":30,"b":5}}]}"#;
        let one = places(&Instance::from_json(one).expect("valid"));
        let mut two = places(&Instance::from_json(two).expect("valid"));
        two.reverse();
        assert_eq!(one, two);
    }
}
