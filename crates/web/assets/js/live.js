// Rows that the server sends while the page is looked at, newest first.
const list = document.querySelector("[data-live]");
const MOST = 200;

if (list) {
  let source;
  const listen = () => {
    if (document.hidden) {
      source?.close();
      source = undefined;
    } else if (!source) {
      source = new EventSource(list.dataset.live);
      source.onmessage = (event) => {
        list.insertAdjacentHTML("afterbegin", event.data);
        document.querySelector("[data-live-none]")?.remove();
        while (list.rows.length > MOST) list.lastElementChild.remove();
      };
    }
  };
  listen();
  addEventListener("visibilitychange", listen);
}
