"""The page Vindplaatsen and its block in the profile of a gebied: where people are found, and whether anything is there."""
