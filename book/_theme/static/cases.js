// Narrows the case library to what the reader chose, and keeps the choice in the address so that it can be shared.
const form = document.querySelector('[data-case-filters]')
const status = document.querySelector('[data-case-status]')
const cases = [...document.querySelectorAll('[data-case]')]

const choices = () => [...new FormData(form)].filter(([, value]) => value)

const narrow = () => {
  const wanted = choices()
  let shown = 0
  for (const one of cases) {
    const fits = wanted.every(([name, value]) => one.getAttribute(`data-${name}`) === value)
    one.hidden = !fits
    if (fits) shown += 1
  }
  status.textContent = shown === cases.length ? `All ${shown} cases are shown.` : `${shown} of ${cases.length} cases are shown.`
}

const remember = () => {
  const query = new URLSearchParams(choices()).toString()
  history.replaceState(null, '', query ? `?${query}` : location.pathname)
}

const restore = () => {
  for (const [name, value] of new URLSearchParams(location.search)) {
    const select = form.elements.namedItem(name)
    if (select && [...select.options].some((option) => option.value === value)) select.value = value
  }
}

if (form && status) {
  form.hidden = false
  restore()
  narrow()
  form.addEventListener('change', () => { narrow(); remember() })
  form.addEventListener('submit', (event) => event.preventDefault())
  form.addEventListener('reset', () => setTimeout(() => { narrow(); remember() }))
  // A link to one case shows it, whatever was chosen.
  const linked = document.getElementById(location.hash.slice(1))
  if (linked?.hidden) linked.hidden = false
}
