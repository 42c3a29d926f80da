//! What a person has been given to sign in with: a `clouds.yaml`, or an `openrc` file that a shell would read.

mod clouds;
mod openrc;
mod settings;

pub use settings::Access;

use settings::Settings;

/// A cloud that was described, by the name it was given; what is wrong with it otherwise. No message repeats a value.
pub type Described = (String, Result<Access, String>);

/// Reads either kind of file: the ways in that it describes, or what is wrong with all of it.
pub fn read(text: &str) -> Result<Vec<Described>, String> {
    let clouds =
        if openrc::is_one(text) { vec![(String::new(), openrc::read(text))] } else { clouds::read(text)? };
    Ok(clouds.into_iter().map(|(name, settings)| (name, Access::of(&settings))).collect())
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::read;

    fn check(text: &str, expected: Expect) {
        let shown = match read(text) {
            Ok(described) => {
                described.iter().map(|(name, access)| format!("{name:?} {access:#?}\n")).collect()
            }
            Err(fault) => fault,
        };
        assert!(!shown.contains("hunter2"), "a secret is shown: {shown}");
        expected.assert_eq(&shown);
    }

    #[test]
    fn clouds_yaml_describes_several_ways_in() {
        check(
            "clouds:
  uc:
    auth_type: v3applicationcredential
    auth:
      auth_url: https://chi.uc.chameleoncloud.org:5000
      application_credential_id: 12345678901234567890123456789012
      application_credential_secret: hunter2
    region_name: CHI@UC
    interface: public
    verify: true
  lite:
    auth: {auth_url: 'http://127.0.0.1:15000/v3/', username: alice, password: hunter2, project_name: chi-one,
           user_domain_name: Default, project_domain_id: default}
  other:
    auth_type: v3oidcpassword
    auth: {auth_url: 'https://x', username: a, password: hunter2}
  empty:
",
            expect![[r#"
                "uc" Ok(
                    Access {
                        auth_url: "https://chi.uc.chameleoncloud.org:5000/v3",
                        region: Some(
                            "CHI@UC",
                        ),
                        identity: Credential {
                            credential: Id(
                                "12345678901234567890123456789012",
                            ),
                            secret: Secret(..),
                        },
                        scope: Own,
                    },
                )
                "lite" Ok(
                    Access {
                        auth_url: "http://127.0.0.1:15000/v3",
                        region: None,
                        identity: Password {
                            user: Name(
                                "alice",
                                Name(
                                    "Default",
                                ),
                            ),
                            password: Secret(..),
                        },
                        scope: Project(
                            Name(
                                "chi-one",
                                Id(
                                    "default",
                                ),
                            ),
                        ),
                    },
                )
                "other" Err(
                    "`auth_type` is `v3oidcpassword`, a sign-in that a page cannot do: make an application credential, or paste a token",
                )
                "empty" Err(
                    "`auth_url` is not given: the address of Keystone",
                )
            "#]],
        );
    }

    #[test]
    fn openrc_files_are_read_without_a_shell() {
        check(
            r#"#!/usr/bin/env bash
export OS_AUTH_URL=https://chi.uc.chameleoncloud.org:5000/v3
export OS_PROJECT_ID=3f5c
export OS_PROJECT_NAME="CH-1"; export OS_USER_DOMAIN_NAME='De fault'
if [ -z "$OS_USER_DOMAIN_NAME" ]; then unset OS_USER_DOMAIN_NAME; fi
unset OS_TENANT_ID
  OS_USERNAME=al\ ice # who
echo "Please enter your password: "
read -sr OS_PASSWORD_INPUT
export OS_PASSWORD=$OS_PASSWORD_INPUT
export OS_REGION_NAME="CHI@UC"
"#,
            expect![[r#"
                "" Ok(
                    Access {
                        auth_url: "https://chi.uc.chameleoncloud.org:5000/v3",
                        region: Some(
                            "CHI@UC",
                        ),
                        identity: Password {
                            user: Name(
                                "al ice",
                                Name(
                                    "De fault",
                                ),
                            ),
                            password: Secret(..),
                        },
                        scope: Project(
                            Id(
                                "3f5c",
                            ),
                        ),
                    },
                )
            "#]],
        );
    }

    #[test]
    fn what_is_no_such_file_is_said_without_repeating_it() {
        check("clouds: hunter2", expect!["this is no `clouds.yaml`: see line 1, column 9"]);
        check("a: [hunter2", expect!["this is no `clouds.yaml`: see line 2, column 1"]);
        check("clouds: {}", expect!["this `clouds.yaml` describes no cloud"]);
        check(
            "export OS_PASSWORD=hunter2",
            expect![[r#"
            "" Err(
                "`auth_url` is not given: the address of Keystone",
            )
        "#]],
        );
    }

    proptest! {
        #[test]
        fn no_text_is_a_panic(text in "(export |OS_|clouds:|[\\PC\n'\"$\\\\]){0,40}") {
            let _ = read(&text);
        }
    }
}
