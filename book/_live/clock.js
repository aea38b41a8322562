// A clock for whoever leads a workshop: the activity that is on now, the minutes that it has left, and what comes next.
//
// It runs on the time of day and not on ticks, so a sleeping screen costs no minute. What it has come to is kept for
// this tab, and a reload goes on where it was. A screen reader is told when the activity changes, and nothing between.
import { button, make } from './making.js'
import { byNumber, say } from './say.js'

/** @typedef {{ title: string, minutes: number }} Activity */
/** @typedef {{ passed: number, since: number | null, minutes: number[] }} State */

const MINUTE = 60_000
const SECOND = 1000

/**
 * Where a workshop stands: the place of the activity that is on (past the last when all is over), and what it has left.
 * @param {number[]} minutes how long each activity is
 * @param {number} passed milliseconds since the beginning
 * @returns {{ place: number, left: number }}
 */
export function standing (minutes, passed) {
  let rest = passed
  for (const [place, one] of minutes.entries()) {
    if (rest < one * MINUTE) return { place, left: one * MINUTE - rest }
    rest -= one * MINUTE
  }
  return { place: minutes.length, left: 0 }
}

export class Clock {
  place = -1
  /** @type {ReturnType<typeof setInterval> | undefined} */
  ticking

  /** @param {HTMLElement} section */
  constructor (section) {
    this.key = `collabkit:clock:${section.id}`
    this.activities = /** @type {Activity[]} */ (JSON.parse(section.dataset.clock ?? '[]'))
    this.state = this.kept()
    const line = (/** @type {string} */ className) => section.appendChild(make('p', { className }))
    this.now = line('clock-now')
    this.left = line('clock-left')
    this.next = line('clock-next')
    this.status = line('visually-hidden')
    this.status.setAttribute('role', 'status')
    const bar = section.appendChild(make('div', { className: 'clock-buttons' }))
    const pressed = (/** @type {string} */ words, /** @type {() => void} */ act) => bar.appendChild(button(words, () => {
      act()
      this.keep()
      this.show()
    }, false))
    this.start = pressed(say('Start the clock'), () => this.turn())
    this.only = [
      pressed(say('One minute less'), () => this.change(-1)),
      pressed(say('One minute more'), () => this.change(1)),
      pressed(say('Next activity'), () => this.skip()),
      pressed(say('From the beginning'), () => { this.state = this.fresh(); this.place = -1 }),
    ]
    section.hidden = false
    this.show()
    document.addEventListener('visibilitychange', () => this.show())
  }

  /** @returns {State} */
  fresh () { return { passed: 0, since: null, minutes: this.activities.map((one) => one.minutes) } }

  /** @returns {State} what this tab had come to, if it is of the same run sheet */
  kept () {
    try {
      const kept = /** @type {State} */ (JSON.parse(sessionStorage.getItem(this.key) ?? ''))
      if (kept.minutes.length === this.activities.length && kept.passed >= 0) return kept
    } catch { /* nothing is kept, or it cannot be read */ }
    return this.fresh()
  }

  keep () {
    try { sessionStorage.setItem(this.key, JSON.stringify(this.state)) } catch { /* then a reload begins anew */ }
  }

  get passed () { return this.state.passed + (this.state.since === null ? 0 : Date.now() - this.state.since) }

  get begun () { return this.state.since !== null || this.state.passed > 0 }

  turn () {
    if (this.state.since === null) this.state.since = Date.now()
    else this.state = { ...this.state, passed: this.passed, since: null }
  }

  /** Give the activity that is on a minute, or take one of those that it has left. @param {number} minutes */
  change (minutes) {
    const { place, left } = standing(this.state.minutes, this.passed)
    if (place < this.activities.length && left + minutes * MINUTE > 0) this.state.minutes[place] += minutes
  }

  /** Go on to the next activity now. */
  skip () {
    const { left } = standing(this.state.minutes, this.passed)
    this.state.passed += left
  }

  show () {
    const buttons = [this.start, ...this.only]
    const held = buttons.find((one) => one === document.activeElement)
    const { place, left } = standing(this.state.minutes, this.passed)
    const now = this.activities[place]
    const next = this.activities[place + 1]
    const over = !now
    clearInterval(this.ticking)
    if (this.state.since !== null && !over) this.ticking = setInterval(() => this.show(), SECOND)
    put(this.now, over ? say('The end') : now.title)
    put(this.left, over ? '' : left <= MINUTE && this.begun ? say('The last minute') : byNumber(Math.ceil(left / MINUTE), '{number} minute left', '{number} minutes left'))
    put(this.next, over ? '' : next ? comes(next, this.state.minutes[place + 1]) : say('Then it is over'))
    put(this.start, this.state.since === null ? (this.begun ? say('Go on') : say('Start the clock')) : say('Pause'))
    this.start.hidden = over
    for (const [number, one] of this.only.entries()) one.hidden = !this.begun || (over && number < 3)
    if (held?.hidden) buttons.find((one) => !one.hidden)?.focus() // it was pressed, or the time ran out: one goes on where a button is left
    if (this.begun && place !== this.place) put(this.status, over ? say('The end') : begins(now, this.state.minutes[place]))
    if (this.begun) this.place = place
  }
}

/** @param {Activity} activity @param {number} minutes */
const begins = ({ title }, minutes) => byNumber(minutes, 'Now: {title} ({number} minute)', 'Now: {title} ({number} minutes)', { title })

/** @param {Activity} activity @param {number} minutes */
const comes = ({ title }, minutes) => byNumber(minutes, 'Next: {title} ({number} minute)', 'Next: {title} ({number} minutes)', { title })

/** @param {Element} element @param {string} words */
function put (element, words) {
  if (element.textContent !== words) element.textContent = words
}

for (const section of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-clock]'))) new Clock(section)
