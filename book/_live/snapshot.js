// Python's stored memory: what the build and the page must do alike, written once for both.
//
// The memory begins with the WebAssembly module's own data, which the page has anyway. So what is stored is the
// difference (xor) from the memory of a new instance, past the memory's own header; doing it again undoes it. Both
// sides therefore look at the memory at the same moment: when the instance exists and Pyodide has not touched it yet.

/** Settings that must be the same when the memory is stored and when it is restored. */
export const ENVIRONMENT = { PYTHONHASHSEED: '0', PYTHONOPTIMIZE: '2' }

const PAGE = 65536

/**
 * Have a look at a new instance's memory before Pyodide does. Pyodide's own way of making the instance is kept: it adds
 * what Python imports.
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

/** @param {Uint8Array} stored @returns {number} how long the header before the memory is, in bytes */
const headerOf = (stored) => new DataView(stored.buffer, stored.byteOffset).getUint32(4, true)

/**
 * Take the difference between a stored memory and a new instance's, in place.
 * @param {Uint8Array<ArrayBuffer>} stored header and memory
 * @param {ArrayBuffer} fresh a copy of the new instance's memory
 */
export function difference (stored, fresh) {
  const header = headerOf(stored)
  const words = new Uint32Array(stored.buffer, stored.byteOffset + header, (stored.length - header) >> 2)
  const own = new Uint32Array(fresh)
  for (let i = 0; i < Math.min(own.length, words.length); i++) words[i] ^= own[i]
}

/**
 * Make room for a stored memory that is larger than what an instance starts with.
 * @param {WebAssembly.Memory} memory
 * @param {Uint8Array} stored
 */
export function grow (memory, stored) {
  const missing = stored.length - headerOf(stored) - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE))
}
