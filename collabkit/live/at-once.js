// What changes many answers at once, and can be taken back: the example, clearing, and cells from a spreadsheet.
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
  /** Which of these was asked for last: what an earlier one brings comes too late. */
  turn = 0

  /** @param {Live} live the exercise whose answers these are */
  constructor (live) { this.live = live }

  async example () {
    const { live } = this
    const turn = ++this.turn
    const since = live.answers
    const offered = live.here?.matches('[data-offer]')
    const quiet = live.voice.whileStarting(live.engine)
    try {
      live.begin()
      const { answers } = await live.engine.ask(live.question(false, true))
      if (turn !== this.turn) return
      this.replace(answers, since, SENTENCES.example)
      if (offered) live.toForm() // the example is not offered any more where there are answers
    } catch (error) { live.failed(error) } finally { quiet() }
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
    const there = (/** @type {unknown} */ answer, /** @type {string} */ key) => JSON.stringify(answer) === JSON.stringify(live.answers[key])
    const changes = Object.entries({ ...emptied(before), ...answers }).filter(([key]) => there(since[key], key))
    const changed = changes.some(([key, answer]) => !there(answer, key))
    this.put(Object.fromEntries(changes))
    if (changed || this.before) this.offer(changed ? before : this.before ?? before, sentence)
    else live.voice.announce(sentence, true)
  }

  undo () {
    if (!this.before) return
    const { live, before } = this
    this.turn++
    this.forget()
    this.put({ ...emptied(live.own), ...before })
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
    this.live.voice.offerUndo(sentence)
  }

  /** Something was answered since: what was before is over. */
  forget () {
    this.before = undefined
    this.live.voice.offerUndo()
  }
}
