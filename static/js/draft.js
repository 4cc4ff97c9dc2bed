// Keeps what is typed in the browser until the server has it, per account and form.

const TYPED = /^(value|numerator|denominator|status|reason|promised_on|source|drivers|obstacles|follow_up|evidence_note|note|answer)-(.+)$/;
const WORDS = /^(drivers|obstacles|follow_up|evidence_note)-/;

// The hidden field that says which version of the row this input was shown with.
function versionField(form, name) {
  const code = name.match(TYPED)[2];
  return form.elements[(WORDS.test(name) ? "wseen-" : "seen-") + code];
}

function fields(form) {
  return [...form.elements].filter((field) => TYPED.test(field.name));
}

function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) || {};
  } catch {
    return {};
  }
}

function keep(key, draft) {
  try {
    if (Object.keys(draft.texts).length) localStorage.setItem(key, JSON.stringify(draft));
    else localStorage.removeItem(key);
  } catch {
    // A full or forbidden store: the page itself still holds what was typed.
  }
}

// Put back what the server does not have. A row that moved on after our own press has it.
function restore(form, draft) {
  for (const [name, kept] of Object.entries(draft.texts)) {
    const field = form.elements[name];
    const version = field && versionField(form, name);
    if (!field || (draft.sent && version && Number(version.value) > Number(kept.seen))) {
      delete draft.texts[name];
      continue;
    }
    if (field.value !== kept.text) {
      field.value = kept.text;
      // The older version makes the server show both, instead of taking ours over another's.
      if (version) version.value = kept.seen;
    }
    const details = field.closest("details");
    if (details && kept.text) details.open = true;
  }
  draft.sent = false;
}

function tell(form, draft) {
  const place = form.querySelector("[data-unsent]");
  if (!place) return;
  const names = Object.keys(draft.texts);
  place.hidden = names.length === 0;
  if (!names.length) return;
  const text = names.map((name) => `${name}: ${draft.texts[name].text}`).join("\r\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = "isian-belum-terkirim.txt";
  link.textContent = "unduh salinan";
  place.replaceChildren(`${names.length} isian belum terkirim · `, link);
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = `kinerja:draft:${form.dataset.draft}`;
  const draft = { texts: {}, sent: false, ...recall(key) };
  const initial = new Map(fields(form).map((field) => [field.name, field.value]));
  restore(form, draft);
  keep(key, draft);
  tell(form, draft);

  form.addEventListener("input", (event) => {
    const { name, value } = event.target;
    if (!TYPED.test(name)) return;
    if (value === initial.get(name)) delete draft.texts[name];
    else draft.texts[name] = { text: value, seen: versionField(form, name)?.value ?? "0" };
    keep(key, draft);
    tell(form, draft);
  });
  form.addEventListener("submit", () => {
    draft.sent = true;
    keep(key, draft);
  });
}
