// Whether a page and all that its Python is made of is kept in this browser, so that a room needs no network.
//
// The service worker keeps what it sees go by. What went by before it looked on, it is told of here and asked to keep.
import { runtimeKept } from './engine.js'

const KEEPER_PATIENCE = 3000
/** What Python and its worker are made of beside what engine.js looks for, and the page itself does not ask for. */
const RUNTIME = ['worker.js', 'files.js', 'snapshot.js', 'pyodide.mjs', 'release.json', 'idiomorph.js', 'library.zip'].map((name) => new URL(name, import.meta.url).href)
const LARGE = /\.(gz|zip)$/
const LOOKS = 40
const BETWEEN_LOOKS = 500

/** Wait until what keeps the pages for later looks on, so that it sees what Python is made of. */
export async function keeper () {
  const { serviceWorker } = navigator
  if (!serviceWorker || serviceWorker.controller) return
  const come = new Promise((resolve) => serviceWorker.addEventListener('controllerchange', resolve, { once: true }))
  await Promise.race([come, new Promise((resolve) => setTimeout(resolve, KEEPER_PATIENCE))])
}

/** What keeps the pages, once it looks on: on a slow line that may be long after this page stood. @returns {Promise<ServiceWorker>} */
async function keeping () {
  const { serviceWorker } = navigator
  while (!serviceWorker.controller) await new Promise((resolve) => serviceWorker.addEventListener('controllerchange', resolve, { once: true }))
  return serviceWorker.controller
}

/**
 * @param {string[]} [also] what else is needed: addresses of another page and its scripts
 * @returns {Promise<boolean>} whether the page and all that it needs is kept; what is missing is asked for
 */
export async function everythingKept (also = []) {
  if (!navigator.serviceWorker) return false
  const told = await keeping()
  const parts = performance.getEntriesByType('resource').map((entry) => entry.name)
  const wanted = [...new Set([location.href.split('#')[0], ...parts, ...RUNTIME, ...also])].filter((url) => url.startsWith(location.origin))
  told.postMessage({ keep: wanted.filter((url) => !LARGE.test(url)) })
  for (let look = 0; look < LOOKS; look++) {
    const found = await Promise.all([runtimeKept(), ...wanted.map((url) => caches.match(url).catch(() => undefined))]) // a full disk refuses to say
    if (found.every(Boolean)) return true
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS))
  }
  return false
}
