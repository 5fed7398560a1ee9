#!/usr/bin/env python3
"""Runs the tests of a build and counts them; script/test and script/check call it after building.

    run_tests.py [unit] [kill] [browser] [conformance] [corpus] [--preset release]

The C++ tests find a PostgreSQL of their own in RECADO_TEST_POSTGRES; it lives in a temporary folder and ends with
the run. The output of each suite is kept in build/test-logs/; only failures are shown. The last line is the count.
"""

import argparse
import atexit
import json
import os
import pathlib
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PARTS = ["unit", "kill", "browser", "conformance", "corpus"]
KILL_ROUNDS = 10
CORPUS = ROOT.parent / "shared" / "corpus" / "check.py"
CORPUS_PROVIDERS = ["meta", "twilio", "kapso"]
SUITE_LIMIT_SECONDS = 20 * 60
SANITIZER_OPTIONS = {
    "ASAN_OPTIONS": "detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1",
    "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1",
    "TSAN_OPTIONS": "second_deadlock_stack=1",
}


class Postgres:
    """A temporary cluster on a free port, run by an ordinary user, as the server refuses to run as root."""

    def __init__(self):
        bins = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[4]))
        if not bins:
            raise RuntimeError("PostgreSQL is not installed. Run: script/bootstrap test")
        self.bin = bins[-1].parent
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="recado-postgres-"))
        self.user = {}
        if os.geteuid() == 0:
            account = pwd.getpwnam("postgres")
            self.user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
            os.chown(self.folder, account.pw_uid, account.pw_gid)
        self.process = None
        atexit.register(self.stop)
        self.start()

    def start(self):
        data = self.folder / "data"
        subprocess.run([self.bin / "initdb", "-D", data, "-U", "recado", "-A", "trust", "-E", "UTF8", "--locale=C"],
                       check=True, stdout=subprocess.DEVNULL, cwd=self.folder, **self.user)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.log = open(self.folder / "log", "wb")
        self.process = subprocess.Popen(
            [self.bin / "postgres", "-D", data, "-p", str(port), "-k", self.folder, "-c", "listen_addresses=127.0.0.1",
             "-c", "fsync=on", "-c", "max_connections=200"],
            stdout=self.log, stderr=subprocess.STDOUT, cwd=self.folder, start_new_session=True, **self.user)
        self.url = f"postgresql://recado@127.0.0.1:{port}/postgres"
        for _ in range(300):
            if subprocess.run([self.bin / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]).returncode == 0:
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError("PostgreSQL did not start:\n" + (self.folder / "log").read_text(errors="replace")[-2000:])

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)


class Run:
    def __init__(self, preset: str):
        self.build = ROOT / "build" / preset
        self.logs = ROOT / "build" / "test-logs" / preset
        self.logs.mkdir(parents=True, exist_ok=True)
        self.passed = self.failed = 0

    def suite(self, name: str, command: list, count, cwd=ROOT, env=None) -> None:
        """Runs one suite; count(output) returns (passed, failed) or None where the output holds no count."""
        log = self.logs / (name.replace("/", "-") + ".log")
        started = time.monotonic()
        with open(log, "wb") as out:
            child = subprocess.Popen([str(c) for c in command], cwd=cwd, env={**os.environ, **(env or {})}, stdout=out,
                                     stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True)
            try:
                status = child.wait(SUITE_LIMIT_SECONDS)
            except subprocess.TimeoutExpired:
                status = f"no end after {SUITE_LIMIT_SECONDS} s"
            finally:
                stop_group(child)
        output = log.read_text(errors="replace")
        passed, failed = count(output) or (0, 0)
        if failed == 0 and (status != 0 or passed == 0):
            failed = 1  # a crash, or a run in which nothing was counted, is a failure of its own
        self.passed += passed
        self.failed += failed
        if failed:
            print(f"---- {name}: exit status {status}; whole output in {log.relative_to(ROOT)}")
            print(shortened(output))
            print("----")
        print(f"{name:<28}{passed:>6} passed {failed:>4} failed {time.monotonic() - started:>7.1f} s", flush=True)


def stop_group(child: subprocess.Popen) -> None:
    """Ends what a suite left running: everything it starts is in its own session."""
    for kind in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(child.pid, kind)
        except ProcessLookupError:
            return
        time.sleep(0.2)
        child.poll()


def shortened(output: str) -> str:
    """What a reader needs of a failure: passing cases left out, and the end of what remains."""
    output = re.sub(r"\x1b\[[0-9;]*m", "", output)
    output = re.sub(r"^\[ RUN      \] (.*)\n(?:.*\n)*?\[       OK \] \1 .*\n", "", output, flags=re.M)
    lines = [line for line in output.splitlines() if not re.match(r"\s*(✔|✓) |ok \d", line)]
    return "\n".join(([f"({len(lines) - 200} lines left out)"] if len(lines) > 200 else []) + lines[-200:])


def gtest_count(report: pathlib.Path):
    def count(output: str):
        if report.exists():
            result = json.loads(report.read_text())
            failed = result["failures"] + result["errors"]
            skipped = sum(case.get("result") == "SKIPPED" for suite in result["testsuites"] for case in suite["testsuite"])
            return result["tests"] - failed - result["disabled"] - skipped, failed
        # A crash left no report: what was begun and neither passed nor was skipped has failed.
        begun, passed, skipped = (len(re.findall(rf"^\[ {word} \] .*\S$", output, re.M))
                                  for word in ("RUN     ", "      OK", " SKIPPED"))
        return passed, begun - passed - skipped
    return count


def node_count(output: str):
    """The summary of node's test runner (TAP or spec) or of vitest; several of them add up."""
    output = re.sub(r"\x1b\[[0-9;]*m", "", output)
    passed = [int(n) for n in re.findall(r"^(?:#|ℹ) pass (\d+)$", output, re.M)]
    failed = [int(n) for n in re.findall(r"^(?:#|ℹ) (?:fail|cancelled) (\d+)$", output, re.M)]
    for summary in re.findall(r"^\s*Tests\s+(.*\(\d+\))\s*$", output, re.M):
        passed += [int(n) for n in re.findall(r"(\d+) passed", summary)]
        failed += [int(n) for n in re.findall(r"(\d+) failed", summary)]
    # Playwright's list reporter; what passed at a second try is named "flaky" there.
    passed += [int(n) for n in re.findall(r"^\s+(\d+) (?:passed|flaky)(?: \([\d.]+m?s?\))?$", output, re.M)]
    failed += [int(n) for n in re.findall(r"^\s+(\d+) (?:failed|did not run)$", output, re.M)]
    return (sum(passed), sum(failed)) if passed or failed else None


def line_count(output: str):
    found = re.findall(r"^(\d+) passed, (\d+) failed$", output, re.M)
    return (int(found[-1][0]), int(found[-1][1])) if found else None


def run_unit(run: Run) -> None:
    programs = sorted(p for p in (run.build / "tests").glob("test_*") if os.access(p, os.X_OK) and p.is_file())
    if programs:
        env = {**SANITIZER_OPTIONS, "RECADO_TEST_POSTGRES": Postgres().url, "RECADO_BINARY": str(run.build / "recado")}
        suppressions = ROOT / "tools" / "tsan.suppressions"
        if suppressions.exists():
            env["TSAN_OPTIONS"] += f":suppressions={suppressions}"
        for program in programs:
            report = run.logs / f"{program.name}.json"
            report.unlink(missing_ok=True)
            run.suite(program.name, [program, f"--gtest_output=json:{report}", "--gtest_color=no"],
                      gtest_count(report), env=env)
    package = ROOT / "ui" / "package.json"
    if run.build.name == "release" and package.exists() and "test" in json.loads(package.read_text()).get("scripts", {}):
        run_node(run, "ui")


def run_node(run: Run, folder: str) -> None:
    if (ROOT / folder / "package.json").exists():
        run.suite(folder, ["npm", "test", "--silent"], node_count, cwd=ROOT / folder,
                  env={"CI": "1", "NO_COLOR": "1", "RECADO_BINARY": str(run.build / "recado"),
                       "CHROMIUM": shutil.which("chromium") or "/usr/bin/chromium"})


def run_corpus(run: Run) -> None:
    if not CORPUS.exists():
        print("corpus                      skipped: ../shared/corpus is not beside this folder")
    elif not (run.build / "recado").exists():
        print("corpus                      skipped: the program is not built")
    else:
        for provider in CORPUS_PROVIDERS:
            run.suite(f"corpus/{provider}", [sys.executable, CORPUS, "--provider", provider, "--recado", run.build / "recado"],
                      line_count)


def run_kill(run: Run) -> None:
    """Kills the program in the middle of its work, again and again, and counts what is lost or doubled."""
    if not (run.build / "recado").exists():
        print("kill                        skipped: the program is not built")
        return
    for name, database in (("sqlite", "sqlite"), ("postgres", Postgres().url)):
        run.suite(f"kill/{name}", [sys.executable, ROOT / "tools" / "kill_test.py", "--rounds", str(KILL_ROUNDS),
                                   "--database", database, "--recado", run.build / "recado"], line_count)


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("parts", nargs="*", metavar="|".join(PARTS))
    arguments.add_argument("--preset", default="release")
    options = arguments.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        arguments.error(f"unknown part {', '.join(sorted(unknown))}")
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _: sys.exit(128 + received))  # an ordinary exit stops PostgreSQL

    run = Run(options.preset)
    for part in options.parts or PARTS:
        if part == "unit":
            run_unit(run)
        elif part == "kill":
            run_kill(run)
        elif part == "corpus":
            run_corpus(run)
        else:
            run_node(run, f"tests/{part}")
    print(f"{run.passed} passed, {run.failed} failed", flush=True)
    return 1 if run.failed else 0


if __name__ == "__main__":
    sys.exit(main())
