//! Ending a ChromeDriver with every browser that it started: one left behind stays for ever.

use std::process::{Child, Command, Stdio};

/// Not asked to shut down: where a test failed with a page half way, ChromeDriver waits for that
/// page first. It and its browsers are ended by their ids.
pub(super) fn end(driver: &mut Child) {
    let family = descendants(driver.id());
    let _ = driver.kill();
    let _ = driver.wait();
    for id in family {
        let name = std::fs::read_to_string(format!("/proc/{id}/comm")).unwrap_or_default();
        if name.starts_with("chrom") {
            let id = id.to_string();
            let _ = Command::new("kill").args(["-KILL", &id]).stderr(Stdio::null()).status();
        }
    }
}

/// The ids of every process that `parent` started, directly or not, the youngest first.
pub(super) fn descendants(parent: u32) -> Vec<u32> {
    let mut found = vec![parent];
    let mut next = 0;
    while let Some(&id) = found.get(next) {
        // Each thread has the children that it began.
        for thread in std::fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten()
        {
            let children = std::fs::read_to_string(thread.path().join("children"));
            let children = children.unwrap_or_default();
            found.extend(children.split_whitespace().filter_map(|id| id.parse::<u32>().ok()));
        }
        next += 1;
    }
    found.split_off(1).into_iter().rev().collect()
}
