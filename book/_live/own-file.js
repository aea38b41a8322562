// A file of the reader's own that is written again after each change, where a browser offers it (Chromium's do). An extra:
// the copy that a browser downloads works everywhere.
//
// The browser hands out a handle to the file that was chosen; it is kept in IndexedDB, where every page of the course
// finds it. After a visit the browser may want to be asked again, which only a press of a button can do. A file that
// somebody else wrote meanwhile, on another computer perhaps, is left alone: it has answers that are not here yet. The
// browser writes to the side and puts the whole in place at the end, so the file is always an old one or a new one.
import { kept, keep } from './own-file-kept.js'
import { say } from './say.js'
import { empty, latest, merged, read } from './workbook.js'

/** @typedef {import('./own-file-kept.js').Own} Own */
/** @typedef {'unoffered' | 'none' | 'asking' | 'saving' | 'changed' | 'failed'} State
 *   "unoffered": nothing can be done, nor is said; "asking": the browser wants to be asked again; "changed": somebody else wrote to the file */
/** @typedef {(question: object) => Promise<any>} Ask asks Python; nothing where it cannot answer */

/** Nobody is at a key any more, in milliseconds. */
const QUIET = 1500
/** A time that no file was written at. */
const NEVER = -1
const LOCK = 'collabkit-own-file'
const WRITE = { mode: 'readwrite' }
const NAME = say('My workbook.json')
const TYPES = [{ description: say('Workbook'), accept: { 'application/json': ['.json'] } }]

/** @returns {boolean} whether this browser lets a page write to a file that its reader chose */
export const offered = () => 'showSaveFilePicker' in window && 'indexedDB' in window && 'locks' in navigator

/** Have the browser ask whether the file may be written; whether it may is looked at later. @param {FileSystemFileHandle} handle */
const agreed = (handle) => Reflect.get(handle, 'requestPermission').call(handle, WRITE).catch(() => undefined)

export class OwnFile {
  /** @type {State} */
  state = 'none'
  /** @type {Own | undefined} */
  own
  /** @type {number | undefined} */
  timer

  /**
   * @param {import('../../collabkit/live/store.js').Store} store
   * @param {Ask} ask
   * @param {() => void} [told] called when the state changes
   */
  constructor (store, ask, told = () => undefined) {
    this.store = store
    this.ask = ask
    this.told = told
    store.watch(() => this.soon())
    document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') this.write() })
    this.soon(0) // once whoever made this knows it
  }

  get name () { return this.own?.handle.name ?? '' }

  /** @returns {Promise<string>} the name of the file, also of one that another tab let its reader choose */
  async chosen () { return (await kept().catch(() => undefined))?.handle.name ?? this.name }

  /** @param {State} state */
  now (state) {
    this.state = state
    this.told()
  }

  soon (after = QUIET) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.write(), after)
  }

  /** Let the reader choose a new file. The browser empties one that is there already, before it hands out its handle. */
  async chooseNew () {
    await this.choose(() => Reflect.get(window, 'showSaveFilePicker')({ suggestedName: NAME, types: TYPES }))
  }

  /** Let the reader choose a file that they have, as the browser's other chooser does: it leaves what is in it. */
  async chooseOld () {
    await this.choose(async () => (await Reflect.get(window, 'showOpenFilePicker')({ types: TYPES }))[0])
  }

  /**
   * A file with something in it is not written over: it may hold answers.
   * @param {() => Promise<FileSystemFileHandle>} chooser shown before anything is waited for: just after a button was pressed
   */
  async choose (chooser) {
    /** @type {FileSystemFileHandle} */
    let handle
    try { handle = await chooser() } catch { return } // none was chosen
    await this.orFailed(async () => {
      const there = await handle.getFile()
      await keep({ handle, modified: there.size ? NEVER : there.lastModified, book: '' })
      await agreed(handle)
    })
  }

  /** Do something and write; where the browser refuses, say that it failed. @param {() => Promise<unknown>} doing */
  async orFailed (doing) {
    try { await doing() } catch (error) {
      console.info('collabkit:', error)
      return this.now('failed')
    }
    await this.write()
  }

  /** Ask the browser, at the press of a button, to go on. */
  async goOn () {
    await this.orFailed(async () => { // what is written then says what is so: written, to be asked again, or there no longer
      const own = await kept()
      if (own) await agreed(own.handle)
    })
  }

  /** @returns {Promise<File | undefined>} what somebody else wrote to the file */
  async others () { return (await kept())?.handle.getFile() }

  /** What somebody else wrote is here now, so it may be written over. @param {File} file */
  async taken (file) {
    await this.orFailed(async () => {
      const own = await kept()
      if (own) await keep({ ...own, modified: file.lastModified, book: '' })
    })
  }

  /** Never write to the file again. */
  async end () {
    clearTimeout(this.timer)
    await this.orFailed(() => navigator.locks.request(LOCK, () => keep(undefined)))
  }

  /** Write the workbook to the file, if there is one that may be written; one tab at a time. */
  async write () {
    if (!offered()) return this.now('unoffered')
    try { await navigator.locks.request(LOCK, () => this.alone()) } catch (error) {
      console.info('collabkit:', error)
      this.now('failed')
    }
  }

  async alone () {
    this.own = await kept()
    if (!this.own) return this.now('none')
    const { handle } = this.own
    if (await Reflect.get(handle, 'queryPermission').call(handle, WRITE) !== 'granted') return this.now('asking')
    if ((await handle.getFile()).lastModified !== this.own.modified) return this.now('changed')
    this.store.refresh()
    if (!this.bringBack(this.own.book)) return this.now('unoffered')
    const book = JSON.stringify(this.store.book)
    if (book !== this.own.book) {
      const upTo = latest(this.store.book)
      const reply = await this.ask({ kind: 'save', workbook: this.store.book })
      if (!reply) return this.now('failed')
      const out = await handle.createWritable()
      await out.write(reply.text)
      await out.close()
      this.own = { handle, book, modified: (await handle.getFile()).lastModified, saved: reply.saved, upTo }
      await keep(this.own)
    }
    this.now('saving')
  }

  /**
   * What was written to the file once and is not here any more was lost here: what the browser kept was damaged, or the
   * machine stopped before it was on the disk. It comes back before anything is written over it.
   * @param {string} written @returns {boolean} whether the file may be written: not over what a later course keeps, or wrote
   */
  bringBack (written) {
    if (this.store.state === 'newer') return false
    try {
      const there = written ? read(written) : empty()
      const both = merged(this.store.book, there)
      if (JSON.stringify(both) !== JSON.stringify(this.store.book)) this.store.lay(there)
      return true
    } catch { return false } // a later course wrote it
  }
}
