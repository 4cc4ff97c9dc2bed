"""The house keeps its shape: imports run one way, and each thing has one door."""

import ast
import re
from io import StringIO

import pytest
from django.core.management import call_command
from house import PYTHON, ROOT, called, calls, each, files, imports, module_of, named, outside, tree

from workflow.models import SectionForm, Submission


@each(files("kinerja"))
def test_kinerja_imports_nothing_of_workflow(path):
    """Settings and urls name it as text, so that it can be taken away."""
    assert not [name for name in imports(path) if name.split(".")[0] == "workflow"]


PURE = [
    ROOT / "kinerja/numbers.py",
    *files("kinerja/formula"),
    ROOT / "kinerja/relations.py",
    *files("workflow/worktime"),
]


@each([path for path in PURE if path.exists()])
def test_pure_rooms_import_no_django(path):
    roots = {name.split(".")[0] for name in imports(path)}
    assert "django" not in roots
    assert not {name for name in imports(path) if name.startswith("kinerja.models")}


# Each floor may import those below it, not those above: the highest first.
FLOORS = (
    ("workflow.urls", "workflow.office_urls"),
    ("workflow.views", "workflow.management", "workflow.admin"),
    (
        "workflow.screens",
        "workflow.reminding",
        "workflow.demo",
        "workflow.bulk",
        "workflow.measuring",
        "workflow.unusual",
        "workflow.verifying",
        "workflow.health",
    ),
    ("workflow.actions",),
    (
        "workflow.archive",
        "workflow.snapshot",
        "workflow.signed_copies",
        "workflow.timing",
        "workflow.standing",
        "workflow.filing",
        "workflow.outside",
        "workflow.own_rows",
        "workflow.papers",
        "workflow.signatories",
    ),
    ("workflow.calendars",),
    ("workflow.permissions",),
    ("workflow.models",),
)


def floor(module: str) -> int | None:
    found = (
        number
        for number, names in enumerate(FLOORS)
        if any(module == name or module.startswith(f"{name}.") for name in names)
    )
    return next(found, None)


@each(files("workflow"))
def test_imports_inside_workflow_run_downwards(path):
    here = floor(module_of(path))
    wanted = {name: floor(name) for name in imports(path) if floor(name) is not None}
    if here is None:
        assert not [name for name in wanted if name.startswith("workflow.views")]
        return
    assert not [name for name, number in wanted.items() if number < here]


def test_no_room_imports_in_a_circle():
    """What a module needs must not need the module: Python would only sometimes notice."""
    modules = {module_of(path): path for path in PYTHON}
    needs = {
        name: {other for other in imports(path) if other in modules and other != name}
        for name, path in modules.items()
    }
    packages = {name for name, path in modules.items() if path.name == "__init__.py"}
    while needs:
        free = {name for name, others in needs.items() if not others & set(needs) - packages}
        assert free, f"in a circle: {sorted(needs)}"
        needs = {name: others for name, others in needs.items() if name not in free}


TRANSITIONS = {
    name
    for model in (Submission, SectionForm)
    for name, member in vars(model).items()
    if hasattr(member, "_django_fsm")
}
# Bulk data comes by rows, for speed, and by nobody's press: it moves records in memory before they
# are stored, and writes every table. That they are as true as the verbs' own, `verify` proves.
BULK = "workflow/bulk/"
# The demo plays its days through verbs of its own, which press those of actions.
MOVERS = ("workflow/actions/", "workflow/demo/", BULK)


@each(outside(PYTHON, *MOVERS))
def test_state_moves_only_in_actions(path):
    """A transition is called on a record without arguments: `actions.submit(record, …)` is not."""
    moves = [
        ast.unparse(call)
        for call in calls(path)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in TRANSITIONS
        and not (call.args or call.keywords)
    ]
    assert not moves


# Which tables are written in one place only, and where.
WRITERS = {
    "Realisation": "kinerja/recording/",
    "Explanation": "kinerja/recording/",
    "CategoryScale": "kinerja/keeping/",
    "CategoryStep": "kinerja/keeping/",
    "RuleSwitch": "kinerja/keeping/",
    "CrossCheck": "kinerja/keeping/",
    "CheckTerm": "kinerja/keeping/",
    "StoredFile": "kinerja/evidence/",
    "Evidence": "kinerja/evidence/",
    "EvidenceRow": "kinerja/evidence/",
    "JournalEntry": "kinerja/journal.py",
    "Chain": "kinerja/journal.py",
    "ArchiveCopy": "workflow/archive/",
    "PaperCopy": "workflow/archive/",
    "SignedCopy": "workflow/signed_copies.py",
    "ArchiveDescription": "workflow/filing/",
    "SupersededMark": "workflow/filing/",
    "Classification": "workflow/own_rows.py",
    "OutsideApplication": "workflow/own_rows.py",
    "Signatory": "workflow/own_rows.py",
    "Receipt": "workflow/outside/",
    "SheetSeries": "workflow/sheets.py",
    "Sheet": "workflow/sheets.py",
    "Forwarding": "workflow/sheets.py",
    "StandingOrder": "workflow/sheets.py",
    "Handover": "workflow/handing_over/",
    "Digest": "workflow/reminding/",
    "Mail": "workflow/reminding/",
    "StepRun": "workflow/timing/rounds.py",
    "Pause": "workflow/timing/rounds.py",
    "Extension": "workflow/timing/rounds.py",
    "WorkHours": "workflow/calendars/",
    "Holiday": "workflow/calendars/",
    "Disruption": "workflow/calendars/",
    "Attempts": "workflow/attempts.py",
    "AccessAttempt": "kinerja/signin/",
    "AccessLog": "kinerja/signin/",
    "AccessFailureLog": "kinerja/signin/",
}
WRITING = "create|bulk_create|update|bulk_update|get_or_create|update_or_create|delete|save"


@pytest.mark.parametrize("model", WRITERS)
def test_each_table_has_one_writer(model):
    written = re.compile(rf"\b{model}\.objects\b.*\.({WRITING})$|^{model}$")
    # An unsaved Explanation only carries, to recording, what is explained; the SOP's is no table.
    carried = {("Explanation", "workflow/actions/writing.py"), ("Sheet", "workflow/sop.py")}
    strangers = [
        f"{named(path)}: {call}"
        for path in outside(PYTHON, WRITERS[model], BULK)
        for call in called(path)
        if written.search(call) and (model, named(path)) not in carried
    ]
    assert not strangers


CLOCK = re.compile(
    r"^(timezone|datetime|date|datetime\.datetime|datetime\.date|time)"
    r"\.(now|today|localdate|localtime|time|utcnow)$"
)
CLOCK_READERS = (
    "kinerja/clock.py",
    "kinerja/middleware.py",
    "kinerja/management/",
    "workflow/management/",
    "workflow/demo/",
)


@each(outside(PYTHON, *CLOCK_READERS))
def test_only_the_middleware_and_commands_read_the_clock(path):
    """`localdate(at)` turns a moment that was passed in; without one it reads the clock."""
    read = [call for call in calls(path) if CLOCK.match(ast.unparse(call.func)) and not call.args]
    assert not [ast.unparse(call) for call in read]


SIGNALS = re.compile(r"\b(post|pre)_(save|delete|init)\b|\bm2m_changed\b")


@each(outside(PYTHON, "workflow/apps.py"))
def test_there_is_one_signal_receiver(path):
    assert not SIGNALS.search(path.read_text())
    assert not [call for call in called(path) if call.split(".")[-1] in ("connect", "receiver")]


def test_the_one_receiver_sets_the_guards():
    text = (ROOT / "workflow/apps.py").read_text()
    assert text.count(".connect(") == 1
    assert "post_migrate.connect(guards.install_after_migrate" in text


@each(PYTHON)
def test_numbers_are_decimal_and_never_float(path):
    assert not [call for call in called(path) if call in ("float", "math.fsum")]
    constants = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Constant)]
    assert not [node.value for node in constants if isinstance(node.value, float)]


@each(PYTHON)
def test_a_rule_of_security_is_set_aside_only_with_a_reason(path):
    """Ruff's S rules are on: what they name is mended, or it is said there why it stays."""
    text = path.read_text()
    assert not re.search(r"# noqa: [A-Z0-9, ]*S\d+[A-Z0-9, ]*$", text, re.M)
    assert not re.search(r"# noqa\s*$|# nosec|ruff: noqa", text, re.M)


@pytest.mark.django_db
def test_migrations_match_the_models():
    told = StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=told, skip_checks=True)
    assert "No changes detected" in told.getvalue()
