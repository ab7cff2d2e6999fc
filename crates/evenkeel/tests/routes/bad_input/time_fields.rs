//! The fields of a time alone with the children, of its sheet and of its line.

use super::fields::{Field, Kind, field};

const NEW: &str = "/children/time/new";
const SHEET: &str = "/children/time/{time}/sheet/words";
const TIME: &str = "/children/time/{time}";
const REST: &[(&str, &str)] = &[
    ("who", "{me}"),
    ("name", "Oma Lene"),
    ("child", "{child}"),
    ("from-day", "2026-11-28"),
    ("from-time", "10:00"),
    ("to-day", "2026-11-28"),
    ("to-time", "13:00"),
    ("repeat", "once"),
    ("until", ""),
    ("contact", "Ana"),
    ("number", "0170 123456"),
];
const OTHER: &[(&str, &str)] = &[
    ("who", "other"),
    ("child", "{child}"),
    ("from-day", "2026-11-28"),
    ("from-time", "10:00"),
    ("to-day", "2026-11-28"),
    ("to-time", "13:00"),
    ("repeat", "weekly"),
    ("until", "2026-12-28"),
    ("contact", "Ana"),
    ("number", "0170 123456"),
];
const SHARE: &[(&str, &str)] = &[("do", "share")];

/// Ana, who plans a time and writes its sheet.
pub const PLANNING: [Field; 13] = [
    field(NEW, NEW, "who", Kind::Choice, REST),
    field(NEW, NEW, "name", Kind::Line, OTHER),
    field(NEW, NEW, "from-time", Kind::Time, REST),
    field(NEW, NEW, "to-time", Kind::Time, REST),
    field(NEW, NEW, "repeat", Kind::Choice, REST),
    field(NEW, NEW, "contact", Kind::Line, REST),
    field(SHEET, SHEET, "must-happen", Kind::NoteIfAny, SHARE),
    field(SHEET, SHEET, "allergies", Kind::NoteIfAny, SHARE),
    field(SHEET, SHEET, "medicines", Kind::NoteIfAny, SHARE),
    field(SHEET, SHEET, "ideas", Kind::NoteIfAny, SHARE),
    field(SHEET, SHEET, "who-may-collect", Kind::NoteIfAny, SHARE),
    field(SHEET, SHEET, "do", Kind::Button, &[("allergies", "Nuts.")]),
    field(TIME, "/children/time/{time}/line", "text", Kind::NoteIfAny, &[("day", "2026-11-23")]),
];
