// Documents to take away: the strategy's sections chosen and put in order, and files written by Python in the worker.
//
// A worker cannot draw a picture, so for a Word file the page draws each of them on a canvas first and sends the PNGs
// along. The picture comes from an address with the drawing in it (data:), which is all that our policy allows.
import { store } from './kept.js'
import { say } from './say.js'
import { entriesOf } from './workbook.js'

/** @typedef {{ svg: string, width: number, height: number }} Drawing */
/** @typedef {{ key: string, title: string, wanted: boolean }} Section */
/** @typedef {(question: object, tell: (sentence: string) => void) => Promise<any>} Ask */

const SHARPNESS = 2.5
const CHOICE = 'document'
const RECORD = 'record'

/** @param {Drawing} drawing @returns {Promise<[string, string]>} the drawing, and its PNG in base 64 */
export async function drawn ({ svg, width, height }) {
  const image = new Image(width, height)
  const sized = svg.replace('<svg ', `<svg width="${width}" height="${height}" `)
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(sized)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * SHARPNESS
  canvas.height = height * SHARPNESS
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return [svg, canvas.toDataURL('image/png').split(',')[1]]
}

/** @param {string} data @returns {Uint8Array<ArrayBuffer>} */
export function bytes (data) {
  const read = atob(data)
  return Uint8Array.from(read, (letter) => letter.charCodeAt(0))
}

/** @param {string} name @param {string} type @param {BlobPart} content */
export function download (name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }))
  Object.assign(document.createElement('a'), { href: address, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** @param {string} name */
export const isSaved = (name) => say('“{name}” is saved where your browser puts downloads.', { name })

/** Where the workbook keeps how far one has read, which is no answer (reading.js). */
const READING = 'exercises.reading'

/** Every entry that holds answers. @param {import('./workbook.js').Workbook} book */
export const answered = (book) => entriesOf(book).filter(([place]) => place !== READING).map(([, entry]) => entry)

/** Whether no answer at all is kept. @param {import('./workbook.js').Workbook} book */
export function nothing (book) {
  return answered(book).every((entry) => !Object.keys(entry.answers).length)
}

export class Documents {
  turn = 0
  kind = 'strategy'
  /** The list of sections as it was drawn last. */
  shown = ''

  /** @param {HTMLElement} section @param {Ask} ask */
  constructor (section, ask) {
    this.section = section
    this.told = /** @type {NodeListOf<HTMLElement>} */ (section.querySelectorAll('[data-told]'))
    this.ask = (/** @type {object} */ question) => ask(question, (sentence) => this.tell(sentence))
    this.quietly = (/** @type {object} */ question) => ask(question, () => undefined)
    this.list = /** @type {HTMLElement} */ (section.querySelector('[data-sections]'))
    for (const part of section.querySelectorAll('[data-needs-script]')) /** @type {HTMLElement} */ (part).hidden = false
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (section.querySelectorAll('[data-document]'))) {
      button.addEventListener('click', () => this.write(button))
    }
    for (const field of this.fields()) {
      field.addEventListener('input', () => store.change(RECORD, { [field.dataset.record ?? '']: field.value }))
    }
  }

  /** Say something where the reader is: beside the buttons that were pressed last. @param {string} sentence */
  tell (sentence) { for (const place of this.told) place.textContent = place.dataset.told === this.kind ? sentence : '' }

  /** @returns {NodeListOf<HTMLInputElement>} */
  fields () { return this.section.querySelectorAll('[data-record]') }

  /** Show the fields as they are kept; one that somebody is in is left alone. */
  showFields () {
    const kept = store.book.exercises[RECORD]?.answers ?? {}
    for (const field of this.fields()) {
      if (field !== document.activeElement || !document.hasFocus()) field.value = String(kept[field.dataset.record ?? ''] ?? '')
    }
  }

  /** Show the choice as it is kept. */
  async show () {
    const turn = ++this.turn
    this.showFields()
    if (nothing(store.book)) return this.showSections(JSON.parse(this.list.dataset.sections ?? '[]'))
    const reply = await this.quietly({ kind: 'sections', workbook: store.book }) // the page asks more just then, and says why nothing comes
    if (reply?.sections && turn === this.turn) this.showSections(reply.sections)
  }

  /** A list that is as it is shown stays: somebody may be pressing in it just then. @param {Section[]} sections */
  showSections (sections) {
    const shown = JSON.stringify(sections)
    if (shown === this.shown) return
    this.shown = shown
    const held = document.activeElement instanceof HTMLElement && this.list.contains(document.activeElement) ? document.activeElement.id : ''
    this.list.replaceChildren(...sections.map((one, place) => this.item(one, place, sections)))
    if (held) document.getElementById(held)?.focus()
  }

  /** @param {Section} one @param {number} place @param {Section[]} all */
  item (one, place, all) {
    const box = Object.assign(document.createElement('input'), { type: 'checkbox', id: `wanted-${one.key}`, checked: one.wanted })
    box.addEventListener('change', () => this.keep(all.map((other) => other === one ? { ...one, wanted: box.checked } : other)))
    const label = Object.assign(document.createElement('label'), { htmlFor: box.id, textContent: one.title })
    const item = document.createElement('li')
    item.append(box, label, this.mover(one, place, all, -1), this.mover(one, place, all, 1))
    return item
  }

  /** @param {Section} one @param {number} place @param {Section[]} all @param {-1 | 1} by */
  mover (one, place, all, by) {
    const other = place + by
    const way = by < 0 ? 'up' : 'down'
    const made = Object.assign(document.createElement('button'), { type: 'button', className: 'quiet', id: `${way}-${one.key}`, textContent: by < 0 ? '↑' : '↓' })
    const { title } = one
    made.setAttribute('aria-label', by < 0 ? say('Move {title} up', { title }) : say('Move {title} down', { title }))
    made.setAttribute('aria-disabled', String(!all[other]))
    made.addEventListener('click', () => {
      if (!all[other]) return
      const moved = [...all]
      moved.splice(other, 0, ...moved.splice(place, 1))
      this.kind = 'strategy'
      this.keep(moved)
      this.tell(say('“{title}” is now section {place} of {all}.', { title, place: other + 1, all: all.length }))
    })
    return made
  }

  /** @param {Section[]} sections */
  keep (sections) {
    this.turn++
    store.change(CHOICE, { order: sections.map((one) => one.key), without: sections.filter((one) => !one.wanted).map((one) => one.key) })
    this.showSections(sections)
  }

  /** @param {HTMLButtonElement} button */
  async write (button) {
    const { document: kind, to } = button.dataset
    this.kind = kind ?? ''
    const about = { document: kind, workbook: store.book }
    this.tell(say('The document is being written …'))
    const pngs = to === 'docx' ? await this.pictures(about) : []
    const reply = pngs && await this.ask({ kind: 'document', ...about, to, pngs })
    if (!reply) return
    if (reply.refused) return this.tell(reply.refused)
    download(reply.name, reply.type, bytes(reply.data))
    this.tell(isSaved(reply.name))
  }

  /** @param {object} about @returns {Promise<[string, string][] | undefined>} */
  async pictures (about) {
    const reply = await this.ask({ kind: 'drawings', ...about })
    if (reply?.refused) this.tell(reply.refused)
    if (!reply?.pictures) return undefined
    const made = await Promise.allSettled(/** @type {Drawing[]} */ (reply.pictures).map(drawn))
    return made.flatMap((one) => one.status === 'fulfilled' ? [one.value] : []) // one that cannot be drawn is left out
  }
}
