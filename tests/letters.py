"""A real mail server beside the tests, and what it was handed. Some addresses it refuses, now or for good."""

import asyncio
import socket
import threading
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller

from cygos.config.mail import mail


class Letterbox:
    """What the server was handed; `answers` says otherwise for some addresses: {"a@b.c": "550 no such user"}."""

    def __init__(self):
        self.letters, self.answers, self.mail_says = [], {}, ""
        self.arrived = threading.Event()
        self.meanwhile = lambda: None  # done before each letter is taken

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802  aiosmtpd calls it so
        if answer := self.answers.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        await asyncio.to_thread(self.meanwhile)
        if self.mail_says:
            return self.mail_says
        letter = message_from_bytes(envelope.content, policy=default)
        self.letters.append((envelope.rcpt_tos, letter))
        self.arrived.set()
        return "250 Message accepted"

    def to(self, address):
        """The letters to one address, in the order in which they came."""
        return [letter for to, letter in self.letters if to == [address]]


def served(box, settings, folder):
    """The settings send to a server that hands everything to this box, until the generator goes on."""
    port = free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND, found = mail(f"smtp://127.0.0.1:{port}", folder)
    settings.EMAIL_HOST, settings.EMAIL_PORT = found.host, found.port
    yield box
    server.stop()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def plain(letter):
    """Its words."""
    return letter.get_body(("plain",)).get_content()
