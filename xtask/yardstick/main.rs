//! A yardstick: the least that a server can do for a signed-in page and a durable write.
//!
//! Hand-written on the same axum and SQLite as Evenkeel, without its domain, words, history or
//! privacy. What Evenkeel costs more than this is what those cost. It speaks the rigs' contract
//! (`xtask/src/crash/client.rs`), so that the rigs themselves can be tried on it.
//!
//! Usage: `yardstick serve|rig --data DIR --key FILE …`; the key is not used.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line speaks there")]

mod data;
mod page;
mod writes;

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use anyhow::{Context as _, Result, bail};
use axum::{
    Router,
    routing::{get, post},
};

use data::Files;
use writes::Writer;

/// What every handler works on.
#[derive(Debug)]
struct Shared {
    files: Files,
    writer: Writer,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("yardstick: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).cloned()
    };
    let number = |name: &str| value(name).context("a number is missing")?.parse().context("number");
    let files = Files::at(PathBuf::from(value("--data").context("--data DIR is missing")?));
    match arguments.first().map(String::as_str) {
        Some("rig") if arguments.iter().any(|argument| argument == "--check") => {
            data::check(&files)
        }
        Some("rig") => data::prepare(&files, number("--households")?, number("--cards")?),
        Some("serve") => serve(files, &value("--listen").context("--listen ADDR is missing")?),
        _ => bail!("either `serve` or `rig`"),
    }
}

fn serve(files: Files, address: &str) -> Result<()> {
    let shared = Arc::new(Shared { writer: Writer::start(&files)?, files });
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async move {
        let router = Router::new()
            .route("/today", get(page::today))
            .route("/note", post(writes::note))
            .route("/insert", post(writes::alone))
            .with_state(shared);
        let listener = tokio::net::TcpListener::bind(address).await?;
        println!("Open http://{address}");
        axum::serve(listener, router).await.context("the server stopped")
    })
}
