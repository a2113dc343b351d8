"""What pydantic found wrong, in the words of somebody who edits a file."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeAlias

from lamplight.errors import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

    from lamplight.sources.tree import Keys

Schema: TypeAlias = dict[str, Any]

KINDS: dict[type, str] = {dict: "a mapping (`key: value`)", list: "a list", str: "text"}
WANTED = {"string_type": str, "list_type": list, "tuple_type": list, "dict_type": dict, "model_type": dict}


def words(error: ErrorDetails, path: Keys, model: type[BaseModel]) -> tuple[str, str, str]:
    """Code, message and remedy of an error at this path of a file that `model` describes."""
    key, kind = error["loc"][-1] if error["loc"] else "", error["type"]
    name = _name(path)
    if kind == "missing":
        return "missing-key", f"`{key}` is missing", f"Add `{key}: …` here."
    if kind == "extra_forbidden":
        return "unknown-key", f"unknown key `{key}`", _suggestion(str(key), _known(model, path[:-1]))
    if kind in WANTED:
        found, wanted = KINDS.get(type(error["input"]), "nothing"), KINDS[WANTED[kind]]
        return "wrong-kind", f"{name}: {wanted} belongs here, not {found}", "Look at the indents and dashes."
    if kind in {"enum", "literal_error"}:
        return "wrong-value", f"{name}: {error['input']!r} is not known here", f"Write {error['ctx']['expected']}."
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, Mistake):
        return "wrong-value", f"{name}: {cause.message}", cause.remedy
    return "wrong-value", f"{name}: {cause or error['msg']}", "Correct the value."


def _name(path: Keys) -> str:
    if not path:
        return "the file"
    return f"`{path[-1]}`" if isinstance(path[-1], str) else f"item {path[-1] + 1} of {_name(path[:-1])}"


def _suggestion(key: str, known: list[str]) -> str:
    close = get_close_matches(key, known, n=1)
    return f"Did you mean `{close[0]}`?" if close else f"Known here: {', '.join(known)}."


def _known(model: type[BaseModel], path: Keys) -> list[str]:
    """The keys that the model knows at this path."""
    whole = model.model_json_schema()
    nodes = _meant(whole, whole)
    for key in path:
        nodes = [meant for node in nodes for child in _below(node, key) for meant in _meant(child, whole)]
    return sorted({name for node in nodes for name in node.get("properties", ())})


def _meant(node: Schema, whole: Schema) -> list[Schema]:
    """What a schema's node comes to, without references and alternatives."""
    if "$ref" in node:
        return _meant(whole["$defs"][node["$ref"].rpartition("/")[2]], whole)
    return [meant for branch in node["anyOf"] for meant in _meant(branch, whole)] if "anyOf" in node else [node]


def _below(node: Schema, key: str | int) -> Iterator[Schema]:
    if key in node.get("properties", {}):
        yield node["properties"][key]
        return
    entries = (node.get("items"), node.get("additionalProperties"), *node.get("patternProperties", {}).values())
    yield from (entry for entry in entries if isinstance(entry, dict))
