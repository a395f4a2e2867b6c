"""The addresses of the notices inside the workspace."""

from django.urls import path

from cygos.information.notices import desk

urlpatterns = [
    path("", desk.notices, name="notices_desk"),
    path("tambah/", desk.post, name="notice_post"),
    path("<int:pk>/ubah/", desk.amend, name="notice_amend"),
    path("<int:pk>/akhiri/", desk.end, name="notice_end"),
]
