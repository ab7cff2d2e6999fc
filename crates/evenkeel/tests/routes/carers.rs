//! The division for three parents, and for two and a grandmother, through to what is agreed.

use axum::http::StatusCode;

use crate::family::{self, Family, confirm, open, propose, seal, sort_all};
use crate::world::{Answer, Browser, World, all_after};

const DIVISION: &str = "/share/division";
const OTHERS: &str = "/share/division/others";

/// Ana, Ben and Cem have sorted and opened.
async fn three(world: &World) -> [Browser; 3] {
    let (mut parents, _) = family::three(world).await;
    for browser in &mut parents {
        sort_all(browser, ["both", "both"]).await;
        seal(browser).await;
    }
    for browser in &mut parents {
        open(browser).await;
    }
    parents
}

fn tries(page: &Answer) -> Vec<&str> {
    all_after(&page.body, "name=\"try\" value=\"")
        .into_iter()
        .filter(|value| value.contains(':'))
        .collect()
}

/// The id of the only trusted adult.
fn adult(page: &Answer) -> String {
    let actions = all_after(&page.body, "action=\"/share/division/others/");
    let id = actions.first().and_then(|action| action.split('/').next());
    id.expect("somebody put forward").to_owned()
}

#[tokio::test]
async fn three_parents_divide_try_keep_and_agree() {
    let world = World::new(120);
    let [mut ana, mut ben, mut cem] = three(&world).await;
    for browser in [&mut ana, &mut ben, &mut cem] {
        let page = browser.get(DIVISION).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert!(page.shows("All piles") && page.shows("there is no slider"), "{}", page.body);
        assert_eq!(page.body.matches("<ol class=\"pile\">").count(), 3);
        assert!(!page.shows("type=\"range\"") && page.shows("you all gave"), "{}", page.body);
        assert_eq!(tries(&page).len(), 20, "ten cards, each with two others");
    }
    let page = cem.get(DIVISION).await;
    let to_ana = tries(&page)[0].to_owned();
    let tried = cem.get(&format!("{DIVISION}?try={to_ana}")).await;
    assert!(tried.shows("You moved it here.") && tried.shows("Nobody else sees this"));
    let kept = cem.submit("/share/division/locks", &[("keep", &to_ana)]).await;
    assert!(kept.shows("Any of you can set it free."), "{}", kept.body);
    assert!(ana.get(DIVISION).await.shows("Any of you can set it free."));
    let first = ben.get("/share/division/thread").await;
    assert!(first.shows("is being worked out"), "{}", first.body);
    let thread = ben.get("/share/division/thread?now=1").await;
    assert!(thread.shows("Cards that hang on a thread"), "{}", thread.body);
    let kept = to_ana.split(':').next().expect("a card");
    assert!(!thread.shows(kept), "it cannot be moved: {}", thread.body);

    ana.visit_and_submit(
        "/share/division/shares",
        "/share/division/shares",
        &[("mine", "40"), ("theirs", "40"), ("theirs-2", "20")],
    )
    .await;
    for browser in [&mut ben, &mut cem] {
        let page = browser.get("/share/division/shares").await;
        let forms = page.forms_to("/share/division/shares/confirmation");
        let fields = forms.first().expect("something to say yes to").fields.iter();
        let fields: Vec<_> = fields.map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let fields: Vec<_> = fields.into_iter().filter(|(name, _)| *name != "key").collect();
        browser.submit("/share/division/shares/confirmation", &fields).await;
    }
    assert!(cem.get("/share/division/shares").await.shows("You agreed on"));

    propose(&mut ana).await;
    for browser in [&mut ana, &mut ben, &mut cem] {
        confirm(browser).await;
    }
    let agreed = cem.get("/share/agreement").await;
    assert!(agreed.shows("Ana") && agreed.shows("Ben") && agreed.shows("Cem"), "{}", agreed.body);
}

#[tokio::test]
async fn a_grandmother_carries_what_both_said_yes_to() {
    let Family { world: _world, mut ana, mut ben } = Family::opened(121).await;
    let added = [("name", "Grandma"), ("part", "10")];
    let page = ana.visit_and_submit(OTHERS, OTHERS, &added).await;
    let grandma = adult(&page);
    assert!(page.shows("It counts once everyone else here has said yes"), "{}", page.body);
    assert!(!ana.get(DIVISION).await.shows("estimated"), "not yet");

    let waiting = ben.get(DIVISION).await;
    assert!(waiting.shows("Grandma could carry some of it"), "{}", waiting.body);
    let yes = format!("{OTHERS}/{grandma}/confirmation");
    ben.get(OTHERS).await;
    let wrong = ben.post(&yes, &[("name", "Grandma"), ("part", "20")]).await;
    assert!(wrong.shows("not on the table any more"), "{}", wrong.body);
    ben.get(OTHERS).await;
    ben.submit(&yes, &[("name", "Grandma"), ("part", "10")]).await;

    let page = ana.get(DIVISION).await;
    assert!(page.shows("Estimated: Grandma"), "{}", page.body);
    assert_eq!(page.body.matches("<h3 class=\"who\">").count(), 3);
    let values = tries(&page);
    let card = values.iter().find_map(|value| value.strip_suffix(&format!(":{grandma}")));
    let card = card.expect("a card that is not hers").to_owned();
    ana.submit("/share/division/locks", &[("keep", &format!("{card}:{grandma}"))]).await;
    ana.get(OTHERS).await;
    let values = tries(&page);
    let other = values.iter().filter_map(|value| value.split(':').next()).find(|id| *id != card);
    let other = other.expect("another card").to_owned();
    let set = ana.submit(&format!("{OTHERS}/{grandma}/cannot"), &[("card", &other)]).await;
    assert!(set.shows("It is possible"), "{}", set.body);
    let page = ben.get(DIVISION).await;
    let hers = page.body.split("<h3 class=\"who\">").nth(3).expect("her pile");
    assert!(hers.contains(&card) && !hers.contains(&format!("c-{other}")), "{hers}");

    propose(&mut ana).await;
    confirm(&mut ana).await;
    confirm(&mut ben).await;
    for browser in [&mut ana, &mut ben] {
        assert!(browser.get("/share/agreement").await.shows("Grandma"));
        let today = browser.get("/today").await;
        assert!(today.shows("With Grandma"), "{}", today.body);
    }
    let path = format!("/share/cards/{card}");
    let page = ben.get(&path).await;
    assert!(page.shows("Grandma puts this down"), "{}", page.body);
    assert!(page.shows("ask them yourself to show you once"), "{}", page.body);
    assert!(page.forms_to(&format!("{path}/asking")).is_empty(), "it would reach nobody");
    let down = format!("{path}/putting-down");
    family::submit_form(&mut ben, &down, &down).await;
    assert!(ana.get(&path).await.shows("taken-up"), "open, for whoever likes");
    ana.get(OTHERS).await;
    let gone = ana.submit(&format!("{OTHERS}/{grandma}/parting"), &[]).await;
    assert!(!gone.shows("Grandma carries"), "{}", gone.body);
    assert!(!ben.get("/today").await.shows("With Grandma"));
}

#[tokio::test]
async fn a_parent_alone_divides_with_a_nanny() {
    let world = World::new(124);
    let mut ana = world.browser();
    family::begin(&mut ana).await;
    sort_all(&mut ana, ["me", "me"]).await;
    let draft = ana.get(DIVISION).await;
    assert!(draft.links().contains(&OTHERS.to_owned()), "{}", draft.body);
    let others = ana.get(OTHERS).await;
    assert!(others.shows("Whoever joins you later is asked too"), "{}", others.body);
    let added = ana.submit(OTHERS, &[("name", "Nana"), ("part", "10")]).await;
    assert!(added.shows("Half of what one of you carries"), "nobody else to ask: {}", added.body);
    let nana = adult(&added);

    let draft = ana.get(DIVISION).await;
    assert_eq!(draft.body.matches("<ol class=\"pile\">").count(), 3, "{}", draft.body);
    assert!(draft.shows("Nana carries too") && draft.shows("Three guesses"), "{}", draft.body);
    let without = draft.links().into_iter().find(|link| link.ends_with("without=other"));
    let without = ana.get(&without.expect("a way to look at it without")).await;
    assert_eq!(without.body.matches("<ol class=\"pile\">").count(), 2, "{}", without.body);
    assert!(without.shows("between you and Nana") && !without.shows("Three guesses"));
    assert!(without.links().contains(&"/share/division/draft".to_owned()), "and back");

    ana.get(OTHERS).await;
    let gone = ana.submit(&format!("{OTHERS}/{nana}/parting"), &[]).await;
    assert!(!gone.shows("Nana"), "{}", gone.body);
}

#[tokio::test]
async fn cards_on_a_thread_are_told_on_demand() {
    let Family { world: _world, mut ana, .. } = Family::opened(122).await;
    let page = ana.get("/share/division/thread").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.shows("Cards that hang on a thread"), "{}", page.body);
    assert!(page.shows("worth talking about") || page.shows("However you had rated"));
}

/// With many who carry, the page is there at once and the split comes by itself.
#[tokio::test]
async fn a_long_reckoning_is_told_first() {
    let Family { world: _world, mut ana, mut ben } = Family::opened(123).await;
    for name in ["Oma", "Opa", "Lena", "Tom"] {
        let added = [("name", name), ("part", "5")];
        let page = ana.visit_and_submit(OTHERS, OTHERS, &added).await;
        drop(page);
    }
    let page = ben.get(OTHERS).await;
    let forms = page.forms().into_iter().filter(|form| form.action.ends_with("/confirmation"));
    for form in forms.collect::<Vec<_>>() {
        ben.get(OTHERS).await;
        let fields = form.fields.iter().filter(|(name, _)| name != "key");
        let fields: Vec<_> = fields.map(|(n, v)| (n.as_str(), v.as_str())).collect();
        ben.submit(&form.action, &fields).await;
    }
    let wait = ana.get(DIVISION).await;
    assert!(!wait.shows("id=\"moment\""), "nothing to press yet");
    assert!(wait.shows("This split is being worked out"), "{}", wait.body);
    let now = all_after(&wait.body, "hx-get=\"").first().expect("it comes by itself").to_string();
    let now = now.replace("&amp;", "&").replace("&#38;", "&");
    assert!(wait.links().iter().any(|link| link.contains("now=1")), "and by a press");
    let page = ana.get(&now).await;
    assert_eq!(page.body.matches("<h3 class=\"who\">").count(), 6, "{}", page.body);
    // What script asks for from there on shows that it is working.
    assert!(page.shows("<p class=\"moment\" id=\"moment\" role=\"status\">"), "{}", page.body);
    let asks = page.body.matches("hx-swap=").count();
    assert_eq!(page.body.matches("hx-indicator=\"#moment\"").count(), asks);
    assert_eq!(asks, 3, "tries, locks and threads");
    let kept = tries(&page)[0].to_owned();
    let again = ana.submit("/share/division/locks", &[("keep", &kept)]).await;
    assert!(again.shows("This split is being worked out"), "without script: {}", again.body);
    let full = ana.post(OTHERS, &[("name", "Zoe"), ("part", "5")]).await;
    assert!(full.shows("Six can carry here"), "{}", full.body);
}
