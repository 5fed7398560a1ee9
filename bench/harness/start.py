"""Start to first answer, memory at rest, size."""

import pathlib
import shutil
import statistics
import time

from harness.baselines import Node
from harness.places import BENCH, KEPT, folder_bytes
from harness.processes import get
from harness.recado import Installation, Server, stripped_bytes
from harness.report import ms, table

STARTS = 7


def start_and_rest(make):
    """Milliseconds to the first answer of each start, and the memory after five seconds without work."""
    spent = []
    for turn in range(STARTS):
        begun = time.monotonic()
        server = make()
        get(server.url + "/healthz")
        spent.append((time.monotonic() - begun) * 1000)
        if turn == STARTS - 1:
            time.sleep(5)
            resident = server.process.resident_kb()
        server.stop()
    return {"first_answer_ms": spent, "median_ms": statistics.median(spent), "resident_kb": resident}


def measure(asked, report):
    report.say("\n## Start and rest\n")
    node = start_and_rest(lambda: Node("node-start"))
    node["bytes"] = pathlib.Path(shutil.which("node")).resolve().stat().st_size + folder_bytes(BENCH / "baseline" / "node_modules")
    results = {"node": node}
    rows = [["Node: Fastify, better-sqlite3", ms(node["median_ms"]), f"{node['resident_kb'] / 1024:.1f}", f"{node['bytes'] / 2**20:.1f} with its modules"]]
    size = stripped_bytes(asked.recado, KEPT)
    for database in asked.databases:
        installation = Installation(asked, database, 0, f"start-{database}")
        try:
            result = start_and_rest(lambda: Server(installation))
        finally:
            installation.close()
        result["bytes"], result["stripped_bytes"] = asked.recado.stat().st_size, size
        results[database] = result
        rows.append([f"Recado, {database}", ms(result["median_ms"]), f"{result['resident_kb'] / 1024:.1f}",
                     f"{size / 2**20:.1f} ({result['bytes'] / 2**20:.1f} with line tables)"])
        report.at_most(f"{database}: start to first answer, median of {STARTS}", 300, result["median_ms"], "ms")
        report.at_most(f"{database}: memory at rest", 60, result["resident_kb"] / 1024, "MB")
    report.keep("start", results)
    report.say(table(["", "start to first answer, ms", "memory at rest, MB", "program, MB"], rows))
