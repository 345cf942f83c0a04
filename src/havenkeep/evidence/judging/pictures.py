"""Pictures are never kept as they came: they are decoded, turned upright, bounded and written anew.

So the place and camera in the photo's own notes are gone, and so is whatever was hidden behind its end.
"""

from __future__ import annotations

import io
import warnings
from typing import Final

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from havenkeep.evidence.judging.verdict import Accepted, FileType, Refused

LONGEST_EDGE: Final = 3_000  # an A4 page at 250 dots an inch
MOST_PIXELS: Final = 64_000_000
QUALITY: Final = 85
_FORMATS: Final = {FileType.JPEG: "JPEG", FileType.PNG: "PNG", FileType.WEBP: "WEBP"}

DAMAGED = "This picture is damaged, or is not what it says it is. Take it again, then add that."
TOO_LARGE = "This picture has too many dots (more than 64 million). Save it smaller, or take a new photo."


def judge_picture(content: bytes, *, type: FileType) -> Accepted:  # noqa: A002  the word of the table
    """Return the picture written anew: JPEG, or PNG where it has transparent parts or was a PNG.

    Raises:
        Refused: damaged, animated beyond one frame's worth of dots, or too large.
    """
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=[_FORMATS[type]]) as opened:
                return _remade(opened, type=type)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, ArithmeticError) as wrong:
        raise Refused(DAMAGED) from wrong
    except (Image.DecompressionBombError, MemoryError) as wrong:
        raise Refused(TOO_LARGE) from wrong


def _remade(opened: Image.Image, *, type: FileType) -> Accepted:  # noqa: A002
    width, height = opened.size
    if width * height > MOST_PIXELS:
        raise Refused(TOO_LARGE)
    if type is FileType.JPEG:
        # The decoder itself can halve a large photo, before it takes memory.
        opened.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))
    opened.load()
    upright = ImageOps.exif_transpose(opened)
    upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE), Image.Resampling.LANCZOS)
    clear = upright.has_transparency_data
    kept_as = FileType.PNG if clear or type is FileType.PNG else FileType.JPEG
    plain = upright.convert("RGBA" if clear else "RGB")
    # A new picture takes the dots alone: no profile, comment or text chunk comes along.
    fresh = Image.frombytes(plain.mode, plain.size, plain.tobytes())
    out = io.BytesIO()
    if kept_as is FileType.PNG:
        fresh.save(out, "PNG", optimize=False)
    else:
        fresh.save(out, "JPEG", quality=QUALITY)
    return Accepted(type=kept_as, remade=out.getvalue())
