//! Erasing for good, and finishing what an interruption left undone.
//!
//! Somebody leaves by an event, which is on disk at once; their key is erased right after it.
//! Should the program end in between, the next start finds them: left, and still known by their
//! sign-in.

use household::{HouseholdId, MemberId};

use super::Shared;

impl Shared {
    /// Erases what is a member's alone, for ever, with their sign-in.
    pub async fn erase_member(
        &self,
        household: HouseholdId,
        member: MemberId,
    ) -> Result<(), journal::Error> {
        self.talks.forget(member);
        let erased = self.journal.erase_member(household, member).await;
        self.households.forget(household);
        // Also what a request that was on its way meanwhile began.
        self.talks.forget(member);
        finished(erased)
    }

    /// Erases a family space and everything of everyone in it.
    pub async fn erase_household(&self, household: HouseholdId) -> Result<(), journal::Error> {
        let erased = self.journal.erase_household(household).await;
        self.households.forget(household);
        finished(erased)
    }

    /// Erases what should have been erased before the program last ended. Gives how many.
    pub async fn finish_erasures(&self) -> Result<usize, journal::Error> {
        let mut finished = 0;
        let mut after = None;
        loop {
            let some = self.journal.households(after).await?;
            let Some(last) = some.last() else { return Ok(finished) };
            after = Some(*last);
            for household in some {
                finished += self.finish_erasures_of(household).await?;
            }
        }
    }

    async fn finish_erasures_of(&self, id: HouseholdId) -> Result<usize, journal::Error> {
        let Some(loaded) = self.journal.load(id).await? else { return Ok(0) };
        if loaded.household.is_deserted() {
            self.erase_household(id).await?;
            return Ok(1);
        }
        let mut finished = 0;
        for person in self.journal.people_of(id).await? {
            if loaded.household.has_left(person.member) {
                self.erase_member(id, person.member).await?;
                finished += 1;
            }
        }
        Ok(finished)
    }
}

/// What was erased can be read by nobody from then on; a copy in the log goes when whoever reads it
/// has ended.
fn finished(erased: Result<(), journal::Error>) -> Result<(), journal::Error> {
    match erased {
        Err(error @ journal::Error::EraseUnfinished(_)) => {
            tracing::warn!(%error, "an erasure");
            Ok(())
        }
        erased => erased,
    }
}
