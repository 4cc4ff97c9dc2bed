"""Measuring the SOP: how all units stand in a period, and how its steps do over many periods."""
