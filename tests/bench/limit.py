"""The limit: nginx, which sends the same bytes with the same headers from a file and counts nothing."""

import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.running_city import free_port, parent

# As Debian sets it up, without logging
SETTINGS = """
worker_processes 2; daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 768; }}
http {{
  sendfile on; tcp_nopush on; types_hash_max_size 2048; access_log off; gzip_static on;
  default_type text/html; keepalive_requests 1000000000;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{
    listen 127.0.0.1:{port}; root {folder};
    {headers}
  }}
}}
"""
ITS_OWN = {
    "server", "date", "content-type", "content-length", "content-encoding", "etag", "connection",
    "last-modified", "transfer-encoding",
}  # fmt: skip


@contextmanager
def nginx(body, headers):
    """Its address and its processes, sending this gzip body and these headers beside its own."""
    folder, port = Path(tempfile.mkdtemp(prefix="cygos-bench-")), free_port()
    folder.chmod(0o755)
    (folder / "page.html.gz").write_bytes(body)
    (folder / "page.html").write_bytes(b"")
    lines = [
        f"add_header {name} '{value.replace(chr(39), chr(92) + chr(39))}';"
        for name, value in headers
        if name.lower() not in ITS_OWN
    ]
    settings = SETTINGS.format(folder=folder, port=port, headers="\n    ".join(lines))
    (folder / "conf").write_text(settings)
    server = subprocess.Popen(
        ["nginx", "-c", str(folder / "conf"), "-e", str(folder / "error.log")]
    )
    try:
        yield f"http://127.0.0.1:{port}/page.html", lambda: with_children(server.pid)
    finally:
        server.terminate()
        server.wait(timeout=10)
        shutil.rmtree(folder, ignore_errors=True)


def with_children(process):
    """A process and those it began."""
    known = (int(entry.name) for entry in Path("/proc").glob("[0-9]*"))
    return [process, *(each for each in known if parent(each) == process)]
