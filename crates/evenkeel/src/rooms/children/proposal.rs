//! Which ready cards this family is offered, from its children as they are today, and which of them
//! are ticked.

use household::load::catalogue::{Row, Scope};
use household::load::fitting::{ChildFacts, FIRST_PICTURE_CARDS, Standing, propose};
use household::{ChildId, Seen};
use jiff::civil::Date;

/// A ready card as the list offers it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Offered {
    pub row: &'static Row,
    pub child: Option<ChildId>,
    pub standing: Standing,
    pub is_ticked: bool,
}

/// What fits, starters first; cards that lie on the table are always among them.
pub(super) fn offered(seen: &Seen<'_>, today: Date) -> Vec<Offered> {
    let children = seen.shared.people.children();
    let facts: Vec<_> = children.iter().map(|child| ChildFacts::of(child, today)).collect();
    let deck = &seen.shared.deck;
    let first_time = deck.all().len() <= FIRST_PICTURE_CARDS;
    let mut offered: Vec<Offered> = propose(&facts)
        .into_iter()
        .map(|proposed| {
            let child = proposed.child.and_then(|index| children.get(index)).map(|child| child.id);
            let row = proposed.row;
            let for_all = child.is_some() && on_table(seen, row, None);
            let starts = proposed.standing == Standing::Starter && !for_all;
            let new_here = match child {
                Some(child) => !deck.all().iter().any(|dealt| dealt.card.child == Some(child)),
                None => first_time && deck.of_row(row.id, None).is_none(),
            };
            let is_ticked = on_table(seen, row, child) || (starts && new_here);
            Offered { row, child, standing: proposed.standing, is_ticked }
        })
        .collect();
    for dealt in deck.cards() {
        let Some(row) = dealt.card.row() else { continue };
        let child = dealt.card.child;
        if !offered.iter().any(|each| each.row.id == row.id && each.child == child) {
            let standing = Standing::Starter;
            offered.push(Offered { row, child, standing, is_ticked: true });
        }
    }
    offered.sort_by_key(|each| each.standing);
    offered
}

fn on_table(seen: &Seen<'_>, row: &Row, child: Option<ChildId>) -> bool {
    seen.shared.deck.of_row(row.id, child).is_some_and(|dealt| !dealt.removed)
}

impl Offered {
    /// The word a form sends for it.
    pub fn value(&self) -> String {
        match self.child {
            Some(child) => format!("{}:{child}", self.row.id),
            None => self.row.id.to_owned(),
        }
    }

    /// For several children at once: a card about a child that names none.
    pub fn is_for_all(&self) -> bool {
        self.child.is_none() && self.row.scope == Scope::Child
    }
}

/// Reads what [`Offered::value`] wrote; `None` for anything else.
pub(super) fn parse_value(value: &str) -> Option<(String, Option<ChildId>)> {
    match value.split_once(':') {
        Some((row, child)) => Some((row.to_owned(), Some(child.parse().ok()?))),
        None => Some((value.to_owned(), None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_reads_back() {
        let child = ChildId::from_bytes([7; 16]);
        let read = parse_value(&format!("school-bag:{child}"));
        assert_eq!(read, Some(("school-bag".to_owned(), Some(child))));
        assert_eq!(parse_value("feed-shop"), Some(("feed-shop".to_owned(), None)));
        assert_eq!(parse_value("feed-shop:zz"), None);
    }
}
