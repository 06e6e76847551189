"""The page Acties: what is done under the three veranderrichtingen, and what became of the gap that each aims at."""
