//! Reading what was pressed.

use std::collections::BTreeSet;

use household::command::Reply;
use household::talk::listening::{Act, Item};

use crate::web::form::Form;

/// What the pressed button says, with its fields; a mistake beside them where it cannot be read.
pub(super) fn read(form: &mut Form) -> Option<Act> {
    match form.value("do") {
        "ready" => Some(Act::Ready { word: form.line_if_any("word") }),
        "spoken" => Some(Act::Spoken),
        "said-back" => Some(Act::SayBack { text: form.note_if_any("text") }),
        "heard" => Some(Act::Hear { reply: Reply::ThatIsIt }),
        "not-quite" => {
            let missing = form.note_if_any("text");
            Some(Act::Hear { reply: Reply::NotQuite { missing } })
        }
        "over" => Some(Act::ChangeOver),
        "enough" => Some(Act::Enough),
        "along" => {
            let is_offered = form.is_ticked("together");
            Some(Act::TakeAlong { text: form.note_if_any("text"), is_offered })
        }
        "keep" => {
            let ticks: BTreeSet<_> = form.values("item").filter_map(item).collect();
            Some(Act::Keep { ticks })
        }
        "pause" => Some(Act::Pause),
        "on" => Some(Act::GoOn),
        "leave" => Some(Act::Leave),
        _ => {
            form.wrong("do", "form-choice");
            None
        }
    }
}

/// What a form calls something that can be kept.
pub(super) fn name(item: Item) -> String {
    match item {
        Item::Heard(turn) => format!("heard-{turn}"),
        Item::Along(place) => format!("along-{place}"),
    }
}

fn item(name: &str) -> Option<Item> {
    let (kind, number) = name.split_once('-')?;
    let number = number.parse().ok()?;
    match kind {
        "heard" => Some(Item::Heard(number)),
        "along" => Some(Item::Along(number)),
        _ => None,
    }
}
