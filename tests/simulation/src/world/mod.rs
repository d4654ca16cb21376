//! The world around the process: what left it, what people said, what operators decided.

mod given;
mod halting;
mod operators;
mod outside;
mod prospects;
mod watched;

pub(crate) use given::Given;
pub(crate) use halting::{Halts, covers};
pub(crate) use operators::{Act, Desk, Operators, StopWhat, ghost};
pub(crate) use outside::{Left, Outside};
pub(crate) use prospects::{Happening, react};
pub(crate) use watched::Watched;
