// Makes a calendar file (RFC 5545) for the day a fortnight from now, in the browser: an all-day entry with the address
// of this page. It names no person and is sent nowhere. The day is the reader's own: it has no hour and no time zone.
import { language, say } from './say.js'

const two = (number) => String(number).padStart(2, '0')
const day = (date) => `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`
const moment = (date) => `${date.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`
const after = (date, days) => new Date(date.getFullYear(), date.getMonth(), date.getDate() + days)

const escaped = (words) => words.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n')

// A line may hold 75 bytes; the next one goes on where it begins with a space, and no letter is cut in two.
const folded = (line) => {
  const lines = ['']
  let bytes = 0
  for (const letter of line) {
    const more = new TextEncoder().encode(letter).length
    if (bytes + more > 74) {
      lines.push('')
      bytes = 0
    }
    lines[lines.length - 1] += letter
    bytes += more
  }
  return lines.join('\r\n ')
}

export const calendar = (now, days, title, body, address) => {
  const start = after(now, days)
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//collabkit//Working together//EN',
    'BEGIN:VEVENT',
    `UID:again-${moment(now)}@collabkit.invalid`,
    `DTSTAMP:${moment(now)}`,
    `DTSTART;VALUE=DATE:${day(start)}`,
    `DTEND;VALUE=DATE:${day(after(start, 1))}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(`${body}\n${address}`)}`,
    `URL:${address}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].map(folded).join('\r\n')
}

for (const link of document.querySelectorAll('[data-again]')) {
  const days = Number(link.dataset.again)
  const now = new Date()
  const shown = after(now, days).toLocaleDateString(language(), { weekday: 'long', day: 'numeric', month: 'long' })
  const file = calendar(now, days, link.dataset.title, link.dataset.body, location.href.split('#')[0])
  link.href = URL.createObjectURL(new Blob([file], { type: 'text/calendar' }))
  link.textContent = say('put {day} in your calendar', { day: shown })
  link.parentElement.hidden = false
}
