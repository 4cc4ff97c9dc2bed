// What many pages share: clocks that move on, and texts that are copied. One file, because
// Tugas is to come in four requests.

// Clocks: what counts was told with the page, so that nothing is asked of the server.

const SHOWN_AT = Date.now();
const MINUTE = 60000;

// As workflow/timing/words.py: worked rounded down, left rounded up, so that they add up.
function duration(milliseconds) {
  const minutes = Math.floor(milliseconds / MINUTE);
  const hours = Math.floor(minutes / 60);
  const words = [];
  if (hours) words.push(`${hours} jam`);
  if (minutes % 60) words.push(`${minutes % 60} menit`);
  return words.join(" ") || (milliseconds > 0 ? "kurang dari 1 menit" : "0 menit");
}

function workedSince(spans, passed) {
  return spans.reduce((sum, [start, end]) => sum + Math.max(0, Math.min(end, passed) - Math.max(start, 0)), 0);
}

function stage(worked, told) {
  if (worked > told.budget) return ["melampaui batas", "■", "bad"];
  if (worked >= told.near) return ["mendekati batas", "▲", "warn"];
  return ["sesuai standar", "✓", "good"];
}

function write(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

function show(clock, told) {
  const passed = Date.now() - SHOWN_AT;
  if ("waited" in told) {
    write(clock.querySelector("[data-clock-waited]"), duration(told.waited + workedSince(told.spans, passed)));
    return;
  }
  const worked = told.worked + workedSince(told.spans, passed);
  const left = told.budget - worked;
  const [word, sign, tone] = stage(worked, told);
  write(clock.querySelector("[data-clock-spent]"), duration(worked));
  write(clock.querySelector("[data-clock-left]"), left < 0 ? `lewat ${duration(-left)}` : `sisa ${duration(Math.ceil(left / MINUTE) * MINUTE)}`);
  write(clock.querySelector("[data-clock-stage]"), word);
  write(clock.querySelector(".clock-stage > [aria-hidden]"), sign);
  clock.classList.remove("clock-good", "clock-warn", "clock-bad");
  clock.classList.add(`clock-${tone}`);
  clock.querySelector(".clock-part")?.setAttribute("width", Math.min(100, Math.floor((worked * 100) / told.budget)));
}

const clocks = [...document.querySelectorAll("[data-clock]")].map((clock) => [clock, JSON.parse(clock.dataset.clock)]);

function showAll() {
  for (const [clock, told] of clocks) show(clock, told);
}

// A pause is offered after a while without an act; who acts opens the page anew, and so does this.

const offers = [...document.querySelectorAll("[data-idle]")];

function offerAll() {
  for (const offer of offers) {
    if (!offer.hidden || Date.now() - SHOWN_AT < Number(offer.dataset.idle)) continue;
    offer.hidden = false;
    for (const input of offer.querySelectorAll("input")) input.disabled = false;
    offer.closest("details").open = true;
  }
}

function moveAll() {
  showAll();
  offerAll();
}

if (clocks.length || offers.length) {
  setInterval(moveAll, 10000);
  document.addEventListener("visibilitychange", moveAll);
}

// Texts to copy: the button says when it is done; without a clipboard the text is selected.

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  const word = button.textContent;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = "Tersalin";
    } catch {
      window.prompt("Salin teks ini:", button.dataset.copy);
    }
    setTimeout(() => (button.textContent = word), 2000);
  });
}
