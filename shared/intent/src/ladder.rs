//! The ladder of the twelve intents: the first rung that fits, by the cues found.

use domain::Intent;
use jiff::civil::Date;

use crate::dates::{self, Mention, Role};
use crate::label::{Label, MachineKind, Referral, Reply};
use crate::lexicon::{self, Cue, Hit};
use crate::people;
use crate::subject;
use crate::words::Words;

/// What was found in one text.
struct Reading<'a> {
    words: Words<'a>,
    hits: Vec<Hit>,
    mentions: Vec<Mention>,
    today: Date,
}

/// A rung, how sure it is, and which cues speak for it.
struct Verdict {
    intent: Intent,
    confidence: f64,
    cues: &'static [Cue],
}

fn rung(intent: Intent, confidence: f64, cues: &'static [Cue]) -> Verdict {
    Verdict {
        intent,
        confidence,
        cues,
    }
}

impl<'a> Reading<'a> {
    fn of(text: &'a str, today: Date, month_first: bool) -> Self {
        let words = Words::of(text);
        let hits = lexicon::search(&words);
        let mentions = dates::read(&words, today, month_first);
        Reading {
            words,
            hits,
            mentions,
            today,
        }
    }

    fn has(&self, cue: Cue) -> bool {
        self.hits.iter().any(|hit| hit.cue == cue)
    }

    fn any(&self, cues: &[Cue]) -> bool {
        self.hits.iter().any(|hit| cues.contains(&hit.cue))
    }

    fn spans(&self, cues: &[Cue]) -> Vec<(usize, usize)> {
        self.hits
            .iter()
            .filter(|hit| cues.contains(&hit.cue))
            .map(|hit| (hit.first, hit.end))
            .collect()
    }

    fn sentence(&self, at: usize) -> usize {
        self.words.list.get(at).map_or(0, |word| word.sentence)
    }

    /// The sentences in which a cue is found.
    fn sentences(&self, cues: &[Cue]) -> Vec<usize> {
        let mut list: Vec<usize> = self
            .hits
            .iter()
            .filter(|hit| cues.contains(&hit.cue))
            .map(|hit| self.sentence(hit.first))
            .collect();
        list.dedup();
        list
    }

    /// The exact words of the first hits of these cues.
    fn evidence(&self, cues: &[Cue]) -> Vec<String> {
        let mut quotes: Vec<String> = Vec::new();
        for hit in self.hits.iter().filter(|hit| cues.contains(&hit.cue)) {
            let quote = self.words.quote(hit.first, hit.end).to_owned();
            if quotes.len() < 6 && !quote.is_empty() && !quotes.contains(&quote) {
                quotes.push(quote);
            }
        }
        quotes
    }

    fn quotes_with(&self, cue: Cue, stems: &[&str]) -> bool {
        self.hits.iter().filter(|hit| hit.cue == cue).any(|hit| {
            (hit.first..hit.end)
                .any(|at| stems.iter().any(|stem| self.words.at(at).starts_with(stem)))
        })
    }

    /// "No mails until December": quiet with an end.
    fn quiet_has_end(&self, hit: &Hit) -> bool {
        let sentence = self.sentence(hit.first);
        let Some(range) = self.words.sentences.get(sentence) else {
            return false;
        };
        let dated = self.mentions.iter().any(|mention| {
            self.sentence(mention.first) == sentence && mention.ends > self.today && !mention.today
        });
        let bound = (range.first..range.end).any(|at| {
            matches!(
                self.words.at(at),
                "until"
                    | "till"
                    | "til"
                    | "before"
                    | "bis"
                    | "vor"
                    | "avant"
                    | "jusqu"
                    | "hasta"
                    | "antes"
                    | "prima"
                    | "fino"
                    | "tot"
                    | "voor"
                    | "ate"
                    | "przed"
                    | "do"
                    | "foer"
                    | "innan"
                    | "inden"
                    | "during"
                    | "while"
                    | "waehrend"
                    | "まで"
            )
        }) || self
            .hits
            .iter()
            .any(|other| other.cue == Cue::Busy && self.sentence(other.first) == sentence);
        let condition =
            (range.first..range.end).any(|at| matches!(self.words.at(at), "until" | "till"));
        // "Ever again" and the like have no end, whatever day stands beside them.
        let forever = (range.first..range.end).any(|at| {
            matches!(
                self.words.at(at),
                "ever"
                    | "again"
                    | "anymore"
                    | "wieder"
                    | "jamais"
                    | "nunca"
                    | "mai"
                    | "nooit"
                    | "future"
            )
        });
        (dated && bound || condition && !forever) && !forever
    }

    /// Whether something is answered; the days of an absence are no appointment.
    fn answers_beside_absence(&self) -> bool {
        let away = self.sentences(&[Cue::Away]);
        self.hits.iter().any(|hit| {
            ANSWERS.contains(&hit.cue)
                && !(hit.cue == Cue::Meet && away.contains(&self.sentence(hit.first)))
        })
    }

    fn opt_out(&self) -> bool {
        self.has(Cue::StopWord)
            || self.loose_opt_out()
            || self
                .hits
                .iter()
                .any(|hit| hit.cue == Cue::Stop && !self.asks_about_product(hit))
            || self
                .hits
                .iter()
                .any(|hit| hit.cue == Cue::Quiet && !self.quiet_has_end(hit))
    }

    /// Words of an opt-out in any order, and nothing kinder beside them.
    fn loose_opt_out(&self) -> bool {
        let own: Vec<usize> = self.sentences(&[Cue::LooseStop]);
        let asks_else = self
            .words
            .sentences
            .iter()
            .enumerate()
            .any(|(number, sentence)| sentence.question && !own.contains(&number));
        self.hits.iter().any(|hit| {
            hit.cue == Cue::LooseStop && !self.quiet_has_end(hit) && !self.speaks_of_itself(hit)
        }) && !asks_else
            && !self.any(&[
                Cue::Accept,
                Cue::Meet,
                Cue::Trial,
                Cue::Later,
                Cue::Material,
                Cue::KeepMe,
                Cue::TookOver,
            ])
    }

    /// "We can't write more now": the writer is the one who doesn't.
    fn speaks_of_itself(&self, hit: &Hit) -> bool {
        let before = |back: usize| {
            hit.first
                .checked_sub(back)
                .map_or("", |at| self.words.at(at))
        };
        let subject = |word: &str| {
            matches!(
                word,
                "i" | "we"
                    | "he"
                    | "she"
                    | "they"
                    | "ich"
                    | "wir"
                    | "je"
                    | "nous"
                    | "ik"
                    | "wij"
                    | "it"
            )
        };
        let wishes = (hit.first..hit.end).any(|at| {
            [
                "want", "wish", "need", "moecht", "will", "wuensch", "souhait", "veux", "quier",
                "dese", "vogli", "deside", "wil", "wens",
            ]
            .iter()
            .any(|stem| self.words.at(at).starts_with(stem))
        });
        !wishes && (subject(before(1)) || subject(before(2)))
    }

    /// "Can it unsubscribe dead addresses?": the word belongs to a question about the product.
    fn asks_about_product(&self, hit: &Hit) -> bool {
        let Some(sentence) = self.words.sentences.get(self.sentence(hit.first)) else {
            return false;
        };
        let ours = |at: usize| {
            matches!(
                self.words.at(at),
                "me" | "us"
                    | "my"
                    | "our"
                    | "i"
                    | "we"
                    | "you"
                    | "mich"
                    | "uns"
                    | "moi"
                    | "nous"
                    | "please"
            )
        };
        sentence.question
            && hit.end - hit.first == 1
            && matches!(
                self.words.at(sentence.first),
                "can"
                    | "does"
                    | "do"
                    | "could"
                    | "will"
                    | "how"
                    | "is"
                    | "what"
                    | "which"
                    | "kann"
                    | "est"
                    | "puede"
            )
            && !(sentence.first..hit.end).any(ours)
            && !ours(hit.end)
    }

    /// A right is used, not merely named in a question about the product.
    fn right_used(&self) -> bool {
        self.quotes_with(
            Cue::Rights,
            &[
                "eras",
                "delet",
                "object",
                "loesch",
                "auskunft",
                "selbstauskunft",
                "effac",
                "opposition",
                "acces",
                "supres",
                "oposi",
                "cancella",
                "opposi",
                "verwijder",
                "inzage",
                "apaga",
                "elimin",
                "sell",
                "sale",
                "share",
                "stored",
                "hold",
                "held",
                "who",
                "削",
                "開",
                "received",
                "sar",
                "dsar",
                "indsigt",
                "innsyn",
                "registerutdrag",
                "usun",
                "obtain",
                "process",
            ],
        ) || self.quotes_with(
            Cue::Rights,
            &["art", "article", "artikel", "articulo", "articolo"],
        ) || self.has(Cue::Rights) && self.opt_out()
    }

    /// Sentences that ask something about the matter.
    fn questions(&self) -> Vec<usize> {
        let mut list = Vec::new();
        for (number, sentence) in self.words.sentences.iter().enumerate() {
            let long = sentence.end - sentence.first > 2;
            let in_it = |cue: Cue| {
                self.hits
                    .iter()
                    .any(|hit| hit.cue == cue && self.sentence(hit.first) == number)
            };
            let starts = self.hits.iter().any(|hit| {
                hit.cue == Cue::Ask
                    && hit.first == sentence.first
                    && self.sentence(hit.first) == number
                    && hit.end > hit.first + 1
            });
            let elsewhere = in_it(Cue::Who)
                || in_it(Cue::Later)
                || in_it(Cue::Odd)
                || (in_it(Cue::Meet) && !in_it(Cue::Ask));
            if (sentence.question && (long || in_it(Cue::Ask)) || starts) && !elsewhere {
                list.push(number);
            }
        }
        list
    }

    /// "Q1 2027." or "November is realistic.": a sentence that is hardly more than a far day.
    fn bare_later_day(&self) -> bool {
        self.mentions.iter().any(|mention| {
            let Some(sentence) = self.words.sentences.get(self.sentence(mention.first)) else {
                return false;
            };
            let others =
                (sentence.end - sentence.first).saturating_sub(mention.end - mention.first);
            let appointment = self.hits.iter().any(|hit| {
                hit.cue == Cue::Meet && self.sentence(hit.first) == self.sentence(mention.first)
            });
            others <= 2
                && !appointment
                && !sentence.question
                && (mention.begins - self.today).get_days() > 13
        })
    }

    /// A telephone number: at least seven digits in a row of numbers.
    fn phone(&self) -> bool {
        let mut digits = 0;
        for (at, word) in self.words.list.iter().enumerate() {
            let near = self
                .words
                .glue(at)
                .chars()
                .all(|letter| " -+()./".contains(letter));
            let dated = self
                .mentions
                .iter()
                .any(|mention| mention.first <= at && at < mention.end);
            digits = match word.kind {
                crate::words::Kind::Number if near && !dated => digits + word.fold.len(),
                crate::words::Kind::Number if !dated => word.fold.len(),
                _ => 0,
            };
            if (7..=16).contains(&digits) {
                return true;
            }
        }
        false
    }

    /// A day or time is put forward as a question or an offer.
    fn slot(&self) -> bool {
        self.mentions.iter().any(|mention| {
            let sentence = self.sentence(mention.first);
            let question = self
                .words
                .sentences
                .get(sentence)
                .is_some_and(|sentence| sentence.question);
            question
                && mention.begins > self.today
                && matches!(mention.role, Role::On | Role::From)
                && !self.sentences(&[Cue::Later, Cue::Ask]).contains(&sentence)
        })
    }
}

/// Says what a reply means.
#[must_use]
pub fn label(reply: &Reply) -> Label {
    let today = reply.received.date();
    let month_first = reply.received.offset().seconds() <= -4 * 3600
        && reply.received.offset().seconds() >= -10 * 3600;
    let (subject_new, subject_auto) = subject::parts(reply.subject.unwrap_or(""));
    let mut text = reply.human_text.trim().to_owned();
    let short = text.chars().count() < 40;
    let points_up = text.is_empty()
        || (short
            && fold_has(
                &text,
                &[
                    "subject",
                    "betreff",
                    "objet",
                    "asunto",
                    "oggetto",
                    "onderwerp",
                    "eom",
                    "above",
                    "assunto",
                ],
            ));
    if points_up && let Some(new) = &subject_new {
        text = format!("{new}\n\n{text}");
    }
    let reading = Reading::of(&text, today, month_first);
    let heading = Reading::of(subject_auto.as_deref().unwrap_or(""), today, month_first);
    let (referral, name_score) = people::referred(reply, &reading.words, &reading.hits);
    let verdict = climb(reply, &reading, &heading, &referral, name_score);
    finish(reply, &reading, &heading, verdict, referral)
}

fn fold_has(text: &str, stems: &[&str]) -> bool {
    let folded = crate::fold::fold(text);
    stems.iter().any(|stem| folded.contains(stem))
}

const NEGATIONS: &[&str] = &[
    "not", "no", "never", "nothing", "nobody", "nicht", "kein", "keine", "keinen", "nichts", "pas",
    "rien", "aucun", "nada", "nao", "non", "niente", "niet", "geen", "niets", "nie", "ikke",
    "inte", "ingen", "ei",
];
const ANSWERS: &[Cue] = &[
    Cue::Accept,
    Cue::Meet,
    Cue::Trial,
    Cue::Material,
    Cue::No,
    Cue::Standing,
    Cue::Later,
    Cue::NotMine,
    Cue::WrongOne,
    Cue::LeftSelf,
    Cue::TookOver,
    Cue::HardNo,
    Cue::Abuse,
];

fn climb(
    reply: &Reply,
    reading: &Reading,
    heading: &Reading,
    referral: &Referral,
    name_score: i32,
) -> Verdict {
    use Intent as I;
    match reply.machine {
        MachineKind::Bounce | MachineKind::Delay => return rung(I::Bounce, 0.98, &[]),
        MachineKind::Complaint => return rung(I::Complaint, 0.98, &[]),
        MachineKind::Calendar => return calendar(reply),
        MachineKind::Human | MachineKind::AutoReply => {}
    }
    let machine = reply.auto_submitted || reply.machine == MachineKind::AutoReply;
    let away = reading.any(&[Cue::Away, Cue::PartTime]) || heading.has(Cue::Away);
    if machine {
        return machine_text(reading, heading, away);
    }
    if reading.words.list.is_empty() {
        return rung(I::Ambiguous, 0.3, &[]);
    }
    if let Some(found) = law(reading) {
        return found;
    }
    if reading.has(Cue::Inject) {
        return if reading.has(Cue::Stop) && !reading.any(&[Cue::Accept, Cue::Meet]) {
            rung(I::Unsubscribe, 0.55, &[Cue::Stop, Cue::Inject])
        } else {
            rung(I::Ambiguous, 0.5, &[Cue::Inject])
        };
    }
    let opt_out = reading.opt_out();
    if away && !opt_out && !reading.answers_beside_absence() && reading.questions().is_empty() {
        return rung(I::OutOfOffice, 0.85, &[Cue::Away, Cue::PartTime]);
    }
    let automatic = reading.any(&[Cue::Receipt, Cue::Unread, Cue::Challenge]);
    if automatic
        && !opt_out
        && !reading.any(&[
            Cue::Accept,
            Cue::Trial,
            Cue::No,
            Cue::Standing,
            Cue::NotMine,
            Cue::TookOver,
            Cue::Refer,
        ])
    {
        return if away {
            rung(I::OutOfOffice, 0.7, &[Cue::Away])
        } else {
            rung(
                I::AutoReply,
                0.75,
                &[Cue::Receipt, Cue::Unread, Cue::Challenge],
            )
        };
    }
    if opt_out {
        let unsure = !reading.any(&[Cue::Stop, Cue::StopWord])
            && (reading.any(&[Cue::Accept, Cue::Meet]) || !reading.has(Cue::Quiet));
        return rung(
            I::Unsubscribe,
            if unsure { 0.65 } else { 0.95 },
            &[Cue::Stop, Cue::StopWord, Cue::Quiet, Cue::LooseStop],
        );
    }
    let kind = reading.any(&[Cue::Accept, Cue::Meet, Cue::Trial, Cue::Later])
        || !reading.questions().is_empty();
    if reading.right_used() && !kind {
        return rung(I::Unsubscribe, 0.7, &[Cue::Rights]);
    }
    let missed_stop = reading.quotes_with(
        Cue::Missed,
        &["stop", "remov", "unsub", "taken", "off", "delet"],
    ) && !reading.any(&[Cue::Accept, Cue::Meet, Cue::Trial]);
    if missed_stop || reading.any(&[Cue::Missed]) && !kind && !reading.has(Cue::Standing) {
        return rung(I::Unsubscribe, 0.6, &[Cue::Missed]);
    }
    if reading.has(Cue::Accuse) && !kind && !reading.any(&[Cue::No, Cue::Standing, Cue::Busy]) {
        return rung(I::Unsubscribe, 0.6, &[Cue::Accuse]);
    }
    if let Some(found) = person(reply, reading, referral, name_score) {
        return found;
    }
    answer(reading, away)
}

/// Texts that a machine sent.
fn machine_text(reading: &Reading, heading: &Reading, away: bool) -> Verdict {
    use Intent as I;
    let gone = reading.has(Cue::Gone);
    if heading.has(Cue::Away) || (away && !gone) {
        // A receipt that only mentions opening hours is no absence.
        let receipt = reading.any(&[Cue::Receipt, Cue::Challenge]) && !heading.has(Cue::Away);
        let strong = reading
            .hits
            .iter()
            .filter(|hit| matches!(hit.cue, Cue::Away | Cue::PartTime))
            .count();
        if !(receipt && strong < 2 && reading.mentions.is_empty())
            && !(gone && !reading.has(Cue::Away))
        {
            return rung(I::OutOfOffice, 0.95, &[Cue::Away, Cue::PartTime]);
        }
    }
    if gone
        && reading.has(Cue::Away)
        && !reading.mentions.is_empty()
        && !heading.has(Cue::Gone)
        && reading
            .hits
            .iter()
            .find(|hit| matches!(hit.cue, Cue::Away | Cue::Gone))
            .is_some_and(|hit| hit.cue == Cue::Away)
    {
        return rung(I::OutOfOffice, 0.7, &[Cue::Away]);
    }
    if !gone
        && !reading.any(&[Cue::Receipt, Cue::Unread, Cue::Challenge])
        && reading
            .mentions
            .iter()
            .any(|mention| mention.range || matches!(mention.role, Role::Back | Role::Until))
    {
        return rung(I::OutOfOffice, 0.7, &[]);
    }
    rung(
        I::AutoReply,
        if reading.any(&[Cue::Receipt, Cue::Unread, Cue::Challenge, Cue::Gone]) {
            0.95
        } else {
            0.7
        },
        &[Cue::Gone, Cue::Receipt, Cue::Unread, Cue::Challenge],
    )
}

fn calendar(reply: &Reply) -> Verdict {
    let subject = crate::fold::fold(reply.subject.unwrap_or(""));
    let starts = |stems: &[&str]| stems.iter().any(|stem| subject.starts_with(stem));
    if starts(&[
        "declined",
        "abgelehnt",
        "refuse",
        "rechazad",
        "rifiutat",
        "geweigerd",
        "afgewezen",
        "recusad",
        "odrzucon",
        "afvist",
        "avboejt",
        "avslaatt",
    ]) {
        return rung(Intent::NotInterested, 0.4, &[]);
    }
    if starts(&[
        "accepted",
        "zugesagt",
        "angenommen",
        "accepte",
        "aceptad",
        "accettat",
        "geaccepteerd",
        "aceite",
        "invit",
        "einladung",
        "uitnodiging",
        "convite",
        "zaakceptowan",
        "accepteret",
        "accepterad",
        "akseptert",
    ]) {
        return rung(Intent::Positive, 0.85, &[]);
    }
    rung(Intent::Ambiguous, 0.4, &[])
}

/// Rung 2: reports, lawyers, a disputed legal basis.
fn law(reading: &Reading) -> Option<Verdict> {
    const CUES: &[Cue] = &[Cue::Report, Cue::Lawyer, Cue::Basis, Cue::Accuse];
    let hard_words = reading.any(&[
        Cue::Accuse,
        Cue::Basis,
        Cue::Rights,
        Cue::Stop,
        Cue::Quiet,
        Cue::Missed,
    ]);
    let kind = reading.any(&[Cue::Accept, Cue::Meet, Cue::Trial]);
    if reading.has(Cue::Report) && (hard_words || !kind) {
        return Some(rung(
            Intent::Complaint,
            if hard_words { 0.95 } else { 0.8 },
            CUES,
        ));
    }
    if reading.has(Cue::Lawyer) && hard_words && !kind {
        return Some(rung(Intent::Complaint, 0.85, CUES));
    }
    if reading.quotes_with(Cue::Lawyer, &["client", "mandant", "cliente", "assistito"]) && !kind {
        return Some(rung(Intent::Complaint, 0.8, CUES));
    }
    let basis = reading.quotes_with(
        Cue::Basis,
        &[
            "basis",
            "ground",
            "interest",
            "rechtsgrund",
            "interesse",
            "base",
            "interet",
            "interes",
            "podstaw",
            "rettsgrund",
            "raettslig",
            "根",
        ],
    );
    if basis && !kind {
        return Some(rung(Intent::Complaint, 0.8, CUES));
    }
    None
}

/// Rungs 6 and 7: somebody else, or nobody here.
fn person(
    reply: &Reply,
    reading: &Reading,
    referral: &Referral,
    name_score: i32,
) -> Option<Verdict> {
    use Intent as I;
    if reading.has(Cue::Death) {
        return Some(rung(I::WrongPerson, 0.7, &[Cue::Death]));
    }
    if people::addressed_in_copy(reply, &reading.words).is_some() && !reading.any(&[Cue::No]) {
        return Some(rung(I::Referral, 0.7, &[Cue::Handed]));
    }
    const REFER: &[Cue] = &[Cue::Refer, Cue::Handed, Cue::TookOver, Cue::NotMine];
    let wants = reading.any(&[Cue::Meet, Cue::Trial]) || reading.slot();
    let disowns = reading.any(&[Cue::NotMine, Cue::WrongOne, Cue::LeftSelf, Cue::Gone]);
    if reading.has(Cue::TookOver) && reply.from.is_some() && !reading.any(&[Cue::No, Cue::Standing])
    {
        return Some(rung(I::Referral, 0.8, REFER));
    }
    let named = referral.name.is_some() && name_score >= 3;
    // "Does it talk to X?" points to nobody.
    let asked = |hit: &Hit| {
        reading
            .words
            .sentences
            .get(reading.sentence(hit.first))
            .is_some_and(|sentence| sentence.question)
    };
    let points = reading
        .hits
        .iter()
        .any(|hit| matches!(hit.cue, Cue::Refer | Cue::Handed) && !asked(hit));
    if referral.email.is_some()
        && (points || disowns)
        && (!wants || disowns)
        && !reading.has(Cue::KeepMe)
    {
        return Some(rung(I::Referral, 0.92, REFER));
    }
    let only_asks = reading.questions().len() > 1 && !disowns && !reading.has(Cue::Handed);
    if named && points && !only_asks && (!wants || disowns) {
        return Some(rung(I::Referral, 0.82, REFER));
    }
    if reading.has(Cue::WrongOne) && !wants {
        return Some(rung(I::WrongPerson, 0.85, &[Cue::WrongOne]));
    }
    if reading.any(&[Cue::LeftSelf, Cue::Gone]) && !wants {
        return Some(rung(I::WrongPerson, 0.85, &[Cue::LeftSelf, Cue::Gone]));
    }
    if reading.has(Cue::NotMine)
        && !wants
        && !reading.any(&[Cue::Standing, Cue::No, Cue::Later, Cue::Accept])
    {
        return Some(rung(I::WrongPerson, 0.7, &[Cue::NotMine]));
    }
    None
}

/// Rungs 8 to 12, by the sum of the text.
fn answer(reading: &Reading, away: bool) -> Verdict {
    use Intent as I;
    const YES: &[Cue] = &[Cue::Accept, Cue::Meet, Cue::Trial];
    const NO: &[Cue] = &[Cue::No, Cue::Standing, Cue::HardNo, Cue::Abuse];
    const LATER: &[Cue] = &[Cue::Later, Cue::Busy];
    let later = reading.has(Cue::Later) || reading.bare_later_day();
    let busy = reading.has(Cue::Busy);
    let yes = reading.has(Cue::Accept);
    let no_plain = reading.has(Cue::No);
    let no = reading.any(NO);
    let later_sentences = reading.sentences(&[Cue::Later]);
    let step = reading
        .sentences(&[Cue::Meet, Cue::Trial])
        .into_iter()
        .filter(|sentence| !later_sentences.contains(sentence))
        .next_back();
    let slot = reading.slot();
    let last_no = reading.sentences(NO).into_iter().next_back();
    let questions: Vec<usize> = reading
        .questions()
        .into_iter()
        .filter(|question| !later_sentences.contains(question))
        .collect();
    let asks = !questions.is_empty()
        || reading
            .sentences(&[Cue::Material])
            .iter()
            .any(|sentence| !later_sentences.contains(sentence));
    if reading.any(&[Cue::HardNo, Cue::Abuse]) && no && !yes && step.is_none() && !asks {
        return rung(I::NotInterested, 0.85, NO);
    }
    if reading.sentences(&[Cue::Odd]).len() > 1
        || reading.has(Cue::Odd) && (no || (!yes && step.is_none() && !asks && !later))
    {
        return rung(I::Ambiguous, 0.4, &[Cue::Odd]);
    }
    if reading.has(Cue::Who) && step.is_none() && !yes && !no && !later {
        return rung(I::Ambiguous, 0.5, &[Cue::Who]);
    }
    if away && !later && yes && step.is_none() {
        return rung(I::NotNow, 0.6, LATER);
    }
    if no && (step.is_some() || slot) {
        // Whatever was said last counts; in one breath nobody can tell.
        return match (step, last_no) {
            (Some(step), Some(no)) if step > no => rung(I::Positive, 0.6, YES),
            (Some(step), Some(no)) if step == no && no_plain && !yes && !asks => {
                rung(I::Ambiguous, 0.4, YES)
            }
            _ if yes || slot => rung(I::Positive, 0.5, YES),
            _ if asks => rung(I::InfoRequest, 0.5, &[Cue::Ask, Cue::Material]),
            _ if later => rung(I::NotNow, 0.5, LATER),
            _ => rung(I::NotInterested, 0.55, NO),
        };
    }
    if step.is_some() || (slot && !later) || (reading.phone() && !no && !later) {
        return if later && !yes {
            rung(I::NotNow, 0.5, LATER)
        } else {
            rung(I::Positive, if busy { 0.7 } else { 0.88 }, YES)
        };
    }
    if asks {
        return rung(
            I::InfoRequest,
            if no || later { 0.55 } else { 0.85 },
            &[Cue::Ask, Cue::Material],
        );
    }
    if later {
        return rung(I::NotNow, if no { 0.65 } else { 0.88 }, LATER);
    }
    if yes && !no_plain && !busy {
        return rung(I::Positive, if no { 0.5 } else { 0.75 }, YES);
    }
    if busy {
        return rung(I::NotNow, if no { 0.6 } else { 0.75 }, LATER);
    }
    if no {
        return rung(I::NotInterested, if yes { 0.6 } else { 0.88 }, NO);
    }
    if away {
        return rung(I::OutOfOffice, 0.6, &[Cue::Away, Cue::PartTime]);
    }
    let far = |mention: &Mention| (mention.begins - reading.today).get_days() > 13;
    if reading.mentions.iter().any(far) && !reading.any(&[Cue::Who, Cue::Odd]) {
        return rung(I::NotNow, 0.45, &[]);
    }
    // A statement with a "not" in it, and nothing else known: more likely a no than anything; a person looks.
    let negated = reading
        .words
        .list
        .iter()
        .any(|word| NEGATIONS.contains(&word.fold.as_str()));
    if negated
        && reading.words.list.len() > 4
        && !reading.any(&[
            Cue::Who,
            Cue::Odd,
            Cue::Courtesy,
            Cue::LooseStop,
            Cue::Quiet,
        ])
    {
        return rung(I::NotInterested, 0.35, &[]);
    }
    rung(I::Ambiguous, 0.3, &[Cue::Courtesy, Cue::Who, Cue::Odd])
}

/// Dates, flags and evidence for a verdict.
fn finish(
    reply: &Reply,
    reading: &Reading,
    heading: &Reading,
    verdict: Verdict,
    referral: Referral,
) -> Label {
    let intent = verdict.intent;
    let today = reading.today;
    let machine = reply.auto_submitted || !matches!(reply.machine, MachineKind::Human);
    let mut return_date = None;
    let mut resume_on = None;
    if intent == Intent::OutOfOffice {
        let away = reading.spans(&[Cue::Away]);
        return_date = dates::return_day(
            &reading.words,
            &reading.mentions,
            today,
            &reading.spans(&[Cue::PartTime]),
            &away,
        )
        .or_else(|| dates::return_day(&heading.words, &heading.mentions, today, &[], &[]));
        resume_on = return_date.map(dates::next_weekday);
    } else if intent == Intent::NotNow {
        resume_on = dates::resume_day(
            &reading.words,
            &reading.mentions,
            today,
            &reading.spans(&[Cue::Later, Cue::Quiet]),
        );
    }
    let referral = match intent {
        Intent::Referral if reading.has(Cue::TookOver) && referral.email.is_none() => {
            let own = reply.from.map(|(name, address)| Referral {
                name: Some(name.to_owned()).filter(|name| !name.is_empty()),
                email: Some(address.to_lowercase()).filter(|mail| !mail.is_empty()),
            });
            own.or(Some(referral))
        }
        Intent::Referral => Some(referral),
        Intent::WrongPerson | Intent::AutoReply
            if reading.has(Cue::Gone) || intent == Intent::WrongPerson =>
        {
            Some(referral).filter(|referral| referral.email.is_some())
        }
        _ => None,
    };
    let stop = match intent {
        Intent::Unsubscribe | Intent::Complaint => true,
        Intent::Bounce => reply.machine == MachineKind::Bounce && reply.permanent == Some(true),
        Intent::WrongPerson => !reading.has(Cue::KeepMe),
        Intent::AutoReply => reading.any(&[Cue::Gone, Cue::Death]),
        Intent::NotInterested => reading.any(&[Cue::HardNo, Cue::Abuse]),
        _ => false,
    };
    let incident = !machine
        && (reading.right_used() || reading.has(Cue::Missed) && reading.opt_out())
        || reading.has(Cue::Death);
    let escalate = match intent {
        Intent::Positive | Intent::InfoRequest | Intent::Referral | Intent::Ambiguous => true,
        Intent::Complaint => reply.machine != MachineKind::Complaint,
        Intent::Unsubscribe => incident || reading.has(Cue::Missed) || reading.has(Cue::Inject),
        // Words of an opt-out that were not believed: better a look too many.
        Intent::WrongPerson | Intent::NotInterested | Intent::NotNow => {
            incident
                || verdict.confidence < 0.5
                || reading.any(&[Cue::Quiet, Cue::Stop]) && intent == Intent::NotInterested
        }
        Intent::OutOfOffice | Intent::AutoReply => reading.has(Cue::Death),
        Intent::Bounce => false,
    };
    let mut evidence = reading.evidence(verdict.cues);
    if evidence.is_empty() {
        evidence = heading.evidence(verdict.cues);
    }
    Label {
        intent,
        confidence: verdict.confidence,
        escalate,
        stop,
        return_date,
        resume_on,
        referral,
        evidence,
    }
}
