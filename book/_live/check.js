// Answers a reader's choice in a knowledge check at once, and keeps it in the workbook.
// The reasons stand on the page for everybody, folded under "Answers and reasons"; this only brings them forward.
import { store } from './kept.js'

/** @param {HTMLElement} check @param {string} value */
function say (check, value) {
  const reason = /** @type {HTMLElement | null} */ (document.querySelector(`[data-reason="${check.dataset.check}.${value}"]`))
  const status = check.querySelector('[role=status]')
  if (!reason || !status) return
  const right = reason.dataset.right === 'true'
  check.dataset.result = right ? 'right' : 'wrong'
  const verdict = document.createElement('strong')
  verdict.textContent = right ? 'Yes.' : 'Not quite.'
  status.replaceChildren(verdict, ` ${reason.querySelector('[data-why]')?.textContent ?? ''}`)
}

const checks = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('[data-check]')])

/** Show what is stored, also what another tab stored. */
function show () {
  for (const check of checks) {
    const kept = store.book.checks.answers[check.dataset.check ?? '']
    for (const input of check.querySelectorAll('input')) {
      if (input.checked === (input.value === kept)) continue
      input.checked = input.value === kept
      if (input.checked) say(check, input.value)
    }
  }
}

show()
store.watch(show)
for (const check of checks) {
  check.addEventListener('change', ({ target }) => {
    const { value } = /** @type {HTMLInputElement} */ (target)
    store.changePart('checks', { [check.dataset.check ?? '']: value })
    say(check, value)
  })
}

const answers = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll('details.check-answers')])
/** @type {Set<HTMLDetailsElement>} */
const opened = new Set()
addEventListener('beforeprint', () => answers.forEach((one) => { if (!one.open) { opened.add(one); one.open = true } }))
addEventListener('afterprint', () => { opened.forEach((one) => { one.open = false }); opened.clear() })
