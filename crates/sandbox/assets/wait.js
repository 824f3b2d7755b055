
// Goes on by itself when the phone has answered; without it the button "Tiếp tục" does the same.
(() => {
  const box = document.getElementById("ma-qr");
  const ask = async () => {
    let state = "waiting";
    try {
      state = (await (await fetch(box.dataset.status, { cache: "no-store" })).json()).state;
    } catch {
      // The network comes back: ask again.
    }
    if (state === "answered") {
      document.querySelector("#tiep-tuc button").click();
    } else if (state === "expired") {
      document.getElementById("qr-dang-cho").hidden = true;
      document.getElementById("qr-het-han").textContent = "Mã QR đã hết hạn. Bấm Tải lại để lấy mã mới.";
    } else {
      setTimeout(ask, 800);
    }
  };
  ask();
})();
