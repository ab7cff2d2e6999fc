use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use sha2::{Digest, Sha256};

use crate::packed::{brotli, gzip};

/// How many bytes of its hash name an asset: two never share a name by chance.
const NAME_BYTES: usize = 8;

/// What browsers may fetch, by name.
#[derive(Debug, Default)]
pub struct Kept {
    by_name: BTreeMap<String, (&'static str, Vec<u8>)>,
}

impl Kept {
    /// Keeps these bytes, and says the address under which they are served for ever: its name is a
    /// hash of them. `extension` without its dot; `kind` as in `Content-Type`.
    pub fn add(
        &mut self,
        extension: &str,
        kind: &'static str,
        bytes: impl Into<Vec<u8>>,
    ) -> String {
        let bytes = bytes.into();
        let mut name = String::new();
        for byte in &Sha256::digest(&bytes)[..NAME_BYTES] {
            let _ = write!(name, "{byte:02x}");
        }
        let name = format!("{name}.{extension}");
        let path = format!("/assets/{name}");
        self.by_name.insert(name, (kind, bytes));
        path
    }

    /// Writes every asset to `out`, plain and packed, and says the Rust expression that holds them
    /// all: a slice of `(name, Asset { kind, plain, brotli, gzip })` in the order of their names,
    /// for a build script whose `OUT_DIR` is `out`.
    pub fn write(&self, out: &Path) -> io::Result<String> {
        let mut all = "&[\n".to_owned();
        for (name, (kind, plain)) in &self.by_name {
            fs::write(out.join(name), plain)?;
            fs::write(out.join(format!("{name}.br")), brotli(plain)?)?;
            fs::write(out.join(format!("{name}.gz")), gzip(plain)?)?;
            let bytes = |ending: &str| {
                format!(r#"include_bytes!(concat!(env!("OUT_DIR"), "/{name}{ending}"))"#)
            };
            let (plain, brotli, gzip) = (bytes(""), bytes(".br"), bytes(".gz"));
            let _ = writeln!(
                all,
                "({name:?}, Asset {{ kind: {kind:?}, plain: {plain}, brotli: {brotli}, \
                 gzip: {gzip} }}),"
            );
        }
        all.push(']');
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asset_is_named_by_its_content_and_stands_in_the_order_of_names() {
        let mut kept = Kept::default();
        let one = kept.add("css", "text/css", "a { }");
        assert_eq!(kept.add("css", "text/css", "a { }"), one, "the same bytes are one asset");
        let other = kept.add("css", "text/css", "b { }");
        assert!(one != other && one.starts_with("/assets/"));
        assert_eq!(Path::new(&one).extension().and_then(|it| it.to_str()), Some("css"));

        let out = tempfile::tempdir().expect("a place to write");
        let all = kept.write(out.path()).expect("written");
        let mut names = [one, other].map(|path| path.replace("/assets/", ""));
        names.sort();
        let [first, second] = names.each_ref().map(|name| all.find(&format!("(\"{name}\"")));
        assert!(first.is_some() && first < second);
        for name in names {
            for ending in ["", ".br", ".gz"] {
                assert!(out.path().join(format!("{name}{ending}")).is_file(), "{name}{ending}");
            }
        }
    }
}
