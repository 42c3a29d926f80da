//! Plays Python: the same engine as in the page, run by node in a process of its own.
//!
//! The engine holds everything that a script can reach. Around it node may read the engine's folder and nothing else,
//! write nothing and start nothing, makes no code from texts, and is ended when a script takes too long.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use hotplate_agent::{ALL_PLAYS, Agent, Budget, Job, Reply, Run, TOO_LONG};

/// In a terminal as in the page.
const PATIENCE: Duration = Duration::from_secs(5);

/// An engine that has not started by then does not come any more.
const STARTING: Duration = Duration::from_secs(60);

/// What node's own memory may grow to; the engine's has a bound of its own.
const MEMORY: &str = "--max-old-space-size=512";

/// The oldest node that plays the engine, and the one in which its permissions got their name.
const OLDEST: u32 = 20;
const NAMED: u32 = 23;

/// What node is given of the engine's folder: a script, and the files that it reads.
const LIGHT: &[&str] = &["terminal.mjs", "page/python.wasm"];
const EXACT: &[&str] = &["exact.mjs", "exact/python.wasm", "exact/library.zip"];

/// Where the engine's files are unless the environment says otherwise: where this was built.
const BUILT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../agent/python/dist");

/// The environment variable that names the folder of the engine's files.
const FOLDER: &str = "HOTPLATE_PYTHON";

/// An engine, started when the first script needs it.
#[derive(Debug)]
pub struct Python {
    budget: Budget,
    patience: Duration,
    agent: Agent,
    files: &'static [&'static str],
    running: Option<Running>,
    /// Why there is none.
    missing: Option<String>,
    /// How long the job at hand has been played.
    spent: Duration,
}

#[derive(Debug)]
struct Running {
    child: Child,
    stdin: ChildStdin,
    replies: Receiver<String>,
}

impl Default for Python {
    fn default() -> Self {
        Self::within(Budget::default(), PATIENCE)
    }
}

impl Python {
    /// An engine with other bounds than the usual: those of a run, and how long a script may take before it is ended, and
    /// the engine with it.
    pub fn within(budget: Budget, patience: Duration) -> Self {
        Self {
            budget,
            patience,
            agent: Agent::default(),
            files: LIGHT,
            running: None,
            missing: None,
            spent: Duration::ZERO,
        }
    }

    /// The exact engine instead of the light one, for Python 3 only.
    #[must_use]
    pub fn exactly(self) -> Self {
        Self { files: EXACT, ..self }
    }

    /// Runs a job, whatever its script is.
    pub fn run(&mut self, job: &Job) -> Run {
        self.spent = Duration::ZERO;
        let budget = self.budget;
        let mut agent = std::mem::take(&mut self.agent);
        let run = agent.run_with(job, &budget, &mut |message| match self.play(message) {
            Reply::Said(_) if self.spent > ALL_PLAYS => Reply::Stopped(TOO_LONG.to_owned()),
            reply => reply,
        });
        self.agent = agent;
        run
    }

    /// Has a script played.
    fn play(&mut self, message: &str) -> Reply {
        if let Some(why) = &self.missing {
            return Reply::None(why.clone());
        }
        if self.running.is_none() {
            match start(self.files) {
                Ok(running) => self.running = Some(running),
                Err(why) => {
                    self.missing = Some(why.clone());
                    return Reply::None(why);
                }
            }
        }
        let Some(running) = &mut self.running else { return Reply::None(String::new()) };
        if let Err(error) = running.give(message) {
            self.running = None;
            return Reply::None(match error {
                RecvTimeoutError::Timeout => "the engine for Python did not start".to_owned(),
                RecvTimeoutError::Disconnected => "the engine for Python stopped".to_owned(),
            });
        }
        let begun = Instant::now();
        let heard = running.replies.recv_timeout(self.patience);
        self.spent += begun.elapsed();
        let why = match heard {
            Ok(reply) => return Reply::Said(reply),
            Err(RecvTimeoutError::Timeout) => {
                format!("it took longer than {} seconds", self.patience.as_secs())
            }
            Err(RecvTimeoutError::Disconnected) => "the engine for Python stopped".to_owned(),
        };
        self.running = None;
        Reply::Stopped(why)
    }
}

impl Running {
    /// Gives it a script, and waits until that itself begins.
    fn give(&mut self, message: &str) -> Result<(), RecvTimeoutError> {
        let written = write!(self.stdin, "{}\n{message}", message.len()).and_then(|()| self.stdin.flush());
        written.map_err(|_| RecvTimeoutError::Disconnected)?;
        self.replies.recv_timeout(STARTING).map(|_| ())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts the engine; the error says why there is none, and what to do.
fn start(files: &[&str]) -> Result<Running, String> {
    let folder = std::env::var_os(FOLDER).map_or_else(|| PathBuf::from(BUILT), PathBuf::from);
    let files: Vec<PathBuf> = files.iter().map(|file| folder.join(file)).collect();
    if !files.iter().all(|file| file.is_file()) {
        return Err(format!(
            "Python is not played: its engine is not built (`cargo xtask setup` builds it; `{FOLDER}` names its folder)"
        ));
    }
    let major = node_version()
        .ok_or_else(|| format!("Python is not played: it needs `node` {OLDEST} or newer on PATH"))?;
    let permission = if major < NAMED { "--experimental-permission" } else { "--permission" };
    let mut command = Command::new("node");
    command
        .args([permission, MEMORY, "--no-warnings", "--disallow-code-generation-from-strings"])
        .arg(allow_read(&folder))
        .args(files)
        .env_clear()
        .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let unstarted = |error: std::io::Error| format!("Python is not played: `node` did not start: {error}");
    let mut child = command.spawn().map_err(unstarted)?;
    let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err("Python is not played: `node` has no pipes".to_owned());
    };
    let (tell, replies) = channel();
    std::thread::spawn(move || {
        let mut from = BufReader::new(stdout);
        while let Some(reply) = read_reply(&mut from) {
            if tell.send(reply).is_err() {
                return;
            }
        }
    });
    Ok(Running { child, stdin, replies })
}

/// Node resolves links before it compares, so it is told the real path.
fn allow_read(folder: &Path) -> std::ffi::OsString {
    let mut argument = std::ffi::OsString::from("--allow-fs-read=");
    argument.push(folder.canonicalize().unwrap_or_else(|_| folder.to_owned()));
    argument
}

fn node_version() -> Option<u32> {
    let output = Command::new("node").arg("--version").output().ok()?;
    let version = String::from_utf8(output.stdout).ok()?;
    let major = version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()?;
    (major >= OLDEST).then_some(major)
}

/// A reply: its length in bytes, a line's end, the text, which is empty when a script begins. `None` when no more come.
fn read_reply(from: &mut impl BufRead) -> Option<String> {
    let mut length = String::new();
    from.read_line(&mut length).ok()?;
    let mut bytes = vec![0; length.trim().parse().ok()?];
    from.read_exact(&mut bytes).ok()?;
    String::from_utf8(bytes).ok()
}
