// Reads written numbers as kinerja/numbers.py does, to echo them while they are typed. What is
// stored is read by the server alone.

const MAX_DIGITS = 15;
const BEFORE = "((?:rp\\.?\\s*)?[-−]?|[-−]\\s*rp\\.?\\s*)";
const WRITTEN = new RegExp(`^${BEFORE}(?:((?:[1-9][0-9]{0,2}(?:\\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?)|([0-9]+\\.[0-9]+))\\s*%?$`, "i");
const AMBIGUOUS = new RegExp(`^${BEFORE}[1-9][0-9]*\\.[0-9]{3}\\s*%?$`, "i");
const DIGITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"];
const GROUPS = ["", "ribu", "juta", "miliar", "triliun"];

// The number in plain digits ("-1250.5"), or null where the text is none.
export function parse(text) {
  const found = text.trim().match(WRITTEN);
  if (!found) return null;
  const [, before, indonesian, dotted] = found;
  const [whole, decimals = ""] = (dotted ?? indonesian.replaceAll(".", "").replace(",", ".")).split(".");
  if ((whole + decimals).replace(/^0+/, "").length > MAX_DIGITS || decimals.length > MAX_DIGITS) return null;
  const plain = (whole.replace(/^0+(?=\d)/, "") + "." + decimals.replace(/0+$/, "")).replace(/\.$/, "");
  return /[-−]/.test(before) && /[1-9]/.test(plain) ? `-${plain}` : plain;
}

export function ambiguous(text) {
  return AMBIGUOUS.test(text.trim());
}

// As an input box shows it: "1.250,5".
export function exact(plain) {
  const [whole, decimals] = plain.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ".");
  return decimals ? `${grouped},${decimals}` : grouped;
}

export function words(plain) {
  const [whole, decimals] = plain.replace("-", "").split(".");
  const spoken = plain.startsWith("-") ? ["minus"] : [];
  spoken.push(...sayWhole(Number(whole)));
  if (decimals) spoken.push("koma", ...[...decimals].map((digit) => DIGITS[digit]));
  return spoken.join(" ");
}

// At most 15 digits: a double holds every such whole number.
function sayWhole(number) {
  if (number === 0) return [DIGITS[0]];
  return GROUPS.map((name, power) => sayGroup(Math.floor(number / 1000 ** power) % 1000, name)).reverse().flat();
}

function sayGroup(number, name) {
  if (number === 0) return [];
  if (number === 1 && name === "ribu") return ["seribu"];
  const hundreds = sayUnits(Math.floor(number / 100), "seratus", "ratus");
  return [...hundreds, ...sayBelowHundred(number % 100), ...(name ? [name] : [])];
}

function sayBelowHundred(number) {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  if (tens === 1 && ones) return sayUnits(ones, "sebelas", "belas");
  return [...sayUnits(tens, "sepuluh", "puluh"), ...(ones ? [DIGITS[ones]] : [])];
}

function sayUnits(count, one, unit) {
  if (count === 0) return [];
  return count === 1 ? [one] : [DIGITS[count], unit];
}

// What to say of a text while it is typed: nothing where it reads as it stands.
export function echo(text) {
  if (!text.trim()) return "";
  const plain = parse(text);
  if (plain === null) return "belum terbaca sebagai angka";
  if (ambiguous(text)) return `terbaca: ${exact(plain)} = ${words(plain)}`;
  return exact(plain) === text.trim().replace("−", "-") ? "" : `terbaca: ${exact(plain)}`;
}
