//! What is told about a faulty playbook, and where.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use playbook::{Files, Severity, check, load};

const HOUSE: &str = "\
---
identity:
  company: Dockwell
  address: Havnegade 12, Aarhus
mailboxes:
  - address: mara@dockwell.example
    name: Mara
links:
  TRIAL: https://dockwell.example/trial
facts:
  - id: product
    text: It counts trucks.
    date: 2026-10-05
banned_phrases: [touching base]
---
Voice.
";

const AGENT: &str = "\
---
motion: new
goal: Agree on a trial with logistics heads
segment: Heads of logistics at wholesalers
channel: email
weekly_target: 15
patterns: [opening]
sources:
  - file: leads.csv
    columns:
      email: Email
      facts:
        team_size: Employees
exclude:
  titles: [intern]
rubric:
  accept_at: 70
  criteria:
    - name: Size
      weight: 2
      when: {field: team_size, at_least: 20}
sequence:
  steps:
    - purpose: Open
    - wait: 3 working days
---
Brief.

## Step 1
Subject: hello {{ company }}

Hello {{ first_name }},

{{ facts.product }} A talk?

## Step 2

Still open? {{ links.TRIAL }}
";

fn good() -> Files {
    [
        ("house.md", HOUSE),
        ("agents/a.md", AGENT),
        ("patterns/opening.md", "Open well.\n"),
    ]
    .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
    .into()
}

/// The good playbook with one piece of one file replaced.
#[track_caller]
fn with(path: &str, from: &str, to: &str) -> Files {
    let mut files = good();
    let text = String::from_utf8(files[path].clone()).unwrap();
    assert_eq!(
        text.matches(from).count(),
        1,
        "{from:?} must stand once in {path}"
    );
    files.insert(path.to_owned(), text.replace(from, to).into_bytes());
    files
}

#[track_caller]
fn told(files: &Files, expected: &[&str]) {
    let faults: Vec<String> = check(files).iter().map(ToString::to_string).collect();
    assert_eq!(faults, expected, "\n{}", faults.join("\n"));
    let errors = expected.iter().any(|fault| !fault.contains(": warning: "));
    assert_eq!(load(files).is_err(), errors);
}

#[track_caller]
fn house(from: &str, to: &str, expected: &[&str]) {
    told(&with("house.md", from, to), expected);
}

#[track_caller]
fn agent(from: &str, to: &str, expected: &[&str]) {
    told(&with("agents/a.md", from, to), expected);
}

#[test]
fn a_good_playbook_has_no_faults() {
    told(&good(), &[]);
}

#[test]
fn an_unknown_key_gets_the_nearest_known_one() {
    agent(
        "weekly_target: 15",
        "weekly_tagret: 15",
        &[
            "agents/a.md:3:1: warning: the goal is vague: no `weekly_target` says how many\n  fix: say whom, how many a week, and whom to leave out: `segment:`, `weekly_target:`, `exclude:`",
            "agents/a.md:6:1: unknown key `weekly_tagret`\n  fix: did you mean `weekly_target`?",
        ],
    );
    house(
        "  company: Dockwell",
        "  company: Dockwell\n  adress: x",
        &["house.md:4:3: unknown key `adress`\n  fix: did you mean `address`?"],
    );
    agent(
        "at_least: 20",
        "at_laest: 20",
        &[
            "agents/a.md:21:13: nothing is tested here\n  fix: add `at_least`, `at_most`, `equals`, `contains` or `present: true`",
            "agents/a.md:21:32: unknown key `at_laest`\n  fix: did you mean `at_least`?",
        ],
    );
    house(
        "banned_phrases: [touching base]",
        "phrases: [touching base]",
        &["house.md:14:1: unknown key `phrases`\n  fix: did you mean `banned_phrases`?"],
    );
    house(
        "banned_phrases: [touching base]",
        "colour: blue",
        &[
            "house.md:14:1: unknown key `colour`\n  fix: take it out, or use one of: identity, mailboxes, links, banned_phrases, worn_phrases, limits, send_window, facts, do_not_contact, customers, cold_mail, default_timezone, sample_negatives, warm_up_marks",
        ],
    );
}

#[test]
fn a_key_that_stands_twice_is_told_at_the_second() {
    agent(
        "weekly_target: 15",
        "weekly_target: 15\nweekly_target: 16",
        &[
            "agents/a.md:7:1: the key `weekly_target` stands twice; the first is on line 6\n  fix: keep one of them",
        ],
    );
    house(
        "    name: Mara",
        "    name: Mara\n    name: Maria",
        &[
            "house.md:8:5: the key `name` stands twice; the first is on line 7\n  fix: keep one of them",
        ],
    );
}

#[test]
fn an_aim_has_a_last_day_and_a_last_day_an_aim() {
    agent(
        "weekly_target: 15",
        "weekly_target: 15\naim: 12",
        &[
            "agents/a.md:7:6: `aim` says how many, and nothing says until when\n  fix: add the quarter's last day: `ends: 2027-03-31`",
        ],
    );
    agent(
        "weekly_target: 15",
        "weekly_target: 15\nends: 2027-03-31",
        &[
            "agents/a.md:7:7: `ends` says until when, and nothing says how many\n  fix: add the positive replies to reach until then: `aim: 12`",
        ],
    );
    agent(
        "weekly_target: 15",
        "weekly_target: 15\naim: 0\nends: soon",
        &[
            "agents/a.md:7:6: `aim` is 0, but must be a whole number from 1 to 100000\n  fix: write a whole number from 1 to 100000",
            "agents/a.md:8:7: `ends` must be a day of the calendar, not \"soon\"\n  fix: write it as year-month-day: 2026-11-30",
        ],
    );
    agent(
        "weekly_target: 15",
        "weekly_target: 15\naim: 12\nends: 2027-03-31",
        &[],
    );
}

#[test]
fn wrong_types_are_told_at_the_value() {
    agent(
        "weekly_target: 15",
        "weekly_target: many",
        &[
            "agents/a.md:6:16: `weekly_target` must be a whole number, not \"many\"\n  fix: write a whole number from 1 to 100000",
        ],
    );
    agent(
        "patterns: [opening]",
        "patterns: opening",
        &[
            "agents/a.md:7:11: `patterns` must be a list, this is a single value\n  fix: write `patterns: [one, two]`, or one `- entry` a line",
        ],
    );
    agent(
        "goal: Agree on a trial with logistics heads",
        "goal: [a, b]",
        &[
            "agents/a.md:3:7: `goal` must be a single value, this is a list\n  fix: write one value, without brackets and hyphens",
        ],
    );
    agent(
        "  titles: [intern]",
        "  titles: [intern]\n  disposable: yes",
        &[
            "agents/a.md:16:15: `disposable` must be true or false, not \"yes\"\n  fix: write `true` or `false`",
        ],
    );
    agent(
        "weekly_target: 15",
        "weekly_target: 15\nhtml_alternative: multipart",
        &[
            "agents/a.md:7:19: `html_alternative` must be true or false, not \"multipart\"\n  fix: write `true` or `false`",
        ],
    );
    house(
        "identity:\n  company: Dockwell\n  address: Havnegade 12, Aarhus",
        "identity: Dockwell",
        &[
            "house.md:2:11: `key: value` lines are expected here, this is a single value\n  fix: write one `key: value` a line, indented below",
        ],
    );
}

#[test]
fn bad_values_are_told_at_the_value() {
    agent(
        "weekly_target: 15",
        "weekly_target: -3",
        &[
            "agents/a.md:6:16: `weekly_target` is -3, but can't be negative\n  fix: write a whole number from 1 to 100000",
        ],
    );
    agent(
        "weekly_target: 15",
        "weekly_target: 1.5",
        &[
            "agents/a.md:6:16: `weekly_target` is 1.5, but must be a whole number from 1 to 100000\n  fix: write a whole number from 1 to 100000",
        ],
    );
    agent(
        "weekly_target: 15",
        "weekly_target: 15\nweekly_cap: 10",
        &[
            "agents/a.md:6:16: `weekly_target` is 15, but only 10 messages may leave in a week\n  fix: lower the target, or raise `weekly_cap` or the mailbox's `cap_per_day`",
        ],
    );
    agent(
        "channel: email",
        "channel: emial",
        &["agents/a.md:5:10: unknown channel \"emial\"\n  fix: did you mean `email`?"],
    );
    agent(
        "channel: email",
        "channel: fax",
        &["agents/a.md:5:10: unknown channel \"fax\"\n  fix: write one of: email, linkedin"],
    );
    agent(
        "wait: 3 working days",
        "wait: a while",
        &[
            "agents/a.md:25:13: \"a while\" doesn't begin with a whole number of days\n  fix: write `3 working days`, `2 days`, `1 week` or `none`",
        ],
    );
    agent(
        "wait: 3 working days",
        "wait: none",
        &[
            "agents/a.md:25:13: step 2 doesn't wait for an answer to the step before\n  fix: wait at least one day: `wait: 3 working days`",
        ],
    );
    house(
        "banned_phrases",
        "default_timezone: Europe/Berln\nbanned_phrases",
        &[
            "house.md:14:19: unknown time zone \"Europe/Berln\"\n  fix: did you mean `Europe/Berlin`?",
        ],
    );
    house(
        "banned_phrases",
        "sample_negatives: 10\nbanned_phrases",
        &[
            "house.md:14:19: `sample_negatives` must be a number from 0 to 1, not \"10\"\n  fix: write a number from 0 to 1, with a dot for decimals",
        ],
    );
    house(
        "banned_phrases",
        "send_window: {days: [mon, fry], from: \"17:00\", to: \"9:00\"}\nbanned_phrases",
        &[
            "house.md:14:27: unknown day \"fry\"\n  fix: did you mean `fri`?",
            "house.md:14:52: the send window ends at 09:00 but begins at 17:00\n  fix: let `to` be later than `from`; a window can't run over midnight",
        ],
    );
    house(
        "https://dockwell.example/trial",
        "http://dockwell.example/trial",
        &[
            "house.md:9:10: `TRIAL` isn't an https address: \"http://dockwell.example/trial\"\n  fix: begin it with https://",
        ],
    );
    house(
        "date: 2026-10-05",
        "date: 2026-02-30",
        &[
            "house.md:13:11: `date` must be a day of the calendar, not \"2026-02-30\"\n  fix: write it as year-month-day: 2026-11-30",
        ],
    );
    house(
        "text: It counts trucks.",
        "text: It counts trucks.\n    source: web:x",
        &[
            "house.md:13:13: the source of a house fact is \"web:x\"\n  fix: begin it with `house:`, as in house:product",
        ],
    );
    house(
        "mara@dockwell.example",
        "mara@dockwell",
        &[
            "house.md:6:14: \"mara@dockwell\" has no real domain after the @\n  fix: write an e-mail address: name@example.com",
        ],
    );
    agent(
        "accept_at: 70",
        "accept_at: 70\n  borderline: [80, 60]",
        &["agents/a.md:18:15: `borderline` runs from 80 to 60\n  fix: write the lower score first"],
    );
    agent(
        "field: team_size",
        "field: team_sise",
        &[
            "agents/a.md:21:21: no source has the field \"team_sise\"\n  fix: did you mean `team_size`?",
        ],
    );
    agent(
        "  titles: [intern]",
        "  countries: [Ruritania]",
        &[
            "agents/a.md:3:1: warning: the goal is vague: no exclusion says whom not to write to\n  fix: say whom, how many a week, and whom to leave out: `segment:`, `weekly_target:`, `exclude:`",
            "agents/a.md:15:15: unknown country \"Ruritania\"\n  fix: write its code of two letters, such as DE, or its English name",
        ],
    );
}

#[test]
fn references_are_checked() {
    agent(
        "patterns: [opening]",
        "patterns: [opening, folow]",
        &[
            "agents/a.md:7:21: there is no pattern \"folow\"\n  fix: write the file patterns/folow.md, or take the name out",
        ],
    );
    agent(
        "patterns: [opening]",
        "patterns: [openning]",
        &["agents/a.md:7:12: there is no pattern \"openning\"\n  fix: did you mean `opening`?"],
    );
    agent(
        "weekly_target: 15",
        "weekly_target: 15\nmailbox: mira@dockwell.example",
        &[
            "agents/a.md:7:10: the mailbox \"mira@dockwell.example\" isn't in house.md\n  fix: did you mean `mara@dockwell.example`?",
        ],
    );
    house(
        "    name: Mara",
        "    name: Mara\n  - address: ole@dockwell.example\n    name: Ole",
        &[
            "agents/a.md:2:1: `mailbox` is missing\n  fix: write one of: mara@dockwell.example, ole@dockwell.example",
        ],
    );
}

#[test]
fn a_source_stays_below_the_folder() {
    let cases = [
        (
            "../leads.csv",
            "leaves the playbook's folder",
            "put the list into the playbook's folder; `..` isn't allowed",
        ),
        (
            "a/../../leads.csv",
            "leaves the playbook's folder",
            "put the list into the playbook's folder; `..` isn't allowed",
        ),
        (
            "/etc/leads.csv",
            "is absolute",
            "write it relative to the playbook's folder: lists/leads.csv",
        ),
        (
            "~/leads.csv",
            "is absolute",
            "write it relative to the playbook's folder: lists/leads.csv",
        ),
        (
            "C:/leads.csv",
            "is absolute",
            "write it relative to the playbook's folder: lists/leads.csv",
        ),
        (
            "a\\leads.csv",
            "holds a backslash",
            "write `/` between folders",
        ),
        (
            "https://x.example/leads.csv",
            "is an address",
            "save the list as a file in the playbook's folder",
        ),
    ];
    for (path, what, fix) in cases {
        agent(
            "file: leads.csv",
            &format!("file: {path}"),
            &[&format!(
                "agents/a.md:9:11: the path \"{path}\" {what}\n  fix: {fix}"
            )],
        );
    }
    agent(
        "file: leads.csv",
        "file: leads.xlsx",
        &[
            "agents/a.md:9:11: the ending of \"leads.xlsx\" doesn't tell the format\n  fix: add `format: csv` or `format: jsonl`",
        ],
    );
}

#[test]
fn what_is_recorded_for_a_country_is_checked() {
    let cold_mail = |entry: &str, expected: &[&str]| {
        let text = format!("cold_mail:\n  - {{{entry}}}");
        house("banned_phrases: [touching base]", &text, expected);
    };
    cold_mail(
        "countries: [DE, at, Norway], basis: consent, record: fair of 2026",
        &[],
    );
    cold_mail(
        "countries: [UK], basis: legitimate_interest, record: assessment",
        &[],
    );
    cold_mail(
        "countries: [unknown, Brazil], basis: consent, record: x",
        &[],
    );
    cold_mail(
        "countries: [DE], basis: legitimate_interest, record: assessment",
        &[
            "house.md:15:18: cold mail to Germany needs consent (UWG § 7 (2))\n  fix: record `basis: consent` if you have it, or take the country out: nobody there is written to then",
        ],
    );
    cold_mail(
        "countries: [everywhere], basis: opt_out, record: x",
        &[
            "house.md:15:18: for `everywhere` only consent is enough, because that holds in every country\n  fix: record `basis: consent` if you have it, or take the country out: nobody there is written to then",
        ],
    );
    cold_mail(
        "countries: [Ruritania, DE, Germany], basis: consent, record: x",
        &[
            "house.md:15:18: unknown country \"Ruritania\"\n  fix: write its code of two letters, such as DE, its English name, `unknown` or `everywhere`",
            "house.md:15:33: DE stands twice under `cold_mail`\n  fix: keep one entry for each country",
        ],
    );
    cold_mail(
        "countries: [DE], basis: consent",
        &[
            "house.md:15:5: `record` is missing\n  fix: write where the proof is kept: `record: opt-ins of the fair in May 2026, in the CRM`",
        ],
    );
}

#[test]
fn what_is_no_front_matter_is_told() {
    house(
        "---\nidentity",
        "identity",
        &[
            "house.md:1:1: the file doesn't begin with front matter\n  fix: begin the file with a line `---`, then `key: value` lines, then another line `---`",
        ],
    );
    house(
        "---\nVoice.",
        "Voice.",
        &["house.md:1:1: the front matter has no end\n  fix: put a line `---` below its last line"],
    );
    house(
        "  company: Dockwell",
        "\tcompany: Dockwell",
        &["house.md:3:1: a tab stands in the indent\n  fix: use two blanks instead"],
    );
    let mut files = good();
    files.insert(
        "agents/a.md".to_owned(),
        b"---\nmotion: new\ngoal: caf\xe9\n---\n".to_vec(),
    );
    told(
        &files,
        &["agents/a.md:3:10: the file isn't UTF-8 text from here on\n  fix: save it as UTF-8"],
    );
    files.insert(
        "agents/a.md".to_owned(),
        vec![b'a'; playbook::LARGEST_FILE_BYTES + 1],
    );
    told(
        &files,
        &[
            "agents/a.md:1:1: the file has 1048577 bytes, more than 1048576\n  fix: shorten it; lists of leads belong in a .csv or .jsonl file",
        ],
    );
}

#[test]
fn broken_yaml_is_told_where_it_breaks() {
    for (from, to, at) in [
        (
            "goal: Agree on a trial with logistics heads",
            "goal: Agree: on a trial",
            "agents/a.md:3:12: this isn't YAML",
        ),
        ("patterns: [opening]", "patterns: [opening", "agents/a.md:"),
        (
            "goal: Agree on a trial with logistics heads",
            "goal: *here",
            "agents/a.md:3:7: `*` at the beginning",
        ),
        (
            "goal: Agree on a trial with logistics heads",
            "goal: !x y",
            "agents/a.md:3:",
        ),
    ] {
        let faults: Vec<String> = check(&with("agents/a.md", from, to))
            .iter()
            .map(ToString::to_string)
            .collect();
        assert!(
            faults.iter().any(|fault| fault.starts_with(at)),
            "{at}: {faults:?}"
        );
    }
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    let mut files = good();
    for bytes in files.values_mut() {
        *bytes = format!(
            "\u{feff}{}",
            String::from_utf8(bytes.clone())
                .unwrap()
                .replace('\n', "\r\n")
        )
        .into_bytes();
    }
    told(&files, &[]);
    let (unix, windows) = (load(&good()).unwrap(), load(&files).unwrap());
    assert_eq!(unix.agents["a"], windows.agents["a"]);
    assert_ne!(unix.version, windows.version);
}

#[test]
fn files_in_the_wrong_place_are_told() {
    let mut files = good();
    files.insert("agent/b.md".to_owned(), b"x".to_vec());
    told(
        &files,
        &[
            "agent/b.md:1:1: warning: the file isn't read: only house.md, agents/ and patterns/ are\n  fix: did you mean `agents`?",
        ],
    );
    let mut files = good();
    files.insert("agents/emea/a.md".to_owned(), AGENT.as_bytes().to_vec());
    told(
        &files,
        &[
            "agents/emea/a.md:1:1: the name \"a\" is taken by agents/a.md\n  fix: rename one of the files",
        ],
    );
    let mut files = good();
    files.insert("agents/My Agent.md".to_owned(), AGENT.as_bytes().to_vec());
    told(
        &files,
        &[
            "agents/My Agent.md:1:1: \"My Agent\" can't be a name\n  fix: rename the file: lower-case letters, digits and hyphens, at most 60",
        ],
    );
    let mut files = good();
    files.remove("house.md");
    told(
        &files,
        &[
            "house.md:1:1: house.md is missing\n  fix: write house.md with `identity` and `mailboxes`",
        ],
    );
    let files: Files = (0..501)
        .map(|number| (format!("patterns/p{number}.md"), b"x".to_vec()))
        .collect();
    told(
        &files,
        &["house.md:1:1: the playbook has 501 files, more than 500\n  fix: take some out"],
    );
}

#[test]
fn letters_are_checked_before_a_lead_meets_them() {
    agent(
        "Hello {{ first_name }},",
        "Hello {{ first_nam }},",
        &[
            "agents/a.md:32:1: the template names `first_nam`, which isn't known\n  fix: did you mean `first_name`?",
        ],
    );
    agent(
        "{{ facts.product }} A talk?",
        "{{ facts.products }} A talk?",
        &[
            "agents/a.md:34:1: the template names `facts.products`, which isn't defined\n  fix: did you mean `facts.product`?",
        ],
    );
    agent(
        "{{ links.TRIAL }}",
        "{{ links.PRICES }}",
        &[
            "agents/a.md:38:1: the template names `links.PRICES`, which isn't defined\n  fix: add it to `links` in house.md",
        ],
    );
    agent(
        "{{ links.TRIAL }}",
        "See https://other.example",
        &[
            "agents/a.md:38:17: warning: the template holds an address of its own\n  fix: add it to `links` in house.md and write `{{ links.NAME }}`",
        ],
    );
    agent(
        "Still open?",
        "I was just Touching Base.",
        &[
            "agents/a.md:38:12: warning: the template says \"touching base\", which house.md bans\n  fix: say it in other words",
        ],
    );
    let unclosed = check(&with(
        "agents/a.md",
        "Hello {{ first_name }},",
        "Hello {% if first_name %},",
    ));
    assert_eq!(
        (unclosed[0].file.as_str(), unclosed[0].severity),
        ("agents/a.md", Severity::Error)
    );
    agent(
        "Subject: hello {{ company }}\n",
        "",
        &[
            "agents/a.md:29:1: the first e-mail has no subject\n  fix: write `Subject: …` on the line below the heading, then an empty line",
        ],
    );
    agent(
        "## Step 2",
        "## Step 3",
        &[
            "agents/a.md:25:7: step 2 has no text\n  fix: add a heading `## Step 2` below the front matter, with the message under it",
            "agents/a.md:36:1: `## Step 3` has no entry under `sequence: steps:`\n  fix: add one `- wait: …` there, or take the heading out",
        ],
    );
    agent(
        "    - purpose: Open",
        "    - channel: linkedin",
        &[
            "agents/a.md:30:1: a LinkedIn message has no subject\n  fix: take the `Subject:` line out",
        ],
    );
}

#[test]
fn many_faults_are_told_at_once_in_order() {
    let text = "---\nmotion: old\ngoal: x\nchanel: email\nweekly_target: -1\nsequence:\n  steps:\n    - wait: soon\n---\n";
    let mut files = good();
    files.insert("agents/a.md".to_owned(), text.as_bytes().to_vec());
    let faults = check(&files);
    let at: Vec<(usize, usize)> = faults
        .iter()
        .map(|fault| (fault.line, fault.column))
        .collect();
    let mut sorted = at.clone();
    sorted.sort_unstable();
    assert_eq!(at, sorted);
    let lines: Vec<usize> = faults.iter().map(|fault| fault.line).collect();
    for line in [2, 3, 4, 5, 8] {
        assert!(lines.contains(&line), "{faults:#?}");
    }
}

#[test]
fn twelve_different_faults_in_four_files_are_all_told_each_at_its_place() {
    let broken = |path: &str, changes: &[(&str, &str)], files: &mut Files| {
        let mut text = String::from_utf8(files[path].clone()).unwrap();
        for (from, to) in changes {
            assert_eq!(text.matches(from).count(), 1, "{from:?} in {path}");
            text = text.replace(from, to);
        }
        files.insert(path.to_owned(), text.into_bytes());
    };
    let mut files = good();
    files.insert("agents/b.md".to_owned(), b"No front matter.\n".to_vec());
    files.insert(
        "patterns/opening.md".to_owned(),
        b"---\ndescripton: x\nincludes: [closing]\n---\nOpen well.\n".to_vec(),
    );
    broken(
        "house.md",
        &[
            ("mara@dockwell.example", "mara.dockwell.example"),
            (
                "https://dockwell.example/trial",
                "http://dockwell.example/trial",
            ),
            ("2026-10-05", "2026-13-05"),
        ],
        &mut files,
    );
    broken(
        "agents/a.md",
        &[
            ("motion: new", "motion: sideways"),
            ("weekly_target: 15", "weekly_target: many"),
            ("file: leads.csv", "file: ../leads.csv"),
            ("at_least: 20", "at_laest: 20"),
            ("3 working days", "3 wroking days"),
            ("{{ facts.product }}", "{{ facts.prodcut }}"),
        ],
        &mut files,
    );
    let faults = check(&files);
    let places: Vec<String> = faults
        .iter()
        .filter(|fault| fault.severity == Severity::Error)
        .map(|fault| format!("{}:{}:{}", fault.file, fault.line, fault.column))
        .collect();
    assert_eq!(
        places,
        [
            "agents/a.md:2:9",
            "agents/a.md:6:16",
            "agents/a.md:9:11",
            // The test that holds the misspelled key tests nothing, which is told where it begins.
            "agents/a.md:21:13",
            "agents/a.md:21:32",
            "agents/a.md:25:13",
            "agents/a.md:34:1",
            "agents/b.md:1:1",
            "house.md:6:14",
            "house.md:9:10",
            "house.md:13:11",
            "patterns/opening.md:2:1",
            "patterns/opening.md:3:12",
        ],
        "{faults:#?}"
    );
    assert!(faults.iter().all(|fault| !fault.fix.is_empty()));
    assert!(load(&files).is_err());
}

#[test]
fn a_pattern_includes_others_by_name_and_never_in_a_circle() {
    let pattern =
        |includes: &str, body: &str| format!("---\nincludes: [{includes}]\n---\n{body}\n");
    let with = |patterns: &[(&str, String)]| {
        let mut files = good();
        for (name, text) in patterns {
            files.insert(format!("patterns/{name}.md"), text.clone().into_bytes());
        }
        files
    };
    let chain = with(&[
        ("opening", pattern("tone, length", "Open well.")),
        ("tone", pattern("length", "Speak plainly.")),
        ("length", "Be short.\n".to_owned()),
    ]);
    told(&chain, &[]);
    assert_eq!(
        load(&chain).unwrap().agents["a"].patterns,
        ["length", "tone", "opening"],
        "each once, behind those that it includes"
    );
    told(
        &with(&[
            ("opening", pattern("tonne", "Open well.")),
            ("tone", "Plainly.".to_owned()),
        ]),
        &["patterns/opening.md:2:12: there is no pattern \"tonne\"\n  fix: did you mean `tone`?"],
    );
    told(
        &with(&[
            ("opening", pattern("tone", "Open well.")),
            ("tone", pattern("length", "Speak plainly.")),
            ("length", pattern("opening", "Be short.")),
        ]),
        &[
            "patterns/tone.md:2:12: the patterns include each other in a circle: length → opening → tone → length\n  fix: take one of these includes out",
        ],
    );
    told(
        &with(&[("opening", pattern("opening", "Open well."))]),
        &[
            "patterns/opening.md:2:12: the patterns include each other in a circle: opening → opening\n  fix: take one of these includes out",
        ],
    );
}

/// Each of them is looked for in the text, so that their number must not grow with it.
#[test]
fn a_letter_with_very_many_unknown_names_tells_the_first_ones() {
    let names: Vec<String> = (0..1_000)
        .map(|number| format!("{{{{ name{number:04} }}}}"))
        .collect();
    let text = format!("Hello {{{{ first_name }}}}, {}", names.join(" "));
    let faults = check(&with("agents/a.md", "Hello {{ first_name }},", &text));
    assert!((100..=200).contains(&faults.len()), "{}", faults.len());
    assert!(faults[0].what.contains("name0000"), "{}", faults[0]);
}
