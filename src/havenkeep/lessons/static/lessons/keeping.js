// Keeps opened lessons on somebody's own phone, where the browser allows it. Never on a shared tablet: there the
// page has no `data-worker`.
const OWNER = "hk-person";

export async function keepPages(root, person) {
  if (!root.dataset.worker || !("serviceWorker" in navigator)) return;
  if (localStorage.getItem(OWNER) !== person) {
    for (const name of await caches.keys()) await caches.delete(name);
    localStorage.setItem(OWNER, person);
  }
  try {
    await navigator.serviceWorker.register(root.dataset.worker, { scope: "/me/" });
  } catch {
    return; // Somebody is signing out, or there is no connection: the page works without.
  }
  const { active } = await navigator.serviceWorker.ready;
  const parts = performance.getEntriesByType("resource").map((one) => one.name);
  const told = new MessageChannel();
  told.port1.onmessage = () => {
    const ready = root.querySelector("[data-ready]");
    if (ready) ready.hidden = false;
  };
  active.postMessage({ keep: [location.href.split("#")[0], ...parts] }, [told.port2]);
}
