"""A V8 isolate with Vega in it: no clock, no chance, no files, no network, a bounded heap.

Time is not bounded here: V8 does not stop inside its own functions, so whoever draws bounds the time of the process
(`nutgraf.worker`).
"""

from __future__ import annotations

import json
import re
import weakref
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from py_mini_racer import DEFAULT_V8_FLAGS, JSEvalException, JSOOMException, MiniRacer, init_mini_racer

HEAP_LIMIT = 384 * 2**20
"""Bytes of V8's heap: reached before the process is full, where V8 ends it. Array buffers lie beside it: what bounds
them is the memory limit of the process."""

# Young objects in V8 have 16 MiB, twice, before they are collected; a drawing makes too few of them to be faster by it.
_V8_FLAGS = (*DEFAULT_V8_FLAGS, "--max-semi-space-size=4")

# Out of memory in a callback comes as an exception without a word; lists and texts too large for V8 have their own.
_OUT_OF_MEMORY = re.compile(
    r"\s*(?:null)?\s*$|.*\b(?:Array buffer allocation failed|Invalid (?:typed )?array length|Invalid string length)"
)
_ROUNDS_OF_TIMERS = 20
_FUNCTIONS = (
    *("nutgrafDraw", "nutgrafFreeze", "nutgrafDrawn", "nutgrafWidth", "nutgrafFaces", "nutgrafSurvey"),
    "runTimers",
)


class IsolateError(Exception):
    """A drawing that Vega could not make; the message says why."""


class Isolate:
    """Vega in an isolate of its own. It starts when it is first needed, and again after a drawing that failed.

    A drawing beyond HEAP_LIMIT, or beyond what V8 can hold in one list or text, raises MemoryError.
    """

    def __init__(self, script: str) -> None:
        """`script` is what `isolate_script.load_script` gives."""
        self._script = script
        self._runtime: MiniRacer | None = None
        self._functions: dict[str, Any] = {}
        self._finalizer: weakref.finalize[[], Isolate] | None = None

    def svg(self, spec: str, seed: int, family: str) -> str:
        """Vega's own SVG of a Vega-Lite spec, given as JSON. Raises IsolateError.

        `family` names the advance tables for text in a font that has none.
        """
        return self._drawn("<svg", "nutgrafDraw", spec, seed, family)

    def frozen(self, spec: str, seed: int, family: str) -> str:
        """JSON of the Vega spec that a Vega-Lite spec compiles to, its layout fixed, and of its inputs: `spec` and
        `controls`. Raises IsolateError."""
        return self._drawn("{", "nutgrafFreeze", spec, seed, family)

    def _drawn(self, start: str, function: str, *arguments: str | float) -> str:
        self._call(function, *arguments)
        drawn = self._call("nutgrafDrawn")
        for _ in range(_ROUNDS_OF_TIMERS):
            if drawn:
                break
            self._call("runTimers")
            drawn = self._call("nutgrafDrawn")
        if not drawn and self._out_of_memory():
            self.close()
            raise MemoryError("V8's heap is full")
        if not drawn.startswith(start):
            raise _error(drawn or "the drawing waits for something that never comes")
        return str(drawn)

    def text_width(self, text: str, size: float, weight: int, family: str) -> float:
        """The width of one line of text, in px, measured with the advance tables. Raises IsolateError."""
        return float(self._call("nutgrafWidth", text, size, weight, family))

    def faces(self) -> frozenset[str]:
        """The faces of fonts with which text was measured since this was last asked: `source sans pro/bold`."""
        return frozenset(json.loads(self._call("nutgrafFaces")))

    def survey(self) -> str:
        """JSON of what the SVG made last shows, once. Raises IsolateError."""
        return str(self._call("nutgrafSurvey"))

    def start(self) -> None:
        """Start now what the first drawing would start."""
        if self._runtime is None:
            self._start()

    def close(self) -> None:
        """Give the isolate's memory back; a later drawing starts a new one."""
        self._functions.clear()
        self._runtime = None
        if self._finalizer is not None:
            self._finalizer()
            self._finalizer = None

    def _call(self, name: str, *arguments: str | float) -> Any:
        self.start()
        try:
            return self._functions[name](*arguments)
        except JSOOMException as error:
            self.close()
            raise MemoryError(str(error)) from error
        except JSEvalException as error:
            self.close()
            raise _error(str(error)) from error

    def _out_of_memory(self) -> bool:
        """Whether V8 broke off for want of memory: in a promise it does so without a word."""
        return self._runtime is not None and self._runtime.was_hard_memory_limit_reached()

    def _start(self) -> None:
        init_mini_racer(flags=_V8_FLAGS, ignore_duplicate_init=True)
        # Where an event loop runs in the thread that starts it, MiniRacer would make that its own: a call from another
        # thread would wait for ever for a loop that this thread does not turn meanwhile.
        with ThreadPoolExecutor(1) as elsewhere:
            runtime = elsewhere.submit(MiniRacer).result()
        runtime.set_hard_memory_limit(HEAP_LIMIT)
        runtime.eval(self._script)
        self._runtime = runtime
        # An isolate that is still there when the interpreter goes down blocks it for ever.
        self._finalizer = weakref.finalize(self, runtime.close)
        self._functions = {name: runtime.eval(name) for name in _FUNCTIONS}


def _error(message: str) -> IsolateError | MemoryError:
    return MemoryError(message) if _OUT_OF_MEMORY.match(message) else IsolateError(message)
