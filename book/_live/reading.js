// How far a chapter is read: begun once its third section was in the window for a moment, read once its last one was, or
// when the reader says so at its end. It is kept in the workbook like an answer, so that it goes where the workbook
// goes; two things are kept of each chapter, so that beginning it again elsewhere does not undo that it was read.
// What is shown of it, on every page, is theme.js's matter.
import { store } from './kept.js'

/** Where the workbook keeps it. */
const KEPT = 'reading'
/** How long a section has to be in the window, in milliseconds. */
const MOMENT = 1500

const end = /** @type {HTMLElement | null} */ (document.querySelector('[data-reading]'))

/** @param {HTMLElement} end the line at the chapter's end */
function follow (end) {
  const chapter = end.dataset.reading
  const box = /** @type {HTMLInputElement} */ (end.querySelector('input'))
  /** @param {'begun' | 'read'} what */
  const kept = (what) => store.book.exercises[KEPT]?.answers[`${chapter}.${what}`]
  /** @param {'begun' | 'read'} what @param {boolean} value */
  const keep = (what, value) => { store.change(KEPT, { [`${chapter}.${what}`]: value }) }
  const show = () => { box.checked = kept('read') === true }

  const sections = [...document.querySelectorAll('main > section > section')]
  const last = sections.at(-1)
  /** @type {Map<Element, ReturnType<typeof setTimeout>>} */
  const waiting = new Map()
  const seen = (/** @type {Element} */ section) => {
    if (document.visibilityState !== 'visible') return
    store.refresh()
    if (kept('begun') === undefined) keep('begun', true)
    if (section === last && kept('read') === undefined) keep('read', true) // who took the tick away is not overruled
  }
  const looking = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(waiting.get(target))
      if (isIntersecting) waiting.set(target, setTimeout(seen, MOMENT, target))
    }
  }, { rootMargin: '0px 0px -20% 0px' })
  for (const section of sections.slice(2)) looking.observe(section)

  box.addEventListener('change', () => keep('read', box.checked))
  store.watch(show)
  show()
}

if (end) follow(end)
