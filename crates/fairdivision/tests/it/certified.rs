//! Every certificate that the solver writes holds for the verifier, which shares nothing with it.

use fairdivision::{Division, Instance, Options, Status, WholeProof, divide, verify};

use crate::families::{instance, small};
use crate::known_instances;
use crate::several;

fn whole(instance: &Instance) -> Division {
    let options = Options { whole_proof: WholeProof::Shown, ..Options::default() };
    divide(instance, &options).expect("valid")
}

/// How many places are proved: by the certificate alone, and the whole answer where it claims
/// no more. (By sums alone everybody alike can be proved without a tree to write down.)
fn verified(instance: &Instance, division: &Division) -> usize {
    let text = serde_json::to_string(&division.certificate).expect("certificates serialize");
    let levels = match verify::verify(instance, text.as_bytes()) {
        Ok(verified) => verified.levels,
        Err(why) => panic!("{why}: {}", &text[..text.len().min(4_000)]),
    };
    if division.status == Status::Within || levels == instance.carers().len() {
        let text = serde_json::to_string(division).expect("divisions serialize");
        if let Err(why) = verify::verify(instance, text.as_bytes()) {
            panic!("{why}: {}", &text[..text.len().min(4_000)]);
        }
    }
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
        let levels = verified(&instance, &division);
        let all = levels == instance.carers().len();
        assert!(all || id.starts_with("identical"), "{id}");
    }
}

#[test]
fn few_nodes_leave_a_bound_that_holds() {
    for (_, instance) in known_instances::all_up_to(6, 30) {
        for nodes in [0, 1_000, 20_000] {
            let whole_proof = WholeProof::Shown;
            let options = Options { nodes, whole_proof, ..Options::default() };
            let division = divide(&instance, &options).expect("valid");
            if division.certificate.is_some() {
                verified(&instance, &division);
            }
        }
    }
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
