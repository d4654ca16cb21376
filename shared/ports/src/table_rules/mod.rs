//! What every table keeps to, whatever it stores in: limits, sizes, units, conditions, bounds of a
//! page. They are DynamoDB's, and they are here so that a laptop refuses, counts and cuts exactly
//! where AWS would.

pub mod conditions;
pub mod limits;
pub mod range;
pub mod sizes;
pub mod units;
