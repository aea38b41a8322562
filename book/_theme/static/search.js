// The search: all words of a question, in any passage of the course. Chapters come before the pages to look things up in,
// and those before notebooks, which hold the same exercises again; a passage that is called what was asked comes first.
// What is looked through is fetched only when somebody searches (passages.json, from _ext/collabkit_book/passages.py).
import { byNumber, language, say } from './say.js'

const MOST = 30
const AROUND = 90 // letters before and after the first word found
const LAST = 2 // the rank of notebooks
const UNDER = { [LAST]: say('In a notebook') }

const root = document.documentElement.dataset.root ?? './'
const status = document.querySelector('[data-search-status]')
const results = document.querySelector('#search-results')
const asked = (new URLSearchParams(location.search).get('q') ?? '').trim()

/** Letters without case, accents and curls, one for one, so that places stay where they are. */
const plain = (text) => [...text].map((letter) => {
  const bare = letter.normalize('NFD')[0].toLowerCase()
  return bare === '’' ? "'" : bare.length === letter.length ? bare : letter
}).join('')

/** A word's beginning that its other forms share: costs, shared and sharing find cost and share. English ones alone. */
const stem = (word) => word.length < 5 || !language().startsWith('en') ? word : word.replace(/(?:ies|ing|ed|es|s|e|y)$/, '')

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** A hyphen is also found as a space, or as nothing: walk-away finds walk away. */
const finder = (word) => new RegExp(`(?<![\\p{L}\\p{N}])${escaped(word).replaceAll('-', '[-\\s]?')}`, 'gu')

const words = [...new Set(plain(asked).split(/[^\p{L}\p{N}'£€%-]+/u).filter(Boolean).map(stem))]
const finders = words.map(finder)

/** How well a passage answers, or nothing where it lacks a word. */
function weigh ([rank, , heading, , text]) {
  const [title, body] = [plain(heading), plain(text)]
  let score = 0
  for (const one of finders) {
    const inTitle = title.match(one)?.length ?? 0
    const inBody = body.match(one)?.length ?? 0
    if (!inTitle && !inBody) return undefined
    score += 8 * Math.min(inTitle, 1) + Math.min(inBody, 6)
  }
  const called = title === plain(asked) || stem(title) === stem(plain(asked))
  return { first: called && rank !== LAST ? 0 : 1, rank, score: score + (body.includes(plain(asked)) ? 10 : 0) }
}

/** The words of a passage around the first one found, with those that were found marked. */
function excerpt (text) {
  const body = plain(text)
  const places = finders.map((one) => body.search(one)).filter((place) => place >= 0)
  const whole = words.length > 1 ? body.indexOf(plain(asked)) : -1
  const middle = whole >= 0 ? whole : places.length ? Math.min(...places) : 0
  const from = middle <= AROUND ? 0 : text.indexOf(' ', middle - AROUND) + 1
  const end = middle + AROUND >= text.length ? text.length : text.lastIndexOf(' ', middle + 2 * AROUND)
  const line = document.createElement('p')
  line.className = 'context'
  line.append(from > 0 ? '… ' : '', ...marked(text.slice(from, Math.max(end, middle))), end < text.length ? ' …' : '')
  return line
}

/** Text with the words that were found marked, each to its end. */
function marked (text) {
  const parts = []
  const any = new RegExp(finders.map((one) => `(?:${one.source}[\\p{L}\\p{N}]*)`).join('|'), 'gu')
  let last = 0
  for (const found of plain(text).matchAll(any)) {
    const mark = document.createElement('mark')
    mark.textContent = text.slice(found.index, found.index + found[0].length)
    parts.push(text.slice(last, found.index), mark)
    last = found.index + found[0].length
  }
  return [...parts, text.slice(last)]
}

function shown ([rank, page, heading, address, text]) {
  const item = document.createElement('li')
  const link = document.createElement('a')
  link.href = root + address
  link.append(...marked(heading || page))
  const where = document.createElement('p')
  where.className = 'note'
  const chapter = /\/([0-6])-/.exec(address)?.[1]
  const called = chapter ? say('Chapter {chapter}: {page}', { chapter, page }) : page
  where.textContent = UNDER[rank] ?? (called === heading ? '' : called)
  item.append(link, where, ...(text ? [excerpt(text)] : []))
  if (!where.textContent) where.remove()
  return item
}

/** @param {number} count @returns {string} what was found, in a sentence */
function summary (count) {
  if (!count) return say('Nothing was found for “{asked}”. Try fewer words, or another form of the word; the contents and the index list every subject.', { asked })
  const passages = count.toLocaleString(language())
  if (words.length > 1) return byNumber(count, 'One passage has all these words.', '{passages} passages have all these words.', { passages })
  return byNumber(count, 'One passage has this word.', '{passages} passages have this word.', { passages })
}

function show (found) {
  const line = Object.assign(document.createElement('p'), { className: 'search-summary', textContent: summary(found.length) })
  const list = Object.assign(document.createElement('ol'), { className: 'search' })
  list.append(...found.slice(0, MOST).map(shown))
  results.replaceChildren(line, list)
  status.textContent = line.textContent
  if (found.length <= MOST) return
  const more = Object.assign(document.createElement('button'), { type: 'button', className: 'quiet', textContent: say('Show the other {rest}', { rest: found.length - MOST }) })
  more.addEventListener('click', () => {
    const rest = found.slice(MOST).map(shown)
    list.append(...rest)
    more.remove()
    rest[0].querySelector('a').focus()
  })
  results.append(more)
}

async function search () {
  for (const field of document.querySelectorAll('main input[type=search]')) field.value = asked
  document.title = `${asked} – ${document.title}`
  let all
  try {
    const response = await fetch(new URL('passages.json', import.meta.url))
    if (!response.ok) throw new Error(response.statusText)
    all = await response.json()
  } catch {
    const line = Object.assign(document.createElement('p'), { className: 'caution', textContent: say('The search could not be loaded: there may be no network just now. The contents list every page.') })
    results.replaceChildren(line)
    status.textContent = line.textContent
    return
  }
  const weighed = all.map((one) => [one, weigh(one)]).filter(([, weight]) => weight)
  weighed.sort(([, one], [, other]) => one.first - other.first || one.rank - other.rank || other.score - one.score)
  show(weighed.map(([one]) => one))
}

if (words.length) search()
