"""The addresses of the offices' pages inside the workspace."""

from django.urls import path

from cygos.information.profiles import desk, officials_desk, special_days_desk

urlpatterns = [
    path("unit/", desk.offices, name="offices_desk"),
    path("unit/<slug:code>/", desk.office, name="office_desk"),
    path("unit/<slug:code>/ubah/", desk.describe, name="office_describe"),
    path("unit/<slug:code>/layanan/tambah/", desk.offer, name="service_offer"),
    path("unit/<slug:code>/layanan/<int:pk>/ubah/", desk.amend_service, name="service_amend"),
    path("unit/<slug:code>/layanan/<int:pk>/hapus/", desk.remove_service, name="service_remove"),
    path("unit/<slug:code>/hari/tambah/", special_days_desk.add, name="special_day_add"),
    path("unit/<slug:code>/hari/<int:pk>/ubah/", special_days_desk.amend, name="special_day_amend"),
    path("unit/<slug:code>/hari/<int:pk>/hapus/", special_days_desk.remove, name="special_day_remove"),
    path("kota/pejabat/", officials_desk.profiles, name="profiles"),
    path("kota/orang/<uuid:code>/profil/", officials_desk.write, name="profile_write"),
    path("kota/orang/<uuid:code>/profil/tutup/", officials_desk.close, name="profile_close"),
    path("kota/hari-khusus/", special_days_desk.days, name="special_days"),
    path("kota/hari-khusus/tambah/", special_days_desk.add_for_all, name="special_day_add_for_all"),
    path(
        "kota/hari-khusus/<int:pk>/ubah/", special_days_desk.amend_for_all,
        name="special_day_amend_for_all",
    ),
    path(
        "kota/hari-khusus/<int:pk>/hapus/", special_days_desk.remove_for_all,
        name="special_day_remove_for_all",
    ),
]  # fmt: skip
