"""Documents that crash, hang or take too much memory cost themselves only: the rest of the batch is read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from defatlas.documents.isolation import Failure, read_isolated

ODD_PDFS = Path(__file__).parents[3].parent / "shared" / "data" / "inputs" / "pdf-odd"
MEGABYTE = 1_000_000


def outcomes(
    items: Sequence[str], read: Callable[[str], object], seconds: float = 20, memory: int = 300 * MEGABYTE
) -> list[tuple[str, object]]:
    """Return each item with its result, or with the kind of its failure."""
    found = read_isolated(items, read, seconds=seconds, memory=memory)
    return [(item, outcome.kind if isinstance(outcome, Failure) else outcome) for item, outcome in found]


def behave(item: str) -> object:
    """Do what the item says, as a reader of hostile files might."""
    if item == "hang":
        time.sleep(600)
    elif item == "hang deaf":
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        while True:
            pass
    elif item == "allocate":
        return len(bytearray(4_000 * MEGABYTE))
    elif item == "allocate bit by bit":
        pieces = []
        while True:
            pieces.append(bytes([len(pieces) % 251]) * (20 * MEGABYTE))
    elif item == "abort":
        os.abort()
    elif item == "segfault":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif item == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    elif item == "exit":
        os._exit(3)
    elif item == "raise":
        raise ValueError("its third page\nis missing")
    elif item == "sys.exit":
        sys.exit("enough")
    elif item == "unpicklable":
        return lambda: None
    return item.upper()


def alive(pid: int) -> bool:
    """Tell whether a process runs; one that is dead and only waits for its parent does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except FileNotFoundError:
        return False


def gone(pid: int) -> bool:
    """Wait for a process to go."""
    for _ in range(200):
        if not alive(pid):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ("hang", "time limit"),
        ("hang deaf", "time limit"),
        ("allocate", "memory"),
        ("allocate bit by bit", "memory"),
        ("killed", "memory"),  # the kernel kills so when memory runs out
        ("abort", "crash"),
        ("segfault", "crash"),
        ("exit", "crash"),
        ("raise", "error"),
        ("sys.exit", "error"),
        ("unpicklable", "error"),
    ],
)
def test_a_failing_document_is_reported_and_the_others_are_read(item: str, kind: str) -> None:
    found = outcomes(["a", item, "b", item, "c"], behave, seconds=1 if "hang" in item else 60)
    assert found == [("a", "A"), (item, kind), ("b", "B"), (item, kind), ("c", "C")]


def test_reasons_are_for_people() -> None:
    found = dict(read_isolated(["raise", "abort", "exit", "hang", "allocate"], behave, seconds=0.5, memory=10**8))
    assert found == {
        "raise": Failure("error", "its third page is missing", "ValueError"),
        "abort": Failure("crash", "the reader crashed on it (signal SIGABRT)"),
        "exit": Failure("crash", "the reader crashed on it (exit status 3)"),
        "hang": Failure("time limit", "reading it takes longer than the limit of 0.5 s"),
        "allocate": Failure("memory", "reading it takes more than the memory limit of 100 MB"),
    }


def test_one_child_reads_a_batch_and_a_new_one_goes_on_after_a_crash() -> None:
    def read(item: str) -> int:
        if item == "abort":
            os.abort()
        return os.getpid()

    found = outcomes(["a", "b", "abort", "c", "d"], read)
    first, second = found[0][1], found[3][1]
    assert found == [("a", first), ("b", first), ("abort", "crash"), ("c", second), ("d", second)]
    assert len({first, second, os.getpid()}) == 3


def test_an_exception_costs_no_new_child() -> None:
    def read(item: str) -> int:
        if item == "raise":
            raise KeyError(item)
        return os.getpid()

    found = dict(outcomes(["a", "raise", "b"], read))
    assert found["a"] == found["b"]


def test_what_a_reader_started_ends_with_it(tmp_path: Path) -> None:
    """A grandchild that ignores polite signals and holds the channel open, in a child that hangs, dies or returns."""

    def read(item: str) -> str:
        grandchild = os.fork()
        if grandchild == 0:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            time.sleep(600)
            os._exit(0)
        (tmp_path / item).write_text(str(grandchild))
        if item == "hang":
            time.sleep(600)
        elif item == "abort":
            os.abort()
        return item

    found = outcomes(["hang", "abort", "return"], read, seconds=1)
    assert found == [("hang", "time limit"), ("abort", "crash"), ("return", "return")]
    grandchildren = [int((tmp_path / item).read_text()) for item in ("hang", "abort", "return")]
    assert all(map(gone, grandchildren))


def test_a_caller_that_stops_early_leaves_no_child() -> None:
    def read(item: str) -> int:
        if item == "hang":
            time.sleep(600)
        return os.getpid()

    found = read_isolated(["a", "hang"], read, seconds=600)
    _, child = next(found)
    assert isinstance(child, int) and alive(child)
    found.close()  # type: ignore[attr-defined]
    assert gone(child)


def test_large_answers_come_whole() -> None:
    def read(item: str) -> str:
        return item * 3_000_000

    assert outcomes(["ab", "", "é"], read) == [("ab", "ab" * 3_000_000), ("", ""), ("é", "é" * 3_000_000)]


def test_a_slow_caller_is_not_the_documents_fault() -> None:
    """The second answer fills the channel while the caller is busy for longer than the time limit."""
    found = []
    for _, outcome in read_isolated(["a", "b", "c"], lambda item: item * 1_000_000, seconds=0.3):
        time.sleep(0.6)
        found.append(outcome)
    assert found == ["a" * 1_000_000, "b" * 1_000_000, "c" * 1_000_000]


def test_the_order_is_the_one_given_and_nothing_is_no_child() -> None:
    items = [str(number) for number in range(500)]
    assert [item for item, _ in read_isolated(items, behave)] == items
    assert list(read_isolated([], behave)) == []


def test_no_output_of_a_reader_reaches_the_terminal() -> None:
    """Neither its own, nor what it inherited unwritten, nor that of the C library or a program it runs."""
    program = (
        "import os, subprocess, sys\n"
        "from defatlas.documents.isolation import read_isolated\n"
        "def read(item):\n"
        "    print('noise'); print('noise', file=sys.stderr, flush=True)\n"
        "    os.write(1, b'noise'); subprocess.run(['echo', 'noise'])\n"
        "    if item == 'abort': os.abort()\n"
        "    return sys.stdin.read() if item == 'stdin' else item\n"
        "print('before', end=' ')\n"
        "print([r if isinstance(r, str) else r.kind for _, r in read_isolated(['a', 'abort', 'stdin'], read)])\n"
    )
    scripts = Path(__file__).parents[3] / "scripts"
    ran = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", program],
        capture_output=True,
        text=True,
        input="never read",
        env={**os.environ, "PYTHONPATH": str(scripts)},
        check=True,
    )
    assert (ran.stdout, ran.stderr) == ("before ['a', 'crash', '']\n", "")


def test_the_memory_cap_counts_from_what_the_parent_holds() -> None:
    """A parent that has mapped more than the cap still gets its documents read."""
    mapped = bytearray(200 * MEGABYTE)
    assert outcomes(["a", "allocate", "b"], behave, memory=100 * MEGABYTE) == [
        ("a", "A"),
        ("allocate", "memory"),
        ("b", "B"),
    ]
    assert len(mapped) == 200 * MEGABYTE


@pytest.mark.skipif(not ODD_PDFS.is_dir(), reason="needs the odd PDF files of ../shared/data/inputs")
def test_every_odd_pdf_is_read_or_has_a_reason() -> None:
    from defatlas.documents.pdf import read_pdf

    files = sorted(path for path in ODD_PDFS.rglob("*") if path.is_file())
    found = list(read_isolated(files, lambda path: read_pdf(path.read_bytes()), seconds=30))
    assert [path for path, _ in found] == files
    failed = {path.name: outcome for path, outcome in found if isinstance(outcome, Failure)}
    assert all(outcome.reason for outcome in failed.values())
    assert len(found) - len(failed) > len(files) / 2
