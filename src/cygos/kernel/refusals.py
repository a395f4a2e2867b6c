"""Every way CyGoS says no to a person.

A refusal is expected, has a stable code, and tells the person what to do next. It is never logged as
an incident. Anything else that is raised is our bug, and is.

* Refusal               the base; HTTP 400
  - NotSignedIn    401  nobody has signed in
  - NotYours       403  somebody else's role
  - NotFound       404  no such thing, or none you may know of
  - Conflict       409  somebody changed it meanwhile, or it stands elsewhere by now
    · Impossible 409  a rule of the records themselves, in the words of the rule
    · Stale      409  somebody else changed the row after you opened it
  - Incomplete     422  what was typed is not complete or not right
"""

from typing import ClassVar


class Refusal(Exception):
    """A no, in a sentence, with what to do next.

    `sentence` and `advice` are msgids in Bahasa; whoever shows them translates them and fills in `facts`.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 400
    sentence: ClassVar[str] = "Permintaan ini tidak dapat dipenuhi."
    advice: ClassVar[str] = "Kembali ke halaman sebelumnya dan coba lagi."

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.sentence.format(**facts))


class NotSignedIn(Refusal):
    """Nobody has signed in."""

    code, status = "not-signed-in", 401
    sentence = "Halaman ini hanya untuk yang sudah masuk."
    advice = "Masuk dahulu, lalu buka halaman ini lagi."


class NotYours(Refusal):
    """It is somebody else's role."""

    code, status = "not-yours", 403
    sentence = "Halaman ini hanya untuk {role}."
    advice = "Masuk dengan akun yang memegang peran itu, atau minta perannya kepada admin kota."


class NotFound(Refusal):
    """No such thing, or none that this person may know of: the two look alike."""

    code, status = "not-found", 404
    sentence = "{what} tidak ditemukan."
    advice = "Periksa kembali alamat atau nomornya."


class Conflict(Refusal):
    """Somebody changed it meanwhile, or it stands elsewhere by now."""

    code, status = "conflict", 409
    sentence = "{what} sudah berubah sejak Anda membukanya."
    advice = "Muat ulang halaman untuk melihat keadaan terbarunya, lalu ulangi."


class Impossible(Conflict):
    """A rule of the records themselves; `rule` is the rule's own sentence."""

    code = "impossible"
    sentence = "{rule}"
    advice = "Perbaiki isian yang disebut, lalu kirim lagi."


class Stale(Conflict):
    """Somebody else changed the row after it was opened; nothing was written."""

    code = "stale"
    sentence = "{what} sudah diubah orang lain sejak Anda membukanya."
    advice = "Bandingkan keadaan sekarang dengan isian Anda, lalu simpan lagi bila masih perlu."


class Incomplete(Refusal):
    """What was typed is not complete or not right."""

    code, status = "incomplete", 422
    sentence = "Isian belum lengkap: {fields}."
    advice = "Lengkapi isian yang ditandai, lalu kirim lagi."
