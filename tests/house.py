"""The house as text: its files, what they import and what they call."""

import ast
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {"migrations", "vendor", "__pycache__"}


def files(*folders: str, suffix: str = ".py") -> list[Path]:
    return sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob(f"*{suffix}")
        if not NOT_OURS & set(path.parts)
    )


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> str:
    return named(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def each(paths: Iterable[Path]) -> Callable[[Callable[[Path], None]], Callable[[], None]]:
    """Ask the same of every file in one test, which names all that are at fault and why."""

    def of_all(ask: Callable[[Path], None]) -> Callable[[], None]:
        def test() -> None:
            faults = [f"{named(path)}: {fault}" for path in paths if (fault := fault_of(ask, path))]
            assert not faults, "\n".join(faults)

        test.__name__, test.__doc__ = ask.__name__, ask.__doc__
        return test

    return of_all


def fault_of(ask: Callable[[Path], None], path: Path) -> str:
    try:
        ask(path)
    except AssertionError as fault:
        return str(fault) or "at fault"
    return ""


def outside(paths: list[Path], *allowed: str) -> list[Path]:
    return [path for path in paths if not named(path).startswith(allowed)]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def imports(path: Path) -> Iterator[str]:
    """Name what a module imports; `from a import b` gives both a and a.b."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]


@cache
def called(path: Path) -> list[str]:
    """Write out what a module calls: "Realisation.objects.create"."""
    return [ast.unparse(call.func) for call in calls(path)]


PYTHON = files("kinerja", "workflow")
TEMPLATES = files("templates", suffix=".html")
STYLES = files("static", suffix=".css")
SCRIPTS = files("static", suffix=".js")
