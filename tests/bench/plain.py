"""A plain Wagtail site with the same article: what `wagtail start` makes, PostgreSQL, no cache.

The page says what ours says to its readers (menu, notices, way up, category, topics, text, how often it was read,
what changed, what is related, before and after it), each written as Wagtail's and Django's own handbooks do:
the files lie in `plain_site`.
"""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import psycopg

from cygos.database.cluster import ADMIN
from cygos.processes import wait_until
from tests.bench.limit import with_children
from tests.running_city import free_port, new_folder
from tests.web.cache.test_served import Reader

FILES = Path(__file__).with_name("plain_site")
NAME, PAGE = "plain", "/artikel-5/"
SETTINGS = """
SECRET_KEY = "measured, and then thrown away"
ALLOWED_HOSTS = ["127.0.0.1"]
LANGUAGE_CODE, TIME_ZONE = "id", "Asia/Jakarta"
DATABASES = {{"default": {{
    "ENGINE": "django.db.backends.postgresql", "NAME": "{name}", "USER": "{user}", "HOST": "{host}",
}}}}
"""


@contextmanager
def plain_wagtail(city, *, body):
    """Its address and its processes; its database lies beside the city's."""
    folder, port = new_folder(), free_port()
    _make(folder, city, body=body)
    server = subprocess.Popen(
        [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "2",
            "--blocking-threads", "4", "--backpressure", "64", "--log-level", "error",
            f"{NAME}.wsgi:application",
        ],
        cwd=folder, env=_environment(),
    )  # fmt: skip
    try:
        assert wait_until(lambda: _answers(port), seconds=60)
        yield f"http://127.0.0.1:{port}{PAGE}", lambda: with_children(server.pid)
    finally:
        server.terminate()
        server.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def _answers(port):
    try:
        answer, page = Reader(port).ask(PAGE)
    except OSError:
        return False
    return answer.status == 200 and "</article>" in page


def _make(folder, city, *, body):
    with psycopg.connect(city.cluster.url("postgres", ADMIN), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {NAME}")
    subprocess.run(
        [Path(sys.executable).with_name("wagtail"), "start", NAME, str(folder)],
        check=True, env=_environment(), stdout=subprocess.DEVNULL,
    )  # fmt: skip
    app = folder.joinpath("home")
    with (app / "models.py").open("a") as models:
        models.write((FILES / "models.py.txt").read_text())
    shutil.copy(FILES / "article_page.html", app / "templates" / app.name)
    facts = {"name": NAME, "user": ADMIN, "host": city.cluster.sockets}
    (folder / NAME / "settings" / "local.py").write_text(SETTINGS.format(**facts))
    (folder / "body.html").write_text(body)
    for words in ("makemigrations home", "migrate", "collectstatic --noinput"):
        _manage(folder, *words.split())
    _manage(folder, "shell", "-c", (FILES / "content.py.txt").read_text())


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
