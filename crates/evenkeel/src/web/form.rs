//! Reading a form's fields, with an error beside each field that cannot be read. What was typed is
//! kept, so that the page can be shown again with nothing lost.

use std::str::FromStr;

use household::children::Phone;
use household::{Line, Note, TextProblem};
use jiff::civil::{Date, Time};

/// A field's problem, as a message's key with one number to go into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    pub field: String,
    pub key: &'static str,
    pub max: Option<u64>,
}

#[derive(Debug, Clone, Default)]
pub struct Form {
    fields: Vec<(String, String)>,
    errors: Vec<FieldError>,
}

impl Form {
    pub fn new(fields: Vec<(String, String)>) -> Self {
        Self { fields, errors: Vec::new() }
    }

    /// A form as a page first shows it, filled with what is known.
    pub fn filled<const N: usize>(values: [(&str, &str); N]) -> Self {
        Self::new(values.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec())
    }

    pub fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    /// The first value of a field; empty if it was not sent.
    pub fn value(&self, field: &str) -> &str {
        self.get(field).unwrap_or("")
    }

    pub fn get(&self, field: &str) -> Option<&str> {
        self.fields.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    /// Puts another value in a field's place.
    pub fn set(&mut self, field: &str, value: String) {
        self.fields.retain(|(name, _)| name != field);
        self.fields.push((field.to_owned(), value));
    }

    /// All values of a field, as ticked boxes send them.
    pub fn values<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    pub fn has(&self, field: &str, value: &str) -> bool {
        self.values(field).any(|sent| sent == value)
    }

    pub fn is_ticked(&self, field: &str) -> bool {
        self.get(field).is_some()
    }

    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    pub fn error(&self, field: &str) -> Option<&FieldError> {
        self.errors.iter().find(|error| error.field == field)
    }

    pub fn is_fine(&self) -> bool {
        self.errors.is_empty()
    }

    pub fn wrong(&mut self, field: &str, key: &'static str) {
        self.errors.push(FieldError { field: field.to_owned(), key, max: None });
    }

    pub fn wrong_max(&mut self, field: &str, key: &'static str, max: u64) {
        self.errors.push(FieldError { field: field.to_owned(), key, max: Some(max) });
    }

    /// A line that must be there.
    pub fn line(&mut self, field: &str) -> Option<Line> {
        let parsed = Line::parse(self.value(field));
        self.text(field, parsed)
    }

    /// A line that may be left out.
    pub fn line_if_any(&mut self, field: &str) -> Option<Line> {
        if self.value(field).trim().is_empty() { None } else { self.line(field) }
    }

    /// A text that must be there.
    /// A number that can be rung.
    pub fn phone(&mut self, field: &str) -> Option<Phone> {
        let parsed = Phone::parse(self.value(field));
        if parsed == Err(TextProblem::Unprintable) {
            self.wrong(field, "form-phone");
            return None;
        }
        self.text(field, parsed)
    }

    pub fn note(&mut self, field: &str) -> Option<Note> {
        let parsed = Note::parse(self.value(field));
        self.text(field, parsed)
    }

    /// A text that may be left out.
    pub fn note_if_any(&mut self, field: &str) -> Option<Note> {
        if self.value(field).trim().is_empty() { None } else { self.note(field) }
    }

    /// How many had joined when the form was made: its hidden field `here`.
    pub fn here(&self) -> Option<usize> {
        self.get("here")?.parse().ok()
    }

    /// A whole number from `min` to `max`.
    pub fn number(&mut self, field: &str, min: u64, max: u64) -> Option<u64> {
        let number = self.value(field).trim().parse().ok();
        let number = number.filter(|number| (min..=max).contains(number));
        if number.is_none() {
            self.wrong_max(field, "form-number", max);
        }
        number
    }

    /// A day, as a date field sends it.
    pub fn date(&mut self, field: &str) -> Option<Date> {
        let date = self.value(field).trim().parse().ok();
        if date.is_none() {
            self.wrong(field, "form-date");
        }
        date
    }

    /// A time of the day, as a time field sends it: to the minute, whatever was sent.
    pub fn time(&mut self, field: &str) -> Option<Time> {
        let time: Option<Time> = self.value(field).trim().parse().ok();
        if time.is_none() {
            self.wrong(field, "form-time");
        }
        time.map(|time| Time::constant(time.hour(), time.minute(), 0, 0))
    }

    /// An id, or one of a closed set of words.
    pub fn parsed<T: FromStr>(&mut self, field: &str) -> Option<T> {
        let parsed = self.value(field).trim().parse().ok();
        if parsed.is_none() {
            self.wrong(field, "form-choice");
        }
        parsed
    }

    /// One of `choices`, by name.
    pub fn one_of<T: Copy>(&mut self, field: &str, choices: &[(&str, T)]) -> Option<T> {
        let found = choices.iter().find(|(name, _)| *name == self.value(field));
        let found = found.map(|(_, choice)| *choice);
        if found.is_none() {
            self.wrong(field, "form-choice");
        }
        found
    }

    fn text<T>(&mut self, field: &str, parsed: Result<T, TextProblem>) -> Option<T> {
        match parsed {
            Ok(text) => Some(text),
            Err(TextProblem::Empty) => {
                self.wrong(field, "form-empty");
                None
            }
            Err(TextProblem::TooLong { max }) => {
                self.wrong_max(field, "form-too-long", max as u64);
                None
            }
            Err(TextProblem::Unprintable) => {
                self.wrong(field, "form-unprintable");
                None
            }
        }
    }
}
