// One round's fields on the facilitator's page: pastes, parts of the group, a show of hands, and files.
//
// A long paste is not put into its box: a worker reads it, and only the codes in it are kept, so that the page never
// stands still and no chat of other people's words is kept here.
import { askForColumns, counted } from './group-table.js'
import { button, choose, make, textOf } from './making.js'
import { byNumber, language, say } from './say.js'

/** @typedef {import('./group-kept.js').Round} Round */
/** @typedef {{ key: string, text: string, steps: string[] }} Item */
/**
 * @typedef {{ people: number, said: string, doubled: { code: string, times: number, alike: number }[],
 *   suspects: { text: string, said: string, offers: string[] }[], elsewhere: { exercise: string, said: string }[],
 *   wrong: Record<string, string>, refused?: string }} Told
 */
/**
 * What a round needs of its page.
 * @typedef {object} Room
 * @property {Item[]} items the exercise's questions
 * @property {string} exercise
 * @property {{ parts: number, letters: number, table: number, book: number }} most
 * @property {() => void} changed
 * @property {(round: Round) => void} anew a round was changed that these fields do not show any more
 * @property {(question: object, tell: (sentence: string) => void) => Promise<any>} ask
 * @property {(id: string, round: Round) => void} take give a round's codes to another exercise
 * @property {(id: string) => boolean} knows
 */

/** A paste longer than this is read before it stands anywhere. */
const LONG = 20_000
/** Workbooks that are read at a time. */
const MOST_BOOKS = 60

/** @param {string} one @param {string} other */
const joined = (one, other) => one.trim() ? `${one.trimEnd()}\n${other}` : other

export class RoundFields {
  /** @type {Map<string, HTMLElement>} */
  problems = new Map()

  /** @param {HTMLElement} section @param {string} title @param {Round} round @param {Room} room */
  constructor (section, title, round, room) {
    this.section = section
    this.round = round
    this.room = room
    section.setAttribute('aria-label', title)
    const heading = /** @type {HTMLElement} */ (section.querySelector('h3'))
    heading.textContent = title
    this.area = /** @type {HTMLTextAreaElement} */ (this.part('text'))
    this.area.value = round.text
    this.box(this.area, () => round.text, (text) => { round.text = text })
    this.part('add-part').addEventListener('click', () => this.addPart())
    this.part('open-table').addEventListener('click', () => choose('.csv,text/csv,.tsv,.txt', false, ([file]) => this.openTable(file)))
    this.part('open-books').addEventListener('click', () => choose('.json,application/json', true, (files) => this.openBooks(files)))
    this.showParts()
    this.showHands()
    this.showTables()
    if (round.parts.length) /** @type {HTMLDetailsElement} */ (this.part('parts')).open = true
    if (Object.values(round.hands).some(Boolean)) /** @type {HTMLDetailsElement} */ (this.part('hands')).open = true
  }

  /** @param {string} name @returns {HTMLElement} */
  part (name) { return /** @type {HTMLElement} */ (this.section.querySelector(`[data-${name}]`)) }

  /** @param {string} sentence */
  tell (sentence) { if (this.part('read').textContent !== sentence) this.part('read').textContent = sentence }

  /** What the worker is asked. */
  asked () {
    /** @type {Record<string, string>} */
    const parts = {}
    this.round.parts.forEach(({ name, text }, place) => {
      const called = name.trim() || say('Part {number}', { number: place + 1 })
      parts[called] = joined(parts[called] ?? '', text)
    })
    const hands = Object.fromEntries(Object.entries(this.round.hands).filter(([, typed]) => typed.trim()))
    const { text, alike, tables } = this.round
    return { text, parts, hands, alike, tables: tables.map((one) => one.round) }
  }

  /** Something was changed, perhaps after a while: then these fields may have given way to others. */
  came () {
    if (this.section.isConnected) this.room.changed()
    else this.room.anew(this.round)
  }

  // --- boxes for pastes

  /** @param {HTMLTextAreaElement} area @param {() => string} kept @param {(text: string) => void} keep */
  box (area, kept, keep) {
    const set = (/** @type {string} */ text) => {
      keep(text)
      if (area.value !== text) area.value = text
      this.came()
    }
    area.addEventListener('paste', (event) => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (text.length <= LONG) return
      event.preventDefault()
      this.readLong(text, kept, set)
    })
    area.addEventListener('input', () => {
      if (area.value.length - kept().length <= LONG) return set(area.value)
      const text = area.value // dropped, or put there by a program
      area.value = kept()
      this.readLong(text.startsWith(kept()) ? text.slice(kept().length) : text, kept, set)
    })
  }

  /** Keep the codes of a long paste, and nothing else of it. @param {string} text @param {() => string} kept @param {(text: string) => void} set */
  async readLong (text, kept, set) {
    const letters = text.length.toLocaleString(language())
    const most = this.room.most.letters.toLocaleString(language())
    if (text.length > this.room.most.letters) {
      return this.tell(say('That is {letters} letters; the page reads {most} at a time. Leave out what has no codes.', { letters, most }))
    }
    this.tell(say('Reading {letters} letters …', { letters }))
    const reply = await this.room.ask({ kind: 'group', does: 'codes', text }, (sentence) => this.tell([sentence, say('Paste it again.')].join(' ')))
    if (!reply) return
    if (reply.refused) return this.tell(reply.refused)
    set(joined(kept(), reply.text))
  }

  // --- what was read

  /** @param {Told} told */
  showRead (told) {
    this.tell(told.refused ?? told.said)
    const lines = told.refused ? [] : [
      ...told.suspects.map((one) => this.suspect(one)),
      ...told.doubled.map((one) => this.doubled(one)),
      ...told.elsewhere.map((one) => make('li', {}, one.said, ...(this.room.knows(one.exercise) ? [button(say('Work on that exercise'), () => this.room.take(one.exercise, this.round))] : []))),
    ]
    const place = this.part('settle')
    place.hidden = !lines.length
    if (place.contains(document.activeElement)) this.area.focus()
    place.replaceChildren(...lines)
    for (const [key, problem] of this.problems) {
      problem.textContent = told.wrong?.[key] ?? ''
      problem.hidden = !problem.textContent
      problem.parentElement?.querySelector('input')?.toggleAttribute('aria-invalid', false)
      if (problem.textContent) problem.parentElement?.querySelector('input')?.setAttribute('aria-invalid', 'true')
    }
  }

  /** Offer what may have been meant; nothing is put right unless somebody presses. @param {Told['suspects'][number]} one */
  suspect (one) {
    const put = (/** @type {string} */ text, /** @type {string} */ code) => text.split(one.text).join(code)
    const takes = one.offers.map((code) => button(say('Take {code}', { code }), () => {
      this.round.text = put(this.round.text, code)
      for (const part of this.round.parts) part.text = put(part.text, code)
      this.area.value = this.round.text
      this.showParts()
      this.room.changed()
    }))
    return make('li', {}, make('span', { textContent: one.said }), ...takes)
  }

  /** @param {Told['doubled'][number]} one */
  doubled ({ code, times, alike }) {
    const set = (/** @type {boolean} */ each) => {
      if (each) this.round.alike[code] = times
      else delete this.round.alike[code]
      this.room.changed()
    }
    return alike
      ? make('li', {}, say('{code} counts {alike} times, as you said.', { code, alike }), ' ', button(say('Count it once'), () => set(false)))
      : make('li', {}, say('{code} came {times} times and counts once.', { code, times }), ' ', button(say('They are {times} people', { times }), () => set(true)))
  }

  // --- parts of the group

  addPart () {
    if (this.round.parts.length >= this.room.most.parts) return
    this.round.parts.push({ name: '', text: '' })
    this.showParts()
    this.part('part-list').lastElementChild?.querySelector('input')?.focus()
    this.room.changed()
  }

  showParts () {
    this.part('part-list').replaceChildren(...this.round.parts.map((part, place) => {
      const name = make('input', { type: 'text', value: part.name, autocomplete: 'off', maxLength: 60 })
      name.addEventListener('input', () => { part.name = name.value; this.room.changed() })
      const area = make('textarea', { value: part.text, rows: 2, maxLength: this.room.most.letters, autocomplete: 'off', spellcheck: false })
      this.box(area, () => part.text, (text) => { part.text = text })
      const out = button(say('Remove this part'), () => {
        this.round.parts.splice(place, 1)
        this.showParts()
        this.part('add-part').focus()
        this.room.changed()
      })
      return make('div', { className: 'part' },
        make('label', {}, make('span', { textContent: say('Name of part {number}', { number: place + 1 }) }), name),
        make('label', {}, make('span', { textContent: say('Codes of part {number}', { number: place + 1 }) }), area), out)
    }))
    this.part('add-part').hidden = this.round.parts.length >= this.room.most.parts
  }

  // --- a show of hands

  showHands () {
    const { items } = this.room
    const alike = items.every((one) => one.steps.join() === items[0].steps.join())
    const order = (/** @type {string[]} */ steps) => steps.join(' · ')
    const how = say('Type how many hands went up for each answer, with a space between, such as 0 1 3 6 2.')
    const which = alike
      ? say('The order is: {order}. “Not sure” may be left out.', { order: order(items[0].steps) })
      : say('The order stands under each question.')
    this.part('hands-help').textContent = `${how} ${which}`
    this.problems.clear()
    this.part('hand-list').replaceChildren(...items.map((one) => {
      const typed = make('input', { type: 'text', value: this.round.hands[one.key] ?? '', autocomplete: 'off', maxLength: 200 })
      typed.addEventListener('input', () => {
        if (typed.value.trim()) this.round.hands[one.key] = typed.value
        else delete this.round.hands[one.key]
        this.room.changed()
      })
      const problem = make('p', { className: 'problem', hidden: true })
      this.problems.set(one.key, problem)
      const label = make('label', {}, make('span', { textContent: one.text }), ...(alike ? [] : [make('span', { className: 'help', textContent: order(one.steps) })]), typed)
      return make('div', { className: 'hand' }, label, problem)
    }))
  }

  // --- files

  /** @param {File} file */
  async openTable (file) {
    const { name } = file
    if (file.size > this.room.most.table) return this.tell(say('“{name}” is too large for a page. Count it with: collabkit count', { name }))
    const text = await textOf(file)
    if (text === undefined) return this.tell(say('“{name}” cannot be read: its letters are not UTF-8. Save it as “CSV UTF-8” and open it again.', { name }))
    const about = { kind: 'group', does: 'table', exercise: this.room.exercise, text }
    const tell = (/** @type {string} */ sentence) => this.tell(sentence)
    tell(say('Reading “{name}” …', { name }))
    const match = await this.room.ask(about, tell)
    if (!match) return
    if (match.refused) return tell(match.refused)
    tell(say('“{name}” is read. Look at its columns below.', { name }))
    const place = this.part('match')
    const close = () => { place.hidden = true; place.replaceChildren(); this.part('open-table').focus() }
    let counting = false
    askForColumns(place, name, match, async (columns, by) => {
      if (counting) return
      counting = true
      const reply = await this.room.ask({ ...about, columns, by }, tell)
      counting = false
      if (!reply) return
      if (reply.refused) return tell(reply.refused)
      this.round.tables.push({ name, round: reply.round })
      close()
      this.showTables(reply.said)
      this.came()
    }, close)
  }

  /** @param {string[]} said what was not counted of the table that came last */
  showTables (said = []) {
    const list = this.part('tables')
    list.hidden = !this.round.tables.length
    list.replaceChildren(...this.round.tables.map((one, place) => make('li', {},
      counted(one.round.people, one.name), ' ',
      ...(place === this.round.tables.length - 1 ? said.map((sentence) => make('span', { className: 'note', textContent: `${sentence} ` })) : []),
      button(say('Take it out'), () => {
        this.round.tables.splice(place, 1)
        this.showTables()
        this.part('open-table').focus()
        this.room.changed()
      }))))
  }

  /** @param {File[]} files */
  async openBooks (files) {
    const said = []
    /** @type {string[]} */
    const codes = []
    if (files.length > MOST_BOOKS) said.push(say('Only the first {most} files were read. Open the others after them.', { most: MOST_BOOKS }))
    for (const file of files.slice(0, MOST_BOOKS)) {
      const { name } = file
      if (file.size > this.room.most.book) { said.push(say('“{name}” is larger than a workbook can be.', { name })); continue }
      const text = await textOf(file)
      if (text === undefined) { said.push(say('“{name}” does not hold text that can be read.', { name })); continue }
      const question = { kind: 'group', does: 'code', exercise: this.room.exercise, file: text }
      const reply = await this.room.ask(question, (sentence) => said.push(sentence))
      if (!reply) break
      if (reply.refused) { said.push(say('“{name}”: {words}', { name, words: reply.refused })); continue }
      codes.push(reply.code)
    }
    if (codes.length) this.area.value = this.round.text = joined(this.round.text, codes.join('\n')) // with what was typed meanwhile
    const made = byNumber(codes.length, '{number} code was made from workbooks and added to the box.', '{number} codes were made from workbooks and added to the box.')
    this.part('tables').before(make('p', { className: 'note books', textContent: [made, ...said].join(' ') }))
    for (const old of [...this.section.querySelectorAll('.books')].slice(0, -1)) old.remove()
    if (codes.length) this.came()
  }
}
