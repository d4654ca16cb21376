//! Names, addresses, numbers, countries and rows as they stand in real lists.

use playbook::{
    Borderline, Criterion, Rubric, Standing, Wait, When,
    columns::{Columns, map_row},
    country_code, lenient_number, load,
    person::{domain_of, email_address, linkedin_profile, split_name},
    rubric::score,
    time_zone_of,
};
use std::{collections::BTreeMap, fs, path::PathBuf};

fn row(cells: &[(&str, &str)]) -> BTreeMap<String, String> {
    cells
        .iter()
        .map(|(column, value)| ((*column).to_owned(), (*value).to_owned()))
        .collect()
}

#[test]
fn numbers_are_read_as_people_write_them() {
    for (text, number) in [
        ("58", Some(58.0)),
        ("1,200", Some(1200.0)),
        ("1.200", Some(1200.0)),
        ("1 200", Some(1200.0)),
        ("1'200", Some(1200.0)),
        ("12,345,678", Some(12_345_678.0)),
        ("1.234.567", Some(1_234_567.0)),
        ("1,234.5", Some(1234.5)),
        ("1.234,5", Some(1234.5)),
        ("3.5", Some(3.5)),
        ("3,5", Some(3.5)),
        ("~50", Some(50.0)),
        ("about 50", Some(50.0)),
        ("50+", Some(50.0)),
        ("51-200", Some(51.0)),
        ("1.9k", Some(1900.0)),
        ("2M", Some(2_000_000.0)),
        ("$1,500", Some(1500.0)),
        ("-4", Some(-4.0)),
        ("58 people", Some(58.0)),
        ("many", None),
        ("", None),
        ("~", None),
    ] {
        assert_eq!(lenient_number(text), number, "{text}");
    }
}

#[test]
fn names_are_split() {
    for (name, first, last) in [
        ("Anna Berg", "Anna", "Berg"),
        ("Dr. Anna van der Berg, MBA", "Anna", "van der Berg"),
        ("Berg, Anna", "Anna", "Berg"),
        ("Anna Maria Berg", "Anna", "Berg"),
        ("John Smith Jr.", "John", "Smith"),
        ("Jean-Luc de la Tour", "Jean-Luc", "de la Tour"),
        ("Cher", "Cher", ""),
        ("", "", ""),
    ] {
        let (found_first, found_last) = split_name(name);
        assert_eq!(
            (
                found_first.as_deref().unwrap_or(""),
                found_last.as_deref().unwrap_or("")
            ),
            (first, last),
            "{name}"
        );
    }
}

#[test]
fn domains_come_from_sites() {
    for (text, domain) in [
        (
            "https://www.Nordkorn.example/contact?x=1",
            Some("nordkorn.example"),
        ),
        ("nordkorn.example", Some("nordkorn.example")),
        (
            "http://shop.nordkorn.example:8080",
            Some("shop.nordkorn.example"),
        ),
        ("www.nordkorn.example.", Some("nordkorn.example")),
        ("münchen.example", Some("münchen.example")),
        ("ftp://nordkorn.example", None),
        ("nordkorn", None),
        ("1.2.3.4", None),
        ("a b.example", None),
        ("-", None),
    ] {
        assert_eq!(domain_of(text).as_deref(), domain, "{text}");
    }
}

#[test]
fn addresses_are_checked() {
    for good in [
        "a@x.example",
        "first.last+tag@mail.x.example",
        "o'brien@x.example",
        "Ann Lee <a@x.example>",
        "mailto:a@x.example",
    ] {
        assert!(email_address(good).is_ok(), "{good}");
    }
    for bad in [
        "a",
        "@x.example",
        "a@x",
        "a@b@x.example",
        "a b@x.example",
        ".a@x.example",
        "a..b@x.example",
        "a@x..example",
        "a@-x.example",
        "a,b@x.example",
        "a(at)x.example",
        "a@x.example\u{0}",
    ] {
        assert!(email_address(bad).is_err(), "{bad}");
    }
    assert_eq!(
        linkedin_profile("http://uk.linkedin.com/in/Ann-Lee/?trk=x").as_deref(),
        Ok("https://www.linkedin.com/in/ann-lee")
    );
    assert!(linkedin_profile("https://www.linkedin.com/company/x").is_err());
    assert!(linkedin_profile("https://linkedin.com.evil.example/in/x").is_err());
}

#[test]
fn countries_are_known_by_code_and_name() {
    for (text, code) in [
        ("de", "DE"),
        ("DEU", "DE"),
        ("Germany", "DE"),
        ("Deutschland", "DE"),
        ("U.K.", "GB"),
        ("UK", "GB"),
        ("Scotland", "GB"),
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("the Netherlands", "NL"),
        ("NO", "NO"),
        ("Czech Republic", "CZ"),
        ("South Korea", "KR"),
        ("Côte d’Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("Bosnia & Herzegovina", "BA"),
        ("Türkiye", "TR"),
        ("turkey", "TR"),
        ("Österreich", "AT"),
        ("Vietnam", "VN"),
    ] {
        assert_eq!(country_code(text), Some(code), "{text}");
    }
    for text in ["", "ZZ", "Atlantis", "Europe"] {
        assert_eq!(country_code(text), None, "{text}");
    }
}

#[test]
fn every_country_has_a_time_zone_that_exists() {
    let mut known = 0;
    for first in 'A'..='Z' {
        for second in 'A'..='Z' {
            if let Some(zone) = time_zone_of(&format!("{first}{second}")) {
                assert!(jiff::tz::db().get(zone).is_ok(), "{zone}");
                known += 1;
            }
        }
    }
    assert_eq!(known, 250);
    assert_eq!(time_zone_of("us"), Some("America/New_York"));
}

#[test]
fn waits_are_read() {
    for (text, wait) in [
        ("3 working days", Wait::WorkingDays(3)),
        ("1 working day", Wait::WorkingDays(1)),
        ("4 Business Days", Wait::WorkingDays(4)),
        ("2 days", Wait::Days(2)),
        ("2 weeks", Wait::Days(14)),
        ("none", Wait::WorkingDays(0)),
    ] {
        assert_eq!(Wait::parse(text), Ok(wait));
        assert_eq!(
            Wait::parse(&wait.to_string()),
            Ok(if text == "2 weeks" {
                Wait::Days(14)
            } else {
                wait
            })
        );
    }
    for text in [
        "",
        "3",
        "three days",
        "3 hours",
        "-1 days",
        "999 days",
        "99999999999 days",
        "3 working",
    ] {
        assert!(Wait::parse(text).is_err(), "{text}");
    }
}

#[test]
fn a_row_is_read_as_a_lead() {
    let mut columns = Columns::default();
    columns
        .standard
        .insert("name".to_owned(), "Full Name".to_owned());
    columns
        .facts
        .insert("size".to_owned(), "Employees".to_owned());
    let lead = map_row(
        &columns,
        &row(&[
            ("Full Name", " ANNA  BERG "),
            ("email", "Anna.Berg@GMAIL.com"),
            ("website", "https://www.nordkorn.example"),
            ("country", "United Kingdom"),
            ("Employees", "1,200\u{202e}"),
            ("company", "Nord\u{0}korn\nA/S"),
        ]),
    )
    .unwrap();
    assert_eq!(
        (lead.first_name.as_deref(), lead.last_name.as_deref()),
        (Some("Anna"), Some("Berg"))
    );
    assert_eq!(lead.domain.as_deref(), Some("nordkorn.example"));
    assert_eq!(
        (lead.country.as_deref(), lead.timezone.as_deref()),
        (Some("GB"), Some("Europe/London"))
    );
    assert_eq!(lead.facts, [("size".to_owned(), "1,200".to_owned())]);
    assert_eq!(lead.company.as_deref(), Some("Nordkorn A/S"));
    assert_eq!(lead.email.as_deref(), Some("Anna.Berg@gmail.com"));
    // A free mail provider is nobody's company.
    assert_eq!(
        map_row(&columns, &row(&[("email", "a@gmail.com")]))
            .unwrap()
            .domain,
        None
    );
    assert_eq!(
        map_row(&columns, &row(&[("email", "a@nordkorn.example")]))
            .unwrap()
            .domain
            .as_deref(),
        Some("nordkorn.example")
    );
}

#[test]
fn a_row_that_cannot_be_read_says_what_to_do() {
    for (cells, words) in [
        (
            &[("company", "X")][..],
            "there is neither an e-mail address (column \"email\") nor a LinkedIn profile (column \"linkedin\"); fill one of them",
        ),
        (
            &[("email", "a@x")][..],
            "the address \"a@x\" in the column \"email\" has no real domain after the @; correct it or empty the cell",
        ),
        (
            &[("email", "a@x.example"), ("country", "Atlantis")][..],
            "the country \"Atlantis\" in the column \"country\" isn't known; write its code of two letters",
        ),
        (
            &[("email", "a@x.example"), ("timezone", "CET+1")][..],
            "the time zone \"CET+1\" in the column \"timezone\" isn't known; write an IANA name such as Europe/Berlin, or empty the cell",
        ),
    ] {
        assert_eq!(
            map_row(&Columns::default(), &row(cells)).unwrap_err(),
            words
        );
    }
}

fn size_and_trade() -> Rubric {
    Rubric {
        accept_at: 70,
        borderline: Borderline { from: 50, to: 70 },
        criteria: vec![
            Criterion {
                name: "Size".to_owned(),
                weight: 2,
                when: When {
                    field: "team_size".to_owned(),
                    at_least: Some(20.0),
                    at_most: Some(500.0),
                    ..When::default()
                },
            },
            Criterion {
                name: "Trade".to_owned(),
                weight: 1,
                when: When {
                    field: "industry".to_owned(),
                    contains: vec!["B2B".to_owned()],
                    ..When::default()
                },
            },
        ],
    }
}

#[test]
fn a_score_shows_its_reasons() {
    let scored = score(
        &size_and_trade(),
        &row(&[("team_size", "~50"), ("industry", "Consumer")]),
    );
    assert_eq!(scored.total, 67);
    assert_eq!(size_and_trade().standing(67), Standing::Borderline);
    assert_eq!(
        scored
            .reasons
            .iter()
            .map(|reason| reason.words.as_str())
            .collect::<Vec<_>>(),
        [
            "Size (met): it is \"~50\", wanted: team_size is from 20 to 500",
            "Trade (not met): it is \"Consumer\", wanted: industry holds \"B2B\"",
        ]
    );
    assert_eq!(
        score(&size_and_trade(), &row(&[])).reasons[0].words,
        "Size (not met): it is unknown, wanted: team_size is from 20 to 500"
    );
    assert_eq!(
        score(
            &size_and_trade(),
            &row(&[("team_size", "501"), ("industry", "b2b software")])
        )
        .total,
        33
    );
}

fn corpora() -> Option<PathBuf> {
    let folder = std::env::var_os("ONLOOP_CORPORA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora"),
        PathBuf::from,
    );
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("corpora missing at {}: NOT RUN", folder.display());
    None
}

/// Thousands of real companies, as the lead source would hand them over, with an address made up for each.
#[test]
fn a_directory_of_companies_can_be_read_and_scored() {
    let Some(folder) = corpora() else { return };
    let mut columns = Columns::default();
    columns
        .standard
        .insert("company".to_owned(), "name".to_owned());
    columns
        .standard
        .insert("name".to_owned(), "person".to_owned());
    for field in ["one_liner", "team_size", "industry", "tags"] {
        columns.facts.insert(field.to_owned(), field.to_owned());
    }
    let (mut rows, mut with_domain, mut fit) = (0, 0, 0);
    for line in fs::read_to_string(folder.join("yc-companies/companies.jsonl"))
        .unwrap()
        .lines()
    {
        let company: BTreeMap<String, serde_json::Value> = serde_json::from_str(line).unwrap();
        let mut cells: BTreeMap<String, String> = company
            .into_iter()
            .filter_map(|(key, value)| match value {
                serde_json::Value::Null => None,
                serde_json::Value::String(text) => Some((key, text)),
                serde_json::Value::Array(items) => Some((
                    key,
                    items
                        .iter()
                        .filter_map(|item| item.as_str())
                        .collect::<Vec<_>>()
                        .join("; "),
                )),
                other => Some((key, other.to_string())),
            })
            .filter(|(_, text)| !text.trim().is_empty())
            .collect();
        assert!(map_row(&columns, &cells).is_err(), "no address, no lead");
        rows += 1;
        cells.insert("email".to_owned(), format!("person{rows}@gmail.com"));
        let lead = map_row(&columns, &cells).unwrap();
        assert!(lead.company.is_some());
        with_domain += usize::from(lead.domain.is_some());
        let scored = score(&size_and_trade(), &lead.fields);
        assert!(scored.total <= 100 && scored.reasons.len() == 2);
        fit += usize::from(scored.total >= 70);
    }
    assert_eq!(rows, 5706);
    // Rows without a usable site have none.
    assert!((5_600..=5_706).contains(&with_domain), "{with_domain}");
    assert!(fit > 300, "{fit}");
}

#[test]
fn a_mailbox_grows_to_its_cap() {
    let text = "---\nidentity: {company: X, address: Y}\nmailboxes:\n  - {address: a@x.example, name: A, warm_up: {start: 2026-11-02}, cap_per_day: 12}\n---\n";
    let playbook = load(&[("house.md".to_owned(), text.as_bytes().to_vec())].into()).unwrap();
    let mailbox = &playbook.house.mailboxes[0];
    let caps: Vec<u32> = [
        "2026-11-01",
        "2026-11-02",
        "2026-11-03",
        "2026-11-05",
        "2026-11-06",
        "2036-01-01",
    ]
    .map(|day| mailbox.cap_on(playbook::Channel::Email, day.parse().unwrap()))
    .to_vec();
    assert_eq!(caps, [0, 5, 7, 11, 12, 12]);
}
