//! Drift detectors.

use crate::given::{class, give, judged, rules, share, waiting};
use domain::trust::{
    Class, Detector, Event, Grid, Label, Limit, Look, Outcome, Propensity, Rules, Stratum, label,
};

/// The detector of the class after messages of which only some are looked at.
fn after(rules: &Rules, seen: &[Option<bool>]) -> Detector {
    let mut class = class(rules, Grid::everything());
    for (number, seen) in seen.iter().enumerate() {
        let first = Label {
            propensity: share(500),
            ..waiting(u32::try_from(number).unwrap(), "ann")
        };
        let last = match seen {
            None => Label {
                look: Look::Passed,
                ..first
            },
            Some(true) => judged(&first, Outcome::Killed),
            Some(false) => judged(&first, Outcome::Approved),
        };
        let _ = label(&mut class, rules, None, last);
    }
    class.detectors[&Stratum::Class]
}

/// The expected level, as a number of messages, over all that can happen: in so few that it can't ring.
fn expected(rules: &Rules, kills: f64, looked: f64, messages: u32) -> f64 {
    let mut sum = 0.0;
    let ways = [
        (None, 1.0 - looked),
        (Some(false), looked * (1.0 - kills)),
        (Some(true), looked * kills),
    ];
    for mut code in 0..3_usize.pow(messages) {
        let (mut seen, mut chance) = (Vec::new(), 1.0);
        for _ in 0..messages {
            let (what, likely) = ways[code % 3];
            seen.push(what);
            chance *= likely;
            code /= 3;
        }
        sum += chance * after(rules, &seen).level(&rules.watch);
    }
    sum * 4.0 * f64::from(rules.terms.run_length)
}

#[test]
fn at_the_usual_rate_the_statistic_grows_by_one_a_message_and_no_faster() {
    for looked in [0.2, 0.7, 1.0] {
        let rules = rules(0.03);
        let usual = expected(&rules, 0.01, looked, 4);
        assert!((usual - 4.0).abs() < 1e-9, "{looked}: {usual}");
        assert!(expected(&rules, 0.002, looked, 4) < 4.0);
        assert!(expected(&rules, 0.15, looked, 4) > 5.0);
    }
}

#[test]
fn the_stated_delay_to_a_jump_is_within_the_budget_and_honest() {
    for limit in [0.03, 0.05] {
        let rules = rules(limit);
        let jump = Limit::new(0.15).unwrap();
        let delay = |share| rules.watch.expected_delay(jump, share);
        let (often, seldom) = (delay(share(200)), delay(share(50)));
        assert!(often < 250.0, "{limit}: {often}");
        // Four times fewer looks need nearly four times the messages.
        assert!(
            seldom > 3.0 * often && seldom < 4.0 * often,
            "{often} {seldom}"
        );
        // Wald: it can't take longer than the jump's own likelihood ratio to come to the alarm.
        let usual = limit / 3.0;
        let a_look = 0.15 * (0.15 / usual).ln() + 0.85 * (0.85 / (1.0 - usual)).ln();
        let most = (80_000_f64.ln() + (0.15 / usual).ln()) / a_look / 0.2;
        assert!(often < most && often > most / 3.0, "{often} of {most}");
        assert!(delay(Propensity::CERTAIN) < often);
    }
}

#[test]
fn a_changed_verdict_is_unlearned() {
    let rules = rules(0.05);
    let first = waiting(1, "ann");
    let kill = judged(&first, Outcome::Killed);
    let clean = judged(&kill, Outcome::Approved);
    let (mut straight, mut changed) = (
        class(&rules, Grid::everything()),
        class(&rules, Grid::everything()),
    );
    let _ = label(&mut straight, &rules, None, clean.clone());
    let _ = label(&mut changed, &rules, None, kill.clone());
    let _ = label(&mut changed, &rules, Some(kill), clean);
    let level = |class: &Class| class.detectors[&Stratum::Class].level(&rules.watch);
    assert!((level(&straight) - level(&changed)).abs() < 1e-15);
    assert_eq!(changed.detectors[&Stratum::Class].kills, 0);
}

#[test]
fn a_detector_that_nobody_listens_to_stays_a_number() {
    let rules = rules(0.05);
    let mut class = class(&rules, Grid::everything());
    let set_apart = Event::SetApart {
        stratum: Stratum::Class,
        cause: domain::trust::Cause::Operator,
    };
    class = domain::trust::evolve(Some(class), &set_apart).unwrap();
    for number in 0..400 {
        let _ = give(&mut class, &rules, waiting(number, "ann"), Outcome::Killed);
    }
    let text = serde_json::to_string(&class).unwrap();
    assert_eq!(serde_json::from_str::<Class>(&text).unwrap(), class);
}
