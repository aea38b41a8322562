// Says in a sentence what is missing and what to do, where a reader would otherwise wait for nothing.
//
// It runs beside JupyterLab and needs nothing of it: what a browser lacks and what the host does not have is asked of the
// browser and of the host. Only whether Python has started is asked of JupyterLab.
(() => {
  const top = new URL('.', document.currentScript.src)
  const STARTED = 120 // seconds that Python may take on a slow machine
  const KEEPER = 20 // seconds that the keeper of files may take
  const said = new Map()

  const show = () => {
    let bar = document.getElementById('said')
    if (!bar) {
      bar = document.createElement('div')
      bar.id = 'said'
      bar.setAttribute('role', 'alert')
      document.body.prepend(bar)
    }
    bar.hidden = !said.size
    bar.replaceChildren(...[...said.values()].map((words) => Object.assign(document.createElement('p'), { textContent: words })))
  }
  const say = (name, words) => { if (said.get(name) !== words) { said.set(name, words); show() } }
  const unsay = (name) => { if (said.delete(name)) show() }

  async function files () {
    const list = await fetch(new URL('needed.json', top), { cache: 'no-cache' }).then((response) => response.ok ? response.json() : null).catch(() => null)
    if (!list) return say('files', 'The list of this folder’s files did not come. If your network is there, tell whoever put this page online that the folder is not whole.')
    const found = await Promise.all(list.map((name) => fetch(new URL(name, top), { method: 'HEAD', cache: 'no-cache' }).then(({ ok }) => ok, () => false)))
    const missing = list.filter((_, place) => !found[place])
    if (!missing.length) return unsay('files')
    const more = missing.length > 1 ? ` (and ${missing.length - 1} more)` : ''
    say('files', `Python cannot start here: the file ${missing[0]}${more} is missing from this site. Waiting does not help. Tell whoever put this page online to copy the whole folder again.`)
  }

  function keeper () {
    const worker = navigator.serviceWorker
    const look = () => worker.controller // own.js shows none but ours
      ? unsay('keeper')
      : say('keeper', 'This browser has not let the notebooks keep files. What you answer here is lost when you close the page. Use an ordinary window in place of a private one, or download what you need before you leave.')
    worker.addEventListener('controllerchange', look)
    setTimeout(look, KEEPER * 1000)
  }

  function python () {
    let since = Date.now()
    setInterval(() => {
      const session = window.jupyterapp?.shell?.currentWidget?.sessionContext
      const status = session?.kernelDisplayStatus
      if (!status || !['starting', 'connecting', 'initializing', 'unknown', 'restarting', 'autorestarting', 'dead'].includes(status)) {
        since = Date.now()
        return unsay('python')
      }
      if (status === 'dead' || Date.now() - since > STARTED * 1000) say('python', 'Python has not started, and waiting longer will hardly help. Reload this page. If it stays so, use another browser, such as a new Chrome, Edge, Firefox or Safari.')
    }, 2000)
  }

  function begin () {
    if (typeof WebAssembly !== 'object') return say('browser', 'This browser has no WebAssembly, so Python cannot run in it. It is switched off, as some organisations and “lockdown” modes do, or the browser is old. The course’s own pages read and print without it; for the notebooks use another browser.')
    if (!window.isSecureContext) return say('browser', 'Notebooks run only at an address that begins with https. Ask whoever put this page online for that address.')
    if (!navigator.serviceWorker) return say('browser', 'This browser does not let a page keep files (it has no service workers), so notebooks cannot run in it. Use an ordinary window in place of a private one, or another browser.')
    files()
    if (!document.querySelector('main .door')) { keeper(); python() }
  }
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', begin)
  else begin()
})()
