//! Python scripts, played by the engine and compared with what the real Python made of them.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use hotplate_agent::{
    Budget, Completion, ConfigInput, DerivedConfig, Facts, InputKind, Instance, Job, Python as Dialect, Run,
};
use hotplate_cli::arguments::Given;
use hotplate_cli::load::{Loaded, load};
use hotplate_cli::python::Python;
use hotplate_cli::{check, exchange};
use hotplate_exchange::{Exchange, Scenario};
use hotplate_hot::{Place, codes};

/// What `record.py` gives every script.
const INPUTS: [(&str, &str); 3] = [
    ("hosts", "{'0': '10.0.0.4 node-0\\n', '1': '10.0.0.5 node-1\\n', '2': '10.0.0.6 node-2\\n'}"),
    ("settings", r#"{"port": 8080, "names": ["b", "a"], "deep": {"on": true, "none": null, "ratio": 0.5}}"#),
    ("word", "plain text"),
];
/// Where the agent starts a script.
const FOLDER: &str = "/var/lib/heat-config/heat-config-script";
const NOTES: &str = "first line\nsecond line\n\nlast: é\n";

fn job(script: String) -> Job {
    let input = |(name, value): (&str, &str)| ConfigInput {
        name: name.to_owned(),
        kind: InputKind::String,
        value: Some(value.into()),
        parts: Vec::new(),
    };
    Job {
        config: DerivedConfig {
            name: "script".to_owned(),
            group: "script".to_owned(),
            config: script,
            inputs: INPUTS.map(input).into(),
            outputs: Vec::new(),
        },
        instance: Instance {
            name: "server".to_owned(),
            facts: Facts {
                hostname: "node-0".to_owned(),
                ipaddress: "10.0.0.4".to_owned(),
                others: Default::default(),
            },
            failing: Default::default(),
            files: [(format!("{FOLDER}/notes.txt"), NOTES.into())].into_iter().collect(),
        },
    }
}

/// An engine with time enough on a busy machine, and few bytes to waste.
fn patient() -> Python {
    Python::within(Budget { bytes: 200_000, ..Budget::default() }, Duration::from_secs(60))
}

/// A run in the form of `record.py`.
fn told(run: &Run) -> String {
    let Completion::Exited(status) = run.completion else { return format!("{:?}\n", run.completion) };
    let error = run.stderr.as_str().trim_end_matches('\n').rsplit('\n').next().unwrap_or_default();
    let mut text = format!("status {status}\nerror {error}\n== stdout\n{}", run.stdout.as_str());
    let mut files: Vec<(&str, &str)> = run
        .files
        .iter()
        .map(|(path, text)| (path.trim_start_matches(FOLDER).trim_start_matches('/'), text.as_str()))
        .collect();
    let removed = run.removed.iter().any(|path| path.ends_with("/notes.txt"));
    if !removed && !files.iter().any(|(path, _)| *path == "notes.txt") {
        files.push(("notes.txt", NOTES));
    }
    files.sort_unstable();
    for (path, content) in files.into_iter().filter(|(path, _)| !path.ends_with('/')) {
        write!(text, "\n== {path}\n{content}").unwrap();
    }
    text
}

fn scripts(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut scripts: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    scripts.retain(|path| {
        path.extension().is_some_and(|end| end == "py" || end == "sh") && !path.ends_with("record.py")
    });
    scripts.sort();
    scripts
}

#[test]
fn scripts_end_as_under_the_real_python() {
    let scripts = scripts("suite/python");
    assert!(scripts.len() >= 15, "{} scripts", scripts.len());
    hold(&mut patient(), scripts);
}

#[test]
fn scripts_end_under_the_exact_engine_as_under_the_real_python() {
    let mut all = scripts("suite/python");
    all.extend(scripts("suite/python/exact"));
    hold(&mut patient().exactly(), all);
}

#[test]
fn shell_scripts_go_on_with_what_came_of_python() {
    hold(&mut patient(), scripts("suite/python/shell"));
    hold(&mut patient().exactly(), scripts("suite/python/shell"));
}

#[test]
fn where_nothing_plays_python_its_output_is_unknown() {
    let script = "#!/bin/sh\necho \"<$(python3 -c 'print(1)')>\" > /tmp/x\n";
    let run = hotplate_agent::run(&job(script.to_owned()), &Budget::default());
    assert_eq!(run.completion, Completion::Exited(0));
    assert_eq!(run.effects[0].argv, ["python3", "-c", "print(1)"]);
    assert_eq!(run.files["/tmp/x"].as_str(), "<>\n");
    assert!(run.files["/tmp/x"].unknown().is_some());
    assert_eq!(run.remarks[0].message, "nothing plays Python here");
}

#[test]
fn a_shell_script_knows_where_pythons_words_came_from() {
    let script =
        "#!/bin/sh\nhostname | python3 -c 'import sys; print(\"me:\", sys.stdin.read().strip())' > /tmp/x\n";
    let run = patient().run(&job(script.to_owned()));
    let text = &run.files["/tmp/x"];
    assert_eq!(text.as_str(), "me: node-0\n");
    let origins: Vec<_> =
        text.origins().iter().map(|(range, origin)| (range.clone(), &*origin.fact)).collect();
    assert_eq!(origins, [(4..10, "hostname")]);
}

#[test]
fn what_never_ends_within_a_shell_script_is_stopped() {
    let mut python = Python::within(Budget::default(), Duration::from_secs(5));
    let run = python.run(&job("#!/bin/sh\npython3 -c 'while True: pass'\n".to_owned()));
    assert_eq!(run.completion, Completion::Stopped("it took longer than 5 seconds".to_owned()));
    let run = python.run(&job("#!/bin/sh\nwhile :; do python3 -c 'print(1)'; done\n".to_owned()));
    let why = "line 2: a script that starts more than 100 Python scripts is not played here";
    assert_eq!(run.completion, Completion::NotRun(why.to_owned()));
}

#[test]
fn the_light_engine_says_what_it_lacks() {
    for path in scripts("suite/python/exact") {
        let run = patient().run(&job(fs::read_to_string(&path).unwrap()));
        assert!(
            matches!(&run.completion, Completion::NotRun(why) if why.contains("the light Python"))
                || path.ends_with("processes.py"),
            "{}: {:?}",
            path.display(),
            run.completion
        );
    }
}

/// What CPython plays to a good end.
const LACKING: [&str; 16] = [
    "def f():\n    'words'\nprint(f.__doc__)",
    "from collections import OrderedDict\nOrderedDict([(1, 2)]).move_to_end(1)",
    "print({1: 2}.keys() & {1})",
    "import re\nprint(re.match('(a)?(?(1)b|c)', 'ab'))",
    "import re\ntry:\n    re.compile('(?>a)')\nexcept re.error:\n    print('none')",
    "def g(a, /, b):\n    return a",
    "a = {'x': 1}\nprint({**a})",
    "print((5).bit_length(), (5).real)",
    "import hashlib\nhashlib.blake2b(b'x')",
    "import os\nos.sched_yield()",
    "class Names(dict):\n    pass\nNames().fromkeys_of",
    "class Plain:\n    pass\nPlain.__mro__",
    "import tracemalloc",
    "try:\n    import yaml\nexcept ImportError:\n    yaml = None",
    "import requests",
    "print(list[int])",
];

#[test]
fn what_the_light_engine_lacks_is_no_error_of_the_script() {
    let mut python = patient();
    let mut taken = Vec::new();
    for script in LACKING {
        let run = python.run(&job(format!("#!/usr/bin/python3\n{script}\n")));
        if !matches!(&run.completion, Completion::NotRun(why) if why.contains("the light Python")) {
            taken.push(format!("{script}\n{:?}\n{}", run.completion, run.stderr.as_str()));
        }
    }
    assert!(taken.is_empty(), "{}", taken.join("\n"));
    let mut check = |script: &str, expected: &str| {
        let run = python.run(&job(format!("#!/usr/bin/python3\n{script}\n")));
        assert_eq!(run.completion, Completion::Exited(1), "{script}");
        assert_eq!(run.stderr.as_str().trim_end().rsplit('\n').next(), Some(expected), "{script}");
    };
    check("None.group(1)", "AttributeError: 'NoneType' object has no attribute 'group'");
    check("class E(ValueError): pass\nE().message", "AttributeError: 'E' object has no attribute 'message'");
    check("class N(dict): pass\nN().has_key(1)", "AttributeError: 'N' object has no attribute 'has_key'");
}

#[test]
fn packages_of_images_are_unknown_to_the_exact_engine_too() {
    let run = patient().exactly().run(&job("#!/usr/bin/python3\nimport yaml\n".to_owned()));
    let why = "the exact Python has no `yaml`, which images often have".to_owned();
    assert_eq!(run.completion, Completion::NotRun(why));
}

/// Compares what scripts come to with what the real Python made of them.
fn hold(python: &mut Python, scripts: Vec<PathBuf>) {
    let mut failed = Vec::new();
    for path in scripts {
        let expected = fs::read_to_string(path.with_extension("txt")).unwrap();
        let run = python.run(&job(fs::read_to_string(&path).unwrap()));
        // Newer ones guess what was meant.
        let plain = |text: &str| -> String {
            text.lines()
                .map(|line| line.split(". Did you mean").next().unwrap_or_default().to_owned() + "\n")
                .collect()
        };
        let (expected, said) = (plain(&expected), plain(&told(&run)));
        let differing = said.lines().zip(expected.lines()).find(|(said, expected)| said != expected);
        if said != expected {
            let name = path.file_name().unwrap_or_default().display();
            failed.push(format!("{name}: {differing:?}\n{}", run.stderr.as_str()));
        }
    }
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
}

/// The template whose second script only Python 2 runs to a good end.
fn seed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("suite/exchange/seed-hosts.yaml")
}

fn loaded(template: PathBuf, members: usize) -> Loaded {
    let parameters = [("reservation_id", "5b4f0c1e".to_owned()), ("instance_count", members.to_string())];
    let parameters = parameters.map(|(name, value)| (name.to_owned(), value)).into();
    load(&Given { template, parameters, ..Given::default() }).unwrap_or_else(|fault| panic!("{fault:?}"))
}

fn played(loaded: &Loaded, python: Dialect) -> Exchange {
    exchange::play(loaded, &Scenario { python, ..Scenario::default() })
}

/// Each instance has the line of each, once, and every pair knows each other.
fn is_full(exchange: &Exchange, count: usize) -> bool {
    let facts = exchange.instances.iter().map(|instance| &instance.facts);
    let lines: String = facts.map(|facts| format!("{} {}\n", facts.ipaddress, facts.hostname)).collect();
    let hosts = format!("127.0.0.1 localhost\n{lines}");
    exchange.instances.len() == count
        && exchange.instances.iter().all(|instance| instance.after["/etc/hosts"].as_str() == hosts)
        && exchange.knowledge.pairs() == (count * count, count * count)
}

#[test]
fn the_two_pythons_disagree_on_the_old_call() {
    for count in [1, 2, 3, 100] {
        let loaded = loaded(seed(), count);
        let two = played(&loaded, Dialect::Two);
        assert!(exchange::is_good(&two));
        assert!(is_full(&two, count), "{count} instances as Python 2 would");
        // Every line says of which instance it speaks.
        for text in two.instances.iter().map(|instance| &instance.after["/etc/hosts"]) {
            assert_eq!(text.origins().len(), 2 * count);
        }
    }
    for count in [1, 3] {
        let loaded = loaded(seed(), count);
        let three = played(&loaded, Dialect::Three);
        assert!(!exchange::is_good(&three));
        let run = three.deployments.last().unwrap().run.as_ref().unwrap();
        assert_eq!((&run.completion, run.python), (&Completion::Exited(1), Some(Dialect::Three)));
        assert!(
            run.stderr.as_str().ends_with("AttributeError: module 'string' has no attribute 'replace'\n")
        );
        assert!(run.files.is_empty());
        let other = run.other.as_ref().unwrap();
        assert_eq!((&other.completion, other.python), (&Completion::Exited(0), Some(Dialect::Two)));
    }
}

#[test]
fn the_fix_makes_the_old_call_run_under_python_3() {
    let before = loaded(seed(), 1);
    let found = before.diagnostics.iter().find(|found| found.code == codes::PYTHON2_ONLY_CALL).unwrap();
    let Place::Span(span) = found.place() else { panic!("{:?}", found.place()) };
    let text = &before.source.text;
    let line = text[..span.start as usize].matches('\n').count();
    assert!(text.lines().nth(line).unwrap().contains("string.replace(hosts"));
    let mut fixed = text.to_string();
    for edit in &found.fix.as_ref().unwrap().edits {
        let Place::Span(span) = &edit.place else { panic!("{:?}", edit.place) };
        fixed.replace_range(span.start as usize..span.end as usize, &edit.text);
    }
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fixed-hosts.yaml");
    fs::write(&path, fixed).unwrap();
    for count in [1, 2, 3, 100] {
        let loaded = loaded(path.clone(), count);
        assert!(!check::has_errors(&loaded));
        let three = played(&loaded, Dialect::Three);
        assert!(exchange::is_good(&three));
        assert!(is_full(&three, count), "{count} instances under Python 3");
    }
}

#[test]
fn a_script_finds_no_trace_of_another() {
    no_trace(patient());
    no_trace(patient().exactly());
}

fn no_trace(mut python: Python) {
    let leave = "#!/usr/bin/python3\nimport builtins, os, string\nbuiltins.left = string.left = 1\nos.environ['left'] = '1'\n\
                 os.mkdir('/left')\nkept = open('/left/file', 'w')\nkept.write('x')\nos.chdir('/left')\nprint('left')\n";
    let look = "#!/usr/bin/python3\nimport builtins, os, string\nprint(hasattr(builtins, 'left'), hasattr(string, 'left'), \
                os.getenv('left'), os.path.exists('/left'), os.getcwd())\n";
    for script in [
        leave,
        look,
        leave,
        "#!/usr/bin/python3\nrows = []\nwhile True:\n    rows.append('x' * 1000000)\n",
        look,
    ] {
        let run = python.run(&job(script.to_owned()));
        match script {
            _ if script == look => assert_eq!(
                run.stdout.as_str(),
                "False False None False /var/lib/heat-config/heat-config-script\n"
            ),
            _ if script == leave => assert_eq!(run.stdout.as_str(), "left\n"),
            _ => assert!(
                matches!(&run.completion, Completion::NotRun(why) if why.contains("memory")),
                "{run:?}"
            ),
        }
    }
}

#[test]
fn what_never_ends_is_stopped() {
    never_ends(patient());
    never_ends(patient().exactly());
}

fn never_ends(mut python: Python) {
    let mut check = |script: &str, expected: &str| {
        let run = python.run(&job(format!("#!/usr/bin/python3\n{script}\n")));
        assert_eq!(run.completion, Completion::Stopped(expected.to_owned()), "{script}");
    };
    check("while True: print('x' * 10000)", "it wrote more than 200,000 bytes");
    check("import os\nwhile True: os.system('true')", "it started more than 100 commands");
    check("for n in range(99999):\n  open('/tmp/%d' % n, 'w').close()", "it opened more than 10,000 files");
    check(
        "print(1)\nimport os\nos.system('while :; do :; done')",
        "it was still running after 1,000,000 steps",
    );
}

#[test]
fn an_endless_script_is_ended_and_the_next_one_runs() {
    let mut python = Python::within(Budget::default(), Duration::from_secs(5));
    let run = python.run(&job("#!/usr/bin/python3\nwhile True: pass\n".to_owned()));
    assert_eq!(run.completion, Completion::Stopped("it took longer than 5 seconds".to_owned()));
    assert!(run.stdout.is_empty());
    let run = python.run(&job("#!/usr/bin/python3\nprint('next')\n".to_owned()));
    assert_eq!(run.stdout.as_str(), "next\n");
}

#[test]
fn python_2_is_played_as_far_as_it_can_be() {
    let mut python = patient();
    let mut check = |script: &str, expected: &str| {
        let run = python.run(&job(format!("#!/usr/bin/python2\n{script}\n")));
        assert_eq!(run.stdout.as_str(), expected, "{script}\n{:?}\n{}", run.completion, run.stderr.as_str());
    };
    check("print 'a', 1\nprint\nprint ('b')\nprint 'c',\nprint 'd'", "a 1\n\nb\nc d\n");
    check("import sys\nprint >>sys.stderr, 'x'\nprint 'y'; print 'z'", "y\nz\n");
    check("try:\n    {}['k']\nexcept (KeyError, IOError), e: print 'caught'", "caught\n");
    check("if 1 <> 2: print `1`, 0777, 10L, u'u', ur'\\r'", "1 511 10 u \\r\n");
    check("d = {'b': 1}\nprint d.has_key('b'), d.keys()[0], list(d.iteritems())", "True b [('b', 1)]\n");
    check(
        "print map(str, [1, 2]), range(3), zip('a', 'b'), filter(None, [0, 1])",
        "['1', '2'] [0, 1, 2] [('a', 'b')] [1]\n",
    );
    check(
        "import string\nprint string.join(string.split('a b'), '-'), string.upper('x'), string.letters[:3]",
        "a-b X abc\n",
    );
    check(
        "exec 'x = 3'\nprint x, reduce(lambda a, b: a + b, xrange(4)), isinstance('s', basestring)",
        "3 6 True\n",
    );
    check(
        "import commands, subprocess\nprint commands.getoutput('echo hi'), subprocess.check_output(['echo', 'x']) == 'x\\n'",
        "hi True\n",
    );
    check("x = \"\"\"\nprint not this\n\"\"\"\nprint x.strip()", "print not this\n");
    check("from __future__ import print_function\nprint('a', 'b', sep='-')", "a-b\n");
    check("print 'x'.decode('utf8'), 'y'.encode('utf8'), unicode('z'), long(3), cmp(1, 2)", "x y z 3 -1\n");
    check("class A:\n    def f(self): return 'a: %s' % 1\nprint A().f()", "a: 1\n");
}
