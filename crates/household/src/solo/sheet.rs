//! The care sheet: what whoever is with the children is told. Three lines for a parent, who knows
//! the rest or will find it out; more for others.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::{LinkHash, MemberId};
use crate::names::names;
use crate::text::Note;

names! {
    /// What a line of the sheet is about.
    SheetField 22:
    MustHappen "must-happen"
    TodayMood "today-mood"
    EmergencyNumber "emergency-number"
    Address "address"
    PoisonNumber "poison-number"
    NearbyAdult "nearby-adult"
    Doctor "doctor"
    Contacts "contacts"
    RingMeIf "ring-me-if"
    Allergies "allergies"
    Medicines "medicines"
    Conditions "conditions"
    TheirDay "their-day"
    Food "food"
    Sleep "sleep"
    Toilet "toilet"
    Comfort "comfort"
    Screens "screens"
    GettingAbout "getting-about"
    WatchOut "watch-out"
    WhoMayCollect "who-may-collect"
    Ideas "ideas"
}

impl SheetField {
    /// For a parent in charge: what must happen, medicine, ring me if.
    pub const FOR_A_PARENT: &[Self] = &[Self::MustHappen, Self::Medicines, Self::RingMeIf];

    /// Whether it is about the house, and so the same for whichever children. All else is written
    /// anew or comes from the children's pages: nobody gets another child's medicine, or what has
    /// since become for parents only.
    pub const fn is_of_the_house(self) -> bool {
        matches!(self, Self::Address | Self::PoisonNumber | Self::NearbyAdult)
    }
}

/// What is written on a sheet.
pub type Lines = BTreeMap<SheetField, Note>;

/// A sheet that was shared, and by whom. Only they write it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    pub by: MemberId,
    pub lines: Lines,
}

/// The key of a link to a sheet, as a hash: the link itself is nowhere on the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetLink {
    pub by: MemberId,
    pub hash: LinkHash,
    /// Its number: how many were made before it.
    pub nth: u32,
}
