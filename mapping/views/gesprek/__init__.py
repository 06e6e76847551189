"""The page Gesprekken: counts of gesprekken, citaten with consent, agreement of coders, and the import of codes."""
