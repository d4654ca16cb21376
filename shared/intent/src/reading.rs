//! One text with all that was found in it, and the questions the ladder asks of it.

use jiff::civil::Date;

use crate::dates::{self, Mention, Role};
use crate::lexicon::{self, Cue, Hit};
use crate::words::{Sentence, Words};

/// Cues of an answer to us, as against a mere notice of absence.
const ANSWERS: &[Cue] = &[
    Cue::Accept,
    Cue::Meet,
    Cue::Trial,
    Cue::Material,
    Cue::No,
    Cue::Standing,
    Cue::Later,
    Cue::NotMine,
    Cue::WrongOne,
    Cue::LeftSelf,
    Cue::TookOver,
    Cue::HardNo,
    Cue::Abuse,
];

/// With these the talk goes on, whatever else is said.
const GOES_ON: &[Cue] = &[
    Cue::Accept,
    Cue::Meet,
    Cue::Trial,
    Cue::Later,
    Cue::Material,
    Cue::KeepMe,
    Cue::TookOver,
];

/// "Once more" in the languages read.
const AGAIN: &[&str] = &[
    "again",
    "nochmal",
    "nochmals",
    "erneut",
    "wieder",
    "encore",
    "nouveau",
    "nuevo",
    "otra",
    "nuovo",
    "ancora",
    "novo",
    "novamente",
    "opnieuw",
    "weer",
    "nog",
    "ponownie",
    "znowu",
    "igen",
    "igjen",
    "zase",
    "znovu",
    "uudelleen",
    "taas",
    "再",
    // To do it again, or to come back, said by the verb.
    "volver",
    "vuelva",
    "vuelve",
    "vuelvan",
    "voltar",
    "volte",
    "voltem",
    "reprenez",
    "reprenons",
    "recontactez",
    "relancez",
    "reparlons",
    "revenez",
    "rappelez",
    "ricontatti",
    "ricontattateci",
    "riscriva",
    "risentiamo",
    "tillbaka",
    "aaterkom",
    "tilbage",
    "tilbake",
    "terug",
    "zurueck",
    "takaisin",
    "palataan",
    "zpet",
    "vrotte",
    "wrocic",
    "back",
];

/// What was found in one text.
pub(crate) struct Reading<'a> {
    pub(crate) words: Words<'a>,
    pub(crate) hits: Vec<Hit>,
    pub(crate) mentions: Vec<Mention>,
    pub(crate) today: Date,
}

/// "If he is not available, his deputy is": another's absence, and only thought of.
fn supposed(words: &Words, hit: &Hit) -> bool {
    const IF: &[&str] = &[
        "if", "should", "falls", "wenn", "sollte", "si", "se", "als", "indien", "mocht", "caso",
        "jesli", "gdyby", "om", "hvis", "dersom", "jos", "pokud", "kdyby",
    ];
    const OTHERS: &[&str] = &[
        "he", "she", "they", "er", "sie", "il", "elle", "ils", "hij", "zij", "ze", "han", "hun",
        "hon", "haen",
    ];
    let begin = words
        .list
        .get(hit.first)
        .and_then(|word| words.sentences.get(word.sentence))
        .map_or(hit.first, |sentence| sentence.first);
    (begin..hit.end).any(|at| {
        let other = |at: usize| {
            let word = words.at(at);
            OTHERS.contains(&word)
                || !crate::people::never_a_name(word)
                    && words.list.get(at).is_some_and(|it| it.capital)
        };
        IF.contains(&words.at(at)) && at + 1 < hit.end && other(at + 1)
    })
}

impl<'a> Reading<'a> {
    pub(crate) fn of(text: &'a str, today: Date, month_first: bool) -> Self {
        let words = Words::of(text);
        let mut hits = lexicon::search(&words);
        hits.retain(|hit| hit.cue != Cue::Away || !supposed(&words, hit));
        let mentions = dates::read(&words, today, month_first);
        Reading {
            words,
            hits,
            mentions,
            today,
        }
    }

    pub(crate) fn has(&self, cue: Cue) -> bool {
        self.hits.iter().any(|hit| hit.cue == cue)
    }

    pub(crate) fn any(&self, cues: &[Cue]) -> bool {
        self.hits.iter().any(|hit| cues.contains(&hit.cue))
    }

    pub(crate) fn spans(&self, cues: &[Cue]) -> Vec<(usize, usize)> {
        self.hits
            .iter()
            .filter(|hit| cues.contains(&hit.cue))
            .map(|hit| (hit.first, hit.end))
            .collect()
    }

    pub(crate) fn sentence(&self, at: usize) -> usize {
        self.words.list.get(at).map_or(0, |word| word.sentence)
    }

    /// The sentences in which a cue is found.
    pub(crate) fn sentences(&self, cues: &[Cue]) -> Vec<usize> {
        let mut list: Vec<usize> = self
            .hits
            .iter()
            .filter(|hit| cues.contains(&hit.cue))
            .map(|hit| self.sentence(hit.first))
            .collect();
        list.dedup();
        list
    }

    /// The exact words of the first hits of these cues.
    pub(crate) fn evidence(&self, cues: &[Cue]) -> Vec<String> {
        let mut quotes: Vec<String> = Vec::new();
        for hit in self.hits.iter().filter(|hit| cues.contains(&hit.cue)) {
            let quote = self.words.quote(hit.first, hit.end).to_owned();
            if quotes.len() < 6 && !quote.is_empty() && !quotes.contains(&quote) {
                quotes.push(quote);
            }
        }
        quotes
    }

    pub(crate) fn quotes_with(&self, cue: Cue, stems: &[&str]) -> bool {
        self.hits.iter().filter(|hit| hit.cue == cue).any(|hit| {
            (hit.first..hit.end)
                .any(|at| stems.iter().any(|stem| self.words.at(at).starts_with(stem)))
        })
    }

    /// "No mails until December": quiet with an end.
    pub(crate) fn quiet_has_end(&self, hit: &Hit) -> bool {
        let sentence = self.sentence(hit.first);
        let Some(range) = self.words.sentences.get(sentence) else {
            return false;
        };
        let dated = self.mentions.iter().any(|mention| {
            self.sentence(mention.first) == sentence && mention.ends > self.today && !mention.today
        });
        let bound = (range.first..range.end).any(|at| {
            matches!(
                self.words.at(at),
                "until"
                    | "till"
                    | "til"
                    | "before"
                    | "earlier"
                    | "frueher"
                    | "eerder"
                    | "bis"
                    | "vor"
                    | "avant"
                    | "jusqu"
                    | "hasta"
                    | "antes"
                    | "prima"
                    | "fino"
                    | "tot"
                    | "voor"
                    | "ate"
                    | "przed"
                    | "do"
                    | "foer"
                    | "innan"
                    | "inden"
                    | "during"
                    | "while"
                    | "waehrend"
                    | "まで"
            )
        }) || self
            .hits
            .iter()
            .any(|other| other.cue == Cue::Busy && self.sentence(other.first) == sentence);
        // In Swedish "till" is "to".
        let swedish = (range.first..range.end).any(|at| {
            matches!(
                self.words.at(at),
                "jag" | "vi" | "ni" | "mig" | "oss" | "inte" | "nej" | "tack" | "tackar"
            )
        });
        let condition = (range.first..range.end).any(|at| match self.words.at(at) {
            "till" => !swedish,
            word => matches!(word, "until" | "before"),
        });
        // "Ever again" and the like have no end, whatever day stands beside them.
        let forever = (range.first..range.end).any(|at| {
            // "Not again until June" has an end after all.
            let until = matches!(self.words.at(at + 1), "until" | "till" | "before" | "til")
                || matches!(self.words.at(at.saturating_sub(1)), "before");
            !until
                && matches!(
                    self.words.at(at),
                    "ever"
                        | "again"
                        | "anymore"
                        | "wieder"
                        | "jamais"
                        | "nunca"
                        | "mai"
                        | "nooit"
                        | "future"
                )
        });
        (dated && bound || condition && !forever) && !forever
    }

    /// Whether something is answered; the days of an absence are no appointment.
    pub(crate) fn answers_beside_absence(&self) -> bool {
        let away = self.sentences(&[Cue::Away]);
        self.hits.iter().any(|hit| {
            ANSWERS.contains(&hit.cue)
                && !(away.contains(&self.sentence(hit.first))
                    && (hit.cue == Cue::Meet || self.own_later(hit)))
                && !(hit.cue == Cue::Meet && self.bare_day(hit))
        })
    }

    /// "Tomorrow." beside "not in today": no appointment.
    fn bare_day(&self, hit: &Hit) -> bool {
        self.words
            .sentences
            .get(self.sentence(hit.first))
            .is_some_and(|sentence| sentence.end - sentence.first <= 2 && !sentence.question)
    }

    /// The sentences in which a cue is not found.
    pub(crate) fn without(&self, cue: Cue) -> String {
        let with = self.sentences(&[cue]);
        let kept: Vec<&str> = self
            .words
            .sentences
            .iter()
            .enumerate()
            .filter(|(number, _)| !with.contains(number))
            .map(|(_, sentence)| self.words.quote(sentence.first, sentence.end))
            .collect();
        kept.join("\n\n")
    }

    pub(crate) fn opt_out(&self) -> bool {
        self.has(Cue::StopWord)
            || self.loose_opt_out()
            || self
                .hits
                .iter()
                .any(|hit| hit.cue == Cue::Stop && !self.asks_about_product(hit))
            || self
                .hits
                .iter()
                .any(|hit| hit.cue == Cue::Quiet && self.quiet_counts(hit))
    }

    /// Said to us, for good, and not of the writer's own work ("we don't mail invoices", "to stop chasing").
    fn quiet_counts(&self, hit: &Hit) -> bool {
        !self.quiet_has_end(hit)
            && !self.speaks_of_itself(hit)
            && !self.asks_about_product(hit)
            && !self.wants_another_channel(hit)
    }

    /// "Please don't write here, mail me at work": another way is named, so this is none to end all.
    fn wants_another_channel(&self, hit: &Hit) -> bool {
        let Some(sentence) = self.words.sentences.get(self.sentence(hit.first)) else {
            return false;
        };
        let instead = (hit.end..sentence.end).any(|at| {
            matches!(
                self.words.at(at),
                "instead" | "stattdessen" | "plutot" | "sondern" | "invece" | "liever"
            )
        });
        instead && !self.any(&[Cue::No, Cue::Standing, Cue::Accuse, Cue::StopWord])
    }

    /// Words of an opt-out in any order, and nothing kinder beside them.
    pub(crate) fn loose_opt_out(&self) -> bool {
        let own: Vec<usize> = self.sentences(&[Cue::LooseStop]);
        // What is asked about us, our list or an earlier wish is none about the offer.
        let of_us = self.sentences(&[Cue::Who, Cue::Rights, Cue::Missed, Cue::Accuse]);
        let asks_else = self
            .words
            .sentences
            .iter()
            .enumerate()
            .any(|(number, sentence)| {
                sentence.question && !own.contains(&number) && !of_us.contains(&number)
            });
        self.hits
            .iter()
            .any(|hit| hit.cue == Cue::LooseStop && self.is_said_to_us(hit))
            && !asks_else
            && !self.any(GOES_ON)
    }

    /// Words of an end that are nobody's wish: of the product's world, or taken back.
    pub(crate) fn only_mentions_an_end(&self) -> bool {
        self.has(Cue::Mention)
            || self.hits.iter().any(|hit| {
                matches!(hit.cue, Cue::Stop | Cue::StopWord | Cue::Quiet)
                    && self.asks_about_product(hit)
            })
    }

    /// Thanks for the interest, or good wishes: who is that polite, and wants an end, says so. A wish is the noun that
    /// wishes alone ("Viel Erfolg"), or one that does so only behind its own word ("bonne chance", "take care").
    pub(crate) fn wishes_well(&self) -> bool {
        const WISHES: &[&str] = &[
            "luck",
            "erfolg",
            "succes",
            "suerte",
            "sorte",
            "fortuna",
            "lycka",
            "lykke",
            "powodzenia",
            "onnea",
            "uspech",
            "uspechu",
            "exito",
            "successo",
            "sucesso",
            "basarilar",
            "sreca",
            "srecno",
            "sikert",
            "agradezco",
            "agradecemos",
        ];
        const LED: &[(&str, &str)] = &[
            ("bonne", "chance"),
            ("bonne", "continuation"),
            ("take", "care"),
            ("in", "bocca"),
        ];
        let wish = |at: usize| {
            let word = self.words.at(at);
            let before = at.checked_sub(1).map_or("", |before| self.words.at(before));
            WISHES.contains(&word) || LED.contains(&(before, word))
        };
        // "Have a good one", "nice to connect".
        const GOOD: &[&str] = &[
            "good",
            "nice",
            "great",
            "lovely",
            "fine",
            "pleasant",
            "wonderful",
        ];
        let kind = |at: usize| {
            let have = at > 1 && self.words.at(at - 1) == "a" && self.words.at(at - 2) == "have";
            let meet = self.words.at(at + 1) == "to"
                && matches!(
                    self.words.at(at + 2),
                    "connect" | "meet" | "e" | "hear" | "see"
                );
            GOOD.contains(&self.words.at(at)) && (have || meet)
        };
        (0..self.words.list.len()).any(|at| wish(at) || kind(at))
    }

    /// Neither for a time, nor about the writer's own doings, nor about what the product can do.
    fn is_said_to_us(&self, hit: &Hit) -> bool {
        !self.quiet_has_end(hit) && !self.speaks_of_itself(hit) && !self.asks_about_product(hit)
    }

    /// "We can't write more now": the writer is the one who doesn't.
    pub(crate) fn speaks_of_itself(&self, hit: &Hit) -> bool {
        let before = |back: usize| {
            hit.first
                .checked_sub(back)
                .map_or("", |at| self.words.at(at))
        };
        let subject = |word: &str| {
            matches!(
                word,
                "i" | "we"
                    | "he"
                    | "she"
                    | "they"
                    | "ich"
                    | "wir"
                    | "je"
                    | "nous"
                    | "ik"
                    | "wij"
                    | "it"
            )
        };
        let wishes = (hit.first..hit.end).any(|at| {
            [
                "accept",
                "welcom",
                "allow",
                "apprec",
                "care",
                "consent",
                "agree",
                "give",
                "grant",
                "have",
                "take",
                "rather",
                "prefer",
                "hear",
                "receiv",
                "entertain",
                "interest",
                "want",
                "wish",
                "like",
                "need",
                "moecht",
                "will",
                "wuensch",
                "souhait",
                "veux",
                "quier",
                "dese",
                "vogli",
                "deside",
                "wil",
                "wens",
            ]
            .iter()
            .any(|stem| self.words.at(at).starts_with(stem))
        });
        // "We want to stop chasing carriers": the act is the writer's own.
        // "I" is "and" in Polish and Czech, "you" and "in" in the north: it is the writer before English alone.
        let english = matches!(
            self.words.at(hit.first),
            "do" | "did"
                | "not"
                | "never"
                | "no"
                | "can"
                | "could"
                | "will"
                | "would"
                | "have"
                | "am"
                | "stop"
                | "stopped"
                | "quit"
                | "send"
                | "write"
                | "mail"
                | "email"
                | "contact"
        );
        let subject = |word: &str| subject(word) && (word != "i" || english);
        let own_act = before(1) == "to"
            && hit.first >= 2
            && !matches!(
                before(2),
                // "So good as to", "kind enough to": an order in its Sunday clothes.
                "you" | "sie" | "vous" | "usted" | "u" | "asked" | "ask" | "as" | "enough"
            )
            && !self.words.at(hit.end).is_empty()
            && !(hit.first..hit.end + 1).any(|at| matches!(self.words.at(at), "me" | "us"));
        own_act || !wishes && (subject(before(1)) || subject(before(2)))
    }

    /// A "not" beside an act of ours, in no order that a rule knows, and nothing kinder beside it. What follows
    /// from it in the same sentence ("so", "therefore") makes it a reason.
    pub(crate) fn may_mean_an_opt_out(&self) -> bool {
        const SO: &[&str] = &[
            "so",
            "therefore",
            "hence",
            "daher",
            "deshalb",
            "darum",
            "donc",
            "quindi",
            "percio",
            "dus",
            "asi",
            "portanto",
            "wiec",
            "takze",
            "saa",
            "derfor",
            "daerfoer",
            "joten",
        ];
        let reason = |hit: &Hit| {
            self.words
                .sentences
                .get(self.sentence(hit.first))
                .is_some_and(|sentence| {
                    (hit.end..sentence.end).any(|at| SO.contains(&self.words.at(at)))
                })
        };
        self.hits
            .iter()
            .any(|hit| hit.cue == Cue::Hush && !reason(hit) && self.is_said_to_us(hit))
            && !self.any(GOES_ON)
            && !self.any(&[Cue::Who, Cue::Mention])
    }

    /// "Me", "our": the writer, or what is the writer's.
    pub(crate) fn means_the_writer(&self, at: usize) -> bool {
        matches!(
            self.words.at(at),
            "me" | "us"
                | "my"
                | "our"
                | "i"
                | "we"
                | "mich"
                | "mir"
                | "uns"
                | "meine"
                | "unsere"
                | "moi"
                | "nous"
                | "mon"
                | "notre"
                | "mi"
                | "mis"
                | "nos"
                | "ci"
                | "mij"
                | "mijn"
                | "ons"
                | "onze"
                | "mig"
                | "meg"
                | "oss"
                | "min"
                | "minut"
                | "mnie"
                | "nas"
        )
    }

    /// "Can it unsubscribe dead addresses?": the word belongs to a question about the product.
    pub(crate) fn asks_about_product(&self, hit: &Hit) -> bool {
        let Some(sentence) = self.words.sentences.get(self.sentence(hit.first)) else {
            return false;
        };
        let ours =
            |at: usize| self.means_the_writer(at) || matches!(self.words.at(at), "you" | "please");
        // "Can you stop this?": asked of us, it is a request.
        let of_us = hit.cue == Cue::Quiet
            && matches!(
                self.words.at(sentence.first + 1),
                "you"
                    | "u"
                    | "we"
                    | "wir"
                    | "sie"
                    | "ihr"
                    | "du"
                    | "vous"
                    | "tu"
                    | "je"
                    | "jullie"
                    | "dere"
                    | "ni"
                    | "i"
                    | "de"
            );
        if of_us {
            return false;
        }
        let product = matches!(
            self.words.at(sentence.first + 1),
            "it" | "this" | "that" | "your" | "the" | "das" | "il" | "es" | "dit" | "den" | "det"
        ) && !(sentence.first..hit.end)
            .any(|at| matches!(self.words.at(at), "me" | "mails" | "messages" | "emails"));
        sentence.question
            && matches!(
                self.words.at(sentence.first),
                "can"
                    | "does"
                    | "do"
                    | "could"
                    | "will"
                    | "how"
                    | "is"
                    | "what"
                    | "which"
                    | "kann"
                    | "koennen"
                    | "laesst"
                    | "wird"
                    | "werden"
                    | "wie"
                    | "est"
                    | "peut"
                    | "sont"
                    | "puede"
                    | "se"
                    | "si"
                    | "e"
                    | "pode"
                    | "kan"
                    | "kunnen"
                    | "wordt"
                    | "worden"
                    | "voiko"
                    | "lze"
                    | "czy"
            )
            && (product || !(sentence.first..hit.end).any(ours) && !ours(hit.end))
    }

    /// A later hit that only says what the writer will do ("will look at it after that") or can't reach ("no signal till
    /// the 23rd"), and asks us nothing.
    pub(crate) fn own_later(&self, hit: &Hit) -> bool {
        let number = self.sentence(hit.first);
        let begin = self.words.sentences.get(number).map_or(0, |it| it.first);
        let unreached = (hit.first..hit.end).take(3).any(|at| {
            matches!(
                self.words.at(at),
                "signal"
                    | "wifi"
                    | "reception"
                    | "internet"
                    | "laptop"
                    | "empfang"
                    | "reseau"
                    | "bereik"
            )
        });
        let of_the_writer = (1..=6).any(|back| {
            hit.first.checked_sub(back).is_some_and(|at| {
                at >= begin
                    && matches!(
                        self.words.at(at),
                        "will" | "shall" | "i" | "we" | "ich" | "je" | "ik"
                    )
            })
        });
        hit.cue == Cue::Later && (unreached || of_the_writer)
    }

    /// A far day beside "again" in the same sentence, in any language: we are put off until then.
    pub(crate) fn again_on_a_day(&self) -> bool {
        self.mentions.iter().any(|mention| {
            let Some(sentence) = self.words.sentences.get(self.sentence(mention.first)) else {
                return false;
            };
            (mention.begins - self.today).get_days() > 13
                && (sentence.first..sentence.end).any(|at| AGAIN.contains(&self.words.at(at)))
        })
    }

    /// Any word of an end, believed or not.
    pub(crate) fn speaks_of_an_end(&self) -> bool {
        self.any(&[
            Cue::Stop,
            Cue::StopWord,
            Cue::Quiet,
            Cue::LooseStop,
            Cue::Hush,
            Cue::Report,
            Cue::Missed,
            Cue::Accuse,
            Cue::HardNo,
            Cue::Abuse,
        ])
    }

    /// We are put off, and a day to come is named.
    pub(crate) fn put_off_to_a_day(&self) -> bool {
        (self.puts_off() || self.again_on_a_day())
            && self
                .mentions
                .iter()
                .any(|mention| mention.ends > self.today && !mention.today)
    }

    /// Something kinder than a no, an opening or a question, outside of the sentences that put us off.
    pub(crate) fn opens_a_door(&self) -> bool {
        let later = self.sentences(&[Cue::Later, Cue::Busy]);
        let elsewhere = |sentence: &usize| !later.contains(sentence);
        self.sentences(&[Cue::Accept, Cue::Meet, Cue::Trial, Cue::Material])
            .iter()
            .any(elsewhere)
            || self.questions().iter().any(elsewhere)
    }

    /// Put off, as against a day near by that is put forward as a question ("shall we talk on Tuesday?").
    pub(crate) fn puts_off(&self) -> bool {
        let near = |sentence: usize| {
            self.mentions.iter().any(|mention| {
                self.sentence(mention.first) == sentence
                    && mention.begins > self.today
                    && (mention.begins - self.today).get_days() < 10
                    && mention.grain == crate::dates::Grain::Day
                    && matches!(mention.role, Role::On)
            })
        };
        // "Does it write back into Sage?": the product does, not we.
        let of_product = |hit: &Hit| {
            hit.first.checked_sub(1).is_some_and(|at| {
                matches!(
                    self.words.at(at),
                    "it" | "this" | "that" | "they" | "es" | "il" | "dit"
                )
            })
        };
        let asks = self
            .hits
            .iter()
            .filter(|hit| hit.cue == Cue::Later && !of_product(hit))
            .map(|hit| self.sentence(hit.first));
        asks.into_iter().any(|sentence| {
            let asked = self
                .words
                .sentences
                .get(sentence)
                .is_some_and(|sentence| sentence.question);
            let appointed = self
                .hits
                .iter()
                .any(|hit| hit.cue == Cue::Meet && self.sentence(hit.first) == sentence);
            let how = self.words.sentences.get(sentence);
            // "Does the device stop when the battery is low?" puts nothing off.
            let of_a_thing = how.is_some_and(|it| {
                it.question
                    && matches!(
                        self.words.at(it.first),
                        "does" | "do" | "did" | "can" | "is" | "will"
                    )
                    && matches!(
                        self.words.at(it.first + 1),
                        "the" | "your" | "it" | "this" | "that"
                    )
            });
            !((asked || appointed) && near(sentence))
                && !of_a_thing
                && !how.is_some_and(|it| self.asks_how(it))
        })
    }

    /// "How do visitors sign out again?": asked of a thing, it puts nothing off.
    fn asks_how(&self, sentence: &Sentence) -> bool {
        const HOW: &[&str] = &[
            "how", "wie", "comment", "como", "come", "hoe", "hur", "hvordan", "miten", "jak",
        ];
        sentence.question && HOW.contains(&self.words.at(sentence.first))
    }

    /// A right is used, not merely named in a question about the product.
    pub(crate) fn right_used(&self) -> bool {
        self.quotes_with(
            Cue::Rights,
            &[
                "eras",
                "delet",
                "object",
                "loesch",
                "auskunft",
                "selbstauskunft",
                "effac",
                "opposition",
                "acces",
                "supres",
                "oposi",
                "cancella",
                "opposi",
                "verwijder",
                "inzage",
                "apaga",
                "elimin",
                "sell",
                "sale",
                "share",
                "stored",
                "hold",
                "held",
                "who",
                "削",
                "開",
                "received",
                "sar",
                "dsar",
                "indsigt",
                "innsyn",
                "registerutdrag",
                "usun",
                "obtain",
                "process",
            ],
        ) || self.quotes_with(
            Cue::Rights,
            &["art", "article", "artikel", "articulo", "articolo"],
        ) || self.has(Cue::Rights) && self.opt_out()
    }

    /// A question for a day or an hour: "when", in the languages read, stands near its beginning.
    pub(crate) fn asks_when(&self, sentence: usize) -> bool {
        const WHEN: &[&str] = &[
            "when", "wann", "quand", "cuando", "quando", "wanneer", "kiedy", "hvornaar", "naar",
            "milloin", "kdy", "いつ",
        ];
        self.words.sentences.get(sentence).is_some_and(|it| {
            (it.first..it.end)
                .take(4)
                .any(|at| WHEN.contains(&self.words.at(at)))
        })
    }

    /// Sentences that ask something about the matter.
    pub(crate) fn questions(&self) -> Vec<usize> {
        let mut list = Vec::new();
        for (number, sentence) in self.words.sentences.iter().enumerate() {
            let long = sentence.end - sentence.first > 2;
            let in_it = |cue: Cue| {
                self.hits
                    .iter()
                    .any(|hit| hit.cue == cue && self.sentence(hit.first) == number)
            };
            let starts = self.hits.iter().any(|hit| {
                hit.cue == Cue::Ask
                    && hit.first == sentence.first
                    && self.sentence(hit.first) == number
                    && hit.end > hit.first + 1
            });
            // "Could you confirm:", and a list behind it: a question without its mark.
            let starts = starts
                || self.hits.iter().any(|hit| {
                    hit.cue == Cue::Ask
                        && self.sentence(hit.first) == number
                        && matches!(self.words.at(hit.first), "could" | "can" | "would")
                        && self.words.at(hit.first + 1) == "you"
                });
            let elsewhere = in_it(Cue::Who)
                || self.hits.iter().any(|hit| {
                    hit.cue == Cue::Stop
                        && self.sentence(hit.first) == number
                        && !self.asks_about_product(hit)
                })
                || in_it(Cue::Later) && !self.asks_how(sentence)
                || in_it(Cue::Odd)
                || (in_it(Cue::Meet) && !in_it(Cue::Ask));
            if (sentence.question && (long || in_it(Cue::Ask)) || starts) && !elsewhere {
                list.push(number);
            }
        }
        list
    }

    /// "Q1 2027." or "November is realistic.": a sentence that is hardly more than a far day.
    pub(crate) fn bare_later_day(&self) -> bool {
        self.mentions.iter().any(|mention| {
            let Some(sentence) = self.words.sentences.get(self.sentence(mention.first)) else {
                return false;
            };
            let others =
                (sentence.end - sentence.first).saturating_sub(mention.end - mention.first);
            let appointment = self.hits.iter().any(|hit| {
                hit.cue == Cue::Meet && self.sentence(hit.first) == self.sentence(mention.first)
            });
            others <= 2
                && !appointment
                && !sentence.question
                && (mention.begins - self.today).get_days() > 13
        })
    }

    /// A telephone number: at least seven digits in a row of numbers.
    pub(crate) fn phone(&self) -> bool {
        let mut digits = 0;
        for (at, word) in self.words.list.iter().enumerate() {
            let near = self
                .words
                .glue(at)
                .chars()
                .all(|letter| " -+()./".contains(letter));
            let dated = self
                .mentions
                .iter()
                .any(|mention| mention.first <= at && at < mention.end);
            digits = match word.kind {
                crate::words::Kind::Number if near && !dated => digits + word.fold.len(),
                crate::words::Kind::Number if !dated => word.fold.len(),
                _ => 0,
            };
            if (7..=16).contains(&digits) {
                return true;
            }
        }
        false
    }

    /// A day or time is put forward as a question or an offer.
    pub(crate) fn slot(&self) -> bool {
        self.mentions.iter().any(|mention| {
            let sentence = self.sentence(mention.first);
            let question = self
                .words
                .sentences
                .get(sentence)
                .is_some_and(|sentence| sentence.question);
            question
                && mention.begins > self.today
                && matches!(mention.role, Role::On | Role::From)
                && !self.sentences(&[Cue::Later, Cue::Ask]).contains(&sentence)
        })
    }
}
