//! Every key of the front matter, in one place: the readers refuse all others and the schemas name the same.

pub(crate) const HOUSE: &[&str] = &[
    "identity",
    "mailboxes",
    "links",
    "banned_phrases",
    "worn_phrases",
    "limits",
    "send_window",
    "facts",
    "do_not_contact",
    "customers",
    "cold_mail",
    "default_timezone",
    "sample_negatives",
    "warm_up_marks",
];
pub(crate) const IDENTITY: &[&str] = &["company", "address", "website", "opt_out_line"];
pub(crate) const MAILBOX: &[&str] = &[
    "address",
    "name",
    "cap_per_day",
    "gap_seconds",
    "warm_up",
    "timezone",
    "linkedin",
    "linkedin_cap_per_day",
];
pub(crate) const WARM_UP: &[&str] = &["start", "from", "add_per_day"];
pub(crate) const LIMITS: &[&str] = &[
    "email_words",
    "linkedin_characters",
    "subject_characters",
    "links",
    "stale_after_days",
    "live_conversations_per_company",
    "per_recipient_domain_per_day",
    "per_receiving_provider_per_day",
    "hold_seconds",
    "recontact_after_days",
    "card_stale_after_days",
    "minutes_a_day",
    "minutes_per_agent_week",
];
pub(crate) const FIRST_LATER: &[&str] = &["first", "later"];
pub(crate) const SEND_WINDOW: &[&str] = &["days", "from", "to"];
pub(crate) const HOUSE_FACT: &[&str] = &["id", "text", "source", "date"];
pub(crate) const DO_NOT_CONTACT: &[&str] = &["domains", "emails", "companies"];
pub(crate) const CUSTOMERS: &[&str] = &["domains", "names"];
pub(crate) const COLD_MAIL: &[&str] = &["countries", "basis", "record"];

pub(crate) const AGENT: &[&str] = &[
    "motion",
    "goal",
    "aim",
    "ends",
    "segment",
    "channel",
    "weekly_target",
    "weekly_cap",
    "mailbox",
    "mailboxes",
    "patterns",
    "sources",
    "exclude",
    "rubric",
    "sequence",
    "cadence",
    "max_list",
    "language",
    "html_alternative",
];
pub(crate) const SOURCE: &[&str] = &["file", "format", "columns", "source", "date"];
pub(crate) const COLUMNS: &[&str] = &[
    "first_name",
    "last_name",
    "name",
    "email",
    "linkedin",
    "title",
    "company",
    "domain",
    "country",
    "timezone",
    "website",
    "facts",
];
pub(crate) const EXCLUDE: &[&str] = &[
    "titles",
    "domains",
    "countries",
    "role_addresses",
    "disposable",
    "where",
];
pub(crate) const WHEN: &[&str] = &[
    "field", "at_least", "at_most", "equals", "contains", "present",
];
pub(crate) const RUBRIC: &[&str] = &["accept_at", "borderline", "criteria"];
pub(crate) const CRITERION: &[&str] = &["name", "weight", "when"];
pub(crate) const SEQUENCE: &[&str] = &["review", "steps"];
pub(crate) const STEP: &[&str] = &["channel", "wait", "purpose"];

pub(crate) const PATTERN: &[&str] = &["description", "includes"];
