//! What they write down about Mia.

use household::children::{Mark, Question, Said, Topic, Written};
use household::command::{ChildPageCommand as Write, KnowingCommand as Know};
use household::{ChildId, Command};

use super::Story;
use crate::family::{ROBIN, SAM, child, note};

impl Story {
    pub fn they_write_mias_page(&mut self) {
        let mia = self.our_mia();
        let said = Said::Words { topic: Topic::Sizes, text: note("Shoes 29."), sensitive: false };
        self.tell(ROBIN, Command::ChildPage(Write::Write { child: mia, said: said.clone() }));
        let page = self.world.seen(SAM).child_page(mia).expect("Sam decides for Mia too");
        let fact = page.facts().next().expect("written").id;
        self.world.days_pass(130);
        let said = Said::Words { topic: Topic::Sizes, text: note("Shoes 31."), sensitive: false };
        for write in [
            Write::StillSo { child: mia, fact },
            Write::Change { child: mia, fact, said },
            Write::TakeOff { child: mia, fact },
            Write::PutBack { child: mia, fact },
        ] {
            self.tell(SAM, Command::ChildPage(write));
        }
    }

    pub fn they_know_mia(&mut self) {
        let child = self.world.seen(ROBIN).shared.people.children()[0].id;
        let question = Question::numbered(1).expect("the first");
        let mark = Some(Mark::FindOut);
        self.tell(SAM, Command::Knowing(Know::Mark { child, question, mark }));
        for who in [ROBIN, SAM] {
            let written = Some(Written { text: note("A song."), to_open: true });
            self.tell(who, Command::Knowing(Know::Write { child, question, written }));
        }
        self.tell(SAM, Command::Knowing(Know::Close { child, to: [ROBIN, SAM].into() }));
        self.tell(SAM, Command::Knowing(Know::TakeBack { child }));
        for who in [ROBIN, SAM] {
            self.tell(who, Command::Knowing(Know::Close { child, to: [ROBIN, SAM].into() }));
        }
    }

    /// Sam decides for Mia too.
    fn our_mia(&mut self) -> ChildId {
        let id = self.world.seen(ROBIN).shared.people.children()[0].id;
        let mut mia = child("Mia", 2019);
        mia.deciders.members.insert(SAM);
        self.tell(ROBIN, Command::ChangeChild { id, child: mia });
        id
    }
}
