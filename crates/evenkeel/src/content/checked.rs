//! Help lines as whoever runs the server has checked them: a day beside one of ours, another number
//! in its place, a line of their own, or one that is not to be shown.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

use super::helplines::{CHECK_MONTHS, Helplines, Line, LineText, SourceKind, Topic, dialled};

/// Lines that one file may change or add.
const CHANGES_MAX: usize = 500;
/// Longest text of a line, in characters.
const CHARS_MAX: usize = 160;
/// So many days before a check is too old, it is asked for.
const AHEAD_DAYS: i32 = 30;

/// An operator's file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overlay {
    /// Names of countries that have none here, by their two letters.
    #[serde(default)]
    country: BTreeMap<String, String>,
    #[serde(default)]
    line: Vec<Change>,
}

/// One line: what is not given stays as it is.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Change {
    id: String,
    hidden: bool,
    checked_on: Option<Date>,
    country: Option<String>,
    name: Option<String>,
    call: Option<Vec<String>>,
    tty: Option<String>,
    text: Option<String>,
    text_word: Option<String>,
    whatsapp: Option<String>,
    web: Option<String>,
    topics: Option<Vec<Topic>>,
    who: Option<String>,
    hours: Option<String>,
    how: Option<String>,
}

impl Helplines {
    /// These lines with an operator's changes; or each thing that is wrong with them.
    pub fn with(&self, overlay: &Overlay) -> Result<Self, Vec<String>> {
        let mut lines = self.clone();
        let mut wrong = Vec::new();
        for (code, name) in &overlay.country {
            let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
            if !is_code || !is_short(name) {
                wrong.push(format!("country {code:?}: two capital letters, and its name"));
            }
            lines.words.country.insert(code.clone(), name.clone());
        }
        if overlay.line.len() > CHANGES_MAX {
            wrong.push(format!("there are more than {CHANGES_MAX} lines"));
        }
        let mut ids = BTreeSet::new();
        for change in overlay.line.iter().take(CHANGES_MAX) {
            if !ids.insert(&change.id) {
                wrong.push(format!("line {:?} stands there twice", change.id));
            } else if let Err(why) = lines.change(change) {
                wrong.push(format!("line {:?}: {why}", change.id));
            }
        }
        if wrong.is_empty() { Ok(lines) } else { Err(wrong) }
    }

    /// What is to be checked again, each in a line for whoever runs the server.
    pub fn due(&self, today: Date) -> Vec<String> {
        let due = self.lines.iter().filter_map(|line| {
            let (on, how) = match (line.checked_on, line.seen_on) {
                (Some(on), _) => (on, "checked"),
                (None, Some(on)) if line.basis(today).is_some() => (on, "seen in a copy"),
                (None, _) => return None,
            };
            let until = on.saturating_add(CHECK_MONTHS.months());
            let name = format!("{} ({}): {how} on {on}", line.name, line.id);
            if on > today {
                Some(format!("{name}, which has not come yet; not counted as a check"))
            } else if until < today && line.basis(today).is_none() {
                Some(format!("{name}, over six months ago; hidden until it is checked again"))
            } else if until < today {
                Some(format!("{name}, over six months ago"))
            } else if until <= today.saturating_add(AHEAD_DAYS.days()) && line.checked_on.is_some()
            {
                Some(format!("{name}; check it again by {until}"))
            } else {
                None
            }
        });
        due.collect()
    }

    /// How many lines are shown today, and how many wait for somebody to check them.
    pub fn shown_and_hidden(&self, today: Date) -> (usize, usize) {
        let shown = self.lines.iter().filter(|line| line.basis(today).is_some()).count();
        (shown, self.lines.len() - shown)
    }

    fn change(&mut self, change: &Change) -> Result<(), &'static str> {
        change.check()?;
        let at = self.lines.iter().position(|line| line.id == change.id);
        match at {
            Some(at) if change.hidden => {
                self.lines.remove(at);
                return Ok(());
            }
            None if change.hidden => return Err("there is none of that name to hide"),
            Some(at) => {
                if change.checked_on.is_none() {
                    return Err("checked_on is missing: the day on which you checked it");
                }
                change.apply(&mut self.lines[at]);
                let text = self.words.line.get_mut(&change.id);
                change.say(text.expect("every line has its words"));
            }
            None => {
                let line = change.line()?;
                let who = change.who.clone().ok_or("who is missing: whom it is for")?;
                let mut text = LineText { who, hours: None, how: None };
                change.say(&mut text);
                self.words.line.insert(change.id.clone(), text);
                self.lines.push(line);
            }
        }
        let line = self.lines.iter().find(|line| line.id == change.id).expect("just there");
        if !self.words.country.contains_key(&line.country) {
            return Err("its country has no name: give one under [country]");
        }
        Ok(())
    }
}

impl Change {
    fn check(&self) -> Result<(), &'static str> {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.id.is_empty() || self.id.len() > 60 || !self.id.chars().all(is_plain) {
            return Err("id has small letters, digits and hyphens");
        }
        let texts = [&self.name, &self.who, &self.hours, &self.how, &self.text_word];
        let numbers = self.call.iter().flatten();
        let numbers = numbers.chain(&self.tty).chain(&self.text).chain(&self.whatsapp);
        let rings = |number: &str| is_short(number) && dialled(number).len() >= 2;
        if !texts.into_iter().flatten().all(|text| is_short(text)) {
            return Err("a text is empty, longer than 160 characters, or not one line");
        }
        if !numbers.into_iter().all(|number| rings(number)) {
            return Err("a number has no digits");
        }
        let web = self.web.as_deref().map(household::directory::Web::parse);
        if web.is_some_and(|web| web.is_none()) {
            return Err("web is no address of a page");
        }
        Ok(())
    }

    /// A line of the operator's own.
    fn line(&self) -> Result<Line, &'static str> {
        let mut line = Line {
            id: self.id.clone(),
            country: self.country.clone().ok_or("country is missing: two letters, or INT")?,
            name: self.name.clone().ok_or("name is missing")?,
            call: Vec::new(),
            tty: None,
            text: None,
            text_word: None,
            whatsapp: None,
            web: None,
            topics: self.topics.clone().filter(|all| !all.is_empty()).ok_or("topics is missing")?,
            source: "whoever runs this server".to_owned(),
            source_address: None,
            source_kind: SourceKind::None,
            seen_on: None,
            checked_on: Some(self.checked_on.ok_or("checked_on is missing")?),
        };
        self.apply(&mut line);
        let by_number =
            line.call.len() + [&line.text, &line.whatsapp].into_iter().flatten().count();
        if by_number == 0 && line.web.is_none() {
            return Err("there is no number and no page to reach it by");
        }
        Ok(line)
    }

    fn apply(&self, line: &mut Line) {
        let put = |from: &Option<String>, to: &mut Option<String>| {
            if from.is_some() {
                to.clone_from(from);
            }
        };
        if let Some(country) = &self.country {
            line.country.clone_from(country);
        }
        if let Some(name) = &self.name {
            line.name.clone_from(name);
        }
        if let Some(call) = &self.call {
            line.call.clone_from(call);
        }
        if let Some(topics) = self.topics.as_ref().filter(|topics| !topics.is_empty()) {
            line.topics.clone_from(topics);
        }
        put(&self.tty, &mut line.tty);
        put(&self.text, &mut line.text);
        put(&self.text_word, &mut line.text_word);
        put(&self.whatsapp, &mut line.whatsapp);
        let web = self.web.as_deref().and_then(household::directory::Web::parse);
        put(&web.map(|web| web.as_str().to_owned()), &mut line.web);
        line.checked_on = self.checked_on;
    }

    fn say(&self, text: &mut LineText) {
        if let Some(who) = &self.who {
            text.who.clone_from(who);
        }
        if self.hours.is_some() {
            text.hours.clone_from(&self.hours);
        }
        if self.how.is_some() {
            text.how.clone_from(&self.how);
        }
    }
}

fn is_short(text: &str) -> bool {
    let is_line = !text.trim().is_empty() && !text.chars().any(char::is_control);
    is_line && text.chars().count() <= CHARS_MAX
}
