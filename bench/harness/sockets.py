"""Idle live sockets: what each costs in memory, and how long one event takes to reach all of them."""

from harness.baselines import Node
from harness.places import SECRET
from harness.processes import run_json
from harness.recado import Installation, Server
from harness.report import ms, table


def crowd(asked, server, key):
    return run_json([asked.tool("sockets"), "--url", server.url, "--path", server.webhook_path, "--secret", SECRET, "--key", key,
                     "--pid", server.process.pid, "--sockets", asked.sockets, "--run", 900])


def row(name, result):
    return [name, f"{result['kb_per_socket']:.1f}", ms(result["webhook_to_first_ms"]["p50"]), ms(result["webhook_to_last_ms"]["p50"]),
            ms(result["webhook_to_last_ms"]["max"]), ms(result["first_to_last_ms"]["p50"]), f"{result['open_seconds']:.1f}"]


def measure(asked, report):
    report.say(f"\n## Live sockets: {asked.sockets:,} that wait\n")
    node = Node("node-sockets")
    usual = crowd(asked, node, node.api_key)
    node.stop()
    rows = [row("Node: ws", usual)]
    report.keep("sockets", {"node": usual})
    for database in asked.databases:
        installation = Installation(asked, database, 0, f"sockets-{database}")
        server = Server(installation)
        server.webhook_path = installation.webhook_path
        try:
            result = crowd(asked, server, installation.api_key)
        finally:
            server.stop()
            installation.close()
        report.results["sockets"][database] = result
        report.keep("sockets", report.results["sockets"])
        rows.append(row(f"Recado, {database}", result))
        report.at_most(f"{database}: an idle live socket", 20, result["kb_per_socket"], "kB")
    head = ["", "kB each", "webhook sent → first socket, ms", "→ last socket, ms", "max", "first → last, ms", "opened in s"]
    report.say(table(head, rows))
