//! A talk over one device, and what its holder wrote down of it.

use axum::http::StatusCode;

use super::press;
use crate::family::{Family, form_value};
use crate::world::{Answer, Browser};

#[tokio::test]
async fn a_talk_goes_over_one_device() {
    let Family { world: _world, mut ana, mut ben } = Family::heard(154).await;
    ana.get("/talk/one-device").await;
    let chosen = [("topic", "own"), ("own", "Our evenings"), ("asked", "me")];
    let answer = ana.post("/talk/one-device", &chosen).await;
    let here = answer.location().to_owned();
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let first = ana.get(&here).await;
    assert!(first.shows("For Ana"), "{}", first.body);
    assert_eq!(ben.get(&here).await.status, StatusCode::NOT_FOUND);
    assert!(ana.get("/talk").await.links().contains(&here));
    let acts: [&[(&str, &str)]; 7] = [
        &[("do", "ready"), ("word", "calm")],
        &[("do", "ready"), ("word", "tired")],
        &[("do", "spoken")],
        &[("do", "said-back"), ("text", "The evenings are yours alone.")],
        &[("do", "heard")],
        &[("do", "enough")],
        &[("do", "along"), ("text", "Tea at nine."), ("together", "yes")],
    ];
    for fields in acts {
        press(&mut ana, &here, fields).await;
    }
    press(&mut ana, &here, &[("do", "along"), ("text", "")]).await;
    let before = (ben.get("/talk").await, ben.get("/today").await);
    press(&mut ana, &here, &[("do", "keep"), ("item", "along-0")]).await;
    // It is what Ana wrote down: nobody else is told of it, and nothing is kept in Ben's name.
    assert_eq!((ben.get("/talk").await, ben.get("/today").await), before);
    let page = ana.get("/talk").await;
    assert!(page.shows("What you wrote down") && page.shows("Tea at nine."), "{}", page.body);
    assert!(!page.shows("What you both kept") && !page.shows("The evenings are"), "{}", page.body);
    offers_what_was_written(&mut ana, &mut ben).await;
}

/// Ben reads what Ana wrote down, says no, then yes, each to exactly what he read.
async fn offers_what_was_written(ana: &mut Browser, ben: &mut Browser) {
    let offer = written(&ana.get("/talk").await, "/offer");
    let here = offer.replace("/offer", "/answer");
    let talk = offer.trim_end_matches("/offer").trim_start_matches("/talk/written/").to_owned();
    ana.submit(&offer, &[]).await;
    let read = ben.get("/talk").await;
    assert!(read.shows("It was written on Ana’s phone. Is it right?"), "{}", read.body);
    let version = form_value(&read, &here, "version");
    let offered = ana.get("/talk").await;
    let no = ben.submit(&here, &[("reply", "no")]).await;
    assert!(no.shows("Nobody is told.") && !no.shows("Is it right?"), "{}", no.body);
    assert!(no.shows("Tea at nine."), "a yes is still possible: {}", no.body);
    assert_eq!(ana.get("/talk").await, offered, "nobody is told of a no");
    for (version, reply) in [("0".repeat(32), "yes"), (version.clone(), "maybe")] {
        let fields = [("version", version.as_str()), ("reply", reply)];
        let refused = ben.post(&here, &fields).await;
        assert!(refused.status.is_client_error(), "{}", refused.body);
    }
    let yes = [("version", version.as_str()), ("reply", "yes")];
    ben.get("/talk").await;
    let kept = ben.submit(&here, &yes).await;
    assert!(kept.shows("What you both kept") && kept.shows("Tea at nine."), "{}", kept.body);
    assert!(kept.shows("It was written on Ana’s phone. You both said yes to it."));
    let anas = ana.get("/talk").await;
    assert!(anas.shows("What you both kept") && !anas.shows("What you wrote down"));
    ana.submit(&format!("/talk/kept/{talk}/removal"), &[]).await;
    assert!(!ben.get("/talk").await.shows("Tea at nine."), "either of them may remove it");
    ana.get("/talk").await;
    ana.submit(&format!("/talk/along/{talk}/removal"), &[]).await;
    assert!(!ana.get("/talk").await.shows("Tea at nine."));
}

/// Where a form about what was written down goes.
fn written(page: &Answer, end: &str) -> String {
    let forms = page.forms().into_iter().map(|form| form.action);
    let mut ours = forms.filter(|to| to.starts_with("/talk/written/") && to.ends_with(end));
    ours.next().unwrap_or_else(|| panic!("none to {end}: {}", page.body))
}
