//! Words that stand for work left undone, names that say nothing, and things out of their place.

use super::{Finding, Kind, Source, rust};

/// Whatever the file, whether in code or in a comment. Written in two parts, so as not to find
/// themselves.
const LEFT_UNDONE: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];

/// In Rust's code, not its comments and strings.
const CODE: [(&str, &str); 6] = [
    ("todo!", "left undone"),
    ("unimplemented!", "left undone"),
    ("dbg!", "left over"),
    ("#[ignore", "a test runs or goes"),
    ("#[allow(", "use #[expect(…, reason = \"…\")]"),
    ("#![allow(", "use #![expect(…, reason = \"…\")]"),
];

/// Names of modules that say nothing of what is in them.
const EMPTY_NAMES: [&str; 9] =
    ["util", "utils", "helper", "helpers", "common", "misc", "manager", "service", "prelude"];

const SQL: [&str; 6] =
    ["SELECT ", "INSERT INTO ", "DELETE FROM ", "CREATE TABLE ", "PRAGMA ", "UPDATE OR "];

pub(super) fn findings(source: &Source) -> Vec<Finding> {
    let mut findings = left_undone(source);
    findings.extend(empty_name(source));
    if source.kind == Kind::Rust {
        findings.extend(forbidden_code(source));
    }
    findings.extend(sql_out_of_place(source));
    findings
}

fn left_undone(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, line) in source.text.lines().enumerate() {
        for word in LEFT_UNDONE {
            if has_word(line, word) {
                findings
                    .push(source.finding(number + 1, format!("{word}: do it, or open an issue")));
            }
        }
    }
    findings
}

/// What follows it in a manifest is for tests alone.
const FOR_TESTS: &str = "[dev-dependencies]";

fn forbidden_code(source: &Source) -> Vec<Finding> {
    let masked = rust::mask(&source.text);
    let mut findings = Vec::new();
    for (word, why) in CODE {
        for (at, _) in masked.match_indices(word) {
            let before = at.checked_sub(1).map(|before| masked.as_bytes()[before]);
            if before.is_none_or(|byte| !rust::is_name_byte(byte)) {
                let line = super::line_of(&masked, at);
                findings.push(source.finding(line, format!("{word}: {why}")));
            }
        }
    }
    findings
}

fn empty_name(source: &Source) -> Option<Finding> {
    let mut parts = source.path.split('/').filter(|part| *part != "mod.rs");
    let empty = parts.find(|part| {
        let stem = part.split('.').next().unwrap_or(part);
        EMPTY_NAMES.contains(&stem)
    })?;
    let is_code = matches!(source.kind, Kind::Rust | Kind::Template | Kind::Script | Kind::Style);
    is_code.then(|| source.finding(0, format!("{empty} says nothing of what is in it")))
}

/// SQL lives in `crates/journal` only, and so do the crates that speak it; a test may read what a
/// browser keeps.
fn sql_out_of_place(source: &Source) -> Vec<Finding> {
    let inside = |folder: &str| source.path.starts_with(folder);
    if !inside("crates/") || inside("crates/journal/") {
        return Vec::new();
    }
    let is_manifest = source.path.ends_with("Cargo.toml");
    let is_sql = |line: &str| match source.kind {
        Kind::Sql => true,
        Kind::Rust => {
            SQL.iter().any(|word| line.contains(word))
                || (line.contains("UPDATE ") && line.contains(" SET "))
        }
        Kind::Other if is_manifest => {
            line.starts_with("rusqlite") || line.starts_with("tokio-postgres")
        }
        Kind::Template | Kind::Words | Kind::Style | Kind::Script | Kind::Other => false,
    };
    let lines = source.text.lines().take_while(|line| !is_manifest || *line != FOR_TESTS);
    let lines = lines.enumerate().filter(|(_, line)| is_sql(line));
    lines
        .map(|(number, _)| source.finding(number + 1, "SQL lives in crates/journal only"))
        .collect()
}

/// Whether `word` stands in `line` by itself.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = at.checked_sub(1).map(|before| line.as_bytes()[before]);
        let after = line.as_bytes().get(at + word.len()).copied();
        [before, after].into_iter().flatten().all(|byte| !rust::is_name_byte(byte))
    })
}

#[cfg(test)]
mod tests {
    use super::{Kind, Source, findings};

    fn found(path: &str, kind: Kind, text: &str) -> usize {
        findings(&Source { path: path.to_owned(), kind, text: text.to_owned() }).len()
    }

    #[test]
    fn what_is_left_undone_is_found_and_talk_about_it_is_not() {
        let undone = format!("fn f() {{ todo!() }} // {}", super::LEFT_UNDONE[0]);
        assert_eq!(found("crates/a/src/f.rs", Kind::Rust, &undone), 2);
        assert_eq!(found("crates/a/src/f.rs", Kind::Rust, "// Never `#[allow(x)]` or dbg!"), 0);
        assert_eq!(found("crates/a/src/f.rs", Kind::Rust, "#[allow(dead_code)]"), 1);
    }

    #[test]
    fn sql_is_found_outside_its_crate() {
        let query = "let q = \"SELECT 1\";";
        assert_eq!(found("crates/evenkeel/src/f.rs", Kind::Rust, query), 1);
        assert_eq!(found("crates/journal/src/f.rs", Kind::Rust, query), 0);
        assert_eq!(found("crates/household/Cargo.toml", Kind::Other, "rusqlite = \"1\""), 1);
        let for_tests = "[dev-dependencies]\nrusqlite = \"1\"";
        assert_eq!(found("crates/evenkeel/Cargo.toml", Kind::Other, for_tests), 0);
    }

    #[test]
    fn a_module_is_named_for_what_is_in_it() {
        assert_eq!(found("crates/a/src/utils/mod.rs", Kind::Rust, ""), 1);
        assert_eq!(found("crates/a/src/common.rs", Kind::Rust, ""), 1);
        assert_eq!(found("crates/a/src/uncommon.rs", Kind::Rust, ""), 0);
    }
}
