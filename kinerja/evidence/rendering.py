"""Run as a program of its own: draw the previews of one file, within limits, and say how many.

    rendering.py KIND FILE FOLDER

It imports nothing of the project. Whatever goes wrong, it writes a word on its last line and
leaves; who started it also watches the clock.
"""

import io
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

MEMORY, CPU_SECONDS = 300 * 1024 * 1024, 10
PAGES, WIDEST, LARGEST = 3, 1400, 80_000
# A picture of more has, unpacked, no room in MEMORY; of a JPEG less is unpacked.
PIXELS = {"png": 24_000_000, "jpeg": 120_000_000}
QUALITIES = (75, 60, 45, 30)


class Undrawable(Exception):
    """A file that has no preview: `args[0]` is one of the words that previewing.py explains."""


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))


def pages_of_pdf(path: Path) -> Iterator:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        is_locked = "password" in str(error).lower()
        raise Undrawable("locked" if is_locked else "broken") from error
    for number in range(min(PAGES, len(document))):
        page = document[number]
        width, height = page.get_size()
        # A page may be of any size; its picture is not.
        longest = max(width, height, 1)
        yield page.render(scale=WIDEST / longest).to_pil()


def picture(path: Path, kind: str) -> Iterator:
    from PIL import Image, ImageOps

    # Ours is the stricter limit, and gives the reason.
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(path, formats=[kind]) as image:
        if image.width * image.height > PIXELS[kind]:
            raise Undrawable("huge")
        # A JPEG is unpacked at an eighth to a half of its size where that is enough.
        image.draft("RGB", (WIDEST, WIDEST))
        image.thumbnail((WIDEST, WIDEST))
        yield ImageOps.exif_transpose(image)


def save(image, path: Path) -> None:
    """Write the picture as WebP, smaller and coarser until it fits."""
    from PIL import Image

    if image.mode not in ("RGB", "L"):
        image = image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        image = ground
    while True:
        for quality in QUALITIES:
            image.save(drawn := io.BytesIO(), "WEBP", quality=quality)
            if drawn.tell() <= LARGEST:
                path.write_bytes(drawn.getvalue())
                return
        image = image.resize((max(1, image.width * 3 // 4), max(1, image.height * 3 // 4)))


def draw(kind: str, path: Path, folder: Path) -> int:
    drawn = 0
    for image in pages_of_pdf(path) if kind == "pdf" else picture(path, kind):
        drawn += 1
        save(image, folder / f"{drawn}.webp")
    if not drawn:
        raise Undrawable("broken")
    return drawn


def main() -> str:
    limit()
    kind, path, folder = sys.argv[1:]
    try:
        return str(draw(kind, Path(path), Path(folder)))
    except Undrawable as undrawable:
        return undrawable.args[0]
    except MemoryError:
        return "huge"
    except Exception:
        # A library meets a file of any bytes: none of its errors is foreseen, none matters here.
        return "broken"


if __name__ == "__main__":
    sys.stdout.write(f"{main()}\n")
