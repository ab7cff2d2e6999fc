//! A property harness that can run as long as one likes: families by chance, as JSON and as TOML,
//! whole and spoilt, through the parser, the solver and the verifier.
//!
//! Whatever is read can be divided; what is divided says what the contract says; its certificate
//! is believed; and the same certificate spoilt is answered. A panic or an overflow ends it. Shared
//! by a short test of every run and by `examples/soak.rs`; the same seed makes the same cases.

use fairdivision::verify::{Rejection, verify};
use fairdivision::{Instance, Options, Status, assess, divide, lock_prices, pareto, text};

/// Small enough that no round takes long, and that some meet the limit.
const NODES: [u64; 4] = [0, 50, 2_000, 20_000];

/// Pieces that mean something to one of the readers: of families, in JSON and TOML, and of
/// certificates.
pub const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    " = ",
    "\n",
    "[[carers]]\n",
    "null",
    "true",
    "-1",
    "0",
    "1",
    "1e999",
    "1.5",
    "100000",
    "100001",
    "10000",
    "18446744073709551615",
    "18446744073709551616",
    "[1,1,1]",
    "\"c0\"",
    "\"c1\"",
    "\"r0\"",
    "\"id\"",
    "\"carers\"",
    "\"burden\"",
    "\"cannot\"",
    "\"locked\"",
    "\"certificate\":",
    "\"refutations\":[",
    "\"caps\":",
    "\"tree\":",
    "\"sums\"",
    "\"on\":",
    "\"to\":[",
    "{\"on\":\"r1\",\"to\":[",
    "\"\\ud800\"",
    "\\",
    "\u{0}",
    "\u{feff}",
    "ä",
];

/// What a run came to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub rounds: u64,
    /// Inputs that were accepted.
    pub read: u64,
    /// Of these, divisions made.
    pub divided: u64,
    /// Of these, proved in full.
    pub exact: u64,
    /// Certificates believed.
    pub verified: u64,
    /// Spoilt inputs and certificates that were refused.
    pub refused: u64,
}

/// xorshift64*, Vigna 2016.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(number % most as u64).expect("below a usize")
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}

/// Rounds from this seed on, for as long as told.
pub fn run(seed: u64, mut go_on: impl FnMut(&Tally) -> bool) -> Tally {
    let mut tally = Tally::default();
    while go_on(&tally) {
        let case = seed.wrapping_add(tally.rounds);
        round(&mut Chance(case.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1), &mut tally);
        tally.rounds += 1;
    }
    tally
}

fn round(chance: &mut Chance, tally: &mut Tally) {
    let (json, toml) = family(chance);
    if chance.below(3) == 0 {
        for text in [spoilt(&json, chance), spoilt(&toml, chance)] {
            for read in [Instance::from_json(&text), Instance::from_toml(&text)] {
                match read {
                    Ok(instance) => used(&instance, chance, tally),
                    Err(_) => tally.refused += 1,
                }
            }
        }
        return;
    }
    let instance = Instance::from_json(json.as_bytes()).expect("whole families are valid");
    assert_eq!(Instance::from_toml(toml.as_bytes()).as_ref(), Ok(&instance), "{toml}");
    used(&instance, chance, tally);
}

/// Everything the crate does with an instance.
fn used(instance: &Instance, chance: &mut Chance, tally: &mut Tally) {
    tally.read += 1;
    let options = Options { nodes: chance.of(&NODES), ..Options::default() };
    let Ok(division) = divide(instance, &options) else { return };
    tally.divided += 1;
    tally.exact += u64::from(division.status == Status::Exact);
    assert_eq!(division.why.len(), instance.responsibilities().len());
    assert!(text::render(&division, instance).ends_with('\n'));
    let owners: Vec<usize> = instance
        .responsibilities()
        .iter()
        .filter_map(|each| instance.carer_named(&division.plans.best.owners[&each.id]))
        .collect();
    let seen = assess(instance, &owners).expect("one owner each");
    assert_eq!(seen.loads, division.loads);
    assert!(seen.not_possible.is_empty() && seen.against_lock.is_empty());
    if chance.below(8) == 0 {
        let _slow = (pareto(instance), lock_prices(instance, &options));
    }
    let answer = serde_json::to_string(&division).expect("divisions serialize");
    if division.certificate.is_none() {
        assert_eq!(verify(instance, answer.as_bytes()), Err(Rejection::NoCertificate));
        return;
    }
    match verify(instance, answer.as_bytes()) {
        Ok(verified) => {
            assert!(verified.is_leximin() || division.status == Status::Within);
            tally.verified += 1;
        }
        // With a proof too long to print unasked; between two, known without one as well.
        Err(Rejection::ProofLeftOut { .. }) => {}
        Err(Rejection::ClaimsMore { .. }) if instance.carers().len() <= 2 => {}
        Err(why) => panic!("an honest answer is refused: {why}\n{instance:?}\n{answer}"),
    }
    for _ in 0..4 {
        let verdict = verify(instance, &spoilt(&answer, chance));
        tally.refused += u64::from(verdict.is_err());
    }
}

/// The same family as JSON and as TOML.
fn family(chance: &mut Chance) -> (String, String) {
    let carers = 1 + chance.below(6);
    let most = chance.of(&[3, 8, 14, 14, 40]);
    let things = chance.below(most);
    let burden_max = chance.of(&[1, 3, 20, 1_000, 100_000]);
    let weight_max = chance.of(&[1, 1, 4, 10_000]);
    let (limits, alike) = (chance.below(2) == 0, chance.below(4) == 0);
    let id = |carer: usize| format!("\"c{carer}\"");
    let mut people = Vec::new();
    let mut toml = String::new();
    for carer in 0..carers {
        let weight = 1 + chance.below(weight_max);
        people.push(format!(r#"{{"id":{},"weight":{weight}}}"#, id(carer)));
        toml.extend(["[[carers]]\nid = ", &id(carer), &format!("\nweight = {weight}\n")]);
    }
    let mut rows = Vec::new();
    for thing in 0..things {
        let minutes = chance.of(&[0, 5, 100_000]);
        let mut burdens = vec![1 + chance.below(burden_max)];
        while burdens.len() < carers {
            burdens.push(if alike { burdens[0] } else { 1 + chance.below(burden_max) });
        }
        let listed = |sign: &str| -> String {
            let each = burdens.iter().enumerate();
            each.map(|(carer, burden)| format!("{}{sign}{burden}", id(carer)))
                .collect::<Vec<_>>()
                .join(",")
        };
        let mut fields = vec![("id", format!("\"r{thing}\"")), ("minutes", minutes.to_string())];
        if chance.below(2) == 0 {
            fields.push(("current", id(chance.below(carers))));
        }
        match chance.below(if limits { 4 } else { 40 }) {
            0 => fields.push(("locked", id(chance.below(carers)))),
            1 if carers > 1 => fields.push(("cannot", format!("[{}]", id(chance.below(carers))))),
            2 => fields.push(("likes", format!("[{}]", id(chance.below(carers))))),
            _ => {}
        }
        let json = fields.iter().map(|(name, value)| format!("\"{name}\":{value},"));
        rows.push(format!("{{{}\"burden\":{{{}}}}}", json.collect::<String>(), listed(":")));
        toml += "[[responsibilities]]\n";
        toml.extend(fields.iter().map(|(name, value)| format!("{name} = {value}\n")));
        toml.extend(["burden = {", &listed("="), "}\n"]);
    }
    if rows.is_empty() {
        toml = format!("responsibilities = []\n{toml}");
    }
    let (people, rows) = (people.join(","), rows.join(","));
    (format!(r#"{{"carers":[{people}],"responsibilities":[{rows}]}}"#), toml)
}

/// One to four changes: bytes set, ranges taken out or doubled, pieces put in.
fn spoilt(text: &str, chance: &mut Chance) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=chance.below(4) {
        let from = chance.below(bytes.len() + 1);
        let to = (from + chance.below(12)).min(bytes.len());
        match chance.below(4) {
            0 if from < bytes.len() => bytes[from] = chance.of(b"0123456789{}[],:\"-.eabc\xff"),
            1 => drop(bytes.drain(from..to)),
            2 => {
                let again = bytes[from..to].to_vec();
                bytes.splice(from..from, again);
            }
            _ => drop(bytes.splice(from..to, chance.of(PIECES).bytes())),
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_thousand_rounds_end_without_a_panic() {
        let tally = super::run(0x5eed, |tally| tally.rounds < 1_000);
        assert!(tally.read > 500 && tally.divided > 100 && tally.refused > 300, "{tally:?}");
    }
}
