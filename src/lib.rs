//! sayso turns news articles into attributed claims: who said what, about whom, when, through which outlet, and where
//! in the text.
//!
//! An article walks through the modules below in one direction, in this order, and a module imports only from those
//! above it (`tests/house.rs` checks this). [`pipeline`] is the only file that knows the whole walk.

pub mod error;
mod hash;
pub mod span;

pub mod attribution;
pub mod claims;
pub mod corpus;
pub mod dates;
pub mod entities;
pub mod output;
pub mod quotes;
pub mod sentences;
pub mod speakers;
pub mod tagger;
pub mod text;

pub mod pipeline;
