//! sayso turns news articles into attributed claims: who said what, about whom, when, through which outlet, and where
//! in the text.
//!
//! An article walks through the modules below in one direction, in this order, and a module imports only from those
//! above it (`tests/house.rs` checks this). [`pipeline`] is the only file that knows the whole walk.

pub mod error;
mod hash;
pub mod span;

pub mod corpus;
pub mod text;
pub mod sentences;
pub mod tagger;
pub mod entities;
pub mod dates;
pub mod quotes;
pub mod description;
pub mod attribution;
pub mod speakers;
pub mod claims;
pub mod register;
pub mod output;
pub mod report;

pub mod pipeline;
