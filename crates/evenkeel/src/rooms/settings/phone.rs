//! How to put it on a phone, step by step, for whoever asks: a phone's first visit is signed out.
//!
//! Where the certificate was made here, the phone has to be told once to trust it; the file for
//! that is public, as everything is that a server shows before anyone signs in.

use askama::Template;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::app::{App, Shared};
use crate::settings::{Tls, fingerprint};
use crate::web::failure::Failure;
use crate::web::me::Reader;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/settings/phone.html")]
struct Phone<'a> {
    page: Page<'a>,
    address: &'a str,
    is_for_this_computer: bool,
    is_https: bool,
    /// Of the certificate made here, if there is one to trust.
    fingerprint: Option<String>,
}

/// `GET /phone`
pub async fn phone(State(app): State<App>, reader: Reader) -> Result<Response, Failure> {
    let home = home(&app).await?;
    let back = if matches!(reader, Reader::Member(_)) { "/settings" } else { "/" };
    Phone {
        page: Page::of(&app, &reader, Place::None).back_to(back),
        address: &app.settings.public_url,
        is_for_this_computer: app.settings.is_this_computer_only(),
        is_https: app.settings.is_https(),
        fingerprint: home.as_deref().and_then(fingerprint),
    }
    .show()
}

/// `GET /phone/certificate`: what a phone takes into its settings.
pub async fn certificate(State(app): State<App>) -> Result<Response, Failure> {
    let home = home(&app).await?.ok_or(Failure::NotFound)?;
    let kind = [
        (CONTENT_TYPE, "application/x-x509-ca-cert"),
        (CONTENT_DISPOSITION, "attachment; filename=\"home.crt\""),
    ];
    // Without the line above it, which phones do not expect.
    let begins = home.find("-----BEGIN").unwrap_or(0);
    Ok((kind, home[begins..].to_owned()).into_response())
}

/// The certificate made here, as it is kept.
async fn home(app: &Shared) -> Result<Option<String>, Failure> {
    if app.settings.tls != Some(Tls::Made) {
        return Ok(None);
    }
    let file = app.settings.home_certificate();
    let read = tokio::task::spawn_blocking(move || std::fs::read_to_string(file)).await;
    match read {
        Ok(Ok(text)) => Ok(Some(text)),
        Ok(Err(error)) => Err(Failure::Broken(error.to_string())),
        Err(error) => Err(Failure::Broken(error.to_string())),
    }
}
