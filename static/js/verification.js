// Compares a file by its SHA-256 where it lies: nothing is sent. Where the browser cannot hash
// (plain http), or without this script, the form sends the file to be hashed and let go.

function hex(buffer) {
  return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function known(form) {
  return new Map(form.dataset.compare.split("|").map((text) => [text.slice(0, 64), text.slice(65)]));
}

function show(said, tone, sign, strong, text, hash) {
  const mark = document.createElement("span");
  mark.setAttribute("aria-hidden", "true");
  mark.textContent = `${sign} `;
  const word = document.createElement("strong");
  word.append(mark, strong);
  said.className = `proof-said notice notice-${tone}`;
  said.replaceChildren(word, ` ${text}`);
  if (!hash) return;
  const print = document.createElement("span");
  print.className = "proof-hash";
  print.textContent = hash;
  said.append(print);
}

async function compare(form, said, file) {
  said.className = "proof-said";
  said.textContent = `Menghitung sidik “${file.name}” …`;
  let hash;
  try {
    hash = hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  } catch {
    show(said, "warning", "▲", "Belum dibandingkan.", "Berkas ini tidak dapat dibaca. Pilih lagi; sebuah map tidak dapat dibandingkan.");
    return;
  }
  const same = known(form).get(hash);
  if (same) show(said, "success", "✓", "Sama persis.", `“${file.name}” sama sampai bita terakhir dengan ${same}.`);
  else show(said, "error", "■", "Tidak sama.", `“${file.name}” bukan berkas yang disegel. SHA-256-nya: `, hash);
}

const form = document.querySelector("form[data-compare]");
const said = document.querySelector("[data-compare-said]");

function listen() {
  const chooser = form.querySelector("input[type=file]");
  form.querySelector("[data-compare-hint]").textContent = "Taruh berkasnya di sini, atau pilih. Berkas itu tidak keluar dari perangkat Anda.";
  form.querySelector("button").hidden = true;
  chooser.addEventListener("change", () => chooser.files[0] && compare(form, said, chooser.files[0]));
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const name of ["dragover", "dragleave", "drop"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.toggle("proof-over", name === "dragover");
    });
  }
  form.addEventListener("drop", (event) => {
    const file = event.dataTransfer.files[0];
    if (file) compare(form, said, file);
  });
}

if (form && globalThis.crypto?.subtle) listen();
