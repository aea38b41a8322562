// Builds the page runtime: Python's memory after importing the library, packed, beside the scripts that restore it.
//   node build.mjs LIBRARY_FOLDER TARGET_FOLDER
// writes TARGET_FOLDER/RELEASE/… and TARGET_FOLDER/release.txt, which names the release after its contents.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'

/** Settings that must be the same when the memory is stored and when it is restored (worker.js). */
const ENVIRONMENT = { PYTHONHASHSEED: '0', PYTHONOPTIMIZE: '2' }
const here = import.meta.dirname
const npm = path.join(here, 'node_modules')
const { loadPyodide, version } = await import(path.join(npm, 'pyodide/pyodide.mjs'))
const { default: createPyodideModule } = await import(path.join(npm, 'pyodide/pyodide.asm.mjs'))

/** @param {Uint8Array | string} bytes */
const gzip = (bytes) => zlib.gzipSync(bytes, { level: 9 })

/**
 * The library's own files: Python and data, no caches and nothing that the browser has no use for.
 * @param {string} folder
 * @returns {Map<string, Buffer>}
 */
export function libraryFiles (folder) {
  const files = new Map()
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  for (const name of names) {
    const full = path.join(folder, name)
    if (name.includes('__pycache__') || !fs.statSync(full).isFile()) continue
    if (/\.(py|csv|json)$/.test(name) && !LEFT_OUT.has(name)) files.set(`collabkit/${name.split(path.sep).join('/')}`, fs.readFileSync(full))
  }
  return files
}

/** Doors that no page opens. */
const LEFT_OUT = new Set(['cli.py', path.join('render', 'widgets.py')])

/**
 * Run Python, import the library, walk every exercise once, and return the memory as it stands then.
 * @param {Map<string, Buffer>} files
 * @param {string} rehearsal Python code to run before the memory is stored
 */
export async function snapshot (files, rehearsal) {
  /** @type {Uint8Array | undefined} */
  let fresh // a new instance's memory: what the page has before any Python runs
  /** @param {any} settings */
  const keepFresh = (settings) => {
    const instantiate = settings.instantiateWasm
    settings.instantiateWasm = (/** @type {any} */ imports, /** @type {any} */ done) =>
      instantiate(imports, (/** @type {any} */ instance, /** @type {any} */ module) => {
        fresh = new Uint8Array(instance.exports.memory.buffer).slice()
        done(instance, module)
      })
    return createPyodideModule(settings)
  }
  const python = await loadPyodide({ createPyodideModule: keepFresh, _makeSnapshot: true, env: ENVIRONMENT })
  for (const [name, bytes] of files) {
    python.FS.mkdirTree(path.posix.dirname(`/home/pyodide/${name}`))
    python.FS.writeFile(`/home/pyodide/${name}`, bytes)
  }
  python.runPython(rehearsal)
  // Freed memory is overwritten with zeros, because zeros pack smaller than what was there.
  python.runPython(`
import gc
gc.collect()
zeros = [bytearray(1 << size) for size in range(17, 6, -1) for _ in range(12)]
del zeros
`)
  const memory = python.makeMemorySnapshot()
  if (!fresh) throw new Error('The WebAssembly module was not seen as it started.')
  const header = new DataView(memory.buffer, memory.byteOffset).getUint32(4, true)
  for (let i = 0; i < fresh.length && i + header < memory.length; i++) memory[i + header] ^= fresh[i]
  return memory
}

export const REHEARSAL = `
import sys
sys.path.insert(0, '/home/pyodide')
sys.dont_write_bytecode = True
import random, collabkit.browser
collabkit.browser.rehearse()
`

/**
 * A zip whose files are stored as they are: enough for a fallback, and no tool is needed to write it.
 * @param {Map<string, Buffer>} files
 */
export function zip (files) {
  /** @type {Buffer[]} */
  const parts = []
  /** @type {Buffer[]} */
  const directory = []
  let offset = 0
  for (const [name, bytes] of files) {
    const label = Buffer.from(name)
    const sizes = Buffer.alloc(12)
    sizes.writeUInt32LE(zlib.crc32(bytes), 0)
    sizes.writeUInt32LE(bytes.length, 4)
    sizes.writeUInt32LE(bytes.length, 8)
    const lengths = Buffer.alloc(4)
    lengths.writeUInt16LE(label.length, 0)
    const common = Buffer.concat([Buffer.from([20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]), sizes, lengths])
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, label, bytes])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, place, label]))
    parts.push(local)
    offset += local.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(files.size, 8)
  end.writeUInt16LE(files.size, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, entries, end])
}

/**
 * Write one release of the runtime.
 * @param {string} library
 * @param {string} target
 * @param {string} rehearsal
 */
export async function build (library, target, rehearsal = REHEARSAL) {
  const files = libraryFiles(library)
  /** @type {Map<string, Buffer>} */
  const out = new Map()
  out.set('snapshot.gz', gzip(await snapshot(files, rehearsal)))
  out.set('pyodide.asm.wasm.gz', gzip(fs.readFileSync(path.join(npm, 'pyodide/pyodide.asm.wasm'))))
  out.set('pyodide.asm.mjs.gz', gzip(withoutMap(fs.readFileSync(path.join(npm, 'pyodide/pyodide.asm.mjs')))))
  const measured = [...out.keys()]
  out.set('library.zip', zip(files))
  out.set('stdlib.zip', fs.readFileSync(path.join(npm, 'pyodide/python_stdlib.zip')))
  out.set('pyodide.mjs', withoutMap(fs.readFileSync(path.join(npm, 'pyodide/pyodide.mjs'))))
  out.set('idiomorph.js', fs.readFileSync(path.join(npm, 'idiomorph/dist/idiomorph.esm.js')))
  for (const name of ['page.js', 'worker.js', 'protocol.js', 'store.js', 'offline.js']) out.set(name, fs.readFileSync(path.join(here, name)))
  const digest = createHash('sha256')
  for (const [name, bytes] of out) digest.update(name).update(bytes)
  const release = digest.digest('hex').slice(0, 12)
  const bytes = Object.fromEntries(measured.map((name) => [name, /** @type {Buffer} */ (out.get(name)).length]))
  // Pyodide wants its list of packages: the library needs none of them, so only the list's head is kept.
  const { info } = JSON.parse(fs.readFileSync(path.join(npm, 'pyodide/pyodide-lock.json'), 'utf8'))
  const lock = JSON.stringify({ info, packages: {} })
  out.set('release.json', Buffer.from(JSON.stringify({ release, python: version, lock, bytes })))
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

if (process.argv[1] === import.meta.filename) {
  const [library, target] = process.argv.slice(2)
  if (!library || !target) throw new Error('Say where the library is and where to write: node build.mjs LIBRARY TARGET')
  const { release, sizes } = await build(library, target)
  console.log(`page runtime ${release}: memory ${(sizes['snapshot.gz'] / 1e6).toFixed(1)} MB, WebAssembly ${(sizes['pyodide.asm.wasm.gz'] / 1e6).toFixed(1)} MB`)
}
