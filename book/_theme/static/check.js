// Answers a reader's choice in a knowledge check, or a number in a sum, at once, and keeps it in this browser.
// The reasons stand on the page for everybody, folded under "Answers and reasons"; this only brings them forward.
import { weigh } from './sums.js'

const KEY = 'collabkit.checks'

const kept = () => {
  try { return JSON.parse(localStorage.getItem(KEY)) ?? {} } catch { return {} }
}
const keep = (id, value) => {
  try { localStorage.setItem(KEY, JSON.stringify({ ...kept(), [id]: value })) } catch { /* storage is full or forbidden */ }
}

const chosen = (id, value) => {
  const reason = document.querySelector(`[data-reason="${id}.${CSS.escape(value)}"]`)
  return reason && { right: reason.dataset.right === 'true', words: reason.querySelector('[data-why]').textContent }
}

const say = (check, value, status) => {
  const judged = weigh(check.dataset.check, value) ?? chosen(check.dataset.check, value)
  if (!judged?.words) {
    delete check.dataset.result
    status.replaceChildren()
    return
  }
  check.dataset.result = judged.right ? 'right' : 'wrong'
  const verdict = document.createElement('strong')
  verdict.textContent = judged.right ? 'Yes.' : 'Not quite.'
  status.replaceChildren(verdict, ` ${judged.words}`)
}

for (const check of document.querySelectorAll('[data-check]')) {
  const status = check.querySelector('[role=status]')
  const id = check.dataset.check
  const before = kept()[id]
  const input = [...check.querySelectorAll('input')].find((one) => one.type === 'text' || one.value === before)
  if (input && typeof before === 'string') {
    if (input.type === 'text') input.value = before
    else input.checked = true
    say(check, before, status)
  }
  check.addEventListener('change', ({ target }) => {
    keep(id, target.value)
    say(check, target.value, status)
  })
}

const answers = document.querySelectorAll('details.check-answers')
const open = new Set()
addEventListener('beforeprint', () => answers.forEach((one) => { if (!one.open) { open.add(one); one.open = true } }))
addEventListener('afterprint', () => { open.forEach((one) => { one.open = false }); open.clear() })
