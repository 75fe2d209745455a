//! The side of the program: helper processes, started when needed, kept for the next file, and replaced when one of them
//! crashes, takes too long or wants too much memory.

use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use super::super::outcome::bytes;
use super::super::whole::{File, Parsed, Refusal};
use super::super::{Options, Status};
use super::wire::{self, Reply, Request};

/// The helpers that have nothing to do. They end when this process does, as their standard input ends then.
static IDLE: Mutex<Vec<Helper>> = Mutex::new(Vec::new());

/// What a dying helper says at most, in bytes.
const LAST_WORDS: u64 = 4096;

/// A helper process that waits for a file.
struct Helper {
    program: PathBuf,
    process: Child,
    streams: Streams,
    stderr: ChildStderr,
}

/// The streams to and from a helper.
struct Streams {
    requests: ChildStdin,
    replies: BufReader<ChildStdout>,
}

/// How it went with a helper.
enum Answer {
    Reply(Reply),
    Died,
    Late,
}

/// Has a helper parse a file.
pub(super) fn parse(program: &Path, format: &str, file: File<'_>, options: &Options) -> Result<Vec<Parsed>, Refusal> {
    let request = Request {
        format: format.to_owned(),
        extension: file.extension.to_owned(),
        options: Options { exclude: Vec::new(), helper: None, ..options.clone() },
    };
    let request = wire::to_json(&request).map_err(|error| no_helper(program, &error))?;
    let (process, streams, stderr) = match take(program) {
        Ok(Helper { process, streams, stderr, .. }) => (process, streams, stderr),
        Err(error) => return Err(no_helper(program, &error)),
    };
    ask(program, process, streams, stderr, request, file.bytes, options)
}

/// An idle helper of this program, or a new one.
fn take(program: &Path) -> io::Result<Helper> {
    let idle = {
        let mut all = IDLE.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().rposition(|helper| helper.program == program).map(|place| all.swap_remove(place))
    };
    match idle {
        Some(helper) => Ok(helper),
        None => start(program),
    }
}

fn start(program: &Path) -> io::Result<Helper> {
    let mut command = Command::new(program);
    command.arg("parse").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    out_of_reach(&mut command);
    let mut process = command.spawn()?;
    let gone = || io::Error::from(io::ErrorKind::BrokenPipe);
    let streams = Streams {
        requests: process.stdin.take().ok_or_else(gone)?,
        replies: BufReader::new(process.stdout.take().ok_or_else(gone)?),
    };
    let stderr = process.stderr.take().ok_or_else(gone)?;
    Ok(Helper { program: program.to_owned(), process, streams, stderr })
}

/// Keeps Ctrl-C from the helper: whether the run goes on is for this process to say.
#[cfg(unix)]
fn out_of_reach(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(windows)]
fn out_of_reach(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    // CREATE_NEW_PROCESS_GROUP and CREATE_NO_WINDOW, "Process Creation Flags" in the Windows API.
    command.creation_flags(0x0000_0200 | 0x0800_0000);
}

#[cfg(not(any(unix, windows)))]
fn out_of_reach(_: &mut Command) {}

/// Sends a request and waits for the reply, but no longer than is allowed.
fn ask(
    program: &Path,
    mut process: Child,
    mut streams: Streams,
    mut stderr: ChildStderr,
    request: Vec<u8>,
    file: Vec<u8>,
    options: &Options,
) -> Result<Vec<Parsed>, Refusal> {
    let (tell, told) = mpsc::channel();
    // On a thread of its own, because a read from a pipe cannot be told to give up.
    let talk = move || {
        let reply = exchange(&mut streams, &request, &file);
        let _ = tell.send((reply, streams));
    };
    let answer = match thread::Builder::new().name("sayso-helper".into()).spawn(talk) {
        Err(_) => (Answer::Died, None),
        Ok(_) => match told.recv_timeout(Duration::from_secs(options.max_seconds)) {
            Ok((Ok(reply), streams)) => (Answer::Reply(reply), Some(streams)),
            Ok((Err(_), _)) => (Answer::Died, None),
            Err(_) => (Answer::Late, None),
        },
    };
    match answer {
        (Answer::Reply(reply), Some(streams)) => {
            let helper = Helper { program: program.to_owned(), process, streams, stderr };
            IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(helper);
            reply
        }
        (Answer::Late, _) => {
            end(&mut process);
            Err(super::too_slow(options))
        }
        (Answer::Reply(_) | Answer::Died, _) => {
            // Its words and its end tell what it died of; both come at once, or it is made to end.
            let status = wait(&mut process);
            let mut words = Vec::new();
            let _ = (&mut stderr).take(LAST_WORDS).read_to_end(&mut words);
            Err(cause(status, &String::from_utf8_lossy(&words), options))
        }
    }
}

fn exchange(streams: &mut Streams, request: &[u8], file: &[u8]) -> io::Result<Reply> {
    wire::write(&mut streams.requests, request)?;
    wire::write(&mut streams.requests, file)?;
    match wire::read(&mut streams.replies)? {
        Some(reply) => wire::from_json(&reply),
        None => Err(io::ErrorKind::BrokenPipe.into()),
    }
}

/// Waits a moment for a process whose streams have ended, and ends it if need be.
fn wait(process: &mut Child) -> Option<ExitStatus> {
    for _ in 0..50 {
        if let Ok(Some(status)) = process.try_wait() {
            return Some(status);
        }
        thread::sleep(Duration::from_millis(20));
    }
    end(process);
    None
}

fn end(process: &mut Child) {
    let _ = process.kill();
    let _ = process.wait();
}

/// Why a helper died. An allocation that fails and a stack that overflows both end a Rust program by the same signal
/// (`abort`), and only the words of its runtime tell them apart.
fn cause(status: Option<ExitStatus>, words: &str, options: &Options) -> Refusal {
    let memory = words.contains("memory allocation") || words.contains("no room for a thread");
    if memory || status.is_some_and(killed_by_system) { too_much_memory(options) } else { super::broke() }
}

/// Whether it was killed (signal 9) by somebody else than us, which is what a system short of memory does.
#[cfg(unix)]
fn killed_by_system(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    status.signal() == Some(9)
}

#[cfg(not(unix))]
fn killed_by_system(_: ExitStatus) -> bool {
    false
}

fn too_much_memory(options: &Options) -> Refusal {
    let message = format!(
        "it needs more memory than {}; give --max-memory a higher limit, or open it and save it again as text",
        bytes(options.max_memory)
    );
    (Status::TooLarge, message)
}

fn no_helper(program: &Path, error: &io::Error) -> Refusal {
    let message = format!("{} could not be started to read it ({error}); run again", program.display());
    (Status::IoError, message)
}
