"""Chance: draws of what is not known, the split made over and over, and what the draws say of ranks and of firmness."""
