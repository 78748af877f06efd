import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { calls, heard } from './engineer.ts';
import type { Hand } from './hand.ts';
import { date, fee, slip } from './mended.ts';
import type { Session } from './session.ts';

/** What no model is ever told: what people want done with their words, beside the words themselves. */
const control = /polic\w+|"(?:steer|pause)"|send and pause/gi;

const commit = "npm test --silent && git add --all && git commit --quiet --message 'Mend the fee'";
const asksToCommit = 'Let Engineer run a command line?';

/** Issue 6: from the command to the end, all that people do, they do in the chat; the model is played by the test. */
export const steps = (enter: () => Session): void => {
  it(
    'is steered twice, changed, paused, rolled back, asked and approved until the tests pass',
    { timeout: 120_000 },
    async () => {
      const session = enter();
      await steer(session);
      await goBack(session);
      await ask(session);
      await finish(session);
      const { engineer, ada, ben } = session;
      expect(JSON.stringify(engineer.requests).match(control)).toBeNull();
      expect([...ada.unread(), ...ben.unread(), ...ada.complaints(), ...ben.complaints()]).toEqual([]);
    },
  );
};

/** Reads the next thing that somebody alone is told; its buttons come back. */
async function receipt(hand: Hand, words: string): Promise<readonly string[]> {
  const { text, buttons } = await hand.told();
  expect(text).toContain(words);
  return buttons;
}

const read = ({ copy }: Session, file: string): string => readFileSync(path.join(copy(), file), 'utf8');

/** Words are read before the next step; words that are changed pause, and the answer in flight is kept, but nothing that it asks for is done. */
async function steer(session: Session): Promise<void> {
  const { engineer, ada, ben } = session;
  const form = await ada.start('session', { 'What should be done?': 'Make the failing tests pass.' });
  expect(form).toContain('It calls fake-1, which may cost money');
  await ben.root('Engineer is at work: “Make the tests pass”', 'Pause');
  await receipt(ada, 'Started “Make the tests pass”');

  const first = await engineer.asked();
  const said = await ada.type('Leave src/date.js alone.');
  expect(await receipt(ada, 'Accepted: delivered before the next step')).toEqual(['Pause instead']);
  first.answer(calls('list', {}, 'I look around.'));
  const second = await engineer.asked();
  expect(heard(second.request)).toContain('Ada: Leave src/date.js alone.');
  await ben.type('Cap the fee first.');
  expect(await receipt(ben, 'Accepted: delivered before the next step')).toEqual(['Pause instead']);
  second.answer(calls('read', { path: 'src/fee.js' }, 'I leave src/date.js alone.'));
  const third = await engineer.asked();
  expect(heard(third.request)).toContain('Ben: Cap the fee first.');
  await ben.root('I leave src/date.js alone.', 'Pause');

  await ada.edit(said, 'Leave src/date.js alone, and the README too.');
  expect(await receipt(ada, 'It is paused, as what you mean may have changed')).toEqual(['Keep running']);
  await ben.root('Paused, finishing the current step', 'Resume');
  const before = engineer.requests.length;
  const found = read(session, 'src/fee.js');
  third.answer(calls('write', { path: 'src/fee.js', content: fee }, 'I cap the fee.'));
  await ben.root('Paused, because Ada changed a message', 'Resume');
  await ben.pressRoot('Resume');
  await receipt(ben, 'Resumed');
  const fourth = await engineer.asked();
  expect(engineer.requests.length).toBe(before + 1);
  expect(heard(fourth.request)).toContain('Not done: people have spoken meanwhile');
  expect(heard(fourth.request)).toContain('Ada: Leave src/date.js alone, and the README too.');
  expect(heard(fourth.request)).toContain('This replaces what I wrote before: “Leave src/date.js alone.”');
  expect(read(session, 'src/fee.js')).toBe(found);
  fourth.answer(calls('write', { path: 'src/fee.js', content: fee }, 'I cap the fee, and leave both alone.'));
  const fifth = await engineer.asked();
  expect(read(session, 'src/fee.js')).toBe(fee);

  // What one says to the other goes to nobody, until it is sent to the run.
  const aside = await ben.type('@ada it should say why.');
  await ada.relay(aside, 'Send and pause');
  expect(await receipt(ada, 'Accepted, and paused.')).toEqual(['Keep running']);
  fifth.answer(calls('list', {}));
}

/** The form says what is lost; the copy is made anew, and whoever worked on it knows nothing of what was said before. */
async function goBack(session: Session): Promise<void> {
  const { engineer, ada, ben } = session;
  await ada.root('Paused with a message by Ada', 'Rollback…');
  await ada.pressRoot('Rollback…');
  const chooser = await ada.form('Checkpoint');
  expect(chooser).toContain('what people have said to the run is dropped');
  expect(chooser).toMatch(/Back to checkpoint 0: Drops “checkout”, version 1\. Spent since: .* tokens\./);
  expect(chooser).toContain('What was changed and run with tools (“Make the tests pass”) stays');
  await ada.submit({ Checkpoint: '0' });
  await receipt(ada, 'Rolled back to checkpoint 0');
  await ben.root('Rolled back to checkpoint 0 by Ada', 'Resume');
  const before = engineer.requests.length;
  await ada.pressRoot('Resume');
  await receipt(ada, 'Resumed');
  await expect.poll(() => engineer.requests.length).toBe(before + 1);
  expect(heard(engineer.requests.at(-1)!)).not.toMatch(/README too|it should say why/);
  expect(read(session, 'src/fee.js')).not.toBe(fee);
}

/** Words are no answer before their author makes them one. */
async function ask({ engineer, ada, ben }: Session): Promise<void> {
  const options = ['Two, as README.md says', 'Three, as the test says'];
  await engineer.answers(calls('ask', { question: 'Two free days, or three?', options }));
  await ada.card('Two free days, or three?', '“Three, as the test says”');
  await ben.type('Three. The README is out of date.');
  expect(await receipt(ben, 'the run waits for an answer')).toEqual(['Use as answer', 'Pause instead']);
  await ben.pressPrivately('Use as answer');
  await receipt(ben, 'Answered');
  const { request, answer } = await engineer.asked();
  expect(heard(request)).toMatch(/Ben.*: Three\. The README is out of date\./);
  answer(calls('write', { path: 'src/fee.js', content: fee }));
}

/** What was approved for this run needs no second question: once it fails, and once it goes through. */
async function finish(session: Session): Promise<void> {
  const { engineer, ada, ben, testsSay, git } = session;
  await engineer.answers(calls('shell', { command: commit }));
  expect((await ben.card(asksToCommit, 'For this run')).text).toContain(commit);
  await ben.press(asksToCommit, 'For this run');
  await receipt(ben, 'Approved for this run.');
  const failing = await engineer.asked();
  expect(heard(failing.request)).toContain('writes amounts with two decimals');
  expect(testsSay()).toContain('# fail 2');
  failing.answer(calls('write', { path: 'src/date.js', content: date }));
  await engineer.answers(calls('write', { path: 'src/slip.js', content: slip }), calls('shell', { command: commit }), {
    kind: 'answer',
    text: 'All 6 tests pass. The fee is capped.',
  });

  await ada.card('“Make the tests pass” completed');
  await ada.root('Completed', 'Focus');
  const settled = ['Answered by Ben', 'Approved for this run by Ben'];
  for (const words of settled) expect((await ada.card(words)).buttons).toEqual([]);
  expect(testsSay()).toContain('# fail 0');
  expect(git('log', '--format=%s')).toBe('Mend the fee\nAs it was found\n');
  expect(git('status', '--short')).toBe('');
}
