//! Requests as they are sent, and the answers of a real Heat 27.

use expect_test::expect;
use serde_json::json;

use super::*;
use crate::replay::{check, recorded};

fn hosts() -> StackRef {
    StackRef { name: "my hosts".to_owned(), id: "f574".to_owned() }
}

fn creation() -> Creation {
    let template = Template {
        text: "heat_template_version: 2021-04-16\n".to_owned(),
        environment: "parameters: {}\n".to_owned(),
        files: [("run.sh".to_owned(), "#!/bin/sh\n".to_owned())].into(),
        secrets: Vec::new(),
    };
    Creation {
        name: "hosts".to_owned(),
        template,
        parameters: [("size".to_owned(), json!(3)), ("key".to_owned(), json!("hunter2"))].into(),
        hidden: vec!["key".to_owned()],
        tags: vec!["a".to_owned(), "b".to_owned()],
        timeout: Some(60),
        rollback: false,
    }
}

#[test]
fn templates_are_judged() {
    let call =
        Validate(Template { text: "heat_template_version: 2021-04-16\n".to_owned(), ..Template::default() });
    check(
        &call,
        &recorded!("heat/validate"),
        expect![[r#"
        Heat POST /validate {"template":"heat_template_version: 2021-04-16\n"}
        {
            "size": ValidatedParameter {
                kind: "Number",
                label: "size",
                description: "",
                custom_constraint: None,
            },
            "key": ValidatedParameter {
                kind: "String",
                label: "key",
                description: "",
                custom_constraint: None,
            },
        }
    "#]],
    );
    check(
        &call,
        &recorded!("heat/refused"),
        expect![[r#"
        Heat POST /validate {"template":"heat_template_version: 2021-04-16\n"}
        Heat refused what was sent: Property error: resources.word.properties: Unknown Property lenth
        Invalid, correct what the service names, then send it again
    "#]],
    );
    check(
        &PreviewStack(creation()),
        &recorded!("heat/preview"),
        expect![[r##"
        Heat POST /stacks/preview {"stack_name":"hosts","template":"heat_template_version: 2021-04-16\n","environment":"parameters: {}\n","files":{"run.sh":"#!/bin/sh\n"},"parameters":{"size":3,"key":"***"},"disable_rollback":true,"tags":"a,b","timeout_mins":60}
        [
            "1",
            "0",
            "word",
            "last",
        ]
    "##]],
    );
    check(
        &PreviewStack(creation()),
        &recorded!("heat/value"),
        expect![[r##"
        Heat POST /stacks/preview {"stack_name":"hosts","template":"heat_template_version: 2021-04-16\n","environment":"parameters: {}\n","files":{"run.sh":"#!/bin/sh\n"},"parameters":{"size":3,"key":"***"},"disable_rollback":true,"tags":"a,b","timeout_mins":60}
        Heat refused what was sent: Parameter 'size' is invalid: 9 is out of range (min: 1, max: 5)
        Invalid, correct what the service names, then send it again
    "##]],
    );
}

#[test]
fn stacks_are_created_changed_and_deleted() {
    let call = CreateStack { stack: creation(), initialize: true };
    check(
        &call,
        &recorded!("heat/create"),
        expect![[r##"
        Heat POST /stacks {"stack_name":"hosts","template":"heat_template_version: 2021-04-16\n","environment":"parameters: {}\n","files":{"run.sh":"#!/bin/sh\n"},"parameters":{"size":3,"key":"***"},"disable_rollback":true,"tags":"a,b","timeout_mins":60,"initialize":true}
        StackRef {
            name: "hosts",
            id: "f574c849-3a24-42b3-8a74-39f7a9cbc225",
        }
    "##]],
    );
    check(
        &call,
        &recorded!("heat/exists"),
        expect![[r##"
        Heat POST /stacks {"stack_name":"hosts","template":"heat_template_version: 2021-04-16\n","environment":"parameters: {}\n","files":{"run.sh":"#!/bin/sh\n"},"parameters":{"size":3,"key":"***"},"disable_rollback":true,"tags":"a,b","timeout_mins":60,"initialize":true}
        Heat says that it clashes with what is there: The Stack (hosts) already exists.
        Conflict, choose another name, or wait until what is under way has ended
    "##]],
    );
    let parameters = [("reservation_id".to_owned(), json!("5b4f"))].into();
    check(
        &PatchStack { stack: hosts(), parameters, hidden: Vec::new() },
        &recorded!("heat/patch"),
        expect![[r#"
            Heat PATCH /stacks/my%20hosts/f574 {"existing":true,"converge":true,"parameters":{"reservation_id":"5b4f"}}
            ()
        "#]],
    );
    check(
        &DeleteStack(hosts()),
        &recorded!("heat/missing"),
        expect![[r#"
        Heat DELETE /stacks/my%20hosts/f574
        Heat does not find it: The Stack (absent) could not be found.
        Missing, it may have been deleted, or belong to another project
    "#]],
    );
}

#[test]
fn stacks_are_followed() {
    check(
        &ShowStack(hosts()),
        &recorded!("heat/creating"),
        expect![[r#"
        Heat GET /stacks/my%20hosts/f574
        Stack {
            id: "f574c849-3a24-42b3-8a74-39f7a9cbc225",
            name: "hosts",
            status: Status(
                "CREATE_IN_PROGRESS",
            ),
            reason: Some(
                "Stack CREATE started",
            ),
            created: Some(
                Moment(
                    1795747939,
                ),
            ),
            updated: None,
            outputs: Some(
                [
                    Output {
                        key: "words",
                        value: Null,
                        description: "No description given",
                        error: None,
                    },
                    Output {
                        key: "word",
                        value: Null,
                        description: "by chance",
                        error: None,
                    },
                    Output {
                        key: "last",
                        value: Null,
                        description: "No description given",
                        error: None,
                    },
                ],
            ),
            parameters: {
                "OS::stack_id": String("f574c849-3a24-42b3-8a74-39f7a9cbc225"),
                "OS::project_id": String("b03af40ffeb14d16b0dc5b9202770a49"),
                "OS::stack_name": String("hosts"),
                "size": String("3"),
                "key": String("******"),
            },
        }
    "#]],
    );
    check(
        &ShowStack(hosts()),
        &recorded!("heat/show"),
        expect![[r#"
        Heat GET /stacks/my%20hosts/f574
        Stack {
            id: "f574c849-3a24-42b3-8a74-39f7a9cbc225",
            name: "hosts",
            status: Status(
                "CREATE_COMPLETE",
            ),
            reason: Some(
                "Stack CREATE completed successfully",
            ),
            created: Some(
                Moment(
                    1795747939,
                ),
            ),
            updated: None,
            outputs: Some(
                [
                    Output {
                        key: "words",
                        value: Array [
                            String("7DYa7jAJ"),
                            String("7DYa7jAJ"),
                            String("7DYa7jAJ"),
                        ],
                        description: "No description given",
                        error: None,
                    },
                    Output {
                        key: "word",
                        value: String("7DYa7jAJ"),
                        description: "by chance",
                        error: None,
                    },
                    Output {
                        key: "last",
                        value: String("done"),
                        description: "No description given",
                        error: None,
                    },
                ],
            ),
            parameters: {
                "OS::stack_id": String("f574c849-3a24-42b3-8a74-39f7a9cbc225"),
                "OS::project_id": String("b03af40ffeb14d16b0dc5b9202770a49"),
                "OS::stack_name": String("hosts"),
                "size": String("3"),
                "key": String("******"),
            },
        }
    "#]],
    );
    check(
        &ShowStack(hosts()),
        &recorded!("heat/failed"),
        expect![[r#"
        Heat GET /stacks/my%20hosts/f574
        Stack {
            id: "c5a4e465-5b5f-4386-a346-37ef106fb80b",
            name: "failing",
            status: Status(
                "CREATE_FAILED",
            ),
            reason: Some(
                "Resource CREATE failed: ValueError: resources.fails: Test Resource failed fails",
            ),
            created: Some(
                Moment(
                    1795747952,
                ),
            ),
            updated: None,
            outputs: Some(
                [],
            ),
            parameters: {
                "OS::stack_id": String("c5a4e465-5b5f-4386-a346-37ef106fb80b"),
                "OS::project_id": String("b03af40ffeb14d16b0dc5b9202770a49"),
                "OS::stack_name": String("failing"),
            },
        }
    "#]],
    );
    check(
        &ListStacks,
        &recorded!("heat/list"),
        expect![[r#"
        Heat GET /stacks?sort_keys=created_at&sort_dir=desc
        [
            Stack {
                id: "2a5207b4-4ef2-407a-a33e-a7a94fa91a60",
                name: "patched",
                status: Status(
                    "CREATE_IN_PROGRESS",
                ),
                reason: Some(
                    "Stack CREATE started",
                ),
                created: Some(
                    Moment(
                        1795747944,
                    ),
                ),
                updated: None,
                outputs: None,
                parameters: {},
            },
            Stack {
                id: "f574c849-3a24-42b3-8a74-39f7a9cbc225",
                name: "hosts",
                status: Status(
                    "CREATE_COMPLETE",
                ),
                reason: Some(
                    "Stack CREATE completed successfully",
                ),
                created: Some(
                    Moment(
                        1795747939,
                    ),
                ),
                updated: None,
                outputs: None,
                parameters: {},
            },
        ]
    "#]],
    );
    check(
        &ListStacks,
        &recorded!("heat/expired"),
        expect![[r#"
        Heat GET /stacks?sort_keys=created_at&sort_dir=desc
        Heat does not take the token any more: The request you have made requires authentication.
        Expired, sign in again; nothing that was started is lost
    "#]],
    );
    check(
        &ShowOutput { stack: hosts(), key: "word/1".to_owned() },
        &recorded!("heat/output"),
        expect![[r#"
        Heat GET /stacks/my%20hosts/f574/outputs/word%2F1
        Output {
            key: "word",
            value: String("7DYa7jAJ"),
            description: "by chance",
            error: None,
        }
    "#]],
    );
    let after = Some("6f0f".to_owned());
    check(
        &ListEvents { stack: hosts(), after, most: 4 },
        &recorded!("heat/events"),
        expect![[r#"
        Heat GET /stacks/my%20hosts/f574/events?sort_dir=asc&limit=4&marker=6f0f
        [
            Event {
                id: "6f0fccdf-44d6-4748-80dc-56aec04fe761",
                at: Moment(
                    1795747939,
                ),
                resource: "hosts",
                status: Status(
                    "CREATE_IN_PROGRESS",
                ),
                reason: "Stack CREATE started",
            },
            Event {
                id: "daa811ec-cc14-4825-bd0e-9d60f689729f",
                at: Moment(
                    1795747940,
                ),
                resource: "word",
                status: Status(
                    "CREATE_IN_PROGRESS",
                ),
                reason: "state changed",
            },
            Event {
                id: "79464b13-733c-4920-8b3e-76bb36690ad4",
                at: Moment(
                    1795747940,
                ),
                resource: "word",
                status: Status(
                    "CREATE_COMPLETE",
                ),
                reason: "state changed",
            },
            Event {
                id: "44e11fa7-bb9c-44a0-b549-92e1a9fa1c09",
                at: Moment(
                    1795747940,
                ),
                resource: "members",
                status: Status(
                    "CREATE_IN_PROGRESS",
                ),
                reason: "state changed",
            },
        ]
    "#]],
    );
}

#[test]
fn resources_name_the_stack_that_they_stand_in() {
    let call = ListResources { stack: hosts(), depth: 2 };
    let resources = crate::Call::reply(&call, &recorded!("heat/resources")).unwrap();
    let line = |resource: &StackResource| {
        let stack = resource.stack().map(|stack| stack.name);
        format!("{} {} {} {stack:?} {:?}\n", resource.name, resource.kind, resource.status.0, resource.parent)
    };
    let lines: String = resources.iter().map(line).collect();
    expect![[r#"
        last OS::Heat::TestResource CREATE_COMPLETE Some("hosts") None
        members OS::Heat::ResourceGroup CREATE_COMPLETE Some("hosts") None
        word OS::Heat::RandomString CREATE_COMPLETE Some("hosts") None
        1 OS::Heat::Value CREATE_COMPLETE Some("hosts-members-cneapaqtxzc4") Some("members")
        2 OS::Heat::Value CREATE_COMPLETE Some("hosts-members-cneapaqtxzc4") Some("members")
        0 OS::Heat::Value CREATE_COMPLETE Some("hosts-members-cneapaqtxzc4") Some("members")
    "#]]
    .assert_eq(&lines);
}

#[test]
fn deployments_wait_for_signals() {
    check(
        &ListDeployments::default(),
        &recorded!("heat/deployments"),
        expect![[r#"
        Heat GET /software_deployments
        [
            Deployment {
                id: "816feec5-23ff-4438-a07c-4d945a904fe1",
                server_id: "5b4f0c1e-0000-4000-8000-000000000001",
                action: Some(
                    "CREATE",
                ),
                status: Some(
                    "IN_PROGRESS",
                ),
                reason: Some(
                    "Deploy data available",
                ),
                outputs: None,
            },
        ]
    "#]],
    );
    let server = Some("5b4f".to_owned());
    check(
        &ListDeployments { server },
        &recorded!("heat/deployed"),
        expect![[r#"
        Heat GET /software_deployments?server_id=5b4f
        [
            Deployment {
                id: "816feec5-23ff-4438-a07c-4d945a904fe1",
                server_id: "5b4f0c1e-0000-4000-8000-000000000001",
                action: Some(
                    "CREATE",
                ),
                status: Some(
                    "COMPLETE",
                ),
                reason: Some(
                    "Outputs received",
                ),
                outputs: Some(
                    Object {
                        "name": String("a"),
                        "deploy_stdout": String("a\n"),
                        "deploy_stderr": String(""),
                        "deploy_status_code": Number(0),
                    },
                ),
            },
        ]
    "#]],
    );
    let call =
        Signal { stack: hosts(), resource: "deployment".to_owned(), data: json!({"deploy_status_code": 0}) };
    check(
        &call,
        &recorded!("heat/signal"),
        expect![[r#"
        Heat POST /stacks/my%20hosts/f574/resources/deployment/signal {"deploy_status_code":0}
        ()
    "#]],
    );
}

#[test]
fn versions_have_other_names() {
    let versions = crate::Call::reply(&ListTemplateVersions, &recorded!("heat/versions")).unwrap();
    let named = versions.iter().find(|version| version.version.ends_with("2021-04-16")).unwrap();
    assert_eq!(named.aliases, ["heat_template_version.wallaby"]);
}
