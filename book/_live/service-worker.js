// Keeps pages once read and the runtime once started. One release at a time: a new one replaces all files of the old.

/** @type {any} the service worker's own global, for which the type checker has no name beside a page's */
const worker = self
const RELEASE = '__RELEASE__'
const KEPT = `collabkit-${RELEASE}`
const RUNTIME = `_live/${RELEASE}/`
const NETWORK_PATIENCE = 4000

worker.addEventListener('install', () => worker.skipWaiting())

worker.addEventListener('activate', (/** @type {any} */ event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith('collabkit-') && name !== KEPT) await caches.delete(name)
    await worker.clients.claim()
  })())
})

worker.addEventListener('message', (/** @type {any} */ event) => {
  const wanted = Array.isArray(event.data?.keep) ? event.data.keep : []
  event.waitUntil((async () => {
    const store = await caches.open(KEPT)
    for (const url of wanted.filter(ours)) {
      if (!await store.match(url)) await fetch(url, { cache: 'force-cache' }).then((response) => keep(url, response)).catch(() => undefined)
    }
  })())
})

/** @param {string} url */
const ours = (url) => url.startsWith(worker.registration.scope)

/**
 * @param {RequestInfo} request
 * @param {Response} response
 */
async function keep (request, response) {
  if (response.ok && response.type === 'basic') await (await caches.open(KEPT)).put(request, response)
}

/** @param {Request} request The runtime never changes under its name: what is kept is right. */
async function keptFirst (request) {
  const kept = await (await caches.open(KEPT)).match(request)
  if (kept) return kept
  const response = await fetch(request, { cache: 'no-store' }) // kept here; an earlier request that hangs is not waited for
  const copy = response.clone()
  keep(request, copy).catch(() => undefined)
  return response
}

/** @param {Request} request Pages may be renewed: the network first, what is kept when it is silent. */
async function networkFirst (request) {
  const fresh = fetch(request).then((response) => {
    keep(request, response.clone()).catch(() => undefined)
    return response
  })
  const kept = await (await caches.open(KEPT)).match(request, { ignoreSearch: request.mode === 'navigate' })
  if (!kept) return fresh
  const patience = new Promise((resolve) => setTimeout(() => resolve(kept), NETWORK_PATIENCE))
  return Promise.race([fresh.catch(() => kept), patience])
}

worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event
  if (request.method !== 'GET' || !ours(request.url)) return
  // The worker that runs Python keeps its large files by itself, and checks that they are whole.
  if (request.url.includes(RUNTIME) && /\.(gz|zip)$/.test(request.url)) {
    event.respondWith(caches.open(KEPT).then((store) => store.match(request)).then((kept) => kept ?? fetch(request, { cache: 'no-store' })))
    return
  }
  event.respondWith(request.url.includes(RUNTIME) ? keptFirst(request) : networkFirst(request))
})
