// What a facilitator has collected, kept in this browser under a key of its own, apart from anybody's own answers.
//
// Each exercise has a group of its own: two rounds at most, what was written down, whether it is revealed, and the counts
// as they were last shown. Writing waits until the typing pauses, or until the page goes away. Where another tab writes
// during such a pause, what was changed here since both agreed goes with what was changed there.
import { merged } from './merge.js'

export const KEY = 'collabkit-group'
const PAUSE = 250

/**
 * @typedef {{ people: number, by_item: Record<string, number[]> }} Counts
 * @typedef {{ name: string, round: Counts & { groups: Record<string, Counts> } }} Table
 * @typedef {{ text: string, parts: { name: string, text: string }[], hands: Record<string, string>,
 *   alike: Record<string, number>, tables: Table[] }} Round
 * @typedef {{ rounds: Round[], notes: Record<string, Record<string, string>>, shown: boolean, seen: unknown[] }} Group
 * @typedef {{ exercise: string, groups: Record<string, Group> }} State
 */

/** @returns {Round} */
export const round = () => ({ text: '', parts: [], hands: {}, alike: {}, tables: [] })

/** @returns {Group} */
const group = () => ({ rounds: [round()], notes: {}, shown: false, seen: [] })

/** @param {Round} one */
export const given = (one) => Boolean(one.text.trim() || one.parts.some((part) => part.text.trim()) || one.tables.length ||
  Object.values(one.hands).some((typed) => typed.trim()))

/** A part may have its name before anybody has sent anything. @param {Round} one */
const begun = (one) => given(one) || one.parts.some((part) => part.name.trim())

export class Kept {
  /** @type {number | undefined} */
  timer
  /** Whether what is here will still be here tomorrow. */
  safe = true
  /** What was last read or written, as JSON: from it this tab and another may both have gone on. */
  agreed
  /** @type {() => void} called when another tab has changed something */
  elsewhere = () => undefined
  /** @type {() => void} called when it was written, or could not be */
  written = () => undefined

  /** @param {string} exercise the one to begin with */
  constructor (exercise) {
    this.first = exercise
    /** @type {State} */
    this.state = this.stored() ?? this.empty()
    this.agreed = JSON.stringify(this.state)
    for (const kind of ['pagehide', 'visibilitychange']) addEventListener(kind, () => this.flush())
    addEventListener('storage', ({ key }) => {
      if (key === KEY) this.takeOver()
      else if (key === null) this.write() // emptied under us: what is on the screen stays
    })
    // A page that comes back from the browser's memory heard nothing of what another tab did meanwhile.
    addEventListener('pageshow', ({ persisted }) => { if (persisted) this.takeOver() })
  }

  /** Show what another tab kept. What could not be kept here is nowhere else, so nothing takes its place. */
  takeOver () {
    if (!this.safe) return
    const here = JSON.stringify(this.state)
    const there = this.stored() ?? this.empty()
    const pending = this.timer !== undefined
    this.state = pending ? merged(JSON.parse(this.agreed), this.state, there) : there
    this.agreed = JSON.stringify(there)
    if (pending) this.write()
    if (JSON.stringify(this.state) !== here) this.elsewhere()
  }

  /** @returns {State} */
  empty () { return { exercise: this.first, groups: {} } }

  get group () { return this.state.groups[this.state.exercise] ??= group() }

  get any () {
    return Object.values(this.state.groups).some((one) => one.rounds.some(begun) || Object.keys(one.notes).length > 0)
  }

  /** @returns {State | undefined} what was kept, if it has the shape that this page gave it */
  stored () {
    try {
      const read = JSON.parse(localStorage.getItem(KEY) ?? '')
      if (typeof read.exercise !== 'string') return undefined
      const groups = Object.entries(read.groups ?? {}).map(([id, one]) => {
        const rounds = one.rounds.slice(0, 2).map((/** @type {object} */ each) => ({ ...round(), ...each }))
        return [id, { ...group(), ...one, rounds: rounds.length ? rounds : [round()] }]
      })
      return { exercise: read.exercise, groups: Object.fromEntries(groups) }
    } catch { return undefined }
  }

  /** Something was changed: keep it soon. */
  change () {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.write(), PAUSE)
  }

  flush () { if (this.timer !== undefined) this.write() }

  write () {
    clearTimeout(this.timer)
    this.timer = undefined
    const text = JSON.stringify(this.state)
    try {
      if (this.any) localStorage.setItem(KEY, text)
      else localStorage.removeItem(KEY)
      this.safe = true
      this.agreed = text
    } catch { this.safe = false }
    this.written()
  }

  /** @returns {State} what there was before everything was cleared */
  clear () {
    const before = this.state
    this.state = { ...this.empty(), exercise: before.exercise }
    this.write()
    return before
  }

  /** @param {State} before */
  restore (before) {
    this.state = before
    this.write()
  }
}
