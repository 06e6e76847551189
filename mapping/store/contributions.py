"""The queue of bijdragen: an SQLite file beside the region, never in it, in which many phones can write at once.

`regio.gpkg` has its queue in `regio.bijdragen.sqlite`; that of the embedded example and of a region in a database stands
in the folder of this user, as its scenarios do. It is no table of the region, on purpose: every change of a GeoPackage
writes the whole file and stays in its versions for good, while a bijdrage must come in within a moment, may hold nothing
that leaves by a download, and must be gone when it was refused. SQLite keeps what was confirmed through a kill.

A decision changes two places: the region gets a version, then the queue its mark. `deciding` holds a lock over both, and
`unmarked_version` finds the version of a program that was killed between the two.
"""

import os
import re
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd

from mapping.contract import Kind, typed
from mapping.contracts_bijdrage import BIJDRAGE, SENT
from mapping.errors import StoreError
from mapping.model import Bijdragestand
from mapping.store.address import EXAMPLE_FILE, is_database, slug_of
from mapping.store.contribution_limits import OVERALL_WINDOW, refuse_overall
from mapping.store.history import Version
from mapping.store.lock import LockHeld, locked
from mapping.store.reasons import why_not_written
from mapping.store.scenarios import state_folder
from mapping.words import _, day

FORMAT = 1
BUSY_S = 10.0
"""How long a writer waits for others; one bijdrage takes a few milliseconds."""

REFUSED_KEPT = timedelta(days=30)
"""A refused bijdrage can be taken back this long; then it goes, with the reason."""

OTHERS_KEPT = timedelta(days=365)
"""Any other bijdrage: a year in which the redactie can say where a row came from. The version stays."""

CODE_SIGNS, CODE_LENGTH = "bcdfghjkmnpqrstvwxz", 8
"""What a code is made of: no digits, which could be somebody's number, and no vowels, which could make a word."""

VERSION_MARK = re.compile(rf"Bijdrage (b-[{CODE_SIGNS}]{{{CODE_LENGTH}}}) (aanvaard|samengevoegd): ")
"""How the reason of a version begins that took over a bijdrage; it stands in the data, so in Dutch in every language."""

SQL_KINDS = {Kind.NUMBER: "REAL", Kind.WHOLE: "INTEGER"}


class AlreadyDecided(StoreError):
    """Somebody else decided on this bijdrage first; nothing was changed."""


@dataclass(frozen=True)
class Decision:
    """What was decided on a bijdrage: its stand from now on, by whom, why, and the version that holds it (or None)."""

    stand: str
    who: str
    why: str
    version: int | None = None


def contribution_file(address: str | Path) -> Path:
    """Return where the bijdragen about the region at an address are kept."""
    if is_database(str(address)):
        return state_folder() / f"{slug_of(str(address))}.bijdragen.sqlite"
    path = Path(address)
    folder = state_folder() if path.resolve() == EXAMPLE_FILE.resolve() else path.parent
    return folder / f"{path.stem}.bijdragen.sqlite"


def reason_of_version(code: str, stand: str, why: str) -> str:
    """Return the why of the version that takes over a bijdrage; `unmarked_version` reads it back."""
    return f"Bijdrage {code} {stand}: {why}"


def new_code() -> str:
    """Return a code that says nothing of who or when; two equal ones are unlikely, and SQLite refuses them."""
    return "b-" + "".join(secrets.choice(CODE_SIGNS) for _place in range(CODE_LENGTH))


def origin_of(code: str, sent_at: str) -> str:
    """Return the bron of a row that came from a bijdrage; it stands in the data, so in Dutch in every language."""
    return f"bijdrage {code}, ingediend op {sent_at[:10]}"


class ContributionQueue:
    """The bijdragen about one region. Every method raises StoreError with a sentence; nothing half done is left behind."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def version(self) -> str:
        """Return a short text that changes with every change of the queue; empty where there is none yet."""
        try:
            with self.path.open("rb") as source:
                head = source.read(28)
            return f"{head[24:28].hex()}-{self.path.stat().st_mtime_ns:x}"  # SQLite counts its changes at byte 24
        except OSError:
            return ""

    def all(self) -> pd.DataFrame:
        """Return every bijdrage in the dtypes of the contract, in the order in which they came in."""
        names = list(BIJDRAGE.columns)
        if not self.path.exists():
            return BIJDRAGE.empty()
        with self._open() as file:
            rows = file.execute(f"SELECT {', '.join(names)} FROM bijdrage ORDER BY volgorde").fetchall()
        return typed(pd.DataFrame(rows, columns=names, dtype=object), BIJDRAGE, file="")[0]

    def decisions(self) -> pd.DataFrame:
        """Return every decision on what is in the queue, the newest last: bijdrage, stand, wie, wanneer, waarom, versie."""
        names = ["bijdrage", "stand", "wie", "wanneer", "waarom", "versie"]
        if not self.path.exists():
            return pd.DataFrame(columns=names)
        with self._open() as file:
            rows = file.execute(f"SELECT {', '.join(names)} FROM besluit ORDER BY volgorde").fetchall()
        return pd.DataFrame(rows, columns=names).astype({"versie": "Int64"})

    def submit(self, row: Mapping[str, object], token: str, *, now: datetime) -> str:
        """Keep a bijdrage that was checked, and return its code.

        `token` belongs to one filled form: who presses twice, or whose phone sends it again, gets the same code. Raises
        LimitReached where too many come in at once.
        """
        with self._open(make=True) as file, _transaction(file):
            known = file.execute("SELECT bijdrage FROM bijdrage WHERE inzending = ?", (token,)).fetchone()
            if known:
                return str(known[0])
            recent = (now - OVERALL_WINDOW).isoformat(timespec="seconds")
            times = file.execute("SELECT ingediend_op FROM bijdrage WHERE ingediend_op > ?", (recent,)).fetchall()
            waiting = file.execute("SELECT count(*) FROM bijdrage WHERE stand = ?", (Bijdragestand.NIEUW,)).fetchone()[
                0
            ]
            refuse_overall([datetime.fromisoformat(at).timestamp() for (at,) in times], waiting, now.timestamp())
            code = new_code()
            whole = {
                **row,
                "bijdrage": code,
                "ingediend_op": now.isoformat(timespec="seconds"),
                "stand": Bijdragestand.NIEUW,
            }
            kept = {name: _plain(whole.get(name)) for name in (*SENT, "stand")} | {"inzending": token}
            marks = ", ".join("?" * len(kept))
            file.execute(f"INSERT INTO bijdrage ({', '.join(kept)}) VALUES ({marks})", tuple(kept.values()))
        return code

    @contextmanager
    def deciding(self, code: str) -> Iterator[pd.Series]:
        """Hold the queue for one decision on a waiting bijdrage, and give its row as it is now.

        Raises AlreadyDecided where it does not wait any more, StoreError where somebody else decides for too long.
        """
        with self._decision_lock():
            row = self._row(code)
            if row["stand"] != Bijdragestand.NIEUW:
                raise AlreadyDecided(self.told(row))
            yield row

    def decide(self, code: str, decision: Decision, *, now: datetime) -> None:
        """Mark a waiting bijdrage; raises AlreadyDecided where it does not wait any more."""
        self._mark(code, decision, Bijdragestand.NIEUW, now)

    def take_back(self, code: str, who: str, why: str, *, now: datetime) -> None:
        """Let a decided bijdrage wait again; its decisions stay on record. One that waits already stays as it is."""
        with self._decision_lock():
            stand = self._row(code)["stand"]
            if stand != Bijdragestand.NIEUW:
                self._mark(code, Decision(Bijdragestand.NIEUW, who, why), stand, now)

    def unmarked_version(self, code: str, versions: Iterable[Version]) -> tuple[Version, str] | None:
        """Return the version that holds a bijdrage while the queue does not know, with the stand; None where there is none.

        That is what a program leaves that was killed between the two steps of a decision.
        """
        made = self.decisions()
        known = set(made.loc[made["bijdrage"] == code, "versie"].dropna())
        for version in versions:
            found = VERSION_MARK.match(version.why or "")
            if found and found[1] == code and version.number not in known:
                return version, found[2]
        return None

    def clear_old(self, *, now: datetime) -> int:
        """Remove what was kept long enough (REFUSED_KEPT, OTHERS_KEPT), for good; return how many bijdragen went."""
        if not self.path.exists():
            return 0
        refused, others = ((now - kept).isoformat(timespec="seconds") for kept in (REFUSED_KEPT, OTHERS_KEPT))
        old = (
            "(stand = ? AND besloten_op < ?) OR (stand != ? AND coalesce(besloten_op, ingediend_op) < ?)",
            (Bijdragestand.AFGEWEZEN, refused, Bijdragestand.AFGEWEZEN, others),
        )
        with self._open() as file, _transaction(file):
            file.execute(
                f"DELETE FROM besluit WHERE bijdrage IN (SELECT bijdrage FROM bijdrage WHERE {old[0]})", old[1]
            )
            return file.execute(f"DELETE FROM bijdrage WHERE {old[0]}", old[1]).rowcount

    def _row(self, code: str) -> pd.Series:
        rows = self.all()
        found = rows[rows["bijdrage"] == code]
        if found.empty:
            raise StoreError(_("Deze bijdrage is er niet meer. Ververs de pagina."))
        return found.iloc[0]

    def _mark(self, code: str, decision: Decision, expected: str, now: datetime) -> None:
        """Change the stand of a bijdrage that has the expected one, and put the decision on record."""
        moment = now.isoformat(timespec="seconds")
        back = decision.stand == Bijdragestand.NIEUW
        values = (None, None, None, None) if back else (decision.why, decision.who, moment, decision.version)
        with self._open() as file, _transaction(file):
            done = file.execute(
                "UPDATE bijdrage SET stand = ?, reden = ?, besloten_door = ?, besloten_op = ?, versie = ?"
                " WHERE bijdrage = ? AND stand = ?",
                (decision.stand, *values, code, expected),
            )
            if done.rowcount:
                file.execute(
                    "INSERT INTO besluit (bijdrage, stand, wie, wanneer, waarom, versie) VALUES (?, ?, ?, ?, ?, ?)",
                    (code, decision.stand, decision.who, moment, decision.why, decision.version),
                )
        if not done.rowcount:
            raise AlreadyDecided(self.told(self._row(code)))

    def told(self, row: pd.Series) -> str:
        """Say in a sentence who decided on a bijdrage, when and what."""
        stand = str(row["stand"])
        who = row["besloten_door"] if isinstance(row["besloten_door"], str) else _("iemand anders")
        on = day(row["besloten_op"][:10]) if isinstance(row["besloten_op"], str) else ""
        return _("Over deze bijdrage besliste {who} al op {day} ({stand}). Er is niets veranderd.").format(
            who=who, day=on, stand=_(stand)
        )

    @contextmanager
    def _decision_lock(self) -> Iterator[None]:
        """Let one redacteur at a time decide, also between programs; who is killed leaves no lock behind."""
        try:
            with locked(self.path.with_name(self.path.name + ".besluit"), failed=self._not_written):
                yield
        except LockHeld as error:
            raise StoreError(_("Iemand anders neemt nu een besluit. Probeer het zo nog eens.")) from error

    @contextmanager
    def _open(self, *, make: bool = False) -> Iterator[sqlite3.Connection]:
        """Open the file; `make` begins one where there is none, readable by this user only."""
        try:
            if make and not self.path.exists():
                self.path.parent.mkdir(parents=True, exist_ok=True)
                os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
            address = f"{self.path.absolute().as_uri()}?mode=rw"
            with closing(sqlite3.connect(address, uri=True, timeout=BUSY_S, isolation_level=None)) as file:
                file.execute("PRAGMA secure_delete = ON")
                _prepare(file)
                yield file
        except sqlite3.OperationalError as error:
            raise self._not_written(error) from error
        except sqlite3.DatabaseError as error:
            raise StoreError(
                _("De bijdragen in {file} kunnen niet worden gelezen. Verplaats dat bestand en begin opnieuw.").format(
                    file=self.path.name
                )
            ) from error
        except OSError as error:
            raise self._not_written(error) from error

    def _not_written(self, error: Exception) -> StoreError:
        busy = "locked" in str(error) or "busy" in str(error)
        reason = _("te veel mensen tegelijk") if busy else why_not_written(error)
        return StoreError(
            _("De bijdragen kunnen nu niet worden bewaard: {reason}. Probeer het zo nog eens.").format(reason=reason)
        )


@contextmanager
def _transaction(file: sqlite3.Connection) -> Iterator[None]:
    """Do all of a block or nothing; the lock for writing is taken at its start, so that what was read still holds."""
    file.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        file.execute("ROLLBACK")
        raise
    file.execute("COMMIT")


def _prepare(file: sqlite3.Connection) -> None:
    """Make the tables in a file that is new; refuse one of a later program."""
    made = file.execute("PRAGMA user_version").fetchone()[0]
    if made == FORMAT:
        return
    if made > FORMAT:
        raise StoreError(
            _("De bijdragen zijn gemaakt met een nieuwere versie van Zin in kaart. Werk het programma bij.")
        )
    columns = ", ".join(
        f"{name} {SQL_KINDS.get(column.kind, 'TEXT')}"
        for name, column in BIJDRAGE.columns.items()
        if name != "bijdrage"
    )
    stand = ", ".join(f"'{one}'" for one in Bijdragestand)
    with _transaction(file):
        file.execute(
            "CREATE TABLE IF NOT EXISTS bijdrage (volgorde INTEGER PRIMARY KEY AUTOINCREMENT, bijdrage TEXT NOT NULL UNIQUE,"
            f" inzending TEXT NOT NULL UNIQUE, {columns}, CHECK (stand IN ({stand})))"
        )
        file.execute(
            "CREATE TABLE IF NOT EXISTS besluit (volgorde INTEGER PRIMARY KEY AUTOINCREMENT, bijdrage TEXT NOT NULL,"
            " stand TEXT NOT NULL, wie TEXT NOT NULL, wanneer TEXT NOT NULL, waarom TEXT NOT NULL, versie INTEGER)"
        )
        file.execute(f"PRAGMA user_version = {FORMAT}")


def _plain(value: object) -> object:
    """Return a value as SQLite holds it: a flag as ja or nee, missing as nothing."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return None if value is None or pd.isna(value) else value


def now_utc() -> datetime:
    """Return this moment, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
