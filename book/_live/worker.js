// Restores Python's memory as it was after importing the library, then answers: answers in, form and findings out.
// If the memory does not fit this browser, Python starts in the ordinary way, which takes seconds instead of a blink.

/** @typedef {import('./protocol.js').FromWorker} FromWorker */
/** @typedef {import('./protocol.js').ToWorker} ToWorker */
/** @typedef {import('./protocol.js').Question} Question */
/** @typedef {(request: string) => string} Ask */

const here = new URL('./', self.location.href).href
const begun = performance.now()
/** @type {Record<string, number>} */
const steps = {}
/** @param {string} name */
const note = (name) => { steps[name] = Math.round(performance.now() - begun) }
/** @param {FromWorker} message */
const say = (message) => postMessage(message)

/** The folder that this script stands in is named after the release, and so is what the browser keeps of it. */
const STORE = `collabkit-${here.split('/').at(-2)}`
/** @type {Promise<{ python: string, lock: string, bytes: Record<string, number> }>} */
const release = fetch(here + 'release.json').then((response) => {
  if (!response.ok) throw new Error(`release.json: ${response.status}`)
  return response.json()
})
let loaded = 0
let expected = 0
let told = 0
/** Milliseconds between two reports: a reader sees no more, and each costs time. */
const BETWEEN_REPORTS = 150
release.then(({ bytes }) => { expected = Object.values(bytes).reduce((sum, size) => sum + size, 0) }).catch(() => undefined)

/**
 * Fetch a file of this release, from what the browser kept if it kept it, counting bytes as they come.
 * @param {string} name
 * @returns {Promise<Response>}
 */
async function fetchKept (name) {
  const url = here + name
  const store = await keeping
  const kept = await store?.match(url)
  if (kept) return count(kept)
  // Kept here, so the browser need not keep it a second time, nor wait for an earlier request that hangs.
  const response = await fetch(url, store ? { cache: 'no-store' } : {})
  if (!response.ok || !response.body) throw new Error(`${name}: ${response.status}`)
  if (!store) return count(response)
  const [mine, stored] = response.body.tee()
  // Kept only once it is whole: a broken download must not be found again tomorrow.
  new Response(stored).arrayBuffer()
    .then(async (bytes) => { if (await whole(name, bytes.byteLength)) await store.put(url, new Response(bytes, { headers: response.headers })) })
    .catch(() => undefined)
  return count(new Response(mine, { headers: response.headers }))
}

/**
 * @param {string} name
 * @param {number} size
 */
async function whole (name, size) {
  const { bytes } = await release
  return !(name in bytes) || bytes[name] === size
}

/** Where files are kept; private windows may have no such place. */
const keeping = (async () => { try { return await caches.open(STORE) } catch { return undefined } })()

/**
 * Report progress as the bytes of a response arrive.
 * @param {Response} response
 */
function count (response) {
  const counter = new TransformStream({
    /** @param {Uint8Array<ArrayBuffer>} chunk @param {TransformStreamDefaultController<Uint8Array<ArrayBuffer>>} out */
    transform (chunk, out) {
      loaded += chunk.byteLength
      out.enqueue(chunk)
      if (performance.now() - told < BETWEEN_REPORTS) return
      told = performance.now()
      say({ kind: 'progress', step: 'fetching', loaded, total: expected })
    },
  })
  return new Response(/** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body).pipeThrough(counter), { headers: response.headers })
}

/**
 * Static hosts do not compress types that they do not know, so large files are stored compressed.
 * @param {string} name
 * @param {string} type
 */
async function unpack (name, type) {
  const response = await fetchKept(name)
  const stream = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body).pipeThrough(new DecompressionStream('gzip'))
  return new Response(stream, { headers: { 'Content-Type': type } })
}

/**
 * Import a script that is stored compressed.
 * @param {string} name
 */
async function importPacked (name) {
  const script = await (await unpack(name, 'text/javascript')).blob()
  const address = URL.createObjectURL(script)
  try { return await import(address) } finally { URL.revokeObjectURL(address) }
}

/** Settings that must be the same when the memory is stored and when it is restored. */
const ENVIRONMENT = { PYTHONHASHSEED: '0', PYTHONOPTIMIZE: '2' }

async function load () {
  const wasm = unpack('pyodide.asm.wasm.gz', 'application/wasm')
  wasm.catch(() => undefined)
  const snapshot = unpack('snapshot.gz', 'application/octet-stream').then((response) => response.arrayBuffer())
  snapshot.catch(() => undefined)
  const [{ loadPyodide, version }, { default: createPyodideModule }, { python, lock }] =
    await Promise.all([import(here + 'pyodide.mjs'), importPacked('pyodide.asm.mjs.gz'), release])
  note('scripts')
  if (version !== python) throw new Error(`Pyodide ${version} is not ${python}`)
  return { loadPyodide, createPyodideModule, wasm, snapshot, lock }
}

/**
 * Pyodide asks for two files by address: hand it the WebAssembly that is on its way already, and, where all of the
 * standard library that is needed is in the memory, an archive with nothing in it.
 * @param {() => Promise<Response>} wasm
 */
function serveOurselves (wasm) {
  const plain = self.fetch.bind(self)
  self.fetch = (input, options) => {
    const url = String(input instanceof Request ? input.url : input)
    if (url.endsWith('pyodide.asm.wasm')) return wasm()
    if (url.endsWith('empty.zip')) return Promise.resolve(new Response(Uint8Array.from(EMPTY_ARCHIVE)))
    return plain(input, options)
  }
}

/** The end of an archive's list of contents, which is all that an empty one has. */
const EMPTY_ARCHIVE = [0x50, 0x4B, 0x05, 0x06, ...new Array(18).fill(0)]

/**
 * @param {Awaited<ReturnType<typeof load>>} parts
 * @returns {Promise<Ask>}
 */
async function restore ({ loadPyodide, createPyodideModule, wasm, snapshot, lock }) {
  serveOurselves(() => wasm)
  const memory = new Uint8Array(await snapshot)
  note('snapshot')
  const header = new DataView(memory.buffer).getUint32(4, true)
  // The stored memory is the difference from a new instance's own, and may be larger than the heap it starts with:
  // both are set right when the instance exists and before Pyodide looks at it.
  /** @param {any} settings */
  const addOwnMemory = (settings) => {
    const instantiate = settings.instantiateWasm
    settings.instantiateWasm = (/** @type {any} */ imports, /** @type {any} */ done) =>
      instantiate(imports, (/** @type {WebAssembly.Instance} */ instance, /** @type {WebAssembly.Module} */ module) => {
        note('compiled')
        const heap = /** @type {WebAssembly.Memory} */ (instance.exports.memory)
        const own = new Uint32Array(heap.buffer.slice(0))
        const wanted = memory.length - header
        if (heap.buffer.byteLength < wanted) heap.grow(Math.ceil((wanted - heap.buffer.byteLength) / 65536))
        const words = new Uint32Array(memory.buffer, header, wanted >> 2)
        for (let i = 0; i < Math.min(own.length, words.length); i++) words[i] ^= own[i]
        done(instance, module)
      })
    return createPyodideModule(settings)
  }
  const python = await loadPyodide({
    createPyodideModule: addOwnMemory,
    _loadSnapshot: memory,
    stdLibURL: here + 'empty.zip',
    lockFileContents: lock,
    packageBaseUrl: here,
    indexURL: here,
    env: ENVIRONMENT,
  })
  note('restored')
  return ready(python)
}

/**
 * The ordinary start: Python's whole standard library and ours, imported here and now.
 * @param {Awaited<ReturnType<typeof load>>} parts
 * @returns {Promise<Ask>}
 */
async function startAnew ({ loadPyodide, createPyodideModule, lock }) {
  serveOurselves(() => unpack('pyodide.asm.wasm.gz', 'application/wasm'))
  const library = (await fetchKept('library.zip')).arrayBuffer()
  const python = await loadPyodide({
    createPyodideModule, stdLibURL: here + 'stdlib.zip', lockFileContents: lock, packageBaseUrl: here, indexURL: here, env: ENVIRONMENT,
  })
  python.unpackArchive(await library, 'zip')
  note('started')
  return ready(python)
}

/**
 * @param {any} python
 * @returns {Ask}
 */
function ready (python) {
  // The stored memory holds a stored state of chance as well: each reader gets one of their own.
  return python.runPython('import random, collabkit.browser; random.seed(); collabkit.browser.answer')
}

/** @returns {Promise<Ask>} */
async function start () {
  const parts = await load()
  say({ kind: 'progress', step: 'starting', loaded, total: expected })
  try {
    const ask = await restore(parts)
    say({ kind: 'ready', way: 'restored', steps })
    return ask
  } catch (error) {
    console.info('collabkit: the stored memory could not be used, so Python starts in the ordinary way.', error)
    const ask = await startAnew(parts)
    say({ kind: 'ready', way: 'ordinary', steps })
    return ask
  }
}

const asking = start()
asking.catch((error) => say({ kind: 'failed', reason: String(error) }))

self.onmessage = async (/** @type {MessageEvent<ToWorker>} */ { data: { id, question } }) => {
  const ask = await asking.catch(() => undefined)
  if (!ask) return // the page was told already
  try {
    say({ kind: 'answer', id, answer: JSON.parse(ask(JSON.stringify(question))) })
  } catch (error) {
    say({ kind: 'error', id, detail: String(error) })
  }
}
