// Sends what somebody answered. What cannot be sent waits on this phone, under the person it belongs to. A
// lesson is done or not and an attempt is finished once, so that sending twice counts once.
const SLOT = "hk-waiting:";
const HEARD = [404, 409, 410, 422]; // it came, and its own page says why it does not count

function waiting(person) {
  return JSON.parse(localStorage.getItem(SLOT + person) || "[]");
}

function keep(person, list) {
  if (list.length) localStorage.setItem(SLOT + person, JSON.stringify(list));
  else localStorage.removeItem(SLOT + person);
}

const others = (person, url) => waiting(person).filter((one) => one.url !== url);
const pathOf = (address) => new URL(address, location.href).pathname;

// Returns what became of it: "arrived", "signIn", "stale" (the page is an old one), or "later".
async function post(url, fields, token) {
  const body = new URLSearchParams({ ...fields, csrfmiddlewaretoken: token });
  let answer;
  try {
    answer = await fetch(url, { method: "POST", body, credentials: "same-origin", keepalive: true });
  } catch {
    return "later";
  }
  // Whoever is not signed in any more is led to another page, and that page is fine.
  if (pathOf(answer.url) !== pathOf(url)) return "signIn";
  if (answer.ok || HEARD.includes(answer.status)) return "arrived";
  return answer.status === 403 ? "stale" : "later";
}

async function postAfresh(url, fields) {
  const token = await freshToken();
  if (token === null) return "signIn";
  return token ? post(url, fields, token) : "later";
}

// Returns "arrived", "signIn" or "later". What has not arrived waits, where it may be kept.
export async function send({ person, url, fields, quiet = false, keep: mayKeep = true }) {
  let came = await post(url, fields, document.querySelector("input[name=csrfmiddlewaretoken]").value);
  if (came === "stale") came = await postAfresh(url, fields);
  if (came === "stale") came = "later";
  if (came !== "arrived" && !quiet && mayKeep) keep(person, [...others(person, url), { url, fields }]);
  return came;
}

// Sends what waits. Returns the addresses it came to, and whether its person has to sign in first.
export async function sendWaiting(person) {
  const sent = [];
  if (!waiting(person).length) return { sent, signIn: false };
  const token = await freshToken();
  if (token === null) return { sent, signIn: true };
  for (const { url, fields } of token ? waiting(person) : []) {
    const came = await post(url, fields, token);
    if (came === "signIn") return { sent, signIn: true };
    if (came !== "arrived") continue;
    keep(person, others(person, url));
    sent.push(pathOf(url));
  }
  return { sent, signIn: false };
}

// The page may be one that was kept, with a token of long ago. Null where one has to sign in, empty where there
// is no connection.
async function freshToken() {
  try {
    const answer = await fetch(location.pathname, { cache: "no-store", credentials: "same-origin", headers: { "X-Fresh": "1" } });
    if (pathOf(answer.url) !== location.pathname) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector("input[name=csrfmiddlewaretoken]")?.value || "";
  } catch {
    return "";
  }
}
