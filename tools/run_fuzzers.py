#!/usr/bin/env python3
"""Runs every fuzzer of build/fuzz for FUZZ_SECONDS (60 unless set), two at a time, at most ten minutes in all.

Each starts from fuzz/corpus/<name>, where <name>_fuzz.cc is its source; what it finds new stays in
build/fuzz-work/<name>/, and an input that breaks it is kept there as crash-….
"""

import concurrent.futures
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
AT_ONCE = 2
WHOLE_SECONDS = 600


def fuzz(program: pathlib.Path, seconds: int) -> tuple[bool, str]:
    name = program.name.removesuffix("_fuzz")
    work = ROOT / "build" / "fuzz-work" / name
    (work / "corpus").mkdir(parents=True, exist_ok=True)
    given = [str(f) for f in [ROOT / "fuzz" / "corpus" / name] if f.is_dir()]
    done = subprocess.run([program, f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=2048",
                           f"-artifact_prefix={work}/", "-print_final_stats=1", work / "corpus", *given],
                          capture_output=True, text=True, errors="replace", cwd=ROOT,
                          env={**os.environ, "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1"})
    if done.returncode != 0:
        return False, done.stderr[-6000:]
    runs = [line.split()[-1] for line in done.stderr.splitlines() if "number_of_executed_units" in line]
    return True, f"{runs[0] if runs else '?'} inputs"


def main() -> int:
    programs = sorted(p for p in (ROOT / "build" / "fuzz" / "fuzzers").glob("*_fuzz") if os.access(p, os.X_OK))
    if not programs:
        print("There are no fuzzers yet.")
        return 0
    rounds = -(-len(programs) // AT_ONCE)
    seconds = max(1, min(int(os.environ.get("FUZZ_SECONDS") or 60), WHOLE_SECONDS // rounds))
    held = True
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        for program, (good, report) in zip(programs, pool.map(lambda p: fuzz(p, seconds), programs)):
            print(f"{program.name}: {seconds} s, {report}" if good else f"{program.name}: FAILED\n{report}", flush=True)
            held &= good
    return 0 if held else 1


sys.exit(main())
