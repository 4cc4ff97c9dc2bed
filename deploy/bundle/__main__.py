"""Run from the bundle: `python3 kinerja-….pyz pasang`."""

import sys

from installer.commands import main

sys.exit(main(sys.argv[1:]))
