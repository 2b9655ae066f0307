"""Work in processes of its own: the same surroundings everywhere, and a task that hangs takes nothing along."""

from nutgraf.worker.pool import Executor, Failure, Result, WorkerPool

__all__ = ["Executor", "Failure", "Result", "WorkerPool"]
