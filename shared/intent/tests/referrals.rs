//! Whom a reply points to, in the forms each language has for it: name and address.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod corpora;

use corpora::zoned;
use intent::{Intent, MachineKind, Reply};

/// `writer`: name and address. `copied`: the others among the recipients.
struct Letter<'t> {
    writer: (&'t str, &'t str),
    copied: &'t [(&'t str, &'t str)],
    text: &'t str,
}

fn label(letter: &Letter) -> intent::Label {
    let own = |(name, address): &(&str, &str)| ((*name).to_owned(), (*address).to_owned());
    intent::label(&Reply {
        channel: "email",
        machine: MachineKind::Human,
        permanent: None,
        subject: Some("Re: your stock"),
        from: Some(letter.writer),
        us: Some("Pieter Vossen"),
        cc: letter.copied.iter().map(own).collect(),
        auto_submitted: false,
        received: zoned("2026-05-12T09:00:00+02:00"),
        text: letter.text,
        human_text: letter.text,
    })
}

/// What is told of a letter, if it differs from what is wanted.
fn fault(letter: &Letter, name: &str, email: &str) -> Option<String> {
    let label = label(letter);
    let got = label.referral.unwrap_or_default();
    let said = |part: &Option<String>| part.clone().unwrap_or_default();
    let right = label.intent == Intent::Referral
        && said(&got.name) == name
        && said(&got.email).eq_ignore_ascii_case(email);
    (!right).then(|| {
        format!(
            "{:?}\n   {} {:?} {:?}, not {name:?} {email:?}",
            letter.text, label.intent, got.name, got.email
        )
    })
}

#[track_caller]
fn all_right(faults: Vec<String>) {
    assert!(faults.is_empty(), "{}: {}", faults.len(), faults.join("\n"));
}

const ADA: (&str, &str) = ("Ada Quill", "ada.quill@quillmoor.example");

#[test]
fn somebody_named_in_the_text_is_the_one_to_turn_to() {
    const ROWS: &[(&str, &str, &str)] = &[
        // English.
        (
            "My colleague Piers Langdon (p.langdon@quillmoor.example) looks after this.",
            "Piers Langdon",
            "p.langdon@quillmoor.example",
        ),
        ("Try Nadia in purchasing.", "Nadia", ""),
        (
            "Adding Nadia, who looks after our contract archive.",
            "Nadia",
            "",
        ),
        (
            "not me. purchasing is Piers Langdon, p.langdon @ quillmoor.example",
            "Piers Langdon",
            "p.langdon@quillmoor.example",
        ),
        // We are spoken to, and are not the one to turn to.
        (
            "Servus Herr Vossen, das macht bei uns die Traudl, also die Traudl Moser.",
            "Traudl Moser",
            "",
        ),
        (
            "G'day Pieter, not my bag. Sione Tamati in site services could tell you.",
            "Sione Tamati",
            "",
        ),
        // Of two the one to begin with; one of the same surname; a colleague of a department.
        (
            "Two of us. Gareth Pugh signs and Amina Dahl has to live with it. Start with Amina.",
            "Amina Dahl",
            "",
        ),
        (
            "My sister Clara Quill has the stock: clara@quillmoor.example",
            "Clara Quill",
            "clara@quillmoor.example",
        ),
        (
            "Ich habe Ihre Mail dem Kollegen Sedlak von der Technik weitergegeben.",
            "Sedlak",
            "",
        ),
        (
            "That's a question for Benefits. benefits@quillmoor.example goes to all of them.",
            "",
            "benefits@quillmoor.example",
        ),
        // A firm.
        (
            "Freight is bought through our outside partner, Harlow Forwarding Group. You'd have to sell it to them: desk@harlowforwarding.example.",
            "Harlow Forwarding Group",
            "desk@harlowforwarding.example",
        ),
        (
            "Das läuft bei uns zentral über die Firma Ostwald Services. Bitte direkt dort anklopfen.",
            "Ostwald Services",
            "",
        ),
        // A question that names an address asks us to write there.
        (
            "物流は管理部の佐伯が担当しておりますので、saeki@quillmoor.example 宛にお送りいただけますでしょうか。",
            "佐伯",
            "saeki@quillmoor.example",
        ),
        (
            "You'd be better off talking to Oona Brack, she runs the warehouse.",
            "Oona Brack",
            "",
        ),
        (
            "That would be Tariq's call, not mine. tariq.aziz@quillmoor.example",
            "Tariq",
            "tariq.aziz@quillmoor.example",
        ),
        (
            "Hi Sam, the person you want is Bettina Krol.",
            "Bettina Krol",
            "",
        ),
        (
            "Please speak with our facilities manager, Owen Pryce, on this one.",
            "Owen Pryce",
            "",
        ),
        (
            "I don't deal with stock. Owen Pryce does.",
            "Owen Pryce",
            "",
        ),
        (
            "Stock is run by Delphine Amory these days.",
            "Delphine Amory",
            "",
        ),
        (
            "Please write to stock@quillmoor.example instead.",
            "",
            "stock@quillmoor.example",
        ),
        (
            "All offers go through purchasing@quillmoor.example, please.",
            "",
            "purchasing@quillmoor.example",
        ),
        (
            "Not my field, sorry. Have a word with Gus Tindall from operations.",
            "Gus Tindall",
            "",
        ),
        (
            "I've passed your note on to Miriam Voss, our buyer. She will be in touch if it's of interest.",
            "Miriam Voss",
            "",
        ),
        (
            "This sits with our parent company, contact Hetty Lorne at hetty.lorne@lornegroup.example.",
            "Hetty Lorne",
            "hetty.lorne@lornegroup.example",
        ),
        (
            "Wrong desk I'm afraid. Callum Reid in Leeds decides on that sort of thing.",
            "Callum Reid",
            "",
        ),
        (
            "I moved to sales in March. Inga Thorsen has my old job, inga.thorsen@quillmoor.example.",
            "Inga Thorsen",
            "inga.thorsen@quillmoor.example",
        ),
        (
            "Reach out to Dr. Selma Okafor, our head of lab.",
            "Selma Okafor",
            "",
        ),
        (
            "Mrs Patience Dube is the one who signs those off: p.dube@quillmoor.example",
            "Patience Dube",
            "p.dube@quillmoor.example",
        ),
        (
            "Best to go to our buying team at buying@quillmoor.example.",
            "",
            "buying@quillmoor.example",
        ),
        (
            "Ask Jodie O'Hara or, failing her, Mick Stiles.",
            "Jodie O'Hara",
            "",
        ),
        (
            "Our agency, Brandt & Loew, does all that for us: hello@brandtloew.example",
            "Brandt & Loew",
            "hello@brandtloew.example",
        ),
        (
            "You need Lorna McKay for that. Her address is lmckay@quillmoor.example.",
            "Lorna McKay",
            "lmckay@quillmoor.example",
        ),
        (
            "I left the firm at Easter. Rufus Hale took my place.",
            "Rufus Hale",
            "",
        ),
        (
            "As of this month Priya Nair is in charge of the depot.",
            "Priya Nair",
            "",
        ),
        (
            "I'd suggest you contact Wen Li, who heads procurement.",
            "Wen Li",
            "",
        ),
        (
            "Feel free to drop Marguerite a line, marguerite.ott@quillmoor.example - she holds the budget.",
            "Marguerite",
            "marguerite.ott@quillmoor.example",
        ),
        ("It's Yusuf Demir you're after, not me.", "Yusuf Demir", ""),
        (
            "Somebody else handles this now - Franka Weiss, franka@quillmoor.example",
            "Franka Weiss",
            "franka@quillmoor.example",
        ),
        (
            "I'm forwarding this to Kit Marlow who runs the stores.",
            "Kit Marlow",
            "",
        ),
        (
            "Tobias Green (tobias.green@quillmoor.example) would be the right contact for your offer.",
            "Tobias Green",
            "tobias.green@quillmoor.example",
        ),
        (
            "Please direct this to Lena van der Berg.",
            "Lena van der Berg",
            "",
        ),
        (
            "No idea about stock, I do payroll. Maybe Hugh Pell knows?",
            "Hugh Pell",
            "",
        ),
        (
            "Not for me but send it to my boss, Rosalind Teague, she likes gadgets.",
            "Rosalind Teague",
            "",
        ),
        (
            "We don't decide that in Cardiff. It's our head office in Bonn, the contact there is Jens Ahrens.",
            "Jens Ahrens",
            "",
        ),
        // German.
        (
            "Dafür ist meine Kollegin Frau Sandra Behling zuständig (s.behling@quillmoor.example).",
            "Sandra Behling",
            "s.behling@quillmoor.example",
        ),
        (
            "Bitte wenden Sie sich an unseren Lagerleiter, Herrn Torsten Ruge.",
            "Torsten Ruge",
            "",
        ),
        (
            "Das macht bei uns der Einkauf: einkauf@quillmoor.example",
            "",
            "einkauf@quillmoor.example",
        ),
        (
            "Ich bin dafür nicht mehr zuständig, das hat Frau Özlem Yildiz übernommen.",
            "Özlem Yildiz",
            "",
        ),
        (
            "Ihr Ansprechpartner ist Herr Pohl, pohl@quillmoor.example.",
            "Pohl",
            "pohl@quillmoor.example",
        ),
        (
            "Sprechen Sie am besten mit Jana Kästner aus der Logistik.",
            "Jana Kästner",
            "",
        ),
        ("Um das Lager kümmert sich Henrik Vogt.", "Henrik Vogt", ""),
        (
            "Ich habe Ihre Mail an Dr. Ines Bader weitergeleitet.",
            "Ines Bader",
            "",
        ),
        (
            "Fragen Sie mal bei Uwe Klages nach, der leitet die Werkstatt.",
            "Uwe Klages",
            "",
        ),
        // French.
        (
            "Ce n'est pas mon domaine, voyez avec Hélène Garnier, responsable des achats.",
            "Hélène Garnier",
            "",
        ),
        (
            "Merci d'écrire à achats@quillmoor.example.",
            "",
            "achats@quillmoor.example",
        ),
        (
            "C'est Mme Aubry qui s'en occupe : aubry@quillmoor.example",
            "Aubry",
            "aubry@quillmoor.example",
        ),
        (
            "Je vous invite à prendre contact avec mon collègue Luc Perrin (l.perrin@quillmoor.example).",
            "Luc Perrin",
            "l.perrin@quillmoor.example",
        ),
        (
            "J'ai transmis votre message à Bruno Cazal, notre directeur logistique.",
            "Bruno Cazal",
            "",
        ),
        ("Le stock est géré par Nathalie Roy.", "Nathalie Roy", ""),
        ("Adressez-vous plutôt à M. Didier Falk.", "Didier Falk", ""),
        // Spanish.
        (
            "De eso se encarga mi compañera Lucía Ferrer (lucia.ferrer@quillmoor.example).",
            "Lucía Ferrer",
            "lucia.ferrer@quillmoor.example",
        ),
        (
            "Hable con el responsable de compras, Sr. Ignacio Pardo.",
            "Ignacio Pardo",
            "",
        ),
        (
            "Escriba mejor a compras@quillmoor.example.",
            "",
            "compras@quillmoor.example",
        ),
        (
            "Yo ya no llevo esto. Ahora lo lleva Carmen Soto.",
            "Carmen Soto",
            "",
        ),
        ("He pasado su correo a Javier Rubio.", "Javier Rubio", ""),
        // Italian.
        (
            "Se ne occupa la mia collega Chiara Monti (c.monti@quillmoor.example).",
            "Chiara Monti",
            "c.monti@quillmoor.example",
        ),
        (
            "Per il magazzino deve rivolgersi a Paolo Serra.",
            "Paolo Serra",
            "",
        ),
        (
            "Scriva pure ad acquisti@quillmoor.example.",
            "",
            "acquisti@quillmoor.example",
        ),
        (
            "Ho girato la sua mail al dott. Enrico Valli.",
            "Enrico Valli",
            "",
        ),
        // Dutch.
        (
            "Daarvoor moet u bij mijn collega Wouter Smit zijn (w.smit@quillmoor.example).",
            "Wouter Smit",
            "w.smit@quillmoor.example",
        ),
        (
            "Het magazijn valt onder Marloes de Boer.",
            "Marloes de Boer",
            "",
        ),
        (
            "Mail even naar inkoop@quillmoor.example.",
            "",
            "inkoop@quillmoor.example",
        ),
        (
            "Ik ga hier niet over, probeer het eens bij Joost Kuiper.",
            "Joost Kuiper",
            "",
        ),
        (
            "Ik heb uw bericht doorgestuurd naar Femke Bos.",
            "Femke Bos",
            "",
        ),
        // Portuguese.
        (
            "Quem trata disso é a minha colega Inês Lobo (ines.lobo@quillmoor.example).",
            "Inês Lobo",
            "ines.lobo@quillmoor.example",
        ),
        (
            "Por favor fale com o Rui Teles, do armazém.",
            "Rui Teles",
            "",
        ),
        (
            "Encaminhei o seu e-mail para Sofia Prado.",
            "Sofia Prado",
            "",
        ),
        (
            "Escreva para compras@quillmoor.example, por favor.",
            "",
            "compras@quillmoor.example",
        ),
        // Polish.
        (
            "Tym zajmuje się Anna Wrona (a.wrona@quillmoor.example).",
            "Anna Wrona",
            "a.wrona@quillmoor.example",
        ),
        (
            "Proszę pisać na adres zakupy@quillmoor.example.",
            "",
            "zakupy@quillmoor.example",
        ),
        // Danish, Norwegian, Swedish.
        (
            "Det er Mette Krag, der står for lageret: mette.krag@quillmoor.example",
            "Mette Krag",
            "mette.krag@quillmoor.example",
        ),
        ("Kontakt venligst Jesper Holt i indkøb.", "Jesper Holt", ""),
        (
            "Det er Ingrid Aas som har ansvaret for lageret.",
            "Ingrid Aas",
            "",
        ),
        (
            "Ta kontakt med Ola Berge, han tar seg av slikt.",
            "Ola Berge",
            "",
        ),
        (
            "Hör av dig till Lars Ek (lars.ek@quillmoor.example), han ansvarar för inköp.",
            "Lars Ek",
            "lars.ek@quillmoor.example",
        ),
        (
            "Jag har skickat det vidare till Karin Falk.",
            "Karin Falk",
            "",
        ),
        // Finnish and Czech.
        (
            "Ota yhteyttä Mika Saloon, mika.salo@quillmoor.example.",
            "Mika Saloon",
            "mika.salo@quillmoor.example",
        ),
        ("Tästä vastaa Laura Niemi.", "Laura Niemi", ""),
        (
            "Má to na starosti Petr Malý (petr.maly@quillmoor.example).",
            "Petr Malý",
            "petr.maly@quillmoor.example",
        ),
        ("Obraťte se prosím na Evu Novou.", "Evu Novou", ""),
        // In a half-sentence, by the way, with more said beside it.
        (
            "Thanks Sam. This would be one for our CFO, Margit Halloran, though I doubt she'll bite.",
            "Margit Halloran",
            "",
        ),
        (
            "I'm just the receptionist here, but you can try Mr Okonkwo, he's in charge of the building.",
            "Okonkwo",
            "",
        ),
        (
            "Hi Sam, thanks for this. IT buying is done centrally in Utrecht these days, Joost van Dam is your man there.",
            "Joost van Dam",
            "",
        ),
        (
            "I'm retiring on Friday! Beth Ormond is taking over the stores so best to speak to her: beth.ormond@quillmoor.example",
            "Beth Ormond",
            "beth.ormond@quillmoor.example",
        ),
        (
            "We outsource all of that to Fletcher Facilities. You'd need to talk to them, info@fletcherfm.example.",
            "Fletcher Facilities",
            "info@fletcherfm.example",
        ),
        (
            "Please use procurement@quillmoor.example for this kind of request; this inbox is for orders only.",
            "",
            "procurement@quillmoor.example",
        ),
        (
            "Hi, I think this would be better with Sunita (sunita.rao@quillmoor.example) as she heads up planning.",
            "Sunita",
            "sunita.rao@quillmoor.example",
        ),
        (
            "That'll be for Graham, our MD. He reads everything himself: graham@quillmoor.example.",
            "Graham",
            "graham@quillmoor.example",
        ),
        (
            "My remit changed in January and stock isn't part of it. Ewa Lis took it on.",
            "Ewa Lis",
            "",
        ),
        (
            "Hi Sam, you'll need to go through our buying group, Northern Stores. Contact is Phil Ashby, phil.ashby@northernstores.example",
            "Phil Ashby",
            "phil.ashby@northernstores.example",
        ),
        (
            "Email Jenny - jenny.k@quillmoor.example - she'll know.",
            "Jenny",
            "jenny.k@quillmoor.example",
        ),
        (
            "Dear Sam, I am not the decision maker for this. The decision maker is Mr. Anton Kral.",
            "Anton Kral",
            "",
        ),
        (
            "Our new ops manager starts Monday, Leila Haddad. Give her a week and then write to her, leila.haddad@quillmoor.example",
            "Leila Haddad",
            "leila.haddad@quillmoor.example",
        ),
        (
            "I've shared your mail with Oskar Lind who owns the warehouse budget. If he wants to talk he'll write.",
            "Oskar Lind",
            "",
        ),
        (
            "You've reached accounts. For stock it's stores@quillmoor.example or ask for Denny.",
            "Denny",
            "stores@quillmoor.example",
        ),
        (
            "Hello, Peter Quill here's the wrong Quill. My brother Mark runs the yard, mark.quill@quillmoor.example",
            "Mark",
            "mark.quill@quillmoor.example",
        ),
        ("Moved teams! @Rina Patel now owns this.", "Rina Patel", ""),
        (
            "Sam - Jo Harkness would be the person to speak to about this, she's in our Bristol office.",
            "Jo Harkness",
            "",
        ),
        (
            "I'm on the marketing side. If you want whoever buys scanners that's Femi Adeyemi.",
            "Femi Adeyemi",
            "",
        ),
        (
            "Please contact the person in charge, Ms. Yuki Tanabe, at y.tanabe@quillmoor.example.",
            "Yuki Tanabe",
            "y.tanabe@quillmoor.example",
        ),
        (
            "Best if you take it up with Karl-Heinz Busch directly.",
            "Karl-Heinz Busch",
            "",
        ),
        (
            "Could you resend to d.oneill@quillmoor.example? Declan looks after suppliers.",
            "Declan",
            "d.oneill@quillmoor.example",
        ),
        (
            "Ich gebe das mal an Frau Reuter weiter, die macht bei uns das Lager.",
            "Reuter",
            "",
        ),
        (
            "Bin nur die Assistenz. Herr Dr. Falk Wenzel entscheidet so etwas (f.wenzel@quillmoor.example).",
            "Falk Wenzel",
            "f.wenzel@quillmoor.example",
        ),
        (
            "Da sind Sie bei mir falsch, das Lager verantwortet der Kollege Sven Harms.",
            "Sven Harms",
            "",
        ),
        (
            "Bitte nehmen Sie Kontakt mit unserer Logistikleiterin Birte Claasen auf.",
            "Birte Claasen",
            "",
        ),
        (
            "Für solche Anfragen haben wir die Adresse angebote@quillmoor.example.",
            "",
            "angebote@quillmoor.example",
        ),
        (
            "Je ne gère plus le stock depuis janvier, c'est désormais Amélie Faure.",
            "Amélie Faure",
            "",
        ),
        (
            "Le mieux est de contacter directement Mme Corinne Blot au service achats.",
            "Corinne Blot",
            "",
        ),
        (
            "Votre interlocuteur est M. Thierry Lamy (t.lamy@quillmoor.example).",
            "Thierry Lamy",
            "t.lamy@quillmoor.example",
        ),
        (
            "Yo solo llevo marketing, la persona que decide es Rocío Vega.",
            "Rocío Vega",
            "",
        ),
        (
            "Le reenvío a Tomás Gil, que es quien lleva el almacén.",
            "Tomás Gil",
            "",
        ),
        (
            "Póngase en contacto con nuestra directora de operaciones, Elena Ruiz, en elena.ruiz@quillmoor.example.",
            "Elena Ruiz",
            "elena.ruiz@quillmoor.example",
        ),
        (
            "Non sono io la persona giusta, provi con Marta Bellini dell'ufficio acquisti.",
            "Marta Bellini",
            "",
        ),
        (
            "Il responsabile del magazzino è Sandro Neri, sandro.neri@quillmoor.example",
            "Sandro Neri",
            "sandro.neri@quillmoor.example",
        ),
        (
            "Hiervoor kunt u zich wenden tot Henk Mulder, hoofd magazijn.",
            "Henk Mulder",
            "",
        ),
        (
            "Dat doet Ilse Maas tegenwoordig (ilse.maas@quillmoor.example).",
            "Ilse Maas",
            "ilse.maas@quillmoor.example",
        ),
        (
            "Isso já não é comigo, agora é com a Teresa Pinto.",
            "Teresa Pinto",
            "",
        ),
        (
            "Proszę skontaktować się z Panem Janem Kotem, j.kot@quillmoor.example.",
            "Janem Kotem",
            "j.kot@quillmoor.example",
        ),
        (
            "Du skal have fat i Søren Lund, han styrer lageret.",
            "Søren Lund",
            "",
        ),
        (
            "Det är inte mitt bord, prata med Åsa Holm i stället.",
            "Åsa Holm",
            "",
        ),
        (
            "Dette er ikke mitt område. Prøv heller Kari Vik (kari.vik@quillmoor.example).",
            "Kari Vik",
            "kari.vik@quillmoor.example",
        ),
        (
            "En vastaa tästä enää. Oikea henkilö on Jukka Aho.",
            "Jukka Aho",
            "",
        ),
        ("To už nedělám já, teď to má Jana Horká.", "Jana Horká", ""),
        (
            "購買担当の田中(tanaka@quillmoor.example)までお願いいたします。",
            "田中",
            "tanaka@quillmoor.example",
        ),
        (
            "I'm afraid I can't help with this one, but my business partner might: Stella Marsh, stella@quillmoor.example.",
            "Stella Marsh",
            "stella@quillmoor.example",
        ),
        (
            "Have you tried Kieran Walsh? He does our fleet.",
            "Kieran Walsh",
            "",
        ),
        (
            "Kieran Walsh is who you're looking for.",
            "Kieran Walsh",
            "",
        ),
        (
            "Please can you send any further correspondence on this to Ms H. Adler (h.adler@quillmoor.example).",
            "H. Adler",
            "h.adler@quillmoor.example",
        ),
        (
            "This isn't something the Hull office deals with. Contact our Grimsby depot, grimsby@quillmoor.example.",
            "",
            "grimsby@quillmoor.example",
        ),
        (
            "I handed stock over to Milo Brandt in March. He's at milo.brandt@quillmoor.example.",
            "Milo Brandt",
            "milo.brandt@quillmoor.example",
        ),
        (
            "Since the merger all contracts are with Veronika Hajek in Brno.",
            "Veronika Hajek",
            "",
        ),
        (
            "No longer in that role. My replacement is Sam Oyelaran, best reached on s.oyelaran@quillmoor.example.",
            "Sam Oyelaran",
            "s.oyelaran@quillmoor.example",
        ),
        (
            "You could do worse than ask Professor Lindqvist, she runs the lab.",
            "Lindqvist",
            "",
        ),
        (
            "Anything to do with software has to go past IT first: helpdesk@quillmoor.example.",
            "",
            "helpdesk@quillmoor.example",
        ),
        (
            "I work nights, so I'm no use to you. Day manager's called Pauline Shaw.",
            "Pauline Shaw",
            "",
        ),
        (
            "hi, wrong person, try tom.beck@quillmoor.example",
            "",
            "tom.beck@quillmoor.example",
        ),
        (
            "Tom Beck is the person responsible. You may use my name.",
            "Tom Beck",
            "",
        ),
        (
            "I spoke to Annika about this. She's our buyer and would like to hear more: annika@quillmoor.example",
            "Annika",
            "annika@quillmoor.example",
        ),
        (
            "I'm in HR. Logistics is Ben Achterberg's world.",
            "Ben Achterberg",
            "",
        ),
        (
            "Kindly redirect your enquiry to Mrs. Ngozi Eze, Head of Supply.",
            "Ngozi Eze",
            "",
        ),
        (
            "Mein Mann macht das, Gerd Albrecht, g.albrecht@quillmoor.example",
            "Gerd Albrecht",
            "g.albrecht@quillmoor.example",
        ),
        (
            "Das Thema liegt jetzt bei Miriam Sauer (miriam.sauer@quillmoor.example).",
            "Miriam Sauer",
            "miriam.sauer@quillmoor.example",
        ),
        (
            "Unser IT-Leiter Patrick Stoll freut sich über Ihre Nachricht: stoll@quillmoor.example",
            "Patrick Stoll",
            "stoll@quillmoor.example",
        ),
        (
            "Ich bin in Rente, meine Nachfolgerin heißt Dörte Hansen.",
            "Dörte Hansen",
            "",
        ),
        (
            "Il faut voir ça avec Karim Benali, c'est lui qui décide.",
            "Karim Benali",
            "",
        ),
        ("Je fais suivre à Sylvie Morel.", "Sylvie Morel", ""),
        (
            "Mon successeur s'appelle Hugo Petit (h.petit@quillmoor.example).",
            "Hugo Petit",
            "h.petit@quillmoor.example",
        ),
        (
            "Debe dirigirse a D. Manuel Ortiz, jefe de almacén.",
            "Manuel Ortiz",
            "",
        ),
        (
            "Mi sustituta es Laura Peña, laura.pena@quillmoor.example.",
            "Laura Peña",
            "laura.pena@quillmoor.example",
        ),
        (
            "Di questo si occupa il dottor Fabio Riva.",
            "Fabio Riva",
            "",
        ),
        (
            "Le consiglio di sentire Giorgia Sala, che decide gli acquisti.",
            "Giorgia Sala",
            "",
        ),
        ("U kunt beter Annelies Vos benaderen.", "Annelies Vos", ""),
        (
            "Onze inkoper heet Dirk Jansen (d.jansen@quillmoor.example).",
            "Dirk Jansen",
            "d.jansen@quillmoor.example",
        ),
        (
            "A pessoa certa é o Miguel Reis, miguel.reis@quillmoor.example.",
            "Miguel Reis",
            "miguel.reis@quillmoor.example",
        ),
        ("Za magazyn odpowiada Tomasz Lis.", "Tomasz Lis", ""),
        ("Magasinet styres af Birgit Toft.", "Birgit Toft", ""),
        (
            "Ansvarig för lagret är Nils Berg, nils.berg@quillmoor.example.",
            "Nils Berg",
            "nils.berg@quillmoor.example",
        ),
        ("Det er Hanne Lie du bør snakke med.", "Hanne Lie", ""),
        ("Odpovídá za to pan Karel Dvořák.", "Karel Dvořák", ""),
        (
            "後任の鈴木(suzuki@quillmoor.example)にご連絡をお願いします。",
            "鈴木",
            "suzuki@quillmoor.example",
        ),
    ];
    let faults = ROWS.iter().filter_map(|(text, name, email)| {
        let letter = Letter {
            writer: ADA,
            copied: &[],
            text,
        };
        fault(&letter, name, email)
    });
    all_right(faults.collect());
}

#[test]
fn a_colleague_in_copy_has_name_and_address_in_the_header() {
    const COPIED: &[(&str, &str)] = &[("Jane Rowe", "jane.rowe@quillmoor.example")];
    const TWO: &[(&str, &str)] = &[
        ("Otto Brix", "otto.brix@quillmoor.example"),
        ("Jane Rowe", "jane.rowe@quillmoor.example"),
    ];
    let one: &[&str] = &[
        "Cc'ing Jane Rowe, who runs this.",
        "I've copied in Jane, our buyer, she can help you further.",
        "Looping in Jane.",
        "+ Jane",
        "+Jane who owns this",
        "Adding my colleague in cc, she looks after stock.",
        "Not mine. See cc.",
        "Jane (cc'd) is the right person.",
        "Jane, can you take a look?",
        "Ich nehme Jane in Kopie, sie betreut das Lager.",
        "Je mets Jane en copie, elle gère le stock.",
        "Pongo en copia a Jane, que lleva el almacén.",
        "Metto in copia Jane, che segue il magazzino.",
        "Ik zet Jane in cc, zij gaat over de voorraad.",
        "Coloco a Jane em cópia, ela trata do stock.",
        "Dodaję w kopii Jane, która zajmuje się magazynem.",
        "Jeg sætter Jane på cc, hun står for lageret.",
        "Jag sätter Jane på kopia, hon sköter lagret.",
        "Lisään kopioksi Janen, hän vastaa varastosta.",
        "Jane am, hon hat das übernommen. Jane ist in cc.",
    ];
    let mut faults = Vec::new();
    for text in one {
        let letter = Letter {
            writer: ADA,
            copied: COPIED,
            text,
        };
        faults.extend(fault(&letter, "Jane Rowe", "jane.rowe@quillmoor.example"));
    }
    for text in [
        "Copying Jane, who buys for us.",
        "Jane in cc has the budget, Otto is there for information.",
    ] {
        let letter = Letter {
            writer: ADA,
            copied: TWO,
            text,
        };
        faults.extend(fault(&letter, "Jane Rowe", "jane.rowe@quillmoor.example"));
    }
    // What she is called there; and where the header has the bare address, the text has the name.
    const CALLED: &[(&str, &str)] = &[("Janet Rowe", "jane.rowe@quillmoor.example")];
    const BARE: &[(&str, &str)] = &[("", "jane.rowe@quillmoor.example")];
    for (copied, text, name) in [
        (CALLED, "Jan - one for you?", "Janet Rowe"),
        (
            BARE,
            "Pieter, forwarding to our buyer. Jane, shout if it's of any use, otherwise bin it.",
            "Jane",
        ),
    ] {
        let letter = Letter {
            writer: ADA,
            copied,
            text,
        };
        faults.extend(fault(&letter, name, "jane.rowe@quillmoor.example"));
    }
    all_right(faults);
}

#[test]
fn who_takes_the_matter_over_is_the_writer() {
    let texts: &[&str] = &[
        "Hello, Otto passed me your mail. I look after stock here, so please write to me.",
        "I've taken over from Otto Brix. What is it about?",
        "Otto Brix has retired and I have his job now. Please use this address from now on.",
        "Otto asked me to pick this up.",
        "Otto forwarded this to me since I run the depot.",
        "I'm Otto's successor, so this lands with me now.",
        "Ich habe die Aufgaben von Herrn Brix übernommen, bitte künftig an mich.",
        "Herr Brix hat mir Ihre Mail weitergeleitet, ich bin für das Lager zuständig.",
        "J'ai repris le poste de M. Brix, merci de vous adresser à moi.",
        "Otto m'a transmis votre message, c'est moi qui gère le stock.",
        "He asumido las tareas de Otto Brix, escríbame a mí.",
        "Otto me ha pasado su correo, yo llevo el almacén.",
        "Ho preso il posto di Otto Brix, scriva pure a me.",
        "Ik heb het overgenomen van Otto Brix.",
        "Otto heeft mij uw mail doorgestuurd, ik ga over het magazijn.",
        "O Otto passou-me o seu e-mail, sou eu que trato do armazém.",
        "Jag har tagit över efter Otto Brix.",
        "Jeg har overtaget efter Otto Brix.",
        "Przejęłam obowiązki po Otto Brix.",
    ];
    let faults = texts.iter().filter_map(|text| {
        let letter = Letter {
            writer: ADA,
            copied: &[],
            text,
        };
        fault(&letter, "Ada Quill", "ada.quill@quillmoor.example")
    });
    all_right(faults.collect());
}

#[test]
fn a_name_alone_points_to_nobody() {
    const TEXTS: &[&str] = &[
        "Would love a demo, I'll bring Hanna Beck along. Does Thursday at 10 suit?",
        "Peter Marsh at your office called me last week, what does it cost?",
        "We use a tool from Brandt Systems already, no need.",
        "Let me talk to my boss first. How much is it?",
        "Does it work with Microsoft Dynamics?",
        "Please take me off. Jane Rowe never agreed to this.",
        "Call me on Monday and ask for me at the desk.",
        "We met at the Leeds fair with John Hart. Write to me again in October.",
    ];
    let wrong: Vec<String> = TEXTS
        .iter()
        .filter_map(|text| {
            let letter = Letter {
                writer: ADA,
                copied: &[],
                text,
            };
            let label = label(&letter);
            (label.intent == Intent::Referral).then(|| format!("{text} {:?}", label.referral))
        })
        .collect();
    all_right(wrong);
}
