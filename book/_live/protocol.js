// What the page and the worker say to each other, in one place for both.

/**
 * @typedef {Record<string, unknown>} Answers answers by the name of their question, as plain JSON
 * @typedef {{ exercise: string, answers: Answers | 'example', asked: boolean, workbook: Record<string, Answers> }} Question
 * @typedef {{ key: string, sentence: string, kind: 'wrong' | 'missing' }} Problem
 * @typedef {{ form: string, findings: string, answers: Answers, problems: Problem[], announce: string, complete: boolean }} Answer
 * @typedef {{ id: number, question: Question }} ToWorker
 * @typedef {{ kind: 'answer', id: number, answer: Answer }
 *   | { kind: 'error', id: number, detail: string }
 *   | { kind: 'progress', step: 'fetching' | 'starting', loaded: number, total: number }
 *   | { kind: 'ready', way: 'restored' | 'ordinary', steps: Record<string, number> }
 *   | { kind: 'failed', reason: string }} FromWorker
 */

/** How long nothing may happen before we stop waiting, in milliseconds. */
export const PATIENCE = { start: 20_000, answer: 10_000 }
