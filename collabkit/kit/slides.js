// One slide at a time. Without this script, and on a narrow screen, the slides stand one under the other.
'use strict'
const root = document.documentElement
const slides = [...document.querySelectorAll('section')]
const bar = document.querySelector('nav')
const STEPS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ' ': 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 }
let at = 0

function show (number, { focus = true } = {}) {
  at = Math.max(0, Math.min(slides.length - 1, number))
  slides.forEach((slide, place) => slide.classList.toggle('now', place === at))
  bar.querySelector('[data-place]').textContent = slides[at].dataset.number
  const [back, next] = bar.querySelectorAll('[data-turn]')
  back.setAttribute('aria-disabled', String(at === 0))
  next.setAttribute('aria-disabled', String(at === slides.length - 1))
  history.replaceState(null, '', `#slide-${at + 1}`)
  if (focus) slides[at].querySelector('h1, h2').focus({ preventScroll: !narrow.matches })
}

function toggleNotes () {
  const shown = root.classList.toggle('with-notes')
  bar.querySelector('[data-notes]').setAttribute('aria-pressed', String(shown))
}

const narrow = matchMedia('(max-width: 700px)')
root.classList.add('one')
bar.hidden = false
bar.addEventListener('click', (event) => {
  const button = event.target.closest('button')
  if (button?.dataset.turn) show(at + Number(button.dataset.turn), { focus: false })
  else if (button) toggleNotes()
})
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === ' ' && event.target.closest('button')) return
  if (narrow.matches && !/^(Arrow(Left|Right)|n)$/i.test(event.key)) return // the page scrolls
  if (event.key in STEPS) { event.preventDefault(); show(at + STEPS[event.key]) }
  else if (event.key === 'Home') { event.preventDefault(); show(0) }
  else if (event.key === 'End') { event.preventDefault(); show(slides.length - 1) }
  else if (event.key === 'n' || event.key === 'N') toggleNotes()
  else if (event.key === 'f' || event.key === 'F') (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.())
})
show(Number(location.hash.replace('#slide-', '')) - 1 || 0, { focus: false })
