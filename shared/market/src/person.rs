//! Who a recipient is. Drawn from the address alone, so that it is the same for every letter.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan, ZonedDateTime};
use mail::Mailbox;

use crate::config::MarketConfig;
use crate::draw::Draw;
use crate::language::Language;

/// Holidays are drawn once for each stretch of so many seconds (28 days).
const STRETCH: i64 = 28 * 86_400;
/// Shortest and longest holiday, in days.
const HOLIDAY: (i64, i64) = (4, 14);
/// Their mean; the share of stretches with a holiday follows from it.
const HOLIDAY_MEAN: f64 = 9.0;

/// The reader.
pub(crate) struct Person {
    pub(crate) draw: Draw,
    pub(crate) address: String,
    pub(crate) domain: String,
    pub(crate) first: String,
    pub(crate) last: String,
    pub(crate) language: Language,
    zone: TimeZone,
    /// The address doesn't exist.
    pub(crate) dead: bool,
    /// A scanner looks at all links.
    pub(crate) scanned: bool,
    /// Share of stretches with a holiday.
    holidays: f64,
}

/// A time away.
pub(crate) struct Away {
    /// First day back.
    pub(crate) back: Date,
    /// That day's morning.
    pub(crate) back_at: ZonedDateTime,
}

const FIRST_NAMES: [(&str, Language); 20] = [
    ("Alex", Language::English),
    ("Maya", Language::English),
    ("Jordan", Language::English),
    ("Priya", Language::English),
    ("Daniel", Language::English),
    ("Grace", Language::English),
    ("Tom", Language::English),
    ("Olivia", Language::English),
    ("Katrin", Language::German),
    ("Stefan", Language::German),
    ("Lena", Language::German),
    ("Claire", Language::French),
    ("Julien", Language::French),
    ("Sophie", Language::French),
    ("Lucía", Language::Spanish),
    ("Javier", Language::Spanish),
    ("Carmen", Language::Spanish),
    ("Sanne", Language::Dutch),
    ("Bram", Language::Dutch),
    ("Femke", Language::Dutch),
];
const LAST_NAMES: [(&str, Language); 20] = [
    ("Nguyen", Language::English),
    ("Carter", Language::English),
    ("Patel", Language::English),
    ("Brooks", Language::English),
    ("Murphy", Language::English),
    ("Shaw", Language::English),
    ("Kim", Language::English),
    ("Hughes", Language::English),
    ("Vogel", Language::German),
    ("Krüger", Language::German),
    ("Brandt", Language::German),
    ("Moreau", Language::French),
    ("Lefèvre", Language::French),
    ("Garnier", Language::French),
    ("Ortega", Language::Spanish),
    ("Núñez", Language::Spanish),
    ("Castillo", Language::Spanish),
    ("Bakker", Language::Dutch),
    ("Visser", Language::Dutch),
    ("Dekker", Language::Dutch),
];

impl Person {
    /// Who somebody is, by the mailbox the letter went to.
    pub(crate) fn new(config: &MarketConfig, to: &Mailbox) -> Self {
        let address = to.address.to_lowercase();
        let domain = address
            .rsplit_once('@')
            .map(|(_, domain)| domain.to_owned())
            .unwrap_or_default();
        let draw = Draw::new(config.seed, "person", &address);
        let language = language(&draw, &domain);
        let (first, last) = name(&draw, to, language);
        let zone = TimeZone::get(zone_name(&draw, &domain)).unwrap_or(TimeZone::UTC);
        let dead = draw.share("dead") < config.hard_bounce_share;
        let scanned = draw.share("scanned") < config.scan_share;
        let holidays =
            (config.out_of_office_share * days_of(STRETCH) / HOLIDAY_MEAN).clamp(0.0, 1.0);
        // Written as the letter has it: some systems keep the case of the local part.
        Self {
            draw,
            address: to.address.clone(),
            domain,
            first,
            last,
            language,
            zone,
            dead,
            scanned,
            holidays,
        }
    }

    /// An instant on the person's clock.
    pub(crate) fn local(&self, at: Timestamp) -> ZonedDateTime {
        at.to_zoned_datetime(self.zone.clone())
    }

    /// The first day back, if the person is away at that moment. The same holiday whatever letter
    /// asks.
    pub(crate) fn away(&self, at: Timestamp) -> Option<Away> {
        // A person's own offset, or the whole market would be away at once.
        let shifted = at
            .as_second()
            .saturating_add(self.draw.between("stretch", 0, STRETCH - 1));
        let number = shifted.div_euclid(STRETCH);
        if self.draw.share(&format!("holiday {number}")) >= self.holidays {
            return None;
        }
        let length = self
            .draw
            .between(&format!("length {number}"), HOLIDAY.0, HOLIDAY.1)
            .saturating_mul(86_400);
        let begin = self.draw.between(
            &format!("begin {number}"),
            0,
            STRETCH.saturating_sub(length),
        );
        let into = shifted.rem_euclid(STRETCH).saturating_sub(begin);
        if !(0..length).contains(&into) {
            return None;
        }
        let left = SignedDuration::from_secs(length.saturating_sub(into));
        let end = self.local(at.checked_add(left).ok()?);
        let mut back = end.tomorrow().ok()?;
        for _ in 0..2 {
            if back.weekday().to_monday_zero_offset() >= 5 {
                back = back.tomorrow().ok()?;
            }
        }
        let back_at = back
            .with()
            .hour(8)
            .minute(30)
            .second(0)
            .subsec_nanosecond(0)
            .build()
            .ok()?;
        Some(Away {
            back: back.date(),
            back_at,
        })
    }

    /// Somebody else at the same firm.
    pub(crate) fn colleague(&self) -> (String, String, String) {
        let pick = |question: &str, names: &[(&'static str, Language)], own: &str| {
            let names: Vec<&str> = names
                .iter()
                .filter(|(name, of)| *of == self.language && *name != own)
                .map(|(name, _)| *name)
                .collect();
            self.draw
                .one_of(question, &names)
                .map_or_else(|| "Robin".to_owned(), |name| (*name).to_owned())
        };
        let first = pick("colleague's first name", &FIRST_NAMES, &self.first);
        let last = pick("colleague's last name", &LAST_NAMES, &self.last);
        let address = format!("{}.{}@{}", plain(&first), plain(&last), self.domain);
        (first, last, address)
    }

    /// What the firm is called, by its domain.
    pub(crate) fn firm(&self) -> String {
        let mut parts: Vec<&str> = self.domain.split('.').collect();
        parts.pop();
        let name = parts
            .into_iter()
            .max_by_key(|part| part.len())
            .unwrap_or("home");
        capital(name)
    }
}

fn days_of(seconds: i64) -> f64 {
    u32::try_from(seconds / 86_400).map_or(28.0, f64::from)
}

/// ASCII for an address.
fn plain(name: &str) -> String {
    name.to_lowercase()
        .chars()
        .map(|one| match one {
            'á' | 'à' | 'ä' => 'a',
            'é' | 'è' | 'ê' => 'e',
            'í' => 'i',
            'ó' | 'ö' => 'o',
            'ú' | 'ü' => 'u',
            'ñ' => 'n',
            other => other,
        })
        .filter(char::is_ascii_alphanumeric)
        .collect()
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

/// First and last name: from the display name, else from the address, else drawn.
fn name(draw: &Draw, to: &Mailbox, language: Language) -> (String, String) {
    let local = to.address.split('@').next().unwrap_or_default();
    let shown = to
        .name
        .clone()
        .filter(|name| !name.contains('@'))
        .unwrap_or_default();
    let letters = |text: &str| {
        text.chars()
            .all(|one| one.is_alphabetic() || one == '-' || one == '\'')
    };
    let words: Vec<String> = shown
        .split_whitespace()
        .filter(|word| letters(word) && word.chars().count() > 1)
        .map(str::to_owned)
        .collect();
    if let [first, .., last] = words.as_slice() {
        return (first.clone(), last.clone());
    }
    let local = local.split('+').next().unwrap_or_default();
    let parts: Vec<String> = local
        .split(['.', '_', '-'])
        .filter(|part| part.chars().count() > 1 && letters(part))
        .map(capital)
        .collect();
    let drawn = |question: &str, names: &[(&'static str, Language)]| {
        let names: Vec<&str> = names
            .iter()
            .filter(|(_, of)| *of == language)
            .map(|(name, _)| *name)
            .collect();
        draw.one_of(question, &names)
            .map_or_else(|| "Robin".to_owned(), |name| (*name).to_owned())
    };
    let last = || drawn("last name", &LAST_NAMES);
    match (words.first(), parts.as_slice()) {
        (Some(first), [.., last]) if parts.len() > 1 => (first.clone(), last.clone()),
        (Some(first), _) => (first.clone(), last()),
        (None, [first, .., last]) => (first.clone(), last.clone()),
        (None, [first]) if !ROLES.contains(&first.to_lowercase().as_str()) => {
            (first.clone(), last())
        }
        _ => (drawn("first name", &FIRST_NAMES), last()),
    }
}

const ROLES: [&str; 10] = [
    "info", "contact", "hello", "sales", "team", "office", "founders", "support", "hi", "admin",
];

fn top_level(domain: &str) -> &str {
    domain.rsplit('.').next().unwrap_or_default()
}

fn language(draw: &Draw, domain: &str) -> Language {
    let native = match top_level(domain) {
        "de" | "at" | "ch" => Some(Language::German),
        "fr" => Some(Language::French),
        "es" | "mx" | "ar" | "cl" => Some(Language::Spanish),
        "nl" | "be" => Some(Language::Dutch),
        _ => None,
    };
    let draw_share = draw.share("language");
    match native {
        Some(native) if draw_share < 0.75 => native,
        Some(_) => Language::English,
        None if draw_share < 0.88 => Language::English,
        None if draw_share < 0.92 => Language::German,
        None if draw_share < 0.95 => Language::French,
        None if draw_share < 0.98 => Language::Spanish,
        None => Language::Dutch,
    }
}

fn zone_name(draw: &Draw, domain: &str) -> &'static str {
    const AMERICAS: [&str; 8] = [
        "America/New_York",
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Los_Angeles",
        "America/Los_Angeles",
        "America/Toronto",
        "Europe/London",
    ];
    match top_level(domain) {
        "de" => "Europe/Berlin",
        "at" => "Europe/Vienna",
        "ch" => "Europe/Zurich",
        "fr" => "Europe/Paris",
        "es" => "Europe/Madrid",
        "nl" => "Europe/Amsterdam",
        "be" => "Europe/Brussels",
        "uk" => "Europe/London",
        "ie" => "Europe/Dublin",
        "in" => "Asia/Kolkata",
        "au" => "Australia/Sydney",
        "sg" => "Asia/Singapore",
        "jp" => "Asia/Tokyo",
        "mx" => "America/Mexico_City",
        "br" => "America/Sao_Paulo",
        _ => draw
            .one_of("zone", &AMERICAS)
            .copied()
            .unwrap_or("America/New_York"),
    }
}

/// A day at least so far ahead, on a working day.
pub(crate) fn ahead(from: Date, days: i64) -> Date {
    let mut date = from.checked_add(days.days()).unwrap_or(from);
    for _ in 0..2 {
        if date.weekday().to_monday_zero_offset() >= 5 {
            date = date.tomorrow().unwrap_or(date);
        }
    }
    date
}
