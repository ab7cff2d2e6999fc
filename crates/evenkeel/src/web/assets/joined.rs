//! Our own modules, joined to what a browser fetches at once, without what only we read.

use std::collections::BTreeSet;

/// Each module in a block of its own, so that their names do not meet.
pub(super) fn modules(files: &[&str]) -> String {
    files.iter().flat_map(|file| ["{\n".to_owned(), lean(file), "}\n".to_owned()]).collect()
}

/// Modules that import from each other, as one module: what they import of one another is there.
/// Of what is not theirs, each name is imported once, from the asset `beside` them.
pub(super) fn together(files: &[&str], beside: &str) -> String {
    let all: String = files.iter().flat_map(|file| [file, "\n"]).collect();
    let (mut own, mut imports, mut in_import) = (String::new(), String::new(), false);
    for line in lean(&all).lines() {
        in_import |= line.starts_with("import ");
        let part = if in_import { &mut imports } else { &mut own };
        part.push_str(line);
        part.push('\n');
        in_import &= !line.ends_with(';');
    }
    let names = imports.split(['{', '}']).skip(1).step_by(2);
    let names = names.flat_map(|names| names.split(',')).map(str::trim);
    let is_own = |name: &str| {
        ["const", "function", "async function", "class", "let"]
            .into_iter()
            .any(|kind| own.lines().any(|line| declares(line, kind, name)))
    };
    let foreign: BTreeSet<_> = names.filter(|name| !name.is_empty() && !is_own(name)).collect();
    if foreign.is_empty() {
        return own;
    }
    let foreign: Vec<_> = foreign.into_iter().collect();
    format!("import {{{}}} from \"{beside}\";\n{own}", foreign.join(","))
}

/// Whether the line is `export KIND NAME` and no longer name that begins so.
fn declares(line: &str, kind: &str, name: &str) -> bool {
    let rest = line.strip_prefix("export ").and_then(|rest| rest.strip_prefix(kind));
    let rest = rest.and_then(|rest| rest.strip_prefix(' '));
    rest.is_some_and(|rest| {
        rest.strip_prefix(name).is_some_and(|after| {
            !after.starts_with(|next: char| next.is_alphanumeric() || next == '_')
        })
    })
}

/// Without what only we read: indents, empty lines, and comments on lines of their own.
pub(super) fn lean(source: &str) -> String {
    let mut lean = String::with_capacity(source.len());
    let mut in_comment = false;
    for line in source.lines().map(str::trim) {
        let has_code_behind = line.split_once("*/").is_some_and(|(_, code)| !code.is_empty());
        let begins = line.starts_with("/*") && !has_code_behind;
        let is_ours = in_comment || begins || line.starts_with("//");
        in_comment = (in_comment || begins) && !line.contains("*/");
        if !is_ours && !line.is_empty() {
            lean.push_str(line);
            lean.push('\n');
        }
    }
    lean
}
