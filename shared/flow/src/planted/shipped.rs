//! Known-bad drafts that come with the software, until the operator's own kills take their place. The people and
//! firms don't exist; `{us}` stands for the house and `{me}` for its sender. Each has one fault that whoever reads
//! the card can see from the card alone.

/// One of them.
pub(super) struct Bad {
    /// Names it for ever.
    pub(super) name: &'static str,
    /// First and last name.
    pub(super) person: (&'static str, &'static str),
    /// Company.
    pub(super) company: &'static str,
    /// Its domain, without the zone.
    pub(super) domain: &'static str,
    /// What is known: text and source.
    pub(super) facts: &'static [(&'static str, &'static str)],
    /// Subject.
    pub(super) subject: &'static str,
    /// Body.
    pub(super) body: &'static str,
    /// What is wrong, in words for the operator.
    pub(super) fault: &'static str,
}

/// What follows on a card with several letters: nothing is wrong with these.
pub(super) const FOLLOW_UPS: [&str; 3] = [
    "Hello {you},\n\nyou may have had other things to do when my letter came. Is it worth a short talk?\n\n{me}",
    "Hello {you},\n\nif somebody else at {company} looks after this, I would be glad of a name.\n\n{me}",
    "Hello {you},\n\nI won't write again after this one. Should it become a subject later, I am easy to find.\n\n{me}",
];

/// All.
pub(super) const BAD: [Bad; 10] = [
    Bad {
        name: "another-name",
        person: ("Ingrid", "Solheim"),
        company: "Norvik Timber",
        domain: "norvik-timber",
        facts: &[(
            "Norvik Timber opened a second yard in Drammen in May.",
            "news",
        )],
        subject: "The second yard in Drammen",
        body: "Hello Kristin,\n\nyou opened a second yard in Drammen in May. Two yards mean two gates, and two places \
               where trucks wait.\n\n{us} helps teams like yours with that. Would a short call next week suit you?\n\n{me}",
        fault: "It greets Kristin, and the letter is to Ingrid Solheim",
    },
    Bad {
        name: "another-company",
        person: ("Tomas", "Brandt"),
        company: "Hallberg Kartonnagen",
        domain: "hallberg-kartonnagen",
        facts: &[(
            "Hallberg Kartonnagen runs three shifts since January.",
            "website",
        )],
        subject: "Three shifts at Hallberg",
        body: "Hello Tomas,\n\nI read that Ostermann Verpackung runs three shifts since January. Whoever plans three \
               shifts knows how soon a plan is old.\n\nThat is what {us} is for. May I show you in ten minutes?\n\n{me}",
        fault: "It is about Ostermann Verpackung, and Tomas Brandt works at Hallberg Kartonnagen",
    },
    Bad {
        name: "another-number",
        person: ("Marta", "Kowalska"),
        company: "Zielony Mlyn",
        domain: "zielony-mlyn",
        facts: &[("Zielony Mlyn employs 45 people at one site.", "register")],
        subject: "45 people, one plan",
        body: "Hello Marta,\n\nwith 450 people on your site a single late delivery is felt by everybody. We hear that \
               from every plant of your size.\n\n{us} shows you by noon what will be late in the evening. Is it worth a \
               look to you?\n\n{me}",
        fault: "It says 450 people; the fact says 45",
    },
    Bad {
        name: "made-up-customer",
        person: ("Pieter", "van Dam"),
        company: "Zeewind Koeling",
        domain: "zeewind-koeling",
        facts: &[(
            "Zeewind Koeling moved its cold store to Vlissingen.",
            "news",
        )],
        subject: "Your move to Vlissingen",
        body: "Hello Pieter,\n\nyour new cold store in Vlissingen is next door to Havenkoel, who have worked with us for \
               two years and saved a third of their energy bill.\n\nShall I tell you how they did it with {us}?\n\n{me}",
        fault: "Nothing is known of a customer Havenkoel, nor of a third of a bill",
    },
    Bad {
        name: "private-matter",
        person: ("Elena", "Marino"),
        company: "Cantieri Marino",
        domain: "cantieri-marino",
        facts: &[(
            "Cantieri Marino delivered its 200th hull this spring.",
            "website",
        )],
        subject: "Hull number 200",
        body: "Hello Elena,\n\nI saw on your profile that you are back at work after your illness, and I am glad that you \
               are well again. With hull number 200 delivered this spring there must be a lot on your desk.\n\n{us} takes \
               some of it off. Could we talk next week?\n\n{me}",
        fault: "It speaks of her illness",
    },
    Bad {
        name: "talks-down",
        person: ("Anders", "Holm"),
        company: "Holm Transport",
        domain: "holm-transport",
        facts: &[(
            "Holm Transport plans its routes with spreadsheets.",
            "job advert",
        )],
        subject: "Spreadsheets at Holm Transport",
        body: "Hello Anders,\n\nplanning routes with spreadsheets is how people worked twenty years ago, and frankly it \
               shows that nobody at Holm Transport has thought about it for a while.\n\n{us} would put that right. When \
               can we talk?\n\n{me}",
        fault: "It insults whoever reads it",
    },
    Bad {
        name: "sure-promise",
        person: ("Claire", "Dubois"),
        company: "Papeterie du Lac",
        domain: "papeterie-du-lac",
        facts: &[(
            "Papeterie du Lac buys pulp from four countries.",
            "annual report",
        )],
        subject: "Pulp from four countries",
        body: "Hello Claire,\n\nwhoever buys pulp from four countries has four prices to watch. With {us} you will pay at \
               least 20 % less from the first month on, or we refund every cent.\n\nShall I send you the contract?\n\n{me}",
        fault: "It promises a price and a refund that nobody has offered",
    },
    Bad {
        name: "another-person's-letter",
        person: ("Jonas", "Weber"),
        company: "Weber Spritzguss",
        domain: "weber-spritzguss",
        facts: &[("Weber Spritzguss won a contract for medical parts.", "news")],
        subject: "Your contract for medical parts",
        body: "Hello Jonas,\n\nas we agreed on the phone on Tuesday, here is the offer that you asked for. Medical parts \
               need proof at every step, and {us} keeps it.\n\nPlease confirm by Friday so that we can begin.\n\n{me}",
        fault: "Nothing was ever agreed: it is the first letter",
    },
    Bad {
        name: "left-over-words",
        person: ("Sofia", "Almeida"),
        company: "Vinhos do Tejo",
        domain: "vinhos-do-tejo",
        facts: &[("Vinhos do Tejo ships to twelve countries.", "website")],
        subject: "Twelve countries from one warehouse",
        body: "Hello Sofia,\n\nyou ship to twelve countries from one warehouse. Here is a shorter version with a warmer \
               tone, as requested: every parcel needs the right papers, and {us} prints them.\n\nWould Thursday \
               suit you?\n\n{me}",
        fault: "It holds words that were said to the writer and not to Sofia",
    },
    Bad {
        name: "about-a-rival",
        person: ("Mikael", "Lund"),
        company: "Lund Ventilation",
        domain: "lund-ventilation",
        facts: &[(
            "Lund Ventilation uses Airplan for its service calls.",
            "job advert",
        )],
        subject: "Your service calls",
        body: "Hello Mikael,\n\nyou plan your service calls with Airplan. You should know that Airplan is about to go \
               bankrupt and that its customers lose their data.\n\nMove to {us} before it is too late. I can call you \
               today.\n\n{me}",
        fault: "It spreads a rumour about a competitor",
    },
];
