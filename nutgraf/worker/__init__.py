"""Work in processes of its own: the same surroundings everywhere, and a task that hangs takes nothing along."""

from nutgraf.worker.bounds import OutOfTimeError, limited_time
from nutgraf.worker.enclosure import enclose
from nutgraf.worker.failures import Failure
from nutgraf.worker.forking import in_processes
from nutgraf.worker.pool import Executor, Result, WorkerPool
from nutgraf.worker.surroundings import Surroundings, amid

__all__ = [
    "Executor",
    "Failure",
    "OutOfTimeError",
    "Result",
    "Surroundings",
    "WorkerPool",
    "amid",
    "enclose",
    "in_processes",
    "limited_time",
]
