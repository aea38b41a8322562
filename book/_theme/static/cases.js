// The cases. In the library: narrows them to what the reader chose, and keeps the choice in the address so that it can be
// shared. In the picture of all cases, there and at home: names the mark that somebody points at, and leads to its card.
import { byNumber, say } from './say.js'

const form = document.querySelector('[data-case-filters]')
const status = document.querySelector('[data-case-status]')
const cases = [...document.querySelectorAll('[data-case]')]
const marks = [...document.querySelectorAll('[data-mark]')]

const choices = () => [...new FormData(form)].filter(([, value]) => value)

const narrow = () => {
  const wanted = choices()
  const fits = (one) => wanted.every(([name, value]) => one.getAttribute(`data-${name}`) === value)
  for (const one of cases) one.hidden = !fits(one)
  for (const one of marks) one.classList.toggle('out', !fits(one))
  const shown = cases.filter((one) => !one.hidden).length
  const all = cases.length
  status.textContent = shown === all
    ? byNumber(all, 'The one case is shown.', 'All {all} cases are shown.', { all })
    : byNumber(shown, '{shown} of {all} cases is shown.', '{shown} of {all} cases are shown.', { shown, all })
}

const remember = () => {
  const query = new URLSearchParams(choices()).toString()
  history.replaceState(null, '', query ? `?${query}` : location.pathname)
}

const restore = () => {
  for (const [name, value] of new URLSearchParams(location.search)) {
    const select = form.elements.namedItem(name)
    if (select && [...select.options].some((option) => option.value === value)) select.value = value
  }
}

/** Show the case that the address names, whatever was chosen. */
const reveal = () => {
  const linked = document.getElementById(location.hash.slice(1))?.querySelector('[data-case]')
  if (linked?.hidden) { linked.hidden = false; linked.scrollIntoView() }
}

if (form && status) {
  form.hidden = false
  restore()
  narrow()
  form.addEventListener('change', () => { narrow(); remember() })
  form.addEventListener('submit', (event) => event.preventDefault())
  form.addEventListener('reset', () => setTimeout(() => { narrow(); remember() }))
  reveal()
  addEventListener('hashchange', reveal)
}

const NEAR = 28 // how far from a mark somebody may be and still point at it, in pixels

/** The mark nearest to a place: they are small, and a finger is not. */
function nearest (picture, x, y) {
  let found, least = NEAR
  for (const mark of picture.querySelectorAll('[data-mark]:not(.out)')) {
    const { left, top, width, height } = mark.getBoundingClientRect()
    const away = Math.hypot(x - left - width / 2, y - top - height / 2)
    if (away < least) [found, least] = [mark, away]
  }
  return found
}

for (const picture of document.querySelectorAll('[data-all-cases]')) {
  const line = picture.querySelector('[data-pointed]')
  const address = (mark) => `${picture.dataset.allCases.split('#')[0]}#case-${mark.dataset.mark}`
  const point = ({ clientX, clientY }) => {
    const mark = nearest(picture, clientX, clientY)
    if (!mark || mark.classList.contains('pointed-at')) return mark
    picture.querySelector('.pointed-at')?.classList.remove('pointed-at')
    mark.classList.add('pointed-at')
    const link = Object.assign(document.createElement('a'), { href: address(mark), textContent: say('Read its card') })
    line.replaceChildren(`${mark.dataset.told}. `, link)
    return mark
  }
  const rows = picture.querySelector('.rows')
  rows.addEventListener('pointermove', (event) => { if (event.pointerType !== 'touch') point(event) })
  rows.addEventListener('click', (event) => {
    const mark = point(event)
    if (mark && event.detail && !matchMedia('(pointer: coarse)').matches) location.href = address(mark)
  })
}
