//! A sheet for a first session with a counsellor: what one would not like to forget, on one page.
//!
//! For one's own session anybody makes it of what they can already see, and prints it. It is the
//! answer to the form itself: nothing of it is kept, and nobody is told. It lives at the neutral
//! address, as all of *Help* does.
//!
//! For a session to which all parents go, all choose: what each has read and said yes to is frozen,
//! and a link shows exactly that to somebody without an account, for some days. One parent alone
//! can lend a counsellor pages of *Just me* in the same way: those the server cannot read.

mod joint;
pub(super) mod lent;
mod link;
mod names;
mod own;
mod pieces;
mod sheet;

use axum::response::Response;
use household::Seen;

use joint::Act;
pub use lent::pages;
pub use link::open;

use crate::app::Shared;
use crate::web::ask::Sent;
use crate::web::failure::Failure;
use crate::web::me::{Me, Reader};

/// What the form's field `to` asks for.
#[derive(Debug, Clone, Copy)]
pub(super) enum To {
    Choose,
    Sheet,
    File,
    Joint,
    ChooseJoint,
    Act(Act),
}

/// Where it is asked for, and by whom.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<'a> {
    pub app: &'a Shared,
    pub me: &'a Me,
    /// For which country *Help* shows its lines, to find the way back.
    pub country: &'a str,
}

/// What the door to the page for a session together says.
pub(super) fn door(reader: &Reader) -> &'static str {
    let waits = match reader {
        Reader::Member(me) => me.see(|seen| waits(&seen)).unwrap_or(false),
        Reader::Invited(_) | Reader::Stranger(_) => false,
    };
    if waits { "session-joint-waits" } else { "session-joint-about" }
}

/// Whether one waits for its reader's yes.
pub(super) fn waits(seen: &Seen<'_>) -> bool {
    seen.shared.first_session.offer().is_some_and(|offer| offer.waits_for(seen.me))
}

impl To {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "sheet" => Self::Choose,
            "sheet-show" => Self::Sheet,
            "sheet-file" => Self::File,
            "joint" => Self::Joint,
            "joint-choose" => Self::ChooseJoint,
            "joint-offer" => Self::Act(Act::Offer),
            "joint-yes" => Self::Act(Act::Yes),
            "joint-back" => Self::Act(Act::Back),
            "joint-down" => Self::Act(Act::Down),
            "joint-link" => Self::Act(Act::MakeLink),
            "joint-end" => Self::Act(Act::EndLink),
            _ => return None,
        })
    }

    pub(super) async fn show(self, at: At<'_>, sent: Sent) -> Result<Response, Failure> {
        match self {
            Self::Choose => own::choose(at, sent.form()),
            Self::Sheet => own::sheet(at, sent.form().clone()),
            Self::File => own::file(at, sent.form().clone()),
            Self::Joint => joint::show(at),
            Self::ChooseJoint => joint::choose(at),
            Self::Act(act) => {
                let form = sent.form();
                let about = [form.value("to"), form.value("version"), form.value("link")];
                let what = about.join(" ");
                joint::act(at, act, sent.keyed(&what)?).await
            }
        }
    }
}
