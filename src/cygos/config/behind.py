"""Begun by the page cache's door (web/cache/origin.py), with the sockets on which it asks. Not for a person."""

import socket
import sys

from cygos.config.wsgi import application
from cygos.web.cache.behind import answer_all

if __name__ == "__main__":
    answer_all([socket.socket(fileno=int(number)) for number in sys.argv[1:]], application)
