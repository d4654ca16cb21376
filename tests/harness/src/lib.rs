//! What tests share: virtual time, wired ports, corpora.
