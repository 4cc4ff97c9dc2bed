// Goes through the draft with the keyboard: the keys work while a row, and nothing in it to type
// into, has the focus.

const rows = [...document.querySelectorAll("[data-row]")];

function go(row) {
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
}

function toggle(row, name) {
  const details = row.querySelector(`details[data-${name}]`);
  if (!details) return;
  details.open = !details.open;
  const field = details.open && details.querySelector("textarea, input:not([type=hidden]), select");
  field?.focus();
  field?.select?.();
}

const KEYS = {
  ArrowDown: (row) => go(rows[rows.indexOf(row) + 1]),
  ArrowUp: (row) => go(rows[rows.indexOf(row) - 1]),
  s: (row) => row.querySelector('button[value="check"]')?.click(),
  c: (row) => toggle(row, "note"),
  k: (row) => toggle(row, "correct"),
  d: (row) => toggle(row, "documents"),
};

function onKey(event) {
  const row = event.target.closest("[data-row]");
  if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape") {
    for (const details of row.querySelectorAll("details[data-note], details[data-correct]")) details.open = false;
    go(row);
    return;
  }
  const act = KEYS[event.key] ?? KEYS[event.key.toLowerCase()];
  if (!act || event.target.closest("input, textarea, select")) return;
  event.preventDefault();
  act(row);
}

if (rows.length) {
  document.addEventListener("keydown", onKey);
  for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = false;
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target?.matches("[data-row]")) go(target);
}
