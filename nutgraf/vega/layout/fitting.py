"""Fitting: a spec as its author wrote it becomes one that is drawn at a given width in the site's theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nutgraf.model.theme import Theme

Spec = dict[str, Any]

_COMPOSITIONS = ("concat", "hconcat", "vconcat", "facet", "repeat")
FACET_CHANNELS = ("row", "column", "facet")


def has_own_layout(spec: Mapping[str, Any]) -> bool:
    """Whether a spec arranges plots or says itself how wide it is; Vega-Lite fits only others to a width."""
    return is_composed(spec) or has_own_width(spec)


def is_composed(spec: Mapping[str, Any]) -> bool:
    """Whether a spec arranges several plots: compositions and facets, but not layers."""
    if any(key in spec for key in _COMPOSITIONS):
        return True
    encoding = spec.get("encoding")
    if isinstance(encoding, Mapping) and any(channel in encoding for channel in FACET_CHANNELS):
        return True
    return any(is_composed(layer) for layer in _views(spec, ("layer",)))


def has_own_width(spec: Mapping[str, Any]) -> bool:
    """Whether the author gave the spec, or any view in it, a width other than `container`."""
    if spec.get("width", "container") != "container":
        return True
    return any(has_own_width(view) for view in _views(spec, ("layer", "concat", "hconcat", "vconcat", "spec")))


def _views(spec: Mapping[str, Any], keys: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    for key in keys:
        inner = spec.get(key)
        yield from (view for view in (inner if isinstance(inner, list) else [inner]) if isinstance(view, Mapping))


def fit(
    spec: Mapping[str, Any], theme: Theme, width: int, *, narrow: bool, laid_over: Mapping[str, Any] | None = None
) -> Spec:
    """`spec` ready to draw in a page: `width` px wide, all included, in the theme's config under its own.

    `laid_over` is a config that stands between the two. The title of the spec goes, for the page shows it as text.
    `height` stays what it is in Vega-Lite, the height of the plot; where the author gave none, the config or the
    theme's default height decides, along a discrete axis the size of a step. A spec with a layout of its own gets the
    config only. The argument is not changed; parts of it may be shared.
    """
    own_layout = has_own_layout(spec)
    fitted = {key: value for key, value in spec.items() if key != "title"}
    config: Spec = {"font": font_list(theme.fonts.data), "background": None}
    if not own_layout:
        config["view"] = {"continuousHeight": theme.chart.height}
    for layer in (theme.chart.config, theme.chart.narrow_config if narrow else {}, laid_over, spec.get("config")):
        config = merged(config, layer) if isinstance(layer, Mapping) else config
    if config["background"] == "transparent":
        config["background"] = None  # as text it is drawn: an invisible rectangle over the whole picture
    fitted["config"] = config
    if not own_layout:
        fitted["width"] = width
        fitted["autosize"] = {"type": "fit-x", "contains": "padding"}
        if fitted.get("height") == "container":
            del fitted["height"]
        if "layer" in fitted:
            fitted["layer"] = _untitled(fitted["layer"])
    return fitted


def title_and_subtitle(spec: Mapping[str, Any]) -> tuple[str, str]:
    """The words over a chart, lines joined by spaces; of a layered one without a title, those of its first layer
    with one (where Altair leaves them)."""
    title = spec.get("title")
    if not title and not has_own_layout(spec) and isinstance(spec.get("layer"), list):
        found = (title_and_subtitle(layer) for layer in spec["layer"] if isinstance(layer, Mapping))
        return next((words for words in found if words[0]), ("", ""))
    if isinstance(title, Mapping):
        return _line(title.get("text")), _line(title.get("subtitle"))
    return _line(title), ""


def _line(text: object) -> str:
    if isinstance(text, list):
        return " ".join(str(part) for part in text)
    return text if isinstance(text, str) else ""


def _untitled(layers: Any) -> Any:
    if not isinstance(layers, list):
        return layers
    return [
        {key: _untitled(value) if key == "layer" else value for key, value in layer.items() if key != "title"}
        if isinstance(layer, Mapping)
        else layer
        for layer in layers
    ]


def font_list(family: str) -> str:
    """A CSS font list that starts with `family`."""
    return f"{family}, sans-serif"


def merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> Spec:
    """`over` laid on `under`, mapping by mapping; neither is changed."""
    result = dict(under)
    for key, value in over.items():
        below = result.get(key)
        result[key] = merged(below, value) if isinstance(below, Mapping) and isinstance(value, Mapping) else value
    return result
