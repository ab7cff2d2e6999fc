//! Who can help: the family's own list beside the one that comes with the program; and the look at
//! mood and worry, of which nothing is kept.

use axum::http::StatusCode;
use household::directory::Details;

use super::canary::Log;
use super::help::PAGES;
use crate::family::Family;
use crate::world::{Answer, Browser, World, all_after};

const SHIPPED: &str = "616-200-4433";
const NO_FILTER: [(&str, &str); 1] = [("to", "find")];

/// Posts a form with a key that any page gives.
async fn posts(who: &mut Browser, fields: &[(&str, &str)]) -> Answer {
    who.get("/settings/keys").await;
    who.post("/p", fields).await
}

async fn names(who: &mut Browser, sought: &[(&str, &str)]) -> Vec<String> {
    let fields: Vec<_> = NO_FILTER.into_iter().chain(sought.iter().copied()).collect();
    let page = posts(who, &fields).await;
    assert_eq!(page.status, StatusCode::OK);
    let (_, list) = page.body.split_once("<ul class=\"lines\">").expect("a list");
    let entries = list.split("<h3>").skip(1);
    entries.filter_map(|rest| rest.split('<').next()).map(str::to_owned).collect()
}

#[tokio::test]
async fn a_family_keeps_a_list_that_every_parent_reads() {
    let Family { world: _world, mut ana, mut ben } = Family::heard(181).await;
    let hill = [
        ("to", "entry-keep"),
        ("name", "The house on the hill"),
        ("kind", "family"),
        ("kind", "couple"),
        ("phone", "+49 30 123456"),
        ("web", "https://hill.example/"),
        ("region", "Berlin"),
        ("way", "online"),
        ("languages", "German, Turkish"),
        ("fees", "By income"),
        ("note", "Ask for Ms Yilmaz."),
    ];
    let kept = posts(&mut ana, &hill).await;
    assert!(kept.status == StatusCode::OK && kept.shows("Saved."), "{}", kept.body);
    let page = posts(&mut ben, &NO_FILTER).await;
    for words in ["tel:+4930123456", "https://hill.example\"", "German, Turkish", "Ms Yilmaz"] {
        assert!(page.shows(words), "{words}: {}", page.body);
    }
    assert!(page.shows(SHIPPED), "{}", page.body);
    let entry = all_after(&page.body, "name=\"entry\" value=\"")[0].to_owned();

    // Twice the same name is refused beside it, with nothing lost.
    let again = [("to", "entry-keep"), ("name", "the  HOUSE on the hill"), ("fees", "None")];
    let refused = posts(&mut ben, &again).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("There is one with this name already."), "{}", refused.body);
    assert!(refused.shows("value=\"None\""), "{}", refused.body);

    let changed = [("to", "entry-keep"), ("entry", entry.as_str()), ("name", "The hill")];
    assert!(posts(&mut ben, &changed).await.shows("Saved."));
    assert_eq!(names(&mut ana, &[]).await[0], "The hill");

    let gone = posts(&mut ana, &[("to", "entry-off"), ("entry", &entry)]).await;
    assert!(gone.shows("Put it back"), "{}", gone.body);
    assert_eq!(names(&mut ben, &[]).await, ["Health for Life Counseling"]);
    // The same press once more is the same press.
    let twice = ana.post("/p", &[("to", "entry-off"), ("entry", &entry)]).await;
    assert_eq!(twice.status, StatusCode::OK);
    let back = [("to", "entry-keep"), ("name", "The hill")];
    assert!(posts(&mut ana, &back).await.shows("Saved."));
    let unknown = posts(&mut ana, &[("to", "entry-off"), ("entry", &entry)]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", unknown.body);
}

#[tokio::test]
async fn a_list_is_looked_through_without_script() {
    let Family { world, mut ana, .. } = Family::begun(182).await;
    let list = "name,kinds,region,meets,languages\n\
        Harbour,couple; group,\"Kiel, Germany\",in person,Danish\n\
        Hill,family,\"Berlin, Germany\",online,\"German, Turkish\"\n";
    let read = posts(&mut ana, &[("to", "list-read"), ("list", list)]).await;
    assert!(read.shows("2 entries read in."), "{}", read.body);
    let shipped = "Health for Life Counseling";
    for (sought, fits) in [
        (vec![("kind", "couple")], vec!["Harbour", shipped]),
        (vec![("kind", "family"), ("online", "yes")], vec!["Hill", shipped]),
        (vec![("region", "germany KIEL")], vec!["Harbour"]),
        (vec![("region", "michigan")], vec![shipped]),
        (vec![("language", "turkish")], vec!["Hill"]),
        (vec![("language", "klingon")], vec![]),
        (vec![("kind", "wizard")], vec!["Harbour", "Hill", shipped]),
    ] {
        assert_eq!(names(&mut ana, &sought).await, fits, "{sought:?}");
    }
    let before = world.on_disk();
    let mut stranger = world.browser();
    assert_eq!(names(&mut stranger, &[]).await, [shipped], "a family's list is its own");
    for to in ["entry", "list", "list-file", "wellbeing", "entry-keep", "list-read"] {
        let page = stranger.post("/p", &[("to", to), ("name", "Mine"), ("list", list)]).await;
        assert!(page.status == StatusCode::OK && page.shows("<h1"), "{to}");
    }
    assert!(world.on_disk() == before, "what is looked for is not kept");
}

#[tokio::test]
async fn a_list_goes_out_as_a_file_and_comes_in_again() {
    let Family { world: _world, mut ana, .. } = Family::begun(183).await;
    let list = "name,phone,note\n=1+1,+49 30 1234,\"One line.\nAnother.\"\n";
    assert!(posts(&mut ana, &[("to", "list-read"), ("list", list)]).await.shows("One entry"));
    let file = ana.post("/p", &[("to", "list-file")]).await;
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    assert_eq!(file.header("content-disposition"), Some("attachment; filename=\"list.csv\""));
    let kept: Vec<Details> = evenkeel::provided::list::read(&file.body).expect("a list");
    assert_eq!(kept.len(), 1);
    let again = posts(&mut ana, &[("to", "list-read"), ("list", &file.body)]).await;
    assert_eq!(again.status, StatusCode::OK, "{}", again.body);
    assert_eq!(names(&mut ana, &[]).await.len(), 2, "not doubled");

    let wrong = "name,kinds\nHarbour,family\nHill,wizard\n,couple";
    let refused = posts(&mut ana, &[("to", "list-read"), ("list", wrong)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["Line 3: kinds are", "Line 4: the name is missing", "Hill,wizard"] {
        assert!(refused.shows(words), "{words}: {}", refused.body);
    }
    assert_eq!(names(&mut ana, &[]).await.len(), 2, "all of it or nothing");
    let keyless = ana.post_raw("/p", b"to=list-read&list=name%0AA".to_vec()).await;
    assert_eq!(keyless.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_look_at_mood_is_off_until_one_wants_it_and_is_never_kept() {
    let Family { world, mut ana, mut ben } = Family::heard(184).await;
    let answers = |n: &'static str| {
        [("to", "wellbeing-answer"), ("phq2-1", n), ("phq2-2", n), ("gad2-1", n), ("gad2-2", "0")]
    };
    let off = posts(&mut ana, &answers("3")).await;
    assert!(off.shows("Switch it on for me") && !off.shows("Your answers suggest"));
    let bens = posts(&mut ben, &[("to", "wellbeing")]).await.body;
    assert!(posts(&mut ana, &[("to", "wellbeing-on")]).await.shows("Little interest or pleasure"));
    assert_eq!(posts(&mut ben, &[("to", "wellbeing")]).await.body, bens, "hers alone");

    let before = world.on_disk();
    for (n, says) in [("3", "Your answers suggest"), ("0", "do not point to more")] {
        let told = posts(&mut ana, &answers(n)).await;
        assert!(told.status == StatusCode::OK && told.shows(says), "{}", told.body);
        assert!(
            told.shows("please call or text one of the lines") && told.shows("tel:"),
            "{}",
            told.body
        );
        assert_eq!(told.header("cache-control"), Some("no-store"));
        assert!(!told.shows("phq2-1"), "what was answered is not on the page");
    }
    let missing = posts(&mut ana, &answers("7")).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(world.on_disk() == before, "nothing of it is written");
    assert!(posts(&mut ana, &[("to", "wellbeing-off")]).await.shows("Switch it on for me"));
}

#[tokio::test]
async fn an_operators_list_and_lines_are_shown_to_everybody() {
    let mut world = World::new(185);
    let folder = world.folder.path().to_owned();
    let (list, lines) = (folder.join("list.csv"), folder.join("lines.toml"));
    std::fs::write(&list, "name,region\nRiverside,Kent County\n").expect("written");
    let text = "[[line]]\nid = \"us-psi\"\nchecked_on = \"2026-11-01\"\n";
    std::fs::write(&lines, text).expect("written");
    let provided = evenkeel::provided::lines::read(Some(&list), Some(&lines)).expect("fine");
    world = world.provided(provided).await;
    let mut stranger = world.browser();
    let page = stranger.post("/p", &NO_FILTER).await;
    assert!(page.shows("Riverside") && page.shows("whoever runs this server"), "{}", page.body);
    let help = stranger.post("/p", &[("to", "help"), ("country", "US")]).await;
    assert!(help.shows("Postpartum Support International") || help.shows("Checked on"));
    world.pass_days(200);
    let help = stranger.post("/p", &[("to", "help"), ("country", "US")]).await;
    assert!(!help.shows("Checked on"), "six months have passed");
}

#[tokio::test]
async fn nothing_that_is_asked_for_in_help_reaches_the_log() {
    let log = Log::default();
    let _logging = log.listens();
    let Family { world: _world, mut ana, .. } = Family::begun(186).await;
    posts(&mut ana, &[("to", "wellbeing-on")]).await;
    ana.get("/today").await;
    let before = log.heard();
    for to in PAGES.into_iter().chain(["entry", "list", "list-file", "wellbeing"]) {
        ana.post("/p", &[("to", to), ("region", "Qxregion"), ("country", "GB")]).await;
    }
    let answers = [("phq2-1", "3"), ("phq2-2", "3"), ("gad2-1", "3"), ("gad2-2", "3")];
    ana.post("/p", &[&[("to", "wellbeing-answer")], answers.as_slice()].concat()).await;
    for path in ["/p", "/who-can-see", "/before"] {
        ana.get(path).await;
    }
    assert_eq!(String::from_utf8_lossy(&log.heard()), String::from_utf8_lossy(&before));
    ana.get("/today").await;
    assert!(log.heard().len() > before.len(), "the log is listened to");
}
