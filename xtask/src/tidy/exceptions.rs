//! `xtask/tidy-exceptions.txt`: what is over a limit for now, with its size. It may only shrink:
//! an entry that is larger than what it excuses is an error, and so is one not needed any more.

use anyhow::{Context as _, Result, bail};

use super::{Finding, sizes::Over};

const PATH: &str = "xtask/tidy-exceptions.txt";
const LIST: &str = include_str!("../../tidy-exceptions.txt");

/// Raising this is a decision, to be made in the open.
const ENTRIES_MAX: usize = 3;

#[derive(Debug, PartialEq, Eq)]
struct Exception {
    path: String,
    what: String,
    size: usize,
}

/// What of `over` no entry excuses, and what of the entries excuses nothing.
pub(super) fn judge(over: Vec<Over>) -> Result<Vec<Finding>> {
    let exceptions = parse(LIST)?;
    if exceptions.len() > ENTRIES_MAX {
        bail!("{PATH} has {} entries; it may have {ENTRIES_MAX}", exceptions.len());
    }
    Ok(compare(over, exceptions))
}

fn compare(over: Vec<Over>, mut exceptions: Vec<Exception>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for one in over {
        let entry = exceptions.iter().position(|e| e.path == one.path && e.what == one.what);
        let allowed = entry.map(|at| exceptions.swap_remove(at).size);
        let what = match allowed {
            Some(allowed) if one.size == allowed => continue,
            Some(allowed) if one.size < allowed => {
                format!("{} is down to {}: say so in {PATH}", one.what, one.size)
            }
            _ if one.what == "long-lines" => format!("{} lines are too long", one.size),
            _ => format!("{} has {} lines; at most {}", one.what, one.size, one.limit),
        };
        findings.push(Finding { path: one.path, line: one.line, what });
    }
    findings.extend(exceptions.into_iter().map(|left| Finding {
        path: PATH.to_owned(),
        line: 0,
        what: format!("{} {} needs no exception any more", left.path, left.what),
    }));
    findings
}

/// Each line: path, tab, what, tab, size. Lines that begin with `#` are for people.
fn parse(list: &str) -> Result<Vec<Exception>> {
    list.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let mut parts = line.split('\t');
            let (path, what, size) = (parts.next(), parts.next(), parts.next());
            match (path, what, size.and_then(|size| size.parse().ok()), parts.next()) {
                (Some(path), Some(what), Some(size), None) => {
                    Ok(Exception { path: path.to_owned(), what: what.to_owned(), size })
                }
                _ => bail!("not `path, what, size` with tabs between: {line:?}"),
            }
        })
        .collect::<Result<_>>()
        .context(PATH)
}

#[cfg(test)]
mod tests {
    use super::{Over, compare, parse};

    fn over(size: usize) -> Over {
        let (path, what) = ("a.rs".to_owned(), "fn f".to_owned());
        Over { path, what, line: 1, size, limit: 60 }
    }

    #[test]
    fn the_list_may_only_shrink() {
        let listed = || parse("# why\na.rs\tfn f\t80\n").unwrap();
        assert!(compare(vec![over(80)], listed()).is_empty());
        assert_eq!(compare(vec![over(81)], listed()).len(), 1, "it grew");
        assert_eq!(compare(vec![over(79)], listed()).len(), 1, "the entry must follow");
        assert_eq!(compare(vec![], listed()).len(), 1, "the entry must go");
        assert_eq!(compare(vec![over(61)], vec![]).len(), 1, "nothing excuses it");
    }
}
