//! French.

use crate::texts::Texts;

pub(crate) const TEXTS: Texts = Texts {
    greetings: &["Bonjour {you},", "Bonjour,", ""],
    closings: &[
        "Bien à vous,\n{me}",
        "Cordialement,\n{full}",
        "Cordialement,\n\n{full}\n{firm}\nTél. {phone}",
        "-- \n{full}\n{firm}",
        "{me}",
    ],
    positive: &[
        "Cela m'intéresse. Seriez-vous disponible {weekday} à {time} pour un appel ?",
        "Avec plaisir, parlons-en. Envoyez-moi une invitation pour le {date}.",
        "Oui, pourquoi pas une démo la semaine prochaine. Le {weekday} me convient.",
    ],
    info_request: &[
        "Quel est le tarif pour une équipe de trente personnes ?",
        "Pouvez-vous m'envoyer une documentation avant d'aller plus loin ?",
    ],
    referral: &[
        "Ce sujet est suivi par {other}, vous pouvez lui écrire à {other_email}.",
        "Je ne m'occupe plus de cela, adressez-vous à {other} ({other_email}).",
    ],
    not_now: &[
        "Ce n'est pas le bon moment pour nous. Recontactez-moi en {month}.",
        "Notre budget est bouclé pour cette année. Revenez vers moi après le {date}.",
    ],
    not_interested: &[
        "Merci, mais nous ne sommes pas intéressés.",
        "Nous avons déjà une solution qui nous convient, merci.",
    ],
    unsubscribe: &[
        "Merci de me retirer de votre liste.",
        "Je ne souhaite plus recevoir vos messages, veuillez supprimer mes coordonnées.",
    ],
    wrong_person: &["Vous faites erreur, je ne suis pas la bonne personne pour ce sujet."],
    ambiguous: &["Merci.", "Ah bon.", "À voir."],
    agreed: &[
        "Parfait, {weekday} à {time}. À bientôt !",
        "C'est noté, j'ai accepté l'invitation.",
    ],
    out_of_office: &[(
        "Réponse automatique : {subject}",
        "Bonjour,\n\nJe suis absent du bureau et de retour le {back_full}. Pour toute urgence, merci de contacter {other} ({other_email}).\n\nCordialement,\n{full}",
    )],
    auto_reply: &[(
        "Accusé de réception : {subject}",
        "Bonjour,\n\nNous avons bien reçu votre message (réf. {ticket}) et vous répondrons dans les meilleurs délais.\n\nCeci est un message automatique, merci de ne pas y répondre.",
    )],
    quote_lines: &["Le {date} à {time}, {name} <{address}> a écrit :"],
    reply_prefix: "Re: ",
};
