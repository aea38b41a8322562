// A reader of no plan at all, in a real browser: two tabs, every chapter, random answers and second thoughts, long lists,
// reloads, Back and Forward, offline and online, clearing, examples taken and taken back, a release in between.
//
// It keeps a plain model of what the reader did last. At every rest it reports the model, what is stored, and what both
// tabs show; test_life.py judges. Lines of JSON go both ways: the plan comes in first, then one answer to each request.
import puppeteer from '../../book/_live/node_modules/puppeteer-core/lib/esm/puppeteer/puppeteer-core.js'
import readline from 'node:readline'

const lines = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const hear = async () => JSON.parse((await lines.next()).value)
const say = (message) => process.stdout.write(JSON.stringify(message) + '\n')
const request = async (message) => { say(message); return hear() }
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

const plan = await hear()
const { address, exercises, shared } = plan
const pages = [...new Set(Object.values(exercises).map(({ page }) => page))]

/** Chance with a seed (mulberry32). */
let state = plan.seed >>> 0
const random = () => {
  state = (state + 0x6D2B79F5) >>> 0
  let t = state
  t = Math.imul(t ^ (t >>> 15), t | 1)
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}
const below = (n) => Math.floor(random() * n)
const pick = (list) => list[below(list.length)]
const chance = (share) => random() < share

const model = { shared: {}, own: Object.fromEntries(Object.keys(exercises).map((id) => [id, {}])) }
const where = (id, name) => shared.includes(name) ? model.shared : model.own[id]
const blank = (value) => value === undefined || value === null || (typeof value === 'string' && !value.trim()) || (Array.isArray(value) && value.every(blank))
const trimmed = (list) => { const kept = [...list]; while (kept.length && !kept[kept.length - 1].trim()) kept.pop(); return kept }
function did (id, name, value) {
  const answers = where(id, name)
  if (blank(value)) delete answers[name]
  else answers[name] = value
}

const counts = { actions: 0, rests: 0, uncertain: 0, notFetched: 0, renewed: 0 }
const errors = []
let offline = false
let released = false
/** Pages that this browser has kept under the release that it has now, so that they open offline too. */
let keptPages = new Set()

const PATIENCE = 30_000 // a page that says nothing for so long hangs
const browser = await puppeteer.launch({ ...plan.launch, protocolTimeout: PATIENCE })
const version = await browser.version()
browser.process()?.once('exit', (code, signal) => errors.push(`the browser itself ended: code ${code}, signal ${signal}`))
async function newTab () {
  const tab = await browser.newPage()
  tab.on('error', (error) => errors.push(`a tab ended: ${String(error).slice(0, 200)} at ${tab.url()}`))
  tab.on('pageerror', (error) => {
    // Firefox tells of a file that did not come as if a script had erred: without network, where a service worker gives way
    // to that of a new release (it may then ask the network alone, for a file that is gone), and where a page is left while
    // it loads. It is counted; whether the page copes is judged at the next rest.
    if (/^(Error: )?(Failed to load .*ServiceWorker|Loading module from .* was blocked)/.test(String(error))) counts.notFetched++
    else errors.push(String(error).slice(0, 300))
  })
  await tab.setViewport({ width: 1100, height: 800 })
  return tab
}
const tabs = [await newTab(), await newTab()]
let tab = tabs[0]

/**
 * Where a page does not answer: does it answer a question by another way (then the driver lost the first), and if not,
 * what is it at? Nothing where it is at no script. @param {import('puppeteer-core').Page} which @returns {Promise<string | undefined>}
 */
async function whatHangs (which) {
  const within = (promise) => Promise.race([promise, sleep(5000).then(() => undefined)])
  const session = await within(which.createCDPSession())
  if (!session) return 'the browser gives no second way to the page'
  const other = await within(session.send('Runtime.evaluate', { expression: 'document.visibilityState + " " + document.readyState + " " + location.href', returnByValue: true }))
  if (other) return `the page answers another way: ${other.result?.value}`
  const paused = new Promise((resolve) => session.on('Debugger.paused', resolve))
  await within(session.send('Debugger.enable'))
  await within(session.send('Debugger.pause'))
  const at = await within(paused)
  return at && `the page is at ${at.callFrames.slice(0, 6).map((frame) => `${frame.functionName || '?'} ${frame.url.split('/').pop()}:${frame.location.lineNumber + 1}`).join(' < ')}`
}

/** Run in the page; navigation in between is no error of the page's. */
const inPage = async (which, what, ...args) => {
  for (let turn = 0; turn < 40; turn++) {
    try { return await which.evaluate(what, ...args) } catch (error) {
      if (/timed out/.test(String(error))) {
        const at = await whatHangs(which).catch(String)
        throw new Error(`${which.url()}: ${at ?? 'the page stands still, and not in a script'}`, { cause: error })
      }
      if (!/navigat|destroyed|detached|Cannot find context|no such frame|closed|Execution context|AbortError/i.test(String(error))) throw error
      await sleep(150)
    }
  }
  throw new Error('The page never came to rest.')
}

/** Go somewhere; a driver does not always hear of a page that the service worker answered, so look whether it is there. */
async function arrive (going, what) {
  try { await going() } catch (error) {
    const there = onTheCourse(tab) && await inPage(tab, () => document.readyState === 'complete')
    if (!there && !/abort|NS_BINDING/i.test(String(error))) errors.push(`${what}: ${String(error).slice(0, 200)}`)
  }
}

async function open (page) {
  if (offline && !keptPages.has(page)) return
  await arrive(() => tab.goto(address + page, { waitUntil: 'domcontentloaded', timeout: 15_000 }), page)
}

async function reload () {
  if (offline && !keptPages.has(tab.url().replace(address, '').split('#')[0])) return
  await arrive(() => tab.reload({ waitUntil: 'domcontentloaded', timeout: 15_000 }), 'reload')
}

async function back (way) {
  try { await (way === 'back' ? tab.goBack({ waitUntil: 'domcontentloaded', timeout: 8000 }) : tab.goForward({ waitUntil: 'domcontentloaded', timeout: 8000 })) } catch { /* there is no page that way, or the browser kept it whole and reports nothing */ }
  await sleep(100)
  if (!tab.url().startsWith(address + 'book/')) await home()
}

/** Back to a page of the course: Back may lead to where nothing is, and offline to a page that was never kept. */
async function home () {
  if (offline && !keptPages.size) await online()
  await open(pick(offline ? [...keptPages] : pages))
}

async function online () {
  offline = false
  await request({ kind: 'do', what: 'online' })
}

/** A field that can be used: an exercise's id, its name, its place among those of its name, and what it offers. */
const fieldOf = (which, roll, listOnly) => inPage(which, (roll, listOnly) => {
  const sections = [...document.querySelectorAll('section[data-exercise]')]
  if (!sections.length) return null
  const section = sections[Math.floor(roll[0] * sections.length)]
  const anew = section.querySelector('[data-anew]') // the page says that it has to come anew before anybody types
  if (anew) { anew.click(); return null }
  const all = [...section.querySelector('form').elements].filter((field) => field.name && field.localName !== 'fieldset' && (field.offsetParent || field.closest('details.group:not([open])')))
  const some = listOnly ? all.filter((field) => field.closest('.names')) : all
  const field = some[Math.floor(roll[1] * some.length)]
  if (!field) return null
  const same = [...section.querySelectorAll(`[name="${CSS.escape(field.name)}"]`)]
  return {
    id: section.dataset.exercise, name: field.name, place: same.indexOf(field), value: field.value, many: 'many' in field.dataset,
    kind: field.localName === 'select' ? 'select' : field.type === 'radio' || field.type === 'checkbox' ? field.type : 'text',
    numeric: field.inputMode === 'decimal', long: field.localName === 'textarea', options: field.options ? [...field.options].map((option) => option.value) : [],
  }
}, roll, listOnly)

const WORDS = ['County', 'Police', 'visits at home', 'Älter & „anders“', '<b>bold</b>', "o'clock", 'x', '日本', 'Fire service', 'list of people', '“quoted”', 'and more']
const NUMBERS = ['7', '0', '12.5', '1,200', '50', '3', '100', '-2', 'lots', '0.2']

/** Focus a field and put the caret; returns its value, or nothing where it went away. */
const enter = (field, append) => inPage(tab, (id, name, place, append) => {
  const target = document.querySelectorAll(`section[data-exercise="${id}"] [name="${CSS.escape(name)}"]`)[place]
  target?.closest('details.group:not([open])')?.querySelector('summary').click() // a folded group is opened first
  if (!target || !target.offsetParent) return null
  target.focus()
  if (append) target.setSelectionRange(target.value.length, target.value.length)
  else target.select()
  return target.value
}, field.id, field.name, field.place, append)

const still = (field) => inPage(tab, (id, name, place) =>
  document.activeElement === document.querySelectorAll(`section[data-exercise="${id}"] [name="${CSS.escape(name)}"]`)[place], field.id, field.name, field.place)

async function write (field, words, append = false) {
  const before = await enter(field, append)
  if (before === null) return
  for (const letter of words) {
    if (!await still(field)) { await uncertain(field); return }
    await tab.keyboard.type(letter)
  }
  const value = append ? before + words : words
  if (!field.many) return did(field.id, field.name, value)
  const list = [...(where(field.id, field.name)[field.name] ?? [])]
  while (list.length <= field.place) list.push('')
  list[field.place] = value
  did(field.id, field.name, trimmed(list))
}

/** The field went away under the hand (an answer takes questions away): what is stored is taken for what was done. */
async function uncertain (field) {
  counts.uncertain++
  const stored = await storedAnswers()
  const part = shared.includes(field.name) ? stored.shared : stored.exercises[field.id]
  did(field.id, field.name, part?.answers?.[field.name])
}

const onTheCourse = (which) => which.url().startsWith(address)
const storedText = () => inPage(tabs.find(onTheCourse), () => localStorage.getItem('collabkit:workbook'))
const storedAnswers = async () => JSON.parse(await storedText() ?? '{"shared":{},"exercises":{}}')

async function answerField () {
  const field = await fieldOf(tab, [random(), random()], chance(0.15))
  if (!field) return
  if (field.kind === 'text') {
    if (!field.many && chance(0.1)) return write(field, ' ')
    const words = field.numeric ? pick(NUMBERS) : pick(WORDS) + (field.many ? ` ${below(1000)}` : '')
    await write(field, words, !field.many && !field.numeric && chance(0.4))
    if (chance(0.25)) { // a second thought
      await sleep(below(300))
      await write(field, field.numeric ? pick(NUMBERS) : `${pick(WORDS)} ${below(1000)}`)
    }
    return
  }
  const done = await inPage(tab, (id, name, place, kind, roll) => {
    const target = document.querySelectorAll(`section[data-exercise="${id}"] [name="${CSS.escape(name)}"]`)[place]
    target?.closest('details.group:not([open])')?.querySelector('summary').click()
    if (!target || !target.offsetParent) return null
    target.focus()
    if (kind !== 'select') { target.click(); return { value: target.value, checked: target.checked } }
    target.selectedIndex = Math.floor(roll * target.options.length)
    target.dispatchEvent(new InputEvent('input', { bubbles: true }))
    target.dispatchEvent(new Event('change', { bubbles: true }))
    return { value: target.value }
  }, field.id, field.name, field.place, field.kind, random())
  if (!done) return
  if (field.kind === 'checkbox') {
    const chosen = (where(field.id, field.name)[field.name] ?? []).filter((value) => value !== done.value)
    did(field.id, field.name, done.checked ? [...chosen, done.value] : chosen)
  } else did(field.id, field.name, done.value)
}

/** A list as long as it may be. */
async function fillList () {
  const field = await fieldOf(tab, [random(), random()], true)
  if (!field) return
  const { most } = exercises[field.id].lists[field.name]
  for (let place = 0; place < most; place++) await write({ ...field, place }, `${'ABCDEFGHIJKLMNOPQR'[place]}${below(100)}`)
}

const press = (id, what) => inPage(tab, (id, what) => {
  const button = document.querySelector(`section[data-exercise="${id}"] [data-${what}]`)
  if (!button) return false
  button.focus()
  button.click()
  return true
}, id, what)

const here = () => inPage(tab, () => {
  const anew = document.querySelector('[data-anew]')
  if (anew) { anew.click(); return [] }
  return [...document.querySelectorAll('section[data-exercise]')].map((section) => section.dataset.exercise)
})
const asked = (id) => inPage(tab, (id, shared) => {
  const names = new Set([...document.querySelector(`section[data-exercise="${id}"] form`).elements].map((field) => field.name))
  return shared.filter((name) => names.has(name))
}, id, shared)

const snapshotOf = (id, keys) => ({ own: { ...model.own[id] }, shared: Object.fromEntries(keys.filter((key) => key in model.shared).map((key) => [key, model.shared[key]])) })
function empty (id, keys) {
  model.own[id] = {}
  for (const key of keys) delete model.shared[key]
}
function restore (id, keys, before) {
  empty(id, keys)
  model.own[id] = before.own
  Object.assign(model.shared, before.shared)
}

const isExample = (id, { own, shared }) => {
  const said = (answers) => JSON.stringify(Object.entries(answers).map(([key, value]) => [key, String(value)]).sort())
  return said({ ...own, ...shared }) === said(exercises[id].example)
}

const undoShown = (id) => inPage(tab, (id) => Boolean(document.querySelector(`section[data-exercise="${id}"] .undo:not([hidden]) [data-undo]`)), id)

async function replaceAll () {
  const ids = await here()
  if (!ids.length) return
  const id = pick(ids)
  const keys = await asked(id)
  const before = snapshotOf(id, keys)
  const some = Object.keys(before.own).length + Object.keys(before.shared).length
  if (chance(0.5)) {
    if (!some) return
    if (await press(id, 'clear')) empty(id, keys)
  } else {
    if (await undoShown(id)) return
    if (!await press(id, 'example')) return
    if (isExample(id, before)) return // it was there already, so nothing can be taken back
    for (let turn = 0; turn < 200 && !await undoShown(id); turn++) await sleep(100)
    if (!await undoShown(id)) {
      // Without network, and before Python was ever kept, nothing can work out findings, and the page says so.
      if (!offline) {
        const { state, notices } = (await look(tab))[id] ?? {}
        errors.push(`The example of ${id} did not come in twenty seconds: ${state} ${notices} at ${tab.url()}, ${Math.round((Date.now() - begun) / 1000)} s`)
      }
      return
    }
    empty(id, keys)
    for (const [key, value] of Object.entries(exercises[id].example)) did(id, key, value)
  }
  if (chance(0.4)) {
    await sleep(below(500))
    if (await undoShown(id) && await press(id, 'undo')) restore(id, keys, before)
  }
}

/** Where everything is quiet: what both tabs show, and what is stored. */
async function rest () {
  if (!tabs.some(onTheCourse)) await home()
  await sleep(2300) // nobody is at a key any more
  const shown = []
  for (const which of tabs) {
    // A page that fetches gives up after twenty seconds in which nothing came, and says so: until then it may be at it.
    for (let turn = 0, same = 0, last = ''; turn < 200 && same < 3; turn++) {
      const now = JSON.stringify(await look(which))
      same = now === last && !/"state":"starting"/.test(now) ? same + 1 : 0
      last = now
      await sleep(150)
    }
    if (!onTheCourse(which)) continue
    if (!offline) await tryAgain(which)
    shown.push({ url: which.url().replace(address, ''), exercises: await look(which) })
  }
  if (!offline) for (const which of tabs.filter(onTheCourse)) {
    const controlled = await inPage(which, () => Boolean(navigator.serviceWorker?.controller))
    if (controlled) keptPages.add(which.url().replace(address, '').split('#')[0])
  }
  counts.rests++
  await request({ kind: 'rest', model, shown, stored: await storedText(), offline })
}

const RENEWED_AT_MOST = 1
/**
 * What failed offers a button: it must help once there is a network. Where Python did not start in time on a busy machine,
 * and there is another release by then, the page offers to be loaded anew; that may be so once, or it is a fault of ours.
 */
async function tryAgain (which) {
  const { pressed, renewed } = await inPage(which, () => {
    const anew = document.querySelector('[data-anew]') ?? document.querySelector('section[data-state=failed] [data-reload]')
    const buttons = anew ? [anew] : [...document.querySelectorAll('section[data-state=failed] [data-again]')]
    for (const button of buttons) button.click()
    return { pressed: buttons.length, renewed: Boolean(anew?.matches('[data-reload]')) }
  })
  if (renewed && ++counts.renewed > RENEWED_AT_MOST) errors.push(`${which.url()} has to be loaded anew again`)
  for (let turn = 0; pressed && turn < 150; turn++) {
    if (!await inPage(which, () => document.querySelector('section[data-state=failed], section[data-state=starting]'))) break
    await sleep(200)
  }
}

const look = (which) => inPage(which, () => Object.fromEntries([...document.querySelectorAll('section[data-exercise]')].map((section) => {
  const held = {}
  for (const field of section.querySelector('form').elements) {
    if (!field.name || field.localName === 'fieldset') continue
    const ticks = field.type === 'radio' || field.type === 'checkbox'
    if ('many' in field.dataset) {
      held[field.name] ??= []
      if (!ticks || field.checked) held[field.name].push(field.value)
    } else if (!ticks || field.checked) held[field.name] = field.value
    else held[field.name] ??= ''
  }
  return [section.dataset.exercise, {
    held, state: section.dataset.state, findings: section.querySelector('[data-findings]').innerHTML,
    notices: [...section.querySelectorAll('.notice:not(.undo), .unkept')].filter((one) => !one.hidden).map((one) => one.textContent),
  }]
})))

const DEEDS = [
  [0.52, answerField], [0.05, fillList], [0.07, replaceAll],
  [0.09, () => open(pick(pages))], [0.05, () => back('back')], [0.02, () => back('forward')],
  [0.06, reload],
  [0.10, async () => { tab = tab === tabs[0] ? tabs[1] : tabs[0]; await tab.bringToFront() }],
  [0.04, async () => {
    if (offline) return online()
    offline = true
    await request({ kind: 'do', what: 'offline' })
  }],
]

await open(pages[0])
tab = tabs[1]
await open(pick(pages))
const begun = Date.now()
const rested = Math.max(6, Math.min(14, Math.round(plan.seconds / 12)))
let since = 0
let last = ''
try {
  while (Date.now() - begun < plan.seconds * 1000) {
    let roll = random() * DEEDS.reduce((sum, [share]) => sum + share, 0)
    const [, deed] = DEEDS.find(([share]) => (roll -= share) < 0) ?? DEEDS[0]
    last = deed.name || String(deed).slice(0, 60)
    if (!onTheCourse(tab)) await home()
    await deed()
    counts.actions++
    if (chance(0.3)) await sleep(below(900))
    if (!released && Date.now() - begun > plan.seconds * 500 && !offline) {
      released = true
      keptPages = new Set()
      await request({ kind: 'do', what: 'release' })
    }
    if (++since >= rested) { since = 0; await rest() }
  }
  if (offline) await online()
  await rest()
} catch (error) {
  errors.push(`the walk itself, at “${last}”: ${String(error.stack ?? error).slice(0, 600)}`)
}
say({ kind: 'end', counts, errors, version })
await browser.close().catch(() => undefined) // it may have ended by itself
process.exit(0)
