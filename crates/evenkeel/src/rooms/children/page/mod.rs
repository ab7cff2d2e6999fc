//! A child's page: what is true of them just now, for those who decide for them.
//!
//! Everything here is made from [`household::Seen::child_page`]. Who does not decide for a child
//! is answered as if there were none.

mod child;
mod fact;

use household::children::Topic;
use household::{ChildId, FactId};

use crate::web::failure::Failure;

pub use child::{child, put_back, still_so, take_off};
pub use fact::{change, fact, new, write};

/// An id of the address; a malformed one is nobody's.
fn child_id(text: &str) -> Result<ChildId, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

fn fact_id(text: &str) -> Result<FactId, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

/// Topics go by number: an address tells nothing of a child.
fn topic_number(topic: Topic) -> usize {
    Topic::ALL.iter().take_while(|other| **other != topic).count() + 1
}

fn numbered(number: usize) -> Option<Topic> {
    Topic::ALL.get(number.checked_sub(1)?).copied()
}

const fn title_key(topic: Topic) -> &'static str {
    match topic {
        Topic::Likes => "fact-likes",
        Topic::Wishes => "fact-wishes",
        Topic::People => "fact-people",
        Topic::Routines => "fact-routines",
        Topic::Health => "fact-health",
        Topic::Allergies => "fact-allergies",
        Topic::Medicine => "fact-medicine",
        Topic::School => "fact-school",
        Topic::Sizes => "fact-sizes",
        Topic::Contacts => "fact-contacts",
    }
}

const fn hint_key(topic: Topic) -> &'static str {
    match topic {
        Topic::Likes => "fact-likes-hint",
        Topic::Wishes => "fact-wishes-hint",
        Topic::People => "fact-people-hint",
        Topic::Routines => "fact-routines-hint",
        Topic::Health => "fact-health-hint",
        Topic::Allergies => "fact-allergies-hint",
        Topic::Medicine => "fact-medicine-hint",
        Topic::School => "fact-school-hint",
        Topic::Sizes => "fact-sizes-hint",
        Topic::Contacts => "fact-contacts-hint",
    }
}
