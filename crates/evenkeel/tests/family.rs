//! The one named family of the tests: Ana opens the space, Ben is invited. Every step goes over
//! HTTP, as their browsers would take it.

use axum::http::StatusCode;

use super::world::{Answer, Browser, World, all_after};

/// A family of two, as far as a test needs it.
pub struct Family {
    pub world: World,
    pub ana: Browser,
    pub ben: Browser,
}

/// What Ben answers to "What is a usual day like for you?"
pub const BENS_ANSWER: &str = "Long, and then the evening starts.";

impl Family {
    /// Ana has begun, alone. Ben has a browser and nothing else.
    pub async fn begun(seed: u8) -> Self {
        let world = World::new(seed);
        let mut ana = world.browser();
        begin(&mut ana).await;
        let ben = world.browser();
        Self { world, ana, ben }
    }

    /// Ben has answered the one question, which is also his joining.
    pub async fn joined(seed: u8) -> Self {
        let mut family = Self::begun(seed).await;
        joins(&mut family.ana, &mut family.ben, "Ben").await;
        family
    }

    /// Ana has said back what she heard, and Ben said: yes, that's it.
    pub async fn heard(seed: u8) -> Self {
        let mut family = Self::joined(seed).await;
        is_heard(&mut family.ana, &mut family.ben).await;
        family
    }

    /// Both have sorted and sealed.
    pub async fn sealed(seed: u8) -> Self {
        let mut family = Self::heard(seed).await;
        sort_all(&mut family.ana, ["me", "me"]).await;
        seal(&mut family.ana).await;
        sort_all(&mut family.ben, ["other", "me"]).await;
        seal(&mut family.ben).await;
        family
    }

    /// Both have opened, and see both pictures.
    pub async fn opened(seed: u8) -> Self {
        let mut family = Self::sealed(seed).await;
        open(&mut family.ana).await;
        open(&mut family.ben).await;
        family
    }

    /// Both have said yes to what the division proposed.
    pub async fn agreed(seed: u8) -> Self {
        let mut family = Self::opened(seed).await;
        propose(&mut family.ana).await;
        confirm(&mut family.ana).await;
        confirm(&mut family.ben).await;
        family
    }
}

/// Ana, Ben and Cem, all of them heard, and nothing sorted yet; with the ids of Ben and Cem.
pub async fn three(world: &World) -> ([Browser; 3], [String; 2]) {
    let [mut ana, mut ben, mut cem] = [world.browser(), world.browser(), world.browser()];
    begin(&mut ana).await;
    joins(&mut ana, &mut ben, "Ben").await;
    let bens = is_heard(&mut ana, &mut ben).await;
    joins(&mut ana, &mut cem, "Cem").await;
    let cems = is_heard(&mut ana, &mut cem).await;
    for (browser, name) in [(&mut ana, "Ana"), (&mut ben, "Ben"), (&mut cem, "Cem")] {
        let names = [("name", name), ("other", "")];
        browser.visit_and_submit("/children", "/children/names", &names).await;
    }
    ([ana, ben, cem], [bens, cems])
}

/// Ana and Ben, who was heard.
pub async fn two(world: &World) -> [Browser; 2] {
    let [mut ana, mut ben] = [world.browser(), world.browser()];
    begin(&mut ana).await;
    joins(&mut ana, &mut ben, "Ben").await;
    is_heard(&mut ana, &mut ben).await;
    for (browser, name) in [(&mut ana, "Ana"), (&mut ben, "Ben")] {
        let names = [("name", name), ("other", "")];
        browser.visit_and_submit("/children", "/children/names", &names).await;
    }
    [ana, ben]
}

/// Ana invites somebody, who answers the one question.
async fn joins(ana: &mut Browser, other: &mut Browser, called: &str) {
    let link = invite(ana, "Ana", called).await;
    send_answer(other, &link, BENS_ANSWER).await;
}

/// Ana says back what somebody wrote, who says: yes, that's it. Gives their id.
pub async fn is_heard(ana: &mut Browser, other: &mut Browser) -> String {
    let talk = ana.get("/talk").await;
    let to = form_value(&talk, "/talk/said-back", "to");
    let said = [("to", to.as_str()), ("text", "Your day has two halves.")];
    ana.submit("/talk/said-back", &said).await;
    hears(other, &[("reply", "yes")]).await;
    to
}

/// Says something to what was said back, as it is read just now.
pub async fn hears(browser: &mut Browser, reply: &[(&str, &str)]) -> Answer {
    let version = form_value(&browser.get("/talk").await, "/talk/heard", "version");
    let fields = [&[("version", version.as_str())], reply].concat();
    browser.submit("/talk/heard", &fields).await
}

/// Sends a form as its page shows it.
pub async fn submit_form(browser: &mut Browser, page: &str, action: &str) -> Answer {
    let read = browser.get(page).await;
    let forms = read.forms_to(action);
    let form = forms.first().unwrap_or_else(|| panic!("no form for {action}: {}", read.body));
    let fields = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let fields: Vec<_> = fields.filter(|(name, _)| *name != "key").collect();
    browser.submit(action, &fields).await
}

/// Puts forward what the division proposes.
pub async fn propose(browser: &mut Browser) {
    submit_form(browser, "/share/agreement/new?from=division", "/share/agreement").await;
}

/// Says yes to the version that is offered; gives its id.
pub async fn confirm(browser: &mut Browser) -> String {
    let read = browser.get("/share/agreement").await;
    let mut paths = read.forms().into_iter().map(|form| form.action);
    let path = paths.find(|path| path.ends_with("/confirmation"));
    let path = path.unwrap_or_else(|| panic!("nothing to say yes to: {}", read.body));
    browser.submit(&path, &[]).await;
    path.split('/').nth(3).expect("an id").to_owned()
}

/// Adds Mo, for whom the first so many parents decide, the browser's own first. Gives the id.
pub async fn add_child(browser: &mut Browser, parents: usize) -> String {
    let read = browser.get("/children/new").await;
    let forms = read.forms_to("/children");
    let all = forms.iter().flat_map(|form| &form.fields).filter(|(name, _)| name == "decides");
    let all: Vec<_> = all.map(|(_, id)| id.as_str()).take(parents).collect();
    let mut child = vec![("nickname", "Mo"), ("month", "5"), ("year", "2021"), ("lives", "here")];
    child.extend(all.iter().map(|id| ("decides", *id)));
    let page = browser.submit("/children", &child).await;
    let links = page.links().into_iter().rev();
    let mut ids = links.filter_map(|link| link.strip_prefix("/children/").map(ToOwned::to_owned));
    ids.find(|id| id.len() == 32).unwrap_or_else(|| panic!("no child: {}", page.body))
}

/// Opens a family's space.
pub async fn begin(browser: &mut Browser) {
    let fields = [("to", "carry"), ("zone", "Europe/Berlin")];
    browser.visit_and_submit("/before?to=carry", "/begin", &fields).await;
}

/// Makes a message with a link; gives the link's path.
pub async fn invite(browser: &mut Browser, mine: &str, called: &str) -> String {
    let fields = [("mine", mine), ("called", called)];
    let page = browser.visit_and_submit("/invite", "/invitations", &fields).await;
    let token = all_after(&page.body, "/join/");
    let token = token.first().expect("the page shows the link");
    let token: String = token.chars().take_while(char::is_ascii_alphanumeric).collect();
    format!("/join/{token}")
}

/// Answers the one question by the link of an invitation.
pub async fn send_answer(browser: &mut Browser, link: &str, text: &str) -> Answer {
    browser.visit_and_submit(link, link, &[("do", "send"), ("text", text)]).await
}

/// The cards that lie before somebody in the sort.
pub async fn cards_of(browser: &mut Browser) -> Vec<String> {
    let list = browser.get("/share/sort/list").await;
    let links = list.links().into_iter();
    let cards = links.filter_map(|link| link.strip_prefix("/share/sort/").map(str::to_owned));
    cards.filter(|card| card.len() == 32).collect()
}

/// Says of every card before them who notices and who does.
pub async fn sort_all(browser: &mut Browser, [notices, does]: [&str; 2]) {
    for card in cards_of(browser).await {
        let path = format!("/share/sort/{card}");
        browser.get(&path).await;
        let marks = [("notices", notices), ("does", does), ("go", "next")];
        let answer = browser.post(&path, &marks).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
}

pub async fn seal(browser: &mut Browser) {
    browser.visit_and_submit("/share/sort/end", "/share/sort/seal", &[]).await;
}

pub async fn open(browser: &mut Browser) {
    browser.visit_and_submit("/share/sort/end", "/share/sort/open", &[]).await;
}

/// Asks for a talk, and the other says yes; its id. None where there is nobody to ask, or where a
/// first answer waits to be said back.
pub async fn agreed_talk(one: &mut Browser, other: &mut Browser) -> Option<String> {
    let page = one.get("/talk/asks").await;
    if page.status != StatusCode::OK {
        return None;
    }
    // Refused where it is asked for already: then that one will do.
    one.post("/talk/asks", &[("topic", "1"), ("day", ""), ("time", "")]).await;
    let page = other.get("/talk").await;
    let links = page.links();
    let talk = links.iter().find_map(|link| link.strip_prefix("/talk/asks/"))?.to_owned();
    let path = format!("/talk/asks/{talk}");
    other.visit_and_submit(&path, &path, &[("reply", "yes"), ("at", "")]).await;
    Some(talk)
}

/// What a page's form holds in one field.
pub fn form_value(page: &Answer, action: &str, field: &str) -> String {
    let forms = page.forms_to(action);
    let value = forms.iter().find_map(|form| form.value(field));
    value.unwrap_or_else(|| panic!("no {field} for {action}: {}", page.body)).to_owned()
}
