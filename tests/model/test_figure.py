from __future__ import annotations

from nutgraf.model.figure import Drawing, DrawnData, ExhibitId, Figure, Svg

EMPTY = Svg("", 0, 0)
CONTENTS = {"png": b"\x89PNG", "vl.json": b"{}\n", "csv": b"a\n1\n", "svg": b"<svg/>\n", "pdf": b"%PDF"}


def figure(*extensions: str) -> Figure:
    files = {extension: CONTENTS[extension] for extension in extensions}
    return Figure(ExhibitId("cape"), "", "", "", "", "", Drawing(EMPTY, EMPTY), DrawnData((), ()), files)


def test_the_digest_is_that_of_a_sha256sum_list_of_data_drawing_and_specification() -> None:
    # printf 'a\n1\n' > cape.csv; printf '<svg/>\n' > cape.svg; printf '{}\n' > cape.vl.json
    # sha256sum cape.csv cape.svg cape.vl.json | sha256sum
    expected = "0401a545f3925cd6a12b5bb75e15c053b235ac94ca8a64959070e63f8ef7c6e2"
    assert figure("csv", "svg", "vl.json").digest == expected


def test_pictures_made_of_the_drawing_and_the_order_of_files_have_no_part_in_it() -> None:
    assert figure("png", "vl.json", "csv", "svg", "pdf").digest == figure("csv", "svg", "vl.json").digest


def test_a_figure_without_a_drawing_to_take_has_a_digest_of_its_own() -> None:
    assert figure("csv", "vl.json").digest != figure("csv", "svg", "vl.json").digest
