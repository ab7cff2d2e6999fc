//! What somebody carries, added up from one reader's own answers: thinking beside doing, by domain.
//!
//! Both are told in the work's own time: a card of two hours a week on somebody's mind counts two
//! hours there, and two hours in the hands of whoever does it. How long the thinking itself takes
//! nobody knows, and nothing here pretends to.

use household::MemberId;
use household::load::catalogue::catalogue;
use household::sort::Who;

use crate::rooms::share::sort::deck::Held;

/// What somebody has of one part of one card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    All,
    Shared,
    Nothing,
}

/// Whom a picture is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Me,
    /// The only other parent, here or not.
    Other(Option<MemberId>),
    /// One of several others.
    Parent(MemberId),
}

/// One side of a picture, thinking or doing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Side {
    pub alone: usize,
    pub together: usize,
    pub minutes: u32,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Carried {
    pub thinks: Side,
    pub does: Side,
}

/// What is carried in one domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InDomain {
    /// `None` for the family's own cards.
    pub domain: Option<&'static str>,
    pub carried: Carried,
}

impl Subject {
    pub fn has(self, who: Option<Who>) -> Part {
        match (who, self) {
            (Some(Who::Both), _) => Part::Shared,
            (Some(Who::Me), Self::Me) | (Some(Who::Other), Self::Other(_)) => Part::All,
            (Some(Who::Parent(named)), Self::Parent(me)) if named == me => Part::All,
            (Some(Who::Parent(named)), Self::Other(Some(me))) if named == me => Part::All,
            (
                None | Some(Who::Me | Who::Other | Who::Parent(_) | Who::SomeoneElse | Who::Nobody),
                Self::Me | Self::Other(_) | Self::Parent(_),
            ) => Part::Nothing,
        }
    }
}

impl Side {
    fn add(&mut self, part: Part, minutes: u32, sharers: u32) {
        match part {
            Part::All => {
                self.alone += 1;
                self.minutes += minutes;
            }
            Part::Shared => {
                self.together += 1;
                self.minutes += minutes / sharers.max(1);
            }
            Part::Nothing => {}
        }
    }
}

/// What `subject` carries of these cards; what is shared counts for each of `sharers` alike.
pub fn carried(cards: &[Held<'_>], subject: Subject, sharers: u32) -> Carried {
    let mut carried = Carried::default();
    for held in cards {
        let (notices, does) = said(held);
        let minutes = minutes_of(held);
        carried.thinks.add(subject.has(notices), minutes, sharers);
        carried.does.add(subject.has(does), minutes, sharers);
    }
    carried
}

/// The same by domain, in the order of the catalogue, without those that hold nothing.
pub fn by_domain(cards: &[Held<'_>], subject: Subject, sharers: u32) -> Vec<InDomain> {
    let domains = catalogue().domains().iter().copied().map(Some).chain([None]);
    let rows = domains.map(|domain| {
        let of_domain: Vec<_> = cards.iter().filter(|h| domain_of(h) == domain).copied().collect();
        InDomain { domain, carried: carried(&of_domain, subject, sharers) }
    });
    rows.filter(|row| row.carried != Carried::default()).collect()
}

/// The longest of all bars.
pub fn minutes_max(rows: &[InDomain]) -> u32 {
    let minutes = rows.iter().map(|row| row.carried.thinks.minutes.max(row.carried.does.minutes));
    minutes.max().unwrap_or(0)
}

/// How long a bar is, of 100. One that is there is seen.
pub fn bar(minutes: u32, longest: u32) -> u32 {
    if minutes == 0 { 0 } else { (minutes * 100 / longest.max(1)).clamp(1, 100) }
}

/// Minutes in a usual week: as the reader put them, else as the ready card says.
pub fn minutes_of(held: &Held<'_>) -> u32 {
    let own = held.answer.and_then(|answer| answer.minutes);
    own.unwrap_or(held.dealt.card.usual_minutes()).into()
}

fn said(held: &Held<'_>) -> (Option<Who>, Option<Who>) {
    held.answer.map_or((None, None), |answer| (answer.notices, answer.does))
}

fn domain_of(held: &Held<'_>) -> Option<&'static str> {
    held.dealt.card.row().map(|row| row.domain)
}

#[cfg(test)]
mod tests {
    use household::load::{Card, Dealt, Origin};
    use household::sort::Answer;
    use household::{CardId, Line};

    use super::*;

    fn dealt(origin: Origin) -> Dealt {
        let card = Card { id: CardId::from_bytes([1; 16]), origin, child: None };
        Dealt { card, renamed: None, removed: false }
    }

    fn own_card(minutes: u16) -> Dealt {
        dealt(Origin::Own { name: Line::parse("Rabbit").expect("fits"), minutes })
    }

    fn says(notices: Who, does: Who) -> Answer {
        Answer { notices: Some(notices), does: Some(does), ..Answer::default() }
    }

    fn held<'a>(dealt: &'a Dealt, answer: &'a Answer) -> Held<'a> {
        Held { dealt, answer: Some(answer), is_open: false }
    }

    #[test]
    fn what_is_shared_counts_for_each_alike() {
        let (hour, mine, both) =
            (own_card(60), says(Who::Me, Who::Other), says(Who::Both, Who::Me));
        let cards = [held(&hour, &mine), held(&hour, &both)];
        let me = carried(&cards, Subject::Me, 2);
        assert_eq!(me.thinks, Side { alone: 1, together: 1, minutes: 90 });
        assert_eq!(me.does, Side { alone: 1, together: 0, minutes: 60 });
        let other = carried(&cards, Subject::Other(None), 2);
        assert_eq!(other.thinks, Side { alone: 0, together: 1, minutes: 30 });
        assert_eq!(other.does, Side { alone: 1, together: 0, minutes: 60 });
    }

    #[test]
    fn my_own_minutes_come_before_the_cards() {
        let hour = own_card(60);
        let answer = Answer { minutes: Some(90), ..says(Who::Me, Who::Nobody) };
        assert_eq!(carried(&[held(&hour, &answer)], Subject::Me, 2).thinks.minutes, 90);
    }

    #[test]
    fn several_others_are_told_apart() {
        let [one, two] = [1, 2].map(|byte| MemberId::from_bytes([byte; 16]));
        assert_eq!(Subject::Parent(one).has(Some(Who::Parent(one))), Part::All);
        assert_eq!(Subject::Parent(one).has(Some(Who::Parent(two))), Part::Nothing);
        assert_eq!(Subject::Other(Some(one)).has(Some(Who::Parent(one))), Part::All);
        assert_eq!(Subject::Parent(one).has(Some(Who::Other)), Part::Nothing);
    }

    #[test]
    fn own_cards_come_after_the_catalogues_domains() {
        let (own, ready) = (own_card(10), dealt(Origin::Catalogue("plan-calendar".to_owned())));
        let answer = says(Who::Me, Who::Me);
        let rows = by_domain(&[held(&own, &answer), held(&ready, &answer)], Subject::Me, 2);
        let domains: Vec<_> = rows.iter().map(|row| row.domain).collect();
        assert_eq!(domains, [Some("planning"), None]);
    }

    #[test]
    fn a_bar_is_seen_and_never_too_long() {
        assert_eq!([bar(0, 60), bar(1, 6_000), bar(30, 60), bar(60, 60)], [0, 1, 50, 100]);
        assert_eq!(bar(0, 0), 0);
    }
}
