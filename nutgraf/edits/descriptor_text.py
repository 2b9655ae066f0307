"""Changes to the text of a `datapackage.yaml` that leave every other character as its author wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

Value = str | int


class DescriptorEditError(ValueError):
    """The text has a form in which the change cannot be made safely; the message says what to write by hand."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What `hash` and `bytes` of a resource say: "sha256:…" and the length of the file."""

    hash: str
    bytes: int


def with_seals(text: str, seals: Mapping[str, Seal]) -> str:
    """`text` with `hash` and `bytes` behind the `path` of each resource that `seals` names and that has none.

    Raises DescriptorEditError where a resource is not there.
    """
    insertions: list[tuple[int, str]] = []
    resources = _resources(text)
    for name, seal in seals.items():
        resource = _resource(resources, name)
        if resource is None:
            raise DescriptorEditError(f"no resource has path: {name}")
        values: dict[str, Value] = {"hash": seal.hash, "bytes": seal.bytes}
        known = {key.value for key, _ in resource.value}
        entries = {key: value for key, value in values.items() if key not in known}
        insertions.append(_behind_path(text, resource, entries))
    return _checked(_inserted(text, insertions), seals)


def with_resource(text: str, resource: Mapping[str, Any]) -> str:
    """`text` with one more entry at the end of `resources`. Raises DescriptorEditError."""
    sequence = _resources(text)
    lines = yaml_text([resource]).rstrip("\n").split("\n")
    if sequence is None:
        block = "\n".join(f"  {line}" for line in lines)
        ended = text if not text or text.endswith("\n") else f"{text}\n"
        changed = f"{ended}resources:\n{block}\n"
    elif sequence.flow_style:
        flow = yaml.safe_dump(dict(resource), sort_keys=False, allow_unicode=True, width=10**6, default_flow_style=True)
        separator = ", " if sequence.value else ""
        changed = _inserted(text, [(sequence.end_mark.index - 1, f"{separator}{flow.strip()}")])
    else:
        indent = " " * sequence.start_mark.column
        block = "\n".join(f"{indent}{line}" for line in lines)
        end = _line_end(text, content_end(sequence))
        start_of_line = end > 0 and text[end - 1] == "\n"
        changed = _inserted(text, [(end, f"{block}\n" if start_of_line else f"\n{block}")])
    return _checked(changed, {str(resource["path"]): Seal(str(resource.get("hash", "")), 0)})


def with_lineage(text: str, name: str, lineage: Mapping[str, Any]) -> str:
    """`text` with `lineage` as that of the resource whose path is `name`, in the place of an older one.

    Raises DescriptorEditError.
    """
    resource = _resource(_resources(text), name)
    if resource is None:
        raise DescriptorEditError(f"no resource has path: {name}")
    pair = next((pair for pair in resource.value if pair[0].value == "lineage"), None)
    if resource.flow_style or (pair is not None and pair[1].flow_style):
        flow = yaml.safe_dump(dict(lineage), sort_keys=False, width=10**6, default_flow_style=True).strip()
        if pair is not None:
            changed = text[: pair[1].start_mark.index] + flow + text[pair[1].end_mark.index :]
        else:
            at = content_end(resource.value[-1][1]) if resource.value else resource.end_mark.index - 1
            changed = _inserted(text, [(at, f", lineage: {flow}")])
    else:
        indent = " " * resource.value[0][0].start_mark.column
        block = "\n".join(f"{indent}{line}" for line in yaml_text({"lineage": dict(lineage)}).rstrip().split("\n"))
        if pair is not None:
            start, end = pair[0].start_mark.index - len(indent), content_end(pair[1])
            changed = text[:start] + block + text[end:]
        else:
            value = next(value for key, value in resource.value if key.value == "path")
            changed = _inserted(text, [(_line_end(text, value.end_mark.index), f"\n{block}")])
    return _with_only(text, changed, name, lineage)


def _with_only(before: str, after: str, name: str, lineage: Mapping[str, Any]) -> str:
    """`after`, once it has been read again and differs from `before` in this lineage only."""
    wanted = yaml.safe_load(before)
    for resource in wanted["resources"]:
        if str(resource.get("path")) == name:
            resource["lineage"] = dict(lineage)
    try:
        same = yaml.safe_load(after) == wanted
    except yaml.YAMLError:
        same = False
    if not same:
        raise DescriptorEditError("the descriptor has a form that cannot be changed safely")
    return after


def yaml_text(value: Any) -> str:
    """A value as block YAML in the order of its keys."""
    text: str = yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=110, default_flow_style=False)
    return text


def _resources(text: str) -> yaml.SequenceNode | None:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if root is None:
        return None
    if not isinstance(root, yaml.MappingNode):
        raise DescriptorEditError("the descriptor is no mapping")
    found = next((value for key, value in root.value if key.value == "resources"), None)
    if found is None or (isinstance(found, yaml.ScalarNode) and found.value == ""):
        if found is not None:
            raise DescriptorEditError("resources: has no value; take the key away, or write resources: []")
        return None
    if not isinstance(found, yaml.SequenceNode):
        raise DescriptorEditError("resources is no list")
    return found


def _resource(resources: yaml.SequenceNode | None, name: str) -> yaml.MappingNode | None:
    for resource in resources.value if resources is not None else ():
        if isinstance(resource, yaml.MappingNode) and any(
            key.value == "path" and value.value == name for key, value in resource.value
        ):
            return resource
    return None


def _behind_path(text: str, resource: yaml.MappingNode, entries: Mapping[str, Value]) -> tuple[int, str]:
    """Where and what to insert so that `entries` follow the resource's `path`."""
    key, value = next(pair for pair in resource.value if pair[0].value == "path")
    if resource.flow_style:
        return value.end_mark.index, "".join(f", {name}: {_quoted(entry)}" for name, entry in entries.items())
    indent = " " * key.start_mark.column
    return _line_end(text, value.end_mark.index), "".join(
        f"\n{indent}{name}: {entry}" for name, entry in entries.items()
    )


def _quoted(value: Value) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def _line_end(text: str, index: int) -> int:
    """The end of the line at `index`, or `index` itself where a line starts there (after a block of text)."""
    if index > 0 and text[index - 1] == "\n":
        return index
    end = text.find("\n", index)
    return len(text) if end < 0 else end


def content_end(node: yaml.Node) -> int:
    """Where the last thing in a node ends; a block's own end mark lies behind the comments that follow it."""
    return max((part.end_mark.index for part in _leaves(node)), default=node.end_mark.index)


def _leaves(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.ScalarNode) or getattr(node, "flow_style", False):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _leaves(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _leaves(key)
            yield from _leaves(value)


def _inserted(text: str, insertions: list[tuple[int, str]]) -> str:
    for index, addition in sorted(insertions, reverse=True):
        text = text[:index] + addition + text[index:]
    return text


def _checked(text: str, wanted: Mapping[str, Seal]) -> str:
    """`text`, once it has been read again and says what it should."""
    try:
        read = yaml.safe_load(text)
        said = {str(resource.get("path")): str(resource.get("hash", "")) for resource in read["resources"]}
    except (yaml.YAMLError, AttributeError, KeyError, TypeError) as error:
        raise DescriptorEditError("the descriptor has a form that cannot be changed safely") from error
    if any(said.get(name) != seal.hash for name, seal in wanted.items()):
        raise DescriptorEditError("the descriptor has a form that cannot be changed safely")
    return text
