//! The data keys of a household: one for what is shared, one per member for what is theirs alone.

use std::collections::{BTreeMap, HashMap};
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use household::{DataKey, HouseholdId, MemberId};

use crate::error::{Damage, Error};
use crate::seal::Key;
use crate::server_key::ServerKey;

/// Households whose keys stay unwrapped in memory: at least this many, at most twice.
const HOUSEHOLDS_CACHED: usize = 2048;

/// One household's data keys as they were after its `erasures`-th erasure.
#[derive(Debug, Clone)]
pub(crate) struct Keys {
    pub(crate) erasures: u32,
    pub(crate) household: Key,
    /// `None` where the member was erased.
    pub(crate) members: BTreeMap<MemberId, Option<Key>>,
}

/// The same as stored.
#[derive(Debug)]
pub(crate) struct WrappedKeys {
    pub(crate) erasures: u32,
    pub(crate) household: Vec<u8>,
    pub(crate) members: Vec<(MemberId, Option<Vec<u8>>)>,
}

/// What a holder's texts can be read with.
#[derive(Debug)]
pub(crate) enum Held<'a> {
    Key(&'a Key),
    Erased,
    Unknown,
}

impl Keys {
    pub(crate) fn new() -> Self {
        Self { erasures: 0, household: Key::random(), members: BTreeMap::new() }
    }

    pub(crate) fn unwrap(
        server: &ServerKey,
        id: HouseholdId,
        wrapped: &WrappedKeys,
    ) -> Result<Self, Error> {
        let missing = || Error::Damaged { household: id, seq: 0, what: Damage::Key };
        let household =
            server.unwrap(&wrapped.household, id, DataKey::Household).ok_or_else(missing)?;
        let mut members = BTreeMap::new();
        for (member, bytes) in &wrapped.members {
            let key = match bytes {
                None => None,
                Some(bytes) => {
                    Some(server.unwrap(bytes, id, DataKey::Member(*member)).ok_or_else(missing)?)
                }
            };
            members.insert(*member, key);
        }
        Ok(Self { erasures: wrapped.erasures, household, members })
    }

    pub(crate) fn held(&self, holder: DataKey) -> Held<'_> {
        match holder {
            DataKey::Household => Held::Key(&self.household),
            DataKey::Member(member) => match self.members.get(&member) {
                Some(Some(key)) => Held::Key(key),
                Some(None) => Held::Erased,
                None => Held::Unknown,
            },
        }
    }
}

/// Unwrapped keys of the households used last: two generations, the elder dropped when the younger
/// is full. An entry is good only for the count of erasures it was made at.
#[derive(Debug, Default)]
pub(crate) struct KeyCache(Mutex<Generations>);

#[derive(Debug, Default)]
struct Generations {
    young: HashMap<HouseholdId, Arc<Keys>>,
    elder: HashMap<HouseholdId, Arc<Keys>>,
}

impl KeyCache {
    pub(crate) fn get(&self, id: HouseholdId, erasures: u32) -> Option<Arc<Keys>> {
        let mut generations = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let young = generations.young.get(&id).map(Arc::clone);
        let keys = match young {
            Some(keys) => keys,
            None => generations.renew(id)?,
        };
        (keys.erasures == erasures).then_some(keys)
    }

    pub(crate) fn put(&self, id: HouseholdId, keys: &Arc<Keys>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).add(id, keys);
    }

    pub(crate) fn forget(&self, id: HouseholdId) {
        let mut generations = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        generations.young.remove(&id);
        generations.elder.remove(&id);
    }
}

impl Generations {
    fn renew(&mut self, id: HouseholdId) -> Option<Arc<Keys>> {
        let keys = self.elder.remove(&id)?;
        self.add(id, &keys);
        Some(keys)
    }

    fn add(&mut self, id: HouseholdId, keys: &Arc<Keys>) {
        if self.young.len() >= HOUSEHOLDS_CACHED {
            self.elder = mem::take(&mut self.young);
        }
        // A reader who was slow must not put keys back that an erasure has taken away.
        if self.young.get(&id).is_none_or(|known| known.erasures <= keys.erasures) {
            self.young.insert(id, Arc::clone(keys));
        }
    }
}
