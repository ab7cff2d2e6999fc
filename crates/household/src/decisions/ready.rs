//! The names of the questions to start from, and of who can decide.

use crate::names::names;

names! {
    /// A question that most families with a teenager meet.
    Ready 24:
    Clothes "clothes"
    Room "room"
    MusicShows "music-shows"
    Friends "friends"
    Money "money"
    Piercing "piercing"
    Bedtime "bedtime"
    PhoneNight "phone-night"
    SocialMedia "social-media"
    Location "location"
    Privacy "privacy"
    Curfew "curfew"
    Parties "parties"
    Sleepovers "sleepovers"
    Dating "dating"
    PartnerVisits "partner-visits"
    Alcohol "alcohol"
    Driving "driving"
    Job "job"
    Subjects "subjects"
    Clubs "clubs"
    Faith "faith"
    Health "health"
    Identity "identity"
}

names! {
    /// Who decides, from the parents to the child.
    Level 5:
    Parents "parents"
    ParentsHear "parents-hear"
    Together "together"
    ChildAsks "child-asks"
    Child "child"
}
