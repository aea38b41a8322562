// Restores Python's memory as it was after importing the library, then answers: answers in, form and findings out.
// If the memory does not fit this browser, Python starts in the ordinary way, which takes seconds instead of a blink.
import { arrived, fetchKept, HERE, importPacked, keepUnpacked, release, unpack, whileArriving } from './files.js'
import { ENVIRONMENT, parse, SOME_MEMORY, withMemory } from './snapshot.js'

/** @typedef {import('./protocol.js').FromWorker} FromWorker */
/** @typedef {import('./protocol.js').ToWorker} ToWorker */
/** @typedef {(request: string) => string} Ask */
/** @typedef {{ ask: Ask, unpack?: (library: ArrayBuffer) => void }} Python what answers, and how more of the library is laid before it */

/** Milliseconds after a start in which a reader has other wants than a fast start tomorrow. */
const REST = 5000

const begun = performance.now()
/** @type {Record<string, number>} */
const steps = {}
/** @param {string} name */
const note = (name) => { steps[name] = Math.round(performance.now() - begun) }
/** @param {FromWorker} message */
const send = (message) => postMessage(message)
send({ kind: 'standing' })
whileArriving(() => send({ kind: 'progress', step: 'fetching', ...arrived }))

/**
 * WebAssembly is compiled while the memory is still on its way, but not while it comes itself. In Firefox a compilation that
 * waits for bytes holds one of few threads, and still holds it when a reader left the page and the worker ended: after two
 * such pages Python did not start on the third.
 * @param {Promise<ArrayBuffer>} [code]
 * @returns {Promise<WebAssembly.Module>}
 */
const compile = async (code = unpack('pyodide.asm.wasm.gz')) => WebAssembly.compile(await code)

/**
 * One thread unpacks everything here, while others compile. So what is compiled is unpacked first, and the memory, which
 * may come meanwhile, after it.
 */
async function load () {
  const code = unpack('pyodide.asm.wasm.gz').then((file) => { note('code'); return file })
  const module = compile(code).then((module) => { note('compiled'); return module })
  module.catch(() => undefined)
  const memory = unpack('snapshot.gz', code).then((file) => { note('memory'); return parse(file) })
  memory.catch(() => undefined)
  const [{ loadPyodide, version }, { default: createPyodideModule }, { python, lock }] =
    await Promise.all([import(HERE + 'pyodide.mjs'), importPacked('pyodide.asm.mjs.gz'), release])
  note('scripts')
  if (version !== python) throw new Error(`Pyodide ${version} is not ${python}`)
  return { loadPyodide, createPyodideModule, module, memory, lock }
}

const plainFetch = self.fetch.bind(self)
/** The address at which Pyodide is handed a standard library; no file has it. */
const GIVEN = HERE + 'given.zip'

/**
 * Pyodide asks for two files by address: it is handed the compiled module in place of the first, and this standard
 * library in place of the second.
 * @param {ArrayBuffer} library a zip
 */
function serveOurselves (library) {
  self.fetch = (input, options) => {
    const url = String(input instanceof Request ? input.url : input)
    if (url.endsWith('pyodide.asm.wasm')) return Promise.resolve(new Response())
    if (url === GIVEN) return Promise.resolve(new Response(library))
    return plainFetch(input, options)
  }
}

/**
 * Start Python from a module that is compiled by ourselves. Where no instance can be made of it, Pyodide would wait for
 * ever, so hear of that ourselves, and give up at once.
 * @template T
 * @param {Promise<WebAssembly.Module>} compiled all else that an instance waits for comes with it
 * @param {() => Promise<T>} starting
 * @returns {Promise<T>}
 */
function instantiating (compiled, starting) {
  const plain = WebAssembly.instantiateStreaming
  return new Promise((resolve, reject) => {
    WebAssembly.instantiateStreaming = async (_, imports) => {
      try {
        const module = await compiled
        return { module, instance: await WebAssembly.instantiate(module, imports) }
      } catch (error) {
        reject(error)
        throw error
      }
    }
    starting().then(resolve, reject)
  }).finally(() => { WebAssembly.instantiateStreaming = plain })
}

/** The end of an archive's list of contents, which is all that an empty one has: what is needed is in the memory. */
const EMPTY_ARCHIVE = Uint8Array.of(0x50, 0x4B, 0x05, 0x06, ...new Array(18).fill(0)).buffer

/**
 * @param {Awaited<ReturnType<typeof load>>} parts
 * @returns {Promise<Python>}
 */
async function restore ({ loadPyodide, createPyodideModule, module, memory, lock }) {
  serveOurselves(EMPTY_ARCHIVE)
  /** @type {import('./snapshot.js').Stored[]} */
  const there = []
  const both = Promise.all([module, memory]).then(([compiled, found]) => {
    there.push(found)
    send({ kind: 'progress', step: 'starting', ...arrived })
    return compiled
  })
  const python = await instantiating(both, () => loadPyodide({
    createPyodideModule: withMemory(createPyodideModule, () => /** @type {import('./snapshot.js').Stored} */ (there.pop())), // handed over, not kept
    _loadSnapshot: SOME_MEMORY,
    stdLibURL: GIVEN,
    lockFileContents: lock,
    packageBaseUrl: HERE,
    indexURL: HERE,
    env: ENVIRONMENT,
  }))
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
  const fetched = async (/** @type {string} */ name) => (await fetchKept(name, false)).arrayBuffer()
  const module = compile()
  const [standard, library] = await Promise.all([fetched('stdlib.zip'), fetched('library.zip'), module])
  send({ kind: 'progress', step: 'starting', ...arrived })
  serveOurselves(standard)
  const python = await instantiating(module, () => loadPyodide({
    createPyodideModule, stdLibURL: GIVEN, lockFileContents: lock, packageBaseUrl: HERE, indexURL: HERE, env: ENVIRONMENT,
  }))
  python.unpackArchive(library, 'zip')
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
  try {
    const python = await restore(parts)
    send({ kind: 'ready', way: 'restored', steps })
    return python
  } catch (error) {
    console.info('collabkit: the stored memory could not be used, so Python starts in the ordinary way.', error)
    const python = await startAnew(parts)
    send({ kind: 'ready', way: 'ordinary', steps })
    return python
  }
}

const asking = start()
asking.then(
  () => {
    whileArriving(() => undefined) // a reader need not know of what comes later
    setTimeout(() => keepUnpacked().catch(() => undefined), REST) // no room, or no right to it: it is unpacked again
  },
  (error) => send({ kind: 'failed', reason: String(error) }),
)

/** @type {Promise<void> | undefined} */
let laid

/** Lay the whole library where Python finds it, once. @param {Python} python @returns {Promise<void>} */
async function whole ({ unpack }) {
  if (!unpack) return
  unpack(await (await fetchKept('library.zip')).arrayBuffer())
}

/**
 * What Python raises leaves it as it was, unless there was no memory left. After anything else that comes out of it, as where
 * WebAssembly ended in the middle, it answers nothing any more.
 * @param {unknown} error
 */
const ends = (error) => !String(error).startsWith('PythonError') || /^MemoryError/m.test(String(error))

self.onmessage = async (/** @type {MessageEvent<ToWorker>} */ { data: { id, question, late } }) => {
  const python = await asking.catch(() => undefined)
  if (!python) return // the page was told already
  let asked = false
  try {
    if (late) {
      laid ??= whole(python)
      laid.catch(() => { laid = undefined }) // the next question tries again
      await laid
    }
    asked = true
    send({ kind: 'answer', id, answer: JSON.parse(python.ask(JSON.stringify(question))) })
  } catch (error) {
    send({ kind: 'error', id, detail: String(error), lost: asked && ends(error) })
  }
}
