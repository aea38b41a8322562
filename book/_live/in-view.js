// What it means, in view: while a form is in the window and its findings are not, a slim bar at the foot of the window
// says in a line what the answers say now, how many there are, and leads to all of it. A wide window has room for it
// beside the form, with the first picture of the findings; the contents of the page give way to it there.
//
// The bar sticks to the foot of the window for as long as the form is there, and has its place on top of the findings
// when that ends; so it can hide nothing for good. Where the findings' first lines are in the window it is not seen. It
// takes up no room: nothing may move under a pointer that is pressed. It follows the findings and the form by looking at
// them, and announces nothing: the status line does that.
import { fields, filledIn } from './fields.js'
import { say } from './say.js'

/** How long a change is marked, in milliseconds. */
const MARKED = 1500
/** How much of the findings is in the window before they speak for themselves, in pixels. */
const READ = 80
/** Room between the bar and the field that somebody is in, in pixels. */
const ROOM = 16

/** Where there is room beside the form. */
const WIDE = matchMedia('(min-width: 100rem) and (min-height: 40rem)')

export class InView {
  said = ''
  /** Whether the bar is in the window. */
  seen = false

  /** @param {import('./live.js').Live} live */
  constructor (live) {
    this.live = live
    this.bar = document.createElement('div')
    this.bar.className = 'in-view'
    this.bar.hidden = true
    this.words = this.bar.appendChild(Object.assign(document.createElement('p'), { className: 'says' }))
    this.picture = this.bar.appendChild(Object.assign(document.createElement('div'), { className: 'picture', ariaHidden: 'true' }))
    this.count = this.bar.appendChild(Object.assign(document.createElement('p'), { className: 'count' }))
    const region = live.findings.parentElement ?? live.findings
    region.id ||= `${live.id}-meaning`
    this.link = this.bar.appendChild(Object.assign(document.createElement('a'), { href: `#${region.id}`, textContent: say('All of it') }))
    region.before(this.bar)
    this.observe()
  }

  /** Follow the findings, the form and the window; the findings as they are now are shown at once. */
  observe () {
    const { live } = this
    const show = () => this.show()
    const showAll = () => { this.draw(); this.show() }
    new MutationObserver(showAll).observe(live.findings, { childList: true, subtree: true, characterData: true })
    live.section.addEventListener('input', show)
    live.section.addEventListener('collabkit:drawn', show)
    live.store.watch(show)
    live.section.addEventListener('focusin', ({ target }) => requestAnimationFrame(() => this.clear(/** @type {HTMLElement} */ (target))))
    const there = (/** @type {IntersectionObserverEntry[]} */ [seen]) => {
      this.bar.toggleAttribute('data-there', seen.isIntersecting)
      this.makeRoom()
    }
    const passing = (/** @type {IntersectionObserverEntry[]} */ [seen]) => {
      this.seen = seen.isIntersecting
      this.makeRoom()
    }
    WIDE.addEventListener('change', showAll)
    new IntersectionObserver(passing).observe(this.bar)
    new IntersectionObserver(there, { rootMargin: `0px 0px ${-READ}px 0px` }).observe(live.findings)
    new ResizeObserver(() => { this.bar.style.setProperty('--height', `${this.bar.offsetHeight}px`) }).observe(this.bar)
    showAll()
  }

  /** The sentence that the findings begin with; none as long as they say nothing. */
  get headline () {
    return this.live.findings.querySelector('.sentence')?.textContent?.trim() ?? ''
  }

  show () {
    const [given, all] = filledIn(fields(this.live.form), this.live.answers)
    this.bar.hidden = !given && !this.headline
    this.words.textContent = this.headline || this.live.said || say('Not enough yet to say something.')
    this.count.textContent = say('{given} of {all} filled in', { given, all })
    this.link.hidden = !this.headline
    this.bar.toggleAttribute('data-says', Boolean(this.headline))
    this.makeRoom()
    const said = this.headline
    if (said !== this.said && this.said) this.mark()
    this.said = said
  }

  /** The first picture of the findings, where there is room for it. */
  draw () {
    this.bar.toggleAttribute('data-beside', WIDE.matches)
    const picture = WIDE.matches && this.live.findings.querySelector('figure > svg')
    this.picture.replaceChildren(...picture ? [picture.cloneNode(true)] : [])
  }

  /** Have the contents of the page give way while this is beside the form; one of several exercises may do so. */
  makeRoom () {
    const { dataset } = document.body
    if (WIDE.matches && this.seen && !this.bar.hidden && !this.bar.hasAttribute('data-there')) dataset.beside = this.live.id
    else if (dataset.beside === this.live.id) delete dataset.beside
  }

  /** Keep a field that somebody comes to by keyboard from lying behind the bar; nothing may move under a pressed pointer. @param {HTMLElement} field */
  clear (field) {
    if (WIDE.matches || !field.matches(':focus-visible')) return
    const bar = this.bar.getBoundingClientRect()
    const over = field.getBoundingClientRect().bottom + ROOM - bar.top
    if (bar.height && over > 0 && this.live.form.contains(field)) scrollBy({ top: over, behavior: 'instant' })
  }

  /** Let the eye see that something changed. */
  mark () {
    this.bar.classList.add('fresh')
    setTimeout(() => this.bar.classList.remove('fresh'), MARKED)
  }
}
