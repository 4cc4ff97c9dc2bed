"""Drawing a small picture of a page on the server, the same bytes from the same words."""

import json
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import typst
from django.conf import settings
from PIL import Image

# What a chat group on a weak line takes at once.
LARGEST = 60_000
# Pixels per inch, the sharpest first; the first picture that is small enough is taken.
SHARPNESS = (144, 120, 96, 72)
COLOURS = 64


def draw(template: str, words: Mapping) -> bytes:
    """Draw a Typst template as PNG of at most 60 kB; what people typed goes in as plain texts.

    Only the fonts that come with Typst are used, so that every server draws alike.
    """
    source = Path(settings.BASE_DIR, "templates", template).read_bytes()
    inputs = {"words": json.dumps(words, ensure_ascii=False)}
    for ppi in SHARPNESS:
        made = smaller(
            typst.compile(
                source, format="png", ppi=ppi, sys_inputs=inputs, ignore_system_fonts=True
            )
        )
        if len(made) <= LARGEST:
            break
    return made


def smaller(png: bytes) -> bytes:
    """Keep as many colours as plain words and signs need."""
    into = BytesIO()
    with Image.open(BytesIO(png)) as picture:
        few = picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=0)
        few.save(into, format="PNG", optimize=True)
    return into.getvalue()
