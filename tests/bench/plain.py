"""A plain Wagtail site with the same article: what `wagtail start` makes, PostgreSQL, one page kind, no cache.

The page is as Wagtail's own tutorial would write it: the text, the way up, the menu, three more articles. It has
less to say than ours: no views, no feeds, no citation, no history, no structured data.
"""

import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg

from cygos.database.cluster import ADMIN
from tests.bench.limit import with_children
from tests.running_city import free_port, new_folder

MODEL = """

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField


class ArticlePage(Page):
    date = models.DateField("Post date")
    byline = models.CharField(max_length=120)
    intro = models.TextField(blank=True)
    body = RichTextField(blank=True)
    content_panels = [*Page.content_panels, *map(FieldPanel, ("date", "byline", "intro", "body"))]
"""
TEMPLATE = """{% extends "base.html" %}
{% load wagtailcore_tags %}
{% block content %}
  {% wagtail_site as site %}
  <nav><ul>
    {% for one in site.root_page.get_children.live.in_menu %}
      <li><a href="{% pageurl one %}">{{ one.title }}</a></li>
    {% endfor %}
  </ul></nav>
  <nav><ol>
    {% for one in page.get_ancestors.live %}
      {% if one.depth > 1 %}<li><a href="{% pageurl one %}">{{ one.title }}</a></li>{% endif %}
    {% endfor %}
  </ol></nav>
  <article>
    <h1>{{ page.title }}</h1>
    <p>{{ page.date }}, {{ page.byline }}</p>
    <p>{{ page.intro }}</p>
    {{ page.body|richtext }}
  </article>
  {% with related=page.get_siblings.live.specific %}
    <ul>
      {% for one in related|slice:":3" %}
        <li><a href="{% pageurl one %}">{{ one.title }}</a> {{ one.date }} {{ one.intro }}</li>
      {% endfor %}
    </ul>
  {% endwith %}
{% endblock %}
"""
SETTINGS = """
SECRET_KEY = "measured, and then thrown away"
ALLOWED_HOSTS = ["127.0.0.1"]
LANGUAGE_CODE, TIME_ZONE = "id", "Asia/Jakarta"
DATABASES = {{"default": {{
    "ENGINE": "django.db.backends.postgresql", "NAME": "{name}", "USER": "{user}", "HOST": "{host}",
}}}}
"""
CONTENT = """
import datetime, pathlib
from home.models import ArticlePage, HomePage
home = HomePage.objects.get()
body = pathlib.Path("body.html").read_text()
for number in range(10):
    page = ArticlePage(
        title=f"{title} {number}", slug=f"artikel-{number}", date=datetime.date(2016, 12, 7),
        byline="Humas", intro="Rapat koordinasi", body=body, show_in_menus=number < 6,
    )
    home.add_child(instance=page)
"""
NAME = "plain"


@contextmanager
def plain_wagtail(city, *, body, title):
    """Its address and its processes; its database lies beside the city's."""
    folder, port = new_folder(), free_port()
    _make(folder, city, body=body, title=title)
    server = subprocess.Popen(
        [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "2",
            "--blocking-threads", "4", "--backpressure", "64", "--log-level", "error",
            "plain.wsgi:application",
        ],
        cwd=folder, env=_environment(),
    )  # fmt: skip
    try:
        time.sleep(5)
        yield f"http://127.0.0.1:{port}/artikel-0/", lambda: with_children(server.pid)
    finally:
        server.terminate()
        server.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def _make(folder, city, *, body, title):
    with psycopg.connect(city.cluster.url("postgres", ADMIN), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {NAME}")
    subprocess.run(
        [Path(sys.executable).with_name("wagtail"), "start", NAME, str(folder)],
        check=True, env=_environment(), stdout=subprocess.DEVNULL,
    )  # fmt: skip
    home = folder / "home"
    with (home / "models.py").open("a") as models:
        models.write(MODEL)
    home.joinpath("templates", "home", "article_page.html").write_text(TEMPLATE)
    facts = {"name": NAME, "user": ADMIN, "host": city.cluster.sockets}
    (folder / "plain/settings/local.py").write_text(SETTINGS.format(**facts))
    (folder / "body.html").write_text(body)
    for words in ("makemigrations home", "migrate", "collectstatic --noinput"):
        _manage(folder, *words.split())
    _manage(folder, "shell", "-c", CONTENT.replace("{title}", title.replace('"', "")))


def _manage(folder, *words):
    subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=folder, env=_environment(), check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def _environment():
    """Without what a city is told; the settings are those of production."""
    ours = ("CYGOS_", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {"DJANGO_SETTINGS_MODULE": f"{NAME}.settings.production"}
