"""Work in processes of its own: the same surroundings everywhere, and a task that hangs takes nothing along."""

from nutgraf.worker.bounds import OutOfTimeError, limited_time
from nutgraf.worker.failures import Failure
from nutgraf.worker.pool import Executor, Result, WorkerPool

__all__ = ["Executor", "Failure", "OutOfTimeError", "Result", "WorkerPool", "limited_time"]
