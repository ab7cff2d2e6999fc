//! `evenkeel doctor`: whether everything that is kept is sound. Looks only, also beside a server
//! that runs.

use anyhow::{Result, bail};
use household::HouseholdId;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use journal::{Journal, ServerKey};

use super::options::{DoctorOptions, PlaceOptions};
use super::{answer, wait_for};
use crate::content::Content;
use crate::provided::Provided;

/// Most problems that are told one by one.
const PROBLEMS_MAX: usize = 50;

pub(super) fn doctor(options: &DoctorOptions) -> Result<()> {
    let provided = options.provided()?;
    let journal = open(&options.place)?;
    let found = wait_for(look(&journal))?;
    let today = crate::clock::Clock::System.now().to_zoned(TimeZone::UTC).date();
    answer(&(found.text() + &lines(&provided, today)));
    match found.problems.len() {
        0 => Ok(()),
        1 => bail!("one problem was found; restore the last backup that `doctor` finds sound"),
        n => bail!("{n} problems were found; restore the last backup that `doctor` finds sound"),
    }
}

/// Opens for looking. Makes nothing: a key made now could not be the data file's.
pub(super) fn open(options: &PlaceOptions) -> Result<Journal> {
    let (data_file, key_file) = options.data_file_and_key()?;
    if !data_file.exists() {
        bail!("there is no data file at {}; --data gives its folder", data_file.display());
    }
    let key = ServerKey::load_or_create(&key_file, &data_file)?;
    Ok(Journal::open_sqlite_read_only(&data_file, key)?)
}

/// How it stands with the help lines: no problem of the data, but somebody's to do.
fn lines(provided: &Provided, today: Date) -> String {
    let helplines = provided.helplines(Content::for_language(""));
    let (shown, hidden) = helplines.shown_and_hidden(today);
    let mut text =
        format!("Help lines: {shown} are shown; {hidden} wait until somebody checks them.\n");
    let due = provided.due(today);
    if !due.is_empty() {
        text.push_str("To check again (open its own site, or ring it; see serve --help):\n");
    }
    text.extend(due.iter().flat_map(|line| ["- ", line, "\n"]));
    text
}

#[derive(Debug, Default)]
struct Found {
    households: u64,
    events: u64,
    erased: u64,
    problems: Vec<String>,
}

async fn look(journal: &Journal) -> Result<Found> {
    let mut found = Found { problems: journal.check().await?, ..Found::default() };
    let mut after: Option<HouseholdId> = None;
    loop {
        let some = journal.households(after).await?;
        let Some(last) = some.last() else { return Ok(found) };
        after = Some(*last);
        for household in some {
            match journal.verify(household).await {
                Ok(Some(verified)) => {
                    found.households += 1;
                    found.events += verified.events;
                    found.erased += verified.erased;
                }
                // Erased while we looked.
                Ok(None) => {}
                Err(error) => found.problems.push(error.to_string()),
            }
        }
    }
}

impl Found {
    fn text(&self) -> String {
        let Self { households, events, erased, problems } = self;
        let mut lines = vec![format!(
            "Looked at {households} family spaces with {events} events: every chain of hashes \
             followed, everything decrypted, replayed and compared."
        )];
        if *erased > 0 {
            lines.push(format!("Unreadable, as they should be: {erased} events of the erased."));
        }
        if problems.is_empty() {
            lines.push("All is sound.".to_owned());
        }
        lines.extend(problems.iter().take(PROBLEMS_MAX).map(|problem| format!("- {problem}")));
        lines.join("\n") + "\n"
    }
}
