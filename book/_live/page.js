// Brings the exercises of a page to life: one store and one Python for all of them.
import { metered, PageEngine, runtimeKept } from './engine.js'
import { InView } from './in-view.js'
import { Live } from './live.js'
import { hasOwnFile, store } from './kept.js'

const engine = new PageEngine()
const sections = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('section[data-exercise]')])
const exercises = sections.map((section) => new Live(section, store, engine))
for (const exercise of exercises) new InView(exercise)

// What failed for want of a network is tried again when there is one.
addEventListener('online', () => { for (const exercise of exercises) if (exercise.section.dataset.state === 'failed') exercise.ask() })

// A file of the reader's own is saved to after each change, where one was chosen ("Your answers"). That may be done while this
// page lies in another tab, or behind the Back button: so it is looked for at each change until there is one.
let saving = false
function saveToOwnFile () {
  if (saving || !hasOwnFile()) return
  saving = true
  const ask = (/** @type {object} */ question) => engine.ask(/** @type {any} */ (question)).catch(() => undefined)
  import('./own-file.js').then(({ OwnFile }) => new OwnFile(store, ask), () => { saving = false }) // it did not come: with the next change
}
saveToOwnFile()
store.watch(saveToOwnFile)

// Somebody who comes back to answers of their own finds them, and what they mean.
const costly = metered()
if (!costly) for (const exercise of exercises) if (exercise.hasAnswers) exercise.ask()

// Python may start ahead of need: once a reader comes near an exercise, and, where all of it is kept here already, as soon
// as the page has nothing else to do. It then answers for the example once, which nobody sees: whatever it does for the
// first time takes it several times as long.
let begun = false
const ahead = (exercise = exercises[0]) => {
  if (begun) return
  begun = true
  engine.ask(exercise.question(false, true)).catch(() => undefined) // said when the reader asks
}
if (!costly && exercises.length && 'IntersectionObserver' in window) {
  const near = new IntersectionObserver((entries) => {
    const nearest = entries.find((entry) => entry.isIntersecting)
    if (!nearest) return
    near.disconnect()
    ahead(exercises.find(({ section }) => section === nearest.target))
  }, { rootMargin: '50% 0%' })
  addEventListener('scroll', () => { for (const section of sections) near.observe(section) }, { once: true, passive: true })
  for (const exercise of exercises) exercise.section.addEventListener('pointerenter', () => ahead(exercise), { once: true })
}
if (exercises.length && document.visibilityState === 'visible') {
  runtimeKept().then((kept) => { if (kept) (window.requestIdleCallback ?? setTimeout)(() => ahead()) })
}
