//! The fields of thanks and of what we expect.

use super::fields::{Field, Kind, field};

const THANK: &str = "/talk/thanks/new";
const DRAFT: &str = "/talk/thanks/drawer/{draft}";
const THANKS: &str = "/talk/thanks/{thanks}";
const KEEP: (&str, &str) = ("do", "keep");
const THANKED: (&str, &str) = ("text", "You were there.");

const EXPECT: &str = "/talk/expectations/question";
const ROOT: &str = "/talk/expectations/root";
const OF_FIRST: (&str, &str) = ("n", "1");

/// Ana, who says what she expects.
pub const EXPECTING: [Field; 2] = [
    field(EXPECT, EXPECT, "says", Kind::Choice, &[OF_FIRST]),
    field(ROOT, ROOT, "text", Kind::NoteIfAny, &[OF_FIRST]),
];

/// Ana, who writes what the two agree about a statement.
pub const WORDING: [Field; 1] = [field(
    "/talk/expectations/words",
    "/talk/expectations/words",
    "text",
    Kind::Note,
    &[OF_FIRST],
)];

/// Ben, whom Ana has thanked, and who thanks her.
pub const THANKING: [Field; 9] = [
    field(THANK, THANK, "text", Kind::Note, &[KEEP]),
    field(THANK, THANK, "text", Kind::Note, &[("more", "If you stayed."), ("do", "send")]),
    field(THANK, THANK, "more", Kind::NoteIfAny, &[THANKED, KEEP]),
    field(THANK, THANK, "do", Kind::Button, &[THANKED]),
    field(THANK, THANK, "begin", Kind::Button, &[THANKED]),
    field(THANK, THANK, "begin-more", Kind::Button, &[THANKED]),
    field(DRAFT, DRAFT, "text", Kind::Note, &[KEEP]),
    field(DRAFT, DRAFT, "more", Kind::NoteIfAny, &[THANKED, KEEP]),
    field(THANKS, "/talk/thanks/{thanks}/answer", "text", Kind::Note, &[]),
];
