// Sends documents in chunks that survive a broken line; what the server has is not sent again.

const CHUNK = 256 * 1024;
const LARGEST = 10 * 1024 * 1024;
const LONGEST_SIDE = 1600;
const HEAVY = 500 * 1024;
const QUALITY = 0.8;
const SECOND = 1000;
const WAITS = [1, 2, 4, 8, 15, 30];
const PATIENCE = 60 * SECOND;

class Refused extends Error {}

function megabytes(bytes) {
  return `${(bytes / 1024 / 1024).toFixed(1).replace(".", ",")} MB`;
}

// A large photograph is made smaller before it is sent; what cannot be drawn is sent as it is.
async function smaller(file, say) {
  if (!["image/jpeg", "image/png"].includes(file.type)) return file;
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return file;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  if (scale === 1 && file.size <= HEAVY) return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const drawn = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  if (!drawn || drawn.size >= file.size) return file;
  say(`${file.name} diperkecil dari ${megabytes(file.size)} menjadi ${megabytes(drawn.size)}.`);
  const name = `${file.name.replace(/\.[^.]*$/, "")}.jpg`;
  return new File([drawn], name, { type: drawn.type, lastModified: file.lastModified });
}

// Without crypto.subtle (plain http on a local network) the key only tells one's own files apart.
function weakKey(text) {
  return [0x811c9dc5, 0x1234567].map((seed) => {
    let hash = seed;
    for (const sign of text) hash = Math.imul(hash ^ sign.codePointAt(0), 0x01000193);
    return (hash >>> 0).toString(16).padStart(8, "0");
  }).join("");
}

async function keyOf(file) {
  if (!globalThis.crypto?.subtle) return weakKey(`${file.name}|${file.size}|${file.lastModified}`);
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Ask the server; a line that breaks throws whatever the browser throws, a refusal Refused.
async function ask(address, options = {}) {
  const response = await fetch(address, { ...options, signal: AbortSignal.timeout(PATIENCE) });
  if (response.status >= 500) throw new Error("server");
  if (!response.headers.get("Content-Type")?.includes("json")) {
    throw new Refused("Sesi Anda berakhir. Masuk lagi dan pilih berkasnya; yang sudah terkirim tidak dikirim ulang.");
  }
  const told = await response.json();
  if (told.reason) throw new Refused(told.reason);
  return told;
}

function moment(seconds) {
  return new Promise((done) => {
    setTimeout(done, seconds * SECOND);
    window.addEventListener("online", done, { once: true });
  });
}

// Send one file and give the field that stands for it; goes on where the server's part ends.
async function send(form, file, say) {
  const key = await keyOf(file);
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  const address = `${form.dataset.upload}?kunci=${key}`;
  let failures = 0;
  for (;;) {
    try {
      let { have, known } = await ask(`${address}&sha256=${key}`);
      if (known) return ["known", `${key} ${file.name}`];
      while (have < file.size) {
        say(`${file.name}: ${Math.floor((have * 100) / file.size)}% dari ${megabytes(file.size)} terkirim.`);
        const body = file.slice(have, have + CHUNK);
        ({ have } = await ask(`${address}&mulai=${have}`, { method: "PUT", headers, body }));
        failures = 0;
      }
      if (have > file.size) throw new Refused(`${file.name}: unggahan lama tidak cocok. Ganti nama berkasnya, lalu pilih lagi.`);
      say(`${file.name} terkirim.`);
      return ["part", `${key} ${file.name}`];
    } catch (error) {
      if (error instanceof Refused) throw error;
      const wait = WAITS[Math.min(failures, WAITS.length - 1)];
      failures += 1;
      say(`${file.name}: sambungan terputus; dicoba lagi dalam ${wait} detik. Yang sudah terkirim tidak dikirim ulang.`);
      await moment(wait);
    }
  }
}

function carry(form, [name, value]) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = name;
  field.value = value;
  form.append(field);
}

async function sendAll(form, chooser, say) {
  for (const chosen of [...chooser.files]) {
    const file = await smaller(chosen, say);
    if (file.size > LARGEST) throw new Refused(`${file.name}: berkas paling besar 10 MB.`);
    if (file.size === 0) throw new Refused(`${file.name}: berkas ini kosong.`);
    carry(form, await send(form, file, say));
  }
  chooser.value = "";
}

for (const form of document.querySelectorAll("form[data-upload]")) {
  const chooser = form.querySelector("input[type=file]");
  const said = form.querySelector("[data-upload-said]");
  const lines = [];
  let isBusy = false;

  // What was made smaller stays to be read; the line of progress is written over.
  const say = (text) => {
    if (text.includes("diperkecil")) lines.push(text);
    said.textContent = [...lines, text].filter((line, place, all) => all.indexOf(line) === place).join(" ");
  };

  form.addEventListener("submit", async (event) => {
    if (isBusy) event.preventDefault();
    if (isBusy || !chooser.files.length) return;
    event.preventDefault();
    isBusy = true;
    try {
      await sendAll(form, chooser, say);
      isBusy = false;
      form.requestSubmit(event.submitter);
    } catch (error) {
      isBusy = false;
      say(error instanceof Refused ? error.message : "Berkas ini tidak dapat dibaca. Pilih lagi.");
    }
  });
}
