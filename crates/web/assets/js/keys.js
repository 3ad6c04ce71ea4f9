// ⌘K, Ctrl+K and "/" go to the search box, Escape leaves it; never while an input method composes (J-23).
const search = document.getElementById("search");

// Safari reports the Enter that ends a composition after compositionend, with keyCode 229.
export const composing = (event) => event.isComposing || event.keyCode === 229;

export const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");

addEventListener("keydown", (event) => {
  if (!search || composing(event) || event.defaultPrevented) return;
  const command = (event.metaKey || event.ctrlKey) && !event.altKey && event.key.toLowerCase() === "k";
  const slash = event.key === "/" && !event.metaKey && !event.ctrlKey && !event.altKey
    && document.body.dataset.keys === "on" && !typing(event.target);
  if (command || slash) {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "Escape" && event.target === search) {
    search.blur();
  }
});
