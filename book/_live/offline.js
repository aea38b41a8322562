// Asks the browser to keep what was read, so that a reload without network works. Where that is forbidden nothing is lost.

if ('serviceWorker' in navigator) {
  const root = new URL(document.documentElement.dataset.root ?? './', document.baseURI)
  navigator.serviceWorker.register(new URL('service-worker.js', root), { scope: root.pathname })
    .then(() => navigator.serviceWorker.ready)
    .then((registration) => {
      // This page came before its keeper did: name what it is made of.
      const parts = performance.getEntriesByType('resource').map((entry) => entry.name)
      registration.active?.postMessage({ keep: [location.href.split('#')[0], ...parts] })
    })
    .catch(() => undefined) // private windows may forbid it
}
