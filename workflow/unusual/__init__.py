"""Riwayat: what was out of the usual in a year, read from the journal by a table of rules."""
