"""Another worker of the same city, a process of its own: sends the requests it reads and says how each was answered."""

import json
import sys
from datetime import datetime

import django
import time_machine


def answers(job):
    from django.conf import settings
    from django.test import Client

    settings.IS_DEMO = False
    for cookie, path, data in job["requests"]:
        client = Client()
        client.cookies["session"] = cookie
        answer = client.post(path, data)
        yield [answer.status_code, answer.headers.get("Location", ""), answer.text]


if __name__ == "__main__":
    django.setup()
    from django.test.utils import setup_test_environment

    setup_test_environment()  # mail stays in memory
    wanted = json.load(sys.stdin)
    with time_machine.travel(datetime.fromisoformat(wanted["at"]), tick=True):
        json.dump(list(answers(wanted)), sys.stdout)
