// Rows by keyboard: j and k move, Enter opens (the row's link has the focus), d, p and n do what the row offers.
// Only outside of inputs and dialogs, and only while single keys are on.
import { composing, typing } from "./keys.js";

const links = () => [...document.querySelectorAll("[data-rows] .deed-link")];
const row = () => document.activeElement?.closest?.(".deed");

const go = (step) => {
  const all = links();
  const here = all.indexOf(row()?.querySelector(".deed-link"));
  all[here < 0 ? 0 : Math.min(all.length - 1, Math.max(0, here + step))]?.focus();
};

addEventListener("keydown", (event) => {
  if (document.body.dataset.keys !== "on" || composing(event) || event.defaultPrevented) return;
  if (event.metaKey || event.ctrlKey || event.altKey || event.shiftKey) return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "j" || event.key === "k") {
    if (!links().length) return;
    event.preventDefault();
    go(event.key === "j" ? 1 : -1);
    return;
  }
  const act = "dpn".includes(event.key) && row()?.querySelector(`[data-key="${event.key}"]`);
  if (!act) return;
  event.preventDefault();
  act.click();
});

// After a row was dealt with, the one that follows it has the focus.
let opened;
addEventListener("submit", () => {
  const all = links();
  const here = all.findIndex((link) => link.closest(".deed").contains(opened));
  const next = all[here + 1] ?? all[here - 1];
  if (here >= 0 && next) sessionStorage.setItem("row", next.id);
});
addEventListener("click", (event) => {
  // The click on the dialog's own button does not count.
  opened = event.target.closest?.(".deed a") ?? opened;
}, true);

// The key that sent the form, held too long, does not open the row that comes next.
addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.repeat && row()) event.preventDefault();
});

const after = sessionStorage.getItem("row");
sessionStorage.removeItem("row");
if (after) document.getElementById(after)?.focus();
