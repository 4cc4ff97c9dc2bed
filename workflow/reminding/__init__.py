"""What the program does by itself each day, and the writer of what it reminds people of.

`daily` runs the steps in order. Each step takes `now`, which reads the clock anew for every act: a
run may take minutes, and an act must not be older than the last entry of its journal.
"""
