//! Rules of single types that are no line of the catalog: they count, or look at several items together.

mod amazon;
mod heat;
mod server;
mod service;

use hotplate_hot::{Diagnostic, Part, Path, Place, Refusal, codes};
use hotplate_schema::Value;

use super::demand::{Site, broken};
use super::view::View;
use crate::parameters::custom;

/// Judges the properties of a type.
pub(super) fn check(type_name: &str, site: &Site<'_>, member: bool, found: &mut Vec<Diagnostic>) {
    match type_name {
        "OS::Nova::Server" => server::server(site, found),
        "OS::Barbican::CertificateContainer"
        | "OS::Barbican::GenericContainer"
        | "OS::Barbican::RSAContainer" => found.extend(service::container_of_secrets(site)),
        "OS::Cinder::Volume" => found.extend(service::volume(site)),
        "OS::Glance::WebImage" => found.extend(service::image(site)),
        "OS::Heat::AccessPolicy" => found.extend(heat::access(site)),
        "OS::Heat::InstanceGroup" => found.extend(heat::launched(site)),
        "OS::Heat::RandomString" => found.extend(heat::random_string(site)),
        "OS::Heat::SoftwareComponent" => heat::component(site, found),
        "OS::Heat::SoftwareDeploymentGroup"
        | "OS::Heat::SoftwareDeployments"
        | "OS::Heat::StructuredDeploymentGroup"
        | "OS::Heat::StructuredDeployments" => heat::servers(site, found),
        "OS::Heat::Stack" => found.extend(heat::remote_stack(site)),
        // Of what a group repeats Heat does not look at the value.
        "OS::Heat::Value" => found.extend(
            heat::typed_value(site).map(|found| found.refused_if((!member).then_some(Refusal::Create))),
        ),
        "OS::Magnum::BayModel" | "OS::Magnum::ClusterTemplate" => found.extend(service::cluster(site)),
        "OS::Manila::ShareNetwork" if site.has("nova_network") => {
            let message = "Nova no longer has networks";
            found.push(site.fault("nova_network", message, "use `neutron_network`"));
        }
        "OS::Mistral::Workflow" => found.extend(service::workflow(site)),
        "OS::Neutron::RBACPolicy" => found.extend(service::shared(site)),
        "OS::Neutron::Router" => found.extend(service::router(site)),
        "OS::Neutron::SecurityGroup" => {
            let name = site.get("name").and_then(View::whole).and_then(Value::as_str);
            if name == Some("default") {
                let message = "a security group cannot be named `default`: there is one already";
                found.push(site.fault("name", message, "give it another name"));
            }
        }
        "OS::Neutron::SecurityGroupRule" => {
            let icmp = ["icmp", "icmpv6", "ipv6-icmp"];
            let protocol = site.get("protocol").map(|view| view.whole().map(Value::python_str));
            // What is not known may be one of them.
            if protocol.is_none_or(|name| name.is_some_and(|name| !icmp.contains(&name.as_str()))) {
                found.extend(broken("order", &["port_range_min", "port_range_max"].map(str::to_owned), site));
            }
        }
        "OS::Neutron::Subnet" => {
            let gateway = site.get("gateway_ip").and_then(View::whole).and_then(Value::as_str);
            let asked = gateway.filter(|text| !["", "~", "auto"].contains(text));
            if asked.is_some_and(|text| {
                custom::judge("ip_addr", &text.into()).is_some_and(|verdict| verdict.is_err())
            }) {
                let message = format!("`{}` is not an address for a gateway", asked.unwrap_or_default());
                found.push(site.fault("gateway_ip", &message, "write an address, or `auto`"));
            }
        }
        "OS::Trove::Cluster" => found.extend(service::database_cluster(site)),
        "OS::Trove::Instance" => found.extend(service::database(site)),
        "OS::Zaqar::Subscription" => found.extend(service::subscription(site)),
        "OS::Zun::Container" => found.extend(service::container(site)),
        "AWS::AutoScaling::AutoScalingGroup" => {
            amazon::scaling(site, found);
            found.extend(heat::launched(site));
        }
        "AWS::AutoScaling::LaunchConfiguration" | "AWS::EC2::Instance" => found.extend(amazon::devices(site)),
        "AWS::CloudFormation::Stack" => found.extend(amazon::address(site)),
        "AWS::ElasticLoadBalancing::LoadBalancer" => found.extend(amazon::balancer(site)),
        "OS::Cinder::Quota" | "OS::Neutron::Quota" | "OS::Nova::Quota" | "OS::Octavia::Quota"
            if !site.partial =>
        {
            let limits = site.given.entries().unwrap_or_default();
            if limits.iter().all(|(key, _)| key.as_str() == Some("project")) {
                found.push(site.fault("", "this quota limits nothing", "add a limit, such as `networks`"));
            }
        }
        _ => {}
    }
}

/// Metadata that a type keeps for itself.
pub(super) fn metadata(
    type_name: &str,
    properties: View<'_>,
    metadata: View<'_>,
    at: &Path,
    found: &mut Vec<Diagnostic>,
) {
    let format = properties.get("user_data_format").and_then(View::whole).and_then(Value::as_str);
    if type_name == "OS::Nova::Server"
        && format == Some("SOFTWARE_CONFIG")
        && metadata.get("deployments").is_some()
    {
        let place = Place::Path(at.key("metadata").key("deployments"), Part::Key);
        let message = "the agent of this server keeps its deployments in this key of its metadata";
        let diagnostic = Diagnostic::error(codes::CONFLICTING_PROPERTIES, place, message);
        found.push(diagnostic.help("give it another name").refused_by(Refusal::Create));
    }
}
