//! Every certificate that the solver writes holds for the verifier, which shares nothing with it.

use fairdivision::{
    Division, Instance, Options, ProofTree, Ratio, Refutation, Status, Tried, WholeProof, divide,
    verify,
};
use serde_json::{Value, json};

use crate::families::{instance, small};
use crate::known_instances;
use crate::several;

fn whole(instance: &Instance) -> Division {
    let options = Options { whole_proof: WholeProof::Shown, ..Options::default() };
    divide(instance, &options).expect("valid")
}

/// How many places are proved: by the certificate, and the whole answer claims no more.
fn verified(instance: &Instance, division: &Division) -> usize {
    let text = serde_json::to_string(&division.certificate).expect("certificates serialize");
    let levels = match verify::verify(instance, text.as_bytes()) {
        Ok(verified) => verified.levels,
        Err(why) => panic!("{why}: {}", &text[..text.len().min(4_000)]),
    };
    let text = serde_json::to_string(division).expect("divisions serialize");
    if let Err(why) = verify::verify(instance, text.as_bytes()) {
        panic!("{why}: {}", &text[..text.len().min(4_000)]);
    }
    assert_eq!(division.status == Status::Exact, levels == instance.carers().len());
    levels
}

#[test]
fn small_families_of_one_to_four_have_every_place_proved() {
    for input in small(1_500).chain((0..1_500).map(several::family)) {
        let instance = instance(&input);
        assert_eq!(verified(&instance, &whole(&instance)), instance.carers().len(), "{input}");
    }
    let alone = r#"{"carers": [{"id": "a", "weight": 7}],
        "responsibilities": [{"id": "x", "burden": {"a": 3}}, {"id": "y", "burden": {"a": 6}}]}"#;
    let alone = Instance::from_json(alone.as_bytes()).expect("valid");
    assert_eq!(verified(&alone, &whole(&alone)), 1);
}

#[test]
fn known_instances_have_every_place_proved_where_that_is_done() {
    for (id, instance) in known_instances::all_up_to(4, 60) {
        let options =
            Options { whole_proof: WholeProof::Shown, nodes: 200_000, ..Options::default() };
        let division = divide(&instance, &options).expect("valid");
        assert_eq!(verified(&instance, &division), instance.carers().len(), "{id}");
    }
}

#[test]
fn few_nodes_leave_a_bound_that_holds() {
    for (_, instance) in known_instances::all_up_to(6, 30) {
        for nodes in [0, 1_000, 20_000] {
            let whole_proof = WholeProof::Shown;
            let options = Options { nodes, whole_proof, ..Options::default() };
            let division = divide(&instance, &options).expect("valid");
            if let Some(certificate) = &division.certificate {
                verified(&instance, &division);
                assert!(somebody_can_have(&instance, certificate.bound));
            }
        }
    }
}

/// Loads are whole: a bound between two of them says less than it could.
fn somebody_can_have(instance: &Instance, ratio: Ratio) -> bool {
    (0..instance.carers().len()).any(|carer| {
        let weight = u64::from(instance.carers()[carer].weight);
        let share = u128::from(instance.total(carer) * weight);
        let sum = u128::from(instance.weight_sum());
        u128::from(ratio.numerator()) * share % (u128::from(ratio.denominator()) * sum) == 0
    })
}

#[test]
fn long_proofs_are_told_by_their_digest_unless_asked_for() {
    let (_, instance) = known_instances::all_up_to(3, 60)
        .find(|(id, _)| id == "rated_n3_m60_s0")
        .expect("it is among them");
    let digested = divide(&instance, &Options::default()).expect("valid").certificate;
    let digested = digested.expect("it is proved");
    let shown = whole(&instance).certificate.expect("it is proved");
    assert!(digested.refutations.is_empty() && !shown.refutations.is_empty());
    assert!(digested.nodes > 2_000 && digested.digest.is_some());
    assert_eq!((digested.nodes, digested.digest), (shown.nodes, shown.digest));
}

/// Where everybody rates in the same proportions, whoever has which share: no tree of prices is
/// short, and none is needed.
#[test]
fn sums_prove_what_prices_cannot_where_all_rate_alike() {
    let mut by_sums = 0;
    for (id, instance) in known_instances::all_up_to(6, 30) {
        if !id.starts_with("identical") {
            continue;
        }
        let division = whole(&instance);
        assert_eq!(verified(&instance, &division), instance.carers().len(), "{id}");
        let certificate = division.certificate.expect("it is proved");
        let tried = |each: &Refutation| each.tree == ProofTree::Tried(Tried::Sums);
        by_sums += usize::from(certificate.refutations.iter().any(tried));
    }
    assert_eq!(by_sums, 3);
}

/// Ratings that need sums, in units and with shares of their own.
fn in_proportion() -> Value {
    let ratings = [2_700, 1_200, 1_100, 900, 700, 550, 475, 400, 300, 300, 262, 225, 200, 150];
    let things = ratings.iter().enumerate().map(|(index, rating)| {
        json!({"id": format!("r{index}"), "current": "a",
            "burden": {"a": rating, "b": 3 * rating, "c": 7 * rating}})
    });
    let carers = json!([{"id": "a", "weight": 2}, {"id": "b"}, {"id": "c", "weight": 3}]);
    json!({"carers": carers, "responsibilities": things.collect::<Vec<_>>()})
}

#[test]
fn anybody_and_anything_may_be_called_as_a_field_is() {
    let fields = ["tree", "refutations", "caps", "owners", "plans", "certificate", "gap"];
    let things = fields.iter().zip([31, 74, 55, 12, 93, 38, 67]).map(|(id, rating)| {
        let burden = json!({"tree": rating, "refutations": 100 - rating, "caps": 40 + rating / 2});
        json!({"id": id, "burden": burden})
    });
    let carers = json!([{"id": "tree"}, {"id": "refutations"}, {"id": "caps"}]);
    let input = json!({"carers": carers, "responsibilities": things.collect::<Vec<_>>()});
    let instance = instance(&input);
    let division = whole(&instance);
    assert_eq!(verified(&instance, &division), 3);
    let answer = serde_json::to_vec(&division).expect("it serializes");
    verify::verify(&instance, &answer).expect("the whole answer");
}

#[test]
fn sums_are_believed_only_where_they_decide() {
    let input = in_proportion();
    let proportional = instance(&input);
    let answer = whole(&proportional);
    assert_eq!(verified(&proportional, &answer), 3);
    let mut certificate = serde_json::to_value(&answer.certificate).expect("it serializes");
    let trees = certificate["refutations"].as_array_mut().expect("a list");
    let count = trees.len();
    for each in trees {
        each["tree"] = json!("sums");
    }
    certificate["nodes"] = json!(count);
    let check = |instance: &Instance, certificate: &Value| {
        verify::verify(instance, certificate.to_string().as_bytes())
    };
    check(&proportional, &certificate).expect("each of them can be tried");
    for (key, value) in [("cannot", json!(["b"])), ("locked", json!("a"))] {
        let mut other = input.clone();
        let last = other["responsibilities"].as_array_mut().and_then(|list| list.last_mut());
        last.expect("there are some")[key] = value;
        assert!(check(&instance(&other), &certificate).is_err(), "{key}");
    }
    for wrong in [json!("sum"), json!(""), json!({"on": "r0", "to": ["sums", "sums", "sums"]})] {
        let mut other = certificate.clone();
        other["refutations"][0]["tree"] = wrong;
        assert!(check(&proportional, &other).is_err());
    }
}
