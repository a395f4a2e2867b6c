"""The names of a case: the number everybody may know, the code that opens it, the random name the ledger knows.

All three grow from the idempotency key of the request that opened it, so that the same request, sent again because the
answer was lost, gets the same answer; whoever does not have the city's key cannot guess one from another.
"""

import uuid

from django.utils.crypto import salted_hmac

from cygos.kernel.cases.models.seat import CROCKFORD

NUMBER, CODE = (
    8,
    16,
)  # characters of 5 bits: 40 for a number that is no secret, 80 for a code that is


def spoken(raw: bytes, length: int) -> str:
    """Bytes as letters and digits that are not misread (Crockford's 32)."""
    number = int.from_bytes(raw, "big")
    return "".join(CROCKFORD[number >> 5 * place & 31] for place in range(length))


def number_of(code: str, key: str, attempt: int = 0) -> str:
    """PGD-7K2M9XQ4; another one at each attempt, for when it is taken."""
    return f"{code}-{spoken(_grown(f'number {attempt}', key), NUMBER)}"


def secret_of(key: str) -> str:
    """Four groups of four, as one reads them aloud."""
    whole = spoken(_grown("code", key), CODE)
    return "-".join(whole[at : at + 4] for at in range(0, CODE, 4))


def ref_of(key: str) -> uuid.UUID:
    """The case's name in the ledger."""
    return uuid.UUID(bytes=_grown("ref", key)[:16], version=4)


def _grown(what: str, key: str) -> bytes:
    return salted_hmac(f"cygos.cases.{what}", key, algorithm="sha256").digest()
