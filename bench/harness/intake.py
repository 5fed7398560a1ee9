"""Signed webhooks at a fixed rate, in a burst and flat out; nginx and the Node service get the same."""

import time

from harness.baselines import Nginx, Node
from harness.places import SECRET
from harness.processes import run_json
from harness.recado import Installation, Server
from harness.report import ms, per_second, percent, table

RATE = 3300
BURST_SECONDS = 4
CONNECTIONS = 64


class Runs:
    """Every run has a number of its own, so that no message id comes twice."""
    count = 0


def send(asked, server, seconds, rate=0, live_key=None, connections=CONNECTIONS, flags=()):
    Runs.count += 1
    cpu = server.cpu_seconds()
    result = run_json([asked.tool("webhooks"), "--url", server.url, "--path", server.webhook_path, "--secret", SECRET,
                       "--connections", connections, "--rate", rate, "--seconds", seconds, "--run", Runs.count,
                       *(["--live-key", live_key] if live_key else []), *flags])
    result["server_cpu_seconds"] = server.cpu_seconds() - cpu
    return result


def measure_baseline(asked, server, has_stream):
    send(asked, server, 1)
    steady = send(asked, server, min(asked.seconds, 15), RATE, getattr(server, "api_key", None) if has_stream else None)
    burst = send(asked, server, BURST_SECONDS)
    flat = send(asked, server, min(asked.seconds, 15))
    flat["applied_per_second"] = flat["ok_per_second"]  # the answer says all there is to say
    return {"steady": steady, "burst": burst, "flat": flat}


def send_and_apply(asked, server, *what, **how):
    """Sends, waits until all that was acknowledged is applied, and counts it in the database."""
    installation = server.installation
    newest, before = installation.newest_message(), server.messages()
    begun = time.monotonic()
    result = send(asked, server, *what, **how)
    sent = time.monotonic()
    result["backlog_at_end"] = server.backlog()
    drained = server.wait_until_applied(before + result["ok"])
    result["drain_seconds"] = drained - sent if drained else None
    result["applied_per_second"] = result["ok"] / (drained - begun) if drained else 0
    result["cpu_seconds_with_drain"] = result["server_cpu_seconds"]
    result["in_database"] = installation.count_after(newest)
    result["lost"] = result["ok"] - result["in_database"]
    return result


def measure_recado(asked, database, messages):
    installation = Installation(asked, database, messages, f"intake-{database}")
    server = Server(installation)
    server.webhook_path = installation.webhook_path
    try:
        send_and_apply(asked, server, 1)
        steady = send_and_apply(asked, server, asked.seconds, RATE, installation.api_key)
        time.sleep(3)
        burst = send_and_apply(asked, server, BURST_SECONDS)
        time.sleep(3)
        flat = send_and_apply(asked, server, asked.seconds)
        return {"steady": steady, "burst": burst, "flat": flat, "resident_kb": server.process.resident_kb()}
    finally:
        server.stop()
        installation.close()


def row(name, runs, nginx):
    steady, burst, flat = runs["steady"], runs["burst"], runs["flat"]
    live = steady.get("live")
    refused = flat["sent"] - flat["ok"]
    return [name, ms(steady["latency_ms"]["p50"]), ms(steady["latency_ms"]["p99"]),
            ms(live["latency_ms"]["p50"]) if live else "–", ms(live["latency_ms"]["p99"]) if live else "–",
            per_second(burst["ok_per_second"]), percent(burst["ok_per_second"] / nginx["burst"]["ok_per_second"]),
            per_second(flat["ok_per_second"]), per_second(flat["applied_per_second"]),
            percent(flat["applied_per_second"] / nginx["flat"]["ok_per_second"]), refused, lost(runs) if "lost" in flat else "–"]


def lost(runs):
    return sum(run["lost"] for run in runs.values() if isinstance(run, dict))


def targets(report, name, runs, nginx, share):
    steady = runs["steady"]
    report.at_most(f"{name}: 200 at {RATE}/s, p99", 25, steady["latency_ms"]["p99"], "ms")
    report.at_most(f"{name}: on a live socket at {RATE}/s, p99", 150, steady["live"]["latency_ms"]["p99"], "ms")
    missing = lost(runs) + steady["live"]["expected"] - steady["live"]["seen"] + steady["sent"] - steady["ok"]
    report.target(f"{name}: lost, refused or not shown at {RATE}/s; lost flat out", "0", str(missing), missing == 0)
    report.at_least_share(f"{name}: burst acknowledged, of nginx", 0.30, burst_share(runs, nginx))
    report.at_least_share(f"{name}: flat out, applied, of nginx", share, flat_share(runs, nginx))


def burst_share(runs, nginx):
    return runs["burst"]["ok_per_second"] / nginx["burst"]["ok_per_second"]


def flat_share(runs, nginx):
    return runs["flat"]["applied_per_second"] / nginx["flat"]["ok_per_second"]


def measure(asked, report):
    report.say(f"\n## Intake: {CONNECTIONS} connections, {asked.seconds:g} s\n")
    server = Nginx()
    nginx = measure_baseline(asked, server, False)
    server.stop()
    server = Node()
    node = measure_baseline(asked, server, True)
    server.stop()
    rows = [row("nginx, static 200", nginx, nginx), row("Node: Fastify, better-sqlite3", node, nginx)]
    report.keep("intake", {"nginx": nginx, "node": node})
    for database in asked.databases:
        measured = {}
        for size in dict.fromkeys([0, asked.messages]):
            name = f"Recado, {database}, {size:,} messages"
            report.say(f"… {name}")
            runs = measured[size] = measure_recado(asked, database, size)
            report.results["intake"][f"{database}-{size}"] = runs
            report.keep("intake", report.results["intake"])
            rows.append(row(name, runs, nginx))
            targets(report, name, runs, nginx, 0.10 if database == "sqlite" else 0.05)
        if len(measured) == 2:
            for what, share in (("burst", burst_share), ("flat out", flat_share)):
                kept = share(measured[asked.messages], nginx) / share(measured[0], nginx)
                report.at_least_share(f"Recado, {database}: {what} on {asked.messages:,} messages, of empty", 0.80, kept)
    head = ["", f"200 at {RATE}/s p50 ms", "p99", "live p50 ms", "p99", "burst 200/s", "of nginx", "flat out 200/s", "applied/s",
            "of nginx", "refused", "lost"]
    report.say("\n" + table(head, rows))
