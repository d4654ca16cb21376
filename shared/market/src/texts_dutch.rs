//! Dutch.

use crate::texts::Texts;

pub(crate) const TEXTS: Texts = Texts {
    greetings: &["Hoi {you},", "Hallo {you},", "Goedendag,", ""],
    closings: &[
        "Groet,\n{me}",
        "Met vriendelijke groet,\n{full}",
        "Met vriendelijke groet,\n\n{full}\n{firm}\nT {phone}",
        "-- \n{full}\n{firm}",
        "{me}",
    ],
    positive: &[
        "Klinkt interessant. Kun je {weekday} om {time} uur even bellen?",
        "Prima, laten we praten. Stuur maar een uitnodiging voor {date}.",
        "Ja, een demo lijkt me nuttig. Wat mij betreft {weekday}.",
    ],
    info_request: &[
        "Wat kost dit voor ongeveer dertig gebruikers?",
        "Kun je me eerst wat meer informatie sturen?",
    ],
    referral: &[
        "Hiervoor moet je bij {other} zijn: {other_email}.",
        "Ik doe dit niet meer, neem contact op met {other} ({other_email}).",
    ],
    not_now: &[
        "Nu komt het niet uit. Probeer het in {month} nog eens.",
        "Het budget voor dit jaar is op. Na {date} kunnen we er opnieuw naar kijken.",
    ],
    not_interested: &[
        "Bedankt, maar we hebben geen interesse.",
        "We hebben al een oplossing waar we tevreden over zijn, dank je.",
    ],
    unsubscribe: &[
        "Haal mij alsjeblieft van de mailinglijst.",
        "Ik wil geen e-mails meer ontvangen, verwijder mijn gegevens.",
    ],
    wrong_person: &["Je hebt de verkeerde persoon voor je, ik ga hier niet over."],
    ambiguous: &["Bedankt.", "Tja.", "We zien wel."],
    agreed: &[
        "Top, dan {weekday} om {time} uur. Tot dan!",
        "Akkoord, ik heb de uitnodiging geaccepteerd.",
    ],
    out_of_office: &[(
        "Automatisch antwoord: {subject}",
        "Bedankt voor je bericht. Ik ben afwezig en vanaf {back_full} weer bereikbaar. Voor dringende zaken kun je terecht bij {other} ({other_email}).\n\nGroet,\n{full}",
    )],
    auto_reply: &[(
        "Ontvangstbevestiging: {subject}",
        "Bedankt voor je bericht aan {firm}. We hebben je vraag ontvangen onder nummer {ticket} en reageren zo snel mogelijk.\n\nDit is een automatisch bericht.",
    )],
    quote_lines: &["Op {date} om {time} schreef {name} <{address}>:"],
    reply_prefix: "Re: ",
};
