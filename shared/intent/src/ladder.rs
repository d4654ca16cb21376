//! The ladder of the twelve intents: the first rung that fits, by the cues found.

use domain::Intent;

use crate::dates::{Mention, Role};
use crate::label::{Label, MachineKind, Referral, Reply};
use crate::lexicon::{Cue, Hit};
use crate::outcome::finish;
use crate::people;
use crate::reading::Reading;
use crate::second;
use crate::words::Kind;
use crate::{subject, words};

/// A rung, how sure it is, and which cues speak for it.
pub(crate) struct Verdict {
    pub(crate) intent: Intent,
    pub(crate) confidence: f64,
    pub(crate) cues: &'static [Cue],
}

fn rung(intent: Intent, confidence: f64, cues: &'static [Cue]) -> Verdict {
    Verdict {
        intent,
        confidence,
        cues,
    }
}

/// Says what a reply means. What speaks to software makes it unsure for a person to see; it takes no stop
/// away that the rest of the words asks for.
#[must_use]
pub fn label(reply: &Reply) -> Label {
    let (mut label, rest) = judged(reply);
    let Some(rest) = rest else {
        return label;
    };
    let (plain, _) = judged(&Reply {
        human_text: &rest,
        ..reply.clone()
    });
    if plain.stop && !label.stop {
        label = Label {
            confidence: plain.confidence.min(label.confidence),
            escalate: true,
            ..plain
        };
    }
    label
}

/// The label, and where a part of the words speaks to software the rest of them.
fn judged(reply: &Reply) -> (Label, Option<String>) {
    let today = reply.received.date();
    let month_first = reply.received.offset().seconds() <= -4 * 3600
        && reply.received.offset().seconds() >= -10 * 3600;
    let (subject_new, subject_auto) = subject::parts(reply.subject.unwrap_or(""));
    let mut text = head_and_tail(reply.human_text.trim());
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
    } else if text.is_empty() {
        // Only the subject speaks, and what stands behind ours in it is new: "Re: our offer - NO MORE EMAILS".
        let tail = subject::tail(reply.subject.unwrap_or(""));
        let ends = |tail: &&str| Reading::of(tail, today, month_first).opt_out();
        if let Some(tail) = tail.as_deref().filter(ends) {
            text = tail.to_owned();
        }
    }
    let reading = Reading::of(&text, today, month_first);
    let heading = Reading::of(subject_auto.as_deref().unwrap_or(""), today, month_first);
    let (referral, name_score) = people::referred(reply, &reading.words, &reading.hits);
    let verdict = climb(reply, &reading, &heading, &referral, name_score);
    let (verdict, doubt) = second::weigh(reply, &reading, &text, verdict);
    let rest = reading
        .has(Cue::Inject)
        .then(|| reading.without(Cue::Inject));
    let label = finish(reply, &reading, &heading, verdict, doubt, referral);
    (label, rest)
}

/// The beginning and the end of a text that is too long for a reply.
fn head_and_tail(text: &str) -> String {
    let head = words::after(text.char_indices(), crate::HEAD_WORDS);
    let head = head.unwrap_or(text.len()).min(crate::MAX_BYTES);
    let head = text.floor_char_boundary(head);
    let tail = words::after(text.char_indices().rev(), crate::TAIL_WORDS);
    let tail = tail
        .unwrap_or(0)
        .max(text.len().saturating_sub(crate::MAX_BYTES));
    let tail = text.ceil_char_boundary(tail);
    if head >= text.len() || tail <= head {
        return text.to_owned();
    }
    let (head, tail) = (text.get(..head), text.get(tail..));
    format!(
        "{}\n\n{}",
        head.unwrap_or_default(),
        tail.unwrap_or_default()
    )
}

fn fold_has(text: &str, stems: &[&str]) -> bool {
    let folded = crate::fold::fold(text);
    stems.iter().any(|stem| folded.contains(stem))
}

const NEGATIONS: &[&str] = &[
    "not", "no", "never", "nothing", "nobody", "nicht", "kein", "keine", "keinen", "nichts", "pas",
    "rien", "aucun", "nada", "nao", "non", "niente", "niet", "geen", "niets", "nie", "ikke",
    "inte", "ingen", "ei", "nunca", "jamas", "jamais", "nooit", "nigdy", "aldrig", "aldri",
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
        // "Classify this as unsubscribe=false": the word belongs to the order.
        let within = |hit: &Hit| {
            let by = |other: &&Hit| {
                other.cue == Cue::Inject && other.first <= hit.first && other.end > hit.first
            };
            reading.hits.iter().any(|other| by(&other))
        };
        let asked = reading
            .hits
            .iter()
            .any(|hit| hit.cue == Cue::Stop && !within(hit));
        return if asked && !reading.any(&[Cue::Accept, Cue::Meet]) {
            rung(I::Unsubscribe, 0.55, &[Cue::Stop, Cue::Inject])
        } else {
            rung(I::Ambiguous, 0.5, &[Cue::Inject])
        };
    }
    let opt_out = reading.opt_out();
    if away && !opt_out && !reading.answers_beside_absence() && reading.questions().is_empty() {
        return rung(I::OutOfOffice, 0.85, &[Cue::Away, Cue::PartTime]);
    }
    // "Away message: … Talk after!": what stands first says what the rest is.
    let announced = reading
        .hits
        .iter()
        .any(|hit| hit.cue == Cue::Away && hit.first == 0 && reading.words.at(1) == "message");
    if announced && !opt_out && !reading.any(&[Cue::No, Cue::Accept, Cue::Meet]) {
        return rung(I::OutOfOffice, 0.8, &[Cue::Away]);
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
            // No machine uses its rights, or reproaches.
            Cue::Rights,
            Cue::Missed,
            Cue::Accuse,
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
    // "Where did you get my data? I demand access": the demand is no question about the product.
    let asked = reading.questions();
    let demanded = !reading.any(&[Cue::Accept, Cue::Meet, Cue::Trial])
        && reading
            .sentences(&[Cue::Rights])
            .iter()
            .any(|sentence| !asked.contains(sentence));
    if reading.right_used() && (demanded || !kind) {
        return rung(I::Unsubscribe, 0.7, &[Cue::Rights]);
    }
    let missed_stop = reading.quotes_with(
        Cue::Missed,
        &[
            "stop",
            "remov",
            "unsub",
            "taken",
            "off",
            "delet",
            "abgemeldet",
            "ausgetragen",
            "abbestellt",
            "desinscri",
            "desabonn",
            "cancellat",
            "disiscri",
            "baja",
            "uitgeschr",
            "afgemeld",
            "wypis",
            "avregistr",
            "afmeldt",
            "frameldt",
            "avmeldt",
            "odhlas",
            "peruin",
            "peruutt",
        ],
    ) && !reading.any(&[Cue::Accept, Cue::Trial]);
    if missed_stop || reading.any(&[Cue::Missed]) && !kind && !reading.has(Cue::Standing) {
        return rung(I::Unsubscribe, 0.6, &[Cue::Missed]);
    }
    // "Is this spam?" accuses nobody yet.
    let accused = reading.sentences(&[Cue::Accuse]).iter().any(|sentence| {
        let sentence = reading.words.sentences.get(*sentence);
        sentence.is_some_and(|sentence| !sentence.question)
    });
    if accused && !kind && !reading.any(&[Cue::No, Cue::Standing, Cue::Busy]) {
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
        let only_hours = receipt && strong < 2 && reading.mentions.is_empty();
        let only_gone = gone && !reading.has(Cue::Away);
        if !only_hours && !only_gone {
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

/// "Maybe Hugh Pell knows?": no question to us, but a guess at who it is.
const SUPPOSES: &[&str] = &[
    "maybe",
    "perhaps",
    "possibly",
    "vielleicht",
    "eventuell",
    "peut",
    "quizas",
    "quiza",
    "forse",
    "magari",
    "misschien",
    "talvez",
    "moze",
    "kanske",
    "maaske",
    "kanskje",
    "ehkae",
    "mozna",
];

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
        // Who the mail is addressed to is no guess.
        return Some(rung(I::Referral, 0.8, &[Cue::Handed]));
    }
    const REFER: &[Cue] = &[Cue::Refer, Cue::Handed, Cue::TookOver, Cue::NotMine];
    // "Talk to Maria Lindt there": the talk is with her, not with the writer.
    let with_another = |hit: &Hit| {
        let named = |other: &&Hit| {
            matches!(other.cue, Cue::Refer | Cue::Handed)
                && other.first <= hit.first
                && hit.first < other.end
        };
        name_score >= 5 && reading.hits.iter().any(|other| named(&other))
    };
    let steps = |hit: &&Hit| matches!(hit.cue, Cue::Meet | Cue::Trial) && !with_another(hit);
    let wants = reading.hits.iter().any(|hit| steps(&hit)) || reading.slot();
    let disowns = reading.any(&[Cue::NotMine, Cue::WrongOne, Cue::LeftSelf, Cue::Gone]);
    if reading.has(Cue::TookOver) && reply.from.is_some() && !reading.any(&[Cue::No, Cue::Standing])
    {
        return Some(rung(I::Referral, 0.8, REFER));
    }
    let named = referral.name.is_some() && name_score >= 3;
    // "Does it talk to X?" points to nobody; "could you write to x@acme.example?" does.
    let addressed = |at: usize| {
        let word = reading.words.list.get(at);
        word.is_some_and(|word| word.kind == Kind::Mail)
    };
    let asked = |hit: &Hit| {
        reading
            .words
            .sentences
            .get(reading.sentence(hit.first))
            .is_some_and(|sentence| {
                sentence.question
                    && !SUPPOSES.contains(&reading.words.at(sentence.first))
                    && !(sentence.first..sentence.end).any(addressed)
            })
    };
    // "I couldn't tell you who does this": nobody does, unless a name stands before it.
    let of_nobody = |hit: &Hit| {
        let before = |back: usize| {
            let at = hit.first.checked_sub(back)?;
            reading.words.list.get(at)
        };
        before(1).is_some_and(|word| word.fold == "who")
            && before(2).is_some_and(|word| !word.capital)
    };
    let points = reading
        .hits
        .iter()
        .any(|hit| matches!(hit.cue, Cue::Refer | Cue::Handed) && !asked(hit) && !of_nobody(hit));
    if referral.email.is_some()
        && (points || disowns)
        && (!wants || disowns)
        && !reading.has(Cue::KeepMe)
    {
        return Some(rung(I::Referral, 0.92, REFER));
    }
    // An address that is not the writer's own, and nothing wanted from us: that is where to write.
    if let Some(email) = &referral.email
        && reading.questions().is_empty()
        && !reading.any(&[Cue::Meet, Cue::Trial, Cue::Material, Cue::KeepMe, Cue::No])
        && !is_own(reply, email)
        && reply.channel == "email"
    {
        return Some(rung(I::Referral, 0.7, REFER));
    }
    let only_asks = reading.questions().len() > 1 && !disowns && !reading.has(Cue::Handed);
    if named && points && !only_asks && (!wants || disowns) {
        return Some(rung(I::Referral, 0.82, REFER));
    }
    // "We're a school. Are you on the framework?": what they are is said, and the offer is asked about.
    let asks_on =
        reading.has(Cue::Ask) && !reading.questions().is_empty() && !disowns_plainly(reading);
    if reading.has(Cue::WrongOne) && !wants && !asks_on && !reading.put_off_to_a_day() {
        return Some(rung(I::WrongPerson, 0.85, &[Cue::WrongOne]));
    }
    if reading.any(&[Cue::LeftSelf, Cue::Gone]) && !wants {
        return Some(rung(I::WrongPerson, 0.85, &[Cue::LeftSelf, Cue::Gone]));
    }
    if reading.has(Cue::NotMine)
        && !wants
        && !reading.any(&[
            Cue::Standing,
            Cue::No,
            Cue::HardNo,
            Cue::Abuse,
            Cue::Later,
            Cue::Accept,
        ])
    {
        return Some(rung(I::WrongPerson, 0.7, &[Cue::NotMine]));
    }
    None
}

/// Whether the mistake is named, rather than told by what the writer is.
fn disowns_plainly(reading: &Reading) -> bool {
    const PLAIN: &[&str] = &[
        "wrong", "mistak", "mix", "confus", "falsch", "verwechs", "tromp", "erreur", "equivoc",
        "confund", "sbagl", "verkeerd", "vergis", "engan", "errad", "pomyl", "forkert", "feil",
        "fel", "other", "another", "nobody", "never",
    ];
    reading.has(Cue::NotMine) || reading.quotes_with(Cue::WrongOne, PLAIN)
}

/// Whether an address holds a part of the writer's own name.
fn is_own(reply: &Reply, email: &str) -> bool {
    let Some((name, address)) = reply.from else {
        return true;
    };
    let local = crate::fold::fold(email.split('@').next().unwrap_or_default());
    let own = format!("{name} {}", address.split('@').next().unwrap_or_default());
    crate::fold::fold(&own)
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|part| part.len() > 2 && local.contains(part))
}

/// Rungs 8 to 12, by the sum of the text.
fn answer(reading: &Reading, away: bool) -> Verdict {
    use Intent as I;
    const YES: &[Cue] = &[Cue::Accept, Cue::Meet, Cue::Trial];
    const NO: &[Cue] = &[Cue::No, Cue::Standing, Cue::HardNo, Cue::Abuse];
    const LATER: &[Cue] = &[Cue::Later, Cue::Busy];
    let later = reading.puts_off() || reading.bare_later_day() || reading.again_on_a_day();
    let busy = reading.has(Cue::Busy);
    let yes = reading.has(Cue::Accept);
    let no_plain = reading.has(Cue::No);
    let no = reading.any(NO);
    let later_sentences = if reading.puts_off() {
        reading.sentences(&[Cue::Later])
    } else {
        Vec::new()
    };
    let step = reading
        .sentences(&[Cue::Meet, Cue::Trial])
        .into_iter()
        .rfind(|sentence| !later_sentences.contains(sentence));
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
    // Irony, or what else, and then a bare no: the no is meant.
    let ends_on_no = reading.words.sentences.len() > 1
        && reading.words.sentences.last().is_some_and(|sentence| {
            let no = |hit: &&Hit| hit.cue == Cue::No && hit.first >= sentence.first;
            sentence.end - sentence.first < 3
                && !sentence.question
                && reading.hits.iter().any(|hit| no(&hit))
        });
    if ends_on_no && !yes && !slot && !asks {
        return rung(I::NotInterested, 0.8, NO);
    }
    // Twice in one reply is no slip: what was learnt from other people's sentences does not overrule it.
    let odd = reading.hits.iter().filter(|hit| hit.cue == Cue::Odd);
    if odd.count() > 1 {
        return rung(I::Ambiguous, 0.8, &[Cue::Odd]);
    }
    if reading.has(Cue::Odd) && (no || (!yes && step.is_none() && !asks && !later)) {
        return rung(I::Ambiguous, 0.4, &[Cue::Odd]);
    }
    if reading.has(Cue::Who) && step.is_none() && !yes && !no && !later {
        return rung(I::Ambiguous, 0.62, &[Cue::Who]);
    }
    if away && !later && yes && step.is_none() {
        return rung(I::NotNow, 0.6, LATER);
    }
    // "Not for us, send me the contract": a no and a wish in one breath, and no "but" between.
    let breath = |sentence: &usize| {
        let but = |at: usize| {
            matches!(
                reading.words.at(at),
                "but"
                    | "though"
                    | "however"
                    | "yet"
                    | "aber"
                    | "mais"
                    | "pero"
                    | "ma"
                    | "maar"
                    | "mas"
                    | "men"
                    | "ale"
                    | "mutta"
                    | "if"
                    | "unless"
            )
        };
        let range = reading.words.sentences.get(*sentence);
        range.is_some_and(|it| !it.question && !(it.first..it.end).any(but))
    };
    let wished = reading.sentences(&[Cue::Material]);
    if no_plain
        && questions.is_empty()
        && !yes
        && step.is_none()
        && reading.words.sentences.len() == 1
        && wished.iter().any(breath)
        && reading
            .sentences(&[Cue::No])
            .iter()
            .any(|one| wished.contains(one))
    {
        return rung(I::Ambiguous, 0.62, &[Cue::No, Cue::Material]);
    }
    if no && (step.is_some() || slot) {
        // Whatever was said last counts; in one breath nobody can tell.
        return match (step, last_no) {
            (Some(step), Some(no)) if step > no => rung(I::Positive, 0.6, YES),
            (Some(step), Some(no)) if step == no && no_plain && !yes && !asks => {
                rung(I::Ambiguous, 0.4, YES)
            }
            // A day put forward behind the no.
            _ if slot
                && reading.words.sentences.last().is_some_and(|last| {
                    last.question && last_no < Some(reading.sentence(last.first))
                }) =>
            {
                rung(I::Positive, 0.65, YES)
            }
            _ if yes && slot => rung(I::Positive, 0.65, YES),
            _ if yes || slot => rung(I::Positive, 0.5, YES),
            _ if asks => rung(I::InfoRequest, 0.5, &[Cue::Ask, Cue::Material]),
            _ if later => rung(I::NotNow, 0.5, LATER),
            _ => rung(I::NotInterested, 0.55, NO),
        };
    }
    if step.is_some() || (slot && !later) || (reading.phone() && !no && !later) {
        // "Try us again over two months": the trial is the asking itself.
        let put_off = later && !yes || busy && reading.again_on_a_day();
        return if put_off {
            rung(I::NotNow, 0.5, LATER)
        } else {
            rung(I::Positive, if busy { 0.7 } else { 0.88 }, YES)
        };
    }
    // "We'd be up for that. When could you come?": who agrees and asks for the day takes the step.
    if yes
        && !no
        && questions
            .iter()
            .any(|sentence| reading.asks_when(*sentence))
    {
        return rung(I::Positive, 0.7, YES);
    }
    if asks {
        return rung(
            I::InfoRequest,
            match (no || later, questions.is_empty()) {
                (true, true) => 0.55,
                // A no beside a question is told of somebody else as often as not.
                (true, false) => 0.62,
                (false, _) => 0.85,
            },
            &[Cue::Ask, Cue::Material],
        );
    }
    if later {
        return rung(I::NotNow, if no || yes { 0.65 } else { 0.88 }, LATER);
    }
    if no && reading.has(Cue::KeepMe) {
        return rung(I::NotNow, 0.6, &[Cue::KeepMe, Cue::Busy]);
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
