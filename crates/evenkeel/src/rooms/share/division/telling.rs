//! What is said of a division, to one reader: in terms of their own numbers, and of the whole only
//! what the engine says of all (R11).

use household::Seen;
use household::division::{At, DivisionView, Evenness, Mine, Plan, PlanLine, Reason};

use super::looking;
use crate::rooms::card::Person;
use crate::web::me::Me;
use crate::words::Words;

/// One reader's view with the words for it.
pub(super) struct Telling<'a> {
    words: &'static Words,
    view: &'a DivisionView,
    /// Whose the piles are, the reader first.
    people: &'a [Person],
    /// The first so many of them are parents.
    pub parents: usize,
    /// What each pile is of a hundred, to the reader.
    pub percents: Vec<u64>,
    has_other_shares: bool,
}

/// A fair way to choose.
#[derive(Debug)]
pub(super) struct Way {
    pub name: &'static str,
    pub title: String,
    pub said: String,
    pub is_shown: bool,
}

/// The slider along the frontier.
#[derive(Debug)]
pub(super) struct Slide {
    pub last: usize,
    pub at: usize,
    pub now: String,
    pub words: String,
}

impl<'a> Telling<'a> {
    pub fn of(me: &Me, seen: &Seen<'_>, view: &'a DivisionView, people: &'a [Person]) -> Self {
        let weights: Vec<_> = view.piles.iter().map(|pile| pile.weight).collect();
        Self {
            words: me.words,
            view,
            people,
            parents: view.piles.iter().filter(|pile| !pile.is_estimated).count(),
            percents: percents(&weights),
            has_other_shares: seen.shared.division.weights().is_some(),
        }
    }

    /// With the number of parents and of piles: "you two", "you all", "both piles".
    fn say(&self, key: &str) -> String {
        let other = self.people.get(1).map_or("", |person| person.name.as_str());
        let values = [
            ("parents", count(self.parents).into()),
            ("piles", count(self.people.len()).into()),
            ("name", other.into()),
            ("parts", self.parts().into()),
        ];
        self.words.say(key, &values)
    }

    /// "You 34, Sam 33, Kim 33".
    pub fn parts(&self) -> String {
        self.listed(&self.percents)
    }

    fn listed(&self, percents: &[u64]) -> String {
        let each = self.people.iter().zip(percents).map(|(person, percent)| {
            let values = [("name", person.name.as_str().into()), ("n", percent.to_string().into())];
            self.words.say("division-part", &values)
        });
        each.collect::<Vec<_>>().join(", ")
    }

    /// Whose piles are only estimated.
    pub fn estimated(&self) -> Option<String> {
        let names: Vec<_> =
            self.people[self.parents..].iter().map(|person| person.name.as_str()).collect();
        let values = [("names", names.join(", ").into())];
        (!names.is_empty()).then(|| self.words.say("division-estimated", &values))
    }

    pub fn headline(&self, newly: usize) -> (String, String) {
        let moves = self.view.moves.len();
        let title = |key, n: usize| {
            let cards = self.words.count("division-n-cards", count(n));
            self.words.say(key, &[("n", count(n).into()), ("cards", cards.into())])
        };
        let is_half = self.people.len() == 2 && !self.has_other_shares;
        let even = if is_half { "division-lead-even" } else { "division-lead-even-parts" };
        let (title, lead) = match self.view.evenness {
            Evenness::Even if moves == 0 && newly > 0 => {
                (title("division-title-owners", newly), even)
            }
            Evenness::Even => (title("division-title-even", moves), even),
            Evenness::Close => (title("division-title-close", moves), "division-lead-close"),
            Evenness::AsEvenAsCanBe => (title("division-title-most", moves), "division-lead-most"),
            Evenness::AsEvenAsFound => {
                (title("division-title-moves", moves), "division-lead-found")
            }
            Evenness::ByMyNumbers if self.view.is_edited => {
                (self.words.text("division-title-try").to_owned(), "division-lead-mine")
            }
            Evenness::ByMyNumbers => (title("division-title-moves", moves), "division-lead-mine"),
        };
        (title, self.say(lead))
    }

    /// Why a card moves, in terms of the reader's own ratings. That the piles meet is said once, of
    /// every card without a reason.
    pub fn reason(&self, reason: Reason, mine: bool) -> Option<String> {
        let key = match reason {
            Reason::Locked => "division-why-kept",
            Reason::NotPossibleForMe if mine => "division-why-not-possible-mine",
            Reason::NotPossibleForMe => "division-why-not-possible",
            Reason::LighterToMe => "division-why-lighter",
            Reason::HeavierToMe => "division-why-heavier",
            Reason::Stays | Reason::Balance => return None,
            Reason::Tried => "division-why-tried",
        };
        Some(self.say(key))
    }

    /// The same beside a card in its pile, shorter: most cards have one.
    pub fn note(&self, why: Reason, mine: bool) -> Option<String> {
        match why {
            Reason::LighterToMe => Some(self.say("division-note-lighter")),
            Reason::HeavierToMe => Some(self.say("division-note-heavier")),
            Reason::Locked
            | Reason::NotPossibleForMe
            | Reason::Stays
            | Reason::Balance
            | Reason::Tried => self.reason(why, mine),
        }
    }

    pub fn ways(&self) -> Vec<Way> {
        if self.view.plans.len() < 2 {
            return Vec::new();
        }
        let way = |line: &PlanLine| Way {
            name: looking::plan_name(line.plan),
            title: self.say(match line.plan {
                Plan::FewestToFair => "division-way-fewest",
                Plan::NearBest => "division-way-near",
                Plan::Best => "division-way-best",
            }),
            said: self.said(line.my_weight, line.moves),
            is_shown: line.is_shown,
        };
        self.view.plans.iter().map(way).collect()
    }

    pub fn slide(&self) -> Option<Slide> {
        let at = match self.view.at {
            At::Frontier(place) if !self.view.is_edited => place,
            At::Frontier(_) | At::First | At::Plan(_) => self.view.nearest?,
        };
        if self.view.frontier.len() < 2 {
            return None;
        }
        let places = self.view.frontier.iter().map(|place| self.said(place.my_weight, place.moves));
        let places: Vec<_> = places.collect();
        // What is shown may lie between two places of the slider: a plan, or the reader's own try.
        let now = self.said(self.view.piles[0].weight, self.view.moves.len());
        Some(Slide { last: places.len() - 1, at, now, words: places.join("|") })
    }

    /// "You 49, Sam 51 · three cards move"; among more than two only one's own: "You 34 · …". A
    /// name cannot end the step it stands in.
    fn said(&self, mine: u64, moves: usize) -> String {
        let mine = percents(&[mine, self.view.total.saturating_sub(mine)]);
        let told = if self.people.len() == 2 { &mine[..] } else { &mine[..1] };
        let moves = self.words.count("division-n-move", count(moves));
        let parts = self.listed(told).replace('|', " ");
        self.words.say("division-said", &[("parts", parts.into()), ("moves", moves.into())])
    }

    /// What is proved about the reader's own part, sentence by sentence.
    pub fn proved(&self) -> Vec<String> {
        let Mine {
            share,
            is_within_share,
            is_envy_free,
            is_envy_free_but_one,
            is_as_good_as_cutting,
            is_most_even,
        } = self.view.mine;
        let part = match (is_within_share, share) {
            (true, 1_000) => "division-proved-exactly",
            (true, _) => "division-proved-within",
            (false, _) => "division-proved-above",
        };
        let envy = match (is_envy_free, is_envy_free_but_one) {
            (true, _) => "division-proved-no-envy",
            (false, true) => "division-proved-no-envy-but-one",
            (false, false) => "division-proved-envy",
        };
        let cutting = is_as_good_as_cutting.map(|as_good| {
            if as_good { "division-proved-cutting" } else { "division-proved-not-cutting" }
        });
        let most = is_most_even.then_some("division-proved-most-even");
        let keys = [Some(part), Some(envy), cutting, most];
        let sentences = keys.into_iter().flatten().map(|key| self.say(key));
        sentences.chain(self.unproved()).collect()
    }

    fn unproved(&self) -> Option<String> {
        let gap = self.view.unproved?;
        Some(self.words.count("division-unproved", i64::from(gap)))
    }

    /// What the numbers cannot say.
    pub fn limits(&self) -> String {
        self.say("division-proved-limits")
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Of a hundred each, and a hundred together: what rounding leaves goes to the largest rests, the
/// earlier of two.
fn percents(weights: &[u64]) -> Vec<u64> {
    let total = weights.iter().sum::<u64>().max(1);
    let mut percents: Vec<u64> = weights.iter().map(|weight| weight * 100 / total).collect();
    let left = 100_u64.saturating_sub(percents.iter().sum());
    let mut by_rest: Vec<usize> = (0..weights.len()).collect();
    by_rest.sort_by_key(|place| std::cmp::Reverse(weights[*place] * 100 % total));
    let given = by_rest.into_iter().take(usize::try_from(left).unwrap_or(0));
    for place in given.filter(|place| weights[*place] > 0) {
        percents[place] += 1;
    }
    percents
}

#[cfg(test)]
mod tests {
    use super::percents;

    #[test]
    fn hundredths_come_to_a_hundred() {
        assert_eq!(percents(&[1, 1]), [50, 50]);
        assert_eq!(percents(&[1, 1, 1]), [34, 33, 33]);
        assert_eq!(percents(&[455, 545]), [46, 54]);
        assert_eq!(percents(&[0, 0]), [0, 0]);
        assert_eq!(percents(&[0, 3, 3, 1]), [0, 43, 43, 14]);
    }
}
