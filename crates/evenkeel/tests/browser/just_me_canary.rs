//! What is written in *Just me* stands nowhere but on its writer's device: a word for every field
//! is written in a real browser, and looked for in the program's data, log and memory, in all that
//! the browser sent, and on what the other parent reads.
//!
//! A word that was sent is looked for in the same way: a search that does not find it says nothing.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::path::Path;

use super::driver::{Driver, Look};
use super::just_me::{begins, makes_a_lock, opens_with};
use super::process::{Process, files_in};
use super::someone::Someone;
use crate::family;
use crate::spelling::{Sought, canary};
use crate::two_worlds::crawl::crawl;
use crate::world::{Browser, World};

/// The kinds of entries, by the door that leads to each, and what begins a new one.
const KINDS: [(&str, &str); 5] = [
    ("Journal", "journal"),
    ("My locked plan", "plan"),
    ("My boundaries", "boundary"),
    ("What I stop doing for two", "stop"),
    ("Who stands by me", "person"),
];
/// How many exercises there are.
const EXERCISES: usize = 12;
/// The fields of the part that is shown, by what the page calls them.
const FIELDS: &str = r#"
    const fields = document.querySelectorAll(
        ".shown form[data-kind] :is(textarea, input:not([type]))");
    return [...fields].map((field) => [field.closest("form").dataset.kind, field.name]);
"#;
const EXERCISES_SHOWN: &str = r#"
    return [...document.querySelectorAll(".shown [data-begin]")].map((one) => one.dataset.begin);
"#;

/// Words of one run, each for one field.
struct Words {
    /// Another run's are others.
    run: String,
    written: Vec<String>,
}

impl Words {
    /// A word for a field, which is looked for later.
    fn of(&mut self, field: impl Debug) -> String {
        let word = canary(&format!("{} {field:?}", self.run));
        self.written.push(word.clone());
        word
    }
}

#[tokio::test]
async fn what_is_written_stands_nowhere_else() {
    let (process, driver) = (Process::start(), Driver::start());
    let world = World::new(27).reached_by(process.asks());
    let [ana, mut ben] = family::two(&world).await;
    let mut words = Words { run: process.data.path().display().to_string(), written: Vec::new() };
    let sent = canary(&format!("{} sent", words.run));

    let profile = tempfile::tempdir().expect("a folder");
    let session = driver.open_in(Look::DESK, profile.path()).await;
    let me = Someone::reaching(session, &process.address, "canary");
    me.goes_on_as(&ana);
    has_a_child(&me, &sent).await;
    let me_words = lives_in_just_me(&me, &mut words).await;
    words.written.extend(me_words);
    assert!(words.written.len() > 40, "{}", words.written.len());
    let secret = Sought::new(words.written.iter().map(String::as_str));
    let control = Sought::new([sent.as_str()]);

    let mut places = Vec::new();
    let read = all_pages(&mut ben).await;
    places.push(("the other parent's pages".to_owned(), read.into_bytes(), Seen::Yes));
    looks_in_memory(&process, &secret, &control);
    let said = process.line.said().concat();
    places.push(("what the browser sent".to_owned(), said, Seen::Yes));
    places.push(("the log".to_owned(), process.log(), Seen::No));
    process.backs_up();
    for (path, bytes) in process.files() {
        places.push((path.display().to_string(), bytes, Seen::No));
    }
    for (place, bytes, seen) in &places {
        let found = secret.found_in(bytes);
        assert!(found.is_empty(), "{place}: {found:?}");
        let is_found = !control.found_in(bytes).is_empty();
        assert_eq!(is_found, *seen == Seen::Yes, "what was sent, in {place}");
    }
    is_where_it_should_be(&process);
    is_not_on_disk(profile.path(), &secret, &process.address);
    me.closes().await;
    is_not_on_disk(profile.path(), &secret, &process.address);
}

/// What the browser itself writes down, of forms too, while the pages are open and after.
fn is_not_on_disk(profile: &Path, secret: &Sought, address: &str) {
    let mut is_read = false;
    for (path, bytes) in files_in(profile) {
        let found = secret.found_in(&bytes);
        assert!(found.is_empty(), "{}: {found:?}", path.display());
        is_read |= crate::spelling::holds(&bytes, address.as_bytes());
    }
    assert!(is_read, "the browser writes down where it was");
}

/// Whether what was sent stands there in the clear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    Yes,
    /// Encrypted, or not told.
    No,
}

/// Something that the other parent may read.
async fn has_a_child(me: &Someone<'_>, name: &str) {
    me.opens("/children/new").await;
    me.writes("What do you call this child?", name).await;
    me.chooses("Month", "May").await;
    me.writes("Year", "2018").await;
    me.presses("Keep").await;
    me.is_at("Children").await;
}

/// Writes in every field there is; gives what the page itself made up.
async fn lives_in_just_me(me: &Someone<'_>, words: &mut Words) -> Vec<String> {
    let passphrase = words.of("passphrase");
    begins(me).await;
    makes_a_lock(me, &passphrase).await;
    me.presses("Show me a key").await;
    me.sees("paper").await;
    let key = me.text("[data-recovery]").await.replace(' ', "");
    assert!(key.starts_with("AGE-SECRET-KEY-1"), "{key}");
    me.presses("I have it").await;
    for (door, kind) in KINDS {
        me.presses(door).await;
        me.clicks(&format!(".shown [data-new={kind}]")).await;
        fills(me, words).await;
        me.presses("Done").await;
        me.presses("Back").await;
    }
    me.presses("A path for you alone").await;
    let exercises = me.script(EXERCISES_SHOWN, Vec::new()).await;
    let exercises = exercises.as_array().expect("a list").clone();
    assert_eq!(exercises.len(), EXERCISES);
    for exercise in exercises {
        let exercise = exercise.as_str().expect("its name").to_owned();
        me.clicks(&format!(".shown [data-begin='{exercise}']")).await;
        fills(me, words).await;
        me.presses("Go on later").await;
    }
    me.reads("Saved").await;
    me.presses("Back").await;
    me.presses("Search").await;
    me.writes("Words to look for", &words.of("search")).await;
    me.reads("Nothing found.").await;
    me.presses("Back").await;
    comes_back(me, words, [&passphrase, &key]).await;
    // As people hold it in their hands, and as it is kept: either would open everything.
    vec![key["AGE-SECRET-KEY-".len()..].to_owned(), key]
}

/// Writes a word into each field of the part that is shown.
async fn fills(me: &Someone<'_>, words: &mut Words) {
    let fields = me.script(FIELDS, Vec::new()).await;
    for field in fields.as_array().expect("a list") {
        let [kind, name] = [&field[0], &field[1]].map(|it| it.as_str().expect("a name"));
        let css = format!("form[data-kind='{kind}'] [name='{name}']");
        let field = me.waits_for_css(&css).await;
        let written = field.send_keys(&words.of((kind, name))).await;
        written.unwrap_or_else(|why| panic!("{css}: {why}"));
    }
}

/// Locks, mistypes, opens by each way; the passphrase is changed on the way.
async fn comes_back(me: &Someone<'_>, words: &mut Words, [passphrase, key]: [&str; 2]) {
    me.presses("Lock now").await;
    me.writes("Passphrase", &words.of("a wrong passphrase")).await;
    me.presses("Open").await;
    me.reads("This passphrase does not open your pages. Nothing was lost.").await;
    opens_with(me, passphrase).await;
    me.presses("Lock now").await;
    me.sees("open").await;
    me.presses("I forgot my passphrase").await;
    me.writes("Recovery key", key).await;
    me.clicks("[data-view=forgot] .actions button").await;
    me.sees("renew").await;
    let next = words.of("the next passphrase");
    me.writes("Passphrase", &next).await;
    me.writes("The same again", &next).await;
    me.presses("Change it").await;
    me.sees("home").await;
    me.reads("Saved").await;
    me.presses("Journal").await;
    me.clicks(".shown [data-open]").await;
    me.sees("journal-one").await;
}

/// Where the words would be found, were they ever there.
fn looks_in_memory(process: &Process, secret: &Sought, control: &Sought) {
    let mut is_seen = false;
    process.memory(|part, bytes| {
        let found = secret.found_in(bytes);
        assert!(found.is_empty(), "in memory, {part}: {found:?}");
        is_seen |= !control.found_in(bytes).is_empty();
    });
    assert!(is_seen, "what was sent stands in memory");
}

/// The locked file is kept, and the log listened to.
fn is_where_it_should_be(process: &Process) {
    // "age-encryption" in base 64, as a file of the age format begins there.
    let locked = b"YWdlLWVuY3J5cHRpb24";
    let holds = |bytes: &[u8]| crate::spelling::holds(bytes, locked);
    assert!(process.files().iter().any(|(_, bytes)| holds(bytes)), "the locked file is kept");
    assert!(process.line.said().iter().any(|said| holds(said)), "and was sent");
    let log = process.log();
    let log = String::from_utf8_lossy(&log);
    assert!(log.contains("answered") && log.contains("/children"), "{log}");
    assert!(!log.contains("\"/p\""), "{log}");
}

/// Everything that the other parent can get at, headers and all.
async fn all_pages(reader: &mut Browser) -> String {
    let pages = crawl(reader).await;
    let paths: BTreeSet<_> = pages.iter().map(|(path, _)| path.as_str()).collect();
    assert!(paths.len() > 50, "{paths:?}");
    let mut all = String::new();
    for (_, answer) in &pages {
        all.push_str(&answer.body);
        for (name, value) in &answer.headers {
            all.extend([name, ": ", value, "\n"]);
        }
    }
    all
}
