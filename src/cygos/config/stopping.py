"""The wish to stop: Ctrl-C, SIGTERM and SIGHUP are one, heard from the first moment on and never twice."""

import signal

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Wish:
    """Whether somebody asked us to stop. The asking interrupts; should that be swallowed, `is_said` still tells."""

    def __init__(self) -> None:
        self.is_said = False

    def listen(self) -> None:
        """From now on a wish is remembered and raises KeyboardInterrupt, once: a second must not leave half of it."""
        for wish in SIGNALS:
            signal.signal(wish, self._hear)

    def heed(self) -> None:
        """Raises KeyboardInterrupt if somebody asked."""
        if self.is_said:
            raise KeyboardInterrupt

    def _hear(self, *_: object) -> None:
        if not self.is_said:
            self.is_said = True
            raise KeyboardInterrupt


wish = Wish()
