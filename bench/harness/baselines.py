"""What Recado is compared with: nginx that answers a static 200, and the usual Node service of bench/baseline."""

import hashlib
import shutil
import socket
import subprocess
import time

from harness.places import BENCH, KEPT, SECRET, work_folder
from harness.processes import Process, get, wait_for

NGINX = """
worker_processes 2;
daemon off;
pid {folder}/pid;
error_log stderr;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  keepalive_requests 1000000000;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    location / {{ return 200 ""; }}
  }}
}}
"""


class Nginx:
    def __init__(self):
        program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
        if not program:
            raise RuntimeError("nginx is not installed. Run: script/bootstrap bench")
        folder = work_folder("nginx")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
        self.process = Process([program, "-c", folder / "nginx.conf", "-p", folder], folder / "log")
        self.url = f"http://127.0.0.1:{port}"
        self.webhook_path = "/v1/webhooks/whatsapp/meta"
        if not wait_for(lambda: _answers(self.url + "/"), 20):
            raise RuntimeError(f"nginx did not start; see {folder / 'log'}")

    def cpu_seconds(self):
        return self.process.cpu_seconds()

    def stop(self):
        self.process.stop()


class Node:
    """Fastify, better-sqlite3 and ws, one transaction for each webhook."""

    def __init__(self, name="node"):
        install_packages()
        self.folder = work_folder(name)
        begun = time.monotonic()
        self.process = Process(["node", BENCH / "baseline" / "server.mjs", self.folder / "baseline.db", SECRET], KEPT / "node.log",
                               env={"NODE_ENV": "production"})
        self.url = self.process.first_line()["address"]
        self.ready_seconds = time.monotonic() - begun
        self.webhook_path = "/v1/webhooks/whatsapp/meta"
        self.api_key = "none"

    def cpu_seconds(self):
        return self.process.cpu_seconds()

    def stop(self):
        self.process.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def install_packages():
    folder = BENCH / "baseline"
    version = subprocess.run(["node", "--version"], check=True, stdout=subprocess.PIPE).stdout.decode().strip()
    stamp = folder / "node_modules" / ".recado-stamp"  # as script/env.sh keeps it
    wanted = f"{hashlib.sha256((folder / 'package-lock.json').read_bytes()).hexdigest()}  - {version}\n"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("Installing the npm packages of bench/baseline", flush=True)
    subprocess.run(["npm", "ci", "--no-progress", "--loglevel=error"], cwd=folder, check=True)
    stamp.write_text(wanted)


def _answers(url):
    try:
        get(url, timeout=2)
        return True
    except OSError:
        return False
