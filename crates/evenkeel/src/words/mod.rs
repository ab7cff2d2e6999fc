//! The interface's words, by language.
//!
//! Every room has its `words.LANG.ftl`; here they are one bundle per language. A text without
//! values is formatted once, at the first use of its language, so that a page costs look-ups only.

mod dates;

use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The language that is complete, and the one for whoever asks for none we have.
pub const LANGUAGE_DEFAULT: &str = "en";

/// Every file of a language, beside its room.
const ENGLISH: &[&str] = &[
    include_str!("../web/words.en.ftl"),
    include_str!("../identity/words.en.ftl"),
    include_str!("../rooms/start/words.en.ftl"),
    include_str!("../rooms/talk/words.en.ftl"),
    include_str!("../rooms/talk/listening/words.en.ftl"),
    include_str!("../rooms/talk/preparation/words.en.ftl"),
    include_str!("../rooms/talk/expectations/words.en.ftl"),
    include_str!("../rooms/talk/thanks/words.en.ftl"),
    include_str!("../rooms/talk/check_in/words.en.ftl"),
    include_str!("../rooms/talk/decisions/words.en.ftl"),
    include_str!("../rooms/settings/words.en.ftl"),
    include_str!("../rooms/share/words.en.ftl"),
    include_str!("../rooms/share/agreement/words.en.ftl"),
    include_str!("../rooms/share/division/words.en.ftl"),
    include_str!("../rooms/share/mine/words.en.ftl"),
    include_str!("../rooms/share/pictures/words.en.ftl"),
    include_str!("../rooms/share/responsibility/words.en.ftl"),
    include_str!("../rooms/share/sort/words.en.ftl"),
    include_str!("../rooms/today/words.en.ftl"),
    include_str!("../rooms/children/words.en.ftl"),
    include_str!("../rooms/children/coming/words.en.ftl"),
    include_str!("../rooms/children/page/words.en.ftl"),
    include_str!("../rooms/children/rules/words.en.ftl"),
    include_str!("../rooms/children/knowing/words.en.ftl"),
    include_str!("../rooms/children/time/words.en.ftl"),
    include_str!("../rooms/justme/words.en.ftl"),
    include_str!("../rooms/help/words.en.ftl"),
    include_str!("../rooms/first_session/words.en.ftl"),
];

static LANGUAGES: LazyLock<Vec<Words>> = LazyLock::new(|| vec![Words::build("en", ENGLISH)]);

pub struct Words {
    language: LanguageIdentifier,
    bundle: FluentBundle<FluentResource>,
    /// Texts without values.
    plain: HashMap<String, String>,
    dates: dates::Dates,
}

impl Words {
    /// The best of our languages for an `Accept-Language` value or a tag.
    pub fn of(accepted: Option<&str>) -> &'static Self {
        let accepted = accepted.unwrap_or(LANGUAGE_DEFAULT);
        let wanted = accepted
            .split(',')
            .filter_map(|tag| tag.split(';').next()?.trim().parse::<LanguageIdentifier>().ok());
        let mut wanted = wanted.filter_map(|tag| {
            LANGUAGES.iter().find(|words| words.language.language == tag.language)
        });
        wanted.next().unwrap_or(&LANGUAGES[0])
    }

    /// All languages, for tests that render every page in each.
    pub fn all() -> &'static [Self] {
        &LANGUAGES
    }

    /// The language's tag, for `lang` and for the content of that language.
    pub fn language(&self) -> &str {
        self.language.language.as_str()
    }

    /// A text without values. A missing key is our bug, which a test finds.
    pub fn text(&self, key: &str) -> &str {
        debug_assert!(self.plain.contains_key(key), "no text {key:?} in {}", self.language);
        self.plain.get(key).map_or("", String::as_str)
    }

    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// A text with values.
    pub fn say(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            debug_assert!(false, "no text {key:?} in {}", self.language);
            return String::new();
        };
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            args.set(*name, value.clone());
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{key:?}: {errors:?}");
        text
    }

    /// A text with the number `n` in it.
    pub fn count(&self, key: &str, n: i64) -> String {
        self.say(key, &[("n", n.into())])
    }

    /// How long: "40 min", and from an hour on "5 h 05", to the nearest five minutes.
    pub fn time(&self, minutes: u32) -> String {
        if minutes < 60 {
            return self.count("time-minutes", minutes.into());
        }
        let minutes = (minutes + 2) / 5 * 5;
        let (hours, rest) = (minutes / 60, minutes % 60);
        if rest == 0 {
            return self.count("time-hours", hours.into());
        }
        let rest = format!("{rest:02}");
        self.say("time-hours-minutes", &[("hours", hours.into()), ("minutes", rest.into())])
    }

    fn build(tag: &str, files: &[&str]) -> Self {
        let language: LanguageIdentifier = tag.parse().expect("our own tags are valid");
        let mut bundle = FluentBundle::new_concurrent(vec![language.clone()]);
        // Bidi marks around values show as boxes in some places and are not needed for one script.
        bundle.set_use_isolating(false);
        let mut ids = Vec::new();
        for file in files {
            let resource = FluentResource::try_new((*file).to_owned())
                .unwrap_or_else(|(_, errors)| panic!("a words file does not parse: {errors:?}"));
            ids.extend(resource.entries().filter_map(message_id));
            bundle.add_resource(resource).expect("no key stands in two files: a test reads them");
        }
        let plain = ids.into_iter().filter_map(|id| {
            let pattern = bundle.get_message(&id)?.value()?;
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
            errors.is_empty().then_some((id, text))
        });
        let plain = plain.collect();
        Self { dates: dates::Dates::new(tag), language, plain, bundle }
    }
}

fn message_id(entry: &fluent_syntax::ast::Entry<&str>) -> Option<String> {
    match entry {
        fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
        _ => None,
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.language)
    }
}
