use super::*;

#[track_caller]
fn check(body: &str, expected: &str) {
    let writer = Mailbox::new("Jane Roe", "jane.roe@host.example");
    assert_eq!(human_text_of(body, Some(&writer)), expected, "{body}");
}

#[test]
fn quotes_go() {
    check(
        "No.\n\nOn 1 May 2026 at 10:00, Sam <s@x.example> wrote:\n\n> Hi\n> you\n",
        "No.",
    );
    check(
        "No.\n\n________________________________\nFrom: Sam <s@x.example>\nSent: 1 May 2026\nTo: Jane\nSubject: x\n\nHi",
        "No.",
    );
    check(
        "Nein.\n\nVon: Sam <s@x.example>\nGesendet: 1. Mai\nAn: Jane\nBetreff: x\n\nHallo",
        "Nein.",
    );
    check(
        "いいえ。\n\n2026年3月3日(火) 10:00 Sam <s@x.example>:\n> はい",
        "いいえ。",
    );
    check(
        "No.\n\nOn Fri, 1 May 2026 at 10:00, Sam\n<s@x.example>\nwrote:\n> Hi",
        "No.",
    );
}

#[test]
fn inline_answers_stay() {
    check("> One?\n\nYes.\n\n> Two?\n\nNo.\n\n> Sam", "Yes.\n\nNo.");
}

#[test]
fn signatures_go_and_postscripts_stay() {
    check("No thanks.\n\nJane", "No thanks.");
    check(
        "No thanks.\n\nKind regards\nJane Roe\nHead of Things\n+44 20 7946 0117",
        "No thanks.",
    );
    check(
        "Fine.\n\nRegards\nJane\n\nPS: call me at nine.\n\nOn 1 May 2026, Sam <s@x.example> wrote:\n> Hi",
        "Fine.\n\nPS: call me at nine.",
    );
    check("opt out pls, cheers", "opt out pls, cheers");
    check("Thanks", "Thanks");
    check("Jane Roe\nHead of Things", "");
    check("Sorry?\n\nSent from my phone", "Sorry?");
    check("Which day?\n\nTuesday", "Which day?\n\nTuesday");
}

#[test]
fn pathological_bodies_end_in_time() {
    let _ = human_text(&">".repeat(300_000));
    let _ = human_text(&"On 1 May 2026\n".repeat(20_000));
    let _ = human_text(&"From: a@b.example\n".repeat(20_000));
    let _ = human_text(&"A ".repeat(200_000));
}

#[test]
fn letters_from_many_programs_and_lands() {
    let letters = [
        (
            "Jean Dupont",
            "Bonjour,\n\nNon merci, nous avons déjà un prestataire.\n\nBien cordialement,\n\nJean Dupont\nDirecteur des achats\nSociété Durand SA\n12 rue de la Paix, 75002 Paris\nTél. +33 1 23 45 67 89\n\nLe lun. 3 mars 2026 à 10:12, Sam Lee <sam@x.example>\na écrit :\n\n> Bonjour Jean\n",
            "Bonjour,\n\nNon merci, nous avons déjà un prestataire.",
        ),
        (
            "María López",
            "Hola Sam:\n\nAhora mismo no podemos, escríbeme en septiembre.\n\nSaludos,\nMaría\n\n--\nMaría López Ruiz\nJefa de Operaciones\n\nDe: Sam Lee <sam@x.example>\nEnviado: martes, 3 de marzo de 2026 9:00\nPara: María López <m@y.example>\nAsunto: Hola\n\nHola María",
            "Hola Sam:\n\nAhora mismo no podemos, escríbeme en septiembre.",
        ),
        (
            "田中太郎",
            "サム様\n\nお世話になっております。\n今回は見送らせていただきます。\n\nよろしくお願いいたします。\n\n田中太郎\n株式会社サンプル\nTEL: 03-1234-5678\n\n2026年3月3日(火) 10:00 Sam Lee <sam@x.example>:\n\n> 田中様\n",
            "サム様\n\nお世話になっております。\n今回は見送らせていただきます。",
        ),
        (
            "Bob Smith",
            "Hi Sam\n\nThanks for reaching out. We're good for now but circle back in Q3?\n\nThanks,\n\nBob Smith | VP Sales | Acme Inc.\nm: +1 (555) 010-2233 | bob@acme.example\nacme.example\n\nCONFIDENTIALITY NOTICE: This email is confidential and intended only for the recipient.\n\n\n-----Original Message-----\nFrom: Sam Lee <sam@x.example> \nSent: Tuesday, March 3, 2026 9:00 AM\nTo: Bob Smith <bob@acme.example>\nSubject: hi\n\nHi Bob",
            "Hi Sam\n\nThanks for reaching out. We're good for now but circle back in Q3?",
        ),
        (
            "Bob",
            "Caution: This email originated from outside the organisation. Do not click links.\n\nPlease remove me from your list.\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\nFrom: Sam Lee <sam@x.example>\nSent: Tuesday, March 3, 2026 9:00:00 AM\nTo: Bob <bob@acme.example>\nSubject: hi\n\nHi",
            "Please remove me from your list.",
        ),
        (
            "Bob",
            "Sounds good, let's talk Thursday at 3pm.\n\nBest\nBob\n\nOn Tue, Mar 3, 2026 at 9:00 AM Sam Lee <sam@x.example> wrote:\n\nHi Bob,\nwould you have 15 minutes?\n\nSam\n",
            "Sounds good, let's talk Thursday at 3pm.",
        ),
        (
            "Müller, Sabine",
            "Hallo Herr Lee,\n\nkein Interesse, bitte streichen Sie mich aus dem Verteiler.\n\nMit freundlichen Grüßen\n\ni. A. Sabine Müller\nEinkauf\nMuster GmbH & Co. KG\nMusterstraße 1 · 12345 Musterstadt\nTelefon: +49 30 1234-0\nGeschäftsführer: Max Muster · Amtsgericht Musterstadt HRB 1234\n\nAm 03.03.2026 um 09:00 schrieb Sam Lee:\n> Hallo",
            "Hallo Herr Lee,\n\nkein Interesse, bitte streichen Sie mich aus dem Verteiler.",
        ),
        (
            "Bob",
            "FYI Anna, can you take this one?\n\n---------- Forwarded message ---------\nFrom: Sam Lee <sam@x.example>\nDate: Tue, Mar 3, 2026 at 9:00 AM\nSubject: hi\nTo: <bob@acme.example>\n\nHi Bob",
            "FYI Anna, can you take this one?",
        ),
        (
            "Bob Smith",
            "I'd be happy to chat.\nFrom what I read, it costs a lot: is that right?\n\nBob",
            "I'd be happy to chat.\nFrom what I read, it costs a lot: is that right?",
        ),
        (
            "Bob Smith",
            "Please contact:\n\nAnna Berg\nHead of Procurement\nanna.berg@acme.example\n\nThanks\nBob",
            "Please contact:\n\nAnna Berg\nHead of Procurement\nanna.berg@acme.example",
        ),
        (
            "Bob Smith",
            "The right person is\n\nAnna Berg",
            "The right person is\n\nAnna Berg",
        ),
        (
            "Bob Smith",
            "Not now.\n\nBob Smith\nSent from my iPhone\n\n> On Mar 3, 2026, at 9:00 AM, Sam Lee <sam@x.example> wrote:\n> \n> \u{feff}Hi Bob",
            "Not now.",
        ),
        ("Bob Smith", "Call me: 555 0102\n\nBob", "Call me: 555 0102"),
        (
            "Bob Smith",
            "Yes please!\n\nKind regards,\n\nBob Smith\nOperations Director\n\nBook time with me: https://calendly.example/bob\n\nAcme Ltd, registered in England no 1234",
            "Yes please!",
        ),
        (
            "Jan de Vries",
            "Dag Sam,\n\nGeen interesse.\n\nMvg,\nJan\n\nOp di 3 mrt 2026 om 09:00 schreef Sam Lee <sam@x.example>:\n> Dag",
            "Dag Sam,\n\nGeen interesse.",
        ),
        (
            "Erik Svensson",
            "Hej Sam,\n\nvi har redan en leverantör.\n\nMed vänlig hälsning\nErik Svensson\nInköpschef\n\nFrån: Sam Lee <sam@x.example>\nSkickat: den 3 mars 2026 09:00\nTill: Erik Svensson\nÄmne: hej\n\nHej",
            "Hej Sam,\n\nvi har redan en leverantör.",
        ),
        (
            "Bob",
            "Hi, what does it cost?\n\nBob\n\nEl 3/3/26 a las 9:00, Sam Lee escribió:\n> Hi",
            "Hi, what does it cost?",
        ),
        (
            "Bob",
            "Thanks\n\nbut no thanks.\n\nBob",
            "Thanks\n\nbut no thanks.",
        ),
        ("Bob", "Hi Sam,\n\nYes.\nBob", "Hi Sam,\n\nYes."),
        ("Bob", "No. - Bob", "No. - Bob"),
        ("Bob", "Talk to Anna.\n\nRegards, Bob", "Talk to Anna."),
        (
            "Bob Smith",
            "Not interested at all.\n\n*Bob Smith*\n*VP Sales*\n[image: Acme logo]\n<https://acme.example/>",
            "Not interested at all.",
        ),
        (
            "Bob",
            "Hi Sam\n\nThanks\nTuesday works\n\nBob",
            "Hi Sam\n\nThanks\nTuesday works",
        ),
        (
            "Erik S",
            "Nej tack.\n\n/Erik\n\nDen tis 3 mars 2026 kl 09:00 skrev Sam Lee <s@x.example>:\n> hej",
            "Nej tack.",
        ),
        (
            "Bob",
            "Nope.\n\nOn Tuesday, March 3, 2026, 09:00:00 AM EST, Sam Lee <sam@x.example> wrote:  \n\n \nHi Bob",
            "Nope.",
        ),
        (
            "Bob",
            "Ei kiitos.\n\nti 3. maalisk. 2026 klo 9.00 Sam Lee (s@x.example) kirjoitti:\n\n> moi",
            "Ei kiitos.",
        ),
        (
            "Bob",
            "Ne, díky.\n\nút 3. 3. 2026 v 9:00 odesílatel Sam Lee <s@x.example> napsal:\n\n> ahoj",
            "Ne, díky.",
        ),
        (
            "Bob",
            "不用了。\n\nSam Lee <s@x.example> 于2026年3月3日周二 09:00写道：\n\n> 你好",
            "不用了。",
        ),
        (
            "Paul",
            "Non merci.\n\nCordialement,\nPaul\n\n________________________________\nDe : Sam Lee <sam@x.example>\nEnvoyé : mardi 3 mars 2026 09:00\nÀ : Paul <p@y.example>\nObjet : bonjour\n\nBonjour",
            "Non merci.",
        ),
        (
            "Bob",
            "Sure, thanks in advance for the deck.\n\nThanks in advance,\nBob",
            "Sure, thanks in advance for the deck.",
        ),
        (
            "Bob",
            "Not for me, but my colleague Anna Berg might be interested.\nanna.berg@a.example\n\nBob",
            "Not for me, but my colleague Anna Berg might be interested.\nanna.berg@a.example",
        ),
        ("Sam Roe", "Sam,\n\nOK\n\nSam", "Sam,\n\nOK"),
        ("John Roe", "Interested\n\nJohn\n555-1234", "Interested"),
        (
            "Bob",
            "Please call Jane on 555 0102.\n\nOut all day:\nMonday\nTuesday",
            "Please call Jane on 555 0102.\n\nOut all day:\nMonday\nTuesday",
        ),
        (
            "Bob",
            "Hello,\n\nwhat does it cost? From: 10 users to: 50 users.\n\nSubject: pricing\n\nBob",
            "Hello,\n\nwhat does it cost? From: 10 users to: 50 users.\n\nSubject: pricing",
        ),
        (
            "Bob",
            "> Would Tuesday work?\nYes, 10am.\n> Who joins?\nMe and Anna.\n\nBob\n",
            "Yes, 10am.\n\nMe and Anna.",
        ),
        (
            "Bob",
            "See my answers in red below.\n\nFrom: Sam Lee <sam@x.example>\nSent: Tuesday\nTo: Bob\nSubject: hi\n\nHi",
            "See my answers in red below.",
        ),
        (
            "Mario Rossi",
            "Buongiorno,\nnon siamo interessati.\nSaluti\n\nMario Rossi\nUfficio acquisti\nRossi S.p.A.\n\nDa: Sam Lee <s@x.example>\nInviato: martedì 3 marzo 2026 09:00\nA: Mario Rossi\nOggetto: ciao\n\nCiao",
            "Buongiorno,\nnon siamo interessati.",
        ),
        (
            "Jan Kowalski",
            "Dzień dobry,\n\nproszę o ofertę.\n\nPozdrawiam,\nJan Kowalski\n\nwt., 3 mar 2026 o 09:00 Sam Lee <s@x.example> napisał(a):\n\n> cześć",
            "Dzień dobry,\n\nproszę o ofertę.",
        ),
        (
            "Bob",
            "I left the company. My successor is\nAnna Berg, anna@a.example.\n\nBest wishes,\nBob",
            "I left the company. My successor is\nAnna Berg, anna@a.example.",
        ),
        (
            "Müller",
            "Bitte nicht mehr schreiben. MfG Müller",
            "Bitte nicht mehr schreiben. MfG Müller",
        ),
        (
            "Bob",
            "[EXTERNAL EMAIL] Do not click links unless you recognise the sender.\n\nyes",
            "yes",
        ),
        (
            "Bob Smith",
            "Yes. Send it to me.\n\nBob Smith\nDirector\n\nThis e-mail, including attachments, is intended solely for the addressee.\nIf you are not that person, delete it.\n\nVirus-free. www.avast.example",
            "Yes. Send it to me.",
        ),
    ];
    for (name, body, expected) in letters {
        let writer = Mailbox::new(name, "someone@host.example");
        assert_eq!(human_text_of(body, Some(&writer)), expected, "{body}");
    }
}

#[test]
fn a_signature_may_stay() {
    let body = "Fine.\n\nRegards\nJane\n\nSent from my phone\n\n> Hi";
    assert_eq!(
        human_text_with(body, None, Keep { signature: true }),
        "Fine.\n\nRegards\nJane"
    );
}

#[test]
fn the_whole_name_ends_what_was_said_whatever_stands_below() {
    check(
        "We may read on once we have the report.\n\nJane Roe\nQuality\n\nTo opt out of our own letters write to the preference centre.",
        "We may read on once we have the report.",
    );
    check(
        "Not this year.\n\nJane Roe\n\nThe counter is closed on Thursdays.\n\nPS: Try Tom.",
        "Not this year.\n\nPS: Try Tom.",
    );
    // Named, but not signed.
    check(
        "The one you want is not\n\nJane Roe\n\nbut her brother.",
        "The one you want is not\n\nJane Roe\n\nbut her brother.",
    );
}

#[test]
fn letters_that_spell_an_answer_are_no_initials() {
    let writer = Mailbox::new("Nora Oster", "nora.oster@host.example");
    assert_eq!(
        human_text_of("N.O.\n\n> Shall we talk?", Some(&writer)),
        "N.O."
    );
    assert_eq!(human_text_of("Fine.\n\nN. Oster", Some(&writer)), "Fine.");
}
