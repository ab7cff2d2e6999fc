//! Share: where the reader stands in the method, and one next step.
//!
//! It knows the reader's own sort and plan and what everyone can see, nothing else: between closing
//! and opening it says the same whatever the others have done (R5).

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use household::Seen;
use household::division::Settings;

use super::sort::deck::Hand;
use crate::app::App;
use crate::rooms::card::{Person, other_name};
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/share/home.html")]
struct Home<'a> {
    page: Page<'a>,
    next: Next,
    open: usize,
    /// The one other parent, here or not, as the reader calls them; `None` where there are several.
    other: Option<String>,
    at: Standing,
}

/// What the choice of the next step hangs on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "facts that stand beside each other")]
struct Standing {
    is_alone: bool,
    has_cards: bool,
    has_sorted: bool,
    has_open: bool,
    has_plan: bool,
    has_news: bool,
    is_sealed: bool,
    is_pressed: bool,
    must_say_back: bool,
    has_pictures: bool,
    has_begun_dividing: bool,
    has_offer: bool,
    has_agreement: bool,
}

/// The one step that is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    ChooseCards,
    SayBack,
    LetGo,
    Begin,
    GoOn,
    Mine,
    /// Alone, with a plan: going on with it, and asking the other parent only if wanted.
    Alone,
    Close,
    Open,
    /// Closed and opened: nothing to do, and nothing to say of the others.
    Rest,
    Pictures,
    Divide,
    Offer,
    Living,
}

/// `GET /share`.
pub async fn home(
    State(app): State<App>,
    me: Me,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    me.see(|seen| {
        let hand = Hand::of(&seen);
        let open = hand.open_count();
        let people = Person::all(&seen, me.words);
        let standing = standing(&seen, open, hand.cards.is_empty());
        Home {
            next: next(&standing),
            open,
            other: (people.len() <= 2).then(|| other_name(&seen, me.words)),
            at: standing,
            page: Page::mine(&app, &me, &seen, Place::Share).saying(said.ok()),
        }
        .show()
    })?
}

fn standing(seen: &Seen<'_>, open: usize, is_empty: bool) -> Standing {
    let (shared, sort) = (seen.shared, &seen.own.sort);
    Standing {
        is_alone: shared.people.is_alone(),
        has_cards: !is_empty,
        has_sorted: sort.answers().next().is_some(),
        has_open: open > 0,
        has_plan: !seen.own.plan.is_empty(),
        has_news: sort.has_news(),
        is_sealed: sort.is_sealed(),
        is_pressed: sort.is_open_pressed(),
        must_say_back: shared
            .talk
            .to_say_back(seen.me)
            .is_some_and(|(_, answer)| answer.said_back.is_none()),
        has_pictures: shared.pictures.is_some(),
        has_begun_dividing: shared.division != Settings::default(),
        has_offer: shared.agreements.offer().is_some(),
        has_agreement: shared.agreements.in_force(seen.me).is_some(),
    }
}

/// What comes first stands first.
fn next(at: &Standing) -> Next {
    match at {
        Standing { must_say_back: true, .. } => Next::SayBack,
        Standing { has_offer: true, .. } => Next::Offer,
        Standing { has_agreement: true, .. } => Next::Living,
        Standing { has_cards: false, .. } => Next::ChooseCards,
        Standing { is_alone: true, .. } => next_alone(at),
        Standing { is_sealed: true, is_pressed: false, .. } => Next::Open,
        Standing { has_pictures: true, has_begun_dividing: true, .. } => Next::Divide,
        Standing { has_pictures: true, .. } => Next::Pictures,
        Standing { is_sealed: true, .. } => Next::Rest,
        Standing { has_sorted: false, has_plan: false, .. } => Next::LetGo,
        Standing { has_sorted: false, .. } => Next::Begin,
        Standing { has_open: false, has_news: true, .. } => Next::Close,
        Standing { .. } => Next::GoOn,
    }
}

fn next_alone(at: &Standing) -> Next {
    match at {
        Standing { has_sorted: false, .. } => Next::Begin,
        Standing { has_open: true, .. } => Next::GoOn,
        Standing { has_plan: false, .. } => Next::Mine,
        Standing { .. } => Next::Alone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: Standing = Standing {
        has_cards: true,
        is_alone: false,
        has_sorted: false,
        has_open: false,
        has_plan: false,
        has_news: false,
        is_sealed: false,
        is_pressed: false,
        must_say_back: false,
        has_pictures: false,
        has_begun_dividing: false,
        has_offer: false,
        has_agreement: false,
    };

    #[test]
    fn two_let_go_sort_close_open_look_divide_and_agree() {
        let sorted = Standing { has_sorted: true, has_news: true, ..TWO };
        let closed = Standing { is_sealed: true, ..sorted };
        let opened = Standing { has_pictures: true, has_news: false, ..sorted };
        let steps = [
            Standing { has_open: true, ..TWO },
            Standing { has_open: true, has_plan: true, ..TWO },
            Standing { has_open: true, ..sorted },
            sorted,
            closed,
            Standing { is_pressed: true, ..closed },
            opened,
            Standing { has_begun_dividing: true, ..opened },
            Standing { has_offer: true, ..opened },
            Standing { has_agreement: true, ..opened },
        ];
        assert_eq!(
            steps.map(|at| next(&at)),
            [
                Next::LetGo,
                Next::Begin,
                Next::GoOn,
                Next::Close,
                Next::Open,
                Next::Rest,
                Next::Pictures,
                Next::Divide,
                Next::Offer,
                Next::Living
            ]
        );
    }

    #[test]
    fn one_alone_sorts_looks_plans_and_may_ask() {
        let alone = Standing { is_alone: true, ..TWO };
        let sorted = Standing { has_sorted: true, has_news: true, ..alone };
        let steps = [
            Standing { has_open: true, ..alone },
            Standing { has_open: true, ..sorted },
            sorted,
            Standing { has_plan: true, ..sorted },
        ];
        assert_eq!(steps.map(|at| next(&at)), [Next::Begin, Next::GoOn, Next::Mine, Next::Alone]);
    }

    #[test]
    fn what_was_said_is_said_back_before_anything_else() {
        let waiting = Standing { must_say_back: true, has_pictures: true, has_offer: true, ..TWO };
        assert_eq!(next(&waiting), Next::SayBack);
    }

    #[test]
    fn an_empty_table_is_filled_first() {
        assert_eq!(next(&Standing { has_cards: false, ..TWO }), Next::ChooseCards);
    }
}
