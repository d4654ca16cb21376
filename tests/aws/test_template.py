"""What infra/template.yaml must keep to, whatever is added to it."""

import json
import re
import unittest
from pathlib import Path

from template import ROOT, Stack, load


def policies(value):
    """Every statement of every policy, wherever it stands."""
    if isinstance(value, list):
        for item in value:
            yield from policies(item)
    elif isinstance(value, dict):
        if "Effect" in value and "Action" in value:
            yield value
        for item in value.values():
            yield from policies(item)


def many(value):
    return value if isinstance(value, list) else [value]


class Template(unittest.TestCase):
    def setUp(self):
        self.stack = Stack(load())

    def test_no_action_has_a_wildcard_and_every_resource_is_named(self):
        statements = list(policies(self.stack.resources))
        self.assertGreater(len(statements), 30)
        for statement in statements:
            for action in many(statement["Action"]):
                self.assertNotIn("*", action)
                if many(statement.get("Resource", [])) == ["*"]:
                    # Reading the account's limits is the one action that can't be narrowed.
                    self.assertEqual(action, "ses:GetAccount")

    def test_no_function_shares_its_role(self):
        roles = [f["role"] for f in self.stack.functions().values()]
        self.assertEqual(len(roles), len(set(roles)))

    def test_who_signs_in_to_mailboxes_reads_the_accounts_and_keeps_the_newest_tokens_and_nobody_else(self):
        may = {}
        for name, about in self.stack.resources.items():
            for statement in policies(about):
                for secret in ("MailboxSecret", "RefreshTokens"):
                    if {"Ref": secret} in many(statement.get("Resource", [])):
                        may[secret, name] = [action.split(":")[1] for action in many(statement["Action"])]
        read, write = "GetSecretValue", "PutSecretValue"
        self.assertEqual(
            may,
            {
                ("MailboxSecret", "SendingRole"): [read],
                ("MailboxSecret", "MailboxRole"): [read],
                ("RefreshTokens", "SendingRole"): [read, write],
                ("RefreshTokens", "MailboxRole"): [read, write],
            },
        )
        for role in ("SendingRole", "MailboxRole"):
            (function,) = [f for f in self.stack.functions().values() if f["role"] == role]
            self.assertEqual(function["environment"]["ONLOOP_MAILBOXES"], "onloop-test-mailboxes")
            self.assertEqual(function["environment"]["ONLOOP_REFRESH_TOKENS"], "onloop-test-refreshtokens")

    def test_a_stack_without_mail_accounts_has_no_secret_for_their_tokens(self):
        tokens = self.stack.resources["RefreshTokens"]
        self.assertEqual(tokens["Condition"], "HasMailbox")
        self.assertEqual(json.loads(tokens["Properties"]["SecretString"]), {})
        self.stack.values["MailboxSecret"] = ""
        sending = self.stack.functions()["sending"]["environment"]
        self.assertEqual((sending["ONLOOP_MAILBOXES"], sending["ONLOOP_REFRESH_TOKENS"]), ("", ""))

    def test_there_is_a_function_for_each_folder_and_a_queue_for_each_name(self):
        folders = {path.parent.parent.name for path in ROOT.glob("functions/*/src/main.rs")}
        self.assertEqual(folders - {"local"}, set(self.stack.functions()))
        port = (ROOT / "shared/ports/src/queue.rs").read_text()
        names = re.findall(r'Self::\w+ => "(\w+)"', port)
        self.assertEqual(len(names), 5)
        for name in names:
            about = self.stack.functions()[name]
            self.assertEqual(self.stack.name(about["queue"]), f"onloop-test-{name}")
            self.assertEqual(about["responses"], ["ReportBatchItemFailures"])

    def test_every_queue_has_dead_letters_and_time_enough(self):
        port = (ROOT / "shared/ports/src/queue.rs").read_text()
        (most,) = re.findall(r"MOST_RECEIVES: u32 = (\d+)", port)
        queues = self.stack.of_type("AWS::SQS::Queue")
        functions = {f["queue"]: f for f in self.stack.functions().values()}
        living = {name for name in queues if not name.endswith("Dead")}
        self.assertEqual(living, set(functions) - {None})
        for name in living:
            properties = queues[name]["Properties"]
            policy = properties["RedrivePolicy"]
            self.assertEqual(policy["maxReceiveCount"], int(most))
            dead = policy["deadLetterTargetArn"]["Fn::GetAtt"][0]
            self.assertEqual(self.stack.name(dead), self.stack.name(name) + "-dead")
            self.assertGreater(properties["VisibilityTimeout"], 6 * functions[name]["timeout"])
            alarms = self.stack.of_type("AWS::CloudWatch::Alarm").values()
            watched = [a["Properties"]["Dimensions"][0]["Value"] for a in alarms if "Dimensions" in a["Properties"]]
            self.assertIn({"Fn::GetAtt": [dead, "QueueName"]}, watched)
            self.assertIn({"Fn::GetAtt": [name, "QueueName"]}, watched)

    def test_every_variable_that_the_functions_read_is_given_to_one(self):
        wiring = (ROOT / "functions/wiring/src/lib.rs").read_text()
        told = set(re.findall(r"\| `(ONLOOP_\w+)` \|", wiring))
        read = set()
        for path in Path(ROOT / "functions/wiring/src").glob("*.rs"):
            read |= set(re.findall(r'"(ONLOOP_\w+)"', path.read_text()))
        self.assertEqual(told, read)
        given = {name for f in self.stack.functions().values() for name in f["environment"]}
        self.assertEqual(told - given, {"ONLOOP_LOG", "ONLOOP_LISTS", "ONLOOP_SES_TIMEOUT_MS"})

    def test_what_anybody_may_call_is_what_the_public_door_answers(self):
        source = (ROOT / "shared/http/src/public.rs").read_text() + (ROOT / "shared/http/src/hooks.rs").read_text()
        (hook,) = re.findall(r'REPLIES_HOOK: &str = "(.*?)";', source)
        answered = {hook if path == "REPLIES_HOOK" else path.strip('"') for path in re.findall(r"\.route\((.*?),", source)}
        self.assertGreater(len(answered), 1)
        routes = [route["Properties"] for route in self.stack.of_type("AWS::ApiGatewayV2::Route").values()]
        opened = [route for route in routes if route["AuthorizationType"] == "NONE"]
        self.assertEqual({route["RouteKey"].split(" ")[1] for route in opened}, answered)
        self.assertEqual({route["AuthorizationType"] for route in routes if route not in opened}, {"JWT"})
        allowed = [p["Properties"] for p in self.stack.of_type("AWS::Lambda::Permission").values()]
        arns = [self.stack.resolve(p["SourceArn"]) for p in allowed if p["FunctionName"] == {"Ref": "Webhook"}]
        config = self.stack.resources["Distribution"]["Properties"]["DistributionConfig"]
        led = {b["PathPattern"]: b for b in config["CacheBehaviors"]}
        for route in opened:
            self.assertEqual(route["Target"], {"Fn::Sub": "integrations/${WebhookIntegration}"})
            path = route["RouteKey"].split(" ")[1]
            plain = re.sub(r"\{.*?\}", "*", path)
            self.assertTrue(any(arn.endswith("/*/*" + plain) for arn in arns), path)
            # Nothing is cached, and all but the host is passed on: the signature's headers, too.
            behaviour = dict(led["/" + path.split("/")[1] + "/*"])
            del behaviour["PathPattern"]
            self.assertEqual(behaviour, {name: value for name, value in led["/api/*"].items() if name != "PathPattern"})

    def test_the_page_may_do_on_cloudfront_what_it_may_do_here(self):
        headers = self.stack.resources["SiteHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]
        there = headers["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"]
        source = (ROOT / "shared/http/src/site.rs").read_text()
        (here,) = re.findall(r'const POLICY: &str = "(.*?)";', source, re.S)
        here = re.sub(r"\\\s+", "", here)
        there = re.sub(r"connect-src 'self' [^;]+;", "connect-src 'self';", there)
        self.assertEqual(" ".join(there.split()), " ".join(here.split()))

    def test_a_command_is_let_back_to_the_ports_that_it_listens_on(self):
        source = (ROOT / "functions/local/src/commands/remote/browser.rs").read_text()
        (ports,) = re.findall(r"const PORTS: \[u16; 3\] = \[(.*?)\];", source)
        (path,) = re.findall(r'const PATH: &str = "(.*?)";', source)
        told = [f"http://localhost:{port}{path}" for port in ports.split(", ")]
        client = self.stack.resources["CommandClient"]["Properties"]
        self.assertEqual(client["CallbackURLs"], told)
        self.assertFalse(client["GenerateSecret"])
        audience = self.stack.resources["Authorizer"]["Properties"]["JwtConfiguration"]["Audience"]
        self.assertIn({"Ref": "CommandClient"}, audience)
        said = json.loads(self.stack.outputs()["SignIn"])
        self.assertEqual(set(said), {"domain", "client", "command"})

    def test_a_stack_says_where_another_moves_to(self):
        said = json.loads(self.stack.outputs()["Stack"])
        self.assertEqual(set(said), {"table", "blobs", "keys", "queues"})
        self.assertEqual(said["queues"], self.stack.resolve(self.stack.globals["Environment"]["Variables"]["ONLOOP_QUEUES"]))


if __name__ == "__main__":
    unittest.main()
