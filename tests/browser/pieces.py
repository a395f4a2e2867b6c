"""The kinds of pieces beside the article: where each list and one page of it lies, from the demo's tables."""

PIECES = {
    "agenda.AgendaList.all": "/agenda/",
    "agenda.AgendaList.past": "/agenda/lampau/",
    "agenda.AgendaList.of_unit": "/agenda/unit/dlh/",
    "agenda.AgendaList.of_year": "/agenda/2016/",
    "agenda.AgendaList.of_month": "/agenda/2016/12/",
    "agenda.AgendaList.archive": "/agenda/arsip/",
    "agenda.AgendaItem": "/agenda/kerja-bakti-membersihkan-saluran-sebelum-musim-hujan/",
    "announcements.AnnouncementList.all": "/pengumuman-resmi/",
    "announcements.AnnouncementList.in_force": "/pengumuman-resmi/berlaku/",
    "announcements.Announcement": "/pengumuman-resmi/penerimaan-peserta-didik-baru-dibuka/",
}
OTHER_STATES = {
    "what was cancelled": "/agenda/senam-pagi-bersama-lansia/",
    "what no longer holds": "/pengumuman-resmi/pemeliharaan-jembatan-lalu-lintas-dialihkan/",
    "the agenda in English": "/en/agenda/",
}
