//! No text, however broken or hostile, makes a run panic, hang or grow without bound.

use hotplate_agent::{
    Agent, Budget, Completion, DerivedConfig, Facts, FileTree, Instance, Job, Rendered, Reply, Run, Step, run,
};
use proptest::prelude::*;

const SMALL: Budget = Budget { steps: 3_000, bytes: 50_000, depth: 100 };

fn run_script(script: &str) -> Run {
    run(&job(script), &SMALL)
}

fn job(script: &str) -> Job {
    Job {
        config: DerivedConfig {
            name: "test".to_owned(),
            group: "script".to_owned(),
            config: script.to_owned(),
            inputs: Vec::new(),
            outputs: Vec::new(),
        },
        instance: Instance {
            name: "test".to_owned(),
            facts: Facts {
                hostname: "test".to_owned(),
                ipaddress: "10.0.0.1".to_owned(),
                others: Default::default(),
            },
            files: FileTree::from_iter([("/etc/hosts".to_owned(), "127.0.0.1 localhost\n".into())]),
            failing: Default::default(),
        },
    }
}

/// Texts behind their lengths, as the engine for Python says them.
fn packed(items: &[String]) -> String {
    items.iter().map(|item| format!("{}:{item}", item.len())).collect()
}

/// What a run may leave behind: little more than its budget.
fn check(script: &str) {
    let run = run_script(script);
    let kept: usize = run.files.values().chain([&run.stdout, &run.stderr]).map(|text| text.len()).sum();
    assert!(kept <= 4 * SMALL.bytes, "{kept} bytes from {script:?}");
}

/// Pieces that mean something to a shell or one of its tools, so that what is made of them goes deep.
const PIECES: &[&str] = &[
    "if ",
    "then ",
    "else ",
    "elif ",
    "fi ",
    "for i in ",
    "do ",
    "done ",
    "while ",
    "until ",
    "case x in ",
    "esac ",
    ";; ",
    "x) ",
    "f() ",
    "{ ",
    "} ",
    "( ",
    ") ",
    "((",
    "))",
    "[[ ",
    " ]] ",
    "[ ",
    "] ",
    "$(",
    "`",
    "${",
    "}",
    "$((",
    "${x:-",
    "${x%",
    "${x//",
    "${#",
    "${!x}",
    "${x[",
    "\"",
    "'",
    "\\",
    "\n",
    "; ",
    "& ",
    "| ",
    "&& ",
    "|| ",
    "! ",
    "> /tmp/f ",
    ">> /tmp/f ",
    "< /etc/hosts ",
    "<<E\n",
    "<<-'E'\n",
    "\nE\n",
    "<<< ",
    "<(",
    "2>&1 ",
    "&> /x ",
    "x=",
    "x+=",
    "x=(",
    "x[1]=",
    "x",
    "$x ",
    "$@ ",
    "\"$@\" ",
    "$* ",
    "$# ",
    "$? ",
    "$1 ",
    "~ ",
    "* ",
    "?.[a-z] ",
    "{a,b} ",
    "{1..9} ",
    "é",
    "\t",
    "echo ",
    "printf '%5d|%s|%b\\n' ",
    "read x y ",
    "set -e ",
    "set -- ",
    "shift ",
    "local ",
    "export ",
    "eval ",
    "exec ",
    "return ",
    "exit 3 ",
    "break ",
    "continue 2 ",
    "trap f EXIT ",
    "true ",
    "false ",
    "test ",
    "f ",
    "cat ",
    "sed 's/a\\(b*\\)/\\1&/g' ",
    "sed -n '2,$!{h;G;p}' ",
    "sed ",
    "grep -E 'a+|b' ",
    "grep -o ",
    "awk '{ print $1 + NF }' ",
    "awk 'BEGIN { while (i++ < 9) x[i] = i \"\" x }' ",
    "awk ",
    "tr a-z A-Z ",
    "cut -d: -f2- ",
    "head -n ",
    "tail -c +",
    "sort -k2n ",
    "uniq -c ",
    "wc ",
    "seq 1 ",
    "xargs -n1 ",
    "find / ",
    "cp -r / ",
    "rm -rf ",
    "ln -s . ",
    "expr 1 + ",
    "jq -r '.[] | .a' ",
    "jq -n '[range(9)] | map(. * 2)' ",
    "find / -name x -o -type d -exec echo {} + ",
    "paste -sd, ",
    "comm -23 ",
    "base64 -d ",
    "sha256sum ",
    "declare -n x=",
    "declare -i x=",
    "> >(cat) ",
    "curl -o /x http://169.254.169.254/latest/meta-data/",
    "ssh-keygen -f ",
    "1 ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Whatever an engine for Python says, the job goes on or ends.
    #[test]
    fn any_reply_is_taken(
        kind in "ended|wants|stopped|refused|[a-z]{0,3}",
        status in "-?[0-9]{1,3}|x",
        lists in proptest::collection::vec(
            proptest::collection::vec("/?[a-z/.]{0,8}|[0-9]:x|\\PC{0,5}", 0..5), 6,
        ),
        junk in "\\PC{0,20}",
    ) {
        let mut agent = Agent::default();
        let errand = job("#!/usr/bin/python3\n").errand(&mut Rendered::default());
        let lists: Vec<String> = lists.iter().map(|list| packed(list)).collect();
        let call = packed(&[packed(&["echo".to_owned()]), String::new(), lists[0].clone(), junk.clone(), String::new()]);
        let parts = |call: &str| {
            let [a, b, c, d, _, e] = [0, 1, 2, 3, 4, 5].map(|at| lists[at].clone());
            packed(&[kind.clone(), junk.clone(), status.clone(), a, b, c, d, call.to_owned(), e])
        };
        for said in [parts(&call), parts(&lists[4]), junk.clone()] {
            let Step::Play(play) = agent.begin(&errand, &SMALL) else { panic!() };
            let step = agent.resume(&errand, &SMALL, play.talk, &Reply::Said(said));
            if let Step::Play(play) = step {
                let _ = agent.resume(&errand, &SMALL, play.talk, &Reply::Said(junk.clone()));
            }
        }
    }

    #[test]
    fn any_text_is_played_or_refused(body in "\\PC{0,200}", bash in any::<bool>()) {
        check(&format!("#!/bin/{}\n{body}", if bash { "bash" } else { "sh" }));
    }

    #[test]
    fn any_mixture_of_pieces_is_played_or_refused(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40),
        bash in any::<bool>(),
    ) {
        check(&format!("#!/bin/{}\n{}", if bash { "bash" } else { "sh" }, pieces.concat()));
    }

    #[test]
    fn any_awk_program_is_played_or_refused(body in "[a-z0-9$\"/{}();=+*<>!~?:,|&\\[\\] \n\\\\-]{0,80}") {
        check(&format!("#!/bin/sh\ncat > /p <<'E'\n{body}\nE\necho 'a b 1' | awk -f /p\n"));
        check(&format!("#!/bin/sh\ncat > /p <<'E'\n{body}\nE\necho 'a b 1' | sed -f /p\n"));
    }

    #[test]
    fn any_jq_program_is_played_or_refused(body in "[a-c0-9$\"/{}();=+*<>!?:,.|@\\[\\] \n\\\\-]{0,60}", json in "[a-c0-9\"{}:,\\[\\]\\\\ -]{0,40}") {
        check(&format!("#!/bin/sh\ncat > /j <<'E'\n{json}\nE\np=$(cat <<'E'\n{body}\nE\n)\njq \"$p\" /j; jq -n \"$p\"\n"));
    }

    #[test]
    fn any_pattern_is_matched_or_refused(pattern in "[ab*?!\\[\\]^$.(){}|+0-9,\\\\/:-]{0,30}") {
        let quoted = pattern.replace('\'', "");
        check(&format!(
            "#!/bin/bash\np='{quoted}'; x=aabab; echo ${{x##$p}} ${{x%$p}} ${{x//$p/y}}; case $x in $p) echo 1;; esac\n\
             [[ $x =~ $p ]]; echo aabab | grep -- \"$p\"; echo aabab | grep -E -- \"$p\"; echo aabab | sed \"s/$p/x/\"\n",
        ));
    }
}

/// Texts that nest or repeat what a reader may take badly.
#[test]
fn deep_and_long_texts_end() {
    let openers = [
        "(",
        "((",
        "{ ",
        "$(",
        "`",
        "${x:-",
        "$((",
        "\"$(",
        "\"${x:-",
        "if ",
        "while ",
        "case x in x) ",
        "f() { ",
        "[[ ( ",
        "[[ ! ",
        "{a,",
        "x=(",
        "x[",
        "<(",
        "! ",
        "<<E ",
        "$((1+",
        "$((-",
        "$((1?",
        "$[",
        "echo {1..9}",
        "a=$a$a;",
        "|",
        "x=$((x[",
        "${x/",
        "${x:",
        "${x[$((",
        "'",
        "\"",
        "\\",
        "#",
        "e|",
        "\n",
        "é{",
    ];
    for opener in openers {
        for count in [3, 30, 70, 300, 5_000] {
            for shell in ["sh", "bash"] {
                check(&format!("#!/bin/{shell}\n{}", opener.repeat(count)));
                check(&format!("#!/bin/{shell}\necho {}", opener.repeat(count)));
            }
        }
    }
}

#[test]
fn calls_within_commands_within_calls_end() {
    let deep = format!("{}f{}", "{ ".repeat(50), "; }".repeat(50));
    check(&format!("#!/bin/sh\nf() {{ {deep}; }}\nf\n"));
    let words = format!("{}$(f){}", "${u:-".repeat(50), "}".repeat(50));
    check(&format!("#!/bin/sh\nf() {{ echo {words}; }}\nf\n"));
    check("#!/bin/bash\nf() { eval 'if true; then (f); fi'; }\nf\n");
    check("#!/bin/sh\necho '. /me' > /me; . /me\n");
    check("#!/bin/sh\nprintf '#!/bin/sh\\n/tmp/me\\n' > /tmp/me; chmod +x /tmp/me; /tmp/me\n");
    check("#!/bin/bash\nx=x; echo $((x))\na='b[a]'; b='a[b]'; echo $((a)) $((b[a]))\n");
    check("#!/bin/sh\ntrap 'f' EXIT; f() { exit; }; f\n");
}

#[test]
fn floods_end() {
    for script in [
        "while :; do echo x; done",
        "yes | while read x; do yes; done",
        "seq 1 1000000000 > /tmp/x",
        "printf '%1000000000d' 1",
        "x=aaaaaaaaaa; while :; do x=$x$x$x$x$x$x$x$x; done",
        "f() { f | f & }; f",
        "while :; do cat /tmp/x >> /tmp/x; echo 1 >> /tmp/x; done",
        "awk 'BEGIN { while (1) x = x \"aaaaaaaa\" }'",
        "awk 'BEGIN { $100000000 = 1; print }'",
        "echo a | sed ':a;s/a/aa/g;ba'",
        "mkdir -p /a/b; while :; do cp -r /a /a/b/; done",
        "while :; do ls nothing; done",
        "while :; do systemctl x; false; done",
        "echo $(seq 1 100000) | xargs -n1 echo",
        "for i in $(seq 1 100000); do touch /tmp/$i; done; echo /tmp/*",
        "x=$(seq 1 20000); echo \"${x%%z*}\" \"${x##*z}\"",
        "grep -E '((((a{100}){100}){100}){100})' /etc/hosts",
        "n=0; while [ $n -lt 100000 ]; do n=$((n+1)); done",
        "jq -n '[range(1000000000)] | add'",
        "jq -n 'reduce range(100) as $x (\"a\"; . + .)'",
        "jq -n '[recurse, recurse] | .. | [.., ..] | [..] | [..]'",
        "awk 'function f(x) { return f(x) f(x) } BEGIN { f(1) }'",
        "awk 'BEGIN { while (1) print \"x\" | \"cat\" }'",
        "awk 'BEGIN { while (1) print \"x\" > \"/dev/stdout\" }'",
        "awk 'BEGIN { while ((\"seq 1 9\" | getline) > 0) close(\"seq 1 9\") }'",
        "cat <<E\n$(seq 1 100000)\nE",
        "f() { cat > >(f); }; f",
        "declare -n a=b; declare -n b=a; a=1; echo $a",
        "trap 'false' ERR; trap 'f' EXIT; f() { exit; }; false",
        "echo 1 | xargs -I{} sh -c 'f() { f; }; f'",
        "find / -exec find / -exec find / ';' ';' ",
    ] {
        check(&format!("#!/bin/sh\n{script}\n"));
        check(&format!("#!/bin/bash\n{script}\n"));
    }
}

#[test]
fn a_stop_is_explained() {
    for (script, why) in [
        ("while :; do :; done", "it was still running after 3,000 steps"),
        ("bomb() { bomb | bomb & }; bomb", "it called itself more than 100 levels deep"),
        ("f() { f; }; f", "it called itself more than 100 levels deep"),
        ("f() { x=$(f); }; f", "it called itself more than 100 levels deep"),
        (
            "while :; do cat /etc/hosts /etc/hosts /etc/hosts; done > /x",
            "it was still running after 3,000 steps",
        ),
        ("x=0123456789; while :; do x=$x$x; done", "it wrote more than 50,000 bytes"),
        (
            "x=0123456789; for i in 1 2 3 4 5 6 7 8 9 10 11 12; do x=$x$x; done; cat <<E\n$x$x\nE",
            "it wrote more than 50,000 bytes",
        ),
        ("seq 1 20000 > /x", "it wrote more than 50,000 bytes"),
        ("awk 'BEGIN { while (1) print \"x\" }'", "it was still running after 3,000 steps"),
        ("jq -n '[range(1e9)]'", "it was still running after 3,000 steps"),
        ("jq -n 'reduce range(99) as $x (\"a\"; . + .)'", "it wrote more than 50,000 bytes"),
    ] {
        let run = run_script(&format!("#!/bin/bash\n{script}\n"));
        assert_eq!(run.completion, Completion::Stopped(why.to_owned()), "{script}");
    }
}

/// However an awk program spreads long texts, together they stay within the bounds; and whoever only looks at one takes
/// time for it.
#[test]
fn what_an_awk_program_keeps_is_bounded() {
    let long = "x = \"0123456789abcdef\"; for (i = 0; i < 8; i++) x = x x;";
    for (program, wrote) in [
        ("while (1) print x > \"/dev/stdout\"", true),
        ("while (1) a[i++] = x", true),
        ("while (1) a[x i++]", true),
        ("while (1) $(++i) = x", true),
        ("gsub(/./, \",\", x); split(x x x, a, \",\")", true),
        ("gsub(/./, \",\", x); $0 = x x x; FS = \",\"; print NF", true),
        ("f(x)", true),
        ("while (1) y = x", false),
        ("while (1) length(x)", false),
        ("while (1) match(x, /^0/)", false),
        ("while (1) { a[1] = x; delete a[1]; a[1] = x; delete a; split(x, a); x = x; f(1) }", false),
    ] {
        let run = run_script(&format!(
            "#!/bin/sh\nawk 'function f(y) {{ if (y == x) f(y \"\") }} BEGIN {{ {long} {program} }}'\n"
        ));
        let expected = match wrote {
            true => "it wrote more than 50,000 bytes",
            false => "it was still running after 3,000 steps",
        };
        assert_eq!(run.completion, Completion::Stopped(expected.to_owned()), "{program}");
    }
}
