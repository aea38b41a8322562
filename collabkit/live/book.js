// The workbook in use: whoever changes an answer lays a small workbook of that change over the whole, at a time later
// than all in it, and tells whoever watches. Where it is kept is for those who extend this: in the browser (store.js) or
// beside a notebook (notebook.js).
import { change, changeOf, empty, latest, merged, restoring } from './workbook.js'

/** @typedef {import('./protocol.js').Answers} Answers */
/** @typedef {import('./workbook.js').Workbook} Workbook */
/**
 * @typedef {'kept' | 'unkept' | 'newer'} State "unkept": there is no room, or it is forbidden; "newer": a later version
 *   of the course keeps its workbook there, which is left alone
 */

export class Book {
  /** @type {Workbook} */
  book = empty()
  /** @type {State} */
  state = 'kept'
  /** Whether what was stored could not be read; it was set aside then. */
  damaged = false
  /** @type {(() => void)[]} */
  watchers = []

  /** @param {string[]} shared keys of the answers that all exercises share */
  constructor (shared) { this.shared = shared }

  /** @param {string} key */
  isShared (key) { return this.shared.includes(key) }

  /** @param {string} id @returns {Answers} an exercise's answers, with those that all exercises share */
  answers (id) {
    return { ...this.book.exercises[id]?.answers, ...this.book.shared.answers }
  }

  /** @param {string} id @returns {Record<string, string>} when each of an exercise's own answers was last changed */
  changed (id) { return this.book.exercises[id]?.changed ?? {} }

  /** @returns {unknown} the workbook, for an exercise that gathers what the others say */
  everything () { return this.book }

  /** @returns {string} this moment, and never one before what is in the workbook: clocks may be put back */
  time () {
    const now = new Date().toISOString()
    const last = latest(this.book)
    return now > last ? now : new Date(Date.parse(last) + 1).toISOString()
  }

  /**
   * Lay changes to an exercise over what is stored at this moment; an answer that is blank is taken out.
   * @param {string} id
   * @param {Answers} changes
   */
  change (id, changes) {
    this.refresh()
    const shared = Object.fromEntries(Object.entries(changes).filter(([key]) => this.isShared(key)))
    const own = Object.fromEntries(Object.entries(changes).filter(([key]) => !this.isShared(key)))
    const time = this.time()
    const exercises = Object.keys(own).length ? { [id]: changeOf(this.book.exercises[id], own, time) } : {}
    this.lay({ ...empty(), shared: changeOf(this.book.shared, shared, time), exercises })
  }

  /**
   * Lay changes to the checks over what is stored at this moment.
   * @param {Answers} changes
   */
  changeChecks (changes) {
    this.refresh()
    this.lay({ ...empty(), checks: change(changes, this.time()) })
  }

  /** Clear everything; what was cleared stays so when copies are merged. */
  clear () {
    this.refresh()
    this.lay(restoring(this.book, empty(), this.time()))
  }

  /** Lay changes over what was looked at just before. @param {Workbook} changes */
  lay (changes) {
    this.book = merged(this.book, changes)
    this.write(changes)
    this.tell()
  }

  /** Look whether something was changed elsewhere. */
  refresh () { /* a store that hears of changes need not look */ }

  /** Keep the workbook, now that these changes are in it. @param {Workbook} _changes */
  write (_changes) { /* for those who extend this */ }

  /** Call back when anything changed, here or elsewhere. @param {() => void} changed */
  watch (changed) { this.watchers.push(changed) }

  tell () { for (const watcher of this.watchers) watcher() }
}
