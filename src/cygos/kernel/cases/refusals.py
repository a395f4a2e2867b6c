"""How a case says no."""

from cygos.kernel.refusals import Conflict, NotFound, NotYours, Refusal


class NoCase(NotFound):
    """No such case, or none that this person may know of: the two look alike."""

    code = "no-case"
    sentence = "Perkara ini tidak ditemukan."
    advice = "Periksa kembali nomor atau kodenya."


class NotYourPart(NotYours):
    """The action belongs to another role in this case."""

    code = "not-your-part"
    sentence = "“{action}” dilakukan oleh {role}."
    advice = "Bila Anda memegang peran itu, masuk dengan akun yang benar."


class NotNow(Conflict):
    """The case stands elsewhere by now."""

    code = "not-now"
    sentence = "“{action}” tidak dapat dilakukan: perkara ini sudah {state}."
    advice = "Muat ulang halaman untuk melihat keadaan terbarunya."


class NotInThisCase(Conflict):
    """A condition of the action does not hold in this case."""

    code = "not-in-this-case"
    sentence = "“{action}” tidak berlaku untuk perkara ini: hanya bila {condition}."
    advice = "Lihat tindakan lain yang tersedia pada perkara ini."


class TooLate(Conflict):
    """The time in which it was possible is over."""

    code = "too-late"
    sentence = "“{action}” hanya dapat dilakukan dalam {term} sejak perkara ini {state}; waktunya sudah habis."
    advice = "Ajukan perkara baru, dan sebutkan nomor perkara ini."


class OnlyOnce(Conflict):
    """A promise is extended once, and only while it runs in time."""

    code = "only-once"
    sentence = (
        "Janji ini sudah diperpanjang atau sudah terlewat, dan tidak dapat diperpanjang lagi."
    )
    advice = "Selesaikan perkaranya; keterlambatan tetap dicatat."


class KeyUsedTwice(Conflict):
    """The same idempotency key came with another request."""

    code = "key-used-twice"
    sentence = "Permintaan dengan kunci ini sudah pernah dikirim dengan isi yang lain."
    advice = "Muat ulang halaman, lalu kirim lagi."


class NotComplete(Refusal):
    """An answer that the action cannot do without is missing."""

    code, status = "not-complete", 422
    sentence = "Isian belum lengkap: {fields}."
    advice = "Lengkapi isian yang ditandai, lalu kirim lagi."
