//! Spanish.

use crate::texts::Texts;

pub(crate) const TEXTS: Texts = Texts {
    greetings: &["Hola {you}:", "Buenos días:", ""],
    closings: &[
        "Un saludo,\n{me}",
        "Saludos cordiales,\n{full}",
        "Atentamente,\n\n{full}\n{firm}\nTel. {phone}",
        "-- \n{full}\n{firm}",
        "{me}",
    ],
    positive: &[
        "Me interesa. ¿Podemos hablar el {weekday} a las {time}?",
        "Claro, hablemos. Envíame una invitación para el {date}.",
        "Suena bien, agendemos una demo la próxima semana. El {weekday} me viene bien.",
    ],
    info_request: &[
        "¿Cuánto cuesta para unas treinta personas?",
        "¿Me puedes enviar más información antes de seguir?",
    ],
    referral: &[
        "De esto se encarga {other}, puedes escribirle a {other_email}.",
        "Ya no llevo este tema. La persona indicada es {other} ({other_email}).",
    ],
    not_now: &[
        "Ahora mismo no es buen momento. Escríbeme de nuevo en {month}.",
        "No tenemos presupuesto este año. Podemos retomarlo a partir del {date}.",
    ],
    not_interested: &[
        "Gracias, pero no nos interesa.",
        "Ya tenemos un proveedor y estamos contentos, gracias.",
    ],
    unsubscribe: &[
        "Por favor, dame de baja de tu lista.",
        "No quiero recibir más correos. Eliminen mis datos.",
    ],
    wrong_person: &["Creo que te has equivocado de persona, yo no tengo nada que ver con esto."],
    ambiguous: &["Gracias.", "Ya veremos.", "Mmm."],
    agreed: &[
        "Perfecto, el {weekday} a las {time}. ¡Hasta entonces!",
        "De acuerdo, he aceptado la invitación.",
    ],
    out_of_office: &[(
        "Respuesta automática: {subject}",
        "Gracias por su mensaje. Estoy fuera de la oficina y volveré el {back_full}. Para asuntos urgentes escriba a {other_email}.\n\nUn saludo,\n{full}",
    )],
    auto_reply: &[(
        "Hemos recibido su mensaje",
        "Gracias por ponerse en contacto con {firm}. Hemos recibido su solicitud con el número {ticket} y le responderemos lo antes posible.\n\nEste es un mensaje automático.",
    )],
    quote_lines: &["El {date} a las {time}, {name} <{address}> escribió:"],
    reply_prefix: "Re: ",
};
