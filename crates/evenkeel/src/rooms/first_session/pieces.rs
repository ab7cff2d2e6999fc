//! What a sheet can be made of: in words, out of what its reader may see. Each piece is ticked by
//! itself; what others closed, or never open to anybody, is not among them.

use std::collections::BTreeMap;

use fluent_bundle::FluentValue;
use household::agreement::{Agreement, Outcome};
use household::first_session::Called;
use household::rules::{RuleWords, Standing};
use household::sort::{Carrier, Heaviness, View};
use household::talk::expectations::{Distance, Statement};
use household::versions::Version;
use household::{CardId, MemberId, Seen};

use super::names::{Names, mark};
use crate::content::{AskedAbout, Content};
use crate::rooms::card::{CardFace, other_name};
use crate::rooms::children::age;
use crate::rooms::share::division::left_out;
use crate::rooms::talk::{decisions, expectations};
use crate::web::form::Form;
use crate::web::me::Me;

/// For whose session it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    /// One's own: all that its reader sees, their own marks too.
    Me,
    /// All parents': what every one of them may read already.
    Us,
}

/// Pieces of one kind.
#[derive(Debug)]
pub(super) struct Group {
    pub title: String,
    pub pieces: Vec<Piece>,
}

/// Something to tick.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub key: String,
    pub title: String,
    pub lines: Vec<String>,
}

/// Whose words, and for whom.
#[derive(Debug)]
struct Source<'a, 'b> {
    me: &'b Me,
    seen: &'b Seen<'a>,
    whose: For,
    names: Names<'a>,
}

/// All there is, by kind; a kind of which there is nothing is left out.
pub(super) fn of(me: &Me, seen: &Seen<'_>, whose: For, called: Called) -> Vec<Group> {
    let names = Names::of(&seen.shared.people, me.words, called);
    let from = Source { me, seen, whose, names };
    let own = match whose {
        For::Me => vec![("session-heavy", from.heavy()), ("session-plan", from.plan())],
        For::Us => Vec::new(),
    };
    let mut all = vec![
        ("session-family", from.family()),
        ("session-agreed", from.agreed()),
        ("session-pictures", from.pictures()),
        ("session-expect", from.expectations()),
        ("session-rules", from.rules()),
        ("session-decided", from.decisions()),
    ];
    all.extend(own);
    all.push(("session-ask", from.questions()));
    let group = |(title, pieces)| Group { title: me.words.text(title).to_owned(), pieces };
    all.into_iter().map(group).filter(|group| !group.pieces.is_empty()).collect()
}

impl Group {
    /// Whether any of it is ticked.
    pub fn is_picked(&self, form: &Form) -> bool {
        self.pieces.iter().any(|piece| form.has("pick", &piece.key))
    }
}

impl Group {
    /// With names in the place of marks.
    pub fn read(self, names: &Names<'_>) -> Self {
        let piece = |piece: Piece| Piece {
            title: names.read(&piece.title),
            lines: piece.lines.iter().map(|line| names.read(line)).collect(),
            ..piece
        };
        Self { pieces: self.pieces.into_iter().map(piece).collect(), ..self }
    }
}

impl Piece {
    fn new(key: impl Into<String>, title: impl Into<String>, lines: Vec<String>) -> Self {
        Self { key: key.into(), title: title.into(), lines }
    }
}

impl<'a> Source<'a, '_> {
    fn family(&self) -> Vec<Piece> {
        let (words, people) = (self.me.words, &self.seen.shared.people);
        let parents = people.parent_ids().map(|id| self.member(id));
        let trusted = people
            .carrying()
            .map(|(id, _)| words.say("session-trusted", &[("name", self.member(id).into())]));
        let adults: Vec<_> = parents.chain(trusted).collect();
        let today = self.me.today;
        let children = people.children().iter();
        let children = children
            .map(|child| format!("{}, {}", self.names.child(child), age(words, child, today)))
            .collect::<Vec<_>>();
        let adults = Piece::new("adults", words.text("session-adults"), adults);
        let children = Piece::new("children", words.text("session-children"), children);
        [adults, children].into_iter().filter(|piece| !piece.lines.is_empty()).collect()
    }

    /// Who has what, as it is now or will be on its first day.
    fn agreed(&self) -> Vec<Piece> {
        let words = self.me.words;
        let Some(agreement) = self.in_force() else { return Vec::new() };
        let day = agreement.proposed.start.max(self.me.today);
        let mut by_owner: Vec<(Option<MemberId>, Vec<String>)> = Vec::new();
        let mut gone = Vec::new();
        for dealt in self.seen.shared.deck.all() {
            let id = dealt.card.id;
            let Some(term) = agreement.proposed.terms.get(&id) else { continue };
            let holding = self.seen.shared.agreements.holding(id, self.me.member);
            let name = self.card(id);
            let Some(holding) = holding.filter(|it| it.let_go_on(day).is_none()) else {
                if let Outcome::LetGo(how) = term.outcome {
                    let how = left_out::title(words.language(), how);
                    gone.push(format!("{name} ({how})"));
                }
                continue;
            };
            let owner = holding.owner_on(day);
            match by_owner.iter_mut().find(|(of, _)| *of == owner) {
                Some((_, cards)) => cards.push(name),
                None => by_owner.push((owner, vec![name])),
            }
        }
        by_owner.sort_by_key(|(owner, _)| owner.is_none());
        let title = |owner: Option<MemberId>| match owner {
            Some(owner) => words.say("session-has", &[("name", self.member(owner).into())]),
            None => words.text("agreement-open").to_owned(),
        };
        let key = |owner: Option<MemberId>| match owner {
            Some(owner) => format!("agreed-{owner}"),
            None => "agreed-open".to_owned(),
        };
        let piece = |(owner, cards): (_, Vec<String>)| {
            Piece::new(key(owner), title(owner), vec![cards.join(", ")])
        };
        let mut pieces: Vec<_> = by_owner.into_iter().map(piece).collect();
        if !gone.is_empty() {
            let let_go = vec![gone.join(", ")];
            pieces.push(Piece::new("agreed-gone", words.text("agreement-let-go"), let_go));
        }
        pieces
    }

    /// What holds: for all, where every parent here is part of it.
    fn in_force(&self) -> Option<&'a Agreement> {
        let agreement = self.seen.shared.agreements.in_force(self.me.member)?;
        self.is_for(|parent| agreement.parents.contains(&parent)).then_some(agreement)
    }

    /// Where what was opened to all differs, each one's words by name.
    fn pictures(&self) -> Vec<Piece> {
        let Some(pictures) = &self.seen.shared.pictures else { return Vec::new() };
        let piece = |picture: household::sort::Picture<'_>| {
            picture.difference?;
            let said = picture.views.iter().map(|(by, view)| self.view(*by, view)).collect();
            Some(Piece::new(format!("card-{}", picture.card), self.card(picture.card), said))
        };
        pictures.cards().filter_map(piece).collect()
    }

    fn view(&self, by: MemberId, view: &View) -> String {
        let values = [
            ("name", FluentValue::from(self.member(by))),
            ("thinks", FluentValue::from(self.carrier(&view.notices))),
            ("does", FluentValue::from(self.carrier(&view.does))),
        ];
        self.me.words.say("session-says-who", &values)
    }

    fn carrier(&self, carrier: &Carrier) -> String {
        let key = match carrier {
            Carrier::One(member) => return self.member(*member),
            Carrier::Together => "session-together",
            Carrier::SomeoneElse => "pictures-someone-else",
            Carrier::Nobody => "pictures-nobody",
        };
        self.me.words.text(key).to_owned()
    }

    /// What was opened, the farthest apart first, with what all say together.
    fn expectations(&self) -> Vec<Piece> {
        let opened = &self.seen.shared.expectations;
        let open = |statement: &Statement| Some((*statement, opened.said(*statement)?));
        let mut all: Vec<_> = Statement::ALL.iter().filter_map(open).collect();
        all.sort_by_key(|(_, said)| std::cmp::Reverse(Distance::between(said)));
        let content = Content::for_language(self.me.words.language());
        let piece = |(statement, said): (Statement, &BTreeMap<MemberId, _>)| {
            let says = |(by, says): (&MemberId, &_)| {
                format!("{}: {}", self.member(*by), expectations::said(self.me, *says))
            };
            let mut lines: Vec<_> = said.iter().map(says).collect();
            let words = opened.agreed(statement, self.me.member).next();
            let words = words.filter(|words| self.is_of_all(words));
            lines.extend(words.map(|it| self.with("session-we-say", it.words.as_str())));
            let key = format!("expect-{}", statement.key());
            Piece::new(key, content.statement(statement).text.as_str(), lines)
        };
        all.into_iter().map(piece).collect()
    }

    /// Those that hold; one's own are among one's own.
    fn rules(&self) -> Vec<Piece> {
        let (me, people) = (self.me.member, &self.seen.shared.people);
        let piece = |rule: &household::rules::Rule| {
            let holds = match rule.standing(me, people) {
                Standing::Ours => true,
                Standing::Mine => self.whose == For::Me || people.is_alone(),
                Standing::PutDown | Standing::Waits => false,
            };
            let words = &rule.versions.holds(me).filter(|_| holds)?.words;
            let when = self.with2("rules-when", "when", words.when.as_str());
            Some(Piece::new(format!("rule-{}", rule.id), when, self.rule(words)))
        };
        self.seen.shared.rules.of(me).filter_map(piece).collect()
    }

    fn rule(&self, words: &RuleWords) -> Vec<String> {
        let mut lines = vec![self.with2("rules-we", "we", words.we.as_str())];
        lines.extend(words.because.as_ref().map(|it| self.with("rules-because", it.as_str())));
        lines.extend(words.then.as_ref().map(|it| self.with("rules-then", it.as_str())));
        lines
    }

    /// What was decided, and why; for all, where every parent here is asked.
    fn decisions(&self) -> Vec<Piece> {
        let (me, people) = (self.me.member, &self.seen.shared.people);
        let piece = |question: &household::decisions::Question| {
            let held = question.outcomes.holds(me).filter(|held| self.is_of_all(held))?;
            let circle = question.circle(people);
            if !self.is_for(|parent| circle.contains(&parent)) {
                return None;
            }
            let why = self.with("decide-because", held.words.why.as_str());
            let lines = vec![held.words.what.as_str().to_owned(), why];
            let asked = decisions::asked(self.me, question);
            Some(Piece::new(format!("decided-{}", question.id), asked, lines))
        };
        self.seen.shared.decisions.of(me, people).filter_map(piece).collect()
    }

    /// One's own marks, on no sheet but one's own.
    fn heavy(&self) -> Vec<Piece> {
        let content = Content::for_language(self.me.words.language());
        let heavy = self.seen.own.sort.answers().filter_map(|(card, answer)| {
            let heaviness = answer.heaviness?;
            matches!(heaviness, Heaviness::Heavy | Heaviness::Draining).then_some((card, heaviness))
        });
        let piece = |(card, heaviness): (CardId, Heaviness)| {
            let name = content.step_name(heaviness).name.clone();
            Piece::new(format!("heavy-{card}"), self.card(card), vec![name])
        };
        heavy.map(piece).collect()
    }

    fn plan(&self) -> Vec<Piece> {
        let content = Content::for_language(self.me.words.language());
        let of = |choice: household::plan::Choice| {
            let marks = self.seen.own.plan.marks().filter(move |(_, each)| *each == choice);
            let cards: Vec<_> = marks.map(|(card, _)| self.card(card)).collect();
            let text = content.plan_choice(choice);
            let piece = |cards: Vec<String>| {
                Piece::new(format!("plan-{}", text.key), text.title.as_str(), cards)
            };
            (!cards.is_empty()).then(|| piece(vec![cards.join(", ")]))
        };
        household::plan::Choice::ALL.into_iter().filter_map(of).collect()
    }

    fn questions(&self) -> Vec<Piece> {
        let text = Content::for_language(self.me.words.language()).counselling();
        let all = AskedAbout::ALL.into_iter().flat_map(|about| text.questions(about));
        let piece = |(at, text): (usize, &str)| Piece::new(format!("ask-{at}"), text, Vec::new());
        all.enumerate().map(piece).collect()
    }

    /// Whoever it is, on a sheet for all as a mark: what one calls the other before they have a
    /// name here is nobody else's to read.
    fn member(&self, id: MemberId) -> String {
        let words = self.me.words;
        let people = &self.seen.shared.people;
        match (self.whose, self.names.known(id)) {
            (For::Us, None) => mark(id),
            (For::Us, Some(_)) if people.trusted(id).is_none() => mark(id),
            (_, Some(name)) => name,
            (For::Me, None) if people.is_former(id) => words.text("person-former").to_owned(),
            (For::Me, None) if id == self.seen.me => words.text("session-me").to_owned(),
            (For::Me, None) => other_name(self.seen, words),
        }
    }

    /// Whether it can stand on this sheet: on one for all, only what each parent here may read.
    fn is_for(&self, may_read: impl Fn(MemberId) -> bool) -> bool {
        match self.whose {
            For::Me => true,
            For::Us => self.seen.shared.people.parent_ids().all(may_read),
        }
    }

    fn is_of_all<T>(&self, version: &Version<T>) -> bool {
        self.is_for(|parent| version.yes.contains_key(&parent))
    }

    fn card(&self, id: CardId) -> String {
        let Some(face) = CardFace::find(self.seen, self.me.words, id) else {
            return self.me.words.text("card-retired").to_owned();
        };
        let child = self.seen.shared.deck.get(id).and_then(|dealt| dealt.card.child);
        let child = child.and_then(|id| self.seen.shared.people.child(id));
        match child {
            Some(child) => format!("{} ({})", face.name, self.names.child(child)),
            None => face.name.to_owned(),
        }
    }

    fn with(&self, key: &str, text: &str) -> String {
        self.with2(key, "text", text)
    }

    fn with2(&self, key: &str, name: &str, text: &str) -> String {
        self.me.words.say(key, &[(name, text.to_owned().into())])
    }
}
