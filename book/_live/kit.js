// Everything for a workshop on a day of one's own, made by Python in the worker: nothing is sent, and no network is needed
// once the page is ready.
import { bytes, download } from './documents.js'
import { PageEngine } from './engine.js'
import { say } from './say.js'
import { SENTENCES } from './sentences.js'

class KitForm {
  engine = new PageEngine()
  making = false

  /** @param {HTMLFormElement} form */
  constructor (form) {
    this.form = form
    this.told = /** @type {HTMLElement} */ (form.querySelector('[data-told]'))
    form.hidden = false
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      this.make()
    })
    form.addEventListener('focusin', () => { try { this.engine.start() } catch { /* said when it is asked for */ } }, { once: true })
  }

  /** @param {string} sentence */
  tell (sentence) { this.told.textContent = sentence }

  async make () {
    if (this.making) return
    this.making = true
    this.tell(say('Writing everything, which takes some seconds …'))
    try {
      const asked = Object.fromEntries(new FormData(this.form))
      const reply = /** @type {any} */ (await this.engine.ask(/** @type {any} */ ({ kind: 'kit', ...asked })))
      if (reply.refused) return this.tell(reply.refused)
      download(reply.name, reply.type, bytes(reply.data))
      const { name, said } = reply
      this.tell(say('“{name}” is saved where your browser puts downloads: {said}', { name, said }))
    } catch (error) {
      this.tell(error instanceof Error ? error.message : SENTENCES.broken)
    } finally { this.making = false }
  }
}

const form = /** @type {HTMLFormElement | null} */ (document.querySelector('[data-kit]'))
if (form) new KitForm(form)
