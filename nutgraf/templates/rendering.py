"""Templates: Jinja2 with every value escaped, every undefined name a problem, every problem at its line."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Any, Protocol

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.bccache import Bucket
from jinja2.utils import missing

from nutgraf.installation import default_theme_folder
from nutgraf.locales import ENGLISH, Locale
from nutgraf.model.theme import Theme
from nutgraf.problems import Location, Outcome, Problem, did_you_mean
from nutgraf.templates.filters import filters_for
from nutgraf.templates.lookup import SITE_FOLDER, SiteFiles, ThemeFiles

CODE = "template-error"


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates of a site and of the default theme behind it."""

    files: ThemeFiles
    environment: Environment

    def render(self, name: str, context: Mapping[str, object]) -> Outcome[str]:
        """The text of template `name`; "" and a `template-error` at the template's line where it fails."""
        compiled = self.compile(name)
        if compiled.value is None:
            return Outcome("", compiled.problems)
        try:
            return Outcome(compiled.value.render(context))
        except _UnreadableError as error:
            return Outcome("", error.problems)
        # A template is a program of the site's owner: whatever it raises is theirs to see, at their line.
        except Exception as error:
            return Outcome("", (self._problem(error, name, context),))

    def compile(self, name: str) -> Outcome[Template | None]:
        """The template, ready to be rendered; None and a problem where its text is wrong."""
        try:
            return Outcome(self.environment.get_template(name))
        except _UnreadableError as error:
            return Outcome(None, error.problems)
        except TemplateError as error:
            return Outcome(None, (self._problem(error, name, {}),))

    def _problem(self, error: Exception, name: str, context: Mapping[str, object]) -> Problem:
        message, hint, word = self._explanation(error, context)
        if isinstance(error, TemplateSyntaxError):
            path, line = error.filename or self.files.path(name), error.lineno
        else:
            path, line = self._place(error.__traceback__) or (self.files.path(name), 1)
        return Problem(CODE, message, self._location(path, line, word), hint)

    def _explanation(self, error: Exception, context: Mapping[str, object]) -> tuple[str, str, str]:
        """What to say, the way out, and the word of the source line that it is about."""
        if isinstance(error, _MissingNameError):
            return error.explanation(context.keys() | self.environment.globals.keys())
        if isinstance(error, TemplateNotFound):
            known = self.files.names("", ".html")
            return f'there is no template "{error.name}"', did_you_mean(str(error.name), known, "templates"), ""
        if isinstance(error, TemplateSyntaxError):
            return self._syntax(error)
        if isinstance(error, TemplateError):
            return str(error), "", ""
        return f"{type(error).__name__}: {error}", "", ""

    def _syntax(self, error: TemplateSyntaxError) -> tuple[str, str, str]:
        message = (error.message or "cannot be read").rstrip(".")
        message = message[:1].lower() + message[1:]
        unknown = re.search(r"no (filter|test) named '(.+?)'", message)
        if unknown is None:
            return message, "", ""
        kind, name = unknown.groups()
        known = self.environment.filters if kind == "filter" else self.environment.tests
        return f"there is no {kind} `{name}`", did_you_mean(name, known, f"{kind}s"), name

    def _place(self, traceback: TracebackType | None) -> tuple[str, int] | None:
        """The template and line of the innermost frame that runs a template."""
        known = {self.files.path(name) for name in self.files.names("", ".html")}
        found = None
        while traceback is not None:
            path = traceback.tb_frame.f_code.co_filename
            if path in known:
                found = (path, traceback.tb_lineno)
            traceback = traceback.tb_next
        return found

    def _location(self, path: str, line: int, word: str) -> Location:
        text = self.files.read(path.split("/", 1)[1].removeprefix("theme/"))
        lines = text.value.split("\n") if text is not None else []
        if word and line <= len(lines):
            match = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", lines[line - 1])
            if match is not None:
                return Location(path, line, match.start() + 1, match.end() + 1)
        return Location(path, line)


def load_templates(
    site: SiteFiles,
    theme: Theme,
    filters: Mapping[str, Callable[..., Any]],
    locale: Locale = ENGLISH,
    known: CompiledTemplates | None = None,
) -> Outcome[Templates]:
    """The site's own templates, and the default theme's for those that it does not have.

    Every template sees `theme`. `filters` are added to those of `nutgraf.templates.filters`, which write as `locale`
    wants, and replace one of the same name. `known` holds what was compiled in earlier builds with the same filters and
    locale. Problems: templates of the site that cannot be compiled, also those that no page uses yet.
    """
    files = ThemeFiles(site, default_theme_folder())
    environment = Environment(
        loader=_Loader(files),
        autoescape=True,
        undefined=_Undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=_KnownCode(known) if known is not None else None,
    )
    environment.globals["theme"] = theme
    environment.filters.update(filters_for(locale))
    environment.filters.update(filters)
    templates = Templates(files, environment)
    names = (path.removeprefix(f"{SITE_FOLDER}/") for path in site.below(SITE_FOLDER, ".html"))
    problems = (problem for name in names for problem in templates.compile(name).problems)
    return Outcome(templates, tuple(problems))


class CompiledTemplates(Protocol):
    """Compiled templates by what they were compiled from; `nutgraf.cache.Pack` is such."""

    def get(self, key: str) -> bytes | None: ...

    def put(self, key: str, value: bytes) -> None: ...


class _KnownCode(BytecodeCache):
    """What Jinja2 asks before it compiles. It looks itself whether the code is of this text and this Python."""

    def __init__(self, known: CompiledTemplates) -> None:
        self._known = known

    def load_bytecode(self, bucket: Bucket) -> None:
        code = self._known.get(_bucket_key(bucket))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known.put(_bucket_key(bucket), bucket.bytecode_to_string())


def _bucket_key(bucket: Bucket) -> str:
    return f"{bucket.key} {bucket.checksum}"


class _UnreadableError(Exception):
    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__()
        self.problems = problems


class _Loader(BaseLoader):
    """Gives each template its path as file name, which is then in tracebacks and syntax errors."""

    def __init__(self, files: ThemeFiles) -> None:
        self.files = files

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        text = self.files.read(template)
        if text is None:
            raise TemplateNotFound(template)
        if text.problems:
            raise _UnreadableError(text.problems)
        return text.value, self.files.path(template), lambda: True


class _MissingNameError(UndefinedError):
    """A name that is not in the context, or a field that a value does not have."""

    def __init__(self, owner: object, name: object, message: str) -> None:
        super().__init__(message)
        self.owner = owner
        self.name = name

    def explanation(self, names: Iterable[str]) -> tuple[str, str, str]:
        if not isinstance(self.name, str):
            return str(self), "", ""
        if self.owner is missing:
            return f"`{self.name}` is not defined", did_you_mean(self.name, names, "names"), self.name
        owner = type(self.owner).__name__
        hint = did_you_mean(self.name, _fields(self.owner), f"fields of {owner}")
        return f"{owner} has no field `{self.name}`", hint, self.name


def _fields(owner: object) -> Iterable[str]:
    if isinstance(owner, Mapping):
        return [str(key) for key in owner]
    if dataclasses.is_dataclass(owner):
        computed = (name for name, value in vars(type(owner)).items() if isinstance(value, property))
        return [*(field.name for field in dataclasses.fields(owner)), *computed]
    return [name for name in dir(owner) if not name.startswith("_")]


class _Undefined(StrictUndefined):
    """Remembers what was asked of what, so that the problem can name the closest name."""

    def __init__(
        self,
        hint: str | None = None,
        obj: object = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        super().__init__(hint, obj, name, exc)
        if hint is None and exc is UndefinedError:
            self._undefined_exception = partial(_MissingNameError, obj, name)  # type: ignore[assignment]  # only called
