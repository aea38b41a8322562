// Says what a typed number means in a sum. The answer, the slips that were foreseen and a hint stand on the page for
// everybody, folded under "Answers and reasons"; this only finds the right words among them.
import { asInEnglish, say } from './say.js'

/** @typedef {{ right: boolean, words: string }} Judged */

/** @param {string} typed @returns {number | null} "£8,000", "8 000", "8k" and "8000" are one number; what is no number is null */
export function number (typed) {
  const [, sign, digits, thousand] = /^([-−]?)(\d+(?:\.\d+)?|\.\d+)(k?)$/i.exec(asInEnglish(typed).replace(/[£%,\s]/g, '')) ?? []
  return digits === undefined ? null : Number(digits) * (thousand ? 1000 : 1) * (sign ? -1 : 1)
}

/** @param {string} id @param {string} typed @returns {Judged | null} null where the id is not that of a sum */
export function weigh (id, typed) {
  const sum = /** @type {HTMLElement | null} */ (document.querySelector(`[data-sum="${id}"]`))
  if (!sum) return null
  if (!typed.trim()) return { right: false, words: '' }
  const value = number(typed)
  if (value === null) return { right: false, words: say('Type a number alone, such as 12.5.') }
  const within = Number(sum.dataset.within) + 1e-9
  const near = (/** @type {unknown} */ other) => Math.abs(value - Number(other)) <= within
  if (near(sum.dataset.answer)) return { right: true, words: sum.querySelector('[data-why]')?.textContent ?? '' }
  const slips = /** @type {HTMLElement[]} */ ([...sum.querySelectorAll('[data-slip]')])
  const said = slips.find((one) => near(one.dataset.slip)) ?? sum.querySelector('[data-hint]')
  return { right: false, words: said?.lastElementChild?.textContent ?? '' }
}
