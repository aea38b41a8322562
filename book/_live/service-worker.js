// Keeps pages once read and the runtime once started, so that the course can be used without a network.
//
// Two releases are kept: this one and the one before. Pages are always asked for anew, past the browser's own cache, so
// that a page of an old release never meets the runtime of a new one; what is kept answers where the network is silent.
// A tab that was opened under the release before still finds that release's files here.

/** @type {any} the service worker's own global, for which the type checker has no name beside a page's */
const worker = self
const RELEASE = '__RELEASE__'
const KEPT = `collabkit-${RELEASE}`
const RUNTIME = /\/_live\/[0-9a-f]{12}\//
const LARGE = /\.(gz|zip)$/
const NETWORK_PATIENCE = 4000

worker.addEventListener('install', () => worker.skipWaiting())

// Until this is done a browser holds back whatever a page fetches. So what is no longer needed is thrown away beside it,
// however long a disk may take for that.
worker.addEventListener('activate', (/** @type {any} */ event) => {
  event.waitUntil(worker.clients.claim())
  throwAway().catch(() => undefined)
})

async function throwAway () {
  const others = (await caches.keys()).filter((name) => name.startsWith('collabkit-') && name !== KEPT)
  for (const name of others.slice(0, -1)) await caches.delete(name) // in the order in which they were made
}

/** What pages named is kept one after another: a silent network is asked for one file at a time, and readers have the rest of its lines. */
let naming = Promise.resolve()

worker.addEventListener('message', (/** @type {any} */ event) => {
  const wanted = Array.isArray(event.data?.keep) ? event.data.keep : []
  naming = naming.then(() => keepAll(wanted.filter(ours))).catch(() => undefined)
  event.waitUntil(naming)
})

/** @param {string[]} urls */
async function keepAll (urls) {
  const store = await caches.open(KEPT)
  for (const url of urls) {
    if (!await store.match(url)) await fetch(url, { cache: 'force-cache' }).then((response) => keep(url, response)).catch(() => undefined)
  }
}

/** @param {string} url */
const ours = (url) => url.startsWith(worker.registration.scope)

/**
 * @param {RequestInfo} request
 * @param {Response} response
 */
async function keep (request, response) {
  if (response.ok && response.type === 'basic') await (await caches.open(KEPT)).put(request, response)
}

/**
 * What is kept of this release, else of the older one. A browser may refuse to look (its disk is full, or it is closing):
 * then nothing is kept, and the network is asked.
 * @param {RequestInfo} request @param {boolean} [anySearch] @returns {Promise<Response | undefined>}
 */
async function kept (request, anySearch = false) {
  const options = { ignoreSearch: anySearch }
  try {
    return await (await caches.open(KEPT)).match(request, options) ?? await caches.match(request, options)
  } catch { return undefined }
}

/** What a reader sees where there is no network and the page was never read here; the book's extension writes it. */
const NOT_KEPT = '__NOT_KEPT__'

/** @param {Request} request @returns {Response} */
function notThere (request) {
  if (request.mode !== 'navigate') return Response.error()
  return new Response(NOT_KEPT, { status: 503, headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}

/** @param {Request} request The runtime never changes under its name: what is kept is right. */
async function keptFirst (request) {
  const found = await kept(request)
  if (found) return found
  const response = await fetch(request, { cache: 'no-store' }).catch(() => Response.error()) // an earlier request that hangs is not waited for
  // The worker that runs Python keeps its large files by itself, and checks that they are whole.
  if (!LARGE.test(request.url) && request.url.includes(`/${RELEASE}/`)) keep(request, response.clone()).catch(() => undefined)
  return response
}

/** @param {Request} request Pages may be renewed: the network first, what is kept when it is silent. */
async function networkFirst (request) {
  const fresh = fetch(request, { cache: 'no-cache' }).then((response) => {
    keep(request, response.clone()).catch(() => undefined)
    return response
  })
  const found = await kept(request, request.mode === 'navigate')
  if (!found) return fresh.catch(() => notThere(request))
  const patience = new Promise((resolve) => setTimeout(() => resolve(found), NETWORK_PATIENCE))
  return Promise.race([fresh.catch(() => found), patience])
}

worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event
  if (request.method !== 'GET' || !ours(request.url) || request.cache === 'no-store') return
  event.respondWith(RUNTIME.test(request.url) ? keptFirst(request) : networkFirst(request))
})
