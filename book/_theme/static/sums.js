// Says what a typed number means in a sum. The answer, the slips that were foreseen and a hint stand on the page for
// everybody, folded under "Answers and reasons"; this only finds the right words among them.

// "£8,000", "8 000", "8k" and "8000" are one number; what is no number is null.
export const number = (typed) => {
  const [, sign, digits, thousand] = /^([-−]?)(\d+(?:\.\d+)?|\.\d+)(k?)$/i.exec(typed.replace(/[£%,\s]/g, '')) ?? []
  return digits === undefined ? null : Number(digits) * (thousand ? 1000 : 1) * (sign ? -1 : 1)
}

// Returns whether it is right and the words to say; null where the id is not that of a sum.
export const weigh = (id, typed) => {
  const sum = document.querySelector(`[data-sum="${id}"]`)
  if (!sum) return null
  if (!typed.trim()) return { right: false, words: '' }
  const value = number(typed)
  if (value === null) return { right: false, words: 'Type a number alone, such as 12.5.' }
  const within = Number(sum.dataset.within) + 1e-9
  const near = (other) => Math.abs(value - Number(other)) <= within
  if (near(sum.dataset.answer)) return { right: true, words: sum.querySelector('[data-why]').textContent }
  const slip = [...sum.querySelectorAll('[data-slip]')].find((one) => near(one.dataset.slip))
  const said = slip ? slip.lastElementChild : sum.querySelector('[data-hint]').lastElementChild
  return { right: false, words: said.textContent }
}
