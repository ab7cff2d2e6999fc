//! The pictures beside each other, once everyone has closed and opened theirs. Differences first,
//! each with a question, never a verdict; what is seen alike is folded away.

mod scale;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use fluent_bundle::FluentValue;
use household::sort::{Carrier, Difference, Picture, Pictures, View};
use household::{MemberId, Seen};

use self::scale::{Marks, meeting};
use crate::app::App;
use crate::content::{Body, CompareText, Content, Group, Meeting, TimeUse, Whole};
use crate::rooms::card::{CardFace, Person};
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

/// Before the opening: how it opens, and nothing else.
#[derive(Debug, Template)]
#[template(path = "rooms/share/pictures/closed.html")]
struct Closed<'a> {
    page: Page<'a>,
    is_alone: bool,
    is_pressed: bool,
    is_sealed: bool,
}

#[derive(Debug, Template)]
#[template(path = "rooms/share/pictures/pictures.html")]
struct Opened<'a> {
    page: Page<'a>,
    title: &'static str,
    intro: &'static str,
    wholes: Vec<&'static Body>,
    apart: Vec<Kind<'a>>,
    alike: Vec<Row<'a>>,
    /// Asked once about all cards that one person has.
    one_owner: &'static CompareText,
    /// The reader first.
    people: Vec<Person>,
    hours: u32,
    time_use: &'static TimeUse,
    beside: Option<Beside>,
    /// The reader has closed or opened further cards since.
    is_pressed: bool,
}

/// The household's week beside a published average, as two bars of 100.
#[derive(Debug)]
struct Beside {
    group: &'static Group,
    hours: u32,
    home_bar: u32,
    others_bar: u32,
}

/// Cards that differ in one way: what there is to see and to ask is said once.
#[derive(Debug)]
struct Kind<'a> {
    text: &'static CompareText,
    rows: Vec<Row<'a>>,
}

/// One card as everyone sees it.
#[derive(Debug)]
struct Row<'a> {
    name: &'a str,
    child: Option<&'a str>,
    text: &'static CompareText,
    /// "You see this one the same way": its question is asked once for all.
    is_plain: bool,
    thinks: Scale,
    does: Scale,
    said: Vec<Said>,
}

/// Two marks on a line, and the same in words.
#[derive(Debug)]
struct Scale {
    marks: Marks,
    said: Vec<String>,
}

/// One person's words on a card, for the table.
#[derive(Debug)]
struct Said {
    name: String,
    thinks: String,
    does: String,
}

/// `GET /share/pictures`.
pub async fn pictures(State(app): State<App>, me: Me) -> Result<Response, Failure> {
    me.see(|seen| {
        let page = Page::mine(&app, &me, &seen, Place::Share).back_to("/share");
        match &seen.shared.pictures {
            Some(pictures) => opened(page, &seen, &me, pictures).show(),
            None => Closed {
                page,
                is_alone: seen.shared.people.is_alone(),
                is_pressed: seen.own.sort.is_open_pressed(),
                is_sealed: seen.own.sort.is_sealed(),
            }
            .show(),
        }
    })?
}

fn opened<'a>(page: Page<'a>, seen: &Seen<'a>, me: &Me, pictures: &'a Pictures) -> Opened<'a> {
    let content = Content::for_language(me.words.language());
    let people = authors(seen, me, pictures);
    let mut cards: Vec<_> = pictures.cards().collect();
    let order: BTreeMap<_, _> =
        seen.shared.deck.all().iter().enumerate().map(|(at, dealt)| (dealt.card.id, at)).collect();
    cards.sort_by_key(|picture| (picture.difference, order.get(&picture.card).copied()));
    let row = |picture: &Picture<'a>| Row::of(seen, me, &people, picture);
    let apart: Vec<_> = cards.iter().filter(|card| card.difference.is_some()).collect();
    let alike = cards.iter().filter(|card| card.difference.is_none());
    Opened {
        title: &content.compare().title,
        intro: &content.compare().intro,
        wholes: wholes(&apart, cards.len()).into_iter().map(|it| content.whole(it)).collect(),
        alike: alike.filter_map(row).collect(),
        apart: by_difference(content, &apart, row),
        one_owner: content.meeting(Meeting::OneOwner),
        hours: pictures.hours_a_week,
        time_use: content.time_use(),
        beside: beside(seen, me, pictures.hours_a_week),
        is_pressed: seen.own.sort.is_sealed(),
        people,
        page,
    }
}

/// Whose views the pictures hold: the reader first, those who left last.
fn authors(seen: &Seen<'_>, me: &Me, pictures: &Pictures) -> Vec<Person> {
    let mut people = Person::all(seen, me.words);
    for picture in pictures.cards() {
        for author in picture.views.keys() {
            if !people.iter().any(|person| person.id == *author) {
                people.push(Person::of(seen, me.words, *author));
            }
        }
    }
    people.retain(|person| pictures.cards().any(|card| card.views.contains_key(&person.id)));
    people
}

/// The cards that differ, which come in the order of their differences.
fn by_difference<'a>(
    content: &'static Content,
    apart: &[&Picture<'a>],
    row: impl Fn(&Picture<'a>) -> Option<Row<'a>>,
) -> Vec<Kind<'a>> {
    let groups = apart.chunk_by(|one, next| one.difference == next.difference);
    let group = |cards: &[&Picture<'a>]| {
        let text = content.compare_question(cards.first()?.difference?);
        Some(Kind { text, rows: cards.iter().filter_map(|card| row(card)).collect() })
    };
    groups.filter_map(group).filter(|group| !group.rows.is_empty()).collect()
}

/// What can be said about the pictures as wholes.
fn wholes(apart: &[&Picture<'_>], cards: usize) -> Vec<Whole> {
    let any = |wanted| apart.iter().any(|picture| picture.difference == Some(wanted));
    let mostly_alike = apart.len() * 2 < cards;
    [
        (mostly_alike, Whole::MostlyAlike),
        (any(Difference::BothClaim), Whole::MoreThanAll),
        (any(Difference::BothSayOther), Whole::LessThanAll),
    ]
    .into_iter()
    .filter_map(|(holds, whole)| holds.then_some(whole))
    .collect()
}

/// The averages for homes whose youngest child is as old; none where no child is known.
fn beside(seen: &Seen<'_>, me: &Me, hours: u32) -> Option<Beside> {
    let children = seen.shared.people.children().iter();
    let here = children.filter(|child| !child.arrangement.expected);
    let youngest =
        here.map(|child| child.fitting_months(me.today)).filter(|age| *age >= 0).min()?;
    let group = Content::for_language(me.words.language()).time_use().group(youngest)?;
    let average = (group.total_minutes_per_week() + 30) / 60;
    let longest = hours.max(average).max(1);
    let bar = |hours: u32| hours * 100 / longest;
    Some(Beside { group, hours: average, home_bar: bar(hours), others_bar: bar(average) })
}

impl<'a> Opened<'a> {
    fn rows(&self) -> impl Iterator<Item = &Row<'a>> {
        self.apart.iter().flat_map(|group| &group.rows).chain(&self.alike)
    }
}

impl<'a> Row<'a> {
    /// `None` for a card that nobody said anything about.
    fn of(seen: &Seen<'a>, me: &Me, people: &[Person], picture: &Picture<'a>) -> Option<Self> {
        let content = Content::for_language(me.words.language());
        let face = CardFace::find(seen, me.words, picture.card)?;
        let view = picture.views.values().next()?;
        let met = meeting(view);
        let text = match picture.difference {
            Some(difference) => content.compare_question(difference),
            None => content.meeting(met),
        };
        let names = |carrier: &Carrier| carrier_name(seen, me, people.len(), carrier);
        let said = people.iter().filter_map(|person| {
            let view = picture.views.get(&person.id)?;
            let (thinks, does) = (names(&view.notices), names(&view.does));
            Some(Said { name: person.name.clone(), thinks, does })
        });
        Some(Self {
            name: face.name,
            child: face.child,
            text,
            is_plain: picture.difference.is_none() && met == Meeting::OneOwner,
            thinks: Scale::of(seen, me, people, picture.views, |view| &view.notices),
            does: Scale::of(seen, me, people, picture.views, |view| &view.does),
            said: said.collect(),
        })
    }
}

impl Scale {
    fn of(
        seen: &Seen<'_>,
        me: &Me,
        people: &[Person],
        views: &BTreeMap<MemberId, View>,
        part: impl Fn(&View) -> &Carrier,
    ) -> Self {
        let carriers: Vec<_> = people
            .iter()
            .filter_map(|person| views.get(&person.id).map(|view| (person, part(view))))
            .collect();
        let name = |carrier: &Carrier| carrier_name(seen, me, people.len(), carrier);
        let marks = match carriers.as_slice() {
            [(first, mine), (second, theirs)] => Marks::new(first.id, second.id, mine, theirs),
            _ => Marks::default(),
        };
        let alike = carriers.windows(2).all(|pair| pair[0].1 == pair[1].1);
        let said = match carriers.as_slice() {
            [(_, carrier), _, ..] if alike => {
                let key =
                    if carriers.len() == 2 { "pictures-both-say" } else { "pictures-all-say" };
                vec![me.words.say(key, &[("who", FluentValue::from(name(carrier)))])]
            }
            several => several
                .iter()
                .map(|(person, carrier)| {
                    let who = ("who", FluentValue::from(name(carrier)));
                    if person.is_me {
                        me.words.say("pictures-you-say", &[who])
                    } else {
                        let says = ("name", FluentValue::from(person.name.clone()));
                        me.words.say("pictures-they-say", &[says, who])
                    }
                })
                .collect(),
        };
        Self { marks, said }
    }
}

/// A carrier in the reader's words.
fn carrier_name(seen: &Seen<'_>, me: &Me, people: usize, carrier: &Carrier) -> String {
    let key = match carrier {
        Carrier::One(member) if *member == seen.me => "pictures-you",
        Carrier::One(member) => return Person::of(seen, me.words, *member).name,
        Carrier::Together if people == 2 => "pictures-both",
        Carrier::Together => "pictures-together",
        Carrier::SomeoneElse => "pictures-someone-else",
        Carrier::Nobody => "pictures-nobody",
    };
    me.words.text(key).to_owned()
}
