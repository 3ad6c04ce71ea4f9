// Says when there is something new to see, and leaves it to the reader when to look.
const hint = document.querySelector("[data-mark]");

const look = async () => {
  if (document.hidden || !hint.hidden) return;
  try {
    const answer = await fetch("/mark");
    if (answer.ok && (await answer.text()) !== hint.dataset.mark) hint.hidden = false;
  } catch {
    // Offline for a moment: the next look tells.
  }
};
if (hint) {
  setInterval(look, 5000);
  addEventListener("visibilitychange", look);
}
