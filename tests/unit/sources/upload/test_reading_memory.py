"""A hostile file is refused with little memory, in a process that may have no more; so the others keep their app."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]

MEMORY_MB = 700
"""Megabytes above what the libraries take: less than any of these files would need without limits."""

SECONDS = 120
"""A file that hangs the reader is stopped here; each takes a few seconds at most."""

PROGRAM = """
import resource, sys
from mapping.sources.upload.reading import UploadRefused, read_upload
from tests.formats import hostile
SHAPE = hostile.nested_shape(1_000_000)
files = {
    "bomb": (hostile.bomb, "x.xlsx"),
    "lying": (hostile.lying_bomb, "x.xlsx"),
    "corners": (hostile.corners, "x.xlsx"),
    "repeated": (hostile.repeated_text, "x.xlsx"),
    "columns": (lambda: b"a;" * 12_000_000, "x.csv"),
    "lines": (lambda: b"a;b\\n" * 6_000_000, "x.csv"),
    "points": (lambda: b'{"type":"FeatureCollection","features":[' + b"[4,51]," * 3_000_000, "x.geojson"),
    "deep": (lambda: b"[" * 20_000_000, "x.geojson"),
    "shape": (lambda: hostile.geopackage(f"UPDATE plekken SET geom = X'{SHAPE.hex()}'", points=1), "x.gpkg"),
    "tags": (lambda: hostile.xlsx(Blad1=hostile.sheet("<c t='e' <f " * 1_000_000)), "x.xlsx"),
}
make, name = files[sys.argv[1]]
content = make()
pages = int(open("/proc/self/statm").read().split()[0])
limit = pages * resource.getpagesize() + int(sys.argv[2]) * 1024 * 1024
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
try:
    read_upload(content, name)
except UploadRefused as refused:
    print("REFUSED", refused.findings[0].message)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits the memory of a process through Linux")
@pytest.mark.parametrize(
    "name", ["bomb", "lying", "corners", "repeated", "columns", "lines", "points", "deep", "shape", "tags"]
)
def test_hostile_file_is_refused_with_little_memory_and_never_hangs(name):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, name, str(MEMORY_MB)], cwd=ROOT, capture_output=True, text=True, timeout=SECONDS
    )
    assert done.stdout.startswith("REFUSED"), done.stdout + done.stderr[-500:]
    assert done.returncode == 0
