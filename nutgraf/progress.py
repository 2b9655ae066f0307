"""What a build tells of itself while it runs, to whoever wants to show or to record it."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Is told what a build does. Tasks may be told of from several threads at once."""

    def stage(self, name: str) -> None:
        """A stage of the build begins, and the one before has ended."""
        ...

    def expect(self, count: int) -> None:
        """So many more tasks are to be done."""
        ...

    def begin(self, label: str) -> None:
        """A task is begun: `chart cape`."""
        ...

    def done(self, label: str, seconds: float) -> None:
        """The task is done, well or badly, and took so long."""
        ...


class Silence:
    """Tells nobody."""

    def stage(self, name: str) -> None:
        pass

    def expect(self, count: int) -> None:
        pass

    def begin(self, label: str) -> None:
        pass

    def done(self, label: str, seconds: float) -> None:
        pass


SILENCE = Silence()
