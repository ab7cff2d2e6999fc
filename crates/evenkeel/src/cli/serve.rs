//! `evenkeel serve`.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::serve::{Listener, ListenerExt};
use jiff::tz::TimeZone;
use journal::{Commits, Journal, ServerKey, SqliteOptions, Synchronous};
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing_subscriber::EnvFilter;

use super::certificate::Certificate;
use super::options::{ServeOptions, is_rig};
use super::tls::TlsListener;
use super::{answer, complain};
use crate::app::{App, Shared, go_round};
use crate::clock::Clock;
use crate::entropy::Entropy;
use crate::settings::Settings;
use crate::web::router::router;

/// How long requests under way have to end, once told to stop.
const FAREWELL: Duration = Duration::from_secs(10);

pub(super) fn serve(options: &ServeOptions) -> Result<()> {
    let settings = options.settings()?;
    log_to_stderr(options.log());
    let hint = hint(&settings);
    remind(&settings);
    let app = open(settings)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start the runtime")?;
    runtime.block_on(listen(app, &hint))
}

/// Serves until told to stop, and lets go of the data file. Says where to open it, and `hint`.
pub(super) async fn listen(app: App, hint: &str) -> Result<()> {
    // Before anyone can know that it runs, and tell it to stop.
    let told = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let listener = bind(app.settings.listen).await?;
    let certificate = Certificate::of(&app.settings, &app.clock)?;
    let encrypted = certificate.map(|it| it.config().map(|config| (it, config))).transpose()?;
    let opened = format!("Open {}\n{hint}", app.settings.public_url);
    let Some((certificate, config)) = encrypted else {
        answer(&opened);
        return serve_on(app, listener, told).await;
    };
    answer(&(opened + &trust(&certificate)));
    let listener = TlsListener::new(listener, certificate, config, &app.settings.public_url);
    serve_on(app, listener, told).await
}

fn open(settings: Settings) -> Result<App> {
    make_folder(&settings.data)
        .with_context(|| format!("cannot make the folder {}", settings.data.display()))?;
    let data_file = settings.data_file();
    let key = ServerKey::load_or_create(&settings.key, &data_file)?;
    let journal = Journal::open_sqlite(&data_file, key, sqlite_options())?;
    Ok(Shared::new(settings, journal, Clock::System, Entropy::System))
}

/// For its owner only: names of children lie in it.
fn make_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// What the rigs try besides, in a rig only: the crash rig's control, which must lose what a power
/// cut takes, and the benchmark's, which shows what commits cost that are not shared.
#[expect(clippy::disallowed_methods, reason = "settings are read once, by the command line")]
fn sqlite_options() -> SqliteOptions {
    let is = |name: &str, value: &str| std::env::var_os(name).is_some_and(|set| set == value);
    let in_a_rig = is_rig();
    let is_careless = in_a_rig && is("EVENKEEL_SYNCHRONOUS", "normal");
    let is_single = in_a_rig && is("EVENKEEL_COMMITS", "single");
    SqliteOptions {
        synchronous: if is_careless { Synchronous::Normal } else { Synchronous::Full },
        commits: if is_single { Commits::Single } else { Commits::Grouped },
    }
}

/// Never another port than the one asked for: a bookmark, a proxy and an invitation rely on it.
async fn bind(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| {
        let what_to_do = match error.kind() {
            ErrorKind::AddrInUse => {
                "another program is there already; stop it, or choose another port with --listen"
            }
            ErrorKind::AddrNotAvailable => {
                "this computer does not have that address; choose one it has with --listen"
            }
            ErrorKind::PermissionDenied => {
                "the system does not allow it; choose a port above 1023 with --listen"
            }
            _ => return anyhow::Error::new(error).context(format!("cannot listen on {address}")),
        };
        anyhow::anyhow!("cannot listen on {address}: {what_to_do}")
    })
}

/// What a certificate made here needs on each phone.
fn trust(certificate: &Certificate) -> String {
    certificate.fingerprint().map_or_else(String::new, |fingerprint| {
        format!(
            "It is encrypted with a certificate made here. Settings, “On a phone”, says how to \
             trust it.\nIts fingerprint (SHA-256): {fingerprint}\n"
        )
    })
}

async fn serve_on(
    app: App,
    listener: impl Listener<Addr = SocketAddr>,
    (mut interrupt, mut terminate): (Signal, Signal),
) -> Result<()> {
    let rounds = tokio::spawn(go_round(App::clone(&app)));
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let mut told = stopped.clone();
    let pages = router(App::clone(&app)).into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener.tap_io(|_| {}), pages).with_graceful_shutdown(async move {
        // The sender lives as long as this waits.
        let _told = told.wait_for(|stop| *stop).await;
    });
    let mut serving = tokio::spawn(serving.into_future());
    let ended = tokio::select! {
        ended = &mut serving => ended.map_err(anyhow::Error::from).and_then(|it| Ok(it?)),
        () = async {
            tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
        } => {
            complain("evenkeel: stopping");
            stop.send_replace(true);
            // Who follows a talk would hold its connection open for ever.
            app.talks.close();
            // Those who are still at it after that are cut off; what they were not answered did
            // not happen or is found again by their form's key.
            let _in_time = tokio::time::timeout(FAREWELL, &mut serving).await;
            serving.abort();
            Ok(())
        }
    };
    rounds.abort();
    app.journal.close().await;
    drop(stopped);
    ended.context("the server stopped")
}

/// Only our own lines, whatever the level: a library's might hold an address or a header.
fn log_to_stderr(level: &str) {
    let filter = EnvFilter::new(format!("off,evenkeel={level},journal={level}"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // Somebody set one up before: a test in the same process.
    let _set_before = log.with_ansi(false).try_init();
}

/// In one line, at the start: whoever runs a server for others reads its log.
fn remind(settings: &Settings) {
    let today = Clock::System.now().to_zoned(TimeZone::UTC).date();
    let due = settings.provided.due(today).len();
    if due > 0 {
        complain(&format!(
            "evenkeel: {due} help lines are to be checked again; `evenkeel doctor` names them"
        ));
    }
}

/// What a newcomer would ask next.
fn hint(settings: &Settings) -> String {
    let (data, key) = (settings.data.display(), settings.key.display());
    let kept = format!("Everything is kept in {data}; without {key} it cannot be read.\n");
    if settings.is_this_computer_only() {
        kept + "Only this computer can open it. For phones at home: evenkeel serve --help\n"
    } else {
        kept
    }
}
