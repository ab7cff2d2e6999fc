//! The contract's input as it arrives, JSON or TOML, before it is believed.
//!
//! Kept apart from [`crate::Instance`] so that a wrong type inside a burden is told as a bad
//! burden and not as an unreadable file: numbers are taken in as [`Number`], whatever they are.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::error::InputError;

/// The largest input read, in bytes. 300 responsibilities for 6 carers take about 60,000.
pub const INPUT_BYTES_MAX: usize = 4 * 1024 * 1024;
const MESSAGE_CHARS_MAX: usize = 300;

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawInstance {
    pub carers: Vec<RawCarer>,
    pub responsibilities: Vec<RawResponsibility>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawCarer {
    pub id: String,
    #[serde(default = "Number::one")]
    pub weight: Number,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawResponsibility {
    pub id: String,
    #[serde(default = "Number::zero")]
    pub minutes: Number,
    #[serde(default)]
    pub burden: RawBurdens,
    #[serde(default)]
    pub cannot: Vec<String>,
    #[serde(default)]
    pub locked: Option<String>,
    #[serde(default)]
    pub current: Option<String>,
    #[serde(default)]
    pub likes: Vec<String>,
}

/// A whole number, or the fact that something else stood there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    Whole(u64),
    Other,
}

impl Number {
    const fn one() -> Self {
        Self::Whole(1)
    }

    const fn zero() -> Self {
        Self::Whole(0)
    }

    /// The number where it lies in `least..=most`.
    pub fn within(self, least: u32, most: u32) -> Option<u32> {
        match self {
            Self::Whole(value) => {
                u32::try_from(value).ok().filter(|value| (least..=most).contains(value))
            }
            Self::Other => None,
        }
    }
}

/// Who gave which burden, in the order written, repeated keys included.
#[derive(Debug, Default)]
pub(crate) enum RawBurdens {
    Given(Vec<(String, Number)>),
    #[default]
    Missing,
}

/// Reads JSON in the contract's shape.
pub(crate) fn read_json(bytes: &[u8]) -> Result<RawInstance, InputError> {
    within_size(bytes)?;
    serde_json::from_slice(bytes).map_err(|error| unreadable(&error))
}

/// Reads TOML in the contract's shape.
pub(crate) fn read_toml(bytes: &[u8]) -> Result<RawInstance, InputError> {
    within_size(bytes)?;
    let text = std::str::from_utf8(bytes).map_err(|error| unreadable(&error))?;
    toml::from_str(text).map_err(|error| unreadable(&error.message()))
}

fn within_size(bytes: &[u8]) -> Result<(), InputError> {
    if bytes.len() > INPUT_BYTES_MAX {
        return Err(InputError::too_large(format!(
            "This file is too large; up to {INPUT_BYTES_MAX} bytes are read."
        )));
    }
    Ok(())
}

fn unreadable(cause: &dyn fmt::Display) -> InputError {
    let cause: String = cause.to_string().chars().take(MESSAGE_CHARS_MAX).collect();
    InputError::syntax(format!("This file could not be read: {cause}"))
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

struct NumberVisitor;

/// Takes in whatever stands there and remembers only whether it was a whole number.
impl<'de> Visitor<'de> for NumberVisitor {
    type Value = Number;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a whole number")
    }

    fn visit_u64<E>(self, value: u64) -> Result<Number, E> {
        Ok(Number::Whole(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Number, E> {
        Ok(u64::try_from(value).map_or(Number::Other, Number::Whole))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Number, E> {
        Ok(u64::try_from(value).map_or(Number::Other, Number::Whole))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Number, E> {
        Ok(u64::try_from(value).map_or(Number::Other, Number::Whole))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Number, E> {
        Ok(Number::Other)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Number, E> {
        Ok(Number::Other)
    }

    fn visit_str<E>(self, _: &str) -> Result<Number, E> {
        Ok(Number::Other)
    }

    fn visit_unit<E>(self) -> Result<Number, E> {
        Ok(Number::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Number, A::Error> {
        while sequence.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Number::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Number, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Number::Other)
    }
}

impl<'de> Deserialize<'de> for RawBurdens {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(BurdensVisitor)
    }
}

struct BurdensVisitor;

impl<'de> Visitor<'de> for BurdensVisitor {
    type Value = RawBurdens;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a burden for each carer")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawBurdens, A::Error> {
        let mut given = Vec::new();
        while let Some(entry) = map.next_entry::<String, Number>()? {
            given.push(entry);
        }
        Ok(RawBurdens::Given(given))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, sequence: A) -> Result<RawBurdens, A::Error> {
        NumberVisitor.visit_seq(sequence).map(|_| RawBurdens::Missing)
    }

    fn visit_u64<E>(self, _: u64) -> Result<RawBurdens, E> {
        Ok(RawBurdens::Missing)
    }

    fn visit_i64<E>(self, _: i64) -> Result<RawBurdens, E> {
        Ok(RawBurdens::Missing)
    }

    fn visit_f64<E>(self, _: f64) -> Result<RawBurdens, E> {
        Ok(RawBurdens::Missing)
    }

    fn visit_bool<E>(self, _: bool) -> Result<RawBurdens, E> {
        Ok(RawBurdens::Missing)
    }

    fn visit_str<E>(self, _: &str) -> Result<RawBurdens, E> {
        Ok(RawBurdens::Missing)
    }

    fn visit_unit<E>(self) -> Result<RawBurdens, E> {
        Ok(RawBurdens::Missing)
    }
}
