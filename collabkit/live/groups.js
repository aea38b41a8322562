// The groups of a form's questions: each folds under its heading, which says how much of it is answered.
//
// Python writes every group open, so that nothing is lost without scripts or on paper; what is folded at the start is
// decided here. After that a group opens and folds only at a person's wish: at its heading, at the button for all, by a
// link to a field in it, or because it holds what is still needed. A drawing lays new HTML over a group as it stands.
import { fields, filledIn, focused } from './fields.js'
import { say } from './say.js'

/** @typedef {import('./fields.js').Field} Field */

/** What an answer is typed or chosen in. */
const CONTROL = 'input, select, textarea'

/** A place that is still to be filled in, among several of one question. */
const EMPTY = 'input[type=text]:placeholder-shown'

/** @param {Element} element @returns {HTMLDetailsElement | null} the group that it stands in */
const groupOf = (element) => element.closest('details.group')

export class Groups {
  /** @type {Set<string>} the groups that were there when last looked at */
  known = new Set()
  /** Whether the form has all its groups, or a person is at it: from then on none folds by itself. */
  settled = false

  /** @param {import('./live.js').Live} live the exercise whose groups these are */
  constructor (live) {
    this.live = live
    this.key = `collabkit:groups:${live.id}`
    this.sheet = 'sheet' in live.section.dataset
    /** @type {Map<string, boolean>} whether each was open when last seen; a tab remembers it for Back and a reload */
    this.open = this.remembered()
    for (const kind of ['focusin', 'pointerdown']) live.section.addEventListener(kind, () => { this.settled = true })
    live.section.addEventListener('toggle', ({ target }) => this.toggled(/** @type {HTMLElement} */ (target)), true)
    live.section.addEventListener('click', (event) => this.follow(event))
    if (live.section.getRootNode() !== document) return
    addEventListener('hashchange', () => this.arrive())
    addEventListener('beforeprint', () => this.unfoldForPrint())
  }

  /** @returns {HTMLDetailsElement[]} */
  get all () { return [...this.live.form.querySelectorAll('details')].filter((one) => one.matches('.group')) }

  /** The button for all groups; a form with few groups has none, and begins with all of them open. */
  get button () { return this.live.form.querySelector('[data-fold]') }

  /** @returns {Map<HTMLDetailsElement, [number, number]>} how many places of each group are filled in, and how many there are */
  get counts () {
    const inside = new Map(this.all.map((group) => [group, /** @type {Field[]} */ ([])]))
    for (const field of fields(this.live.form)) inside.get(/** @type {HTMLDetailsElement} */ (groupOf(field)))?.push(field)
    return new Map([...inside].map(([group, all]) => [group, filledIn(all, this.live.answers)]))
  }

  /**
   * Open or fold the groups that are new. At the start the one to go on with is open: the first in which something is not
   * answered. The kept answers may bring groups with the first drawing, which is part of the start as long as nobody is
   * at the form. Later a group comes with an answer: it opens where it is the next to fill in, and not where the
   * example, or a file, has filled it in already.
   */
  arrange () {
    if (!this.settled) {
      this.known = new Set()
      this.open = this.remembered()
    }
    const { counts, all, live, known } = this
    const given = (/** @type {HTMLDetailsElement} */ group) => counts.get(group)?.[0] ?? 0
    const lacks = (/** @type {HTMLDetailsElement} */ group) => given(group) < (counts.get(group)?.[1] ?? 0)
    const next = all.find(lacks) ?? all[0]
    const wanted = (/** @type {HTMLDetailsElement} */ group) =>
      (group === next && !(known.size && given(group))) || ('needed' in group.dataset && lacks(group)) || group.contains(focused(live.form))
    const free = this.sheet || !this.button
    for (const group of all) if (!known.has(group.id)) this.set(group, this.open.get(group.id) ?? (free || wanted(group)))
    this.known = new Set(all.map((group) => group.id))
    live.section.dataset.arranged = ''
  }

  /** Say at each heading how much is answered, and at the button what it does. */
  count () {
    for (const [group, [given, places]] of this.counts) {
      const wrong = group.querySelectorAll('.problem.wrong').length
      const words = wrong
        ? say('{given} of {places} answered, {wrong} to put right', { given, places, wrong })
        : say('{given} of {places} answered', { given, places })
      group.querySelector('summary > .count')?.replaceChildren(places ? words : '')
      group.toggleAttribute('data-full', places > 0 && given === places && !wrong)
    }
    this.button?.replaceChildren(this.all.every((group) => group.open) ? say('Fold all') : say('Open all'))
  }

  /** @param {HTMLDetailsElement} group @param {boolean} open */
  set (group, open) {
    group.open = open
    this.open.set(group.id, open)
  }

  /** Open all, or where all are open fold all. @returns {boolean} whether they are open now */
  turn () {
    const open = !this.all.every((group) => group.open)
    for (const group of this.all) this.set(group, open)
    this.count()
    this.remember()
    return open
  }

  /** Open the groups in which something is missing or wrong. */
  openGaps () {
    for (const group of this.all) if (group.querySelector('.problem')) this.set(group, true)
  }

  /** Open the group that something stands in, so that it can be seen and can take the focus. @param {Element} target */
  reveal (target) {
    const group = groupOf(target)
    if (!group) return
    this.set(group, true)
    this.count()
  }

  /** Something was opened or folded; what a person did is remembered, and so is how the others stood then. @param {HTMLElement} target */
  toggled (target) {
    if (!(target instanceof HTMLDetailsElement) || !target.matches('.group') || this.open.get(target.id) === target.open) return
    this.set(target, target.open)
    this.count()
    this.remember()
  }

  /** A link to a question or its field. @param {MouseEvent} event */
  follow (event) {
    const link = /** @type {HTMLElement} */ (event.target).closest('a')
    const target = this.named(link?.getAttribute('href') ?? '')
    if (!target) return
    this.reveal(target) // before the browser goes there
    if (this.live.section.getRootNode() !== document) event.preventDefault() // the page around a notebook's form has no such place
    setTimeout(() => this.enter(target)) // and after it
  }

  /** The page's own address leads to a question or its field. While the page loads, the browser still moves the focus. */
  arrive () {
    const target = this.named(location.hash)
    if (!target) return
    this.reveal(target)
    if (document.readyState === 'complete') this.enter(target)
    else addEventListener('load', () => setTimeout(() => { if (!document.activeElement?.matches(CONTROL)) this.enter(target) }), { once: true })
  }

  /** @param {string} address @returns {HTMLElement | null} what it leads to in this form */
  named (address) {
    if (!address.startsWith('#')) return null
    const root = /** @type {Document | ShadowRoot} */ (this.live.section.getRootNode())
    let target = null
    try { target = root.getElementById(decodeURIComponent(address.slice(1))) } catch { /* no address of ours */ }
    return target && this.live.form.contains(target) ? target : null
  }

  /** @param {HTMLElement} target a field, or what holds some */
  enter (target) {
    this.reveal(target)
    const controls = /** @type {HTMLElement[]} */ (target.matches(CONTROL) ? [target] : [...target.querySelectorAll(CONTROL)])
    const place = controls.find((one) => one.matches(EMPTY)) ?? controls.find((one) => one.matches(':checked')) ?? controls[0] ?? target
    place.focus({ preventScroll: true })
    place.scrollIntoView({ block: 'center' })
  }

  /** Paper has no folds. Style sheets say so too, but not every browser's can open a group. */
  unfoldForPrint () {
    const folded = this.all.filter((group) => !group.open)
    for (const group of folded) this.set(group, true)
    addEventListener('afterprint', () => { for (const group of folded) this.set(group, false) }, { once: true })
  }

  /** @returns {Map<string, boolean>} */
  remembered () {
    try { return new Map(this.sheet ? [] : JSON.parse(sessionStorage.getItem(this.key) ?? '[]')) } catch { return new Map() }
  }

  remember () {
    if (this.sheet) return
    try { sessionStorage.setItem(this.key, JSON.stringify([...this.open])) } catch { /* then a reload begins anew */ }
  }
}
