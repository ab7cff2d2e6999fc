//! `cargo xtask vendor`: the packages of others in `vendor/`, byte for byte as npm has them.

use std::{fmt::Write as _, fs, path::Path};

use anyhow::{Context as _, Result, bail, ensure};
use sha2::{Digest as _, Sha256};

use crate::{Arguments, shell};

/// One package: which, what its archive hashes to, and what of it we keep.
struct Package {
    name: &'static str,
    version: &'static str,
    folder: &'static str,
    archive_sha256: &'static str,
    files: &'static [File],
}

/// One file, kept under its last name.
struct File {
    in_archive: &'static str,
    sha256: &'static str,
}

impl File {
    fn name(&self) -> &str {
        self.in_archive.rsplit('/').next().unwrap_or(self.in_archive)
    }
}

const PACKAGES: &[Package] = &[
    Package {
        name: "htmx.org",
        version: "4.0.1",
        folder: "htmx",
        archive_sha256: "5fba65616ca148a86d377e9771bcada7f35faee3558651feb929eea425e13b3c",
        files: &[
            File {
                in_archive: "dist/htmx.esm.min.js",
                sha256: "df982506d1529a193f6073f568ec821d4ae8db761bdb0ef07bd6a3d5eace0b2e",
            },
            File {
                in_archive: "LICENSE",
                sha256: "d3d2456f76414f2456104660ebd65aff1c04cd7966b942bdabd63f3cdb316a38",
            },
        ],
    },
    Package {
        name: "axe-core",
        version: "4.14.1",
        folder: "axe-core",
        archive_sha256: "e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745",
        files: &[
            File {
                in_archive: "axe.min.js",
                sha256: "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c",
            },
            File {
                in_archive: "LICENSE",
                sha256: "af175b9d96ee93c21a036152e1b905b0b95304d4ae8c2c921c7609100ba8df7e",
            },
            File {
                in_archive: "LICENSE-3RD-PARTY.txt",
                sha256: "4f8563870d0fca38bbc3e00b6f670cb7fa9f380ba9f26a7f7d1184a6b18b1653",
            },
        ],
    },
];

/// What several packages are put together to: `vendor/NAME/bundle` says from what, with checksums.
struct Bundle {
    folder: &'static str,
    /// The file that is served, and the licences of all that is in it.
    code_sha256: &'static str,
    licences_sha256: &'static str,
    /// The packages that are in it.
    packages: &'static [&'static str],
}

const CODE: &str = "age.js";
const LICENCES: &str = "LICENSES.txt";
const RECIPE: &str = "bundle";

const BUNDLES: &[Bundle] = &[Bundle {
    folder: "age-encryption",
    code_sha256: "a5ffa9d7ce22531766a1914c00f0bd13224e2096670458d8c0da811a6378c31b",
    licences_sha256: "6930eb8423801351143e3f4e1ee226509cbc367727fc61c3df7f807e585a8d70",
    packages: &[
        "age-encryption",
        "@noble/ciphers",
        "@noble/curves",
        "@noble/hashes",
        "@scure/base",
    ],
}];

pub(crate) fn run(mut arguments: Arguments) -> Result<()> {
    let only_check = arguments.flag("--check");
    arguments.finish()?;
    if !only_check {
        PACKAGES.iter().try_for_each(fetch)?;
        BUNDLES.iter().try_for_each(bundle)?;
    }
    check()?;
    println!("vendor/ is as the registry has it.");
    Ok(())
}

/// Whether every file in `vendor/` has its checksum, none is extra, and the page there says so.
pub(crate) fn check() -> Result<()> {
    let vendor = shell::root().join("vendor");
    let page = fs::read_to_string(vendor.join("README.md")).context("vendor/README.md")?;
    let mut known = Vec::new();
    for package in PACKAGES {
        ensure!(page.contains(package.archive_sha256), "README.md lacks {}", package.name);
        for file in package.files {
            let path = vendor.join(package.folder).join(file.name());
            let found = sha256(&path)?;
            ensure!(found == file.sha256, "{} hashes to {found}", path.display());
            ensure!(page.contains(file.sha256), "README.md lacks {}", path.display());
            known.push(path);
        }
        for entry in fs::read_dir(vendor.join(package.folder))? {
            let path = entry?.path();
            ensure!(known.contains(&path), "{} is in no package", path.display());
        }
    }
    for bundle in BUNDLES {
        for (name, sum) in [(CODE, bundle.code_sha256), (LICENCES, bundle.licences_sha256)] {
            let path = vendor.join(bundle.folder).join(name);
            let found = sha256(&path)?;
            ensure!(found == sum, "{} hashes to {found}", path.display());
            ensure!(page.contains(sum), "README.md lacks {}", path.display());
        }
    }
    Ok(())
}

/// Fetches what the recipe's lock file names (npm checks each archive against its checksum there)
/// and puts it together. No script of a package is run.
fn bundle(bundle: &Bundle) -> Result<()> {
    let vendor = shell::root().join("vendor").join(bundle.folder);
    let scratch = shell::target()?.join("vendor").join(bundle.folder);
    fs::create_dir_all(&scratch)?;
    for entry in fs::read_dir(vendor.join(RECIPE))? {
        let entry = entry?;
        fs::copy(entry.path(), scratch.join(entry.file_name()))?;
    }
    let at = scratch.display().to_string();
    shell::run(&["npm", "ci", "--silent", "--ignore-scripts", "--prefix", &at])?;
    shell::run(&["npm", "run", "--silent", "--prefix", &at, RECIPE])?;
    fs::copy(scratch.join(CODE), vendor.join(CODE))?;
    let mut licences = String::new();
    for package in bundle.packages {
        let licence = scratch.join("node_modules").join(package).join("LICENSE");
        let text = fs::read_to_string(&licence).with_context(|| licence.display().to_string())?;
        let _ = writeln!(licences, "{package}\n\n{}\n", text.trim_end());
    }
    fs::write(vendor.join(LICENCES), licences)?;
    Ok(())
}

fn fetch(package: &Package) -> Result<()> {
    let scratch = shell::target()?.join("vendor");
    let folder = shell::root().join("vendor").join(package.folder);
    fs::create_dir_all(&scratch)?;
    fs::create_dir_all(&folder)?;
    let which = format!("{}@{}", package.name, package.version);
    let destination = scratch.display().to_string();
    shell::run(&["npm", "pack", "--silent", &which, "--pack-destination", &destination])?;
    let archive = scratch.join(format!("{}-{}.tgz", package.name, package.version));
    let found = sha256(&archive)?;
    if found != package.archive_sha256 {
        bail!("{which} hashes to {found}, not to what xtask/src/vendor.rs says");
    }
    let (archive, into) = (archive.display().to_string(), folder.display().to_string());
    for file in package.files {
        let member = format!("package/{}", file.in_archive);
        let depth = format!("--strip-components={}", member.matches('/').count());
        let flags = ["--no-same-owner", "--no-same-permissions", &depth];
        shell::run(&[&["tar", "-xzf", &archive, "-C", &into][..], &flags, &[&member]].concat())?;
    }
    Ok(())
}

fn sha256(path: &Path) -> Result<String> {
    let bytes = fs::read(path).with_context(|| path.display().to_string())?;
    let mut digits = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(digits, "{byte:02x}");
    }
    Ok(digits)
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_vendored_is_what_the_registry_has() {
        super::check().unwrap();
    }
}
