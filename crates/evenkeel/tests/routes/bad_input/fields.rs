//! Every field of every form, with what else its form needs, by how far the family has come.

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Line,
    LineIfAny,
    Note,
    NoteIfAny,
    /// What is true of a child, in a few words.
    Fact,
    /// What somebody says to a question about a child, if anything.
    Answer,
    Phone,
    PhoneIfAny,
    /// The address of a page, if any.
    Web,
    /// A note of up to 500 characters, if any.
    ShortNoteIfAny,
    /// A whole list of those who can help.
    List,
    Number {
        max: u64,
    },
    Choice,
    ChoiceIfAny,
    /// Named and given by a button: only who builds their own request can send another, so the
    /// page says it in its summary.
    Button,
    Tick,
    /// With what is said of a day that is there, but not to be chosen.
    Date {
        range: &'static str,
    },
    Time,
    Zone,
    Address,
    SignInName,
    NewPassword,
    KnownSecret,
    Pin,
    Code,
}

/// One field of a form.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    pub page: &'static str,
    pub path: &'static str,
    pub name: &'static str,
    pub kind: Kind,
    /// The form's other fields, as they are right. `{card}` and `{child}` stand for ids.
    pub rest: &'static [(&'static str, &'static str)],
    /// Where it is said, if not beside the field.
    pub beside: Option<&'static str>,
}

pub const fn field(
    page: &'static str,
    path: &'static str,
    name: &'static str,
    kind: Kind,
    rest: &'static [(&'static str, &'static str)],
) -> Field {
    Field { page, path, name, kind, rest, beside: None }
}

impl Field {
    const fn said_at(mut self, name: &'static str) -> Self {
        self.beside = Some(name);
        self
    }

    /// The rest of it must not come back: a password is never shown again.
    pub fn is_secret(name: &str) -> bool {
        matches!(name, "password" | "pin" | "new-pin" | "proof" | "ticket" | "code")
    }

    /// Whether a page can show again what was sent, though it is wrong.
    pub fn can_be_kept(&self) -> bool {
        match self.kind {
            Kind::Number { .. } => self.name != "month",
            kind => !matches!(
                kind,
                Kind::Choice
                    | Kind::ChoiceIfAny
                    | Kind::Button
                    | Kind::Tick
                    | Kind::NewPassword
                    | Kind::KnownSecret
                    | Kind::Pin
            ),
        }
    }
}

const CHILD: [(&str, &str); 5] =
    [("nickname", "Mo"), ("month", "5"), ("year", "2021"), ("lives", "here"), ("decides", "else")];
const CARD: &str = "/children/cards/{card}";
const CHANGE: &str = "/children/{child}/details";
const SORT: &str = "/share/sort/{card}";
const WEIGHT: &str = "/share/sort/{card}/weight";
const MINUTES: Kind = Kind::Number { max: 6_000 };
const YEAR: Kind = Kind::Number { max: 2_028 };
const MONTH: Kind = Kind::Number { max: 12 };

/// Ana, alone, who has not said her name.
pub const ALONE: [Field; 36] = [
    field("/children", "/children/names", "name", Kind::Line, &[("other", "Ben")]),
    field("/children", "/children/names", "other", Kind::LineIfAny, &[("name", "Ana")]),
    field("/children/new", "/children", "nickname", Kind::Line, &CHILD),
    field("/children/new", "/children", "month", MONTH, &CHILD),
    field("/children/new", "/children", "year", YEAR, &CHILD),
    field("/children/new", "/children", "band", Kind::ChoiceIfAny, &CHILD),
    field("/children/new", "/children", "lives", Kind::Choice, &CHILD),
    field("/children/new", "/children", "decides", Kind::Choice, &CHILD),
    field(CHANGE, CHANGE, "nickname", Kind::Line, &CHILD),
    field(CHANGE, CHANGE, "year", YEAR, &CHILD),
    field("/children/cards", "/children/cards/own", "name", Kind::Line, &[("minutes", "30")]),
    field("/children/cards", "/children/cards/own", "minutes", MINUTES, &[("name", "Piano")]),
    field(
        "/children/cards",
        "/children/cards/own",
        "child",
        Kind::ChoiceIfAny,
        &[("name", "Piano"), ("minutes", "30")],
    ),
    field(CARD, CARD, "name", Kind::Line, &[]),
    field("/invite", "/invitations", "mine", Kind::Line, &[("called", "Ben")]),
    field("/invite", "/invitations", "called", Kind::LineIfAny, &[("mine", "Ana")]),
    field(
        "/settings/me",
        "/settings/me",
        "name",
        Kind::Line,
        &[("tone", "sea"), ("shape", "ring")],
    ),
    field(
        "/settings/me",
        "/settings/me",
        "tone",
        Kind::Choice,
        &[("name", "Ana"), ("shape", "ring")],
    ),
    field(
        "/settings/me",
        "/settings/me",
        "shape",
        Kind::Choice,
        &[("name", "Ana"), ("tone", "sea")],
    ),
    field(
        "/settings/place",
        "/settings/place",
        "language",
        Kind::ChoiceIfAny,
        &[("family-zone", "Europe/Berlin")],
    ),
    field(
        "/settings/place",
        "/settings/place",
        "country",
        Kind::ChoiceIfAny,
        &[("family-zone", "Europe/Berlin")],
    ),
    field(
        "/settings/place",
        "/settings/place",
        "zone",
        Kind::Zone,
        &[("family-zone", "Europe/Berlin")],
    ),
    field(
        "/settings/place",
        "/settings/place",
        "family-zone",
        Kind::Zone,
        &[("zone", "Europe/Paris")],
    ),
    field("/settings/exit", "/settings/exit", "site", Kind::Choice, &[("own", "a.example")]),
    field("/settings/exit", "/settings/exit", "own", Kind::Address, &[("site", "own")]),
    field("/settings/keys", "/settings/keys", "keys", Kind::Choice, &[]),
    field(
        "/settings/sign-in",
        "/settings/sign-in",
        "name",
        Kind::SignInName,
        &[("password", "four words are fine")],
    ),
    field(
        "/settings/sign-in",
        "/settings/sign-in",
        "password",
        Kind::NewPassword,
        &[("name", "ana")],
    ),
    field("/settings/goodbye", "/settings/goodbye", "sure", Kind::Tick, &[]),
    field(
        "/share-device",
        "/share-device",
        "name",
        Kind::Line,
        &[("called", "Ben"), ("pin", "482135")],
    ),
    field(
        "/share-device",
        "/share-device",
        "called",
        Kind::Line,
        &[("name", "Ana"), ("pin", "482135")],
    ),
    field(
        "/share-device",
        "/share-device",
        "pin",
        Kind::Pin,
        &[("name", "Ana"), ("called", "Ben")],
    ),
    field(SORT, SORT, "minutes", MINUTES, &[("notices", "me"), ("does", "other")]),
    field(SORT, SORT, "notices", Kind::ChoiceIfAny, &[("does", "other"), ("minutes", "45")]),
    field(SORT, SORT, "does", Kind::ChoiceIfAny, &[("notices", "both"), ("minutes", "45")]),
    field(WEIGHT, WEIGHT, "heaviness", Kind::Choice, &[("like", "yes")]),
];

/// The same, for fields that only buttons name.
pub const BUTTONS: [Field; 2] = [
    field("/share/plan", "/share/plan/{card}", "choice", Kind::Button, &[]),
    field(SORT, SORT, "skip", Kind::Button, &[("notices", "me"), ("minutes", "45")]),
];

/// Somebody who is not signed in.
pub const STRANGER: [Field; 3] = [
    field("/sign-in", "/sign-in", "name", Kind::SignInName, &[("password", "four words are fine")]),
    field("/sign-in", "/sign-in", "password", Kind::KnownSecret, &[("name", "ana")]),
    field("/recover", "/recover", "code", Kind::Code, &[]),
];

/// Ben, with the link of an invitation that says no name.
pub const BY_LINK: [Field; 4] = [
    field("/join/{token}", "/join/{token}", "text", Kind::Note, &[("do", "send"), ("name", "Ben")]),
    field("/join/{token}", "/join/{token}", "text", Kind::Note, &[("do", "keep"), ("name", "Ben")]),
    field(
        "/join/{token}",
        "/join/{token}",
        "name",
        Kind::Line,
        &[("do", "send"), ("text", "A long day.")],
    ),
    field(
        "/join/{token}",
        "/join/{token}",
        "do",
        Kind::Choice,
        &[("text", "A long day."), ("name", "Ben")],
    )
    .said_at("text"),
];

/// Ben, who has kept his answer.
pub const KEPT: [Field; 4] = [
    field("/answer", "/answer", "text", Kind::Note, &[("do", "send"), ("name", "Ben")]),
    field("/answer", "/answer", "text", Kind::Note, &[("do", "keep"), ("name", "Ben")]),
    field("/answer", "/answer", "name", Kind::Line, &[("do", "send"), ("text", "A long day.")]),
    field("/answer", "/answer", "do", Kind::Choice, &[("text", "A long day."), ("name", "Ben")])
        .said_at("text"),
];

/// Ana, who is to say back what she heard.
pub const TO_SAY_BACK: [Field; 1] =
    [field("/talk", "/talk/said-back", "text", Kind::Note, &[("to", "{other}")])];

/// Ben, who is to say whether that is it.
pub const TO_HEAR: [Field; 2] = [
    field("/talk", "/talk/heard", "missing", Kind::NoteIfAny, &[("reply", "not-quite")]),
    field("/talk", "/talk/heard", "reply", Kind::Button, &[("missing", "The evening.")]),
];

const ASKS: &str = "/talk/asks";
const ASKED: &str = "/talk/asks/{talk}";
const DEVICE: &str = "/talk/one-device";
const PREPARATION: &str = "/talk/preparation";
const ANY_TIME: [(&str, &str); 3] = [("topic", "1"), ("day", ""), ("time", "")];
const DAY: Kind = Kind::Date { range: "Please choose a day within the coming year." };

/// Ana, who asks Ben for a talk.
pub const ASKING: [Field; 11] = [
    field(ASKS, ASKS, "topic", Kind::Choice, &[("day", "2026-12-01"), ("time", "20:30")]),
    field(ASKS, ASKS, "own", Kind::Line, &[("topic", "own")]),
    field(ASKS, ASKS, "own", Kind::LineIfAny, &ANY_TIME),
    field(ASKS, ASKS, "day", DAY, &[("topic", "2"), ("time", "20:30")]),
    field(ASKS, ASKS, "time", Kind::Time, &[("topic", "2"), ("day", "2026-12-01")]),
    field(DEVICE, DEVICE, "topic", Kind::Choice, &[("asked", "me")]),
    field(DEVICE, DEVICE, "own", Kind::Line, &[("topic", "own"), ("asked", "other")]),
    field(DEVICE, DEVICE, "asked", Kind::Choice, &[("topic", "3")]),
    field(PREPARATION, PREPARATION, "for-them", Kind::NoteIfAny, &[("afraid", "Silence.")]),
    field(PREPARATION, PREPARATION, "to-ask", Kind::NoteIfAny, &[("for-them", "Tired.")]),
    field(PREPARATION, PREPARATION, "afraid", Kind::NoteIfAny, &[("to-ask", "How are you?")]),
];

/// Ana, who has an agreed talk with Ben.
pub const ASKED_FOR: [Field; 3] = [
    field(ASKED, ASKED, "day", DAY, &[("reply", "another"), ("time", "20:30")]),
    field(ASKED, ASKED, "time", Kind::Time, &[("reply", "another"), ("day", "2026-12-01")]),
    field(ASKED, ASKED, "reply", Kind::Button, &[("time", "20:30"), ("day", "2026-12-01")]),
];

const LIVE: &str = "/talk/listening/{talk}";

/// Ana, who may say that she is there.
pub const READY: [Field; 2] = [
    field(LIVE, LIVE, "word", Kind::LineIfAny, &[("do", "ready")]),
    field(LIVE, LIVE, "do", Kind::Button, &[("word", "calm")]),
];

/// Ana, who is to say back what she heard.
pub const LISTENED: [Field; 1] =
    [field(LIVE, LIVE, "text", Kind::NoteIfAny, &[("do", "said-back")])];

/// Ana, who takes something along.
pub const TAKES_ALONG: [Field; 1] =
    [field(LIVE, LIVE, "text", Kind::NoteIfAny, &[("do", "along")])];

const OFFER: &str = "/share/agreement";
const WRITE: &str = "/share/agreement/new";
const OWNED: &str = "/share/cards/{mine}";
const PUT_DOWN: &str = "/share/cards/{mine}/putting-down";
const SHARES: &str = "/share/division/shares";
const CARRY: &str = "/share/division/others";
const LEFT_OUT: &str = "/share/division/left-out";
const WEEKLY: &str = "/talk/check-in/time";
const ON_MY_OWN: &str = "/talk/check-in/alone";
const SHARE: Kind = Kind::Number { max: 100 };
const IN_A_YEAR: Kind = Kind::Date { range: "Please choose a day within the coming year." };

/// Ana, who has agreed with Ben.
pub const AGREED: [Field; 18] = [
    field(
        WRITE,
        OFFER,
        "start",
        Kind::Date { range: "It can start today or within a year." },
        &[("review", "2026-12-20"), ("owner-{mine}", "open")],
    ),
    field(
        WRITE,
        OFFER,
        "review",
        Kind::Date { range: "The day to look again comes after the start" },
        &[("start", "2026-12-01"), ("owner-{mine}", "open")],
    ),
    field(
        WRITE,
        OFFER,
        "owner-{mine}",
        Kind::ChoiceIfAny,
        &[("start", "2026-12-01"), ("review", "2026-12-20")],
    ),
    field(
        WRITE,
        OFFER,
        "standard-{mine}",
        Kind::NoteIfAny,
        &[("start", "2026-12-01"), ("review", "2026-12-20"), ("owner-{mine}", "open")],
    ),
    field(OWNED, "/share/cards/{mine}/way", "way", Kind::NoteIfAny, &[]),
    field(OWNED, "/share/cards/{mine}/next", "next", IN_A_YEAR, &[]),
    field(PUT_DOWN, PUT_DOWN, "from", IN_A_YEAR, &[]),
    field(SHARES, SHARES, "mine", SHARE, &[("theirs", "40")]),
    field(SHARES, SHARES, "theirs", SHARE, &[("mine", "60")]),
    field(CARRY, CARRY, "name", Kind::Line, &[("part", "5")]),
    field(CARRY, CARRY, "part", Kind::Choice, &[("name", "Oma")]),
    field(LEFT_OUT, LEFT_OUT, "card", Kind::Choice, &[("how", "drop")]),
    field(LEFT_OUT, LEFT_OUT, "how", Kind::Choice, &[("card", "{mine}")]),
    field(WEEKLY, WEEKLY, "day", Kind::Choice, &[("at", "20:00")]),
    field(WEEKLY, WEEKLY, "at", Kind::Time, &[("day", "sunday")]),
    field("/talk/check-in/long/full", "/talk/check-in/long/fullness", "full", Kind::Choice, &[]),
    field("/talk/check-in/long/close", "/talk/check-in/long/end", "line", Kind::NoteIfAny, &[]),
    field(ON_MY_OWN, ON_MY_OWN, "note", Kind::NoteIfAny, &[]),
];

const SHOWING: &str = "/share/cards/{mine}/showing";

/// Ana, whom Ben asks to show him a card of hers.
pub const TO_SHOW: [Field; 2] = [
    field(SHOWING, SHOWING, "way", Kind::NoteIfAny, &[("until", "2026-12-01"), ("of", "{ben}")]),
    field(
        SHOWING,
        SHOWING,
        "until",
        Kind::Date { range: "Please choose a day within the next four weeks." },
        &[("way", "The big pot."), ("of", "{ben}")],
    ),
];

/// On a shared device that knows Ana.
pub const SHARED_DEVICE: [Field; 1] =
    [field("/share-device", "/share-device/pin", "new-pin", Kind::Pin, &[("proof", "482135")])];
