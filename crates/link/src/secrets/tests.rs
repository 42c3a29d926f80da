use expect_test::{Expect, expect};

use super::*;
use crate::File;

fn file(role: Role, name: &str, text: &str) -> File {
    File { role, name: name.to_owned(), text: text.to_owned() }
}

fn check(files: Vec<File>, hidden: &[&str], expected: Expect) {
    let payload = Payload { files, ..Payload::default() };
    let hidden: Vec<String> = hidden.iter().map(|name| (*name).to_owned()).collect();
    let flags = secrets(&payload, &hidden);
    let clean = leave_out(payload, &flags);
    let mut shown = String::new();
    flags.iter().for_each(|flag| shown += &format!("{flag}\n"));
    clean.files.iter().for_each(|file| shown += &format!("--- {}\n{}", file.name, file.text));
    expected.assert_eq(&shown);
    assert_eq!(secrets(&clean, &[]), [], "nothing is left");
}

#[test]
fn keys_of_templates_and_environments() {
    let template = "heat_template_version: 2018-08-31
parameters:
  db: { type: string, hidden: true, default: hunter2 }
  root_password: { type: string, default: 12345, description: The password of root. }
  token: { type: string }
resources:
  a:
    type: OS::Nova::Server
    properties: { admin_pass: { get_param: db }, key_name: mine }
  b: { type: OS::Keystone::User, properties: { password: s3cr3t } }
";
    let environment = "parameters:
  db:
    - one
    - two
  size: 3
parameter_defaults: { db: 'x', token: changeme }
";
    let files =
        vec![file(Role::Template, "t.yaml", template), file(Role::Environment, "environment", environment)];
    check(
        files,
        &["db"],
        expect![[r#"
        t.yaml:3: what is set as `db`
        t.yaml:4: what is set as `root_password`
        t.yaml:10: what is set as `password`
        environment:3: the value of `db`, which the template hides
        environment:6: the value of `db`, which the template hides
        --- t.yaml
        heat_template_version: 2018-08-31
        parameters:
          db: { type: string, hidden: true, default: left-out }
          root_password: { type: string, default: left-out, description: The password of root. }
          token: { type: string }
        resources:
          a:
            type: OS::Nova::Server
            properties: { admin_pass: { get_param: db }, key_name: mine }
          b: { type: OS::Keystone::User, properties: { password: left-out } }
        --- environment
        parameters:
          db:
            left-out
          size: 3
        parameter_defaults: { db: left-out, token: changeme }
    "#]],
    );
}

#[test]
fn shapes_in_scripts() {
    let script = "#!/bin/sh
export OS_PASSWORD=hunter2; OTHER_PASSWORD=$1 MYSQL_PASS=\"two words\"
password = getpass.getpass()
if token == 'abc': pass; open('/lab?token=TOKEN')
curl -H \"X-Auth-Token: gAAAAABlxyzgAAAAABlxyzgAAAAABlxyzgAAAAABlxyzgAAAAABlxyzgAAAAABlxyzgAAAAABlxyzgAAAAABlxyz\" x
git clone https://me:t0ps3cret@example.org/x.git
cat > /root/.ssh/id_rsa <<EOF
-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmU
-----END OPENSSH PRIVATE KEY-----
EOF
ssh-keygen -y # -----BEGIN PUBLIC KEY-----
";
    check(
        vec![file(Role::Named, "setup.sh", script)],
        &[],
        expect![[r#"
        setup.sh:2: what is set as `OS_PASSWORD`
        setup.sh:2: what is set as `MYSQL_PASS`
        setup.sh:5: a token, `gAAAAA…`
        setup.sh:6: the password in an address
        setup.sh:8: a private key
        --- setup.sh
        #!/bin/sh
        export OS_PASSWORD=left-out; OTHER_PASSWORD=$1 MYSQL_PASS="left-out"
        password = getpass.getpass()
        if token == 'abc': pass; open('/lab?token=TOKEN')
        curl -H "X-Auth-Token: left-out" x
        git clone https://me:left-out@example.org/x.git
        cat > /root/.ssh/id_rsa <<EOF
        left-out
        EOF
        ssh-keygen -y # -----BEGIN PUBLIC KEY-----
    "#]],
    );
}

#[test]
fn a_parameter_is_taken_out_whole() {
    let parameters =
        [("db", "x"), ("count", "3"), ("api_key", "k"), ("note", "-----BEGIN RSA PRIVATE KEY-----\n")];
    let parameters = parameters.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    let payload = Payload { parameters, ..Payload::default() };
    let flags = secrets(&payload, &["db".to_owned()]);
    let kinds: Vec<Kind> = flags.iter().map(|flag| flag.kind).collect();
    assert_eq!(kinds, [Kind::Hidden, Kind::Password, Kind::PrivateKey]);
    assert!(flags[0].is_hidden() && !flags[1].is_hidden());
    let words: Vec<String> = flags.iter().map(Flag::to_string).collect();
    let told = [
        "parameter `db`, which the template hides",
        "parameter `api_key`",
        "parameter `note`: a private key",
    ];
    assert_eq!(words, told);
    assert_eq!(leave_out(payload, &flags).parameters, [("count".to_owned(), "3".to_owned())]);
}

#[test]
fn files_of_one_name_are_told_apart() {
    let secret = "password: hunter2\n";
    let files = vec![
        file(Role::Template, "main.yaml", "# nothing in here\n"),
        file(Role::Environment, "main.yaml", secret),
        file(Role::Named, "main.yaml", &format!("a: b\n{secret}")),
    ];
    check(
        files,
        &[],
        expect![[r#"
        main.yaml:1: what is set as `password`
        main.yaml:2: what is set as `password`
        --- main.yaml
        # nothing in here
        --- main.yaml
        password: left-out
        --- main.yaml
        a: b
        password: left-out
    "#]],
    );
}

#[test]
fn a_text_that_repeats_itself_is_walked_once() {
    let mut text = "a: &a0 { password: hunter2 }\n".to_owned();
    for n in 1..40 {
        text += &format!("b{n}: &a{n} {{ x: *a{0}, y: *a{0} }}\n", n - 1);
    }
    let payload = Payload { files: vec![file(Role::Template, "t", &text)], ..Payload::default() };
    assert_eq!(secrets(&payload, &[]).len(), 1);
}
