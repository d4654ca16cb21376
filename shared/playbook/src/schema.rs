//! JSON Schemas of the front matter, for editors.

use crate::{agent, cold_mail::Basis, keys, send_window::Day};
use serde_json::{Value, json};

/// Whose front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaKind {
    /// `house.md`.
    House,
    /// `agents/NAME.md`.
    Agent,
    /// `patterns/NAME.md`.
    Pattern,
}

/// The JSON Schema (2020-12) of a kind of front matter.
#[must_use]
pub fn schema(kind: SchemaKind) -> Value {
    let (title, mut body) = match kind {
        SchemaKind::House => ("house.md", house()),
        SchemaKind::Agent => ("agents/NAME.md", agent_schema()),
        SchemaKind::Pattern => (
            "patterns/NAME.md",
            object(
                keys::PATTERN,
                &[],
                &[
                    ("description", text("What it is for.")),
                    (
                        "includes",
                        texts("Names of patterns that go before it, wherever it is used."),
                    ),
                ],
            ),
        ),
    };
    if let Some(body) = body.as_object_mut() {
        body.insert(
            "$schema".to_owned(),
            json!("https://json-schema.org/draft/2020-12/schema"),
        );
        body.insert("title".to_owned(), json!(title));
    }
    body
}

/// An object of exactly these keys. A key without a description of its own takes any value, which a test forbids.
fn object(known: &[&str], required: &[&str], described: &[(&str, Value)]) -> Value {
    let properties: serde_json::Map<String, Value> = known
        .iter()
        .map(|key| {
            let value = described
                .iter()
                .find(|(name, _)| name == key)
                .map_or(json!({}), |(_, value)| value.clone());
            ((*key).to_owned(), value)
        })
        .collect();
    json!({ "type": "object", "additionalProperties": false, "required": required, "properties": properties })
}

fn text(about: &str) -> Value {
    json!({ "type": "string", "minLength": 1, "description": about })
}

fn texts(about: &str) -> Value {
    json!({ "type": "array", "items": { "type": "string", "minLength": 1 }, "description": about })
}

fn whole(about: &str, least: u32, most: u32, usual: Option<u32>) -> Value {
    let mut value =
        json!({ "type": "integer", "minimum": least, "maximum": most, "description": about });
    if let (Some(usual), Some(object)) = (usual, value.as_object_mut()) {
        object.insert("default".to_owned(), json!(usual));
    }
    value
}

fn flag(about: &str, usual: bool) -> Value {
    json!({ "type": "boolean", "default": usual, "description": about })
}

fn date(about: &str) -> Value {
    json!({ "type": "string", "format": "date", "description": about })
}

fn choice<T>(about: &str, names: &[(&str, T)]) -> Value {
    let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
    json!({ "enum": names, "description": about })
}

fn list(about: &str, items: &Value) -> Value {
    json!({ "type": "array", "items": items, "description": about })
}

fn house() -> Value {
    let identity = object(
        keys::IDENTITY,
        &["company", "address"],
        &[
            ("company", text("Name of your firm.")),
            (
                "address",
                text("Postal address on one line; stands in every footer."),
            ),
            ("website", text("Your home page, https.")),
            (
                "opt_out_line",
                text("The footer's sentence about opting out."),
            ),
        ],
    );
    let warm_up = object(
        keys::WARM_UP,
        &["start"],
        &[
            ("start", date("First day of sending.")),
            (
                "from",
                whole("Letters on the first day.", 1, 10_000, Some(5)),
            ),
            (
                "add_per_day",
                whole("Letters more on each later day.", 1, 10_000, Some(2)),
            ),
        ],
    );
    let mailbox = object(
        keys::MAILBOX,
        &["address", "name"],
        &[
            ("address", text("E-mail address letters are sent from.")),
            ("name", text("The sender's name.")),
            (
                "cap_per_day",
                whole("Most letters in a day.", 1, 10_000, Some(30)),
            ),
            (
                "gap_seconds",
                whole(
                    "Fewest seconds between two letters; each waits up to half as long again by chance.",
                    0,
                    3_600,
                    Some(90),
                ),
            ),
            ("warm_up", warm_up),
            (
                "timezone",
                text("IANA name of the zone whose midnight resets the count."),
            ),
            (
                "linkedin",
                text("Profile the same person writes from on LinkedIn."),
            ),
            (
                "linkedin_cap_per_day",
                whole("Most LinkedIn messages in a day.", 1, 10_000, Some(20)),
            ),
        ],
    );
    let first_later = |least: u32, most: u32, first: u32, later: u32| {
        object(
            keys::FIRST_LATER,
            &[],
            &[
                ("first", whole("Step 1.", least, most, Some(first))),
                ("later", whole("Later steps.", least, most, Some(later))),
            ],
        )
    };
    let limits = object(
        keys::LIMITS,
        &[],
        &[
            ("email_words", first_later(5, 1_000, 120, 80)),
            ("linkedin_characters", first_later(50, 8_000, 300, 500)),
            (
                "subject_characters",
                whole("Characters of a subject.", 10, 200, Some(60)),
            ),
            ("links", whole("Links in one message.", 0, 10, Some(1))),
            (
                "stale_after_days",
                whole("Days after which a fact is no news.", 1, 3_650, Some(180)),
            ),
            (
                "live_conversations_per_company",
                whole("Live conversations in one company.", 1, 100, Some(1)),
            ),
            (
                "per_recipient_domain_per_day",
                whole("Letters to one domain in a day.", 1, 1_000, Some(5)),
            ),
            (
                "per_receiving_provider_per_day",
                json!({
                    "type": "object",
                    "additionalProperties": { "type": "integer", "minimum": 1, "maximum": 1_000_000 },
                    "default": { "google": 200, "microsoft": 200, "yahoo": 100, "other": 100 },
                    "description": "Letters in a day to one receiving provider, by its own domains and those whose mail it takes; `other` for each that is not named.",
                }),
            ),
            (
                "hold_seconds",
                whole(
                    "Seconds between approval and hand-over.",
                    0,
                    3_600,
                    Some(10),
                ),
            ),
            (
                "recontact_after_days",
                whole(
                    "Days before a contact is written to anew.",
                    0,
                    3_650,
                    Some(90),
                ),
            ),
            (
                "card_stale_after_days",
                whole("Days after which a card is redrafted.", 1, 365, Some(14)),
            ),
            (
                "minutes_a_day",
                whole(
                    "Minutes the queue may ask of you in a day; beyond them no new draft is begun for agents without proof.",
                    1,
                    1_440,
                    Some(20),
                ),
            ),
            (
                "minutes_per_agent_week",
                whole(
                    "Minutes one agent may ask of you in a week, likewise.",
                    1,
                    10_080,
                    Some(60),
                ),
            ),
        ],
    );
    let time = json!({ "type": "string", "pattern": "^\\d{1,2}:\\d{2}$", "description": "Hours and minutes, in quotes." });
    let send_window = object(
        keys::SEND_WINDOW,
        &[],
        &[
            (
                "days",
                list("Days of the week.", &choice("A day.", &Day::NAMES)),
            ),
            ("from", time.clone()),
            ("to", time),
        ],
    );
    let fact = object(
        keys::HOUSE_FACT,
        &["id", "text", "date"],
        &[
            (
                "id",
                json!({ "type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_]*$", "description": "Short name; templates write facts.ID." }),
            ),
            ("text", text("The claim, one sentence.")),
            (
                "source",
                json!({ "type": "string", "pattern": "^house:.", "description": "Where it comes from." }),
            ),
            ("date", date("Day on which it was true.")),
        ],
    );
    let do_not_contact = object(
        keys::DO_NOT_CONTACT,
        &[],
        &[
            (
                "domains",
                texts("Domains; what lies below them is meant too."),
            ),
            ("emails", texts("Addresses.")),
            ("companies", texts("Company names.")),
        ],
    );
    let customers = object(
        keys::CUSTOMERS,
        &[],
        &[
            ("domains", texts("Domains of customers.")),
            ("names", texts("Names of customers.")),
        ],
    );
    let cold_mail = object(
        keys::COLD_MAIL,
        &["countries", "basis", "record"],
        &[
            (
                "countries",
                texts("Codes or English names; `unknown`: where no country is told; `everywhere`."),
            ),
            ("basis", choice("What applies there.", &Basis::NAMES)),
            ("record", text("Where the proof is kept.")),
        ],
    );
    object(
        keys::HOUSE,
        &["identity", "mailboxes"],
        &[
            ("identity", identity),
            ("mailboxes", list("What letters are sent from.", &mailbox)),
            (
                "links",
                json!({
                    "type": "object",
                    "additionalProperties": false,
                    "patternProperties": { "^[A-Za-z][A-Za-z0-9_]*$": { "type": "string", "pattern": "^https://" } },
                    "description": "The only links that may stand in a letter; templates write links.NAME.",
                }),
            ),
            ("banned_phrases", texts("Phrases no letter may hold.")),
            (
                "worn_phrases",
                texts("Phrases that are reported, not forbidden."),
            ),
            ("limits", limits),
            ("send_window", send_window),
            ("facts", list("What may be claimed about the house.", &fact)),
            ("do_not_contact", do_not_contact),
            ("customers", customers),
            (
                "cold_mail",
                list(
                    "Where people may be written to who did not ask for it.",
                    &cold_mail,
                ),
            ),
            (
                "default_timezone",
                text("IANA name, for contacts whose country is unknown. Default Etc/UTC."),
            ),
            (
                "sample_negatives",
                json!({ "type": "number", "minimum": 0, "maximum": 1, "default": 0.1, "description": "Share of the replies labelled as a no that are shown all the same." }),
            ),
            (
                "warm_up_marks",
                texts(
                    "Words by which a warm-up service marks its mails; such mail is none of ours.",
                ),
            ),
        ],
    )
}

fn agent_schema() -> Value {
    let word_or_words = json!({ "type": ["string", "array"], "items": { "type": "string" } });
    let number = json!({ "type": "number" });
    let when = object(
        keys::WHEN,
        &["field"],
        &[
            ("field", text("A standard field or the id of a fact.")),
            ("at_least", number.clone()),
            ("at_most", number),
            ("equals", word_or_words.clone()),
            ("contains", word_or_words),
            (
                "present",
                json!({ "type": "boolean", "description": "Whether there is a value." }),
            ),
        ],
    );
    let mut described: Vec<(&str, Value)> = crate::columns::STANDARD_FIELDS
        .iter()
        .map(|field| (*field, text("Name of the column.")))
        .collect();
    described.push((
        "facts",
        json!({
            "type": "object",
            "additionalProperties": false,
            "patternProperties": { "^[A-Za-z][A-Za-z0-9_]*$": { "type": "string" } },
            "description": "Id of a fact and the column that holds its text; templates write facts.ID.",
        }),
    ));
    let source = object(
        keys::SOURCE,
        &["file"],
        &[
            ("file", text("Path below the playbook's folder.")),
            (
                "format",
                choice(
                    "Told by the file's ending unless said.",
                    &agent::Format::NAMES,
                ),
            ),
            ("columns", object(keys::COLUMNS, &[], &described)),
            ("source", text("Name under which the facts are shown.")),
            ("date", date("Day on which the facts were true.")),
        ],
    );
    let exclude = object(
        keys::EXCLUDE,
        &[],
        &[
            ("titles", texts("Words in a title.")),
            ("domains", texts("Domains.")),
            ("countries", texts("Countries.")),
            (
                "role_addresses",
                flag("Leave out addresses such as info@.", true),
            ),
            ("disposable", flag("Leave out throw-away addresses.", true)),
            (
                "where",
                list("Leave out leads for which any of these holds.", &when),
            ),
        ],
    );
    let criterion = object(
        keys::CRITERION,
        &["name", "when"],
        &[
            ("name", text("What it is called on the card.")),
            (
                "weight",
                whole("How much it counts beside the others.", 1, 1_000, Some(1)),
            ),
            ("when", when.clone()),
        ],
    );
    let score = json!({ "type": "integer", "minimum": 0, "maximum": 100 });
    let rubric = object(
        keys::RUBRIC,
        &[],
        &[
            (
                "accept_at",
                whole("From this score on a lead is fit.", 0, 100, Some(70)),
            ),
            (
                "borderline",
                json!({ "type": "array", "items": score, "minItems": 2, "maxItems": 2, "description": "Scores a person looks at: from, and first score above." }),
            ),
            ("criteria", list("What counts.", &criterion)),
        ],
    );
    let step = object(
        keys::STEP,
        &[],
        &[
            (
                "channel",
                choice(
                    "What carries it, if not the agent's channel.",
                    &agent::Channel::NAMES,
                ),
            ),
            (
                "wait",
                text(
                    "How long after the step before: \"3 working days\", \"2 days\", \"1 week\", \"none\".",
                ),
            ),
            ("purpose", text("What it is for.")),
        ],
    );
    let sequence = object(
        keys::SEQUENCE,
        &["steps"],
        &[
            (
                "review",
                choice("How the drafts are judged.", &agent::Review::NAMES),
            ),
            (
                "steps",
                list("One entry for each heading `## Step N` below.", &step),
            ),
        ],
    );
    object(
        keys::AGENT,
        &["motion", "goal", "channel", "sources", "sequence"],
        &[
            (
                "motion",
                choice("What the goal is about.", &agent::Motion::NAMES),
            ),
            ("goal", text("What the agent is to bring about.")),
            (
                "aim",
                whole(
                    "Positive replies that it is to reach in the quarter. A card asks about it every week. Needs `ends`.",
                    1,
                    100_000,
                    None,
                ),
            ),
            ("ends", date("Last day of the aim's quarter. Needs `aim`.")),
            ("segment", text("Whom it writes to.")),
            (
                "channel",
                choice("Channel of its steps.", &agent::Channel::NAMES),
            ),
            (
                "weekly_target",
                whole("New conversations a week.", 1, 100_000, None),
            ),
            (
                "weekly_cap",
                whole(
                    "Most messages a week. Default 5 times the mailboxes' caps per day.",
                    1,
                    100_000,
                    None,
                ),
            ),
            (
                "mailbox",
                text("Address of the mailbox; may be left out if there is one."),
            ),
            (
                "mailboxes",
                texts(
                    "Addresses of several mailboxes, in place of `mailbox`; a conversation stays on one.",
                ),
            ),
            ("patterns", texts("Names of patterns.")),
            ("sources", list("Where leads come from.", &source)),
            ("exclude", exclude),
            ("rubric", rubric),
            ("sequence", sequence),
            (
                "cadence",
                choice("How often leads are sourced.", &agent::Cadence::NAMES),
            ),
            (
                "max_list",
                whole("Leads in one sourcing run.", 1, 100_000, Some(50)),
            ),
            ("language", text("Language to write in (BCP 47).")),
            (
                "html_alternative",
                flag(
                    "Send the text of e-mails once more as plain HTML, with links that open and no tracking.",
                    false,
                ),
            ),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys that take any value, by path.
    fn undescribed(path: &str, value: &Value, out: &mut Vec<String>) {
        if let Some(properties) = value.get("properties").and_then(Value::as_object) {
            for (key, inner) in properties {
                let path = format!("{path}.{key}");
                if inner.as_object().is_some_and(serde_json::Map::is_empty) {
                    out.push(path.clone());
                }
                undescribed(&path, inner, out);
            }
        }
        if let Some(items) = value.get("items") {
            undescribed(path, items, out);
        }
    }

    #[test]
    fn every_key_of_every_kind_is_described() {
        let mut out = vec![];
        for kind in [SchemaKind::House, SchemaKind::Agent, SchemaKind::Pattern] {
            undescribed("", &schema(kind), &mut out);
        }
        assert_eq!(out, Vec::<String>::new());
    }
}
