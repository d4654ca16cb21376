//! Conversations told in virtual time.
