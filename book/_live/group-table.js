// A form tool's table, matched with an exercise's questions by a person: what is certain is said, all else is asked.
//
// The table itself is not kept: once somebody has said which column is which, only its counts are.
import { button, make } from './making.js'
import { byNumber, say } from './say.js'

/**
 * @typedef {{ key: string, question: string, column: string }} Sure
 * @typedef {{ key: string, question: string, perhaps: string }} Asked
 * @typedef {{ rows: number, sure: Sure[], ask: Asked[], columns: string[] }} Match
 */

/** How many people a table is of. @param {number} people @param {string} name */
export const howMany = (people, name) => byNumber(people, '“{name}”: {number} person', '“{name}”: {number} people', { name })

/** The same as a sentence, in a list. @param {number} people @param {string} name */
export const counted = (people, name) => byNumber(people, '“{name}”: {number} person.', '“{name}”: {number} people.', { name })

/** @param {string} column */
const named = (column) => make('option', { value: column, textContent: column })

/** @param {string} words @param {HTMLSelectElement} select @param {string} [help] */
const field = (words, select, help = '') => make('label', { className: 'match-field' }, make('span', { textContent: words }), ...(help ? [make('span', { className: 'help', textContent: help })] : []), select)

/** @param {string} first @param {string[]} columns */
const list = (first, columns) => make('select', { autocomplete: 'off' }, make('option', { value: '', textContent: first }), ...columns.map(named))

/**
 * Show what is certain, ask for the rest, and hand on what was chosen.
 * @param {HTMLElement} place @param {string} name the file's @param {Match} match
 * @param {(columns: Record<string, string>, by: string) => void} then @param {() => void} never
 */
export function askForColumns (place, name, match, then, never) {
  const selects = match.ask.map((one) => {
    const select = list(say('No column'), match.columns)
    return { one, select }
  })
  const fields = selects.map(({ one, select }) => {
    const label = field(one.question, select)
    if (!one.perhaps) return label
    const column = one.perhaps
    const take = button(say('Yes, it is “{column}”', { column }), () => { select.value = column; select.focus() })
    return make('div', { className: 'perhaps' }, label, make('p', { className: 'help' }, say('One column looks alike.'), ' ', take))
  })
  const by = list(say('No parts'), match.columns)
  const heading = make('h4', { textContent: howMany(match.rows, name), tabIndex: -1 })
  const sure = match.sure.length
    ? make('details', {}, make('summary', { textContent: byNumber(match.sure.length, '{number} column is certain, because the question stands in the name', '{number} columns are certain, because the question stands in the name') }), make('ul', {}, ...match.sure.map((one) => make('li', { textContent: `${one.column} → ${one.question}` }))))
    : make('p', { textContent: say('No column is named by its question. Say which is which.') })
  const rest = make('details', { open: !match.sure.length || match.ask.some((one) => one.perhaps) }, make('summary', { textContent: byNumber(match.ask.length, '{number} question has no certain column', '{number} questions have no certain column') }), ...fields)
  const count = button(say('Count this table'), () => {
    const columns = Object.fromEntries(match.sure.map((one) => [one.key, one.column]))
    for (const { one, select } of selects) if (select.value) columns[one.key] = select.value
    then(columns, by.value)
  }, false)
  place.replaceChildren(heading, sure, ...(match.ask.length ? [rest] : []), field(say('Column with each person’s part of the group'), by), make('div', { className: 'actions' }, count, button(say('Leave it'), never)))
  place.hidden = false
  heading.focus()
}
