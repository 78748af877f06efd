import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCard } from '../../../../src/core/cards/run-card.ts';
import { askCard } from '../../../../src/core/cards/ask-card.ts';
import { freshDatabase } from '../../../setup/database.ts';
import { type Element, findAll, findOne, withAttribute, withClass, withId, withTag } from '../html.ts';
import { notes, startStory, type Story } from '../story.ts';
import { all, fieldsOf, mainOf, visitor, words } from './visitor.ts';

const database = freshDatabase();
let story: Story;
const open: Record<'mara' | 'ines' | 'kim', Awaited<ReturnType<typeof visitor>>> = {} as never;

beforeAll(async () => {
  story = await startStory(database.url);
  for (const who of ['mara', 'ines', 'kim'] as const) open[who] = await visitor(story, who);
});
afterAll(() => story.close());

type Who = keyof typeof open;

const part = (page: Element, id: string): Element => findOne(page, withId(id))!;
/** Those that do something: neither copies an id, nor leaves. */
const buttons = (holder: Element): string[] =>
  all(holder, withTag('button')).filter((label) => label !== '⧉' && label !== 'Sign out' && label !== 'Show');
const look = async (who: Who, path: string): Promise<Element> => mainOf((await open[who].get(path)).page);

/** What each of the three finds there, in one glance. */
const seenBy = async (path: string, see: (page: Element) => unknown) => {
  const mara = see(await look('mara', path));
  return { mara, kim: see(await look('kim', path)), ines: see(await look('ines', path)) };
};

const needsOperate = 'Mara and Jon can control this run; you would need the permission “operate” of this project.';

describe('what somebody may not do', () => {
  it('is no control of a run’s page, which says once whose it is', async () => {
    const { run } = await story.started('mara', 'Looked at');
    const path = `/runs/${run.id}`;
    expect(await seenBy(path, (page) => buttons(part(page, 'status')))).toEqual({
      mara: ['Pause', 'Cancel'],
      kim: ['Pause'],
      ines: [],
    });
    expect(await seenBy(path, (page) => words(page).split(needsOperate).length - 1)).toEqual({
      mara: 0,
      kim: 1,
      ines: 1,
    });
    const composers = (page: Element): number => findAll(page, withClass('composer')).length;
    expect(await seenBy(path, composers)).toEqual({ mara: 1, kim: 1, ines: 0 });
    const rollbacks = (page: Element): number =>
      findAll(part(page, 'checkpoints'), withAttribute('data-dialog')).length;
    expect(await seenBy(path, rollbacks)).toEqual({ mara: 1, kim: 0, ines: 0 });
  });

  it('is no answer to a question, wherever its card stands: who decides is said in its place', async () => {
    const gate = await story.gated('Asked');
    const answers = (page: Element): string[] => buttons(page).filter((label) => /^(Approve|Reject|Edit)/.test(label));
    const whole = ['Approve', 'Reject…', 'Edit…'];
    // A run's page offers to edit its text, too.
    const offered = { [`/asks/${gate.id}`]: whole, '/inbox': whole, [`/runs/${gate.runId}`]: [...whole, 'Edit…'] };
    for (const [path, mara] of Object.entries(offered)) {
      const seen = await seenBy(path, (page) => answers(page).filter((label) => whole.includes(label)));
      expect([path, seen]).toEqual([path, { mara, kim: [], ines: [] }]);
      const text = words(await look('ines', path));
      expect([path, text]).toEqual([
        path,
        expect.stringMatching(/Can answer Mara and Jon|Mara and Jon can answer this/),
      ]);
    }
  });

  it('is no control of an entry’s page either, for all that it leads to the run', async () => {
    const { run } = await story.started('mara', 'Happened');
    const { items } = await story.stores.records.activity(
      { projectIds: ['notes'], runId: run.id },
      { limit: 1, after: null },
    );
    const path = `/activity/${items[0]!.entry.id}`;
    expect(await seenBy(path, buttons)).toEqual({
      mara: ['Pause', 'Cancel', 'Rollback…', 'Message…'],
      kim: ['Pause', 'Message…'],
      ines: [],
    });
    for (const who of ['mara', 'ines'] as const) expect(words(await look(who, path))).toContain('Focus: the run');
  });

  it('is no form that is opened by its address, before any word was written', async () => {
    const { run } = await story.started('mara', 'Not rolled back');
    const path = `/runs/${run.id}/rollback?to=0`;
    expect(await seenBy(path, (page) => buttons(page).includes('Roll back'))).toEqual({
      mara: true,
      kim: false,
      ines: false,
    });
    expect(words(await look('ines', path))).toContain('You may not start, resume, cancel or roll back runs');
    await story.cancel(run.id);
    expect(words(await look('mara', path))).toContain("You can't roll back this run now: it is cancelled");
  });

  it('is no button of a card in a channel, nor one that starts a run', async () => {
    const gate = await story.gated('In the channel');
    const view = (await story.stores.views.run(gate.runId))!;
    const { run, definition } = view.state;
    const at = { channel: 'notes', at: new Date() };
    const head = await story.store.post(
      { ...at, thread: null, revision: 1, body: { kind: 'card', card: runCard(view) } },
      'allowed-run',
    );
    const texts = await story.stores.bodies.read([]);
    const card = askCard(gate, run, definition, texts);
    const body = { kind: 'card' as const, card };
    const asked = await story.store.post({ ...at, thread: head.id, revision: 1, body }, 'allowed-ask');
    const path = `/c/notes/${head.id}`;
    const onCard = (id: string) => async (who: Who) => {
      const { page } = await open[who].get(path);
      return buttons(findOne(page, withId(`side-${id}`))!);
    };
    const ofRun = onCard(head.id);
    expect([await ofRun('mara'), await ofRun('kim'), await ofRun('ines')]).toEqual([
      ['Review', 'Pause', 'Cancel', 'Message…', 'Focus'],
      ['Review', 'Pause', 'Message…', 'Focus'],
      ['Review', 'Focus'],
    ]);
    const ofAsk = onCard(asked.id);
    expect((await ofAsk('mara')).length).toBeGreaterThan((await ofAsk('ines')).length);
    expect((await ofAsk('ines')).filter((label) => /^(Approve|Reject|Edit)/.test(label))).toEqual([]);
    const starts = async (who: Who) => all((await open[who].get('/c/notes')).page, withClass('start'));
    expect([await starts('mara'), await starts('ines')]).toEqual([['Start a run'], []]);
    expect(words((await open.ines.get('/c/notes')).page)).toContain('Mara and Jon can start runs here.');
  });

  it('S0-22: is no control where the plan gives none: where to get it is said', async () => {
    const { run } = await story.started('mara', 'Planned');
    const plan = { 'run-controls': ['jon'], byok: [], get: 'Ask Jon for the controls.' };
    await story.stores.projects.put({ project: { ...notes, plan }, folder: '/srv' });
    const status = part(await look('mara', `/runs/${run.id}`), 'status');
    await story.stores.projects.put({ project: notes, folder: '/srv' });
    expect(buttons(status)).toEqual([]);
    expect(words(status)).toContain('Jon can control this run; to get that: Ask Jon for the controls.');
    expect(buttons(part(await look('mara', `/runs/${run.id}`), 'status'))).toEqual(['Pause', 'Cancel']);
  });

  it('is refused at the door all the same, whatever page the button stood on', async () => {
    const { run } = await story.started('mara', 'Guarded');
    const forms = findAll(part(await look('mara', `/runs/${run.id}`), 'status'), withTag('form'));
    const pause = forms.find((form) => words(form).startsWith('Pause'))!;
    expect(words((await open.ines.post('/press', fieldsOf(pause))).page)).toContain('Not done.');
    expect((await story.stores.runs.find(run.id))?.run.status).toBe('queued');
    await open.mara.post('/press', fieldsOf(pause));
    expect((await story.stores.runs.find(run.id))?.run.status).toBe('paused');
  });
});
