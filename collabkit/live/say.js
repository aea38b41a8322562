// What scripts say to people, in the language in which the course is built.
//
// Every word for people goes through ``say`` as a whole sentence, with a field in braces for each part that varies; what
// depends on a number goes through ``byNumber``: as in Python (collabkit/translation.py), and with the same catalogue. In
// English nothing is looked up. Another language's words are written into the three lines below when the course is built
// (collabkit/render/script_words.py), so a page asks for no file more. They are found by reading the scripts: a sentence
// stands in single quotes where it is said, and neither within another nor within a template.

/** @type {Record<string, string>} */
const WORDS = {}
/** @type {Record<string, string[]>} by the words for one */
const FORMS = {}
/** Which of the forms agrees with a number. @param {number} n */
const agreeing = (n) => Number(n !== 1)

/** @typedef {Record<string, string | number>} Parts what stands in a sentence's fields, which is not looked up again */

/** @param {string} words @param {Parts} parts */
const filled = (words, parts) => words.replace(/\{(\w+)\}/g, (field, name) => String(parts[name] ?? field))

/** @param {string} sentence in English @param {Parts} [parts] */
export const say = (sentence, parts = {}) => filled(WORDS[sentence] ?? sentence, parts)

/**
 * The words that agree with a number, which may stand in them as {number}.
 * @param {number} number @param {string} one @param {string} many @param {Parts} [parts]
 */
export function byNumber (number, one, many, parts = {}) {
  const found = FORMS[one]?.[agreeing(Number.isInteger(number) ? number : 2)] ?? (number === 1 ? one : many)
  return filled(found, { number, ...parts })
}

/** How dates and numbers are written: as the page's language has them. */
export const language = () => document.documentElement.lang || 'en-GB'

/** The signs of this number, as it is written in this language, are those for thousands and decimals. */
const [THOUSANDS, DECIMALS] = [1, -2].map((place) => say('1,234.5').at(place) ?? '')

/** A number written as in English, as it is written in this language. @param {string} number */
export const asWritten = (number) => number.replace(/[,.]/g, (sign) => sign === ',' ? THOUSANDS : DECIMALS)

/** What somebody typed, with English signs for thousands and decimals. @param {string} typed */
export const asInEnglish = (typed) =>
  typed.replace(/[^\d]/g, (sign) => sign === THOUSANDS ? ',' : sign === DECIMALS ? '.' : sign)
