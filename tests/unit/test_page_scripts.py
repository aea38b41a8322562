"""Scripts of the page, tried without a browser: what is done at once and taken back, what is heard, and Python in a worker."""

import json

import pytest
from node import beside_each_other, in_node


@pytest.fixture
def told(tmp_path):
    """What a script says that imports from BESIDE."""
    address = beside_each_other(tmp_path)
    return lambda script: in_node(script.replace("BESIDE", address))


FORMS = """
import { AtOnce } from 'BESIDE/at-once.js'
import { Store } from 'BESIDE/store.js'
const say = (what) => process.stdout.write(JSON.stringify(what))
const held = new Map()
const storage = {
  get length () { return held.size }, key: (place) => [...held.keys()][place] ?? null, getItem: (key) => held.get(key) ?? null,
  setItem: (key, text) => held.set(key, text), removeItem: (key) => held.delete(key),
}
const tab = () => new Store(['partners'], () => storage)
/** A form as far as what is done at once knows one. */
class Form {
  asked = 0
  toForms = 0
  state = 'new'
  here = { matches: (selector) => selector === '[data-offer]' }
  voice = { announce: () => undefined, offerUndo: () => undefined, whileStarting: () => () => undefined }
  constructor (id, store, example) {
    Object.assign(this, { id, store })
    this.engine = { ask: () => new Promise((resolve) => { this.arrive = async () => { resolve({ answers: example }); await new Promise(setImmediate) } }) }
    this.atOnce = new AtOnce(this)
  }
  get answers () { return this.store.answers(this.id) }
  get own () { return this.answers }
  get hasAnswers () { return Object.keys(this.own).length > 0 }
  question () { return {} }
  begin () { this.state = 'starting' }
  ask () { this.asked++; this.state = 'live' }
  toForm () { this.toForms++ }
  failed (error) { throw error }
}
"""


@pytest.mark.parametrize("where", ["tab()", "store"])
def test_undo_in_an_exercise_takes_back_nothing_that_was_done_since_in_another_or_in_another_tab(told, where):
    said = told(
        FORMS
        + """
        const store = tab()
        store.change('options', { partners: ['Own'], aim: 'mine' })
        const form = new Form('options', store, { partners: ['County', 'Polise'], aim: 'example', cost: '5' })
        form.atOnce.example()
        await form.arrive()
        const there = [form.answers]
        const other = WHERE
        other.refresh()
        other.change('degree', { partners: ['County', 'Police'] })
        store.refresh()
        form.atOnce.undo()
        say([...there, form.answers])
        """.replace("WHERE", where)
    )
    assert said == [
        {"partners": ["County", "Polise"], "aim": "example", "cost": "5"},
        {"partners": ["County", "Police"], "aim": "mine"},
    ]


def test_undo_brings_back_all_where_nothing_was_done_since(told):
    said = told(
        FORMS
        + """
        const store = tab()
        store.change('options', { partners: ['Own'], aim: 'mine' })
        const form = new Form('options', store)
        form.atOnce.clear()
        const cleared = form.answers
        form.atOnce.undo()
        say([cleared, form.answers])
        """
    )
    assert said == [{}, {"partners": ["Own"], "aim": "mine"}]


def test_an_example_does_not_call_back_whoever_went_on_meanwhile(told):
    said = told(
        FORMS
        + """
        const forms = ['[data-offer]', 'input'].map((place) => {
          const form = new Form('options', tab(), { aim: 'example' })
          form.atOnce.example()
          form.here = { matches: (selector) => selector === place }
          return form
        })
        for (const form of forms) await form.arrive()
        say(forms.map((form) => form.toForms))
        """
    )
    assert said == [1, 0]


def test_an_example_that_is_cleared_before_it_came_leaves_nobody_waiting(told):
    said = told(
        FORMS
        + """
        const form = new Form('options', tab(), { aim: 'example' })
        form.atOnce.example()
        form.atOnce.clear()
        await form.arrive()
        say([form.answers, form.state])
        """
    )
    assert said == [{}, "live"], "Python is here: it is asked, and the notice of its start goes with what it draws"


def test_of_many_cells_without_a_place_the_first_are_named_and_the_others_counted(told):
    said = told("""
        import { pasted } from 'BESIDE/sentences.js'
        const words = (number) => Array.from({ length: number }, (_, place) => `w${place + 1}`)
        process.stdout.write(JSON.stringify([0, 10, 11, 5000].map((number) => pasted(2, words(number)))))
    """)
    ten = ", ".join(f"w{place}" for place in range(1, 11))
    assert said == [
        "2 places are filled in.",
        f"2 places are filled in. There was no place for: {ten}.",
        f"2 places are filled in. There was no place for: {ten}, and one more.",
        f"2 places are filled in. There was no place for: {ten}, and 4990 more.",
    ]


VOICES = """
import { Voice } from 'BESIDE/voice.js'
let due = []
globalThis.setTimeout = (tell) => due.push(tell)
globalThis.clearTimeout = (number) => { due[number - 1] = () => undefined }
const pause = () => { const all = due; due = []; for (const tell of all) tell() }
const heard = []
const line = () => ({ dataset: {}, get firstChild () { return this.words ? { textContent: this.words } : null }, replaceChildren (words) { this.words = words }, append () {}, ownerDocument: { createElement: line } })
const voice = (name) => {
  const status = { set textContent (words) { if (words) heard.push(`${name}: ${words}`) } }
  return new Voice({ querySelector: () => status, ownerDocument: { createElement: line } }, { before () {} })
}
const [one, other] = [voice('one'), voice('other')]
const say = (what) => process.stdout.write(JSON.stringify(what))
"""


def test_what_nobody_asked_for_is_heard_only_from_the_exercise_that_somebody_is_at(told):
    said = told(
        VOICES
        + """
        for (const each of [one, other]) each.announce('Back.')
        other.attend()
        for (const each of [one, other]) each.announce('Changed.')
        pause()
        one.attend()
        one.announce('Asked.', true)
        say(heard)
        """
    )
    assert said == ["other: Changed.", "one: Asked."]


def test_that_answers_are_not_kept_is_heard_once_on_a_page_and_again_when_it_happens_again(told):
    said = told(
        VOICES
        + """
        for (const sentence of ['Full.', '', 'Full.', 'Full.']) for (const each of [one, other]) each.sayKept(sentence, false)
        say([heard, one.unkept.words, other.unkept.words])
        """
    )
    assert said == [["one: Full.", "one: Full."], "Full.", "Full."]


def test_a_failure_is_not_heard_at_each_key_but_each_time_that_somebody_asked(told):
    said = told(
        VOICES
        + """
        one.attend()
        for (let key = 0; key < 5; key++) { one.failed('Broken.', false, false); pause() }
        for (let press = 0; press < 2; press++) one.failed('Broken.', false, true)
        say(heard)
        """
    )
    assert said == ["one: Broken."] * 3


ENGINE = """
globalThis.addEventListener = globalThis.removeEventListener = () => undefined
const workers = []
globalThis.Worker = class {
  constructor () { this.told = []; workers.push(this) }
  postMessage (message) { this.told.push(message.id) }
  terminate () { this.ended = true }
  say (data) { this.onmessage({ data }) }
}
let now = 0
let due = []
globalThis.setTimeout = (act, after) => { due.push({ act, at: now + after }); return due.length }
globalThis.clearTimeout = (number) => { if (number) due[number - 1] = { at: Infinity } }
const pass = (time) => { now += time; for (const one of due) if (one.at <= now) { one.at = Infinity; one.act() } }
globalThis.fetch = async () => { throw new Error('offline') }
console.info = () => undefined
const { PageEngine } = await import('BESIDE/engine.js')
const engine = new PageEngine()
const said = []
const rest = () => new Promise((resolve) => setImmediate(resolve))
const ask = (name) => engine.ask({ exercise: name }).then(() => said.push(`${name} answered`), (error) => said.push(`${name}: ${error.message}`))
const say = (what) => process.stdout.write(JSON.stringify(what))
"""
WRONG = "Something in this exercise went wrong while working out the findings."


def test_a_python_that_ended_is_replaced_and_what_waited_is_asked_of_the_next(told):
    said = told(
        ENGINE
        + """
        ask('a'); ask('b')
        await rest()
        workers[0].say({ kind: 'ready' })
        workers[0].say({ kind: 'error', id: 1, detail: 'RuntimeError: unreachable', lost: true })
        workers[1]?.say({ kind: 'ready' })
        workers[1]?.say({ kind: 'answer', id: 2, answer: {} })
        await rest()
        workers[1]?.say({ kind: 'error', id: 3, detail: 'PythonError: KeyError', lost: false })
        say([said, workers.map(({ told, ended }) => [told, Boolean(ended)])])
        """
    )
    assert said == [[f"a: {WRONG}", "b answered"], [[[1, 2], True], [[2], False]]]


def test_what_waits_for_python_is_given_its_time_from_when_python_turns_to_it(told):
    said = told(
        ENGINE
        + """
        ask('a'); ask('b'); ask('c')
        await rest()
        workers[0].say({ kind: 'ready' })
        workers[0].say({ kind: 'standing' })
        for (const id of [1, 2, 3]) { pass(6000); workers[0].say({ kind: 'answer', id, answer: {} }); await rest() }
        say(said)
        """
    )
    assert said == ["a answered", "b answered", "c answered"]


def test_a_store_of_files_that_refuses_to_say_what_it_has_is_looked_at_again(told):
    said = told("""
        const serviceWorker = { controller: { postMessage: () => undefined } }
        Object.defineProperty(globalThis, 'navigator', { value: { serviceWorker } })
        globalThis.location = { href: 'file:///page.html', origin: 'file://' }
        let looks = 0
        globalThis.caches = { match: async () => { if (looks++ < 3) throw new Error('full'); return {} } }
        const { everythingKept } = await import('BESIDE/kept-whole.js')
        process.stdout.write(JSON.stringify(await everythingKept().catch((error) => String(error))))
    """)
    assert said is True


def test_a_keeper_that_comes_late_is_waited_for(told):
    said = told("""
        const serviceWorker = Object.assign(new EventTarget(), { controller: null })
        Object.defineProperty(globalThis, 'navigator', { value: { serviceWorker } })
        globalThis.location = { href: 'file:///page.html', origin: 'file://' }
        const kept = new Set()
        globalThis.caches = { match: async (url) => kept.has(url) || /(asm.wasm|asm.mjs|snapshot)$/.test(url) }
        const { everythingKept } = await import('BESIDE/kept-whole.js')
        const whole = everythingKept()
        await new Promise((resolve) => setTimeout(resolve, 50))
        serviceWorker.controller = { postMessage: ({ keep }) => { for (const url of [...keep, new URL('library.zip', keep[1]).href]) kept.add(url) } }
        serviceWorker.dispatchEvent(new Event('controllerchange'))
        process.stdout.write(JSON.stringify(await whole))
    """)
    assert said is True


MERGE = """
const { merged } = await import('BESIDE/merge.js')
process.stdout.write(JSON.stringify(merged(...GIVEN)))
"""


@pytest.mark.parametrize(
    ("before", "here", "there", "together"),
    [
        ({"a": 1, "b": 1}, {"a": 2, "b": 1}, {"a": 1, "b": 3}, {"a": 2, "b": 3}),
        ({"a": 1, "b": 1}, {"a": 2, "b": 1}, {"a": 1}, {"a": 2}),
        ({"a": {"b": 1}}, {"a": {"b": 2}}, {}, {"a": {"b": 2}}),
        ([{"t": ""}], [{"t": "typed"}], [{"t": ""}, {"t": "new"}], [{"t": "typed"}, {"t": "new"}]),
        ({}, {"r": [{"t": "typed", "p": []}]}, {"r": [{"t": "", "p": [1]}]}, {"r": [{"t": "typed", "p": [1]}]}),
        ([], ["mine"], ["theirs"], ["mine", "theirs"]),
        ([1, 2], [1, 3], [2], [1, 3]),
        ("", "mine", "theirs", "mine\ntheirs"),
        ("both\n", "both\nmine", "both\ntheirs", "both\nmine\ntheirs"),
        ("same", "changed", "same and more", "changed"),
        ("a", "a", "b", "b"),
        (1, 2, 3, 2),
    ],
)
def test_what_two_tabs_made_of_the_same_is_put_together(told, before, here, there, together):
    assert told(MERGE.replace("GIVEN", json.dumps([before, here, there]))) == together
