"""Intake of all three providers, texts only and every type of message mixed. The baseline is nginx in the same run."""

import time

from harness.baselines import Nginx
from harness.intake import RATE, measure_baseline, send
from harness.processes import wait_for
from harness.recado import Installation, Server
from harness.report import ms, per_second, percent, table

PROVIDERS = ("meta", "twilio", "kapso")


def send_and_drain(asked, server, *what, **how):
    begun = time.monotonic()
    result = send(asked, server, *what, **how)
    if not wait_for(lambda: server.backlog() == 0, 600, 0.02):
        raise RuntimeError("what was acknowledged is not applied after ten minutes")
    result["applied_per_second"] = result["ok"] / (time.monotonic() - begun)
    return result


def measure_provider(asked, database, provider):
    installation = Installation(asked, database, 0, f"types-{provider}", provider)
    server = Server(installation)
    server.webhook_path = installation.webhook_path
    flags = ("--provider", provider)
    seconds = min(asked.seconds, 15)
    try:
        send_and_drain(asked, server, 1, flags=flags)
        runs = {}
        for mix, more in (("texts", ()), ("all types", ("--all-types",))):
            steady = send_and_drain(asked, server, seconds, RATE, flags=(*flags, *more))
            flat = send_and_drain(asked, server, seconds, flags=(*flags, *more))
            runs[mix] = {"steady": steady, "flat": flat, "unreadable": server.metric("recado_intake_unreadable_total")}
        return runs
    finally:
        server.stop()
        installation.close()


def measure(asked, report):
    report.say("\n## Providers and types of message\n")
    server = Nginx()
    nginx = measure_baseline(asked, server, False)
    server.stop()
    rows, kept = [], {"nginx": nginx}
    for database in asked.databases:
        for provider in PROVIDERS:
            report.say(f"… {provider}, {database}")
            runs = kept[f"{database}-{provider}"] = measure_provider(asked, database, provider)
            for mix, run in runs.items():
                steady, flat = run["steady"], run["flat"]
                rows.append([f"{provider}, {database}, {mix}", steady["body_bytes"], ms(steady["latency_ms"]["p50"]),
                             ms(steady["latency_ms"]["p99"]), per_second(flat["ok_per_second"]), per_second(flat["applied_per_second"]),
                             percent(flat["applied_per_second"] / nginx["flat"]["ok_per_second"])])
                report.at_most(f"{provider}, {database}, {mix}: 200 at {RATE}/s, p99", 25, steady["latency_ms"]["p99"], "ms")
                report.target(f"{provider}, {database}, {mix}: unreadable or refused", "0",
                              str(int(run["unreadable"]) + steady["sent"] - steady["ok"]), run["unreadable"] == 0 and steady["sent"] == steady["ok"])
    report.keep("types", kept)
    report.say(table(["", "bytes", f"200 at {RATE}/s p50 ms", "p99", "flat out 200/s", "applied/s", "of nginx"], rows))
