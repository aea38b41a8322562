// Brings the exercises of a page to life: keeps answers from the first touch, asks Python what they mean, and lays the
// new form and findings over the old. The form works without any of this; so does everything typed before Python comes.
import { PATIENCE } from './protocol.js'
import { everything, Store } from './store.js'

/** @typedef {import('./protocol.js').Answer} Answer */
/** @typedef {import('./protocol.js').Answers} Answers */
/** @typedef {import('./protocol.js').FromWorker} FromWorker */
/** @typedef {import('./protocol.js').Question} Question */
/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */

const QUIET = { progress: 500, announce: 600 }
const SENTENCES = {
  unable: 'This browser cannot work out findings on the page, because it does not run WebAssembly.',
  broken: 'The part of the page that works out findings did not arrive whole.',
  stalled: 'The part of the page that works out findings has stopped arriving.',
  renewed: 'The course has been renewed since you opened this page. Reload it to go on; your answers stay.',
  error: 'Something in this exercise went wrong while working out the findings.',
  kept: 'Your answers are kept.',
  ways: 'You can still fill in the form, print the sheet or use the notebook, and try again with the button.',
  unkept: 'This browser does not let the page keep your answers. They stay until you close the page: print or copy them first.',
  example: 'Put the example in place of your answers? Your own will be gone, and the name, purpose and partners change in the other exercises too.',
  clear: 'Clear all your answers here? The name, purpose and partners are cleared in the other exercises too.',
  cleared: 'Your answers are cleared.',
}

/** Says in a calm sentence why something cannot be done. */
class Failure extends Error {}

/** Python in a worker: one for all exercises of the page, started once. */
class Engine {
  /** @type {Worker | undefined} */
  worker
  /** @type {Map<number, { resolve: (answer: Answer) => void, reject: (error: Error) => void, timer: number }>} */
  waiting = new Map()
  /** @type {((message: FromWorker) => void)[]} */
  listeners = []
  last = 0
  ready = false
  /** @type {number | undefined} */
  stall

  start () {
    if (this.worker) return
    if (typeof WebAssembly !== 'object' || typeof Worker !== 'function' || typeof DecompressionStream !== 'function') {
      throw new Failure(SENTENCES.unable)
    }
    this.worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
    laying().catch(() => undefined) // said when it is needed
    this.worker.onmessage = ({ data }) => this.hear(data)
    this.worker.onerror = () => this.fail(SENTENCES.broken)
    this.wait()
  }

  /** Nothing may stand still for longer than our patience. */
  wait () {
    clearTimeout(this.stall)
    this.stall = setTimeout(() => this.fail(SENTENCES.stalled), PATIENCE.start)
  }

  /** @param {FromWorker} message */
  hear (message) {
    for (const listener of this.listeners) listener(message)
    if (message.kind === 'progress') this.wait()
    if (message.kind === 'ready') {
      this.ready = true
      clearTimeout(this.stall)
      for (const id of this.waiting.keys()) this.time(id)
    }
    if (message.kind === 'failed') this.fail(/: 404/.test(message.reason) ? SENTENCES.renewed : SENTENCES.broken)
    if (message.kind === 'answer' || message.kind === 'error') {
      const asked = this.waiting.get(message.id)
      this.waiting.delete(message.id)
      clearTimeout(asked?.timer)
      if (message.kind === 'answer') asked?.resolve(message.answer)
      else {
        console.info('collabkit:', message.detail)
        asked?.reject(new Failure(SENTENCES.error))
      }
    }
  }

  /** @param {number} id */
  time (id) {
    const asked = this.waiting.get(id)
    if (asked) asked.timer = setTimeout(() => this.fail(SENTENCES.stalled), PATIENCE.answer)
  }

  /** @param {string} sentence */
  fail (sentence) {
    clearTimeout(this.stall)
    this.worker?.terminate()
    this.worker = undefined // the next touch tries again
    this.ready = false
    const waiting = [...this.waiting.values()]
    this.waiting.clear()
    for (const { reject, timer } of waiting) {
      clearTimeout(timer)
      reject(new Failure(sentence))
    }
  }

  /**
   * @param {Question} question
   * @returns {Promise<Answer>}
   */
  ask (question) {
    this.start()
    const id = ++this.last
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject, timer: 0 })
      if (this.ready) this.time(id)
      this.worker?.postMessage({ id, question })
    })
  }
}

const engine = new Engine()
/** @typedef {{ morph: (old: Node, fresh: string, options: Record<string, unknown>) => void }} Layer */
/** @type {Promise<Layer> | undefined} */
let layer
let tries = 0

/**
 * What lays new HTML over old is fetched with Python, not with the page. A browser remembers a script that did not
 * come, so each further try has an address of its own.
 * @returns {Promise<Layer>}
 */
function laying () {
  if (layer) return layer
  const address = new URL('./idiomorph.js', import.meta.url)
  if (tries++) address.search = String(tries)
  const patience = new Promise((_, reject) => setTimeout(() => reject(new Failure(SENTENCES.stalled)), PATIENCE.answer))
  layer = Promise.race([import(address.href).then(({ Idiomorph }) => Idiomorph), patience])
  layer.catch(() => { layer = undefined })
  return layer
}

/** One exercise on the page. */
class Live {
  /** @type {Answers} */
  answers = {}
  turn = 0
  asking = false
  /** @type {{ asked: boolean, example: boolean } | undefined} */
  next
  /** @type {number | undefined} */
  announcing
  announced = ''

  /** @param {HTMLElement} section */
  constructor (section) {
    this.section = section
    this.id = section.dataset.exercise ?? ''
    this.findings = /** @type {HTMLElement} */ (section.querySelector('[data-findings]'))
    this.status = /** @type {HTMLElement} */ (section.querySelector('[role=status]'))
    this.notice = document.createElement('p')
    this.notice.className = 'notice'
    this.notice.hidden = true
    this.form.after(this.notice)
    this.store = new Store(this.id, () => this.sharedKeys())
    this.answers = this.store.read()
    // A sheet shows letters where partners would stand: nobody typed those.
    const early = 'sheet' in section.dataset ? {} : this.typedEarly()
    this.fillIn()
    if (Object.keys(early).length) this.keep(early)
    this.listen()
    this.store.watch(() => this.changedElsewhere())
  }

  get form () { return /** @type {HTMLFormElement} */ (this.section.querySelector('form')) }

  get hasAnswers () { return Object.keys(this.answers).length > 0 }

  sharedKeys () {
    return new Set([...this.form.querySelectorAll('[data-shared] [name]')].map((field) => field.getAttribute('name') ?? ''))
  }

  /** @param {string} [name] @returns {Field[]} */
  fields (name) {
    const all = /** @type {Field[]} */ ([...this.form.elements].filter((field) => field.getAttribute('name') && !(field instanceof HTMLFieldSetElement)))
    return name === undefined ? all : all.filter((field) => field.name === name)
  }

  /** @param {string} name @returns {unknown} the answer as it stands in the form, or undefined where there is none */
  inForm (name) {
    const fields = this.fields(name)
    const first = fields[0]
    if (first instanceof HTMLInputElement && (first.type === 'radio' || first.type === 'checkbox')) {
      const chosen = fields.filter((field) => /** @type {HTMLInputElement} */ (field).checked).map((field) => field.value)
      if ('many' in first.dataset) return chosen.length ? chosen : undefined
      return chosen[0]
    }
    if (first && 'many' in first.dataset) {
      const kept = this.answers[name]
      const rest = Array.isArray(kept) ? kept.slice(fields.length) : [] // places that are not drawn yet
      const values = [...fields.map((field) => field.value), ...rest]
      while (values.length && !String(values.at(-1)).trim()) values.pop()
      return values.length ? values : undefined
    }
    return first?.value || undefined
  }

  /** What was typed before this script came: nothing of it may be lost. */
  typedEarly () {
    /** @type {Answers} */
    const typed = {}
    for (const name of new Set(this.fields().map((field) => field.name))) {
      const value = this.inForm(name)
      const blank = value === undefined || (Array.isArray(value) && JSON.stringify(value) === JSON.stringify(this.answers[name]))
      if (!blank) typed[name] = value
    }
    return typed
  }

  /** Put the kept answers into the fields that are there; never into one that is in use. */
  fillIn () {
    const places = new Map()
    for (const field of this.fields()) {
      const answer = this.answers[field.name]
      const place = places.get(field.name) ?? 0
      places.set(field.name, place + 1)
      if (field === document.activeElement && field.value) continue
      if (field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox')) {
        if (answer !== undefined) field.checked = Array.isArray(answer) ? answer.includes(field.value) : String(answer) === field.value
        continue
      }
      const value = Array.isArray(answer) ? answer[place] : answer
      if (value !== undefined && value !== null && !(field.value && answer === undefined)) field.value = String(value)
    }
  }

  listen () {
    const section = this.section
    section.addEventListener('focusin', () => this.touched())
    section.addEventListener('pointerdown', () => this.touched())
    section.addEventListener('input', (event) => {
      const field = /** @type {Field} */ (event.target)
      if (!field.name || field.form !== this.form) return
      this.keep({ [field.name]: this.inForm(field.name) })
      this.ask()
    })
    section.addEventListener('submit', (event) => {
      event.preventDefault()
      this.ask({ asked: true })
    })
    section.addEventListener('click', (event) => {
      const button = /** @type {HTMLElement} */ (event.target).closest('button')
      if (button?.hasAttribute('data-example')) this.showExample()
      if (button?.hasAttribute('data-clear')) this.clear()
    })
  }

  touched () {
    try { engine.start() } catch (error) { this.failed(error) }
  }

  /** @param {Answers} changes */
  keep (changes) {
    this.answers = { ...this.answers, ...changes }
    for (const [key, value] of Object.entries(changes)) if (value === undefined) delete this.answers[key]
    if (!this.store.change(changes)) this.say(SENTENCES.unkept)
    for (const other of exercises) if (other !== this) other.changedElsewhere()
  }

  /** Another tab, or another exercise on this page, changed an answer that this form shows. */
  changedElsewhere () {
    const now = this.store.read()
    if (JSON.stringify(now) === JSON.stringify(this.answers)) return
    const gone = Object.keys(this.answers).filter((key) => !(key in now))
    this.answers = now
    this.empty(gone)
    this.fillIn()
    if (this.section.dataset.state === 'live') this.ask()
  }

  showExample () {
    if (this.hasAnswers && !confirm(SENTENCES.example)) return
    this.ask({ example: true })
  }

  clear () {
    if (!this.hasAnswers || !confirm(SENTENCES.clear)) return
    const gone = Object.keys(this.answers)
    this.keep(Object.fromEntries(gone.map((key) => [key, undefined])))
    this.empty(gone)
    this.announce(SENTENCES.cleared)
    if (this.section.dataset.state === 'live') this.ask()
  }

  /** @param {string[]} names */
  empty (names) {
    for (const field of this.fields()) {
      if (!names.includes(field.name)) continue
      if (field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox')) field.checked = false
      else field.value = ''
    }
  }

  /**
   * Ask what the answers mean. While one question is on its way only the newest waits behind it, and what comes back
   * is drawn only if nothing was typed in the meantime.
   */
  async ask ({ asked = false, example = false } = {}) {
    this.turn++
    if (this.asking) {
      this.next = { asked: asked || Boolean(this.next?.asked), example }
      return
    }
    this.asking = true
    const turn = this.turn
    try {
      if (this.section.dataset.state !== 'live') this.section.dataset.state = 'starting'
      const workbook = 'gathers' in this.form.dataset ? everything() : {}
      const answering = engine.ask({ exercise: this.id, answers: example ? 'example' : this.answers, asked, workbook })
      this.showProgress()
      const answer = await answering
      if (turn === this.turn) await this.draw(answer, example)
      else if (example && !this.next?.example) this.next = { asked: false, example: false }
    } catch (error) {
      this.failed(error)
    } finally {
      this.asking = false
      const next = this.next
      this.next = undefined
      if (next) this.ask(next)
    }
  }

  /**
   * @param {Answer} answer
   * @param {boolean} example
   */
  async draw (answer, example) {
    const turn = this.turn
    const Idiomorph = await laying()
    if (turn !== this.turn) return
    if (example) {
      const gone = Object.fromEntries(Object.keys(this.answers).map((key) => [key, undefined]))
      this.keep({ ...gone, ...answer.answers })
    } else this.keepAsRead(answer.answers)
    Idiomorph.morph(this.form, answer.form, { morphStyle: 'outerHTML', ignoreActiveValue: !example })
    Idiomorph.morph(this.findings, answer.findings, { morphStyle: 'innerHTML' })
    this.section.dataset.state = 'live'
    if (this.notice.textContent !== SENTENCES.unkept) this.say('')
    this.announce(answer.announce)
  }

  /**
   * Keep answers in the form in which they were read ("3" becomes 3), where they were not changed since.
   * @param {Answers} read
   */
  keepAsRead (read) {
    const changed = Object.entries(read).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(this.answers[key]))
    if (!changed.length) return
    const changes = Object.fromEntries(changed)
    this.answers = { ...this.answers, ...changes }
    this.store.change(changes)
  }

  /** @param {unknown} error */
  failed (error) {
    const sentence = error instanceof Failure ? error.message : SENTENCES.broken
    if (!(error instanceof Failure)) console.info('collabkit:', error)
    this.section.dataset.state = 'failed'
    const ending = sentence === SENTENCES.renewed ? '' : ` ${SENTENCES.kept} ${SENTENCES.ways}`
    this.say(sentence + ending)
    this.announce(sentence + ending)
  }

  /** @param {string} sentence */
  say (sentence) {
    this.notice.textContent = sentence
    this.notice.hidden = !sentence
  }

  /** Say a line to a screen reader, once the typing has paused. @param {string} sentence */
  announce (sentence) {
    clearTimeout(this.announcing)
    const say = () => {
      this.announced = sentence
      this.status.textContent = sentence
    }
    if (this.announced === '') say()
    else this.announcing = setTimeout(say, QUIET.announce)
  }

  /** When the start takes longer than a moment, say what is happening, with real progress. */
  showProgress () {
    if (engine.ready) return
    let latest = 'Getting ready to work out what your answers mean.'
    let shown = false
    const timer = setTimeout(() => {
      shown = true
      this.say(latest)
      this.announce(latest)
    }, QUIET.progress)
    /** @param {FromWorker} message */
    const listener = (message) => {
      if (message.kind === 'progress') {
        const size = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1)
        latest = message.step === 'starting' ? 'Almost there: opening the library.'
          : `Fetching what works out your findings, once: ${size(message.loaded)} of ${size(message.total)} MB.`
        if (shown && this.section.dataset.state === 'starting') this.say(latest)
        return
      }
      if (message.kind === 'answer' || message.kind === 'ready' || message.kind === 'failed') {
        clearTimeout(timer)
        engine.listeners = engine.listeners.filter((other) => other !== listener)
      }
    }
    engine.listeners.push(listener)
  }
}

/** @type {Live[]} */
const exercises = []
for (const section of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('section[data-exercise]'))) {
  exercises.push(new Live(section))
}

const connection = /** @type {{ saveData?: boolean, type?: string } | undefined} */ (Reflect.get(navigator, 'connection'))
const metered = Boolean(connection?.saveData) || connection?.type === 'cellular'

// Somebody who comes back to answers of their own finds them, and what they mean.
if (!metered) for (const exercise of exercises) if (exercise.hasAnswers) exercise.ask()

// Once a reader who scrolls comes near an exercise, Python may start ahead of need.
if (!metered && exercises.length && 'IntersectionObserver' in window) {
  const near = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return
    near.disconnect()
    try { engine.start() } catch { /* said when the reader asks */ }
  }, { rootMargin: '50% 0%' })
  addEventListener('scroll', () => { for (const { section } of exercises) near.observe(section) }, { once: true, passive: true })
}
