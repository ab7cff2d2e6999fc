//! An event, once written by a released version, is read for ever. `tests/golden/v1/` holds samples
//! of every kind, one encoded event a line; they are added to and never changed.

mod children;
mod house;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use household::agreement::{Outcome, Proposed, Term};
use household::check_in::{CheckInEvent, Day, Rhythm};
use household::division::SetAside;
use household::event::EncodingProblem;
use household::load::{Card, Origin};
use household::people::{
    AgeBand, Arrangement, Born, Child, Deciders, Keys, Lives, Look, Pattern, Preferences, Tone,
    Wellbeing,
};
use household::plan::Choice;
use household::sort::{Cannot, Carrier, Heaviness, Mark, OpenedCard, View, Who};
use household::talk::Preparation;
use household::talk::TalkEvent;
use household::talk::expectations::{
    ExpectationsEvent, OpenedStatement, Root, Says, Set, Stance, Statement,
};
use household::talk::listening::{KeptText, Piece, Prompt, Topic};
use household::talk::thanks::{Thanks, ThanksEvent};
use household::today::Step;
use household::{AgreementId, CardId, ChildId, Event, MemberId, Recorded, TalkId, ThanksId};
use jiff::civil::{date, time};

use crate::family::{KIM, ROBIN, SAM, TODAY, line, note};
use crate::{choosing, coverage, listing, soloing};

const CARD: CardId = CardId::from_bytes([0x0d; 16]);
const OTHER_CARD: CardId = CardId::from_bytes([0x0e; 16]);
const OMA: MemberId = MemberId::from_bytes([0xd4; 16]);
const MIA: ChildId = ChildId::from_bytes([0x1a; 16]);
const TALK: TalkId = TalkId::from_bytes([0x3a; 16]);
const THANKS: ThanksId = ThanksId::from_bytes([0x4a; 16]);
const AGREEMENT: AgreementId = AgreementId::from_bytes([0x2a; 16]);

#[test]
fn every_kind_of_event_has_a_golden_sample() {
    let sampled: BTreeSet<_> = samples().iter().map(coverage::name_of_event).collect();
    assert_eq!(sampled, coverage::all_events());
}

#[test]
fn every_golden_sample_reads_and_is_written_as_it_was() {
    let mut written: BTreeMap<String, String> = BTreeMap::new();
    for recorded in samples().into_iter().map(record) {
        let text = String::from_utf8(recorded.encode()).expect("JSON is UTF-8");
        assert_eq!(Recorded::decode(text.as_bytes()).expect("reads"), recorded);
        let lines = written.entry(format!("{}.jsonl", tag(&text))).or_default();
        lines.push_str(&text);
        lines.push('\n');
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1");
    let files: BTreeMap<String, String> = std::fs::read_dir(folder)
        .expect("the golden files")
        .map(|entry| {
            let entry = entry.expect("a golden file");
            let name = entry.file_name().into_string().expect("a plain name");
            (name, std::fs::read_to_string(entry.path()).expect("a golden file reads"))
        })
        .collect();
    for (name, lines) in &written {
        assert_eq!(files.get(name), Some(lines), "tests/golden/v1/{name} should hold:\n{lines}");
    }
    assert!(files.keys().eq(written.keys()), "a golden file without a sample");
}

#[test]
fn an_event_of_a_newer_version_is_told_from_damage() {
    let newer = br#"{"v":2,"at":"2027-01-01T00:00:00Z","event":{"kind":"from-the-future"}}"#;
    assert!(matches!(Recorded::decode(newer), Err(EncodingProblem::Version(2))));
    let unknown = br#"{"v":1,"at":"2027-01-01T00:00:00Z","event":{"kind":"from-the-future"}}"#;
    assert!(matches!(Recorded::decode(unknown), Err(EncodingProblem::Malformed(_))));
    assert!(matches!(Recorded::decode(b""), Err(EncodingProblem::Malformed(_))));
}

fn record(event: Event) -> Recorded {
    Recorded { at: "2026-03-02T08:00:00.123Z".parse().expect("a time"), by: ROBIN, event }
}

/// The kind as it is written.
fn tag(text: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(text).expect("JSON");
    value["event"]["kind"].as_str().expect("a kind").to_owned()
}

pub fn samples() -> Vec<Event> {
    let talk = [talk(), talks(), thanks(), expectations(), check_in()].concat();
    let house =
        [house::rules(), house::decisions(), children::samples(), soloing::samples()].concat();
    let house = [house, listing::samples(), choosing::samples()].concat();
    [people(), load(), talk, house, sort(), division(), agreement(), living(), mine()].concat()
}

fn people() -> Vec<Event> {
    let mut events = vec![
        Event::HouseholdBegun { zone: "Europe/Berlin".to_owned() },
        Event::MemberNamed { name: line("Robin") },
        Event::MemberLeft { from: TODAY },
        Event::ZoneSet { zone: "Pacific/Auckland".to_owned() },
        Event::ChildRemoved { child: MIA },
        Event::OtherCalled { name: line("Sam") },
        Event::PreferencesSet { preferences: Preferences::default() },
        Event::PreferencesSet {
            preferences: Preferences {
                language: Some("en".to_owned()),
                zone: Some("Europe/Lisbon".to_owned()),
                leave_to: Some("weather".to_owned()),
                country: Some("PT".to_owned()),
                keys: Keys::On,
                wellbeing: Wellbeing::Off,
            },
        },
        Event::PreferencesSet {
            preferences: Preferences { keys: Keys::Off, ..Preferences::default() },
        },
        Event::PreferencesSet {
            preferences: Preferences { wellbeing: Wellbeing::On, ..Preferences::default() },
        },
    ];
    let tones = [Tone::Sea, Tone::Plum, Tone::Moss, Tone::Ochre, Tone::Slate, Tone::Rose];
    let patterns = [
        Pattern::Round,
        Pattern::Square,
        Pattern::Diamond,
        Pattern::Ring,
        Pattern::Frame,
        Pattern::Bar,
    ];
    for (tone, pattern) in tones.into_iter().zip(patterns) {
        events.push(Event::MemberJoined { look: Look { tone, pattern } });
        events.push(Event::LookChosen { look: Look { tone, pattern } });
    }
    let lives = [Lives::Here, Lives::TwoHomes, Lives::MostlyElsewhere];
    for (band, lives) in AgeBand::ALL.into_iter().zip(lives.into_iter().cycle()) {
        events.push(Event::ChildAdded { child: mia(Some(band), lives) });
    }
    events.push(Event::ChildChanged { child: mia(None, Lives::Here) });
    events
}

fn mia(band: Option<AgeBand>, lives: Lives) -> Child {
    Child {
        id: MIA,
        nickname: line("Mia"),
        born: Born::new(2019, 4).expect("a month"),
        band,
        deciders: Deciders { members: BTreeSet::from([ROBIN, SAM]), somebody_else: true },
        lives,
        arrangement: Arrangement { extra_needs: true, step: false, adopted: true, expected: false },
    }
}

fn load() -> Vec<Event> {
    let ready = Origin::Catalogue("school-bag".to_owned());
    let own = Origin::Own { name: line("The rabbit"), minutes: 45 };
    vec![
        Event::CardsAdded {
            cards: vec![
                Card { id: CARD, origin: ready, child: Some(MIA) },
                Card { id: OTHER_CARD, origin: own, child: None },
            ],
        },
        Event::CardRenamed { card: CARD, name: line("Mia’s bag") },
        Event::CardRemoved { card: CARD },
        Event::CardRestored { card: CARD },
    ]
}

fn talk() -> Vec<Event> {
    vec![
        Event::AnswerKept { text: note("Up at six.\nThen it never stops.") },
        Event::AnswerDropped,
        Event::AnswerSent { text: note("Up at six.") },
        Event::SaidBack { to: SAM, text: note("I heard: up at six.") },
        Event::SaidBackHeard,
        Event::SaidBackNotQuite { missing: Some(note("And the evenings.")) },
        Event::SaidBackNotQuite { missing: None },
    ]
}

fn talks() -> Vec<Event> {
    let ready = || Topic::Ready(Prompt::parse("listen-usual-day").expect("a name"));
    let own = || Topic::Own(line("Our evenings"));
    let half_past_eight = Some(TODAY.at(20, 30, 0, 0));
    let heard = KeptText { piece: Piece::Heard, by: ROBIN, text: note("The nights are long.") };
    let along = KeptText { piece: Piece::Along, by: SAM, text: note("Ask again in May.") };
    let text = note("You are up before me.");
    vec![
        Event::Talk(TalkEvent::Asked { talk: TALK, of: SAM, topic: ready(), at: half_past_eight }),
        Event::Talk(TalkEvent::Asked { talk: TALK, of: SAM, topic: own(), at: None }),
        Event::Talk(TalkEvent::Agreed { talk: TALK }),
        Event::Talk(TalkEvent::TimeProposed { talk: TALK, at: half_past_eight }),
        Event::Talk(TalkEvent::TimeProposed { talk: TALK, at: None }),
        Event::Talk(TalkEvent::Closed { talk: TALK }),
        Event::Talk(TalkEvent::SetAside { talk: TALK }),
        Event::Talk(TalkEvent::Kept {
            talk: TALK,
            with: SAM,
            topic: own(),
            texts: vec![heard.clone(), along.clone()],
        }),
        Event::Talk(TalkEvent::WrittenDown {
            talk: TALK,
            with: SAM,
            topic: own(),
            on: TODAY,
            texts: vec![heard.clone(), along.clone()],
        }),
        Event::Talk(TalkEvent::KeepOffered {
            talk: TALK,
            with: SAM,
            topic: ready(),
            texts: vec![heard, along],
        }),
        Event::Talk(TalkEvent::KeptRemoved { talk: TALK }),
        Event::Talk(TalkEvent::TakenAlong { talk: TALK, topic: ready(), on: TODAY, text }),
        Event::Talk(TalkEvent::AlongDropped { talk: TALK }),
        Event::Talk(TalkEvent::Prepared { preparation: preparation() }),
        Event::Talk(TalkEvent::Prepared { preparation: Preparation::default() }),
    ]
}

fn preparation() -> Preparation {
    Preparation {
        for_them: Some(note("Tired, and alone with it.")),
        to_ask: Some(note("What is the hardest hour?")),
        afraid: Some(note("That it is too late.")),
    }
}

fn expectations() -> Vec<Event> {
    let answers = Statement::ALL.into_iter().zip(Says::ALL.into_iter().cycle());
    let answers = answers.map(|(statement, says)| {
        let stance = Stance { says: Some(says), kept: says == Says::InTheMiddle };
        ExpectationsEvent::Answered { statement, stance }
    });
    let stance = Stance { says: None, kept: false };
    let left_out = ExpectationsEvent::Answered { statement: Statement::TopMarks, stance };
    let roots = Root::ALL.map(|root| {
        let text = (root != Root::Today).then(|| note("My aunt did it all."));
        ExpectationsEvent::RootWritten { root, text }
    });
    let sets = Set::ALL.into_iter().flat_map(|set| {
        [
            ExpectationsEvent::Sealed { set },
            ExpectationsEvent::SealTakenBack { set },
            ExpectationsEvent::OpenPressed { set },
        ]
    });
    let statement = Statement::HomeParent;
    let said = BTreeMap::from([(ROBIN, Says::VeryMuch), (SAM, Says::MostlyNo)]);
    let statements = vec![OpenedStatement { statement, said }];
    let text = note("We both stop at eight.");
    let words = [
        ExpectationsEvent::Opened { set: Set::First, statements },
        ExpectationsEvent::WordsOffered { id: AGREEMENT, statement, text },
        ExpectationsEvent::WordsConfirmed { id: AGREEMENT },
        ExpectationsEvent::WordsWithdrawn { id: AGREEMENT },
        ExpectationsEvent::WordsAgreed { id: AGREEMENT },
    ];
    let all = answers.chain([left_out]).chain(sets).chain(words).chain(roots);
    all.map(Event::Expectations).collect()
}

fn thanks() -> Vec<Event> {
    let text = note("You got up at three, so I slept.");
    let plain = Thanks { text: text.clone(), even_more: None };
    let more = Thanks { text, even_more: Some(note("If I could sleep on Sundays.")) };
    vec![
        Event::Thanks(ThanksEvent::Drafted { id: THANKS, to: None, thanks: plain.clone() }),
        Event::Thanks(ThanksEvent::Drafted { id: THANKS, to: Some(SAM), thanks: more.clone() }),
        Event::Thanks(ThanksEvent::Dropped { id: THANKS }),
        Event::Thanks(ThanksEvent::Sent { id: THANKS, to: SAM, thanks: plain }),
        Event::Thanks(ThanksEvent::Sent { id: THANKS, to: SAM, thanks: more }),
        Event::Thanks(ThanksEvent::Answered { id: THANKS, text: note("That did me good.") }),
        Event::Thanks(ThanksEvent::Held { id: THANKS }),
    ]
}

fn sort() -> Vec<Event> {
    let carriers =
        [Who::Me, Who::Other, Who::Parent(KIM), Who::Both, Who::SomeoneElse, Who::Nobody];
    let carriers = carriers.into_iter().flat_map(|who| [Mark::Notices(who), Mark::Does(who)]);
    let rest = [
        Mark::Minutes(90),
        Mark::Like(true),
        Mark::Cannot(None),
        Mark::Cannot(Some(Cannot::NotPossible)),
        Mark::Cannot(Some(Cannot::DontKnowHow)),
        Mark::Kept(true),
        Mark::Skipped(false),
    ];
    let marks = carriers.chain(Heaviness::ALL.map(Mark::Heaviness)).chain(rest).collect();
    let said = |notices, does| View { notices, does };
    let views = BTreeMap::from([
        (ROBIN, said(Carrier::One(ROBIN), Carrier::Together)),
        (SAM, said(Carrier::SomeoneElse, Carrier::Nobody)),
    ]);
    vec![
        Event::CardMarked { card: CARD, marks },
        Event::MoreDealt { cards: 12 },
        Event::SortSealed,
        Event::SealTakenBack,
        Event::OpenPressed,
        Event::PicturesOpened { cards: vec![OpenedCard { card: CARD, views }], hours_a_week: 31 },
    ]
}

fn division() -> Vec<Event> {
    let mut events = vec![
        Event::CardLocked { card: CARD, owner: SAM },
        Event::CardUnlocked { card: CARD },
        Event::CardBroughtBack { card: CARD },
        Event::SharesOffered { weights: BTreeMap::from([(ROBIN, 60), (SAM, 40)]) },
        Event::SharesConfirmed,
        Event::SharesMadeEqual,
    ];
    events.extend(SetAside::ALL.map(|how| Event::CardSetAside { card: CARD, how }));
    events.extend([
        Event::TrustedOffered { adult: OMA, name: line("Oma"), part: 5 },
        Event::TrustedConfirmed { adult: OMA },
        Event::TrustedWithdrawn { adult: OMA },
        Event::TrustedLeft { adult: OMA, from: TODAY },
        Event::TrustedCannotSet { adult: OMA, card: CARD, cannot: true },
        Event::TrustedCannotSet { adult: OMA, card: CARD, cannot: false },
    ]);
    events
}

fn check_in() -> Vec<Event> {
    use CheckInEvent as E;
    let at = time(20, 15, 0, 0);
    let offered = Day::ALL.map(|day| E::Offered { rhythm: Rhythm { day, at } });
    let (day, text) = (TODAY, Some(note("Fish on Fridays.")));
    let rest = [
        E::Confirmed,
        E::OfferWithdrawn,
        E::Stopped,
        E::FullnessSaid { day, full: 7, to_open: true },
        E::FullnessSaid { day, full: 0, to_open: false },
        E::FullnessTakenBack { day },
        E::FullnessOpened { day, views: BTreeMap::from([(ROBIN, 7), (SAM, 10)]) },
        E::LineKept { day, text: text.clone() },
        E::LineKept { day, text: None },
        E::NoteKept { day, text },
        E::NoteKept { day, text: None },
        E::PutAway { day },
    ];
    offered.into_iter().chain(rest).map(Event::CheckIn).collect()
}

fn agreement() -> Vec<Event> {
    let outcomes = [Outcome::Owner(SAM), Outcome::Open, Outcome::LetGo(SetAside::PayFor)];
    let terms = outcomes.into_iter().zip(0..).map(|(outcome, n)| {
        let standard = (n == 0).then(|| note("Warm, and on the table by six."));
        (CardId::from_bytes([n; 16]), Term { outcome, standard })
    });
    let agreement =
        Proposed { id: AGREEMENT, terms: terms.collect(), start: TODAY, review: date(2026, 4, 13) };
    vec![
        Event::AgreementProposed { agreement },
        Event::AgreementConfirmed { agreement: AGREEMENT },
        Event::AgreementWithdrawn { agreement: AGREEMENT },
        Event::AgreementMade { agreement: AGREEMENT },
        Event::AgreementEnded { agreement: AGREEMENT, from: TODAY, stays: BTreeSet::from([CARD]) },
        Event::CardPutDown { card: CARD, from: TODAY, instead: Some(note("Kim, by noon.")) },
        Event::CardPutDown { card: CARD, from: TODAY, instead: None },
        Event::CardTakenUp { card: CARD, from: TODAY },
    ]
}

fn living() -> Vec<Event> {
    vec![
        Event::PlaybookWritten { card: CARD, text: Some(note("Pasta on Mondays.")) },
        Event::NextSet { card: CARD, on: TODAY },
        Event::HaveThisToday { card: CARD, on: TODAY },
        Event::CannotToday { card: CARD, on: TODAY },
        Event::ShownOnceAsked { card: CARD },
        Event::ShownOnceClosed { card: CARD, of: SAM },
        Event::ShownOnce { card: CARD, of: SAM, until: TODAY },
        Event::DoneMarked { card: CARD, on: TODAY },
        Event::DoneTakenBack { card: CARD, on: TODAY },
    ]
}

fn mine() -> Vec<Event> {
    let plan = Choice::ALL.map(|choice| Event::PlanMarked { card: CARD, choice });
    let steps = Step::ALL.map(|step| Event::StepSkipped { step });
    let hidden = [true, false].map(|hidden| Event::StepsHidden { hidden });
    plan.into_iter().chain(steps).chain(hidden).collect()
}
