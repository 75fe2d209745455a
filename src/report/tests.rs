//! The laws of the report, on runs written for the purpose.
