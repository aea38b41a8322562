// "Your answers": how far each exercise has come, and the workbook saved, opened, compared and cleared.
//
// Whatever changes the workbook here can be taken back. A file that is opened is merged answer by answer; where both
// sides gave an answer, both are shown, and either can be kept (clashes.js). A partner's file is only ever looked at.
import { Clashes } from './clashes.js'
import { answered, Documents, download, isSaved, nothing } from './documents.js'
import { PageEngine } from './engine.js'
import { store } from './kept.js'
import { button, choose, make, textOf } from './making.js'
import { OwnFileShown } from './own-file-shown.js'
import { byNumber, language, say } from './say.js'
import { SENTENCES } from './sentences.js'
import { latest, merged, restoring, withoutPlaces } from './workbook.js'

/** @typedef {import('./workbook.js').Workbook} Workbook */

const MOST_BYTES = 2_000_000
/** Milliseconds after a change until Python is asked how far all has come: whoever types changes something at each key. */
const PAUSE = 300
const SAVED = 'collabkit.saved' // not of the shape of version 0.1.0's keys, which are moved away (store.js)
const SAVED_UP_TO = 'collabkit.saved-up-to'

class AnswersPage {
  engine = new PageEngine()
  turn = 0
  /** What the workbook was once that was done which can be taken back. */
  done = store.book
  /** The workbook as it was once everything was cleared. */
  cleared = ''
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  pausing

  /** @param {HTMLElement} section */
  constructor (section) {
    this.section = section
    this.said = this.part('said')
    this.kept = this.part('kept')
    this.clashes = new Clashes(this.part('clashes'), (answer) => { this.done = merged(this.done, answer) }) // Undo takes it back with the file
    this.comparison = this.part('comparison')
    for (const [name, does] of /** @type {[string, () => void][]} */ ([
      ['save', () => this.save()], ['open', () => this.choose((text) => this.open(text))],
      ['compare', () => this.choose((text) => this.compare(text))], ['clear', () => this.clearAll()],
    ])) this.part(name).addEventListener('click', does)
    section.addEventListener('click', () => store.refresh(), true) // another tab's change, of which the browser tells late
    this.part('actions').hidden = false
    this.documents = new Documents(section, (question, tell) => this.ask(question, tell))
    this.ownFile = new OwnFileShown(
      this.part('own-file'), store,
      (question) => this.ask(question, () => undefined), // the file itself says that it could not be saved to
      (file) => this.openOwn(file), () => this.showSaved(),
    )
    this.takeDrops()
    store.watch(() => this.changed())
    this.show()
    this.sayWhatMayHappen()
  }

  /** @param {string} name @returns {HTMLElement} */
  part (name) { return /** @type {HTMLElement} */ (this.section.querySelector(`[data-${name}]`)) }

  /** @param {string} sentence @param {HTMLElement[]} more what stands after it */
  tell (sentence, ...more) { this.said.replaceChildren(sentence, ...more.flatMap((one) => [' ', one])) }

  /** Say what nobody asked for: once, and not in the place of an Undo. @param {string} sentence */
  tellBesides (sentence) {
    if (!this.said.childElementCount && this.said.textContent !== sentence) this.tell(sentence)
  }

  /** @param {object} question @param {(sentence: string) => void} [tell] @returns {Promise<any>} */
  async ask (question, tell = (sentence) => this.tell(sentence)) {
    try { return await this.engine.ask(/** @type {any} */ (question)) } catch (error) {
      const why = error instanceof Error ? error.message : SENTENCES.broken
      tell(store.state === 'kept' ? [why, SENTENCES.ways].join(' ') : why)
      return undefined
    }
  }

  /** Ask, and say what Python refuses. @param {object} question @param {(sentence: string) => void} [tell] @returns {Promise<any>} */
  async answered (question, tell = (sentence) => this.tell(sentence)) {
    const reply = await this.ask(question, tell)
    if (!reply?.refused) return reply
    tell(reply.refused)
    return undefined
  }

  changed () {
    this.showSaved()
    this.documents.showFields()
    clearTimeout(this.pausing)
    this.pausing = setTimeout(() => this.show(), PAUSE)
  }

  /** Show how far each exercise has come; a newer question makes an older answer void. */
  async show () {
    const turn = ++this.turn
    this.showSaved()
    this.documents.show()
    if (nothing(store.book)) return this.showNothing()
    const reply = await this.answered({ kind: 'progress', workbook: store.book }, (sentence) => this.tellBesides(sentence))
    if (!reply || turn !== this.turn) return
    for (const one of reply.exercises) this.showExercise(one)
    this.part('checks').textContent = reply.checks ? byNumber(reply.checks, '{number} check is answered.', '{number} checks are answered.') : say('No check is answered yet.')
  }

  /** Nothing is kept here, and to say so needs no Python. */
  showNothing () {
    for (const item of /** @type {NodeListOf<HTMLElement>} */ (this.section.querySelectorAll('[data-progress]'))) {
      this.showExercise({ id: item.dataset.progress ?? '', state: 'not begun', answered: 0, asked: 0, says: '' })
    }
    this.part('checks').textContent = say('No check is answered yet.')
  }

  /** @param {{ id: string, state: string, answered: number, asked: number, says: string }} one */
  showExercise (one) {
    const item = this.section.querySelector(`[data-progress="${one.id}"]`)
    if (!item) return
    const state = /** @type {HTMLElement} */ (item.querySelector('.state'))
    state.textContent = howFar(one)
    state.dataset.state = one.state
    const says = /** @type {HTMLElement} */ (item.querySelector('.says'))
    says.textContent = one.says
    says.hidden = !one.says
    const actions = /** @type {HTMLElement} */ (item.querySelector('.actions'))
    actions.hidden = one.state === 'not begun'
    if (!actions.children.length) actions.append(button(say('Copy as text'), () => this.copy(one.id)), button(say('Clear'), () => this.clear(one.id)))
  }

  showSaved () {
    const { saved, upTo } = this.lastSaved()
    const changed = answered(store.book).flatMap((entry) => Object.values(entry.changed)).filter((time) => time > upTo).length
    const state = store.state !== 'kept' ? SENTENCES[store.state] : saved ? since(saved, changed) : unsaved()
    this.kept.textContent = store.damaged && store.state === 'kept' ? [SENTENCES.damaged, state].join(' ') : state
  }

  /**
   * When a copy was saved last, as a download or in the reader's own file, and the latest change in it. The clock may have
   * been ahead when that was made, so its time is what later changes are told by.
   */
  lastSaved () {
    const [saved, last] = [SAVED, SAVED_UP_TO].map((key) => { try { return localStorage.getItem(key) ?? '' } catch { return '' } }) // denied: nobody knows
    const own = this.ownFile?.saved ?? ''
    return own > saved ? { saved: own, upTo: this.ownFile.upTo || own } : { saved, upTo: last || saved }
  }

  async save () {
    if (this.isNewer()) return
    const book = store.book
    navigator.storage?.persist?.().then(() => this.sayWhatMayHappen()).catch(() => undefined)
    const reply = await this.answered({ kind: 'save', workbook: book })
    if (!reply) return
    download(reply.name, 'application/json', reply.text)
    try {
      localStorage.setItem(SAVED, reply.saved)
      localStorage.setItem(SAVED_UP_TO, latest(book))
    } catch { /* then the page cannot say when */ }
    this.tell([isSaved(reply.name), say('Anybody who has the file can read it.')].join(' '))
    this.showSaved()
  }

  /** @param {(text: string) => Promise<unknown>} then */
  choose (then) {
    choose('.json,application/json', false, ([file]) => this.read(file, then))
  }

  /** @param {File} file @param {(text: string) => Promise<unknown>} then @returns {Promise<boolean>} whether it could be read and used */
  async read (file, then) {
    const text = file.size > MOST_BYTES ? undefined : await textOf(file)
    if (text !== undefined) return Boolean(await then(text))
    const { name } = file
    this.tell(file.size > MOST_BYTES
      ? say('“{name}” is larger than a workbook can be. Choose the file that you saved from this course. Nothing was changed.', { name })
      : say('“{name}” does not hold text that can be read. Choose the file that you saved from this course. Nothing was changed.', { name }))
    return false
  }

  takeDrops () {
    addEventListener('dragover', (event) => { if (event.dataTransfer?.types.includes('Files')) event.preventDefault() })
    addEventListener('drop', (event) => {
      const file = event.dataTransfer?.files[0]
      if (!file) return
      event.preventDefault()
      this.read(file, (text) => this.open(text))
    })
  }

  /** Lay the reader's own file over what is kept, which goes into it then. @param {File} file @returns {Promise<boolean>} */
  openOwn (file) { return this.read(file, (text) => this.open(text, () => this.ownFile.letGo())) }

  /**
   * Lay a file over what is kept, answer by answer.
   * @param {string} file
   * @param {() => Promise<string>} [letGo] called before it is taken back: the reader's own file would lose what was laid in it
   * @returns {Promise<boolean>} whether it was a workbook
   */
  async open (file, letGo) {
    store.refresh()
    if (this.isNewer()) return false
    const reply = await this.ask({ kind: 'open', workbook: store.book, file })
    if (reply?.refused) this.tell([reply.refused, say('Nothing was changed.')].join(' '))
    if (!reply || reply.refused) return false
    const undo = this.doing(() => store.lay(reply.book), letGo)
    const laid = reply.clashes.length
      ? byNumber(reply.clashes.length, '{number} answer differs from yours: see below.', '{number} answers differ from yours: see below.')
      : say('It is laid together with yours.')
    this.tell([...reply.about, laid].join(' '), undo)
    this.clashes.show(reply.clashes)
    return true
  }

  /** Put a partner's file beside one's own answers, and change nothing. @param {string} file */
  async compare (file) {
    const reply = await this.answered({ kind: 'compare', workbook: store.book, file })
    if (!reply) return
    const heading = make('h2', { textContent: say('Beside your partner’s answers'), tabIndex: -1 })
    this.comparison.innerHTML = reply.findings // Python's own, in which every word of anybody's is escaped
    this.comparison.prepend(heading)
    this.comparison.hidden = false
    this.tell(say('Your partner’s answers stand beside yours below. Nothing of theirs was taken over.'))
    heading.focus()
  }

  /** @param {string} id */
  async copy (id) {
    const reply = await this.answered({ kind: 'text', exercise: id, workbook: store.book })
    if (!reply) return
    try {
      await navigator.clipboard.writeText(reply.text)
      this.tell(say('It is copied. Paste it where you need it.'))
    } catch {
      const area = make('textarea', { value: reply.text, readOnly: true, rows: 12 })
      area.setAttribute('aria-label', say('Your answers as text'))
      this.tell(say('This browser does not let the page copy. Select the text and copy it yourself:'), area)
      area.select()
    }
  }

  /** @param {string} id */
  clear (id) {
    if (this.isNewer()) return
    const undo = this.doing(() => store.change(id, Object.fromEntries(Object.keys(store.book.exercises[id]?.answers ?? {}).map((key) => [key, undefined]))))
    this.tell(say('The answers of this exercise are cleared; what all exercises share is not.'), undo)
    undo.focus() // the button that was pressed goes away with the answers
  }

  /** Clear everything that is kept here, and nothing that lies in a file. */
  async clearAll () {
    if (this.isNewer()) return
    const file = await this.ownFile.letGo()
    if (this.cleared && this.cleared === JSON.stringify(store.book)) return // pressed twice: what the first press did can be taken back
    const undo = this.doing(() => store.clear())
    this.cleared = JSON.stringify(store.book)
    this.comparison.hidden = true
    this.comparison.replaceChildren() // whoever leaves a borrowed computer leaves no partner's answers either
    const left = file ? [say('“{file}” is as it was, and is not saved to any more.', { file })] : []
    this.tell([say('Everything that was kept here is cleared.'), ...left].join(' '), undo)
  }

  /** @returns {boolean} whether what is kept here is a later version's, which is left alone; then it says so */
  isNewer () {
    if (store.state === 'newer') this.tell(SENTENCES.newer)
    return store.state === 'newer'
  }

  /**
   * Change the workbook.
   * @param {() => void} change
   * @param {() => Promise<string>} [letGo] called before it is taken back, with the name of a file that was let go
   * @returns {HTMLButtonElement} what takes it back
   */
  doing (change, letGo = async () => '') {
    store.refresh()
    this.clashes.hide() // they are about what was
    const before = store.book
    change()
    this.done = store.book
    return button(say('Undo'), () => this.back(before, letGo))
  }

  /** Take back what was done, and nothing that was done since. @param {Workbook} before @param {() => Promise<string>} letGo */
  async back (before, letGo) {
    this.tell('') // the button goes at once, so that it is pressed once
    this.said.tabIndex = -1
    this.said.focus({ preventScroll: true })
    this.clashes.hide()
    const { done } = this
    const file = await letGo()
    store.refresh()
    const [now, then] = [store.book, done].map((book) => JSON.stringify(withoutPlaces(book)))
    store.lay(restoring(store.book, before, store.time(), done))
    const left = file ? [say('“{file}” has both in it, and is not saved to any more.', { file })] : []
    this.tell([now === then ? say('All is as it was.') : say('All is as it was, except what was changed since.'), ...left].join(' '))
  }

  /** What this browser may do with what is kept, as far as it tells. */
  async sayWhatMayHappen () {
    const promised = await navigator.storage?.persisted?.().catch(() => false)
    this.part('promise').textContent = promised
      ? say('This browser has agreed to keep your answers until you clear them yourself. A copy in a file is still the safest.')
      : say('This browser has made no promise to keep them: Safari clears them after seven days without a visit, a private window when you close it, and on a shared computer others can read them. So save a copy at the end of each sitting.')
  }
}

/** @param {{ state: string, answered: number, asked: number }} exercise */
function howFar ({ state, answered, asked }) {
  if (state === 'not begun') return say('Not begun')
  return state === 'enough'
    ? say('{answered} of {asked} answered; it says something', { answered, asked })
    : say('{given} of {places} answered', { given: answered, places: asked })
}

/** What is so where no copy was ever saved. What was cleared has a time too, and is nothing to save. */
function unsaved () {
  if (!nothing(store.book)) return say('You have not saved a copy yet.')
  return Object.keys(store.book.exercises.reading?.answers ?? {}).length
    ? say('Of your reading this browser keeps how far you have come; there are no answers yet.')
    : say('Nothing is kept in this browser yet.')
}

/** @param {string} saved when a copy was saved @param {number} changed how many answers changed since */
function since (saved, changed) {
  const time = new Date(saved).toLocaleString(language(), { dateStyle: 'long', timeStyle: 'short' })
  return changed
    ? byNumber(changed, 'You last saved a copy on {time}; {number} answer has changed since.', 'You last saved a copy on {time}; {number} answers have changed since.', { time })
    : say('You last saved a copy on {time}; nothing has changed since.', { time })
}

const section = /** @type {HTMLElement | null} */ (document.querySelector('[data-answers]'))
if (section) new AnswersPage(section)
