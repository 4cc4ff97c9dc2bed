// Makes a table of cells a spreadsheet: arrows and Enter move, a block from Excel is pasted, and
// what a number is read as is echoed while it is typed.

import { echo } from "./numbers.js";

// The rows of cells, in the order of the page: a ratio has two cells, other rows one.
function rows(form) {
  const found = new Map();
  for (const cell of form.querySelectorAll("[data-grid]")) {
    const code = cell.name.slice(cell.name.indexOf("-") + 1);
    found.set(code, [...(found.get(code) ?? []), cell]);
  }
  return [...found.values()];
}

function go(cell) {
  cell?.focus();
  cell?.select?.();
}

function isAtEdge(cell, side) {
  if (cell.tagName === "SELECT") return false;
  const whole = cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
  return whole || (side < 0 ? cell.selectionEnd === 0 : cell.selectionStart === cell.value.length);
}

function next(form, cell, event) {
  const cells = [...form.querySelectorAll("[data-grid]")];
  const across = { Enter: event.shiftKey ? -1 : 1, ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (event.key !== "Enter" && (cell.tagName === "SELECT" || (across && !isAtEdge(cell, across)))) return null;
  if (across) return cells[cells.indexOf(cell) + across];
  const down = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!down) return null;
  const grid = rows(form);
  const row = grid.findIndex((each) => each.includes(cell));
  return grid[row + down]?.[Math.min(grid[row].indexOf(cell), grid[row + down].length - 1)];
}

function put(cell, text) {
  if (cell.tagName === "SELECT") {
    const option = [...cell.options].find((each) => each.text.trim().toLowerCase() === text.toLowerCase());
    if (!option) return false;
    cell.value = option.value;
  } else {
    cell.value = text;
  }
  cell.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

// Fill from the cell on, down and to the right; blank cells of the block leave what stands.
function paste(form, cell, block) {
  const grid = rows(form);
  const top = grid.findIndex((each) => each.includes(cell));
  const left = grid[top].indexOf(cell);
  const before = [];
  let lost = 0;
  block.forEach((line, down) =>
    line.forEach((text, right) => {
      if (!text) return;
      const target = grid[top + down]?.[left + right];
      const held = target?.value;
      if (target && put(target, text)) before.push([target, held]);
      else lost += 1;
    }),
  );
  tell(form, before, lost);
}

function tell(form, before, lost) {
  const place = form.querySelector("[data-pasted]") ?? document.createElement("p");
  place.dataset.pasted = "";
  place.className = "unsent";
  place.setAttribute("role", "status");
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "btn btn-sm btn-side";
  undo.textContent = "Batalkan tempelan";
  undo.addEventListener("click", () => {
    for (const [cell, held] of before) {
      cell.value = held;
      cell.dispatchEvent(new Event("input", { bubbles: true }));
    }
    place.remove();
  });
  const left = lost ? `, ${lost} tidak mendapat tempat` : "";
  place.replaceChildren(`${before.length} nilai ditempel${left}; belum disimpan. `, undo);
  if (!place.isConnected) form.querySelector(".sheet-wrap").before(place);
}

function say(cell) {
  if (cell.tagName === "SELECT") return;
  const text = echo(cell.value);
  let place = cell.parentElement.querySelector(`[data-echo="${CSS.escape(cell.name)}"]`);
  if (!place && !text) return;
  if (!place) {
    place = document.createElement("span");
    place.className = "aside cell-echo";
    place.dataset.echo = cell.name;
    cell.parentElement.append(place);
  }
  place.textContent = text;
}

for (const form of document.querySelectorAll("form")) {
  form.addEventListener("keydown", (event) => {
    const cell = event.target.closest("[data-grid]");
    if (!cell || event.altKey || event.ctrlKey || event.metaKey) return;
    const target = next(form, cell, event);
    if (!target && event.key !== "Enter") return;
    event.preventDefault();
    go(target);
  });
  form.addEventListener("paste", (event) => {
    const cell = event.target.closest("[data-grid]");
    const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n+$/, "");
    if (!cell || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    paste(form, cell, text.split("\n").map((line) => line.split("\t").map((each) => each.trim())));
  });
  form.addEventListener("input", (event) => {
    const cell = event.target.closest("[data-grid]");
    if (cell) say(cell);
  });
}
