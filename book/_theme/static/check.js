// Answers a reader's choice in a knowledge check at once, and keeps it in this browser.
// The reasons stand on the page for everybody, folded under "Answers and reasons"; this only brings them forward.
const KEY = 'collabkit.checks'

const kept = () => {
  try { return JSON.parse(localStorage.getItem(KEY)) ?? {} } catch { return {} }
}
const keep = (id, value) => {
  try { localStorage.setItem(KEY, JSON.stringify({ ...kept(), [id]: value })) } catch { /* storage is full or forbidden */ }
}

const say = (check, value, status) => {
  const reason = document.querySelector(`[data-reason="${check.dataset.check}.${value}"]`)
  if (!reason) return
  const right = reason.dataset.right === 'true'
  check.dataset.result = right ? 'right' : 'wrong'
  const verdict = document.createElement('strong')
  verdict.textContent = right ? 'Yes.' : 'Not quite.'
  status.replaceChildren(verdict, ` ${reason.querySelector('[data-why]').textContent}`)
}

for (const check of document.querySelectorAll('[data-check]')) {
  const status = check.querySelector('[role=status]')
  const id = check.dataset.check
  const before = kept()[id]
  const input = [...check.querySelectorAll('input')].find((one) => one.value === before)
  if (input) {
    input.checked = true
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
