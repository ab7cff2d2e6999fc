//! Every address of the program, in one list.

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post, put};
use journal::VAULT_BYTES_MAX;
use tower::ServiceBuilder;
use tower::layer::util::{Identity, Stack};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use super::assets::asset;
use super::compress::compressed;
use super::discreet::discreet;
use super::failure::{Failure, paint};
use super::guard::guard;
use super::leave;
use super::log::log;
use super::me::renew;
use crate::app::App;
use crate::identity::{recover, share_device, sign_in, who};
use crate::rooms::children::{coming, knowing, page, rules, time};
use crate::rooms::justme::{self, vault};
use crate::rooms::share::agreement::ending;
use crate::rooms::share::division::{left_out, others, shares};
use crate::rooms::share::responsibility::{putting_down, showing};
use crate::rooms::share::sort::weight;
use crate::rooms::share::{agreement, division, responsibility};
use crate::rooms::talk::check_in;
use crate::rooms::talk::listening::{asks, changes, kept, live, one_device};
use crate::rooms::talk::preparation;
use crate::rooms::talk::{decisions as decide, expectations as expect, thanks};
use crate::rooms::{children, first_session, help, settings, share, start, talk, today};

/// Most bytes of a posted form.
const BODY_BYTES_MAX: usize = 256 << 10;
/// Of the one form that says something about every card at once: what is too long is told beside
/// it, and for that it has to be read.
const AGREEMENT_BYTES_MAX: usize = 4 << 20;
/// Longest that a request may take.
const REQUEST_TIME_MAX: Duration = Duration::from_secs(20);
/// Longest that private pages may be on their way: they are megabytes, and a phone's line is slow.
const VAULT_TIME_MAX: Duration = Duration::from_mins(2);

/// The program, behind what every request passes.
pub fn router(app: App) -> Router {
    // From the outside in, as one layer: a router wraps each of its layers anew.
    let around = ServiceBuilder::new()
        .layer(compressed())
        .layer(from_fn_with_state(app.clone(), guard))
        // Around all that may refuse, so that every refusal is a page in words.
        .layer(from_fn_with_state(app.clone(), paint))
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state(app.clone(), discreet));
    Router::new().fallback_service(pages(app)).layer(around)
}

type Within = Stack<RequestBodyLimitLayer, Stack<TimeoutLayer, Identity>>;

/// The rooms, and what holds in each of them.
fn pages(app: App) -> Router {
    let quiet = from_fn_with_state(app.clone(), time::quiet::quiet);
    let of_rooms = |bytes| within(REQUEST_TIME_MAX, bytes);
    let around = ServiceBuilder::new()
        .layer(from_fn_with_state(app.clone(), paint))
        .layer(CatchPanicLayer::new())
        .layer(from_fn(log))
        .layer(from_fn(renew));
    Router::new()
        .merge(rooms().layer(quiet.clone()).layer(of_rooms(BODY_BYTES_MAX)))
        .merge(agreement_form().layer(quiet).layer(of_rooms(AGREEMENT_BYTES_MAX)))
        .merge(private_pages().layer(within(VAULT_TIME_MAX, VAULT_BYTES_MAX)))
        .route("/assets/{name}", get(asset))
        .fallback(|| async { Failure::NotFound })
        .layer(around)
        .with_state(app)
}

/// How long a request may take, and how much it may bring.
fn within(time: Duration, bytes: usize) -> ServiceBuilder<Within> {
    ServiceBuilder::new()
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, time))
        .layer(RequestBodyLimitLayer::new(bytes))
}

/// What a device has encrypted for its reader alone, and what opens it where there is no internet:
/// no page of the rooms, and nobody is reached by it, so that it is never hushed.
fn private_pages() -> Router<App> {
    Router::new()
        .route("/p/kept", get(vault::load).put(vault::save).layer(DefaultBodyLimit::disable()))
        .route("/p/lent", put(vault::lend).layer(DefaultBodyLimit::disable()))
        .route("/session/{token}/pages", get(first_session::pages))
        .route("/p/shell", get(justme::shell))
        .route("/p/worker", get(justme::worker))
}

#[rustfmt::skip]
fn rooms() -> Router<App> {
    Router::new()
        // Start: the first question, arriving, being invited
        .route("/", get(start::home))
        .route("/question", get(start::question))
        .route("/who-can-see", get(start::who_can_see))
        .route("/before", get(start::before))
        .route("/begin", post(start::begin))
        .route("/invite", get(start::invite))
        .route("/invitations", post(start::create_invitation))
        .route("/invitations/{id}", get(start::invitation))
        .route("/invitations/{id}/revocation", post(start::revoke))
        .route("/join/{token}", get(start::join).post(start::send_or_keep))
        .route("/answer", get(start::answer).post(start::change_answer))
        .route("/not-now", get(start::not_now))
        .route("/welcome", get(start::welcome))

        // Signing in, settings, leaving
        .route("/leave", get(leave::leave))
        .route("/sign-in", get(sign_in::page).post(sign_in::sign_in))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/recover", get(recover::page).post(recover::code))
        .route("/recover/password", post(recover::password))
        .route("/who", get(who::who).post(who::it_is_me))
        .route("/share-device", get(share_device::page).post(share_device::share))
        .route("/share-device/person", post(share_device::add))
        .route("/share-device/pin", post(share_device::change_pin))
        .route("/share-device/end", post(share_device::take_me_off))
        .route("/settings", get(settings::overview))
        .route("/settings/me", get(settings::me).post(settings::change_me))
        .route("/settings/place", get(settings::place).post(settings::change_place))
        .route("/settings/exit", get(settings::exit).post(settings::choose_exit))
        .route("/settings/keys", get(settings::keys).post(settings::choose_keys))
        .route("/settings/sign-in", get(settings::sign_in).post(settings::change_sign_in))
        .route("/settings/code", get(settings::code).post(settings::new_code))
        .route("/settings/sessions", get(settings::sessions).post(settings::end_sessions))
        .route("/settings/lost-proof", post(settings::ask_without_proof))
        .route("/settings/lost-proof/removal", post(settings::stop_asking))
        .route("/settings/news", post(settings::put_away))
        .route("/settings/goodbye", get(settings::goodbye).post(settings::leave_for_good))
        .route("/goodbye", get(settings::gone))
        .route("/phone", get(settings::phone))
        .route("/phone/certificate", get(settings::home_certificate))

        // Help and Just me: one neutral address
        .route("/p", get(help::doors).post(help::open))
        .route("/session/{token}", get(first_session::open))

        // Today
        .route("/today", get(today::today))
        .route("/today/done/{card}", post(today::done))
        .route("/today/undone/{card}", post(today::undone))
        .route("/today/taken/{card}", post(today::taken))
        .route("/today/taken-up/{card}", post(today::taken_up))
        .route("/today/step", post(today::skip_step))
        .route("/today/steps", post(today::hide_steps))
        .merge(talk())
        .merge(share())
        .merge(children())
}

#[rustfmt::skip]
fn talk() -> Router<App> {
    Router::new()
        // Talk
        .route("/talk", get(talk::talk))
        .route("/talk/said-back", post(talk::say_back))
        .route("/talk/heard", post(talk::hear))
        .route("/talk/asks", get(asks::ask).post(asks::send))
        .route("/talk/asks/{talk}", get(asks::asked).post(asks::answer))
        .route("/talk/one-device", get(one_device::begin).post(one_device::lay))
        .route("/talk/listening/{talk}", get(live::live).post(live::act))
        .route("/talk/listening/{talk}/changes", get(changes::changes))
        .route("/talk/kept/{talk}/removal", post(kept::remove))
        .route("/talk/along/{talk}/removal", post(kept::drop_along))
        .route("/talk/written/{talk}/offer", post(kept::offer))
        .route("/talk/written/{talk}/answer", post(kept::answer))
        .route("/talk/preparation", get(preparation::preparation).post(preparation::prepare))

        // Talk: what we expect
        .route("/talk/expectations", get(expect::home))
        .route("/talk/expectations/question", get(expect::question).post(expect::answer))
        .route("/talk/expectations/set", get(expect::set))
        .route("/talk/expectations/seal", post(expect::seal))
        .route("/talk/expectations/taken-back", post(expect::take_back))
        .route("/talk/expectations/open", post(expect::open))
        .route("/talk/expectations/words", get(expect::words).post(expect::offer))
        .route("/talk/expectations/words/confirmation", post(expect::confirm))
        .route("/talk/expectations/words/withdrawal", post(expect::withdraw))
        .route("/talk/expectations/roots", get(expect::roots))
        .route("/talk/expectations/root", get(expect::root).post(expect::write))
        .route("/talk/expectations/aloud", get(expect::aloud))

        // Talk: thanks
        .route("/talk/thanks", get(thanks::home))
        .route("/talk/thanks/new", get(thanks::new).post(thanks::write))
        .route("/talk/thanks/shelf", get(thanks::shelf))
        .route("/talk/thanks/drawer/{id}", get(thanks::unsent).post(thanks::rewrite))
        .route("/talk/thanks/drawer/{id}/removal", post(thanks::drop))
        .route("/talk/thanks/{id}", get(thanks::thanks))
        .route("/talk/thanks/{id}/answer", post(thanks::answer))
        .route("/talk/thanks/{id}/held", post(thanks::hold))
        .merge(decisions())
        .merge(check_in())
}

#[rustfmt::skip]
fn decisions() -> Router<App> {
    Router::new()
        // Talk: a question for us
        .route("/talk/decisions", get(decide::home).post(decide::ask))
        .route("/talk/decisions/new", get(decide::new))
        .route("/talk/decisions/together", get(decide::together))
        .route("/talk/decisions/{decision}", get(decide::question))
        .route("/talk/decisions/{decision}/view", get(decide::view).post(decide::keep))
        .route("/talk/decisions/{decision}/seal", post(decide::seal))
        .route("/talk/decisions/{decision}/taken-back", post(decide::take_back))
        .route("/talk/decisions/{decision}/open", post(decide::open))
        .route("/talk/decisions/{decision}/options", post(decide::add_option))
        .route("/talk/decisions/{decision}/options/removal", post(decide::remove_option))
        .route("/talk/decisions/{decision}/voice", post(decide::write_voice))
        .route("/talk/decisions/{decision}/sleep", post(decide::sleep_on))
        .route("/talk/decisions/{decision}/sleep/removal", post(decide::wake))
        .route("/talk/decisions/{decision}/outcome", get(decide::outcome).post(decide::offer))
        .route("/talk/decisions/{decision}/confirmation", post(decide::confirm))
        .route("/talk/decisions/{decision}/withdrawal", post(decide::withdraw))
        .route("/talk/decisions/{decision}/looking", post(decide::look_again))
        .route("/talk/decisions/{decision}/asking", post(decide::ask_all))
        .route("/talk/decisions/{decision}/removal", post(decide::remove))
}

#[rustfmt::skip]
fn check_in() -> Router<App> {
    Router::new()
        // Talk: the weekly check-in
        .route("/talk/check-in", get(check_in::entrance))
        .route("/talk/check-in/not-this-week", post(check_in::not_this_week))
        .route("/talk/check-in/time", get(check_in::time::time).post(check_in::time::offer))
        .route("/talk/check-in/time/confirmation", post(check_in::time::confirm))
        .route("/talk/check-in/time/withdrawal", post(check_in::time::withdraw))
        .route("/talk/check-in/time/ending", post(check_in::time::end))
        .route("/talk/check-in/calendar", get(check_in::calendar::calendar))
        .route("/talk/check-in/alone", get(check_in::alone::alone).post(check_in::alone::keep))
        .route("/talk/check-in/alone/full", post(check_in::alone::say))
        .route("/talk/check-in/{length}/fullness", post(check_in::step::say))
        .route("/talk/check-in/{length}/fullness/removal", post(check_in::step::take_back))
        .route("/talk/check-in/{length}/end", post(check_in::step::close))
        .route("/talk/check-in/{length}/{part}", get(check_in::step::step))
}

#[rustfmt::skip]
fn share() -> Router<App> {
    Router::new()
        // Share: cards, sort, pictures, plan
        .route("/share", get(share::home::home))
        .route("/share/sort", get(share::sort::card::first))
        .route("/share/sort/list", get(share::sort::list::list))
        .route("/share/sort/end", get(share::sort::end::end))
        .route("/share/sort/more", post(share::sort::end::more))
        .route("/share/sort/seal", post(share::sort::end::seal))
        .route("/share/sort/taken-back", post(share::sort::end::take_back))
        .route("/share/sort/open", post(share::sort::end::open))
        .route("/share/sort/weight", get(weight::first))
        .route("/share/sort/{card}", get(share::sort::card::show).post(share::sort::card::mark))
        .route("/share/sort/{card}/weight", get(weight::show).post(weight::mark))
        .route("/share/sort/{card}/shown", post(weight::ask_to_be_shown))
        .route("/share/mine", get(share::mine::mine))
        .route("/share/plan", get(share::plan::plan))
        .route("/share/plan/{card}", post(share::plan::mark))
        .route("/share/pictures", get(share::pictures::pictures))

        // Share: division, agreement, a card's page
        .route("/share/division", get(division::division))
        .route("/share/division/locks", post(division::locks))
        .route("/share/division/draft", get(division::draft::draft))
        .route("/share/division/left-out", get(left_out::left_out).post(left_out::leave_out))
        .route("/share/division/left-out/{card}/removal", post(left_out::bring_back))
        .route("/share/division/thread", get(division::thread::thread))
        .route("/share/division/others", get(others::others).post(others::offer))
        .route("/share/division/others/{adult}/confirmation", post(others::confirm))
        .route("/share/division/others/{adult}/withdrawal", post(others::withdraw))
        .route("/share/division/others/{adult}/parting", post(others::part_with))
        .route("/share/division/others/{adult}/cannot", post(others::cannot))
        .route("/share/division/others/{adult}/cards", post(others::theirs))
        .route("/share/division/shares", get(shares::shares).post(shares::offer))
        .route("/share/division/shares/confirmation", post(shares::confirm))
        .route("/share/division/shares/removal", post(shares::make_equal))
        .route("/share/agreement", get(agreement::agreement))
        .route("/share/agreement/new", get(agreement::form::write))
        .route("/share/agreement/{id}", get(agreement::version))
        .route("/share/agreement/{id}/confirmation", post(agreement::confirm))
        .route("/share/agreement/{id}/withdrawal", post(agreement::withdraw))
        .route("/share/agreement/{id}/ending", get(ending::question).post(ending::end))
        .route("/share/cards/{card}", get(responsibility::responsibility))
        .route("/share/cards/{card}/way", post(responsibility::way))
        .route("/share/cards/{card}/next", post(responsibility::next))
        .route("/share/cards/{card}/not-today", post(responsibility::not_today))
        .route("/share/cards/{card}/taken", post(responsibility::taken))
        .route("/share/cards/{card}/taken-up", post(responsibility::taken_up))
        .route("/share/cards/{card}/asking", post(responsibility::asking))
        .route("/share/cards/{card}/shown", post(responsibility::shown))
        .route("/share/cards/{card}/showing", get(showing::walk_through).post(showing::shown))
        .route("/share/cards/{card}/copy", post(responsibility::copy))
        .route("/share/cards/{card}/putting-down", get(putting_down::ask).post(putting_down::day))
}

#[rustfmt::skip]
fn children() -> Router<App> {
    Router::new()
        // Children: the family, and which cards are on the table
        .route("/children", get(children::family).post(children::add_child))
        .route("/children/names", post(children::names))
        .route("/children/new", get(children::new_child))
        .route("/children/coming", get(coming::year))
        .route("/children/cards", get(children::cards).post(children::choose_cards))
        .route("/children/cards/search", post(children::find_cards))
        .route("/children/cards/own", post(children::add_card))
        .route("/children/cards/{card}", get(children::card).post(children::rename_card))
        .route("/children/cards/{card}/removal", post(children::remove_card))
        .route("/children/{id}", get(page::child))
        .route("/children/{id}/details", get(children::details).post(children::change_details))
        .route("/children/{id}/removal", post(children::remove_child))
        .route("/children/{id}/facts", post(page::write))
        .route("/children/{id}/facts/new", get(page::new))
        .route("/children/{id}/facts/{fact}", get(page::fact).post(page::change))
        .route("/children/{id}/facts/{fact}/still-so", post(page::still_so))
        .route("/children/{id}/facts/{fact}/removal", post(page::take_off))
        .route("/children/{id}/facts/{fact}/return", post(page::put_back))
        .route("/children/{id}/knowing", get(knowing::home))
        .route("/children/{id}/knowing/question", get(knowing::question).post(knowing::answer))
        .route("/children/{id}/knowing/mine", get(knowing::mine))
        .route("/children/{id}/knowing/closing", post(knowing::close))
        .route("/children/{id}/knowing/taken-back", post(knowing::take_back))
        .merge(house_rules())
        .merge(time())
}

#[rustfmt::skip]
fn house_rules() -> Router<App> {
    Router::new()
        // Children: house rules
        .route("/children/rules", get(rules::home))
        .route("/children/rules/new", get(rules::new).post(rules::offer))
        .route("/children/rules/moments", get(rules::moments))
        .route("/children/rules/moment", get(rules::moment).post(rules::answer))
        .route("/children/rules/moment/seal", post(rules::seal))
        .route("/children/rules/moment/taken-back", post(rules::take_back))
        .route("/children/rules/moment/open", post(rules::open))
        .route("/children/rules/print", get(rules::print))
        .route("/children/rules/{rule}", get(rules::rule))
        .route("/children/rules/{rule}/words", get(rules::change).post(rules::offer_change))
        .route("/children/rules/{rule}/confirmation", post(rules::confirm))
        .route("/children/rules/{rule}/withdrawal", post(rules::withdraw))
        .route("/children/rules/{rule}/putting-down", post(rules::put_down))
}

#[rustfmt::skip]
fn time() -> Router<App> {
    Router::new()
        // Children: time alone with them
        .route("/children/time", get(time::home::home))
        .route("/children/time/new", get(time::plan::new).post(time::plan::propose))
        .route("/children/time/{id}", get(time::one::one))
        .route("/children/time/{id}/another", get(time::plan::another).post(time::plan::suggest))
        .route("/children/time/{id}/yes", post(time::one::yes))
        .route("/children/time/{id}/not-now", post(time::one::not_now))
        .route("/children/time/{id}/withdrawal", post(time::one::withdraw))
        .route("/children/time/{id}/together", post(time::one::together))
        .route("/children/time/{id}/sheet", get(time::sheet::sheet))
        .route("/children/time/{id}/sheet/words", get(time::write::words).post(time::write::keep))
        .route("/children/time/{id}/link", post(time::link::make))
        .route("/children/time/{id}/link/removal", post(time::link::revoke))
        .route("/children/time/{id}/line", post(time::line::keep))
        .route("/sheet/{token}", get(time::link::open))
}

#[rustfmt::skip]
fn agreement_form() -> Router<App> {
    Router::new().route("/share/agreement", post(agreement::form::propose))
}
