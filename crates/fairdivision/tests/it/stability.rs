//! The same bytes on every run.

use fairdivision::{Options, Sensitive, divide, text};

use crate::families::{Chance, Kind, input, instance};
use crate::{known_instances, several};

#[test]
fn a_hundred_runs_give_the_same_bytes() {
    let kind = Kind { count: 60, burden: 40, weight: 3, limits: true, alike: false };
    let instance = instance(&input(kind, &mut Chance::new(7)));
    let run = || {
        let division = divide(&instance, &Options::default()).expect("two carers");
        let json = serde_json::to_string(&division).expect("divisions serialize");
        (json, text::render(&division, &instance))
    };
    let first = run();
    assert!((1..100).all(|_| run() == first));
}

#[test]
fn threads_do_not_matter() {
    let kind = Kind { count: 30, burden: 9, weight: 1, limits: true, alike: true };
    let instance = instance(&input(kind, &mut Chance::new(11)));
    let options = Options { sensitive: Sensitive::Find, ..Options::default() };
    let run = || {
        let division = divide(&instance, &options).expect("two carers");
        serde_json::to_string(&division).expect("divisions serialize")
    };
    let alone = run();
    std::thread::scope(|scope| {
        let others: Vec<_> = (0..4).map(|_| scope.spawn(run)).collect();
        for other in others {
            assert_eq!(other.join().expect("no panic"), alone);
        }
    });
}

#[test]
fn a_hundred_runs_between_several_give_the_same_bytes() {
    let family = (0..1_000).map(several::family).find(|family| {
        family["carers"].as_array().map(Vec::len) == Some(4)
            && family["responsibilities"].as_array().map(Vec::len) == Some(5)
    });
    let (_, known) = known_instances::all_up_to(4, 30).last().expect("there are some");
    for instance in [instance(&family.expect("some family is like that")), known] {
        let run = || {
            let options = Options { nodes: 400_000, ..Options::default() };
            let division = divide(&instance, &options).expect("up to six carers");
            let json = serde_json::to_string(&division).expect("divisions serialize");
            (json, text::render(&division, &instance))
        };
        let first = run();
        assert!((1..100).all(|_| run() == first));
    }
}
