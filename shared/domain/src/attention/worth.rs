//! What a look at a card of drafts is worth: how much nearer it brings what is waited for, in each second.
//!
//! In a class without proof, `n` clean verdicts are missing. The next look is one of them, and all of them
//! will be clean with the chance `(1 − p)ⁿ`, `p` being what was killed of the class so far: so it brings
//! `(1 − p)ⁿ / n` of a proof. In a class with a certificate it brings `1 / n` of the looks after which a jump
//! to 15 % would be found. Divided by the time that the card takes, that is information per second. A class
//! that can be proven soon comes before one that can't, whose agents wait to be mended or replaced.
//!
//! It is reckoned from the class and from what is on the card, never from policy's confidence in this draft:
//! an audit, and a draft held below the threshold, stand at the same place, or the queue would tell.

use crate::trust::{Canary, Class, Counts, Must, Reason, Route, Rules, Shown, Tally};

/// The place of a draft that answers a person, who waits: before all others.
pub const ANSWER: u16 = 1;
/// The place of a draft that proves nothing, since it can never go by policy: after all that do.
pub const NO_EVIDENCE: u16 = 9_000;
/// A tenth of the worth is so many places further down.
const PLACES: f64 = 500.0;
/// Looks after which a jump to 15 % is found in a class with a certificate, whatever share of it is looked at.
const LOOKS_TO_A_JUMP: f64 = 50.0;
/// Each further letter on a card takes so much of the time that the first takes.
const FURTHER_LETTER: f64 = 0.5;

/// The place of a card among all cards of drafts, from [`ANSWER`] to [`NO_EVIDENCE`]; lower is sooner.
pub fn place(class: Option<&Class>, rules: &Rules, route: &Route, letters: usize) -> u16 {
    if let Reason::Must { must } = &route.reason {
        return match must {
            Must::Answer => ANSWER,
            Must::Lint | Must::Unread | Must::Again | Must::Card | Must::Guard => NO_EVIDENCE,
        };
    }
    let further = (1..letters.clamp(1, 40)).map(|_| FURTHER_LETTER);
    let effort = 1.0 + further.sum::<f64>();
    let worth = brings(class, rules, route) / effort;
    let places = (-libm::log10(worth) * PLACES).max(0.0);
    let last = NO_EVIDENCE.saturating_sub(1);
    // Whole numbers, since it is a part of a key.
    let first = ANSWER.saturating_add(1);
    if places >= f64::from(last) || !places.is_finite() {
        return last;
    }
    let whole: u16 = format!("{places:.0}").parse().unwrap_or(last);
    whole.saturating_add(first).min(last)
}

/// The part of a proof, or of an alarm, that one look brings.
fn brings(class: Option<&Class>, rules: &Rules, route: &Route) -> f64 {
    let Some(class) = class else {
        return proof(&Tally::default(), rules);
    };
    match &route.counts {
        Counts::Canaries(numbers) => {
            let mut apart = class.apart.iter();
            apart
                .find(|apart| numbers.contains(&apart.number))
                .map_or_else(
                    || 1.0 / LOOKS_TO_A_JUMP,
                    |apart| canary(&apart.canary, rules),
                )
        }
        Counts::Nothing | Counts::Class(_) if class.certificate.is_some() => 1.0 / LOOKS_TO_A_JUMP,
        Counts::Nothing | Counts::Class(_) => {
            // The strictest threshold is tested first.
            proof(&class.evidence.reaching(0).without_waiting(), rules)
        }
    }
}

fn canary(canary: &Canary, rules: &Rules) -> f64 {
    let canary = canary.without_waiting();
    match canary.shown(rules) {
        Shown::Needs(needed) => soon(canary.tally(), needed, rules),
        Shown::Provisional | Shown::Full => 1.0 / LOOKS_TO_A_JUMP,
    }
}

fn proof(tally: &Tally, rules: &Rules) -> f64 {
    let needed = [&rules.kills, &rules.must_fix].map(|bets| {
        let wealth = bets.wealth(tally);
        bets.clean_needed(&wealth, rules.terms.delta)
    });
    soon(tally, needed.into_iter().max().unwrap_or(u32::MAX), rules)
}

fn soon(tally: &Tally, needed: u32, rules: &Rules) -> f64 {
    let known = tally.total();
    // Before anything is known a class is taken to be at its limit.
    let killed = f64::from(known.killed) + rules.terms.kills.share();
    let share = killed / (f64::from(known.judged()) + 1.0);
    let needed = f64::from(needed.max(1));
    libm::exp(needed * libm::log1p(-share.min(0.999))) / needed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AgentName;
    use crate::conversation::Channel;
    use crate::trust::{
        Cause, ClassId, Confidence, Event, Grid, JUMP, Label, Level, Limit, Look, MessageRef,
        Outcome, Propensity, StepKind, Strata, Stratum, Terms, evolve,
    };

    fn rules() -> Rules {
        Rules::new(Terms::default())
    }

    fn given(number: u32, outcome: Outcome) -> Label {
        Label {
            decision: 1,
            look: Look::Judged(outcome),
            message: MessageRef {
                conversation: crate::ConversationId::parse(&format!("cnv_{number}")).unwrap(),
                step: 1,
            },
            life: 1,
            counts: Counts::Class(Confidence::NONE),
            propensity: Propensity::CERTAIN,
            cleared: false,
            strata: Strata {
                agent: AgentName::parse("nordic").unwrap(),
                segment: "mills".to_owned(),
                step: StepKind::First,
            },
        }
    }

    fn class(clean: u32, killed: u32) -> Class {
        let opened = Event::Opened {
            class: ClassId {
                patterns: "one".to_owned(),
                channel: Channel::Email,
            },
            terms: Terms::default(),
            grid: Grid::everything(),
            succeeds: None,
        };
        let class = evolve(None, &opened);
        let labels = (0..clean + killed).map(|n| Event::Labelled {
            before: None,
            after: given(
                n,
                if n < clean {
                    Outcome::Approved
                } else {
                    Outcome::Killed
                },
            ),
        });
        labels
            .fold(class, |class, event| evolve(class, &event))
            .unwrap()
    }

    fn route(reason: Reason, clear: bool) -> Route {
        Route {
            clear,
            drawn: true,
            propensity: Propensity::CERTAIN,
            counts: match reason {
                Reason::Must { .. } => Counts::Nothing,
                _ => Counts::Class(Confidence::NONE),
            },
            life: 1,
            reason,
        }
    }

    fn at(class: &Class, letters: usize) -> u16 {
        place(
            Some(class),
            &rules(),
            &route(Reason::NoCertificate, false),
            letters,
        )
    }

    #[test]
    fn what_is_nearest_to_its_proof_comes_first() {
        let new = at(&class(0, 0), 1);
        let half = at(&class(60, 0), 1);
        let near = at(&class(110, 0), 1);
        assert!(near < half && half < new, "{near} {half} {new}");
        let none = place(None, &rules(), &route(Reason::NoCertificate, false), 1);
        assert_eq!(none, new, "a class begins with its first draft");
    }

    #[test]
    fn what_can_hardly_be_proven_comes_last() {
        let hopeless = at(&class(60, 12), 1);
        assert!(hopeless > at(&class(0, 0), 1));
        assert!(hopeless < NO_EVIDENCE);
    }

    #[test]
    fn what_waits_for_a_look_does_not_make_looks_worth_less() {
        let mut class = class(60, 0);
        let before = at(&class, 1);
        for number in 0..40 {
            let waits = Event::Labelled {
                before: None,
                after: Label {
                    look: Look::Waiting,
                    ..given(1_000 + number, Outcome::Approved)
                },
            };
            class = evolve(Some(class), &waits).unwrap();
        }
        assert_eq!(at(&class, 1), before);
    }

    #[test]
    fn what_is_read_sooner_comes_first() {
        let class = class(60, 0);
        assert!(at(&class, 1) < at(&class, 2));
        assert!(at(&class, 2) < at(&class, 3));
    }

    #[test]
    fn whoever_waits_for_an_answer_comes_before_all() {
        let must = |must| place(None, &rules(), &route(Reason::Must { must }, false), 1);
        assert_eq!(must(Must::Answer), ANSWER);
        assert_eq!(must(Must::Lint), NO_EVIDENCE);
        assert!(at(&class(125, 0), 1) > ANSWER);
    }

    #[test]
    fn the_order_does_not_tell_an_audit_from_a_draft_that_is_held() {
        let mut class = class(130, 0);
        let held = Event::Proven {
            threshold: 0,
            level: Level::Full,
        };
        class = evolve(Some(class), &held).unwrap();
        let (low, high) = (Confidence::NONE, Confidence::new(900).unwrap());
        let audit = Reason::Certified {
            confidence: high,
            threshold: low,
            level: Level::Full,
        };
        let below = Reason::BelowThreshold {
            confidence: low,
            threshold: high,
        };
        let place = |reason, clear| place(Some(&class), &rules(), &route(reason, clear), 1);
        assert_eq!(place(audit, true), place(below, false));
    }

    #[test]
    fn a_part_that_is_tried_is_near_its_own_end() {
        let mut class = evolve(
            Some(class(130, 0)),
            &Event::Proven {
                threshold: 0,
                level: Level::Full,
            },
        )
        .unwrap();
        let stratum = Stratum::Agent(AgentName::parse("south").unwrap());
        let apart = Event::SetApart {
            stratum: stratum.clone(),
            cause: Cause::New,
        };
        class = evolve(Some(class), &apart).unwrap();
        let tried = Route {
            counts: Counts::Canaries(vec![1]),
            ..route(
                Reason::SetApart {
                    stratum,
                    cause: Cause::New,
                },
                false,
            )
        };
        let newcomer = place(Some(&class), &rules(), &tried, 1);
        assert!(newcomer < at(&self::class(0, 0), 1), "59 are less than 128");
    }

    #[test]
    fn a_jump_is_found_after_about_so_many_looks() {
        let rules = rules();
        for share in [rules.terms.audit_first, rules.terms.audit_later] {
            let delay = rules.watch.expected_delay(Limit::new(JUMP).unwrap(), share);
            let looks = delay * share.share();
            let ratio = looks / LOOKS_TO_A_JUMP;
            assert!((0.5..2.0).contains(&ratio), "{looks} looks at {share:?}");
        }
    }
}
