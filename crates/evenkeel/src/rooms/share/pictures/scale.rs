//! Two marks on a short line from "all you" to "all the other", and what two views of a card share.

use household::MemberId;
use household::sort::{Carrier, View};

use crate::content::Meeting;

/// Where "all you", "both" and "all the other" lie on the picture's 160 units.
const ALL_MINE: i32 = 14;
const TOGETHER: i32 = 80;
const ALL_THEIRS: i32 = 146;
/// Half a mark's width.
const HALF_MARK: i32 = 11;
/// How far two marks on one place move apart.
const ASIDE: i32 = 7;

/// The marks of one scale, by the left edge of each; `None` is off the line (someone else, nobody).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks {
    pub mine: Option<i32>,
    pub theirs: Option<i32>,
    /// The line between two marks that lie apart.
    pub apart: Option<(i32, i32)>,
}

impl Marks {
    pub fn new(me: MemberId, other: MemberId, mine: &Carrier, theirs: &Carrier) -> Self {
        let places = [mine, theirs].map(|carrier| place(me, other, carrier));
        let left = |at: i32| at - HALF_MARK;
        match places {
            [Some(here), Some(there)] if here == there => Self {
                mine: Some(left(here - ASIDE)),
                theirs: Some(left(there + ASIDE)),
                apart: None,
            },
            [mine, theirs] => Self {
                mine: mine.map(left),
                theirs: theirs.map(left),
                apart: mine.zip(theirs).map(|(a, b)| (a.min(b), a.max(b))),
            },
        }
    }

    pub fn is_empty(&self) -> bool {
        self.mine.is_none() && self.theirs.is_none()
    }
}

fn place(me: MemberId, other: MemberId, carrier: &Carrier) -> Option<i32> {
    match carrier {
        Carrier::One(member) if *member == me => Some(ALL_MINE),
        Carrier::One(member) if *member == other => Some(ALL_THEIRS),
        Carrier::Together => Some(TOGETHER),
        Carrier::One(_) | Carrier::SomeoneElse | Carrier::Nobody => None,
    }
}

/// How a card lies that everyone sees alike.
pub fn meeting(view: &View) -> Meeting {
    match (&view.notices, &view.does) {
        (Carrier::One(head), Carrier::One(hands)) if head != hands => Meeting::HeadAndHands,
        (Carrier::Together, Carrier::Together) => Meeting::Together,
        (Carrier::Nobody, Carrier::Nobody) => Meeting::Nobody,
        (Carrier::SomeoneElse, Carrier::SomeoneElse) => Meeting::Elsewhere,
        // "You see this one the same way" holds for whatever else there is.
        (
            Carrier::One(_) | Carrier::Together | Carrier::SomeoneElse | Carrier::Nobody,
            Carrier::One(_) | Carrier::Together | Carrier::SomeoneElse | Carrier::Nobody,
        ) => Meeting::OneOwner,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ME: MemberId = MemberId::from_bytes([1; 16]);
    const OTHER: MemberId = MemberId::from_bytes([2; 16]);
    const FORMER: MemberId = MemberId::from_bytes([3; 16]);

    fn marks(mine: &Carrier, theirs: &Carrier) -> Marks {
        Marks::new(ME, OTHER, mine, theirs)
    }

    #[test]
    fn marks_apart_have_a_line_between_them() {
        let claims = marks(&Carrier::One(ME), &Carrier::Together);
        assert_eq!(claims, Marks { mine: Some(3), theirs: Some(69), apart: Some((14, 80)) });
        let turned = marks(&Carrier::One(OTHER), &Carrier::One(ME));
        assert_eq!(turned.apart, Some((14, 146)));
    }

    #[test]
    fn marks_on_one_place_stand_beside_each_other() {
        let alike = marks(&Carrier::Together, &Carrier::Together);
        assert_eq!(alike, Marks { mine: Some(62), theirs: Some(76), apart: None });
    }

    #[test]
    fn nobody_and_someone_else_are_off_the_line() {
        let half = marks(&Carrier::Nobody, &Carrier::One(OTHER));
        assert_eq!(half, Marks { mine: None, theirs: Some(135), apart: None });
        assert!(marks(&Carrier::Nobody, &Carrier::SomeoneElse).is_empty());
        assert!(marks(&Carrier::One(FORMER), &Carrier::Nobody).is_empty());
    }

    #[test]
    fn what_all_see_alike_has_its_own_question() {
        let view = |notices, does| View { notices, does };
        let one = |member| Carrier::One(member);
        assert_eq!(meeting(&view(one(ME), one(ME))), Meeting::OneOwner);
        assert_eq!(meeting(&view(one(ME), one(OTHER))), Meeting::HeadAndHands);
        assert_eq!(meeting(&view(Carrier::Together, Carrier::Together)), Meeting::Together);
        assert_eq!(meeting(&view(Carrier::Nobody, Carrier::Nobody)), Meeting::Nobody);
        assert_eq!(meeting(&view(Carrier::Nobody, one(ME))), Meeting::OneOwner);
    }
}
