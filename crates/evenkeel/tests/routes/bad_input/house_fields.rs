//! The fields of house rules and of decisions.

use super::fields::{Field, Kind, field};

const NEW: &str = "/children/rules/new";
const MOMENT: &str = "/children/rules/moment";
const FIRST: (&str, &str) = ("n", "1");
const WHEN: (&str, &str) = ("when", "it rains");
const WE: (&str, &str) = ("we", "go out anyway");

const ASK: &str = "/talk/decisions/new";
const ASKED: &str = "/talk/decisions";
const HERE: &str = "/talk/decisions/{decision}";
const VIEW: &str = "/talk/decisions/{decision}/view";
const OUTCOME: &str = "/talk/decisions/{decision}/outcome";
const WHAT: (&str, &str) = ("what", "Home by ten.");
const WHY: (&str, &str) = ("why", "The last bus.");
const MO: (&str, &str) = ("child", "{child}");

/// Ana, who decides alone for her child.
pub const DECIDING: [Field; 21] = [
    field(NEW, NEW, "when", Kind::Note, &[WE]),
    field(NEW, NEW, "we", Kind::Note, &[WHEN]),
    field(NEW, NEW, "because", Kind::NoteIfAny, &[WHEN, WE]),
    field(NEW, NEW, "then", Kind::NoteIfAny, &[WHEN, WE]),
    field(NEW, NEW, "age", Kind::ChoiceIfAny, &[WHEN, WE]),
    field(MOMENT, MOMENT, "first", Kind::NoteIfAny, &[FIRST]),
    field(MOMENT, MOMENT, "learn", Kind::NoteIfAny, &[FIRST]),
    field(MOMENT, MOMENT, "root", Kind::NoteIfAny, &[FIRST]),
    field(ASK, ASKED, "own", Kind::Line, &[MO]),
    field(ASK, ASKED, "child", Kind::Choice, &[("own", "A phone?")]),
    field(VIEW, VIEW, "think", Kind::NoteIfAny, &[]),
    field(VIEW, VIEW, "fear", Kind::NoteIfAny, &[]),
    field(VIEW, VIEW, "hope", Kind::NoteIfAny, &[]),
    field(VIEW, VIEW, "level", Kind::ChoiceIfAny, &[]),
    field(HERE, "/talk/decisions/{decision}/options", "option", Kind::Line, &[]),
    field(HERE, "/talk/decisions/{decision}/voice", "text", Kind::NoteIfAny, &[MO]),
    field(HERE, "/talk/decisions/{decision}/voice", "level", Kind::ChoiceIfAny, &[MO]),
    field(OUTCOME, OUTCOME, "what", Kind::Note, &[WHY]),
    field(OUTCOME, OUTCOME, "why", Kind::Note, &[WHAT]),
    field(OUTCOME, OUTCOME, "level", Kind::ChoiceIfAny, &[WHAT, WHY]),
    field(
        HERE,
        "/talk/decisions/{decision}/sleep",
        "until",
        Kind::Date { range: "Please choose" },
        &[("time", "18:00")],
    ),
];
