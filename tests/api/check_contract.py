#!/usr/bin/env python3
"""Holds what a server answered to api/openapi.yaml; tests/api/contract_test.cc records the answers and calls this.

    check_contract.py exchanges.jsonl

A line is {"method","target","status","content_type","body"} or {"frame": …}, a text frame of /v1/live. Every answer must be
documented and look as documented, without a member that is not; every operation must have been answered well once.
"""

import copy
import json
import os
import pathlib
import re
import sys

try:
    import jsonschema
    import yaml
except ImportError:
    if sys.executable != "/usr/bin/python3" and os.access("/usr/bin/python3", os.X_OK):
        os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])
    sys.exit("python3-yaml and python3-jsonschema are missing. Run: script/bootstrap test")

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
METHODS = {"get", "post", "put", "patch", "delete"}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")

formats = jsonschema.FormatChecker(formats=[])
formats.checks("date-time")(lambda value: not isinstance(value, str) or bool(TIME.fullmatch(value)))


def closed(schema):
    """The same, but objects have no member that is not documented."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {name: closed(value) for name, value in schema.items()}
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        schema.setdefault("additionalProperties", False)
    return schema


class Contract:
    def __init__(self, document):
        self.components = document["components"]
        self.schemas = closed(copy.deepcopy(self.components["schemas"]))
        self.operations = {}
        for path, item in document["paths"].items():
            rest = "(.+)" if path == "/v1/sandbox/{path}" else "([^/]+)"
            pattern = re.compile(re.sub(r"\\\{\w+\\\}", lambda _: rest, re.escape(path)) + "$")
            for method in METHODS & item.keys():
                self.operations[method.upper(), path] = (pattern, item[method])
        self.answered = set()

    def validate(self, value, schema):
        whole = {"components": {"schemas": self.schemas}, **closed(schema)}
        validator = jsonschema.Draft202012Validator(whole, format_checker=formats)
        return [f"{'/'.join(map(str, error.path)) or 'the whole'}: {error.message}" for error in validator.iter_errors(value)]

    def find(self, method, target):
        path = target.partition("?")[0]
        hits = [key for key, (pattern, _) in self.operations.items() if key[0] == method and pattern.match(path)]
        return min(hits, key=lambda key: key[1].count("{"), default=None)

    def complaints(self, exchange):
        if "frame" in exchange:
            frame = json.loads(exchange["frame"])
            name = "LiveHello" if frame.get("type") == "hello" else "LiveEvent"
            return self.validate(frame, {"$ref": f"#/components/schemas/{name}"})
        key = self.find(exchange["method"], exchange["target"])
        if key is None:
            return ["is no operation of the contract"]
        response = self.operations[key][1]["responses"].get(str(exchange["status"]))
        if response is None:
            return [f"status {exchange['status']} is not documented: {exchange['body'][:300]}"]
        if exchange["status"] < 300:
            self.answered.add(key)
        if "$ref" in response:
            response = self.components["responses"][response["$ref"].rpartition("/")[2]]
        content = response.get("content", {})
        if not content:
            return [f"a body where none is documented: {exchange['body'][:300]}"] if exchange["body"] else []
        kind = exchange["content_type"].partition(";")[0]
        if not {kind, kind.partition("/")[0] + "/*", "*/*"} & content.keys():
            return [f"is {kind or 'nothing'}, not {' or '.join(content)}"]
        return self.validate(json.loads(exchange["body"]), content[kind]["schema"]) if kind.endswith("json") and kind in content else []


def main() -> int:
    contract = Contract(yaml.safe_load((ROOT / "api" / "openapi.yaml").read_text(encoding="utf-8")))
    found = []
    for line in pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        exchange = json.loads(line)
        what = f"{exchange.get('method', 'frame')} {exchange.get('target', '')}".strip()
        found += [f"{what}: {complaint}" for complaint in contract.complaints(exchange)]
    missing = contract.operations.keys() - contract.answered
    found += [f"{method} {path}: was never answered well" for method, path in sorted(missing)]
    print("\n".join(found) if found else f"{len(contract.operations)} operations answer as api/openapi.yaml says.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
