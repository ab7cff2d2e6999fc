//! Canaries: a word that stands nowhere else in every field, and nowhere to be found where it must
//! not be: in the data file, its log, the program's log, in any usual spelling; and what is one
//! person's alone, on nobody else's page.

use std::io;
use std::sync::{Arc, Mutex, Once, PoisonError};

use axum::http::StatusCode;
use tracing_subscriber::fmt::MakeWriter;

use super::list::{Ids, linked, routes};
use crate::family::{Family, add_child, cards_of, form_value, hears, invite};
use crate::spelling::{canary, holds, spellings};
use crate::world::Browser;

/// The most that can be asked for.
const FILTER: &str = "off,main=trace,evenkeel=trace,journal=trace,household=trace";

/// What the program logs, all of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// From now on it hears what the server lets through, at the most that can be asked for.
    pub(super) fn listens(&self) -> tracing::subscriber::DefaultGuard {
        // Somebody always listens: where nobody does, another test that meets an event first may
        // have it passed over for good.
        static ALWAYS: Once = Once::new();
        ALWAYS.call_once(|| {
            let all = tracing_subscriber::fmt().with_env_filter(FILTER).with_writer(io::sink);
            tracing::subscriber::set_global_default(all.finish()).expect("nobody did before");
        });
        let mine = tracing_subscriber::fmt().with_env_filter(FILTER).with_writer(self.clone());
        tracing::subscriber::set_default(mine.finish())
    }

    pub(super) fn heard(&self) -> Vec<u8> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn what_people_write_stands_nowhere_in_the_clear() {
    let log = Log::default();
    let _logging = log.listens();
    let planted = Planted::new();
    let family = planted.live().await;
    tracing::info!("the log is listened to");
    let folder = family.world.folder.path();
    let read = |name| std::fs::read(folder.join(name)).unwrap_or_default();
    let log = log.heard();
    assert!(holds(&log, b"the log is listened to"));
    let places = [
        ("the data file", read("evenkeel.db")),
        ("its log", read("evenkeel.db-wal")),
        ("the program's log", log),
    ];
    assert!(places.iter().all(|(_, bytes)| !bytes.is_empty()));
    for word in planted.all() {
        for (spelling, bytes) in spellings(&word) {
            for (place, content) in &places {
                assert!(!holds(content, &bytes), "{word} ({spelling}) stands in {place}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_one_persons_alone_is_on_nobody_elses_page() {
    let planted = Planted::new();
    let mut family = planted.live().await;
    let ids = Ids::of(&mut family).await;
    let stranger = family.world.browser();
    let Family { world: _world, ana, ben } = family;
    let mine = all_pages(ana.clone(), &ids).await;
    assert!(mine.contains(&planted.exit.to_lowercase()), "its author sees it");
    for (who, reader) in [("Ben", ben), ("a stranger", stranger)] {
        let pages = all_pages(reader, &ids).await;
        for word in planted.private() {
            for (spelling, bytes) in spellings(&word) {
                assert!(!holds(pages.as_bytes(), &bytes), "{who} reads {word} ({spelling})");
            }
        }
    }
    let pages = all_pages(ana, &ids).await;
    assert!(!pages.contains(&planted.kept), "Ana reads what somebody kept");
}

async fn all_pages(mut reader: Browser, ids: &Ids) -> String {
    let mut all = String::new();
    for route in routes().iter().filter(|route| !route.is_post() && route.pattern != "/leave") {
        let answer = reader.get(&route.path(|name| ids.get(name))).await;
        all.push_str(&answer.body);
        for (name, value) in &answer.headers {
            all.extend([name, ": ", value, "\n"]);
        }
    }
    for to in ["help", "me"] {
        all.push_str(&reader.post("/p", &[("to", to)]).await.body);
    }
    all
}

/// One canary for each field that a person writes in.
struct Planted {
    ana: String,
    other: String,
    answer: String,
    said_back: String,
    missing: String,
    child: String,
    own_card: String,
    renamed: String,
    kept: String,
    kept_other: String,
    exit: String,
    sign_in: String,
    password: String,
    called: String,
    topic: String,
    prepared: String,
    drawer: String,
    root: String,
    drawer_more: String,
    thanks: String,
    thanks_more: String,
    thanks_answer: String,
    /// Of a child whom Ana alone decides for, and of one whom both do.
    fact: String,
    our_fact: String,
    /// Whom Ana puts on the family's list of help, whom she looks for there, and what she takes
    /// along to a session.
    practice: String,
    practice_note: String,
    sought: String,
    brings: String,
    we_bring: String,
}

impl Planted {
    fn new() -> Self {
        let of = canary;
        Self {
            ana: of("ana"),
            other: of("other"),
            answer: of("answer"),
            said_back: of("said back"),
            missing: of("missing"),
            child: of("child"),
            own_card: of("own card"),
            renamed: of("renamed"),
            kept: of("kept"),
            kept_other: of("kept other"),
            exit: of("exit"),
            sign_in: of("sign in"),
            password: of("password"),
            called: of("called"),
            topic: of("topic"),
            prepared: of("prepared"),
            drawer: of("drawer"),
            root: of("root"),
            drawer_more: of("drawer more"),
            thanks: of("thanks"),
            thanks_more: of("thanks more"),
            thanks_answer: of("thanks answer"),
            fact: of("fact"),
            our_fact: of("our fact"),
            practice: of("practice"),
            practice_note: of("practice note"),
            sought: of("sought"),
            brings: of("brings"),
            we_bring: of("we bring"),
        }
    }

    fn all(&self) -> Vec<String> {
        let shared = [&self.ana, &self.other, &self.answer, &self.said_back, &self.missing];
        let cards = [&self.child, &self.own_card, &self.renamed, &self.called, &self.topic];
        let thanks = [&self.thanks, &self.thanks_more, &self.thanks_answer];
        let help = [&self.our_fact, &self.practice, &self.practice_note, &self.we_bring];
        let all = shared.into_iter().chain(cards).chain(thanks).chain(help).cloned();
        all.chain(self.private()).collect()
    }

    /// What its writer alone may read; Ana's but for the two that were kept and never sent.
    fn private(&self) -> Vec<String> {
        let sign_in = [&self.sign_in, &self.password];
        let written = [&self.kept, &self.kept_other, &self.exit, &self.prepared];
        let drawer = [&self.drawer, &self.drawer_more, &self.root, &self.fact];
        let help = [&self.sought, &self.brings];
        written.into_iter().chain(sign_in).chain(drawer).chain(help).cloned().collect()
    }

    /// A family that has written each of them.
    async fn live(&self) -> Family {
        let mut family = Family::begun(71).await;
        let Family { world, ana, ben } = &mut family;
        let link = invite(ana, &self.ana, &self.other).await;
        let kept = [("do", "keep"), ("text", self.kept.as_str())];
        ben.visit_and_submit(&link, &link, &kept).await;
        ben.get("/answer").await;
        ben.submit("/answer", &[("do", "send"), ("text", &self.answer)]).await;
        let to = form_value(&ana.get("/talk").await, "/talk/said-back", "to");
        ana.submit("/talk/said-back", &[("to", &to), ("text", &self.said_back)]).await;
        let reply = [("reply", "not-quite"), ("missing", self.missing.as_str())];
        hears(ben, &reply).await;
        self.thank(ana, ben).await;
        self.seek_help(ana).await;
        for (parents, said) in [(1, &self.fact), (2, &self.our_fact)] {
            let facts = format!("/children/{}/facts", add_child(ana, parents).await);
            let said = [("about", "5"), ("text", said.as_str()), ("sensitive", "yes")];
            ana.visit_and_submit(&format!("{facts}/new?about=5"), &facts, &said).await;
        }
        let child = [
            ("nickname", self.child.as_str()),
            ("month", "5"),
            ("year", "2019"),
            ("lives", "here"),
            ("decides", "else"),
        ];
        ana.visit_and_submit("/children/new", "/children", &child).await;
        let own = [("name", self.own_card.as_str()), ("minutes", "30")];
        ana.visit_and_submit("/children/cards", "/children/cards/own", &own).await;
        let card = format!("/children/cards/{}", cards_of(ana).await[0]);
        ana.visit_and_submit(&card, &card, &[("name", &self.renamed)]).await;
        let asked = [("topic", "own"), ("own", self.topic.as_str())];
        ana.visit_and_submit("/talk/asks", "/talk/asks", &asked).await;
        let prepared = [("afraid", self.prepared.as_str())];
        ana.visit_and_submit("/talk/preparation", "/talk/preparation", &prepared).await;
        let exit = format!("{}.example", self.exit.to_lowercase());
        let site = [("site", "own"), ("own", exit.as_str())];
        ana.visit_and_submit("/settings/exit", "/settings/exit", &site).await;
        let sign_in = [("name", self.sign_in.as_str()), ("password", self.password.as_str())];
        ana.visit_and_submit("/settings/sign-in", "/settings/sign-in", &sign_in).await;
        let mut elsewhere = world.browser();
        elsewhere.visit_and_submit("/sign-in", "/sign-in", &sign_in).await;
        // Somebody else keeps an answer, and never sends it.
        let link = invite(ana, &self.ana, &self.called).await;
        let kept = [("do", "keep"), ("text", self.kept_other.as_str())];
        world.browser().visit_and_submit(&link, &link, &kept).await;
        // Requests that are refused write to the log what they write.
        ana.get("/children").await;
        ana.post("/children/names", &[("name", &format!("{}\u{0}", self.ana))]).await;
        ana.post("/today/step", &[("step", &self.kept)]).await;
        ana.get(&format!("/children/{}", self.child)).await;
        family
    }

    /// Ana looks for help, and prepares to go there.
    async fn seek_help(&self, ana: &mut Browser) {
        let practice = [
            ("to", "entry-keep"),
            ("name", self.practice.as_str()),
            ("kind", "family"),
            ("fees", &self.practice_note),
            ("note", &self.practice_note),
        ];
        let sought = [("to", "find"), ("region", self.sought.as_str())];
        let sheet = [("to", "sheet-show"), ("brings", self.brings.as_str())];
        let file = [("to", "sheet-file"), ("brings", self.brings.as_str())];
        let ours = [("to", "joint-offer"), ("brings", self.we_bring.as_str())];
        for (fields, shown) in [
            (&practice[..], "Saved."),
            (&sought, "</html>"),
            (&sheet, &self.brings),
            (&file, &self.brings),
            (&ours, "This page waits for a yes"),
        ] {
            ana.get("/settings/keys").await;
            let answer = ana.post("/p", fields).await;
            assert!(answer.status == StatusCode::OK && answer.shows(shown), "{}", answer.body);
        }
    }

    /// Ana keeps some thanks and sends others, which Ben answers.
    async fn thank(&self, ana: &mut Browser, ben: &mut Browser) {
        const NEW: &str = "/talk/thanks/new";
        const ROOT: &str = "/talk/expectations/root";
        ana.visit_and_submit(ROOT, ROOT, &[("n", "1"), ("text", &self.root)]).await;
        let kept = [("text", self.drawer.as_str()), ("more", &self.drawer_more), ("do", "keep")];
        ana.visit_and_submit(NEW, NEW, &kept).await;
        let sent = [("text", self.thanks.as_str()), ("more", &self.thanks_more), ("do", "send")];
        ana.visit_and_submit(NEW, NEW, &sent).await;
        let id = linked(&ben.get("/talk/thanks").await, "/talk/thanks/").expect("thanks to Ben");
        let one = format!("/talk/thanks/{id}");
        let answer = [("text", self.thanks_answer.as_str())];
        ben.visit_and_submit(&one, &format!("{one}/answer"), &answer).await;
    }
}
