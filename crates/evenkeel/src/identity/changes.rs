//! What is told of a member's ways in: when each last changed, and that it did, in every session of
//! theirs but the one that changed it. To nobody else, and nowhere but inside the app: a notice by
//! mail or push may reach whoever made the change.
//!
//! Where nothing but being signed in proved who it was, an unlocked phone may have been in other
//! hands: a day later that session tells it too.

use household::MemberId;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use journal::{Row, WayIn, WayInChange};

use super::proof::Proof;
use crate::app::Shared;
use crate::web::failure::Failure;
use crate::web::me::Me;

/// After so long a session tells what nothing proved and itself did.
const OWN_NEWS_AFTER: SignedDuration = SignedDuration::from_hours(24);

/// What changed and was not put away here.
#[derive(Debug)]
pub struct News {
    /// The last of them.
    pub day: Date,
    pub lines: Vec<Line>,
    /// What the form that puts it away sends.
    pub up_to: u32,
}

/// One change.
#[derive(Debug)]
pub struct Line {
    /// The key of its sentence.
    pub key: &'static str,
    /// Where it is another day than the last one's.
    pub day: Option<Date>,
}

/// The day of each way's last change.
#[derive(Debug, Default)]
pub struct Changed {
    /// Of the sign-in name or the password.
    pub sign_in: Option<Date>,
    pub code: Option<Date>,
    pub pin: Option<Date>,
}

/// As [`changed`], by who asks, after what they were asked to prove.
pub fn changed_by(me: &Me, proof: &Proof, ways: &[WayIn], at: Timestamp) -> Vec<Row> {
    let is_proved = proof.is_asked();
    changed(me.member, me.session, is_proved, ways, at)
}

/// What one session changes of a member's ways in.
pub fn changed(
    member: MemberId,
    session: [u8; 32],
    is_proved: bool,
    ways: &[WayIn],
    at: Timestamp,
) -> Vec<Row> {
    let change = |way: &WayIn| WayInChange { way: *way, at, session, is_proved };
    ways.iter().map(|way| Row::WayInChanged { member, change: change(way) }).collect()
}

/// What a session did itself before this, without proof, it is told.
pub fn unproved_before(now: Timestamp) -> Timestamp {
    now.saturating_sub(OWN_NEWS_AFTER).unwrap_or(Timestamp::MIN)
}

impl Shared {
    /// What is to be told here.
    pub async fn way_in_news(&self, me: &Me) -> Result<Option<News>, Failure> {
        let now = self.clock.now();
        let unproved_before = unproved_before(now);
        let news = self.journal.way_in_news(me.member, &me.session, unproved_before).await?;
        // A request that waits is told by itself, for as long as it does.
        let news: Vec<_> =
            news.into_iter().filter(|(_, change)| change.way != WayIn::Request).collect();
        let Some((up_to, last)) = news.last().copied() else { return Ok(None) };
        let house = me.house.read();
        let day_of = |change: &WayInChange| house.today_of(me.member, change.at);
        let day = day_of(&last);
        let line = |change: &WayInChange| {
            let own_day = Some(day_of(change)).filter(|own| *own != day);
            Some(Line { key: key(change.way)?, day: own_day })
        };
        let lines = news.iter().filter_map(|(_, change)| line(change)).collect();
        Ok(Some(News { day, lines, up_to }))
    }

    /// When each way in last changed.
    pub async fn ways_in_changed(&self, me: &Me) -> Result<Changed, Failure> {
        let mut changed = Changed::default();
        for change in self.journal.way_in_changes(me.member).await? {
            let day = Some(me.house.read().today_of(me.member, change.at));
            // In the order of the changes: a later one takes an earlier one's place.
            match change.way {
                WayIn::Name | WayIn::Password => changed.sign_in = day,
                WayIn::Code => changed.code = day,
                WayIn::Pin => changed.pin = day,
                WayIn::Return | WayIn::Request => {}
            }
        }
        Ok(changed)
    }
}

/// The key of a change's sentence; a request that waits has one of its own elsewhere.
const fn key(way: WayIn) -> Option<&'static str> {
    match way {
        WayIn::Name => Some("identity-news-name"),
        WayIn::Password => Some("identity-news-password"),
        WayIn::Pin => Some("identity-news-pin"),
        WayIn::Code => Some("identity-news-code"),
        WayIn::Return => Some("identity-news-return"),
        WayIn::Request => None,
    }
}
