/* A part of the program that cannot be fetched must not end the page that is open (K-04): the browser opens the address itself
   where the part is not there any more, and waits, and says so, where the line is broken. */
const html = document.documentElement, fetched = fetch, alert = document.createElement("p");
alert.className = "line-broken";
alert.setAttribute("role", "alert");
const target = () => html.dataset.going;
const leaving = () => target() && target() !== location.pathname + location.search;
fetch = async (what, how) => {
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
