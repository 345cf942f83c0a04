// Keeps opened lessons on somebody's own phone, where the browser allows it. Never on a shared tablet: there the
// page has no `data-worker`, and what the browser kept before it was one goes.
const OWNER = "hk-person";
const LEFT_ALONE = 3 * 60 * 1000; // milliseconds

async function forgetPages() {
  for (const name of await caches.keys()) await caches.delete(name);
}

export async function keepPages(root, person) {
  if (!root.dataset.worker || !("serviceWorker" in navigator)) return;
  if (localStorage.getItem(OWNER) !== person) {
    await forgetPages();
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
  // The course stands for the start page where there is no connection: it is what leads to each lesson.
  const { course } = root.dataset;
  const more = ["/me/offline/", ...((await caches.match(course)) ? [] : [course])];
  active.postMessage({ keep: [...more, location.href.split("#")[0], ...parts] }, [told.port2]);
}

// On a shared tablet: nothing of anybody stays, and a page that nobody touches gives way to the next person.
export async function leaveNothing(root) {
  let timer;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => location.replace(root.dataset.done), LEFT_ALONE);
  };
  for (const touch of ["pointerdown", "keydown", "scroll"]) window.addEventListener(touch, wait, { passive: true });
  wait();
  localStorage.clear();
  if (!("serviceWorker" in navigator)) return;
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
  await forgetPages();
}
