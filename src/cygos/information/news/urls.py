"""The addresses of the news inside the workspace; what readers see is pages of the CMS."""

from django.urls import path

from cygos.information.news import topics_desk, views

urlpatterns = [
    path("kategori/", views.categories, name="categories"),
    path("kategori/tambah/", views.add, name="category_add"),
    path("kategori/<slug:slug>/ubah/", views.amend, name="category_amend"),
    path("kategori/<slug:slug>/naik/", views.up, name="category_up"),
    path("kategori/<slug:slug>/turun/", views.down, name="category_down"),
    path("kategori/<slug:slug>/hapus/", views.remove, name="category_remove"),
    path("topik/", topics_desk.topics, name="topics"),
    path("topik/<slug:slug>/ubah/", topics_desk.amend, name="topic_amend"),
    path("topik/<slug:slug>/gabung/", topics_desk.merge, name="topic_merge"),
    path("topik/<slug:slug>/hapus/", topics_desk.remove, name="topic_remove"),
]
