#!/usr/bin/env python3
"""Kills the program at random moments and looks whether anything that it acknowledged is lost or there twice.

    kill_test.py [--rounds 10] [--database sqlite|postgresql://…] [--recado PATH] [--rate 400] [--seed N]

Providers that never give up post signed webhooks from several connections, repeat what was not acknowledged and some of
what was; a member replies under idempotency keys. Each round ends with SIGKILL. At the end the API is read: every message
exists exactly once, every reply was made once, and no reply is on a customer's phone twice. The last line is
"N passed, N failed"; the exit status is 1 on any loss or double.
"""

import argparse
import collections
import hashlib
import hmac
import http.client
import json
import pathlib
import queue
import random
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
NUMBER = "100000000000001"  # of the sandbox's demo connection
CUSTOMERS = 30
CONNECTIONS = 6
REPLIES_PER_SECOND = 8  # the phone shows the last 200 messages of a thread; fewer are sent to each customer
SETTLE_SECONDS = 120


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Database:
    """Where the program under test keeps its data: a folder of its own, or a schema of its own in PostgreSQL."""

    def __init__(self, url: str):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="recado-kill-"))
        self.arguments = ["--data", str(self.folder / "data")]
        self.server = None if url == "sqlite" else url
        if self.server:
            self.schema = "recado_kill_" + secrets.token_hex(4)
            self.psql(f"CREATE SCHEMA {self.schema}")
            joint = "&" if "?" in url else "?"
            self.arguments += ["--database", f"{url}{joint}options=-csearch_path%3D{self.schema}"]

    def psql(self, command: str) -> None:
        subprocess.run(["psql", "-q", "-X", "-v", "ON_ERROR_STOP=1", "-c", command, self.server], check=True,
                       stderr=subprocess.DEVNULL)

    def remove(self) -> None:
        if self.server:
            self.psql(f"DROP SCHEMA {self.schema} CASCADE")
        shutil.rmtree(self.folder, ignore_errors=True)


class Program:
    def __init__(self, recado: str, database: Database):
        self.recado, self.database = recado, database
        self.port, self.simulator_port = free_port(), free_port()
        made = subprocess.run([recado, "init", *database.arguments, "--email", "kill@example.com", "--workspace-name", "Kill"],
                              check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.api_key = json.loads(made.stdout)["api_key"]
        self.log = open(database.folder / "log", "ab")
        self.process = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            [self.recado, "serve", *self.database.arguments, "--sandbox", "--port", str(self.port), "--simulator-port",
             str(self.simulator_port), "--log-level", "warn"], stdout=subprocess.PIPE, stderr=self.log)

    def wait_ready(self) -> None:
        if not self.process.stdout.readline():
            raise RuntimeError("the program did not start:\n" + self.last_log())

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def end(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.kill()
            return -1

    def last_log(self) -> str:
        return (self.database.folder / "log").read_text(errors="replace")[-3000:]

    def app_secret(self) -> str:
        for line in reversed((self.database.folder / "data" / "simulator.jsonl").read_text().splitlines()):
            fact = json.loads(line)
            if fact.get("fact") == "number" and fact.get("id") == NUMBER:
                return fact["app_secret"]
        raise RuntimeError("the simulator knows no demo number")

    def ask(self, method: str, path: str, body=None, headers=None, port=None):
        """(status, answer); raises OSError or HTTPException when the program is not there."""
        connection = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=10)
        try:
            connection.request(method, path, None if body is None else json.dumps(body),
                               {"Authorization": f"Bearer {self.api_key}", "Content-Type": "application/json", **(headers or {})})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read() or b"null")
        finally:
            connection.close()


def phone_of(customer: int) -> str:
    return f"5730010{customer:05}"


def webhook(messages: list) -> bytes:
    """messages: [(number in the test, customer)]"""
    value = {"messaging_product": "whatsapp", "metadata": {"display_phone_number": "573000000000", "phone_number_id": NUMBER},
             "contacts": [{"profile": {"name": f"Customer {c}"}, "wa_id": phone_of(c)} for c in {c for _, c in messages}],
             "messages": [{"from": phone_of(customer), "id": f"wamid.kill.{number}", "timestamp": str(int(time.time())),
                           "type": "text", "text": {"body": f"in-{number}-"}} for number, customer in messages]}
    return json.dumps({"object": "whatsapp_business_account",
                       "entry": [{"id": "200000000000001", "changes": [{"field": "messages", "value": value}]}]}).encode()


class Provider:
    """Posts at a steady rate over several connections, and repeats a delivery until it is acknowledged."""

    def __init__(self, program: Program, rate: float, seed: int):
        self.program, self.rate = program, rate
        self.random = random.Random(seed)
        self.secret = program.app_secret().encode()
        self.due = queue.Queue()
        self.acknowledged = set()  # numbers of messages
        self.repeated = self.refused = 0
        self.next_number = 0
        self.lock = threading.Lock()
        self.making = threading.Event()
        self.ending = threading.Event()
        self.threads = [threading.Thread(target=self.make, daemon=True)]
        self.threads += [threading.Thread(target=self.post, daemon=True) for _ in range(CONNECTIONS)]
        self.making.set()
        for thread in self.threads:
            thread.start()

    def make(self) -> None:
        begun, made = time.monotonic(), 0
        while self.making.is_set():
            while made < (time.monotonic() - begun) * self.rate:
                count = self.random.choice([1, 1, 1, 2, 5])
                messages = [(self.next_number + i, self.random.randrange(CUSTOMERS)) for i in range(count)]
                self.next_number += count
                made += 1
                body = webhook(messages)
                for _ in range(2 if self.random.random() < 0.05 else 1):
                    self.due.put((body, [number for number, _ in messages]))
            time.sleep(0.005)

    def post(self) -> None:
        connection = None
        while not self.ending.is_set():
            try:
                body, numbers = self.due.get(timeout=0.1)
            except queue.Empty:
                continue
            signature = "sha256=" + hmac.new(self.secret, body, hashlib.sha256).hexdigest()
            try:
                connection = connection or http.client.HTTPConnection("127.0.0.1", self.program.port, timeout=10)
                connection.request("POST", "/v1/webhooks/whatsapp/meta", body,
                                   {"Content-Type": "application/json", "X-Hub-Signature-256": signature})
                answer = connection.getresponse()
                answer.read()
                status = answer.status
            except (OSError, http.client.HTTPException):
                connection, status = None, 0
            with self.lock:
                if status == 200:
                    self.acknowledged.update(numbers)
                else:
                    self.repeated += 1
                    self.refused += status != 0
            if status != 200:
                self.due.put((body, numbers))
                time.sleep(0.02)

    def settle(self, deadline: float) -> bool:
        self.making.clear()
        while time.monotonic() < deadline and len(self.acknowledged) < self.next_number:
            time.sleep(0.05)
        self.ending.set()
        return len(self.acknowledged) == self.next_number


class Member:
    """Replies to conversations, and repeats a request under its key until it is answered."""

    def __init__(self, program: Program):
        self.program = program
        self.queued = set()
        self.asked = 0
        self.refusals = collections.Counter()
        self.ending = threading.Event()
        self.thread = threading.Thread(target=self.reply, daemon=True)
        self.thread.start()

    def insist(self, method: str, path: str, body=None, headers=None):
        while True:
            try:
                status, answer = self.program.ask(method, path, body, headers)
                if status < 500:
                    return status, answer
            except (OSError, http.client.HTTPException, ValueError):
                pass
            time.sleep(0.02)

    def reply(self) -> None:
        while not self.ending.is_set():
            _, page = self.insist("GET", "/v1/conversations?limit=30")
            for conversation in page.get("items", []):
                if self.ending.is_set():
                    break
                number = self.asked
                self.asked += 1
                status, answer = self.insist("POST", f"/v1/conversations/{conversation['id']}/messages",
                                             {"type": "text", "text": f"out-{number}-"}, {"Idempotency-Key": f"kill-{number}"})
                if status == 202:
                    self.queued.add(number)
                else:
                    self.refusals[f"{status} {answer.get('code')}"] += 1
                time.sleep(1 / REPLIES_PER_SECOND)
            time.sleep(0.05)

    def settle(self) -> None:
        self.ending.set()
        self.thread.join(60)


def pages(program: Program, path: str, cursor_name: str):
    cursor = None
    while True:
        query = "?limit=100" + (f"&cursor={urllib.parse.quote(cursor)}" if cursor else "")
        status, page = program.ask("GET", path + query)
        if status != 200:
            raise RuntimeError(f"GET {path}: {status} {page}")
        yield from page["items"]
        cursor = page[cursor_name]
        if not cursor:
            return


def count_texts(program: Program) -> collections.Counter:
    found = collections.Counter()
    for conversation in pages(program, "/v1/conversations", "next_cursor"):
        for message in pages(program, f"/v1/conversations/{conversation['id']}/messages", "previous_cursor"):
            found[message["text"]] += 1
    return found


def count_on_phones(program: Program) -> collections.Counter:
    found = collections.Counter()
    for customer in range(CUSTOMERS):
        _, thread = program.ask("GET", f"/control/customers/c{customer}/thread?number_id={NUMBER}", port=program.simulator_port)
        found.update(m["text"] for m in thread["messages"] if m["direction"] == "from_business")
    return found


def metric(program: Program, name: str) -> float:
    connection = http.client.HTTPConnection("127.0.0.1", program.port, timeout=10)
    connection.request("GET", "/metrics")
    text = connection.getresponse().read().decode()
    connection.close()
    return float(re.search(rf"^{name} (\S+)$", text, re.M).group(1))


def wait_applied(program: Program, deadline: float) -> None:
    while time.monotonic() < deadline:
        if metric(program, "recado_intake_backlog") == 0 and metric(program, "recado_delivery_busy") == 0:
            break
        time.sleep(0.1)
    time.sleep(0.5)  # the gauge is set before a batch is taken


def compare(wanted: set, prefix: str, found: collections.Counter) -> tuple:
    lost = [n for n in wanted if found[f"{prefix}-{n}-"] == 0]
    doubled = [text for text, count in found.items() if text.startswith(prefix + "-") and count > 1]
    return lost, doubled


def verify(program: Program, provider: Provider, member: Member) -> list:
    found = count_texts(program)
    problems = []
    for what, wanted, prefix in (("message", provider.acknowledged, "in"), ("reply", member.queued, "out")):
        lost, doubled = compare(wanted, prefix, found)
        print(f"{what:<8} {len(wanted):>7} acknowledged {len(lost):>5} lost {len(doubled):>5} doubled")
        problems += [f"{what} {n} is lost" for n in lost] + [f"{text} exists more than once" for text in doubled]
    on_phones = count_on_phones(program)
    doubled = [text for text, count in on_phones.items() if count > 1]
    print(f"phones   {len(on_phones):>7} replies arrived           {len(doubled):>5} doubled")
    problems += [f"{text} is on the phone more than once" for text in doubled]
    return problems


def run_rounds(program: Program, options, chance: random.Random) -> tuple:
    program.start()
    program.wait_ready()
    for customer in range(CUSTOMERS):
        control = f"/control/customers/c{customer}"
        program.ask("PUT", control, {"name": f"Customer {customer}", "phone": phone_of(customer)}, port=program.simulator_port)
        # Opens the service window as the simulator sees it: what is posted here it knows nothing of.
        program.ask("POST", control + "/messages", {"number_id": NUMBER, "type": "text", "text": "hello"},
                    port=program.simulator_port)
    provider, member = Provider(program, options.rate, options.seed), Member(program)
    for number in range(options.rounds):
        if number > 0:
            program.start()
        if number % 4 == 3:
            time.sleep(chance.uniform(0, 0.3))  # while it starts and recovers
        else:
            if number > 0:
                program.wait_ready()
            time.sleep(chance.uniform(0.2, options.longest))
        program.kill()
    program.start()
    program.wait_ready()
    return provider, member


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--rounds", type=int, default=10)
    arguments.add_argument("--database", default="sqlite", help="sqlite, or the URL of a PostgreSQL")
    arguments.add_argument("--recado", default=str(ROOT / "build" / "release" / "recado"))
    arguments.add_argument("--rate", type=float, default=400, help="webhooks a second")
    arguments.add_argument("--longest", type=float, default=1.5, help="seconds of a round at most")
    arguments.add_argument("--seed", type=int, default=None)
    options = arguments.parse_args()
    if options.database != "sqlite" and not options.database.startswith(("postgresql://", "postgres://")):
        arguments.error("--database is sqlite or the URL of a PostgreSQL")
    options.seed = options.seed if options.seed is not None else secrets.randbelow(1 << 30)

    print(f"kill test: {options.rounds} rounds, {options.database.split('@')[-1]}, seed {options.seed}", flush=True)
    database = Database(options.database)
    program = None
    try:
        program = Program(options.recado, database)
        provider, member = run_rounds(program, options, random.Random(options.seed))
        deadline = time.monotonic() + SETTLE_SECONDS
        problems = [] if provider.settle(deadline) else ["the program did not take every webhook in time"]
        member.settle()
        wait_applied(program, deadline)
        print(f"{provider.repeated} deliveries were repeated, {provider.refused} of them refused; replies refused: "
              f"{dict(member.refusals) or 'none'}")
        problems += verify(program, provider, member)
        if (status := program.end()) != 0:
            problems.append(f"the program ended with status {status} after SIGTERM")
        for problem in problems[:20]:
            print("FAILED:", problem)
        if problems:
            print(program.last_log())
        print(f"{0 if problems else 1} passed, {1 if problems else 0} failed", flush=True)
        return 1 if problems else 0
    finally:
        if program and program.process and program.process.poll() is None:
            program.kill()
        database.remove()


if __name__ == "__main__":
    sys.exit(main())
