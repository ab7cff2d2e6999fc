//! Every address of the program, read from the router itself, so that none can be forgotten here.

use axum::http::Method;

use super::solo;
use crate::family::{Family, add_child, agreed_talk, cards_of, form_value};
use crate::world::{Answer, Browser, all_after};

const ROUTER: &str = include_str!("../../src/web/router.rs");

/// What somebody may read who is not signed in. All else is for members.
pub const OPEN: [&str; 20] = [
    "/",
    "/question",
    "/who-can-see",
    "/before",
    "/begin",
    "/join/{token}",
    "/answer",
    "/not-now",
    "/leave",
    "/sign-in",
    "/sign-out",
    "/recover",
    "/recover/password",
    "/who",
    "/goodbye",
    "/phone",
    "/phone/certificate",
    "/p",
    "/sheet/{token}",
    "/session/{token}",
];

/// One method of one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    pub method: Method,
    pub pattern: String,
}

/// Every address of the list, in its order.
pub fn routes() -> Vec<Route> {
    let (_, rooms) = ROUTER.split_once("fn rooms()").expect("the list of addresses");
    let mut routes = Vec::new();
    for part in rooms.split(".route(\"").skip(1) {
        let (pattern, handlers) = part.split_once('"').expect("a path");
        for (mark, method) in [("get(", Method::GET), ("post(", Method::POST)] {
            if handlers.contains(mark) {
                routes.push(Route { method, pattern: pattern.to_owned() });
            }
        }
    }
    routes
}

impl Route {
    pub fn is_open(&self) -> bool {
        OPEN.contains(&self.pattern.as_str())
    }

    pub fn is_post(&self) -> bool {
        self.method == Method::POST
    }

    pub fn has_parameter(&self) -> bool {
        self.pattern.contains('{')
    }

    /// Whether its address names something of a family: the steps of a talk are everyone's.
    pub fn has_id(&self) -> bool {
        let pattern = self.pattern.replace("{length}", "").replace("{part}", "");
        pattern.contains('{')
    }

    /// The address, with each of its parameters given.
    pub fn path(&self, of: impl Fn(&str) -> String) -> String {
        let mut path = String::new();
        for part in self.pattern.split_inclusive('}') {
            match part.split_once('{') {
                Some((before, name)) => {
                    path.push_str(before);
                    path.push_str(&of(&format!("{}{}", kind(before), name.trim_end_matches('}'))));
                }
                None => path.push_str(part),
            }
        }
        path
    }
}

/// What kind of id stands behind a path, where its name alone does not say so.
fn kind(before: &str) -> &str {
    match before {
        "/children/" => "child ",
        "/children/time/" => "time ",
        "/sheet/" => "sheet ",
        "/invitations/" => "invitation ",
        "/share/agreement/" => "agreement ",
        "/talk/thanks/" => "thanks ",
        "/talk/thanks/drawer/" => "draft ",
        "/share/division/others/" => "trusted ",
        _ => "",
    }
}

/// Ids of one family, for each parameter of an address.
#[derive(Debug, Clone)]
pub struct Ids {
    pub card: String,
    pub child: String,
    /// On that child's page, which Ben does not read.
    pub fact: String,
    /// Put forward by Ana; nobody's where something is to be said back first.
    pub rule: String,
    /// About that child, whom Ana alone decides for.
    pub decision: String,
    /// Ana’s own, with a sheet that is shared and a link to it that works today.
    pub time: String,
    pub sheet: String,
    pub invitation: String,
    /// In force, or offered; nobody's where there is none yet.
    pub agreement: String,
    pub trusted: String,
    /// Sent to Ana's other; nobody's as long as she is alone.
    pub thanks: String,
    /// In Ana's drawer.
    pub draft: String,
    pub token: String,
    /// Agreed between the two; nobody's where one of them is not here yet.
    pub talk: String,
}

impl Ids {
    pub async fn of(family: &mut Family) -> Self {
        let ana = &mut family.ana;
        let child = add_child(ana, 1).await;
        let facts = format!("/children/{child}/facts");
        let said = [("about", "1"), ("text", "The blue cup.")];
        let new = format!("{facts}/new?about=1");
        let fact = ana.visit_and_submit(&new, &facts, &said).await;
        let fact = linked(&fact, &format!("{facts}/")).expect("the fact that was written");
        let card = cards_of(ana).await.first().expect("a card").clone();
        let agreements = ana.get("/share/agreement").await;
        let agreement = all_after(&agreements.body, "\"/share/agreement/").into_iter();
        let agreement = agreement.filter_map(|path| path.split('/').next());
        let agreement = agreement.map(ToOwned::to_owned).find(|id| id.len() == 32);
        let others = "/share/division/others";
        let oma = [("name", "Oma"), ("part", "5")];
        let others = ana.visit_and_submit(others, others, &oma).await;
        let trusted = all_after(&others.body, "action=\"/share/division/others/");
        let trusted = trusted.first().and_then(|path| path.split('/').next());
        let trusted = trusted.expect("somebody who carries").to_owned();
        let (rule, decision) = Self::asked(ana, &child).await;
        let talk = agreed_talk(ana, &mut family.ben).await;
        let [from, to] = [["2026-11-23", "20:00"], ["2026-11-23", "22:00"]];
        let time = solo::propose(ana, "other", from, to).await;
        solo::share_sheet(ana, &time).await;
        let sheet = solo::make_link(ana, &time).await.trim_start_matches("/sheet/").to_owned();
        let (thanks, draft) = Self::thanked(ana, &mut family.ben).await;
        let invite = ana.get("/invite").await;
        let mine = form_value(&invite, "/invitations", "mine");
        let mine = if mine.is_empty() { "Ana" } else { &mine };
        let link = crate::family::invite(ana, mine, "").await;
        let invite = ana.get("/invite").await;
        let invitation = all_after(&invite.body, "action=\"/invitations/");
        let invitation = invitation.first().and_then(|path| path.split('/').next());
        Self {
            agreement: agreement.unwrap_or_else(|| Self::nobodys("agreement")),
            trusted,
            talk: talk.unwrap_or_else(|| Self::nobodys("talk")),
            thanks,
            draft,
            card,
            child,
            fact,
            rule,
            decision,
            time,
            sheet,
            invitation: invitation.expect("an open invitation").to_owned(),
            token: link.trim_start_matches("/join/").to_owned(),
        }
    }

    /// What Ana sent, and what she keeps in her drawer.
    async fn thanked(ana: &mut Browser, ben: &mut Browser) -> (String, String) {
        let new = "/talk/thanks/new";
        let page = ana.get(new).await;
        if page.shows("value=\"send\"") {
            ana.submit(new, &[("text", "You were there."), ("do", "send")]).await;
        }
        let kept = [("text", "You stayed calm."), ("do", "keep")];
        let home = ana.visit_and_submit(new, new, &kept).await;
        let draft = linked(&home, "/talk/thanks/drawer/").expect("something in the drawer");
        let thanks = linked(&ben.get("/talk/thanks").await, "/talk/thanks/");
        (thanks.unwrap_or_else(|| Self::nobodys("thanks")), draft)
    }

    /// A rule of Ana's, and a question about her child.
    async fn asked(ana: &mut Browser, child: &str) -> (String, String) {
        ana.get("/children/rules/new").await;
        ana.post("/children/rules/new", &[("when", "it rains"), ("we", "go out anyway")]).await;
        let rule = linked(&ana.get("/children/rules").await, "/children/rules/");
        let new = "/talk/decisions/new";
        let asked = [("own", "A phone at twelve?"), ("child", child)];
        let home = ana.visit_and_submit(new, "/talk/decisions", &asked).await;
        let decision = linked(&home, "/talk/decisions/").expect("asked");
        (rule.unwrap_or_else(|| Self::nobodys("rule")), decision)
    }

    pub fn get(&self, name: &str) -> String {
        match name {
            "card" => self.card.clone(),
            "child id" => self.child.clone(),
            "fact" => self.fact.clone(),
            "rule" => self.rule.clone(),
            "decision" => self.decision.clone(),
            "time id" => self.time.clone(),
            "sheet token" => self.sheet.clone(),
            "invitation id" => self.invitation.clone(),
            "thanks id" => self.thanks.clone(),
            "draft id" => self.draft.clone(),
            "trusted adult" => self.trusted.clone(),
            "agreement id" => self.agreement.clone(),
            "token" => self.token.clone(),
            "talk" => self.talk.clone(),
            // No ids: which form of the weekly talk, and which step of it.
            "length" => "long".to_owned(),
            "part" => "full".to_owned(),
            other => panic!("say in tests/routes/list.rs what {other:?} is in an address"),
        }
    }

    /// As long as a real one, and nobody's.
    pub fn nobodys(name: &str) -> String {
        if name.ends_with("token") { "5".repeat(64) } else { "5".repeat(32) }
    }
}

/// The first id that a page links to at such an address.
pub fn linked(page: &Answer, before: &str) -> Option<String> {
    let links = page.links().into_iter();
    let mut ids = links.filter_map(|link| link.strip_prefix(before).map(str::to_owned));
    ids.find(|id| id.len() == 32)
}

#[test]
fn the_list_is_read_whole() {
    let routes = routes();
    let written = ROUTER.split("fn rooms()").nth(1).unwrap_or_default();
    assert_eq!(
        routes.len(),
        written.matches("get(").count() + written.matches("post(").count(),
        "a handler that is neither get nor post, or one that is named twice"
    );
    for open in OPEN {
        assert!(routes.iter().any(|route| route.pattern == open), "{open} is no address");
    }
}
