// What has to be there before anything else: the reader's choice of colours, set before the page is drawn so that
// nothing flashes; where links to other sites open in a frame; how far the chapters are read; groups of questions drawn as
// folded until the script comes that folds them, so that nothing jumps; and a word where the scripts of an exercise do
// not come, because then nothing else can say it.
// It is a plain script in the head because a module would run too late; so the page hands it its words (layout.html).
{
  const KEY = 'collabkit.theme'
  const root = document.documentElement
  root.dataset.scripts = '' // so that what needs a script has its room from the first paint, and none without
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
  })
}
if (window.parent !== window) {
  // In a learning platform's frame. Another site's page seldom lets itself be shown in one, so it opens beside the course.
  addEventListener('click', ({ target }) => {
    const link = target.closest?.('a[href]')
    if (link && link.origin !== location.origin && link.protocol.startsWith('http')) Object.assign(link, { target: '_blank', rel: 'noopener' })
  }, { capture: true })
}
{
  // How far each chapter is read, beside it in the contents. It stands in the workbook, where reading.js keeps it; here
  // it is only looked at, so that a page of text needs no other script for it.
  const { saidRead: read, saidBegun: begun } = document.currentScript.dataset
  const WORDS = { read, begun }
  const kept = () => {
    try { return JSON.parse(localStorage.getItem('collabkit:workbook') ?? '{}').exercises?.reading?.answers ?? {} } catch { return {} }
  }
  const show = () => {
    const answers = kept()
    for (const list of document.querySelectorAll('.contents .caption:first-child + ul, [data-chapters]')) {
      [...list.children].forEach((item, chapter) => {
        const state = answers[`${chapter}.read`] === true ? 'read' : answers[`${chapter}.begun`] === true ? 'begun' : ''
        const link = item.querySelector('a')
        const mark = link?.querySelector('.reading-mark')
        if (!link || (mark?.dataset.state ?? '') === state) return
        mark?.remove()
        if (!state) return
        const fresh = link.appendChild(Object.assign(document.createElement('span'), { className: 'reading-mark', title: WORDS[state] }))
        fresh.dataset.state = state
        fresh.append(Object.assign(document.createElement('span'), { className: 'visually-hidden', textContent: ` (${WORDS[state]})` }))
      })
    }
  }
  document.addEventListener('DOMContentLoaded', show)
  document.addEventListener('collabkit:kept', show)
  addEventListener('storage', show)
  addEventListener('pageshow', show)
}
{
  // Once everything is loaded, a group looks as it is: also where that script did not come.
  document.documentElement.dataset.folding = ''
  addEventListener('load', () => { delete document.documentElement.dataset.folding })
}
{
  // A page that a browser kept past a release asks for scripts that are gone. It comes anew by itself, once for each
  // release and only where nobody has typed yet; where that does not help, it says so.
  const { saidRenewed: renewed, saidReload: reload } = document.currentScript.dataset
  const SCRIPT = /\/_live\/[^/]+\/(?!offline\.js)[^/]+\.js$/ // which only keeps pages for later
  const RELOADED = 'collabkit.reloaded'
  let typed = false
  const helps = (src) => {
    const release = new URL('.', src).pathname
    try {
      if (typed || !navigator.onLine || sessionStorage.getItem(RELOADED) === release) return false
      sessionStorage.setItem(RELOADED, release)
      return true
    } catch { return false } // where nothing can be noted, it might come anew without end
  }
  const notice = () => {
    const words = Object.assign(document.createElement('p'), { className: 'notice', textContent: `${renewed} ` })
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'quiet', textContent: reload })
    button.dataset.anew = ''
    button.addEventListener('click', () => location.reload())
    words.append(button)
    return words
  }
  const tellOfExercises = () => {
    for (const section of document.querySelectorAll('section[data-exercise]')) {
      section.dataset.state = 'failed'
      section.querySelector('form').after(notice())
      section.querySelector('[role=status]').textContent = renewed
    }
  }
  const tellOfPage = () => {
    if (!document.querySelector('h1 + .notice')) document.querySelector('h1').after(notice())
  }
  const tellOf = (src) => {
    const tell = src.endsWith('/page.js') ? tellOfExercises : tellOfPage
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', tell)
    else tell()
  }
  const here = new Set()
  let coming = false
  addEventListener('load', ({ target }) => { here.add(target.src) }, true)
  addEventListener('error', ({ target }) => {
    if (coming || !(target instanceof HTMLScriptElement) || !SCRIPT.test(target.src)) return
    coming = helps(target.src)
    if (coming) location.reload()
    else tellOf(target.src)
  }, true)
  // Until the page that comes anew is here, somebody may begin to type into this one. Then this one stays, with what it has.
  addEventListener('input', () => {
    typed = true
    if (!coming) return
    coming = false
    window.stop()
    for (const { src } of document.scripts) if (SCRIPT.test(src) && !here.has(src)) tellOf(src)
  }, { capture: true })
}
