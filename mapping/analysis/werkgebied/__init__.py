"""Werkgebieden: read from words, checked against the region and against codes that are gone."""
