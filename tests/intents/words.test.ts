import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/core/cards/plain.ts';
import { cardsOf, createWorld, gatedRun, startedRun, tokenOf, type World } from './world.ts';
import type { Reply } from '../../src/core/intent.ts';

const say = (world: World, runId: string, text: string, who = 'mara') =>
  world.ask({ kind: 'words', text, mentionsUs: false }, who, { thread: `m_${runId}` });
const intro = (reply: Reply): string =>
  reply.kind === 'cards' ? plainText(reply.intro) : reply.kind === 'told' ? plainText(reply.text) : '';

describe('words in a thread', () => {
  it('steer the run, say where they go, and offer to pause instead', async () => {
    const world = createWorld();
    const { run } = await startedRun(world);
    const reply = await say(world, run.id, 'Make it shorter.');
    expect(intro(reply)).toContain('delivered to the next draft of “Draft”');
    expect(world.states.get(run.id)?.messages).toMatchObject([{ text: 'Make it shorter.', status: 'queued' }]);
    expect(world.states.get(run.id)?.run.status).toBe('queued');
    const token = tokenOf(reply, 'Pause instead');
    const on = { channel: 'film', thread: null, message: 'private' };
    await world.ask({ kind: 'press', token, on, confirmed: false }, 'mara');
    expect(world.states.get(run.id)?.run.status).toBe('paused');
  });

  it('that pause say so and offer the way back; a form sends them for later, and takes no other wish (S1-54)', async () => {
    const world = createWorld();
    const { run } = await startedRun(world);
    const form = await world.ask({ kind: 'command', verb: 'say', rest: '' }, 'mara');
    if (form.kind !== 'form') throw new Error(JSON.stringify(form));
    const send = (policy: string) =>
      world.ask({ kind: 'submit', token: form.form.token, values: { text: 'Shorter.', policy }, on: null }, 'mara');
    expect(await send('halt')).toMatchObject({ kind: 'form', form: { problems: { policy: expect.any(String) } } });
    expect(world.states.get(run.id)?.messages).toEqual([]);
    expect(intro(await send('stage'))).toMatch(/^Accepted, but no stage is left that reads words/);
    const paused = await send('pause');
    expect(intro(paused)).toMatch(/^Accepted, and paused\./);
    expect(paused).toMatchObject({ buttons: [{ label: 'Keep running' }] });
    expect(world.states.get(run.id)?.messages).toMatchObject([{ afterStage: 0 }, { afterStage: null }]);
  });

  it('that no model would see are said to be rejected, and why (S1-23)', async () => {
    const world = createWorld();
    const { run } = await startedRun(world);
    const budget = { microUsd: 1000, tokens: null };
    world.states.set(run.id, {
      ...world.states.get(run.id)!,
      run: { ...run, budget, spent: { ...run.spent, microUsd: 1000 } },
    });
    expect(intro(await say(world, run.id, 'Shorter.'))).toMatch(/^Rejected: the run's budget is used up\. It is kept/);
    expect(world.states.get(run.id)?.run).toMatchObject({ status: 'paused', hold: { reason: 'acknowledge' } });
  });

  it.each([
    ...['stop', 'STOP!!', 'Wait…', ' hold ', 'Pause.', 'halt', '@wheelhouse stop', 'please stop', 'STOP STOP'],
    ...['STOP 🛑', 'STOP :octagonal_sign:', ':stop:', '*stop* :pray::skin-tone-3:', '@writer stop', 'st\u00adop\u200b'],
  ])('P20: a bare stop word pauses first: %j', async (text) => {
    const world = createWorld();
    const { run } = await startedRun(world);
    const reply = await say(world, run.id, text, 'ines');
    expect(world.states.get(run.id)?.run.status).toBe('paused');
    expect(intro(reply)).toContain('pauses the run first');
    expect(reply).toMatchObject({ kind: 'told', buttons: [{ label: 'Keep running' }] });
    expect(world.states.get(run.id)?.messages).toEqual([]);
  });

  it.each(['stop using adverbs', 'wait for the review', 'do not stop', '@nobody stop', ':wave:', '@writer'])(
    'a stop word among others steers: %s',
    async (text) => {
      const world = createWorld();
      const { run } = await startedRun(world);
      await say(world, run.id, text);
      expect(world.states.get(run.id)?.run.status).toBe('queued');
      expect(world.states.get(run.id)?.messages).toHaveLength(1);
    },
  );

  it.each(['yes', 'approve', 'LGTM', 'approved!', 'cancel', 'resume', 'roll back'])(
    'decide nothing: %s (S2)',
    async (text) => {
      const world = createWorld();
      const { runId, gate } = await gatedRun(world);
      const before = world.states.get(runId)?.run;
      const reply = await say(world, runId, text);
      expect(intro(reply)).toContain('Words never approve');
      expect(world.settled.size).toBe(0);
      expect(world.states.get(runId)?.run).toMatchObject({ status: before?.status, stage: before?.stage });
      const on = { channel: 'film', thread: null, message: `m_${gate.id}` };
      await world.ask({ kind: 'press', token: `a.${gate.id}.1.approve`, on, confirmed: false }, 'mara');
      expect(world.settled.size).toBe(1);
    },
  );

  it('P17: to a finished run are answered with the offer of a new one, which starts nothing by itself', async () => {
    const world = createWorld();
    const { run } = await startedRun(world, 'First brief');
    const cancel = await world.ask({ kind: 'command', verb: 'cancel', rest: run.id }, 'mara');
    if (cancel.kind !== 'confirm') throw new Error(JSON.stringify(cancel));
    const on = { channel: 'film', thread: null, message: 'private' };
    await world.ask({ kind: 'press', token: cancel.token, on, confirmed: true }, 'mara');
    const reply = await say(world, run.id, 'One more thing');
    const token = tokenOf(reply, 'Start a new run…');
    const form = await world.ask({ kind: 'press', token, on, confirmed: false }, 'mara');
    expect(form).toMatchObject({ kind: 'form', form: { title: 'Start: Notes' } });
    if (form.kind === 'form') expect(form.form.fields[0]?.value).toBe('First brief');
    expect(world.states.size).toBe(1);
  });

  it('P19: outside a thread, and of strangers, meet silence unless they mention us', async () => {
    const world = createWorld();
    const { run } = await startedRun(world);
    const quiet = { kind: 'nothing' };
    expect(await world.ask({ kind: 'words', text: 'hello', mentionsUs: false }, 'mara')).toEqual(quiet);
    expect(await say(world, run.id, 'hello', 'u9')).toEqual(quiet);
    expect(await say(world, run.id, 'stop', 'u9')).toMatchObject({ kind: 'refused', code: 'stranger' });
    expect(await world.ask({ kind: 'words', text: 'hello', mentionsUs: true }, 'mara')).toMatchObject({ kind: 'told' });
    expect(world.states.get(run.id)?.messages).toEqual([]);
  });
});

describe('P20: a stop word', () => {
  it('holds a run that waits to go on by the next words, and says where nothing moves already', async () => {
    const world = createWorld();
    const { run } = await startedRun(world);
    const hold = () => world.states.get(run.id)?.run.hold?.reason;
    await world.ask({ kind: 'command', verb: 'say', rest: 'Wait for me.', policy: 'pause' }, 'mara');
    expect(hold()).toBe('message');
    expect(intro(await say(world, run.id, 'stop', 'ines'))).toContain('pauses the run first');
    expect(hold()).toBe('person');
    expect(intro(await say(world, run.id, 'stop', 'mara'))).toBe("The run isn't moving: it is paused. No step starts.");
    expect(world.refused.size).toBe(0);
  });

  it('in a channel lays the active runs down with their Pause, and is silent where none is', async () => {
    const world = createWorld();
    const stop = (who: string, text = 'stop') => world.ask({ kind: 'words', text, mentionsUs: false }, who);
    expect(await stop('mara')).toEqual({ kind: 'nothing' });
    const { run } = await startedRun(world);
    expect(await stop('u9')).toEqual({ kind: 'nothing' });
    expect(await stop('mara', 'stop it')).toEqual({ kind: 'nothing' });
    const token = tokenOf(cardsOf(await stop('mara'))[0], 'Pause');
    expect(world.states.get(run.id)?.run.status).toBe('queued');
    const on = { channel: 'film', thread: null, message: 'private' };
    await world.ask({ kind: 'press', token, on, confirmed: false }, 'mara');
    expect(world.states.get(run.id)?.run.status).toBe('paused');
  });

  it('pauses by whichever door it came, whatever policy is chosen, and is said to nobody (S1-17, S1-18)', async () => {
    const world = createWorld();
    const { run } = await startedRun(world);
    const thread = { thread: `m_${run.id}` };
    const form = await world.ask({ kind: 'command', verb: 'say', rest: '' }, 'mara', thread);
    if (form.kind !== 'form') throw new Error(JSON.stringify(form));
    const { token } = form.form;
    const author = { surface: 'console', team: 'local', user: 'u1' } as const;
    const relayed = { kind: 'relay', text: 'Stop!', message: '17.1', author, policy: 'steer' } as const;
    const doors = [
      () => world.ask({ kind: 'command', verb: 'say', rest: 'stop' }, 'mara', thread),
      () => world.ask({ kind: 'command', verb: 'say', rest: '@writer stop', policy: 'steer' }, 'mara', thread),
      () => world.ask({ kind: 'command', verb: 'pause', rest: 'please!' }, 'mara', thread),
      () => world.ask({ kind: 'submit', token, values: { text: 'STOP', policy: 'steer' }, on: null }, 'mara'),
      () => world.ask(relayed, 'mara', thread),
    ];
    for (const door of doors) {
      world.states.set(run.id, { ...world.states.get(run.id)!, run });
      const reply = await door();
      expect(reply).toMatchObject({ kind: 'told', buttons: [{ label: 'Keep running' }] });
      expect(world.states.get(run.id)?.run.status).toBe('paused');
    }
    expect(world.states.get(run.id)?.messages).toEqual([]);
  });

  it.each(['stop', 'wait', 'hold', 'halt'])('after a slash pauses: %s', async (verb) => {
    const world = createWorld();
    const { run } = await startedRun(world);
    await world.ask({ kind: 'command', verb, rest: '' }, 'mara', { thread: `m_${run.id}` });
    expect(world.states.get(run.id)?.run.status).toBe('paused');
  });
});

describe('words to a role', () => {
  it('outside a run’s thread are answered, privately, with where it listens', async () => {
    const world = createWorld();
    await startedRun(world);
    const say = (text: string) => world.ask({ kind: 'words', text, mentionsUs: false }, 'mara');
    expect(intro(await say('Could @writer look at this?'))).toContain("Writer reads what is said in a run's thread");
    for (const quiet of ['Could @jon look?', 'mail me@writer.example', 'the writer']) {
      expect(await say(quiet)).toEqual({ kind: 'nothing' });
    }
  });
});

describe('words to each other', () => {
  it("P19: in a run's thread steer nothing, by what they begin with or as the surface says", async () => {
    const world = createWorld();
    const { run } = await startedRun(world);
    const at = { thread: `m_${run.id}` };
    const words = { kind: 'words', mentionsUs: false } as const;
    for (const who of ['mara', 'ines']) {
      expect(await say(world, run.id, '@jon is this too dark?', who)).toEqual({ kind: 'nothing' });
      expect(await say(world, run.id, '@Jon stop', who)).toEqual({ kind: 'nothing' });
      const mentioned = { ...words, text: '<@U7> is this too dark?', addressed: 'somebody' } as const;
      expect(await world.ask(mentioned, who, at)).toEqual({ kind: 'nothing' });
    }
    expect(world.states.get(run.id)?.messages).toEqual([]);
    expect(world.states.get(run.id)?.run.status).toBe('queued');
    // The control: the same words to nobody in particular, to a role, or with us in them.
    await say(world, run.id, 'Is this too dark?');
    await say(world, run.id, '@writer is this too dark?');
    await world.ask(
      { ...words, text: '@jon and @wheelhouse: darker', mentionsUs: true, addressed: 'somebody' },
      'mara',
      at,
    );
    // In an answer to what Jon wrote, too, which Discord says is said to him.
    await world.ask({ ...words, text: '@writer shorter', addressed: 'somebody' }, 'mara', at);
    expect(world.states.get(run.id)?.messages).toHaveLength(4);
  });

  it('to a handle that is nobody’s are answered with the roles that there are', async () => {
    const world = createWorld();
    const { run } = await startedRun(world);
    const hint = 'There is no role “@writr” here. There is @writer';
    expect(intro(await world.ask({ kind: 'words', text: '@writr hello', mentionsUs: false }, 'mara'))).toContain(hint);
    const reply = await say(world, run.id, '@writr shorter, please');
    expect(intro(reply)).toContain('Accepted');
    expect(intro(reply)).toContain(hint);
    expect(world.states.get(run.id)?.messages).toHaveLength(1);
  });
});

describe('help', () => {
  it('says how verbs are written where a surface takes no slash commands', async () => {
    const world = createWorld();
    const help = (surface: 'slack' | 'console') =>
      world.ask({ kind: 'command', verb: 'help', rest: '' }, 'mara', {
        where: { surface, channel: 'film', thread: null },
      });
    expect(intro(await help('slack'))).toContain('write @wheelhouse pause there in place of /wheel pause');
    expect(intro(await help('console'))).not.toContain('@wheelhouse pause');
    expect(intro(await help('console'))).toContain('/wheel rollback');
  });
});

describe('typed verbs', () => {
  it.each([
    ['resume', 'refused'],
    ['cancel', 'confirm'],
    ['rollback', 'form'],
    ['mode', 'form'],
    ['say', 'form'],
    ['run', 'form'],
    ['edit', 'told'],
    ['status', 'cards'],
    ['inbox', 'told'],
    ['help', 'told'],
    ['', 'told'],
    ['approve', 'told'],
    ['fly', 'told'],
  ])('%s leads on, and changes nothing', async (verb, kind) => {
    const world = createWorld();
    const { run } = await startedRun(world);
    const before = world.states.get(run.id);
    expect(await world.ask({ kind: 'command', verb, rest: '' }, 'mara')).toMatchObject({ kind });
    expect(world.states.get(run.id)).toBe(before);
    expect(world.states.size).toBe(1);
  });

  it('pause and say act', async () => {
    const world = createWorld();
    const { run } = await startedRun(world);
    await world.ask({ kind: 'command', verb: 'say', rest: 'Shorter.' }, 'mara');
    expect(world.states.get(run.id)?.messages).toHaveLength(1);
    await world.ask({ kind: 'command', verb: 'pause', rest: '' }, 'mara');
    expect(world.states.get(run.id)?.run.status).toBe('paused');
  });

  it.each(['pause', 'cancel', 'status', 'resume', 'rollback', 'mode'])(
    '%s with words that name no run acts on none',
    async (verb) => {
      const world = createWorld();
      const { run } = await startedRun(world);
      const reply = await world.ask({ kind: 'command', verb, rest: 'run_abc' }, 'mara');
      expect(reply).toMatchObject({ kind: 'refused', code: 'not_found' });
      expect(world.states.get(run.id)?.run.status).toBe('queued');
    },
  );

  it('resume and rollback go through their forms', async () => {
    const world = createWorld();
    const { runId } = await gatedRun(world);
    const back = await world.ask({ kind: 'command', verb: 'rollback', rest: '' }, 'mara', { thread: `m_${runId}` });
    if (back.kind !== 'form') throw new Error(JSON.stringify(back));
    expect(plainText(back.form.intro)).toMatch(
      /^Restores the run to the last checkpoint\. You may lose recent progress\./,
    );
    await world.ask({ kind: 'submit', token: back.form.token, values: { checkpoint: '0' }, on: null }, 'mara');
    expect(world.states.get(runId)?.run.status).toBe('paused');
    const on = await world.ask({ kind: 'command', verb: 'resume', rest: '' }, 'mara');
    if (on.kind !== 'form') throw new Error(JSON.stringify(on));
    await world.ask({ kind: 'submit', token: on.form.token, values: { words: 'Try again.' }, on: null }, 'mara');
    expect(world.states.get(runId)?.run).toMatchObject({ status: 'queued', feedback: [{ text: 'Try again.' }] });
  });

  it('mean the only active run; with several, each is laid down to choose from', async () => {
    const world = createWorld();
    const first = await startedRun(world, 'One');
    await startedRun(world, 'Two');
    const reply = await world.ask({ kind: 'command', verb: 'pause', rest: '' }, 'mara');
    expect(cardsOf(reply).map((card) => card.title)).toEqual(['One', 'Two']);
    expect(world.states.get(first.run.id)?.run.status).toBe('queued');
    await world.ask({ kind: 'command', verb: 'pause', rest: first.run.id }, 'mara');
    expect(world.states.get(first.run.id)?.run.status).toBe('paused');
  });

  it('mean no run by itself while another is active that cannot be read', async () => {
    const world = createWorld({ unread: 1 });
    const { run } = await startedRun(world, 'One');
    const reply = await world.ask({ kind: 'command', verb: 'pause', rest: '' }, 'mara');
    expect(cardsOf(reply).map((card) => card.title)).toEqual(['One']);
    expect(world.states.get(run.id)?.run.status).toBe('queued');
  });

  it('are refused to one who may not, right away', async () => {
    const world = createWorld();
    await startedRun(world);
    for (const verb of ['cancel', 'rollback', 'mode', 'edit', 'run']) {
      const reply = await world.ask({ kind: 'command', verb, rest: '' }, 'ines');
      expect(reply).toMatchObject({ kind: 'refused', code: 'not_permitted' });
    }
    expect(world.refused.size).toBe(5);
  });
});
