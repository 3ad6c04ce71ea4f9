// A click elsewhere or Escape closes open drop-downs.
const open = () => document.querySelectorAll("details.drop[open]");
addEventListener("click", (event) => {
  for (const drop of open()) if (!drop.contains(event.target)) drop.open = false;
});
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing || event.keyCode === 229) return;
  for (const drop of open()) {
    drop.open = false;
    drop.querySelector("summary").focus();
  }
});

// A panel that would run off the right edge opens to the left. The event does not bubble.
addEventListener("toggle", (event) => {
  const drop = event.target;
  const panel = drop.matches?.("details.drop[open]") && drop.querySelector(".drop-panel");
  if (panel && panel.getBoundingClientRect().right > document.documentElement.clientWidth) drop.classList.add("right");
}, true);
