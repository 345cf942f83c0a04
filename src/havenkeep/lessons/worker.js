// Keeps the lessons that somebody opened, for when there is no connection: pages of lessons and the quiz, and
// the files they are made of. The start page and everything else is always asked for anew. Signing out empties it.
const STORE = "havenkeep-lessons";
const OFFLINE = "/me/offline/";
const isLesson = (path) => /^\/me\/[^/]+\/lessons\//.test(path);
const isFile = (path) => path.startsWith("/static/");

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keep(OFFLINE));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const kept = Promise.all((event.data.keep || []).map(keepIfOurs));
  event.waitUntil(kept.then(() => event.ports[0]?.postMessage("kept")));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || request.headers.has("X-Fresh")) return;
  if (isFile(url.pathname)) event.respondWith(fromFiles(request));
  else if (request.mode === "navigate") event.respondWith(fromNetwork(request, url));
});

// A file with a digest in its name is always right; of any other the newest is asked for.
async function fromFiles(request) {
  const kept = await caches.match(request);
  if (kept && /\.[0-9a-f]{12}\./.test(request.url)) return kept;
  return fetch(request).catch((failed) => {
    if (kept) return kept;
    throw failed;
  });
}

async function fromNetwork(request, url) {
  try {
    const answer = await fetch(request);
    if (isLesson(url.pathname) && !url.search && answer.ok && !answer.redirected) await put(url.pathname, answer.clone());
    return answer;
  } catch {
    return (await caches.match(url.pathname)) || (await aCourse(url.pathname)) || caches.match(OFFLINE);
  }
}

// Without a connection, the start page is the page of a course that was opened.
async function aCourse(path) {
  if (!/^\/me\/([^/]+\/)?$/.test(path)) return undefined;
  const store = await caches.open(STORE);
  const kept = (await store.keys()).map((one) => new URL(one.url).pathname);
  const course = kept.find((one) => one.startsWith(path) && /\/lessons\/[^/]+\/$/.test(one));
  return course && store.match(course);
}

async function keepIfOurs(address) {
  const url = new URL(address, location.origin);
  if (url.origin !== location.origin) return;
  if (isLesson(url.pathname) || isFile(url.pathname) || url.pathname === OFFLINE) await keep(url.pathname);
}

async function keep(path) {
  const answer = await fetch(path, { credentials: "same-origin" });
  if (answer.ok && !answer.redirected) await put(path, answer);
}

async function put(path, answer) {
  const store = await caches.open(STORE);
  await store.put(path, answer);
}
