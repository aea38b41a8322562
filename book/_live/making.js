// The few lines with which pages make elements. What somebody typed or pasted becomes text, never markup.

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {Record<string, unknown>} fields @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make (tag, fields = {}, ...children) {
  const node = Object.assign(document.createElement(tag), fields)
  node.append(...children)
  return node
}

/** @param {string} words @param {() => void} pressed @param {boolean} [quiet] */
export function button (words, pressed, quiet = true) {
  const made = make('button', { type: 'button', className: quiet ? 'quiet' : '', textContent: words })
  made.addEventListener('click', pressed)
  return made
}

/**
 * Let somebody choose files.
 * @param {string} accept @param {boolean} multiple @param {(files: File[]) => void} then
 */
export function choose (accept, multiple, then) {
  const input = make('input', { type: 'file', accept, multiple })
  input.addEventListener('change', () => { if (input.files?.length) then([...input.files]) })
  input.click()
}

/**
 * A file's text. Letters that cannot be read are refused, as Python does; by itself a browser would put signs in their place.
 * @param {File} file @returns {Promise<string | undefined>} nothing where it cannot be read
 */
export async function textOf (file) {
  try { return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()) } catch { return undefined }
}
