// Somebody leaves a page while Python starts there and goes Back, and once more when Python has started.
// The plan comes in as JSON: { address, executablePath, args, page, other }; told is whether each time the page had been kept.
import puppeteer from '../../book/_live/node_modules/puppeteer-core/lib/esm/puppeteer/puppeteer-core.js'
import fs from 'node:fs'
import { open, until } from './going.mjs'

const plan = JSON.parse(fs.readFileSync(0, 'utf8'))
const TOUCH = () => { window.mark = true; document.querySelector('section[data-exercise] [data-example]').click() }
const STATE = () => document.querySelector('section[data-exercise]').dataset.state

const browser = await puppeteer.launch({ executablePath: plan.executablePath, headless: true, args: plan.args })
try {
  const page = await browser.newPage()
  const state = (wanted) => until(`Python is ${wanted}`, async () => await page.evaluate(STATE) === wanted)
  /** Go on, and Back: was the page kept as it was? */
  async function thereAndBack () {
    await open(page, plan.address + plan.other)
    await page.goBack({ waitUntil: [] }).catch(() => undefined)
    return until('the page is there again', () => page.evaluate((name) => location.href.endsWith(name) && document.readyState === 'complete' && { kept: Boolean(window.mark) }, plan.page).catch(() => undefined))
  }
  await open(page, plan.address + plan.page)
  await page.evaluate(TOUCH)
  await state('starting')
  const starting = await thereAndBack()
  await page.evaluate(TOUCH)
  await state('live')
  const started = await thereAndBack()
  await state('live')
  process.stdout.write(JSON.stringify({ starting: starting.kept, started: started.kept }))
} finally {
  await browser.close()
}
process.exit(0)
