"""Draws the pictures of the README from the files of the last build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

ROOT = Path(__file__).resolve().parent.parent
BUILT, PICTURES = ROOT / "build", ROOT / "docs" / "pictures"
WIDTH, EDGE, COLOURS = 460, "#c8c8c8", 128


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of a built file, by its folder, edition and medium; `page` counts from 1."""

    name: str
    slug: str
    edition: str
    medium: str
    page: int


SHOWN = (
    Picture("page-en", "backgrounder", "en-CA", "office", 7),
    Picture("page-es", "backgrounder", "es-MX", "office", 11),
    Picture("brief-en", "security", "en-CA", "office", 1),
    Picture("brief-es", "economy", "es-MX", "office", 1),
    Picture("synthesis-en", "synthesis", "en-CA", "office", 4),
    Picture("directory-es", "directory", "es-MX", "office", 2),
    Picture("parallel", "economy", "parallel", "office", 1),
    Picture("press", "people", "es-MX", "press", 1),
    Picture("booklet", "backgrounder", "tumble", "booklet", 1),
    Picture("ticket", "backgrounder", "tumble", "press.ticket", 1),
)


def drawn(picture: Picture) -> Image.Image:
    """The page with an edge around it, in few colours."""
    with pypdfium2.PdfDocument(BUILT / picture.slug / f"{picture.slug}.{picture.edition}.{picture.medium}.pdf") as file:
        page = file[picture.page - 1]
        scale = 3 * WIDTH / page.get_width()
        large = page.render(scale=scale).to_pil().convert("RGB")
    small = large.resize((WIDTH, round(large.height * WIDTH / large.width)), Image.Resampling.LANCZOS)
    return ImageOps.expand(small, 1, EDGE).quantize(COLOURS, Image.Quantize.MAXCOVERAGE)


def draw_all() -> Iterator[Path]:
    """Writes every picture, and says where."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for picture in SHOWN:
        path = PICTURES / f"{picture.name}.png"
        drawn(picture).save(path, optimize=True)
        yield path


if __name__ == "__main__":
    for written in draw_all():
        print(written.relative_to(ROOT))
