// The page's one store, for exercises and checks alike. Python says which answers are shared: facts.js is written by it
// when the page runtime is built.
import { FACTS } from './facts.js'
import { Store } from './store.js'

export const store = new Store(FACTS.shared)
// A page that slept, lay behind another or comes back from the browser's memory hears nothing of what was done meanwhile.
for (const kind of ['pageshow', 'focus']) addEventListener(kind, () => store.refresh())
for (const kind of ['visibilitychange', 'resume']) document.addEventListener(kind, () => store.refresh()) // the window hears of no "resume"

// theme.js shows how far one has read. It reads the whole workbook for that, so it is told only of what was read, and not
// of each key in a form.
const ticks = () => JSON.stringify(store.book.exercises.reading?.answers)
let told = ticks()
store.watch(() => {
  if (told === ticks()) return
  told = ticks()
  document.dispatchEvent(new Event('collabkit:kept'))
})

/** Says to every page, at no cost, that there is a file of the reader's own to save to (own-file.js). */
export const OWN_FILE = 'collabkit.own-file'

/** @returns {boolean} whether such a file was chosen here */
export const hasOwnFile = () => { try { return localStorage.getItem(OWN_FILE) !== null } catch { return false } }
