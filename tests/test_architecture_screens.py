"""The screens keep their shape: one word in four places, no role, nothing from outside."""

import re
from collections.abc import Iterable, Iterator

import pytest
from django.urls import URLPattern
from house import PYTHON, ROOT, SCRIPTS, STYLES, TEMPLATES, each, files, imports, named

from kinerja.models import Role
from workflow.urls import urlpatterns

LONGEST = 300

ROLE_WORDS = {word for role in Role for word in (f"Role.{role.name}", role.value, role.label)}
# Words of the office beside being roles: "operator" (of a telephone), and those whom a form names.
ROLE_WORDS -= {Role.OPERATOR.value, Role.ADMINISTRATOR.value, Role.FORM_FILLER.label}
SCREENS = files("workflow/views", "kinerja/views") + TEMPLATES


@each(SCREENS)
def test_no_screen_names_a_role(path):
    """Who may do what is asked of the assignments; the words come from the data."""
    assert not [word for word in ROLE_WORDS if word in path.read_text()]


def flat(patterns: Iterable) -> Iterator[URLPattern]:
    """List the addresses, those of included modules too."""
    for pattern in patterns:
        yield from flat(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern]


ADDRESSES = list(flat(urlpatterns))
NAMES = {pattern.name for pattern in ADDRESSES}
SCREEN_WORDS = sorted(
    {pattern.callback.__module__.removeprefix("workflow.views.") for pattern in ADDRESSES}
)


@pytest.mark.parametrize("word", SCREEN_WORDS)
def test_one_word_stands_in_four_places(word):
    """The url name, the view file, the template and the test file."""
    assert word in NAMES
    places = (
        f"workflow/views/{word}.py",
        f"templates/workflow/{word}.html",
        f"tests/workflow/test_{word}.py",
    )
    assert not [place for place in places if not (ROOT / place).exists()]


def test_view_module_without_a_url_is_shared_by_those_that_have_one():
    modules = {path.stem for path in files("workflow/views") if path.stem != "__init__"}
    used = {name for word in SCREEN_WORDS for name in imports(ROOT / f"workflow/views/{word}.py")}
    unused = {word for word in modules - set(SCREEN_WORDS) if f"workflow.views.{word}" not in used}
    assert not unused


@each(TEMPLATES + STYLES + SCRIPTS)
def test_pages_ask_nothing_of_outside(path):
    text = path.read_text().replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"(https?:)?//[\w-]+\.[\w.-]+", text)


INLINE = re.compile(r"\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|<style\b|javascript:", re.I)


@each(TEMPLATES)
def test_pages_hold_no_inline_style_or_script(path):
    assert not INLINE.search(path.read_text())


MARKUP = re.compile(r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function)\b")


@each(SCRIPTS)
def test_scripts_write_text_and_never_markup(path):
    assert not MARKUP.search(path.read_text())


@each(STYLES)
def test_style_sheets_have_no_ids_and_force_nothing(path):
    text = path.read_text()
    assert "!important" not in text
    assert not re.search(r"(^|[\s,}>+~])#[a-zA-Z][\w-]*\s*[{,.:>+~\[ ]", text)


EVERY_FILE = [*PYTHON, *files("tests"), *TEMPLATES, *STYLES, *SCRIPTS]


@each(EVERY_FILE)
def test_no_file_outgrows_300_lines(path):
    assert len(path.read_text().splitlines()) <= LONGEST


# Django asks for these by name.
ASKED_BY_DJANGO = {"403.html", "403_csrf.html", "404.html", "500.html", "400.html"}


def test_every_template_is_used():
    """By its whole name; a screen's also by its word, which a shared view completes."""
    said = "".join(path.read_text() for path in [*PYTHON, *TEMPLATES])
    views = "".join(path.read_text() for path in files("workflow/views"))
    names = {path.relative_to(ROOT / "templates").as_posix() for path in TEMPLATES}
    unused = [name for name in names - ASKED_BY_DJANGO if f'"{name}"' not in said]
    words = {name: name.removeprefix("workflow/").removesuffix(".html") for name in unused}
    assert not [name for name, word in words.items() if f'"{word}"' not in views]


def test_every_included_part_gets_only_what_it_is_given():
    """A partial takes its inputs by `with … only`, or takes none."""
    loose = [
        f"{named(path)}: {tag}"
        for path in TEMPLATES
        for tag in re.findall(r"{% include [^%]*%}", path.read_text())
        if "only %}" not in tag
    ]
    assert not loose


def test_a_choice_of_rows_reads_its_keys_in_one_place():
    """SQLite does not take a key of thirty digits; `RowsField` refuses it."""
    users = [named(path) for path in PYTHON if "ModelMultipleChoiceField" in path.read_text()]
    assert users == ["kinerja/form_parts.py"]
