// Says on "Your answers" whether a file of the reader's own is written to, and offers what can be done about it.
import { button, make } from './making.js'
import { OwnFile } from './own-file.js'
import { language, say } from './say.js'

/** @typedef {import('./own-file.js').State} State */

export class OwnFileShown {
  drawn = ''
  /** @type {State | undefined} what was so when it was drawn last */
  seen
  line = make('p')
  actions = make('div', { className: 'actions' })

  /**
   * @param {HTMLElement} place
   * @param {import('../../collabkit/live/store.js').Store} store
   * @param {import('./own-file.js').Ask} ask
   * @param {(file: File) => Promise<boolean>} open lay a file together with what is kept here
   * @param {() => void} told called when something was saved
   */
  constructor (place, store, ask, open, told) {
    this.place = place
    this.store = store
    this.line.setAttribute('role', 'status')
    place.replaceChildren(this.line, this.actions)
    this.open = open
    this.file = new OwnFile(store, ask, () => { this.show(); told() })
  }

  /** When it was written last, if it is being written. */
  get saved () { return this.file.own?.saved ?? '' }

  /** The latest change in it. */
  get upTo () { return this.file.own?.upTo ?? '' }

  /** Stop writing, so that what is cleared here is not cleared there. @returns {Promise<string>} the name of the file, if there was one */
  async letGo () {
    const name = await this.file.chosen()
    if (name) await this.file.end()
    return name
  }

  async takeOthers () {
    const others = await this.file.others().catch(() => undefined)
    if (!others) await this.file.write() // it is there no longer: this says so
    else if (await this.open(others)) await this.file.taken(others)
  }

  /** @returns {[string, HTMLButtonElement[]]} what is so, and what can be done */
  said () {
    const { file } = this
    const { name } = file
    const stop = () => button(say('Stop saving to it'), () => file.end())
    const at = this.saved && new Date(this.saved).toLocaleTimeString(language(), { timeStyle: 'short' })
    /** @type {Record<State, () => [string, HTMLButtonElement[]]>} */
    const states = {
      unoffered: () => ['', []],
      none: () => [say('This browser can also save to a file of yours after each change, so that you need not remember to.'), [
        button(say('Keep saving to a new file'), () => file.chooseNew()), button(say('Keep saving to a file that you have'), () => file.chooseOld()),
      ]],
      asking: () => [say('Your browser wants you to agree again before the course goes on saving to “{name}”.', { name }), [button(say('Go on saving to “{name}”', { name }), () => file.goOn()), stop()]],
      saving: () => [at ? say('Each change is also saved to “{name}”, last at {at}.', { name, at }) : say('Each change is also saved to “{name}”.', { name }), [stop()]],
      changed: () => [say('“{name}” has something in it that the course did not save from here, so it is left alone. Open it, and both are laid together before saving goes on.', { name }), [button(say('Open it and go on'), () => this.takeOthers()), stop()]],
      failed: () => [this.failed(name), [button(say('Try again'), () => file.write()), stop()]],
    }
    return states[file.state]()
  }

  /** @param {string} name */
  failed (name) {
    return this.store.state === 'kept'
      ? say('“{name}” could not be saved to just now. Your answers are kept in this browser as before.', { name })
      : say('“{name}” could not be saved to just now.', { name })
  }

  show () {
    const [sentence, buttons] = this.said()
    const drawn = JSON.stringify([sentence, buttons.map((one) => one.textContent)])
    if (drawn === this.drawn) return
    this.drawn = drawn
    const within = this.place.contains(document.activeElement)
    this.place.hidden = !sentence
    const news = this.seen && this.seen !== this.file.state // that it was saved once more is none
    this.seen = this.file.state
    this.line.setAttribute('aria-live', news ? 'polite' : 'off')
    this.line.textContent = sentence
    this.actions.replaceChildren(...buttons)
    if (within) buttons[0]?.focus()
  }
}
