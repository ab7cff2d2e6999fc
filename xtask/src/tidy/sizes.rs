//! How long a file, a function and a line may be.

use super::{Kind, Source, rust};

const FILE_LINES_MAX: usize = 400;
/// Our own script modules: small enough to be read before they are trusted.
const SCRIPT_LINES_MAX: usize = 149;
const FUNCTION_LINES_MAX: usize = 60;
const LINE_COLUMNS_MAX: usize = 100;

/// One thing that is larger than its limit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Over {
    pub(super) path: String,
    /// What it is: `file`, `fn NAME`, or `long-lines`.
    pub(super) what: String,
    pub(super) line: usize,
    /// Its lines; for `long-lines`, how many lines are too long.
    pub(super) size: usize,
    pub(super) limit: usize,
}

/// All in `source` that is over its limit.
pub(super) fn over(source: &Source) -> Vec<Over> {
    let over = |what: String, line, size, limit| Over {
        path: source.path.clone(),
        what,
        line,
        size,
        limit,
    };
    let mut found = Vec::new();
    let lines = source.text.lines().count();
    let lines_max = match source.kind {
        Kind::Rust | Kind::Template | Kind::Words | Kind::Style => FILE_LINES_MAX,
        Kind::Script => SCRIPT_LINES_MAX,
        Kind::Sql | Kind::Other => usize::MAX,
    };
    if lines > lines_max {
        found.push(over("file".to_owned(), 0, lines, lines_max));
    }
    if source.kind != Kind::Rust {
        return found;
    }
    let is_long = |line: &str| line.chars().count() > LINE_COLUMNS_MAX;
    let long = source.text.lines().filter(|line| is_long(line)).count();
    if let Some(first) = source.text.lines().position(is_long) {
        found.push(over("long-lines".to_owned(), first + 1, long, 0));
    }
    let masked = rust::mask(&source.text);
    for (name, at, lines) in rust::functions(&masked) {
        if lines > FUNCTION_LINES_MAX {
            let line = super::line_of(&masked, at);
            found.push(over(format!("fn {name}"), line, lines, FUNCTION_LINES_MAX));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Kind, Source, over};

    #[test]
    fn what_is_too_long_is_found_once_and_where_it_is() {
        let body = "    a();\n".repeat(60);
        let wide = "x".repeat(101);
        let text = format!("fn short() {{}}\n\nfn long() {{\n{body}}}\n// {wide}\n");
        let source = Source { path: "a.rs".to_owned(), kind: Kind::Rust, text };
        let found: Vec<_> = over(&source).into_iter().map(|o| (o.what, o.line, o.size)).collect();
        assert_eq!(found, [("long-lines".to_owned(), 65, 1), ("fn long".to_owned(), 3, 62)]);
    }
}
