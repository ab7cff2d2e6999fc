//! One family's first weeks: every command is accepted once, and every kind of event happens.

mod children;
mod house;

use std::collections::BTreeSet;

use household::check_in::{Day, Rhythm};
use household::command::{
    CheckInCommand, DirectoryCommand, ExpectationsCommand, FirstSessionCommand, Reply, SoloCommand,
    TalkCommand, ThanksCommand,
};
use household::division::SetAside;
use household::people::{Look, Preferences};
use household::plan::Choice;
use household::solo::{InCharge, Lines, SheetField};
use household::sort::Who;
use household::talk::Preparation;
use household::talk::expectations::{Root, Says, Set, Stance, Statement};
use household::talk::listening::{KeepOffer, KeptText, Piece};
use household::today::Step;
use household::{Command, LinkHash, MemberId, TalkId};
use jiff::civil::time;

use crate::family::{
    CALENDAR, DINNER, ROBIN, SAM, TODAY, WASH, World, child, days_after, line, note, said_back_to,
    thanks, usual_day,
};
use crate::{choosing, coverage, listing, soloing};

#[test]
fn a_family_gets_through_its_first_weeks() {
    let mut story = Story::default();
    story.robin_begins();
    story.sam_comes();
    story.they_talk();
    story.they_thank();
    story.they_expect();
    story.both_tell();
    story.they_divide();
    story.they_agree();
    story.they_live();
    story.they_check_in();
    story.they_keep_rules();
    story.they_decide_for_mia();
    story.they_write_mias_page();
    story.they_know_mia();
    story.they_have_time_alone();
    story.they_keep_a_list();
    story.they_choose_a_sheet();
    story.sam_leaves();
    assert_eq!(story.accepted, coverage::all_commands());
    let happened = story.world.log.iter().map(|recorded| coverage::name_of_event(&recorded.event));
    assert_eq!(happened.collect::<BTreeSet<_>>(), coverage::all_events());
}

#[derive(Debug, Default)]
struct Story {
    world: World,
    accepted: BTreeSet<coverage::Name>,
}

impl Story {
    #[track_caller]
    fn tell(&mut self, who: MemberId, command: Command) {
        self.accepted.insert(coverage::name_of_command(&command));
        let events = self.world.act(who, command);
        assert!(!events.is_empty(), "in a story something happens");
    }

    fn robin_begins(&mut self) {
        self.tell(ROBIN, Command::Begin { zone: "Europe/Berlin".to_owned() });
        self.tell(ROBIN, Command::ChooseName { name: line("Robin") });
        self.tell(ROBIN, Command::ChooseLook { look: Look::nth(3) });
        self.tell(ROBIN, Command::SetZone { zone: "Europe/Vienna".to_owned() });
        self.tell(ROBIN, Command::SetPreferences { preferences: Preferences::default() });
        self.tell(ROBIN, Command::CallOther { name: line("Sam") });
        for nickname in ["Mia", "Noah"] {
            self.tell(ROBIN, Command::AddChild { child: child(nickname, 2019) });
        }
        let children = self.world.seen(ROBIN).shared.people.children();
        let (mia, noah) = (children[0].id, children[1].id);
        self.tell(ROBIN, Command::ChangeChild { id: noah, child: child("Noah", 2023) });
        let name = line("Noah’s rabbit");
        self.tell(ROBIN, Command::AddOwnCard { name, minutes: 45, child: Some(noah) });
        self.tell(ROBIN, Command::RemoveChild { id: noah });
        let mut rows: Vec<_> =
            [DINNER, CALENDAR, WASH, "feed-shop"].map(|row| (row.to_owned(), None)).into();
        rows.push(("school-bag".to_owned(), Some(mia)));
        let chosen = self.world.choose(rows);
        self.tell(ROBIN, chosen);
        let card = self.world.card("feed-shop");
        self.tell(ROBIN, Command::RenameCard { card, name: line("The market") });
        self.tell(ROBIN, Command::RemoveCard { card });
        self.tell(ROBIN, Command::RestoreCard { card });
        self.tell(ROBIN, Command::MarkPlan { card, choice: Choice::PutDown });
        self.tell(ROBIN, Command::SkipStep { step: Step::Talk });
        self.tell(ROBIN, Command::HideSteps { hidden: true });
    }

    fn sam_comes(&mut self) {
        let text = note("Up at six, and then it never stops.");
        self.tell(SAM, Command::KeepAnswer { text: text.clone() });
        self.tell(SAM, Command::DropAnswer);
        self.tell(SAM, Command::SendAnswer { text, name: line("Sam") });
        for reply in [Reply::NotQuite { missing: None }, Reply::ThatIsIt] {
            self.tell(ROBIN, Command::SayBack { to: SAM, text: note("It never stops.") });
            let version = said_back_to(&self.world.seen(SAM).shared.talk, SAM);
            self.tell(SAM, Command::HearSaidBack { version, reply });
        }
    }

    fn they_keep_a_list(&mut self) {
        use DirectoryCommand as D;
        let of = Command::Directory;
        self.tell(ROBIN, of(D::Add { details: listing::details("The hill") }));
        self.tell(SAM, of(D::ReadIn { list: vec![listing::details("Harbour")] }));
        let entry = self.world.seen(SAM).shared.directory.entries()[0].id;
        self.tell(SAM, of(D::Change { entry, details: listing::details("The hill house") }));
        self.tell(ROBIN, of(D::Remove { entry }));
    }

    fn they_choose_a_sheet(&mut self) {
        use FirstSessionCommand as S;
        let of = Command::FirstSession;
        let waits =
            |story: &Self| story.world.seen(SAM).shared.first_session.offer().expect("waits").id;
        let offer = |text| of(S::Offer { words: Box::new(choosing::words(text)) });
        self.tell(ROBIN, offer("We row."));
        let version = waits(self);
        self.tell(SAM, of(S::Withdraw { version }));
        self.tell(SAM, offer("We are tired."));
        let version = waits(self);
        self.tell(ROBIN, of(S::Confirm { version }));
        let hash = LinkHash::from_bytes([7; 16]);
        self.tell(SAM, of(S::MakeLink { version, nth: 0, hash, days: 14 }));
        self.tell(ROBIN, of(S::RevokeLink { nth: 0 }));
        self.tell(ROBIN, of(S::PutDown));
    }

    fn they_have_time_alone(&mut self) {
        use SoloCommand as S;
        let people = &self.world.seen(ROBIN).shared.people;
        let mia = people.children()[0].id;
        let day = days_after(self.world.today(), 1);
        let when = soloing::once(day.at(6, 0, 0, 0), day.at(22, 0, 0, 0));
        let lines = Lines::from([(SheetField::Medicines, note("Drops at four."))]);
        let oma = soloing::plan(&[mia], InCharge::Other(line("Oma")), when);
        let mine = soloing::propose(&mut self.world, ROBIN, oma);
        let (id, hash) = (mine, LinkHash::from_bytes([7; 16]));
        self.tell(ROBIN, Command::Solo(S::DraftSheet { id, lines: lines.clone() }));
        self.tell(ROBIN, Command::Solo(S::ShareSheet { id, lines }));
        self.tell(ROBIN, Command::Solo(S::MakeLink { id, nth: 0, hash }));
        self.tell(ROBIN, Command::Solo(S::RevokeLink { id }));
        self.tell(ROBIN, Command::Solo(S::Withdraw { id }));
        let plan = soloing::plan(&[mia], InCharge::Parent(SAM), when);
        self.tell(ROBIN, Command::Solo(S::Propose { plan: plan.clone(), instead_of: None }));
        let shared = self.world.seen(SAM).shared;
        let id = shared.solo.of(SAM, &shared.people).next().expect("proposed").0;
        self.tell(SAM, Command::Solo(S::PutAway { id }));
        self.tell(SAM, Command::Solo(S::Agree { id }));
        let own = soloing::plan(&[mia], InCharge::Parent(ROBIN), when);
        let alone = soloing::propose(&mut self.world, ROBIN, own);
        self.world.days_pass(1);
        self.tell(ROBIN, Command::Solo(S::EndQuiet { id }));
        let text = Some(note("The heron stood still."));
        self.tell(SAM, Command::Solo(S::Remember { id, day, text: text.clone() }));
        self.tell(ROBIN, Command::Solo(S::Remember { id: alone, day, text }));
    }

    fn they_check_in(&mut self) {
        use CheckInCommand as C;
        let rhythm = Rhythm { day: Day::Sunday, at: time(20, 0, 0, 0) };
        let (day, arrivals) = (days_after(TODAY, -1), 2);
        for (who, command) in [
            (ROBIN, C::Offer { rhythm }),
            (SAM, C::WithdrawOffer),
            (ROBIN, C::Offer { rhythm }),
            (SAM, C::Confirm { rhythm }),
            (ROBIN, C::SayFullness { day, full: 9, arrivals }),
            (ROBIN, C::TakeFullnessBack { day }),
            (ROBIN, C::SayFullness { day, full: 8, arrivals }),
            (SAM, C::SayFullness { day, full: 6, arrivals }),
            (SAM, C::KeepLine { day, text: Some(note("Fish on Fridays.")) }),
            (SAM, C::KeepNote { day, text: Some(note("I was tired.")) }),
            (SAM, C::PutAway { day }),
            (ROBIN, C::Stop),
        ] {
            self.tell(who, Command::CheckIn(command));
        }
    }

    fn they_talk(&mut self) {
        let preparation = Preparation { afraid: Some(note("Silence.")), ..Preparation::default() };
        self.tell(ROBIN, Command::Talk(TalkCommand::Prepare { preparation }));
        let topic = usual_day();
        self.tell(
            ROBIN,
            Command::Talk(TalkCommand::Ask { of: SAM, topic: topic.clone(), at: None }),
        );
        let now = self.world.now();
        let mut asked = self.world.seen(SAM).shared.talks.asked(SAM, now);
        let talk = asked.next().expect("asked for").0;
        drop(asked);
        self.tell(SAM, Command::Talk(TalkCommand::SetAside { talk }));
        let at = Some(TODAY.at(20, 30, 0, 0));
        self.tell(SAM, Command::Talk(TalkCommand::ProposeTime { talk, at }));
        self.tell(ROBIN, Command::Talk(TalkCommand::Agree { talk, at }));
        let text = note("You are up before me.");
        self.tell(
            SAM,
            Command::Talk(TalkCommand::TakeAlong {
                talk,
                topic: topic.clone(),
                text: text.clone(),
            }),
        );
        let texts = vec![KeptText { piece: Piece::Along, by: ROBIN, text }];
        let keep = TalkCommand::Keep { talk, with: ROBIN, topic, texts: texts.clone() };
        self.tell(SAM, Command::Talk(keep));
        self.tell(SAM, Command::Talk(TalkCommand::Close { talk }));
        self.tell(SAM, Command::Talk(TalkCommand::DropAlong { talk }));
        self.tell(ROBIN, Command::Talk(TalkCommand::RemoveKept { talk }));
        self.they_talk_over_one_device(texts);
    }

    fn they_talk_over_one_device(&mut self, texts: Vec<KeptText>) {
        let talk = TalkId::from_bytes([0x3b; 16]);
        let write = TalkCommand::WriteDown { talk, with: SAM, topic: usual_day(), texts };
        self.tell(ROBIN, Command::Talk(write));
        self.tell(ROBIN, Command::Talk(TalkCommand::OfferKeep { talk }));
        let now = self.world.now();
        let version =
            self.world.seen(SAM).shared.talks.offers(SAM, now).next().map(KeepOffer::version);
        let version = version.expect("offered");
        self.tell(SAM, Command::Talk(TalkCommand::ConfirmKept { talk, version }));
    }

    fn they_thank(&mut self) {
        let thanks = thanks("You stayed calm at the doctor’s.", Some("If you came along again."));
        let keep = || ThanksCommand::Keep { draft: None, to: Some(SAM), thanks: thanks.clone() };
        self.tell(ROBIN, Command::Thanks(keep()));
        let draft = self.world.unsent(ROBIN);
        self.tell(ROBIN, Command::Thanks(ThanksCommand::Drop { draft }));
        self.tell(ROBIN, Command::Thanks(keep()));
        let draft = Some(self.world.unsent(ROBIN));
        self.tell(
            ROBIN,
            Command::Thanks(ThanksCommand::Send { draft, to: SAM, thanks: thanks.clone() }),
        );
        let id = self.world.given(SAM);
        self.tell(SAM, Command::Thanks(ThanksCommand::Answer { id, text: note("I will.") }));
        self.tell(ROBIN, Command::Thanks(ThanksCommand::Hold { id }));
    }

    fn they_expect(&mut self) {
        use ExpectationsCommand as Do;
        let (set, statement) = (Set::First, Statement::HomeParent);
        let text = Some(note("My aunt did it all."));
        self.expect(ROBIN, Do::WriteRoot { root: Root::WhoDidWhat, text });
        for who in [ROBIN, SAM] {
            let stance = Stance { says: Some(Says::VeryMuch), kept: false };
            self.expect(who, Do::Answer { statement, stance });
            self.expect(who, Do::Seal { set });
        }
        self.expect(SAM, Do::PressOpen { set, arrivals: 2 });
        self.expect(SAM, Do::TakeSealBack { set });
        self.expect(SAM, Do::Seal { set });
        self.expect(ROBIN, Do::PressOpen { set, arrivals: 2 });
        self.expect(SAM, Do::PressOpen { set, arrivals: 2 });
        for text in ["We stop at eight.", "We all stop at eight."] {
            self.expect(SAM, Do::OfferWords { statement, text: note(text) });
            let offer = self.world.seen(ROBIN).shared.expectations.offer(statement);
            let id = offer.expect("offered").id;
            if text == "We stop at eight." {
                self.expect(ROBIN, Do::WithdrawWords { id });
            } else {
                self.expect(ROBIN, Do::ConfirmWords { id });
            }
        }
    }

    #[track_caller]
    fn expect(&mut self, who: MemberId, command: ExpectationsCommand) {
        self.tell(who, Command::Expectations(command));
    }

    fn both_tell(&mut self) {
        for n in 0..9 {
            let name = line(&format!("Card {n}"));
            self.tell(ROBIN, Command::AddOwnCard { name, minutes: 10, child: None });
        }
        for who in [ROBIN, SAM] {
            self.tell(who, Command::DealMore);
            for card in self.world.home_cards() {
                let marks = vec![
                    household::sort::Mark::Notices(Who::Me),
                    household::sort::Mark::Does(Who::Both),
                ];
                self.tell(who, Command::MarkCard { card, marks });
            }
            self.tell(who, Command::SealSort);
        }
        self.tell(SAM, self.world.pressing());
        self.tell(SAM, Command::TakeSealBack);
        self.tell(SAM, Command::SealSort);
        self.tell(ROBIN, self.world.pressing());
        self.tell(SAM, self.world.pressing());
        assert!(self.world.seen(ROBIN).shared.pictures.is_some());
    }

    fn they_divide(&mut self) {
        let card = self.world.card(DINNER);
        self.tell(ROBIN, Command::LockCard { card, owner: SAM });
        self.tell(SAM, Command::UnlockCard { card });
        self.tell(SAM, Command::SetCardAside { card, how: SetAside::PassOn });
        self.tell(ROBIN, Command::BringCardBack { card });
        let weights = [(ROBIN, 60), (SAM, 40)];
        self.tell(ROBIN, Command::OfferShares { weights: weights.into() });
        self.tell(SAM, Command::ConfirmShares { weights: weights.into() });
        self.tell(SAM, Command::MakeSharesEqual);
        let (name, part) = (line("Oma"), 5);
        for again in [false, true] {
            let offer = Command::OfferTrusted { adult: None, name: name.clone(), part };
            self.tell(ROBIN, offer);
            let adult = self.world.oma();
            if again {
                self.tell(SAM, Command::ConfirmTrusted { adult, name: name.clone(), part });
                self.tell(SAM, Command::SetTrustedCannot { adult, card, cannot: true });
                self.tell(ROBIN, Command::PartWithTrusted { adult });
            } else {
                self.tell(SAM, Command::WithdrawTrusted { adult });
            }
        }
    }

    fn they_agree(&mut self) {
        let owners = [(DINNER, Some(ROBIN)), (CALENDAR, Some(SAM)), (WASH, None)];
        let terms: std::collections::BTreeMap<_, _> =
            owners.map(|(row, owner)| (self.world.card(row), crate::family::term(owner))).into();
        let (start, review) = (TODAY, days_after(TODAY, 42));
        for _ in 0..2 {
            let terms = terms.clone();
            self.tell(ROBIN, Command::ProposeAgreement { terms, start, review });
            let agreement = self.world.offer();
            self.tell(ROBIN, Command::ConfirmAgreement { agreement });
            if self.accepted.contains(&("WithdrawAgreement", "")) {
                self.tell(SAM, Command::ConfirmAgreement { agreement });
            } else {
                self.tell(SAM, Command::WithdrawAgreement { agreement });
            }
        }
        assert!(self.world.seen(SAM).shared.agreements.in_force(SAM).is_some());
    }

    fn they_live(&mut self) {
        let card = self.world.card(DINNER);
        self.tell(ROBIN, Command::WritePlaybook { card, text: Some(note("Pasta on Mondays.")) });
        self.tell(ROBIN, Command::SetNext { card, on: TODAY });
        self.tell(SAM, Command::AskToBeShown { card });
        self.tell(ROBIN, Command::CloseShown { card, of: SAM });
        self.tell(SAM, Command::AskToBeShown { card });
        let (of, way) = (BTreeSet::from([SAM]), Some(note("Pasta on Mondays.")));
        self.tell(ROBIN, Command::Show { card, of, until: TODAY, way });
        self.tell(ROBIN, Command::MarkDone { card, on: TODAY });
        self.tell(ROBIN, Command::TakeDoneBack { card, on: TODAY });
        self.tell(ROBIN, Command::CannotToday { card });
        self.tell(SAM, Command::HaveThisToday { card });
        self.tell(ROBIN, Command::PutDownCard { card, from: TODAY, instead: None });
        self.tell(SAM, Command::TakeUpCard { card });
        self.tell(SAM, Command::CopyPlaybook { card, of: ROBIN });
        let agreements = &self.world.seen(SAM).shared.agreements;
        let agreement = agreements.in_force(SAM).expect("made").proposed.id;
        self.tell(SAM, Command::EndAgreement { agreement });
    }

    fn sam_leaves(&mut self) {
        self.tell(SAM, Command::Leave);
        assert!(self.world.seen(ROBIN).shared.people.is_alone());
    }
}
