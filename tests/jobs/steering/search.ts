import fc from 'fast-check';
import type { DueEffect } from '../../../src/core/ports.ts';
import type { House } from './house.ts';
import { Broken } from './law.ts';
import { Onlooker } from './onlooker/onlooker.ts';
import { Play, type Act } from './play.ts';
import { compare } from './rows.ts';
import type { Program } from './program.ts';

const [as, bs, races] = [30, 180, 6];

const acts = (longest: number) =>
  fc.array(fc.tuple(fc.nat(Play.kinds - 1), fc.nat(as - 1), fc.nat(bs - 1), fc.nat(races - 1)), {
    ...{ minLength: 2, maxLength: longest, size: 'max' as const },
  });

/** As many at once as keep the processor busy while Postgres works. */
const atOnce = 6;

export interface Found {
  broken: Broken;
  acts: readonly Act[];
  history: string;
}

export interface Searched {
  sequences: number;
  decisions: number;
  statuses: Map<string, number>;
  found: Found[];
}

interface Search {
  sequences: number;
  seed: number;
  /** Acts of a sequence. */
  longest?: number;
  /** Ends the search. */
  isEnough?: (found: Found) => boolean;
}

export async function search(
  house: House,
  program: Program,
  { sequences, seed, longest = 10, isEnough }: Search,
): Promise<Searched> {
  const lists = fc.sample(acts(longest), { numRuns: sequences, seed });
  const listeners = new Map<string, (due: DueEffect) => void>();
  const runs = house.store(program, (due) => listeners.get(due.effect.runId)?.(due));
  const all: Searched = { sequences: 0, decisions: 0, statuses: new Map(), found: [] };
  let next = 0;
  let isOver = false;
  const one = async (list: readonly Act[]): Promise<void> => {
    const play = await Play.begin(house, program, runs, (runId, due) => listeners.set(runId, due));
    try {
      await inTime(play.play(list).then(() => play.end(list.length % 2 === 0)));
      const onlooker = new Onlooker(play.history);
      onlooker.watch();
      await compare(house, play.history, onlooker);
      const { status } = onlooker.now;
      all.statuses.set(status, (all.statuses.get(status) ?? 0) + 1);
    } catch (error) {
      const broken = error instanceof Broken ? error : new Broken('what is decided can be stored', String(error));
      const found = { broken, acts: list, history: tell(play) };
      all.found.push(found);
      isOver ||= isEnough?.(found) ?? all.found.length >= 3;
    } finally {
      listeners.delete(play.runId);
      all.sequences += 1;
      all.decisions += play.history.told.length + 1;
    }
  };
  const lane = async (): Promise<void> => {
    while (!isOver && next < lists.length) await one(lists[next++]!);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return all;
}

/** Milliseconds; the longest of a hundred thousand takes some four seconds, and most of that in its worker's own patience. */
const patience = 30_000;

async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Broken('everybody comes to an end, or to a point where they wait')), patience);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** What was told, and what came of it, line by line. */
function tell({ history }: Play): string {
  const lines = [...history.told]
    .sort((a, b) => a.answered - b.answered)
    .map(({ event, reply, asked, answered }) => {
      const { id: _id, at: _at, actor: _actor, ...rest } = event as unknown as Record<string, unknown>;
      const said = JSON.stringify(rest, (key, value: unknown) =>
        key === 'chain'
          ? (value as { text: string; status: string }[]).map(({ text, status }) => `${text} ${status}`)
          : value,
      );
      if ('refused' in reply)
        return `${asked}-${answered} ${said}\n    refused: ${JSON.stringify(reply).slice(0, 100)}`;
      const { run } = reply.state;
      const what =
        reply.result.kind === 'begin'
          ? `begin [${reply.result.messages.map((it) => it.text).join(' | ')}]`
          : reply.result.kind;
      return `${asked}-${answered} ${said}\n    ${what}: v${run.version} ${run.status} held by ${run.hold?.reason ?? 'nobody'}, spent ${run.spent.microUsd}, epoch ${run.epoch}`;
    });
  return lines.join('\n');
}
