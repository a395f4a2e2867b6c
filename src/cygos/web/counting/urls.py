"""Where the rule of the counting stands."""

from django.urls import path

from cygos.web.counting import views

urlpatterns = [path("", views.rule, name="views_rule")]
