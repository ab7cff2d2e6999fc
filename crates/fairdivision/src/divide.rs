//! From an instance to a division: which searches are made, in which order, and what comes out.

use std::collections::BTreeMap;

use crate::assess;
use crate::band::{self, Found};
use crate::certificate::{Certificate, WholeProof};
use crate::division::{Division, Floor, FrontierStep, Plan, Plans, Status};
use crate::error::InputError;
use crate::eyes;
use crate::instance::{Instance, RESPONSIBILITIES_MAX};
use crate::many::{self, Settled, Written};
use crate::pair::Pair;
use crate::prices::Prices;
use crate::ratio::Ratio;
use crate::robust;
use crate::table::Table;
use crate::why;

/// `near_best` may lie this far above `best`: 1/50.
const NEAR: (u64, u64) = (1, 50);
/// How many nodes the proof for two carers may take: their best division is found another way.
const PROOF_NODES: u64 = 4_000;

/// Most nodes of one search.
const NODES_MAX: u64 = 8_000_000;

/// How far to look.
///
/// ```
/// use fairdivision::Options;
/// let options = Options { changes_max: 5, ..Options::default() };
/// assert_eq!(options.nodes, 8_000_000);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The last k of the printed change frontier; at most 300 counts.
    pub changes_max: usize,
    /// How many partial divisions one search between two may keep; up to 8,000,000 counts. Past it
    /// the answer is good but no longer proved; `best` then still is, wherever its table fits in
    /// memory. Between three and more, a node of the proof counts as sixteen.
    pub nodes: u64,
    /// Whether to look for owners that hang on one step of one rating: up to four more searches
    /// for each responsibility.
    pub sensitive: Sensitive,
    /// Whether a certificate of more than 2,000 nodes is written out.
    pub whole_proof: WholeProof,
}

/// Whether sensitive responsibilities are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sensitive {
    /// Not looked for: `sensitive` is null.
    #[default]
    Skip,
    /// Looked for.
    Find,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            changes_max: 12,
            nodes: NODES_MAX,
            sensitive: Sensitive::Skip,
            whole_proof: WholeProof::Digested,
        }
    }
}

impl Options {
    /// More nodes than are allowed count as those that are.
    pub(crate) fn within_limits(self) -> Self {
        Self { nodes: self.nodes.min(NODES_MAX), ..self }
    }
}

/// Divides the responsibilities of one to six carers as fairly as can be.
///
/// The result depends on the instance and the options only, never on time, threads or platform,
/// and not on the order of the input. An [`Instance`] that was read is never refused.
///
/// ```
/// use fairdivision::{Instance, Options, Ratio, divide};
/// let family = Instance::from_json(br#"{
///     "carers": [{"id": "a"}, {"id": "b"}],
///     "responsibilities": [
///         {"id": "cooking", "burden": {"a": 6, "b": 4}, "current": "a"},
///         {"id": "school", "burden": {"a": 3, "b": 4}, "current": "a"},
///         {"id": "washing", "burden": {"a": 3, "b": 4}, "current": "a"}
///     ]
/// }"#)?;
/// let division = divide(&family, &Options::default())?;
/// assert_eq!(division.plans.best.changes, 1);
/// assert_eq!(division.loads["a"].ratio, Ratio::new(1, 1));
/// assert_eq!(division.change_frontier[0].max_ratio, Ratio::new(2, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn divide(instance: &Instance, options: &Options) -> Result<Division, InputError> {
    let options = &options.within_limits();
    match instance.carers.len() {
        1 => Ok(alone(instance, options)),
        2 => Ok(between_two(instance, options)),
        _ => Ok(between_many(instance, options)),
    }
}

/// The best split of a pair: by the band, or by the table where the band met its limit.
pub(crate) fn best_of(pair: &Pair, nodes: u64) -> Found {
    let found = band::search(pair, None, nodes);
    if found.proved {
        return found;
    }
    match Table::new(pair) {
        Some(table) => {
            let split = table.split(pair, table.best(pair));
            let bound = pair.leximin(split.loads)[0];
            Found { split, proved: true, bound }
        }
        None => found,
    }
}

fn alone(instance: &Instance, options: &Options) -> Division {
    let owners = vec![0; instance.responsibilities.len()];
    let best = plan(instance, &owners, true);
    let prices = why::by_id(instance, &[1]);
    let written = many::proof(instance, &owners, PROOF_NODES);
    Division {
        status: Status::Exact,
        gap: Ratio::ZERO,
        change_frontier: Vec::new(),
        loads: best.loads.clone(),
        why: why::reasons(instance, &owners, &[1]),
        sensitive: (options.sensitive == Sensitive::Find).then(Vec::new),
        certificate: certificate(&best, &prices, written, options),
        prices,
        floor: floor(instance),
        plans: Plans { near_best: best.clone(), fewest_to_fair: Some(best.clone()), best },
    }
}

fn between_two(instance: &Instance, options: &Options) -> Division {
    let pair = Pair::new(instance);
    let best = best_of(&pair, options.nodes);
    let highest = pair.leximin(best.split.loads)[0];
    let nodes = options.nodes;
    let mut ladder = Ladder { pair: &pair, best: &best, nodes, known: BTreeMap::new() };
    let printed = options.changes_max.min(RESPONSIBILITIES_MAX);
    let change_frontier = ladder.steps(printed);
    let near = ladder.fewest(pair.height_above(highest, NEAR.0, NEAR.1));
    let even = pair.height_above(0, 1, 1);
    let fair = (highest <= even).then(|| ladder.fewest(even));
    let owners = pair.owners(instance, &best.split.sides);
    let prices = why::prices(instance, &pair);
    let named = why::by_id(instance, &prices);
    let written = many::proof(instance, &owners, PROOF_NODES);
    let gap = match &written {
        Some(written) if !best.proved => pair.largest_ratio(best.split.loads).above(written.bound),
        Some(_) | None => pair.gap(best.bound, highest),
    };
    let describe =
        |found: &Found| plan(instance, &pair.owners(instance, &found.split.sides), found.proved);
    let best_plan = describe(&best);
    let sensitive = match options.sensitive {
        Sensitive::Skip => None,
        Sensitive::Find => Some(robust::sensitive(instance, &owners, nodes)),
    };
    Division {
        status: if best.proved { Status::Exact } else { Status::Within },
        gap,
        change_frontier,
        loads: best_plan.loads.clone(),
        why: why::reasons(instance, &owners, &prices),
        sensitive,
        certificate: certificate(&best_plan, &named, written, options),
        prices: named,
        floor: floor(instance),
        plans: Plans {
            best: best_plan,
            near_best: describe(&near),
            fewest_to_fair: fair.as_ref().map(describe),
        },
    }
}

fn between_many(instance: &Instance, options: &Options) -> Division {
    let answer = many::answer(instance, options.nodes, NEAR);
    let prices = why::by_id(instance, &answer.prices);
    let describe = |settled: &Settled| plan(instance, &settled.owners, settled.proved);
    let best = describe(&answer.best);
    let highest = best.loads.values().map(|load| load.ratio).max().unwrap_or(Ratio::ZERO);
    let sensitive = match options.sensitive {
        Sensitive::Skip => None,
        Sensitive::Find => Some(robust::sensitive(instance, &answer.best.owners, options.nodes)),
    };
    Division {
        status: if answer.fairest { Status::Exact } else { Status::Within },
        gap: highest.above(answer.bound),
        change_frontier: Vec::new(),
        loads: best.loads.clone(),
        why: why::reasons(instance, &answer.best.owners, &answer.prices),
        sensitive,
        certificate: certificate(&best, &prices, answer.written, options),
        prices,
        floor: floor(instance),
        plans: Plans {
            best,
            near_best: describe(&answer.near_best),
            fewest_to_fair: answer.fewest_to_fair.as_ref().map(describe),
        },
    }
}

/// The best divisions for each number of changes, searched once each and only where asked for.
struct Ladder<'a> {
    pair: &'a Pair,
    best: &'a Found,
    nodes: u64,
    known: BTreeMap<usize, Found>,
}

impl Ladder<'_> {
    /// The best split with at most this many changes.
    fn at(&mut self, changes: usize) -> Found {
        if changes >= self.best.split.tie.changes() {
            return self.best.clone();
        }
        let (pair, nodes) = (self.pair, self.nodes);
        let search = || band::search(pair, Some(changes), nodes);
        self.known.entry(changes).or_insert_with(search).clone()
    }

    /// What is good with fewer changes is good with more, whether or not that search found it.
    fn steps(&mut self, printed: usize) -> Vec<FrontierStep> {
        let mut steps: Vec<FrontierStep> = Vec::with_capacity(printed + 1);
        for changes in 0..=printed {
            let found = self.at(changes);
            let mut max_ratio = self.pair.largest_ratio(found.split.loads);
            if let Some(before) = steps.last() {
                max_ratio = max_ratio.min(before.max_ratio);
            }
            steps.push(FrontierStep { changes, max_ratio, proved: found.proved });
        }
        steps
    }

    /// The split with the fewest changes whose largest height is at most `target`, which that of
    /// the best is. `proved` says that fewer cannot do, and that none with as many is better.
    fn fewest(&mut self, target: u64) -> Found {
        let mut low = self.refuted_below(target);
        let mut high = self.best.split.tie.changes();
        let mut certain = true;
        // One by one while every miss is proved; once one is not, halving is as good.
        while low < high {
            let changes = if certain { low } else { low.midpoint(high) };
            let found = self.at(changes);
            if self.pair.leximin(found.split.loads)[0] > target {
                certain &= found.proved;
                low = changes + 1;
            } else if certain {
                return found;
            } else {
                high = changes;
            }
        }
        let found = self.at(high);
        Found { proved: certain && found.proved, ..found }
    }

    /// A number of changes below which prices alone refute the target.
    fn refuted_below(&self, target: u64) -> usize {
        let (mut low, mut high) = (0, self.best.split.tie.changes());
        while low < high {
            let middle = low.midpoint(high);
            if Prices::tuned(self.pair, Some(middle)).bound > target {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

fn plan(instance: &Instance, owners: &[usize], proved: bool) -> Plan {
    let moves = assess::moves(instance, owners);
    let pairs = instance.responsibilities.iter().zip(owners);
    Plan {
        owners: pairs
            .map(|(each, &owner)| (each.id.clone(), instance.carers[owner].id.clone()))
            .collect(),
        changes: moves.changes,
        forced: moves.forced,
        minutes_moved: moves.minutes,
        loads: eyes::loads(instance, owners),
        own_eyes: eyes::all(instance, owners),
        proved,
    }
}

/// The certificate of a plan, where there is any proof to write.
fn certificate(
    plan: &Plan,
    prices: &BTreeMap<String, u64>,
    written: Option<Written<'_>>,
    options: &Options,
) -> Option<Certificate> {
    let written = written?;
    let certificate = Certificate {
        version: 1,
        owners: plan.owners.clone(),
        ratios: plan.loads.iter().map(|(id, load)| (id.clone(), load.ratio)).collect(),
        own_eyes: plan.own_eyes.clone(),
        prices: prices.clone(),
        bound: written.bound,
        levels: written.levels,
        refutations: Vec::new(),
        nodes: 0,
        digest: None,
    };
    Some(certificate.with(&written, options.whole_proof))
}

/// max over responsibilities of the least it comes to for anyone who may have it.
fn floor(instance: &Instance) -> Option<Floor> {
    let sum = instance.weight_sum();
    let totals: Vec<u64> = (0..instance.carers.len()).map(|carer| instance.total(carer)).collect();
    let mut floor: Option<Floor> = None;
    for index in instance.by_id() {
        let each = &instance.responsibilities[index];
        let carers = instance.carers.iter().enumerate();
        let may = carers.filter(|&(carer, _)| each.may_be(carer));
        let ratios = may.map(|(carer, who)| {
            let burden = u64::from(each.burdens[carer]);
            Ratio::new(burden * sum, totals[carer] * u64::from(who.weight))
        });
        let Some(ratio) = ratios.min() else { continue };
        if floor.as_ref().is_none_or(|known| ratio > known.ratio) {
            floor = Some(Floor { responsibility: each.id.clone(), ratio });
        }
    }
    floor
}
