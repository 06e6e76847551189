"""What the tests share: the made CBS files, the region built from them, and the region of the real files."""

from pathlib import Path

import hypothesis
import pytest

from mapping.build import Built, build_region
from mapping.sources.cbs import CbsFiles, read_region
from mapping.store.geopackage import GeoPackage
from tests.formats import make

hypothesis.settings.register_profile("steady", derandomize=True)
hypothesis.settings.load_profile("steady")  # the same cases in every run: a failure must be there for who looks next

ROOT = Path(__file__).resolve().parents[1]
REAL_FOLDER = ROOT.parent / "shared" / "data"
TODAY = "2026-11-01"
NOW = "2026-11-01T00:00:00+00:00"


def cbs_files(folder: Path, *, regios: str = make.REGIOS, postcode_gebied: bool = True) -> CbsFiles:
    """Return the six files of a folder that holds them under the names of CBS."""
    shares = folder / make.POSTCODE_GEBIED if postcode_gebied else None
    return CbsFiles(
        folder / make.WIJKEN,
        folder / make.KERNCIJFERS,
        folder / make.POSTCODES,
        folder / make.LEEFTIJDEN,
        folder / regios,
        shares,
    )


def built(files: CbsFiles, *regios: str, offer: Path | None = None) -> Built:
    """Read and build, as `python -m mapping build` does."""
    return build_region(read_region(files, regios=regios, today=TODAY), today=TODAY, now=NOW, offer=offer, why="test")


@pytest.fixture(scope="session")
def made() -> Built:
    """Return the region of the made files, both regions."""
    return built(cbs_files(make.FOLDER))


@pytest.fixture(scope="session")
def made_file(made: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of the made region, without offer; nobody may write to it."""
    path = tmp_path_factory.mktemp("made") / "regio.gpkg"
    GeoPackage(path).write(made.tables)
    return path


@pytest.fixture(scope="session")
def real() -> Built:
    """Return the three regions of the real CBS files; skips where they are not beside the repository."""
    if not (REAL_FOLDER / make.WIJKEN).exists():
        pytest.skip("the real CBS files are not in ../shared/data")
    return built(cbs_files(REAL_FOLDER, regios="regio_indeling_voorstel.csv"))
