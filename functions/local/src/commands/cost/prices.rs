//! What a stack on AWS is charged for, from a table that can be replaced.

use crate::commands::Failure;
use domain::Tokens as Counted;
use serde::Deserialize;
use std::fs;
use std::path::Path;

/// The list that comes with the program.
const SHIPPED: &str = include_str!("../../../../../infra/prices.json");

/// Prices in US dollars, and how long things take where time is charged for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::commands) struct Prices {
    /// Where they hold.
    pub(super) region: String,
    /// When they were looked up.
    pub(super) as_of: String,
    /// Whose they are.
    pub(super) source: String,
    /// DynamoDB, paid by request.
    pub(super) table: TablePrices,
    /// SQS.
    pub(super) queues: QueuePrices,
    /// S3.
    pub(super) objects: ObjectPrices,
    /// Lambda.
    pub(super) functions: FunctionPrices,
    /// API Gateway.
    pub(super) api: ApiPrices,
    /// SES.
    pub(super) mail: MailPrices,
    /// The model that drafts and reads.
    pub(super) model: ModelPrices,
    /// What a stack costs that does nothing.
    pub(super) stack_a_month: StackPrices,
}

/// DynamoDB, paid by request.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TablePrices {
    /// A million read units.
    pub(super) million_read_units: f64,
    /// A million write units.
    pub(super) million_write_units: f64,
}

/// SQS.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QueuePrices {
    /// A million requests.
    pub(super) million_requests: f64,
    /// Send, receive, delete: three, where no batch holds more than one.
    pub(super) requests_per_message: f64,
    /// Asked for by the pollers while there is nothing.
    pub(super) idle_requests_a_month: f64,
}

/// S3.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ObjectPrices {
    /// A thousand objects stored.
    pub(super) thousand_puts: f64,
    /// A thousand objects fetched.
    pub(super) thousand_gets: f64,
}

/// Lambda. Times are assumptions, not measured on AWS.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FunctionPrices {
    /// A million invocations.
    pub(super) million_requests: f64,
    /// A gigabyte for a second.
    pub(super) gb_second: f64,
    /// Memory of a function, in megabytes: the template's.
    pub(super) memory_mb: f64,
    /// Computing alone.
    pub(super) milliseconds_per_task: f64,
    /// Waiting for the table, each time.
    pub(super) milliseconds_per_table_call: f64,
    /// Waiting for a body, each time.
    pub(super) milliseconds_per_object_call: f64,
    /// Waiting for the provider that takes a letter.
    pub(super) milliseconds_per_letter: f64,
    /// Waiting for the model.
    pub(super) milliseconds_per_model_call: f64,
}

/// API Gateway.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ApiPrices {
    /// A million requests.
    pub(super) million_requests: f64,
}

/// SES.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MailPrices {
    /// A thousand letters sent.
    pub(super) thousand_letters: f64,
    /// A thousand letters received.
    pub(super) thousand_replies: f64,
}

/// The model.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ModelPrices {
    /// Its name.
    pub(super) name: String,
    /// A million tokens in.
    pub(super) million_input_tokens: f64,
    /// A million tokens out.
    pub(super) million_output_tokens: f64,
    /// A million tokens put into the maker's cache; as much as others in, where it isn't said.
    #[serde(default)]
    pub(super) million_cache_write_tokens: Option<f64>,
    /// A million tokens out of the maker's cache; as much as others in, where it isn't said.
    #[serde(default)]
    pub(super) million_cache_read_tokens: Option<f64>,
    /// A sequence of drafts.
    pub(super) draft: Tokens,
    /// A reply read.
    pub(super) reply: Tokens,
}

/// Tokens of one call; assumptions.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tokens {
    /// In.
    pub(super) input_tokens: f64,
    /// Out.
    pub(super) output_tokens: f64,
}

/// What a stack costs that does nothing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StackPrices {
    /// Secrets.
    pub(super) secrets: f64,
    /// Alarms.
    pub(super) alarms: f64,
    /// The dashboard.
    pub(super) dashboard: f64,
    /// Read units of the relay's minute.
    pub(super) relay_reads: f64,
    /// Runs of the relay's minute.
    pub(super) relay_runs: f64,
}

impl Prices {
    /// A file's, or the shipped ones.
    pub(in crate::commands) fn read(file: Option<&Path>) -> Result<Self, Failure> {
        let Some(file) = file else {
            return Self::parse(SHIPPED, "the shipped prices");
        };
        let text = fs::read_to_string(file).map_err(|error| {
            Failure::misuse(
                format!("can't read the prices in {}: {error}", file.display()),
                "name a file like infra/prices.json",
            )
        })?;
        Self::parse(&text, &file.display().to_string())
    }

    fn parse(text: &str, place: &str) -> Result<Self, Failure> {
        serde_json::from_str(text).map_err(|error| {
            Failure::misuse(
                format!("{place}: {error}"),
                "begin with a copy of infra/prices.json and change its numbers",
            )
        })
    }

    /// What tokens cost that were counted, in US dollars.
    pub(in crate::commands) fn counted(&self, tokens: &Counted) -> f64 {
        let model = &self.model;
        let usual = model.million_input_tokens;
        [
            (tokens.input, usual),
            (
                tokens.cache_write,
                model.million_cache_write_tokens.unwrap_or(usual),
            ),
            (
                tokens.cache_read,
                model.million_cache_read_tokens.unwrap_or(usual),
            ),
            (tokens.output, model.million_output_tokens),
        ]
        .into_iter()
        .map(|(tokens, million)| number(tokens) * million / 1e6)
        .sum()
    }

    /// What one letter is assumed to be charged for, where nothing was counted yet.
    pub(in crate::commands) fn assumed(&self) -> Counted {
        let whole = |tokens: f64| format!("{tokens:.0}").parse().unwrap_or(0);
        let draft = &self.model.draft;
        Counted {
            input: whole(draft.input_tokens),
            output: whole(draft.output_tokens),
            ..Counted::default()
        }
    }

    /// Which model's the prices are, and when they were looked up.
    pub(in crate::commands) fn of_model(&self) -> (&str, &str) {
        (&self.model.name, &self.as_of)
    }

    /// Of a model call.
    pub(super) fn call(&self, tokens: &Tokens) -> f64 {
        let model = &self.model;
        (tokens.input_tokens * model.million_input_tokens
            + tokens.output_tokens * model.million_output_tokens)
            / 1e6
    }
}

fn number(tokens: u64) -> f64 {
    u32::try_from(tokens).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_token_has_its_price() {
        let cached = SHIPPED.replace(
            "\"million_output_tokens\"",
            "\"million_cache_read_tokens\": 0.01, \"million_output_tokens\"",
        );
        let prices = Prices::parse(&cached, "mine.json").expect("they are read");
        let tokens = Counted {
            input: 1_000_000,
            cache_write: 1_000_000,
            cache_read: 1_000_000,
            output: 1_000_000,
        };
        // In, into the cache at the same price, out of it, out.
        let dollars = 0.10 + 0.10 + 0.01 + 0.50;
        assert!((prices.counted(&tokens) - dollars).abs() < 1e-9);
    }

    #[test]
    fn the_shipped_prices_are_read() {
        let prices = Prices::read(None).expect("they are read");
        assert_eq!(prices.table.million_write_units, 0.625);
    }

    #[test]
    fn a_misspelt_price_is_told_with_its_place() {
        let text = SHIPPED.replace("\"gb_second\"", "\"gb_seconds\"");
        let failure = Prices::parse(&text, "mine.json").expect_err("a misspelt price");
        let Failure::Misuse { what, .. } = failure else {
            panic!("{failure:?}");
        };
        assert!(
            what.starts_with("mine.json: ") && what.contains("gb_seconds"),
            "{what}"
        );
    }

    #[test]
    fn memory_is_what_most_functions_get() {
        let template = include_str!("../../../../../infra/template.yaml");
        let prices = Prices::read(None).expect("they are read");
        let line = format!("    MemorySize: {}\n", prices.functions.memory_mb);
        assert!(template.contains(&line), "no {line:?} in the template");
    }
}
