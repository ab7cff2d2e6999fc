//! Lists and lines that an operator or a family brings along.

use household::children::Phone;
use household::directory::{Kind, Way, Web};

use super::list::{Mistake, Wrong, read, write};
use super::shipped;

#[test]
fn the_shipped_entries_are_read_and_say_where_they_are_from() {
    let entries = shipped::read().expect("a file of ours");
    let one = &entries[0];
    assert_eq!(entries.len(), 1, "nothing is invented");
    assert_eq!(one.details.phone.as_ref().map(Phone::as_str), Some("616-200-4433"));
    assert_eq!(one.details.kinds, [Kind::Couple, Kind::Family, Kind::Individual].into());
    let content = crate::content::Content::for_language("en");
    assert!(content.source(&one.source).is_some_and(|source| source.verified));
}

#[test]
fn a_list_from_any_spreadsheet_is_read() {
    for text in [
        "name,kinds,meets,note\nThe hill,\"couple; family\",online,\"a, \"\"b\"\"\"\n",
        "\u{feff}Name;Kinds;Meets;Note\r\nThe hill;couple, family;Online;\"a, \"\"b\"\"\"\r\n\r\n",
        "name\tKINDS\tmeets\tnote\nThe hill\tcouple / family\tonline\t\"a, \"\"b\"\"\"",
    ] {
        let list = read(text).expect("a list");
        assert_eq!(list.len(), 1, "{text}");
        assert_eq!(list[0].kinds, [Kind::Couple, Kind::Family].into());
        assert_eq!(list[0].ways, [Way::Online].into());
        assert_eq!(list[0].note.as_ref().map(household::Note::as_str), Some("a, \"b\""));
    }
}

#[test]
fn what_is_written_is_read_again() {
    let text = "name,kinds,phone,web,region,meets,languages,fees,note\n\
        \"=1+1, or so\",,+49 30 123456,hill.example/a?b=c,Berlin,in person; online,\"German\",\
        -10 %,\"One line.\nAnother.\"\n'quoted',,,,,,,'=A1,@home\n";
    let list = read(text).expect("a list");
    assert_eq!(list[0].web.as_ref().map(Web::as_str), Some("hill.example/a?b=c"));
    let written = write(list.iter());
    assert!(written.contains("'=1+1") && written.contains("'+49"), "no formula: {written}");
    assert_eq!(read(&written).as_ref(), Ok(&list));
    assert_eq!(write(read(&written).expect("a list").iter()), written);
}

#[test]
fn each_mistake_is_told_with_its_line() {
    let long = format!("name,note\nThe hill,{}", "é".repeat(501));
    let many: Vec<_> = (0..101).map(|n| format!("P{n}")).collect();
    let many = many.join("\n");
    for (text, line, what) in [
        ("", 1, Mistake::NoColumns),
        ("The hill,couple", 1, Mistake::NoColumns),
        ("name,colour\nA,red", 1, Mistake::UnknownColumn),
        ("name", 1, Mistake::Empty),
        ("name,kinds\nA", 2, Mistake::Cells),
        ("name,kinds\nA,family,x", 2, Mistake::Cells),
        ("name,kinds\n,family", 2, Mistake::NoName),
        ("name\nA\n\n a ", 4, Mistake::NameTwice),
        ("name,kinds\nA,family\nB,wizard", 3, Mistake::UnknownKind),
        ("name,phone\nA,ring me", 2, Mistake::Phone),
        ("name,web\nA,javascript:alert(1)", 2, Mistake::Web),
        ("name,meets\nA,at sea", 2, Mistake::UnknownWay),
        (&long, 2, Mistake::TooLong),
        ("name\nA\u{202e}B", 2, Mistake::Unprintable),
        (&format!("name\n{many}"), 102, Mistake::TooMany),
    ] {
        assert_eq!(read(text), Err(vec![Wrong { line, what }]), "{text}");
    }
    let two = read("name,kinds\nA,wizard\n,family").expect_err("two mistakes");
    assert_eq!(two.iter().map(|wrong| wrong.line).collect::<Vec<_>>(), [2, 3]);
}

mod lines {
    use jiff::civil::{Date, date};

    use crate::content::{Content, Helplines, Overlay};

    const TODAY: Date = date(2026, 11, 23);

    fn overlaid(text: &str) -> Result<Helplines, Vec<String>> {
        let overlay: Overlay = toml::from_str(text).expect("a file that parses");
        Content::for_language("en").helplines().with(&overlay)
    }

    fn shown(lines: &Helplines, today: Date) -> Vec<&str> {
        let countries = lines.showable(today).into_iter();
        countries.flat_map(|it| it.lines).map(|shown| shown.line.id.as_str()).collect()
    }

    #[test]
    fn a_line_that_was_checked_is_shown_for_six_months() {
        let text = "[[line]]\nid = \"us-psi\"\nchecked_on = \"2026-11-01\"\n";
        let before = Content::for_language("en").helplines();
        assert!(!shown(before, TODAY).contains(&"us-psi"), "recalled only");
        let lines = overlaid(text).expect("fine");
        assert!(shown(&lines, TODAY).contains(&"us-psi"));
        assert!(shown(&lines, date(2027, 5, 1)).contains(&"us-psi"));
        assert!(!shown(&lines, date(2027, 5, 2)).contains(&"us-psi"));
        assert!(!shown(&lines, date(2026, 10, 31)).contains(&"us-psi"), "not checked yet");
    }

    #[test]
    fn a_check_that_grows_old_is_asked_for() {
        let text = "[[line]]\nid = \"us-psi\"\nchecked_on = \"2026-11-01\"\n";
        let lines = overlaid(text).expect("fine");
        assert_eq!(lines.due(TODAY), Vec::<String>::new());
        let soon = lines.due(date(2027, 4, 10));
        assert_eq!(soon.len(), 1, "{soon:#?}");
        assert!(soon[0].contains("(us-psi)") && soon[0].ends_with("by 2027-05-01"), "{soon:#?}");
        let late = lines.due(date(2027, 5, 2));
        assert!(late.iter().any(|line| line.contains("hidden until it is checked")), "{late:#?}");
        // What was seen in a copy only is asked for as well, half a year later.
        assert!(lines.due(date(2027, 5, 23)).len() > 20);
        let ahead = overlaid("[[line]]\nid = \"us-psi\"\nchecked_on = \"2027-11-01\"\n");
        assert!(ahead.expect("fine").due(TODAY)[0].contains("has not come yet"));
    }

    #[test]
    fn an_operator_adds_changes_and_hides() {
        let text = r#"
            [country]
            AT = "Austria"
            [[line]]
            id = "at-help"
            country = "AT"
            name = "A line"
            call = ["142"]
            topics = ["crisis"]
            who = "Anyone"
            checked_on = "2026-11-20"
            [[line]]
            id = "gb-shout"
            hidden = true
            [[line]]
            id = "gb-samaritans"
            call = ["116 124"]
            hours = "Evenings"
            checked_on = "2026-11-20"
        "#;
        let lines = overlaid(text).expect("fine");
        assert!(!shown(&lines, TODAY).contains(&"gb-shout"));
        let countries = lines.showable(TODAY);
        let austria = countries.iter().find(|it| it.code == "AT").expect("a country of its own");
        assert_eq!((austria.name, austria.lines.len()), ("Austria", 1));
        let changed = countries.iter().flat_map(|it| &it.lines);
        let changed = changed.clone().find(|it| it.line.id == "gb-samaritans").expect("there");
        assert_eq!(changed.line.call, ["116 124"]);
        assert_eq!(changed.text.hours.as_deref(), Some("Evenings"));
    }

    #[test]
    fn what_is_wrong_with_a_line_is_told_by_its_name() {
        let own =
            "id = \"at-a\"\ncountry = \"US\"\nname = \"A\"\ntopics = [\"crisis\"]\nwho = \"B\"\n";
        for (line, why) in [
            ("id = \"us-988\"", "checked_on is missing"),
            ("id = \"nobody\"\nhidden = true", "there is none"),
            ("id = \"us-988\"\ncall = [\"ring\"]\nchecked_on = \"2026-11-20\"", "no digits"),
            ("id = \"A b\"", "id has small letters"),
            (own, "checked_on is missing"),
            (&format!("{own}checked_on = \"2026-11-20\""), "no number"),
            (&own.replace("US", "AT"), "checked_on is missing"),
            ("id = \"us-988\"\nweb = \"javascript:a\"\nchecked_on = \"2026-11-20\"", "web is no"),
            ("id = \"us-988\"\nhours = \"\"\nchecked_on = \"2026-11-20\"", "a text is empty"),
        ] {
            let wrong = overlaid(&format!("[[line]]\n{line}\n")).expect_err(line);
            assert!(wrong.len() == 1 && wrong[0].contains(why), "{line}: {wrong:?}");
            assert!(wrong[0].starts_with("line \""), "{wrong:?}");
        }
        let twice = "[[line]]\nid = \"us-211\"\nhidden = true\n".repeat(2);
        assert!(overlaid(&twice).expect_err("twice")[0].contains("twice"));
    }
}
