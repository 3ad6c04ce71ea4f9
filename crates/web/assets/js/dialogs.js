// A link with data-dialog opens that dialog instead of the page that holds the same form.
addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-dialog]");
  const dialog = link && document.getElementById(link.dataset.dialog);
  if (!dialog?.showModal || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  dialog.showModal();
});
addEventListener("click", (event) => {
  const dialog = event.target.closest?.("[data-close]")?.closest("dialog");
  if (!dialog) return;
  event.preventDefault();
  dialog.close();
});

// A link to a page that is one form opens the form in a dialog. The page itself is the fallback.
addEventListener("click", async (event) => {
  const link = event.target.closest?.("a.edit-row, a[data-form]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  try {
    const answer = await fetch(link.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const form = page.querySelector("main form.form, main form.touch-form");
    if (!answer.ok || !form) throw new Error("no form");
    const dialog = document.createElement("dialog");
    const title = document.createElement("h2");
    title.textContent = page.querySelector("h1").textContent;
    dialog.append(title, document.adoptNode(form));
    dialog.setAttribute("aria-label", title.textContent);
    dialog.addEventListener("close", () => { dialog.remove(); link.focus(); });
    document.body.append(dialog);
    dialog.showModal();
  } catch {
    location.assign(link.href);
  }
});
