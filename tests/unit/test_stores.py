"""What the browser's store does with odd moments: cleared, undone, full, damaged, emptied, or written by another release."""

from node import in_node

BEGIN = """
import { Store, KEY } from STORE
import { empty, latest, read, restoring } from WORKBOOK
let now = Date.parse('2026-11-30T10:00:00.000Z')
globalThis.Date = class extends Date {
  constructor (...all) { super(...(all.length ? all : [now])) }
}
/** A storage that both tabs see at once. */
const held = new Map()
let room = true
const storage = {
  get length () { return held.size }, key: (place) => [...held.keys()][place] ?? null, getItem: (key) => held.get(key) ?? null,
  setItem: (key, text) => { if (!room) throw new Error('full'); held.set(key, text) }, removeItem: (key) => held.delete(key),
}
const tab = () => new Store(['partners'], () => storage)
const partners = (store) => { now += 1000; store.refresh(); return store.answers('options').partners }
const say = (what) => process.stdout.write(JSON.stringify(what))
"""


def test_a_list_that_was_cleared_with_everything_does_not_come_back_from_a_tab_that_lay_behind():
    said = in_node(
        BEGIN
        + """
        const behind = tab()
        behind.change('options', { partners: ['County', 'Police'] })
        const other = tab()
        now += 1000
        other.clear()
        now += 1000
        other.change('options', { partners: ['Charity'] })
        say([partners(behind), partners(other), read(held.get(KEY)).shared.answers.partners])
        """
    )
    assert said == [["Charity"]] * 3


def test_a_shorter_list_from_a_file_is_not_made_longer_by_a_tab_that_lay_behind():
    said = in_node(
        BEGIN
        + """
        const behind = tab()
        behind.change('options', { partners: ['County', 'Police', 'Fire'] })
        const other = tab()
        now += 1000
        const file = { ...empty(), shared: { answers: { partners: ['Council'] }, changed: { partners: new Date().toISOString() } } }
        other.lay(file) // as Python gives it: of a list only the time of the whole is known
        now += 1000
        other.change('options', { partners: ['Borough council'] })
        say([partners(behind), partners(other)])
        """
    )
    assert said == [["Borough council"]] * 2


def test_what_is_undone_is_what_was_done_and_not_what_was_done_since():
    said = in_node(
        BEGIN
        + """
        const mine = tab()
        mine.change('factors', { history: '1', stake: '2', pace: '3' })
        const before = mine.book
        now += 1000
        mine.change('factors', { history: undefined, stake: undefined, pace: undefined })
        const done = mine.book
        now += 1000
        tab().change('factors', { history: '5' })
        tab().change('degree', { partners: ['A', 'B'] })
        mine.refresh()
        mine.lay(restoring(mine.book, before, mine.time(), done))
        say([mine.answers('factors'), read(held.get(KEY)).exercises.factors.answers])
        """
    )
    assert said == [
        {"history": "5", "stake": "2", "pace": "3", "partners": ["A", "B"]},
        {"history": "5", "stake": "2", "pace": "3"},
    ]


def test_a_time_that_no_clock_shows_is_as_if_it_were_not_known():
    said = in_node(
        BEGIN
        + """
        const times = ['9998-12-31T23:59:59.999Z', 'zzz', '2026-13-45T10:00:00.000Z']
        const odd = { ...empty(), exercises: { factors: { answers: { history: '1', stake: '2', pace: '3' }, changed: { history: times[0], stake: times[1], pace: times[2] } } } }
        held.set(KEY, JSON.stringify(odd))
        const mine = tab()
        mine.change('factors', { history: '4' })
        say([mine.answers('factors'), latest(mine.book)])
        """
    )
    assert said == [{"history": "4", "stake": "2", "pace": "3"}, "2026-11-30T10:00:00.000Z"]


def test_what_cannot_be_read_is_not_written_over_before_there_is_room_to_set_it_aside():
    said = in_node(
        BEGIN
        + """
        held.set(KEY, '{"format": "collabkit-work')
        room = false
        const mine = tab()
        mine.change('factors', { history: '4' })
        const full = [held.get(KEY), mine.state]
        room = true
        mine.change('factors', { history: '5' })
        const after = [held.get('collabkit:set-aside'), mine.state, read(held.get(KEY)).exercises.factors.answers]
        mine.clear()
        say([...full, ...after, held.has('collabkit:set-aside')])
        """
    )
    assert said == [
        '{"format": "collabkit-work', "unkept", '{"format": "collabkit-work', "kept", {"history": "5"}, False
    ]  # fmt: skip


def test_where_a_later_courses_workbook_was_taken_away_answers_are_kept_again():
    said = in_node(
        BEGIN
        + """
        held.set(KEY, JSON.stringify({ ...empty(), schema: 99 }))
        const mine = tab()
        const before = mine.state
        held.delete(KEY)
        mine.change('factors', { history: '4' })
        say([before, mine.state, held.has(KEY)])
        """
    )
    assert said == ["newer", "kept", True]


def test_what_a_tab_of_the_first_release_writes_is_shown():
    said = in_node(
        BEGIN
        + """
        const mine = tab()
        mine.change('factors', { history: '4' })
        let told = 0
        mine.watch(() => { told++ })
        now += 1000
        held.set('collabkit:degree', JSON.stringify({ answers: { 'level.1.2.now': '3' } }))
        mine.changedElsewhere('collabkit:degree')
        say([told > 0, mine.answers('degree'), held.has('collabkit:degree')])
        """
    )
    assert said == [True, {"level.1.2.now": "3"}, False]


def test_clearing_everything_clears_what_could_not_be_read_also_where_there_is_no_room_to_put_it_aside():
    said = in_node(
        BEGIN
        + """
        const damaged = '{"format": "collabkit-work'
        held.set(KEY, damaged)
        held.set('collabkit:degree', '{"answers"')
        const setItem = storage.setItem
        storage.setItem = (key, text) => { if (key !== KEY) throw new Error('full'); setItem(key, text) }
        const mine = tab()
        mine.clear()
        say([held.get(KEY) === damaged, mine.state, [...held.keys()]])
        """
    )
    assert said == [False, "kept", ["collabkit:workbook"]]


def test_where_a_later_courses_workbook_was_damaged_it_is_set_aside_and_answers_are_kept_again():
    said = in_node(
        BEGIN
        + """
        held.set(KEY, JSON.stringify({ ...empty(), schema: 99 }))
        const mine = tab()
        const before = mine.state
        held.set(KEY, '{"format": "collabkit-work')
        mine.change('factors', { history: '4' })
        say([before, mine.state, held.get('collabkit:set-aside'), read(held.get(KEY)).exercises.factors.answers])
        """
    )
    assert said == ["newer", "kept", '{"format": "collabkit-work', {"history": "4"}]


def test_an_entry_that_was_taken_out_of_a_list_without_times_does_not_come_back_from_a_tab_that_lay_behind():
    said = in_node(
        BEGIN
        + """
        held.set(KEY, JSON.stringify({ ...empty(), shared: { answers: { partners: ['County', 'Police', 'Fire'] }, changed: {} } }))
        const other = tab()
        const views = { text: held.get(KEY) }
        const late = { ...storage, getItem: (key) => key === KEY ? views.text : storage.getItem(key), setItem: (key, text) => { views.text = text } }
        const behind = new Store(['partners'], () => late) // is not shown yet what the other writes
        other.change('options', { partners: ['County', 'Police'] })
        now += 5
        behind.change('options', { partners: ['County council', 'Police', 'Fire'] })
        held.set(KEY, views.text)
        say(partners(other))
        """
    )
    assert said == ["County council", "Police"]


def test_what_version_0_1_0_kept_and_cannot_be_read_is_not_thrown_away():
    said = in_node(
        BEGIN
        + """
        held.set('collabkit:degree', '{"answers": {"level.1.2')
        held.set('collabkit:factors', JSON.stringify({ answers: { history: '4' } }))
        held.set('collabkit.checks', 'null')
        const mine = tab()
        say([mine.answers('factors'), held.get('collabkit:degree'), held.has('collabkit:factors'), held.has('collabkit.checks')])
        """
    )
    assert said == [{"history": "4"}, '{"answers": {"level.1.2', False, False]


def test_after_a_time_at_the_end_of_all_that_are_read_there_is_a_later_one():
    said = in_node(
        BEGIN
        + """
        Date.now = () => now
        const taken = ['8999-12-31T23:59:59.999Z', new Date(now + 365000 * 24 * 60 * 60 * 1000 - 1).toISOString()].map((time) => {
          held.set(KEY, JSON.stringify({ ...empty(), exercises: { factors: { answers: { history: '1' }, changed: { history: time } } } }))
          const mine = tab()
          now += 1000
          mine.change('factors', { history: '4' })
          return [mine.answers('factors').history, tab().answers('factors').history, time > new Date(now).toISOString()]
        })
        say(taken)
        """
    )
    assert said == [["4", "4", True]] * 2


GROUP = """
const held = new Map()
let room = true
globalThis.addEventListener = () => undefined
globalThis.localStorage = {
  getItem: (key) => held.get(key) ?? null, removeItem: (key) => held.delete(key),
  setItem: (key, text) => { if (!room) throw new Error('full'); held.set(key, text) },
}
const { Kept } = await import(GROUP)
const kept = new Kept('factors')
const say = (what) => process.stdout.write(JSON.stringify(what))
"""


def test_a_part_of_a_group_keeps_its_name_before_anybody_has_sent_anything():
    said = in_node(
        GROUP
        + """
        kept.group.rounds[0].parts.push({ name: '', text: '' })
        kept.write()
        const unnamed = [kept.any, held.size]
        kept.group.rounds[0].parts[0].name = 'Council'
        kept.write()
        say([...unnamed, kept.any, new Kept('factors').group.rounds[0].parts[0]?.name])
        """
    )
    assert said == [False, 0, True, "Council"]


def test_what_is_typed_while_another_tab_writes_goes_with_what_is_written_there():
    said = in_node(
        GROUP
        + """
        kept.group.rounds[0].parts.push({ name: 'Council', text: '' })
        kept.write()
        const other = new Kept('factors')
        kept.group.rounds[0].parts[0].text = 'still being typed'
        kept.change()
        other.group.rounds[0].text = 'a code'
        other.group.notes = { history: { reason: 'paid' } }
        other.write()
        kept.takeOver()
        other.takeOver()
        say([kept, other].map(({ group }) => [group.rounds[0].text, group.rounds[0].parts[0].text, group.notes.history?.reason]))
        """
    )
    assert said == [["a code", "still being typed", "paid"]] * 2


def test_whether_a_groups_answers_could_be_kept_is_told_once_it_is_known():
    said = in_node(
        GROUP
        + """
        const told = []
        kept.written = () => told.push(kept.safe)
        kept.group.rounds[0].text = 'a code'
        kept.write()
        room = false
        kept.write()
        say(told)
        """
    )
    assert said == [True, False]
