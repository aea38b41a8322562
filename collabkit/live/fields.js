// Between a form and its answers: what a field says, putting stored answers into fields, and laying new HTML over old.
// The page and the notebook share this file, so it knows neither where answers are kept nor who works out findings.

import { SENTENCES } from './sentences.js'

/** @typedef {import('./protocol.js').Answers} Answers */
/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */
/** @typedef {{ morph: (old: Node, fresh: string, options: Record<string, unknown>) => void }} Layer */

/** @param {unknown} one @param {unknown} other @returns {boolean} whether two answers say the same */
export const alike = (one, other) => JSON.stringify(one) === JSON.stringify(other)

/** @param {Field} field @returns {field is HTMLInputElement} whether it is ticked rather than filled in */
const ticks = (field) => field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox')

/** @param {HTMLFormElement} form @param {string} [name] @returns {Field[]} */
export function fields (form, name) {
  const all = /** @type {Field[]} */ ([...form.elements].filter((field) => field.getAttribute('name') && field.localName !== 'fieldset'))
  return name === undefined ? all : all.filter((field) => field.name === name)
}

/**
 * @param {Field[]} all @param {Answers} answers
 * @returns {[number, number]} how many places are filled in, and how many there are; a list has as many as it has names
 */
export function filledIn (all, answers) {
  const names = [...new Set(all.map((field) => field.name))]
  const given = names.map((name) => answers[name]).map((answer) => Array.isArray(answer) ? answer.filter(String).length : Number(answer !== undefined))
  return [given.reduce((sum, one) => sum + one, 0), given.reduce((sum, one) => sum + Math.max(one, 1), 0)]
}

/** What has the focus beside this node; a notebook's form has a root of its own. @param {Node} node */
export const focused = (node) => /** @type {Document | ShadowRoot} */ (node.getRootNode()).activeElement

/** @param {unknown} stored @returns {string[]} a stored list, whatever it was */
const list = (stored) => Array.isArray(stored) ? stored.map((part) => String(part ?? '')) : stored ? [String(stored)] : []

/** @param {string[]} values @returns {string[] | undefined} without the empty places at its end */
function trimmed (values) {
  const kept = [...values]
  while (kept.length && !kept[kept.length - 1].trim()) kept.pop()
  return kept.length ? kept : undefined
}

/** @param {Field[]} all @param {Field} field @returns {number} its place among those of its name */
const placeOf = (all, field) => all.filter((other) => other.name === field.name).indexOf(field)

/**
 * The answer after somebody changed this one field. Of a list only this field's place changes: the other places are
 * those that are stored, whatever the form shows.
 * @param {HTMLFormElement} form @param {Field} field @param {unknown} stored
 * @returns {unknown} undefined where there is no answer
 */
export function answerAfter (form, field, stored) {
  if (!('many' in field.dataset)) return ticks(field) ? (field.checked ? field.value : undefined) : field.value || undefined
  if (ticks(field)) {
    const chosen = list(stored).filter((value) => value !== field.value)
    return trimmed(field.checked ? [...chosen, field.value] : chosen)
  }
  const values = list(stored)
  const place = placeOf(fields(form), field)
  while (values.length <= place) values.push('')
  values[place] = field.value
  return trimmed(values)
}

/**
 * What was typed before this script came. Fields that say nothing change nothing, so that a form which does not show
 * the stored answers yet cannot empty them; nor do those that say what they came with, which nobody typed.
 * @param {HTMLFormElement} form @param {Answers} stored
 * @returns {Answers} changes
 */
export function typedEarly (form, stored) {
  /** @type {Answers} */
  const typed = {}
  for (const field of fields(form)) {
    const says = ticks(field) ? field.checked && !field.defaultChecked : field.value !== '' && field.value !== defaultOf(field)
    if (says) typed[field.name] = answerAfter(form, field, field.name in typed ? typed[field.name] : stored[field.name])
  }
  return typed
}

/** @param {Field} field @returns {string} what it came with */
const defaultOf = (field) => field instanceof HTMLSelectElement
  ? [...field.options].find((option) => option.defaultSelected)?.value ?? ''
  : field.defaultValue

/**
 * What is offered may follow from other answers, and what this form offers may be older or newer than the answer: it is
 * kept, so it is shown, and the next form that Python draws says what it is.
 * @param {HTMLSelectElement} field @param {string} value
 */
function offer (field, value) {
  if ([...field.options].every((option) => option.value !== value)) field.add(new Option(SENTENCES.before, value))
}

/**
 * Show the stored answers. Radios and boxes always show what is stored; a field in use is left to the person in it.
 * @param {HTMLFormElement} form @param {Answers} answers @param {Element | null} [inUse]
 */
export function fillIn (form, answers, inUse = null) {
  /** @type {Map<string, number>} */
  const places = new Map()
  for (const field of fields(form)) {
    const answer = answers[field.name]
    const place = places.get(field.name) ?? 0
    places.set(field.name, place + 1)
    if (ticks(field)) {
      field.checked = 'many' in field.dataset ? list(answer).includes(field.value) : answer !== undefined && String(answer) === field.value
      continue
    }
    const value = 'many' in field.dataset ? list(answer)[place] ?? '' : String(answer ?? '')
    if (field instanceof HTMLSelectElement) offer(field, value)
    if (field !== inUse && field.value !== value) field.value = value
  }
}

/**
 * Lay a new form and new findings over the old, without touching the field in use.
 *
 * Idiomorph looks for that field in the document; where the form has a root of its own it would see only the root's
 * host. So its cares are repeated here: value and caret stay, and the focus is put back. Where the field went away with
 * the answer before it, the focus goes to the question before, or where that is folded to its heading: never to another
 * field, because what is typed on would answer another question. What a person opened or folded stays so.
 * @param {Layer} layer @param {HTMLFormElement} form @param {Element} findings
 * @param {{ form: string, findings: string }} fresh
 */
export function lay (layer, form, findings, fresh) {
  const active = /** @type {Field | null} */ (focused(form))
  const place = active ? fields(form).indexOf(active) : -1
  const caret = place >= 0 && active instanceof HTMLElement && 'selectionStart' in active ? [active.selectionStart, active.selectionEnd] : []
  const parent = /** @type {ParentNode} */ (form.parentNode)
  const callbacks = {
    /** @param {string} name @param {Element} element */
    beforeAttributeUpdated: (name, element) => !(name === 'open' || (element === active && (name === 'value' || name === 'checked'))),
  }
  layer.morph(form, fresh.form, { morphStyle: 'outerHTML', ignoreActiveValue: true, callbacks })
  layer.morph(findings, fresh.findings, { morphStyle: 'innerHTML', callbacks })
  if (!active || place < 0 || focused(findings) === active) return
  const now = fields(/** @type {HTMLFormElement} */ (parent.querySelector(':scope > form')))
  const same = now.find((field) => active.id ? field.id === active.id : field.name === active.name && field.value === active.value)
  if (same) {
    same.focus({ preventScroll: true })
    if (caret[0] != null && 'setSelectionRange' in same) same.setSelectionRange(caret[0], caret[1])
    return
  }
  const before = now[Math.min(place, now.length) - 1]
  const seen = /** @type {HTMLElement | null | undefined} */ (before?.closest('details:not([open])')?.querySelector('summary') ?? before?.closest('.question'))
  if (!seen) return
  if (seen.localName !== 'summary') seen.tabIndex = -1
  seen.focus({ preventScroll: true })
}
