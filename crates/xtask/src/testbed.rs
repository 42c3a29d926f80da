//! Real OpenStack services on this machine (`tests/testbed`), and the tests that need them.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::failure::{Doing, Failure, Outcome, ask, failed, show};
use crate::setup::Setup;
use crate::tally::tally;
use crate::test::Came;
use crate::{browser, editor, packages, page};

/// Sets Keystone and Heat up, starts them and serves until its standard input ends.
const LITE: &str = "tests/testbed/lite.py";

/// The same with every service that a lease needs.
const WHOLE: &str = "tests/testbed/whole.py";

/// Asks that for services as they are published, without what Chameleon added to them.
const STOCK: &str = "--stock";

/// Tries the boot script with Heat's own agents on bare systems, against Keystone and Heat.
const AGENTS: &str = "tests/testbed/agents.py";

/// Debian's package that makes a bare system.
const DEBOOTSTRAP: &str = "debootstrap";

/// Programs that the whole testbed runs or is built with, or that stand before it, and Debian's packages that have them.
const PROGRAMS: [(&str, &str); 6] = [
    ("mariadbd", "mariadb-server"),
    ("rabbitmq-server", "rabbitmq-server"),
    ("memcached", "memcached"),
    ("cc", "gcc"),
    ("haproxy", "haproxy"),
    ("nginx", "nginx-light"),
];

/// Where Debian has servers, and people's PATH may not lead.
const SERVERS: &str = "/usr/sbin";

/// How either ends where this machine cannot set them up.
const UNABLE: i32 = 3;

/// A few tests side by side are enough to be quick, and not too many for data bases in files.
const SIDE_BY_SIDE: &str = "4";

/// Services that run until this is dropped.
struct Testbed {
    child: Child,
    auth_url: String,
    /// The folder of OpenStack's own clients.
    clients: String,
}

impl Testbed {
    /// Starts them; says why not where this machine cannot.
    fn start(setup: &Setup, script: &[&str]) -> Outcome<Result<Self, String>> {
        if let Some(reason) = packages::python(setup) {
            return Ok(Err(reason.to_owned()));
        }
        let mut python = setup.command("python3");
        python.args(script).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = python.spawn().doing(format_args!("start {}", show(&python)))?;
        let told: Value = serde_json::from_str(&first_line(&mut child)?).unwrap_or_default();
        if let Some(auth_url) = told["auth_url"].as_str() {
            let clients = told["clients"].as_str().unwrap_or_default().to_owned();
            return Ok(Ok(Self { child, auth_url: auth_url.to_owned(), clients }));
        }
        let status = child.wait().doing("wait for the testbed")?;
        if status.code() == Some(UNABLE) {
            return Ok(Err("the services cannot be set up here; the reason stands above".to_owned()));
        }
        Err(Failure::new("the testbed does not start", "its own message stands above"))
    }
}

impl Drop for Testbed {
    fn drop(&mut self) {
        // It ends with its standard input, and leaves nothing.
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

/// The tests that need no more than Keystone and Heat.
pub(crate) fn lite(setup: &Setup) -> Outcome<Came> {
    match Testbed::start(setup, &[LITE])? {
        Ok(testbed) => {
            tests(setup, &testbed, &["--skip", "full::", "--skip", "stock::", "--test-threads", SIDE_BY_SIDE])
                .map(Came::Passed)
        }
        Err(reason) => Ok(Came::Skipped(reason)),
    }
}

/// The tests, and the journeys, that need leases; skipped where this machine lacks what they need.
pub(crate) fn whole_or_skipped(setup: &Setup) -> Outcome<Came> {
    page::build(setup)?;
    let hotplate = editor::command(setup)?;
    // What cannot be installed is named by the testbed itself.
    if let Err(failure) = packages(setup) {
        println!("{failure}");
    }
    let port = free_port()?;
    // All services but Blazar let the page of that address in, and none the same page by another name.
    let origin = format!("http://127.0.0.1:{port}");
    let testbed = match Testbed::start(setup, &[WHOLE, "--origin", &origin])? {
        Ok(testbed) => testbed,
        Err(reason) => return Ok(Came::Skipped(reason)),
    };
    // One after the other: there are three hosts, and each test wants some.
    let calls = tests(setup, &testbed, &["full::", "--test-threads", "1"])?;
    let relay = Relay::start(setup, &hotplate, &testbed, port)?;
    let journeys = browser::walk(setup, &hotplate, &["lease"], &[("HOTPLATE_RELAYED", &relay.page)])?;
    drop((relay, testbed));
    let stock = match Testbed::start(setup, &[WHOLE, STOCK])? {
        Ok(stock) => tests(setup, &stock, &["stock::", "--test-threads", "1"])?,
        Err(reason) => return Ok(Came::Skipped(reason)),
    };
    Ok(Came::Passed(calls + journeys + stock))
}

/// The same for whoever is not content with their being skipped.
pub(crate) fn whole(setup: &Setup) -> Outcome<Came> {
    match whole_or_skipped(setup)? {
        Came::Skipped(reason) => Err(Failure::new(reason, "")),
        came => Ok(came),
    }
}

/// Heat's own agents, installed by the boot script; skipped where this machine cannot make bare systems.
pub(crate) fn agents(setup: &Setup) -> Outcome<Came> {
    let hotplate = editor::command(setup)?;
    if let Some(reason) = packages::python(setup) {
        return Ok(Came::Skipped(reason.to_owned()));
    }
    let lacks = setup.find(DEBOOTSTRAP).is_none() && !Path::new(SERVERS).join(DEBOOTSTRAP).is_file();
    // What cannot be installed is named by the script itself.
    if lacks && let Err(failure) = packages::install(setup, &[DEBOOTSTRAP]) {
        println!("{failure}");
    }
    let mut python = setup.command("python3");
    python.arg(AGENTS).arg(&hotplate);
    let status = python.status().doing(format_args!("start {}", show(&python)))?;
    match status.code() {
        Some(0) => Ok(Came::Done),
        Some(UNABLE) => {
            Ok(Came::Skipped("bare systems cannot be made here; the reason stands above".to_owned()))
        }
        _ => Err(failed(&python)),
    }
}

/// Brings Debian's packages that the whole testbed needs, where that needs no question.
fn packages(setup: &Setup) -> Outcome {
    let has = |program: &str| setup.find(program).is_some() || Path::new(SERVERS).join(program).is_file();
    let lacking = PROGRAMS.iter().filter(|(program, _)| !has(program));
    let mut wanted: Vec<&str> = lacking.map(|(_, package)| *package).collect();
    let header = "import os, sysconfig; open(os.path.join(sysconfig.get_paths()['include'], 'Python.h'))";
    if ask(setup.command("python3").args(["-c", header])).is_none() {
        wanted.push("python3-dev");
    }
    if !wanted.is_empty() {
        packages::install(setup, &wanted)?;
    }
    Ok(())
}

fn tests(setup: &Setup, testbed: &Testbed, which: &[&str]) -> Outcome<usize> {
    let mut cargo = setup.command("cargo");
    cargo.args(["test", "--locked", "--package", "hotplate-tests", "--test", "testbed", "--", "--ignored"]);
    cargo.env("HOTPLATE_TESTBED", &testbed.auth_url).env("HOTPLATE_CLIENTS", &testbed.clients);
    tally(cargo.args(which))
}

/// `hotplate serve` with the page and the way to a testbed, until this is dropped.
struct Relay {
    child: Child,
    page: String,
}

impl Relay {
    fn start(setup: &Setup, hotplate: &Path, testbed: &Testbed, port: u16) -> Outcome<Self> {
        let file = std::env::temp_dir().join(format!("hotplate-clouds-{}.yaml", std::process::id()));
        let text = format!(
            "clouds: {{testbed: {{auth: {{auth_url: '{}', username: alice, project_name: chi-one}}}}}}\n",
            testbed.auth_url
        );
        std::fs::write(&file, text).doing(format_args!("write {}", file.display()))?;
        let mut serve = Command::new(hotplate);
        serve
            .current_dir(&setup.root)
            .args(["serve", "--port", &port.to_string(), "--page", page::DIST, "--cloud"])
            .arg(&file);
        let mut child = serve.stdout(Stdio::piped()).spawn().doing(format_args!("start {}", show(&serve)))?;
        let said = first_line(&mut child)?;
        // It reads the file before it says where it is.
        std::fs::remove_file(&file).doing(format_args!("remove {}", file.display()))?;
        let page = said.split_whitespace().find(|word| word.starts_with("http://")).unwrap_or_default();
        let relay = Self { child, page: page.to_owned() };
        if page.is_empty() { Err(failed(&serve)) } else { Ok(relay) }
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port of this machine that nobody has.
fn free_port() -> Outcome<u16> {
    let taken = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    Ok(taken.doing("find a free port")?.port())
}

/// What a child says first: the line with which it is ready. Empty when it ends without one.
fn first_line(child: &mut Child) -> Outcome<String> {
    let mut line = String::new();
    if let Some(stdout) = &mut child.stdout {
        BufReader::new(stdout).read_line(&mut line).doing("listen to what was started")?;
    }
    Ok(line)
}
