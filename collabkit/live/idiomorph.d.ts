/** idiomorph, as its package publishes it, with its one export named (see tests/unit/test_live_scripts.py). */
export const Idiomorph: import('./fields.js').Layer
