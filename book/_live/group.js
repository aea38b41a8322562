// The facilitator's page: a group's answers collected, revealed, talked about and taken away.
//
// The worker reads what is pasted and says what it found, and no answer; findings come only when they are asked for.
// When what was collected changes, they are hidden again. Everything stays in this browser (group-kept.js).
import { download, isSaved } from './documents.js'
import { metered, PageEngine } from './engine.js'
import { given, Kept, round } from './group-kept.js'
import { RoundFields } from './group-round.js'
import { store } from './kept.js'
import { button, make } from './making.js'
import { everythingKept, keeper } from './kept-whole.js'
import { say } from './say.js'
import { SENTENCES } from './sentences.js'
import { Wall } from './wall.js'

/** @typedef {import('./group-kept.js').Round} Round */
/** @typedef {{ id: string, title: string, items: import('./group-round.js').Item[] }} Exercise */

const PAUSE = 300
const SLOW = 700
/** Where the workbook keeps what a group said (document.py). */
const STRATEGY = 'group'
const TITLES = [say('First round'), say('Second round')]

/** What a field is called, by which it is found again once it was made anew. Its place may be another by then. @param {HTMLInputElement} field */
function calledAs (field) {
  const round = field.closest('.round')?.getAttribute('aria-label')
  const said = field.tagName === 'BUTTON' ? field.textContent : field.labels?.[0]?.querySelector('span')?.textContent
  return [round, field.tagName, field.dataset.of, field.dataset.note, said].join('\n')
}

class GroupPage {
  engine = new PageEngine()
  turn = 0
  /** How often something was changed, or all was shown anew: what was asked before that is not shown after it. */
  changes = 0
  /** @type {RoundFields[]} */
  rounds = []
  /** @type {number | undefined} */
  reading
  /** Whether somebody is looking what is kept of this page. */
  looking = false
  /** @type {import('./wall.js').Item[]} */
  items = []

  /** @param {HTMLElement} section */
  constructor (section) {
    this.section = section
    /** @type {Exercise[]} */
    this.exercises = JSON.parse(section.dataset.exercises ?? '[]')
    const most = (/** @type {string} */ name) => Number(section.dataset[name])
    this.most = { parts: most('mostParts'), letters: most('mostLetters'), table: most('mostTable'), book: most('mostBook') }
    this.choice = /** @type {HTMLSelectElement} */ (this.part('exercise-choice'))
    this.kept = new Kept(this.choice.value)
    this.kept.elsewhere = () => this.takeOver()
    this.kept.written = () => this.showKept()
    this.findings = this.part('findings')
    this.wall = new Wall(/** @type {HTMLDialogElement} */ (this.part('wall')))
    for (const [name, does] of /** @type {[string, () => void][]} */ ([
      ['second', () => this.second()], ['reveal', () => this.reveal()], ['hide', () => this.hide()], ['project', () => this.wall.show(this.items)],
      ['copy-text', () => this.copy('text')], ['copy-md', () => this.copy('md')], ['csv', () => this.csv()], ['strategy', () => this.toStrategy()], ['print', () => print()], ['clear', () => this.clear()],
    ])) this.part(name).addEventListener('click', does)
    this.choice.addEventListener('change', () => this.work(this.choice.value))
    this.findings.addEventListener('input', (event) => this.note(/** @type {HTMLTextAreaElement} */ (event.target)))
    this.part('work').hidden = false
    this.show()
    this.makeReady()
  }

  /** @param {string} name @returns {HTMLElement} */
  part (name) { return /** @type {HTMLElement} */ (this.section.querySelector(`[data-${name}]`)) }

  /** @param {string} sentence @param {string} [where] @param {boolean} [seen] whether it stands on the page already, and need only be heard */
  tell (sentence, where = 'said', seen = false) {
    this.part(where).replaceChildren(sentence)
    this.part(where).classList.toggle('visually-hidden', seen)
  }

  get exercise () { return this.exercises.find((one) => one.id === this.kept.state.exercise) ?? this.exercises[0] }

  /** @param {object} question @param {(sentence: string) => void} tell @returns {Promise<any>} */
  async ask (question, tell) {
    try { return await this.engine.ask(/** @type {any} */ (question)) } catch (error) {
      tell([error instanceof Error ? error.message : '', ...(this.kept.safe ? [say('What you have collected is kept.')] : [])].join(' '))
      return undefined
    }
  }

  /** Show everything as it is kept; findings come once Python has answered. */
  show () {
    this.kept.state.exercise = this.exercise.id
    this.choice.value = this.exercise.id
    const template = /** @type {HTMLTemplateElement} */ (this.part('round-template'))
    this.rounds = this.kept.group.rounds.map((one, place) => {
      const section = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild)
      return new RoundFields(section, TITLES[place], one, {
        items: this.exercise.items, exercise: this.exercise.id, most: this.most,
        changed: () => this.changed(), anew: (from) => this.anew(from), ask: (question, tell) => this.ask(question, tell),
        take: (id, from) => this.take(id, from), knows: (id) => this.exercises.some((each) => each.id === id),
      })
    })
    this.part('rounds').replaceChildren(...this.rounds.map((one) => one.section))
    this.part('second').textContent = this.rounds.length > 1 ? say('Remove the second round') : say('Add a second round')
    this.part('shown').hidden = !this.inNotes
    this.tell('')
    this.showKept()
    this.turn++
    this.changes++
    if (this.kept.group.rounds.some(given)) this.read()
    if (this.kept.group.shown) this.reveal(true)
  }

  /** Whether somebody writes beside findings that come anew in a moment; until then they stay. */
  get inNotes () {
    return this.kept.group.shown && this.findings.dataset.of === this.exercise.id && this.findings.contains(document.activeElement)
  }

  /** Show what another tab collected, and leave whoever types here where they are. */
  takeOver () {
    if (this.kept.any) this.tell('', 'cleared') // to take the clearing back now would throw that away
    const back = this.whereSomebodyIs()
    this.show()
    back()
  }

  /** @returns {() => void} what brings whoever is in a field back into it, once the fields were made anew */
  whereSomebodyIs () {
    const held = /** @type {HTMLInputElement | null} */ (document.activeElement)
    const fields = () => /** @type {HTMLInputElement[]} */ ([...this.section.querySelectorAll('[data-rounds] :is(textarea, input, button), [data-findings] textarea')])
    if (!held || !fields().includes(held)) return () => undefined
    const called = calledAs(held)
    const { selectionStart, selectionEnd } = held
    return () => {
      const alike = fields().filter((one) => calledAs(one) === called)
      if (alike.length !== 1 || document.activeElement !== document.body) return
      alike[0].focus({ preventScroll: true })
      if (typeof selectionStart === 'number') alike[0].setSelectionRange(selectionStart, selectionEnd)
    }
  }

  /** @param {string} id */
  work (id) {
    this.kept.state.exercise = id
    this.kept.change()
    this.show()
  }

  /** Give a round's codes to the exercise that they are of. @param {string} id @param {Round} from */
  take (id, from) {
    const text = [from.text, ...from.parts.map((part) => part.text)].join('\n').trim()
    this.kept.state.exercise = id
    const [first] = this.kept.group.rounds
    first.text = first.text.trim() ? `${first.text.trimEnd()}\n${text}` : text
    this.kept.group.shown = false // what was revealed there was without these
    this.work(id)
    this.choice.focus()
  }

  /** Something was typed, pasted or opened: keep it, hide what no longer fits, and read it. */
  changed () {
    this.changes++
    this.kept.change()
    this.showKept()
    this.tell('', 'cleared') // to take the clearing back now would throw away what was collected since
    if (this.kept.group.shown) this.hide(say('What you collected has changed, so the findings are hidden again. Reveal them when you are ready.'))
    clearTimeout(this.reading)
    this.reading = setTimeout(() => this.read(), PAUSE)
  }

  /** A round was changed that no field shows: its fields were made anew meanwhile, or another exercise was chosen. @param {Round} from */
  anew (from) {
    if (this.kept.group.rounds.includes(from)) {
      this.changed()
      return this.show()
    }
    const theirs = Object.values(this.kept.state.groups).find((one) => one.rounds.includes(from))
    if (theirs) theirs.shown = false
    this.kept.change()
  }

  asked () {
    const [first, second] = this.rounds.map((one) => one.asked())
    return { kind: 'group', exercise: this.exercise.id, ...first, second }
  }

  /** Say what was read, and nothing of what it says. */
  async read () {
    const turn = ++this.turn
    if (!this.kept.group.rounds.some(given)) {
      for (const one of this.rounds) one.showRead({ people: 0, said: '', doubled: [], suspects: [], elsewhere: [], wrong: {} })
      return
    }
    const slow = setTimeout(() => this.rounds[0].tell(say('Reading …')), SLOW)
    const reply = await this.ask({ ...this.asked(), does: 'read' }, (sentence) => this.rounds[0].tell(sentence))
    clearTimeout(slow)
    if (!reply || turn !== this.turn) return
    this.rounds.forEach((one, place) => one.showRead(reply.rounds[place]))
    this.sayReady()
  }

  second () {
    const { rounds } = this.kept.group
    if (rounds.length < 2) rounds.push(round())
    else if (!given(rounds[1])) rounds.pop()
    else return this.removeSecond()
    this.kept.change()
    this.kept.group.shown = false
    this.show()
    const last = this.rounds[rounds.length - 1]
    if (rounds.length > 1) last.area.focus()
  }

  removeSecond () {
    const group = this.kept.group
    const [out] = group.rounds.splice(1)
    group.shown = false
    this.kept.change()
    this.show()
    this.tell(say('The second round is taken out.'))
    this.part('said').append(' ', button(say('Undo'), () => {
      group.rounds.push(out)
      this.kept.change()
      this.show()
      this.part('second').focus()
    }))
  }

  /** @param {boolean} [again] whether it was shown before a reload: then nothing is announced, and the reader stays where they are */
  async reveal (again = false) {
    const group = this.kept.group
    if (!group.rounds.some(given)) return this.tell(say('There is nothing to reveal yet. Paste the codes first, or type what a show of hands gave.'))
    if (!again) this.tell(say('Working out what the group thinks …'))
    const { turn, changes } = this
    const asked = this.withoutEmptySecond()
    const reply = await this.ask({ ...asked, does: 'findings', seen: group.seen, notes: group.notes }, (sentence) => this.tell(sentence))
    if (!reply || group !== this.kept.group) return
    if (changes !== this.changes) return this.overtaken(again)
    if (reply.refused || (again && turn !== this.turn && !group.shown)) return this.tell(reply.refused ?? '')
    group.shown = true
    group.seen = [0, 1].map((place) => reply.seen[place] ?? group.seen[place]).filter(Boolean)
    this.kept.change()
    this.draw(reply)
    if (again) return
    this.tell(reply.announce, 'said', reply.complete)
    this.part('shown').querySelector('h2')?.focus()
  }

  /** Something else was collected since findings were asked for. That is said to who asked, but not in the place of an Undo. @param {boolean} again */
  overtaken (again) {
    if (again || this.part('said').childElementCount) return
    this.tell(say('What you collected has changed meanwhile. Reveal it when you are ready.'))
  }

  /** @param {{ findings: string, complete: boolean, wall: import('./wall.js').Item[] }} reply */
  draw (reply) {
    this.items = reply.wall
    const back = this.whereSomebodyIs()
    this.findings.dataset.of = this.exercise.id
    this.findings.innerHTML = reply.findings // Python's own, in which every word of anybody's is escaped
    const { notes } = this.kept.group
    for (const area of /** @type {NodeListOf<HTMLTextAreaElement>} */ (this.findings.querySelectorAll('textarea[data-note]'))) {
      area.value = notes[area.dataset.of ?? '']?.[area.dataset.note ?? ''] ?? '' // also what was typed since it was asked for
    }
    for (const name of ['project', 'keep']) this.part(name).hidden = !reply.complete
    this.tell('', 'told')
    this.part('shown').hidden = false
    back()
  }

  /** A second round in which there is nothing yet is none. */
  withoutEmptySecond () {
    const asked = this.asked()
    const [, second] = this.kept.group.rounds
    return second && given(second) ? asked : { ...asked, second: undefined }
  }

  /** @param {string} [sentence] */
  hide (sentence = say('Hidden. Nothing of it was lost.')) {
    this.kept.group.shown = false
    this.kept.change()
    const within = this.part('shown').contains(document.activeElement)
    this.part('shown').hidden = true
    this.findings.replaceChildren()
    this.items = []
    this.tell(sentence)
    if (within) this.part('reveal').focus()
  }

  /** @param {HTMLTextAreaElement} area */
  note (area) {
    const { note: kind, of: key = '' } = area.dataset
    if (!kind) return
    const { notes } = this.kept.group
    notes[key] = { ...notes[key], [kind]: area.value }
    this.kept.change()
    this.showKept()
  }

  // --- to take away

  /** @param {string} to @returns {Promise<{ name: string, type: string, text: string } | undefined>} */
  file (to) { return this.takeAway({ does: 'file', to }) }

  /** @param {object} question @returns {Promise<any>} */
  async takeAway (question) {
    const { seen, notes } = this.kept.group
    const reply = await this.ask({ ...this.withoutEmptySecond(), ...question, seen, notes }, (sentence) => this.tell(sentence, 'told'))
    if (!reply?.refused) return reply
    this.tell(reply.refused, 'told')
    return undefined
  }

  /** @param {string} to */
  async copy (to) {
    const file = await this.file(to)
    if (!file) return
    try {
      await navigator.clipboard.writeText(file.text)
      this.tell(say('It is copied. Paste it where you need it.'), 'told')
    } catch {
      download(file.name, file.type, file.text)
      const { name } = file
      this.tell(say('This browser does not let the page copy, so “{name}” is saved where your browser puts downloads.', { name }), 'told')
    }
  }

  async csv () {
    const file = await this.file('csv')
    if (!file) return
    download(file.name, file.type, file.text)
    this.tell(isSaved(file.name), 'told')
  }

  /** Put what the group said into the workbook of whoever runs this, for the strategy document. */
  async toStrategy () {
    const reply = await this.takeAway({ does: 'lines' })
    if (!reply) return
    const stood = store.answers(STRATEGY)[reply.exercise]
    store.change(STRATEGY, { [reply.exercise]: reply.lines })
    if (store.state !== 'kept') return this.tell(SENTENCES[store.state], 'told')
    const there = make('a', { href: '../your-answers.html', textContent: say('Your answers') })
    const [before, after] = say('What the group said, with your notes, now stands in the strategy that {page} writes.').split('{page}')
    this.part('told').replaceChildren(before, there, after, ' ', button(say('Undo'), () => {
      store.change(STRATEGY, { [reply.exercise]: stood })
      this.tell(say('It is taken out again.'), 'told')
      this.part('strategy').focus()
    }))
  }

  // --- what is kept

  showKept () {
    this.part('kept').textContent = !this.kept.safe
      ? say('What you collect cannot be kept: there is no room for it in this browser, or it is not allowed. It stays until you close the page.')
      : this.kept.any
        ? say('What you have collected and written down is kept in this browser, on this computer, and nowhere else. It is still here after a reload. Clear it when the workshop is over.')
        : say('Nothing is kept yet. What you collect stays in this browser, on this computer, and nowhere else.')
  }

  clear () {
    const undo = this.part('cleared').querySelector('button')
    if (!this.kept.any && undo) return // pressed twice: what the first press did can be taken back
    if (!this.kept.any) return this.tell(say('There is nothing to clear.'), 'cleared')
    const before = this.kept.clear()
    this.show()
    this.part('cleared').replaceChildren(say('Everything that was collected here is cleared.'), ' ', button(say('Undo'), () => {
      this.kept.restore(before)
      this.show()
      this.tell(say('All is as it was.'), 'cleared')
      this.part('clear').focus()
    }))
  }

  // --- without a network

  /** Fetch what this page needs as soon as somebody does anything here, so that the room needs no network. */
  makeReady () {
    if (metered()) return
    const begin = async () => {
      for (const kind of SIGNS) removeEventListener(kind, begin)
      await keeper()
      await this.ask({ kind: 'group', does: 'read', exercise: this.exercise.id }, () => undefined) && this.sayReady()
    }
    for (const kind of SIGNS) addEventListener(kind, begin, { passive: true })
  }

  /** Where the strategy is written at the end of the day, and what that page is made of beside this one. */
  afterwards () {
    const scripts = ['answers.js', 'clashes.js', 'own-file.js', 'own-file-kept.js', 'own-file-shown.js']
    return [new URL('../your-answers.html', location.href).href, ...scripts.map((name) => new URL(name, import.meta.url).href)]
  }

  /** Say so once everything that the page is made of is kept. */
  async sayReady () {
    if (this.looking || this.part('ready').textContent) return
    this.looking = true
    if (await everythingKept(this.afterwards())) this.tell(say('This page is ready: from now on it works without a network too.'), 'ready')
    this.looking = false
  }
}

/** What somebody does who is here to work. */
const SIGNS = ['pointerdown', 'keydown', 'scroll', 'focusin']

const section = /** @type {HTMLElement | null} */ (document.querySelector('[data-group]'))
if (section) new GroupPage(section)
