"""Pages as a browser takes them: their forms with what stands in them, and what they would run."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

# Inputs that hold words; those that a browser gives no room for words are not typed into.
WORDS = frozenset({"text", "search", "url", "email", "password", ""})
SCRIPTS = "/static/"
LINKS = ("href", "src", "action", "formaction")


@dataclass
class TypedField:
    """One input of a form, with what stands in it."""

    name: str
    value: str
    kind: str
    is_figure: bool = False

    @property
    def holds_words(self) -> bool:
        return self.kind == "textarea" or (self.kind in WORDS and not self.is_figure)


@dataclass
class PageForm:
    """One form: where it leads, its inputs, and its buttons by (name, value, where it leads)."""

    action: str
    method: str
    fields: list[TypedField] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        return [each.name for each in self.fields if each.holds_words]

    def standing(self) -> dict[str, list[str]]:
        """Collect what a browser would send of what stands on the page."""
        found: dict[str, list[str]] = {}
        for each in self.fields:
            found.setdefault(each.name, []).append(each.value)
        return found


class Page(HTMLParser):
    """A page, read: `forms`, `said` (all its texts and values), `runs` (what is not ours)."""

    def __init__(self, text: str, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address, self.forms = address, []
        self.by_id: dict[str, PageForm] = {}
        self.said: list[str] = []
        self.runs: list[str] = []
        self.open: PageForm | None = None
        self.closed_sets = 0
        self.waiting: list[tuple[str, TypedField | tuple[str, str, str]]] = []
        self.textarea: TypedField | None = None
        self.select: tuple[str, list[str], list[str]] | None = None
        self.feed(text)
        self.close()
        for name, each in self.waiting:
            self.put(self.by_id.get(name), each)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        given = {name: value or "" for name, value in attrs}
        self.said.extend(given.values())
        self.judge(tag, given)
        if tag == "form":
            self.begin(given)
        elif tag == "fieldset" and (self.closed_sets or "disabled" in given):
            self.closed_sets += 1
        elif self.closed_sets:
            return
        elif tag in ("input", "textarea", "select", "button") and "disabled" not in given:
            self.meet(tag, given)
        elif tag == "option" and self.select:
            self.select[1].append(given.get("value", ""))
            if "selected" in given:
                self.select[2].append(given.get("value", ""))

    def judge(self, tag: str, given: dict[str, str]) -> None:
        """Note what a browser would run or load of this element and no template of ours has."""
        for name, value in given.items():
            word = "".join(value.split()).lower()
            if name.startswith("on") or name == "style":
                self.runs.append(f"{tag} {name}={value}")
            if name in LINKS and word.startswith(("javascript:", "data:text", "vbscript:")):
                self.runs.append(f"{tag} {name}={value}")
        if tag == "script" and not given.get("src", "").startswith(SCRIPTS):
            self.runs.append(f"script {given}")
        if tag in ("iframe", "object", "embed", "base", "style", "math", "xss"):
            self.runs.append(tag)

    def begin(self, given: dict[str, str]) -> None:
        action = urljoin(self.address, given.get("action", "")) or self.address
        self.open = PageForm(action, given.get("method", "get").lower())
        self.forms.append(self.open)
        if "id" in given:
            self.by_id[given["id"]] = self.open

    def meet(self, tag: str, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "")
        if tag == "button":
            leads = urljoin(self.address, given["formaction"]) if "formaction" in given else ""
            self.put_in(given, (name, given.get("value", ""), leads))
        elif tag == "select" and name:
            self.select = (name, [], [])
            self.put_in(given, TypedField(name, "", "select"))
        elif name and (kind not in ("checkbox", "radio") or "checked" in given):
            kind = tag if tag == "textarea" else kind
            is_figure = given.get("inputmode") in ("decimal", "numeric")
            found = TypedField(name, given.get("value", ""), kind, is_figure)
            if kind not in ("file", "submit", "button"):
                self.put_in(given, found)
            self.textarea = found if tag == "textarea" else None

    def put_in(self, given: dict[str, str], each: TypedField | tuple[str, str, str]) -> None:
        if "form" in given:
            self.waiting.append((given["form"], each))
        else:
            self.put(self.open, each)

    def put(self, form: PageForm | None, each: TypedField | tuple[str, str, str]) -> None:
        if form is None:
            return
        (form.fields if isinstance(each, TypedField) else form.buttons).append(each)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "fieldset" and self.closed_sets:
            self.closed_sets -= 1
        elif tag == "textarea":
            self.textarea = None
        elif tag == "select" and self.select:
            name, offered, chosen = self.select
            value = (chosen or offered or [""])[0]
            for each in self.fields_named(name):
                each.value = value
            self.select = None

    def fields_named(self, name: str) -> Iterator[TypedField]:
        held = [*self.forms, *(each for _, each in self.waiting if isinstance(each, TypedField))]
        for each in held:
            fields = each.fields if isinstance(each, PageForm) else [each]
            yield from (one for one in fields if one.name == name and one.kind == "select")

    def handle_data(self, data: str) -> None:
        self.said.append(data)
        if self.textarea:
            self.textarea.value += data

    def says(self, text: str) -> bool:
        """Say whether a text stands on the page as it was typed; spaces read as a browser does."""
        wanted = " ".join(text.split())
        return any(wanted in " ".join(each.split()) for each in self.said)
