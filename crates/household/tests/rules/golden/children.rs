//! Samples of what happens around a child.

use std::collections::BTreeMap;

use household::children::{
    ChildPageEvent, KnowingEvent, Mark, OpenedAnswers, Phone, Question, Said, Topic, Written,
};
use household::{Event, FactId};

use super::{MIA, line, note};
use crate::family::{ROBIN, SAM, TODAY};

const FACT: FactId = FactId::from_bytes([0x5a; 16]);

pub fn samples() -> Vec<Event> {
    let phone = Phone::parse("+49 30 123456").expect("a number");
    let words = Topic::ALL.map(|topic| Said::Words {
        topic,
        text: note("Sleeps with the lamp on."),
        sensitive: topic == Topic::Health,
    });
    let said = words.into_iter().chain([Said::Contact { name: line("Oma"), phone }]);
    let written =
        said.map(|said| ChildPageEvent::Written { child: MIA, fact: FACT, said, on: TODAY });
    let rest = [
        ChildPageEvent::StillSo { child: MIA, fact: FACT, on: TODAY },
        ChildPageEvent::TakenOff { child: MIA, fact: FACT },
        ChildPageEvent::PutBack { child: MIA, fact: FACT },
    ];
    written.chain(rest).map(Event::ChildPage).chain(knowing()).collect()
}

/// Every question once, so that none can leave the list.
fn knowing() -> Vec<Event> {
    let marks = Mark::ALL.into_iter().map(Some).chain([None]).cycle();
    let marked = Question::all().zip(marks);
    let marked = marked.map(|(question, mark)| KnowingEvent::Marked { child: MIA, question, mark });
    let question = Question::numbered(1).expect("the first");
    let written = [true, false].map(|to_open| Some(Written { text: note("A song."), to_open }));
    let written = written.into_iter().chain([None]);
    let written = written.map(|written| KnowingEvent::Written { child: MIA, question, written });
    let said = BTreeMap::from([(ROBIN, note("A song.")), (SAM, note("The window."))]);
    let rest = [
        KnowingEvent::Closed { child: MIA },
        KnowingEvent::TakenBack { child: MIA },
        KnowingEvent::Opened { child: MIA, answers: vec![OpenedAnswers { question, said }] },
    ];
    marked.chain(written).chain(rest).map(Event::Knowing).collect()
}
