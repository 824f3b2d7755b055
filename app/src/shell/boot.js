/* A part of the program that cannot be fetched must not end the page that is open (K-04): the browser opens the address itself
   where the part is not there any more, and waits, and says so, where the line is broken. And a call of the program says for whom
   its page was drawn, as a form that the browser posts itself does (K-01): leptos sends the arguments of the function alone. */
const html = document.documentElement, fetched = fetch, alert = document.createElement("p");
alert.className = "line-broken";
alert.setAttribute("role", "alert");
const target = () => html.dataset.going;
const leaving = () => target() && target() !== location.pathname + location.search;
const stamped = (call) => {
  const stamp = document.querySelector("[name=cua]");
  if (stamp && call.method === "POST") call.headers.set("x-cua", stamp.value);
  return call;
};
fetch = async (what, how) => {
  if (what instanceof Request) return fetched(stamped(what), how);
  if (!String(what).endsWith(".wasm")) return fetched(what, how);
  for (let waits = false; ; ) {
    try {
      const part = await fetched(what, how);
      alert.remove();
      if (part.ok || !(waits || leaving())) return part;
      location.assign(target());
      await new Promise(() => {});
    } catch (broken) {
      waits ||= leaving();
      if (!waits) throw broken;
      alert.textContent = html.lang === "en" ? EN : VI;
      document.body.append(alert);
      await new Promise((again) => {
        addEventListener("online", again, { once: true });
        setTimeout(again, 3000);
      });
    }
  }
};
import(JS).then((program) => program.default({ module_or_path: WASM }).then(() => program.hydrate())).catch(() => {});
