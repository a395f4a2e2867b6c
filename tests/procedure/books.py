"""Five rule books: a report, a permit for every permit, and the three small ones that run beside them."""

from dataclasses import dataclass

from cygos.kernel.procedure.declaring import Procedure
from cygos.kernel.procedure.language import (
    CITY,
    CLOCK,
    DONE,
    GOES_ON,
    NOTHING,
    OPENER,
    OUTSIDE,
    START,
    STATUS,
    STAY,
    TEXT,
    UNIT,
    Action,
    Promise,
    Role,
    State,
    fact,
    term,
)


@dataclass(frozen=True)
class Form:
    """A form as far as a rule book knows it."""

    name: str
    fields: tuple[str, ...]


Forward = Form("forward", ("unit",))
Answer = Form("answer", ("answer", "photo"))
Reason = Form("reason", ("reason",))
Papers = Form("papers", ("papers",))
Findings = Form("findings", ("findings",))
Decision = Form("decision", ("decision", "reasons"))
Opinion = Form("opinion", ("opinion", "advice"))
Progress = Form("progress", ("percent", "evidence"))
Ask = Form("ask", ("units",))


def hand_over(case, *, unit): ...
def settle(case, *, answer): ...
def demand(case, *, findings): ...
def decide(case, *, decision, reasons): ...
def advise(case, *, opinion, advice): ...
def circulate(case, *, units): ...
def note_progress(case, *, percent, evidence): ...


inspected = fact("needs_inspection", "perlu peninjauan")
advised = fact("needs_advice", "perlu rekomendasi teknis")
paid = fact("needs_payment", "berbayar")
silence_yes = fact("silence_is_yes", "diam berarti setuju")


class Complaint(
    Procedure, code="PGD", version=3, title="Pengaduan", basis="SP4N-LAPOR!; ketentuan kota"
):
    # Who
    citizen = Role("Warga pelapor", of=OPENER)
    desk = Role("Admin pengaduan", of=CITY)
    unit = Role("Perangkat daerah", of=UNIT)
    outside = Role("Instansi luar", of=OUTSIDE)

    # Where it stands, for how long, in whose sight
    received = State("Diterima", due=term("sp4n.verify"), public=NOTHING)
    assigned = State("Diteruskan", due=term("sp4n.first_response"), public=STATUS)
    working = State("Dikerjakan", public=STATUS)
    waiting = State("Menunggu pelapor", gives=term("sp4n.complete"), public=STATUS)
    answered = State("Ditangani menurut unit", gives=term("sp4n.close"), public=TEXT)
    confirmed = State("Dibenarkan pelapor", final=True, public=TEXT)
    unconfirmed = State("Ditutup tanpa kabar", final=True, public=TEXT)
    rejected = State("Ditolak", final=True, public=STATUS)

    # What is promised over several of them
    answer_due = Promise(
        "Jawaban", term("sp4n.answer"), over=assigned | working, pauses=waiting, again=GOES_ON
    )

    # What may happen, by whom, and what it leaves behind
    submit = Action("Kirim", START >> received, by=citizen, leaves="tanda-terima")
    forward = Action("Teruskan", received >> assigned, by=desk, asks=Forward, does=hand_over)
    reject = Action("Tolak", received >> rejected, by=desk, asks=Reason, leaves="penolakan")
    take = Action("Kerjakan", assigned >> working, by=unit)
    ask = Action("Minta data", (assigned | working) >> waiting, by=unit, asks=Findings, does=demand)
    complete = Action("Lengkapi", waiting >> working, by=citizen, asks=Papers)
    answer = Action(
        "Jawab",
        (assigned | working) >> answered,
        by=unit,
        asks=Answer,
        does=settle,
        leaves="jawaban",
    )
    reply = Action("Beri tanggapan", (assigned | working) >> STAY, by=outside, asks=Findings)
    accept = Action("Benar", answered >> confirmed, by=citizen)
    dispute = Action("Keberatan", answered >> working, by=citizen, asks=Reason)
    reopen = Action(
        "Buka lagi", unconfirmed >> working, by=citizen, asks=Reason, within=term("sp4n.reopen")
    )

    # What the clock does
    remind = Action("Ingatkan", (assigned | working) >> STAY, by=CLOCK, on=answer_due, at=75)
    escalate = Action("Naikkan", (assigned | working) >> STAY, by=CLOCK, on=answer_due)
    give_up = Action("Anggap dicabut", waiting >> unconfirmed, by=CLOCK)
    lapse = Action("Tutup", answered >> unconfirmed, by=CLOCK)


class Advice(
    Procedure, code="REK", version=1, title="Rekomendasi teknis", basis="PP 96/2012 ps. 25"
):
    """One technical recommendation asked of one unit; a permit opens as many as it needs, at once."""

    asker = Role("Peminta", of=OPENER)
    unit = Role("Perangkat teknis", of=UNIT)

    asked = State("Diminta", due=term("permit.advice"), public=NOTHING)
    given = State("Diberikan", final=True, public=STATUS)
    lapsed = State("Tidak menanggapi", final=True, public=STATUS)

    ask = Action("Minta", START >> asked, by=asker)
    give = Action(
        "Beri rekomendasi", asked >> given, by=unit, asks=Opinion, does=advise, leaves="rekomendasi"
    )
    remind = Action("Ingatkan", asked >> STAY, by=CLOCK, at=75)
    lapse = Action("Lewati", asked >> lapsed, by=CLOCK)


class Objection(Procedure, code="KBR", version=1, title="Keberatan", basis="UU 30/2014 ps. 77"):
    party = Role("Pihak yang berkeberatan", of=OPENER)
    official = Role("Pejabat", of=UNIT)

    filed = State("Diajukan", due=term("adm.objection.answer"), public=STATUS)
    deemed = State("Dikabulkan karena diam", due=term("adm.objection.decree"), public=STATUS)
    granted = State("Dikabulkan", final=True, public=STATUS)
    refused = State("Ditolak", final=True, public=STATUS)

    file = Action("Ajukan", START >> filed, by=party, asks=Reason)
    grant = Action(
        "Kabulkan",
        (filed | deemed) >> granted,
        by=official,
        asks=Decision,
        does=decide,
        leaves="keputusan",
    )
    refuse = Action(
        "Tolak", filed >> refused, by=official, asks=Decision, does=decide, leaves="keputusan"
    )
    silence = Action("Diam", filed >> deemed, by=CLOCK, leaves="pernyataan-fiktif-positif")
    remind = Action("Tagih keputusan", deemed >> STAY, by=CLOCK)


class Permit(Procedure, code="IZN", version=1, title="Izin", basis="UU 30/2014; PP 96/2012"):
    """One rule book for every permit of the city: what differs is a switch of its type, never another flow."""

    # Who
    applicant = Role("Pemohon", of=OPENER)
    front = Role("Loket DPMPTSP", of=CITY)
    unit = Role("Unit penerbit", of=UNIT)
    cashier = Role("Kas daerah", of=CITY)

    # Where it stands
    filed = State("Diajukan", due=term("adm.acknowledge"), public=NOTHING)
    incomplete = State("Perlu dilengkapi", gives=term("permit.complete"), public=NOTHING)
    advised_on = State("Rekomendasi", public=STATUS, awaits=Advice)
    inspecting = State("Peninjauan", public=STATUS)
    deciding = State("Diputus", public=STATUS)
    unpaid = State("Menunggu bayar", gives=term("permit.pay"), public=STATUS)
    granted = State("Terbit", final=True, public=STATUS)
    refused = State("Ditolak", final=True, public=STATUS)
    withdrawn = State("Dicabut pemohon", final=True, public=NOTHING)

    # What is promised: the amount stands in the type, with its legal basis
    decision = Promise("Keputusan", term("permit.decide"), over=advised_on | inspecting | deciding)

    # What may happen
    apply = Action("Ajukan", START >> filed, by=applicant, leaves="tanda-terima")
    return_ = Action(
        "Kembalikan",
        filed >> incomplete,
        by=front,
        asks=Findings,
        does=demand,
        leaves="daftar-kekurangan",
    )
    complete = Action("Lengkapi", incomplete >> filed, by=applicant, asks=Papers)
    circulate = Action(
        "Minta rekomendasi",
        filed >> advised_on,
        by=front,
        when=advised,
        asks=Ask,
        does=circulate,
        opens=Advice,
    )
    inspect = Action("Tinjau", filed >> inspecting, by=front, when=~advised & inspected)
    accept = Action("Nyatakan lengkap", filed >> deciding, by=front, when=~advised & ~inspected)
    report = Action(
        "Berita acara", inspecting >> deciding, by=unit, asks=Findings, leaves="berita-acara"
    )
    bill = Action(
        "Tetapkan biaya",
        deciding >> unpaid,
        by=unit,
        when=paid,
        asks=Decision,
        does=decide,
        leaves="skrd",
    )
    settle = Action("Lunas", unpaid >> granted, by=cashier, leaves="izin")
    grant = Action(
        "Terbitkan",
        deciding >> granted,
        by=unit,
        when=~paid,
        asks=Decision,
        does=decide,
        leaves="izin",
    )
    refuse = Action(
        "Tolak", deciding >> refused, by=unit, asks=Decision, does=decide, leaves="penolakan"
    )
    withdraw = Action(
        "Cabut",
        (filed | incomplete | advised_on | inspecting | deciding | unpaid) >> withdrawn,
        by=applicant,
    )
    extend = Action(
        "Perpanjang",
        deciding >> STAY,
        by=unit,
        asks=Reason,
        extends=decision,
        by_term=term("permit.extension"),
    )
    object = Action(
        "Keberatan",
        (granted | refused) >> STAY,
        by=applicant,
        asks=Reason,
        opens=Objection,
        within=term("adm.objection.file"),
    )

    # What the clock does
    advance = Action("Lanjut", advised_on >> deciding, by=CLOCK, on=DONE, when=~inspected)
    go_see = Action("Lanjut tinjau", advised_on >> inspecting, by=CLOCK, on=DONE, when=inspected)
    remind = Action(
        "Ingatkan", (advised_on | inspecting | deciding) >> STAY, by=CLOCK, on=decision, at=75
    )
    deem = Action(
        "Anggap dikabulkan",
        (advised_on | inspecting | deciding) >> granted,
        by=CLOCK,
        on=decision,
        when=silence_yes,
        leaves="izin-fiktif-positif",
    )
    drop = Action("Anggap dicabut", incomplete >> withdrawn, by=CLOCK)
    expire = Action("Gugur", unpaid >> withdrawn, by=CLOCK)


class Recommendation(
    Procedure,
    code="RKM",
    version=1,
    title="Rekomendasi rapat",
    basis="Keputusan rapat; ketentuan kota",
):
    """What a meeting agreed, until it is done. The meeting's own agreement is the act that opens it."""

    secretary = Role("Sekretaris rapat", of=OPENER)
    owner = Role("Penanggung jawab", of=UNIT)
    helper = Role("Unit pendukung", of=UNIT)

    agreed = State("Disepakati", due=term("rakor.accept"), public=TEXT)
    running = State("Berjalan", public=TEXT)
    reported = State("Dilaporkan", due=term("rakor.verify"), public=TEXT)
    done = State("Terlaksana", final=True, public=TEXT)
    dropped = State("Dihentikan", final=True, public=TEXT)

    result = Promise("Hasil", term("rakor.result"), over=agreed | running, pauses=reported)

    agree = Action("Sepakati", START >> agreed, by=secretary, leaves="petikan")
    accept = Action("Terima tugas", agreed >> running, by=owner)
    progress = Action(
        "Catat kemajuan", running >> STAY, by=owner, asks=Progress, does=note_progress
    )
    help = Action("Catat dukungan", running >> STAY, by=helper, asks=Progress, does=note_progress)
    report = Action(
        "Laporkan hasil", running >> reported, by=owner, asks=Progress, does=note_progress
    )
    verify = Action("Nyatakan terlaksana", reported >> done, by=secretary, leaves="berita-acara")
    send_back = Action("Kembalikan", reported >> running, by=secretary, asks=Reason)
    postpone = Action(
        "Ubah tenggat",
        running >> STAY,
        by=secretary,
        asks=Reason,
        extends=result,
        by_term=term("rakor.extension"),
    )
    drop = Action(
        "Hentikan", (agreed | running) >> dropped, by=secretary, asks=Reason, leaves="petikan"
    )
    escalate = Action("Naikkan", (agreed | running) >> STAY, by=CLOCK, on=result)


FIVE = (Complaint, Advice, Objection, Permit, Recommendation)
