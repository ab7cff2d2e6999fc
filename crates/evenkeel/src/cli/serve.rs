//! `evenkeel serve`.

use anyhow::{Context, Result};
use journal::{Journal, ServerKey, SqliteOptions};

use super::ServeOptions;
use crate::app::{App, Shared, go_round};
use crate::clock::Clock;
use crate::entropy::Entropy;
use crate::settings::{LEAVE_TO_DEFAULT, Settings};
use crate::web::router::router;

pub(super) fn serve(options: &ServeOptions) -> Result<()> {
    let settings = settings(options);
    let app = open(settings)?;
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start the runtime")?
        .block_on(listen(app))
}

pub(super) fn settings(options: &ServeOptions) -> Settings {
    let data = options.data.clone().unwrap_or_else(|| "data".into());
    let listen = options.listen.unwrap_or_else(|| ([127, 0, 0, 1], 7466).into());
    Settings {
        key: options.key.clone().unwrap_or_else(|| data.join("server.key")),
        data,
        public_url: options.public_url.clone().unwrap_or_else(|| format!("http://{listen}")),
        listen,
        leave_to: LEAVE_TO_DEFAULT.to_owned(),
        operator: None,
    }
}

fn open(settings: Settings) -> Result<App> {
    std::fs::create_dir_all(&settings.data)
        .with_context(|| format!("cannot make the folder {}", settings.data.display()))?;
    let data_file = settings.data_file();
    let key = ServerKey::load_or_create(&settings.key, &data_file)?;
    let journal = Journal::open_sqlite(&data_file, key, SqliteOptions::default())?;
    Ok(Shared::new(settings, journal, Clock::System, Entropy::System))
}

pub(super) async fn listen(app: App) -> Result<()> {
    let listener = tokio::net::TcpListener::bind(app.settings.listen)
        .await
        .with_context(|| format!("cannot listen on {}", app.settings.listen))?;
    say(&app.settings.public_url);
    tokio::spawn(go_round(App::clone(&app)));
    axum::serve(listener, router(app)).await.context("the server stopped")
}

#[expect(clippy::print_stdout, reason = "the address to open is the command's answer")]
fn say(url: &str) {
    println!("Open {url}");
}
