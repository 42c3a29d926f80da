//! The types that imitate another cloud's.

use hotplate_hot::Diagnostic;
use hotplate_schema::Value;

use super::super::demand::Site;
use super::super::view::View;
use crate::parameters::as_float;

pub(super) fn scaling(site: &Site<'_>, found: &mut Vec<Diagnostic>) {
    let least = site.get("MinSize").and_then(View::whole).and_then(as_float);
    if least.is_some_and(|least| least < 0.0) {
        found.push(site.fault("MinSize", "a group cannot have less than no members", "write 0 or more"));
    }
    let subnets = site.get("VPCZoneIdentifier").and_then(View::items);
    if subnets.is_some_and(|subnets| subnets.len() > 1) {
        let message = "Heat takes one subnet in `VPCZoneIdentifier`";
        found.push(site.fault("VPCZoneIdentifier", message, "keep one of them"));
    }
}

/// Devices of an instance, each of which comes from a snapshot.
pub(super) fn devices(site: &Site<'_>) -> Option<Diagnostic> {
    const NAME: &str = "BlockDeviceMappings";
    let devices = site.get(NAME).and_then(View::items)?.into_iter();
    let mut disks = devices.filter_map(|device| device.get("Ebs")).filter(|disk| !disk.is_open());
    let lacks = |disk: View<'_>| disk.get("SnapshotId").is_none_or(View::is_empty);
    let message = "a device is made from its `SnapshotId`";
    disks.any(lacks).then(|| site.fault(NAME, message, "add it"))
}

/// A stack whose template stands at an address.
pub(super) fn address(site: &Site<'_>) -> Option<Diagnostic> {
    let url = site.get("TemplateURL")?.whole()?;
    let is_one = url
        .as_str()
        .and_then(|url| url.split_once(':'))
        .is_some_and(|(scheme, _)| ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)));
    let message = "Heat fetches this template, and only from `http:` and `https:`";
    (!is_one).then(|| site.fault("TemplateURL", message, "write the address of a template"))
}

/// How a balancer looks whether those behind it live.
pub(super) fn balancer(site: &Site<'_>) -> Option<Diagnostic> {
    let check = site.get("HealthCheck").filter(|check| !check.is_empty())?;
    let number = |key: &str| match check.get(key)?.whole()? {
        Value::Null => Some(0.0),
        value => as_float(value).map(f64::trunc),
    };
    (number("Interval")? < number("Timeout")?).then(|| {
        let message = "the `Interval` of this check is shorter than its `Timeout`";
        site.fault("HealthCheck", message, "make it longer")
    })
}
