"""`verify`: what was published is made again, and whatever cannot be is named."""

from __future__ import annotations

import functools
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.building import TESTS, copy_flagship, copy_site
from tests.cli.running import another_user, available_locale, run


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site, built."""
    site = copy_site(tmp_path_factory.mktemp("verify") / "here", TESTS / "theme", TESTS / "problems" / "base")
    assert run(cwd=site).returncode == 0
    return site


def verify_elsewhere(site: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Verifies what was built in `site` in another folder, zone, locale, with another hash seed and umask, and as
    another user where this one may become one."""
    there, user = copy_site(folder / "a longer name with späce", site), another_user()
    if user is not None:
        _open_to_all(there)
    variables = {"TZ": "Asia/Tokyo", "LC_ALL": available_locale(), "PYTHONHASHSEED": "7", "HOME": str(folder)}
    return run("verify", cwd=there, env=variables, umask=0o077, user=user)


def _open_to_all(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    # Pytest keeps its folders to itself, and puts that right at its next start.
    temporary = Path(tempfile.gettempdir())
    for above in folder.parents:
        if temporary in above.parents:
            above.chmod(0o755)


def test_what_was_built_is_made_again_elsewhere(built: Path, tmp_path: Path) -> None:
    told = verify_elsewhere(built, tmp_path)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("Made again from nothing, byte for byte: ")
    assert told.stdout.endswith("whose exhibits came out the same twice\n")


@pytest.mark.soak
def test_the_flagship_is_made_again_elsewhere(tmp_path: Path) -> None:
    here = copy_flagship(tmp_path / "here")
    assert run(cwd=here).returncode == 0
    told = verify_elsewhere(here, tmp_path / "elsewhere")
    assert (told.returncode, told.stderr) == (0, "")


def test_a_site_without_a_manifest(built: Path) -> None:
    told = run("verify", "--against", "content", cwd=built)
    assert told.returncode == 1
    assert "content/manifest.json:1:1: error[no-manifest]: there is no manifest" in told.stderr


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Tests print nothing."""


@pytest.fixture
def address(built: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(built / "site"))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.soak
def test_a_published_site_at_an_address(built: Path, address: str) -> None:
    assert run("verify", "--against", address, cwd=built).returncode == 0
    page = built / "site/index.html"
    before = page.read_bytes()
    page.write_bytes(before + b" ")
    try:
        told = run("verify", "--against", address, cwd=built)
    finally:
        page.write_bytes(before)
    assert told.returncode == 1
    assert f"{address}/index.html:1:1: error[file-damaged]: index.html was changed after the build" in told.stderr


def test_an_exhibit_that_depends_on_the_clock_is_named_with_its_line(built: Path) -> None:
    module = built / "charts/prices.py"
    before = module.read_text(encoding="utf-8")
    module.write_text(before.replace('subtitle="Crowns', 'subtitle=f"{pd.Timestamp.now():%Y}'), encoding="utf-8")
    try:
        told = run("verify", cwd=built)
    finally:
        module.write_text(before, encoding="utf-8")
    assert told.returncode == 1
    line = before.splitlines().index("def price_line(prices: pd.DataFrame) -> alt.Chart:") + 1
    assert f"charts/prices.py:{line}:5: error[not-reproducible]: price_line came out differently" in told.stderr
    assert "= it depends on the clock\n" in told.stderr
