import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { visible } from '../../src/core/cards/agent-text.ts';
import type { Card, Text, Words } from '../../src/core/cards/card.ts';
import type { PostRef } from '../../src/core/cards/surface.ts';
import { placed } from '../bots/chat/send/stores.ts';
import { askCard, cancel, runCard, runForm, settled } from '../bots/samples.ts';
import { agentWords, card, nasty, ownWords } from './arbitraries.ts';
import { RecordingDoor } from './door.ts';
import type { Harness, MakeHarness, Seen } from './harness.ts';

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();
const told = (text: string): Text => [text];
let keys = 0;
const newKey = (): string => `key-${++keys}`;

/** What every surface must do with what the core hands it, and with what people do on it. Run for each of them. */
export function describeSurface(name: string, makeHarness: MakeHarness): void {
  describe(`the ${name} surface`, () => {
    let door: RecordingDoor;
    let at: Harness;
    let way: RecordingDoor['open'] = async () => ({ kind: 'nothing' });

    beforeAll(async () => {
      at = await makeHarness((intent, visit) => way(intent, visit));
    });
    afterAll(() => at.close());
    beforeEach(() => {
      door = new RecordingDoor();
      way = door.open;
    });

    const post = (what: Card, thread: string | null = null): Promise<PostRef> =>
      placed(at.surface.post({ place: at.place, thread }, what, newKey()));
    /** What comes to the door when this delivery comes once more. */
    const again = (delivery: string | undefined) => (at.ways.repeats === 'are dropped' ? [] : [delivery]);
    const inChannel = () => ({ channel: at.place.channel, thread: null });
    const find = async (ref: PostRef, person = 'ada'): Promise<Seen> => {
      const seen = (await at.sees(person, ref)).find(({ id }) => id === ref.message);
      if (!seen) throw new Error(`${person} does not see ${ref.message}.`);
      return seen;
    };

    describe('posting', () => {
      it('posts once for one key, whatever is sent with the second', async () => {
        const before = (await at.sees('ada', inChannel())).length;
        const key = newKey();
        const refs = await Promise.all(
          [1, 2, 3].map((revision) =>
            placed(at.surface.post({ place: at.place, thread: null }, runCard(revision), key)),
          ),
        );
        expect(new Set(refs.map((ref) => ref.message)).size).toBe(1);
        expect((await at.sees('ada', inChannel())).length).toBe(before + 1);
        await post(runCard(1));
        expect((await at.sees('ada', inChannel())).length).toBe(before + 2);
      });

      it('puts cards and words into the thread that they belong to', async () => {
        const root = await post(runCard(1));
        const ask = await post(askCard(1), root.message);
        const words = {
          subject: { kind: 'message' as const, id: 'm1' },
          author: { kind: 'role' as const, name: 'Story editor', handle: 'story_editor', emoji: '✍' },
          label: 'Rehearsal',
          text: 'I kept the storm.',
          blocks: [],
        };
        const key = newKey();
        const said = await placed(at.surface.say({ place: at.place, thread: root.message }, words, key));
        expect(await placed(at.surface.say({ place: at.place, thread: root.message }, words, key))).toEqual(said);
        const ids = (await at.sees('ada', ask)).map(({ id }) => id);
        expect(ids).toEqual([root.message, ask.message, said.message]);
        const seen = await find(said);
        expect(seen.text).toContain('Story editor');
        expect(seen.text).toContain('Rehearsal');
        expect(seen.fenced).toEqual(['I kept the storm.']);
      });

      it('calls whom words of the system call, and nobody else, whatever stands in them', async () => {
        const root = await post(runCard(1));
        const { user } = at.account('ada');
        const words: Words = {
          subject: { kind: 'reminder', id: 'r1' },
          author: { kind: 'system', name: 'Wheelhouse', handle: null, emoji: null },
          label: 'Reminder',
          text: '',
          blocks: [{ kind: 'text', text: [{ strong: 'Approve “<!channel> @everyone”?' }, ' waits for an answer.'] }],
          calls: [
            { personId: 'ada', name: 'Ada', user },
            { personId: 'cyd', name: 'Cyd @here', user: null },
          ],
        };
        const calling = async (said: Words) =>
          find(await placed(at.surface.say({ place: at.place, thread: root.message }, said, newKey())));
        const seen = await calling(words);
        expect(seen.text).toContain('Cyd @here');
        expect(flat(seen.text)).toContain('Approve “<!channel> @everyone”? waits for an answer.');
        // The console calls people by their names alone.
        expect(seen.live).toEqual(at.place.surface === 'console' ? [] : [user]);
        expect((await calling({ ...words, author: { ...words.author, kind: 'role' } })).live).toEqual([]);
      });

      it('changes what a person said elsewhere, and what it said before is gone', async () => {
        const root = await post(runCard(1));
        const words = (text: string, blocks: Words['blocks'] = []): Words => ({
          subject: { kind: 'message', id: 'm2' },
          author: { kind: 'person', name: 'Ben', handle: null, emoji: null },
          label: 'in another place',
          ...{ text, blocks },
        });
        const say = at.surface.say({ place: at.place, thread: root.message }, words('Keep the strom.'), newKey());
        const said = await placed(say);
        expect((await find(said)).text).toContain('Ben');
        expect(await at.surface.reword(said, words('Keep the storm.'), 2)).toBe('updated');
        const seen = await find(said);
        expect(seen.text).toContain('in another place');
        expect(`${seen.text} ${seen.fenced.join()}`).toContain('Keep the storm.');
        expect(`${seen.text} ${seen.fenced.join()}`).not.toContain('strom');
        await at.surface.reword(said, words('', [{ kind: 'note', text: ['Deleted by its author.'] }]), 3);
        expect((await find(said)).text).toContain('Deleted by its author.');
        expect((await find(said)).fenced.join()).not.toContain('storm');
      });

      it('says where what was sent under a key stands, and that nothing does', async () => {
        const key = newKey();
        const there = { place: at.place, thread: null };
        expect(await at.surface.find(there, key)).toBeNull();
        const ref = await placed(at.surface.post(there, runCard(1), key));
        expect(await at.surface.find(there, key)).toMatchObject(ref);
        const never = newKey();
        expect(await at.surface.find(there, never)).toBeNull();
        const late = await placed(at.surface.post(there, runCard(1), never));
        expect(late.message).not.toBe(ref.message);
      });

      it('shows the newest revision, in whatever order they arrive', async () => {
        const ref = await post(runCard(1, { title: 'First' }));
        expect(await at.surface.update(ref, runCard(3, { title: 'Third' }))).toBe('updated');
        expect(await at.surface.update(ref, runCard(2, { title: 'Second' }))).toBe('updated');
        expect((await find(ref)).text).toContain('Third');
        expect(await at.surface.update(ref, runCard(4, { title: 'Fourth' }))).toBe('updated');
        expect((await find(ref)).text).toContain('Fourth');
      });

      it('says that a deleted message is gone (R7)', async () => {
        const ref = await post(runCard(1));
        await at.remove(ref);
        expect(await at.surface.update(ref, runCard(2))).toBe('gone');
      });

      it('trades the buttons of a settled card for its outcome (P1, P2)', async () => {
        const ref = await post(askCard(1));
        expect((await find(ref)).buttons).toContain('Approve');
        await at.surface.update(ref, settled(2));
        const seen = await find(ref);
        expect(seen.buttons).toEqual([]);
        expect(flat(seen.text)).toContain('Approved by Ada in the console');
        expect(seen.fenced.join('')).toContain('The keeper climbs');
      });

      it('tells one person, and nobody else', async () => {
        await at.surface.tell(at.account('ada'), inChannel(), told('Ben was faster.'));
        expect((await at.privately('ada')).at(-1)?.text).toContain('Ben was faster.');
        expect((await at.privately('ben')).map((seen) => seen.text).join()).not.toContain('Ben was faster.');
      });
    });

    describe('a press', () => {
      it('comes to the door as what it is: token, message, account and a delivery of its own', async () => {
        const ref = await post(runCard(1));
        await at.press('ada', ref, 'Pause');
        expect(door.last.intent).toEqual({ kind: 'press', token: 'pause-1', on: ref, confirmed: false });
        expect(door.last.visit.account).toEqual(at.account('ada'));
        expect(door.last.visit.where.channel).toBe(at.place.channel);
        expect(door.last.visit.delivery).not.toBe('');
        await at.press('ada', ref, 'Pause');
        expect(new Set(door.calls.map(({ visit }) => visit.delivery)).size).toBe(2);
      });

      it('says the thread when it is made there', async () => {
        const root = await post(runCard(1));
        const ask = await post(askCard(1), root.message);
        await at.press('ada', ask, 'Approve');
        expect(door.last.intent).toMatchObject({ token: 'approve-1', on: ask });
        expect(door.last.visit.where.thread).toBe(root.message);
      });

      it('bears the same key when it is delivered again (P4, R5)', async () => {
        const ref = await post(runCard(1));
        await at.press('ada', ref, 'Pause');
        await at.redeliver('ada');
        await at.press('ben', ref, 'Pause');
        const [first, ...others] = door.calls.map(({ visit }) => visit.delivery);
        const last = others.pop();
        expect(others).toEqual(again(first));
        expect(last).not.toBe(first);
        expect(door.last.visit.account).toEqual(at.account('ben'));
      });

      it('takes a second look before what is dangerous, and does nothing without it (P14, S0-03)', async () => {
        const ref = await post(runCard(1));
        const asked = { kind: 'press' as const, token: 'cancel-1', on: ref, confirmed: false };
        const asksTheDoor = at.ways.secondLook === "the door's";
        door.answers({ kind: 'confirm', token: 'cancel-1', ...cancel.confirm! });
        await at.press('ada', ref, 'Cancel');
        expect((await at.dialog('ada'))?.text).toContain(cancel.confirm?.text);
        await at.dismiss('ada');
        expect(door.calls.map(({ intent }) => intent)).toEqual(asksTheDoor ? [asked] : []);
        await at.press('ada', ref, 'Cancel');
        door.answers({ kind: 'nothing' });
        await at.confirm('ada');
        const on = asksTheDoor ? {} : { on: ref };
        expect(door.last.intent).toMatchObject({ kind: 'press', token: 'cancel-1', ...on, confirmed: true });
      });

      it('takes the second look that the door asks for', async () => {
        const ref = await post(runCard(1));
        door.answers({ kind: 'confirm', token: 'sure-1', title: 'Sure?', text: 'It ends.', yes: 'End it', no: 'Keep' });
        await at.press('ada', ref, 'Pause');
        expect((await at.dialog('ada'))?.text).toContain('It ends.');
        door.answers({ kind: 'nothing' });
        await at.confirm('ada');
        expect(door.last.intent).toMatchObject({ kind: 'press', token: 'sure-1', confirmed: true });
      });

      it('of a stranger comes to the door with their account, and the refusal is theirs alone (P6)', async () => {
        const ref = await post(askCard(1));
        door.answers({
          kind: 'refused',
          code: 'stranger',
          text: told('You are not one of the people of this project.'),
        });
        await at.press('mallory', ref, 'Approve');
        expect(door.last.visit.account).toEqual(at.account('mallory'));
        const refusals = async (who: string) =>
          (await at.privately(who)).filter(({ text }) => text.includes('not one of the people'));
        expect(await refusals('mallory')).toHaveLength(1);
        expect(await refusals('ada')).toEqual([]);
        expect((await find(ref)).buttons).toContain('Approve');
      });

      it('is answered clearly when the door is away, and counts once when it comes again as was promised', async () => {
        const ref = await post(runCard(1));
        door.isAway();
        await at.press('ada', ref, 'Pause');
        expect(await at.failure('ada')).toMatch(at.outage.says);
        door.answers({ kind: 'told', text: told('Paused.') });
        await at.outage.again('ada');
        expect(door.calls).toHaveLength(2);
        expect(door.calls[1]?.visit.delivery).toBe(door.calls[0]?.visit.delivery);
        expect((await at.privately('ada')).at(-1)?.text).toContain('Paused.');
      });

      it('works on a card that was shown privately', async () => {
        const ref = await post(runCard(1));
        door.answers({ kind: 'cards', intro: told('One thing waits for you.'), cards: [askCard(1)] });
        await at.press('ada', ref, 'Focus');
        expect((await at.privately('ada')).at(-1)?.text).toContain('One thing waits for you.');
        expect((await at.privately('ben')).map(({ text }) => text).join()).not.toContain('One thing waits');
        door.answers({ kind: 'nothing' });
        await at.pressPrivately('ada', 'Approve');
        expect(door.last.intent).toMatchObject({ kind: 'press', token: 'approve-1', confirmed: false });
      });
    });

    describe('an answer', () => {
      it('leads to the card that stands there already, and draws no second one (P2)', async () => {
        const root = await post(runCard(1));
        const ask = await post(askCard(1), root.message);
        const before = (await at.privately('ada')).length;
        door.answers({ kind: 'lead', text: told('The run waits for this.'), to: ask, passing: true });
        await at.press('ada', root, 'Focus');
        expect(await at.led('ada')).toBe(ask.message);
        expect(await at.privately('ada')).toHaveLength(before);
      });

      it('leads with words that stay, when they are no passing ones', async () => {
        const root = await post(runCard(1));
        door.answers({ kind: 'lead', text: told('Its id is run-1.'), to: root });
        await at.press('ada', root, 'Focus');
        expect(await at.led('ada')).toBe(root.message);
        expect((await at.privately('ada')).at(-1)?.text).toContain('Its id is run-1.');
        expect((await at.privately('ben')).map(({ text }) => text).join()).not.toContain('Its id is run-1.');
      });

      it('brings its own buttons, which come back with their tokens', async () => {
        const ref = await post(runCard(1));
        const instead = { ...cancel, token: 'p.mine.pause', label: 'Pause instead', confirm: null };
        door.answers({ kind: 'told', text: told('It goes to the next draft.'), buttons: [instead] });
        await at.press('ada', ref, 'Pause');
        const seen = (await at.privately('ada')).at(-1);
        expect(seen?.text.match(/It goes to the next draft/g)).toHaveLength(1);
        door.answers({ kind: 'nothing' });
        await at.pressPrivately('ada', 'Pause instead');
        expect(door.last.intent).toMatchObject({ kind: 'press', token: 'p.mine.pause', confirmed: false });
      });
    });

    describe('a form', () => {
      const openForm = async (): Promise<PostRef> => {
        const ref = await post(runCard(1));
        door.answers({ kind: 'form', form: runForm() });
        await at.press('ada', ref, 'Message');
        return ref;
      };

      it('opens with what it says and what is filled in', async () => {
        await openForm();
        const open = await at.dialog('ada');
        expect(open?.text).toContain('Start “Film treatment”');
        expect(open?.fields.map(({ name, value }) => [name, value])).toEqual([
          ['brief', ''],
          ['mode', 'checkpoint'],
          ['budget', '5'],
        ]);
      });

      it('sends its values, with the message that it was opened from', async () => {
        const ref = await openForm();
        door.answers({ kind: 'nothing' });
        await at.submit('ada', { brief: 'Two\nlines <b>&amp;', mode: 'autonomous' });
        const values = { brief: 'Two\nlines <b>&amp;', mode: 'autonomous', budget: '5' };
        expect(door.last.intent).toEqual({ kind: 'submit', token: 'form-run', values, on: ref });
        expect(door.last.visit.account).toEqual(at.account('ada'));
      });

      it('comes back with its problems and with what was typed', async () => {
        await openForm();
        door.answers({ kind: 'form', form: runForm({ brief: 'Write a sentence.' }, 'Salt') });
        await at.submit('ada', { brief: 'Salt' });
        const open = await at.dialog('ada');
        expect(open?.fields[0]).toEqual({ name: 'brief', value: 'Salt', problem: 'Write a sentence.' });
        expect(open?.fields[1]?.problem).toBeNull();
      });

      it('changes nothing when it is closed (P10)', async () => {
        await openForm();
        await at.dismiss('ada');
        expect(await at.dialog('ada')).toBeNull();
        expect(door.calls.map(({ intent }) => intent.kind)).toEqual(['press']);
      });

      it('bears the same key when it is sent twice (P4)', async () => {
        await openForm();
        await at.submit('ada', { brief: 'Salt' });
        await at.redeliver('ada');
        const [, first, ...others] = door.calls;
        expect(first?.intent.kind).toBe('submit');
        expect(others.map(({ visit }) => visit.delivery)).toEqual(again(first?.visit.delivery));
      });
    });

    describe('words', () => {
      it('are handed over with their place, and say nothing of a policy that nobody chose (S1-05, S1-08)', async () => {
        const root = await post(runCard(1));
        await at.type('ada', { channel: root.channel, thread: root.message }, 'Make it darker.');
        expect(door.last.intent).toMatchObject({ kind: 'words', text: 'Make it darker.', mentionsUs: false });
        expect((door.last.intent as { policy?: unknown }).policy ?? null).toBeNull();
        expect(door.last.visit.where).toMatchObject({ channel: root.channel, thread: root.message });
        expect(door.last.visit.account).toEqual(at.account('ada'));
      });

      it('that are a command come as one', async () => {
        await at.type('ada', inChannel(), '/wheel run treatment');
        expect(door.last.intent).toEqual({ kind: 'command', verb: 'run', rest: 'treatment' });
        await at.type('ada', inChannel(), '@wheelhouse what are you doing?');
        expect(door.last.intent).toMatchObject({ kind: 'words', mentionsUs: true });
      });

      it('are not lost without a word when the door is away (S1-44)', async () => {
        door.isAway();
        await at.type('ada', inChannel(), 'Make it darker.');
        expect(await at.failure('ada')).toMatch(at.outage.says);
        door.answers({ kind: 'nothing' });
        await at.outage.again('ada');
        expect(door.last.intent).toMatchObject({ kind: 'words', text: 'Make it darker.' });
        expect(door.calls).toHaveLength(2);
      });
    });

    describe('an agent’s words', () => {
      it.each(nasty)('stay inside their fence, dead and visible: %j (S11)', async (text) => {
        const blocks = [{ kind: 'quote' as const, label: 'draft, by the Story editor', text, cut: false }];
        const ref = await post(askCard(1, { blocks }));
        const seen = await find(ref);
        expect(flat(seen.fenced.join('\n'))).toBe(flat(visible(text)));
        expect(seen.text).not.toContain('Approved by Ada');
        expect(seen.text).not.toContain('evil.example');
        expect(seen.live).toEqual([]);
        expect(seen.buttons).toHaveLength(3);
      });

      it('are fenced in what a role says, too (S11)', async () => {
        const root = await post(runCard(1));
        const author = { kind: 'role' as const, name: 'Story editor', handle: null, emoji: null };
        const words = {
          subject: { kind: 'message' as const, id: 'm' },
          author,
          label: null,
          text: nasty.join('\n'),
          blocks: [],
        };
        const ref = await placed(at.surface.say({ place: at.place, thread: root.message }, words, newKey()));
        const seen = await find(ref);
        expect(flat(seen.fenced.join('\n'))).toBe(flat(visible(nasty.join('\n'))));
        expect(seen.text).not.toContain('Approved by Ada');
        expect(seen.live).toEqual([]);
      });
    });

    it('draws every card with every word of our own, and nothing of an agent’s among them', async () => {
      await fc.assert(
        fc.asyncProperty(card, async (any) => {
          const seen = await find(await post(any));
          for (const word of ownWords(any)) expect(flat(seen.text)).toContain(flat(word));
          for (const word of agentWords(any)) expect(flat(seen.fenced.join('\n'))).toContain(flat(visible(word)));
          expect(seen.buttons.map(flat)).toEqual(any.buttons.map(({ label }) => flat(label)));
          expect(seen.live).toEqual([]);
        }),
        { numRuns: 60 },
      );
    });
  });
}
