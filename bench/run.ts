import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { proveSharedClock } from './clock.ts';
import { openEmbedded, openServers, type Engine } from './engines.ts';
import { describeMachine, load } from './machine.ts';
import { measureEngine } from './measure/engine.ts';
import { pageOf } from './page.ts';
import { full, quick } from './plan.ts';
import type { BenchResult, EngineResult } from './result.ts';
import { dismissAll } from './staff.ts';

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    engine: { type: 'string' },
    out: { type: 'string', default: path.resolve(import.meta.dirname, '../docs/reference') },
  },
});

const since = performance.now();
const say = (what: string): void => {
  process.stderr.write(`${((performance.now() - since) / 1000).toFixed(1).padStart(6)} s  ${what}\n`);
};

let open: Engine | null = null;

/** Ended early, nothing that was started stays behind. */
function endEarly(why: unknown): void {
  process.stderr.write(`Ended early: ${why instanceof Error ? String(why.stack) : String(why)}\n`);
  void dismissAll()
    .then(() => open?.close())
    .finally(() => process.exit(1));
}

/** A busy machine takes some times the eight minutes; what takes longer has got stuck. */
const longest = 45 * 60_000;
setTimeout(() => endEarly(`it took longer than ${longest / 60_000} minutes`), longest).unref();
process.once('unhandledRejection', endEarly);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, endEarly);

async function measureOn(make: () => Promise<Engine>): Promise<EngineResult> {
  const engine = await make();
  open = engine;
  const plan = (flags.quick ? quick : full)[engine.name];
  try {
    return await measureEngine(engine, plan, (what) => say(`${engine.name}: ${what}`));
  } finally {
    await engine.close();
    open = null;
  }
}

const before = load();
await proveSharedClock();
const engines: EngineResult[] = [];
if (flags.engine !== 'embedded') engines.push(await measureOn(openServers));
if (flags.engine !== 'redis') engines.push(await measureOn(openEmbedded));
const seconds = Math.round((performance.now() - since) / 1000);
const machine = describeMachine();
const result: BenchResult = {
  at: new Date().toISOString(),
  quick: flags.quick,
  seconds,
  machine,
  load: { before, after: load() },
  engines,
};
await writeFile(path.join(flags.out, 'bench.json'), `${JSON.stringify(result, null, 2)}\n`);
await writeFile(path.join(flags.out, 'bench.md'), pageOf(result));
