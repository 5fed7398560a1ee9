"""Fifty files of 5 MB arrive at once while texts keep coming: what that does to the intake and to the memory."""

import hashlib
import hmac
import http.server
import json
import os
import pathlib
import threading
import time
import urllib.request

from harness.intake import RATE, send
from harness.places import SECRET
from harness.processes import wait_for
from harness.recado import Installation, Server
from harness.report import ms, table

FILES = 50
FILE_BYTES = 5_000_000
SECONDS = 15
NUMBER_ID = "100000000000042"  # as bench/load/customers.h has it


class Graph:
    """The provider: names each file and serves it."""

    def __init__(self):
        content = b"%PDF-1.4\n" + os.urandom(FILE_BYTES - 9)
        sha256 = hashlib.sha256(content).hexdigest()
        graph = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                name = self.path.partition("?")[0].rpartition("/")[2]
                if name.startswith("file"):
                    return self.answer("application/pdf", content)
                facts = {"messaging_product": "whatsapp", "url": f"{graph.url}/file{name}", "mime_type": "application/pdf",
                         "sha256": sha256, "file_size": FILE_BYTES, "id": name}
                self.answer("application/json", json.dumps(facts).encode())

            def answer(self, kind, body):
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()


def document(number):
    return json.dumps({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{"field": "messages", "value": {
        "messaging_product": "whatsapp", "metadata": {"display_phone_number": "15550783881", "phone_number_id": NUMBER_ID},
        "contacts": [{"profile": {"name": "A customer"}, "wa_id": f"5730099{number:05}"}],
        "messages": [{"from": f"5730099{number:05}", "id": f"wamid.file{number}", "timestamp": str(int(time.time())), "type": "document",
                      "document": {"filename": f"{number}.pdf", "mime_type": "application/pdf", "id": str(7_000_000 + number)}}]}}]}]}).encode()


def post(server, body):
    signature = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    urllib.request.urlopen(urllib.request.Request(server.url + server.webhook_path, body, {
        "Content-Type": "application/json", "X-Hub-Signature-256": f"sha256={signature}"}), timeout=30).read()


def peak_kb(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return 0


def measure_database(asked, database):
    graph = Graph()
    installation = Installation(asked, database, 0, f"media-{database}", base_url=graph.url)
    server = Server(installation)
    server.webhook_path = installation.webhook_path
    ready = "SELECT COUNT(*) FROM media_file WHERE size = %d" % FILE_BYTES
    try:
        send(asked, server, 2, RATE)
        without = send(asked, server, SECONDS, RATE)
        pathlib.Path(f"/proc/{server.process.pid}/clear_refs").write_text("5")  # the peak begins here

        def arrive():
            time.sleep(3)
            for number in range(FILES):
                post(server, document(number))

        files = threading.Thread(target=arrive)
        files.start()
        beside = send(asked, server, SECONDS, RATE)
        files.join()
        all_ready = wait_for(lambda: int(installation.rows(ready)[0][0]) == FILES, 60, 0.2)
        return {"without": without, "beside": beside, "peak_kb": peak_kb(server.process.pid),
                "ready": int(installation.rows(ready)[0][0]), "all_ready": bool(all_ready)}
    finally:
        server.stop()
        installation.close()
        graph.stop()


def measure(asked, report):
    report.say(f"\n## {FILES} files of {FILE_BYTES / 1e6:g} MB at once\n")
    rows, kept = [], {}
    for database in asked.databases:
        result = kept[database] = measure_database(asked, database)
        without, beside = (result[name]["latency_ms"]["p99"] for name in ("without", "beside"))
        rows.append([f"Recado, {database}", ms(without), ms(beside), f"{beside / without:.2f}", result["ready"], f"{result['peak_kb'] / 1024:.0f}"])
        report.at_most(f"{database}: p99 of the 200s beside the files, of without", 2, beside / without, "times")
        report.at_most(f"{database}: memory while they arrive", 150, result["peak_kb"] / 1024, "MB")
        report.target(f"{database}: files that are there", str(FILES), str(result["ready"]), result["all_ready"])
    report.keep("media", kept)
    report.say(table(["", f"200 at {RATE}/s p99 ms", "beside the files", "ratio", "files", "peak memory, MB"], rows))
