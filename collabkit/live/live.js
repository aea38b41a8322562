// One exercise in use. It keeps answers from the first touch, asks what they mean, and lays what comes back over what is
// there. The form works without any of this; so does everything that is typed before Python comes.
//
// Three rules keep answers safe. (1) Only what a person does changes an answer: a key, a choice, a button. What Python
// sends back is drawn and never stored (but for the example, which a person asked for). (2) The form shows what is
// stored, and brings itself up to date before a key is taken. (3) What comes back is drawn only if the answers are
// still those that were asked about; else they are asked about again.
//
// Page and notebook share this file: the store (browser or kernel) and the engine (worker or kernel) are handed in.
import { AtOnce } from './at-once.js'
import { alike, answerAfter, fields, fillIn, focused, lay, typedEarly } from './fields.js'
import { Groups } from './groups.js'
import { Failure } from './protocol.js'
import { SENTENCES } from './sentences.js'
import { isSlider, showSliders, slid } from './sliders.js'
import { Voice } from './voice.js'

/** @typedef {import('./protocol.js').Answer} Answer */
/** @typedef {import('./protocol.js').Answers} Answers */
/** @typedef {import('./protocol.js').Engine} Engine */
/** @typedef {import('./protocol.js').Keeper} Keeper */
/** @typedef {import('./fields.js').Field} Field */

/** How long after a key somebody is taken to be still at it, in milliseconds. */
const AT_IT = 2000
/** What comes before an answer is changed. */
const ABOUT_TO = ['pointerdown', 'focusin', 'keydown', 'beforeinput']

export class Live {
  asking = false
  /** @type {{ asked: boolean } | undefined} what to ask once the answer on its way has come */
  again
  composing = false
  typedAt = -Infinity
  /** @type {ReturnType<typeof setTimeout> | undefined} when the field that somebody is in is shown as it is stored */
  later
  /** Whether the findings were asked for and something is missing or wrong since: until it is not, the form says so. */
  gaps = false
  /** Where the reader was when they asked. @type {Element | null} */
  askedAt = null
  /** What the answers say in a line, or what is needed before they say something. */
  said = ''
  /** What is gathered, where this exercise gathers what the others say. */
  book = ''

  /**
   * @param {HTMLElement} section
   * @param {Keeper} store
   * @param {Engine} engine
   */
  constructor (section, store, engine) {
    this.section = section
    this.store = store
    this.engine = engine
    this.id = section.dataset.exercise ?? ''
    this.findings = /** @type {HTMLElement} */ (section.querySelector('[data-findings]'))
    this.code = /** @type {HTMLElement | null} */ (section.querySelector('[data-code]'))
    this.voice = new Voice(section, this.findings.parentElement ?? this.findings)
    this.atOnce = new AtOnce(this)
    this.groups = new Groups(this)
    this.answers = store.answers(this.id)
    const early = typedEarly(this.form, this.answers)
    if (Object.keys(early).length) store.change(this.id, early)
    this.answers = store.answers(this.id)
    this.groups.arrange()
    this.section.toggleAttribute('data-back', this.hasAnswers)
    this.show()
    this.groups.arrive()
    this.listen()
    store.watch(() => this.sync())
    this.sayKept()
  }

  get form () { return /** @type {HTMLFormElement} */ (this.section.querySelector('form')) }

  /** This exercise's answers, with those shared ones that its form asks for; the workbook may hold more. */
  get own () {
    const names = new Set(fields(this.form).map((field) => field.name))
    return Object.fromEntries(Object.entries(this.answers).filter(([key]) => names.has(key) || !this.store.isShared(key)))
  }

  /** What the form says at its top: what is needed, and what to put right. */
  get needs () { return /** @type {HTMLElement} */ (this.form.querySelector('.needs')) }

  get gathers () { return 'gathers' in this.form.dataset }

  get hasAnswers () { return Object.keys(this.own).length > 0 }

  /** The field that a person is really in: a tab that lies behind has one too, but nobody is in it. */
  get inUse () {
    const atIt = performance.now() - this.typedAt < AT_IT && this.section.ownerDocument.hasFocus()
    return this.composing || atIt ? focused(this.form) : null
  }

  /** Show the stored answers; the page of a printed sheet shows this form only once there are some. */
  show () {
    this.section.toggleAttribute('data-answered', this.hasAnswers)
    if (!this.hasAnswers) this.section.removeAttribute('data-back') // whoever cleared all is offered the example again
    fillIn(this.form, this.answers, this.inUse)
    showSliders(this.form)
    this.groups.count()
  }

  listen () {
    const { section } = this
    for (const kind of ABOUT_TO) section.addEventListener(kind, () => { if (!this.composing) this.store.refresh() }, true)
    for (const kind of ['focusin', 'pointerdown']) section.addEventListener(kind, () => this.wake())
    section.addEventListener('compositionstart', () => { this.composing = true })
    section.addEventListener('compositionend', () => { this.composing = false })
    section.addEventListener('input', ({ target }) => {
      if (isSlider(target)) slid(target)
      const field = /** @type {Field} */ (target)
      if (field.name && field.form === this.form) this.keep(this.changed([field]))
    })
    section.addEventListener('paste', (event) => this.atOnce.paste(event))
    section.addEventListener('submit', (event) => {
      event.preventDefault()
      this.askedAt = this.here
      this.ask({ asked: true })
    })
    section.addEventListener('click', ({ target }) => this.press(/** @type {HTMLElement} */ (target).closest('button')))
  }

  /** @param {HTMLButtonElement | null} button */
  press (button) {
    if (!button) return
    this.voice.attend()
    this.store.refresh() // a voice or a screen reader presses without a pointer or a key, which would have come before
    if ('example' in button.dataset || 'offer' in button.dataset) this.atOnce.example()
    if ('clear' in button.dataset) this.atOnce.clear()
    if ('undo' in button.dataset) this.atOnce.undo()
    if ('again' in button.dataset) this.tryAgain()
    if ('fold' in button.dataset) this.voice.announce(this.groups.turn() ? SENTENCES.opened : SENTENCES.folded, true)
    if ('copy' in button.dataset) this.copy(button)
    if ('reload' in button.dataset) location.reload()
  }

  wake () {
    this.voice.attend()
    try { this.engine.start() } catch { /* it is said when something is asked */ }
  }

  /** @param {Field[]} touched @returns {Answers} what these fields say now, laid over what is stored */
  changed (touched) {
    /** @type {Answers} */
    const changes = {}
    for (const field of touched) {
      const stored = field.name in changes ? changes[field.name] : this.answers[field.name]
      changes[field.name] = answerAfter(this.form, field, stored)
    }
    return changes
  }

  /** Keep what a person did. @param {Answers} changes */
  keep (changes) {
    this.typedAt = performance.now()
    this.voice.attend()
    this.atOnce.forget()
    this.store.change(this.id, changes) // which also brings this form up to date
    if (!this.asking) this.ask()
  }

  /** Something was changed, here or elsewhere: show it, and ask what it means now. */
  sync () {
    this.sayKept()
    const now = this.store.answers(this.id)
    const book = this.gathers ? JSON.stringify(this.store.everything()) : ''
    if (alike(now, this.answers) && book === this.book) return
    this.answers = now
    this.book = book
    this.show()
    clearTimeout(this.later)
    if (this.inUse) this.later = setTimeout(() => this.show(), AT_IT)
    if (this.section.dataset.state === 'live' || this.asking) this.ask()
  }

  sayKept () {
    const { state, damaged } = this.store
    const sentence = state === 'kept' ? (damaged ? SENTENCES.damaged : '') : SENTENCES[state]
    this.voice.sayKept(sentence, state === 'newer')
  }

  /** @param {boolean} asked @param {boolean} [example] @returns {import('./protocol.js').Question} */
  question (asked, example = false) {
    const workbook = this.gathers ? this.store.everything() : undefined
    const changed = this.code ? this.store.changed(this.id) : undefined
    return { exercise: this.id, answers: example ? 'example' : this.answers, asked: asked || this.gaps, changed, workbook }
  }

  /** What is tried again has not failed: nothing may say so any more. */
  begin () {
    const { dataset } = this.section
    const { notice } = this.voice
    const within = notice.contains(this.here)
    if (dataset.state === 'failed') this.voice.notify(SENTENCES.ready)
    if (dataset.state !== 'live') dataset.state = 'starting'
    if (within && !notice.contains(this.here)) this.toForm() // its button went under the focus, maybe not by being pressed
  }

  tryAgain () {
    this.voice.announce(SENTENCES.ready, true) // else the same failure would not be heard a second time
    this.ask()
    this.toForm()
  }

  /** Where a button was pressed that is gone now, somebody at a keyboard goes on at the form's own. */
  toForm () {
    const submit = /** @type {HTMLElement | null} */ (this.form.querySelector('[type=submit]'))
    submit?.focus({ preventScroll: true })
  }

  /** Who asked and left gaps goes on where they are listed; a screen reader reads them there, so they are not announced too. */
  toNeeds () {
    this.voice.announce('', true)
    this.groups.enter(this.needs)
  }

  /** Where the reader is: in a notebook the form stands in a tree of its own. */
  get here () { return /** @type {Document | ShadowRoot} */ (this.section.getRootNode()).activeElement }

  /** Ask what the answers mean. While one question is on its way only the newest waits behind it. */
  async ask ({ asked = false } = {}) {
    if (this.asking) {
      this.again = { asked: asked || Boolean(this.again?.asked) }
      return
    }
    this.asking = true
    const quiet = this.voice.whileStarting(this.engine)
    try {
      this.begin()
      await this.engine.pause?.()
      const about = this.answers
      const answer = await this.engine.ask(this.question(asked))
      const layer = await this.engine.layer()
      if (about === this.answers) this.draw(layer, answer, asked)
      else this.again = { asked: asked || Boolean(this.again?.asked) } // who asked is told of the newest answers
    } catch (error) {
      // What waits behind a question that went wrong is about other answers, and asked all the same. Where nobody answers it is
      // not: whoever types on would never be told.
      if (!(error instanceof Failure && error.message === SENTENCES.error)) this.again = undefined
      this.failed(error, asked)
    } finally {
      quiet()
      this.asking = false
      const { again } = this
      this.again = undefined
      if (again) this.ask(again)
    }
  }

  /** @param {import('./fields.js').Layer} layer @param {Answer} answer @param {boolean} asked */
  draw (layer, answer, asked) {
    const waits = this.here === this.askedAt // who went on meanwhile is not called back
    lay(layer, this.form, this.findings, answer)
    this.groups.arrange()
    this.groups.settled = true
    this.gaps = 'gaps' in this.needs.dataset
    if (asked) this.groups.openGaps()
    this.showCode(layer, answer.code)
    this.show()
    this.section.dataset.state = 'live'
    this.voice.notify()
    if (asked && this.gaps && waits) this.toNeeds()
    else this.voice.announce(answer.announce, asked)
    this.said = answer.announce
    this.section.dispatchEvent(new CustomEvent('collabkit:drawn'))
  }

  /** Show the answers' code for a workshop, as soon as there is one. @param {import('./fields.js').Layer} layer @param {string} code */
  showCode (layer, code) {
    if (!this.code) return
    layer.morph(this.code, code, { morphStyle: 'innerHTML' })
    const fold = this.code.closest('details')
    if (fold) fold.hidden = !code
  }

  /**
   * Copy the code; where that is not allowed, mark it, so that a key copies it. What was done is said beside the button.
   * @param {HTMLButtonElement} button
   */
  async copy (button) {
    const code = this.code?.querySelector('code')
    if (!code) return
    const copied = await navigator.clipboard?.writeText(code.textContent ?? '').then(() => true, () => false)
    if (!copied) getSelection()?.selectAllChildren(code)
    const sentence = copied ? SENTENCES.copied : SENTENCES.marked
    button.nextElementSibling?.replaceChildren(sentence)
    this.voice.announce(sentence, true)
  }

  /** @param {unknown} error @param {boolean} asked whether somebody asked for what failed */
  failed (error, asked) {
    if (!(error instanceof Failure)) console.info('collabkit:', error)
    this.section.dataset.state = 'failed'
    const known = error instanceof Failure ? error : new Failure(SENTENCES.broken)
    const ways = this.store.state === 'kept' ? SENTENCES.ways : SENTENCES.fill // that they are not kept is said beside it
    this.voice.failed(known.reload ? known.message : [known.message, ways].join(' '), known.reload, asked)
  }
}
