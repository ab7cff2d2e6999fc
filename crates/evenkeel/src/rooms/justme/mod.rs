//! *Just me*: what is only the reader's.
//!
//! It has no address of its own: `rooms::help` shows it in place at the neutral one. The page is
//! the same for every member: the path's texts, and empty forms. What a member wrote is
//! decrypted, shown and searched by their device alone (`vault/`, `pages/`), so which part of the
//! page is looked at is nothing that the server could learn.

mod shell;
pub mod vault;

use askama::Template;
use axum::response::Response;

use crate::app::Shared;
use crate::content::{Content, Path};
use crate::identity::proof::Proof;
use crate::rooms::help::operator;
use crate::web::assets;
use crate::web::failure::Failure;
use crate::web::me::Reader;
use crate::web::page::{Long, Page, Place, Show};
use crate::words::Words;

pub use shell::{shell, worker};

/// What script says: each word's name, and its key.
const SAYS: [(&str, &str); 65] = [
    ("sent", "justme-said-sent"),
    ("saving", "justme-said-saving"),
    ("offline", "justme-said-offline"),
    ("signed-out", "justme-said-signed-out"),
    ("busy", "justme-said-busy"),
    ("full", "justme-said-full"),
    ("older", "justme-said-older"),
    ("changed", "justme-said-changed"),
    ("relocked", "justme-said-relocked"),
    ("newer", "justme-said-newer"),
    ("unsaved", "justme-said-unsaved"),
    ("unsent", "justme-said-unsent"),
    ("thrown", "justme-said-thrown"),
    ("no-room", "justme-said-no-room"),
    ("idle", "justme-said-idle"),
    ("hidden", "justme-said-hidden"),
    ("locked", "justme-said-locked"),
    ("soon", "justme-said-soon"),
    ("count", "justme-said-count"),
    ("time-up", "justme-said-time-up"),
    ("time-left", "justme-said-time-left"),
    ("working", "justme-said-working"),
    ("trouble", "justme-said-trouble"),
    ("passphrase", "justme-said-passphrase"),
    ("recovery", "justme-said-recovery"),
    ("window", "justme-said-window"),
    ("short", "justme-said-short"),
    ("long", "justme-said-long"),
    ("plain", "justme-said-plain"),
    ("differ", "justme-said-differ"),
    ("sure", "justme-said-sure"),
    ("unreachable", "justme-said-unreachable"),
    ("gone", "justme-said-gone"),
    ("changed-passphrase", "justme-said-changed-passphrase"),
    ("brought", "justme-said-brought"),
    ("stays", "justme-said-stays"),
    ("stays-not", "justme-said-stays-not"),
    ("elsewhere", "justme-said-elsewhere"),
    ("keep-this", "justme-said-keep-this"),
    ("keep-both", "justme-said-keep-both"),
    ("nothing", "justme-said-nothing"),
    ("review-now", "justme-said-review-now"),
    ("two-copies", "justme-said-two-copies"),
    ("not-found", "justme-said-not-found"),
    ("taken-out", "justme-said-taken-out"),
    ("undo", "justme-said-undo"),
    ("passkey-name", "justme-said-passkey-name"),
    ("passkey", "justme-said-passkey"),
    ("forgotten", "justme-said-forgotten"),
    ("proof", "justme-said-proof"),
    ("wait", "justme-said-wait"),
    ("pick", "justme-said-pick"),
    ("days", "justme-said-days"),
    ("many", "justme-said-many"),
    ("large", "justme-said-large"),
    ("copied", "justme-said-copied"),
    ("lent-until", "justme-said-lent-until"),
    ("lent-over", "justme-said-lent-over"),
    ("lent-copy", "justme-said-lent-copy"),
    ("lent-back", "justme-said-lent-back"),
    ("lent-gone", "justme-said-lent-gone"),
    ("do-keep", "justme-plan-keep"),
    ("do-put-down", "justme-plan-put-down"),
    ("do-simplify", "justme-plan-simplify"),
    ("do-ask", "justme-plan-ask"),
];

/// What can become of a thing in one's plan.
const PLAN_CHOICES: [(&str, &str); 4] = [
    ("keep", "justme-plan-keep"),
    ("put-down", "justme-plan-put-down"),
    ("simplify", "justme-plan-simplify"),
    ("ask", "justme-plan-ask"),
];

#[derive(Debug, Template)]
#[template(path = "rooms/justme/just_me.html")]
struct JustMe<'a> {
    page: Page<'a>,
    /// Whose pages are opened; none where there may be no internet to ask.
    who: Option<String>,
    /// What is asked for before all of it is thrown away.
    proof: Proof,
    vault: &'a str,
    age: &'a str,
    /// What is fetched when somebody takes pages along.
    along: &'a str,
    operator: String,
    path: &'a Path,
    lists: [List; 5],
    plan_choices: Vec<(&'static str, &'static str)>,
    says: Vec<(&'static str, &'static str)>,
}

/// Entries of one kind, and what leads to a new one.
#[derive(Debug)]
struct List {
    view: &'static str,
    kind: &'static str,
    title: &'static str,
    lead: &'static str,
    new: &'static str,
}

#[derive(Debug, Template)]
#[template(path = "rooms/justme/sign_in_first.html")]
struct SignInFirst<'a> {
    page: Page<'a>,
}

/// The page for a member; for anyone else the way to sign in.
pub(super) async fn show(app: &Shared, reader: &Reader) -> Result<Response, Failure> {
    match reader {
        Reader::Member(me) => {
            let proof = app.proof_to_erase(me).await?;
            me.see(|seen| {
                // Single keys would be in the way of who writes here.
                let page = Page::mine(app, me, &seen, Place::JustMe);
                let page = Page { has_keys: false, htmx: None, ..page };
                let mut shown = JustMe::new(app, page, Some(vault::whose(me)), proof).show()?;
                shown.extensions_mut().insert(Long);
                Ok(shown)
            })?
        }
        Reader::Invited(_) | Reader::Stranger(_) => {
            SignInFirst { page: Page::of(app, reader, Place::None) }.show()
        }
    }
}

impl<'a> JustMe<'a> {
    fn new(app: &'a Shared, page: Page<'a>, who: Option<String>, proof: Proof) -> Self {
        let words = page.words;
        let say = |(name, key): (&'static str, &'static str)| (name, words.text(key));
        Self {
            who,
            proof,
            vault: assets::VAULT,
            age: assets::AGE,
            along: assets::ALONG,
            operator: operator(app, words),
            path: Content::for_language(words.language()).path(),
            lists: lists(words),
            plan_choices: PLAN_CHOICES.map(say).to_vec(),
            says: SAYS.map(say).to_vec(),
            page,
        }
    }
}

fn lists(words: &'static Words) -> [List; 5] {
    let list = |view, kind, [title, lead, new]: [&str; 3]| List {
        view,
        kind,
        title: words.text(title),
        lead: words.text(lead),
        new: words.text(new),
    };
    [
        list("journal", "journal", ["justme-journal", "justme-journal-lead", "justme-journal-new"]),
        list("plan", "plan", ["justme-plan", "justme-plan-lead", "justme-plan-new"]),
        list(
            "boundaries",
            "boundary",
            ["justme-boundaries", "justme-boundaries-lead", "justme-boundaries-new"],
        ),
        list("stops", "stop", ["justme-stops", "justme-stops-lead", "justme-stops-new"]),
        list("people", "person", ["justme-people", "justme-people-lead", "justme-people-new"]),
    ]
}
