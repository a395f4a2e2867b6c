"""A gzip body with a number in its middle that changes with every answer, and nothing compressed anew.

What stands before the number and what stands after it are compressed once, each ending on a byte; the number goes
between them as a stored block. The checksum of the whole is worked out from those of the parts: "the checksum
after so many more bytes" is a linear map, kept as four tables of 256, so the cost does not grow with the page.
"""

import struct
import zlib

Table = tuple[int, ...]
HEAD = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
ALL = 0xFFFFFFFF


class Spliced:
    """`whole(number)` is the body with that number in it."""

    def __init__(self, before: bytes, after: bytes) -> None:
        self._head = HEAD + _deflated(before, zlib.Z_FULL_FLUSH)
        self._tail = _deflated(after, zlib.Z_FINISH)
        self._crc_before, self._crc_after = zlib.crc32(before), zlib.crc32(after)
        self._length = len(before) + len(after)
        self._tables = _tables(len(after))

    @property
    def size(self) -> int:
        return len(self._head) + len(self._tail)

    def whole(self, number: bytes) -> bytes:
        """The gzip stream. The number is short: less than 65,536 bytes."""
        length = len(number)
        crc = self._after(zlib.crc32(number, self._crc_before)) ^ self._crc_after
        return b"".join(
            (
                self._head,
                struct.pack("<BHH", 0, length, length ^ 0xFFFF),
                number,
                self._tail,
                struct.pack("<II", crc, (self._length + length) & ALL),
            )
        )

    def _after(self, crc: int) -> int:
        first, second, third, fourth = self._tables
        return (
            first[crc & 255] ^ second[crc >> 8 & 255] ^ third[crc >> 16 & 255] ^ fourth[crc >> 24]
        )


def _deflated(part: bytes, ending: int) -> bytes:
    stream = zlib.compressobj(9, zlib.DEFLATED, -15)
    return stream.compress(part) + stream.flush(ending)


def _tables(zeros: int) -> tuple[Table, Table, Table, Table]:
    """What becomes of each byte of a checksum when so many zero bytes follow."""
    nothing = b"\0" * zeros
    basis = [zlib.crc32(nothing, (1 << bit) ^ ALL) ^ ALL for bit in range(32)]
    first, second, third, fourth = (_table(basis[at : at + 8]) for at in range(0, 32, 8))
    return first, second, third, fourth


def _table(basis: list[int]) -> Table:
    row = [0] * 256
    for bit in range(8):
        for value in range(1 << bit):
            row[value | 1 << bit] = row[value] ^ basis[bit]
    return tuple(row)
