#!/usr/bin/env python3
"""Runs clang-tidy over src/, two files at a time, and remembers what was clean.

A file is checked again when it, a header of the project that it includes, its compile command, .clang-tidy or the
tool has changed. The memory is build/tidy-cache/.
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SRC = ROOT / "src"
CACHE = ROOT / "build" / "tidy-cache"
DATABASE = ROOT / "build" / "release"
INCLUDE = re.compile(rb'^\s*#\s*include\s*"([^"]+)"', re.M)


def with_headers(file: pathlib.Path, seen: dict[pathlib.Path, bytes]) -> None:
    if file in seen or not file.is_file():
        return
    seen[file] = file.read_bytes()
    for name in INCLUDE.findall(seen[file]):
        with_headers(SRC / name.decode(), seen)


def key_of(entry: dict, common: bytes) -> str:
    files: dict[pathlib.Path, bytes] = {}
    with_headers(pathlib.Path(entry["file"]), files)
    digest = hashlib.sha256(common + entry["command"].encode())
    for file in sorted(files):
        digest.update(file.as_posix().encode() + hashlib.sha256(files[file]).digest())
    return digest.hexdigest()


def check(tool: str, file: str) -> str:
    """Returns what clang-tidy complains about; empty when the file is clean."""
    done = subprocess.run([tool, "-p", str(DATABASE), "--quiet", "--extra-arg=-Wno-unknown-warning-option", file],
                          capture_output=True, text=True)
    return "" if done.returncode == 0 else (done.stdout + done.stderr).replace(f"{ROOT}/", "")


def main() -> int:
    tool = shutil.which("clang-tidy-19") or shutil.which("clang-tidy")
    if not tool:
        print("clang-tidy is not installed. Run script/bootstrap.")
        return 1
    common = (ROOT / ".clang-tidy").read_bytes() + subprocess.check_output([tool, "--version"])
    entries = json.loads((DATABASE / "compile_commands.json").read_text())
    entries = [e for e in entries if pathlib.Path(e["file"]).is_relative_to(SRC) and os.path.exists(e["file"])]
    CACHE.mkdir(parents=True, exist_ok=True)
    keys = {e["file"]: key_of(e, common) for e in entries}
    stale = sorted((f for f, key in keys.items() if not (CACHE / key).exists()),
                   key=lambda f: -os.path.getsize(f))
    for old in CACHE.iterdir():
        if old.name not in keys.values():
            old.unlink()

    failed = 0
    with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("RECADO_JOBS", "2"))) as pool:
        for file, complaint in zip(stale, pool.map(lambda f: check(tool, f), stale)):
            if complaint:
                failed += 1
                print(complaint, flush=True)
            else:
                (CACHE / keys[file]).touch()
    print(f"{len(entries)} files, {len(stale)} checked again, {failed} with complaints.")
    return 1 if failed else 0


sys.exit(main())
