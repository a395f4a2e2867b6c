"""The limit: nginx, which sends the same bytes from a file and counts nothing."""

import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.running_city import free_port, parent

SETTINGS = """
worker_processes 2; daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; gzip_static on; default_type text/html; keepalive_requests 1000000;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; root {folder}; }}
}}
"""


@contextmanager
def nginx(body):
    """Its address and its processes, sending this gzip body."""
    folder, port = Path(tempfile.mkdtemp(prefix="cygos-bench-")), free_port()
    folder.chmod(0o755)
    (folder / "page.html.gz").write_bytes(body)
    (folder / "page.html").write_bytes(b"")
    (folder / "conf").write_text(SETTINGS.format(folder=folder, port=port))
    server = subprocess.Popen(
        ["nginx", "-c", str(folder / "conf"), "-e", str(folder / "error.log")]
    )
    try:
        yield f"http://127.0.0.1:{port}/page.html", lambda: _with_children(server.pid)
    finally:
        server.terminate()
        server.wait(timeout=10)
        shutil.rmtree(folder, ignore_errors=True)


def _with_children(process):
    known = (int(entry.name) for entry in Path("/proc").glob("[0-9]*"))
    return [process, *(each for each in known if parent(each) == process)]
