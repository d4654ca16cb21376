//! What to simulate of an operator's weeks.

/// What to simulate of an operator's weeks.
#[derive(Debug, Clone)]
pub struct OperatorOptions {
    /// Decides everything.
    pub seed: u64,
    /// Agents.
    pub agents: u32,
    /// Weeks from Monday to Friday.
    pub weeks: u32,
    /// Pattern sets, evenly shared by the agents: a class each.
    pub classes: u32,
    /// Letters that an agent is to send in a week.
    pub weekly_target: u32,
    /// Letters of a sequence, which are judged on one card.
    pub letters: u32,
    /// The share of drafts that are truly to be killed, on average over the agents.
    pub bad: f64,
    /// The share of drafts that truly need an edit in substance.
    pub must_fix: f64,
    /// The share of what is bad that the operator lets through.
    pub misses: f64,
    /// Seconds that he looks at a card of one letter, on average.
    pub look_seconds: f64,
    /// Minutes of a tuning round.
    pub round_minutes: f64,
    /// Agents whose own instructions are changed by a tuning round in a week: they are new for seven days.
    pub rewritten_a_week: u32,
}

impl Default for OperatorOptions {
    fn default() -> Self {
        Self {
            seed: 1,
            agents: 50,
            weeks: 13,
            classes: 3,
            weekly_target: 50,
            letters: 3,
            bad: 0.01,
            must_fix: 0.02,
            misses: 0.03,
            look_seconds: 12.0,
            round_minutes: 8.0,
            rewritten_a_week: 3,
        }
    }
}
