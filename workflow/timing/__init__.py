"""Rounds of the SOP's steps, and their clocks: waiting, working, filling, against the standard.

`rounds` is the only writer; `clock` computes what a round comes to, never stored (decision 0009).
"""
