"""Count working time between two moments, and find the moment at which a budget is used up.

Inside, a moment is a whole number of microseconds since 1970: in UTC, or as the clock on the wall
shows it. On the wall every day has 24 hours, so `days` counts whole weeks and looks up the odd
days. `elapsed` turns that into real time: between two clock changes the wall differs from UTC by a
constant, and what each change skips or repeats is added up once. Nothing walks from day to day.
"""

from workflow.worktime.moments import NoWorkingTime
from workflow.worktime.workweek import WorkWeek

__all__ = ["NoWorkingTime", "WorkWeek"]
