// Python's stored memory: what the build and the page must do alike, written once for both.
//
// Two thirds of the memory are zeros, and it begins with the WebAssembly module's own data, which the page has anyway. So
// what is stored is the difference (xor) from the memory of a new instance, and of that the pages that differ, with a list
// of their numbers. Both sides therefore look at the memory at the same moment: when the instance exists and Pyodide has
// not touched it yet. Pyodide then gets ready as always, which leaves traces; at the moment at which it would copy a
// snapshot into the heap, the pages are laid there, and it is handed the snapshot's head alone.
//
// A stored memory, in words of four bytes with the lowest byte first:
//   Pyodide's own head, padded to a whole number of words, whose length is its second word
//   the memory's length in bytes · how many bytes of a new instance's memory are in use · the number of pages
//   the pages' numbers, rising · the pages

/** Settings that must be the same when the memory is stored and when it is restored. */
export const ENVIRONMENT = { PYTHONHASHSEED: '0', PYTHONOPTIMIZE: '2' }

/** Bytes in a page that is stored or left out as a whole. */
const PAGE = 4096
const WORDS = PAGE / 4
/** Bytes in a page of WebAssembly, by which a memory grows. */
const GROWTH = 65536

/** @typedef {{ head: Uint8Array<ArrayBuffer>, size: number, used: number, numbers: Uint32Array, pages: Uint32Array<ArrayBuffer> }} Stored */

/** Many pages are asked, so four words are looked at together. @param {Uint32Array} words @param {number} page @returns {boolean} */
function isBlank (words, page) {
  const end = (page + 1) * WORDS
  for (let i = page * WORDS; i < end; i += 4) if (words[i] | words[i + 1] | words[i + 2] | words[i + 3]) return false
  return true
}

/** @param {Uint32Array} words @returns {number} how many pages there are up to the last one that holds anything */
function inUse (words) {
  let pages = words.length / WORDS
  while (pages && isBlank(words, pages - 1)) pages--
  return pages
}

/**
 * Write a memory as it is stored.
 * @param {Uint8Array} snapshot head and memory, as Pyodide makes them
 * @param {ArrayBuffer} fresh a copy of the new instance's memory
 * @returns {Uint8Array}
 */
export function stored (snapshot, fresh) {
  const whole = snapshot.slice() // the memory of its own, which begins with a word
  const length = new DataView(whole.buffer).getUint32(4, true)
  const memory = new Uint32Array(whole.buffer, length)
  const own = new Uint32Array(fresh)
  const used = inUse(own)
  for (let i = 0; i < Math.min(own.length, memory.length); i++) memory[i] ^= own[i]
  const numbers = [...Array(memory.length / WORDS).keys()].filter((page) => !isBlank(memory, page))
  const list = Uint32Array.of(memory.byteLength, used * PAGE, numbers.length, ...numbers)
  const out = new Uint8Array(length + list.byteLength + numbers.length * PAGE)
  out.set(whole.subarray(0, length))
  out.set(new Uint8Array(list.buffer), length)
  numbers.forEach((page, place) => {
    out.set(whole.subarray(length + page * PAGE, length + (page + 1) * PAGE), length + list.byteLength + place * PAGE)
  })
  return out
}

/** @param {ArrayBuffer} file @returns {Stored} */
export function parse (file) {
  const length = new DataView(file).getUint32(4, true)
  const [size, used, count] = new Uint32Array(file, length, 3)
  const list = length + 12
  return {
    head: new Uint8Array(file, 0, length), size, used,
    numbers: new Uint32Array(file, list, count),
    pages: new Uint32Array(file, list + 4 * count, count * WORDS),
  }
}

/**
 * Make Pyodide with a stored memory. Pyodide's own way of making the instance is kept: it adds what Python imports.
 * @param {(settings: any) => Promise<any>} createPyodideModule
 * @param {() => Stored} given says it once there is an instance; it is used up: its pages are turned into those of the memory as it was
 * @returns {(settings: any) => Promise<any>}
 */
export function withMemory (createPyodideModule, given) {
  /** @type {{ memory: Stored, own: Uint8Array<ArrayBuffer> } | undefined} */
  let held
  const making = lookingAtMemory(createPyodideModule, (heap) => {
    const memory = given()
    const own = new Uint8Array(heap.buffer.slice(0, memory.used))
    turn(memory, own)
    held = { memory, own }
    const missing = memory.size - heap.buffer.byteLength
    if (missing > 0) heap.grow(Math.ceil(missing / GROWTH))
  })
  return async (settings) => {
    const module = await making(settings)
    const restore = module.API.restoreSnapshot
    module.API.restoreSnapshot = () => {
      if (!held) throw new Error('There is no memory to restore.')
      const { memory, own } = held
      held = undefined // Pyodide keeps what it was made with, and twenty megabytes are not to stay with it
      lay(memory, own, module.HEAPU8)
      return restore(memory.head)
    }
    return module
  }
}

/** What Pyodide is told to restore, before the memory is there: it only asks whether there is any. */
export const SOME_MEMORY = new Uint8Array(1)

/**
 * Have a look at a new instance's memory before Pyodide does.
 * @param {(settings: any) => any} createPyodideModule
 * @param {(memory: WebAssembly.Memory) => void} look
 */
export function lookingAtMemory (createPyodideModule, look) {
  return (/** @type {any} */ settings) => {
    const instantiate = settings.instantiateWasm
    settings.instantiateWasm = (/** @type {any} */ imports, /** @type {any} */ done) =>
      instantiate(imports, (/** @type {WebAssembly.Instance} */ instance, /** @type {WebAssembly.Module} */ module) => {
        look(/** @type {WebAssembly.Memory} */ (instance.exports.memory))
        done(instance, module)
      })
    return createPyodideModule(settings)
  }
}

/** Undo the difference, in place. @param {Stored} memory @param {Uint8Array<ArrayBuffer>} own what a new instance holds */
function turn ({ numbers, pages }, own) {
  const words = new Uint32Array(own.buffer)
  for (let place = 0; place < numbers.length; place++) {
    const from = numbers[place] * WORDS
    if (from >= words.length) return
    for (let i = 0; i < WORDS; i++) pages[place * WORDS + i] ^= words[from + i]
  }
}

/**
 * Lay a memory into a heap, whatever was left there: the new instance's own data, nothing after them, and the pages.
 * @param {Stored} memory
 * @param {Uint8Array} own
 * @param {Uint8Array} heap
 */
function lay ({ size, used, numbers, pages }, own, heap) {
  const words = new Uint32Array(heap.buffer, 0, size / 4)
  heap.set(own.subarray(0, size))
  let place = 0
  for (let page = 0; page < size / PAGE; page++) {
    if (numbers[place] === page) words.set(pages.subarray(place * WORDS, ++place * WORDS), page * WORDS)
    else if (page >= used / PAGE && !isBlank(words, page)) words.fill(0, page * WORDS, (page + 1) * WORDS)
  }
}
