//! A disk whose power can be cut: ext4 on a loop device.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use crate::shell;

const SHUTDOWN: &str = include_str!("ext4shutdown.c");
const DISK_BYTES: u64 = 512 * 1024 * 1024;

#[derive(Debug)]
pub(super) struct Disk {
    image: String,
    mount: String,
    shutdown: String,
}

impl Disk {
    /// Whether this machine lets us make one; `Err` says why not.
    pub(super) fn is_possible() -> Result<(), &'static str> {
        if !shell::is_root() {
            return Err("it needs root");
        }
        if !["mkfs.ext4", "losetup", "cc"].iter().all(|name| shell::succeeds(&[name, "--version"]))
            && !shell::succeeds(&["sh", "-c", "command -v mkfs.ext4 losetup cc"])
        {
            return Err("it needs mkfs.ext4, losetup and a C compiler");
        }
        if shell::succeeds(&["losetup", "--find"]) {
            Ok(())
        } else {
            Err("there is no loop device")
        }
    }

    /// Makes an empty disk below `folder`, and mounts it.
    pub(super) fn make(folder: &Path) -> Result<Self> {
        let path = |name: &str| folder.join(name).display().to_string();
        let disk =
            Self { image: path("disk"), mount: path("mount"), shutdown: path("ext4shutdown") };
        fs::create_dir_all(&disk.mount)?;
        let source = path("ext4shutdown.c");
        fs::write(&source, SHUTDOWN)?;
        shell::run_quietly(&["cc", "-O1", "-o", &disk.shutdown, &source])?;
        fs::File::create(&disk.image)?.set_len(DISK_BYTES)?;
        shell::run_quietly(&["mkfs.ext4", "-q", "-F", &disk.image])?;
        disk.attach().context("cannot mount a loop device here")?;
        Ok(disk)
    }

    pub(super) fn folder(&self) -> PathBuf {
        PathBuf::from(&self.mount)
    }

    /// From now on nothing reaches the device; what was not there yet is lost.
    pub(super) fn cut_power(&self) -> Result<()> {
        shell::run_quietly(&[&self.shutdown, &self.mount])
    }

    /// The power is back: mounted again, the file system's own journal replayed.
    pub(super) fn restore_power(&self) -> Result<()> {
        self.detach()?;
        self.attach()
    }

    /// Puts what was written so far on the device.
    pub(super) fn settle(&self) -> Result<()> {
        shell::run_quietly(&["sync", "-f", &self.mount])
    }

    fn attach(&self) -> Result<()> {
        shell::run_quietly(&["mount", "-o", "loop", &self.image, &self.mount])
    }

    fn detach(&self) -> Result<()> {
        shell::run_quietly(&["umount", &self.mount])
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = self.detach();
    }
}
