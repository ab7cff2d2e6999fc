//! Our own modules, joined to what a browser fetches at once, without what only we read.

use std::collections::BTreeSet;

/// Each module in a block of its own, so that their names do not meet.
pub fn modules(files: &[String]) -> String {
    files.iter().flat_map(|file| ["{\n".to_owned(), lean(file), "}\n".to_owned()]).collect()
}

/// Modules that import from each other, as one module: what they import of one another is there.
/// Of what is not theirs, each name is imported once, from the asset `beside` them.
///
/// # Panics
/// Where something is not theirs and nothing is beside them.
pub fn together(files: &[String], beside: Option<&str>) -> String {
    let all = files.join("\n") + "\n";
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
    let Some(beside) = beside else { panic!("imported from nowhere: {foreign:?}") };
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
///
/// # Panics
/// At a comment of several lines with code behind its end, or without an end.
pub fn lean(source: &str) -> String {
    let mut lean = String::with_capacity(source.len());
    let mut in_comment = false;
    for line in source.lines().map(str::trim) {
        let has_code_behind = line.split_once("*/").is_some_and(|(_, code)| !code.is_empty());
        let begins = line.starts_with("/*") && !has_code_behind;
        let is_ours = in_comment || begins || line.starts_with("//");
        assert!(!(in_comment && has_code_behind), "code behind a long comment: {line}");
        in_comment = (in_comment || begins) && !line.contains("*/");
        if !is_ours && !line.is_empty() {
            lean.push_str(line);
            lean.push('\n');
        }
    }
    assert!(!in_comment, "a comment without an end");
    lean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_only_what_we_read() {
        let source = "/* a\n b */\n  x { }\n\n// c\n/** d */\n  /** e */ y();\n";
        assert_eq!(lean(source), "x { }\n/** e */ y();\n");
    }

    #[test]
    #[should_panic(expected = "code behind a long comment")]
    fn code_behind_a_long_comment_ends_the_build() {
        lean("/* a\n b */ x { }\n");
    }

    #[test]
    #[should_panic(expected = "a comment without an end")]
    fn a_comment_without_an_end_ends_the_build() {
        lean("/* a\n x { }\n");
    }

    #[test]
    fn modules_stand_together_and_import_the_rest() {
        let files = [
            "import { b, far,\n  near } from \"./b.js\";\nexport const a = () => b(far, near);\n",
            "import { far } from \"./c.js\";\nexport function b(x) { return x ?? far; }\n",
        ]
        .map(str::to_owned);
        let own =
            "export const a = () => b(far, near);\nexport function b(x) { return x ?? far; }\n";
        let expected = format!("import {{far,near}} from \"/x.js\";\n{own}");
        assert_eq!(together(&files, Some("/x.js")), expected);
    }

    #[test]
    #[should_panic(expected = "imported from nowhere")]
    fn what_nothing_brings_along_ends_the_build() {
        together(&["import { a } from \"./a.js\";\na();\n".to_owned()], None);
    }
}
