// Python in a worker: one for all exercises of the page, started once. It answers one question after the other.
//
// A worker may never come to stand: where one service worker gives way to the next, Chromium now and then forgets a
// request that the first had in hand. Then another takes its place, and is told again what was asked.
import { Failure, PATIENCE } from './protocol.js'
import { SENTENCES } from './sentences.js'

/** @typedef {import('./protocol.js').Answer} Answer */
/** @typedef {import('./protocol.js').FromWorker} FromWorker */
/** @typedef {import('./protocol.js').Progress} Progress */
/** @typedef {import('./protocol.js').Question} Question */
/** @typedef {import('./fields.js').Layer} Layer */

/**
 * Questions whose modules do not lie in the stored memory, because few readers need them. They take seconds, too: a long
 * paste is read, a whole kit is written.
 */
const LATE = new Set(['group', 'kit'])

/** Milliseconds in which a worker should have read its scripts; each that takes its place is given twice as long. */
const STANDS_WITHIN = 5000

/** Milliseconds after which a page that still does something was not left after all. */
const GONE_WITHIN = 2000

/** @returns {boolean} whether each byte may cost the reader: then Python comes when it is asked for, and not ahead of need */
export function metered () {
  const connection = /** @type {{ saveData?: boolean, type?: string } | undefined} */ (Reflect.get(navigator, 'connection'))
  return Boolean(connection?.saveData) || connection?.type === 'cellular'
}

/**
 * A browser keeps no page for its Back button that hears of its end. So none is kept that is left while Python starts there:
 * Chromium (156) ends as a whole, with every tab, where Back takes out of its memory a page whose worker was on its way as
 * the page went in. The service worker has charge of the worker by then, which does not stand among what went in with the
 * page, and the browser stops at that (crbug.com/40657227).
 */
const atItsEnd = () => undefined

/** @param {string} name @returns {URL} a file of this release */
const beside = (name) => new URL(name, import.meta.url)

/** @returns {Promise<boolean>} whether the runtime is kept in this browser, so that a start asks nothing of the network */
export async function runtimeKept () {
  const large = ['snapshot', 'pyodide.asm.wasm', 'pyodide.asm.mjs']
  const kept = async (/** @type {string} */ name) => await caches.match(beside(name)) ?? caches.match(beside(`${name}.gz`)) // unpacked, or as it came
  try { return (await Promise.all(large.map(kept))).every(Boolean) } catch { return false }
}

/** @returns {Promise<boolean>} whether the site has another release by now, so that this one's files may be gone; a silent network does not say */
async function renewed () {
  try {
    const response = await fetch(beside('../release.txt'), { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE.look) })
    return response.ok && !import.meta.url.includes(`/${(await response.text()).trim()}/`)
  } catch { return false }
}

export class PageEngine {
  /** @type {Worker | undefined} */
  worker
  /** @type {Map<number, { message: import('./protocol.js').ToWorker, resolve: (answer: Answer) => void, reject: (error: Error) => void, timer: number, patience: number }>} */
  waiting = new Map()
  /** @type {Set<(progress: Progress) => void>} */
  listeners = new Set()
  last = 0
  ready = false
  /** @type {number | undefined} */
  stall
  /** @type {number | undefined} */
  standIn
  /** @type {Promise<Layer> | undefined} */
  laying
  laid = false
  tries = 0
  /** Whether the reader left the page: a browser may keep it for its Back button. */
  left = false
  /** @type {number | undefined} */
  staying
  /** Whether Python is wanted again when the reader comes back. */
  resting = false

  constructor () {
    addEventListener('pagehide', () => this.rest())
    addEventListener('pageshow', () => this.wake())
  }

  start () {
    if (this.worker) return
    if (typeof WebAssembly !== 'object' || typeof Worker !== 'function' || typeof DecompressionStream !== 'function') {
      throw new Failure(SENTENCES.unable)
    }
    this.resting = this.left
    if (this.left) return
    this.begin()
    this.layer().catch(() => undefined) // said when it is needed
    this.wait()
  }

  /** Have a worker start Python and answer what waits; if it does not come to stand, another. */
  begin (patience = STANDS_WITHIN) {
    addEventListener('unload', atItsEnd)
    this.worker = this.employ()
    for (const { message } of this.waiting.values()) this.worker.postMessage(message)
    this.standIn = setTimeout(() => {
      this.dismiss()
      this.begin(2 * patience)
    }, patience)
  }

  employ () {
    const worker = new Worker(beside('worker.js'), { type: 'module' })
    worker.onmessage = ({ data }) => { if (worker === this.worker) this.hear(data) }
    worker.onerror = (event) => {
      event.preventDefault() // it is said on the page, so it is no error that nobody saw to
      console.info('collabkit:', event.message)
      if (worker === this.worker) this.fail(SENTENCES.broken)
    }
    return worker
  }

  /** Nothing may stand still for longer than our patience; what is here and only worked on may take longer. */
  wait (patience = PATIENCE.start) {
    clearTimeout(this.stall)
    this.stall = setTimeout(() => this.fail(SENTENCES.stalled), patience)
  }

  /** @param {(progress: Progress) => void} listener @returns {() => void} what ends it */
  progress (listener) {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** @param {FromWorker} message */
  hear (message) {
    if (message.kind === 'progress') {
      this.wait(message.step === 'starting' ? PATIENCE.long : PATIENCE.start)
      for (const listener of this.listeners) listener(message)
    } else if (message.kind === 'standing') {
      clearTimeout(this.standIn)
    } else if (message.kind === 'ready') {
      this.ready = true
      removeEventListener('unload', atItsEnd)
      if (!this.laid) this.laying = undefined // what hangs since an earlier try is asked for again, now that files come
      clearTimeout(this.stall)
      for (const id of this.waiting.keys()) this.time(id)
    } else if (message.kind === 'failed') {
      console.info('collabkit:', message.reason)
      this.fail(SENTENCES.broken)
    } else this.settle(message)
  }

  /** @param {Extract<FromWorker, { kind: 'answer' | 'error' }>} message */
  settle (message) {
    const asked = this.waiting.get(message.id)
    this.waiting.delete(message.id)
    clearTimeout(asked?.timer)
    for (const id of this.waiting.keys()) this.time(id) // only now Python turns to what waited behind this
    if (message.kind === 'answer') return asked?.resolve(message.answer)
    console.info('collabkit:', message.detail)
    if (message.lost) this.replace()
    asked?.reject(new Failure(SENTENCES.error))
  }

  /** Python ended, as on a phone without memory. What waited behind that question is asked of another, and so is the next. */
  replace () {
    this.dismiss()
    this.stopTime()
    if (this.waiting.size) this.start()
  }

  /** @param {number} id */
  time (id) {
    const asked = this.waiting.get(id)
    clearTimeout(asked?.timer)
    if (asked) asked.timer = setTimeout(() => this.fail(SENTENCES.stalled), asked.patience)
  }

  /** Nothing waits for an answer at present: there is no Python to give one. */
  stopTime () { for (const { timer } of this.waiting.values()) clearTimeout(timer) }

  dismiss () {
    clearTimeout(this.standIn)
    this.worker?.terminate()
    this.worker = undefined
    this.ready = false
  }

  /** Give up this worker; the next touch tries another. Where the course was renewed, say so: only a reload helps. */
  async fail (/** @type {string} */ sentence) {
    clearTimeout(this.stall)
    this.dismiss()
    removeEventListener('unload', atItsEnd)
    this.stopTime()
    const waiting = [...this.waiting.values()]
    this.waiting.clear()
    const failure = await renewed() ? new Failure(SENTENCES.renewed, true) : new Failure(sentence)
    for (const { reject } of waiting) reject(failure)
  }

  /**
   * End Python while the page is left, whatever it is at, and start none: what waits to be done when a page has nothing else
   * to do may still come after it was left. A browser keeps a dozen pages for its Back button, and each would hold a hundred
   * megabytes. Besides, Chromium (156) does not bear it: a tab ended where a kept page had a worker in the middle of its
   * start (`readingItsAddress` in build.mjs), and the whole browser where a worker came after the page was left, or just
   * before (`atItsEnd`). What was asked and is not answered yet is asked again when the reader comes back. A page that is
   * kept does nothing, so one that still does something a while later is there: Firefox did not always say so.
   */
  rest () {
    this.left = true
    clearTimeout(this.staying)
    this.staying = setTimeout(() => this.wake(), GONE_WITHIN)
    if (!this.worker) return
    clearTimeout(this.stall)
    this.stopTime()
    this.resting = true
    this.dismiss()
  }

  wake () {
    clearTimeout(this.staying)
    this.left = false
    if (this.resting) this.start()
  }

  /** @param {Question} question @returns {Promise<Answer>} */
  async ask (question) {
    this.start()
    const id = ++this.last
    return new Promise((resolve, reject) => {
      const late = LATE.has(question.kind ?? '')
      const message = { id, question, late }
      this.waiting.set(id, { message, resolve, reject, timer: 0, patience: late ? PATIENCE.long : PATIENCE.answer })
      if (this.ready) this.time(id)
      this.worker?.postMessage(message)
    })
  }

  /**
   * What lays new HTML over old is fetched with Python, not with the page. A browser remembers a script that did not
   * come, so each further try has an address of its own.
   * @returns {Promise<Layer>}
   */
  layer () {
    if (this.laying) return this.laying
    const address = beside('idiomorph.js')
    if (this.tries++) address.search = String(this.tries)
    const patience = new Promise((_, reject) => setTimeout(() => reject(new Failure(SENTENCES.stalled)), PATIENCE.answer))
    const laying = Promise.race([import(address.href).then(({ Idiomorph }) => Idiomorph), patience])
    laying.catch(() => { if (laying === this.laying) this.laying = undefined })
    laying.then(() => { this.laid = true }, () => undefined)
    this.laying = laying
    return laying
  }
}
