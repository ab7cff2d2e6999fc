//! What a reader looks at, written in an address: a way or a place on the frontier, and the cards
//! tried with somebody else. Of a card named twice, the last word counts.

use std::fmt::Write;

use household::CardId;
use household::MemberId;
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
                wish.moved.extend(pair(value));
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
    fields.extend(wish.moved.iter().map(|(card, to)| ("try", format!("{card}:{to}"))));
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

/// A card and whose it is to be, as a button sends them.
pub fn pair(value: &str) -> Option<(CardId, MemberId)> {
    let (card, owner) = value.split_once(':')?;
    Some((card.parse().ok()?, owner.parse().ok()?))
}

fn plan(value: &str) -> Option<Plan> {
    PLANS.iter().find(|(name, _)| *name == value).map(|(_, plan)| *plan)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Wish {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let pairs: Vec<_> = pairs.map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
        wish(&pairs)
    }

    #[test]
    fn an_address_reads_back_what_it_wrote() {
        let owner = MemberId::from_bytes([9; 16]);
        let moved = [[1; 16], [2; 16]].map(|card| (CardId::from_bytes(card), owner)).into();
        for at in [At::First, At::Plan(Plan::NearBest), At::Frontier(7)] {
            let wish = Wish { at, moved: std::collections::BTreeMap::clone(&moved) };
            assert_eq!(read(&query(&wish)), wish);
        }
    }

    #[test]
    fn of_a_card_tried_twice_the_last_word_counts() {
        let card = CardId::from_bytes([3; 16]);
        let [one, other] = [[1; 16], [2; 16]].map(MemberId::from_bytes);
        let wish = read(&format!("try={card}:{one}&try={card}:{other}"));
        assert_eq!(wish.moved, [(card, other)].into());
    }

    #[test]
    fn nonsense_is_left_out() {
        assert_eq!(read("plan=all&at=-1&try=me&try=a:b&x=y"), Wish::default());
    }
}
