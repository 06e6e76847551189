"""Why a file could not be written, in a few words for the user."""

import errno

from mapping.words import _


def why_not_written(error: Exception) -> str:
    """Say in a few words why a file could not be written; a reason we have no words for stays as the system gave it."""
    full, broken = _("de schijf is vol"), _("de schijf geeft een fout")
    reasons = {
        errno.EACCES: _("u mag in deze map niet schrijven"),
        errno.EPERM: _("u mag in deze map niet schrijven"),
        errno.EROFS: _("deze map is alleen om te lezen"),
        errno.ENOSPC: full,
        errno.EDQUOT: full,
        errno.EFBIG: full,
        errno.EIO: broken,
        errno.ENOENT: _("de map is er niet"),
        errno.ENOTDIR: _("de map is er niet"),
        errno.EEXIST: _("er staat al een bestand met de naam van de map"),
        errno.EISDIR: _("dit is de naam van een map"),
    }
    either = _("de schijf is vol of geeft een fout")
    said = {"disk is full": full, "disk I/O error": broken, "transaction": either}  # SQLite and GDAL give no number
    known = reasons.get(getattr(error, "errno", None))
    heard = next((reason for words, reason in said.items() if words in str(error)), None)
    return known or heard or getattr(error, "strerror", None) or str(error)
