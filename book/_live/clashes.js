// Where a file that was opened and this browser both had an answer: both are shown, and either can be kept.
import { store } from './kept.js'
import { button, make } from './making.js'
import { say } from './say.js'
import { empty } from './workbook.js'

/** @typedef {import('./workbook.js').Workbook} Workbook */
/**
 * @typedef {{ exercise: string, key: string, where: string, question: string, mine: string, theirs: string,
 *   values: { mine: unknown, theirs: unknown }, later: 'mine' | 'theirs' }} Clash exercise: nothing for what all share
 */

export class Clashes {
  /**
   * @param {HTMLElement} place
   * @param {(answer: Workbook) => void} taken called with the one answer that was taken instead of the one kept
   */
  constructor (place, taken) {
    this.place = place
    this.taken = taken
  }

  /** Somebody else's answers go from the page, and not only out of sight. */
  hide () {
    this.place.hidden = true
    this.place.replaceChildren()
  }

  /** @param {Clash[]} clashes */
  show (clashes) {
    this.hide()
    if (!clashes.length) return
    const list = make('ul', { className: 'clashes' }, ...clashes.map((one) => this.item(one)))
    this.place.append(make('h2', { textContent: say('Where both had an answer') }), make('p', { textContent: say('The later one is kept. Take the other where it is the better one.') }), list)
    this.place.hidden = false
  }

  /** @param {Clash} one */
  item (one) {
    const item = make('li', {})
    const show = (/** @type {'mine' | 'theirs'} */ kept) => {
      const other = kept === 'mine' ? 'theirs' : 'mine'
      const [mine, answer] = [one[kept], one[other]]
      const take = button(say('Keep “{answer}” instead', { answer }), () => {
        store.change(one.exercise || 'strategy', { [one.key]: one.values[other] })
        this.taken(alone(store.book, one))
        show(other)
        item.querySelector('button')?.focus() // the one that was pressed is gone
      })
      item.replaceChildren(
        make('p', {}, make('strong', { textContent: one.question }), ` (${one.where})`),
        make('p', { textContent: say('Kept: {answer}', { answer: mine }) }),
        make('p', { textContent: other === 'theirs' ? say('In the file: {answer}', { answer }) : say('In the browser: {answer}', { answer }) }),
        take,
      )
    }
    show(one.later)
    return item
  }
}

/** @param {Workbook} book @param {Clash} one @returns {Workbook} this one answer of it, and nothing else */
function alone (book, { exercise, key }) {
  const { answers, changed } = exercise ? book.exercises[exercise] : book.shared
  const entry = { answers: { [key]: answers[key] }, changed: { [key]: changed[key] } }
  return exercise ? { ...empty(), exercises: { [exercise]: entry } } : { ...empty(), shared: entry }
}
