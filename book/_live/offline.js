// Asks the browser to keep what was read, so that a reload without network works. Where that is forbidden nothing is lost.
//
// On a first visit the page comes before its keeper does. It names what it was made of: the page itself, and each part that
// did not come by way of the keeper, also one that was still on its way when the keeper was ready. One that did not come is
// not named: the keeper would ask for it where the network is silent, and whoever tries again would have to wait for that.

const release = new URL('./', import.meta.url).pathname.split('/').at(-2) // the folder of this script is named after it

if ('serviceWorker' in navigator) {
  const root = new URL(document.documentElement.dataset.root ?? './', document.baseURI)
  navigator.serviceWorker.register(new URL('service-worker.js', root), { scope: root.pathname })
    .then(() => navigator.serviceWorker.ready)
    .then((registration) => {
      /** @param {string[]} keep */
      const name = (keep) => registration.active?.postMessage({ release, keep })
      name([location.href.split('#')[0]])
      new PerformanceObserver((came) => {
        const entries = /** @type {PerformanceResourceTiming[]} */ (came.getEntries())
        const past = entries.filter(({ workerStart, decodedBodySize }) => workerStart === 0 && decodedBodySize > 0)
        if (past.length) name(past.map((entry) => entry.name))
      }).observe({ type: 'resource', buffered: true })
    })
    .catch(() => undefined) // private windows may forbid it
}
