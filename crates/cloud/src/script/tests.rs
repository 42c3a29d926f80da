//! The source document's automated deployment, and the same by a script that waits, in all forms.

use expect_test::{Expect, expect};
use indexmap::IndexMap;
use serde_json::Value;

use super::*;
use crate::blazar::{BeforeEnd, Begin, Wanted};
use crate::heat::{Creation, StackRef, Template};
use crate::keystone::{Identity, Scope, SignIn};
use crate::replay::{recorded, response};
use crate::{Moment, Token, later};

fn session() -> Session {
    // A catalog that names every service, from the recorded one, which names Heat alone.
    let answer = recorded!("keystone/password");
    let mut body: Value = serde_json::from_str(&answer.body).unwrap();
    let endpoint =
        |url: &str| serde_json::json!([{"interface": "public", "region_id": "RegionOne", "url": url}]);
    body["token"]["catalog"] = serde_json::json!([
        {"type": "orchestration", "endpoints": endpoint("https://a.example:8004/v1/p")},
        {"type": "reservation", "endpoints": endpoint("https://a.example:1234/v1")},
    ]);
    let answer = response(&format!("HTTP/1.1 201\nx-subject-token: a-token\n\n{body}"));
    let call = SignIn { identity: Identity::Token(Token::new("old")), scope: Scope::Own };
    let (token, grant) = call.reply(&answer).unwrap();
    let mut session = Session::at("https://a.example:5000");
    session.sign_in(token, grant);
    session
}

fn stack(reservation: &str, initialize: bool) -> Deed {
    let parameters = [("reservation_id", reservation), ("key", "hunter2"), ("name", "it's `$(x)` \\ {y}")];
    let stack = Creation {
        name: "hosts".to_owned(),
        template: Template {
            text: "heat_template_version: 2018-08-31\n".to_owned(),
            files: IndexMap::from([("./run.sh".to_owned(), "#!/bin/sh\n".to_owned())]),
            ..Template::default()
        },
        parameters: parameters.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect(),
        hidden: vec!["key".to_owned()],
        ..Creation::default()
    };
    Deed::CreateStack(CreateStack { stack, initialize })
}

fn lease(stack: Option<&str>) -> Deed {
    let hosts = Wanted::Hosts {
        min: 2,
        max: 2,
        properties: r#"["==", "$node_type", "compute_skylake"]"#.to_owned(),
        before_end: BeforeEnd::Default,
        stack: stack.map(str::to_owned),
    };
    Deed::CreateLease(CreateLease {
        name: "mine".to_owned(),
        begin: Begin::At(Moment(1_796_126_400)),
        end: Moment(1_796_130_000),
        wanted: vec![hosts],
    })
}

fn names() -> Names {
    Names { template: "hosts.yaml".to_owned(), environment: "environment.yaml".to_owned(), set: Vec::new() }
}

#[track_caller]
fn check(deeds: &[Deed], shown: fn(Forms) -> String, expected: Expect) {
    let names = names();
    let forms = forms(&session(), deeds, &names).unwrap();
    for form in [&forms.http, &forms.openstack, &forms.curl, &forms.python] {
        assert!(!form.contains("hunter2") && !form.contains("a-token"), "{form}");
        assert!(!form.contains(['\u{f0000}', '\u{f0001}']), "{form}");
    }
    expected.assert_eq(&shown(forms));
}

fn automated() -> [Deed; 2] {
    [stack("dummy", true), lease(Some(later::STACK))]
}

fn waiting() -> [Deed; 3] {
    [lease(None), Deed::AwaitLease, stack(later::RESERVATION, false)]
}

#[test]
fn requests_are_shown_as_they_go_out() {
    check(
        &automated(),
        |forms| forms.http,
        expect![[r##"
        POST https://a.example:8004/v1/p/stacks
        Accept: application/json
        Content-Type: application/json
        X-Auth-Token: ***

        {
          "stack_name": "hosts",
          "template": "heat_template_version: 2018-08-31\n",
          "files": {
            "./run.sh": "#!/bin/sh\n"
          },
          "parameters": {
            "reservation_id": "dummy",
            "key": "***",
            "name": "it's `$(x)` \\ {y}"
          },
          "disable_rollback": true,
          "initialize": true
        }

        POST https://a.example:1234/v1/leases
        Accept: application/json
        Content-Type: application/json
        X-Auth-Token: ***

        {
          "name": "mine",
          "start_date": "2026-12-01 12:00",
          "end_date": "2026-12-01 13:00",
          "before_end_date": null,
          "events": [],
          "reservations": [
            {
              "resource_type": "physical:host",
              "min": 2,
              "max": 2,
              "hypervisor_properties": "",
              "resource_properties": "[\"==\", \"$node_type\", \"compute_skylake\"]",
              "on_start": "orchestration:<STACK_ID>"
            }
          ]
        }
    "##]],
    );
    let waiting = forms(&session(), &waiting(), &Names::default()).unwrap().http;
    assert!(waiting.contains("\n# When the lease has begun:\n\nPOST "), "{waiting}");
    assert!(waiting.contains(r#""reservation_id": "<RESERVATION_ID>""#), "{waiting}");
}

#[test]
fn commands_are_openstacks_own() {
    check(
        &automated(),
        |forms| forms.openstack,
        expect![[r##"
        # --initialize and on_start need Chameleon's clients:
        #   pip install git+https://github.com/ChameleonCloud/python-heatclient.git
        #   pip install chameleon-blazarclient

        STACK_ID=$(openstack stack create \
          -t hosts.yaml \
          --initialize \
          --parameter reservation_id=dummy \
          --parameter key="$PARAM_key" \
          --parameter name='it'\''s `$(x)` \ {y}' \
          hosts \
          -f value -c id) || exit

        openstack reservation lease create \
          --start-date '2026-12-01 12:00' \
          --end-date '2026-12-01 13:00' \
          --reservation 'min=2,max=2,resource_type=physical:host,resource_properties=["==", "$node_type", "compute_skylake"],on_start=orchestration:'"${STACK_ID}" \
          mine
    "##]],
    );
    check(
        &waiting(),
        |forms| forms.openstack,
        expect![[r#"
            LEASE_ID=$(openstack reservation lease create \
              --start-date '2026-12-01 12:00' \
              --end-date '2026-12-01 13:00' \
              --reservation 'min=2,max=2,resource_type=physical:host,resource_properties=["==", "$node_type", "compute_skylake"]' \
              mine \
              -f value -c id) || exit
            LEASE_ID=${LEASE_ID##*[[:space:]]}
            RESERVATION_ID=$(openstack reservation lease show "$LEASE_ID" -f json | python3 -c '
            import json, re, sys
            lease = json.load(sys.stdin)["reservations"]
            parts = lease if isinstance(lease, list) else re.findall(r"\{[^{}]*\}", lease)
            parts = [part if isinstance(part, dict) else json.loads(part) for part in parts]
            print(*[part["id"] for part in parts if part["resource_type"] == "physical:host"][:1])')

            while :; do
              case $(openstack reservation lease show "$LEASE_ID" -f value -c status) in
                ACTIVE) break ;;
                ERROR | TERMINATED) echo 'the lease is over' >&2; exit 1 ;;
              esac
              sleep 10
            done

            openstack stack create \
              -t hosts.yaml \
              --parameter reservation_id="${RESERVATION_ID}" \
              --parameter key="$PARAM_key" \
              --parameter name='it'\''s `$(x)` \ {y}' \
              hosts
        "#]],
    );
    let patch = PatchStack {
        stack: StackRef { name: "hosts".to_owned(), id: "1043ef7b".to_owned() },
        parameters: IndexMap::from([("reservation_id".to_owned(), "8a50".into())]),
        hidden: Vec::new(),
    };
    check(
        &[Deed::PatchStack(patch)],
        |forms| forms.openstack,
        expect![[r#"
        openstack stack update --existing --converge \
          --parameter reservation_id=8a50 \
          1043ef7b
    "#]],
    );
}

#[test]
fn commands_for_curl_send_the_same() {
    check(
        &automated(),
        |forms| forms.curl,
        expect![[r##"
        OS_TOKEN=$(openstack token issue -f value -c id)
        json() { printf %s "$1" | python3 -c 'import json, sys; print(json.dumps(sys.stdin.read(), ensure_ascii=False)[1:-1])'; }

        STACK_ID=$(curl -sSf https://a.example:8004/v1/p/stacks \
          -H "X-Auth-Token: $OS_TOKEN" -H 'Content-Type: application/json' \
          --data-binary @- <<END
        {
          "stack_name": "hosts",
          "template": "heat_template_version: 2018-08-31\\n",
          "files": {
            "./run.sh": "#!/bin/sh\\n"
          },
          "parameters": {
            "reservation_id": "dummy",
            "key": "$(json "$PARAM_key")",
            "name": "it's \`\$(x)\` \\\\ {y}"
          },
          "disable_rollback": true,
          "initialize": true
        }
        END
        ) || exit
        STACK_ID=$(printf %s "$STACK_ID" | python3 -c 'import json, sys; print(json.load(sys.stdin)["stack"]["id"])')

        curl -sSf https://a.example:1234/v1/leases \
          -H "X-Auth-Token: $OS_TOKEN" -H 'Content-Type: application/json' \
          --data-binary @- <<END
        {
          "name": "mine",
          "start_date": "2026-12-01 12:00",
          "end_date": "2026-12-01 13:00",
          "before_end_date": null,
          "events": [],
          "reservations": [
            {
              "resource_type": "physical:host",
              "min": 2,
              "max": 2,
              "hypervisor_properties": "",
              "resource_properties": "[\\"==\\", \\"\$node_type\\", \\"compute_skylake\\"]",
              "on_start": "orchestration:${STACK_ID}"
            }
          ]
        }
        END
    "##]],
    );
    let waiting = forms(&session(), &waiting(), &Names::default()).unwrap().curl;
    assert!(waiting.contains(r#""reservation_id": "${RESERVATION_ID}""#), "{waiting}");
    assert!(
        waiting.contains("case $(curl -sSf https://a.example:1234/v1/leases/\"$LEASE_ID\" "),
        "{waiting}"
    );
}

#[test]
fn scripts_for_python_send_the_same() {
    check(
        &automated(),
        |forms| forms.python,
        expect![[r##"
        # pip install openstacksdk; OS_CLOUD names an entry of your clouds.yaml
        import os
        import time

        import openstack

        cloud = openstack.connect()


        def call(service, method, path, body=None):
            where = {"service_type": service, "interface": "public", "region_name": cloud.config.get_region_name()}
            return cloud.session.request(path, method, json=body, endpoint_filter=where)


        def text(name):
            with open(name, encoding="utf-8") as file:
                return file.read()


        STACK_ID = call("orchestration", "POST", "/stacks", {
            "stack_name": "hosts",
            "template": text("hosts.yaml"),
            "files": {
                "./run.sh": text("run.sh"),
            },
            "parameters": {
                "reservation_id": "dummy",
                "key": os.environ["PARAM_key"],
                "name": "it's `$(x)` \\ {y}",
            },
            "disable_rollback": True,
            "initialize": True,
        }).json()["stack"]["id"]

        call("reservation", "POST", "/leases", {
            "name": "mine",
            "start_date": "2026-12-01 12:00",
            "end_date": "2026-12-01 13:00",
            "before_end_date": None,
            "events": [],
            "reservations": [{
                "resource_type": "physical:host",
                "min": 2,
                "max": 2,
                "hypervisor_properties": "",
                "resource_properties": "[\"==\", \"$node_type\", \"compute_skylake\"]",
                "on_start": f"orchestration:{STACK_ID}",
            }],
        })
    "##]],
    );
    let waiting = forms(&session(), &waiting(), &Names::default()).unwrap().python;
    assert!(waiting.contains(r#""reservation_id": f"{RESERVATION_ID}","#), "{waiting}");
    assert!(
        waiting.contains("while (status := call(\"reservation\", \"GET\", f\"/leases/{lease['id']}\")"),
        "{waiting}"
    );
}

#[test]
fn every_kind_of_reservation_has_its_words() {
    let wanted = vec![
        Wanted::Network { name: "my net".to_owned(), properties: String::new() },
        Wanted::Devices { min: 1, max: 2, properties: String::new() },
        Wanted::FloatingIps { network: "5173".to_owned(), amount: 1 },
    ];
    let lease = CreateLease { name: "m".to_owned(), begin: Begin::Now, end: Moment(0), wanted };
    check(
        &[Deed::CreateLease(lease)],
        |forms| forms.openstack,
        expect![[r#"
        openstack reservation lease create \
          --end-date '1970-01-01 00:00' \
          --reservation 'resource_type=network,network_name=my net' \
          --reservation min=1,max=2,resource_type=device \
          --reservation resource_type=virtual:floatingip,network_id=5173,amount=1 \
          m
    "#]],
    );
}

#[test]
fn what_the_environment_sets_too_is_named_as_data() {
    let [deed, _] = automated();
    let set = vec!["name".to_owned(), "size\nrm -r /".to_owned(), "other".to_owned()];
    let Deed::CreateStack(mut call) = deed else { panic!("the stack comes first") };
    call.stack.parameters.insert("size\nrm -r /".to_owned(), 3.into());
    let told = forms(&session(), &[Deed::CreateStack(call)], &Names { set, ..names() }).unwrap().openstack;
    let line = told.lines().find(|line| line.contains("--parameter:")).unwrap();
    assert_eq!(
        line,
        r#"# environment.yaml sets "name", "size\nrm -r /" too, and this client lets it stand above --parameter: take it out there first."#
    );
}
