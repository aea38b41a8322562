// Remembers which file of the reader's own is written to: a handle lies in IndexedDB, the one place that can hold it.
import { hasOwnFile, OWN_FILE } from './kept.js'

/**
 * @typedef {object} Own
 * @property {FileSystemFileHandle} handle
 * @property {number} modified when the file was written last, as far as this browser knows
 * @property {string} book the workbook that was written to it, as the browser keeps it
 * @property {string} [saved] when that was
 * @property {string} [upTo] the latest change in it
 */

const NAME = 'collabkit'
const PART = 'own-file'
/** Whether this page let its reader choose a file, which there may be no room to tell the others. */
let told = false

/**
 * @template T
 * @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest<T>} doing
 * @returns {Promise<T>}
 */
async function inStore (mode, doing) {
  const opening = indexedDB.open(NAME, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore(PART)
  const base = await done(opening)
  try { return await done(doing(base.transaction(PART, mode).objectStore(PART))) } finally { base.close() }
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result)
  request.onerror = () => reject(request.error)
})

/** @returns {Promise<Own | undefined>} */
export async function kept () {
  return told || hasOwnFile() ? inStore('readonly', (store) => store.get(PART)) : undefined
}

/** @param {Own | undefined} own */
export async function keep (own) {
  await inStore('readwrite', (store) => /** @type {IDBRequest<any>} */ (own ? store.put(own, PART) : store.delete(PART)))
  told = Boolean(own)
  try {
    if (own) localStorage.setItem(OWN_FILE, own.handle.name)
    else localStorage.removeItem(OWN_FILE)
  } catch { /* storage is denied: or full: then no other page knows */ }
}
