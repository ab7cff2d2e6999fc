//! A division to be made: who could carry what, checked once and then believed everywhere.
//!
//! Invariants of an [`Instance`]: 1 to 6 carers, at most 300 responsibilities, every id distinct,
//! every burden 1..=100,000 for every carer, every weight 1..=10,000, every responsibility has
//! somebody who can, every lock names somebody who can. So the total of one carer is at most
//! 30,000,000 and every product the engine compares fits its integers.

use crate::error::{ErrorKind, InputError};
use crate::input::{self, RawInstance};

/// The most carers an input may name.
pub const CARERS_MAX: usize = 6;
/// The most responsibilities an input may name.
pub const RESPONSIBILITIES_MAX: usize = 300;
/// The largest burden of one responsibility to one carer.
pub const BURDEN_MAX: u32 = 100_000;
/// The largest weight of one carer.
pub const WEIGHT_MAX: u32 = 10_000;
/// The most minutes a week one responsibility may take.
pub const MINUTES_MAX: u32 = 100_000;
/// The longest id, in bytes.
pub const ID_BYTES_MAX: usize = 256;

/// A validated input. Carers and responsibilities keep their input order for reading back;
/// nothing that is decided depends on it.
///
/// ```
/// use fairdivision::Instance;
/// let family = Instance::from_json(br#"{
///     "carers": [{"id": "a"}, {"id": "b", "weight": 2}],
///     "responsibilities": [
///         {"id": "school-run", "minutes": 150, "burden": {"a": 300, "b": 150}, "current": "b"}
///     ]
/// }"#)?;
/// assert_eq!(family.carers()[1].weight, 2);
/// assert_eq!(family.responsibilities()[0].burdens, [300, 150]);
/// # Ok::<(), fairdivision::InputError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    pub(crate) carers: Vec<Carer>,
    pub(crate) responsibilities: Vec<Responsibility>,
}

/// One who carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carer {
    /// The id of the input.
    pub id: String,
    /// Entitlement (room in the week), 1..=10,000; only its proportion to the others counts.
    pub weight: u32,
}

/// One whole responsibility. Carers are named by their index in [`Instance::carers`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Responsibility {
    /// The id of the input.
    pub id: String,
    /// Minutes a week, for counting how much a plan moves.
    pub minutes: u32,
    /// How heavy it is to each carer, in that carer's own unit.
    pub burdens: Vec<u32>,
    /// Those for whom it is not possible.
    pub cannot: CarerSet,
    /// Whose it must be.
    pub locked: Option<usize>,
    /// Whose it is today.
    pub current: Option<usize>,
    /// Those who said "I'd like this": decides between otherwise equal divisions only.
    pub likes: CarerSet,
}

/// A set of carers, by index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CarerSet(u8);

impl CarerSet {
    /// Whether the carer is in the set.
    pub const fn contains(self, carer: usize) -> bool {
        carer < CARERS_MAX && self.0 & (1 << carer) != 0
    }

    /// Whether nobody is in the set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    const fn insert(&mut self, carer: usize) {
        self.0 |= 1 << carer;
    }
}

impl Responsibility {
    /// Whether the division may give it to this carer: the lock's owner if locked, else anyone
    /// who can.
    pub fn may_be(&self, carer: usize) -> bool {
        self.locked.map_or(!self.cannot.contains(carer), |owner| owner == carer)
    }

    /// Whether today's owner cannot keep it, because of `cannot` or a lock to someone else.
    pub fn is_forced_to_move(&self) -> bool {
        self.current.is_some_and(|owner| !self.may_be(owner))
    }
}

impl Instance {
    /// Reads and checks JSON of the contract's shape.
    pub fn from_json(bytes: &[u8]) -> Result<Self, InputError> {
        Self::checked(&input::read_json(bytes)?)
    }

    /// Reads and checks TOML of the same shape.
    ///
    /// ```
    /// use fairdivision::Instance;
    /// let alone = Instance::from_toml(br#"
    ///     responsibilities = []
    ///     [[carers]]
    ///     id = "a"
    /// "#)?;
    /// assert_eq!(alone.carers().len(), 1);
    /// # Ok::<(), fairdivision::InputError>(())
    /// ```
    pub fn from_toml(bytes: &[u8]) -> Result<Self, InputError> {
        Self::checked(&input::read_toml(bytes)?)
    }

    /// The carers, in input order.
    pub fn carers(&self) -> &[Carer] {
        &self.carers
    }

    /// The responsibilities, in input order.
    pub fn responsibilities(&self) -> &[Responsibility] {
        &self.responsibilities
    }

    /// The index of the carer with this id.
    pub fn carer_named(&self, id: &str) -> Option<usize> {
        self.carers.iter().position(|carer| carer.id == id)
    }

    /// The index of the responsibility with this id.
    pub fn responsibility_named(&self, id: &str) -> Option<usize> {
        self.responsibilities.iter().position(|responsibility| responsibility.id == id)
    }

    /// All this carer's ratings together, in the carer's own unit: what everything would weigh
    /// for one alone.
    pub fn total(&self, carer: usize) -> u64 {
        self.responsibilities.iter().map(|each| u64::from(each.burdens[carer])).sum()
    }

    /// All weights together.
    pub fn weight_sum(&self) -> u64 {
        self.carers.iter().map(|carer| u64::from(carer.weight)).sum()
    }

    /// Indices of the responsibilities in the order of their ids: the one order that no input
    /// order can change.
    pub(crate) fn by_id(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.responsibilities.len()).collect();
        order.sort_by(|&left, &right| {
            self.responsibilities[left].id.cmp(&self.responsibilities[right].id)
        });
        order
    }

    fn checked(raw: &RawInstance) -> Result<Self, InputError> {
        crate::checks::sizes(raw)?;
        crate::checks::ids(raw)?;
        let instance = crate::checks::numbers(raw)?;
        instance.locks_hold()?;
        instance.somebody_can()?;
        Ok(instance)
    }

    fn locks_hold(&self) -> Result<(), InputError> {
        let clashes = self.responsibilities.iter().filter_map(|each| {
            let owner = each.locked.filter(|&owner| each.cannot.contains(owner))?;
            Some([each.id.clone(), self.carers[owner].id.clone()])
        });
        let ids: Vec<String> = clashes.flatten().collect();
        if ids.is_empty() {
            return Ok(());
        }
        Err(InputError::new(
            ErrorKind::LockedButCannot,
            ids,
            "Something is locked to a person for whom it is marked as not possible.",
        ))
    }

    fn somebody_can(&self) -> Result<(), InputError> {
        let carers = 0..self.carers.len();
        let ids: Vec<String> = self
            .responsibilities
            .iter()
            .filter(|each| carers.clone().all(|carer| each.cannot.contains(carer)))
            .map(|each| each.id.clone())
            .collect();
        if ids.is_empty() {
            return Ok(());
        }
        Err(InputError::new(
            ErrorKind::NobodyCan,
            ids,
            "Nobody can take some of these. Perhaps drop them, shrink them or ask someone else.",
        ))
    }
}

impl FromIterator<usize> for CarerSet {
    fn from_iter<I: IntoIterator<Item = usize>>(carers: I) -> Self {
        let mut set = Self::default();
        for carer in carers {
            assert!(carer < CARERS_MAX, "carers are counted from 0 to 5");
            set.insert(carer);
        }
        set
    }
}
