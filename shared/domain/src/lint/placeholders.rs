//! What a template or a drafting hand forgot: merge fields, notes, the gap of an empty field.

use std::sync::LazyLock;

use super::fold::fold;
use super::opening;
use super::pattern::Table;
use super::text::Text;
use super::{Case, Finding, Rule};

const MESSAGE: &str = "A placeholder or drafting note was left in: fill it or cut it.";

/// Field names, folded, in the languages of the templates.
const FIELDS: &[&str] = &[
    "name",
    "first",
    "firstname",
    "fname",
    "lastname",
    "lname",
    "surname",
    "company",
    "companyname",
    "title",
    "job",
    "role",
    "city",
    "industry",
    "date",
    "link",
    "url",
    "number",
    "amount",
    "product",
    "topic",
    "insert",
    "todo",
    "tbd",
    "placeholder",
    "sender",
    "signature",
    "your",
    "contact",
    "recipient",
    "vorname",
    "nachname",
    "firma",
    "firmenname",
    "unternehmen",
    "anrede",
    "prenom",
    "nom",
    "societe",
    "entreprise",
    "nombre",
    "empresa",
    "apellido",
    "nome",
    "cognome",
    "azienda",
    "naam",
    "voornaam",
    "bedrijf",
    "bedrijfsnaam",
    "navn",
    "virksomhed",
    "namn",
    "foretag",
    "imie",
    "firmy",
    "x",
    "xx",
    "xxx",
    "datum",
    "fecha",
    "data",
    "stadt",
    "ville",
    "ciudad",
    "ort",
    "branche",
    "day",
    "time",
    "tag",
    "event",
    "calendar",
];

/// Notes of a drafting hand that stand in the text itself.
const NOTES: &str = "
todo|tbd|tbc|fixme|lorem
lorem ipsum
insert|add|fill _? _? here
insert name|company|link|number|figure|date|proof|example
^ note to self|editor|reviewer|operator|sender
^ internal note
^ drafting|draft note
^ here is|s the|a|your|my _? draft|email|e-mail|message|version
^ sure|certainly here is|s
^ option|version|variant|draft a|b|1|2
^ subject|betreff|objet|asunto|oggetto|onderwerp|assunto line?
check|verify this? number|figure|claim|fact|name before sending
delete|remove before sending
to be confirmed|completed|added|filled
placeholder
platzhalter
hier einfugen|erganzen
bitte erganzen|prufen
a|à completer|verifier|preciser
por completar|rellenar
da completare|inserire|verificare
nog invullen|aanvullen|checken
your company name
name here
company name
first_name|last_name|company_name|firstname|lastname|fname|lname
undefined|nan
xxx|xxxx|xxxxx
xx %|percent|prozent|euro|customers|kunden
";

static NOTE: LazyLock<Table> = LazyLock::new(|| Table::new(&[NOTES]));

pub(super) fn judge(case: &Case<'_>, found: &mut Vec<Finding>) {
    let known = case.grounds.all_text();
    for (text, in_subject) in case.texts() {
        let mut places = brackets(text.raw, known);
        places.extend(percent_fields(text.raw));
        places.extend(gaps(text, in_subject, case));
        for hit in NOTE.find(&text.tokens, 0, text.tokens.len()) {
            let (first, last) = (&text.tokens[hit.first], &text.tokens[hit.end - 1]);
            let note_line = matches!(
                first.fold.as_str(),
                "subject" | "betreff" | "objet" | "asunto" | "oggetto" | "onderwerp" | "assunto"
            );
            let colon = text
                .slice(last.end, text.raw.len())
                .trim_start()
                .starts_with(':');
            // "todo" in small letters is a Spanish word.
            let word = first.fold != "todo" || first.loud;
            let word = word && (first.fold != "nan" || text.slice(first.start, first.end) == "NaN");
            if word && !first.link && !first.quoted && (!note_line || colon) {
                places.push((first.start, last.end));
            }
        }
        for (start, end) in places {
            found.push(case.finding(in_subject, Rule::LeftoverPlaceholder, start, end, MESSAGE));
        }
    }
}

/// Text between brackets that reads like a field or an instruction to the writer.
fn brackets(raw: &str, known: &str) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    let pairs = [
        ("{{", "}}"),
        ("<<", ">>"),
        ("${", "}"),
        ("*|", "|*"),
        ("{", "}"),
        ("[", "]"),
        ("<", ">"),
        ("(", ")"),
        ("«", "»"),
    ];
    for (open, close) in pairs {
        let mut from = 0;
        while let Some(start) = raw
            .get(from..)
            .and_then(|rest| rest.find(open))
            .map(|found| found + from)
        {
            let inner_start = start + open.len();
            let window = super::text::clip(raw.get(inner_start..).unwrap_or(""), 160);
            from = inner_start;
            let Some(length) = window.find(close) else {
                // An opened field that never closes is a field too.
                if open == "{{" {
                    let end = window.find(char::is_whitespace).unwrap_or(window.len());
                    places.push((start, inner_start + end));
                }
                continue;
            };
            let inner = &window[..length];
            let end = inner_start + length + close.len();
            let behind = raw.get(end..).unwrap_or("");
            if is_field(open, inner, behind, known) {
                places.push((start, end));
                from = end;
            }
        }
    }
    places
}

fn is_field(open: &str, inner: &str, behind: &str, known: &str) -> bool {
    let folded = fold(inner);
    let words: Vec<&str> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let named = words.iter().any(|word| FIELDS.contains(word));
    let coded = inner.contains('_')
        || (inner.chars().any(char::is_alphabetic)
            && inner.chars().all(|letter| !letter.is_lowercase()));
    match open {
        "{{" | "${" | "*|" => true,
        "<<" => !words.is_empty() && words.len() <= 5,
        "{" => !words.is_empty() && inner.len() <= 60,
        "[" => {
            let quoted = known.contains(folded.trim()) && folded.trim().len() >= 3;
            let plain = matches!(folded.trim(), "sic" | "..." | "…")
                || words.is_empty()
                || words
                    .iter()
                    .all(|word| word.chars().all(|letter| letter.is_ascii_digit()));
            // Markdown's link is raw markup, judged there.
            !plain && !quoted && !behind.starts_with('(') && (words.len() >= 2 || named || coded)
        }
        // A tag is markup; a field has a name no tag has.
        "<" => {
            // No tag is written in capitals with more than one word, and none has a space before its end.
            let spoken = coded && words.len() >= 2 || note_in_brackets(&words);
            (named || spoken)
                && words.len() <= 8
                && !inner.starts_with(['/', '!'])
                && !inner.contains(['=', '@', '.'])
                && !matches!(folded.trim(), "title" | "link" | "data" | "time" | "nav")
        }
        _ => {
            let first = words.first().copied().unwrap_or("");
            let last = words.last().copied().unwrap_or("");
            if coded && named && (words.len() >= 2 || open == "«") {
                return true;
            }
            if words.len() >= 2 && writes(last) {
                return true;
            }
            words.len() >= 2
                && words.len() <= 12
                && matches!(
                    first,
                    "insert"
                        | "todo"
                        | "tbd"
                        | "add"
                        | "note"
                        | "placeholder"
                        | "check"
                        | "verify"
                        | "confirm"
                        | "einfugen"
                        | "inserer"
                        | "insertar"
                        | "inserire"
                        | "invoegen"
                        | "inserir"
                )
        }
    }
}

/// "(Firmenname einsetzen)": the verb of a note stands last in some languages.
fn writes(word: &str) -> bool {
    matches!(
        word,
        "einsetzen" | "einfugen" | "erganzen" | "eintragen" | "invullen" | "invoegen" | "aanvullen"
    )
}

/// Words of a drafting hand inside brackets.
fn note_in_brackets(words: &[&str]) -> bool {
    words.iter().any(|word| {
        matches!(
            *word,
            "here"
                | "insert"
                | "todo"
                | "tbd"
                | "placeholder"
                | "fill"
                | "hier"
                | "ici"
                | "aqui"
                | "qui"
                | "einfugen"
                | "erganzen"
                | "invullen"
                | "completer"
                | "rellenar"
                | "inserire"
        )
    })
}

/// `%COMPANY%`, `%%name%%`, `$FIRST_NAME`, `__NAME__`, `#NAME?` and rows of underscores.
fn percent_fields(raw: &str) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    let mut at = 0;
    for word in raw.split_whitespace() {
        let Some(offset) = raw.get(at..).and_then(|rest| rest.find(word)) else {
            break;
        };
        let start = at + offset;
        at = start + word.len();
        let fold = fold(word);
        if let Some(first) = word.find('%') {
            let rest = &word[first + 1..];
            if let Some(length) = rest.find('%') {
                let inner = rest[..length].trim_matches('%');
                let letters = inner
                    .chars()
                    .filter(|letter| letter.is_alphabetic() || *letter == '_')
                    .count();
                if letters >= 3 && letters == inner.chars().count() {
                    places.push((start + first, start + first + 1 + length + 1));
                } else if inner.is_empty() && rest.len() > 1 && rest[1..].contains("%%") {
                    places.push((start + first, at));
                }
            }
        }
        if let Some(first) = word.find('$') {
            let name: String = word[first + 1..]
                .chars()
                .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
                .collect();
            if name.len() >= 3 && name.starts_with(|letter: char| letter.is_alphabetic()) {
                places.push((start + first, start + first + 1 + name.len()));
            }
        }
        if word.starts_with("___")
            || (word.starts_with("__")
                && word.trim_end_matches([',', '.', '!', '?']).ends_with("__")
                && FIELDS.contains(
                    &fold
                        .trim_matches(|letter: char| !letter.is_alphanumeric())
                        .split('_')
                        .next()
                        .unwrap_or(""),
                ))
        {
            places.push((start, at));
        }
        // `:first_name:`, `@@company@@`, `~name~`, `|NAME|`.
        let bare = word.trim_end_matches([',', '.', '!', '?', ';']);
        let framed = ['~', '|', '@', '#', '^', ':'].iter().any(|mark| {
            bare.len() > 4 && bare.starts_with(*mark) && bare.ends_with(*mark) && {
                let inner = fold_of(bare, *mark);
                let first = inner.split(['_', ' ', '-', '.']).next().unwrap_or("");
                FIELDS.contains(&first) || FIELDS.contains(&inner.as_str())
            }
        });
        if framed {
            places.push((start, start + bare.len()));
        }
        if matches!(
            fold.as_str(),
            "#name?"
                | "#ref!"
                | "#n/a"
                | "#value!"
                | "#wert!"
                | "[object"
                | "null"
                | "null,"
                | "none,"
        ) {
            places.push((start, at));
        }
    }
    places
}

/// Words behind which a name has to follow.
fn wants_name(word: &str) -> bool {
    matches!(
        word,
        "at" | "like"
            | "dear"
            | "hi"
            | "hello"
            | "bei"
            | "wie"
            | "chez"
            | "comme"
            | "como"
            | "come"
            | "presso"
            | "bij"
            | "hallo"
            | "bonjour"
            | "hola"
    )
}

fn fold_of(word: &str, mark: char) -> String {
    fold(word.trim_matches(mark))
}

/// A name rendered as nothing: "Hola ,", "Dear ,", "at , that", and an opening that can't stand alone.
fn gaps(text: &Text<'_>, in_subject: bool, case: &Case<'_>) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    let raw = text.raw;
    for (comma, _) in raw.match_indices([',', '.']) {
        let before = raw.get(..comma).unwrap_or("");
        let spaced = before.ends_with([' ', '\u{a0}']);
        let after = raw.get(comma + 1..).unwrap_or("");
        let ends = after.is_empty() || after.starts_with(char::is_whitespace);
        if !spaced || !ends || before.trim_end().ends_with(['.', ',', '!', '?']) {
            continue;
        }
        let word_start = before
            .trim_end()
            .rfind(char::is_whitespace)
            .map_or(0, |found| found + 1);
        if before.trim_end().len() > word_start {
            places.push((word_start, comma + 1));
        }
    }
    // "Per un'azienda come  i codici": an article or a preposition, and two spaces where a name was.
    for (place, _) in raw.match_indices("  ") {
        let before = raw.get(..place).unwrap_or("");
        let word = before
            .rsplit(char::is_whitespace)
            .next()
            .map(fold)
            .unwrap_or_default();
        let after = raw.get(place..).unwrap_or("").trim_start_matches(' ');
        if after.starts_with(char::is_lowercase) && wants_name(&word) {
            places.push((
                place
                    - (before.len()
                        - before
                            .trim_end_matches(|letter: char| !letter.is_whitespace())
                            .len()),
                place + 2,
            ));
        }
    }
    if in_subject {
        // "news for" ends on a word that wants another.
        if let Some(last) = text.tokens.last() {
            let dangling = matches!(
                last.fold.as_str(),
                "for"
                    | "at"
                    | "of"
                    | "the"
                    | "fur"
                    | "pour"
                    | "para"
                    | "voor"
                    | "per"
                    | "and"
                    | "with"
                    | "bei"
                    | "chez"
            );
            if dangling && text.tokens.len() > 1 {
                places.push((last.start, raw.len()));
            }
        }
        return places;
    }
    if let Some(greeting) = opening::greeting(&case.body)
        && greeting.first_name_token == greeting.end_name_token
    {
        let word = &case.body.tokens[greeting.end_name_token - 1];
        let alone = matches!(
            word.fold.as_str(),
            "dear"
                | "liebe"
                | "lieber"
                | "cher"
                | "chere"
                | "estimado"
                | "estimada"
                | "querido"
                | "querida"
                | "caro"
                | "cara"
                | "gentile"
                | "beste"
                | "geachte"
                | "geehrte"
                | "geehrter"
                | "prezado"
                | "prezada"
                | "kaere"
                | "kjaere"
                | "kara"
                | "egregio"
        );
        let rest = case.body.slice(greeting.end, raw.len());
        let mark = rest.trim_start().chars().next();
        if alone && matches!(mark, Some(',' | '!' | ':' | ';')) {
            let end = greeting.end + rest.len() - rest.trim_start().len() + 1;
            places.push((greeting.start, end));
        }
    }
    places
}
