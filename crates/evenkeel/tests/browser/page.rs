//! What holds for every page a test meets, whatever is on it.

use serde_json::Value;

use super::driver::{Look, Scheme, Script, Session, Size, axe, screenshot};

/// What a browser may fetch before it shows the very first page, compressed and with headers.
pub(crate) const FIRST_BYTES_MAX: u64 = 30 * 1024;
/// What any later page may add.
const LATER_BYTES_MAX: u64 = 12 * 1024;
const REQUESTS_MAX: u64 = 5;

/// Bytes over the wire and requests of the page itself, without what was fetched from it later.
const WEIGH: &str = r#"
    const [page] = performance.getEntriesByType("navigation");
    const parts = performance.getEntriesByType("resource")
        .filter((one) => one.initiatorType !== "fetch" && one.transferSize > 0);
    const bytes = parts.reduce((sum, one) => sum + one.transferSize, page.transferSize);
    return [Math.round(bytes), 1 + parts.length];
"#;
/// What a page is called, whatever is on it: plainly, where all its links go to one address.
const NAME: &str = r#"return document.getElementById("go") ? "Home list" : "Evenkeel""#;
/// How every page is looked at. Without script a page is the same, so once is enough.
const LOOKS: [(Size, Scheme); 3] =
    [(Size::Phone, Scheme::Light), (Size::Phone, Scheme::Dark), (Size::Desk, Scheme::Light)];
/// By how many pixels a page is wider than its window.
const TOO_WIDE: &str = "const page = document.documentElement;
    return Math.max(0, page.scrollWidth - page.clientWidth)";

/// Whether the first page or a later one is looked at: the first brings style and script along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Visit {
    First,
    Later,
}

/// Looks a page over as it is now, on a phone and at a desk, in light and dark; keeps pictures
/// under `name`; and gives what is wrong with it.
pub(crate) async fn look_over(session: &mut Session, name: &str, visit: Visit) -> Vec<String> {
    let mut faults = session.complaints();
    let called = session.execute(NAME, Vec::new()).await.expect("it runs");
    if called != session.title().await.expect("a page has a title") {
        faults.push("its title tells what it is about".to_owned());
    }
    faults.extend(weigh(session, visit).await);
    let set = session.look();
    let looks = if set.script == Script::On { &LOOKS[..] } else { &LOOKS[..1] };
    for &(size, scheme) in looks {
        session.set(Look { size, scheme, ..set });
        session.unroll().await;
        faults.extend(axe(session).await.iter().map(|one| format!("{size:?} {scheme:?}, {one}")));
        let wide = number(&session.execute(TOO_WIDE, Vec::new()).await.expect("it runs"));
        if wide > 0 {
            faults.push(format!("{size:?}: {wide} pixels wider than the window"));
        }
        if set.script == Script::On {
            screenshot(session, &picture(name, size, scheme)).await;
        }
    }
    session.set(set);
    faults.into_iter().map(|fault| format!("{name}: {fault}")).collect()
}

async fn weigh(session: &Session, visit: Visit) -> Vec<String> {
    let weight = session.execute(WEIGH, Vec::new()).await.expect("it runs");
    let (bytes, requests) = (number(&weight[0]), number(&weight[1]));
    let bytes_max = match visit {
        Visit::First => FIRST_BYTES_MAX,
        Visit::Later => LATER_BYTES_MAX,
    };
    let mut faults = Vec::new();
    if bytes > bytes_max {
        faults.push(format!("{bytes} bytes, more than {bytes_max}"));
    }
    if requests > REQUESTS_MAX {
        faults.push(format!("{requests} requests"));
    }
    faults
}

fn picture(name: &str, size: Size, scheme: Scheme) -> String {
    format!("{name}-{size:?}-{scheme:?}").to_lowercase()
}

fn number(value: &Value) -> u64 {
    value.as_u64().expect("a whole number")
}
