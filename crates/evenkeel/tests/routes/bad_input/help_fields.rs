//! The fields of the list of those who can help, and of the look at mood and worry. Both are at the
//! neutral address; any page gives their forms' key.

use super::fields::{Field, Kind, field};

const PAGE: &str = "/settings/keys";
const KEEP: (&str, &str) = ("to", "entry-keep");
const NAME: (&str, &str) = ("name", "The hill");

/// Ana, who has not switched on the look at mood and worry.
pub const HELPING: [Field; 10] = [
    field(PAGE, "/p", "name", Kind::Line, &[KEEP, ("region", "Berlin")]),
    field(PAGE, "/p", "kind", Kind::ChoiceIfAny, &[KEEP, NAME]),
    field(PAGE, "/p", "way", Kind::ChoiceIfAny, &[KEEP, NAME]),
    field(PAGE, "/p", "phone", Kind::PhoneIfAny, &[KEEP, NAME]),
    field(PAGE, "/p", "web", Kind::Web, &[KEEP, NAME]),
    field(PAGE, "/p", "region", Kind::LineIfAny, &[KEEP, NAME]),
    field(PAGE, "/p", "languages", Kind::LineIfAny, &[KEEP, NAME]),
    field(PAGE, "/p", "fees", Kind::LineIfAny, &[KEEP, NAME]),
    field(PAGE, "/p", "note", Kind::ShortNoteIfAny, &[KEEP, NAME]),
    field(PAGE, "/p", "list", Kind::List, &[("to", "list-read")]),
];
