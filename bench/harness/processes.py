"""Processes that a benchmark starts: each is stopped by its own id when the run ends, however it ends."""

import atexit
import json
import os
import pathlib
import pwd
import select
import signal
import subprocess
import time
import urllib.request

TICKS = os.sysconf("SC_CLK_TCK")
running = []


def stop_all():
    for process in reversed(list(running)):
        process.stop()


atexit.register(stop_all)


class Process:
    def __init__(self, command, log, user=None, stop_signal=signal.SIGTERM, env=None):
        self.stop_signal = stop_signal
        self.log = open(log, "ab")
        as_user = {}
        if user and os.geteuid() == 0:
            account = pwd.getpwnam(user)
            as_user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        self.child = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                      stderr=self.log, start_new_session=True, cwd=pathlib.Path(log).parent,
                                      env={**os.environ, **(env or {})}, **as_user)
        running.append(self)

    @property
    def pid(self):
        return self.child.pid

    def first_line(self, seconds=120):
        """The line of JSON that a program prints when it is ready. It may listen on the pipe no longer than that."""
        if select.select([self.child.stdout], [], [], seconds)[0]:
            line = self.child.stdout.readline()
            if line:
                return json.loads(line)
        raise RuntimeError(f"{self.child.args[0]} did not become ready; see {self.log.name}")

    def stop(self):
        if self in running:
            running.remove(self)
        if self.child.poll() is None:
            self.child.send_signal(self.stop_signal)
            try:
                self.child.wait(60)
            except subprocess.TimeoutExpired:
                self.child.kill()
                self.child.wait(10)
        self.child.stdout.close()
        self.log.close()

    def cpu_seconds(self):
        """Of the process and of the children it has now."""
        return sum(cpu_seconds(pid) for pid in [self.pid, *children(self.pid)])

    def resident_kb(self):
        for line in pathlib.Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        raise RuntimeError(f"{self.child.args[0]} has ended; see {self.log.name}")


def children(pid):
    try:
        return [int(child) for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def cpu_seconds(pid):
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def get(url, key=None, timeout=60):
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {key}"} if key else {})
    with urllib.request.urlopen(request, timeout=timeout) as answer:
        return answer.read().decode()


def get_json(url, key=None):
    return json.loads(get(url, key))


def run_json(command, timeout=1200):
    """Runs one of our measuring programs, which print one JSON object."""
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, timeout=timeout)
    if done.returncode != 0:
        raise RuntimeError(f"failed: {' '.join(str(part) for part in command)}")
    return json.loads(done.stdout)


def wait_for(condition, seconds, pause=0.05):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(pause)
    return False
