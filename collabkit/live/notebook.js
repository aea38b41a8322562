// The notebook's side: the page's own form and findings in one widget, with the kernel's Python in place of the worker.
//
// The form stands in a root of its own (a shadow root), so that the notebook's styles do not reach it and ours do not
// reach the notebook. Answers go to the kernel, which keeps them in the workbook's file. What no kernel has acknowledged
// is kept by the tab, and told to the kernel once it speaks again, or to the next kernel that shows this exercise: a
// kernel that is busy or dead loses nothing.
import { Book } from './book.js'
import { followTheme, keepKeys } from './host.js'
import { Idiomorph } from './idiomorph.js'
import { Live } from './live.js'
import { Failure } from './protocol.js'
import { damagedFile, newerFile, SENTENCES } from './sentences.js'
import { empty, merged, read } from './workbook.js'

/** @typedef {import('./protocol.js').Answer} Answer */
/** @typedef {import('./protocol.js').Question} Question */
/** @typedef {import('./workbook.js').Workbook} Workbook */
/**
 * @typedef {object} Model what an ipywidgets model offers
 * @property {(name: string) => any} get
 * @property {(message: object) => void} send
 * @property {(event: string, listener: (...all: any[]) => void) => void} on
 * @property {(event: string, listener: (...all: any[]) => void) => void} off
 */

/** How long a kernel may be silent, in milliseconds, before the form says so. */
const SILENCE = 8000
/** What a model says of the workbook's file. */
const HEARD = ['change:book', 'change:state', 'change:damaged']
/** A form as large as this is asked about only once the typing pauses: it takes its time on a slow line. */
const LARGE = { letters: 60_000, pause: 200 }

/** One view's line to the kernel: each message has a number, by which its answer is known. */
export class Line {
  view = `${Date.now()}-${Math.random()}`
  last = 0
  /** @type {Map<number, (message: any) => void>} */
  waiting = new Map()

  /** @param {Model} model */
  constructor (model) {
    this.model = model
    this.hear = (/** @type {any} */ message) => {
      if (message.view === this.view) this.waiting.get(message.number)?.(message)
    }
    model.on('msg:custom', this.hear)
  }

  /**
   * @param {object} message
   * @returns {Promise<any>} what the kernel answers
   */
  async ask (message) {
    const number = ++this.last
    return new Promise((resolve, reject) => {
      const silent = () => {
        this.waiting.delete(number)
        reject(new Failure(SENTENCES.silent))
      }
      const timer = setTimeout(silent, SILENCE)
      this.waiting.set(number, (answer) => {
        clearTimeout(timer)
        this.waiting.delete(number)
        resolve(answer)
      })
      try { this.model.send({ ...message, view: this.view, number }) } catch { // a kernel that is gone is known at once
        clearTimeout(timer)
        silent()
      }
    })
  }

  close () { this.model.off('msg:custom', this.hear) }
}

/** Keeps answers through the kernel, and in the tab until the kernel has them. */
export class KernelBook extends Book {
  sending = false
  /** Whether the kernel has not answered the last that it was told. */
  unheard = false
  /** Whether the kernel could not take what it was told last. */
  refused = false

  /** @param {Model} model @param {Line} line */
  constructor (model, line) {
    super(model.get('shared'))
    this.model = model
    this.line = line
    this.key = `collabkit:unsent:${model.get('place')}:${model.get('exercise_id')}`
    /** @type {Workbook} */
    this.unsent = this.fromTab()
    this.book = merged(this.read(), this.unsent)
    this.heard = () => {
      this.book = merged(this.book, this.read())
      this.standing()
    }
    for (const name of HEARD) model.on(name, this.heard)
    this.state = model.get('state')
    if (JSON.stringify(this.unsent) !== JSON.stringify(empty())) this.send()
  }

  /** @returns {Workbook} what the kernel says is in the workbook's file */
  read () {
    try { return read(this.model.get('book')) } catch { return empty() }
  }

  /** @returns {Workbook} */
  fromTab () {
    try { return read(sessionStorage.getItem(this.key) ?? '') } catch { return empty() }
  }

  /** Say whether answers are kept, which may have changed. */
  standing () {
    this.state = this.refused ? 'unkept' : this.model.get('state')
    this.tell()
  }

  /** What helps where answers are not kept, or were not readable: beside a notebook that is a file, and a kernel reads it. */
  get notice () {
    if (this.state === 'newer') return newerFile(this.model.get('kept_in'))
    if (this.state === 'unkept') return SENTENCES.unkept
    const aside = this.model.get('damaged')
    return aside ? damagedFile(aside) : ''
  }

  everything () { return undefined } // the kernel has it

  /** @param {Workbook} changes */
  write (changes) {
    this.unsent = merged(this.unsent, changes)
    // Another view of this exercise, in the same tab, may wait for its kernel too.
    try { sessionStorage.setItem(this.key, JSON.stringify(merged(this.fromTab(), this.unsent))) } catch { /* the view still has it */ }
    this.send()
  }

  /** Tell the kernel what it has not acknowledged; while one message is on its way, the next waits for all that comes. */
  async send () {
    if (this.sending) return
    this.sending = true
    const sent = this.unsent
    const answer = await this.line.ask({ kind: 'change', book: JSON.stringify(sent) }).catch(() => undefined)
    this.sending = false
    this.unheard = !answer
    if (!answer) return
    const refused = !answer.kept && Boolean(answer.error)
    if (this.refused !== refused) {
      this.refused = refused
      this.standing()
    }
    if (this.unsent !== sent) {
      this.send()
      return
    }
    if (!answer.kept) return
    this.unsent = empty()
    // What another view wrote beside it stays: told twice, a change is the same, and told never it is lost.
    const acknowledged = JSON.stringify(merged(this.fromTab(), sent)) === JSON.stringify(merged(sent, empty()))
    try { if (acknowledged) sessionStorage.removeItem(this.key) } catch { /* it was never there */ }
  }

  /** The kernel speaks: tell it what it was told in vain. */
  again () {
    if (!this.unheard) return
    this.unheard = false
    this.send()
  }

  close () { for (const name of HEARD) this.model.off(name, this.heard) }
}

/** The kernel, which works out findings. */
class KernelEngine {
  ready = true
  size = 0

  /** @param {Line} line */
  constructor (line) { this.line = line }

  start () { /* a kernel that shows a form has started */ }

  async layer () { return Idiomorph }

  progress () { return () => undefined }

  async pause () {
    if (this.size > LARGE.letters) await new Promise((resolve) => setTimeout(resolve, LARGE.pause))
  }

  /** @param {Question} question @returns {Promise<Answer>} */
  async ask (question) {
    const { answer, error } = await this.line.ask({ kind: 'ask', question })
    if (!answer) {
      console.info('collabkit:', error)
      throw new Failure(SENTENCES.error)
    }
    this.size = answer.form.length
    return answer
  }
}

/** An exercise in use beside a kernel, where no reload helps. */
export class NotebookLive extends Live {
  sayKept () { this.voice.sayKept(/** @type {KernelBook} */ (this.store).notice, false) }
}

/**
 * A kernel that was silent speaks again: tell it what it missed. What it says is about answers of then, so ask about those
 * of now; but not where it says that something went wrong, which would go wrong again.
 * @param {Line} line @param {KernelBook} store @param {Live} live
 */
export const awake = (line, store, live) => (/** @type {any} */ message) => {
  if (message.view !== line.view) return // what another view is told says nothing about this one
  store.again()
  if (!message.error && live.section.dataset.state === 'failed') live.ask()
}

/** @param {{ model: Model, el: HTMLElement }} view */
function render ({ model, el }) {
  const host = el.appendChild(document.createElement('div'))
  host.className = 'collabkit-live'
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(model.get('_styles'))
  root.adoptedStyleSheets = [sheet]
  root.innerHTML = model.get('section')
  const ends = [followTheme(host), keepKeys(host)]
  const line = new Line(model)
  const store = new KernelBook(model, line)
  const live = new NotebookLive(/** @type {HTMLElement} */ (root.querySelector('section')), store, new KernelEngine(line))
  if (live.hasAnswers) live.ask()
  const speaks = awake(line, store, live)
  model.on('msg:custom', speaks)
  return () => {
    for (const end of ends) end()
    line.close()
    store.close()
    model.off('msg:custom', speaks)
  }
}

export default { render }
