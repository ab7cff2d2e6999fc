//! How people are called on a sheet that somebody outside reads: by name, or by so many letters
//! that nobody is taken for another.
//!
//! A member's name is theirs and goes with them, out of the journal too. So frozen words hold a
//! mark in its place, which is read as their name while they are here.

use household::first_session::Called;
use household::people::{Child, People};
use household::{Line, MemberId};

use crate::words::Words;

/// Around a member's id in frozen words: two characters that nobody types.
const MARKS: [char; 2] = ['\u{E000}', '\u{E001}'];

pub(super) const CALLED: [(&str, Called); 2] =
    [("names", Called::Names), ("initials", Called::Initials)];

/// The names of one sheet.
#[derive(Debug)]
pub(super) struct Names<'a> {
    people: &'a People,
    words: &'static Words,
    /// Letters of each name; all of them, where names are written out.
    letters: Option<usize>,
}

impl<'a> Names<'a> {
    pub fn of(people: &'a People, words: &'static Words, called: Called) -> Self {
        let letters = match called {
            Called::Names => None,
            Called::Initials => Some(fewest_letters(&all(people))),
        };
        Self { people, words, letters }
    }

    /// A parent or a trusted adult, if they are here and have a name.
    pub fn known(&self, id: MemberId) -> Option<String> {
        known(self.people, id).map(|name| self.short(name))
    }

    pub fn child(&self, child: &Child) -> String {
        self.short(child.nickname.as_str())
    }

    /// Those who said yes, or are to.
    pub fn list(&self, ids: impl Iterator<Item = MemberId>) -> String {
        ids.map(|id| self.told(id)).collect::<Vec<_>>().join(", ")
    }

    /// Frozen words as they are read.
    pub fn read(&self, frozen: &str) -> String {
        let [begins, ends] = MARKS;
        let mut parts = frozen.split(begins);
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            match part.split_once(ends).map(|(id, rest)| (id.parse(), rest)) {
                Some((Ok(id), rest)) => {
                    text.push_str(&self.told(id));
                    text.push_str(rest);
                }
                _ => text.push_str(part),
            }
        }
        text
    }

    fn told(&self, id: MemberId) -> String {
        let key = if self.people.is_former(id) { "person-former" } else { "session-a-parent" };
        self.known(id).unwrap_or_else(|| self.words.text(key).to_owned())
    }

    fn short(&self, name: &str) -> String {
        self.letters.map_or_else(|| name.to_owned(), |letters| first(name, letters))
    }
}

/// What stands for a member's name.
pub(super) fn mark(id: MemberId) -> String {
    let [begins, ends] = MARKS;
    format!("{begins}{id}{ends}")
}

fn known(people: &People, id: MemberId) -> Option<&str> {
    let trusted = people.trusted(id).map(|trusted| trusted.name.as_str());
    trusted.or_else(|| people.member(id)?.name.as_ref().map(Line::as_str))
}

fn all(people: &People) -> Vec<&str> {
    let adults = people.parent_ids().chain(people.carrying().map(|(id, _)| id));
    let children = people.children().iter().map(|child| child.nickname.as_str());
    adults.filter_map(|id| known(people, id)).chain(children).collect()
}

/// So many that no two different names read alike.
fn fewest_letters(names: &[&str]) -> usize {
    let longest = names.iter().map(|name| name.chars().count()).max().unwrap_or(1);
    let differ = |letters: &usize| {
        let alike = |one: &str, next: &str| first(one, *letters) == first(next, *letters);
        names
            .iter()
            .enumerate()
            .all(|(at, one)| names[at + 1..].iter().all(|next| one == next || !alike(one, next)))
    };
    (1..longest).find(differ).unwrap_or(longest)
}

fn first(name: &str, letters: usize) -> String {
    let short: String = name.chars().take(letters).collect();
    if short.len() < name.len() { format!("{}.", short.trim_end()) } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_taken_for_another() {
        for (names, letters) in [
            (vec!["Ana", "Ben", "Mia"], 1),
            (vec!["Ana", "Andi", "Mia"], 3),
            (vec!["Ana", "Ana"], 1),
            (vec!["An", "Ana"], 2),
            (vec![], 1),
        ] {
            assert_eq!(fewest_letters(&names), letters, "{names:?}");
        }
        assert_eq!((first("Ana", 1), first("An", 2)), ("A.".to_owned(), "An".to_owned()));
    }

    #[test]
    fn a_mark_is_read_as_whoever_it_stands_for() {
        let (people, words) = (People::default(), Words::of(None));
        let names = Names::of(&people, words, Called::Names);
        let one = mark(MemberId::from_bytes([7; 16]));
        assert_eq!(names.read(&format!("{one} has: dinner")), "One parent has: dinner");
        for odd in ["\u{E000}", "a\u{E000}b", "\u{E000}7\u{E001}", "\u{E001}"] {
            assert!(!names.read(odd).contains('\u{E000}'), "{odd:?}");
        }
    }
}
