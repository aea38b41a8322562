// Fetches a release's files for the worker: from what the browser kept if it kept them, whole, and counting bytes.

/** The folder that this script stands in is named after the release, and so is what the browser keeps of it. */
export const HERE = new URL('./', import.meta.url).href
const STORE = `collabkit-${HERE.split('/').at(-2)}`
/** Milliseconds after which what nobody answers is asked once more. */
const ANSWERED_WITHIN = 4000
/** Milliseconds that a start takes on most machines. */
const BUSY_STARTING = 1000
/** Milliseconds between two reports: a reader sees no more, and each costs time. */
const BETWEEN_REPORTS = 150

/** @type {Promise<{ python: string, lock: string, bytes: Record<string, number>, plainBytes: Record<string, number> }>} the files' lengths, compressed and not */
export const release = asked(HERE + 'release.json').then((response) => {
  if (!response.ok) throw new Error(`release.json: ${response.status}`)
  return response.json()
})

/** Where files are kept; private windows may have no such place. */
const keeping = (async () => { try { return await caches.open(STORE) } catch { return undefined } })()

/** How many bytes have come, of how many. */
export const arrived = { loaded: 0, total: 0 }
release.then(({ bytes }) => { arrived.total = Object.values(bytes).reduce((sum, size) => sum + size, 0) }).catch(() => undefined)

/** @type {() => void} */
let report = () => undefined
let told = 0
/** @param {() => void} listener called as bytes arrive, and not too often */
export function whileArriving (listener) { report = listener }

/**
 * @param {string} name
 * @param {number} size
 */
async function whole (name, size) {
  const { bytes } = await release
  return !(name in bytes) || bytes[name] === size
}

/**
 * Ask for a file, and once more where nobody answers: where one service worker gives way to the next, Chromium may forget
 * a request that the first had in hand.
 * @param {string} url
 * @param {RequestInit} [options]
 * @returns {Promise<Response>} the answer that came first; the other request is given up
 */
async function asked (url, options) {
  const asking = [new AbortController(), new AbortController()]
  const [first, second] = asking.map(({ signal }) => () => fetch(url, { ...options, signal }))
  /** @type {number | undefined} */
  let timer
  const again = new Promise((resolve) => { timer = setTimeout(resolve, ANSWERED_WITHIN) }).then(second)
  const numbered = [first(), again].map((answer, place) => answer.then((response) => ({ response, place })))
  try {
    const { response, place } = await Promise.race(numbered)
    asking[1 - place].abort()
    return response
  } finally {
    clearTimeout(timer)
    for (const one of numbered) one.catch(() => undefined)
  }
}

/**
 * Fetch a file of this release, from what the browser kept if it kept it, counting bytes as they come.
 * @param {string} name
 * @param {boolean} [expected] whether it is one of those that every start fetches, which make up the total
 * @returns {Promise<Response>}
 */
export async function fetchKept (name, expected = true) {
  const url = HERE + name
  const store = await keeping
  const kept = await store?.match(url)
  if (kept) return count(kept, expected)
  // Kept here, so the browser need not keep it a second time, nor wait for an earlier request that hangs.
  const response = await asked(url, store ? { cache: 'no-store' } : {})
  if (!response.ok || !response.body) throw new Error(`${name}: ${response.status}`)
  if (!store) return count(response, expected)
  const [mine, stored] = response.body.tee()
  // Kept only once it is whole: a broken download must not be found again tomorrow. And a second later, when most starts
  // are over: keeping it takes time of theirs.
  new Response(stored).arrayBuffer()
    .then(async (bytes) => {
      if (!await whole(name, bytes.byteLength)) return
      await new Promise((resolve) => setTimeout(resolve, BUSY_STARTING))
      await store.put(url, new Response(bytes, { headers: response.headers }))
    })
    .catch(() => undefined)
  return count(new Response(mine, { headers: response.headers }), expected)
}

/** @param {Response} response @param {boolean} expected */
function count (response, expected) {
  const counter = new TransformStream({
    /** @param {Uint8Array<ArrayBuffer>} chunk @param {TransformStreamDefaultController<Uint8Array<ArrayBuffer>>} out */
    transform (chunk, out) {
      if (expected) arrived.loaded += chunk.byteLength
      out.enqueue(chunk)
      if (performance.now() - told < BETWEEN_REPORTS) return
      told = performance.now()
      report()
    },
  })
  return new Response(/** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body).pipeThrough(counter), { headers: response.headers })
}

/** @param {string} name @returns {string} what a file is called once it is unpacked */
const plain = (name) => name.replace(/\.gz$/, '')

/** @param {string} name @returns {Promise<ArrayBuffer | undefined>} what an earlier visit kept of a file as it is unpacked, if that is whole */
async function keptPlain (name) {
  const found = await (await keeping)?.match(HERE + plain(name)).then((kept) => kept?.arrayBuffer())
  if (!found) return undefined
  const { plainBytes } = await release
  return found.byteLength === plainBytes[name] ? found : undefined
}

/**
 * Fetch a file that is stored compressed, because static hosts do not compress types that they do not know. A browser in
 * which Python has started before has it as it is.
 * @param {string} name
 * @param {Promise<unknown>} [first] what is unpacked before it; the file is fetched meanwhile
 * @returns {Promise<ArrayBuffer>}
 */
export async function unpack (name, first) {
  const kept = await keptPlain(name)
  if (kept) {
    arrived.loaded += (await release).bytes[name]
    return kept
  }
  const response = await fetchKept(name)
  await first?.catch(() => undefined)
  const packed = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body)
  return new Response(packed.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer()
}

/**
 * Keep the files as they are once unpacked, for the next start: when nobody waits, because it takes a while. What came
 * compressed is thrown away after that next start, so that there is no moment without either.
 */
export async function keepUnpacked () {
  const store = await keeping
  if (!store) return
  for (const name of Object.keys((await release).plainBytes)) {
    if (!await store.match(HERE + name)) continue
    if (await keptPlain(name)) await store.delete(HERE + name)
    else await store.put(HERE + plain(name), new Response(await unpack(name)))
  }
}

/**
 * Import a script that is stored compressed.
 * @param {string} name
 */
export async function importPacked (name) {
  const script = new Blob([await unpack(name)], { type: 'text/javascript' })
  const address = URL.createObjectURL(script)
  try { return await import(address) } finally { URL.revokeObjectURL(address) }
}
