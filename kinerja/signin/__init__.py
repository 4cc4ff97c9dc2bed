"""Signing in: who somebody claims to be, how often one may guess, how long a session lasts."""
