// Moves through the cells of a table with Enter and the arrow keys, as in a spreadsheet.

const STEPS = { Enter: 1, ArrowDown: 1, ArrowUp: -1 };

for (const form of document.querySelectorAll("form")) {
  form.addEventListener("keydown", (event) => {
    const cell = event.target.closest("[data-grid]");
    const step = STEPS[event.key];
    if (!cell || !step || event.altKey || event.ctrlKey || event.metaKey) return;
    if (cell.tagName === "SELECT" && event.key !== "Enter") return;
    event.preventDefault();
    const cells = [...form.querySelectorAll("[data-grid]")];
    const next = cells[cells.indexOf(cell) + (event.shiftKey ? -step : step)];
    next?.focus();
    next?.select?.();
  });
}
