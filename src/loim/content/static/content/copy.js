// Copies the text that a button names. Without this the text is selected by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy).textContent;
    await navigator.clipboard.writeText(text);
    button.textContent = button.dataset.copied;
    document.getElementById("copy-status").textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = label; }, 3000);
  });
}
