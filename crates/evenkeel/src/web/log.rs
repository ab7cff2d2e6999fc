//! One line for each request, for whoever looks for a fault: which route, what was answered, how
//! long it took. Never an address as it was asked for (it holds ids and tokens), and nothing at all
//! of *Help*, *Just me*, *Who can see what*, *Leave this page* and what is done in the settings. Of
//! a room it tells only its name: when somebody closes their answers is nobody's to read.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;

use super::page::NEUTRAL;

/// Logs at level "debug", which is off unless asked for.
pub async fn log(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().cloned();
    let Some(route) = route.filter(|route| is_told(route.as_str())) else {
        return next.run(request).await;
    };
    let (method, begun) = (request.method().clone(), Instant::now());
    let response = next.run(request).await;
    let (status, micros) = (response.status().as_u16(), begun.elapsed().as_micros());
    let room = room(route.as_str());
    tracing::debug!(%method, room, status, micros, "answered");
    response
}

/// The room alone: the first step of a route.
fn room(route: &str) -> &str {
    let end = route.char_indices().skip(1).find(|(_, letter)| *letter == '/');
    &route[..end.map_or(route.len(), |(at, _)| at)]
}

fn is_told(route: &str) -> bool {
    ![NEUTRAL, "/leave", "/who-can-see", "/before"].contains(&route)
        && !route.starts_with("/p/")
        && !route.starts_with("/session/")
        && !route.starts_with("/assets/")
        && !route.starts_with("/settings/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_and_just_me_leave_no_line() {
        assert!(!is_told(NEUTRAL) && !is_told("/p/kept"));
        assert!(!is_told("/session/{token}"), "that a counsellor reads is told to nobody");
        assert!(!is_told("/who-can-see") && !is_told("/before"), "who asks if it is safe");
        assert!(!is_told("/settings/lost-proof"), "who prepares to come back tells nobody");
        assert!(is_told("/today"));
    }

    #[test]
    fn of_a_room_only_its_name_is_told() {
        assert_eq!(room("/talk/expectations/seal"), "/talk");
        assert_eq!(room("/share/sort/{card}"), "/share");
        assert_eq!((room("/today"), room("/")), ("/today", "/"));
    }
}
