//! Time zones by name, as people write them.

use std::sync::LazyLock;

use jiff::tz::TimeZoneDatabase;

/// Those named after a place, which are what people know; in the order of the alphabet.
static ZONES: LazyLock<Vec<String>> = LazyLock::new(|| {
    const REGIONS: [&str; 10] = [
        "Africa/",
        "America/",
        "Antarctica/",
        "Arctic/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    ];
    let all = TimeZoneDatabase::bundled();
    let names = all.available().map(|name| name.as_str().to_owned());
    let mut names: Vec<_> = names
        .filter(|name| REGIONS.iter().any(|region| name.starts_with(region)) || name == "Etc/UTC")
        .collect();
    names.sort_unstable();
    names
});

pub(super) fn all() -> &'static [String] {
    &ZONES
}

/// The zone that was meant: by its name in any case, or by its last part alone, if only one zone
/// ends so ("berlin", "New York").
pub(super) fn find(text: &str) -> Option<String> {
    let wanted = text.trim().replace(' ', "_");
    let by_name = ZONES.iter().find(|zone| zone.eq_ignore_ascii_case(&wanted));
    let by_city = || {
        let city = |zone: &str| zone.rsplit('/').next().unwrap_or_default().to_owned();
        let mut matching = ZONES.iter().filter(|zone| city(zone).eq_ignore_ascii_case(&wanted));
        matching.next().filter(|_| matching.next().is_none())
    };
    by_name.or_else(by_city).cloned().or_else(|| known_by_no_place(text.trim()))
}

/// A browser may have said "UTC" or an old name; who saves the form must not have to change it.
fn known_by_no_place(name: &str) -> Option<String> {
    let zone = TimeZoneDatabase::bundled().get(name).ok()?;
    zone.iana_name().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_found_by_name_or_city() {
        for (text, zone) in [
            ("Europe/Berlin", Some("Europe/Berlin")),
            ("europe/berlin", Some("Europe/Berlin")),
            (" Berlin ", Some("Europe/Berlin")),
            ("new york", Some("America/New_York")),
            ("EST5EDT", Some("EST5EDT")),
            ("Atlantis", None),
            ("Europe", None),
            ("", None),
            ("etc/utc", Some("Etc/UTC")),
        ] {
            assert_eq!(find(text).as_deref(), zone, "{text:?}");
        }
        assert!(all().len() > 400, "{}", all().len());
        assert!(all().len() < 600, "{}", all().len());
    }
}
