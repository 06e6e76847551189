"""Referral: which offer to call for one person in one place, and what is only just outside."""
