//! Days in the words people use, against the table of days (`src/dates/mod.rs`): when somebody is back, and when we may
//! write again. Every letter came in on Tuesday, 12 May 2026.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod corpora;

use corpora::zoned;
use intent::{Intent, MachineKind, Reply};

fn label(machine: MachineKind, text: &str) -> intent::Label {
    intent::label(&Reply {
        channel: "email",
        machine,
        permanent: None,
        subject: Some("Re: your stock"),
        from: Some(("Ada Quill", "ada.quill@quillmoor.example")),
        us: None,
        cc: Vec::new(),
        auto_submitted: machine == MachineKind::AutoReply,
        received: zoned("2026-05-12T09:00:00+02:00"),
        text,
        human_text: text,
    })
}

#[track_caller]
fn hold(intent: Intent, machine: MachineKind, rows: &[(&str, &str)]) {
    let faults: Vec<String> = rows
        .iter()
        .filter_map(|(text, wanted)| {
            let label = label(machine, text);
            let day = match intent {
                Intent::OutOfOffice => label.return_date,
                _ => label.resume_on,
            };
            let day = day.map(|day| day.to_string()).unwrap_or_default();
            let right = label.intent == intent && day == *wanted;
            (!right).then(|| format!("{text:?}\n   {} {day:?}, not {wanted:?}", label.intent))
        })
        .collect();
    assert!(faults.is_empty(), "{}: {}", faults.len(), faults.join("\n"));
}

#[test]
fn put_off_to_a_day() {
    const ROWS: &[(&str, &str)] = &[
        ("Please get back to me in September.", "2026-09-01"),
        ("Not now, try me again in a month.", "2026-06-12"),
        (
            "Can you drop me a line in the middle of February?",
            "2027-02-15",
        ),
        ("Get in touch mid-June.", "2026-06-15"),
        (
            "We're short-handed till month end. Week 23 is better, write me then.",
            "2026-06-01",
        ),
        (
            "Le comité se réunit le 9 juin ; après cette date je saurai si nous pouvons.",
            "2026-06-10",
        ),
        ("Let's revisit mid Feb.", "2027-02-15"),
        ("Not now, let's pick this up again in Feb.", "2027-02-01"),
        ("Please get back to me in early Oct.", "2026-10-01"),
        ("Not now, give me two weeks and try again.", "2026-05-26"),
        ("Ahora no, escríbeme después de Semana Santa.", "2027-03-29"),
        (
            "Could you write again at the end of August? We are too busy now.",
            "2026-08-25",
        ),
        (
            "Try me again after the bank holiday on 25 May.",
            "2026-05-26",
        ),
        (
            "Our board meets in the new year. Write to me again in the middle of March.",
            "2027-03-15",
        ),
        (
            "Too early. Ask me once the audit is done, that's on 3 July.",
            "2026-07-06",
        ),
        ("Come back to us after 1 October please.", "2026-10-02"),
        ("Check back with me after New Year's.", "2027-01-04"),
        ("Check back after Christmas.", "2026-12-28"),
        ("Please try again next quarter.", "2026-07-01"),
        (
            "Please contact me again in the second half of the year.",
            "2026-07-01",
        ),
        ("Ring me again in H2.", "2026-07-01"),
        ("Contact me again in week 30.", "2026-07-20"),
        ("Please write again in the week of 6 July.", "2026-07-06"),
        ("Ask again in about six weeks.", "2026-06-23"),
        (
            "The works council meets on 9 June. Please write again after the meeting.",
            "2026-06-10",
        ),
        (
            "Please write again two weeks from Monday 18 May.",
            "2026-06-01",
        ),
        ("Try me again ten days after the 1st of June.", "2026-06-11"),
        (
            "Melden Sie sich bitte drei Wochen nach dem 2. Juni wieder.",
            "2026-06-23",
        ),
        (
            "Reviens vers moi deux semaines après le 8 juin.",
            "2026-06-22",
        ),
        ("Come back in six weeks' time.", "2026-06-23"),
        ("Ask me in a fortnight.", "2026-05-26"),
        (
            "We're in the middle of a move, try us again in three months or so.",
            "2026-08-12",
        ),
        ("Ping me in Q4.", "2026-10-01"),
        ("Talk to me again next year.", "2027-01-01"),
        ("Reach out again early next year.", "2027-01-01"),
        ("Please come back to me after the summer.", "2026-09-01"),
        (
            "Nothing before the autumn, write to me on 14 September.",
            "2026-09-14",
        ),
        ("Let's revisit at the beginning of July.", "2026-07-01"),
        (
            "We have a freeze until the end of June. Come back after that.",
            "2026-07-01",
        ),
        (
            "Budget is frozen until 30 June, please write again then.",
            "2026-07-01",
        ),
        (
            "Please write again on Monday 8 June or later.",
            "2026-06-08",
        ),
        ("Not before the 20th of June please.", "2026-06-22"),
        ("Hold off until July, please.", "2026-07-01"),
        (
            "Please don't write before October, then gladly.",
            "2026-10-01",
        ),
        (
            "We'll look at it in November, so write again then.",
            "2026-11-02",
        ),
        (
            "Our lease ends in March 2027. Until then there's no point, ask me again in January.",
            "2027-01-01",
        ),
        ("Get back to me the week after next.", "2026-05-25"),
        ("Please follow up a year from now.", "2027-05-12"),
        ("Come back in twelve months.", "2027-05-12"),
        ("Remind me in a couple of weeks.", "2026-05-26"),
        ("Remind me in ten days.", "2026-05-22"),
        ("Remind me later this year.", ""),
        ("Maybe at some point later on.", ""),
        ("Melden Sie sich bitte im Herbst noch einmal.", ""),
        (
            "Bitte melden Sie sich Mitte September wieder.",
            "2026-09-15",
        ),
        (
            "Kommen Sie gern Anfang Juli noch einmal auf mich zu.",
            "2026-07-01",
        ),
        ("Gerne in sechs Wochen nochmal nachfragen.", "2026-06-23"),
        (
            "Im zweiten Halbjahr können Sie sich gern wieder melden.",
            "2026-07-01",
        ),
        (
            "Nach den Sommerferien gern noch mal, jetzt nicht.",
            "2026-09-01",
        ),
        ("Bitte erst ab dem 15. Juni wieder melden.", "2026-06-15"),
        (
            "Melden Sie sich bitte im Januar 2027 noch einmal.",
            "2027-01-01",
        ),
        ("Bitte fragen Sie im nächsten Jahr wieder an.", "2027-01-01"),
        ("Bitte in KW 27 wieder melden.", "2026-06-29"),
        ("Nach dem 30. Juni gerne wieder.", "2026-07-01"),
        ("Recontactez-moi à la rentrée.", "2026-09-01"),
        (
            "Pas maintenant, revenez vers moi mi-septembre.",
            "2026-09-15",
        ),
        ("Rappelez-moi début juillet.", "2026-07-01"),
        ("Reprenez contact dans deux mois.", "2026-07-13"),
        ("Merci de me recontacter au mois d'octobre.", "2026-10-01"),
        ("Recontactez-nous au second semestre.", "2026-07-01"),
        ("Relancez-moi après le 15 juin.", "2026-06-16"),
        ("Vuelva a escribirme en septiembre.", "2026-09-01"),
        ("Escríbame de nuevo dentro de dos meses.", "2026-07-13"),
        ("Ahora no, mejor a mediados de octubre.", "2026-10-15"),
        ("Contácteme a principios de julio.", "2026-07-01"),
        (
            "Después del verano lo hablamos, ahora no podemos.",
            "2026-09-01",
        ),
        (
            "A partir del 15 de junio puede volver a escribirme.",
            "2026-06-15",
        ),
        ("Mi ricontatti a settembre.", "2026-09-01"),
        ("Ci risentiamo dopo l'estate.", "2026-09-01"),
        ("Mi riscriva a metà ottobre.", "2026-10-15"),
        ("Mi ricontatti tra due mesi.", "2026-07-13"),
        ("Mi scriva di nuovo all'inizio di luglio.", "2026-07-01"),
        ("Neem in september nog eens contact op.", "2026-09-01"),
        ("Mail me over twee maanden nog eens.", "2026-07-13"),
        ("Probeer het half oktober nog eens.", "2026-10-15"),
        ("Begin juli mag u weer bellen.", "2026-07-01"),
        ("Na de zomer graag, nu niet.", "2026-09-01"),
        (
            "Kom er in het tweede kwartaal van 2027 op terug.",
            "2027-04-01",
        ),
        ("Contacte-me novamente em setembro.", "2026-09-01"),
        ("Volte a escrever daqui a dois meses.", "2026-07-13"),
        (
            "Agora não, talvez em meados de outubro, escreva nessa altura.",
            "2026-10-15",
        ),
        ("Proszę odezwać się ponownie we wrześniu.", "2026-09-01"),
        ("Proszę wrócić do tematu za dwa miesiące.", "2026-07-13"),
        ("Proszę napisać ponownie po wakacjach.", "2026-09-01"),
        ("Skriv igen til september.", "2026-09-01"),
        ("Vend tilbage om to måneder.", "2026-07-13"),
        ("Vend tilbage efter sommerferien.", "2026-09-01"),
        ("Hör av er igen i september.", "2026-09-01"),
        ("Återkom om två månader.", "2026-07-13"),
        ("Kom gärna tillbaka i mitten av oktober.", "2026-10-15"),
        ("Ta kontakt igjen i september.", "2026-09-01"),
        ("Ta kontakt igjen om to måneder.", "2026-07-13"),
        ("Palataan asiaan syyskuussa.", "2026-09-01"),
        (
            "Ottakaa yhteyttä uudelleen kahden kuukauden kuluttua.",
            "2026-07-13",
        ),
        ("Ozvěte se znovu v září.", "2026-09-01"),
        ("Ozvěte se znovu za dva měsíce.", "2026-07-13"),
        ("9月にまたご連絡ください。", "2026-09-01"),
        ("来月改めてご連絡ください。", "2026-06-01"),
        ("来年またお願いします。", "2027-01-01"),
        (
            "Snowed under till the end of the month. Try me w/c 8 June?",
            "2026-06-08",
        ),
        (
            "We're mid audit, could you come back to me once that's finished on the 29th?",
            "2026-06-01",
        ),
        (
            "Can't look at anything before our year end on 30 June - drop me a note in July.",
            "2026-07-01",
        ),
        ("Give me a shout in a few months.", ""),
        ("Give me a shout in the autumn.", ""),
        ("Park it till Q3 would you.", "2026-07-01"),
        (
            "Nothing will happen here before 2027. Ask again then.",
            "2027-01-01",
        ),
        (
            "Let's speak again in the second week of September.",
            "2026-09-14",
        ),
        (
            "We decide on suppliers every January, so write in the first days of January.",
            "2027-01-01",
        ),
        (
            "I'd be grateful if you came back in, say, eight weeks.",
            "2026-07-07",
        ),
        ("Please reconnect around Thanksgiving.", "2026-11-26"),
        ("Hit me up after Labor Day.", "2026-09-08"),
        ("Circle back after the 4th of July.", "2026-07-06"),
        ("Swamped until mid June, try me after.", "2026-06-16"),
        ("Check back 9/15.", "2026-09-15"),
        (
            "Our contract runs out on 31 October 2026, so try us in August.",
            "2026-08-03",
        ),
        ("Try us six months from now.", "2026-11-12"),
        (
            "Budget round is in October. Write again then please.",
            "2026-10-01",
        ),
        (
            "Can we pick this up when I'm back from leave on 8 June?",
            "2026-06-08",
        ),
        (
            "We're closing for the summer, back on 17 August. Please try then.",
            "2026-08-17",
        ),
        (
            "Wir sind bis Ende Juni komplett dicht. Danach gern.",
            "2026-07-01",
        ),
        (
            "Erst nach der Inventur am 30. Juni, vorher geht nichts.",
            "2026-07-01",
        ),
        (
            "Das Budget wird im Oktober verteilt, melden Sie sich dann wieder.",
            "2026-10-01",
        ),
        ("Gern wieder im neuen Jahr.", "2027-01-01"),
        (
            "Revenez vers moi une fois l'inventaire passé, le 30 juin.",
            "2026-07-01",
        ),
        ("Pas avant le mois de septembre.", "2026-09-01"),
        ("On en reparle en janvier prochain ?", "2027-01-01"),
        ("Hablamos en el último trimestre.", "2026-10-01"),
        (
            "Hasta septiembre no podemos ver nada nuevo, escríbame entonces.",
            "2026-09-01",
        ),
        ("Ne riparliamo a gennaio 2027.", "2027-01-01"),
        (
            "Prima di settembre non se ne parla, mi richiami allora.",
            "2026-09-01",
        ),
        ("Kom na 1 juli nog eens terug.", "2026-07-02"),
        ("Pas in het najaar weer, nu geen tijd.", ""),
        ("Fale comigo depois de 15 de junho.", "2026-06-16"),
        ("Proszę o kontakt w przyszłym roku.", "2027-01-01"),
        ("Skriv gärna igen efter midsommar.", ""),
        ("Ikke nå, men ta gjerne kontakt over nyttår.", "2027-01-04"),
        ("Vend gerne tilbage i uge 33.", "2026-08-10"),
        ("Palataan tähän elokuun puolivälissä.", "2026-08-17"),
        ("Ozvěte se prosím v polovině září.", "2026-09-15"),
        (
            "Bad timing, we're moving premises in June. July?",
            "2026-07-01",
        ),
        (
            "Please contact me again during the first quarter of 2027.",
            "2027-01-01",
        ),
        (
            "I'll have more time in the second half of June, write then.",
            "2026-06-16",
        ),
        (
            "Our current supplier is under contract to the end of 2026, ask again in November.",
            "2026-11-02",
        ),
        ("Keep me posted, but not before September.", "2026-09-01"),
        ("Reach out in mid to late July.", "2026-07-15"),
        ("Try again in 90 days.", "2026-08-10"),
        ("No budget this year, maybe next.", ""),
        ("Let's talk in 2027.", "2027-01-01"),
        (
            "It's quarter end madness. First week of July would be better to write again.",
            "2026-07-06",
        ),
        ("Come back to me on the 1st of next month.", "2026-06-01"),
        ("Come back at the start of next quarter.", "2026-07-01"),
        (
            "Please wait till Wednesday 27 May and then try again.",
            "2026-05-27",
        ),
        (
            "Contact me after my holidays, I return on 22 June.",
            "2026-06-22",
        ),
        ("Frühestens im vierten Quartal wieder.", "2026-10-01"),
        (
            "Ab September haben wir wieder Luft, melden Sie sich dann.",
            "2026-09-01",
        ),
        (
            "Fragen Sie bitte in einem halben Jahr noch einmal nach.",
            "2026-11-12",
        ),
        (
            "In drei Wochen gern, vorher schaffe ich es nicht.",
            "2026-06-02",
        ),
        (
            "Nächsten Monat können wir darüber reden, schreiben Sie mir dann.",
            "2026-06-01",
        ),
        ("Relancez-moi dans trois semaines.", "2026-06-02"),
        (
            "Après les vacances d'été, volontiers, mais pas avant.",
            "2026-09-01",
        ),
        ("Revenez vers nous au dernier trimestre.", "2026-10-01"),
        (
            "Póngase en contacto conmigo el año que viene.",
            "2027-01-01",
        ),
        ("Mejor dentro de seis meses.", "2026-11-12"),
        ("Mi scriva dopo il 20 giugno.", "2026-06-22"),
        ("Magari l'anno prossimo, ora no.", "2027-01-01"),
        ("Neem volgend jaar weer contact op.", "2027-01-01"),
        ("Over een half jaar mag u het weer proberen.", "2026-11-12"),
        ("Talvez no próximo ano, volte a contactar.", "2027-01-01"),
        ("Proszę napisać po 15 czerwca.", "2026-06-16"),
        ("Hør fra jer igen i oktober.", "2026-10-01"),
        (
            "Återkom efter semestern, i mitten av augusti.",
            "2026-08-17",
        ),
        ("Ota yhteyttä uudelleen ensi vuonna.", "2027-01-01"),
        ("Ozvěte se po 15. červnu.", "2026-06-16"),
        ("10月以降にご連絡ください。", "2026-10-01"),
    ];
    hold(Intent::NotNow, MachineKind::Human, ROWS);
}

#[test]
fn back_on_a_day() {
    const ROWS: &[(&str, &str)] = &[
        ("I am out of the office until 22 May.", "2026-05-25"),
        ("I'm away and will be back on Monday 25 May.", "2026-05-25"),
        ("I am on leave from 11 May to 29 May.", "2026-06-01"),
        (
            "I am on holiday 11-22 May with no access to email.",
            "2026-05-25",
        ),
        ("On parental leave through the end of August.", "2026-09-01"),
        (
            "I'm out of the office this week and return next Monday.",
            "2026-05-18",
        ),
        ("Out today, back tomorrow.", "2026-05-13"),
        (
            "Urlaub! Antworten gibt es erst ab dem 8. Juni.",
            "2026-06-08",
        ),
        ("On holiday. Mail is read from 8 June.", "2026-06-08"),
        ("I'm up a mountain, home in two weeks.", "2026-05-26"),
        (
            "I'm at the beach. See you on the 20th of May.",
            "2026-05-20",
        ),
        (
            "I work Wednesdays and Thursday mornings, so you may have to wait a little.",
            "2026-05-13",
        ),
        (
            "Estamos em recesso e voltamos na quinta-feira, 21/05.",
            "2026-05-21",
        ),
        (
            "Gli uffici restano chiusi fino al 22 maggio. Riapriamo lunedì 25.",
            "2026-05-25",
        ),
        (
            "Jeg er på tjenestereise og svarer igjen fra og med mandag 18. mai.",
            "2026-05-18",
        ),
        (
            "Woensdag is mijn vaste vrije dag, donderdag lees ik je mail.",
            "2026-05-14",
        ),
        ("Out of the office this afternoon.", "2026-05-13"),
        (
            "I am travelling all week with limited access to mail.",
            "2026-05-18",
        ),
        ("I'm on vacation for the next two weeks.", "2026-05-26"),
        ("I am out from 5/11/2026 through 5/22/2026.", "2026-05-25"),
        (
            "Our office is closed for the public holiday on Thursday 14 May and reopens on Friday.",
            "2026-05-15",
        ),
        (
            "I am currently on annual leave, returning Tuesday, May 26th.",
            "2026-05-26",
        ),
        ("I only work Mondays and Thursdays.", "2026-05-14"),
        (
            "I do not work on Wednesdays. I am away now and shall answer after that.",
            "2026-05-14",
        ),
        ("I'm out of office until further notice.", ""),
        ("I am off sick at the moment.", ""),
        (
            "I will be out of the office starting 05/11/2026 and will not return until 05/26/2026.",
            "2026-05-26",
        ),
        ("Office closed 12 to 15 May inclusive.", "2026-05-18"),
        (
            "I'm at a trade fair up to and including 15 May.",
            "2026-05-18",
        ),
        ("On sabbatical until mid-September.", "2026-09-16"),
        ("Away until Thursday lunchtime.", "2026-05-15"),
        ("I was out of office until 4 May 2026.", ""),
        (
            "Ich bin bis einschließlich 22. Mai nicht im Büro.",
            "2026-05-25",
        ),
        ("Ich bin vom 11.05. bis 22.05.2026 im Urlaub.", "2026-05-25"),
        (
            "Ich bin ab dem 26.5. wieder erreichbar, derzeit im Urlaub.",
            "2026-05-26",
        ),
        ("Bin heute außer Haus.", "2026-05-13"),
        ("Ich bin in Elternzeit bis Ende September.", "2026-10-01"),
        ("Ich bin diese Woche nicht im Büro.", "2026-05-18"),
        ("Unser Betrieb ist in KW 21 geschlossen.", "2026-05-25"),
        ("Je suis absent jusqu'au 22 mai inclus.", "2026-05-25"),
        ("Je suis en congé du 11 au 22 mai.", "2026-05-25"),
        ("Absente, de retour le 26 mai.", "2026-05-26"),
        (
            "Je suis en congé maternité jusqu'à la fin du mois de septembre.",
            "2026-10-01",
        ),
        (
            "Estaré fuera de la oficina hasta el 22 de mayo.",
            "2026-05-25",
        ),
        ("Estoy de vacaciones del 11 al 22 de mayo.", "2026-05-25"),
        ("De baja, me reincorporo el 1 de junio.", "2026-06-01"),
        (
            "Sono fuori ufficio fino al 22 maggio compreso.",
            "2026-05-25",
        ),
        ("Sarò in ferie dall'11 al 22 maggio.", "2026-05-25"),
        ("Assente, rientro lunedì 25 maggio.", "2026-05-25"),
        ("Ik ben afwezig t/m 22 mei.", "2026-05-25"),
        (
            "Ik ben met vakantie van 11 tot en met 22 mei.",
            "2026-05-25",
        ),
        (
            "Ik ben er weer op dinsdag 26 mei, nu afwezig.",
            "2026-05-26",
        ),
        ("Estou ausente até 22 de maio.", "2026-05-25"),
        ("Estou de férias de 11 a 22 de maio.", "2026-05-25"),
        ("Jestem na urlopie do 22 maja.", "2026-05-25"),
        (
            "Przebywam na urlopie od 11 do 22 maja. Wracam 25 maja.",
            "2026-05-25",
        ),
        ("Jag är på semester till och med den 22 maj.", "2026-05-25"),
        ("Jag är tillbaka den 26 maj, just nu ledig.", "2026-05-26"),
        ("Jeg holder ferie til og med den 22. maj.", "2026-05-25"),
        (
            "Jeg er på ferie og er tilbage igen den 26. maj.",
            "2026-05-26",
        ),
        ("Jeg er på ferie til 22. mai.", "2026-05-25"),
        ("Olen lomalla 22.5. asti.", "2026-05-25"),
        ("Olen lomalla 11.5.–22.5.2026.", "2026-05-25"),
        ("Jsem na dovolené do 22. května.", "2026-05-25"),
        ("5月22日まで休暇をいただいております。", "2026-05-25"),
        ("5月11日から22日まで不在にしております。", "2026-05-25"),
        (
            "Thank you for your message. I am out of the office from Monday 11th May until Friday 22nd May inclusive. I will reply on my return.",
            "2026-05-25",
        ),
        (
            "I'm currently out of the office with no email access. I will be back at my desk on 19 May 2026.",
            "2026-05-19",
        ),
        ("I'm away from 12/05 to 19/05.", "2026-05-20"),
        ("I will be out of the office May 12-15.", "2026-05-18"),
        ("I'll be out Tuesday and Wednesday this week.", "2026-05-14"),
        (
            "I am away at a conference until Thursday and will respond on Friday.",
            "2026-05-15",
        ),
        (
            "Hello, I am out of office today and tomorrow.",
            "2026-05-14",
        ),
        ("I am on annual leave w/c 11 May.", "2026-05-18"),
        ("I'm out for the rest of the week.", "2026-05-18"),
        ("I'm on leave for the month of May.", "2026-06-01"),
        ("I'm on maternity leave until January 2027.", "2027-01-01"),
        (
            "I am out until after the bank holiday, back Tuesday 26th.",
            "2026-05-26",
        ),
        (
            "We are closed for stocktaking from 12 to 14 May. Orders will be processed from 15 May.",
            "2026-05-15",
        ),
        ("I have limited access to email until 20 May.", "2026-05-21"),
        (
            "Auto-reply: on paternity leave, returning w/c 8th June.",
            "2026-06-08",
        ),
        ("I work part time, Tuesday to Thursday.", "2026-05-13"),
        (
            "My working days are Monday, Wednesday and Friday.",
            "2026-05-13",
        ),
        ("I don't work Wednesdays and am out now.", "2026-05-14"),
        (
            "Thanks for your email. I'm out of the country until the 25th and will get back to you once I return.",
            "2026-05-26",
        ),
        (
            "I am out sick, hoping to be back on Thursday.",
            "2026-05-14",
        ),
        (
            "Ich befinde mich im Mutterschutz und anschließend in Elternzeit bis 31. März 2027.",
            "2027-04-01",
        ),
        (
            "Vom 12. bis 15. Mai bin ich auf einer Messe. Ab Montag, 18. Mai bin ich wieder da.",
            "2026-05-18",
        ),
        (
            "Ich bin erst am Montag, den 18.05. wieder im Büro.",
            "2026-05-18",
        ),
        ("Diese Woche bin ich auf Dienstreise.", "2026-05-18"),
        ("Ich arbeite montags bis mittwochs.", "2026-05-13"),
        (
            "Actuellement en déplacement, je serai de retour lundi 18 mai.",
            "2026-05-18",
        ),
        (
            "Absent du bureau jusqu'à lundi prochain inclus.",
            "2026-05-19",
        ),
        ("Je suis en formation toute la semaine.", "2026-05-18"),
        ("Estoy de viaje hasta el próximo lunes.", "2026-05-19"),
        (
            "Estaré ausente del 11 al 15 de mayo, ambos inclusive.",
            "2026-05-18",
        ),
        ("Sono in maternità fino a dicembre 2026.", "2026-12-01"),
        ("Sarò assente fino a lunedì 18 maggio.", "2026-05-19"),
        (
            "Ik ben op vakantie en ben maandag 18 mei weer bereikbaar.",
            "2026-05-18",
        ),
        ("Van 11 t/m 15 mei ben ik afwezig.", "2026-05-18"),
        (
            "Estarei de férias até 15 de maio, regressando dia 18.",
            "2026-05-18",
        ),
        ("Do 18 maja przebywam na urlopie.", "2026-05-19"),
        (
            "Tack för ditt mejl. Jag är föräldraledig till och med augusti.",
            "2026-09-01",
        ),
        ("Jeg er på barsel indtil 1. september 2026.", "2026-09-02"),
        ("Jeg er bortreist denne uken.", "2026-05-18"),
        ("Olen vuosilomalla 15.5. saakka.", "2026-05-18"),
        ("Jsem na dovolené od 11. do 15. května.", "2026-05-18"),
        ("誠に勝手ながら5月15日まで休業いたします。", "2026-05-18"),
        ("I'm out of office returning on 26/05.", "2026-05-26"),
        (
            "I am out of the office, returning on the 20th.",
            "2026-05-20",
        ),
        ("Currently on leave. Back Monday.", "2026-05-18"),
        (
            "I will be on annual leave from the 11th to the 15th of May, back in the office on the 18th.",
            "2026-05-18",
        ),
        ("I'm on leave until Tue 19 May.", "2026-05-20"),
        ("I am away from my desk this morning.", "2026-05-13"),
        ("Out of office: 5/12 - 5/19.", "2026-05-20"),
        (
            "I'm on secondment until the end of September 2026.",
            "2026-10-01",
        ),
        ("I'm on holiday for two weeks from today.", "2026-05-26"),
        (
            "I'm away for three weeks and only back in June.",
            "2026-06-01",
        ),
        (
            "I will return to the office on Wednesday, May 20, 2026.",
            "2026-05-20",
        ),
        (
            "We are shut over the long weekend and open again on Tuesday 19 May.",
            "2026-05-19",
        ),
        (
            "Ich bin bis zum 20.05.2026 abwesend. Ihre E-Mail wird nicht weitergeleitet.",
            "2026-05-21",
        ),
        ("Ich bin am 18.05.2026 wieder für Sie da.", "2026-05-18"),
        ("Abwesend vom 11.5.-15.5.2026", "2026-05-18"),
        ("Ich bin im Mai nicht im Haus.", "2026-06-01"),
        ("Wir haben Betriebsferien bis 25. Mai.", "2026-05-26"),
        ("Je suis en vacances jusqu'au lundi 25 mai.", "2026-05-26"),
        ("Bonjour, je suis absente les 12 et 13 mai.", "2026-05-14"),
        ("Nos bureaux sont fermés du 13 au 17 mai.", "2026-05-18"),
        (
            "Estoy de permiso hasta el 18 de mayo inclusive.",
            "2026-05-19",
        ),
        ("Volveré a la oficina el lunes 18 de mayo.", "2026-05-18"),
        ("Sono in ferie, tornerò il 18 maggio.", "2026-05-18"),
        ("Gli uffici sono chiusi dal 12 al 15 maggio.", "2026-05-18"),
        ("Ik ben vrij tot en met vrijdag.", "2026-05-18"),
        ("Ik werk niet op woensdag.", "2026-05-14"),
        ("Estou de licença até ao final de agosto.", "2026-09-01"),
        ("Jestem nieobecna do 18 maja włącznie.", "2026-05-19"),
        ("Wracam do biura 18 maja.", "2026-05-18"),
        ("Jag är tjänstledig till den 1 juni.", "2026-06-02"),
        ("Åter på kontoret måndag 18 maj.", "2026-05-18"),
        ("Jeg er tilbake på kontoret 18. mai.", "2026-05-18"),
        ("Olen poissa toimistolta 18.5. saakka.", "2026-05-19"),
        ("Palaan töihin 18.5.", "2026-05-18"),
        ("Budu zpět v pondělí 18. května.", "2026-05-18"),
        (
            "5月18日より出社いたします。それまで休暇です。",
            "2026-05-18",
        ),
    ];
    hold(Intent::OutOfOffice, MachineKind::AutoReply, ROWS);
}
