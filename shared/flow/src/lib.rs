//! Every stage as one commit of state, events and the rows that follow from the state.
//!
//! No stage enqueues by itself: the relay delivers what a commit promised. A repeated task decides
//! nothing. Must never be here: a clock, an SDK, a socket, a thread; all of it comes by [`Ports`].

mod addresses;
pub mod attention;
pub mod by_hand;
pub mod carry;
pub mod chat;
mod cold_mail;
pub mod companies;
mod config;
mod customers;
pub mod dead_letters;
mod draft_gate;
pub mod drafting;
pub mod due;
pub mod effect;
mod error;
pub mod export;
pub mod forget;
pub mod goal;
pub mod halts;
pub mod inbound;
pub mod items;
pub mod keys;
mod lanes;
pub mod listing;
pub mod log;
pub mod mail_reading;
pub mod mailboxes;
pub mod moving;
mod on_trial;
mod opinion;
pub mod planted;
mod ports;
pub mod proposals;
mod receivers;
pub mod relay;
mod relint;
pub mod replay;
pub mod replies;
pub mod report;
pub mod retire;
mod rounds;
mod second_reader;
pub mod sending;
pub mod setup;
pub mod skim;
pub mod sourcing;
pub mod stack_keys;
pub mod step;
pub mod stops;
pub mod trust;
pub mod tune;
mod turned_down;
pub mod verdicts;
pub mod versions;
pub mod why;
pub mod worker;

pub use error::StepError;
pub use lanes::Lanes;
pub use ports::{INVENTED_BASE, PlaybookInForce, Ports};
