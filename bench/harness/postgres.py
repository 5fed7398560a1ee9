"""A PostgreSQL cluster of its own on a free port, run by an ordinary user, as the server refuses to run as root."""

import os
import pathlib
import pwd
import signal
import socket
import subprocess

from harness.processes import Process, wait_for

# What anybody who runs PostgreSQL for this would set; the rest is the default, fsync and synchronous_commit included.
SETTINGS = {"fsync": "on", "shared_buffers": "512MB", "max_wal_size": "4GB", "listen_addresses": "127.0.0.1"}


def programs():
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    if not found:
        raise RuntimeError("PostgreSQL is not installed. Run: script/bootstrap test")
    return found[-1].parent


def _own(folder):
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    return {}


class Postgres:
    def __init__(self, folder):
        """Starts the cluster in `folder`, which is made when it is not there."""
        self.folder = pathlib.Path(folder)
        data = self.folder / "cluster"
        if not data.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            user = _own(self.folder)
            subprocess.run([programs() / "initdb", "-D", data, "-U", "recado", "-A", "trust", "-E", "UTF8", "--locale=C"],
                           check=True, stdout=subprocess.DEVNULL, cwd=self.folder, **user)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        self.process = Process([programs() / "postgres", "-D", data, "-p", port, "-k", self.folder, *settings],
                               self.folder / "log", user="postgres", stop_signal=signal.SIGINT)
        self.url = f"postgresql://recado@127.0.0.1:{port}/postgres"
        ready = [programs() / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
        if not wait_for(lambda: subprocess.run(ready).returncode == 0, 120):
            raise RuntimeError(f"PostgreSQL did not start; see {self.folder / 'log'}")

    def rows(self, sql):
        done = subprocess.run(["psql", "-X", "-A", "-t", "-F", "\t", "-d", self.url, "-c", sql], check=True, stdout=subprocess.PIPE)
        return [line.split("\t") for line in done.stdout.decode().splitlines()]

    def cpu_seconds(self):
        return self.process.cpu_seconds()

    def stop(self):
        self.process.stop()
