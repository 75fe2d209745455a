//! Formats whose files can break a reader are read in another process. A PDF may lead its reader round in circles, unpack
//! without end or nest so deep that the stack overflows, and none of this can be caught in the process itself.
//!
//! The other process is a program that calls [`serve`]: `sayso parse`, a command that nobody types. `client` starts it and
//! asks it for one file after the other, `serve` answers there, `wire` is what goes between. Where no helper program is
//! named (in a library that embeds this one, in tests), the file is read here, and only a panic is caught.
//!
//! Law: whatever the bytes are and whatever the parser does with them, the answer is a value.

mod client;
mod serve;
mod wire;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use super::whole::{File, Parsed, Parser, Refusal};
use super::{Options, Status};

pub use serve::serve;

/// The stack of the thread that parses, in bytes: nested things need some kilobytes a level.
const STACK: usize = 64 * 1024 * 1024;

/// Parses a file in another process if the options name one, else here.
pub(super) fn parse<P: Parser + ?Sized>(parser: &P, file: File<'_>, options: &Options) -> Result<Vec<Parsed>, Refusal> {
    match &options.helper {
        Some(helper) => client::parse(helper, parser.format(), file, options),
        None => here(parser, file, options),
    }
}

/// Parses a file on a thread of its own with a large stack, and catches its panics.
fn here<P: Parser + ?Sized>(parser: &P, file: File<'_>, options: &Options) -> Result<Vec<Parsed>, Refusal> {
    thread::scope(|scope| {
        // The name tells the command line to keep quiet about panics.
        let thread = thread::Builder::new().name("sayso-parse".into()).stack_size(STACK);
        let work = move || catch_unwind(AssertUnwindSafe(|| parser.parse(file, options)));
        match thread.spawn_scoped(scope, work) {
            Ok(running) => running.join().ok().and_then(Result::ok).unwrap_or_else(|| Err(broke())),
            Err(error) => Err((Status::IoError, format!("there is no room for a thread ({error}); run again"))),
        }
    })
}

/// The reader crashed.
pub(super) fn broke() -> Refusal {
    (Status::Corrupt, "the file made the reader break; open it and save it again as PDF or text".to_owned())
}

/// Reading took too long.
pub(super) fn too_slow(options: &Options) -> Refusal {
    let message = format!(
        "it was not read after {} seconds; give --max-seconds a higher limit, or open it and save it again as text",
        options.max_seconds
    );
    (Status::TooSlow, message)
}

#[cfg(test)]
mod tests {
    use super::super::head::Head;
    use super::*;

    struct Breaks;

    impl Parser for Breaks {
        fn format(&self) -> &'static str {
            "breaks"
        }
        fn extensions(&self) -> &'static [&'static str] {
            &[]
        }
        fn recognises(&self, _: &Head) -> bool {
            false
        }
        fn parse(&self, file: File<'_>, _: &Options) -> Result<Vec<Parsed>, Refusal> {
            panic!("{} bytes", file.bytes.len())
        }
    }

    #[test]
    fn a_panic_is_a_refusal() {
        let file = File { bytes: vec![0], extension: "" };
        let (status, message) = parse(&Breaks, file, &Options::default()).unwrap_err();
        assert_eq!(status, Status::Corrupt);
        assert!(message.contains("save it again"));
    }

    #[test]
    fn a_helper_that_is_not_there_is_a_refusal() {
        let options = Options { helper: Some("/nowhere/sayso".into()), ..Options::default() };
        let (status, message) = parse(&Breaks, File { bytes: vec![0], extension: "" }, &options).unwrap_err();
        assert_eq!(status, Status::IoError);
        assert!(message.contains("/nowhere/sayso"), "{message}");
    }
}
