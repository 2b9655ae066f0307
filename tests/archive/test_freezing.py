from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from nutgraf.model.archive import FrozenReceipt
from nutgraf.pipeline import Build, read_site
from nutgraf.sources import read_sources
from tests.building import TESTS, Builder, copy_site, files_below, use_cache
from tests.cli.running import run

ARTICLE = "content/markets/dear.md"


@pytest.fixture
def site(tmp_path: Path, shared_cache: Path) -> Path:
    return use_cache(copy_site(tmp_path / "here", TESTS / "theme", TESTS / "problems" / "base"), shared_cache)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, shared_cache: Path) -> Path:
    """The archive of the site after its article was frozen."""
    folder = tmp_path_factory.mktemp("frozen") / "here"
    site = use_cache(copy_site(folder, TESTS / "theme", TESTS / "problems" / "base"), shared_cache)
    told = run("freeze", ARTICLE, "--json", cwd=site)
    assert told.returncode == 0, told.stderr
    report = json.loads(told.stdout)
    assert report["new"] == 1
    assert (site / report["frozen"][0]["folder"]).is_dir()
    return site / "archive"


@pytest.fixture
def frozen(site: Path, archive: Path) -> Path:
    """The folder of the frozen figure in a site where it is the only one."""
    copy_site(site / "archive", archive)
    return next((site / "archive/price_line").iterdir())


def published(built: Build, receipt: FrozenReceipt) -> dict[str, bytes]:
    folder = receipt.permalink.lstrip("/")
    return {
        path.removeprefix(folder): artifact.content
        for path, artifact in built.artifacts.items()
        if path.startswith(folder)
    }


def receipt_of(site: Path) -> FrozenReceipt:
    (receipt,) = read_site(read_sources(site)).value.frozen
    return receipt


def test_what_is_frozen_is_published_byte_for_byte(builder: Builder, site: Path, frozen: Path) -> None:
    receipt = receipt_of(site)
    kept = {name: (frozen / name).read_bytes() for name in files_below(frozen)}
    assert set(kept) == {*receipt.files, "receipt.json"}
    assert published(builder.build(site), receipt) == kept


def test_it_is_the_figure_as_it_was_published(builder: Builder, site: Path, frozen: Path) -> None:
    built = builder.build(site)
    for extension in ("csv", "svg", "vl.json", "png"):
        name = f"price_line.{extension}"
        assert (frozen / name).read_bytes() == built.artifacts[f"figures/price_line/{name}"].content


def test_its_digest_can_be_worked_out_with_sha256sum(site: Path, frozen: Path) -> None:
    receipt = receipt_of(site)
    lines = [f"{hashlib.sha256((frozen / name).read_bytes()).hexdigest()}  {name}\n" for name in receipt.digested]
    assert hashlib.sha256("".join(lines).encode()).hexdigest() == receipt.digest
    assert frozen.name == receipt.digest[:16]


def test_it_stays_when_the_figure_changes_or_goes(builder: Builder, site: Path, frozen: Path) -> None:
    receipt = receipt_of(site)
    before = published(builder.build(site), receipt)
    module = site / "charts/prices.py"
    module.write_text(module.read_text().replace("Bread gets dearer", "Bread is dear"))
    changed = builder.build(site)
    assert published(changed, receipt) == before
    assert b"Bread is dear" in changed.artifacts["embed/price_line/index.html"].content
    again = run("freeze", ARTICLE, "--json", cwd=site)
    assert json.loads(again.stdout)["new"] == 1, "another digest, another copy"
    assert len(list((site / "archive/price_line").iterdir())) == 2


def test_freezing_twice_writes_nothing(site: Path, frozen: Path) -> None:
    before = {path: (site / path).read_bytes() for path in files_below(site / "archive") if (site / path).exists()}
    told = run("freeze", ARTICLE, cwd=site)
    assert told.stdout.startswith("Frozen 0 figures, 1 there already\n")
    assert before == {path: (site / path).read_bytes() for path in before}


def test_its_page_stands_on_what_lies_beside_it(site: Path, frozen: Path) -> None:
    page = (frozen / "index.html").read_text(encoding="utf-8")
    assert '<img src="price_line.svg" alt=' in page
    assert 'href="style.css"' in page
    assert "<script" not in page
    assert "style=" not in page
    assert "/assets/" not in page


@pytest.mark.parametrize("name", ["price_line.csv", "price_line.svg", "index.html", "style.css"])
def test_a_flipped_byte_is_found(builder: Builder, site: Path, frozen: Path, name: str) -> None:
    content = bytearray((frozen / name).read_bytes())
    content[len(content) // 2] ^= 1
    (frozen / name).write_bytes(bytes(content))
    (problem,) = builder.problems(site)
    assert (problem.code, problem.location.path) == ("frozen-damaged", f"archive/price_line/{frozen.name}/{name}")
    assert "is not what was frozen" in problem.message


def test_files_too_many_and_too_few_are_found(builder: Builder, site: Path, frozen: Path) -> None:
    (frozen / "price_line.csv").rename(frozen / "other.csv")
    assert [problem.message.partition(" ")[2] for problem in builder.problems(site)] == [
        "belongs to no frozen figure",
        "is missing",
    ]


def test_a_receipt_must_lie_in_its_figures_folder(builder: Builder, site: Path, frozen: Path) -> None:
    frozen.rename(frozen.with_name("0" * 16))
    assert {problem.code for problem in builder.problems(site)} == {"frozen-damaged"}
    (frozen.with_name("0" * 16) / "receipt.json").write_bytes(b"\xff{}")
    assert {problem.code for problem in builder.problems(site)} == {"frozen-damaged"}


def test_a_receipt_with_another_digest_is_found(builder: Builder, site: Path, frozen: Path) -> None:
    receipt = json.loads((frozen / "receipt.json").read_text(encoding="utf-8"))
    receipt["digested"] = ["price_line.svg"]
    (frozen / "receipt.json").write_text(json.dumps(receipt), encoding="utf-8")
    (problem,) = builder.problems(site)
    assert problem.message.endswith("names a digest that is not its figure’s")


def test_names_that_lead_elsewhere_are_refused(builder: Builder, site: Path, frozen: Path) -> None:
    receipt = json.loads((frozen / "receipt.json").read_text(encoding="utf-8"))
    receipt["files"]["../../../site.toml"] = hashlib.sha256((site / "site.toml").read_bytes()).hexdigest()
    (frozen / "receipt.json").write_text(json.dumps(receipt), encoding="utf-8")
    assert {problem.code for problem in builder.problems(site)} == {"frozen-damaged"}


def test_draft_data_are_not_frozen(site: Path) -> None:
    descriptor = site / "data/prices/datapackage.yaml"
    lines = descriptor.read_text().splitlines(keepends=True)
    descriptor.write_text("".join(line for line in lines if "hash:" not in line and "bytes:" not in line))
    told = run("freeze", ARTICLE, cwd=site)
    assert told.returncode == 1
    assert "error[draft-data]" in told.stderr
    assert not (site / "archive").exists()


def test_an_article_without_figures_and_an_unknown_one(site: Path) -> None:
    told = run("freeze", "content/markets/other.md", cwd=site)
    assert (told.returncode, "error[no-figures]" in told.stderr) == (1, True)
    told = run("freeze", "deer", cwd=site)
    assert (told.returncode, "error[unknown-article]: there is no article deer" in told.stderr) == (1, True)


def test_a_site_without_svg_has_nothing_to_keep(site: Path) -> None:
    with (site / "site.toml").open("a", encoding="utf-8") as config:
        config.write('\n[figures]\nexports = ["png"]\n')
    told = run("freeze", ARTICLE, cwd=site)
    assert (told.returncode, "error[no-picture]" in told.stderr) == (1, True)


def test_the_receipt_leads_to_the_copy(builder: Builder, site: Path, frozen: Path) -> None:
    shutil.rmtree(site / "templates")
    page = builder.build(site).artifacts["figures/price_line/index.html"].content.decode()
    assert f'href="../../embed/price_line/@{frozen.name}/"' in page


def test_a_table_is_kept_as_a_table_and_needs_no_picture(tmp_path: Path, shared_cache: Path) -> None:
    site = use_cache(copy_site(tmp_path / "here", TESTS / "golden/tables/site", TESTS / "browser/tables"), shared_cache)
    with (site / "site.toml").open("a") as settings:
        settings.write('\n[figures]\nexports = ["png"]\n')
    told = run("freeze", "content/water/hostile.md", "--json", cwd=site)
    assert told.returncode == 0, told.stderr
    (folder,) = (site / "archive/largest").iterdir()
    assert list(files_below(folder)) == ["index.html", "largest.csv", "largest.json", "receipt.json", "style.css"]
    page = (folder / "index.html").read_text()
    assert '<th scope="row" class="row-head">Baikal</th>' in page
    assert "<img" not in page
    refused = run("freeze", "content/water/lakes.md", cwd=site)
    assert "[no-picture]" in refused.stderr
