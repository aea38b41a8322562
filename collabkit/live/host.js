// How a form lives among a notebook: in its light or dark, and with its keys to itself.

/** Light or dark as the notebook is: JupyterLab and Voila, VS Code, Colab; else the reader's own setting. */
function theme () {
  const { body, documentElement: html } = document
  const lab = body.dataset.jpThemeLight ?? html.dataset.jpThemeLight
  if (lab) return lab === 'false' ? 'dark' : 'light'
  const code = body.dataset.vscodeThemeKind ?? ''
  if (code) return /light/.test(code) ? 'light' : 'dark'
  return html.getAttribute('theme') ?? ''
}

/** @param {HTMLElement} host @returns {() => void} what ends it */
export function followTheme (host) {
  const paint = () => { host.dataset.theme = theme() }
  const watcher = new MutationObserver(paint)
  for (const node of [document.body, document.documentElement]) watcher.observe(node, { attributes: true })
  paint()
  return () => watcher.disconnect()
}

/**
 * Keys belong to the form for as long as somebody is in it: a letter in a list is no command to the notebook. Who
 * presses elsewhere has left it; JupyterLab alone would leave the focus where it is, and Shift+Enter would do nothing.
 * @param {HTMLElement} host
 * @returns {() => void} what ends it
 */
export function keepKeys (host) {
  const leave = (/** @type {Event} */ event) => {
    if (event.composedPath().includes(host)) return
    const field = host.shadowRoot?.activeElement
    if (field instanceof HTMLElement) field.blur()
  }
  document.addEventListener('pointerdown', leave, true)
  host.dataset.lmSuppressShortcuts = 'true' // JupyterLab looks at this before it takes a key for a shortcut
  host.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 's') event.preventDefault() // never the browser's "save page"
    event.stopPropagation() // the classic notebook and VS Code listen further out
  })
  return () => document.removeEventListener('pointerdown', leave, true)
}
