"""Zin in kaart: where people who seek meaning and support find none, and by which rule, distance or lack of places."""
