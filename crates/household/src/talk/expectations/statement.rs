//! The names of what is asked: statements in four sets, and questions about the home that somebody
//! grew up in.

use crate::names::names;

/// Statements in one set: what fits a tired evening.
pub const SET_STATEMENTS: usize = 6;

names! {
    /// A statement to agree with or not. Six in a row are a set.
    Statement 24:
    AskedNotGuess "asked-not-guess"
    HomeParent "home-parent"
    OneParentKnowsBest "one-parent-knows-best"
    NightsShared "nights-shared"
    BackEachOther "back-each-other"
    LikeMyParents "like-my-parents"

    EarnerLessHome "earner-less-home"
    BothSchool "both-school"
    BedtimeFixed "bedtime-fixed"
    FeelingsShown "feelings-shown"
    OwnMoney "own-money"
    ScreensStrict "screens-strict"

    CareerComesFirst "career-comes-first"
    FirmRules "firm-rules"
    RelativesSay "relatives-say"
    FreeTime "free-time"
    SleepOwnBed "sleep-own-bed"
    BoysGirlsSame "boys-girls-same"

    SorryToChildren "sorry-to-children"
    PhoneAge "phone-age"
    TopMarks "top-marks"
    LanguageCulture "language-culture"
    FaithAtHome "faith-at-home"
    CommunityOpinion "community-opinion"
}

names! {
    /// A question about the home one grew up in. What is written to it stays its author's for ever.
    Root 12:
    WhoDidWhat "who-did-what"
    WhoWasTired "who-was-tired"
    AskedOfMe "asked-of-me"
    Praise "praise"
    GoodParent "good-parent"
    Help "help"
    StepBack "step-back"
    CareSeen "care-seen"
    Conflict "conflict"
    Keep "keep"
    Leave "leave"
    Today "today"
}

names! {
    Set 4: First "1" Second "2" Third "3" Fourth "4"
}

impl Statement {
    /// The set it is asked in.
    pub const fn set(self) -> Set {
        Set::ALL[self as usize / SET_STATEMENTS]
    }
}

impl Set {
    /// Its six, in the order they are asked.
    pub fn statements(self) -> &'static [Statement] {
        &Statement::ALL[self as usize * SET_STATEMENTS..][..SET_STATEMENTS]
    }
}
