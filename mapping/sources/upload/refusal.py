"""Why a file is not read: sentences for the user, as many at once as there are faults."""

from mapping.errors import Finding, TableError

MOST_FINDINGS = 50
"""Findings that one refusal names; a file with a thousand faults of one kind is mended with one cure."""


class UploadRefused(TableError):
    """A file that is not read, with all that is wrong with it; nothing of it was kept."""


def refused(
    file: str, message: str, cure: str, *, value: str = "", row: int | None = None, column: str = ""
) -> UploadRefused:
    """Make the refusal with one finding."""
    return UploadRefused(file, [Finding(message, file, row, column, value, cure)])
