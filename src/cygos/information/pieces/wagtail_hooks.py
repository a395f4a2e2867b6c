"""What pieces bring into the editorial room (/kerja/redaksi/): their size of pictures."""

from wagtail import hooks
from wagtail.images.image_operations import FilterOperation

from cygos.information.pieces.pictures import AtMost


@hooks.register("register_image_operations")
def picture_sizes() -> list[tuple[str, type[FilterOperation]]]:
    """`atmost-60` in an image filter."""
    return [("atmost", AtMost)]
