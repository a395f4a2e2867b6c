"""Pictures light enough for a phone on mobile data: WebP, in the widths a page needs, each at most 60 kB."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from wagtail.images.image_operations import FilterOperation
from wagtail.images.models import Image

WIDTHS = (
    390,
    780,
)  # CSS pixels of a phone, and twice that: sharp screens, and the column of a desktop
KILOBYTES = 60
SPECS = tuple(f"width-{width}|atmost-{KILOBYTES}" for width in WIDTHS)
QUALITIES = (75, 60, 45, 30)


class AtMost(FilterOperation):
    """`atmost-60`: as WebP, at the best quality that fits into so many kilobytes; if none does, smaller."""

    def construct(self, kilobytes: str) -> None:
        self.limit = int(kilobytes) * 1000

    def run(self, willow: Any, image: Image, env: dict[str, Any]) -> Any:
        env["output-format"] = "webp"
        env["output-format-options"] = []
        while True:
            for quality in QUALITIES:
                trial = BytesIO()
                willow.save_as_webp(trial, quality=quality)
                env["webp-quality"] = quality
                if trial.tell() <= self.limit:
                    return willow
            width, height = willow.get_size()
            willow = willow.resize((width * 3 // 4, height * 3 // 4))


def prepare(images: Iterable[Image]) -> None:
    """Make every size now, while somebody publishes, so that no reader waits for it and no visit writes."""
    for image in images:
        for size in image.get_renditions(*SPECS).values():
            size.file.close()  # Wagtail leaves what it has just written open


def put_up(file: Any, *, title: str, by: Any) -> Image:
    """A picture among those of the whole city, with every size a reader may need."""
    image = Image.objects.create(title=title, file=file, uploaded_by_user=by)
    prepare([image])
    return image


def fetch_sizes(images: list[Image]) -> None:
    """Give each picture the sizes it has, in one query for all of them."""
    sizes: dict[int, list[Any]] = {image.pk: [] for image in images}
    if sizes:
        made = Image.get_rendition_model().objects.filter(image_id__in=sizes, filter_spec__in=SPECS)
        by_key = {image.pk: image for image in images}
        for size in made:
            size.image = by_key[size.image_id]
            sizes[size.image_id].append(size)
    for image in images:
        image.prefetched_renditions = sizes[image.pk]
