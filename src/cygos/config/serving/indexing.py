"""Keeps the city's search like the city: what changed by whatever way is found within seconds."""

from cygos.config.serving.rounds import Rounds


class Indexing(Rounds):
    every = 5.0

    def look(self) -> None:
        from cygos.kernel.search import keeping

        keeping.keep_up(go_on=lambda: not self.is_over())
