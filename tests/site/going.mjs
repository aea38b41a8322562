// What everybody does who goes through the course with a driver: wait until something is true, and go to a page.

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Wait until something is true; the page's policy forbids the driver's own way of waiting. */
export async function until (what, found) {
  for (let turn = 0; turn < 450; turn++) {
    const value = await found()
    if (value) return value
    await sleep(100)
  }
  throw new Error(`never true: ${what}`)
}

/** Go to a page; a driver does not always hear of one that the service worker answered, so look whether it is there. */
export async function open (page, address) {
  await page.goto(address, { waitUntil: 'domcontentloaded', timeout: 10_000 }).catch(() => undefined)
  const there = (address) => location.href.startsWith(address) && document.readyState === 'complete'
  await until(`${address} is there`, () => page.evaluate(there, address).catch(() => false))
}
