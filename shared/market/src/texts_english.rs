//! English.

use crate::texts::Texts;

pub(crate) const TEXTS: Texts = Texts {
    greetings: &[
        "Hi {you},",
        "Hello {you},",
        "{you},",
        "Hey {you} -",
        "Hi there,",
        "",
    ],
    closings: &[
        "Best,\n{me}",
        "Thanks,\n{me}",
        "Cheers\n{me}",
        "{me}",
        "Kind regards,\n\n{full}\n{firm}\nT {phone}",
        "-- \n{full} | {firm}\n{phone}",
        "Sent from my iPhone",
        "",
    ],
    positive: &[
        "Good timing, we were just discussing this. Could you do {weekday} at {time}?",
        "Sure, happy to chat. {date}, {time} works on my side. Please send an invite.",
        "Yes, let's talk. I have 20 minutes on {weekday} after {time}.",
        "This is interesting. Can we set up a short call next week? {weekday} is best for me.",
        "I'd like to see it. Do you have a slot on {date}?",
        "OK, you have my attention. Send me a calendar link and I'll pick a time.",
        "Sounds worth 15 minutes. How about {weekday} {time}? I'll bring our ops lead along.",
        "We're looking at exactly this for next quarter, so yes please - a demo would be great. I'm free most of {weekday}.",
        "Let's do it. Call me on {phone}, {weekday} any time after {time}.",
        "Works for me. Can you meet on {date} in the morning?",
    ],
    info_request: &[
        "What does it cost for a team of about 40?",
        "Could you send me something I can read first? A two-pager would do.",
        "How does this differ from what we'd build ourselves in a week or two?",
        "Before anything else: where is the data hosted, and are you SOC 2 certified?",
        "Do you have customers of our size that you can name?",
        "Does it integrate with what we have (Salesforce and a home-grown billing system)? Please send details.",
        "What would the rollout look like, roughly? And what's the minimum contract term?",
    ],
    referral: &[
        "This is more for {other}, who runs that side. You can reach them at {other_email}.",
        "I've moved to another team. Please talk to {other} ({other_email}) about this.",
        "Not my area any more - {other} took it over in spring: {other_email}. Feel free to mention me.",
        "Best person for this is {other}. {other_email} should work.",
    ],
    not_now: &[
        "Not at the moment, we're in the middle of a migration. Try me again in {month}.",
        "Budget for this year is gone. Could you get back to me after {date}?",
        "Timing's bad, sorry. Let's pick this up again in {month}.",
        "We have a hiring freeze until {month}, so nothing new before then. Ping me again after that.",
        "Interesting, but too early for us. Check back on {date}, please.",
        "We'll review our tools in {month}. Happy to look at it then, not before.",
    ],
    not_interested: &[
        "Thanks, but we're not interested.",
        "No thank you. We already have something in place and we're happy with it.",
        "I'll pass on this one. Good luck.",
        "This isn't a priority for us and won't become one.",
        "We built this in-house, so there's no need on our side.",
        "Appreciate the note, but it's a no from us.",
        "Not a fit. We don't buy this kind of thing.",
    ],
    unsubscribe: &[
        "Please take me off your list.",
        "Unsubscribe",
        "Remove me from your mailing list, please, and don't write to this address again.",
        "I never signed up for this. Stop emailing me.",
        "Kindly delete my contact details from your database.",
    ],
    wrong_person: &[
        "I think you have the wrong person. I have nothing to do with this.",
        "Not sure how you got my name, but I don't work on that at all. I'm in catering.",
        "You seem to be looking for somebody else - I don't handle purchasing of any kind.",
        "Wrong address, I'm afraid. I'm an intern here and have no say in this.",
    ],
    ambiguous: &[
        "Hm.",
        "Thanks.",
        "ok",
        "Interesting timing.",
        "Possibly. Depends.",
        "Well, that's one way to put it.",
        "lol",
        "Noted, let me think about it.",
    ],
    agreed: &[
        "Perfect, {weekday} {time} it is. Talk then!",
        "Great, that works. Please send the invite to this address.",
        "Thanks, I've booked a slot on {date}. See you then.",
        "Good. Can we make it half an hour later? Otherwise fine.",
    ],
    out_of_office: &[
        (
            "Automatic reply: {subject}",
            "Thank you for your email. I am out of the office and will be back on {back_weekday}, {back_full}. I have limited access to email until then.\n\nIn urgent cases please call our main line.\n\n{full}",
        ),
        (
            "Out of office: {subject}",
            "Hi,\n\nI'm on annual leave, returning {back_full}. I won't be checking email while I'm away.\n\n{me}",
        ),
        (
            "Automatic reply: {subject}",
            "I'm away from my desk until {back}. If it can't wait, please contact {other} ({other_email}).\n\nBest,\n{me}",
        ),
        (
            "OOO Re: {subject}",
            "Thanks for your message! I'm on parental leave at the moment and back at work on {back_full}. Your mail will not be forwarded.\n\n{full}, {firm}",
        ),
    ],
    auto_reply: &[
        (
            "[{firm}] We received your message",
            "Thank you for contacting {firm}. Your message has been received and a member of our team will get back to you within two business days.\n\nTicket: {ticket}\n\nThis is an automated message, please do not reply.",
        ),
        (
            "Automatic reply: {subject}",
            "This mailbox is not monitored. For product questions please use the form on our website.",
        ),
        (
            "Request received: {subject}",
            "Your request ({ticket}) has been received and is being reviewed by our staff. To add comments, reply to this email.",
        ),
    ],
    quote_lines: &[
        "On {date}, at {time}, {name} <{address}> wrote:",
        "On {date} {time} {name} <{address}> wrote:",
    ],
    reply_prefix: "Re: ",
};
