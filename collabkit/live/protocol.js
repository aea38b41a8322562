// What the parts of the page say to each other, in one place for all of them.

/**
 * @typedef {Record<string, unknown>} Answers answers by the name of their question, as plain JSON
 * @typedef {{ kind?: string, exercise: string, answers: Answers | 'example', asked: boolean, changed?: Record<string, string>, workbook?: unknown }} Question
 * @typedef {{ form: string, findings: string, code: string, answers: Answers, announce: string }} Answer
 * @typedef {{ step: 'fetching' | 'starting', loaded: number, total: number }} Progress
 * @typedef {{ id: number, question: Question, late: boolean }} ToWorker late: it needs what does not lie in the stored memory
 * @typedef {{ kind: 'answer', id: number, answer: Answer }
 *   | { kind: 'error', id: number, detail: string, lost: boolean }
 *   | { kind: 'standing' }
 *   | { kind: 'progress' } & Progress
 *   | { kind: 'ready', way: 'restored' | 'ordinary', steps: Record<string, number> }
 *   | { kind: 'failed', reason: string }} FromWorker lost: Python answers nothing after this error
 */

/**
 * What works out findings: Python in a worker, or a notebook's kernel.
 * @typedef {object} Engine
 * @property {boolean} ready whether it has started
 * @property {() => void} start begin to start, ahead of need
 * @property {(question: Question) => Promise<Answer>} ask
 * @property {() => Promise<import('./fields.js').Layer>} layer what lays new HTML over old
 * @property {(listener: (progress: Progress) => void) => () => void} progress hear how far the start has come
 * @property {() => Promise<void>} [pause] wait until it is worth asking, where an answer is large
 */

/**
 * Where answers are kept: in the browser, or beside a notebook.
 * @typedef {object} Keeper
 * @property {(id: string) => Answers} answers an exercise's answers, with those that all exercises share
 * @property {(id: string, changes: Answers) => void} change lay changes over what is stored
 * @property {(key: string) => boolean} isShared
 * @property {(id: string) => Record<string, string>} changed when each of an exercise's answers was last changed
 * @property {() => unknown} everything the workbook
 * @property {() => void} refresh look whether something was changed elsewhere
 * @property {(changed: () => void) => void} watch
 * @property {'kept' | 'unkept' | 'newer'} state
 * @property {boolean} damaged
 */

/** How long nothing may happen before we stop waiting, in milliseconds. */
export const PATIENCE = { look: 3000, start: 20_000, answer: 10_000, long: 60_000 }

/** Says in a calm sentence why something cannot be done, and what helps. */
export class Failure extends Error {
  /** @param {string} sentence @param {boolean} [reload] whether only a reload helps */
  constructor (sentence, reload = false) {
    super(sentence)
    this.reload = reload
  }
}
