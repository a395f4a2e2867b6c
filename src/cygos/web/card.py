"""The picture that goes along when somebody hands on an address of ours: the city's name on its own colour.

Messengers and networks show no SVG, so it is drawn as a PNG, when it is first asked for; its address says what is on
it, so it is kept for a year.
"""

import hashlib
from functools import lru_cache
from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw, ImageFont

from cygos.kernel.city.models import City
from cygos.kernel.refusals import NotFound
from cygos.web.access import READERS, open_to
from cygos.web.look import FOREVER

SIZE = WIDTH, HEIGHT = 1200, 630  # what the networks ask for
MARGIN, PETAL = 90, 42
PAPER, ACCENT = "#FFFFFF", "#0A5C78"


def address_of(city: City) -> str:
    """Where the card of this city is."""
    return reverse("city-card", args=[_digest(city)])


@open_to(READERS)
@require_safe
def card(request: HttpRequest, digest: str) -> HttpResponse:
    """The card. Raises NotFound where the city has another by now."""
    city = City.objects.first() or City()
    if digest != _digest(city):
        raise NotFound(what="Berkas ini")
    name, government, accent = _facts(city)
    response = HttpResponse(draw(name, government, accent), content_type="image/png")
    response.headers["Cache-Control"] = FOREVER
    return response


@lru_cache(maxsize=4)
def draw(name: str, government: str, accent: str) -> bytes:
    """The name large, the government below it, a band of kawung flowers at the foot."""
    picture = Image.new("RGB", SIZE, accent)
    pen = ImageDraw.Draw(picture)
    pen.text((MARGIN, 190), name, PAPER, font=_font(pen, name, 96))
    pen.text((MARGIN, 330), government, PAPER, font=_font(pen, government, 44))
    pen.rectangle((0, HEIGHT - 2 * PETAL, WIDTH, HEIGHT), fill=PAPER)
    for x in range(PETAL, WIDTH, 2 * PETAL):
        _flower(pen, x, HEIGHT - PETAL, accent)
    file = BytesIO()
    picture.quantize(32).save(file, "PNG", optimize=True)
    return file.getvalue()


def _flower(pen: ImageDraw.ImageDraw, x: int, y: int, colour: str) -> None:
    """Four petals around a middle."""
    for right, down in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
        near, far = 3, PETAL - 4
        across, along = sorted((right * near, right * far)), sorted((down * near, down * far))
        box = (x + across[0], y + along[0], x + across[1], y + along[1])
        pen.ellipse(box, fill=colour)


def _font(
    pen: ImageDraw.ImageDraw, words: str, size: int
) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """As large as wanted, or as the width allows."""
    font = ImageFont.load_default(size)
    wide = pen.textlength(words, font=font)
    room = WIDTH - 2 * MARGIN
    return font if wide <= room else ImageFont.load_default(int(size * room / wide))


def _facts(city: City) -> tuple[str, str, str]:
    return city.name or "CyGoS", city.government, city.palette.get("accent", ACCENT)


def _digest(city: City) -> str:
    return hashlib.sha256("\0".join(_facts(city)).encode()).hexdigest()[:12]
