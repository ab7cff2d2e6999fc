//! What the children's pages say that fits on a sheet: never what is for parents only.

use household::Seen;
use household::children::{Said, Topic};
use household::solo::{Plan, SheetField};

/// By the sheet's line, each child's in their own lines; where there are several, by name.
pub(super) fn of(seen: &Seen<'_>, plan: &Plan) -> Vec<(SheetField, String)> {
    let mut known: Vec<(SheetField, String)> = Vec::new();
    for child in &plan.children {
        let Some(page) = seen.child_page(*child) else { continue };
        let name = page.child.nickname.as_str();
        for fact in page.for_sheet() {
            let Some(field) = field(fact.said.topic()) else { continue };
            let text = match &fact.said {
                Said::Words { text, .. } => text.as_str().to_owned(),
                Said::Contact { name, phone } => format!("{}, {}", name.as_str(), phone.as_str()),
            };
            let text = if plan.children.len() > 1 { format!("{name}: {text}") } else { text };
            match known.iter_mut().find(|(of, _)| *of == field) {
                Some((_, lines)) => {
                    lines.push('\n');
                    lines.push_str(&text);
                }
                None => known.push((field, text)),
            }
        }
    }
    known
}

/// What the reader can read on the children's pages and this sheet says nothing of, because it is
/// for parents only: whose it is, and its line. Nothing, where the one in charge can read it too.
pub(super) fn left_out<'a>(seen: &Seen<'a>, plan: &Plan) -> Vec<(&'a str, SheetField)> {
    let mut left_out = Vec::new();
    for child in &plan.children {
        let Some(page) = seen.child_page(*child) else { continue };
        if plan.in_charge.parent().is_some_and(|parent| page.child.is_decided_by(parent)) {
            continue;
        }
        let for_parents = page.facts().filter(|fact| fact.said.is_sensitive());
        for line in for_parents.filter_map(|fact| field(fact.said.topic())) {
            let entry = (page.child.nickname.as_str(), line);
            if plan.in_charge.fields().contains(&line) && !left_out.contains(&entry) {
                left_out.push(entry);
            }
        }
    }
    left_out
}

/// Which line of the sheet a fact belongs to; what they wish and wear is on none.
const fn field(topic: Topic) -> Option<SheetField> {
    match topic {
        Topic::Allergies => Some(SheetField::Allergies),
        Topic::Medicine => Some(SheetField::Medicines),
        Topic::Health => Some(SheetField::Conditions),
        Topic::Routines => Some(SheetField::TheirDay),
        Topic::Likes => Some(SheetField::Ideas),
        Topic::Contacts => Some(SheetField::Contacts),
        Topic::Wishes | Topic::People | Topic::School | Topic::Sizes => None,
    }
}
