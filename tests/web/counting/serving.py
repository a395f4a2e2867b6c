"""The site under a web server of its own: behind the door, behind granian alone, behind Python's own wsgiref.

`python -m tests.web.counting.serving PORT` is the last of them.
"""

import subprocess
import sys
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from cygos.processes import wait_until
from tests.running_city import RunningCity, environment, free_port


class Threads(ThreadingMixIn, WSGIServer):
    """wsgiref, several at a time."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Writes down nobody's address."""

    def log_message(self, *_):
        """Nothing."""


@contextmanager
def plain_server(city):
    """The same city, its data and its database, served by wsgiref; yields its port."""
    port = free_port()
    options = {"data": city.folder, "database_url": city.cluster.url()}
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.web.counting.serving", str(port)], env=environment(**options)
    )
    beside = RunningCity(city.folder)
    beside.port = port
    try:
        assert wait_until(beside.answers, seconds=60)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


if __name__ == "__main__":
    from cygos.config.wsgi import application

    make_server("127.0.0.1", int(sys.argv[1]), application, Threads, Quiet).serve_forever()
