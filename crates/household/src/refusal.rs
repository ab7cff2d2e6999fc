//! Why a command was not done. Each is a person's reason with a text of its own, not an error.

macro_rules! refusals {
    ($(#[$doc:meta])* $($name:ident $key:literal)*) => {
        $(#[$doc])*
        pub enum Refusal {
            $($name,)*
        }

        impl Refusal {
            /// Every reason, in order.
            pub const ALL: [Self; [$($key),*].len()] = [$(Self::$name),*];

            /// The key of its text.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$name => concat!("refusal-", $key),)*
                }
            }
        }
    };
}

refusals! {
    /// A member may not do this, or not yet. None of them tells what another member did in private.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
    #[error("refused: {}", self.key())]
    AlreadyBegun "already-begun"
    NotAMember "not-a-member"
    AlreadyAMember "already-a-member"
    TooManyParents "too-many-parents"
    UnknownZone "unknown-zone"
    TooManyChildren "too-many-children"
    UnknownChild "unknown-child"
    NobodyDecides "nobody-decides"
    TooManyCards "too-many-cards"
    UnknownCard "unknown-card"
    UnknownRow "unknown-row"
    MinutesTooMany "minutes-too-many"
    NothingToSayBack "nothing-to-say-back"
    NotSaidBackYet "not-said-back-yet"
    AlreadyHeard "already-heard"
    SortIsSealed "sort-is-sealed"
    NothingToSeal "nothing-to-seal"
    NotSealed "not-sealed"
    SealFirst "seal-first"
    SayBackFirst "say-back-first"
    UnknownMember "unknown-member"
    SharesOutOfRange "shares-out-of-range"
    NoSharesOffered "no-shares-offered"
    PicturesFirst "pictures-first"
    EmptyAgreement "empty-agreement"
    AgreementTooLong "agreement-too-long"
    ReviewBeforeStart "review-before-start"
    StartTooFar "start-too-far"
    NoSuchAgreement "no-such-agreement"
    AlreadyConfirmed "already-confirmed"
    NotTheOwner "not-the-owner"
    NotOpen "not-open"
    WhoHasItInstead "who-has-it-instead"
    DateOutOfRange "date-out-of-range"
    NotDone "not-done"
    NotAsked "not-asked"
    NobodyToOpenWith "nobody-to-open-with"
    OwnerHasNoPage "owner-has-no-page"
    TooManyCarers "too-many-carers"
    NotOffered "not-offered"
    NoSuchTalk "no-such-talk"
    AlreadyAskedForTalk "already-asked-for-talk"
    FullnessOutOfRange "fullness-out-of-range"
    AlreadyOpened "already-opened"
    NoSuchThanks "no-such-thanks"
    DrawerFull "drawer-full"
    AlreadyAnswered "already-answered"
    AnswersAreSealed "answers-are-sealed"
    NotOpened "not-opened"
    NoWayToCopy "no-way-to-copy"
    SomebodyJoined "somebody-joined"
    AnotherWeek "another-week"
    SafetyCardsFirst "safety-cards-first"
    DoesNotDecide "does-not-decide"
    DecidesToo "decides-too"
    NoSuchFact "no-such-fact"
    PageFull "page-full"
    TextTooLong "text-too-long"
    NeverOpened "never-opened"
    OthersDecide "others-decide"
    NoSuchRule "no-such-rule"
    TooManyRules "too-many-rules"
    NoSuchDecision "no-such-decision"
    TooManyDecisions "too-many-decisions"
    SleepOnItFirst "sleep-on-it-first"
    AlreadyDecided "already-decided"
    TooManyOptions "too-many-options"
    HandsOff "hands-off"
    NoSuchTime "no-such-time"
    TimeDoesNotFit "time-does-not-fit"
    TooManyTimes "too-many-times"
    ShareSheetFirst "share-sheet-first"
    EmptySheet "empty-sheet"
    NoSuchEntry "no-such-entry"
    NameOnList "name-on-list"
    ListFull "list-full"
    TooManyLinks "too-many-links"
    SheetTooLong "sheet-too-long"
}
