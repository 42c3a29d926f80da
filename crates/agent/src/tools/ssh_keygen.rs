//! `ssh-keygen` with a made-up key: the same in every run, another on each instance and for each file. It opens
//! nothing, but it can be followed: whoever knows it is known to know this instance.

use super::base64::encode;
use super::digest::letters;
use super::options;
use crate::Text;
use crate::shell::{Shell, Status};

pub(super) fn ssh_keygen(shell: &mut Shell, arguments: &[Text]) -> Status {
    let call = options::read(shell, arguments, "t:b:C:N:P:f:m:R:F:a:E:qylAvoHe", &[]);
    let kind = call.value('t').map_or("ed25519", Text::as_str).to_owned();
    if call.has('R') || call.has('F') || call.has('H') {
        return Ok(0);
    }
    if call.has('A') {
        for kind in ["rsa", "ecdsa", "ed25519"] {
            make(shell, &format!("/etc/ssh/ssh_host_{kind}_key"), kind, None)?;
        }
        return Ok(0);
    }
    let file = call.value('f').map_or(format!("/root/.ssh/id_{kind}"), |file| file.as_str().to_owned());
    if call.has('y') || call.has('l') {
        let path = shell.path(file.trim_end_matches(".pub"));
        let Ok(public) = shell.world.disk.read(&format!("{path}.pub")) else {
            return shell.fail("ssh-keygen", &format!("{file}: No such file or directory"), 255);
        };
        if call.has('y') {
            shell.print(&public)?;
            return Ok(0);
        }
        let mut line = Text::from("256 SHA256:");
        line.push(&public.compute(&letters(public.as_str())));
        line.push_str(" (sample)\n");
        shell.print(&line)?;
        return Ok(0);
    }
    let status = make(shell, &file, &kind, call.value('C'))?;
    if status == 0 && !call.has('q') {
        shell.print_line("Generating public/private key pair.")?;
        shell.print_line(&format!("Your identification has been saved in {file}"))?;
        shell.print_line(&format!("Your public key has been saved in {file}.pub"))?;
    }
    Ok(status)
}

/// Writes a key and its public half.
fn make(shell: &mut Shell, file: &str, kind: &str, comment: Option<&Text>) -> Status {
    let path = shell.path(file);
    if shell.world.disk.target(&path).is_some() {
        // The real one asks whether to overwrite; with nobody to answer it gives up.
        return shell.fail("ssh-keygen", &format!("{file} already exists."), 1);
    }
    let name = match kind {
        "rsa" => "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAB".to_owned(),
        "ecdsa" => "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAI".to_owned(),
        kind => format!("ssh-{kind} AAAAC3NzaC1lZDI1NTE5AAAAI"),
    };
    let origin = shell.origin("ssh key");
    let body = letters(&format!("{} {path}", shell.world.instance));
    let mut public = Text::from_origin(&format!("{name}{body}"), origin.clone());
    public.push_str(" ");
    match comment {
        Some(comment) => public.push(comment),
        None => {
            public.push_str("root@");
            public.push(&shell.fact("hostname").unwrap_or_default());
        }
    }
    public.push_str("\n");
    let mut private = Text::from("-----BEGIN OPENSSH PRIVATE KEY-----\n");
    private.push(&Text::from_origin(&encode(body.as_bytes()), origin));
    private.push_str("\n-----END OPENSSH PRIVATE KEY-----\n");
    for (path, text, mode) in [(path.clone(), private, 0o600), (format!("{path}.pub"), public, 0o644)] {
        shell.world.meter.write(text.len())?;
        if let Err(reason) = shell.world.disk.write(&path, text) {
            return shell.fail("ssh-keygen", &format!("Saving key \"{file}\" failed: {reason}"), 1);
        }
        if let Some(crate::disk::Node::File { mode: old, .. }) = shell.world.disk.target_mut(&path) {
            *old = mode;
        }
    }
    Ok(0)
}
