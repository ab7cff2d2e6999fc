//! What a page weighs on the wire: the page and all it names, as a browser would fetch it.

use std::{collections::BTreeSet, net::SocketAddr};

use anyhow::{Result, ensure};

use crate::http::{Answer, Connection};

/// More than any page of ours names; a page that names more is what this would find.
const ASSETS_MAX: usize = 50;

/// Prints bytes and requests of a first and of a later visit to `/` and `/today`.
pub(super) fn print(address: SocketAddr, cookie: &str) -> Result<()> {
    println!();
    for (path, headers) in [("/", String::new()), ("/today", format!("Cookie: {cookie}\r\n"))] {
        let Some((first, later)) = weigh(address, path, &headers)? else {
            println!("{path:<7} is not served here");
            continue;
        };
        println!(
            "{path:<7} first visit {:>5.1} KB in {} requests, later {:>5.1} KB in {}",
            kilobytes(first.bytes),
            first.requests,
            kilobytes(later.bytes),
            later.requests,
        );
    }
    Ok(())
}

#[derive(Debug, Default)]
struct Weight {
    bytes: usize,
    requests: usize,
}

impl Weight {
    fn add(&mut self, answer: &Answer) {
        self.bytes += answer.bytes;
        self.requests += 1;
    }
}

/// A first and a later visit; `None` where there is no such page.
fn weigh(address: SocketAddr, path: &str, headers: &str) -> Result<Option<(Weight, Weight)>> {
    let mut connection = Connection::open(address)?;
    let (mut first, mut later) = (Weight::default(), Weight::default());
    let encoded = format!("{headers}Accept-Encoding: gzip, br\r\n");
    let page = connection.get(path, &encoded)?;
    if page.status != 200 {
        return Ok(None);
    }
    first.add(&page);
    later.add(&page);
    // Read once more without compression, to see what the page names.
    let mut to_fetch = assets(&connection.get(path, headers)?.text());
    let mut fetched = BTreeSet::new();
    while let Some(name) = to_fetch.pop_first() {
        if !fetched.insert(name.clone()) {
            continue;
        }
        ensure!(fetched.len() <= ASSETS_MAX, "{path} names more than {ASSETS_MAX} files");
        let asset = connection.get(&name, &encoded)?;
        ensure!(asset.status == 200, "{name} was answered {}", asset.status);
        first.add(&asset);
        if !asset.header("cache-control").is_some_and(|how| how.contains("immutable")) {
            later.add(&asset);
        }
        to_fetch.extend(assets(&connection.get(&name, headers)?.text()));
    }
    Ok(Some((first, later)))
}

/// Every `/assets/…` that a text names.
fn assets(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, _) in text.match_indices("/assets/") {
        let rest = &text[at..];
        let ends = |c: char| !(c.is_ascii_alphanumeric() || "/._-".contains(c));
        names.insert(rest[..rest.find(ends).unwrap_or(rest.len())].to_owned());
    }
    names
}

#[expect(clippy::cast_precision_loss, reason = "a page has far fewer than 2^52 bytes")]
const fn kilobytes(bytes: usize) -> f64 {
    bytes as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_a_page_names_is_found_once() {
        let page = r#"<link href="/assets/a.1f.css"><script src="/assets/b.js"></script>
            <img src='/assets/a.1f.css'> url(/assets/c_d.svg)"#;
        let found: Vec<_> = super::assets(page).into_iter().collect();
        assert_eq!(found, ["/assets/a.1f.css", "/assets/b.js", "/assets/c_d.svg"]);
    }
}
