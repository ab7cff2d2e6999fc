//! Which text belongs to what: the keys that the files use.

use household::plan::Choice;
use household::sort::Difference;
use household::today::Step;

/// A page about safety. Each is static text: nothing is asked, kept or counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpTopic {
    BeforeYouStart,
    /// Takes `{{operator}}`.
    WhoCanSeeWhat,
    MoreThanAHeavyLoad,
    OwnBehaviour,
    Child,
    Device,
}

/// A part of the weekly talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckInPart {
    Thanks,
    Full,
    Worked,
    Change,
    Time,
    Close,
}

/// How pictures of a card meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meeting {
    /// Everyone says that one person notices and does it.
    OneOwner,
    /// Everyone says that one notices and another does it.
    HeadAndHands,
    Together,
    Nobody,
    Elsewhere,
}

/// What two whole pictures show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    MoreThanAll,
    LessThanAll,
    MostlyAlike,
}

impl HelpTopic {
    pub const ALL: [Self; 6] = [
        Self::BeforeYouStart,
        Self::WhoCanSeeWhat,
        Self::MoreThanAHeavyLoad,
        Self::OwnBehaviour,
        Self::Child,
        Self::Device,
    ];

    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::BeforeYouStart => "safety-before-you-start",
            Self::WhoCanSeeWhat => "safety-who-can-see",
            Self::MoreThanAHeavyLoad => "safety-more-than-unfair",
            Self::OwnBehaviour => "safety-own-behaviour",
            Self::Child => "safety-child",
            Self::Device => "safety-device",
        }
    }
}

impl CheckInPart {
    /// In the order of the talk.
    pub const ALL: [Self; 6] =
        [Self::Thanks, Self::Full, Self::Worked, Self::Change, Self::Time, Self::Close];

    /// As addresses and files name it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Thanks => "thanks",
            Self::Full => "full",
            Self::Worked => "worked",
            Self::Change => "change",
            Self::Time => "time",
            Self::Close => "close",
        }
    }
}

impl Meeting {
    pub(super) const ALL: [Self; 5] =
        [Self::OneOwner, Self::HeadAndHands, Self::Together, Self::Nobody, Self::Elsewhere];

    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::OneOwner => "one-owner",
            Self::HeadAndHands => "head-and-hands",
            Self::Together => "together",
            Self::Nobody => "nobody",
            Self::Elsewhere => "elsewhere",
        }
    }
}

impl Whole {
    pub(super) const ALL: [Self; 3] = [Self::MoreThanAll, Self::LessThanAll, Self::MostlyAlike];

    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::MoreThanAll => "more-than-all",
            Self::LessThanAll => "less-than-all",
            Self::MostlyAlike => "mostly-alike",
        }
    }
}

pub(super) const DIFFERENCES: [Difference; 8] = [
    Difference::BothClaim,
    Difference::BothSayOther,
    Difference::OneSaysNobody,
    Difference::OneSaysElsewhere,
    Difference::TogetherOrOne,
    Difference::NamesDiffer,
    Difference::OnlyNoticing,
    Difference::OnlyDoing,
];

pub(super) const fn difference_key(difference: Difference) -> &'static str {
    match difference {
        Difference::BothClaim => "both-claim",
        Difference::BothSayOther => "both-say-other",
        Difference::OneSaysNobody => "one-says-nobody",
        Difference::OneSaysElsewhere => "one-says-elsewhere",
        Difference::TogetherOrOne => "together-or-one",
        Difference::NamesDiffer => "names-differ",
        Difference::OnlyNoticing => "only-noticing",
        Difference::OnlyDoing => "only-doing",
    }
}

pub(super) const fn choice_key(choice: Choice) -> &'static str {
    match choice {
        Choice::Keep => "keep",
        Choice::PutDown => "put-down",
        Choice::Simplify => "simplify",
        Choice::AskSomeone => "ask-someone",
        Choice::PayFor => "pay-for",
    }
}

pub(super) const fn step_key(step: Step) -> &'static str {
    match step {
        Step::Talk => "talk",
        Step::HandOver => "hand-over",
        Step::TimeAlone => "time-alone",
        Step::LookAgain => "look-again",
        Step::See => "see",
        Step::Thanks => "thanks",
        Step::Expect => "expect",
        Step::Divide => "divide",
        Step::CheckIn => "check-in",
    }
}
