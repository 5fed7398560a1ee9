"""Recado as a benchmark runs it: initialised, seeded, served. Seeded installations are kept and copied."""

import json
import re
import shutil
import sqlite3
import subprocess
import time

from harness.places import KEPT, SECRET, copy, seed_key, work_folder
from harness.postgres import Postgres
from harness.processes import Process, get, run_json, wait_for


class Installation:
    """A data folder, its database, its API key and the connection with the known secret."""

    def __init__(self, asked, database, messages, name, provider="meta", base_url=None):
        self.asked = asked
        self.provider = provider
        self.seed_flags = ["--provider", provider, *(["--base-url", base_url] if base_url else [])]
        self.kind = database
        self.folder = work_folder(name)
        template = KEPT / "templates" / f"{database}-{messages}-{seed_key()}"
        if messages > 0:
            if not (template / "done").exists():
                for old in template.parent.glob(f"{database}-{messages}-*"):
                    shutil.rmtree(old, ignore_errors=True)
                self._make(template, messages)
                (template / "done").touch()
            self.folder.rmdir()
            copy(template, self.folder)
            self._open(self.folder)
        else:
            self._make(self.folder, 0, stop=False)
        known = json.loads((self.folder / "known.json").read_text())
        self.api_key, self.connection = known["api_key"], known["connection_id"]
        self.webhook_path = f"/v1/webhooks/whatsapp/{provider}/{self.connection}"

    def _open(self, folder):
        self.data = folder / "data"
        self.postgres = Postgres(folder / "postgres") if self.kind == "postgres" else None
        self.database = ["--database", self.postgres.url] if self.postgres else []

    def _make(self, folder, messages, stop=True):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)  # PostgreSQL's user looks for its cluster in there
        self._open(folder)
        made = run_json([self.asked.recado, "init", "--data", self.data, "--email", "bench@example.com", "--workspace-name",
                         "Benchmark", *self.database])
        if messages:
            print(f"Seeding {messages} messages into {self.kind}; this is kept for later runs.", flush=True)
        seeded = run_json([self.asked.tool("seed"), "--data", self.data, "--secret", SECRET, "--messages", messages,
                           *self.seed_flags, *self.database], timeout=3600)
        (folder / "known.json").write_text(json.dumps({"api_key": made["api_key"], **seeded}))
        if stop and self.postgres:
            self.postgres.stop()

    def rows(self, sql):
        if self.postgres:
            return self.postgres.rows(sql)
        with sqlite3.connect(f"file:{self.data / 'recado.db'}?mode=ro", uri=True, timeout=60) as database:
            return database.execute(sql).fetchall()

    def count_after(self, message_id):
        return int(self.rows(f"SELECT COUNT(*) FROM message WHERE id > {message_id}")[0][0])

    def newest_message(self):
        return int(self.rows("SELECT COALESCE(MAX(id), 0) FROM message")[0][0])

    def close(self):
        if self.postgres:
            self.postgres.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


class Server:
    """`recado serve` on an installation."""

    def __init__(self, installation, *flags):
        self.installation = installation
        begun = time.monotonic()
        self.process = Process([installation.asked.recado, "serve", "--data", installation.data, "--port", "0",
                                *installation.database, *flags], KEPT / "recado.log")
        self.url = self.process.first_line()["address"]
        self.ready_seconds = time.monotonic() - begun

    def metric(self, name):
        found = re.search(rf"^{name}(?:{{[^}}]*}})? ([0-9.e+]+)$", get(self.url + "/metrics"), re.M)
        return float(found[1]) if found else 0.0

    def backlog(self):
        return self.metric("recado_intake_backlog")

    def messages(self):
        return self.metric("recado_intake_messages_total")

    def wait_until_applied(self, count, seconds=600):
        """When the counter of applied messages has come to `count`; None when it does not."""
        return time.monotonic() if wait_for(lambda: self.messages() >= count, seconds, 0.02) else None

    def cpu_seconds(self):
        return self.process.cpu_seconds() + (self.installation.postgres.cpu_seconds() if self.installation.postgres else 0)

    def stop(self):
        self.process.stop()


def stripped_bytes(binary, folder):
    target = folder / "stripped"
    subprocess.run(["strip", "-o", target, binary], check=True)
    size = target.stat().st_size
    target.unlink()
    return size
