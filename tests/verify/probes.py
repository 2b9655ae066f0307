"""What authors may try that is no input, each with what comes of it: what the reference says in its table.

A probe is the body of a fact; `verdict` is one of

- "refused": a problem of the build, whose message holds `told`;
- "found": the build takes it, and `verify` says that it depends on what `told` names;
- "no effect": its value is `told`, always and everywhere;
- "enclosed": found where Linux can keep a process from reading files, otherwise not caught;
- "not caught": nobody notices, which the reference says too.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["refused", "found", "no effect", "enclosed", "not caught"]


@dataclass(frozen=True)
class Probe:
    name: str
    verdict: Verdict
    told: str
    body: str
    parameters: str = ""

    @property
    def source(self) -> str:
        body = textwrap.indent(textwrap.dedent(self.body).strip(), "    ")
        return f"def {self.name}({self.parameters}) -> str:\n{body}\n"


CLOCK = [
    Probe("datetime_now", "found", "the clock", "return str(dt.datetime.now())"),
    Probe("date_today", "found", "the clock", "return str(dt.date.today())"),
    Probe("time_time", "found", "the clock", "return str(time.time())"),
    Probe("year_by_strftime", "found", "the clock", "return time.strftime('%Y')"),
    Probe("pandas_now", "found", "the clock", "return str(pd.Timestamp.now())"),
    Probe("pandas_today", "found", "the clock", "return str(pd.to_datetime('today').date())"),
    Probe("days_since", "found", "the clock", "return str((pd.Timestamp.now() - pd.Timestamp('2026-01-01')).days)"),
    Probe("duration", "found", "never the same", "return str(time.perf_counter())"),
    Probe("numpy_now", "refused", "the clock", "return str(np.datetime64('now'))"),
    Probe("numpy_today", "refused", "the clock", "return str(np.datetime64('today'))"),
    Probe(
        "sqlite_today",
        "not caught",
        "",
        "return sqlite3.connect(':memory:').execute(\"select date('now')\").fetchone()[0]",
    ),
]

NETWORK = [
    Probe("a_socket", "refused", "the network", "return str(socket.create_connection(('127.0.0.1', 9)))"),
    Probe("an_address", "refused", "the network", "return str(urllib.request.urlopen('http://127.0.0.1:9').read())"),
    Probe("a_csv_from_the_network", "refused", "the network", "return str(pd.read_csv('http://127.0.0.1:9/x.csv'))"),
    Probe("a_name_looked_up", "refused", "the network", "return socket.gethostbyname('localhost')"),
    Probe(
        "an_event_loop_that_connects",
        "refused",
        "the network",
        """
        async def connect():
            await asyncio.open_connection("127.0.0.1", 9)
        return str(asyncio.run(connect()))
    """,
    ),
    Probe(
        "an_event_loop",
        "no effect",
        "done",
        """
        async def wait():
            await asyncio.sleep(0)
            return "done"
        return asyncio.run(wait())
    """,
    ),
]

FILES = [
    Probe("hostname_file", "refused", "the file /etc/hostname", "return open('/etc/hostname').read()"),
    Probe("undeclared_csv", "refused", "other/2026-01-31.csv", "return str(pd.read_csv('data/other/2026-01-31.csv'))"),
    Probe(
        "undeclared_csv_from_the_module",
        "refused",
        "other/2026-01-31.csv",
        """
        return str(pd.read_csv(pathlib.Path(__file__).parent.parent / "data/other/2026-01-31.csv"))
    """,
    ),
    Probe(
        "undeclared_csv_through_numpy",
        "refused",
        "2026-01-31.csv",
        "return str(np.fromfile('data/other/2026-01-31.csv'))",
    ),
    Probe("undeclared_csv_mapped", "refused", "2026-01-31.csv", "return str(np.memmap('data/other/2026-01-31.csv'))"),
    Probe(
        "undeclared_csv_through_libc",
        "refused",
        "native code",
        "return str(ctypes.CDLL(None).open(b'/etc/hostname', 0))",
    ),
    # SQLite attaches a file without asking Python: a native reader as PyArrow's are.
    Probe(
        "native_reader_beside_the_module",
        "found",
        "its folder",
        """
        return _from_database(pathlib.Path(__file__).parent / "outside.db")
    """,
    ),
    Probe("native_reader_of_another_place", "enclosed", "its folder", "return _from_database(_OUTSIDE)"),
    Probe(
        "native_reader_of_the_site",
        "enclosed",
        "its folder",
        "return _from_database(_HERE)",
    ),
    Probe("a_folder", "refused", "the folder data", "return str(os.listdir('data'))"),
    Probe("a_search", "refused", "the folder", "return str(list(pathlib.Path('.').glob('**/*.csv')))"),
    Probe("a_temporary_file", "refused", "writing", "return tempfile.NamedTemporaryFile().name"),
    Probe("a_file_written", "refused", "writing", "return str(open('out.txt', 'w').write('x'))"),
    Probe("a_csv_written", "refused", "writing", "return str(pd.DataFrame({'a': [1]}).to_csv('out.csv'))"),
]

PROCESS = [
    Probe("a_variable", "no effect", "None", "return str(os.getenv('SECRET_TOKEN'))"),
    Probe("all_variables", "found", "an environment variable", "return str(sorted(os.environ))"),
    Probe("the_path", "found", "an environment variable", "return os.environ['PATH']"),
    Probe("the_home", "found", "an environment variable", "return os.path.expanduser('~')"),
    Probe("the_user", "found", "an environment variable", "return getpass.getuser()"),
    Probe("the_locale", "found", "locale", "return locale.setlocale(locale.LC_ALL, '')"),
    Probe("the_zone", "found", "the time zone", "return str(dt.datetime.fromtimestamp(0))"),
    Probe("the_folder", "found", "its folder", "return os.getcwd()"),
    Probe("the_module", "found", "its folder", "return __file__"),
    Probe("the_process", "found", "the process that makes it", "return str(os.getpid())"),
    Probe("the_machine", "found", "the machine", "return platform.node()"),
    Probe("the_kernel", "found", "the machine", "return platform.release()"),
    Probe("the_processors", "found", "the machine", "return str(os.cpu_count())"),
    Probe("the_host", "refused", "the name of this machine", "return socket.gethostname()"),
    Probe("the_user_number", "not caught", "", "return str(os.getuid())"),
    Probe("the_python", "not caught", "", "return sys.version"),
    Probe("a_command", "refused", "another process", "return str(subprocess.run(['date'], capture_output=True))"),
    Probe(
        "a_fork",
        "refused",
        "another process",
        """
        with multiprocessing.get_context("fork").Pool(1) as pool:
            return str(pool.map(len, ["a"]))
    """,
    ),
]

CHANCE = [
    Probe("random_number", "found", "the seed of random", "return str(random.random())"),
    Probe("numpy_random", "found", "the seed of random", "return str(np.random.rand())"),
    Probe(
        "sample_of_a_frame",
        "found",
        "the seed of random",
        "return str(prices.sample(3).index.tolist())",
        "prices: pd.DataFrame",
    ),
    Probe("numpy_generator", "found", "never the same", "return str(np.random.default_rng().random())"),
    Probe("numpy_generator_with_a_seed", "no effect", "0.5118", "return f'{np.random.default_rng(1).random():.4f}'"),
    Probe("random_with_a_seed", "no effect", "0.1344", "return f'{random.Random(1).random():.4f}'"),
    Probe("a_uuid", "found", "never the same", "return str(uuid.uuid4())"),
    Probe("a_secret", "found", "never the same", "return secrets.token_hex()"),
    Probe("urandom", "found", "never the same", "return os.urandom(8).hex()"),
    Probe("hash_of_a_word", "found", "the process that makes it", "return str(hash('bread'))"),
    Probe(
        "order_of_a_set",
        "found",
        "the process that makes it",
        "return ' '.join({'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'})",
    ),
    Probe("an_address_in_memory", "found", "it depends on", "return str(id(object()))"),
]

THREADS = [
    Probe(
        "a_thread_that_reads",
        "refused",
        "the file /etc/hostname",
        """
        found = []
        def look():
            found.append(open("/etc/hostname").read())
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
        return str(found)
    """,
    ),
    Probe(
        "a_thread_that_reads_in_a_library",
        "refused",
        "the file /etc/hostname",
        """
        with concurrent.futures.ThreadPoolExecutor() as threads:
            return str(list(threads.map(pd.read_csv, ["/etc/hostname"])))
    """,
    ),
    Probe(
        "a_thread_that_asks_for_the_time",
        "found",
        "the clock",
        """
        with concurrent.futures.ThreadPoolExecutor() as threads:
            return str(threads.submit(dt.datetime.now).result())
    """,
    ),
    Probe(
        "a_thread_that_draws_lots",
        "found",
        "the seed of random",
        """
        with concurrent.futures.ThreadPoolExecutor() as threads:
            return str(threads.submit(random.random).result())
    """,
    ),
]

OTHERS = [
    Probe(
        "changes_its_frame",
        "no effect",
        "0",
        """
        prices.drop(prices.index, inplace=True)
        return str(len(prices))
    """,
        "prices: pd.DataFrame",
    ),
    Probe("has_its_own_frame", "no effect", "3", "return str(len(prices))", "prices: pd.DataFrame"),
    Probe("keeps_a_list", "no effect", "1", "_KEPT.append(1)\nreturn str(len(_KEPT))"),
    Probe("keeps_another", "no effect", "1", "_KEPT.append(1)\nreturn str(len(_KEPT))"),
    Probe("sets_a_variable", "no effect", "1", "os.environ['KEPT'] = '1'\nreturn os.environ['KEPT']"),
    Probe("reads_the_variable", "no effect", "None", "return str(os.environ.get('KEPT'))"),
    Probe("sets_an_option", "no effect", "3", "pd.set_option('display.precision', 3)\nreturn '3'"),
    Probe("has_its_option", "found", "another exhibit", "return str(pd.get_option('display.precision'))"),
    Probe("enables_a_theme", "no effect", "dark", "alt.theme.enable('dark')\nreturn alt.theme.active"),
    Probe("has_the_default_theme", "no effect", "default", "return alt.theme.active"),
]

PROBES = [*CLOCK, *NETWORK, *FILES, *PROCESS, *CHANCE, *THREADS, *OTHERS]

HEAD = """
import asyncio, concurrent.futures, ctypes, datetime as dt, getpass, locale, multiprocessing, os, pathlib, platform
import random, secrets, socket, sqlite3, subprocess, sys, tempfile, threading, time, urllib.request, uuid
import altair as alt
import numpy as np
import pandas as pd

_KEPT = []
_OUTSIDE = "OUTSIDE"
_HERE = "HERE"


def _from_database(path):
    connection = sqlite3.connect(":memory:")
    connection.execute("attach database ? as outside", (str(path),))
    return connection.execute("select word from outside.words").fetchone()[0]


def jitter(prices: pd.DataFrame) -> alt.Chart:
    shaken = prices.assign(price=prices["price"] + np.random.rand(len(prices)))
    return alt.Chart(shaken, title="Prices, shaken").mark_point().encode(x="day:T", y="price:Q")
"""
