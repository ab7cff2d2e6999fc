//! That no page is left out: whoever adds one to the router has it looked over.

use super::someone::Someone;

const ROUTER: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/web/router.rs"));

/// What answers with no page of ours, or is one that only a worker asks for.
const NO_PAGES: [&str; 9] = [
    "/assets/{name}",
    "/leave",
    "/p/kept",
    "/p/shell",
    "/p/worker",
    "/session/{token}/pages",
    "/talk/check-in/calendar",
    "/talk/listening/{talk}/changes",
    "/phone/certificate",
];

/// Looks at every page that the story passed by: at its address, or, where that names something, at
/// a link to one of its kind.
pub(crate) async fn meets_the_rest(people: [&mut Someone<'_>; 3]) {
    for who in 0..people.len() {
        for page in pages() {
            if people.iter().any(|person| person.has_met(page)) {
                continue;
            }
            for address in people[who].links_to(page) {
                people[who].opens(&address).await;
                // Where it leads elsewhere, it is not for them, or not now.
                if is_of(&people[who].path().await, page) {
                    people[who].looks().await;
                }
                if people[who].has_met(page) {
                    break;
                }
            }
        }
    }
    let left: Vec<_> =
        pages().filter(|page| !people.iter().any(|person| person.has_met(page))).collect();
    assert!(left.is_empty(), "nobody has met {left:?}");
}

/// Every address of the router that answers to GET.
fn pages() -> impl Iterator<Item = &'static str> {
    let routes = ROUTER.split(".route(").skip(1);
    let pages =
        routes.filter(|route| route.lines().next().is_some_and(|line| line.contains("get(")));
    let addresses = pages.filter_map(|route| route.split('"').nth(1));
    addresses.filter(|address| !NO_PAGES.contains(address))
}

/// Whether `path` is one that `route` answers.
pub(crate) fn is_of(path: &str, route: &str) -> bool {
    let (path, route) = (path.split('/'), route.split('/'));
    path.clone().count() == route.clone().count()
        && path.zip(route).all(|(is, asked)| asked.starts_with('{') || is == asked)
}
