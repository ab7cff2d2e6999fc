//! Doing without a proof that was lost, for a member who has no password: their code, or their PIN.
//!
//! They are signed in, and that is all that is left to tell who they are; an unlocked phone may be
//! in other hands. So it takes days, every page of *Today* says so meanwhile, in every browser of
//! theirs, and one press there stops it. Then, for some days, they can choose a password, a code or
//! a PIN anew without it. Nobody else is told or can help: that would be a way to reset another.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use journal::{Row, WayIn, WayInChange};

use super::proof::Proof;
use crate::app::Shared;
use crate::web::failure::Failure;
use crate::web::me::Me;

/// Between asking and doing without: long enough that its owner looks at *Today* meanwhile.
const WAIT: SignedDuration = SignedDuration::from_hours(3 * 24);
/// How long it can be done without then.
const OPEN_FOR: SignedDuration = SignedDuration::from_hours(14 * 24);

/// What a member who has lost their proof can do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LostProof {
    /// Nothing is asked of them, or they have a password: whoever chose one said what proves them.
    NotOffered,
    Offered,
    /// They asked on one day; it opens during another.
    Waiting {
        asked: Date,
        opens: Date,
    },
    /// They can do without, up to a day.
    Open {
        asked: Date,
        until: Date,
    },
}

impl LostProof {
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Open { .. })
    }
}

impl Shared {
    /// What this member can do about `proof`, which they would be asked if they had not lost it.
    pub(super) async fn lost(&self, me: &Me, proof: &Proof) -> Result<LostProof, Failure> {
        match proof {
            Proof::None | Proof::Password => return Ok(LostProof::NotOffered),
            Proof::Code | Proof::Pin => {}
        }
        let now = self.clock.now();
        let request = self.request_of(me).await?;
        let request = request.filter(|request| now < after(request.at, WAIT + OPEN_FOR));
        let Some(WayInChange { at, .. }) = request else { return Ok(LostProof::Offered) };
        let house = me.house.read();
        let day = |at| house.today_of(me.member, at);
        let (asked, opens) = (day(at), after(at, WAIT));
        Ok(if now < opens {
            LostProof::Waiting { asked, opens: day(opens) }
        } else {
            LostProof::Open { asked, until: day(after(at, WAIT + OPEN_FOR)) }
        })
    }

    /// What this member can do, should they have lost what proves who they are.
    pub async fn lost_proof(&self, me: &Me) -> Result<LostProof, Failure> {
        let kept = self.kept_proof(me).await?;
        self.lost(me, &kept).await
    }

    /// The request that waits, if there is one.
    pub async fn request_of(&self, me: &Me) -> Result<Option<WayInChange>, Failure> {
        let changes = self.journal.way_in_changes(me.member).await?;
        Ok(changes.into_iter().find(|change| change.way == WayIn::Request))
    }
}

/// What a change of a way in ends: the wait is over, or it was not needed.
pub fn no_request(me: &Me) -> Row {
    Row::ForgetWayInChange { member: me.member, way: WayIn::Request }
}

fn after(at: Timestamp, span: SignedDuration) -> Timestamp {
    at.saturating_add(span).unwrap_or(Timestamp::MAX)
}
