// Shows JupyterLite its own service worker alone. It is loaded before anything of JupyterLite.
//
// The course's pages have a keeper of their own, whose scope holds this folder too. JupyterLite takes whatever worker it
// finds for its own, and when its version changes it throws away all workers of the address, the course's among them.
(() => {
  const top = new URL('.', document.currentScript.src)
  const workers = navigator.serviceWorker
  if (!workers) return
  const real = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(workers), 'controller').get
  const ours = (address) => Boolean(address?.startsWith(top.href))
  Object.defineProperty(workers, 'controller', {
    get: () => {
      const controller = real.call(workers)
      return ours(controller?.scriptURL) ? controller : null
    },
  })
  workers.getRegistrations = async () => [] // none to throw away: a browser renews a worker that has changed by itself
  // Begun here, so that what is opened next does not come through the course's keeper, which would keep it all.
  workers.register(new URL('service-worker.js?enableCache=false', top), { scope: top.pathname }).catch(() => undefined)
})()
