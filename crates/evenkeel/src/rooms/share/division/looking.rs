//! What a reader looks at, written in an address: a way or a place on the frontier, and the cards
//! tried in the other pile. A card named twice is back where it was.

use std::fmt::Write;

use household::division::{At, Plan, Wish};

/// An address's or a form's fields, in their order.
pub type Pairs = Vec<(String, String)>;

/// Words for the three ways.
const PLANS: [(&str, Plan); 3] =
    [("fewest", Plan::FewestToFair), ("near", Plan::NearBest), ("best", Plan::Best)];

/// What is asked for; what cannot be read is left out.
pub fn wish(fields: &[(String, String)]) -> Wish {
    let mut wish = Wish::default();
    for (name, value) in fields {
        match name.as_str() {
            "plan" => wish.at = plan(value).map_or(wish.at, At::Plan),
            "at" => wish.at = value.parse().map_or(wish.at, At::Frontier),
            "try" => {
                if let Ok(card) = value.parse()
                    && !wish.moved.remove(&card)
                {
                    wish.moved.insert(card);
                }
            }
            _ => {}
        }
    }
    wish
}

/// What the page before has done.
pub fn said(fields: &[(String, String)]) -> Option<&str> {
    fields.iter().find(|(name, _)| name == "ok").map(|(_, value)| value.as_str())
}

/// The same as fields of a form.
pub fn fields(wish: &Wish) -> Vec<(&'static str, String)> {
    let mut fields: Vec<_> = match wish.at {
        At::First => Vec::new(),
        At::Plan(plan) => vec![("plan", plan_name(plan).to_owned())],
        At::Frontier(place) => vec![("at", place.to_string())],
    };
    fields.extend(wish.moved.iter().map(|card| ("try", card.to_string())));
    fields
}

/// The same as an address ends. None of it needs escaping.
pub fn query(wish: &Wish) -> String {
    let mut query = String::new();
    for (name, value) in fields(wish) {
        let join = if query.is_empty() { "" } else { "&" };
        write!(query, "{join}{name}={value}").expect("a string takes what is written");
    }
    query
}

pub fn plan_name(plan: Plan) -> &'static str {
    PLANS.iter().find(|(_, each)| *each == plan).map_or("", |(name, _)| name)
}

fn plan(value: &str) -> Option<Plan> {
    PLANS.iter().find(|(name, _)| *name == value).map(|(_, plan)| *plan)
}

#[cfg(test)]
mod tests {
    use household::CardId;

    use super::*;

    fn read(query: &str) -> Wish {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let pairs: Vec<_> = pairs.map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
        wish(&pairs)
    }

    #[test]
    fn an_address_reads_back_what_it_wrote() {
        let moved = [[1; 16], [2; 16]].map(CardId::from_bytes).into();
        for at in [At::First, At::Plan(Plan::NearBest), At::Frontier(7)] {
            let wish = Wish { at, moved: std::collections::BTreeSet::clone(&moved) };
            assert_eq!(read(&query(&wish)), wish);
        }
    }

    #[test]
    fn a_card_tried_twice_is_back() {
        let card = CardId::from_bytes([3; 16]);
        assert!(read(&format!("try={card}&try={card}")).moved.is_empty());
    }

    #[test]
    fn nonsense_is_left_out() {
        assert_eq!(read("plan=all&at=-1&try=me&x=y"), Wish::default());
    }
}
