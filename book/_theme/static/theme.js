// The reader's choice of colours: set before the page is drawn, so that nothing flashes.
// It is a plain script in the head because a module would run too late.
{
  const KEY = 'collabkit.theme'
  const root = document.documentElement
  const stored = () => {
    try { return localStorage.getItem(KEY) } catch { return null } // storage may be forbidden
  }
  const show = (choice) => {
    if (choice === 'light' || choice === 'dark') root.dataset.theme = choice
    else delete root.dataset.theme
  }
  const keep = (choice) => {
    try { localStorage.setItem(KEY, choice) } catch { /* the choice then holds for this page */ }
  }
  show(stored())
  addEventListener('storage', (event) => { if (event.key === KEY) show(event.newValue) })
  document.addEventListener('DOMContentLoaded', () => {
    const select = document.querySelector('[data-theme-choice]')
    if (!select) return
    select.value = root.dataset.theme ?? 'auto'
    select.addEventListener('change', () => { show(select.value); keep(select.value) })
    select.parentElement.hidden = false
  })
}
