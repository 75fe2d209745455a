//! Whole runs of the program as data: command lines with what they print and how they end, in `tests/cmd`.
//!
//! `TRYCMD=overwrite cargo test --test cmd` writes what the program prints now into the files; read the difference
//! before you commit it.

#[test]
fn command_lines() {
    trycmd::TestCases::new().case("tests/cmd/*.toml");
}
