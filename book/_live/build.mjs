// Builds the page runtime: Python's memory after importing the library, packed, beside the scripts that restore it.
//   node build.mjs LIBRARY.ZIP SAY.JS TARGET_FOLDER
// writes TARGET_FOLDER/RELEASE/… and TARGET_FOLDER/release.txt, which names the release after its contents.
// SAY.JS is the script with the words of the language in which the course is built (collabkit/render/script_words.py).
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { gzip as deflated } from 'libdeflate'
import { ENVIRONMENT, lookingAtMemory, parse, SOME_MEMORY, stored, withMemory } from './snapshot.js'

const here = import.meta.dirname
const npm = path.join(here, 'node_modules')
const { loadPyodide, version } = await import(path.join(npm, 'pyodide/pyodide.mjs'))
const { default: createPyodideModule } = await import(path.join(npm, 'pyodide/pyodide.asm.mjs'))

/** The scripts that only a page needs, and those that it shares with a notebook. */
const OF_THE_PAGE = [
  'page.js', 'check.js', 'clock.js', 'sums.js', 'answers.js', 'clashes.js', 'documents.js', 'making.js', 'go-on.js', 'group.js', 'group-kept.js', 'merge.js',
  'group-round.js', 'group-table.js', 'kept-whole.js', 'kit.js', 'own-file.js', 'own-file-kept.js', 'own-file-shown.js', 'wall.js', 'in-view.js',
  'kept.js', 'reading.js', 'engine.js', 'worker.js', 'files.js', 'snapshot.js', 'offline.js',
]
const SHARED = [
  'live.js', 'at-once.js', 'voice.js', 'fields.js', 'groups.js', 'paste.js', 'sliders.js', 'protocol.js', 'sentences.js', 'store.js', 'book.js',
  'workbook.js',
  'idiomorph.js',
]

/** Compiles the library, in a Python of its own: what a compiler leaves behind would lie in everybody's memory. */
const COMPILING = `
import marshal
from pathlib import Path

def bare(code):
    """Take out which instruction stands in which line: nobody reads it on a page, and it is a tenth of the memory."""
    return code.replace(co_linetable=b'', co_consts=tuple(bare(one) if hasattr(one, 'co_code') else one for one in code.co_consts))

import collabkit
paths = sorted(str(path) for path in Path(collabkit.__file__).parent.rglob('*.py'))
for path in paths:
    code = compile(Path(path).read_bytes(), path, 'exec', dont_inherit=True, optimize=2)
    Path(path + 'c').write_bytes(marshal.dumps(bare(code)))
'\\n'.join(paths)
`

/** Imports all that an answer needs, and says what the page has to know before Python is there. */
const REHEARSAL = `
import sys, marshal
sys.dont_write_bytecode = True
from importlib.machinery import SourceFileLoader

def compiled(self, name):
    with open(self.path + 'c', 'rb') as file:
        return marshal.load(file)

whole = SourceFileLoader.get_code
SourceFileLoader.get_code = compiled
import random, collabkit.browser
collabkit.browser.rehearse()
SourceFileLoader.get_code = whole
collabkit.browser.facts()
`

/** Freed memory is overwritten with zeros, because zeros pack smaller than what was there. */
const ZEROS = `
import gc
gc.collect()
zeros = [bytearray(1 << size) for size in range(17, 6, -1) for _ in range(30)]
del zeros
`

/** Pack as small as can be: libdeflate's best is 3 to 6% smaller than zlib's. @param {Uint8Array} bytes */
const gzip = (bytes) => Buffer.from(deflated(bytes, 12))

/** @param {Buffer} library a zip @returns {Promise<Map<string, Uint8Array>>} its compiled modules, by path */
async function compiled (library) {
  const python = await loadPyodide({ env: ENVIRONMENT })
  python.unpackArchive(new Uint8Array(library), 'zip')
  const paths = python.runPython(COMPILING).split('\n')
  return new Map(paths.map((/** @type {string} */ path) => [`${path}c`, python.FS.readFile(`${path}c`)]))
}

/**
 * Run Python, import the library, walk every exercise once, and return the memory as it stands then, as it is stored.
 * @param {Buffer} library a zip
 */
async function snapshot (library) {
  /** @type {ArrayBuffer | undefined} */
  let fresh // a new instance's memory: what the page has before any Python runs
  const python = await loadPyodide({
    createPyodideModule: lookingAtMemory(createPyodideModule, (memory) => { fresh = memory.buffer.slice(0) }),
    _makeSnapshot: true,
    env: ENVIRONMENT,
  })
  python.unpackArchive(new Uint8Array(library), 'zip')
  for (const [path, code] of await compiled(library)) python.FS.writeFile(path, code)
  const facts = python.runPython(REHEARSAL)
  python.runPython(ZEROS)
  const memory = python.makeMemorySnapshot()
  if (!fresh) throw new Error('The WebAssembly module was not seen as it started.')
  const packed = stored(memory, fresh)
  await compare(packed, memory)
  return { memory: packed, facts }
}

/**
 * Restore a stored memory as a page does, and see that each byte is as it was.
 * @param {Uint8Array} packed
 * @param {Uint8Array} whole head and memory, as Pyodide made them
 */
async function compare (packed, whole) {
  const memory = parse(packed.slice().buffer)
  let laid = false
  await loadPyodide({
    createPyodideModule: async (/** @type {any} */ settings) => {
      const module = await withMemory(createPyodideModule, () => memory)(settings)
      const restore = module.API.restoreSnapshot
      module.API.restoreSnapshot = () => {
        const found = restore()
        laid = Buffer.compare(module.HEAPU8.subarray(0, memory.size), whole.subarray(memory.head.length)) === 0
        return found
      }
      return module
    },
    _loadSnapshot: SOME_MEMORY,
    env: ENVIRONMENT,
  })
  if (!laid) throw new Error('The stored memory is not restored as it was.')
}

/**
 * Write one release of the runtime.
 * @param {string} library
 * @param {string} words the script that says what scripts say
 * @param {string} target
 */
async function build (library, words, target) {
  const zip = fs.readFileSync(library)
  const { memory, facts } = await snapshot(zip)
  /** @type {Map<string, Buffer>} */
  const out = new Map()
  const packed = {
    'snapshot.gz': memory,
    'pyodide.asm.wasm.gz': fs.readFileSync(path.join(npm, 'pyodide/pyodide.asm.wasm')),
    'pyodide.asm.mjs.gz': readingItsAddress(withoutMap(fs.readFileSync(path.join(npm, 'pyodide/pyodide.asm.mjs')))),
  }
  for (const [name, content] of Object.entries(packed)) out.set(name, gzip(content))
  out.set('library.zip', zip)
  out.set('stdlib.zip', fs.readFileSync(path.join(npm, 'pyodide/python_stdlib.zip')))
  out.set('pyodide.mjs', withoutMap(fs.readFileSync(path.join(npm, 'pyodide/pyodide.mjs'))))
  out.set('facts.js', Buffer.from(`export const FACTS = ${facts}\n`))
  for (const name of OF_THE_PAGE) out.set(name, fs.readFileSync(path.join(here, name)))
  for (const name of SHARED) out.set(name, fs.readFileSync(path.join(here, '../../collabkit/live', name)))
  out.set('say.js', fs.readFileSync(words))
  const digest = createHash('sha256')
  for (const [name, bytes] of out) digest.update(name).update(bytes)
  const release = digest.digest('hex').slice(0, 12)
  const bytes = Object.fromEntries(Object.keys(packed).map((name) => [name, out.get(name)?.length]))
  const plainBytes = Object.fromEntries(Object.entries(packed).map(([name, content]) => [name, content.length]))
  // Pyodide wants its list of packages: the library needs none of them, so only the list's head is kept.
  const { info } = JSON.parse(fs.readFileSync(path.join(npm, 'pyodide/pyodide-lock.json'), 'utf8'))
  const lock = JSON.stringify({ info, packages: {} })
  out.set('release.json', Buffer.from(JSON.stringify({ release, python: version, lock, bytes, plainBytes })))
  fs.rmSync(target, { recursive: true, force: true })
  fs.mkdirSync(path.join(target, release), { recursive: true })
  for (const [name, content] of out) fs.writeFileSync(path.join(target, release, name), content)
  fs.writeFileSync(path.join(target, 'release.txt'), release)
  return { release, sizes: Object.fromEntries([...out].map(([name, content]) => [name, content.length])) }
}

/**
 * The source map is not published, so its address would only be asked for in vain.
 * @param {Buffer} script
 */
const withoutMap = (script) => Buffer.from(script.toString('utf8').replace(/\n?\/\/# sourceMappingURL=.*\n?$/, '\n'))

/**
 * A script that asks for its own address at once, though Pyodide's needs it only when Python starts. Chromium (156) works
 * the address out when it is first asked for, and ends the tab if that is after a page it keeps for Back was let go, with
 * its worker in the middle of the start. An address that is known is not worked out again.
 * @param {Buffer} script
 */
const readingItsAddress = (script) => Buffer.concat([Buffer.from('import.meta.url;\n'), script])

const [library, words, target] = process.argv.slice(2)
if (!library || !words || !target) throw new Error('Say where the library and its words are and where to write: node build.mjs LIBRARY.ZIP SAY.JS TARGET')
const { release, sizes } = await build(library, words, target)
console.log(`page runtime ${release}: memory ${(sizes['snapshot.gz'] / 1e6).toFixed(1)} MB, WebAssembly ${(sizes['pyodide.asm.wasm.gz'] / 1e6).toFixed(1)} MB`)
