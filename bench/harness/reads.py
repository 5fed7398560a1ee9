"""Inbox reads on a large database, over HTTP with an API key; beside them the naive SQL for the same on the same rows."""

import random
import re
import sqlite3
import statistics
import subprocess
import time

from harness.processes import get_json, run_json
from harness.recado import Installation, Server
from harness.report import ms, table, times

GROUPS = {"list page": (200, 20), "opened conversation": (200, 20), "search, common word": (50, 100),
          "search, two words": (50, 100), "search, rare word": (50, 100), "search, beginning of a word": (50, 100)}
DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
MASK = (1 << 64) - 1


def conversation_id(number):
    return "conv_" + "".join(DIGITS[number >> 5 * place & 31] for place in range(12, -1, -1))


def reference(number):
    """The rare word of seeded message `number`, as bench/load/customers.cc makes it."""
    number = number + 0x9e3779b97f4a7c15 & MASK
    number = (number ^ number >> 30) * 0xbf58476d1ce4e5b9 & MASK
    number = (number ^ number >> 27) * 0x94d049bb133111eb & MASK
    return f"ref{(number ^ number >> 31) >> 28:x}"


def list_pages(server, key):
    lines = []
    for query in ("", "?status=any", "?assigned=nobody", "?unread=true", "?sort=waiting", "?status=closed"):
        path = "/v1/conversations" + query
        lines += [path] * 3
        for _ in range(10):  # further down
            cursor = get_json(server.url + path, key)["next_cursor"]
            if not cursor:
                break
            path = f"/v1/conversations{query}{'&' if query else '?'}cursor={cursor}"
            lines.append(path)
    return lines


def addresses(server, installation, messages):
    picked = random.Random(7)
    ids = [conversation_id(int(row[0])) for row in installation.rows("SELECT id FROM conversation ORDER BY id")]
    opened = [f"/v1/conversations/{one} /v1/conversations/{one}/messages" for one in picked.sample(ids, min(3000, len(ids)))]
    pages = list_pages(server, installation.api_key)
    picked.shuffle(pages)
    rare = [reference(picked.randrange(messages // 8) * 8) for _ in range(500)]
    search = {"common word": ["hola", "de", "pedido", "gracias"], "two words": ["hola+pedido", "de+pago", "envio+manana", "mi+poliza"],
              "rare word": rare, "beginning of a word": ["ped", "gra", "env", "ref1"]}
    return {"list page": pages, "opened conversation": opened,
            **{f"search, {kind}": [f"/v1/search/messages?q={word}" for word in words] for kind, words in search.items()}}


NAIVE = {
    "list page": "SELECT * FROM conversation c JOIN contact k ON k.workspace_id = c.workspace_id AND k.id = c.contact_id "
                 "ORDER BY c.last_message_at DESC LIMIT 50 OFFSET {offset}",
    "opened conversation": "SELECT * FROM message WHERE workspace_id = {workspace} AND conversation_id = {conversation} "
                           "ORDER BY sent_at DESC LIMIT 50 OFFSET 0",
    "search, common word": "SELECT * FROM message WHERE text LIKE '%hola%' ORDER BY sent_at DESC LIMIT 50",
    "search, two words": "SELECT * FROM message WHERE text LIKE '%hola%' AND text LIKE '%pedido%' ORDER BY sent_at DESC LIMIT 50",
    "search, rare word": "SELECT * FROM message WHERE text LIKE '%{rare}%' ORDER BY sent_at DESC LIMIT 50",
    "search, beginning of a word": "SELECT * FROM message WHERE text LIKE 'ped%' OR text LIKE '% ped%' ORDER BY sent_at DESC LIMIT 50",
}


def naive(installation, messages):
    """Median milliseconds of each naive query, inside the engine: no HTTP, no JSON."""
    picked = random.Random(11)
    workspace = installation.rows("SELECT id FROM workspace")[0][0]
    conversations = [row[0] for row in installation.rows("SELECT id FROM conversation ORDER BY id LIMIT 3000")]
    medians = {}
    for group, sql in NAIVE.items():
        queries = [sql.format(offset=picked.randrange(0, 5000, 50), workspace=workspace, conversation=picked.choice(conversations),
                              rare=reference(picked.randrange(messages // 8) * 8)) for _ in range(3 if "search" in group else 20)]
        spent = postgres_times(installation, queries) if installation.postgres else sqlite_times(installation, queries)
        medians[group] = statistics.median(spent)
    return medians


def sqlite_times(installation, queries):
    spent = []
    with sqlite3.connect(f"file:{installation.data / 'recado.db'}?mode=ro", uri=True) as database:
        for query in queries:
            begun = time.perf_counter()
            database.execute(query).fetchall()
            spent.append((time.perf_counter() - begun) * 1000)
    return spent


def postgres_times(installation, queries):
    script = "\\timing on\n\\o /dev/null\n" + ";\n".join(queries) + ";\n"
    done = subprocess.run(["psql", "-X", "-d", installation.postgres.url], input=script.encode(), stdout=subprocess.PIPE, check=True)
    return [float(found) for found in re.findall(r"Time: ([0-9.]+) ms", done.stdout.decode())]


def measure(asked, report):
    for database in asked.databases:
        report.say(f"\n## Reads: {database}, {asked.inbox:,} messages in 50,000 conversations\n")
        installation = Installation(asked, database, asked.inbox, f"reads-{database}")
        server = Server(installation)
        try:
            measured = measure_server(asked, report, server, asked.inbox)
            plain = naive(installation, asked.inbox)
        finally:
            server.stop()
            installation.close()
        rows = []
        for group, result in measured.items():
            limit = GROUPS[group][1]
            spent = result["latency_ms"]
            rows.append([group, f"{result['rate']:g}", ms(spent["p50"]), ms(spent["p99"]), ms(spent["max"]), ms(plain[group]),
                         times(plain[group] / spent["p50"])])
            report.at_most(f"{database}: {group}, p99", limit, spent["p99"], "ms")
        report.say(table(["", "asked/s", "p50 ms", "p99 ms", "max ms", "naive SQL in the engine, ms", "naive / p50"], rows))
        report.keep(f"reads-{database}", {"recado": measured, "naive_ms": plain})


def measure_server(asked, report, server, messages):
    installation = server.installation
    measured = {}
    for group, lines in addresses(server, installation, messages).items():
        file = installation.folder / "addresses"
        file.write_text("\n".join(lines) + "\n")
        command = [asked.tool("requests"), "--url", server.url, "--file", file, "--key", installation.api_key, "--connections", 16]
        run_json([*command, "--rate", 50, "--seconds", 2])
        measured[group] = run_json([*command, "--rate", GROUPS[group][0], "--seconds", min(asked.seconds, 20)])
        if set(measured[group]["by_status"]) != {"200"}:
            report.say(f"{group}: answers {measured[group]['by_status']}")
    return measured
