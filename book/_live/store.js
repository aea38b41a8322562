// Keeps answers in this browser, and nowhere else. Each exercise has an entry of its own; what all share has one more.
// Every change is laid over what is stored at that moment, so that two tabs do not overwrite each other's work.

/** @typedef {import('./protocol.js').Answers} Answers */

const SCHEMA = 1
const PREFIX = 'collabkit:'
const SHARED = 'shared'

/** What could not be stored is kept here, until the page is left. */
/** @type {Map<string, string>} */
const memory = new Map()

/** @param {string} name @returns {Answers} */
function entry (name) {
  let text = memory.get(name) ?? null
  if (text === null) {
    try { text = localStorage.getItem(PREFIX + name) } catch { /* storage is denied: memory is all there is */ }
  }
  try {
    const { schema, answers } = JSON.parse(text ?? '{}')
    return schema === SCHEMA && answers && typeof answers === 'object' && !Array.isArray(answers) ? answers : {}
  } catch { return {} }
}

/**
 * @param {string} name
 * @param {Answers} answers
 * @returns {boolean} whether they will still be there tomorrow
 */
function write (name, answers) {
  const text = JSON.stringify({ schema: SCHEMA, answers })
  try {
    if (Object.keys(answers).length) localStorage.setItem(PREFIX + name, text)
    else localStorage.removeItem(PREFIX + name)
    memory.delete(name)
    return true
  } catch {
    memory.set(name, text)
    return false
  }
}

/** @returns {Record<string, Answers>} every exercise's answers, for the one that gathers them */
export function everything () {
  /** @type {Set<string>} */
  const names = new Set(memory.keys())
  try {
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i) ?? ''
      if (key.startsWith(PREFIX)) names.add(key.slice(PREFIX.length))
    }
  } catch { /* storage is denied: memory is all there is */ }
  const shared = entry(SHARED)
  names.delete(SHARED)
  return Object.fromEntries([...names].map((name) => [name, { ...entry(name), ...shared }]))
}

export class Store {
  /**
   * @param {string} exercise
   * @param {() => Set<string>} sharedKeys which answers belong to all exercises
   */
  constructor (exercise, sharedKeys) {
    this.exercise = exercise
    this.sharedKeys = sharedKeys
  }

  /** @returns {Answers} this exercise's answers, with those that all exercises share */
  read () {
    const own = entry(this.exercise)
    const shared = entry(SHARED)
    const keys = this.sharedKeys()
    for (const key of keys) {
      if (key in shared) own[key] = shared[key]
      else delete own[key]
    }
    return own
  }

  /**
   * Lay changes over what is stored; an answer that is undefined is taken out.
   * @param {Answers} changes
   * @returns {boolean} whether they will still be there tomorrow
   */
  change (changes) {
    const keys = this.sharedKeys()
    const shared = Object.fromEntries(Object.entries(changes).filter(([key]) => keys.has(key)))
    let kept = write(this.exercise, laidOver(entry(this.exercise), changes))
    if (Object.keys(shared).length) kept = write(SHARED, laidOver(entry(SHARED), shared)) && kept
    return kept
  }

  /**
   * Call back when another tab changed these answers.
   * @param {() => void} changed
   */
  watch (changed) {
    addEventListener('storage', (event) => {
      if (event.key === null || event.key === PREFIX + this.exercise || event.key === PREFIX + SHARED) changed()
    })
  }
}

/**
 * @param {Answers} answers
 * @param {Answers} changes
 */
function laidOver (answers, changes) {
  const result = { ...answers }
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) delete result[key]
    else result[key] = value
  }
  return result
}
