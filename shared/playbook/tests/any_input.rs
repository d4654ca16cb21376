//! No input panics, and what is told is always told with a place and a fix.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use playbook::{
    Files, Severity, Wait, check,
    columns::{Columns, LONGEST_FACT_CHARACTERS, LONGEST_FIELD_CHARACTERS, map_row},
    country_code, lenient_number, load,
    person::{domain_of, email_address, linkedin_profile, split_name},
    version,
};
use proptest::prelude::*;
use std::{fs, path::Path};

fn starter() -> Files {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../functions/local/starter-playbook");
    [
        "house.md",
        "agents/first-agent.md",
        "patterns/opening.md",
        "patterns/follow-up.md",
    ]
    .into_iter()
    .map(|path| (path.to_owned(), fs::read(folder.join(path)).unwrap()))
    .collect()
}

/// Faults are placed, worded and in order; `load` and `check` agree.
fn sound(files: &Files) {
    let faults = check(files);
    for fault in &faults {
        assert!(
            fault.line >= 1 && fault.column >= 1 && !fault.what.is_empty() && !fault.fix.is_empty(),
            "{fault}"
        );
        assert!(
            !fault.what.contains('\n') && !fault.fix.contains('\n'),
            "{fault}"
        );
    }
    assert!(faults.is_sorted());
    match load(files) {
        Ok(playbook) => {
            assert!(
                faults
                    .iter()
                    .all(|fault| fault.severity == Severity::Warning)
            );
            assert_eq!(playbook.version, version(files));
        }
        Err(told) => {
            assert_eq!(told.0, faults);
            assert!(faults.iter().any(|fault| fault.severity == Severity::Error));
        }
    }
}

proptest! {
    #[test]
    fn any_bytes(path in "(house|agents/[a-z]{1,3}|patterns/[a-z]{1,3})\\.md", bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        sound(&[(path, bytes)].into());
    }

    #[test]
    fn any_front_matter(path in "(house|agents/a|patterns/a)\\.md", matter in "[-a-z:\\[\\]{}*&!|>'\"#%@ \\n\\t0-9,?~`]{0,200}", body in "[#a-zS {}%\\n1-9]{0,100}") {
        sound(&[(path, format!("---\n{matter}\n---\n{body}").into_bytes())].into());
    }

    /// The starter with one piece cut out or put elsewhere: near to what people break.
    #[test]
    fn a_starter_with_a_slip(file in 0_usize..4, from in any::<prop::sample::Index>(), length in 0_usize..40, to in any::<prop::sample::Index>(), junk in "[-:\\[{ \\t\\n'\"a-z%}]{0,6}") {
        let mut files = starter();
        let path = files.keys().nth(file).unwrap().clone();
        let text: Vec<char> = String::from_utf8(files[&path].clone()).unwrap().chars().collect();
        let from = from.index(text.len());
        let cut = text[from..(from + length).min(text.len())].to_vec();
        let mut rest: Vec<char> = text[..from].iter().chain(&text[(from + length).min(text.len())..]).copied().collect();
        let to = to.index(rest.len().max(1)).min(rest.len());
        rest.splice(to..to, cut.into_iter().chain(junk.chars()));
        files.insert(path, rest.into_iter().collect::<String>().into_bytes());
        sound(&files);
    }

    #[test]
    fn any_row(row in prop::collection::btree_map("(email|name|first_name|country|website|linkedin|timezone|x)", ".{0,300}", 0..8)) {
        let mut columns = Columns::default();
        columns.facts.insert("x".to_owned(), "x".to_owned());
        if let Ok(lead) = map_row(&columns, &row) {
            assert!(lead.email.is_some() || lead.linkedin.is_some());
            for text in lead.fields.values() {
                assert!(!text.is_empty() && !text.chars().any(char::is_control));
            }
            assert!(lead.facts.iter().all(|(_, text)| text.chars().count() <= LONGEST_FACT_CHARACTERS));
            assert!(lead.company.iter().all(|text| text.chars().count() <= LONGEST_FIELD_CHARACTERS));
        }
    }

    #[test]
    fn any_text(text in ".{0,120}") {
        let _ = (lenient_number(&text), country_code(&text), split_name(&text), linkedin_profile(&text), Wait::parse(&text));
        if let Some(domain) = domain_of(&text) {
            assert_eq!(domain_of(&domain).as_deref(), Some(domain.as_str()));
        }
        if let Ok(address) = email_address(&text) {
            assert_eq!(email_address(&address), Ok(address.clone()));
        }
    }
}

#[test]
fn deep_and_wide_front_matter_is_refused_in_time() {
    for matter in [
        "[".repeat(200_000),
        "a: {".repeat(50_000),
        "- ".repeat(100_000),
        "&a [*a, ".repeat(20_000),
    ] {
        sound(
            &[(
                "house.md".to_owned(),
                format!("---\n{matter}\n---\n").into_bytes(),
            )]
            .into(),
        );
    }
    let wide: String = (0..60_000)
        .map(|number| format!("k{number}: v\n"))
        .collect();
    sound(
        &[(
            "house.md".to_owned(),
            format!("---\n{wide}---\n").into_bytes(),
        )]
        .into(),
    );
    let letters = format!(
        "---\nmotion: new\n---\n## Step 1\n{}",
        "{% if a %}".repeat(50_000)
    );
    sound(&[("agents/a.md".to_owned(), letters.into_bytes())].into());
    let nested = format!(
        "---\nmotion: new\n---\n## Step 1\n{{{{ {}",
        "(".repeat(100_000)
    );
    sound(&[("agents/a.md".to_owned(), nested.into_bytes())].into());
}

#[test]
fn the_version_tells_every_change_and_no_order() {
    let files = starter();
    let known = version(&files);
    assert_eq!(known.len(), 64);
    assert!(playbook::short_version(&known).starts_with("pb_"));
    let mut moved = files.clone();
    let bytes = moved.remove("patterns/opening.md").unwrap();
    moved.insert("patterns/opening2.md".to_owned(), bytes);
    assert_ne!(version(&moved), known);
    let split = |one: &str, two: &str| -> Files {
        [
            ("a.md".to_owned(), one.as_bytes().to_vec()),
            ("b.md".to_owned(), two.as_bytes().to_vec()),
        ]
        .into()
    };
    assert_ne!(version(&split("xy", "z")), version(&split("x", "yz")));
}
