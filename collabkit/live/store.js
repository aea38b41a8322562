// Keeps the workbook in this browser, and nowhere else: one JSON under one key, written once for each change.
//
// What is stored is the last thing a person did, in whatever tab: before each change the stored text is looked at, and
// where another tab changed it both are merged, answer by answer. The page holds the workbook in memory too, so that
// nothing is lost when storage is emptied under it, full or forbidden: the next change writes the whole of it again.
import { Book } from './book.js'
import { merged, moved, Newer, read, withoutPlaces } from './workbook.js'

export const KEY = 'collabkit:workbook'
const SET_ASIDE = 'collabkit:set-aside'
const OLD_CHECKS = 'collabkit.checks'
/** The keys of version 0.1.0, one an exercise. Nothing else may be called so: it would be taken away. */
const OLD = /^collabkit:(?!workbook$|set-aside$)([a-z-]+)$/

/** @param {Storage} storage @returns {string[]} the keys of version 0.1.0 that are there */
function oldNames (storage) {
  const names = Array.from({ length: storage.length }, (_, place) => storage.key(place) ?? '')
  return names.filter((name) => OLD.test(name) || name === OLD_CHECKS)
}

/** @param {Storage} storage @param {string} name @returns {[string, any][]} what is kept under this name, if it can be read */
function readable (storage, name) {
  try { return [[name, JSON.parse(storage.getItem(name) ?? '{}')]] } catch { return [] }
}

export class Store extends Book {
  /** @type {string | null} the stored text as it was last seen */
  seen = null
  /** @type {string | null} what could not be read, until it is put aside: before that nothing is written over it */
  unread = null

  /**
   * @param {string[]} shared keys of the answers that all exercises share
   * @param {() => Storage} storage where to keep it; asking for it may be forbidden already
   */
  constructor (shared, storage = () => localStorage) {
    super(shared)
    this.storage = storage
    this.moveOld()
    this.refresh()
    if (typeof addEventListener === 'function') addEventListener('storage', ({ key }) => this.changedElsewhere(key))
  }

  /** @param {string | null} key */
  changedElsewhere (key) {
    if (key !== null && (OLD.test(key) || key === OLD_CHECKS)) this.moveOld() // a tab of the release before
    else if (key !== KEY) return
    this.refresh()
  }

  /** @returns {string | null} the stored text */
  text () {
    try { return this.storage().getItem(KEY) } catch { return null }
  }

  /** Look at what is stored, and take over what another tab changed: browsers tell tabs of it late. */
  refresh () {
    const text = this.text()
    if (text === this.seen) return
    this.seen = text
    if (text === null) { // emptied under us: what is on the screen stays, and the next change keeps it again
      if (this.state === 'newer') this.state = 'kept'
      return this.tell()
    }
    try {
      this.book = merged(this.book, read(text))
      this.state = 'kept'
      // Another tab may have written before it saw what this one wrote: then what it lacks is put back. But not the times
      // of places, which a tab of an older release does not know: it would take them out again, and so on for ever.
      if (![this.book, withoutPlaces(this.book)].some((book) => JSON.stringify(book) === text)) this.write()
    } catch (error) {
      if (error instanceof Newer) this.state = 'newer'
      else this.setAside(text)
    }
    this.tell()
  }

  /** What cannot be read is not thrown away. @param {string} text */
  setAside (text) {
    this.damaged = true
    this.unread = text
    if (this.state === 'newer') this.state = 'kept' // no later course's any more
    try { this.putAside() } catch { this.state = 'unkept' } // there is no room, or no storage
  }

  putAside () {
    if (this.unread === null) return
    this.storage().setItem(SET_ASIDE, this.unread)
    this.unread = null
  }

  /** Clear everything, also what could not be read. That goes first: it is not put aside any more, for which there may be no room. */
  clear () {
    this.refresh()
    this.damaged = false
    this.unread = null
    try {
      const storage = this.storage()
      for (const name of [SET_ASIDE, ...oldNames(storage)]) storage.removeItem(name)
    } catch { /* storage is denied: there is nothing */ }
    super.clear()
  }

  /** Move over what version 0.1.0 kept, also what one of its tabs, still open, writes after that. What cannot be read stays there. */
  moveOld () {
    try {
      const storage = this.storage()
      const old = new Map(oldNames(storage).flatMap((name) => readable(storage, name)))
      if (!old.size) return
      const entries = Object.fromEntries([...old].filter(([name]) => name !== OLD_CHECKS).map(([name, entry]) => [name.replace(OLD, '$1'), entry]))
      this.refresh()
      const time = this.seen === null ? '' : this.time()
      this.book = merged(this.book, moved(entries, old.get(OLD_CHECKS) ?? {}, this.shared, time))
      if (this.write()) for (const name of old.keys()) storage.removeItem(name)
      this.tell()
    } catch { /* storage is denied: there is nothing to move */ }
  }

  /** @returns {boolean} whether the workbook will still be there tomorrow */
  write () {
    if (this.state === 'newer') return false
    const text = JSON.stringify(this.book)
    try {
      this.putAside()
      this.storage().setItem(KEY, text)
      this.seen = text
      this.state = 'kept'
    } catch { this.state = 'unkept' }
    return this.state === 'kept'
  }
}
