// A number that is a judgement between two ends has a slider beside its field.
//
// The field holds the answer. The slider shows it and moves it; it has no name, so it is never an answer of its own, and
// it is hidden from a keyboard and a screen reader, which would meet every number twice.
import { asInEnglish, asWritten } from './say.js'

/** @param {HTMLInputElement} slider @returns {HTMLInputElement} */
const fieldOf = (slider) => /** @type {HTMLInputElement} */ (slider.parentElement?.querySelector('input[name]'))

/** @param {EventTarget | null} target @returns {target is HTMLInputElement} */
export const isSlider = (target) => target instanceof HTMLInputElement && 'slider' in target.dataset

/** Put every slider where its field is; a number written in another way ("half") is Python's to read. @param {HTMLFormElement} form */
export function showSliders (form) {
  for (const slider of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('input[data-slider]'))) {
    const typed = asInEnglish(fieldOf(slider).value.trim())
    const number = typed ? Number(typed) : NaN
    slider.toggleAttribute('data-unset', Number.isNaN(number))
    slider.value = Number.isNaN(number) ? slider.defaultValue : typed
  }
}

/** Write into the field what its slider says, as a hand would. @param {HTMLInputElement} slider */
export function slid (slider) {
  const field = fieldOf(slider)
  field.value = asWritten(slider.value)
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}
