"""The page Passendheid: which initiatieven were evaluated, how they fit, why not, and who chose."""
