"""What every store of a region can do, whatever it is kept in; GeoPackage and PostGIS pass the same tests.

A *version* is one state of a region: it has a number, and who, when and why in the table meta, one row per version. For
each version the store remembers which *content* each table had (`listed`: table name → hash), and every content once.
What to do with versions (changing, undoing, comparing) is not the store's concern: that is `history.py`, on top of these
few methods.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from mapping.errors import Finding

Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Recorded:
    """What one version adds to the history of a store: per table its hash, and the contents that were not there yet."""

    version: int
    listed: Mapping[str, str]
    contents: Mapping[str, bytes]


class Held(Protocol):
    """A store that one writer holds: nobody else changes it until the block ends."""

    def read(self, names: Iterable[str] | None = None) -> Tables:
        """Read tables as `Store.read` does, as they are now that nobody else can change them."""

    def replace(self, tables: Mapping[str, pd.DataFrame], recorded: Iterable[Recorded]) -> None:
        """Replace these whole tables and add to the history: all of it or nothing. Raises StoreError."""


class Written(Protocol):
    """A region that was written and does not stand yet: it can be looked at, and refused."""

    def read(self, names: Iterable[str] | None = None) -> Tables:
        """Read tables as `Store.read` does."""

    def listed(self, version: int) -> dict[str, str]:
        """Return the hash of each table in a version, as `Store.listed` does."""

    def content(self, digest: str) -> bytes:
        """Return a recorded content, as `Store.content` does."""


class Store(Protocol):
    """One region. Every method raises StoreError with a sentence for the user; nothing half done is left behind."""

    @property
    def name(self) -> str:
        """Return what a user knows the region by: the name of a file or a schema; never a password."""

    def version(self) -> str:
        """Return a short text that changes whenever the region does; cheap enough to ask on every page."""

    def tables(self) -> list[str]:
        """Name the tables of the region that are there, known or not; tables of the store itself are not among them."""

    def read_raw(self, name: str) -> pd.DataFrame:
        """Read one table as it stands, for check()."""

    def read(self, names: Iterable[str] | None = None) -> Tables:
        """Read tables (default: all of the contract) with the dtypes of their contracts; an absent one is empty."""

    def check(self) -> list[Finding]:
        """Check every table against its contract; return all findings."""

    def is_there(self) -> bool:
        """Tell whether something stands at this address that `write` would replace."""

    def write(
        self,
        tables: Mapping[str, pd.DataFrame],
        recorded: Iterable[Recorded] = (),
        *,
        approve: Callable[[Written], None] | None = None,
    ) -> None:
        """Replace the region by these tables and this history at once: for a region that is new.

        `approve` gets what was written before it stands; where it raises an error, all stays as it was.
        """

    def listed(self, version: int) -> dict[str, str]:
        """Return the hash of each table in a version; empty where the store has not recorded that version."""

    def content(self, digest: str) -> bytes:
        """Return a recorded content by its hash; raises StoreError where it is absent or does not fit its hash."""

    def hold(self) -> AbstractContextManager[Held]:
        """Hold the store for one writer; raises StoreError where another holds it too long or it cannot be written."""
