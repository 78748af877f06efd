import { describe, expect, it } from 'vitest';
import { askCard } from '../../src/core/cards/ask-card.ts';
import { itemsOf } from '../../src/core/cards/ask-items.ts';
import { runCard } from '../../src/core/cards/run-card.ts';
import { plainText } from '../../src/core/cards/plain.ts';
import { cardsOf, createWorld, gatedRun, startedRun, tokenOf, type World } from './world.ts';
import type { Intent, Reply } from '../../src/core/intent.ts';

const on = (world: World, id: string) => {
  const ref = world.postings.find((it) => it.subject.id === id)?.ref;
  if (!ref) throw new Error(`no posting of ${id}`);
  return ref;
};
const gateCard = (world: World, runId: string, given?: Map<string, string>) => {
  const state = world.states.get(runId)!;
  const [ask] = state.asks;
  const texts = given ?? new Map(itemsOf(ask!.subject).map(({ digest }) => [digest, 'A draft.']));
  return askCard(ask!, state.run, state.definition, texts);
};
const rootCard = (world: World, runId: string) => {
  const state = world.states.get(runId)!;
  return runCard({ state, attempts: state.attempts, asks: state.asks, messages: [], outputTail: '' });
};
const press = (world: World, token: string, subject: string, confirmed = false): Intent => ({
  kind: 'press',
  token,
  on: on(world, subject),
  confirmed,
});
const words = (reply: Reply): string => ('text' in reply && Array.isArray(reply.text) ? plainText(reply.text) : '');

describe('a press', () => {
  it('approves at once, and the run goes on (S4-31)', async () => {
    const world = createWorld();
    const { runId, gate } = await gatedRun(world);
    const token = tokenOf(gateCard(world, runId), 'Approve');
    expect(await world.ask(press(world, token, gate.id), 'mara')).toMatchObject({ kind: 'told', text: ['Approved.'] });
    expect(world.settled.get(gate.id)?.outcome).toMatchObject({ choice: 'approve', by: 'Mara' });
    expect(world.states.get(runId)?.run.stage).toBe(1);
  });

  it('S10: with the right token on another message is refused, and counts on its own', async () => {
    const world = createWorld();
    const { runId, gate } = await gatedRun(world);
    const token = tokenOf(gateCard(world, runId), 'Approve');
    const elsewhere = { channel: 'film', thread: null, message: 'forged' };
    for (const ref of [elsewhere, on(world, runId)]) {
      const reply = await world.ask({ kind: 'press', token, on: ref, confirmed: true }, 'mara');
      expect(reply).toMatchObject({ kind: 'refused', code: 'not_ours' });
    }
    expect(world.settled.size).toBe(0);
    await world.ask(press(world, token, gate.id), 'mara');
    expect(world.settled.size).toBe(1);
  });

  it('on a card that was drawn for another person is refused', async () => {
    const world = createWorld();
    await gatedRun(world);
    const [card] = cardsOf(await world.ask({ kind: 'command', verb: 'inbox', rest: '' }, 'mara'));
    const ref = { channel: 'film', thread: null, message: 'private' };
    const intent: Intent = { kind: 'press', token: tokenOf(card, 'Approve'), on: ref, confirmed: false };
    expect(await world.ask(intent, 'jon')).toMatchObject({ kind: 'refused', code: 'not_ours' });
    expect(await world.ask(intent, 'mara')).toMatchObject({ kind: 'told' });
    expect(world.settled.size).toBe(1);
  });

  it('R10: that comes second is told who was faster, when and where', async () => {
    const world = createWorld();
    const { runId, gate } = await gatedRun(world);
    const token = tokenOf(gateCard(world, runId), 'Approve');
    await world.ask(press(world, token, gate.id), 'mara');
    const reply = await world.ask(press(world, token, gate.id), 'jon');
    expect(reply).toMatchObject({ kind: 'refused', code: 'ask_settled' });
    expect(words(reply)).toBe(
      'Mara approved this 1 second earlier, in #film (the console). Your click changed nothing.',
    );
    // What was decided stands in the ledger; that somebody was too late is no refusal (R11).
    expect(world.refused.size).toBe(0);
    await world.ask(press(world, token, gate.id), 'stranger');
    expect(world.refused.size).toBe(1);
  });

  it('R10: in the same instant as another counts once, and the other learns whose it was', async () => {
    const world = createWorld();
    const { runId, gate } = await gatedRun(world);
    const token = tokenOf(gateCard(world, runId), 'Approve');
    const replies = await Promise.all(['mara', 'jon'].map((who) => world.ask(press(world, token, gate.id), who)));
    expect(replies.map((reply) => reply.kind).sort()).toEqual(['refused', 'told']);
    const winner = world.settled.get(gate.id)?.outcome?.by ?? '';
    expect(replies.map(words).filter((text) => text.startsWith(`${winner} approved this`))).toHaveLength(1);
  });

  it('R5: that is delivered again is quiet, and no refusal', async () => {
    const world = createWorld();
    const { runId, gate } = await gatedRun(world);
    const root = rootCard(world, runId);
    const approve = press(world, tokenOf(gateCard(world, runId), 'Approve'), gate.id);
    const pause = press(world, tokenOf(root, 'Pause'), runId);
    for (const [intent, delivery] of [
      [approve, 'd1'],
      [pause, 'd2'],
    ] as const) {
      await world.ask(intent, 'mara', { delivery });
      const before = world.states.get(runId);
      expect(words(await world.ask(intent, 'mara', { delivery }))).toBe('Already done.');
      expect(world.states.get(runId)).toBe(before);
    }
    expect(world.refused.size).toBe(0);
    expect(await world.ask(pause, 'mara', { delivery: 'd3' })).toMatchObject({ kind: 'refused', code: 'not_now' });
    expect(world.refused.size).toBe(1);
  });

  it('P6: of one who may not is refused privately, the question stays open, the refusal stands in the ledger', async () => {
    const world = createWorld();
    const { runId, gate } = await gatedRun(world);
    const token = tokenOf(gateCard(world, runId), 'Approve');
    expect(await world.ask(press(world, token, gate.id), 'ines')).toMatchObject({
      kind: 'refused',
      code: 'not_permitted',
    });
    expect(await world.ask(press(world, token, gate.id), 'u9')).toMatchObject({ kind: 'refused', code: 'stranger' });
    expect(world.settled.size).toBe(0);
    const rows = [...world.refused.values()];
    expect(rows.map((it) => it.payload['refused'])).toEqual(['not_permitted', 'stranger']);
    expect(rows[1]?.actor).toMatchObject({ personId: '', account: { user: 'u9' } });
  });

  it('rejects through a form that asks why', async () => {
    const world = createWorld();
    const { runId, gate } = await gatedRun(world);
    const token = tokenOf(gateCard(world, runId), 'Reject…');
    const reply = await world.ask(press(world, token, gate.id), 'mara');
    if (reply.kind !== 'form') throw new Error(JSON.stringify(reply));
    const submit = { kind: 'submit', token: reply.form.token, on: null } as const;
    expect(await world.ask({ ...submit, values: { words: ' ' } }, 'mara')).toMatchObject({
      kind: 'form',
      form: { problems: { words: expect.stringContaining('reason') } },
    });
    expect(world.settled.size).toBe(0);
    await world.ask({ ...submit, values: { words: 'Shorter.' } }, 'mara');
    expect(world.settled.get(gate.id)?.outcome).toMatchObject({ choice: 'reject', words: 'Shorter.' });
    expect(await world.ask(press(world, token, gate.id), 'ines')).toMatchObject({ kind: 'refused' });
  });

  it('P9: counts as long as its question is open, in whatever year, and so does the form that it opens', async () => {
    const world = createWorld();
    const [one, other] = [await gatedRun(world), await gatedRun(world)];
    const inAYear = { at: new Date('2027-11-20T12:00:00Z') };
    const approve = press(world, tokenOf(gateCard(world, one.runId), 'Approve'), one.gate.id);
    expect(await world.ask(approve, 'mara', inAYear)).toMatchObject({ kind: 'told', text: ['Approved.'] });
    const form = await world.ask(press(world, tokenOf(gateCard(world, other.runId), 'Reject…'), other.gate.id), 'mara');
    if (form.kind !== 'form') throw new Error(JSON.stringify(form));
    const submit = { kind: 'submit', token: form.form.token, values: { words: 'Shorter.' }, on: null } as const;
    await world.ask(submit, 'mara', inAYear);
    expect(world.settled.get(other.gate.id)?.outcome).toMatchObject({ choice: 'reject', at: inAYear.at });
  });

  it('P14: asks once more before what is irreversible', async () => {
    const world = createWorld();
    const { runId, gate } = await gatedRun(world);
    await world.ask(press(world, tokenOf(gateCard(world, runId), 'Approve'), gate.id), 'mara');
    const next = world.states.get(runId)!.asks[0]!;
    expect(next.subject.about).toBe('stage_next');
    const card = gateCard(world, runId);
    expect(card.fallback).toContain('git tag v1');
    const token = tokenOf(card, 'Approve');
    const reply = await world.ask(press(world, token, next.id), 'mara');
    if (reply.kind !== 'confirm') throw new Error(JSON.stringify(reply));
    expect(reply.text).toContain("can't be undone");
    expect(world.settled.has(next.id)).toBe(false);
    const ref = { channel: 'film', thread: null, message: 'private' };
    await world.ask({ kind: 'press', token: reply.token, on: ref, confirmed: true }, 'mara');
    expect(world.settled.get(next.id)?.outcome?.choice).toBe('approve');
  });

  it('P14, S10: a form token that no form drew approves nothing, and a strange choice or budget is refused', async () => {
    const world = createWorld();
    const { runId, gate } = await gatedRun(world);
    await world.ask(press(world, tokenOf(gateCard(world, runId), 'Approve'), gate.id), 'mara');
    const tag = world.states.get(runId)!.asks[0]!;
    expect(tag.choices.find((it) => it.id === 'approve')?.irreversible).toBe(true);
    const forged = (choice: string, values = {}): Promise<Reply> => {
      const token = `f.answer.${tag.id}.${tag.revision}.${choice}`;
      return world.ask({ kind: 'submit', token, values, on: null }, 'mara');
    };
    expect(await forged('approve')).toMatchObject({ kind: 'refused', code: 'not_ours' });
    expect(await forged('approve', { budget_usd: 'much' })).toMatchObject({ kind: 'refused', code: 'not_ours' });
    expect(await forged('happened', { budget_usd: 'much' })).toMatchObject({ kind: 'refused', code: 'no_such_choice' });
    expect(world.settled.has(tag.id)).toBe(false);
    await forged('reject', { words: 'Not yet.' });
    expect(world.settled.get(tag.id)?.outcome).toMatchObject({ choice: 'reject' });
  });

  it('cannot approve what did not fit on the card before it was read to its end', async () => {
    const world = createWorld();
    const long = 'word '.repeat(1000);
    const { runId, gate } = await gatedRun(world, long);
    const item = gate.subject.about === 'stage_done' ? gate.subject.items[0]!.digest : '';
    const card = gateCard(world, runId, new Map([[item, long]]));
    expect(card.buttons.map((it) => it.label)).toEqual(['Show everything', 'Reject…', 'Edit…']);
    const forged = `a.${gate.id}.${gate.revision}.approve`;
    const [first] = cardsOf(await world.ask(press(world, forged, gate.id), 'mara'));
    expect(world.settled.size).toBe(0);
    const ref = { channel: 'film', thread: null, message: 'private' };
    const next = tokenOf(first, 'Next page');
    const [last] = cardsOf(await world.ask({ kind: 'press', token: next, on: ref, confirmed: false }, 'mara'));
    await world.ask({ kind: 'press', token: tokenOf(last, 'Approve'), on: ref, confirmed: false }, 'mara');
    expect(world.settled.get(gate.id)?.outcome?.choice).toBe('approve');
  });

  it('pauses from any card, however old, and resumes only from the newest', async () => {
    const world = createWorld();
    const { run } = await startedRun(world);
    const old = rootCard(world, run.id);
    const paused = await world.ask({ kind: 'words', text: 'stop', mentionsUs: false }, 'mara', {
      thread: `m_${run.id}`,
    });
    const stale = tokenOf(paused, 'Keep running');
    const ref = on(world, run.id);
    await world.ask({ kind: 'press', token: stale, on: ref, confirmed: false }, 'mara');
    await world.ask(press(world, tokenOf(old, 'Pause'), run.id), 'mara');
    expect(world.states.get(run.id)?.run.status).toBe('paused');
    expect(await world.ask({ kind: 'press', token: stale, on: ref, confirmed: false }, 'mara')).toMatchObject({
      code: 'outdated_card',
    });
    expect(world.states.get(run.id)?.run.status).toBe('paused');
  });

  it('P2: Review leads to the one card of the question, and Focus to the run’s thread with its ids', async () => {
    const world = createWorld();
    const { runId, gate } = await gatedRun(world);
    const root = rootCard(world, runId);
    const review = await world.ask(press(world, tokenOf(root, 'Review'), runId), 'mara');
    expect(review).toEqual({
      kind: 'lead',
      to: on(world, gate.id),
      text: ['The run waits for this: Approve “Draft”?'],
      passing: true,
    });
    const focus = await world.ask(press(world, tokenOf(root, 'Focus'), runId), 'mara');
    expect(focus).toMatchObject({ kind: 'lead', to: on(world, runId), passing: false });
    if (focus.kind === 'lead')
      expect(plainText(focus.text, 'https://w.example')).toContain(`https://w.example/runs/${runId}`);
  });

  it('lays a question down privately only while it stands nowhere on this surface', async () => {
    const world = createWorld();
    const { runId, gate } = await gatedRun(world);
    const posting = world.postings.find((it) => it.subject.id === gate.id)!;
    for (const change of [
      { ref: null },
      { lost: 'deleted' },
      { place: { surface: 'slack' as const, channel: 'C1' } },
    ]) {
      const before = { ...posting };
      Object.assign(posting, change);
      const reply = await world.ask(press(world, tokenOf(rootCard(world, runId), 'Review'), runId), 'mara');
      expect(cardsOf(reply).map((card) => card.title)).toEqual(['Approve “Draft”?']);
      Object.assign(posting, before);
    }
    const reply = await world.ask(press(world, tokenOf(rootCard(world, runId), 'Review'), runId), 'mara');
    expect(reply.kind).toBe('lead');
  });

  it('cancels after a second look only', async () => {
    const world = createWorld();
    const { run } = await startedRun(world);
    const token = tokenOf(rootCard(world, run.id), 'Cancel');
    const reply = await world.ask(press(world, token, run.id), 'mara');
    expect(reply).toMatchObject({ kind: 'confirm' });
    expect(world.states.get(run.id)?.run.status).not.toBe('cancelled');
    await world.ask(press(world, token, run.id, true), 'mara');
    expect(world.states.get(run.id)?.run.status).toBe('cancelled');
  });

  it('edits: the text becomes the version in force, and a conflict keeps what was typed', async () => {
    const world = createWorld();
    const { runId, gate } = await gatedRun(world);
    const reply = await world.ask(press(world, tokenOf(gateCard(world, runId), 'Edit…'), gate.id), 'mara');
    if (reply.kind !== 'form') throw new Error(JSON.stringify(reply));
    expect(reply.form.fields[0]?.value).toBe('A draft.');
    const submit = { kind: 'submit', token: reply.form.token, on: null } as const;
    expect(words(await world.ask({ ...submit, values: { text: 'Mine.' } }, 'mara'))).toContain('Version 2');
    const conflict = await world.ask({ ...submit, values: { text: 'Theirs.' } }, 'jon');
    if (conflict.kind !== 'form') throw new Error(JSON.stringify(conflict));
    expect(conflict.form.fields[0]?.value).toBe('Theirs.');
    expect(conflict.form.blocks[0]).toMatchObject({ kind: 'quote', text: 'Mine.' });
    await world.ask({ kind: 'submit', token: conflict.form.token, values: { text: 'Theirs.' }, on: null }, 'jon');
    expect(world.states.get(runId)?.artifacts[0]?.canon?.number).toBe(3);
  });

  it('P13: an old button does not approve the edited text', async () => {
    const world = createWorld();
    const { runId, gate } = await gatedRun(world);
    const card = gateCard(world, runId);
    const reply = await world.ask(press(world, tokenOf(card, 'Edit…'), gate.id), 'mara');
    if (reply.kind !== 'form') throw new Error(JSON.stringify(reply));
    await world.ask({ kind: 'submit', token: reply.form.token, values: { text: 'Mine.' }, on: null }, 'mara');
    const pressed = await world.ask(press(world, tokenOf(card, 'Approve'), gate.id), 'jon');
    expect(pressed).toMatchObject({ kind: 'refused', code: 'outdated_ask' });
    expect(world.settled.size).toBe(0);
  });

  it.each(['', 'approve', 'a.x.1.approve', 'c.run_x.1.pause'])(
    'of a token that leads nowhere is answered: %j',
    async (token) => {
      const world = createWorld();
      const ref = { channel: 'film', thread: null, message: 'm' };
      expect(await world.ask({ kind: 'press', token, on: ref, confirmed: true }, 'mara')).toMatchObject({
        kind: 'refused',
      });
    },
  );

  it('an outage reaches the bot, and the log names the ids', async () => {
    let down = false;
    const world = createWorld({ fail: () => (down ? new Error('database gone') : null) });
    const { run } = await startedRun(world);
    down = true;
    await expect(world.ask(press(world, tokenOf(rootCard(world, run.id), 'Pause'), run.id), 'mara')).rejects.toThrow(
      'database gone',
    );
    expect(world.logged).toMatchObject([{ run: run.id, verb: 'pause' }]);
  });
});
