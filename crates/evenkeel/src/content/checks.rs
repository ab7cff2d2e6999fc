//! That texts and facts name the same keys.

use anyhow::{Result, bail};

/// Both name the same keys, each once.
pub(super) fn same<'a>(
    what: &str,
    texts: impl IntoIterator<Item = &'a str>,
    facts: impl IntoIterator<Item = &'a str>,
) -> Result<()> {
    let sorted = |keys: Vec<&'a str>| {
        let mut keys = keys;
        keys.sort_unstable();
        keys
    };
    let texts = sorted(texts.into_iter().collect());
    let facts = sorted(facts.into_iter().collect());
    if texts == facts {
        return Ok(());
    }
    let odd = |these: &[&str], those: &[&str]| {
        these.iter().find(|key| !those.contains(key)).map(|key| (*key).to_owned())
    };
    match (odd(&facts, &texts), odd(&texts, &facts)) {
        (Some(key), _) => bail!("{what}: no text for {key}"),
        (None, Some(key)) => bail!("{what}: a text for {key}, which is not there"),
        (None, None) => bail!("{what}: something is there twice"),
    }
}
