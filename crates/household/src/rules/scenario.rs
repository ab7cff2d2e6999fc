//! The names of the moments a rule can start from; what happens in them is content.

use crate::names::names;

names! {
    /// A moment in which parents do not always do the same.
    Scenario 20:
    ToddlerHits "toddler-hits"
    FoodThrown "food-thrown"
    BedtimeOut "bedtime-out"
    ShopMeltdown "shop-meltdown"
    SaysHate "says-hate"
    SiblingHurt "sibling-hurt"
    Lies "lies"
    Steals "steals"
    HomeworkRefused "homework-refused"
    SchoolRings "school-rings"
    BeingBullied "being-bullied"
    ScreenOver "screen-over"
    ChoresUndone "chores-undone"
    RudeToOne "rude-to-one"
    PlaysOneOff "plays-one-off"
    PhoneSecret "phone-secret"
    LateHome "late-home"
    Drink "drink"
    MarksDrop "marks-drop"
    SkipsClass "skips-class"
}
