"""infra/template.yaml as CloudFormation reads it for one stack.

Run as a program it says as JSON what the emulators are to hold and how each function is to be started, so
that what is tested is what is deployed.
"""

import json
import re
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
STACK = "onloop-test"
PSEUDO = {
    "AWS::StackName": STACK,
    "AWS::AccountId": "000000000000",
    "AWS::Region": "us-east-1",
    "AWS::URLSuffix": "amazonaws.com",
    "AWS::Partition": "aws",
}
PARAMETERS = {
    "OperatorEmail": "ada@quayline.example",
    "MailDomain": "quayline.example",
    "MailboxSecret": "onloop-test-mailboxes",
}
NOTHING = object()


class Loader(yaml.SafeLoader):
    """YAML with CloudFormation's short forms."""


def short_form(loader, tag, node):
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    if tag == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {tag if tag in ("Ref", "Condition") else f"Fn::{tag}": value}


Loader.add_multi_constructor("!", short_form)


def load():
    return yaml.load((ROOT / "infra/template.yaml").read_text(), Loader)


class Stack:
    """One stack of the template, with names in the place of references."""

    def __init__(self, template):
        self.resources = template["Resources"]
        defaults = {name: p.get("Default") for name, p in template["Parameters"].items()}
        self.values = {**PSEUDO, **defaults, **PARAMETERS}
        self.conditions = template["Conditions"]
        self.globals = template["Globals"]["Function"]
        self.told = template["Outputs"]

    def outputs(self):
        return {name: self.resolve(about["Value"]) for name, about in self.told.items()}

    def of_type(self, kind):
        return {name: r for name, r in self.resources.items() if r["Type"] == kind}

    def name(self, resource):
        """What Ref gives."""
        about = self.resources[resource]
        properties = about.get("Properties", {})
        if about["Type"] == "AWS::SQS::Queue":
            return self.resolve(properties["QueueName"])
        return f"{STACK}-{resource.lower()}"

    def attribute(self, resource, attribute):
        name, kind = self.name(resource), self.resources[resource]["Type"]
        if attribute == "Arn":
            service = kind.split("::")[1].lower()
            return f"arn:aws:{service}:us-east-1:000000000000:{name}"
        if attribute == "DomainName":
            return f"{name}.cloudfront.invalid"
        return name

    def resolve(self, value):
        if isinstance(value, list):
            resolved = [self.resolve(item) for item in value]
            return [item for item in resolved if item is not NOTHING]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            ((key, argument),) = value.items()
            if key == "Ref":
                return self.reference(argument)
            if key == "Fn::GetAtt":
                return self.attribute(*argument)
            if key == "Fn::Sub":
                return re.sub(r"\$\{([\w:.]+)\}", lambda found: str(self.reference(found[1])), argument)
            if key == "Fn::If":
                return self.resolve(argument[1 if self.holds(argument[0]) else 2])
        resolved = {key: self.resolve(item) for key, item in value.items()}
        return {key: item for key, item in resolved.items() if item is not NOTHING}

    def reference(self, name):
        if name == "AWS::NoValue":
            return NOTHING
        if name in self.values:
            return self.values[name]
        if "." in name:
            return self.attribute(*name.split(".", 1))
        return self.name(name)

    def holds(self, condition):
        value = self.conditions[condition]
        one, other = value["Fn::Not"][0]["Fn::Equals"]
        return self.resolve(one) != self.resolve(other)

    def functions(self):
        """Each function by its binary: environment, timeout, role and the queue that it reads."""
        functions = {}
        for name, about in self.of_type("AWS::Serverless::Function").items():
            properties = about["Properties"]
            own = properties.get("Environment", {}).get("Variables", {})
            environment = self.resolve({**self.globals["Environment"]["Variables"], **own})
            events = properties.get("Events", {}).values()
            sources = [e["Properties"] for e in events if e["Type"] == "SQS"]
            streams = [e["Properties"] for e in events if e["Type"] == "DynamoDB"]
            functions[about["Metadata"]["BuildProperties"]["Binary"]] = {
                "resource": name,
                "environment": environment,
                "timeout": properties.get("Timeout", self.globals["Timeout"]),
                "role": properties["Role"]["Fn::GetAtt"][0],
                "batch": sources[0]["BatchSize"] if sources else None,
                "queue": sources[0]["Queue"]["Fn::GetAtt"][0] if sources else None,
                "patterns": [f["Pattern"] for s in streams for f in s["FilterCriteria"]["Filters"]],
                "window": max((s["MaximumBatchingWindowInSeconds"] for s in streams), default=0),
                "is_scheduled": any(e["Type"] == "ScheduleV2" for e in events),
                "responses": sources[0]["FunctionResponseTypes"] if sources else None,
            }
        return functions


def sign_in(stack):
    """What the user pool and its clients are made of, as the API has it, and the page's policy."""
    (pool,) = (r["Properties"] for r in stack.of_type("AWS::Cognito::UserPool").values())
    asked = ("UsernameAttributes", "AutoVerifiedAttributes", "Policies", "AdminCreateUserConfig")
    clients = {}
    for about in stack.of_type("AWS::Cognito::UserPoolClient").values():
        client = stack.resolve(about["Properties"])
        clients[client["ClientName"]] = {key: value for key, value in client.items() if key != "UserPoolId"}
    (headers,) = stack.of_type("AWS::CloudFront::ResponseHeadersPolicy").values()
    security = headers["Properties"]["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    return {
        "pool": {"PoolName": stack.resolve(pool["UserPoolName"]), **{key: pool[key] for key in asked}},
        "clients": clients,
        "policy": stack.resolve(security["ContentSecurityPolicy"]["ContentSecurityPolicy"]),
        "told": json.loads(stack.outputs()["SignIn"]),
        "site": stack.outputs()["Address"],
        "operator": PARAMETERS["OperatorEmail"],
    }


def main():
    stack = Stack(load())
    (table,) = stack.of_type("AWS::DynamoDB::Table")
    properties = stack.resources[table]["Properties"]
    create = ("BillingMode", "KeySchema", "AttributeDefinitions")
    # As the API has it: a stream that is described is one that is on.
    stream = {"StreamEnabled": True, **properties["StreamSpecification"]}
    queues = []
    for name, about in stack.of_type("AWS::SQS::Queue").items():
        attributes = stack.resolve(about["Properties"])
        queue = attributes.pop("QueueName")
        if "RedrivePolicy" in attributes:
            attributes["RedrivePolicy"] = json.dumps(attributes["RedrivePolicy"])
        attributes = {key: str(value).lower() if isinstance(value, bool) else str(value) for key, value in attributes.items()}
        queues.append({"QueueName": queue, "Attributes": attributes})
    # The operator's own, with no mailbox in it yet.
    secrets = [{"Name": PARAMETERS["MailboxSecret"], "SecretString": "[]"}]
    for name, about in stack.of_type("AWS::SecretsManager::Secret").items():
        text = about["Properties"].get("SecretString")
        if text is None:
            rule = about["Properties"]["GenerateSecretString"]
            made = {**json.loads(rule["SecretStringTemplate"]), rule["GenerateStringKey"]: "r" * rule["PasswordLength"]}
            text = json.dumps(made)
        secrets.append({"Name": stack.name(name), "SecretString": text})
    json.dump(
        {
            "sign_in": sign_in(stack),
            "table": {"TableName": stack.name(table), "StreamSpecification": stream, **{key: properties[key] for key in create}},
            # Those that others point to come first.
            "queues": sorted(queues, key=lambda queue: "RedrivePolicy" in queue["Attributes"]),
            "buckets": [stack.name(name) for name in stack.of_type("AWS::S3::Bucket")],
            "secrets": secrets,
            "functions": stack.functions(),
            "outputs": stack.outputs(),
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
