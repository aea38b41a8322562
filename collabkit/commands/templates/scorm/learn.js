// Tells a learning platform one thing: whether somebody has finished the course. SCORM 1.2; nothing else is ever set.
const STATUS = 'cmi.core.lesson_status'
const OVER = new Set(['completed', 'passed'])
const MOST = 10 // windows that one looks through, as platforms nest them

const button = document.querySelector('[data-finish]')
const said = document.querySelector('[data-said]')

/** The platform's own object, in a window above this one; a window of another site may not be looked into. */
function above (window) {
  for (let step = 0; window && step < MOST; step++) {
    try {
      if (window.API) return window.API
    } catch { return null }
    if (window.parent === window) return null
    window = window.parent
  }
  return null
}

const api = above(window) ?? (window.opener && above(window.opener))

/** Ask the platform; "" where it fails, which SCORM answers too. */
function ask (name, ...words) {
  try { return String(api[name](...words)) } catch { return '' }
}

let open = Boolean(api) && ask('LMSInitialize', '') === 'true'

function tell (status) {
  return open && ask('LMSSetValue', STATUS, status) === 'true' && ask('LMSCommit', '') === 'true'
}

function finished () {
  button.hidden = true
  said.textContent = 'Your learning platform has noted that you finished. You may go on reading.'
}

function leave () {
  if (open) ask('LMSFinish', '')
  open = false
}

if (!open) {
  button.hidden = true
  said.textContent = 'No learning platform is listening, so nothing is reported. The course works all the same.'
} else if (OVER.has(ask('LMSGetValue', STATUS))) {
  finished()
} else {
  tell('incomplete')
  button.disabled = false
  said.textContent = 'Your platform learns only whether you have finished. Your answers stay in this browser.'
}

button.addEventListener('click', () => {
  if (tell('completed')) finished()
  else said.textContent = 'Your learning platform did not take it. Check that you are still signed in there, and try again.'
})

addEventListener('pagehide', leave)
addEventListener('pageshow', ({ persisted }) => { if (persisted) location.reload() }) // the platform was told goodbye
