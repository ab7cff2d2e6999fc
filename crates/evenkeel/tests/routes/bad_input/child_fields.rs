//! The fields of a child's page.

use super::fields::{Field, Kind, field};

const FACTS: &str = "/children/{child}/facts";
const FACT: &str = "/children/{child}/facts/{fact}";
const ALLERGY: &str = "/children/{child}/facts/new?about=6";
const CONTACT: &str = "/children/{child}/facts/new?about=10";
const ASKED: &str = "/children/{child}/knowing/question?n=1";
const QUESTION: &str = "/children/{child}/knowing/question";
const FIRST: (&str, &str) = ("n", "1");
const LAST: (&str, &str) = ("left", "0");
const OMA: (&str, &str) = ("text", "Oma");
const RINGS: (&str, &str) = ("phone", "030 123456");

/// Ana, on the page of a child she decides for; `{fact}` is somebody to ring.
pub const CHILDS: [Field; 6] = [
    field(ALLERGY, FACTS, "text", Kind::Fact, &[("about", "6")]),
    field(CONTACT, FACTS, "text", Kind::Line, &[("about", "10"), RINGS]),
    field(FACT, FACT, "text", Kind::Line, &[RINGS]),
    field(FACT, FACT, "phone", Kind::Phone, &[OMA]),
    field(ASKED, QUESTION, "mark", Kind::ChoiceIfAny, &[FIRST, LAST]),
    field(ASKED, QUESTION, "text", Kind::Answer, &[FIRST, LAST, ("mark", "know")]),
];
