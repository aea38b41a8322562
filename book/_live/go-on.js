// Home, for who comes back: the line of the exercise in which this browser's workbook was last changed.
import { store } from './kept.js'

/** @returns {string} the exercise whose own answers were changed last, or nothing */
function last () {
  const times = Object.entries(store.book.exercises).map(([id, entry]) => /** @type {[string, string]} */ (
    [id, Object.keys(entry.answers).map((key) => entry.changed[key] ?? '').reduce((one, other) => one > other ? one : other, '')]))
  const here = new Set([...document.querySelectorAll('[data-last]')].map((line) => /** @type {HTMLElement} */ (line).dataset.last))
  return times.filter(([id, time]) => time && here.has(id)).sort(([, one], [, other]) => one < other ? 1 : -1)[0]?.[0] ?? ''
}

function show () {
  const id = last()
  for (const line of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-last]'))) line.hidden = line.dataset.last !== id
}

store.watch(show)
show()
