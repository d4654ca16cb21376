//! `up`: hands what was typed to the server.

use super::{Answer, Done, Failure};
use crate::cli::{Market, UpArgs};
use crate::up::{self, MarketChoice, UpOptions};

pub(crate) fn run(args: UpArgs) -> Done {
    let options = UpOptions {
        playbook: args.playbook,
        data: args.data,
        port: args.port,
        market: args.market.map(|market| match market {
            Market::Simulated => MarketChoice::Simulated,
            Market::None => MarketChoice::None,
        }),
        operator: args.operator,
        public: args.public,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| {
            Failure::refused(
                format!("can't start the runtime: {error}"),
                "free some memory or file handles and try again",
            )
        })?;
    match runtime.block_on(up::run(options)) {
        Ok(()) => Ok(Answer::Yes),
        // Its words hold what to do already.
        Err(error) => Err(Failure::refused(error, "")),
    }
}
