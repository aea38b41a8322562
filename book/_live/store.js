// Keeps the workbook in this browser, and nowhere else: one JSON under one key, written once for each change.
//
// What is stored is the last thing a person did, in whatever tab: before each change the stored text is looked at, and
// where another tab changed it both are merged, answer by answer. The page holds the workbook in memory too, so that
// nothing is lost when storage is emptied under it, full or forbidden: the next change writes the whole of it again.
import { empty, inOrder, latest, merged, moved, Newer, read, withChanges } from './workbook.js'

/** @typedef {import('./protocol.js').Answers} Answers */
/** @typedef {import('./workbook.js').Workbook} Workbook */
/**
 * @typedef {'kept' | 'unkept' | 'newer'} State "unkept": storage is full or forbidden; "newer": a later version of the
 *   course keeps its workbook here, which is left alone
 */

export const KEY = 'collabkit:workbook'
const SET_ASIDE = 'collabkit:set-aside'
const OLD_CHECKS = 'collabkit.checks'
const OLD = /^collabkit:(?!workbook$|set-aside$)([a-z-]+)$/

export class Store {
  /** @type {Workbook} */
  book = empty()
  /** @type {string | null} the stored text as it was last seen */
  seen = null
  /** @type {State} */
  state = 'kept'
  /** Whether what was stored could not be read; it was set aside then. */
  damaged = false
  /** @type {(() => void)[]} */
  watchers = []

  /**
   * @param {string[]} shared keys of the answers that all exercises share
   * @param {() => Storage} storage where to keep it; asking for it may be forbidden already
   */
  constructor (shared, storage = () => localStorage) {
    this.shared = shared
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
    if (text === null) return // emptied under us: what is on the screen stays, and the next change keeps it again
    try {
      this.book = merged(this.book, read(text))
      this.state = 'kept'
      // Another tab may have written before it saw what this one wrote: then what it lacks is put back.
      if (JSON.stringify(this.book) !== text) this.write()
    } catch (error) {
      if (error instanceof Newer) this.state = 'newer'
      else this.setAside(text)
    }
    this.tell()
  }

  /** What cannot be read is not thrown away. @param {string} text */
  setAside (text) {
    this.damaged = true
    try { this.storage().setItem(SET_ASIDE, text) } catch { /* there is no room, or no storage */ }
  }

  /** Move over what version 0.1.0 kept, also what one of its tabs, still open, writes after that. */
  moveOld () {
    try {
      const storage = this.storage()
      const names = Array.from({ length: storage.length }, (_, place) => storage.key(place) ?? '')
      const old = names.filter((name) => OLD.test(name) || name === OLD_CHECKS)
      if (!old.length) return
      const parsed = (/** @type {string} */ name) => { try { return JSON.parse(storage.getItem(name) ?? '{}') } catch { return {} } }
      const entries = Object.fromEntries(old.filter((name) => name !== OLD_CHECKS).map((name) => [name.replace(OLD, '$1'), parsed(name)]))
      this.refresh()
      const time = this.seen === null ? '' : this.time()
      this.book = merged(this.book, moved(entries, old.includes(OLD_CHECKS) ? parsed(OLD_CHECKS) : {}, this.shared, time))
      if (this.write()) for (const name of old) storage.removeItem(name)
    } catch { /* storage is denied: there is nothing to move */ }
  }

  /** @returns {string} this moment, and never one before what is in the workbook: clocks may be put back */
  time () {
    const now = new Date().toISOString()
    const last = latest(this.book)
    return now > last ? now : new Date(Date.parse(last) + 1).toISOString()
  }

  /** @returns {boolean} whether the workbook will still be there tomorrow */
  write () {
    if (this.state === 'newer') return false
    const text = JSON.stringify(this.book)
    try {
      this.storage().setItem(KEY, text)
      this.seen = text
      this.state = 'kept'
    } catch { this.state = 'unkept' }
    return this.state === 'kept'
  }

  /** @param {string} id @returns {Answers} an exercise's answers, with those that all exercises share */
  answers (id) {
    return { ...this.book.exercises[id]?.answers, ...this.book.shared.answers }
  }

  /**
   * Lay changes over what is stored at this moment; an answer that is blank is taken out.
   * @param {string} id the exercise's
   * @param {Answers} changes
   */
  change (id, changes) {
    this.refresh()
    const time = this.time()
    const shared = Object.fromEntries(Object.entries(changes).filter(([key]) => this.shared.includes(key)))
    const own = Object.fromEntries(Object.entries(changes).filter(([key]) => !this.shared.includes(key)))
    const book = { ...this.book }
    if (Object.keys(shared).length) book.shared = withChanges(book.shared, shared, time)
    if (Object.keys(own).length) book.exercises = inOrder({ ...book.exercises, [id]: withChanges(book.exercises[id], own, time) })
    this.put(book)
  }

  /**
   * @param {'checks' | 'reflections'} part
   * @param {Answers} changes
   */
  changePart (part, changes) {
    this.refresh()
    this.put({ ...this.book, [part]: withChanges(this.book[part], changes, this.time()) })
  }

  /** @param {Workbook} book */
  put (book) {
    this.book = book
    this.write()
    this.tell()
  }

  /** @param {string} key */
  isShared (key) { return this.shared.includes(key) }

  /** @returns {Workbook} */
  everything () { return this.book }

  /** Call back when anything changed, here or in another tab. @param {() => void} changed */
  watch (changed) { this.watchers.push(changed) }

  tell () { for (const watcher of this.watchers) watcher() }
}
