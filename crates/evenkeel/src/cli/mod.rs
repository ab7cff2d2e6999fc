//! The command line.
//!
//! Exit codes: 0 done; 1 something failed; 2 something that was given cannot be used, and nothing
//! was done. What went wrong stands on standard error, in a sentence that says what to do.

mod backup;
mod certificate;
mod demo;
mod divide;
mod doctor;
mod options;
mod rig;
mod serve;
mod story;
mod tls;
mod verify;

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};

use options::{DoctorOptions, PlaceOptions, ServeOptions};

const EXAMPLES: &str = "\
Examples:
  evenkeel                          serve on this computer, and print the address to open
  evenkeel demo                     look at a lived-in example family
  evenkeel serve --listen 0.0.0.0:7466 --public-url http://192.168.1.20:7466
                                    serve everyone in the home network
  evenkeel serve --help             all settings, and how to serve a practice
  evenkeel backup /media/stick/evenkeel-monday.db
  evenkeel divide family.json       divide responsibilities given in a file
  evenkeel verify family.json division.json
                                    check that a division is what it claims";

const SERVE_EXAMPLES: &str = "\
Settings can be given as flags, in the environment (EVENKEEL_LISTEN), or in a TOML file:

  # evenkeel serve --config /etc/evenkeel.toml
  data = \"/var/lib/evenkeel\"
  key = \"/etc/evenkeel.key\"          # best on another disk than the data
  listen = \"127.0.0.1:7466\"
  public_url = \"https://family.example\"
  leave_to = \"https://www.example.org/\"
  operator = \"Riverside Practice\"
  directory = \"practices.csv\"      # who can help near your families: name,kinds,phone,web,
                                    # region,meets,languages,fees,note
  help_lines = \"lines.toml\"        # help lines you checked; see below

A flag wins over the environment (EVENKEEL_ and the flag's name), and that over the file. Nothing
that anyone writes is ever logged, nor that Help was opened.

Help lines are shown with where they were read. One that you checked (open its own site, or ring it)
is shown with that day, for six months; doctor tells which are to be checked again:

  [[line]]                          # one of those built in, checked
  id = \"us-988\"
  checked_on = \"2026-11-20\"
  [[line]]                          # one of your own
  id = \"kent-crisis\"
  country = \"US\"
  name = \"Kent County crisis line\"
  call = [\"616-555-0100\"]
  topics = [\"crisis\"]
  who = \"Anyone in Kent County\"
  hours = \"Day and night\"
  checked_on = \"2026-11-20\"
  [[line]]                          # one that is not to be shown
  id = \"us-211\"
  hidden = true

For HTTPS at home give --tls: a certificate is made, and Settings, “On a phone”, says how phones
trust it; or --tls-cert and --tls-key with one of your own. Without them Evenkeel speaks plain HTTP:
over the internet put a reverse proxy with HTTPS before it, which passes on the Host header and sets
X-Forwarded-For. Requests for any other host than the public URL's are refused.

Ctrl-C or SIGTERM stops it; what was answered is on disk, also after a power cut.";

const DIVIDE_EXAMPLES: &str = "\
The file holds one object, as JSON or, where its name ends in .toml, as TOML:

  {\"carers\": [{\"id\": \"ana\"}, {\"id\": \"sam\"}],
   \"responsibilities\": [
     {\"id\": \"school-run\", \"minutes\": 150, \"current\": \"ana\",
      \"burden\": {\"ana\": 300, \"sam\": 150}},
     {\"id\": \"cooking\", \"minutes\": 420, \"burden\": {\"ana\": 500, \"sam\": 700}}]}

burden: how heavy it is to each, as whole numbers; only each one's own proportions count. Also
known: weight (a carer's share), cannot (carers), locked (its owner), current (its owner today).

Exit codes: 0 solved; 2 the file cannot be used: one JSON object on standard error says why.";

const VERIFY_EXAMPLES: &str = "\
  evenkeel divide family.json --format json > division.json
  evenkeel verify family.json division.json

The certificate may stand alone or be part of a whole answer of divide. None of the code that found
the division takes part: whose each thing is, every load, how each one sees it, the plans, the
reasons, and above all the proof that no division is fairer are worked out again from FILE.
What a certificate cannot prove (that none as fair changes less) is listed, not assumed.

Proofs of over 2,000 steps are left out of an answer; divide --whole-proof prints them up to 48 MiB,
and only what is there can be checked.

Exit codes: 0 it holds; 1 it does not, and standard error says where; 2 a file cannot be used: one
JSON object on standard error says why.";

const BACKUP_EXAMPLES: &str = "\
Works while Evenkeel serves. To restore: stop it, put the copy in the data folder as evenkeel.db,
and keep the server key it was made with; the copy does not hold the key, and cannot be read
without it.";

/// Share the work of raising children, as allies. Runs on your own machine.
#[derive(Debug, Parser)]
#[command(name = "evenkeel", version, after_help = EXAMPLES)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: ServeOptions,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the family's pages (also what bare `evenkeel` does)
    #[command(after_help = SERVE_EXAMPLES)]
    Serve(ServeOptions),
    /// Show a lived-in example family, in a temporary data file that is removed at the end
    Demo(DemoOptions),
    /// Divide responsibilities fairly between up to six carers, and say why
    #[command(after_help = DIVIDE_EXAMPLES)]
    Divide(DivideOptions),
    /// Check a division and its proof against what was divided, without the engine
    #[command(after_help = VERIFY_EXAMPLES)]
    Verify(VerifyOptions),
    /// Look whether everything that is kept is sound, also while Evenkeel serves
    Doctor(DoctorOptions),
    /// Write a checked copy of the data to a new file
    #[command(after_help = BACKUP_EXAMPLES)]
    Backup(BackupOptions),
    #[command(hide = true)]
    Rig(RigOptions),
}

#[derive(Debug, Clone, Args)]
pub struct DemoOptions {
    /// Address to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:7467")]
    listen: SocketAddr,
}

#[derive(Debug, Clone, Args)]
pub struct DivideOptions {
    /// What to divide; `-` reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// `text` for people or `json` for programs
    #[arg(long, value_enum, default_value_t = Format::Text, hide_possible_values = true)]
    format: Format,
    /// How many changes from today the change frontier looks at
    #[arg(long, value_name = "N", default_value_t = 12)]
    changes_max: usize,
    /// Limit of the search, in nodes
    #[arg(long, value_name = "N")]
    nodes: Option<u64>,
    /// Also find owners that hang on one step of one rating
    #[arg(long)]
    sensitive: bool,
    /// Also print a proof of over 2,000 steps, for `evenkeel verify`
    #[arg(long)]
    whole_proof: bool,
}

#[derive(Debug, Clone, Args)]
pub struct VerifyOptions {
    /// What was divided; `-` reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What `divide --format json` said, or only its certificate; `-` reads standard input
    #[arg(value_name = "CERTIFICATE")]
    certificate: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Debug, Clone, Args)]
pub struct BackupOptions {
    /// The new file; one that is there is never replaced
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    place: PlaceOptions,
}

/// Data files for the crash rig and the benchmark.
#[derive(Debug, Clone, Args)]
pub struct RigOptions {
    #[command(flatten)]
    place: ServeOptions,
    #[arg(long, default_value_t = 1)]
    households: usize,
    #[arg(long, default_value_t = 60)]
    cards: usize,
    /// Read everything back instead
    #[arg(long)]
    check: bool,
}

/// Something that was given cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Usage(String);

/// Runs the program; the process ends with the code it gives.
pub fn run() -> u8 {
    let cli = Cli::parse();
    let result = match cli.command {
        Some(Command::Serve(options)) => serve::serve(&options),
        Some(Command::Demo(options)) => demo::demo(&options),
        Some(Command::Divide(options)) => return divide::divide(&options),
        Some(Command::Verify(options)) => return verify::verify(&options),
        Some(Command::Doctor(options)) => doctor::doctor(&options),
        Some(Command::Backup(options)) => backup::backup(&options),
        Some(Command::Rig(options)) => run_rig(&options),
        None => serve::serve(&cli.serve),
    };
    match result {
        Ok(()) => 0,
        Err(error) => {
            complain(&format!("evenkeel: {error:#}"));
            if error.is::<Usage>() { 2 } else { 1 }
        }
    }
}

/// Says something on standard error. Where nobody listens there is nobody to tell.
fn complain(text: &str) {
    let _nobody_listens = writeln!(std::io::stderr(), "{text}");
}

/// Gives what a command was asked for. A reader that has gone (`| head`) is no fault.
fn answer(text: &str) {
    let mut out = std::io::stdout().lock();
    let _reader_has_gone = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// For commands that do one thing and end.
fn wait_for<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(work)
}

fn run_rig(options: &RigOptions) -> Result<()> {
    let settings = options.place.settings()?;
    let now = crate::clock::Clock::System.now();
    answer(&wait_for(rig::run(options, settings, now))?);
    Ok(())
}
