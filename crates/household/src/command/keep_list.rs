//! The list of those who can help: adding, changing, taking off, and reading in a whole list.

use std::collections::BTreeSet;

use super::{Asked, Decision};
use crate::directory::{Details, DirectoryEvent, ENTRIES_MAX};
use crate::event::Event;
use crate::id::EntryId;
use crate::refusal::Refusal;
use crate::state::Household;

/// What can be done about the list, by every member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DirectoryCommand {
    Add {
        details: Details,
    },
    Change {
        entry: EntryId,
        details: Details,
    },
    Remove {
        entry: EntryId,
    },
    /// A list from elsewhere: who is there by name is changed, who is not is added, and nobody
    /// goes.
    ReadIn {
        list: Vec<Details>,
    },
}

impl Household {
    pub(super) fn decide_directory(
        &self,
        asked: &mut Asked<'_>,
        command: &DirectoryCommand,
    ) -> Decision {
        let news = match command {
            DirectoryCommand::Add { details } => {
                fits(details)?;
                let there = self.shared.directory.named(&details.name_key());
                match there {
                    Some(there) if there.details == *details => Vec::new(),
                    Some(_) => return Err(Refusal::NameOnList),
                    None => self.write(asked, std::slice::from_ref(details))?,
                }
            }
            DirectoryCommand::Change { entry, details } => {
                fits(details)?;
                let before = self.shared.directory.entry(*entry).ok_or(Refusal::NoSuchEntry)?;
                let named = self.shared.directory.named(&details.name_key());
                if named.is_some_and(|named| named.id != *entry) {
                    return Err(Refusal::NameOnList);
                }
                let written =
                    DirectoryEvent::Written { entry: *entry, details: Box::new(details.clone()) };
                if before.details == *details { Vec::new() } else { vec![written] }
            }
            DirectoryCommand::Remove { entry } => match self.shared.directory.entry(*entry) {
                Some(_) => vec![DirectoryEvent::Removed { entry: *entry }],
                None => return Err(Refusal::NoSuchEntry),
            },
            DirectoryCommand::ReadIn { list } => {
                list.iter().try_for_each(fits)?;
                let names: BTreeSet<_> = list.iter().map(Details::name_key).collect();
                if names.len() < list.len() {
                    return Err(Refusal::NameOnList);
                }
                self.write(asked, list)?
            }
        };
        Ok(news.into_iter().map(Event::Directory).collect())
    }

    /// Each in the place of its name, or as a new one.
    fn write(
        &self,
        asked: &mut Asked<'_>,
        list: &[Details],
    ) -> Result<Vec<DirectoryEvent>, Refusal> {
        let directory = &self.shared.directory;
        let mut news = Vec::new();
        let mut len = directory.entries().len();
        for details in list {
            let there = directory.named(&details.name_key());
            if there.is_some_and(|there| there.details == *details) {
                continue;
            }
            let entry = if let Some(there) = there {
                there.id
            } else {
                len += 1;
                asked.ids.entry()
            };
            news.push(DirectoryEvent::Written { entry, details: Box::new(details.clone()) });
        }
        if len > ENTRIES_MAX { Err(Refusal::ListFull) } else { Ok(news) }
    }
}

fn fits(details: &Details) -> Result<(), Refusal> {
    details.fits().then_some(()).ok_or(Refusal::TextTooLong)
}
