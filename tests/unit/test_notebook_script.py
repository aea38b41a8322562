"""The notebook's script, tried without a browser: what a busy kernel missed, what it refuses, and whom it speaks to."""

import json
from pathlib import Path

from node import in_node

LIVE = Path(__file__).parents[2] / "collabkit" / "live"
BEGIN = """
import { KernelBook, Line, NotebookLive, awake } from NOTEBOOK
import { typedEarly } from FIELDS
import { empty, read } from BOOK
let timers = []
globalThis.setTimeout = (end) => timers.push(end)
globalThis.clearTimeout = (timer) => { timers[timer - 1] = () => undefined }
const rest = () => new Promise((resolve) => setImmediate(resolve))
const silence = async () => { const due = timers; timers = []; for (const end of due) end(); await rest() }
const tab = new Map()
globalThis.sessionStorage = { getItem: (key) => tab.get(key) ?? null, setItem: (key, text) => tab.set(key, text), removeItem: (key) => tab.delete(key) }
const model = {
  is: { shared: ['collaboration', 'purpose', 'partners'], place: 'here', exercise_id: 'degree', state: 'kept', kept_in: 'book.json', damaged: '', book: JSON.stringify(empty()) },
  sent: [], listeners: [],
  get: (name) => model.is[name],
  send: (message) => { model.sent.push(message) },
  on: (event, listener) => { model.listeners.push([event, listener]) },
  off: (event, listener) => { model.listeners = model.listeners.filter((one) => one[1] !== listener) },
  say: async (event, message) => { for (const [on, listener] of model.listeners) if (on === event) listener(message); await rest() },
  answer: (to, reply) => model.say('msg:custom', { view: to.view, number: to.number, ...reply }),
}
const live = { asked: 0, section: { dataset: { state: 'live' } }, ask: () => { live.asked++ } }
const line = new Line(model)
const store = new KernelBook(model, line)
model.on('msg:custom', awake(line, store, live))
const told = () => model.sent.filter(({ kind }) => kind === 'change').map(({ book }) => read(book).shared.answers.purpose)
const type = (words) => store.change('degree', { purpose: words })
const say = (what) => process.stdout.write(JSON.stringify(what))
"""
for word, name in (("NOTEBOOK", "notebook"), ("FIELDS", "fields"), ("BOOK", "workbook")):
    BEGIN = BEGIN.replace(f"from {word}", f"from {json.dumps((LIVE / f'{name}.js').as_uri())}")


def test_what_was_typed_while_a_kernel_was_busy_is_told_once_it_speaks():
    said = in_node(
        BEGIN
        + """
        for (const words of ['A', 'AB', 'ABC']) type(words)
        await silence()
        await model.answer(model.sent[0], { kept: true }) // too late for this message, and a sign that there will be more
        await model.answer(model.sent[1], { kept: true })
        say([told(), tab.size, store.state])
        """
    )
    assert said == [["A", "ABC"], 0, "kept"]


def test_what_is_not_kept_is_not_told_again_and_again_but_what_was_typed_meanwhile_is_told():
    said = in_node(
        BEGIN
        + """
        type('A')
        type('AB')
        for (let place = 0; place < 9 && model.sent[place]; place++) await model.answer(model.sent[place], { kept: false })
        say([told(), tab.size])
        """
    )
    assert said == [["A", "AB"], 1]


def test_a_change_that_the_kernel_refuses_is_said_until_it_takes_one():
    said = in_node(
        BEGIN
        + """
        let times = 0
        store.watch(() => { times++ })
        const states = []
        type('A')
        times = 0
        await model.answer(model.sent[0], { error: 'WorkbookError()' })
        states.push(store.state, times)
        await model.say('change:state')
        states.push(store.state, store.notice !== '')
        type('AB')
        await model.answer(model.sent[1], { kept: true, error: 'ZeroDivisionError() in an observer' })
        say([...states, store.state, store.notice, tab.size])
        """
    )
    assert said == ["unkept", 1, "unkept", True, "kept", "", 0]


def test_only_a_form_that_is_spoken_to_asks_again_and_not_about_what_went_wrong():
    said = in_node(
        BEGIN
        + """
        live.section.dataset.state = 'failed'
        await model.say('msg:custom', { view: 'another', number: 1, answer: {} })
        await model.say('msg:custom', { view: line.view, number: 1, error: 'KeyError()' })
        const before = live.asked
        await model.say('msg:custom', { view: line.view, number: 2, answer: {} })
        say([before, live.asked])
        """
    )
    assert said == [0, 1]


def test_a_notebook_says_of_its_file_what_helps_there():
    said = in_node(
        BEGIN
        + """
        const shown = []
        const voice = { sayKept: (sentence, reload) => { shown.push([sentence, reload]) } }
        store.watch(() => NotebookLive.prototype.sayKept.call({ store, voice }))
        store.tell()
        for (const [name, is] of [['damaged', 'book-damaged-1.json'], ['state', 'newer'], ['state', 'unkept']]) {
          model.is[name] = is
          await model.say(`change:${name}`)
        }
        say(shown)
        """
    )
    assert not any(reload for _, reload in said), "no reload helps"
    assert [sentence for sentence, _ in said] == [
        "",
        "The file with your answers could not be read. It is called book-damaged-1.json now, and nothing in it was changed.",
        "A newer version of the course keeps your answers in the file book.json. Install that version and restart the kernel, or move the file to another folder; what you type until then stays in this tab only.",
        "These answers could not be kept: there is no room for them here, or it is not allowed. They stay until you close the page, so print or copy them first.",
    ]


def test_a_place_that_the_kernel_adds_to_a_list_is_shown_and_not_over_what_is_typed_on():
    """As Python lays a change over a list that another notebook made longer: just after that change."""
    said = in_node(
        BEGIN
        + """
        let now = Date.parse('2026-11-30T10:00:00.000Z')
        globalThis.Date = class extends Date { constructor (...all) { super(...(all.length ? all : [now])) } }
        const shown = []
        const laid = async (partners) => {
          const changed = { partners: new Date(now + 1).toISOString() }
          model.is.book = JSON.stringify({ ...empty(), shared: { answers: { partners }, changed } })
          await model.say('change:book')
          shown.push(store.answers('degree').partners)
        }
        store.change('degree', { partners: ['Couny', 'Police'] })
        await laid(['Couny', 'Police', 'Health'])
        now += 50
        store.change('degree', { partners: ['Count', 'Police', 'Health'] })
        const before = now
        now += 50
        store.change('degree', { partners: ['County', 'Police', 'Health'] })
        now = before
        await laid(['Count', 'Police', 'Health', 'Fire'])
        say(shown)
        """
    )
    assert said == [["Couny", "Police", "Health"], ["County", "Police", "Health"]]


def test_what_a_field_came_with_was_not_typed_early():
    """A form that was drawn with older answers must not put them over those that are stored."""
    said = in_node(
        BEGIN
        + """
        globalThis.HTMLInputElement = class {}
        globalThis.HTMLSelectElement = class {}
        const of = (kind, about) => Object.assign(Object.create(kind.prototype), { dataset: {}, localName: 'input', getAttribute: () => about.name }, about)
        const radio = (value, checked, defaultChecked) => of(HTMLInputElement, { type: 'radio', name: 'history', value, checked, defaultChecked })
        const list = (value, came) => of(HTMLSelectElement, { name: 'aim', value, options: ['', '1', '2'].map((one) => ({ value: one, defaultSelected: one === came })) })
        const early = (...elements) => typedEarly({ elements }, { history: '4', aim: '1' })
        say([
          early(radio('2', true, true), radio('3', false, false), list('2', '2')),
          early(radio('2', false, true), radio('3', true, false), list('1', '2')),
          early(radio('2', true, false), list('2', undefined)), early(list('', undefined)),
        ])
        """
    )
    assert said == [{}, {"history": "3", "aim": "1"}, {"history": "2", "aim": "2"}, {}]


def test_what_two_views_of_one_exercise_told_in_vain_is_kept():
    said = in_node(
        BEGIN
        + """
        const views = [1, 2].map(() => {
          const own = { ...model, sent: [], listeners: [], send: (message) => { own.sent.push(message) }, on: (event, listener) => { own.listeners.push([event, listener]) } }
          return [own, new KernelBook(own, new Line(own))]
        })
        views[0][1].change('degree', { purpose: 'An hour of typing' })
        views[1][1].change('degree', { collaboration: 'Falls' })
        const [, heard] = views[1][0].listeners.find(([event]) => event === 'msg:custom')
        heard({ ...views[1][0].sent[0], kept: true }) // its kernel has it; the first view's died
        await rest()
        new KernelBook(model, new Line(model)) // the cell is run again in another kernel
        say(model.sent.map(({ book }) => read(book).shared.answers))
        """
    )
    assert said == [{"collaboration": "Falls", "purpose": "An hour of typing"}]
