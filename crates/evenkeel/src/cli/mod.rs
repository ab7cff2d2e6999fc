//! The command line.

mod serve;

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
