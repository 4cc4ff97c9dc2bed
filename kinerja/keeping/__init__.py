"""Keeping an office: people, positions, assignments, agreements and settings.

The operator's writing. Each change is one transaction with one entry in the unit's chain.
"""
