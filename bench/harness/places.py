"""Where things are, and what a run was asked for."""

import dataclasses
import hashlib
import os
import pathlib
import shutil

ROOT = pathlib.Path(__file__).resolve().parents[2]
BENCH = ROOT / "bench"
KEPT = ROOT / "build" / "bench"  # templates, logs, results
SECRET = "0123456789abcdef0123456789abcdef"


@dataclasses.dataclass
class Asked:
    parts: list
    seconds: float
    databases: list
    messages: int  # of the full database that intake is measured on
    inbox: int     # messages of the database that reads are measured on
    sockets: int
    build: pathlib.Path
    builds: bool

    @property
    def recado(self):
        return self.build / "recado"

    def tool(self, name):
        return self.build / "bench_bin" / f"{name}_bench"


def work_folder(name):
    """A fresh folder on the disk that the templates are on."""
    folder = KEPT / "work" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def drop(folder):
    shutil.rmtree(folder, ignore_errors=True)


def seed_key():
    """Changes when what is seeded would."""
    digest = hashlib.sha256()
    for pattern in ("migrations/*.sql", "bench/seed/*", "bench/seed_bench.cc", "bench/load/customers.*", "src/store/search_index.cc"):
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def folder_bytes(folder):
    return sum(path.stat().st_size for path in pathlib.Path(folder).rglob("*") if path.is_file() and not path.is_symlink())


def copy(source, target):
    os.makedirs(target.parent, exist_ok=True)
    # Keeps owners: PostgreSQL insists on its folder.
    os.system(f"cp -a --reflink=auto '{source}' '{target}'")
    os.sync()  # or the copy would still be on its way to the disk while the first runs are measured
