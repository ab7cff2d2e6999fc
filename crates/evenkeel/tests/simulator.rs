//! Two people press whatever there is to press, while connections break, the program ends and
//! begins again, and clocks go over the change to summer time. Nothing breaks, nothing happens
//! twice, and what is in memory is what the journal tells.

use crate::family::Family;
use crate::forms::ReadForm;
use crate::two_worlds::crawl::{ENTRANCES, links};
use crate::two_worlds::draws::Draws;
use crate::world::{Answer, Browser, World, break_after};

const STEPS: usize = 300;
/// How far a request gets before its connection breaks, at most.
const POLLS_MAX: usize = 12;
/// Where a walk would end, or go on as somebody else.
const NOT_PRESSED: [&str; 6] =
    ["/sign-out", "/settings/goodbye", "/settings/sessions", "/share-device", "/recover", "/who"];
const TEXTS: [&str; 6] = ["", "Anna & Bo", "60", "2027-04-05", "<b>\u{e9}</b>", "yes"];

/// Somebody, and the page they look at.
struct Walker {
    browser: Browser,
    page: Answer,
}

#[tokio::test]
async fn a_family_of_two_in_bad_weather_1() {
    simulate(Family::heard(201).await, 201).await;
}

#[tokio::test]
async fn a_family_of_two_in_bad_weather_2() {
    simulate(Family::agreed(202).await, 202).await;
}

async fn simulate(family: Family, seed: u8) {
    let Family { mut world, ana, ben } = family;
    let mut draws = Draws::new(seed);
    // The night of 28 March 2027, when most of Europe's clocks go forward.
    world.pass_days(124);
    let mut walkers = Vec::new();
    for mut browser in [ana, ben] {
        let page = browser.get("/today").await;
        walkers.push(Walker { browser, page });
    }
    let mut pressed = 0;
    for step in 0..STEPS {
        world.pass_minutes(i64::try_from(draws.below(240)).unwrap_or_default());
        let walker = &mut walkers[draws.below(2)];
        match draws.below(3) {
            0 => walker.follow(&mut draws).await,
            _ => pressed += usize::from(walker.press(&world, &mut draws).await),
        }
        if draws.below(12) == 0 {
            world = world.restarted(seed.wrapping_add(u8::try_from(step % 50).unwrap_or(0))).await;
            walkers = walkers
                .into_iter()
                .map(|walker| Walker { browser: walker.browser.moved_to(&world), ..walker })
                .collect();
        }
        if draws.below(6) == 0 {
            memory_is_what_the_journal_tells(&world).await;
        }
    }
    memory_is_what_the_journal_tells(&world).await;
    assert!(pressed > STEPS / 4, "they pressed {pressed} buttons");
}

impl Walker {
    async fn follow(&mut self, draws: &mut Draws) {
        let links = links(&self.page);
        let links: Vec<_> = links.iter().filter(|link| !link.starts_with("/p to=")).collect();
        let stays = !links.is_empty() && draws.below(4) > 0;
        let path = if stays {
            links[draws.below(links.len())].clone()
        } else {
            ENTRANCES[draws.below(ENTRANCES.len())].to_owned()
        };
        self.page = self.browser.get(&path).await;
        self.looks_whole(&path);
    }

    /// Presses a button of the page, perhaps on a connection that breaks, and then again as often
    /// as somebody would who saw no answer. Whether there was one to press.
    async fn press(&mut self, world: &World, draws: &mut Draws) -> bool {
        let forms = self.page.forms();
        let may = |form: &&ReadForm| {
            form.value("key").is_some() && !NOT_PRESSED.iter().any(|it| form.action.starts_with(it))
        };
        let forms: Vec<_> = forms.iter().filter(may).collect();
        if forms.is_empty() {
            self.follow(draws).await;
            return false;
        }
        let form = forms[draws.below(forms.len())];
        let key = form.value("key").unwrap_or_default().to_owned();
        let fields = self.filled(form, draws);
        let fields: Vec<_> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        if draws.below(3) == 0 {
            let mut gone = self.browser.clone();
            let polls = draws.below(POLLS_MAX);
            break_after(polls, gone.post_with_key(&form.action, &key, &fields)).await;
        }
        self.page = self.browser.post_with_key(&form.action, &key, &fields).await;
        self.looks_whole(&form.action);
        let told = events(world).await;
        let again = self.browser.post_with_key(&form.action, &key, &fields).await;
        assert!(!again.status.is_server_error(), "{}: {}", form.action, again.body);
        assert_eq!(events(world).await, told, "{} {fields:?} happened twice", form.action);
        if self.page.status.is_redirection() {
            let to = self.page.location().to_owned();
            self.page = self.browser.get(&to).await;
            self.looks_whole(&to);
        }
        true
    }

    /// The form's fields as they stand, some of them changed.
    fn filled(&self, form: &ReadForm, draws: &mut Draws) -> Vec<(String, String)> {
        let choices = self.page.choices();
        let mut fields = Vec::new();
        for (name, value) in form.fields.iter().filter(|(name, _)| name != "key") {
            let value = match draws.below(3) {
                0 => match choices.get(name) {
                    Some(values) => values[draws.below(values.len())].clone(),
                    None => TEXTS[draws.below(TEXTS.len())].to_owned(),
                },
                1 if value.is_empty() => TEXTS[draws.below(TEXTS.len())].to_owned(),
                _ => value.clone(),
            };
            fields.push((name.clone(), value));
        }
        for (name, values) in choices.iter().filter(|(name, _)| !name.is_empty() && *name != "key")
        {
            if form.value(name).is_none() && draws.below(2) == 0 {
                fields.push((name.clone(), values[draws.below(values.len())].clone()));
            }
        }
        fields
    }

    #[track_caller]
    fn looks_whole(&self, path: &str) {
        assert!(!self.page.status.is_server_error(), "{path}: {}", self.page.body);
    }
}

/// How much has happened, in all households.
async fn events(world: &World) -> usize {
    let mut count = 0;
    for id in world.app.journal.households(None).await.expect("readable") {
        count += world.app.journal.history(id).await.expect("readable").len();
    }
    count
}

async fn memory_is_what_the_journal_tells(world: &World) {
    for id in world.app.journal.households(None).await.expect("readable") {
        world.app.journal.verify(id).await.expect("a whole chain");
        let loaded = world.app.journal.load(id).await.expect("readable").expect("there");
        if let Some(cell) = world.app.households.loaded(id) {
            assert_eq!(*cell.read(), loaded.household);
        }
    }
}
