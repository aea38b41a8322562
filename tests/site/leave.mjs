// Somebody leafs through the course in Firefox: each page is left while Python is starting there; on the last they stay.
// The plan comes in as JSON: { address, executablePath, pages, stays }.
import puppeteer from '../../book/_live/node_modules/puppeteer-core/lib/esm/puppeteer/puppeteer-core.js'
import fs from 'node:fs'
import { open, sleep } from './going.mjs'

const plan = JSON.parse(fs.readFileSync(0, 'utf8'))
const TOUCH = () => document.querySelector('section[data-exercise] [data-example]').click()
const STATE = () => document.querySelector('section[data-exercise]').dataset.state

const browser = await puppeteer.launch({ browser: 'firefox', executablePath: plan.executablePath, headless: true })
try {
  const page = await browser.newPage()
  for (const [turn, name] of plan.pages.entries()) {
    await open(page, plan.address + name)
    await page.evaluate(TOUCH)
    await sleep(100 + 100 * (turn % 4)) // the network, unpacking, compiling: each is left in its midst
  }
  await open(page, plan.address + plan.stays)
  await page.evaluate(TOUCH)
  let state
  for (let turn = 0; turn < 450 && !['live', 'failed'].includes(state = await page.evaluate(STATE)); turn++) await sleep(100)
  process.stdout.write(JSON.stringify({ state }))
} finally {
  await browser.close()
}
process.exit(0)
