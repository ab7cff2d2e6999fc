//! Days in the reader's language, by ICU.

use icu_calendar::Iso;
use icu_datetime::fieldsets::{E, M, MDE, T, YMD};
use icu_datetime::input::{Date as IcuDate, Time as IcuTime};
use icu_datetime::{DateTimeFormatter, NoCalendarFormatter};
use icu_locale::Locale;
use jiff::civil::{Date, Time};

use super::Words;

pub(super) struct Dates {
    day: DateTimeFormatter<YMD>,
    weekday: DateTimeFormatter<MDE>,
    clock: NoCalendarFormatter<T>,
    /// Monday first. They stand in lists, so they are formatted once.
    weekday_names: [String; 7],
    month_names: [String; 12],
}

impl Dates {
    pub fn new(tag: &str) -> Self {
        const WHY: &str = "the program carries the data of its own languages";
        let locale: Locale = tag.parse().expect("our own tags are valid");
        Self {
            day: DateTimeFormatter::try_new(locale.clone().into(), YMD::long()).expect(WHY),
            weekday: DateTimeFormatter::try_new(locale.clone().into(), MDE::long()).expect(WHY),
            clock: NoCalendarFormatter::try_new(locale.clone().into(), T::hm()).expect(WHY),
            month_names: month_names(
                &DateTimeFormatter::try_new(locale.clone().into(), M::long()).expect(WHY),
            ),
            weekday_names: weekday_names(
                &DateTimeFormatter::try_new(locale.into(), E::long()).expect(WHY),
            ),
        }
    }
}

impl Words {
    /// "November 23, 2026".
    pub fn date(&self, day: Date) -> String {
        self.dates.day.format(&icu(day)).to_string()
    }

    /// "Monday, November 23".
    pub fn weekday(&self, day: Date) -> String {
        self.dates.weekday.format(&icu(day)).to_string()
    }

    /// "8:30 PM".
    pub fn clock(&self, time: Time) -> String {
        let (hour, minute) = (time.hour().unsigned_abs(), time.minute().unsigned_abs());
        let time = IcuTime::try_new(hour, minute, 0, 0).expect("both clocks have the same hours");
        self.dates.clock.format(&time).to_string()
    }

    /// "November", for 11.
    pub fn month_name(&self, month: i8) -> &str {
        let index = usize::try_from(month - 1);
        index.ok().and_then(|index| self.dates.month_names.get(index)).map_or("", String::as_str)
    }

    /// "Monday".
    pub fn weekday_name(&self, day: Date) -> &str {
        let monday_first = day.weekday().to_monday_zero_offset();
        usize::try_from(monday_first).map_or("", |index| &self.dates.weekday_names[index])
    }
}

fn month_names(format: &DateTimeFormatter<M>) -> [String; 12] {
    std::array::from_fn(|index| {
        let month = i8::try_from(index).map_or(1, |after| after + 1);
        format.format(&icu(jiff::civil::date(1970, month, 1))).to_string()
    })
}

fn weekday_names(format: &DateTimeFormatter<E>) -> [String; 7] {
    // 5 January 1970 was a Monday.
    std::array::from_fn(|index| {
        let day = i8::try_from(index).map_or(5, |ahead| 5 + ahead);
        format.format(&icu(jiff::civil::date(1970, 1, day))).to_string()
    })
}

fn icu(day: Date) -> IcuDate<Iso> {
    let (year, month, date) =
        (i32::from(day.year()), day.month().unsigned_abs(), day.day().unsigned_abs());
    IcuDate::try_new_iso(year, month, date).expect("both calendars have the same days")
}
