// What changes many answers at once, and can be taken back: the example, clearing, and cells from a spreadsheet.
import { alike } from './fields.js'
import { spread } from './paste.js'
import { pasted, SENTENCES } from './sentences.js'

/** @typedef {import('./protocol.js').Answers} Answers */
/** @typedef {import('./fields.js').Field} Field */
/** @typedef {import('./live.js').Live} Live */

/** @param {Answers} answers @returns {Answers} the changes that clear them */
const emptied = (answers) => Object.fromEntries(Object.keys(answers).map((key) => [key, undefined]))

export class AtOnce {
  /** @type {Answers | undefined} the answers before, as long as they can come back */
  before
  /** @type {Answers} the answers just after that which can be taken back */
  done = {}
  /** Which of these was asked for last: what an earlier one brings comes too late. */
  turn = 0

  /** @param {Live} live the exercise whose answers these are */
  constructor (live) { this.live = live }

  async example () {
    const { live } = this
    const turn = ++this.turn
    const since = live.answers
    const quiet = live.voice.whileStarting(live.engine)
    try {
      live.begin()
      const { answers } = await live.engine.ask(live.question(false, true))
      if (turn !== this.turn) return void live.ask() // what was said of Python's start goes with a drawing, which nothing else may bring
      const offered = live.here?.matches('[data-offer]') // asked now: who went on meanwhile is not called back
      this.replace(answers, since, SENTENCES.example)
      if (offered) live.toForm() // the example is not offered any more where there are answers
    } catch (error) { live.failed(error, true) } finally { quiet() }
  }

  clear () {
    this.turn++
    if (this.live.hasAnswers) this.replace({}, this.live.answers, SENTENCES.cleared)
  }

  /**
   * Put other answers in place of these; what was changed since this was asked for stays. Where they are there already, what
   * can be taken back is still what was before them.
   * @param {Answers} answers
   * @param {Answers} since what the answers were then
   * @param {string} sentence
   */
  replace (answers, since, sentence) {
    const { live } = this
    const before = live.own
    const there = (/** @type {unknown} */ answer, /** @type {string} */ key) => alike(answer, live.answers[key])
    const changes = Object.entries({ ...emptied(before), ...answers }).filter(([key]) => there(since[key], key))
    const changed = changes.some(([key, answer]) => !there(answer, key))
    this.put(Object.fromEntries(changes))
    if (changed || this.before) this.offer(changed ? before : this.before ?? before, sentence)
    else live.voice.announce(sentence, true)
  }

  /** Take back what was done. What was changed since stays: in another exercise that asks for it too, or in another tab. */
  undo () {
    if (!this.before) return
    const { live, before, done } = this
    this.turn++
    this.forget()
    const back = Object.entries({ ...emptied(live.own), ...before })
    this.put(Object.fromEntries(back.filter(([key]) => alike(live.answers[key], done[key]))))
    live.voice.announce(SENTENCES.undone, true)
    live.toForm()
  }

  /** @param {ClipboardEvent} event */
  paste (event) {
    const { live } = this
    const spreading = spread(/** @type {Field} */ (event.target), event.clipboardData?.getData('text/plain') ?? '')
    if (!spreading) return
    event.preventDefault()
    const before = live.own
    for (const [field, words] of spreading.puts) field.value = words
    live.keep(live.changed(spreading.puts.map(([field]) => field)))
    this.offer(before, pasted(spreading.puts.length, spreading.left))
  }

  /** @param {Answers} changes */
  put (changes) {
    this.live.gaps = false // what was missing in other answers is no fault of these
    this.live.typedAt = -Infinity // nobody is at a key, so every field may be brought up to date
    this.live.store.change(this.live.id, changes)
    this.live.ask()
  }

  /** @param {Answers} before @param {string} sentence */
  offer (before, sentence) {
    this.before = before
    this.done = this.live.answers
    this.live.voice.offerUndo(sentence)
  }

  /** Something was answered since: what was before is over. */
  forget () {
    this.before = undefined
    this.live.voice.offerUndo()
  }
}
