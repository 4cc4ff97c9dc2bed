"""Bulk data for measuring: whole offices with years of records, written many rows at a time.

What it writes is as true as what the verbs write: the same states, sheets, marks, entries and
hashes, which `verify` proves. Only the way to the database is shorter. It makes rows and never
changes one, so that no guard has to step aside.
"""
