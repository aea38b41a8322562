// The page's one store, for exercises and checks alike. Python says which answers are shared: facts.js is written by it
// when the page runtime is built.
import { FACTS } from './facts.js'
import { Store } from './store.js'

export const store = new Store(FACTS.shared)
