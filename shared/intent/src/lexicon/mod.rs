//! The phrases, by what they tell. All languages are searched at once; see [`crate::pattern`] for the spelling.
//!
//! One rule holds between phrases: a longer one silences those of other cues that lie inside it, so that
//! "can't say I'm not interested" is no refusal.

mod answer;
mod away;
mod consent;
mod frames;
mod idioms;
mod law;
mod no;
mod north_and_east;
mod odd;
mod parting;
mod person;
mod stop;
mod wish;
mod yes;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::pattern::{First, Pattern};
use crate::words::Words;

/// What a phrase tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cue {
    /// Take me off; needs no second word.
    Stop,
    /// No more messages: an opt-out unless a day is named until which it holds.
    Quiet,
    /// Words that together may be an opt-out in any of the languages; believed if nothing kinder is said.
    LooseStop,
    /// A "not" beside an act of writing or getting: an opt-out may be meant in words that nobody foresaw. It makes
    /// a person look, and nobody is written to until then.
    Hush,
    /// A stop word that counts only if it is all that is said.
    StopWord,
    /// Words of an opt-out said of others, or as a thing of the product's world: nobody's wish.
    Mention,
    /// Do keep writing to me.
    KeepMe,
    /// Reports, or threatens to report or sue.
    Report,
    /// A lawyer or an authority speaks or is named.
    Lawyer,
    /// The legal basis is disputed.
    Basis,
    /// Says that what we do is spam or unlawful.
    Accuse,
    /// A right under data protection law is used.
    Rights,
    /// Asked before, in vain.
    Missed,
    /// Somebody has died.
    Death,
    /// A refusal for all time or for the whole company.
    HardNo,
    /// Abuse.
    Abuse,
    /// Away or closed for a time.
    Away,
    /// Works only on some days.
    PartTime,
    /// Somebody who stands in meanwhile.
    Deputy,
    /// We got your message.
    Receipt,
    /// Nobody reads this mailbox.
    Unread,
    /// Prove that you are human; follow this link to be let in.
    Challenge,
    /// A third person has left for good.
    Gone,
    /// Turn to somebody.
    Refer,
    /// Passed on, or in copy.
    Handed,
    /// The writer takes over from the contact.
    TookOver,
    /// Not my job.
    NotMine,
    /// Not the person or firm meant.
    WrongOne,
    /// The writer has left the firm.
    LeftSelf,
    /// Agrees.
    Accept,
    /// A call or a meeting, agreed or proposed.
    Meet,
    /// A trial, a sample of goods.
    Trial,
    /// A question about the offer.
    Ask,
    /// Wants material.
    Material,
    /// Write again later.
    Later,
    /// At the moment.
    Busy,
    /// No.
    No,
    /// Has something already, or a reason that stays.
    Standing,
    /// Who are you, are you a machine.
    Who,
    /// Speaks to software.
    Inject,
    /// Kind words without a stance.
    Courtesy,
    /// A contradiction in one breath, irony, and the like.
    Odd,
}

/// Named groups for phrases.
pub(crate) const GROUPS: &[(&str, &str)] = &[
    (
        "mail",
        "email|emails|mail|mails|message|messages|communication|communications|correspondence|newsletter|newsletters|marketing|spam|mailing|mailings|advertising|pitches|solicitation|solicitations|outreach|emailing|inmail|inmails|sales emails|sales mails",
    ),
    (
        "me",
        "me|us|my team|our team|my colleagues|our company|anyone|anybody|any of us|our staff|my boss|our office|our people|this address|this inbox|this account|here",
    ),
    (
        "list",
        "list|lists|database|databases|mailing list|distribution|distro|records|system|systems|crm|sequence|campaign|campaigns|cadence|mailings|files|funnel|drip",
    ),
    (
        "thanks",
        "thanks|thank you|thank you very much|many thanks|cheers|ta|sorry|please|danke|merci|gracias|grazie|bedankt|obrigado|obrigada|tack|tak|takk|dziekuje|kiitos|regards|best|mate|then|svp|s il vous plait|aub|a u b|alstublieft|bitte|por favor|per favore|venligst|vaenligen|prosze|ok",
    ),
    (
        "neg",
        "not|no|never|nicht|kein|keine|keinen|keinerlei|nie|niemals|ne|n|pas|jamais|non|nunca|jamas|niet|geen|nooit|nao|nada|ikke|inte|ingen|ingenting|ej|aldrig|aldri|ei|aelkaeae|aelae|nem|ani|zadne|zadnych|nic|ничего|не|μην|nothing|nobody|niente|nessun|nessuna|sem|bez|nichts|niets|rien|aucun|aucune|nulla|nenhum|nenhuma|ningun",
    ),
    (
        "more",
        "again|another|any other|more|further|anymore|any more|ever|any longer|mehr|wieder|weiter|weitere|weiteren|weiterhin|kuenftig|zukuenftig|erneut|jamais|davantage|mas|nunca|nuevo|piu|altre|altri|ulteriori|meer|opnieuw|weer|verdere|voortaan|mais|nunca|wiecej|nigdy|dalszych|kolejnych|igen|igjen|mere|mer|flere|fler|fortsat|fortsaettning|enaeae|enaa|dalsi|vice|tobb|tobbet|jamais|больше|now on",
    ),
    (
        "contact",
        "mail*|email*|e-mail*|mailen|gemail*|messag*|contact*|kontakt*|schreib*|geschrieben|angeschrieben|anschreib*|schick*|zuschick*|zusend*|sende*|sent|send|sending|write|writing|written|ecri*|ecrivez|envo*|courriel*|escrib*|envi*|correo*|mensaj*|scriv*|invi*|mandat*|mandarmi|mandi|comunicazion*|messaggi*|stuur|stuurt|sturen|gestuurd|schrijf|schrijven|benader*|bericht*|escrev*|mensagen*|mande*|pisa*|piszcie|pisz|wiadomosc*|wysyla*|skriv*|skick*|mejl*|maila|maile|viest*|laehett*|nachricht*|werbung*|advert*|solicit*|spam*|newsletter*|nieuwsbrief*|receive|received|receiving|recevoir|recibir|erhalten|ontvangen|receber|ricevere|follow|followups|reminders|sequence|correspond*|zusendung*|anruf*|outreach|reach|pitch*|benachrichtig*|メール|連絡|送信|配信|営業",
    ),
    (
        "reach",
        "send|sending|sends|sent|write|writing|contact|contacting|contacted|message|messaging|emailing|mailing|approach|approaching|bother|bothering|hear|hearing|receive|receiving|schicken|schickt|senden|sendet|zusenden|zuschicken|schreiben|schreibt|anschreiben|kontaktieren|kontaktiert|melden|erhalten|bekommen|hoeren|envoyer|envoyez|ecrire|ecrivez|contacter|relancer|solliciter|recevoir|revenir|escrib*|enviar*|envien|envie|mandar*|manden|contactar*|recib*|scriv*|inviar*|inviate|mandat*|mandar*|contattar*|ricev*|sturen|stuur|stuurt|schrijf*|schrijven|benader*|mailen|ontvangen|krijgen|escrev*|enviem|mandem|receb*|pisac|piszcie|wysylac|wysylajcie|otrzymywac|kontaktowac|psat|posilat|posilejte|dostavat|kontaktovat|skriv*|skicka|sende|sender|kontakta|kontakte|modtage|motta|laehet*|kirjoit*|vastaanot*|saada|送ら|送信|連絡",
    ),
    (
        "cease",
        "stop|stops|stopped|stopping|quit|cease|ceases|desist|refrain|enough|arret*|cess*|basta|smett*|interromp*|dejen|deje|cesen|cesar|pare|parem|parad|aufhoer*|unterlass*|unterbind*|ophouden|stoppen|stopp*|sluta|lopet*|przesta*|zaprzesta*|prestan*|やめて|止めて|停止|中止|控えて|遠慮",
    ),
    (
        "remove",
        "remove*|delete*|erase*|strike|cross|scrub|purge|wipe|loesch*|geloescht|entfern*|streich*|gestrichen|austrag*|ausgetragen|supprim*|enlev*|effac*|borr*|borren|saque*|sacar|cancell*|rimoss*|rimuov*|tolg*|togli*|verwijder*|schrap*|wissen|remov*|apag*|usun*|usuncie|wypis*|skresl*|fjern*|slet|slett|slette|slettet|radera*|stryk*|poista*|vymaz*|smaz*|odstran*|stergeti|削除|外して|解除|retirez|retirer|retiren|retirar|retirem|retirame|retireme|radier|radiez|excluir|exclua|excluam|eliminar|eliminen|elimine|eliminami|eliminem|eliminate mi",
    ),
    (
        "mine",
        "me|us|my|our|mich|uns|meine|meinen|unsere|moi|nous|mon|mes|notre|nos|mi|mis|nuestro|nuestra|nuestros|mij|mijn|ons|onze|meu|meus|minha|nosso|mnie|moj|moje|moja|nasz|mig|meg|oss|mina|vaar|vores|minut|osoitteeni|tietoni|mne|muj|il mio|i miei|la mia|miei|私|当社|弊社",
    ),
    (
        "listy",
        "*lijst|verteiler|*verteiler|datenbank|database|databases|kartei|fichier*|base|bases|envois|fichero|contacts|contatti|contactos|contatos|contacten|kontakte|elenco|bestand|baza|bazy|registr*|register|rekisteri*|mailing|リスト|名簿|配信|list|lists|liste|listes|lista|listas|listy|listan|listen|listalta|mailinglist|mailingliste|mailinglista|verteilerliste",
    ),
    (
        "addr",
        "adresse|address|adres|direccion|indirizzo|endereco|adresu|mailadres|e-mailadres|mailadresse|アドレス",
    ),
    (
        "write",
        "email|mail|contact|write|message|text|spam|bother|approach|pitch|solicit|disturb|pester|dm|inmail|ping|harass|phone|ring|call",
    ),
    (
        "writing",
        "emailing|mailing|contacting|writing|messaging|texting|spamming|bothering|approaching|pitching|soliciting|disturbing|pestering|dming|pinging|harassing|hounding|sending|phoning|calling",
    ),
    (
        "rid",
        "remove|delete|erase|strike|scrub|purge|suppress|exclude|deregister|unlist|unsubscribe|unsub|rmv|wipe|discard|expunge|cancel|removing|deleting|erasing|excluding|deleted|removed",
    ),
    (
        "rid2",
        "unenrol|unenroll|unregister|delist|deregister|disenrol|disenroll|untag|unlist|offboard",
    ),
    (
        "self",
        "me|us|myself|ourselves|my name|my names|my email|my emails|my e-mail|my mail|my address|my addresses|my details|my data|my contact|my contacts|my info|my information|my number|my profile|my entry|my record|my account|our name|our names|our email|our address|our addresses|our details|our data|our domain|our domains|our company|our firm|our school|our office|our staff|our team|our number|our entry|our records|all of our|all of my|this address|this email|this mailbox|this e-mail|this inbox|these addresses|this contact|this person|this domain",
    ),
    (
        "roll",
        "list|lists|mailing list|sequence|sequences|machine|database|databases|system|systems|books|records|register|crm|mailing|mailings|mail|mails|email|emails|campaign|campaigns|rotation|funnel|automation|robot|bot|newsletter|distribution|roll|rolls|file|files|circulation|pipeline|drip|cadence|spreadsheet|address book|addressbook|contacts|mailshot|mailshots|outreach|robot|campaign|tool|loop|rolodex|round|rounds|blast|blasts|feed|audience|marketing|it|this is|thing",
    ),
    (
        "authority",
        "regulator|regulators|supervisory authority|data protection authority|privacy authority|authorities|data protection commission|data protection commissioner|information commissioner|commissioner|data protection people|data protection crowd|data protection folk|data protection lot|data protection office|data protection agency|privacy commissioner|privacy regulator|ombudsman|ico|cnil|aepd|ftc|fcc|dpc|uodo|uokik|imy|uoou|trading standards|ofcom|spamhaus|spamcop|signal spam|police|polizei|policia|polizia|politie|policja|policji|politiet|polisen|garante|procon|anpd|cnpd|dgccrf|datatilsynet|datainspektionen|integritetsskyddsmyndigheten|konsumentverket|forbrugerombudsmanden|forbrukertilsynet|bundesnetzagentur|verbraucherzentrale|wettbewerbszentrale|datenschutzbehoerde|datenschutzaufsicht|aufsichtsbehoerde|landesdatenschutz*|landesbeauftragt*|autorites|autoridades|agencia de proteccion|agencia espanola|autorita garante|autoriteit persoonsgegevens|toezichthouder|urzad ochrony|tietosuoja*|hosting company|hosting provider|hosting firm|web host|mail provider|email provider|your provider|your host|your isp|domain registrar|your registrar|abuse desk|abuse team|abuse department|advertising standards",
    ),
    (
        "telling",
        "logged|lodging|form|report|reported|reporting|reports|complain|complained|complaining|complaint|complaints|forward|forwarded|forwarding|inform|informed|informing|notify|notified|notifying|refer|referred|referring|file|filed|filing|lodge|lodged|lodging|raise|raised|raising|escalate|escalated|escalating|submit|submitted|copy|copied|copying|denounce|tell|hear|contact|contacted|write|written|alert|alerted|flag|flagged|pass|passed|send|sent|melde|melden|meldet|gemeldet|meldung|anzeige|anzeigen|angezeigt|beschwere|beschweren|beschwerde|weiterleiten|weitergeleitet|leite|wende|wenden|informiere|informieren|einschalten|eingeschaltet|einreichen|eingereicht|signale|signaler|signalons|signalerai|saisir|saisi|saisis|saisit|saisissons|saisirai|saisie|plainte|transmettre|transmis|informer|denunciar|denunciare|denuncia|denunciaremos|denunciarles|denunciado|reclamacion|reclamar|informare|notificar|segnalo|segnalare|segnalato|segnalero|segnalazione|reclamo|esposto|denuncio|rivolgero|melden|meld|gemeld|aangegeven|melding|klacht|klagen|aangifte|doorgestuurd|queixa|participar|participei|reportar|zglosze|zglaszam|zglosilem|zgloszenie|zglosic|skarge|skarga|zawiadomie|anmelde|anmelder|anmeldt|anmaela|anmaelt|anmaeler|anmaelan|klage|klager|klagar|rapportere|rapporterar|remitido|remito|remiti|enviado|inoltrato|inoltro|transmets|weiterleite|leitete|przeslalem|przeslalam|videresendt|vidarebefordrat|encaminhei|nahlasim|nahlasit|stiznost|ilmoitan|valitus|kantelu",
    ),
    (
        "lawyer",
        "lawyer|lawyers|solicitor|solicitors|attorney|attorneys|counsel|barrister|legal team|legal department|legal|litigators|anwalt|anwaelte|anwaeltin|rechtsanwalt|rechtsanwaelte|rechtsabteilung|avocat|avocats|abogado|abogados|abogada|avvocato|avvocati|legale|advocaat|advogado|advogados|adwokat|prawnik|prawnicy|advokat|advokater|advokaten|jurist|juristen|asianajaja|pravnik",
    ),
];

/// One phrase found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) cue: Cue,
    pub(crate) first: usize,
    pub(crate) end: usize,
}

type Table = &'static [(Cue, &'static [&'static str])];

const TABLES: &[Table] = &[
    stop::PHRASES,
    frames::PHRASES,
    consent::PHRASES,
    parting::PHRASES,
    north_and_east::PHRASES,
    law::PHRASES,
    away::PHRASES,
    person::PHRASES,
    yes::PHRASES,
    answer::PHRASES,
    no::PHRASES,
    odd::PHRASES,
    wish::PHRASES,
    idioms::PHRASES,
];

/// The most hits kept of one text.
const MOST_HITS: usize = 2000;

struct Index {
    patterns: Vec<(Cue, Pattern)>,
    by_first: BTreeMap<First, Vec<usize>>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index {
        patterns: Vec::new(),
        by_first: BTreeMap::new(),
    };
    for (cue, phrase) in phrases() {
        let pattern = Pattern::new(phrase, GROUPS);
        let number = index.patterns.len();
        for first in pattern.first() {
            index.by_first.entry(first).or_default().push(number);
        }
        index.patterns.push((cue, pattern));
    }
    index
});

/// All phrases with their cues.
pub(crate) fn phrases() -> impl Iterator<Item = (Cue, &'static str)> {
    TABLES
        .iter()
        .flat_map(|table| table.iter())
        .flat_map(|(cue, list)| list.iter().map(|phrase| (*cue, *phrase)))
}

/// Searches a text for all phrases; what lies inside a longer phrase of another cue is left out.
pub(crate) fn search(words: &Words) -> Vec<Hit> {
    let index = &*INDEX;
    let mut hits: Vec<Hit> = Vec::new();
    for (first, word) in words.list.iter().enumerate() {
        let mut likely: Vec<usize> = First::of(word)
            .iter()
            .filter_map(|first| index.by_first.get(first))
            .flatten()
            .copied()
            .collect();
        likely.sort_unstable();
        likely.dedup();
        for number in &likely {
            if let Some((cue, pattern)) = index.patterns.get(*number)
                && let Some(end) = pattern.end_at(words, first)
            {
                hits.push(Hit {
                    cue: *cue,
                    first,
                    end,
                });
            }
        }
        if hits.len() > MOST_HITS {
            break;
        }
    }
    // "Wir haben kein Interesse": the refusal ends the very words that would agree without it.
    let refused: Vec<(usize, usize)> = hits
        .iter()
        .filter(|hit| hit.cue == Cue::No && hit.end - hit.first >= 2)
        .map(|hit| (hit.first, hit.end))
        .collect();
    hits.retain(|hit| {
        hit.cue != Cue::Accept
            || !refused
                .iter()
                .any(|(first, end)| *first > hit.first && *end == hit.end)
    });
    let all = hits.clone();
    // Hits come in the order of their first word and no phrase is longer than 63 words, so the search
    // for a longer one stays near.
    let mut low = 0;
    let mut kept = Vec::new();
    for hit in hits {
        while all
            .get(low)
            .is_some_and(|other| other.first + 64 < hit.first)
        {
            low += 1;
        }
        let silenced = all[low..]
            .iter()
            .take_while(|other| other.first <= hit.first)
            .any(|other| {
                let longer = other.end - other.first > hit.end - hit.first
                    || (hit.cue == Cue::Later && other.first == hit.first && other.end == hit.end);
                other.cue != hit.cue
                    && other.first <= hit.first
                    && other.end >= hit.end
                    && longer
                    && silences(other.cue, hit.cue)
            });
        if !silenced && !kept.contains(&hit) {
            kept.push(hit);
        }
    }
    kept
}

/// An opt-out is only silenced by words that take it back; all else by a longer phrase that is not a mere frame.
fn silences(longer: Cue, shorter: Cue) -> bool {
    match shorter {
        Cue::Stop | Cue::Quiet | Cue::LooseStop | Cue::Hush => {
            matches!(longer, Cue::KeepMe | Cue::Mention | Cue::Unread | Cue::Odd)
        }
        Cue::Report | Cue::Accuse => matches!(longer, Cue::KeepMe | Cue::Mention),
        Cue::Rights
        | Cue::Missed
        | Cue::Death
        | Cue::Lawyer
        | Cue::Basis
        | Cue::Inject
        | Cue::Abuse => false,
        Cue::HardNo => longer == Cue::Courtesy,
        Cue::Accept => !matches!(
            longer,
            Cue::Hush
                | Cue::Ask
                | Cue::Refer
                | Cue::Handed
                | Cue::Meet
                | Cue::Material
                | Cue::Trial
        ),
        Cue::No => matches!(
            longer,
            Cue::Accept
                | Cue::NotMine
                | Cue::WrongOne
                | Cue::Gone
                | Cue::Busy
                | Cue::Later
                | Cue::KeepMe
                | Cue::Unread
        ),
        Cue::Meet | Cue::Material | Cue::Trial => matches!(
            longer,
            Cue::Later
                | Cue::No
                | Cue::Stop
                | Cue::Quiet
                | Cue::KeepMe
                | Cue::Inject
                | Cue::Refer
                | Cue::Who
                | Cue::Mention
        ),
        Cue::Later => matches!(longer, Cue::LooseStop | Cue::Quiet | Cue::Mention),
        Cue::Refer
        | Cue::Handed
        | Cue::Away
        | Cue::PartTime
        | Cue::Gone
        | Cue::Receipt
        | Cue::Unread => false,
        _ => !matches!(
            longer,
            Cue::Ask | Cue::Refer | Cue::Handed | Cue::Material | Cue::Hush
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_found_in_itself_if_it_is_plain() {
        for (cue, phrase) in phrases() {
            let opened = phrase.matches('(').count();
            assert_eq!(opened, phrase.matches(')').count(), "{phrase}");
            assert!(
                !phrase.contains('{')
                    || GROUPS
                        .iter()
                        .any(|(name, _)| phrase.contains(&format!("{{{name}}}"))),
                "{phrase}"
            );
            if phrase
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == ' ' || letter == '\'')
            {
                let words = Words::of(phrase);
                let end = Pattern::new(phrase, GROUPS).end_at(&words, 0);
                assert_eq!(end, Some(words.list.len()), "{cue:?} {phrase}");
            }
        }
    }
}
