"""Everything that is wrong with a region that somebody made elsewhere: its contracts, and persons in its tables."""

from mapping.errors import Finding
from mapping.persons import with_persons
from mapping.store.protocol import Store


def region_findings(store: Store) -> list[Finding]:
    """Check every table of a region as it stands, persons too; all findings. Raises StoreError where it cannot be read."""
    found = store.check()
    return with_persons(found, {name: store.read_raw(name) for name in store.tables()})
