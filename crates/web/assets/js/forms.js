// Enter that confirms a conversion never sends a form; a form is not sent twice; the first error gets the focus.
import { composing } from "./keys.js";

addEventListener("keydown", (event) => {
  if (event.key === "Enter" && composing(event)) event.preventDefault();
}, true);

addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) return event.preventDefault();
  if (form.method === "post") form.dataset.sent = "yes";
});
// Back from the next page: the form may be sent again.
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

const wrong = document.querySelector("[aria-invalid=true]") ?? document.getElementById("errors");
wrong?.focus();

// A drop-down that filters at once keeps its button for those without scripts.
for (const select of document.querySelectorAll("select[data-submit]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

// How many rows are picked, beside what can be done with them.
const picked = document.querySelector("[data-picked]");
if (picked) {
  const count = () => { picked.textContent = document.querySelectorAll(".pick :checked").length || ""; };
  addEventListener("change", (event) => { if (event.target.closest(".pick")) count(); });
  addEventListener("pageshow", count);
}
