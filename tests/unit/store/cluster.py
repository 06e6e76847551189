"""A throw-away database for tests: a PostGIS cluster in a temporary folder, on a free port, run by an ordinary user.

Nothing of a database that this computer has already is touched: the folder, the port and the user `zin` are our own.
PostgreSQL refuses to be run by root, so root runs it as one of ORDINARY_USERS.
"""

import argparse
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

INSTALL = "no PostGIS: install it (Debian: apt-get install postgresql-15-postgis-3)"
"""What to do where there is none."""

DEBIAN_FOLDER = Path("/usr/lib/postgresql")
ORDINARY_USERS = ("postgres", "nobody")
USER, DATABASE = "zin", "zin"
PASSWORD = "geheim"
"""A password in the address, so that tests can see that it is never shown."""

LIMIT_S = 60
"""Seconds that starting or stopping may take."""


def find_programs() -> Path | None:
    """Return the folder with initdb and pg_ctl of the newest PostgreSQL that has PostGIS, or None."""
    folders = sorted(DEBIAN_FOLDER.glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True)
    with_postgis = [folder for folder in folders if _debian_postgis(folder).is_file()]
    on_path = shutil.which("pg_ctl")
    if on_path and not with_postgis and _says_postgis(Path(on_path).resolve().parent):
        return Path(on_path).resolve().parent
    return next((folder for folder in with_postgis if (folder / "initdb").is_file()), None)


def _debian_postgis(folder: Path) -> Path:
    """Return where Debian puts the description of PostGIS for a version."""
    return Path("/usr/share/postgresql") / folder.parent.name / "extension" / "postgis.control"


def _says_postgis(folder: Path) -> bool:
    """Ask pg_config beside pg_ctl where extensions stand, as on macOS."""
    with suppress(OSError, subprocess.SubprocessError):
        asked = subprocess.run([folder / "pg_config", "--sharedir"], capture_output=True, text=True, check=True)
        return (Path(asked.stdout.strip()) / "extension" / "postgis.control").is_file()
    return False


def ordinary_user() -> str | None:
    """Return the user to run as where we are root; None where we are ordinary ourselves."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ORDINARY_USERS if name in known)


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Cluster:
    """One running cluster; `stop` and `start` pull its plug and put it back."""

    programs: Path
    folder: Path
    port: int

    def address(self, schema: str | None = None) -> str:
        """Return an address of a schema, new by default."""
        schema = schema or f"regio_{secrets.token_hex(4)}"
        return f"postgresql://{USER}:{PASSWORD}@127.0.0.1:{self.port}/{DATABASE}?schema={schema}"

    def connect(self, **options) -> psycopg.Connection:
        """Return a connection of our own, as psql or QGIS would have; every statement counts at once."""
        known = {"dbname": DATABASE, "user": USER, "password": PASSWORD} | options
        return psycopg.connect(host="127.0.0.1", port=self.port, autocommit=True, **known)

    def start(self) -> None:
        """Start it and wait until it answers."""
        settings = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        log = self.folder / "log"
        self._run("pg_ctl", "-D", self._data, "-w", "-t", str(LIMIT_S), "-l", log, "-o", settings, "start")

    def stop(self) -> None:
        """Stop it at once, as when someone pulls the plug: connections break, no change is finished."""
        self._run("pg_ctl", "-D", self._data, "-w", "-t", str(LIMIT_S), "-m", "immediate", "stop")

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def make(self) -> None:
        """Make the cluster, start it, and make the database with PostGIS."""
        secret = self.folder / "password"
        secret.write_text(PASSWORD)
        self._own()
        self._run("initdb", "-D", self._data, "-U", USER, "-A", "scram-sha-256", "--pwfile", secret, "-E", "UTF8",
                  "--locale", "C.UTF-8" if os.name == "posix" else "C", "--no-sync")  # fmt: skip
        self.start()
        with self.connect(dbname="postgres") as connection:
            connection.execute(f"CREATE DATABASE {DATABASE}")
        with self.connect() as connection:
            connection.execute("CREATE EXTENSION postgis")

    def _own(self) -> None:
        """Give the folder to the user that runs the cluster."""
        if user := ordinary_user():
            for path in (self.folder, *self.folder.rglob("*")):
                shutil.chown(path, user)

    def _run(self, program: str, *arguments: object) -> None:
        """Run a program of PostgreSQL as an ordinary user; its output is shown where it fails."""
        user = ordinary_user()
        who = {"user": user, "group": _group_of(user), "extra_groups": []} if user else {}
        with (self.folder / "output").open("w+") as output:  # a pipe would stay open as long as the server runs
            done = subprocess.run(
                [self.programs / program, *map(str, arguments)],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=2 * LIMIT_S,
                check=False,
                **who,
            )
            output.seek(0)
            if done.returncode:
                raise RuntimeError(f"{program} ended with code {done.returncode}: {output.read().strip()}")


def _group_of(user: str) -> int:
    import pwd

    return pwd.getpwnam(user).pw_gid


@contextmanager
def running(programs: Path) -> Iterator[Cluster]:
    """Give a cluster, and remove it when the block ends, whatever happened in it.

    A program of its own does the removing, as soon as it hears nothing more from us: also where we are killed.
    """
    folder = Path(tempfile.mkdtemp(prefix="zin-cluster-"))
    folder.chmod(0o700)
    cluster = Cluster(programs, folder, free_port())
    arguments = [sys.executable, __file__, "--remove", str(programs), str(folder)]
    remover = subprocess.Popen(arguments, stdin=subprocess.PIPE, start_new_session=True)
    try:
        cluster.make()
        yield cluster
    finally:
        remover.communicate()


def remove(programs: Path, folder: Path) -> None:
    """Wait until our standard input ends, then stop the cluster in the folder and remove it."""
    sys.stdin.read()
    with suppress(RuntimeError, subprocess.SubprocessError):
        Cluster(programs, folder, 0).stop()  # one that a test stopped already is fine
    shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    """Run a cluster until Enter is pressed: for trying the dashboard on a database by hand."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--remove", nargs=2, type=Path, help=argparse.SUPPRESS)
    if asked := parser.parse_args().remove:
        return remove(*asked)
    programs = find_programs()
    if programs is None:
        raise SystemExit(INSTALL)
    with running(programs) as cluster:
        print(cluster.address("zin_in_kaart"), flush=True)
        with suppress(KeyboardInterrupt, EOFError):
            input()


if __name__ == "__main__":
    main()
