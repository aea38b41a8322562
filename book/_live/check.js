// Answers a reader's choice in a knowledge check, or a number in a sum, at once, and keeps it in the workbook.
// The reasons stand on the page for everybody, folded under "Answers and reasons"; this only brings them forward.
import { store } from './kept.js'
import { say } from './say.js'
import { weigh } from './sums.js'

/** @typedef {import('./sums.js').Judged} Judged */

/** @param {string} id @param {string} value @returns {Judged | null} what is said of a choice */
function chosen (id, value) {
  const reason = /** @type {HTMLElement | null} */ (document.querySelector(`[data-reason="${id}.${CSS.escape(value)}"]`))
  return reason && { right: reason.dataset.right === 'true', words: reason.querySelector('[data-why]')?.textContent ?? '' }
}

/** @param {HTMLElement} check @param {string} value */
function judge (check, value) {
  const id = check.dataset.check ?? ''
  const status = check.querySelector('[role=status]')
  const judged = weigh(id, value) ?? chosen(id, value)
  if (!judged?.words) {
    delete check.dataset.result
    status?.replaceChildren()
    return
  }
  check.dataset.result = judged.right ? 'right' : 'wrong'
  const verdict = document.createElement('strong')
  verdict.textContent = judged.right ? say('Yes.') : say('Not quite.')
  status?.replaceChildren(verdict, ` ${judged.words}`)
}

const checks = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('[data-check]')])

/** Show what is stored, also what another tab stored. */
function show () {
  for (const check of checks) {
    const kept = store.book.checks.answers[check.dataset.check ?? '']
    const before = typeof kept === 'string' ? kept : ''
    for (const input of check.querySelectorAll('input')) {
      if (input.type === 'text' ? input.value === before : input.checked === (input.value === before)) continue
      if (input.type !== 'text') input.checked = input.value === before
      else if (input !== document.activeElement || !document.hasFocus()) input.value = before
      else continue
      judge(check, before)
    }
  }
}

show()
store.watch(show)
/** @param {Event} event @returns {string} what was typed or chosen */
const given = ({ target }) => /** @type {HTMLInputElement} */ (target).value
for (const check of checks) {
  // Kept at each key, for whoever leaves the page at once; judged when it is whole.
  check.addEventListener('input', (event) => store.changeChecks({ [check.dataset.check ?? '']: given(event) }))
  check.addEventListener('change', (event) => judge(check, given(event)))
}

const answers = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll('details.check-answers')])
/** @type {Set<HTMLDetailsElement>} */
const opened = new Set()
addEventListener('beforeprint', () => answers.forEach((one) => { if (!one.open) { opened.add(one); one.open = true } }))
addEventListener('afterprint', () => { opened.forEach((one) => { one.open = false }); opened.clear() })
