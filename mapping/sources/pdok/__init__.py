"""Addresses and places through the PDOK Locatieserver of the Kadaster."""
