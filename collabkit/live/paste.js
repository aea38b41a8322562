// A column or a row of cells, copied from a spreadsheet, fills the places of a list or the cells of a grid.

/** @typedef {import('./fields.js').Field} Field */

/** @param {string} text @returns {string[][]} rows of cells, without an empty last line */
export function cells (text) {
  const rows = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n')
  return rows.map((row) => row.split('\t').map((cell) => cell.trim()))
}

/**
 * Which fields get which words, where more than one cell is pasted into a list or a grid.
 * @param {Field} field the one that has the focus
 * @param {string} text what is pasted
 * @returns {{ puts: [Field, string][], left: string[] } | undefined} what goes where, and what found no place;
 *   undefined where the browser's own pasting is right
 */
export function spread (field, text) {
  const rows = cells(text)
  if (rows.length === 1 && rows[0].length === 1) return undefined
  if (field.closest('.names')) return alongList(field, rows.flat().filter(Boolean))
  if (field.closest('td')) return overGrid(field, rows)
  return undefined
}

/** @param {Field} field @param {string[]} words */
function alongList (field, words) {
  const places = /** @type {Field[]} */ ([...(field.closest('.names')?.querySelectorAll('input') ?? [])])
  const from = places.slice(places.indexOf(field))
  return {
    puts: words.slice(0, from.length).map((word, n) => /** @type {[Field, string]} */ ([from[n], word])),
    left: words.slice(from.length),
  }
}

/** @param {Field} field @param {string[][]} rows */
function overGrid (field, rows) {
  const first = /** @type {HTMLTableRowElement} */ (field.closest('tr'))
  const column = [...first.children].indexOf(/** @type {Element} */ (field.closest('td')))
  const lines = [...(first.parentElement?.querySelectorAll('tr:has(td)') ?? [])]
  const from = lines.slice(lines.indexOf(first))
  /** @type {[Field, string][]} */
  const puts = []
  /** @type {string[]} */
  const left = []
  rows.forEach((row, down) => row.forEach((word, across) => {
    const cell = from[down]?.children[column + across]
    const target = /** @type {Field | null | undefined} */ (cell?.querySelector('input, select, textarea'))
    const value = target ? fitting(target, word) : undefined
    if (target && value !== undefined) puts.push([target, value])
    else if (word) left.push(word)
  }))
  return { puts, left }
}

/** @param {Field} field @param {string} word @returns {string | undefined} what a list to open has of these words */
function fitting (field, word) {
  if (!(field instanceof HTMLSelectElement)) return word
  const wanted = word.toLowerCase()
  return [...field.options].find((option) => option.value.toLowerCase() === wanted || option.text.toLowerCase() === wanted)?.value
}
