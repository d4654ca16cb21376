//! Numbers fit to print.

use crate::Failure;
use serde::ser::{SerializeMap, Serializer};
use serde_json::{Value, json};
use std::time::Duration;

/// The figures of a measure, in the order in which they were added.
#[derive(Debug, Default)]
pub(crate) struct Figures(Vec<(String, Value)>);

impl Figures {
    /// Adds one.
    pub(crate) fn add(&mut self, name: &str, value: impl Into<Value>) -> &mut Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }

    /// Adds the middle, the 99th of a hundred and the largest, in milliseconds.
    pub(crate) fn times(&mut self, name: &str, mut times: Vec<Duration>) -> &mut Self {
        times.sort_unstable();
        let at = |percent: usize| percentile(&times, percent);
        self.add(&format!("{name}_p50_ms"), milliseconds(at(50)))
            .add(&format!("{name}_p99_ms"), milliseconds(at(99)))
            .add(&format!("{name}_max_ms"), milliseconds(at(100)))
    }

    /// As one object that begins with the measure's name, in the order in which they were added.
    pub(crate) fn line(&self, measure: &str, peak_memory_mb: f64) -> Result<String, Failure> {
        let mut line = Vec::new();
        let mut writer = serde_json::Serializer::new(&mut line);
        let mut map = writer.serialize_map(None)?;
        map.serialize_entry("measure", measure)?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.serialize_entry("peak_memory_mb", &json!(peak_memory_mb))?;
        map.end()?;
        Ok(String::from_utf8(line)?)
    }
}

/// Of times in their order: so many of a hundred are not longer.
pub(crate) fn percentile(times: &[Duration], percent: usize) -> Duration {
    let last = times.len().saturating_sub(1);
    let position = times.len().saturating_mul(percent).div_ceil(100);
    let found = times.get(position.saturating_sub(1).min(last));
    found.copied().unwrap_or_default()
}

/// Three digits after the point.
pub(crate) fn rounded(number: f64) -> f64 {
    (number * 1_000.0).round() / 1_000.0
}

/// Milliseconds to the microsecond.
pub(crate) fn milliseconds(time: Duration) -> f64 {
    rounded(time.as_secs_f64() * 1_000.0)
}

/// How many in a second.
pub(crate) fn per_second(count: usize, time: Duration) -> f64 {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    rounded(f64::from(count) / time.as_secs_f64().max(1e-9))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_hundred_times_the_99th_is_told() {
        let mut figures = Figures::default();
        figures.times("page", (1..=100).map(Duration::from_millis).collect());
        let line = figures.line("queue", 1.5).unwrap();
        let line: Value = serde_json::from_str(&line).unwrap();
        let told = ["page_p50_ms", "page_p99_ms", "page_max_ms"].map(|name| line[name].as_f64());
        assert_eq!(told, [Some(50.0), Some(99.0), Some(100.0)]);
    }
}
