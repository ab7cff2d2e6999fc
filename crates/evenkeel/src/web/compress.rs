//! Answers are compressed on their way out, for whoever takes that.

use axum::http::{Extensions, HeaderMap, StatusCode, Version};
use tower::layer::util::Stack;
use tower_http::compression::predicate::{And, DefaultPredicate, Predicate};
use tower_http::compression::{CompressionLayer, CompressionLevel};

use super::page::Long;

/// How hard answers are compressed, 0 to 11. A page is made for each request; with less than this
/// the longest of them weigh more than they may.
const PAGE_QUALITY: i32 = 4;
/// Of the few that say themselves that they are long.
const LONG_QUALITY: i32 = 8;

type When = fn(StatusCode, Version, &HeaderMap, &Extensions) -> bool;
type Compressed = CompressionLayer<And<DefaultPredicate, When>>;

/// One of two layers compresses an answer: a layer knows one measure.
pub(super) fn compressed() -> Stack<Compressed, Compressed> {
    let long = at(LONG_QUALITY, |_, _, _, extensions| is_long(extensions));
    let usual = at(PAGE_QUALITY, |_, _, _, extensions| !is_long(extensions));
    Stack::new(usual, long)
}

fn at(quality: i32, when: When) -> Compressed {
    CompressionLayer::new()
        .quality(CompressionLevel::Precise(quality))
        .compress_when(DefaultPredicate::new().and(when))
}

fn is_long(extensions: &Extensions) -> bool {
    extensions.get::<Long>().is_some()
}
