// Keeps pages once read and the runtime once started, so that the course can be used without a network.
//
// Two releases are kept, each in a store of its own: the newest and the one before. Pages are always asked for anew, past
// the browser's own cache, so that a page of an old release never meets the runtime of a new one; what is kept answers
// where the network is silent. A tab that was opened under the release before still finds that release's files here.
//
// This file names no release: it is the same in all of them, and reads from a page or an address which one it belongs to.
// So a release puts no new keeper in the place of the one that serves the open tabs. Where keepers change places, Chromium
// now and then loses a request that the one before had in hand, and a page never comes. When this file itself changes,
// the new one waits until no tab of the course is open, as browsers mean it.

/** @type {any} the service worker's own global, for which the type checker has no name beside a page's */
const worker = self
const RUNTIME = /\/_live\/([0-9a-f]{12})\//
const STORE = 'collabkit-'
const LARGE = /\.(gz|zip)$/
const NETWORK_PATIENCE = 4000

worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()))

/** The releases' stores, in the order in which they were made. */
const stores = async () => (await caches.keys()).filter((name) => name.startsWith(STORE))

/** @type {(release: string) => void} */
let told
/** @type {Promise<string>} the release of the first page that spoke: parts of it may come before anything is kept */
const first = new Promise((resolve) => { told = resolve })

/**
 * The release that something belongs to: its address or its page names it; a picture or a style goes with the newest.
 * @param {string} url @param {Response} response which is read to its end if it is a page @returns {Promise<string>}
 */
async function releaseOf (url, response) {
  const named = RUNTIME.exec(url) ?? (isPage(response) && RUNTIME.exec(await response.text()))
  return named ? named[1] : (await stores()).at(-1)?.slice(STORE.length) ?? first
}

/** @param {Response} response */
const isPage = (response) => response.headers.get('Content-Type')?.startsWith('text/html') ?? false

/** What no open page needs any longer is thrown away, beside all else, however long a disk may take for that. */
async function throwAway () {
  for (const name of (await stores()).slice(0, -2)) await caches.delete(name)
}

/** What pages named is kept one after another: a silent network is asked for one file at a time, and readers have the rest of its lines. */
let naming = Promise.resolve()

worker.addEventListener('message', (/** @type {any} */ event) => {
  if (event.data?.release) told(event.data.release)
  const wanted = Array.isArray(event.data?.keep) ? event.data.keep : []
  naming = naming.then(() => keepAll(wanted.filter(ours))).catch(() => undefined)
  event.waitUntil(naming)
})

/** @param {string[]} urls */
async function keepAll (urls) {
  for (const url of urls) {
    if (!await keptAt(url)) await fetch(url, { cache: 'force-cache' }).then((response) => keep(url, response)).catch(() => undefined)
  }
}

/** @param {string} url */
const ours = (url) => url.startsWith(worker.registration.scope)

/**
 * @param {RequestInfo} request
 * @param {Response} response
 */
async function keep (request, response) {
  if (!response.ok || response.type !== 'basic') return
  const release = await releaseOf(response.url, response.clone())
  await (await caches.open(STORE + release)).put(request, response)
  if (isPage(response)) await throwAway()
}

/**
 * What is kept, of the newest release that has it.
 * @param {RequestInfo} request @param {CacheQueryOptions} [options] @returns {Promise<Response | undefined>}
 */
async function keptAt (request, options) {
  for (const name of (await stores()).reverse()) {
    const found = await (await caches.open(name)).match(request, options)
    if (found) return found
  }
}

/**
 * The same; but a browser may refuse to look (its disk is full, or it is closing): then nothing is kept, and the network
 * is asked.
 * @param {RequestInfo} request @param {boolean} [anySearch] @returns {Promise<Response | undefined>}
 */
const kept = (request, anySearch = false) => keptAt(request, { ignoreSearch: anySearch }).catch(() => undefined)

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
  if (!LARGE.test(request.url)) keep(request, response.clone()).catch(() => undefined)
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
