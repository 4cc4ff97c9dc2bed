"""Calendars as data: what is known of hours, holidays and disruptions, read and kept.

`reading` gives the calendar of a unit as it was known at a moment; `keeping` is the only writer.
"""
