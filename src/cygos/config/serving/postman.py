"""Sends mail to subscribers; while the mail server is away, less and less often."""

from datetime import datetime, timedelta

from cygos.config.serving.rounds import Rounds

LONGEST = 300.0  # seconds between two tries while the mail server is away
TIDYING = timedelta(minutes=10)


class Postman(Rounds):
    every = 2.0
    waited = 0.0
    tidied: datetime | None = None

    def look(self) -> float | None:
        from cygos.information.subscriptions.sending import MailServerAway, send_due, tidy
        from cygos.web import clock

        try:
            send_due(at=clock.now, until=self.is_over)
        except MailServerAway:
            self.waited = min((self.waited or self.every) * 2, LONGEST)
            return self.waited
        self.waited, now = 0.0, clock.now()
        if self.tidied is None or not self.tidied <= now < self.tidied + TIDYING:
            self.tidied = now
            tidy(at=now)
        return None
