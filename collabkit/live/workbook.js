// The workbook's rules in the browser: the same JSON and the same merging as collabkit/workbook.py, which explains them.
// Everything here is a plain function from workbooks to workbooks; where they are kept is store.js's matter.
//
// One thing a browser does beyond that. A busy machine may show a tab only after a while what another wrote; then two tabs
// change different places of one list, each without the other's. So a list that was changed here has a time for each of
// its places, and of two such lists each place is that which was changed later. Whoever does not know these times, as
// Python or a tab of an older release, leaves them out: such a list stands or falls as a whole, as any answer does.

/** @typedef {import('./protocol.js').Answers} Answers */
/**
 * @typedef {{ answers: Answers, changed: Record<string, string>, places?: Record<string, string[]> }} Entry places: when
 *   each place of a list was changed
 */
/**
 * @typedef {{ format: string, schema: number, shared: Entry, exercises: Record<string, Entry>, checks: Entry,
 *   reflections: Entry }} Workbook
 */

export const FORMAT = 'collabkit-workbook'
export const SCHEMA = 2
/** What a workbook holds at most, as Python says too: letters of an answer, and answers in a list. */
const LONGEST_ANSWER = 20_000
const LONGEST_LIST = 100
/** How far ahead a time may be that is read, in milliseconds: about a thousand years, as Python says too. */
const AHEAD = 365_000 * 24 * 60 * 60 * 1000

/** @returns {Entry} */
const nothing = () => ({ answers: {}, changed: {} })

/** @returns {Workbook} */
export const empty = () => ({
  format: FORMAT, schema: SCHEMA, shared: nothing(), exercises: {}, checks: nothing(), reflections: nothing(),
})

/** @param {unknown} value @returns {value is Record<string, any>} */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * What a record holds under a name: names may be anybody's, and every object answers to some that nobody gave it.
 * @template Value
 * @param {Record<string, Value>} record @param {string} name @returns {Value | undefined}
 */
const held = (record, name) => Object.hasOwn(record, name) ? record[name] : undefined

/** @param {unknown} value */
export const isBlank = (value) =>
  value === undefined || value === null || (typeof value === 'string' && !value.trim()) ||
  (Array.isArray(value) && value.every(isBlank))

/** @param {unknown} given @returns {Entry} what has the shape of an entry; anything else is nothing */
function entryOf (given) {
  if (!isObject(given)) return nothing()
  const answers = isObject(given.answers) ? given.answers : {}
  const changed = isObject(given.changed) ? given.changed : {}
  const places = isObject(given.places) ? given.places : {}
  return withPlaces({
    answers: Object.fromEntries(Object.entries(answers).filter(([, value]) => !isBlank(value))),
    changed: Object.fromEntries(Object.entries(changed).filter(([, time]) => isTime(time))),
  }, Object.fromEntries(Object.entries(places).filter(([key, times]) => isTimes(times) && isTime(changed[key]))))
}

/**
 * A moment as it is written here. No clock is farther ahead than this; and because the end moves on with the clock, there is
 * a later time for each next change. Whatever else stands for a time is as if it were not known.
 * @param {unknown} given @returns {given is string}
 */
const isTime = (given) => typeof given === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(given) &&
  Date.parse(given) < Date.now() + AHEAD

/** @param {unknown} given @returns {given is string[]} */
const isTimes = (given) => Array.isArray(given) && given.length <= LONGEST_LIST && given.every((time) => time === '' || isTime(time))

/** @param {Entry} entry @param {Record<string, string[]>} places @returns {Entry} nothing is said of no places */
const withPlaces = (entry, places) => Object.keys(places).length ? { ...entry, places } : entry

/** Say that what is kept belongs to a later version of the course. */
export class Newer extends Error {}

/**
 * Read a workbook's text.
 * @param {string} text
 * @returns {Workbook}
 * @throws {Newer} it is a later version's
 * @throws {Error} it is no workbook
 */
export function read (text) {
  const given = JSON.parse(text)
  if (!isObject(given) || given.format !== FORMAT) throw new Error('This is not a workbook.')
  if (typeof given.schema === 'number' && given.schema > SCHEMA) throw new Newer('This workbook is of a later version.')
  if (given.schema !== SCHEMA) throw new Error('This is not a version of the workbook that a browser ever kept.')
  const exercises = isObject(given.exercises) ? given.exercises : {}
  return {
    ...empty(),
    shared: entryOf(given.shared),
    exercises: Object.fromEntries(Object.entries(exercises).map(([id, entry]) => [id, entryOf(entry)])),
    checks: entryOf(given.checks),
    reflections: entryOf(given.reflections),
  }
}

/**
 * An answer as far as a workbook holds it: one longer than any question wants is cut, so that the whole can be read again.
 * @param {unknown} value @returns {unknown}
 */
function bounded (value) {
  if (Array.isArray(value)) return value.slice(0, LONGEST_LIST).map(bounded)
  return typeof value === 'string' ? value.slice(0, LONGEST_ANSWER) : value
}

/**
 * An entry of changes made at one time; an answer that is blank was cleared then.
 * @param {Answers} changes
 * @param {string} time
 * @returns {Entry}
 */
export const change = (changes, time) => entryOf({
  answers: Object.fromEntries(Object.entries(changes).map(([key, value]) => [key, bounded(value)])),
  changed: Object.fromEntries(Object.keys(changes).map((key) => [key, time])),
})

/** @param {Entry} entry @param {string} key @returns {boolean} whether an answer is a list, or was cleared */
const isList = (entry, key) => Array.isArray(held(entry.answers, key) ?? [])

/** @param {Entry} entry @param {string} key @returns {unknown[]} */
function listIn (entry, key) {
  const answer = held(entry.answers, key)
  return Array.isArray(answer) ? answer : []
}

/** @param {Entry} entry @param {string} key @returns {string[] | undefined} when each place of a list was changed, where that is known */
const timesIn = (entry, key) => entry.places && held(entry.places, key)

/**
 * Changes to an entry, with the time of each place of a list that differs from the entry's own; others keep theirs. A list
 * of which only the time of the whole is known was changed then in every place, also where it ended; and a place that is
 * taken out was changed too, at the list's end as well: else what stood there before in another tab would come back.
 * @param {Entry | undefined} now @param {Answers} changes @param {string} time @returns {Entry}
 */
export function changeOf (now = nothing(), changes, time) {
  const entry = change(changes, time)
  /** @type {Record<string, string[]>} */
  const places = {}
  for (const key of Object.keys(changes)) {
    const [before, after] = [listIn(now, key), listIn(entry, key)]
    if (!isList(entry, key) || (!before.length && !after.length)) continue
    const whole = held(now.changed, key)
    const times = timesIn(now, key) ?? (whole ? Array(LONGEST_LIST).fill(whole) : [])
    const length = Math.min(LONGEST_LIST, Math.max(times.length, before.length, after.length))
    places[key] = Array.from({ length }, (_, place) => (before[place] ?? '') === (after[place] ?? '') ? times[place] ?? '' : time)
  }
  return withPlaces(entry, places)
}

/**
 * Two lists together, each place as it was changed last.
 * @param {Entry} one @param {Entry} other @param {string} key @returns {{ list: unknown[], times: string[] }}
 */
function placesOf (one, other, key) {
  const both = [one, other].map((entry) => ({ list: listIn(entry, key), times: timesIn(entry, key) ?? [] }))
  const length = Math.max(...both.flatMap(({ list, times }) => [list.length, times.length]))
  const places = Array.from({ length }, (_, place) => {
    const [first, second] = both.map(({ list, times }) => ({ when: times[place] ?? '', says: list[place] ?? '' }))
    return (first.when !== second.when ? first.when > second.when : String(first.says) >= String(second.says)) ? first : second
  })
  const list = places.map(({ says }) => says)
  while (list.length && isBlank(list[list.length - 1])) list.pop()
  return { list, times: places.map(({ when }) => when) }
}

/**
 * Say which of two answers stands: the later; at the same time one that says something; else the greater text.
 * @param {Entry} one @param {Entry} other @param {string} key
 */
function stands (one, other, key) {
  const when = [one, other].map((entry) => held(entry.changed, key) ?? '')
  if (when[0] !== when[1]) return when[0] > when[1] ? one : other
  const there = [one, other].map((entry) => Object.hasOwn(entry.answers, key))
  if (there[0] !== there[1]) return there[0] ? one : other
  return JSON.stringify(held(one.answers, key) ?? null) >= JSON.stringify(held(other.answers, key) ?? null) ? one : other
}

/** @param {Entry} one @param {Entry} other @returns {Entry} */
function mergedEntry (one, other) {
  const keys = [...new Set([one.answers, one.changed, other.answers, other.changed].flatMap(Object.keys))].sort()
  /** @type {Answers} */
  const answers = {}
  /** @type {Record<string, string>} */
  const changed = {}
  /** @type {Record<string, string[]>} */
  const places = {}
  for (const key of keys) {
    const entry = stands(one, other, key)
    if (Object.hasOwn(entry.changed, key)) changed[key] = entry.changed[key]
    const timed = [one, other].filter((each) => timesIn(each, key))
    if (timed.length === 2 && timed.every((each) => isList(each, key))) {
      const { list, times } = placesOf(one, other, key)
      if (list.length) answers[key] = list
      places[key] = times
      continue
    }
    if (Object.hasOwn(entry.answers, key)) answers[key] = entry.answers[key]
    const standing = timed.find((each) => held(each.changed, key) === held(entry.changed, key) && JSON.stringify(held(each.answers, key)) === JSON.stringify(held(entry.answers, key)))
    if (standing?.places) places[key] = standing.places[key]
  }
  return withPlaces({ answers, changed }, places)
}

/**
 * Both together, answer by answer: the later change wins. Either way round, or twice, gives the same; and one workbook
 * has one text, because everything stands in the order of its names, so that two tabs can tell that they agree.
 * @param {Workbook} one @param {Workbook} other @returns {Workbook}
 */
export function merged (one, other) {
  const ids = [...new Set([...Object.keys(one.exercises), ...Object.keys(other.exercises)])].sort()
  const pair = (/** @type {string} */ id) =>
    mergedEntry(held(one.exercises, id) ?? nothing(), held(other.exercises, id) ?? nothing())
  return {
    ...empty(),
    shared: mergedEntry(one.shared, other.shared),
    exercises: Object.fromEntries(ids.map((id) => [id, pair(id)])),
    checks: mergedEntry(one.checks, other.checks),
    reflections: mergedEntry(one.reflections, other.reflections),
  }
}

/** @param {Workbook} book @returns {Workbook} as whoever does not know of places writes it */
export const withoutPlaces = (book) => {
  const bare = (/** @type {Entry} */ { answers, changed }) => ({ answers, changed })
  return {
    ...book,
    shared: bare(book.shared),
    exercises: Object.fromEntries(Object.entries(book.exercises).map(([id, entry]) => [id, bare(entry)])),
    checks: bare(book.checks),
    reflections: bare(book.reflections),
  }
}

/** @param {Workbook} book @returns {[string, Entry][]} every entry with the path of its place */
export const entriesOf = (book) => [
  ['shared', book.shared], ['checks', book.checks], ['reflections', book.reflections],
  ...Object.entries(book.exercises).map(([id, entry]) => /** @type {[string, Entry]} */ ([`exercises.${id}`, entry])),
]

/** @param {Entry} one @param {Entry} other @param {string} key */
const agree = (one, other, key) => JSON.stringify(held(one.answers, key)) === JSON.stringify(held(other.answers, key))

/**
 * The changes that bring a workbook back to what it was before.
 * @param {Workbook} now @param {Workbook} before @param {string} time
 * @param {Workbook} [done] what it was once that was done which is taken back; what was changed since stays
 * @returns {Workbook}
 */
export function restoring (now, before, time, done = now) {
  const [then, there] = [before, done].map((book) => new Map(entriesOf(book)))
  const result = empty()
  for (const [place, entry] of entriesOf(now)) {
    const old = then.get(place) ?? nothing()
    const keys = [...new Set([...Object.keys(entry.answers), ...Object.keys(old.answers)])]
    const differing = keys.filter((key) => !agree(entry, old, key) && agree(entry, there.get(place) ?? nothing(), key))
    const back = changeOf(entry, Object.fromEntries(differing.map((key) => [key, held(old.answers, key)])), time)
    if (place.startsWith('exercises.')) result.exercises[place.slice('exercises.'.length)] = back
    else Object.assign(result, { [place]: back })
  }
  return result
}

/** @param {Workbook} book @returns {string} the latest time in it, or nothing */
export function latest (book) {
  return entriesOf(book).flatMap(([, entry]) => Object.values(entry.changed)).reduce((last, time) => time > last ? time : last, '')
}

/**
 * What version 0.1.0 of the course kept under a key for each exercise: copies of what is shared are left out, because
 * only the shared entry was ever shown.
 * @param {Record<string, unknown>} entries by exercise, with "shared" among them
 * @param {Answers} checks
 * @param {string[]} shared keys of the answers that all exercises share
 * @param {string} time when they were changed, or nothing where that is not known
 * @returns {Workbook}
 */
export function moved (entries, checks, shared, time = '') {
  const book = empty()
  const dated = (/** @type {Answers} */ answers) => {
    const kept = entryOf({ answers })
    return time ? change(kept.answers, time) : kept
  }
  for (const [id, entry] of Object.entries(entries)) {
    const answers = isObject(entry) && isObject(entry.answers) ? entry.answers : {}
    if (id === 'shared') book.shared = dated(answers)
    else book.exercises[id] = dated(Object.fromEntries(Object.entries(answers).filter(([key]) => !shared.includes(key))))
  }
  book.checks = dated(checks)
  return book
}
