//! A Python script with all that decides what it does, whoever starts it: the agent, or a shell script.

use hotplate_schema::IndexMap;

use super::Python;
use super::message::{pack, push};
use crate::disk::{Disk, parent};
use crate::parcel::{Parcel, Reader, Writer, parcel};
use crate::{Budget, Effect, Errand, FileTree, Remark, Text};

/// A script that an engine is to play.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Call {
    pub(crate) script: String,
    /// What Python calls it: an absolute path, `<string>` or `<stdin>`.
    pub(crate) name: String,
    /// `sys.argv`
    pub(crate) argv: Vec<String>,
    pub(crate) directory: String,
    pub(crate) stdin: Text,
    pub(crate) environment: IndexMap<String, Text>,
    /// The instance's files as they are by then, directories among them: their names end with a slash.
    pub(crate) files: FileTree,
}

/// What came of a script that a shell script started.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Answer {
    Ended(Box<Done>),
    /// Nobody knows: why.
    Unknown(String),
}

/// A script that was played to its end.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Done {
    pub(crate) status: i32,
    pub(crate) stdout: Text,
    pub(crate) stderr: Text,
    /// The files that it changed or made, whole.
    pub(crate) changed: FileTree,
    pub(crate) removed: Vec<String>,
    pub(crate) effects: Vec<Effect>,
    pub(crate) remarks: Vec<Remark>,
}

/// A shell script that waits for a Python script.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Within {
    /// What came of those that it started before, in order.
    pub(crate) answers: Vec<Answer>,
    pub(crate) call: Call,
}

parcel!(Call { script, name, argv, directory, stdin, environment, files });
parcel!(Within { answers, call });
parcel!(Done { status, stdout, stderr, changed, removed, effects, remarks });

impl Parcel for Answer {
    fn put(&self, to: &mut Writer) {
        match self {
            Self::Ended(done) => {
                to.number(0);
                done.put(to);
            }
            Self::Unknown(why) => {
                to.number(1);
                why.put(to);
            }
        }
    }

    fn take(from: &mut Reader<'_>) -> Self {
        match from.number() {
            0 => Self::Ended(Parcel::take(from)),
            _ => Self::Unknown(String::take(from)),
        }
    }
}

impl Call {
    /// The agent's call of a job's own script.
    pub(super) fn of_job(job: &Errand) -> Self {
        let path = crate::hook::script_path(job);
        let mut disk = crate::hook::disk_for(job, &job.instance.files);
        disk.make_directories(parent(&crate::environment::outputs_path(&job.name)));
        Self {
            script: job.script.clone(),
            argv: vec![path.clone()],
            directory: parent(&path).to_owned(),
            name: path,
            stdin: Text::default(),
            environment: job.environment.clone(),
            files: everything(&disk),
        }
    }

    /// What the engine is given.
    pub(super) fn message(
        &self,
        job: &Errand,
        python: Python,
        answers: &[String],
        budget: &Budget,
    ) -> String {
        let known = |name: &str| crate::tools::fact_value(&job.instance.facts, name);
        let names = ["hostname", "ipaddress", "fqdn", "kernelrelease", "processorcount"];
        let told = names.into_iter().filter_map(|name| Some([name.to_owned(), known(name)?]));
        pack([
            python.version(),
            &self.script,
            &self.name,
            &pack(&self.argv),
            &self.directory,
            self.stdin.as_str(),
            &pack_texts(&self.environment),
            &pack_texts(&self.files),
            &pack(answers),
            &budget.bytes.to_string(),
            &pack(told.flatten()),
        ])
    }
}

fn pack_texts(texts: &IndexMap<String, Text>) -> String {
    let mut packed = String::new();
    for (name, text) in texts {
        push(&mut packed, name);
        push(&mut packed, text.as_str());
    }
    packed
}

/// The files of a disk and its directories.
pub(crate) fn everything(disk: &Disk) -> FileTree {
    let mut files: FileTree = disk.directories().map(|path| (format!("{path}/"), Text::default())).collect();
    files.extend(disk.files());
    files
}
