// Copies the text of a button's data-copy, and says so; without a clipboard the text is selected.

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
