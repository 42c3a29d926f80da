//! Requests as they are sent, and the answers of a real Keystone 30.

use expect_test::expect;

use super::*;
use crate::replay::{check, recorded};
use crate::{Call, Moment, Secret, Token};

fn alice() -> Identity {
    Identity::Password {
        user: Who::Name("alice".to_owned(), Domain::default()),
        password: Secret::new("hunter2"),
    }
}

#[test]
fn a_password_gives_a_token_and_a_catalog() {
    let project = Who::Name("chi-one".to_owned(), Domain::Name("Default".to_owned()));
    let call = SignIn { identity: alice(), scope: Scope::Project(project) };
    check(
        &call,
        &recorded!("keystone/password"),
        expect![[r#"
        Keystone POST /auth/tokens {"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"alice","domain":{"id":"default"},"password":"***"}}},"scope":{"project":{"name":"chi-one","domain":{"name":"Default"}}}}}
        (
            Token(..),
            Grant {
                issued_at: Some(
                    Moment(
                        1795747957,
                    ),
                ),
                expires_at: Moment(
                    1795751557,
                ),
                answered_at: Some(
                    Moment(
                        1795747957,
                    ),
                ),
                user: User {
                    id: "1d4f1c0851b5488db7aa7469a4f29c58",
                    name: "alice",
                },
                project: Some(
                    Project {
                        id: "b03af40ffeb14d16b0dc5b9202770a49",
                        name: "chi-one",
                    },
                ),
                roles: [
                    Role {
                        name: "reader",
                    },
                    Role {
                        name: "heat_stack_owner",
                    },
                    Role {
                        name: "member",
                    },
                ],
                catalog: Catalog(
                    [
                        Entry {
                            kind: "identity",
                            endpoints: [
                                Endpoint {
                                    interface: Public,
                                    region_id: Some(
                                        "RegionOne",
                                    ),
                                    url: "http://127.0.0.1:46823/v3",
                                },
                                Endpoint {
                                    interface: Internal,
                                    region_id: Some(
                                        "RegionOne",
                                    ),
                                    url: "http://127.0.0.1:46823/v3",
                                },
                                Endpoint {
                                    interface: Admin,
                                    region_id: Some(
                                        "RegionOne",
                                    ),
                                    url: "http://127.0.0.1:46823/v3",
                                },
                            ],
                        },
                        Entry {
                            kind: "orchestration",
                            endpoints: [
                                Endpoint {
                                    interface: Public,
                                    region_id: Some(
                                        "RegionOne",
                                    ),
                                    url: "http://127.0.0.1:45797/v1/b03af40ffeb14d16b0dc5b9202770a49",
                                },
                                Endpoint {
                                    interface: Internal,
                                    region_id: Some(
                                        "RegionOne",
                                    ),
                                    url: "http://127.0.0.1:45797/v1/b03af40ffeb14d16b0dc5b9202770a49",
                                },
                                Endpoint {
                                    interface: Admin,
                                    region_id: Some(
                                        "RegionOne",
                                    ),
                                    url: "http://127.0.0.1:45797/v1/b03af40ffeb14d16b0dc5b9202770a49",
                                },
                            ],
                        },
                    ],
                ),
                credential: None,
            },
        )
    "#]],
    );
    check(
        &call,
        &recorded!("keystone/refused"),
        expect![[r#"
        Keystone POST /auth/tokens {"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"alice","domain":{"id":"default"},"password":"***"}}},"scope":{"project":{"name":"chi-one","domain":{"name":"Default"}}}}}
        Keystone refused the sign-in: The request you have made requires authentication.
        Credentials, check the name, the domain and the password, or whether the credential still exists
    "#]],
    );
}

#[test]
fn a_credential_has_its_scope_and_is_not_told_one() {
    let credential = Who::Owned("laptop".to_owned(), Box::new(Who::Id("7d".to_owned())));
    let identity = Identity::Credential { credential, secret: Secret::new("hunter2") };
    let scope = Scope::Project(Who::Id("3f".to_owned()));
    check(
        &SignIn { identity, scope },
        &recorded!("keystone/credential"),
        expect![[r#"
        Keystone POST /auth/tokens {"auth":{"identity":{"methods":["application_credential"],"application_credential":{"name":"laptop","user":{"id":"7d"},"secret":"***"}}}}
        (
            Token(..),
            Grant {
                issued_at: Some(
                    Moment(
                        1795747507,
                    ),
                ),
                expires_at: Moment(
                    1795751107,
                ),
                answered_at: Some(
                    Moment(
                        1795747507,
                    ),
                ),
                user: User {
                    id: "80a36cbc34fe460d8e7b019f61ce19d3",
                    name: "alice",
                },
                project: Some(
                    Project {
                        id: "75984f56c9c8445fbbd31ae3017fde6d",
                        name: "chi-one",
                    },
                ),
                roles: [
                    Role {
                        name: "heat_stack_owner",
                    },
                    Role {
                        name: "reader",
                    },
                    Role {
                        name: "member",
                    },
                ],
                catalog: Catalog(
                    [
                        Entry {
                            kind: "identity",
                            endpoints: [
                                Endpoint {
                                    interface: Public,
                                    region_id: Some(
                                        "RegionOne",
                                    ),
                                    url: "http://127.0.0.1:45421/v3",
                                },
                                Endpoint {
                                    interface: Internal,
                                    region_id: Some(
                                        "RegionOne",
                                    ),
                                    url: "http://127.0.0.1:45421/v3",
                                },
                                Endpoint {
                                    interface: Admin,
                                    region_id: Some(
                                        "RegionOne",
                                    ),
                                    url: "http://127.0.0.1:45421/v3",
                                },
                            ],
                        },
                        Entry {
                            kind: "orchestration",
                            endpoints: [
                                Endpoint {
                                    interface: Public,
                                    region_id: Some(
                                        "RegionOne",
                                    ),
                                    url: "http://127.0.0.1:39435/v1/75984f56c9c8445fbbd31ae3017fde6d",
                                },
                                Endpoint {
                                    interface: Internal,
                                    region_id: Some(
                                        "RegionOne",
                                    ),
                                    url: "http://127.0.0.1:39435/v1/75984f56c9c8445fbbd31ae3017fde6d",
                                },
                                Endpoint {
                                    interface: Admin,
                                    region_id: Some(
                                        "RegionOne",
                                    ),
                                    url: "http://127.0.0.1:39435/v1/75984f56c9c8445fbbd31ae3017fde6d",
                                },
                            ],
                        },
                    ],
                ),
                credential: Some(
                    Credential {
                        id: "3ba87906752343ee82a82dcf5d199762",
                        name: "opens",
                        restricted: false,
                    },
                ),
            },
        )
    "#]],
    );
}

#[test]
fn tokens_are_shown_changed_and_revoked() {
    let token = Token::new("gAAAAA");
    check(
        &ShowToken(token.clone()),
        &recorded!("keystone/token"),
        expect![[r#"
        Keystone GET /auth/tokens
        Grant {
            issued_at: Some(
                Moment(
                    1795747957,
                ),
            ),
            expires_at: Moment(
                1795751557,
            ),
            answered_at: None,
            user: User {
                id: "1d4f1c0851b5488db7aa7469a4f29c58",
                name: "alice",
            },
            project: Some(
                Project {
                    id: "b03af40ffeb14d16b0dc5b9202770a49",
                    name: "chi-one",
                },
            ),
            roles: [
                Role {
                    name: "reader",
                },
                Role {
                    name: "heat_stack_owner",
                },
                Role {
                    name: "member",
                },
            ],
            catalog: Catalog(
                [
                    Entry {
                        kind: "identity",
                        endpoints: [
                            Endpoint {
                                interface: Public,
                                region_id: Some(
                                    "RegionOne",
                                ),
                                url: "http://127.0.0.1:46823/v3",
                            },
                            Endpoint {
                                interface: Internal,
                                region_id: Some(
                                    "RegionOne",
                                ),
                                url: "http://127.0.0.1:46823/v3",
                            },
                            Endpoint {
                                interface: Admin,
                                region_id: Some(
                                    "RegionOne",
                                ),
                                url: "http://127.0.0.1:46823/v3",
                            },
                        ],
                    },
                    Entry {
                        kind: "orchestration",
                        endpoints: [
                            Endpoint {
                                interface: Public,
                                region_id: Some(
                                    "RegionOne",
                                ),
                                url: "http://127.0.0.1:45797/v1/b03af40ffeb14d16b0dc5b9202770a49",
                            },
                            Endpoint {
                                interface: Internal,
                                region_id: Some(
                                    "RegionOne",
                                ),
                                url: "http://127.0.0.1:45797/v1/b03af40ffeb14d16b0dc5b9202770a49",
                            },
                            Endpoint {
                                interface: Admin,
                                region_id: Some(
                                    "RegionOne",
                                ),
                                url: "http://127.0.0.1:45797/v1/b03af40ffeb14d16b0dc5b9202770a49",
                            },
                        ],
                    },
                ],
            ),
            credential: None,
        }
    "#]],
    );
    let rescoped = SignIn { identity: Identity::Token(token.clone()), scope: Scope::Unscoped };
    check(
        &rescoped,
        &recorded!("keystone/refused"),
        expect![[r#"
        Keystone POST /auth/tokens {"auth":{"identity":{"methods":["token"],"token":{"id":"***"}},"scope":"unscoped"}}
        Keystone refused the sign-in: The request you have made requires authentication.
        Credentials, check the name, the domain and the password, or whether the credential still exists
    "#]],
    );
    check(
        &Revoke(token),
        &recorded!("keystone/revoked"),
        expect![[r#"
        Keystone DELETE /auth/tokens
        ()
    "#]],
    );
    check(
        &ListProjects,
        &recorded!("keystone/projects"),
        expect![[r#"
        Keystone GET /auth/projects
        [
            Project {
                id: "0d43563308d64ae89cd09cd7cc5f811b",
                name: "chi-two",
            },
            Project {
                id: "b03af40ffeb14d16b0dc5b9202770a49",
                name: "chi-one",
            },
        ]
    "#]],
    );
}

#[test]
fn a_token_that_may_not_be_read_is_told_from_a_refusal() {
    let mut answer = recorded!("keystone/password");
    answer.headers.retain(|(name, _)| name != "x-subject-token");
    check(
        &SignIn { identity: alice(), scope: Scope::Own },
        &answer,
        expect![[r#"
        Keystone POST /auth/tokens {"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"alice","domain":{"id":"default"},"password":"***"}}}}}
        the answer is not one of Keystone: the header `X-Subject-Token` is not there, or may not be read by this page
        Unreadable, check that the address is the service's own, and not a page in front of it
    "#]],
    );
}

#[test]
fn what_is_left_of_a_token_ends_at_nothing() {
    let (_, grant) =
        crate::Call::reply(&SignIn { identity: alice(), scope: Scope::Own }, &recorded!("keystone/password"))
            .unwrap();
    let end = grant.expires_at.0;
    assert_eq!([end - 90, end, end + 1].map(|now| grant.left(Moment(now))), [90, 0, 0]);
}

#[test]
fn a_clock_is_compared_with_the_testbeds() {
    let answer = recorded!("keystone/password");
    let call = SignIn { identity: alice(), scope: Scope::Own };
    let (_, grant) = call.reply(&answer).unwrap();
    let (issued, expires) = (grant.issued_at.unwrap().0, grant.expires_at.0);
    assert_eq!((grant.ahead(Moment(issued + 7200)), grant.ahead(Moment(issued - 60))), (7200, -60));
    // A token that was pasted was given some time ago: only a clock that denies that it is good is wrong.
    let shown = ShowToken(Token::new("t")).reply(&answer).unwrap();
    assert_eq!((shown.ahead(Moment(issued + 60)), shown.ahead(Moment(expires))), (0, expires - issued));
    assert_eq!(shown.ahead(Moment(issued - 60)), -60);
    // A relay passes on what the testbed's own answer says.
    let mut dated = answer;
    dated.headers.push(("Date".to_owned(), "Tue, 01 Dec 2026 12:00:00 GMT".to_owned()));
    let shown = ShowToken(Token::new("t")).reply(&dated).unwrap();
    assert_eq!(shown.ahead(Moment(1_796_126_700)), 300);
}
