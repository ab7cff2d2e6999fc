use super::*;

#[test]
fn what_is_left_out_is_only_what_we_read() {
    let source = "/* a\n b */\n  x { }\n\n// c\n/** d */\n  /** e */ y();\n";
    assert_eq!(lean(source), "x { }\n/** e */ y();\n");
    for source in CSS.iter().chain(SCRIPT).chain(VAULT).chain(ALONG).chain(LENT) {
        let mut in_comment = false;
        for line in source.lines().map(str::trim) {
            let ends = line.split_once("*/");
            let has_code_behind = ends.is_some_and(|(_, behind)| !behind.is_empty());
            assert!(!(in_comment && has_code_behind), "code behind a long comment: {line}");
            in_comment = (in_comment || line.starts_with("/*")) && ends.is_none();
        }
        assert!(!in_comment, "a comment without an end");
    }
}

#[test]
fn what_is_packed_opens_to_the_same() {
    let assets = Assets::new();
    assets.pack();
    for asset in assets.by_name.values() {
        let packed = asset.packed.get().expect("packed");
        let mut opened = Vec::new();
        brotli::Decompressor::new(&packed.brotli[..], 4096)
            .read_to_end(&mut opened)
            .expect("brotli");
        assert_eq!(opened, asset.plain);
        opened.clear();
        flate2::read::GzDecoder::new(&packed.gzip[..]).read_to_end(&mut opened).expect("gzip");
        assert_eq!(opened, asset.plain);
    }
}

#[test]
fn a_browser_gets_what_it_takes() {
    let packed = Packed::of(b"style");
    for (accepted, expected) in [
        ("gzip, deflate, br", Some("br")),
        ("gzip, deflate", Some("gzip")),
        ("br;q=0, gzip", Some("gzip")),
        ("identity", None),
        ("", None),
    ] {
        let headers = [(ACCEPT_ENCODING, HeaderValue::from_static(accepted))];
        let chosen = packed.for_browser(&headers.into_iter().collect());
        assert_eq!(chosen.map(|(name, _)| name), expected, "{accepted}");
    }
}

#[test]
fn modules_stand_together_and_import_the_rest() {
    let (one, other) = (
        "import { b, far,\n  near } from \"./b.js\";\nexport const a = () => b(far, near);\n",
        "import { far } from \"./c.js\";\nexport function b(x) { return x ?? far; }\n",
    );
    let own = "export const a = () => b(far, near);\nexport function b(x) { return x ?? far; }\n";
    let expected = format!("import {{far,near}} from \"/x.js\";\n{own}");
    assert_eq!(together(&[one, other], "/x.js"), expected);
    assert!(!together(VAULT, "").contains("import {") && !together(LENT, "").contains("import {"));
}
