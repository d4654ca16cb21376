//! German.

use crate::texts::Texts;

pub(crate) const TEXTS: Texts = Texts {
    greetings: &["Hallo {you},", "Guten Tag,", "Hallo,", ""],
    closings: &[
        "Viele Grüße\n{me}",
        "Beste Grüße\n{full}",
        "Mit freundlichen Grüßen\n\n{full}\n{firm}\nTel. {phone}",
        "-- \n{full}\n{firm}",
        "{me}",
    ],
    positive: &[
        "das klingt spannend. Passt Ihnen {weekday} um {time} Uhr für ein kurzes Telefonat?",
        "gern, lassen Sie uns sprechen. Am {date} hätte ich vormittags Zeit, schicken Sie mir bitte eine Einladung.",
        "ja, das schauen wir uns an. Können Sie uns am {weekday} eine Demo geben?",
    ],
    info_request: &[
        "was kostet das für ungefähr 30 Nutzer?",
        "könnten Sie mir vorab Unterlagen schicken? Vor allem zum Datenschutz und zum Serverstandort.",
    ],
    referral: &[
        "dafür ist bei uns {other} zuständig, bitte wenden Sie sich an {other_email}.",
        "ich bin nicht mehr in dem Bereich. Ansprechpartner ist jetzt {other} ({other_email}).",
    ],
    not_now: &[
        "im Moment haben wir dafür keine Kapazität. Melden Sie sich gern im {month} noch einmal.",
        "das Budget für dieses Jahr ist verplant. Ab dem {date} können wir wieder darüber reden.",
    ],
    not_interested: &[
        "vielen Dank, aber wir haben kein Interesse.",
        "danke für die Nachricht. Wir haben schon eine Lösung und sind damit zufrieden.",
    ],
    unsubscribe: &[
        "bitte nehmen Sie mich aus Ihrem Verteiler.",
        "ich möchte keine weiteren E-Mails von Ihnen. Bitte löschen Sie meine Daten.",
    ],
    wrong_person: &[
        "da sind Sie bei mir an der falschen Adresse, ich habe mit dem Thema nichts zu tun.",
    ],
    ambiguous: &["aha.", "Danke.", "mal sehen."],
    agreed: &[
        "wunderbar, dann {weekday} um {time} Uhr. Bis dann!",
        "passt, die Einladung habe ich angenommen.",
    ],
    out_of_office: &[
        (
            "Abwesenheitsnotiz: {subject}",
            "Vielen Dank für Ihre Nachricht. Ich bin zurzeit nicht im Büro und ab dem {back_full} wieder erreichbar. Ihre E-Mail wird nicht weitergeleitet.\n\nMit freundlichen Grüßen\n{full}",
        ),
        (
            "Automatische Antwort: {subject}",
            "Ich bin im Urlaub und am {back_weekday}, den {back_full} wieder da. In dringenden Fällen wenden Sie sich bitte an {other} ({other_email}).\n\n{me}",
        ),
    ],
    auto_reply: &[(
        "Ihre Anfrage bei {firm}",
        "Vielen Dank für Ihre Nachricht. Wir haben Ihre Anfrage unter der Nummer {ticket} erhalten und melden uns in den nächsten Tagen.\n\nDies ist eine automatische Nachricht.",
    )],
    quote_lines: &["Am {date} um {time} schrieb {name} <{address}>:"],
    reply_prefix: "AW: ",
};
