"""What cannot be done to persons, units, posts and hats, and why not.

* SameHat             409  the same hat, worn twice on one day
* LastAdmin           409  a city without anybody who can give hats
* NotYourself         409  nobody takes away their own way in
* WornAlready         409  a hat that has already been taken off
* UnitHasParts        409  a unit that still has units under it
* HatsToCome          409  a unit in which somebody is still to begin
* UnitNotThere        409  a unit that does not exist on that day
* UnitNotNamed        409  a unit's editor without the unit
"""

from cygos.kernel.refusals import Conflict


class SameHat(Conflict):
    """The same person, role, unit and post, on overlapping days."""

    code = "same-hat"
    sentence = "{person} sudah memegang peran {role} itu pada sebagian dari hari-hari tersebut."
    advice = "Akhiri dahulu peran yang lama, atau pilih tanggal sesudahnya."


class LastAdmin(Conflict):
    """Without this hat nobody could give hats any more."""

    code = "last-admin"
    sentence = "Sesudah {day} tidak akan ada lagi admin kota."
    advice = "Beri orang lain peran admin kota dahulu."


class NotYourself(Conflict):
    """Nobody takes away their own way in by mistake."""

    code = "not-yourself"
    sentence = "Anda tidak dapat menonaktifkan akun Anda sendiri."
    advice = "Minta admin kota yang lain untuk melakukannya."


class WornAlready(Conflict):
    """The hat was taken off before that day."""

    code = "hat-is-off"
    sentence = "Peran ini sudah berakhir pada {until}."
    advice = "Beri peran baru bila orang itu memegangnya lagi."


class UnitHasParts(Conflict):
    """Units under it still exist on the day after."""

    code = "unit-has-parts"
    sentence = "Masih ada {count} unit di bawah {unit}."
    advice = "Tutup atau pindahkan unit-unit itu dahulu."


class HatsToCome(Conflict):
    """Hats in the unit begin after its last day."""

    code = "hats-to-come"
    sentence = "{count} peran di {unit} baru dimulai sesudah {day}."
    advice = "Pilih hari terakhir yang lebih lambat, atau akhiri peran-peran itu dahulu."


class UnitNotThere(Conflict):
    """The unit does not exist on the day it is wanted for."""

    code = "unit-not-there"
    sentence = "{unit} tidak ada pada {day}."
    advice = "Pilih unit yang berlaku pada hari itu."


class UnitNotNamed(Conflict):
    """Whoever edits for a unit edits for one that is named, never for all of them."""

    code = "unit-not-named"
    sentence = "Redaktur perangkat daerah menyunting untuk satu perangkat daerah, dan belum disebut yang mana."
    advice = "Pilih perangkat daerahnya. Untuk seluruh kota ada peran redaktur portal."
