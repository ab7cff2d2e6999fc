//! The command line.

mod demo;
mod rig;
mod serve;
mod story;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Share the work of raising children, as allies. Runs on your own machine.
#[derive(Debug, Parser)]
#[command(name = "evenkeel", version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: ServeOptions,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the family's pages (also what bare `evenkeel` does)
    Serve(ServeOptions),
    /// Show a lived-in example family, in a temporary data file that is removed at the end
    Demo(DemoOptions),
    #[command(hide = true)]
    Rig(RigOptions),
}

#[derive(Debug, Clone, Args)]
pub struct DemoOptions {
    /// Address to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:7467")]
    listen: SocketAddr,
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

#[derive(Debug, Clone, Args)]
pub struct ServeOptions {
    /// Folder for the data file
    #[arg(long, env = "EVENKEEL_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
    /// Address to listen on
    #[arg(long, env = "EVENKEEL_LISTEN", value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// What links and QR codes carry
    #[arg(long, env = "EVENKEEL_PUBLIC_URL", value_name = "URL")]
    public_url: Option<String>,
    /// File of the server key
    #[arg(long, env = "EVENKEEL_KEY", value_name = "FILE")]
    key: Option<PathBuf>,
}

/// Runs the program; the process ends with the code it gives.
pub fn run() -> u8 {
    let cli = Cli::parse();
    let result = match cli.command {
        Some(Command::Serve(options)) => serve::serve(&options),
        Some(Command::Demo(options)) => demo::demo(&options),
        Some(Command::Rig(options)) => run_rig(&options),
        None => serve::serve(&cli.serve),
    };
    match result {
        Ok(()) => 0,
        Err(error) => {
            complain(&error);
            1
        }
    }
}

#[expect(clippy::print_stderr, reason = "a command line speaks on standard error")]
fn complain(error: &anyhow::Error) {
    eprintln!("evenkeel: {error:#}");
}

fn run_rig(options: &RigOptions) -> anyhow::Result<()> {
    let settings = serve::settings(&options.place);
    let now = crate::clock::Clock::System.now();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let said = runtime.block_on(rig::run(options, settings, now))?;
    answer(&said);
    Ok(())
}

#[expect(clippy::print_stdout, reason = "what a command was asked for goes to standard output")]
fn answer(text: &str) {
    print!("{text}");
}
