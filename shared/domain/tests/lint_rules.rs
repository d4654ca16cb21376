//! The draft lint, rule by rule, in sentences of our own.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use domain::lint::{
    Channel, Contact, Draft, Fact, HouseRules, LintInput, Rule, judge, lint, must_hold, supported,
};
use jiff::civil::date;

fn fact(text: &str, source: &str, day: jiff::civil::Date) -> Fact {
    Fact {
        id: "f".to_owned(),
        text: text.to_owned(),
        source: source.to_owned(),
        date: day,
    }
}

fn contact() -> Contact {
    Contact {
        first_name: "Nora".to_owned(),
        last_name: "Feldt".to_owned(),
        title: "Head of Stores".to_owned(),
        company: "Brambleton Tea Ltd".to_owned(),
        country: "GB".to_owned(),
    }
}

fn facts() -> Vec<Fact> {
    vec![
        fact(
            "Brambleton Tea opened its ninth shop, in Hove, in September 2026.",
            "https://brambleton.example/hove",
            date(2026, 9, 20),
        ),
        fact(
            "Caddyline counts tins on a shelf by weight and orders the missing ones.",
            "house:product",
            date(2026, 8, 1),
        ),
        fact(
            "A shelf is lent for four weeks, free of charge.",
            "house:offer",
            date(2026, 8, 1),
        ),
    ]
}

#[track_caller]
fn check(piece: &str, expected: &[Rule]) {
    let body = format!(
        "Dear Nora,\n\nyour ninth shop opened in Hove in September. {piece}\n\nMay I send a shelf for four weeks, free of charge?\n\nIvo Pask\nCaddyline"
    );
    check_body(&body, expected);
}

#[track_caller]
fn check_body(body: &str, expected: &[Rule]) {
    let (contact, facts, rules) = (contact(), facts(), HouseRules::default());
    let draft = Draft {
        today: date(2026, 11, 16),
        step: 1,
        channel: Channel::Email,
        subject: "tins in Hove",
        body,
        contact: &contact,
        facts: &facts,
        rules: &rules,
    };
    let findings = lint(&draft);
    let mut found: Vec<Rule> = findings.iter().map(|finding| finding.rule).collect();
    found.sort();
    let mut expected = expected.to_vec();
    expected.sort();
    assert_eq!(found, expected, "{findings:#?}");
    for finding in &findings {
        assert_eq!(
            &body[finding.start..finding.start + finding.evidence.len()],
            finding.evidence
        );
        assert!(!finding.message.is_empty());
    }
    assert!(
        findings
            .windows(2)
            .all(|pair| pair[0].start <= pair[1].start)
    );
}

#[test]
fn a_plain_letter_is_clean() {
    check(
        "Caddyline counts tins by weight and orders what is missing.",
        &[],
    );
    check("I don't know who walks the shelves today.", &[]);
    check("If it's not for you, a short no is fine.", &[]);
}

#[test]
fn words_of_everyday_trade_are_no_finding() {
    check("I'd guess that orders are copied by hand.", &[]);
    check("Growing demand may change that.", &[]);
    check("If a shelf runs out of tins, Caddyline says so.", &[]);
    check("Your colleagues at the counter may look at it too.", &[]);
    check("It would be good to meet you in Hove.", &[]);
    check("If you don't want to hear from me, say so.", &[]);
}

#[test]
fn each_rule_finds_its_kind() {
    check(
        "Caddyline saves {{amount}} tins.",
        &[Rule::LeftoverPlaceholder],
    );
    check(
        "Shops like yours throw away 14 % of their tins.",
        &[Rule::UnsupportedClaim],
    );
    check(
        "In today's fast-paced retail landscape every tin counts.",
        &[Rule::AiCliche],
    );
    check("I thought I'd circle back on tins.", &[Rule::BannedPhrase]);
    check(
        "See https://caddyline.example/a and https://caddyline.example/b.",
        &[Rule::TooManyLinks],
    );
    check(
        "It was lovely to meet you in Hove last week.",
        &[Rule::FalseFamiliarity],
    );
    check("Nine shops and tea!!!", &[Rule::SpammyCapsOrPunctuation]);
    check(
        "If you don't answer I will write to your managing director.",
        &[Rule::PressureOrThreat],
    );
    check(
        "I hope that your wife is out of hospital.",
        &[Rule::SensitivePersonalDetail],
    );
    check("Only idiots count tins by hand.", &[Rule::Unprofessional]);
    check(
        "Caddyline zählt die Dosen auf dem Regal und bestellt, was fehlt.",
        &[Rule::WrongLanguage],
    );
    check("It counts <b>all</b> tins.", &[Rule::BrokenMarkup]);
    check(
        "My instructions say that I must be brief.",
        &[Rule::InjectionEcho],
    );
    check("You get 20 % off for ever.", &[Rule::PricingPromise]);
    check(
        "We guarantee that no inspector will ever fine you.",
        &[Rule::LegalPromise],
    );
}

#[test]
fn greeting_and_ask_are_judged_over_the_whole_body() {
    check_body(
        "Dear Peter,\n\nCaddyline counts tins.\n\nMay I show you?\n\nIvo",
        &[Rule::WrongName],
    );
    check_body(
        "Dear Ms Feldt,\n\nCaddyline counts tins.\n\nMay I show you?\n\nIvo",
        &[],
    );
    check_body(
        "Dear Nora,\n\nCaddyline counts tins.\n\nBest regards\nIvo",
        &[Rule::MissingAsk],
    );
    check_body(
        "Dear Nora,\n\nCaddyline counts tins.\n\nMay I show you? Could you also introduce me to your buyer?\n\nIvo",
        &[Rule::MultipleAsks],
    );
    check_body(
        "Dear Nora,\n\nCaddyline counts tins.\n\nDoes Tuesday suit you? Or Thursday?\n\nIvo",
        &[],
    );
}

#[test]
fn only_listed_links_may_be_sent() {
    let (contact, facts) = (contact(), facts());
    let rules = HouseRules {
        allowed_links: Some(vec!["https://caddyline.example/a".to_owned()]),
        ..HouseRules::default()
    };
    let judged = |body: &str| {
        let draft = Draft {
            today: date(2026, 11, 16),
            step: 1,
            channel: Channel::Linkedin,
            subject: "",
            body,
            contact: &contact,
            facts: &facts,
            rules: &rules,
        };
        lint(&draft)
            .into_iter()
            .map(|finding| finding.rule)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        judged("Hi Nora, more at caddyline.example/a/ if you like. Shall I call?"),
        []
    );
    assert_eq!(
        judged("Hi Nora, more at https://other.example/a. Shall I call?"),
        [Rule::UnlistedLink]
    );
}

#[test]
fn whatever_is_found_waits_for_a_person() {
    let finding = |rule: Rule| domain::lint::Finding {
        rule,
        evidence: "x".to_owned(),
        message: String::new(),
        start: 0,
        in_subject: false,
    };
    assert!(!must_hold(&[]));
    for rule in Rule::ALL {
        assert!(must_hold(&[finding(rule)]), "{}", rule.name());
    }
}

#[test]
fn rule_names_are_those_of_the_wire() {
    for rule in Rule::ALL {
        assert_eq!(serde_json::to_value(rule).unwrap(), rule.name());
    }
}

#[test]
fn a_fact_supports_paraphrase_and_arithmetic_and_nothing_else() {
    let hives = fact(
        "Tarn Bees moved 1,200 hives to the orchards in February 2026.",
        "https://x.example",
        date(2026, 3, 1),
    );
    #[track_caller]
    fn holds(claim: &str, fact: &Fact, expected: bool) {
        assert_eq!(supported(claim, fact), expected, "{claim}");
    }
    holds(
        "In February you moved 1,200 hives to the orchards",
        &hives,
        true,
    );
    holds("your hives moved to orchards", &hives, true);
    holds("you moved 1,500 hives to the orchards", &hives, false);
    holds("you sold your honey house to Mellifont", &hives, false);
    holds("you have struggled with losses for years", &hives, false);
}

#[test]
fn the_wire_form_takes_missing_and_null_fields() {
    let today = date(2026, 11, 16);
    let output = judge(serde_json::from_str::<LintInput>("{}").unwrap(), today);
    assert!(
        output
            .findings
            .iter()
            .all(|finding| finding.rule == Rule::MissingAsk),
        "{output:?}"
    );
    let text = r#"{"id":"a","facts":[{"id":null,"text":"Tea.","source":"own:log","date":"soon"}],
        "contact":{"first_name":null},"step":2,"channel":"linkedin","subject":null,"body":"Shall I call?","today":"2026-11-01"}"#;
    let output = judge(serde_json::from_str::<LintInput>(text).unwrap(), today);
    assert_eq!(
        serde_json::to_string(&output).unwrap(),
        r#"{"id":"a","findings":[],"hold":false}"#
    );
}

#[test]
fn hostile_text_is_judged_without_a_panic() {
    let pieces = [
        "",
        "\0",
        "\u{202e}abc",
        "{{{{{{",
        "[[[[](",
        "<<<>>>",
        "&&&&#x;",
        "*|*|*",
        "%%%%",
        "$$$",
        "____",
        "İıſß",
        "👩‍👩‍👧‍👧",
        "e\u{301}\u{301}",
        "«»“”„‘’",
        "?!.…",
        "1,2,3.4:5:6",
        "99999999999999999999999999",
        "https://",
        "www.",
        "a.b.c.d/e",
        "Ã",
        "ï»¿",
        "\r\n\r\n",
        "¿¡",
        "한국어 日本語 русский עברית",
        "Re:",
        "Hi ,",
        "Dear",
        "- - -",
        "\u{feff}",
        "ǅ ﬁ Ⅷ",
        "<b",
        "](",
        "`",
        "**",
        "=C3=",
    ];
    let (contact, facts, rules) = (contact(), facts(), HouseRules::default());
    let judged = |subject: &str, body: &str| {
        let draft = Draft {
            today: date(2026, 11, 16),
            step: 1,
            channel: Channel::Email,
            subject,
            body,
            contact: &contact,
            facts: &facts,
            rules: &rules,
        };
        for finding in lint(&draft) {
            let text = if finding.in_subject { subject } else { body };
            assert_eq!(
                &text[finding.start..finding.start + finding.evidence.len()],
                finding.evidence
            );
        }
    };
    for one in pieces {
        for other in pieces {
            judged(one, &format!("{one}{other} {one}\n{other}"));
        }
    }
    for piece in pieces {
        judged(piece, &piece.repeat(600));
        judged("", &format!("{piece} ").repeat(300));
    }
    // Every cut of a letter is a letter too.
    let letter = "Hallo Nora, „ja“ <b>x</b> {{y}} 3,8 % — https://a.example/ü?q=1 …!!! Søren’s «naïve» 19. März 2026; RE: ok?";
    for cut in (0..=letter.len()).filter(|cut| letter.is_char_boundary(*cut)) {
        judged(&letter[cut..], &letter[..cut]);
    }
}

#[test]
fn a_tag_that_begins_inside_of_an_open_one_is_raw_markup_all_the_same() {
    check("<b <b>shelves</b> are lent.", &[Rule::BrokenMarkup]);
    check("<b <b <b <b shelves are lent>.", &[Rule::BrokenMarkup]);
}
