//! The family that every test here is about, at the moments the tests begin from.

use std::collections::{BTreeMap, BTreeSet};

use household::agreement::{Outcome, Term};
use household::command::{ChildDetails, DecisionsCommand, Reply, TalkCommand};
use household::decisions::{Matter, Ready};
use household::load::Origin;
use household::people::{Arrangement, Born, Deciders, Lives};
use household::sort::{Mark, Who};
use household::talk::listening::{Prompt, Topic};
use household::talk::thanks::Thanks;
use household::talk::{SaidBack, Talk};
use household::{
    AgreementId, CardId, ChildId, Command, DecisionId, Event, Household, Ids, Line, MemberId, Note,
    Recorded, Refusal, Seen, TalkId, ThanksId, VersionId,
};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp, ToSpan};

pub const ROBIN: MemberId = MemberId::from_bytes([0xa1; 16]);
pub const SAM: MemberId = MemberId::from_bytes([0xb2; 16]);
/// Invited last; in most tests Kim has not come.
pub const KIM: MemberId = MemberId::from_bytes([0xc3; 16]);

/// The first day, a Monday.
pub const TODAY: Date = date(2026, 3, 2);
/// A card that keeps a child safe.
pub const SAFETY: &str = "health-sick-day";
pub const DINNER: &str = "feed-weekday-dinner";
pub const CALENDAR: &str = "plan-calendar";
pub const WASH: &str = "wash-loads";

/// A household with its journal so far.
#[derive(Debug, Clone, Default)]
pub struct World {
    pub home: Household,
    pub log: Vec<Recorded>,
    later: SignedDuration,
    requests: BTreeMap<MemberId, u32>,
}

impl World {
    /// Robin has opened the family's space.
    pub fn begun() -> Self {
        let mut world = Self::default();
        world.act(ROBIN, Command::Begin { zone: "Europe/Berlin".to_owned() });
        world.act(ROBIN, Command::ChooseName { name: line("Robin") });
        world
    }

    /// Sam has sent an answer, which nobody has said back yet.
    pub fn joined() -> Self {
        let mut world = Self::begun();
        world.join(SAM, "Sam");
        world
    }

    /// Robin has said it back, and Sam has said that this is it.
    pub fn together() -> Self {
        let mut world = Self::joined();
        world.listen(ROBIN, SAM);
        world
    }

    /// Both have said of every card that they do it themselves, and sealed; nobody pressed open.
    pub fn sealed() -> Self {
        let mut world = Self::together();
        for who in [ROBIN, SAM] {
            world.tell_all(who, Who::Me);
            world.act(who, Command::SealSort);
        }
        world
    }

    /// The pictures are open.
    pub fn opened() -> Self {
        let mut world = Self::sealed();
        world.press_open(ROBIN);
        world.press_open(SAM);
        world
    }

    /// Dinner and the sick day are Robin's from today, the calendar is Sam's, washing is open.
    pub fn agreed() -> Self {
        let mut world = Self::opened();
        let owners = [(DINNER, Some(ROBIN)), (SAFETY, Some(ROBIN)), (CALENDAR, Some(SAM))];
        world.agree(&[ROBIN, SAM], &[&owners[..], &[(WASH, None)]].concat());
        world
    }

    /// Kim has come to Robin and Sam, and has been listened to.
    pub fn three() -> Self {
        let mut world = Self::together();
        world.join(KIM, "Kim");
        world.listen(SAM, KIM);
        world
    }

    /// Robin and Sam decide for Mia; Robin has asked what all of them think of something.
    pub fn deciding() -> (Self, DecisionId) {
        let mut world = Self::together();
        let mia = world.add_mia();
        let decision = world.ask_about(ROBIN, mia, &[ROBIN, SAM]);
        (world, decision)
    }

    /// These decide for the child, and one of them asks the others about it.
    pub fn ask_about(&mut self, who: MemberId, about: ChildId, all: &[MemberId]) -> DecisionId {
        self.decides_for(about, all);
        let (matter, children) = (Matter::Ready(Ready::Parties), BTreeSet::from([about]));
        self.act(who, Command::Decisions(DecisionsCommand::Ask { matter, children }));
        let shared = self.seen(who).shared;
        shared.decisions.of(who, &shared.people).last().expect("asked").id
    }

    /// The version of what is decided that waits.
    #[track_caller]
    pub fn outcome(&self, who: MemberId, decision: DecisionId) -> AgreementId {
        let shared = self.seen(who).shared;
        let question = shared.decisions.get(decision, who, &shared.people).expect("asked");
        question.outcomes.offer().expect("put forward").id
    }

    /// A child is decided for by these from now on.
    pub fn decides_for(&mut self, about: ChildId, members: &[MemberId]) {
        let members = members.iter().copied().collect();
        let deciders = Deciders { members, somebody_else: false };
        let child = ChildDetails { deciders, ..child("Mia", 2012) };
        // Each takes themselves off, nobody else does.
        let people = &self.seen(ROBIN).shared.people;
        let before = &people.child(about).expect("here").deciders.members;
        let gone = before.iter().find(|one| !child.deciders.members.contains(one));
        let by = gone.copied().unwrap_or(ROBIN);
        self.act(by, Command::ChangeChild { id: about, child });
    }

    pub fn join(&mut self, who: MemberId, name: &str) {
        let text = note("Up at six, and then it never stops.");
        self.act(who, Command::SendAnswer { text, name: line(name) });
    }

    pub fn listen(&mut self, who: MemberId, to: MemberId) {
        self.act(who, Command::SayBack { to, text: note("I heard that it never stops.") });
        self.hear(to, Reply::ThatIsIt);
    }

    /// To what was said back just now.
    pub fn hear(&mut self, who: MemberId, reply: Reply) {
        let version = said_back_to(&self.seen(who).shared.talk, who);
        self.act(who, Command::HearSaidBack { version, reply });
    }

    pub fn tell(&mut self, who: MemberId, card: CardId, carrier: Who) {
        let marks = vec![Mark::Notices(carrier), Mark::Does(carrier)];
        self.act(who, Command::MarkCard { card, marks });
    }

    pub fn tell_all(&mut self, who: MemberId, carrier: Who) {
        let cards: Vec<_> = self.home_cards();
        for card in cards {
            self.tell(who, card, carrier);
        }
    }

    /// A version from today on, confirmed by each of `parents`.
    pub fn agree(&mut self, parents: &[MemberId], owners: &[(&str, Option<MemberId>)]) {
        let agreement = self.propose(parents[0], owners, self.today());
        for parent in parents {
            self.act(*parent, Command::ConfirmAgreement { agreement });
        }
    }

    pub fn propose(
        &mut self,
        who: MemberId,
        owners: &[(&str, Option<MemberId>)],
        start: Date,
    ) -> AgreementId {
        let terms = owners.iter().map(|(row, owner)| (self.card(row), term(*owner))).collect();
        let review = start.saturating_add(42.days());
        self.act(who, Command::ProposeAgreement { terms, start, review });
        self.offer()
    }

    /// Oma, who carries and does not decide: the only one.
    pub fn oma(&self) -> MemberId {
        let mut all = self.seen(ROBIN).shared.people.all_trusted();
        all.next().expect("put forward").0
    }

    /// Robin puts Oma forward, and `parents` say yes.
    pub fn trust_oma(&mut self, part: u32, parents: &[MemberId]) -> MemberId {
        let name = line("Oma");
        self.act(ROBIN, Command::OfferTrusted { adult: None, name: name.clone(), part });
        let adult = self.oma();
        for parent in parents {
            self.act(*parent, Command::ConfirmTrusted { adult, name: name.clone(), part });
        }
        adult
    }

    /// Robin has asked Sam for a talk.
    pub fn asked() -> Self {
        let mut world = Self::together();
        world.ask_for_talk(ROBIN, SAM);
        world
    }

    pub fn ask_for_talk(&mut self, by: MemberId, of: MemberId) -> TalkId {
        self.act(by, Command::Talk(TalkCommand::Ask { of, topic: usual_day(), at: None }));
        let asked = self.seen(by).shared.talks.asked(by, self.now());
        let mine = asked.filter(|(_, talk)| talk.by == by && talk.of == of);
        mine.map(|(id, _)| id).next().expect("asked for")
    }

    /// The id of the version that waits.
    pub fn offer(&self) -> AgreementId {
        let offer = self.seen(ROBIN).shared.agreements.offer().expect("a version waits");
        offer.proposed.id
    }

    /// What `who` wrote last and has not sent.
    #[track_caller]
    pub fn unsent(&self, who: MemberId) -> ThanksId {
        self.seen(who).own.drawer.unsent().next().expect("something in the drawer").id
    }

    /// The latest thanks that `who` sent or was sent.
    #[track_caller]
    pub fn given(&self, who: MemberId) -> ThanksId {
        self.seen(who).shared.thanks.of(who).next().expect("something on the shelf").id
    }

    /// What `command` would bring about.
    pub fn decide(&self, who: MemberId, command: &Command) -> Result<Vec<Event>, Refusal> {
        let request = self.requests.get(&who).copied().unwrap_or(0);
        let mut seed = [0; 32];
        seed[..16].copy_from_slice(who.as_bytes());
        seed[16..20].copy_from_slice(&request.to_be_bytes());
        self.home.decide(who, command, self.now(), &mut Ids::new(seed))
    }

    pub fn try_act(&mut self, who: MemberId, command: &Command) -> Result<Vec<Event>, Refusal> {
        let decision = self.decide(who, command);
        *self.requests.entry(who).or_default() += 1;
        for event in decision.iter().flatten() {
            let recorded = Recorded { at: self.now(), by: who, event: event.clone() };
            self.home.apply(&recorded);
            self.log.push(recorded);
        }
        decision
    }

    #[expect(clippy::needless_pass_by_value, reason = "so that a test reads as who does what")]
    #[track_caller]
    pub fn act(&mut self, who: MemberId, command: Command) -> Vec<Event> {
        match self.try_act(who, &command) {
            Ok(events) => events,
            Err(refusal) => panic!("{command:?} was refused: {refusal}"),
        }
    }

    #[expect(clippy::needless_pass_by_value, reason = "so that a test reads as who does what")]
    #[track_caller]
    pub fn refuses(&self, who: MemberId, command: Command, refusal: Refusal) {
        assert_eq!(self.decide(who, &command), Err(refusal), "{command:?}");
    }

    /// *Open*, by somebody who knows who is here.
    pub fn pressing(&self) -> Command {
        Command::PressOpen { arrivals: self.arrivals() }
    }

    #[track_caller]
    pub fn press_open(&mut self, who: MemberId) -> Vec<Event> {
        self.act(who, self.pressing())
    }

    /// How many have ever joined.
    pub fn arrivals(&self) -> usize {
        self.seen(ROBIN).shared.people.arrivals()
    }

    pub fn now(&self) -> Timestamp {
        "2026-03-02T08:00:00Z".parse::<Timestamp>().expect("a time") + self.later
    }

    pub fn today(&self) -> Date {
        self.home.today_of(ROBIN, self.now())
    }

    pub fn days_pass(&mut self, days: i64) {
        self.later += SignedDuration::from_hours(24 * days);
    }

    pub fn hours_pass(&mut self, hours: i64) {
        self.later += SignedDuration::from_hours(hours);
    }

    #[track_caller]
    pub fn seen(&self, who: MemberId) -> Seen<'_> {
        self.home.seen_by(who).expect("has joined")
    }

    /// Every byte that can reach `who`: what all see, and what `who` alone sees.
    pub fn bytes_for(&self, who: MemberId) -> (Vec<u8>, Option<Vec<u8>>) {
        let mut snapshot = self.home.to_snapshot();
        (snapshot.shared, snapshot.own.remove(&who))
    }

    /// The card of a row of the catalogue.
    #[track_caller]
    pub fn card(&self, row: &str) -> CardId {
        let cards = &self.seen(ROBIN).shared.deck;
        let found = cards
            .all()
            .iter()
            .find(|dealt| matches!(&dealt.card.origin, Origin::Catalogue(id) if id == row));
        found.expect("the first ten cards hold it").card.id
    }

    /// Exactly these rows, chosen on a page of just now.
    pub fn choose(&self, rows: Vec<(String, Option<ChildId>)>) -> Command {
        Command::ChooseRows { shown: self.rows(), rows }
    }

    /// The rows of the catalogue that lie on the table.
    pub fn rows(&self) -> Vec<(String, Option<ChildId>)> {
        let rows = self.seen(ROBIN).shared.deck.cards().filter_map(|dealt| {
            let row = dealt.card.row()?;
            Some((row.id.to_owned(), dealt.card.child))
        });
        rows.collect()
    }

    pub fn home_cards(&self) -> Vec<CardId> {
        self.seen(ROBIN).shared.deck.cards().map(|dealt| dealt.card.id).collect()
    }

    pub fn owner(&self, row: &str, day: Date) -> Option<MemberId> {
        self.seen(ROBIN).shared.agreements.owner_on(self.card(row), ROBIN, day)
    }

    /// Mia joins the family's children.
    pub fn add_mia(&mut self) -> ChildId {
        self.act(ROBIN, Command::AddChild { child: child("Mia", 2019) });
        self.seen(ROBIN).shared.people.children()[0].id
    }

    /// Mia, for whom Robin and Sam decide.
    pub fn our_mia(&mut self) -> ChildId {
        let mut mia = child("Mia", 2019);
        mia.deciders.members.insert(SAM);
        self.act(ROBIN, Command::AddChild { child: mia });
        self.seen(ROBIN).shared.people.children().last().expect("added").id
    }
}

/// Which version of their answer was said back to `who`; one that never was, where none was.
pub fn said_back_to(talk: &Talk, who: MemberId) -> VersionId {
    let said = talk.answer(who).and_then(|answer| answer.said_back.as_ref());
    said.map_or(VersionId::from_bytes([0; 16]), SaidBack::version)
}

/// What most talks are about.
pub fn usual_day() -> Topic {
    Topic::Ready(Prompt::parse("listen-usual-day").expect("a name"))
}

pub fn line(text: &str) -> Line {
    Line::parse(text).expect("a line")
}

pub fn thanks(text: &str, even_more: Option<&str>) -> Thanks {
    Thanks { text: note(text), even_more: even_more.map(note) }
}

pub fn note(text: &str) -> Note {
    Note::parse(text).expect("a note")
}

pub fn term(owner: Option<MemberId>) -> Term {
    Term { outcome: owner.map_or(Outcome::Open, Outcome::Owner), standard: None }
}

pub fn child(nickname: &str, born: i16) -> ChildDetails {
    ChildDetails {
        nickname: line(nickname),
        born: Born::new(born, 4).expect("a month"),
        band: None,
        deciders: Deciders { members: BTreeSet::from([ROBIN]), somebody_else: false },
        lives: Lives::Here,
        arrangement: Arrangement::default(),
    }
}

pub fn days_after(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}
