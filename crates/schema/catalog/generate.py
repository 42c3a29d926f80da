"""Writes core.txt, the resource types that are built in, from a description of all types by the real engine.

    python3 generate.py RESOURCE-TYPES.json CUSTOM-CONSTRAINTS.json > core.txt

The first is a JSON object whose `types` hold, by name, `properties`, `attributes` and a few flags, as Heat's own schema
classes give them, and whose `aliases` are the names that Heat maps to others; the second one whose `constraints` are
the names of custom constraints. Only facts are kept, no prose. How the lines read is said in ../src/read.rs.
"""

import json
import sys

CORE = """
OS::Blazar::Host OS::Blazar::Lease
OS::Cinder::Volume OS::Cinder::VolumeAttachment
OS::Glance::WebImage
OS::Heat::AutoScalingGroup OS::Heat::CloudConfig OS::Heat::Delay OS::Heat::InstanceGroup OS::Heat::MultipartMime
OS::Heat::None OS::Heat::RandomString OS::Heat::ResourceChain OS::Heat::ResourceGroup OS::Heat::ScalingPolicy
OS::Heat::SoftwareComponent OS::Heat::SoftwareConfig OS::Heat::SoftwareDeployment OS::Heat::SoftwareDeploymentGroup
OS::Heat::SoftwareDeployments OS::Heat::Stack OS::Heat::StructuredConfig OS::Heat::StructuredDeployment
OS::Heat::StructuredDeploymentGroup OS::Heat::StructuredDeployments OS::Heat::TestResource OS::Heat::Value
OS::Heat::WaitCondition OS::Heat::WaitConditionHandle
OS::Manila::Share OS::Manila::ShareNetwork
OS::Neutron::FloatingIP OS::Neutron::FloatingIPAssociation OS::Neutron::Net OS::Neutron::Port
OS::Neutron::ProviderNet OS::Neutron::Router OS::Neutron::RouterInterface OS::Neutron::SecurityGroup
OS::Neutron::SecurityGroupRule OS::Neutron::Subnet
OS::Nova::FloatingIP OS::Nova::FloatingIPAssociation OS::Nova::KeyPair OS::Nova::Server OS::Nova::ServerGroup
OS::Swift::Container
""".split()

KINDS = {"string": "s", "number": "n", "integer": "i", "boolean": "b", "list": "l", "map": "m", "any": "a", None: "a"}
STANDING = {"DEPRECATED": "~", "HIDDEN": "-"}


def word(value):
    """A scalar as one word: what would part it from its neighbours is written as `%` and two digits."""
    if isinstance(value, bool):
        return str(value).lower()
    return "".join(f"%{ord(c):02x}" if c in " ,%" else c for c in str(value))


def words(values):
    """A list as one word; whole numbers that follow each other as `first..last`."""
    numbers = [value for value in values if isinstance(value, int)]
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        return ",".join([f"{numbers[0]}..{numbers[-1]}"] + [word(v) for v in values if v not in numbers])
    return ",".join(word(value) for value in values)


def default(value):
    """A default: a scalar, a list of scalars, or an empty map. What is nested deeper is left out."""
    if isinstance(value, list):
        return "" if any(isinstance(item, (list, dict)) for item in value) else f" =[{words(value)}]"
    if isinstance(value, dict):
        return "" if value else " ={}"
    return "" if value is None else " =" + word(value)


def standing(entry):
    return STANDING.get(entry.get("support_status", {}).get("status"), "")


def constraint(entry):
    if "allowed_values" in entry:
        return " in:" + words(entry["allowed_values"])
    if "allowed_pattern" in entry:
        return " like:" + word(entry["allowed_pattern"])
    if "custom_constraint" in entry:
        return " is:" + entry["custom_constraint"]
    for name in ("range", "length"):
        if name in entry:
            bounds = entry[name]
            return f" {name}:{bounds.get('min', '')}..{bounds.get('max', '')}"
    return ""


def property_lines(name, schema, depth, sign=""):
    line = " " * depth + sign + name + " " + KINDS[schema.get("type")]
    line += "!" if schema.get("required") else ""
    line += "^" if schema.get("update_allowed") else ""
    line += standing(schema)
    line += default(schema.get("default"))
    yield line + "".join(constraint(entry) for entry in schema.get("constraints", []))
    if "items" in schema:
        yield from property_lines("*", schema["items"], depth + 1)
    for key, nested in schema.get("schema", {}).items():
        yield from property_lines(key, nested, depth + 1)


def type_lines(name, entry):
    flags = "?" if entry.get("any_attribute_accepted") else ""
    flags += "*" if entry.get("accepts_anything") else ""
    flags += "&" if entry.get("snapshot_deletion_policy") else ""
    yield " ".join([name, flags + standing(entry)]).rstrip()
    for key, schema in entry.get("properties", {}).items():
        yield from property_lines(key, schema, 1)
    for key, schema in entry.get("update_policy", {}).items():
        yield from property_lines(key, schema, 1, "%")
    for key, schema in entry.get("attributes", {}).items():
        yield f" @{key} {KINDS[schema.get('type')]}{standing(schema)}"


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def main(types_path, constraints_path):
    table = load(types_path)
    types = table["types"]
    for name in CORE:
        print("\n".join(type_lines(name, types[name])))
    for name in sorted(set(types) - set(CORE)):
        retired = types[name].get("accepts_anything")
        print("\n".join(type_lines(name, types[name])) if retired else "+" + name)
    for name in sorted(table["aliases"]):
        print("+" + name)
    for name in sorted(load(constraints_path)["constraints"]):
        print("!" + name)


main(*sys.argv[1:])
