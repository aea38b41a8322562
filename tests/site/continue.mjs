// Somebody goes on in Firefox with the file that was saved in another browser: opens it, answers, and saves it again.
// The plan comes in as JSON: { address, executablePath, folder, text, answers: [{ page, exercise, name, value }] }.
import puppeteer from '../../book/_live/node_modules/puppeteer-core/lib/esm/puppeteer/puppeteer-core.js'
import fs from 'node:fs'
import path from 'node:path'
import { open, until } from './going.mjs'

const plan = JSON.parse(fs.readFileSync(0, 'utf8'))

/** A file's text once all of it is there. */
function whole (file) {
  const text = fs.readFileSync(file, 'utf8')
  return text.endsWith('}\n') && text
}

const browser = await puppeteer.launch({
  browser: 'firefox', executablePath: plan.executablePath, headless: true,
  extraPrefsFirefox: {
    'browser.download.folderList': 2, 'browser.download.dir': plan.folder, 'browser.download.useDownloadDir': true,
    'browser.download.alwaysOpenPanel': false, 'browser.helperApps.neverAsk.saveToDisk': 'application/json',
  },
})
const errors = []
try {
  const page = await browser.newPage()
  page.on('pageerror', (error) => errors.push(String(error)))
  const stored = () => page.evaluate(() => localStorage.getItem('collabkit:workbook'))
  await open(page, plan.address + 'book/your-answers.html')
  await page.evaluate((text) => {
    const data = new DataTransfer()
    data.items.add(new File([text], 'book.json', { type: 'application/json' }))
    document.querySelector('footer').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
  }, plan.text)
  await until('the file is opened', stored)
  const opened = await stored()
  for (const { page: name, exercise, field, value } of plan.answers) {
    if (!page.url().endsWith(name)) await open(page, plan.address + name)
    await page.evaluate((exercise, field, value) => {
      const fields = [...document.querySelectorAll(`section[data-exercise="${exercise}"] [name="${field}"]`)]
      const target = fields.find((one) => one.type === 'radio' && one.value === value) ?? fields[0]
      target.focus()
      if (target.type === 'radio') return target.click()
      target.value = value
      target.dispatchEvent(new InputEvent('input', { bubbles: true }))
    }, exercise, field, value)
  }
  await open(page, plan.address + 'book/your-answers.html')
  await until('the page is ready', () => page.evaluate(() => document.querySelector('[data-progress] .state').textContent !== ''))
  await page.evaluate(() => document.querySelector('[data-save]').click())
  const saved = await until('the file is saved', () => fs.readdirSync(plan.folder).find((name) => name.endsWith('.json')))
  const text = await until('the file is whole', () => whole(path.join(plan.folder, saved)))
  process.stdout.write(JSON.stringify({ opened, text, stored: await stored(), errors, version: await browser.version() }))
} finally {
  await browser.close()
}
process.exit(0)
