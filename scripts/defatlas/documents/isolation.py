"""Reading many files in child processes that may crash, hang or ask for too much memory without harm to the run.

A child is a fork (`os.fork`): it starts in milliseconds because nothing is imported again, it needs no importable
main module, and it may read with any function, a local one too. What forking asks for in return:

- The parent has one Python thread. Idle threads of numerical libraries do no harm, and Python's warning about them
  is silenced here.
- The memory cap counts from what the parent already has mapped, since the child starts with all of it. Linux holds
  it (RLIMIT_AS); macOS accepts it but does not.

Each child leads its own process group, so that what a reader has started ends with it. A process that leaves that
group of its own will (setsid) is out of reach.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import resource
import select
import signal
import struct
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

T = TypeVar("T")
R = TypeVar("R")

SECONDS = 60.0  # for one document
MEMORY = 1_500_000_000  # bytes, beyond what the parent holds

_HEAD = struct.Struct("!?Q")
_GLANCE = 0.02  # seconds between two looks at whether the child still lives
_GRACE = 5  # seconds after which a child whose parent is gone ends itself


@dataclass(frozen=True)
class Failure:
    """Why a document was not read.

    Attributes:
        kind: "time limit", "memory", "crash", or "error" for an exception that the reading function raised.
        reason: the same for people; for an error its message.
        error: the exception's class name; empty for the other kinds.
    """

    kind: str
    reason: str
    error: str = ""


def _held_bytes() -> tuple[int, int]:
    """Return the bytes of address space and of memory that this process holds, zeros where that cannot be told."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123 - no file of ours
            mapped, resident = statm.read().split()[:2]
    except OSError:
        return 0, 0
    return int(mapped) * resource.getpagesize(), int(resident) * resource.getpagesize()


def _memory_failure(memory: int) -> Failure:
    return Failure("memory", f"reading it takes more than the memory limit of {memory // 1_000_000} MB")


def _time_failure(seconds: float) -> Failure:
    return Failure("time limit", f"reading it takes longer than the limit of {seconds:g} s")


def _answer(item: T, read: Callable[[T], R], memory: int) -> tuple[bool, bytes]:
    """Read one document in the child.

    Returns:
        Whether the child is fit for the next one (what a failed allocation leaves behind is not to be trusted), and
        the pickled result or failure.
    """
    try:
        return True, pickle.dumps(read(item))
    except MemoryError:
        return False, pickle.dumps(_memory_failure(memory))
    except BaseException as error:  # a reader that wants to exit has failed as well
        reason = " ".join(str(error).split()) or type(error).__name__
        return True, pickle.dumps(Failure("error", reason, type(error).__name__))


def _limit(kind: int, value: int) -> None:
    """Lower a resource limit of this process; one that is lower already stays."""
    hard = resource.getrlimit(kind)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, value))


def _become_child(memory: int) -> None:
    """Set the child up: own group, default signals, no terminal, no core file, the memory cap."""
    os.setpgid(0, 0)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    faulthandler.disable()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until the child ends
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, _held_bytes()[0] + memory)


def _run_child(items: Sequence[T], read: Callable[[T], R], seconds: float, memory: int, channel: int) -> NoReturn:
    """Read the documents one after the other and send each answer behind its head: go on or not, and its length."""
    try:
        _become_child(memory)
        for item in items:
            signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE)  # in case that the parent is gone and cannot end it
            goes_on, answer = _answer(item, read, memory)
            signal.setitimer(signal.ITIMER_REAL, 0)
            with open(channel, "wb", closefd=False) as stream:
                stream.write(_HEAD.pack(goes_on, len(answer)))
                stream.write(answer)
            if not goes_on:
                break
    finally:
        os._exit(0)


class _Child:
    """A forked process that reads documents and sends its answers."""

    def __init__(self, items: Sequence[Any], read: Callable[[Any], Any], seconds: float, memory: int) -> None:
        self._seconds, self._memory = seconds, memory
        self._resident = _held_bytes()[1]  # the child starts with it
        self._buffer = bytearray()
        self._channel, end = os.pipe()
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=".*multi-threaded", category=DeprecationWarning)
            self._pid = os.fork()
        if self._pid == 0:
            os.close(self._channel)
            _run_child(items, read, seconds, memory, end)
        os.close(end)
        os.set_blocking(self._channel, False)
        with suppress(OSError):  # the child does the same; whoever comes first
            os.setpgid(self._pid, self._pid)

    def _receive(self, wait: float) -> None:
        """Take in what the child has sent, after waiting for it for some seconds at most."""
        ready, _, _ = select.select([self._channel], [], [], wait)
        with suppress(BlockingIOError):
            while ready and (piece := os.read(self._channel, 1 << 20)):
                self._buffer += piece

    def _whole_answer(self) -> tuple[bool, Any] | None:
        """Take an answer from the buffer, when all of it is there."""
        start = _HEAD.size
        if len(self._buffer) < start:
            return None
        goes_on, length = _HEAD.unpack_from(self._buffer)
        if len(self._buffer) < start + length:
            return None
        outcome = pickle.loads(bytes(self._buffer[start : start + length]))  # noqa: S301 - from our own fork
        del self._buffer[: start + length]
        return goes_on, outcome

    def _has_ended(self) -> bool:
        """Tell whether the child is dead; it is left unreaped, so that its process id is not given away."""
        return os.waitid(os.P_PID, self._pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def answer(self) -> tuple[bool, Any]:
        """Wait for the next answer, for as long as the time limit allows.

        Returns:
            Whether the child goes on to the next document, and the result or failure.
        """
        deadline = time.monotonic() + self._seconds
        while True:
            ended = self._has_ended()
            self._receive(0 if ended else min(_GLANCE, max(0.0, deadline - time.monotonic())))
            if (answer := self._whole_answer()) is not None:
                return answer
            if ended:
                return False, self._cause_of_death()
            if time.monotonic() >= deadline:
                return False, _time_failure(self._seconds)

    def _cause_of_death(self) -> Failure:
        """Say why the child died: a signal after most of its memory was taken is for want of memory."""
        self._end_group()
        _, status, usage = os.wait4(self._pid, 0)
        self._pid = 0
        code = os.waitstatus_to_exitcode(status)
        peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        if -code == signal.SIGALRM:
            return _time_failure(self._seconds)
        if -code == signal.SIGKILL or (code < 0 and peak - self._resident > self._memory / 2):
            return _memory_failure(self._memory)
        how = f"signal {signal.Signals(-code).name}" if code < 0 else f"exit status {code}"
        return Failure("crash", f"the reader crashed on it ({how})")

    def _end_group(self) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._pid, signal.SIGKILL)

    def end(self) -> None:
        """End the child and all that it has started."""
        if self._pid:
            self._end_group()
            os.waitpid(self._pid, 0)
            self._pid = 0
        os.close(self._channel)


def read_isolated(
    paths: Sequence[T], read: Callable[[T], R], *, seconds: float = SECONDS, memory: int = MEMORY
) -> Iterator[tuple[T, R | Failure]]:
    """Read documents in a child process, and in a new one after each that the child does not survive.

    Args:
        paths: what `read` takes, one for each document.
        read: reads one document; its result is pickled.
        seconds: the time limit for one document, by the clock.
        memory: the bytes a child may map beyond what this process has mapped.

    Yields:
        Each path with its result, or with the reason why there is none, in the order given.
    """
    child: _Child | None = None
    try:
        for number, path in enumerate(paths):
            child = child or _Child(paths[number:], read, seconds, memory)
            goes_on, outcome = child.answer()
            if not goes_on:
                child.end()
                child = None
            yield path, outcome
    finally:
        if child:
            child.end()
