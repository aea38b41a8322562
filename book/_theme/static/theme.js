// What has to be there before anything else: the reader's choice of colours, set before the page is drawn so that
// nothing flashes; and a word where the scripts of an exercise do not come, because then nothing else can say it.
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
{
  const RENEWED = 'This page’s scripts are not there: most likely the course was renewed since your browser kept the page. Reload it to go on; your answers stay.'
  const told = new WeakSet()
  const tell = () => {
    for (const section of document.querySelectorAll('section[data-exercise]')) {
      if (told.has(section)) continue
      told.add(section)
      section.dataset.state = 'failed'
      const notice = Object.assign(document.createElement('p'), { className: 'notice', textContent: `${RENEWED} ` })
      const button = Object.assign(document.createElement('button'), { type: 'button', className: 'quiet', textContent: 'Reload the page' })
      button.addEventListener('click', () => location.reload())
      notice.append(button)
      section.querySelector('form').after(notice)
      section.querySelector('[role=status]').textContent = RENEWED
    }
  }
  addEventListener('error', ({ target }) => {
    if (!(target instanceof HTMLScriptElement) || !/\/_live\/[^/]+\/page\.js/.test(target.src)) return
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', tell)
    else tell()
  }, true)
}
