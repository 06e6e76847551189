"""Scenarios: changes to the offer, carried out on a copy of the tables, and what they bring about."""
