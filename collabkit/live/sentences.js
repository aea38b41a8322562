// What the page says about itself, in one place: each sentence says what is so and what helps.
import { byNumber, language, say } from './say.js'

export const SENTENCES = {
  unable: say('This browser cannot work out findings on the page, because it does not run WebAssembly.'),
  broken: say('The part of the page that works out findings did not arrive whole.'),
  stalled: say('The part of the page that works out findings has stopped arriving.'),
  renewed: say('The course has been renewed since you opened this page. Reload the page to go on; your answers stay.'),
  silent: say('Python does not answer. If another cell is running, wait for it; else run the cell above again (Shift+Enter).'),
  error: say('Something in this exercise went wrong while working out the findings.'),
  ways: say('Your answers are kept. You can still fill in the form.'),
  fill: say('You can still fill in the form.'),
  ready: say('Getting ready to work out what your answers mean.'),
  opening: say('Almost there: opening the library.'),
  unkept: say('These answers could not be kept: there is no room for them here, or it is not allowed. They stay until you close the page, so print or copy them first.'),
  newer: say('A newer version of the course keeps your answers here. Reload the page to use it; what you type until then is not kept.'),
  damaged: say('What this browser had kept could not be read. It was set aside, and nothing of it was overwritten.'),
  cleared: say('Your answers are cleared.'),
  example: say('The example is filled in.'),
  copied: say('The code is copied. Paste it where you were asked to.'),
  marked: say('The code could not be copied here, so it is marked: press Ctrl+C, or ⌘C on a Mac.'),
  before: say('The answer given before'),
  opened: say('All groups of questions are open.'),
  folded: say('All groups of questions are folded.'),
  undone: say('Your own answers are back.'),
}

/** @param {string} file beside a notebook, where a page would be loaded anew */
export const newerFile = (file) => say('A newer version of the course keeps your answers in the file {file}. Install that version and restart the kernel, or move the file to another folder; what you type until then stays in this tab only.', { file })

/** @param {string} file what a notebook's file is called since it was set aside */
export const damagedFile = (file) => say('The file with your answers could not be read. It is called {file} now, and nothing in it was changed.', { file })

/** @param {number} loaded @param {number} total bytes */
export const fetching = (loaded, total) => {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
  const size = (/** @type {number} */ bytes) => (bytes / 1e6).toLocaleString(language(), digits)
  return say('Fetching what works out your findings, once: {loaded} of {total} MB.', { loaded: size(loaded), total: size(total) })
}

/** How many words that found no place are named: of thousands of cells nobody wants to hear each. */
const NAMED = 10

/** @param {number} filled how many places @param {string[]} left what found no place */
export const pasted = (filled, left) => {
  const places = byNumber(filled, 'One place is filled in.', '{number} places are filled in.')
  return left.length ? [places, withoutPlace(left)].join(' ') : places
}

/** @param {string[]} left */
function withoutPlace (left) {
  const words = left.slice(0, NAMED).join(', ')
  const more = left.length - NAMED
  if (more <= 0) return say('There was no place for: {words}.', { words })
  return byNumber(more, 'There was no place for: {words}, and one more.', 'There was no place for: {words}, and {number} more.', { words })
}
