//! Samples of house rules and of decisions.

use std::collections::{BTreeMap, BTreeSet};

use household::decisions::{DecisionsEvent as Decided, Level, Matter, Outcome, Ready, View, Voice};
use household::people::AgeBand;
use household::rules::{Gut, RuleWords, RulesEvent, Scenario};
use household::{DecisionId, Event, RuleId};
use jiff::civil::date;

use super::{AGREEMENT, MIA};
use crate::family::{ROBIN, SAM, TODAY, line, note};

const RULE: RuleId = RuleId::from_bytes([0x5a; 16]);
const DECISION: DecisionId = DecisionId::from_bytes([0x6a; 16]);

pub fn rules() -> Vec<Event> {
    let gut = |text| Gut { do_first: Some(note(text)), learn: Some(note("That it stops.")) };
    let answers = Scenario::ALL.map(|scenario| {
        let root = (scenario != Scenario::Lies).then(|| note("My aunt shouted."));
        RulesEvent::Answered { scenario, gut: gut("I hold the hand."), root }
    });
    let scenario = Scenario::ToddlerHits;
    let nothing = RulesEvent::Answered { scenario, gut: Gut::default(), root: None };
    let views = BTreeMap::from([(ROBIN, gut("I hold the hand.")), (SAM, gut("I go home."))]);
    let (when, we) = (note("somebody hits"), note("stop the hand and name it"));
    let plain =
        RuleWords { when, we, because: None, then: None, ages: BTreeSet::new(), review: None };
    let full = RuleWords {
        because: Some(note("everybody is safe here")),
        then: Some(note("we leave for today")),
        ages: AgeBand::ALL.into(),
        review: Some(date(2026, 9, 1)),
        ..plain.clone()
    };
    let offered =
        |words, about| RulesEvent::Offered { rule: RULE, version: AGREEMENT, about, words };
    let rest = [
        nothing,
        RulesEvent::Sealed { scenario },
        RulesEvent::SealTakenBack { scenario },
        RulesEvent::OpenPressed { scenario },
        RulesEvent::Opened { scenario, views },
        offered(plain, None),
        offered(full, Some(scenario)),
        RulesEvent::Confirmed { version: AGREEMENT },
        RulesEvent::Withdrawn { version: AGREEMENT },
        RulesEvent::Made { version: AGREEMENT },
        RulesEvent::PutDown { rule: RULE },
    ];
    answers.into_iter().chain(rest).map(Event::Rules).collect()
}

pub fn decisions() -> Vec<Event> {
    let (decision, version) = (DECISION, AGREEMENT);
    let (children, among) = (BTreeSet::from([MIA]), BTreeSet::from([ROBIN, SAM]));
    let asked = |matter| {
        let (children, among) = (children.clone(), among.clone());
        Decided::Asked { decision, matter, children, among }
    };
    let ready = Ready::ALL.map(|ready| asked(Matter::Ready(ready)));
    let views = Level::ALL.map(|level| {
        let think = Some(note("Not before sixteen."));
        View { level: Some(level), think, ..View::default() }
    });
    let full = View {
        level: None,
        think: None,
        fear: Some(note("The way home.")),
        hope: Some(note("That she tells us.")),
    };
    let written = views.clone().into_iter().chain([full, View::default()]);
    let written = written.map(|view| Decided::ViewWritten { decision, view });
    let [one, other, ..] = views;
    let voice = |level| Voice { text: note("All my friends may."), level };
    let heard = |voice| Decided::VoiceWritten { decision, child: MIA, voice };
    let outcome = |level, review| {
        let (what, why) = (note("Home by ten."), note("The last bus goes then."));
        Decided::Offered { decision, version, outcome: Outcome { what, why, level, review } }
    };
    let text = line("Yes, if we know who is there");
    let rest = [
        asked(Matter::Own(line("A phone at twelve?"))),
        Decided::AskedOfAll { decision, among: among.clone() },
        Decided::Removed { decision },
        Decided::Sealed { decision },
        Decided::SealTakenBack { decision },
        Decided::OpenPressed { decision },
        Decided::Opened { decision, views: BTreeMap::from([(ROBIN, one), (SAM, other)]) },
        Decided::OptionAdded { decision, text: text.clone() },
        Decided::OptionRemoved { decision, text },
        heard(Some(voice(None))),
        heard(Some(voice(Some(Level::Child)))),
        heard(None),
        Decided::SleptOn { decision, until: Some(TODAY.at(18, 0, 0, 0)) },
        Decided::SleptOn { decision, until: None },
        outcome(None, None),
        outcome(Some(Level::ParentsHear), Some(date(2026, 9, 1))),
        Decided::Confirmed { version },
        Decided::Withdrawn { version },
        Decided::Decided { version },
        Decided::LookedAgain { version },
    ];
    ready.into_iter().chain(written).chain(rest).map(Event::Decisions).collect()
}
