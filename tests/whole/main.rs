//! The program as a whole: articles through the real model and every stage. All tests that need the model live in this
//! one binary, so that it is loaded once.
//!
//! Some of them print figures: `cargo test --test whole -- --nocapture --test-threads 1`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "clippy.toml allows it in tests, but does not see that helpers of a test are tests"
)]

mod edges;
mod engines;
mod golden;
#[cfg(feature = "rust-bert-remote")]
mod hub;
mod laws;
mod models;
mod published;
mod register;
mod same;
mod shared;
mod tables;
#[cfg(feature = "rust-bert")]
mod tiny_bert;
mod views;
