use super::link::{first_16, picture};

#[test]
fn a_picture_is_white_around_and_starts_with_a_finder() {
    let picture = picture("http://localhost:7466/join/0").expect("short enough");
    assert!(picture.side > 21 + 8);
    assert!(picture.path.starts_with("M4 4h1v1h-1zM5 4"));
}

#[test]
fn an_address_too_long_for_a_picture_has_none() {
    assert_eq!(picture(&"a".repeat(10_000)), None);
}

#[test]
fn an_id_is_the_start_of_what_was_derived() {
    let derived = std::array::from_fn(|at| u8::try_from(at).unwrap_or(0));
    assert_eq!(first_16(derived), derived[..16]);
}
