// Puts together what two tabs made of the same thing, each from what both had before: a three-way merge.
//
// What only one of them changed is as that one left it. What both changed goes by what it is: objects key by key, lists
// place by place with what each added, longer texts with both endings, and all else as it is here.

/** @param {unknown} one @param {unknown} other */
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other)

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * @template T
 * @param {T | undefined} before @param {T} here @param {T} there
 * @returns {T}
 */
export function merged (before, here, there) {
  if (same(here, before)) return there
  if (same(there, before) || same(here, there)) return here
  return /** @type {T} */ (both(before, here, there))
}

/** @param {unknown} before @param {unknown} here @param {unknown} there @returns {unknown} */
function both (before, here, there) {
  if (Array.isArray(here) && Array.isArray(there)) return lists(Array.isArray(before) ? before : begun(here, there), here, there)
  if (isObject(here) && isObject(there)) return objects(isObject(before) ? before : {}, here, there)
  if (typeof here === 'string' && typeof there === 'string') return texts(typeof before === 'string' ? before : '', here, there)
  return here
}

/** Of a list that both began, each place is the same thing begun twice. @param {unknown[]} here @param {unknown[]} there @returns {unknown[]} */
const begun = (here, there) => Array.from({ length: Math.min(here.length, there.length) })

/** Where something was taken out, places no longer answer each other, so the list is as it is here. @param {unknown[]} before @param {unknown[]} here @param {unknown[]} there */
function lists (before, here, there) {
  const { length } = before
  if (here.length < length || there.length < length) return here
  return [...before.map((one, place) => merged(one, here[place], there[place])), ...here.slice(length), ...there.slice(length)]
}

/** @param {Record<string, unknown>} before @param {Record<string, unknown>} here @param {Record<string, unknown>} there */
function objects (before, here, there) {
  const keys = [...new Set([...Object.keys(there), ...Object.keys(here)])]
  const entries = keys.map((key) => [key, merged(before[key], here[key], there[key])])
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

/** @param {string} before @param {string} here @param {string} there */
function texts (before, here, there) {
  if (!here.startsWith(before) || !there.startsWith(before)) return here
  const added = there.slice(before.length).trim()
  if (!added) return here
  return here.trim() ? `${here.trimEnd()}\n${added}` : there
}
