//! The link of an invitation: its token, whether it works, and its picture.
//!
//! Tokens are kept as hashes. The page of an invitation can show its link to whoever made it as
//! long as the process lives, because the token derives from the process's secret; later it cannot.

use std::fmt::Write;

use household::{Household, MemberId};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use journal::{Invitation, InvitationId, InvitationState};
use qrcode::{Color, EcLevel, QrCode};

use crate::app::Shared;
use crate::identity::hash_of;
use crate::web::failure::{Failure, hex};
use crate::words::Words;

/// Cells of white around a QR code, as its standard asks.
const QUIET_ZONE: usize = 4;
/// Who has set no zone of their own, so that the family's counts.
pub(super) const NOBODY: MemberId = MemberId::from_bytes([0; 16]);

/// A link that works.
#[derive(Debug)]
pub(super) struct Link {
    pub invitation: Invitation,
    /// Who sent it, as a page says it.
    pub other: String,
    /// The last day on which it works.
    pub until: Date,
}

/// The secret half of an invitation's link.
pub(super) fn token(app: &Shared, by: MemberId, id: InvitationId) -> String {
    hex(&app.derive("invitation: token", &[by.as_bytes(), id.as_bytes()]))
}

pub(super) fn address(app: &Shared, token: &str) -> String {
    format!("{}/join/{token}", app.settings.public_url)
}

/// The invitation of a link, also one that does not work any more.
pub(super) async fn find(app: &Shared, token: &str) -> Result<Invitation, Failure> {
    app.journal.invitation_by_token(&hash_of(token)).await?.ok_or(Failure::LinkGone)
}

/// A link that works: not used, not taken back, not too old, and who made it is still there.
pub(super) async fn open(
    app: &Shared,
    words: &Words,
    invitation: Invitation,
) -> Result<Link, Failure> {
    if !is_open(app, &invitation) {
        return Err(Failure::LinkGone);
    }
    let house = app.households.get(app, invitation.household).await?;
    let state = house.read();
    let until = last_day(&state, invitation.expires);
    let seen = state.seen_by(invitation.by).ok_or(Failure::LinkGone)?;
    let sender = seen.shared.people.member(invitation.by);
    let name = sender.and_then(|member| member.name.as_ref());
    let other = name.map_or(words.text("join-other"), |name| name.as_str()).to_owned();
    Ok(Link { invitation, other, until })
}

/// The last day on which something works that ends at this time, as the family counts days: the
/// zone that somebody chose for themselves is nobody else's.
pub(super) fn last_day(house: &Household, ends: Timestamp) -> Date {
    let last_second = ends.saturating_sub(SignedDuration::from_secs(1));
    house.today_of(NOBODY, last_second.unwrap_or(ends))
}

pub(super) fn is_open(app: &Shared, invitation: &Invitation) -> bool {
    invitation.state == InvitationState::Open && invitation.expires > app.clock.now()
}

/// A QR code: how many cells wide, and its black ones as an SVG path of unit squares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picture {
    pub side: usize,
    pub path: String,
}

/// The QR code of an address; `None` where it is too long for one.
pub(super) fn picture(address: &str) -> Option<Picture> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let (width, colors) = (code.width(), code.to_colors());
    let mut path = String::with_capacity(colors.len() * 6);
    for (y, row) in colors.chunks(width).enumerate() {
        for (x, _) in row.iter().enumerate().filter(|(_, color)| **color == Color::Dark) {
            write!(path, "M{} {}h1v1h-1z", x + QUIET_ZONE, y + QUIET_ZONE)
                .expect("a string takes what is written");
        }
    }
    Some(Picture { side: width + 2 * QUIET_ZONE, path })
}

/// An id of what was derived for it.
pub(super) fn first_16(derived: [u8; 32]) -> [u8; 16] {
    let mut id = [0; 16];
    id.copy_from_slice(&derived[..16]);
    id
}
