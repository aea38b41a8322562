// What the page says about itself, in one place: each sentence says what is so and what helps.

export const SENTENCES = {
  unable: 'This browser cannot work out findings on the page, because it does not run WebAssembly.',
  broken: 'The part of the page that works out findings did not arrive whole.',
  stalled: 'The part of the page that works out findings has stopped arriving.',
  renewed: 'The course has been renewed since you opened this page. Reload the page to go on; your answers stay.',
  silent: 'Python does not answer. If another cell is running, wait for it; else run the cell above again (Shift+Enter).',
  error: 'Something in this exercise went wrong while working out the findings.',
  ways: 'Your answers are kept. You can still fill in the form.',
  ready: 'Getting ready to work out what your answers mean.',
  opening: 'Almost there: opening the library.',
  unkept: 'These answers could not be kept: there is no room for them here, or it is not allowed. They stay until you close the page, so print or copy them first.',
  newer: 'A newer version of the course keeps your answers here. Reload the page to use it; what you type until then is not kept.',
  damaged: 'What this browser had kept could not be read. It was set aside, and nothing of it was overwritten.',
  cleared: 'Your answers are cleared.',
  example: 'The example is filled in.',
  copied: 'The code is copied. Paste it where you were asked to.',
  marked: 'The code could not be copied here, so it is marked: press Ctrl+C, or ⌘C on a Mac.',
  before: 'The answer given before',
  undone: 'Your own answers are back.',
}

/** @param {number} loaded @param {number} total bytes */
export const fetching = (loaded, total) => {
  const size = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1)
  return `Fetching what works out your findings, once: ${size(loaded)} of ${size(total)} MB.`
}

/** @param {number} filled how many places @param {string[]} left what found no place */
export const pasted = (filled, left) => {
  const places = filled === 1 ? 'One place is filled in.' : `${filled} places are filled in.`
  return left.length ? `${places} There was no place for: ${left.join(', ')}.` : places
}
