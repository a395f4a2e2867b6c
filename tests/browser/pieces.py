"""The kinds of pieces beside the article: where each list and one page of it lies, from the demo's tables; the API."""

from cygos.information.api.urls import urlpatterns

OF_THE_API = tuple(pattern.name for pattern in urlpatterns)
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
    "papers.PaperList.all": "/dokumen/",
    "papers.PaperList.of_kind": "/dokumen/jenis/laporan/",
    "papers.PaperList.of_year": "/dokumen/tahun/2016/",
    "papers.PaperList.of_both": "/dokumen/jenis/laporan/tahun/2016/",
    "papers.Paper": "/dokumen/jam-layanan-kantor-kota/",
    "guides.GuideList.all": "/panduan/",
    "guides.Guide": "/panduan/mengurus-kartu-keluarga-baru/",
    "faq.FaqList.all": "/pertanyaan/",
    "faq.Faq": "/pertanyaan/layanan-kependudukan/",
    "albums.Gallery.all": "/galeri/",
    "albums.Album": "/galeri/pagi-di-kampung/",
    "pages.ProfileList.all": "/profil/",
    "pages.Profile": "/profil/sejarah-kota/",
    "pages.Landing": "/warga-baru/",
}
OTHER_STATES = {
    "a paper that is only a file": "/dokumen/laporan-kebersihan-sungai/",
    "what was cancelled": "/agenda/senam-pagi-bersama-lansia/",
    "what no longer holds": "/pengumuman-resmi/pemeliharaan-jembatan-lalu-lintas-dialihkan/",
    "the agenda in English": "/en/agenda/",
}
