//! Reads `house.md`.

use crate::{
    house::{
        Customers, DoNotContact, FirstLater, House, HouseFact, Identity, Limits, Mailbox, WarmUp,
    },
    keys,
    person::{domain_of, email_address, linkedin_profile},
    read_cold_mail::cold_mail,
    reader::{Reader, Section, shown},
    send_window::{Day, SendWindow},
    yaml::{Node, Place, Value},
};
use jiff::civil::Date;
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
};

const OPT_OUT_LINE: &str =
    "If you'd rather not hear from us, tell us so in one word and we won't write again.";
/// Most phrases of one list: each is looked for in each line of each letter.
const MOST_PHRASES: usize = 1_000;
const MOST_PER_DAY: u32 = 10_000;

/// What the front matter says; what is wrong is told and left at its default.
pub(crate) fn read_house(reader: &mut Reader<'_>, matter: &Node, voice: &str) -> House {
    let top = reader.section(matter, keys::HOUSE);
    let sample_negatives = reader
        .decimal(top, "sample_negatives", 0.0..=1.0)
        .unwrap_or(0.10);
    House {
        identity: identity(reader, top),
        mailboxes: mailboxes(reader, top),
        links: links(reader, top),
        banned_phrases: phrases(reader, top, "banned_phrases"),
        worn_phrases: phrases(reader, top, "worn_phrases"),
        limits: limits(reader, top),
        send_window: send_window(reader, top),
        facts: facts(reader, top),
        do_not_contact: do_not_contact(reader, top),
        customers: customers(reader, top),
        cold_mail: cold_mail(reader, top),
        default_timezone: reader
            .timezone(top, "default_timezone")
            .unwrap_or_else(|| "Etc/UTC".to_owned()),
        sample_negatives,
        warm_up_marks: phrases(reader, top, "warm_up_marks"),
        voice: voice.trim().to_owned(),
    }
}

fn identity(reader: &mut Reader<'_>, top: Section<'_>) -> Identity {
    let section = reader.subsection(top, "identity", keys::IDENTITY);
    let company = reader.required(
        section,
        "company",
        "write `identity: company:` with the name of your firm",
    );
    let address = reader.required(
        section,
        "address",
        "write `identity: address:` with your postal address on one line; it stands in every footer, as the law asks",
    );
    let website = reader
        .text(section, "website")
        .filter(|website| web_address(reader, section, "website", website));
    let opt_out_line = reader
        .text(section, "opt_out_line")
        .unwrap_or_else(|| OPT_OUT_LINE.to_owned());
    for (key, text) in [
        ("company", &company),
        ("address", &address),
        ("opt_out_line", &opt_out_line),
    ] {
        reader.one_line(section, key, text);
    }
    Identity {
        company,
        address,
        website,
        opt_out_line,
    }
}

/// Whether a text is an https address fit for a letter; else a fault.
fn web_address(reader: &mut Reader<'_>, section: Section<'_>, key: &str, text: &str) -> bool {
    let at = section.value_place(key);
    if !text.starts_with("https://") {
        reader.fault(
            at,
            format!("`{key}` isn't an https address: \"{}\"", shown(text)),
            "begin it with https://",
        );
        return false;
    }
    let bad = |c: char| c.is_whitespace() || c.is_control() || "<>\"`{}|\\^@".contains(c);
    if text.len() > 2_000 || text.contains(bad) || domain_of(text).is_none() {
        let fix = "write it as the browser shows it: https://example.com/page";
        reader.fault(
            at,
            format!(
                "`{key}` isn't an address that can be opened: \"{}\"",
                shown(text)
            ),
            fix,
        );
        return false;
    }
    true
}

fn mailboxes(reader: &mut Reader<'_>, top: Section<'_>) -> Vec<Mailbox> {
    let items = reader.list(top, "mailboxes");
    if items.is_empty()
        && top
            .get("mailboxes")
            .is_none_or(|node| matches!(node.value, Value::List(_)))
    {
        reader.missing(
            top,
            "mailboxes",
            "add `mailboxes:` with at least one `- address: …` and `name: …`",
        );
    }
    let mut out: Vec<Mailbox> = vec![];
    for item in items {
        let section = reader.section(item, keys::MAILBOX);
        let written = reader.required(
            section,
            "address",
            "write the e-mail address letters are sent from",
        );
        let address = email(reader, section.value_place("address"), &written)
            .unwrap_or_default()
            .to_lowercase();
        let name = reader.required(
            section,
            "name",
            "write the sender's name as recipients shall see it",
        );
        reader.one_line(section, "name", &name);
        if name.contains(['<', '>', '"', '@']) {
            reader.fault(
                section.value_place("name"),
                "`name` holds a character that may not stand in a sender's name",
                "write the name alone, without address and quotes",
            );
        }
        if !address.is_empty() && out.iter().any(|mailbox| mailbox.address == address) {
            reader.fault(
                section.value_place("address"),
                format!("the mailbox {address} stands twice"),
                "keep one",
            );
            continue;
        }
        let linkedin =
            reader
                .text(section, "linkedin")
                .and_then(|text| match linkedin_profile(&text) {
                    Ok(profile) => Some(profile),
                    Err(why) => {
                        let at = section.value_place("linkedin");
                        reader.fault(
                            at,
                            format!("\"{}\" {why}", shown(&text)),
                            "write https://www.linkedin.com/in/name",
                        );
                        None
                    }
                });
        out.push(Mailbox {
            address,
            name,
            cap_per_day: reader
                .whole(section, "cap_per_day", 1..=MOST_PER_DAY)
                .unwrap_or(30),
            gap_seconds: reader
                .whole(section, "gap_seconds", 0..=3_600)
                .unwrap_or(90),
            warm_up: section.get("warm_up").map(|node| warm_up(reader, node)),
            timezone: reader.timezone(section, "timezone"),
            linkedin,
            linkedin_cap_per_day: reader
                .whole(section, "linkedin_cap_per_day", 1..=MOST_PER_DAY)
                .unwrap_or(20),
        });
    }
    out
}

fn warm_up(reader: &mut Reader<'_>, node: &Node) -> WarmUp {
    let section = reader.section(node, keys::WARM_UP);
    if section.get("start").is_none() {
        reader.missing(
            section,
            "start",
            "write the day on which the mailbox began to send: `start: 2026-11-30`",
        );
    }
    WarmUp {
        start: reader.date(section, "start").unwrap_or(Date::ZERO),
        from: reader.whole(section, "from", 1..=MOST_PER_DAY).unwrap_or(5),
        add_per_day: reader
            .whole(section, "add_per_day", 1..=MOST_PER_DAY)
            .unwrap_or(2),
    }
}

fn email(reader: &mut Reader<'_>, at: Place, text: &str) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    match email_address(text) {
        Ok(address) => Some(address),
        Err(why) => {
            reader.fault(
                at,
                format!("\"{}\" {why}", shown(text)),
                "write an e-mail address: name@example.com",
            );
            None
        }
    }
}

fn links(reader: &mut Reader<'_>, top: Section<'_>) -> BTreeMap<String, String> {
    let Some(node) = top.get("links") else {
        return BTreeMap::new();
    };
    let section = reader.open_section(node);
    let mut out = BTreeMap::new();
    for (key, _) in section.entries() {
        if !is_name(&key.text) {
            reader.fault(
                key.at,
                format!("`{}` can't be the name of a link", shown(&key.text)),
                "use letters, digits and _, beginning with a letter: DEMO_PAGE",
            );
        }
        let address = reader.required(
            section,
            &key.text,
            "write the address after the name, or take the line out",
        );
        if !address.is_empty() {
            web_address(reader, section, &key.text, &address);
        }
        // A link that is told to be wrong is there all the same for the letters that name it.
        out.insert(key.text.clone(), address);
    }
    out
}

/// Letters, digits and `_`, beginning with a letter: what may stand after a dot in a template.
pub(crate) fn is_name(text: &str) -> bool {
    text.len() <= 60
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn phrases(reader: &mut Reader<'_>, top: Section<'_>, key: &str) -> Vec<String> {
    let mut out: Vec<String> = vec![];
    let mut seen = BTreeSet::new();
    for (at, phrase) in reader.placed_texts(top, key) {
        if out.len() >= MOST_PHRASES {
            reader.fault(
                at,
                format!("`{key}` has more than {MOST_PHRASES} entries"),
                "take some out",
            );
            break;
        }
        if !seen.insert(phrase.to_lowercase()) {
            reader.warn(
                at,
                format!("\"{}\" stands twice in `{key}`", shown(&phrase)),
                "keep one",
            );
        } else if phrase.chars().count() < 3 {
            let what =
                format!("\"{phrase}\" in `{key}` is too short: it would be found in most texts");
            reader.fault(at, what, "write at least three characters");
        } else {
            out.push(phrase);
        }
    }
    out
}

fn limits(reader: &mut Reader<'_>, top: Section<'_>) -> Limits {
    let section = reader.subsection(top, "limits", keys::LIMITS);
    let usual = Limits::default();
    let mut providers = usual.per_receiving_provider_per_day.clone();
    if let Some(node) = section.get("per_receiving_provider_per_day") {
        let inner = reader.open_section(node);
        for (key, value) in inner.entries() {
            if let Some(cap) = reader.whole_of(value, &key.text, 1..=1_000_000) {
                providers.insert(key.text.to_lowercase(), cap);
            }
        }
    }
    let mut whole = |key: &str, range: RangeInclusive<u32>, usual: u32| {
        reader.whole(section, key, range).unwrap_or(usual)
    };
    Limits {
        subject_characters: whole("subject_characters", 10..=200, usual.subject_characters),
        links: whole("links", 0..=10, usual.links),
        stale_after_days: whole("stale_after_days", 1..=3_650, usual.stale_after_days),
        live_conversations_per_company: whole(
            "live_conversations_per_company",
            1..=100,
            usual.live_conversations_per_company,
        ),
        per_recipient_domain_per_day: whole(
            "per_recipient_domain_per_day",
            1..=1_000,
            usual.per_recipient_domain_per_day,
        ),
        hold_seconds: whole("hold_seconds", 0..=3_600, usual.hold_seconds),
        recontact_after_days: whole(
            "recontact_after_days",
            0..=3_650,
            usual.recontact_after_days,
        ),
        card_stale_after_days: whole(
            "card_stale_after_days",
            1..=365,
            usual.card_stale_after_days,
        ),
        minutes_a_day: whole("minutes_a_day", 1..=1_440, usual.minutes_a_day),
        minutes_per_agent_week: whole(
            "minutes_per_agent_week",
            1..=10_080,
            usual.minutes_per_agent_week,
        ),
        email_words: first_later(reader, section, "email_words", 5..=1_000, usual.email_words),
        linkedin_characters: first_later(
            reader,
            section,
            "linkedin_characters",
            50..=8_000,
            usual.linkedin_characters,
        ),
        per_receiving_provider_per_day: providers,
    }
}

fn first_later(
    reader: &mut Reader<'_>,
    section: Section<'_>,
    key: &str,
    range: RangeInclusive<u32>,
    usual: FirstLater,
) -> FirstLater {
    let inner = reader.subsection(section, key, keys::FIRST_LATER);
    FirstLater {
        first: reader
            .whole(inner, "first", range.clone())
            .unwrap_or(usual.first),
        later: reader.whole(inner, "later", range).unwrap_or(usual.later),
    }
}

fn send_window(reader: &mut Reader<'_>, top: Section<'_>) -> SendWindow {
    let section = reader.subsection(top, "send_window", keys::SEND_WINDOW);
    let usual = SendWindow::default();
    let mut days: Vec<Day> = vec![];
    for item in reader.list(section, "days") {
        if let Some(day) = reader.choice_of(item, "day", &Day::NAMES) {
            if days.contains(&day) {
                reader.warn(item.at, "the day stands twice", "keep one");
            } else {
                days.push(day);
            }
        }
    }
    if section
        .get("days")
        .is_some_and(|node| matches!(&node.value, Value::List(items) if items.is_empty()))
    {
        reader.fault(
            section.value_place("days"),
            "no day is left to send on",
            "write `days: [mon, tue, wed, thu, fri]`",
        );
    }
    days.sort();
    let from = reader.time(section, "from").unwrap_or(usual.from);
    let to = reader.time(section, "to").unwrap_or(usual.to);
    if from >= to {
        let key = if section.get("to").is_some() {
            "to"
        } else {
            "from"
        };
        reader.fault(
            section.value_place(key),
            format!(
                "the send window ends at {} but begins at {}",
                to.strftime("%H:%M"),
                from.strftime("%H:%M")
            ),
            "let `to` be later than `from`; a window can't run over midnight",
        );
    }
    SendWindow {
        days: if days.is_empty() { usual.days } else { days },
        from,
        to,
    }
}

fn facts(reader: &mut Reader<'_>, top: Section<'_>) -> Vec<HouseFact> {
    let mut out: Vec<HouseFact> = vec![];
    for item in reader.list(top, "facts") {
        let section = reader.section(item, keys::HOUSE_FACT);
        let id = reader.required(
            section,
            "id",
            "give the fact a short name: `id: setup_time`",
        );
        if !id.is_empty() && !is_name(&id) {
            reader.fault(
                section.value_place("id"),
                format!("\"{}\" can't be the id of a fact", shown(&id)),
                "use letters, digits and _, beginning with a letter",
            );
        }
        if !id.is_empty() && out.iter().any(|fact| fact.id == id) {
            reader.fault(
                section.value_place("id"),
                format!("the fact `{id}` stands twice"),
                "give each its own id",
            );
        }
        let text = reader.required(section, "text", "write the claim as one sentence");
        let source = reader
            .text(section, "source")
            .unwrap_or_else(|| format!("house:{id}"));
        if !source.starts_with("house:") || source.len() == "house:".len() {
            reader.fault(
                section.value_place("source"),
                format!("the source of a house fact is \"{}\"", shown(&source)),
                "begin it with `house:`, as in house:product",
            );
        }
        if section.get("date").is_none() {
            reader.missing(
                section,
                "date",
                "write the day on which it was true: `date: 2026-11-01`",
            );
        }
        let date = reader.date(section, "date").unwrap_or(Date::ZERO);
        out.push(HouseFact {
            id,
            text,
            source,
            date,
        });
    }
    out
}

/// A list of domains, in lower case.
pub(crate) fn domains(reader: &mut Reader<'_>, section: Section<'_>, key: &str) -> Vec<String> {
    let mut out = vec![];
    for (at, text) in reader.placed_texts(section, key) {
        match domain_of(&text) {
            Some(domain) => out.push(domain),
            None => reader.fault(
                at,
                format!("\"{}\" isn't a domain", shown(&text)),
                "write it bare: example.com",
            ),
        }
    }
    out
}

fn do_not_contact(reader: &mut Reader<'_>, top: Section<'_>) -> DoNotContact {
    let section = reader.subsection(top, "do_not_contact", keys::DO_NOT_CONTACT);
    let mut emails = vec![];
    for (at, text) in reader.placed_texts(section, "emails") {
        emails.extend(email(reader, at, &text).map(|address| address.to_lowercase()));
    }
    DoNotContact {
        domains: domains(reader, section, "domains"),
        emails,
        companies: reader.texts(section, "companies"),
    }
}

fn customers(reader: &mut Reader<'_>, top: Section<'_>) -> Customers {
    let section = reader.subsection(top, "customers", keys::CUSTOMERS);
    Customers {
        domains: domains(reader, section, "domains"),
        names: reader.texts(section, "names"),
    }
}
