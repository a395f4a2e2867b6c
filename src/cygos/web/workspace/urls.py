"""The addresses of the workspace."""

from django.urls import path
from django.views.generic import RedirectView

from cygos.kernel.people.roles import Role
from cygos.web.access import open_to
from cygos.web.workspace import holidays, identity, people, tables, units, views

_to_city = open_to(Role.CITY_ADMIN)(RedirectView.as_view(pattern_name="city"))

urlpatterns = [
    path("", views.desk, name="workspace"),
    path("kota/", _to_city),
    path("kota/orang/", people.people, name="people"),
    path("kota/orang/tambah/", people.add, name="person_add"),
    path("kota/orang/<uuid:code>/", people.person, name="person"),
    path("kota/orang/<uuid:code>/ubah/", people.amend, name="person_amend"),
    path("kota/orang/<uuid:code>/nonaktif/", people.deactivate, name="person_deactivate"),
    path("kota/orang/<uuid:code>/aktif/", people.reactivate, name="person_reactivate"),
    path("kota/orang/<uuid:code>/peran/", people.give, name="hat_give"),
    path("kota/peran/<int:pk>/akhiri/", people.end, name="hat_end"),
    path("kota/unit/", units.units, name="units"),
    path("kota/unit/tambah/", units.found_unit, name="unit_found"),
    path("kota/unit/<slug:code>/ubah/", units.amend_unit, name="unit_amend"),
    path("kota/unit/<slug:code>/tutup/", units.close_unit, name="unit_close"),
    path("kota/jabatan/", units.posts, name="posts"),
    path("kota/jabatan/tambah/", units.create_post, name="post_create"),
    path("kota/jabatan/<slug:code>/ubah/", units.amend_post, name="post_amend"),
    path("kota/jati-diri/", identity.city, name="city"),
    path("kota/tenggat/", identity.terms, name="terms"),
    path("kota/tenggat/<str:key>/ubah/", identity.amend_term, name="term_amend"),
    path("kota/hari-libur/", holidays.holidays, name="holidays"),
    path("kota/hari-libur/tambah/", holidays.declare, name="holiday_declare"),
    path("kota/hari-libur/tahun/", holidays.decide, name="year_decide"),
    path("kota/hari-libur/tahun/<int:year>/buka/", holidays.reopen, name="year_reopen"),
    path("kota/hari-libur/<int:pk>/ubah/", holidays.amend, name="holiday_amend"),
    path("kota/hari-libur/<int:pk>/hapus/", holidays.withdraw, name="holiday_withdraw"),
    path("kota/navigasi/", identity.navigation, name="navigation"),
    path("kota/navigasi/tambah/", identity.add_entry, name="navigation_add"),
    path("kota/navigasi/<int:pk>/ubah/", identity.amend_entry, name="navigation_amend"),
    path("kota/navigasi/<int:pk>/naik/", identity.entry_up, name="navigation_up"),
    path("kota/navigasi/<int:pk>/turun/", identity.entry_down, name="navigation_down"),
    path("kota/navigasi/<int:pk>/hapus/", identity.remove_entry, name="navigation_remove"),
    path("kota/perbuatan/", views.acts, name="acts"),
    path("kota/csv/<slug:kind>/", tables.export, name="table_export"),
    path("kota/csv/<slug:kind>/masuk/", tables.take_in, name="table_take_in"),
]
