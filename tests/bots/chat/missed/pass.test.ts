import { expect, it } from 'vitest';
import { Pass, type Thread } from '../../../../src/bots/chat/missed/pass.ts';

const threads: Thread[] = ['1.1', '2.2', '3.3'].map((thread) => ({ channel: 'C1', thread }));
const [one, two, three] = threads as [Thread, Thread, Thread];

it('reads one thread after the other, first those that somebody waits for', async () => {
  const read: string[] = [];
  const pass = new Pass(Promise.resolve(threads));
  let third = Promise.resolve();
  await pass.each(async (thread) => {
    if (read.length === 0) third = pass.until(three).then(() => void read.push('waited'));
    await new Promise(setImmediate);
    read.push(thread.thread);
  });
  await third;
  expect(read).toEqual(['1.1', '3.3', 'waited', '2.2']);
});

it('keeps nobody waiting for what has been read, or is not read', async () => {
  const pass = new Pass(Promise.resolve([one, two]));
  await pass.until(three);
  await pass.each(async () => undefined);
  await Promise.all([one, two].map((thread) => pass.until(thread)));
});

it('tells whoever reads that the threads are not known, and nobody else', async () => {
  const pass = new Pass(Promise.reject(new Error('connect ECONNREFUSED')));
  await pass.until(one);
  await expect(pass.each(async () => undefined)).rejects.toThrow('ECONNREFUSED');
});
