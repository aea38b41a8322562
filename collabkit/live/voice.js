// What an exercise says about itself, beside its findings: notices that are seen, and lines for a screen reader.
//
// Each notice has a line of its own, so that one cannot cover another: what is happening or went wrong, what can be
// taken back, and that answers are not kept.
import { say } from './say.js'
import { fetching, SENTENCES } from './sentences.js'

/** @typedef {import('./protocol.js').Engine} Engine */

const QUIET = { progress: 500, announce: 600 }

/** The exercise that somebody is at, of the several that a page may have. @type {Voice | undefined} */
let attended
/** What was said aloud last of whether answers are kept: each exercise of a page shows it, and one of them says it. */
let keptAloud = ''

export class Voice {
  /** @type {number | undefined} */
  waiting
  said = ''

  /** @param {HTMLElement} section @param {Element} before what the notices stand before */
  constructor (section, before) {
    this.status = /** @type {HTMLElement} */ (section.querySelector('[role=status]'))
    const line = (/** @type {string} */ kind) => {
      const made = section.ownerDocument.createElement('p')
      made.className = kind
      made.hidden = true
      before.before(made)
      return made
    }
    this.notice = line('notice')
    this.undoing = line('notice undo')
    this.unkept = line('unkept')
  }

  /** Somebody does something in this exercise: until they do in another, news is heard from this one alone. */
  attend () { attended = this }

  /** Say what is happening, or nothing. @param {string} [sentence] */
  notify (sentence = '') { put(this.notice, sentence) }

  /**
   * Say what went wrong, and offer what helps.
   * @param {string} words
   * @param {boolean} reload whether only that helps
   * @param {boolean} asked whether somebody asked for it; else it is heard once, and not at each key of whoever types on
   */
  failed (words, reload, asked) {
    put(this.notice, words, reload ? say('Reload the page') : say('Try again'), reload ? 'reload' : 'again')
    this.announce(words, asked)
  }

  /** Offer to take back what was done, or nothing. @param {string} [sentence] */
  offerUndo (sentence = '') {
    put(this.undoing, sentence, say('Undo'), 'undo')
    if (sentence) this.announce(sentence, true)
  }

  /**
   * Say that answers are not kept, where the reader is, for as long as it is true; it is announced once.
   * @param {string} sentence nothing where they are kept
   * @param {boolean} reload whether a reload helps
   */
  sayKept (sentence, reload) {
    if (sentence === (this.unkept.firstChild?.textContent ?? '')) return
    put(this.unkept, sentence, reload ? say('Reload the page') : '', 'reload')
    if (sentence && sentence !== keptAloud) this.announce(sentence, true)
    keptAloud = sentence
  }

  /**
   * Say a line to a screen reader, once the typing has paused. What nobody asked for is said only where somebody is, for
   * what they do may be news in every exercise of the page; and the same line is not said twice.
   * @param {string} sentence @param {boolean} [atOnce] whether it was asked for
   */
  announce (sentence, atOnce = false) {
    clearTimeout(this.waiting) // what was to be said next is not so any more
    if (!atOnce && (attended !== this || sentence === this.said)) return
    const tell = () => {
      if (this.said === sentence) this.status.textContent = '' // so that it is heard again
      this.said = sentence
      this.status.textContent = sentence
    }
    if (atOnce || this.said === '') tell()
    else this.waiting = setTimeout(tell, QUIET.announce)
  }

  /**
   * When the start takes longer than a moment, say what is happening, with real progress.
   * @param {Engine} engine
   * @returns {() => void} what ends it
   */
  whileStarting (engine) {
    if (engine.ready) return () => undefined
    let latest = SENTENCES.ready
    let shown = false
    const timer = setTimeout(() => {
      shown = true
      this.notify(latest)
      this.announce(SENTENCES.ready) // how much has come by now says little to an ear, and is past when it is heard
    }, QUIET.progress)
    const end = engine.progress(({ step, loaded, total }) => {
      latest = step === 'starting' ? SENTENCES.opening : fetching(loaded, total)
      if (shown) this.notify(latest)
    })
    return () => {
      clearTimeout(timer)
      end()
    }
  }
}

/**
 * @param {HTMLElement} line
 * @param {string} sentence
 * @param {string} [words] what its button says, if it has one
 * @param {string} [does] what the button does, as the exercise calls it
 */
function put (line, sentence, words = '', does = '') {
  line.hidden = !sentence
  line.replaceChildren(sentence)
  if (!sentence || !words) return
  const button = line.ownerDocument.createElement('button')
  Object.assign(button, { type: 'button', className: 'quiet', textContent: words })
  button.dataset[does] = ''
  line.append(' ', button)
}
