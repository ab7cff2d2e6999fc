//! The one secret that lives apart from the data file: without it nothing written there reads.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use household::{DataKey, HouseholdId};

use crate::error::OpenError;
use crate::row::SignInName;
use crate::seal::{Key, Padding, Place};

/// Keys derived from 32 secret bytes, one per purpose.
#[derive(Debug, Clone)]
pub struct ServerKey {
    wrap: Key,
    rows: Key,
    lookup: Key,
    check: [u8; 32],
}

impl ServerKey {
    pub fn from_bytes(secret: [u8; 32]) -> Self {
        let secret = Key::from_bytes(secret);
        Self {
            wrap: secret.derive("wrap data keys"),
            rows: secret.derive("texts of ordinary tables"),
            lookup: secret.derive("look up by name"),
            check: secret.digest("check", b""),
        }
    }

    /// Reads the key file; makes one (0600, on disk before this returns) if there is neither key
    /// nor data yet. A data file without its key is refused: a new key could read nothing of it.
    pub fn load_or_create(key_file: &Path, data_file: &Path) -> Result<Self, OpenError> {
        let failed = |error: io::Error| OpenError::Failed {
            path: key_file.to_owned(),
            what: error.to_string(),
        };
        match fs::read_to_string(key_file) {
            Ok(text) => Self::parse(&text).ok_or_else(|| OpenError::NotAKey(key_file.to_owned())),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                Err(OpenError::NotAKey(key_file.to_owned()))
            }
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(error)),
            Err(_) if fs::metadata(data_file).is_ok_and(|data| data.len() > 0) => {
                Err(OpenError::KeyMissing {
                    data_file: data_file.to_owned(),
                    key_file: key_file.to_owned(),
                })
            }
            Err(_) => Self::create(key_file).map_err(failed),
        }
    }

    fn create(key_file: &Path) -> io::Result<Self> {
        let secret = Key::random();
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(key_file)?;
        let hex =
            secret.as_bytes().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        writeln!(file, "{hex}")?;
        file.sync_all()?;
        sync_folder_of(key_file)?;
        Ok(Self::from_bytes(*secret.as_bytes()))
    }

    fn parse(text: &str) -> Option<Self> {
        let digits = text.trim();
        if digits.len() != 64 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let mut secret = [0; 32];
        for (at, byte) in secret.iter_mut().enumerate() {
            *byte = u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok()?;
        }
        Some(Self::from_bytes(secret))
    }

    /// Kept in the data file to recognise the key; tells nothing about it.
    pub(crate) const fn check(&self) -> &[u8; 32] {
        &self.check
    }

    pub(crate) fn wrap(&self, key: &Key, household: HouseholdId, holder: DataKey) -> Vec<u8> {
        self.wrap.seal(&Place::data_key(household, holder), key.as_bytes(), Padding::None)
    }

    pub(crate) fn unwrap(
        &self,
        wrapped: &[u8],
        household: HouseholdId,
        holder: DataKey,
    ) -> Option<Key> {
        let bytes = self.wrap.open(&Place::data_key(household, holder), wrapped).ok()?;
        bytes.try_into().ok().map(Key::from_bytes)
    }

    /// Seals a text of the ordinary tables. These go by deletion, not by their key.
    pub(crate) fn seal_text(&self, table: &str, id: &[u8], text: &[u8]) -> Vec<u8> {
        self.rows.seal(&Place::row(table, id), text, Padding::Shared)
    }

    pub(crate) fn open_text(&self, table: &str, id: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        self.rows.open(&Place::row(table, id), sealed).ok()
    }

    /// What a name is found by: the same for every way of writing its letters large or small.
    pub(crate) fn look_up_name(&self, name: &SignInName) -> [u8; 32] {
        self.lookup.digest("sign-in name", name.folded().as_bytes())
    }

    /// What a member is found by who gives the recovery code of this hash.
    pub(crate) fn look_up_recovery(&self, hash: &str) -> [u8; 32] {
        self.lookup.digest("recovery code", hash.as_bytes())
    }

    pub(crate) fn look_up(&self, purpose: &str, what: &[u8]) -> [u8; 32] {
        self.lookup.digest(purpose, what)
    }
}

/// Makes a new name in a folder survive a power cut.
pub(crate) fn sync_folder_of(file: &Path) -> io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}
