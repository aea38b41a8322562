// The group's answers for a whole window: as many questions at a time as stand there legibly, four at most.
//
// Letters are a twenty-second of the window's height or larger, so that they can be read from the back of a room. What
// does not fit at that size is not made smaller: fewer questions stand there at a time.
import { make } from './making.js'
import { say } from './say.js'

/** @typedef {{ title: string, said: string, word: string, steps: string[], counts: number[], before: number[] }} Item */

const TRIED = [4, 3, 2, 1]
/** How far letters reach out of a close line, as a share of their size. */
const OVERHANG = .12
const WORDS = { close: say('Close'), spread: say('Spread'), split: say('Split') }

/** @param {Item} one @param {Item} other */
const alike = (one, other) => one.steps.join('\n') === other.steps.join('\n')

export class Wall {
  /** @type {Item[]} */
  items = []
  /** The first question on each screen. @type {number[]} */
  starts = [0]
  screen = 0
  single = false

  /** @param {HTMLDialogElement} dialog */
  constructor (dialog) {
    this.dialog = dialog
    this.board = this.part('board')
    this.key = this.part('key')
    this.part('previous').addEventListener('click', () => this.go(this.screen - 1))
    this.part('next').addEventListener('click', () => this.go(this.screen + 1))
    this.part('single').addEventListener('click', () => this.toggle())
    this.part('close').addEventListener('click', () => dialog.close())
    dialog.addEventListener('keydown', (event) => this.pressed(event))
    addEventListener('resize', () => { if (dialog.open) this.lay(this.starts[this.screen]) })
  }

  /** @param {string} name @returns {HTMLElement} */
  part (name) { return /** @type {HTMLElement} */ (this.dialog.querySelector(`[data-${name}]`)) }

  /** @param {Item[]} items */
  show (items) {
    this.items = items
    this.dialog.showModal()
    this.lay(0)
  }

  /** @param {KeyboardEvent} event */
  pressed (event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const to = { ArrowRight: this.screen + 1, PageDown: this.screen + 1, ArrowLeft: this.screen - 1, PageUp: this.screen - 1, Home: 0, End: this.starts.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    this.go(to)
  }

  toggle () {
    this.single = !this.single
    this.part('single').setAttribute('aria-pressed', String(this.single))
    this.lay(this.starts[this.screen])
  }

  /** Share the questions out on screens, and show the one on which a question stands. @param {number} first */
  lay (first) {
    this.starts = []
    for (let place = 0; place < this.items.length;) {
      this.starts.push(place)
      place += this.fitting(place)
    }
    this.screen = -1
    this.go(Math.max(0, this.starts.findLastIndex((start) => start <= first)))
  }

  /** How many questions from a place on fit on a screen. @param {number} place */
  fitting (place) {
    const last = this.items.findIndex((one, n) => n > place && !alike(one, this.items[place]))
    const left = (last < 0 ? this.items.length : last) - place
    return TRIED.filter((number) => number <= (this.single ? 1 : left)).find((number) => number === 1 || this.fits(place, number)) ?? 1
  }

  /** @param {number} place @param {number} number */
  fits (place, number) {
    this.draw(this.items.slice(place, place + number))
    return whole(this.board)
  }

  /** @param {number} screen */
  go (screen) {
    const to = Math.min(Math.max(screen, 0), this.starts.length - 1)
    this.part('previous').setAttribute('aria-disabled', String(to === 0))
    this.part('next').setAttribute('aria-disabled', String(to === this.starts.length - 1))
    if (to === this.screen) return
    this.screen = to
    const start = this.starts[to]
    const end = this.starts[to + 1] ?? this.items.length
    const shown = this.items.slice(start, end)
    if (shown.length > 1) this.draw(shown)
    else this.drawOne(shown[0])
    const all = this.items.length
    this.part('place').textContent = end - start > 1
      ? say('{first} to {last} of {all}', { first: start + 1, last: end, all })
      : say('{place} of {all}', { place: end, all })
  }

  /** Several questions with the same answers: numbers under the columns, and what they stand for at the foot. @param {Item[]} items */
  draw (items) {
    if (items.length === 1) return this.drawOne(items[0])
    const { steps } = items[0]
    const signs = steps.map((step, place) => step === say('Not sure') ? '?' : String(place + 1))
    this.key.hidden = false
    this.key.replaceChildren(...steps.map((step, place) => make('span', {}, make('b', { textContent: signs[place] }), `\u00a0${step}`)))
    this.put(items.map((one) => panel(one, columns(one, signs))))
  }

  /** One question, with the words of its answers and the sentence to say; where that is too much, only what was chosen. @param {Item} item */
  drawOne (item) {
    this.key.hidden = true
    const some = { ...item, ...chosen(item) }
    const ways = [
      () => panel(item, columns(item, item.steps), item.said),
      () => panel(item, columns(item, item.steps)),
      () => panel(item, rows(item), item.said),
      () => panel(item, rows(item)),
      () => panel(some, rows(some)),
    ]
    for (const way of ways) {
      this.put([way()])
      if (whole(this.board)) return
    }
  }

  /** @param {HTMLElement[]} panels */
  put (panels) {
    this.board.dataset.number = String(panels.length)
    this.board.replaceChildren(...panels)
  }
}

/** Whether nothing on the board is cut off. @param {HTMLElement} board */
function whole (board) {
  const { right, bottom } = board.getBoundingClientRect()
  const slack = OVERHANG * parseFloat(getComputedStyle(board).fontSize)
  if (board.scrollHeight > board.clientHeight + slack || board.scrollWidth > board.clientWidth + 1) return false
  return [...board.querySelectorAll('article, h2, p, li, .step, .count')].every((one) => {
    const box = one.getBoundingClientRect()
    const inside = !one.matches('article') || one.scrollHeight <= one.clientHeight + slack
    return inside && box.right <= right + 1 && box.bottom <= bottom + 1 && one.scrollWidth <= one.clientWidth + 1
  })
}

/** @param {Item} item @returns {{ steps: string[], counts: number[], before: number[] }} the answers that anybody chose */
function chosen ({ steps, counts, before }) {
  const places = steps.map((_, place) => place).filter((place) => counts[place] || before[place])
  return { steps: places.map((n) => steps[n]), counts: places.map((n) => counts[n]), before: before.length ? places.map((n) => before[n]) : [] }
}

/** @param {Item} item @param {HTMLElement} chart @param {string} [said] */
function panel (item, chart, said = '') {
  const word = item.word ? [make('strong', { className: item.word, textContent: WORDS[/** @type {keyof WORDS} */ (item.word)] }), ' '] : []
  return make('article', {}, make('h2', {}, ...word, item.title), ...(said ? [make('p', { className: 'aloud', textContent: said })] : []), chart)
}

/** @param {Item} item @param {number} place */
const heard = (item, place) => make('span', { className: 'visually-hidden', textContent: `${item.steps[place]}: ${counted(item, place)}` })

/** How many chose an answer, in words: where there are two rounds, both. @param {Item} item @param {number} place */
const counted = ({ counts, before }, place) =>
  before.length ? say('{count}, before {before}', { count: counts[place], before: before[place] }) : String(counts[place])

/** @param {Item} item */
const most = ({ counts, before }) => Math.max(1, ...counts, ...before)

/** @param {number} number @param {number} most @param {string} [kind] @param {string} [words] what stands at its end */
function bar (number, most, kind = '', words = String(number)) {
  const column = make('span', { className: `col ${kind} ${number ? '' : 'none'}` }, make('span', { className: 'count', textContent: words }), make('span', { className: 'bar' }))
  column.style.setProperty('--share', String(number / most))
  return column
}

/** @param {Item} item @param {string[]} signs what stands under each column */
function columns (item, signs) {
  return make('ul', { className: 'columns', role: 'list' }, ...item.counts.map((count, place) => {
    const pair = make('span', { className: 'pair' }, ...(item.before.length ? [bar(item.before[place], most(item), 'before')] : []), bar(count, most(item)))
    const drawn = make('span', { className: 'drawn' }, pair, make('span', { className: 'step', textContent: signs[place] }))
    drawn.setAttribute('aria-hidden', 'true')
    return make('li', {}, heard(item, place), drawn)
  }))
}

/** @param {Item} item */
function rows (item) {
  return make('ul', { className: 'rows', role: 'list' }, ...item.counts.map((count, place) => {
    const drawn = make('span', { className: 'drawn' }, make('span', { className: 'step', textContent: item.steps[place] }), bar(count, most(item), '', counted(item, place)))
    drawn.setAttribute('aria-hidden', 'true')
    return make('li', {}, heard(item, place), drawn)
  }))
}
