//! Where a request comes from, and how often from there somebody may knock.
//!
//! This slows a stranger who tries names by the thousand. It comes on top of the waits at each name
//! and PIN, which do not depend on where a guess comes from.

use std::convert::Infallible;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::time::Duration;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use household::MemberId;
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::web::failure::Failure;

/// Addresses remembered before those that have been quiet are forgotten.
const ADDRESSES_MAX: usize = 10_000;
/// Sign-in names that a member may try in a day.
pub const NAMES_A_DAY: u32 = 5;

/// What somebody who is not known yet may do only so often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Knock {
    /// A password, PIN or recovery code.
    SignIn,
    /// A new family space.
    Begin,
    /// An invitation.
    Join,
}

/// Somebody's network address, as far as it is worth limiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visitor(Option<IpAddr>);

impl Visitor {
    /// What their guesses are counted by.
    pub fn mark(self) -> [u8; 32] {
        let text = self.0.map(|address| address.to_string()).unwrap_or_default();
        Sha256::digest(text).into()
    }
}

#[derive(Debug)]
pub(super) struct Knocks {
    sign_in: DefaultKeyedRateLimiter<IpAddr>,
    begin: DefaultKeyedRateLimiter<IpAddr>,
    join: DefaultKeyedRateLimiter<IpAddr>,
    names: DefaultKeyedRateLimiter<MemberId>,
}

impl Knocks {
    pub(super) fn new() -> Self {
        Self {
            sign_in: limiter(20, 3),
            begin: limiter(20, 15),
            join: limiter(30, 5),
            names: limiter(NAMES_A_DAY, 24 * 3600 / u64::from(NAMES_A_DAY)),
        }
    }

    pub(super) fn admit(&self, knock: Knock, visitor: Visitor) -> Result<(), Failure> {
        let Some(address) = visitor.0 else { return Ok(()) };
        let limiter = match knock {
            Knock::SignIn => &self.sign_in,
            Knock::Begin => &self.begin,
            Knock::Join => &self.join,
        };
        if limiter.len() > ADDRESSES_MAX {
            limiter.retain_recent();
        }
        limiter.check_key(&address).map_err(|_| Failure::TooManyAttempts)
    }

    pub(super) fn may_name(&self, member: MemberId) -> bool {
        if self.names.len() > ADDRESSES_MAX {
            self.names.retain_recent();
        }
        self.names.check_key(&member).is_ok()
    }
}

/// So many at once, then one more every so many seconds.
fn limiter<K: Clone + Eq + Hash>(at_once: u32, seconds_each: u64) -> DefaultKeyedRateLimiter<K> {
    let quota = Quota::with_period(Duration::from_secs(seconds_each)).expect("not zero");
    let at_once = NonZeroU32::new(at_once).expect("not zero");
    RateLimiter::keyed(quota.allow_burst(at_once))
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
        Ok(Self(peer.and_then(|peer| address(peer, &parts.headers, app.settings.is_https()))))
    }
}

/// This program speaks plain HTTP only: a public address with HTTPS means that a proxy stands in
/// front, and then the last `X-Forwarded-For` is what that proxy saw, if it runs on this machine.
/// Otherwise anyone could have written it, also somebody in the same home network. Nobody on this
/// computer itself is limited: they could read the files.
fn address(peer: IpAddr, headers: &HeaderMap, behind_proxy: bool) -> Option<IpAddr> {
    let peer = peer.to_canonical();
    let forwarded = (behind_proxy && peer.is_loopback())
        .then(|| headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok())
        .flatten()
        .and_then(|list| list.rsplit(',').next()?.trim().parse::<IpAddr>().ok());
    match forwarded {
        Some(address) => Some(network(address.to_canonical())),
        None if peer.is_loopback() => None,
        None => Some(network(peer)),
    }
}

/// One home has a whole /64 of IPv6 addresses.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(peer: &str, forwarded: Option<&str>, behind_proxy: bool) -> Option<String> {
        let mut headers = HeaderMap::new();
        if let Some(list) = forwarded {
            headers.insert("x-forwarded-for", list.parse().expect("a header"));
        }
        let peer = peer.parse().expect("an address");
        address(peer, &headers, behind_proxy).map(|address| address.to_string())
    }

    #[test]
    fn an_address_is_believed_from_a_proxy_only() {
        for (peer, forwarded, behind_proxy, expected) in [
            ("127.0.0.1", None, false, None),
            ("::1", None, true, None),
            ("192.168.1.7", None, false, Some("192.168.1.7")),
            ("192.168.1.7", Some("127.0.0.1"), false, Some("192.168.1.7")),
            ("127.0.0.1", Some("203.0.113.9"), true, Some("203.0.113.9")),
            ("127.0.0.1", Some("1.1.1.1, 203.0.113.9"), true, Some("203.0.113.9")),
            ("172.17.0.1", Some("203.0.113.9"), true, Some("172.17.0.1")),
            ("192.168.1.7", Some("203.0.113.9"), true, Some("192.168.1.7")),
            ("203.0.113.5", Some("198.51.100.1"), true, Some("203.0.113.5")),
            ("127.0.0.1", Some("nonsense"), true, None),
            ("2001:db8:1:2:3:4:5:6", None, false, Some("2001:db8:1:2::")),
            ("::ffff:192.168.1.7", None, false, Some("192.168.1.7")),
        ] {
            assert_eq!(told(peer, forwarded, behind_proxy).as_deref(), expected, "{peer}");
        }
    }

    #[test]
    fn whoever_knocks_too_often_waits_and_others_do_not() {
        let knocks = Knocks::new();
        let one = Visitor(Some("203.0.113.9".parse().expect("an address")));
        let other = Visitor(Some("203.0.113.10".parse().expect("an address")));
        let allowed = (0..100).filter(|_| knocks.admit(Knock::SignIn, one).is_ok()).count();
        assert!((20..25).contains(&allowed), "{allowed}");
        assert!(knocks.admit(Knock::SignIn, other).is_ok());
        assert!(knocks.admit(Knock::Join, one).is_ok());
    }
}
