"""A rule book as a drawing: states from top to bottom, ways on the right lead on, ways on the left lead back.

Every way carries the numbers of its actions in the table beside it, so nothing is said only by the drawing. Plain SVG
in the colours of the page it stands in: `currentColor`, and the classes `way`, `clock`, `end` for one that has more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from cygos.kernel.procedure.book import CLOCK, START, ActionRule, Book

WIDTH, HEIGHT, GAP = 176, 40, 34  # of a box, and between two
LANE, ROUND = 26, 10  # between two ways, and at their corners
LABEL = 9  # half the height of a number
TIP = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    '<path d="M0 0 8 4 0 8z" fill="currentColor"/></marker></defs>'
)


@dataclass(frozen=True)
class Way:
    """All actions from one state to another."""

    source: int
    target: int
    actions: tuple[int, ...]
    is_clock: bool

    @property
    def top(self) -> int:
        return min(self.source, self.target)

    @property
    def bottom(self) -> int:
        return max(self.source, self.target)


def draw(book: Book, *, title: Callable[[str], str] = str) -> str:
    """The book as an SVG element. `title` says a title in the reader's language."""
    order = in_reading_order(book)
    places = {name: place for place, name in enumerate(order)}
    ways = _ways(book, places)
    right = _lanes(way for way in ways if way.target > way.source)
    left = _lanes(way for way in ways if way.target < way.source)
    edge = (max(left.values(), default=-1) + 1) * LANE + ROUND
    far = edge + WIDTH + (max(right.values(), default=-1) + 1) * LANE + ROUND + LABEL
    depth = len(order) * (HEIGHT + GAP) - GAP + 2
    parts = [_path(way, lane, edge + WIDTH, 1) for way, lane in right.items()]
    parts += [_path(way, lane, edge, -1) for way, lane in left.items()]
    parts += [_box(book, name, place, edge, title) for name, place in places.items()]
    return (
        f'<svg class="procedure" role="img" viewBox="0 0 {far} {depth}" width="{far}" height="{depth}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{escape(title(book.title))}</title>{TIP}{"".join(parts)}</svg>'
    )


def in_reading_order(book: Book) -> list[str]:
    """States by how many acts lead there at least, ends last; as the book has them where that is alike."""
    steps, reached = {START: 0}, [START]
    for source in reached:
        for action in book.actions_from(source):
            if action.moves and action.target not in steps:
                steps[action.target] = steps[source] + 1
                reached.append(action.target)
    return [s.name for s in sorted(book.states, key=lambda s: (s.final, steps[s.name]))]


def numbers(book: Book) -> dict[str, int]:
    """The number of every action, from 1, in the order of the book."""
    return {action.name: number for number, action in enumerate(book.actions, start=1)}


def _ways(book: Book, places: dict[str, int]) -> list[Way]:
    found: dict[tuple[int, int], list[ActionRule]] = {}
    for action in book.actions:
        for source in action.sources if action.moves else ():
            if source not in {START, action.target}:
                found.setdefault((places[source], places[action.target]), []).append(action)
    number = numbers(book)
    return [
        Way(*ends, tuple(number[a.name] for a in actions), all(a.by == CLOCK for a in actions))
        for ends, actions in found.items()
    ]


def _lanes(ways: Iterable[Way]) -> dict[Way, int]:
    """The innermost lane that is free along the whole way; short ways first, so that they lie inside."""
    lanes: dict[Way, int] = {}
    for way in sorted(ways, key=lambda w: (w.bottom - w.top, w.top)):
        taken = {
            lane
            for other, lane in lanes.items()
            if other.top < way.bottom and way.top < other.bottom
        }
        lanes[way] = next(lane for lane in range(len(taken) + 1) if lane not in taken)
    return lanes


def _path(way: Way, lane: int, side: int, out: int) -> str:
    """From a box out to its lane, along it, and into the other box. `out` is 1 to the right, -1 to the left."""
    start, end = _y(way.source) + out * (HEIGHT // 5), _y(way.target) - out * (HEIGHT // 5)
    x, down = side + out * (LANE * (lane + 1) - ROUND), 1 if way.target > way.source else -1
    bend = out * ROUND
    line = (
        f"M{side} {start}H{x - bend}Q{x} {start} {x} {start + down * ROUND}"
        f"V{end - down * ROUND}Q{x} {end} {x - bend} {end}H{side + out * 2}"
    )
    kind, dashes = ("way clock", ' stroke-dasharray="4 4"') if way.is_clock else ("way", "")
    text, middle = "·".join(map(str, way.actions)), (start + end) // 2
    half = max(LABEL, 4 * len(text) + 3)
    return (
        f'<path class="{kind}" d="{line}" fill="none" stroke="currentColor"{dashes} marker-end="url(#tip)"/>'
        f'<rect class="number" x="{x - half}" y="{middle - LABEL}" width="{2 * half}" height="{2 * LABEL}" '
        f'rx="{LABEL}" fill="Canvas" stroke="currentColor"/>'
        f'<text x="{x}" y="{middle + 4}" font-size="11" text-anchor="middle" fill="currentColor">{text}</text>'
    )


def _box(book: Book, name: str, place: int, edge: int, title: Callable[[str], str]) -> str:
    state, y = book.state(name), _y(place)
    kind, stroke = ("end", 3) if state.final else ("state", 1)
    return (
        f'<rect class="{kind}" x="{edge}" y="{y - HEIGHT // 2}" width="{WIDTH}" height="{HEIGHT}" rx="6" fill="Canvas" '
        f'stroke="currentColor" stroke-width="{stroke}"/>'
        f'<text x="{edge + WIDTH // 2}" y="{y + 5}" font-size="14" text-anchor="middle" '
        f'fill="currentColor">{escape(title(state.title))}</text>'
    )


def _y(place: int) -> int:
    return place * (HEIGHT + GAP) + HEIGHT // 2 + 1
