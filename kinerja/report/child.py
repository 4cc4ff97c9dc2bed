"""Run as a program of its own: set the report that comes on stdin, and answer the PDF on stdout.

    child.py TEMPLATE FONTS

It imports nothing of the project. What typst keeps for the next time stays within it, some 80 MB
after a large report, and so does a crash: who started it gets another exit code, and no bytes.
"""

import json
import resource
import sys
from pathlib import Path

import typst

MEMORY, CPU_SECONDS = 6 << 30, 600
STANDARDS = ["a-3a", "ua-1"]


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    template, letters = sys.argv[1:]
    asked = json.load(sys.stdin)
    try:
        pdf = made(asked, template, letters)
    except typst.TypstError as fault:
        sys.exit(f"{fault.message} {fault.diagnostic}"[:2000])
    sys.stdout.buffer.write(pdf)


def made(asked: dict, template: str, letters: str) -> bytes:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[letters]
    )
    return typst.compile(
        template,
        root=str(Path(template).parent),
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"content": json.dumps(asked["content"])},
        pdf_standards=STANDARDS,
        timestamp=asked["moment"],
    )


if __name__ == "__main__":
    main()
