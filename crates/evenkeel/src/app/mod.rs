//! What all requests share: the journal, the households in memory, the words, the clock.

mod cell;
mod erasure;
mod households;
mod housekeeping;
mod talks;
mod turns;
mod writes;

use std::sync::Arc;

use hmac::{Hmac, KeyInit, Mac};
use household::{Command, HouseholdId, Ids, MemberId, Refusal};
use jiff::{SignedDuration, Timestamp};
use journal::{Journal, Row};
use sha2::Sha256;

pub use cell::Cell;
pub use households::Households;
pub use housekeeping::go_round;
pub use talks::{Applied, NoTalk, Talks};
pub use turns::{NoTurn, Turns, WAITING_MAX, cores};
pub use writes::{Quota, Writes};

use crate::clock::Clock;
use crate::entropy::Entropy;
use crate::identity::Identity;
use crate::settings::Settings;
use crate::web::ask::Ask;
use crate::web::failure::Again;
use crate::web::me::Me;
use crate::words::Words;

/// How long after a first answer its repetition is given the cookie again.
const REPEATED_WITHIN: SignedDuration = SignedDuration::from_mins(30);

/// Cloning shares it.
pub type App = Arc<Shared>;

#[derive(Debug)]
pub struct Shared {
    pub settings: Settings,
    pub clock: Clock,
    pub entropy: Entropy,
    pub journal: Journal,
    pub households: Households,
    pub identity: Identity,
    /// Reckoning a division.
    pub reckoning: Turns,
    pub writes: Writes,
    /// Talks that are under way.
    pub talks: Talks,
    /// Derives ids and form keys. Lives as long as the process: receipts answer what came before.
    secret: [u8; 32],
}

/// What somebody does in one step: all of it is kept, or nothing.
#[derive(Debug)]
pub struct Act<'a> {
    pub household: HouseholdId,
    /// Who acts; somebody new acts under the id they are about to have.
    pub member: MemberId,
    pub ask: &'a Ask,
    /// In this order. None, where only rows are kept.
    pub commands: &'a [Command],
    pub rows: Vec<Row>,
    /// Where to go then.
    pub to: &'a str,
}

/// What an act was answered.
#[derive(Debug)]
pub struct Done {
    pub to: String,
    /// When it happened: earlier than now, where the same request came before.
    pub at: Timestamp,
}

/// Why an act did not happen.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The form's key was used before, with other fields.
    #[error("the form was sent before, with other content")]
    UsedKey(Box<Again>),
    /// More than anybody presses by hand.
    #[error("too many writes at once")]
    TooOften(Box<Again>),
    /// It would reach somebody, and one is off.
    #[error("the household is quiet")]
    Waits(Box<Again>),
    #[error("the invitation is gone")]
    InvitationGone,
    #[error("the sign-in name is taken")]
    NameTaken,
    #[error(transparent)]
    Storage(#[from] journal::Error),
}

impl Shared {
    pub fn new(settings: Settings, journal: Journal, clock: Clock, entropy: Entropy) -> App {
        let secret = entropy.draw("process secret", &[]);
        Arc::new(Self {
            identity: Identity::new(),
            reckoning: Turns::new(),
            writes: Writes::new(settings.writes),
            talks: Talks::new(),
            households: Households::new(),
            settings,
            clock,
            entropy,
            journal,
            secret,
        })
    }

    /// The words of the reader's language.
    pub fn words(&self, language: Option<&str>) -> &'static Words {
        Words::of(language)
    }

    /// Does what a member asks, durably, once. Answers where to go then: `to`, or what was answered
    /// when the same request came before.
    pub async fn act(
        &self,
        me: &Me,
        ask: &Ask,
        command: &Command,
        to: &str,
    ) -> Result<String, ActError> {
        self.act_with(me, ask, command, Vec::new(), to).await
    }

    /// As [`Shared::act`], with rows that are kept together with the events or not at all.
    pub async fn act_with(
        &self,
        me: &Me,
        ask: &Ask,
        command: &Command,
        rows: Vec<Row>,
        to: &str,
    ) -> Result<String, ActError> {
        let (household, member) = (me.household, me.member);
        let commands = std::slice::from_ref(command);
        let done = self.act_as(Act { household, member, ask, commands, rows, to }).await?;
        Ok(done.to)
    }

    /// As [`Shared::act`], for somebody who may be new, with any number of commands.
    pub async fn act_as(&self, act: Act<'_>) -> Result<Done, ActError> {
        self.households.act(self, act).await
    }

    /// Whether this member may write now, for what is kept in memory alone; see [`Shared::act`].
    pub fn may_write(&self, me: &Me, ask: &Ask) -> Result<(), ActError> {
        self.takes_a_write(me).then_some(()).ok_or_else(|| households::too_often(ask))
    }

    /// The same for what comes without a form.
    pub fn takes_a_write(&self, me: &Me) -> bool {
        self.writes.take(me.member, self.clock.now())
    }

    /// Whether a request that came again may be given its cookie again: a press is repeated while
    /// the network is bad. Who finds the page later must not get in by it.
    pub fn is_recent(&self, done: Timestamp) -> bool {
        self.clock.now().duration_since(done) < REPEATED_WITHIN
    }

    /// Ids for what this request makes.
    pub(crate) fn ids(&self, member: MemberId, ask: &Ask) -> Ids {
        Ids::new(self.derive("ids", &[member.as_bytes(), &ask.request.key]))
    }

    /// A secret-keyed digest: what outsiders can neither guess nor compare between members.
    pub fn derive(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.secret).expect("any key length will do");
        mac.update(purpose.as_bytes());
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}
