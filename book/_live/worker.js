// Restores Python's memory as it was after importing the library, then answers: answers in, form and findings out.
// If the memory does not fit this browser, Python starts in the ordinary way, which takes seconds instead of a blink.
import { arrived, fetchKept, HERE, importPacked, release, unpack, whileArriving } from './files.js'
import { difference, ENVIRONMENT, grow, lookingAtMemory } from './snapshot.js'

/** @typedef {import('./protocol.js').FromWorker} FromWorker */
/** @typedef {import('./protocol.js').ToWorker} ToWorker */
/** @typedef {(request: string) => string} Ask */
/** @typedef {{ ask: Ask, unpack?: (library: ArrayBuffer) => void }} Python what answers, and how more of the library is laid before it */

const begun = performance.now()
/** @type {Record<string, number>} */
const steps = {}
/** @param {string} name */
const note = (name) => { steps[name] = Math.round(performance.now() - begun) }
/** @param {FromWorker} message */
const say = (message) => postMessage(message)
whileArriving(() => say({ kind: 'progress', step: 'fetching', ...arrived }))

async function load () {
  const wasm = unpack('pyodide.asm.wasm.gz', 'application/wasm')
  wasm.catch(() => undefined)
  const snapshot = unpack('snapshot.gz', 'application/octet-stream').then((response) => response.arrayBuffer())
  snapshot.catch(() => undefined)
  const [{ loadPyodide, version }, { default: createPyodideModule }, { python, lock }] =
    await Promise.all([import(HERE + 'pyodide.mjs'), importPacked('pyodide.asm.mjs.gz'), release])
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

/**
 * Pyodide waits for ever for WebAssembly that did not come whole, so hear of it ourselves, and give up at once.
 * @template T
 * @param {() => Promise<T>} starting
 * @returns {Promise<T>}
 */
function untilBroken (starting) {
  const plain = WebAssembly.instantiateStreaming.bind(WebAssembly)
  return new Promise((resolve, reject) => {
    WebAssembly.instantiateStreaming = (...all) => {
      const compiled = plain(...all)
      compiled.catch(reject)
      return compiled
    }
    starting().then(resolve, reject)
  }).finally(() => { WebAssembly.instantiateStreaming = plain })
}

/** The end of an archive's list of contents, which is all that an empty one has. */
const EMPTY_ARCHIVE = [0x50, 0x4B, 0x05, 0x06, ...new Array(18).fill(0)]

/**
 * @param {Awaited<ReturnType<typeof load>>} parts
 * @returns {Promise<Python>}
 */
async function restore ({ loadPyodide, createPyodideModule, wasm, snapshot, lock }) {
  serveOurselves(() => wasm)
  const memory = new Uint8Array(await snapshot)
  note('snapshot')
  const python = await loadPyodide({
    createPyodideModule: lookingAtMemory(createPyodideModule, (heap) => {
      note('compiled')
      const fresh = heap.buffer.slice(0)
      grow(heap, memory)
      difference(memory, fresh)
    }),
    _loadSnapshot: memory,
    stdLibURL: HERE + 'empty.zip',
    lockFileContents: lock,
    packageBaseUrl: HERE,
    indexURL: HERE,
    env: ENVIRONMENT,
  })
  note('restored')
  return {
    ask: ready(python),
    unpack: (library) => {
      python.unpackArchive(library, 'zip')
      python.runPython('import sys; sys.path_importer_cache.clear()') // what looks for modules remembers that there were none
    },
  }
}

/**
 * The ordinary start: Python's whole standard library and ours, imported here and now.
 * @param {Awaited<ReturnType<typeof load>>} parts
 * @returns {Promise<Python>}
 */
async function startAnew ({ loadPyodide, createPyodideModule, lock }) {
  serveOurselves(() => unpack('pyodide.asm.wasm.gz', 'application/wasm'))
  const library = (await fetchKept('library.zip')).arrayBuffer()
  const python = await loadPyodide({
    createPyodideModule, stdLibURL: HERE + 'stdlib.zip', lockFileContents: lock, packageBaseUrl: HERE, indexURL: HERE, env: ENVIRONMENT,
  })
  python.unpackArchive(await library, 'zip')
  note('started')
  return { ask: ready(python) }
}

/**
 * @param {any} python
 * @returns {Ask}
 */
function ready (python) {
  // The stored memory holds a stored state of chance as well: each reader gets one of their own.
  return python.runPython('import random, collabkit.browser; random.seed(); collabkit.browser.answer')
}

/** @returns {Promise<Python>} */
async function start () {
  const parts = await load()
  say({ kind: 'progress', step: 'starting', ...arrived })
  try {
    const python = await untilBroken(() => restore(parts))
    say({ kind: 'ready', way: 'restored', steps })
    return python
  } catch (error) {
    console.info('collabkit: the stored memory could not be used, so Python starts in the ordinary way.', error)
    const python = await untilBroken(() => startAnew(parts))
    say({ kind: 'ready', way: 'ordinary', steps })
    return python
  }
}

const asking = start()
asking.catch((error) => say({ kind: 'failed', reason: String(error) }))

/** @type {Promise<void> | undefined} */
let laid

/** Lay the whole library where Python finds it, once. @param {Python} python @returns {Promise<void>} */
async function whole ({ unpack }) {
  if (!unpack) return
  unpack(await (await fetchKept('library.zip')).arrayBuffer())
}

self.onmessage = async (/** @type {MessageEvent<ToWorker>} */ { data: { id, question, late } }) => {
  const python = await asking.catch(() => undefined)
  if (!python) return // the page was told already
  try {
    if (late) {
      laid ??= whole(python)
      laid.catch(() => { laid = undefined }) // the next question tries again
      await laid
    }
    say({ kind: 'answer', id, answer: JSON.parse(python.ask(JSON.stringify(question))) })
  } catch (error) {
    say({ kind: 'error', id, detail: String(error) })
  }
}
