//! The fields of the list of those who can help, and of the look at mood and worry. Both are at the
//! neutral address; any page gives their forms' key.

use super::fields::{Field, Kind, field};

const PAGE: &str = "/settings/keys";
const KEEP: (&str, &str) = ("to", "entry-keep");
const NAME: (&str, &str) = ("name", "The hill");
const SHOW: (&str, &str) = ("to", "sheet-show");
const OFFER: (&str, &str) = ("to", "joint-offer");
const LINK: (&str, &str) = ("to", "joint-link");
const BRINGS: (&str, &str) = ("brings", "We row.");

/// Ana, who has not switched on the look at mood and worry.
pub const HELPING: [Field; 16] = [
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
    field(PAGE, "/p", "brings", Kind::NoteIfAny, &[SHOW, ("tried", "A walk.")]),
    field(PAGE, "/p", "tried", Kind::NoteIfAny, &[SHOW, BRINGS]),
    field(PAGE, "/p", "different", Kind::NoteIfAny, &[SHOW, BRINGS]),
    field(PAGE, "/p", "called", Kind::ChoiceIfAny, &[SHOW, BRINGS]),
    field(PAGE, "/p", "different", Kind::NoteIfAny, &[OFFER, BRINGS]),
    field(PAGE, "/p", "called", Kind::ChoiceIfAny, &[OFFER, BRINGS]),
];

/// Ana, who makes a link to a page that all chose.
pub const LENDING: [Field; 1] =
    [field(PAGE, "/p", "days", Kind::Number { max: 30 }, &[LINK, ("version", "{version}")])];
