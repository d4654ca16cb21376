//! One class, from its first draft to its end.

use super::options::TrustOptions;
use crate::random::Random;
use domain::conversation::Channel;
use domain::secrets::Secrets;
use domain::trust::{
    Cause, Class, ClassId, Confidence, Counts, Event, FIRST_DAYS, Grid, Label, Look, MessageRef,
    Outcome, Propensity, Question, Rules, StepKind, Strata, Stratum, evolve, label, route,
};
use domain::{AgentName, ConversationId};
use std::collections::BTreeMap;

/// What became of one class.
#[derive(Debug, Clone, Default)]
pub(super) struct Ended {
    /// When it was proven.
    pub(super) proven: Option<Proven>,
    /// Bad messages that policy cleared.
    pub(super) bad_shipped: u32,
    /// Messages that policy cleared.
    pub(super) shipped: u32,
    /// It was demoted although nothing had become worse.
    pub(super) demoted_early: bool,
    /// Drafts from the proof, or from the jump, to the demotion.
    pub(super) demoted_after: Option<u32>,
    /// Agents that were set apart, by whether they are truly bad.
    pub(super) bad_apart: u32,
    pub(super) good_apart: u32,
}

/// A proof.
#[derive(Debug, Clone, Copy)]
pub(super) struct Proven {
    /// Verdicts given until then.
    pub(super) labels: u32,
    /// The true average of what was tested is at or over the limit.
    pub(super) wrong: bool,
}

struct Run<'a> {
    options: &'a TrustOptions,
    rules: &'a Rules,
    random: Random,
    secrets: Secrets,
    class: Class,
    agents: Vec<Strata>,
    drafted: u32,
    /// Verdicts on their way, by the draft at which they arrive.
    coming: BTreeMap<u32, Vec<(Label, Label)>>,
    labels: u32,
    /// True chances of a kill of what was tested: their sum by the place of the threshold, and how many.
    tested: Vec<(f64, f64)>,
    outcome: Ended,
}

/// Whether anything became worse.
#[derive(Clone, Copy)]
struct Now {
    rate: Option<f64>,
}

pub(super) fn run(options: &TrustOptions, rules: &Rules, number: u64) -> Ended {
    let mut random = Random::new(options.seed.wrapping_mul(1_000_003).wrapping_add(number));
    let mut key = || {
        let mut key = [0; 32];
        for part in key.chunks_mut(8) {
            part.copy_from_slice(&random.next().to_be_bytes());
        }
        key
    };
    let secrets = Secrets {
        identity: key(),
        links: key(),
        replies: key(),
        draws: key(),
    };
    let past = (0..400).map(|_| confidence(&mut random)).collect();
    let grid = Grid::covering(past, options.thresholds);
    let opened = Event::Opened {
        class: ClassId {
            patterns: "simulated".to_owned(),
            channel: Channel::Email,
        },
        terms: rules.terms,
        grid: grid.clone(),
        succeeds: None,
    };
    let Some(class) = evolve(None, &opened) else {
        return Ended::default();
    };
    let agents = (0..options.agents).filter_map(|number| {
        Some(Strata {
            agent: AgentName::parse(&format!("agent-{number}")).ok()?,
            segment: "all".to_owned(),
            step: StepKind::First,
        })
    });
    let mut run = Run {
        options,
        rules,
        agents: agents.collect(),
        random,
        secrets,
        class,
        drafted: 0,
        coming: BTreeMap::new(),
        labels: 0,
        tested: vec![(0.0, 0.0); grid.thresholds().len()],
        outcome: Ended::default(),
    };
    run.all();
    run.outcome
}

fn confidence(random: &mut Random) -> Confidence {
    let thousandths = u16::try_from(random.below(1001)).unwrap_or(0);
    Confidence::new(thousandths).unwrap_or_default()
}

/// A chance in [0, 1), 32 bits of it.
fn chance(random: &mut Random) -> f64 {
    let bits = u32::try_from(random.next() >> 32).unwrap_or(u32::MAX);
    f64::from(bits) / 4_294_967_296.0
}

impl Run<'_> {
    fn all(&mut self) {
        let as_ever = Now { rate: None };
        for _ in 0..self.options.messages {
            self.draft(as_ever);
            if self.class.certificate.is_some() {
                break;
            }
        }
        if self.outcome.proven.is_none() {
            return;
        }
        let (wait, later) = match self.options.jump {
            Some(_) => (self.options.jump_after, self.options.messages),
            None => (0, self.options.messages),
        };
        for _ in 0..wait {
            self.draft(as_ever);
            if self.class.certificate.is_none() {
                self.outcome.demoted_early = true;
                return;
            }
        }
        let now = Now {
            rate: self.options.jump,
        };
        for after in 1..=later {
            self.draft(now);
            if self.class.certificate.is_none() {
                self.outcome.demoted_after = Some(after);
                self.outcome.demoted_early = self.options.jump.is_none();
                return;
            }
        }
    }

    fn draft(&mut self, now: Now) {
        self.drafted = self.drafted.saturating_add(1);
        let agent = self.random.below(self.agents.len());
        let confidence = confidence(&mut self.random);
        let kills = self.kills(agent, confidence, now);
        let truth = {
            let drawn = chance(&mut self.random);
            if drawn < kills {
                Outcome::Killed
            } else if drawn < kills + self.options.must_fix {
                Outcome::MustFix
            } else {
                Outcome::Approved
            }
        };
        let Some(label) = self.label(agent, confidence) else {
            return;
        };
        if label.cleared {
            self.outcome.shipped = self.outcome.shipped.saturating_add(1);
            let bad = u32::from(truth.is_kill());
            self.outcome.bad_shipped = self.outcome.bad_shipped.saturating_add(bad);
        }
        if let Counts::Class(confidence) = &label.counts {
            let grid = self.class.evidence.grid();
            let reached = grid.reached(*confidence).unwrap_or(usize::MAX);
            for (sum, count) in self.tested.iter_mut().skip(reached) {
                *sum += kills;
                *count += 1.0;
            }
        }
        if label.look == Look::Waiting {
            let judged = Label {
                decision: 1,
                look: Look::Judged(truth),
                ..label.clone()
            };
            let sitting = self.options.sitting.max(1);
            let due = self.drafted.div_ceil(sitting).saturating_mul(sitting);
            let coming = self.coming.entry(due).or_default();
            coming.push((label.clone(), judged));
        }
        self.take(None, label);
        for (waiting, judged) in self.coming.remove(&self.drafted).unwrap_or_default() {
            self.labels = self.labels.saturating_add(1);
            self.take(Some(waiting), judged);
        }
    }

    /// The true chance of a kill.
    fn kills(&self, agent: usize, confidence: Confidence, now: Now) -> f64 {
        let bad = agent < usize::try_from(self.options.bad_agents).unwrap_or(0);
        let rate = match now.rate {
            Some(rate) => rate,
            None if bad => self.options.bad_rate,
            None => self.options.rate,
        };
        let doubt = 1.0 - f64::from(confidence.thousandths()) / 1000.0;
        rate * (1.0 - self.options.skill + 2.0 * self.options.skill * doubt)
    }

    fn label(&mut self, agent: usize, confidence: Confidence) -> Option<Label> {
        let strata = self.agents.get(agent)?.clone();
        let conversation = ConversationId::parse(&format!("cnv_{}", self.drafted)).ok()?;
        let message = MessageRef {
            conversation,
            step: 1,
        };
        let asked = Question {
            message: &message,
            strata: &strata,
            confidence,
            must: None,
            agent_days: FIRST_DAYS,
            certified_days: 0,
        };
        // Where all is looked at there is nothing to draw.
        let all =
            self.class.certificate.is_none() && self.options.look_least == Propensity::CERTAIN;
        let draw = if all {
            0.0
        } else {
            self.secrets.audit_draw(&message)
        };
        let mut routed = route(Some(&self.class), self.rules, &asked, draw);
        if self.class.certificate.is_none() {
            // Evidence may come from messages that are only sometimes looked at.
            let (least, most) = (self.options.look_least, self.options.look_most);
            routed.propensity = self.mixed(least, most);
            routed.drawn = draw < routed.propensity.share();
        }
        Some(Label {
            decision: 0,
            look: if routed.drawn {
                Look::Waiting
            } else {
                Look::Passed
            },
            message,
            life: routed.life,
            counts: routed.counts,
            propensity: routed.propensity,
            cleared: routed.clear,
            strata,
        })
    }

    fn mixed(&mut self, least: Propensity, most: Propensity) -> Propensity {
        let span = most.thousandths().saturating_sub(least.thousandths()) / 10;
        let more = self.random.below(usize::from(span).saturating_add(1));
        let more = u16::try_from(more).unwrap_or(0).saturating_mul(10);
        Propensity::new(least.thousandths().saturating_add(more)).unwrap_or(most)
    }

    fn take(&mut self, before: Option<Label>, after: Label) {
        for event in label(&mut self.class, self.rules, before, after) {
            match event {
                Event::Proven { threshold, .. } if self.outcome.proven.is_none() => {
                    let limit = self.options.limit.share();
                    let tested = self.tested.get(threshold);
                    let wrong = tested.is_some_and(|(sum, count)| sum / count > limit - 1e-9);
                    self.outcome.proven = Some(Proven {
                        labels: self.labels,
                        wrong,
                    });
                }
                Event::SetApart {
                    stratum: Stratum::Agent(agent),
                    cause: Cause::Drift,
                } => {
                    let bad = usize::try_from(self.options.bad_agents).unwrap_or(0);
                    let mut bad_ones = self.agents.iter().take(bad);
                    if bad_ones.any(|strata| strata.agent == agent) {
                        self.outcome.bad_apart = self.outcome.bad_apart.saturating_add(1);
                    } else {
                        self.outcome.good_apart = self.outcome.good_apart.saturating_add(1);
                    }
                }
                _ => {}
            }
        }
    }
}
