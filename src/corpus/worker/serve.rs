//! The side of the helper process: reads requests, parses, answers, until there are no more.

use std::io::{self, Read, Write};
use std::sync::mpsc;
use std::thread;

use super::super::whole::{File, Refusal};
use super::super::{Options, Status, reader};
use super::STACK;
use super::wire::{self, Reply, Request};

/// Address space beyond `--max-memory`, in bytes: the program itself with the model in it, the stack of the thread that
/// parses, and what the allocator reserves for a thread.
const ROOM: u64 = 512 * 1024 * 1024;

/// Answers requests for the parsing of files until `requests` ends. `sayso parse` calls it with its standard input and
/// output; nobody else has a use for it.
///
/// The end of `requests` ends it even in the midst of a parse: the process that asked is gone then, however it went, and
/// the caller has to let this one end, too.
///
/// # Errors
/// What the system says if a stream cannot be read or written.
pub fn serve(mut requests: impl Read, mut replies: impl Write + Send + 'static) -> io::Result<()> {
    let (work, works) = mpsc::channel::<(Request, Vec<u8>)>();
    let parser = move || -> io::Result<()> {
        for (request, bytes) in works {
            wire::write(&mut replies, &wire::to_json(&answer(&request, bytes))?)?;
        }
        Ok(())
    };
    thread::Builder::new().name("sayso-parser".into()).stack_size(1024 * 1024).spawn(parser)?;
    while let Some(request) = wire::read(&mut requests)? {
        let request: Request = wire::from_json(&request)?;
        limit_memory(&request.options);
        let Some(bytes) = wire::read(&mut requests)? else { break };
        if work.send((request, bytes)).is_err() {
            break;
        }
    }
    Ok(())
}

fn answer(request: &Request, bytes: Vec<u8>) -> Reply {
    let Some(reader) = reader::of_format(&request.format) else {
        let message = format!("there is no reader for {}; please report it", request.format);
        return Err::<_, Refusal>((Status::InternalError, message));
    };
    let options = Options { helper: None, ..request.options.clone() };
    reader.parse_whole(File { bytes, extension: &request.extension }, &options)
}

/// Lets the system refuse memory beyond the limit. Where it has no such limit, that of time has to do.
#[cfg(unix)]
fn limit_memory(options: &Options) {
    use rlimit::Resource;
    let wanted = options.max_memory.saturating_add(ROOM + STACK as u64);
    if let Ok((_, most)) = Resource::AS.get() {
        // Only the soft limit: the next file may be allowed more.
        let _ = Resource::AS.set(wanted.min(most), most);
    }
}

#[cfg(not(unix))]
fn limit_memory(_: &Options) {}
