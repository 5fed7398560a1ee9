"""Tables in Markdown, targets with held or missed, and everything as JSON."""

import json


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows])


def per_second(number):
    return f"{number:,.0f}"


def ms(number):
    return f"{number:.2f}" if number < 10 else f"{number:.1f}" if number < 100 else f"{number:,.0f}"


def percent(share):
    return f"{share * 100:.1f} %"


def times(ratio):
    return f"{ratio:.2g}×" if ratio < 10 else f"{ratio:,.0f}×"


class Report:
    def __init__(self, path):
        self.path = path
        self.results = {}
        self.targets = []

    def say(self, text=""):
        print(text, flush=True)

    def keep(self, name, result):
        self.results[name] = result
        self._write()

    def target(self, what, wanted, measured, held):
        self.targets.append({"what": what, "target": wanted, "measured": measured, "held": bool(held)})
        self._write()

    def at_most(self, what, limit, measured, unit):
        self.target(what, f"≤ {limit} {unit}", f"{ms(measured)} {unit}", measured <= limit)

    def at_least_share(self, what, limit, share):
        self.target(what, f"≥ {percent(limit)}", percent(share), share >= limit)

    def print_targets(self):
        rows = [[t["what"], t["target"], t["measured"], "held" if t["held"] else "**missed**"] for t in self.targets]
        self.say("\n### Targets\n\n" + table(["what", "target", "measured", ""], rows))

    def _write(self):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(json.dumps({"targets": self.targets, **self.results}, indent=1) + "\n")
