"""Exports of packages for qualitative research: which document has which code."""
